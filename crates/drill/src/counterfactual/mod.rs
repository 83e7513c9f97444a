//! What would have happened: the same world lived again with other orders. Branches start from a world
//! as it stood at a moment, never from its beginning; two branches compared share all the luck that
//! they can, and are compared under many. Knows orders and what users lost; nothing of words.
//!
//! ```text
//!             moment
//!   past ───────┬──── the orders as given ────────┐ luck 1, 2, … n
//!               └──── one left out, moved, other ─┴─► difference, with its interval
//! ```

mod branch;
mod interval;
mod leave_out;
mod lean;
mod review;
mod legal;
mod search;

pub use branch::{Given, Plan, about, live};
pub use interval::{Interval, paired};
pub use lean::lean;
pub use leave_out::{Branch, Branches, in_turn};
pub use legal::legal;
pub use review::{Answer, LUCKS, Lost, Piece, Question, Review, WhatIf};
pub use search::{Found, Outcome, Search, Trial};
