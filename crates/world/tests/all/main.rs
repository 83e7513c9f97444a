//! What must hold of a world, seen from outside.

mod build;
mod cells;
mod everything;
mod family;
mod lab;
mod nodes;
mod shop;
mod shrink;
mod stations;

mod queueing;
mod little;
mod storm;
mod symptoms;
mod remedies;
mod mechanisms;
mod places;
mod troubles;
mod limits;
mod determinism;
mod counting;
mod branches;
mod agreement;
mod windows;
