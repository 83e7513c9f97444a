//! What a room does with orders. Tables read like a night: what was, one order, what came of it; laws
//! hold for any night. Knows the room from outside only.

#![allow(clippy::unwrap_used, reason = "a test that cannot be set up has failed")]

mod script;

mod lines;

mod beginning;
mod ending;
mod finding;
mod handover;
mod working;

mod nudging;
mod people;
mod stepping;

mod afterwards;
mod reading;

mod golden;
mod keeping;
mod laws;
mod origin;
