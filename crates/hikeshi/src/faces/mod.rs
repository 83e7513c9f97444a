//! The faces: ways in and out. Each reads what people give and shows what the desk and the game master say; none
//! holds a rule.

pub mod api;
pub mod cli;
pub mod editor;
pub mod join;
mod request;
pub mod terminal;
pub mod web;
