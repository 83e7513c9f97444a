//! All rooms, behind one door: an order goes in and leaves entries or a refusal, a view is asked for, a room is watched.
//! Knows how rooms are kept and shared; every rule is the room's.
//!
//! ```text
//! face ─► Desk ─► clerk ─┬─ decide · fold     in memory, one order after the other
//!                        ├─ Log::append       what came in meanwhile, in one commit
//!                        └─ watchers          only what is on the disk
//! ```

mod clerk;
pub mod copy;
mod door;
mod id;
mod keeper;
mod listed;
mod open;
pub mod verify;
mod watch;
#[cfg(test)]
pub(in crate::desk) mod tests;

pub(in crate::desk) use clerk::Unkept;
pub use door::OwnId;
pub use id::RoomId;
pub(in crate::desk) use keeper::Keeper;
pub use listed::Listed;
pub use open::{Glance, Seen, Use};
pub use watch::Watch;

use std::sync::Arc;

use room::{Entry, Order, Origin, Refusal, Seq, Standing};
use tokio::sync::{mpsc, oneshot};

use crate::desk::people::May;
use crate::desk::table::{Table, Tables};
use crate::desk::voice::Voices;
use crate::store::log::{Broken, Hearing, Log};
use clerk::{Ask, Clerk, Turned};

/// Orders and questions that wait for the clerk [count]; whoever comes later waits at the door.
const WAITING: usize = 4_096;

/// What an order left.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Receipt {
    /// The last entry of the room with the order in it; a watcher that has come so far has seen it.
    pub seq: Seq,
}

/// Why an order left nothing.
#[derive(Clone, Debug, thiserror::Error)]
pub enum Refused {
    /// There is no such room.
    #[error("there is no room {0}")]
    NoRoom(RoomId),
    /// The room says no.
    #[error("{0}")]
    Room(#[from] Refusal),
    /// A drill that this program cannot play on: it began by another version of it or of the scenario, or was read in
    /// without its turns.
    #[error("this drill cannot be played on here; it can be read")]
    NoTable,
    /// Whoever came in somebody's name may do less than that.
    #[error("what may {} does not do this", .0.name())]
    MayNot(May),
    /// Our side failed; the order is safe to repeat.
    #[error("our side failed, and the order is safe to repeat: {0}")]
    Ours(String),
}

impl From<Broken> for Refused {
    fn from(broken: Broken) -> Refused {
        Refused::Ours(broken.to_string())
    }
}

/// The door. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Desk {
    asks: mpsc::Sender<Ask>,
    log: Log,
    tables: Tables,
}

impl Desk {
    /// Opens the desk over these logs.
    ///
    /// # Errors
    /// When the database cannot be listened to.
    pub async fn open(log: Log) -> Result<Desk, Broken> {
        let (asks, asked) = mpsc::channel(WAITING);
        let hearing = Hearing::begin(log.address()).await?;
        let clerk = Clerk::new(log.clone(), asks.downgrade());
        tokio::spawn(clerk.run(asked, hearing));
        let tables = Tables::new(Keeper::new(asks.clone(), log.clone()));
        Ok(Desk { asks, log, tables })
    }

    /// Has somebody speak and listen in the game master's place at every table, from now on.
    pub fn speak_with(&self, voice: Arc<dyn Voices>) {
        self.tables.speak_with(voice);
    }

    /// The table at which a team plays in this room; `None` if no drill is played there, or one that cannot be played on here
    /// and can only be read.
    ///
    /// # Errors
    /// When there is no such room, or our side failed.
    pub async fn table(&self, room: &RoomId) -> Result<Option<Table>, Refused> {
        let drill = |used: &Use| used.room.origin().is_some_and(Origin::is_drill);
        if !self.look(room, drill).await? {
            return Ok(None);
        }
        match self.tables.of(room).await {
            Ok(table) => Ok(Some(table)),
            Err(Refused::NoTable) => Ok(None),
            Err(why) => Err(why),
        }
    }

    /// Gives an order. When it is answered, what it left is on the disk.
    ///
    /// # Errors
    /// The refusal, with its next step; or that our side failed.
    pub(in crate::desk) async fn submit(
        &self,
        room: &RoomId,
        order: Order,
        standing: Standing,
    ) -> Result<Receipt, Refused> {
        let (reply, answer) = oneshot::channel();
        let again = order.clone();
        self.ask(Ask::Submit { room: room.clone(), order, standing, reply, tried: 0 }).await?;
        match answer.await.map_err(|_| gone())? {
            Ok(receipt) => Ok(receipt),
            Err(Turned::Away(refused)) => Err(refused),
            Err(Turned::ToTable) => self.tables.of(room).await?.submit(again, standing).await,
        }
    }

    /// Looks at a room as it stands.
    ///
    /// # Errors
    /// When there is none, or our side failed.
    pub async fn look<T: Send + 'static>(
        &self,
        room: &RoomId,
        look: impl FnOnce(&Use) -> T + Send + 'static,
    ) -> Result<T, Refused> {
        let (reply, answer) = oneshot::channel();
        let look = Box::new(move |found: Result<&Use, Refused>| drop(reply.send(found.map(look))));
        self.ask(Ask::Look { room: room.clone(), look }).await?;
        answer.await.map_err(|_| gone())?
    }

    /// Watches a room: every entry after `since`, in order, none twice.
    ///
    /// # Errors
    /// When there is no such room, or our side failed.
    pub async fn watch(&self, room: &RoomId, since: Seq) -> Result<Watch, Refused> {
        let (reply, answer) = oneshot::channel();
        self.ask(Ask::Watch { room: room.clone(), since, reply }).await?;
        let (backlog, receiver) = answer.await.map_err(|_| gone())??;
        Ok(Watch::new(self.log.clone(), room.clone(), since, backlog, receiver))
    }

    /// Rooms opened before then [ms since 1970], the newest first, some at a time.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn rooms(&self, before: i64) -> Result<Vec<Listed>, Broken> {
        Ok(self.log.rooms(before).await?.iter().filter_map(Listed::read).collect())
    }

    /// Entries of a room after `since`, in order, at most `most`.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn entries(&self, room: &RoomId, since: Seq, most: usize) -> Result<Vec<Entry>, Broken> {
        self.log.since(room.as_str(), since, most).await
    }

    async fn ask(&self, ask: Ask) -> Result<(), Refused> {
        self.asks.send(ask).await.map_err(|_| gone())
    }
}

/// The clerk has ended: only when the program does.
fn gone() -> Refused {
    Refused::Ours("the server is stopping".into())
}
