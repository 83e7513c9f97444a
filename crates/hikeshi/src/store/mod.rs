//! Plays on disk: one JSON Lines file for each, written as it happens. Knows files and what stands in them; does
//! not know what a scenario or a turn means.

pub mod log;
pub mod play_file;
pub mod plays;
pub mod record;
