//! What must hold of a world, seen from outside.

mod nodes;
mod queueing;
mod stations;
mod storm;
