//! A room that is in use: folded in memory, with its newest entries at hand and its watchers. What is here is a
//! cache of the log and may be dropped at any time.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};

use jiff::Timestamp;
use room::view::{Board, Copilot, Roster, board, roster};
use room::{Entry, Room, Seq, fold};
use tokio::sync::broadcast;

/// Entries at hand for a watcher that comes back [count]: some minutes of a busy room.
const TAIL: usize = 512;
/// Entries that a slow watcher may be behind [count]; then it reads them from the log, and delays nobody.
const BEHIND: usize = 256;

/// What is folded of a room in use.
#[derive(Debug, Default)]
pub struct Use {
    /// As its log says.
    pub room: Room,
    /// What the commander is whispered.
    pub copilot: Copilot,
    glance: Mutex<Option<(i64, Arc<Glance>)>>,
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

    fn take(&mut self, entry: &Entry) {
        fold(&mut self.room, entry);
        self.copilot.fold(entry);
        *self.glance.get_mut().unwrap_or_else(PoisonError::into_inner) = None;
    }
}

/// A room in use.
pub(super) struct Open {
    /// As its log says.
    pub used: Use,
    /// When it was opened.
    pub opened: Timestamp,
    tail: VecDeque<Arc<Entry>>,
    watchers: broadcast::Sender<Arc<Entry>>,
}

impl Open {
    /// A room without entries.
    pub fn new() -> Open {
        Open {
            used: Use::default(),
            opened: Timestamp::UNIX_EPOCH,
            tail: VecDeque::new(),
            watchers: broadcast::Sender::new(BEHIND),
        }
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

    /// Somebody watches.
    pub fn watched(&self) -> bool {
        self.watchers.receiver_count() > 0
    }
}
