//! Rooms as they stood at an entry: a cache, which may be emptied at any time. Knows SQL; what stands in one is the desk's.

use room::Seq;
use sqlx::Row;

use super::{Broken, Log};

/// A room as it stood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Snapshot {
    /// The last entry in it.
    pub seq: Seq,
    /// When the room was opened [ms since 1970].
    pub opened: i64,
    /// The room.
    pub folded: String,
    /// What its commander is whispered.
    pub copilot: String,
}

impl Log {
    /// A room's snapshot, if there is one that its log still bears out.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn snapshot(&self, room: &str) -> Result<Option<Snapshot>, Broken> {
        let sql = "SELECT seq, opened, folded, copilot FROM snapshots WHERE room = $1 AND \
             EXISTS (SELECT 1 FROM entries WHERE entries.room = snapshots.room AND entries.seq = snapshots.seq)";
        let row = sqlx::query(sql).bind(room).fetch_optional(&self.pool).await?;
        let Some(row) = row else { return Ok(None) };
        Ok(Some(Snapshot {
            seq: Seq(row.try_get::<i64, _>("seq")? as u64),
            opened: row.try_get("opened")?,
            folded: row.try_get("folded")?,
            copilot: row.try_get("copilot")?,
        }))
    }

    /// Keeps a room's snapshot instead of an older one.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn keep_snapshot(&self, room: &str, snapshot: &Snapshot) -> Result<(), Broken> {
        let sql = "INSERT INTO snapshots (room, seq, opened, folded, copilot) VALUES ($1, $2, $3, $4, $5) \
             ON CONFLICT (room) DO UPDATE SET seq = excluded.seq, opened = excluded.opened, folded = excluded.folded, \
             copilot = excluded.copilot";
        let query = sqlx::query(sql).bind(room).bind(snapshot.seq.0 as i64).bind(snapshot.opened);
        query.bind(snapshot.folded.as_str()).bind(snapshot.copilot.as_str()).execute(&self.pool).await?;
        Ok(())
    }
}
