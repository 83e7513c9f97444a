//! All of the logs, room by room: for checks and for copies. Knows SQL; what is right is the desk's.

use room::{Entry, Seq};
use sqlx::{AssertSqlSafe, Row};

use super::{Broken, LISTED, Log, ROW, Summary, bound, summary};

/// Entries or turns read at once [count].
const PAGE: usize = 2_000;

impl Log {
    /// Gives every entry of a room after `since` to `each`, in their order; they are read some at a time.
    ///
    /// # Errors
    /// When the database fails or an entry cannot be read; `each` may have been given some by then.
    pub async fn each_since(
        &self,
        room: &str,
        since: Seq,
        mut each: impl FnMut(Entry),
    ) -> Result<(), Broken> {
        let mut seq = since;
        loop {
            let page = self.since(room, seq, PAGE).await?;
            let end = page.len() < PAGE;
            seq = page.last().map_or(seq, |entry| entry.seq);
            page.into_iter().for_each(&mut each);
            if end {
                return Ok(());
            }
        }
    }

    /// All turns of a room from the `from`-th on, the first is 0.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn turns_from(&self, room: &str, from: u64) -> Result<Vec<String>, Broken> {
        let mut all = Vec::new();
        loop {
            let page = self.turns(room, from + all.len() as u64, PAGE).await?;
            let end = page.len() < PAGE;
            all.extend(page);
            if end {
                return Ok(all);
            }
        }
    }

    /// Names of rooms that have entries, after this name, in order, some at a time.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn rooms_after(&self, room: &str) -> Result<Vec<String>, Broken> {
        let sql = "SELECT DISTINCT room FROM entries WHERE room > $1 ORDER BY room LIMIT $2";
        let rows = sqlx::query(sql).bind(room).bind(LISTED).fetch_all(&self.pool).await?;
        rows.iter().map(|row| Ok(row.try_get("room")?)).collect()
    }

    /// A room's row, if it has one.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn row(&self, room: &str) -> Result<Option<Summary>, Broken> {
        let row =
            sqlx::query("SELECT * FROM rooms WHERE room = $1").bind(room).fetch_optional(&self.pool).await?;
        row.as_ref().map(summary).transpose()
    }

    /// Writes a room's row anew, unless it has changed since it was read as `was`: then whoever changed it has read further.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn mend_row(&self, was: Option<&Summary>, row: &Summary) -> Result<(), Broken> {
        let sql = format!(
            "INSERT INTO rooms (room, seq, opened, wake, closed, summary) VALUES ($1, $2, $3, $4, $5, $6) \
             ON CONFLICT (room) DO UPDATE SET {ROW} WHERE rooms.seq = $7"
        );
        let was = was.map_or(0, |was| was.seq.0 as i64);
        bound(sqlx::query(AssertSqlSafe(sql)), row).bind(was).execute(&self.pool).await?;
        Ok(())
    }
}
