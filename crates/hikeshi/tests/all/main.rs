//! The program as a user has it: the real binary, its files, its pipes, its signals, a real terminal.

mod closing;
mod commands;
mod keeping;
mod playing;
mod postgres;
mod program;
mod shelf;
mod terminal;
mod web;
