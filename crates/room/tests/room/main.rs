//! What a room does with orders. Tables read like a night: what was, one order, what came of it; laws
//! hold for any night. Knows the room from outside only.

mod script;

mod handover;
