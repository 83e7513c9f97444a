//! What must hold of a world, seen from outside.

#[allow(dead_code)]
mod build;
mod everything;
#[allow(dead_code)]
mod lab;
mod nodes;
mod shop;
mod stations;

mod queueing;
mod storm;
mod determinism;
