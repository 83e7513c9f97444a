//! What must hold of a world, seen from outside.

mod truth;
