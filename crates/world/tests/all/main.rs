//! What must hold of a world, seen from outside.

mod queueing;
mod stations;
mod storm;
