//! A room's log held in memory with the room folded from it: all that one drill needs, and what a store
//! does with a database. Knows no file and no format.

use std::fmt;

use jiff::Timestamp;

use crate::{Entry, Known, Order, Refusal, Room, Seq, fold, record};

/// All entries of a room, and the room.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Flow {
    entries: Vec<Entry>,
    room: Room,
}

/// Entries do not follow the last one of this log.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Conflict {
    /// The number that was wanted next.
    pub wanted: Seq,
    /// The number that came.
    pub came: Seq,
}

impl fmt::Display for Conflict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "entry {} follows, but {} came; decide again on the newer room", self.wanted, self.came)
    }
}

impl std::error::Error for Conflict {}

impl Flow {
    /// A log that nobody has written in.
    pub fn new() -> Flow {
        Flow::default()
    }

    /// A log from its entries, all of them from the first.
    pub fn replay(entries: Vec<Entry>) -> Result<Flow, Conflict> {
        let mut flow = Flow::new();
        flow.append(entries)?;
        Ok(flow)
    }

    /// Decides on an order and appends what it leaves; returns that.
    pub fn submit(
        &mut self,
        order: &Order,
        known: impl Into<Known>,
        now: Timestamp,
    ) -> Result<&[Entry], Refusal> {
        let from = self.entries.len();
        let entries = record(&self.room, order, known, now)?;
        self.append(entries).expect("what was just decided on this room follows its last entry");
        Ok(&self.entries[from..])
    }

    /// Appends entries that were decided on the log as it stands, all or none.
    pub fn append(&mut self, entries: Vec<Entry>) -> Result<(), Conflict> {
        let mut wanted = self.room.seq();
        for entry in &entries {
            wanted = wanted.next();
            if entry.seq != wanted {
                return Err(Conflict { wanted, came: entry.seq });
            }
        }
        for entry in entries {
            fold(&mut self.room, &entry);
            self.entries.push(entry);
        }
        Ok(())
    }

    /// All entries in order.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// What came after an entry: what a watcher that has seen it wants.
    pub fn since(&self, seen: Seq) -> &[Entry] {
        let from = self.entries.partition_point(|entry| entry.seq <= seen);
        &self.entries[from..]
    }

    /// The room as it stands.
    pub fn room(&self) -> &Room {
        &self.room
    }
}
