//! Every room folded from zero: is anything missing, doubled or out of order, and does each room's row say what its log
//! says? Rows can be made anew; a log is never mended.

use jiff::Timestamp;
use room::{Entry, OrderId, Room, Seq, fold};

use super::RoomId;
use super::listed::summary;
use crate::store::log::{Broken, Log};

/// What was found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Verified {
    /// Rooms [count].
    pub rooms: usize,
    /// Entries [count].
    pub entries: usize,
    /// Numbers that no entry has, though a later one is there [count].
    pub missing: usize,
    /// Orders that were recorded again though the room remembered them [count].
    pub doubled: usize,
    /// Entries that are earlier than the one before them [count].
    pub disordered: usize,
    /// Rooms whose row does not say what their log says [count].
    pub stale: usize,
    /// Rooms with trouble in their log.
    pub troubled: Vec<String>,
}

impl Verified {
    /// Nothing is wrong with any log.
    pub fn sound(&self) -> bool {
        self.troubled.is_empty()
    }
}

/// Folds every room; with `mend`, rows that are stale are written anew.
///
/// # Errors
/// When the database fails or an entry cannot be read.
pub async fn verify(log: &Log, mend: bool) -> Result<Verified, Broken> {
    let mut verified = Verified::default();
    let mut last = String::new();
    loop {
        let rooms = log.rooms_after(&last).await?;
        let Some(newest) = rooms.last() else { return Ok(verified) };
        last = newest.clone();
        for room in &rooms {
            one(log, room, mend, &mut verified).await?;
        }
    }
}

async fn one(log: &Log, name: &str, mend: bool, verified: &mut Verified) -> Result<(), Broken> {
    // Before the log, and again after it: a row that others have written meanwhile is none that lies.
    let row = log.row(name).await?;
    let mut reading = Reading::default();
    log.each_since(name, Seq(0), |entry| reading.take(&entry)).await?;
    verified.rooms += 1;
    verified.entries += reading.entries;
    verified.missing += reading.missing;
    verified.doubled += reading.doubled;
    verified.disordered += reading.disordered;
    if reading.missing + reading.doubled + reading.disordered > 0 {
        verified.troubled.push(name.into());
    }
    // A name that is none of ours is no room of a list either.
    let Ok(id) = name.parse::<RoomId>() else { return Ok(()) };
    let truth = summary(&id, &reading.room, reading.opened);
    if row.as_ref() != Some(&truth) && log.row(name).await? == row {
        verified.stale += 1;
        if mend {
            log.mend_row(row.as_ref(), &truth).await?;
        }
    }
    Ok(())
}

/// A log being read from its beginning.
struct Reading {
    room: Room,
    seq: Seq,
    opened: Timestamp,
    at: Timestamp,
    /// The last order; what one order left stands together.
    order: Option<OrderId>,
    entries: usize,
    missing: usize,
    doubled: usize,
    disordered: usize,
}

impl Default for Reading {
    fn default() -> Reading {
        Reading {
            room: Room::default(),
            seq: Seq(0),
            opened: Timestamp::UNIX_EPOCH,
            at: Timestamp::UNIX_EPOCH,
            order: None,
            entries: 0,
            missing: 0,
            doubled: 0,
            disordered: 0,
        }
    }
}

impl Reading {
    fn take(&mut self, entry: &Entry) {
        self.missing += (entry.seq.0 - self.seq.0 - 1) as usize;
        if self.entries == 0 {
            self.opened = entry.at;
        }
        self.disordered += usize::from(entry.at < self.at);
        if self.order.as_ref() != Some(&entry.order) {
            // One that came again when the room had forgotten it was a new one to whoever decided, too.
            self.doubled += usize::from(self.room.remembers(&entry.order));
            self.order = Some(entry.order.clone());
        }
        (self.seq, self.at) = (entry.seq, entry.at);
        self.entries += 1;
        fold(&mut self.room, entry);
    }
}
