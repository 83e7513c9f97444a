//! The program as a user has it: the real binary, its files, its pipes, its signals, a real terminal.

mod ai;
mod api;
mod closing;
mod commands;
mod copies;
mod following;
mod http;
mod improvised;
mod join;
mod keeping;
mod led;
mod playing;
mod postgres;
mod program;
mod rude;
mod shelf;
mod storm;
mod terminal;
mod tokens;
mod web;
