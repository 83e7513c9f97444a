//! The program: only wires.

fn main() {}
