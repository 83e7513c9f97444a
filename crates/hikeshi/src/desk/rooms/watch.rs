//! One watcher of one room: a cursor into its log. What is not at hand is read from the log, so that a slow watcher delays
//! nobody and misses nothing.

use std::sync::Arc;

use room::{Entry, Seq};
use tokio::sync::broadcast::Receiver;
use tokio::sync::broadcast::error::RecvError;

use super::RoomId;
use crate::store::log::{Broken, Log};

/// Entries read from the log at once [count].
const PAGE: usize = 500;

/// A cursor into a room's log, and what comes after it.
pub struct Watch {
    log: Log,
    room: RoomId,
    /// The last entry given.
    seq: Seq,
    /// Given next.
    ready: std::vec::IntoIter<Arc<Entry>>,
    /// There may be entries in the log that were not heard of.
    behind: bool,
    receiver: Receiver<Arc<Entry>>,
}

impl Watch {
    pub(super) fn new(
        log: Log,
        room: RoomId,
        since: Seq,
        backlog: Option<Vec<Arc<Entry>>>,
        receiver: Receiver<Arc<Entry>>,
    ) -> Watch {
        let behind = backlog.is_none();
        Watch { log, room, seq: since, ready: backlog.unwrap_or_default().into_iter(), behind, receiver }
    }

    /// The next entry; `None` when the desk has closed.
    ///
    /// # Errors
    /// When the log cannot be read; asked again, it goes on where it was.
    pub async fn next(&mut self) -> Result<Option<Arc<Entry>>, Broken> {
        loop {
            if let Some(entry) = self.ready.next() {
                if entry.seq <= self.seq {
                    continue;
                }
                self.seq = entry.seq;
                return Ok(Some(entry));
            }
            if self.behind {
                let page = self.log.since(self.room.as_str(), self.seq, PAGE).await?;
                self.behind = page.len() == PAGE;
                self.ready = page.into_iter().map(Arc::new).collect::<Vec<_>>().into_iter();
                continue;
            }
            match self.receiver.recv().await {
                // What came in before the one after ours was told while we read the log.
                Ok(entry) if entry.seq > self.seq.next() => self.behind = true,
                Ok(entry) => self.ready = vec![entry].into_iter(),
                Err(RecvError::Lagged(_)) => self.behind = true,
                Err(RecvError::Closed) => return Ok(None),
            }
        }
    }
}
