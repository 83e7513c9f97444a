//! The command line: words and flags in, lines of text out.

pub mod args;
pub mod debrief;
pub mod drill;
pub mod help;
pub mod history;
pub mod lines;
pub mod mistyped;
pub mod out;
pub mod scenario;
pub mod shelf;
pub mod telemetry;
pub mod world;
