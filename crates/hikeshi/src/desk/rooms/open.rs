//! A room that is in use: folded in memory, with its newest entries at hand and its watchers. What is here is a
//! cache of the log and may be dropped at any time.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};

use jiff::Timestamp;
use room::view::{Board, Copilot, Roster, board, roster};
use room::{Entry, Origin, Room, Seq, fold};
use tokio::sync::broadcast;

use crate::store::log::Snapshot;

/// Entries at hand for a watcher that comes back [count]: some minutes of a busy room.
const TAIL: usize = 512;
/// Entries from one snapshot to the next [count]: what is folded again when a long room is opened, in some milliseconds.
const LONG: u64 = 2_000;
/// Entries that a slow watcher may be behind [count]; then it reads them from the log, and delays nobody.
const BEHIND: usize = 256;

/// What is folded of a room in use. Whoever looks takes it along, and reads it while others write.
#[derive(Debug, Default)]
pub struct Use {
    /// As its log says.
    pub room: Arc<Room>,
    /// What the commander is whispered.
    pub copilot: Arc<Copilot>,
    glance: Mutex<Option<(i64, Arc<Glance>)>>,
}

/// A room as it stood at an entry.
#[derive(Clone, Debug)]
pub struct Seen {
    /// As its log said.
    pub room: Arc<Room>,
    /// What the commander was whispered.
    pub copilot: Arc<Copilot>,
    /// The same for everybody.
    pub glance: Arc<Glance>,
}

/// A room at a glance, the same for everybody.
#[derive(Clone, Debug)]
pub struct Glance {
    /// How it stands.
    pub board: Board,
    /// Who is here.
    pub roster: Roster,
}

impl Use {
    /// The room at a glance, computed once for all who look; anew every minute, since times pass.
    pub fn glance(&self, now: Timestamp) -> Arc<Glance> {
        let minute = now.as_second() / 60;
        let mut kept = self.glance.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, glance)) = kept.as_ref().filter(|(at, _)| *at == minute) {
            return glance.clone();
        }
        let glance = Arc::new(Glance { board: board(&self.room, now), roster: roster(&self.room, now) });
        *kept = Some((minute, glance.clone()));
        glance
    }

    /// The room as it stands, to be read elsewhere.
    pub fn seen(&self, now: Timestamp) -> Seen {
        Seen { room: self.room.clone(), copilot: self.copilot.clone(), glance: self.glance(now) }
    }

    /// What somebody still reads is copied before it changes.
    fn take(&mut self, entry: &Entry) {
        fold(Arc::make_mut(&mut self.room), entry);
        Arc::make_mut(&mut self.copilot).fold(entry);
        *self.glance.get_mut().unwrap_or_else(PoisonError::into_inner) = None;
    }
}

/// A room in use.
pub(super) struct Open {
    /// As its log says.
    pub used: Use,
    /// When it was opened.
    pub opened: Timestamp,
    /// The entry that the last snapshot was made at.
    kept: Seq,
    tail: VecDeque<Arc<Entry>>,
    watchers: broadcast::Sender<Arc<Entry>>,
}

impl Open {
    /// A room without entries.
    pub fn new() -> Open {
        Open {
            used: Use::default(),
            opened: Timestamp::UNIX_EPOCH,
            kept: Seq(0),
            tail: VecDeque::new(),
            watchers: broadcast::Sender::new(BEHIND),
        }
    }

    /// A room as it stood at a snapshot; one without entries where the snapshot is of another form.
    pub fn from(snapshot: &Snapshot) -> Open {
        let mut open = Open::new();
        let opened = Timestamp::from_millisecond(snapshot.opened);
        let read = (room::restored(&snapshot.folded), Copilot::restored(&snapshot.copilot), opened);
        if let (Some(room), Some(copilot), Ok(opened)) = read
            && (room.seq(), copilot.seq()) == (snapshot.seq, snapshot.seq)
        {
            open.used = Use { room: room.into(), copilot: copilot.into(), glance: Mutex::default() };
            open.opened = opened;
            open.kept = snapshot.seq;
        }
        open
    }

    /// A snapshot, when enough has happened since the last one.
    pub fn snapshot(&mut self) -> Option<Snapshot> {
        let seq = self.used.room.seq();
        if seq.0 < self.kept.0 + LONG {
            return None;
        }
        self.kept = seq;
        let (folded, copilot) = (room::snapshot(&self.used.room), self.used.copilot.snapshot());
        Some(Snapshot { seq, opened: self.opened.as_millisecond(), folded, copilot })
    }

    /// Takes in an entry that is on the disk, and tells those who watch. One that was taken in before, or whose
    /// forerunner is missing, changes nothing.
    pub fn grow(&mut self, entry: Entry) {
        if entry.seq != self.used.room.seq().next() {
            return;
        }
        if self.used.room.seq() == Seq(0) {
            self.opened = entry.at;
        }
        self.used.take(&entry);
        let entry = Arc::new(entry);
        // Nobody may be watching.
        let _ = self.watchers.send(entry.clone());
        self.tail.push_back(entry);
        if self.tail.len() > TAIL {
            self.tail.pop_front();
        }
    }

    /// The entries after `since` that are at hand, if that is all of them, and those to come.
    pub fn watch(&self, since: Seq) -> (Option<Vec<Arc<Entry>>>, broadcast::Receiver<Arc<Entry>>) {
        let receiver = self.watchers.subscribe();
        let first = self.tail.front().map_or(self.used.room.seq().next(), |entry| entry.seq);
        let all = since.next() >= first;
        let after = || self.tail.iter().filter(|entry| entry.seq > since).cloned().collect();
        (all.then(after), receiver)
    }

    /// A team plays a drill in it.
    pub fn is_drill(&self) -> bool {
        self.used.room.origin().is_some_and(Origin::is_drill)
    }

    /// Somebody watches.
    pub fn watched(&self) -> bool {
        self.watchers.receiver_count() > 0
    }
}
