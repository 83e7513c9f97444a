//! The style guide and the architecture, executed. Reads the repository's files as text and says where
//! they break the house rules: file, line and the mend. Knows nothing of what the program does.
//!
//! It lives beside `room` because that is the crate which compiles fastest: `cargo test --test house`
//! answers in seconds and needs neither the simulation nor the program.

mod complaint;
mod source;
mod tree;

mod documents;
mod floors;
mod page;
mod pure;
mod tidy;
