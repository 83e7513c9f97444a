//! The turns of drills that teams play, in their order. Knows SQL; what a turn is, the desk knows.

use sqlx::{Any, Row, Transaction};

use super::{Broken, Log};

/// Keeps a turn; the primary key refuses a second one of the same number.
pub(super) async fn insert(
    to: &mut Transaction<'_, Any>,
    room: &str,
    n: u64,
    turn: &str,
) -> Result<(), sqlx::Error> {
    let sql = "INSERT INTO turns (room, n, turn) VALUES ($1, $2, $3)";
    sqlx::query(sql).bind(room).bind(n as i64).bind(turn).execute(&mut **to).await?;
    Ok(())
}

impl Log {
    /// Keeps a turn by itself: a copy is read in.
    ///
    /// # Errors
    /// When the database fails, or the number is taken.
    pub async fn keep_turn(&self, room: &str, n: u64, turn: &str) -> Result<(), Broken> {
        let mut transaction = self.pool.begin().await?;
        insert(&mut transaction, room, n, turn).await?;
        Ok(transaction.commit().await?)
    }

    /// Turns of a room from the `from`-th on, the first is 0; at most `most`.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn turns(&self, room: &str, from: u64, most: usize) -> Result<Vec<String>, Broken> {
        let sql = "SELECT turn FROM turns WHERE room = $1 AND n >= $2 ORDER BY n LIMIT $3";
        let rows =
            sqlx::query(sql).bind(room).bind(from as i64).bind(most as i64).fetch_all(&self.pool).await?;
        rows.iter().map(|row| Ok(row.try_get("turn")?)).collect()
    }
}
