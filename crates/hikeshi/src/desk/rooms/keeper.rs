//! Keeps what a team's drill leaves: its turns with their entries, in one commit by the clerk. Knows rows; what they mean
//! is the table's.

use room::{Entry, Seq};
use tokio::sync::{mpsc, oneshot};

use super::clerk::{Ask, Unkept};
use super::{Receipt, Refused, RoomId, gone};
use crate::store::log::Log;

/// Keeps turns. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Keeper {
    asks: mpsc::Sender<Ask>,
    log: Log,
}

impl Keeper {
    pub(super) fn new(asks: mpsc::Sender<Ask>, log: Log) -> Keeper {
        Keeper { asks, log }
    }

    /// Keeps a turn with the entries that it leaves: both or neither.
    ///
    /// # Errors
    /// That somebody else was first, or that our side failed.
    pub async fn append(
        &self,
        room: &RoomId,
        entries: Vec<Entry>,
        turn: Option<(u64, String)>,
    ) -> Result<Receipt, Unkept> {
        let (reply, answer) = oneshot::channel();
        let ask = Ask::Append { room: room.clone(), entries, turn, reply };
        let stopping = || Unkept::Broken(gone().to_string());
        self.asks.send(ask).await.map_err(|_| stopping())?;
        answer.await.map_err(|_| stopping())?
    }

    /// All turns of a room from the `from`-th on.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn turns(&self, room: &RoomId, from: u64) -> Result<Vec<String>, Refused> {
        Ok(self.log.turns_from(room.as_str(), from).await?)
    }

    /// All entries of a room.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn entries(&self, room: &RoomId) -> Result<Vec<Entry>, Refused> {
        let mut all = Vec::new();
        self.log.each_since(room.as_str(), Seq(0), |entry| all.push(entry)).await?;
        Ok(all)
    }
}
