//! One line of a room's log: the envelope around an event. Knows when and who, not what.

use std::fmt;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::{Actor, Event, OrderId};

/// Entries of one room [count]. A week of a busy incident is some ten thousand; a room that reaches
/// this is a program gone wild, and has to be opened quickly nonetheless.
pub const ENTRIES: u64 = 200_000;

/// Number of an entry in its room, from 1, without gaps. What an entry opens (a line, a task, a
/// hypothesis) is named by that entry's number: `#12`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Seq(pub u64);

impl Seq {
    /// The number after this one.
    pub fn next(self) -> Seq {
        Seq(self.0.saturating_add(1))
    }
}

impl fmt::Display for Seq {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "#{}", self.0)
    }
}

/// One line of a room's log; never edited. Written as one JSON object on one line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// Its place.
    pub seq: Seq,
    /// When; never before the entry in front of it.
    pub at: Timestamp,
    /// Who.
    pub actor: Actor,
    /// The order that led to it; an order given twice is recorded once.
    pub order: OrderId,
    /// The line of investigation whose thread it belongs to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub line: Option<Seq>,
    /// What happened.
    pub event: Event,
}

/// An entry as a place in time: which, and when.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Mark {
    /// Which entry.
    pub seq: Seq,
    /// When.
    pub at: Timestamp,
}

impl From<&Entry> for Mark {
    fn from(entry: &Entry) -> Mark {
        Mark { seq: entry.seq, at: entry.at }
    }
}
