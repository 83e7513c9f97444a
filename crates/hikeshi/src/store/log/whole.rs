//! All of the logs, room by room: for checks and for copies. Knows SQL; what is right is the desk's.

use sqlx::{AssertSqlSafe, Row};

use super::{Broken, LISTED, Log, Summary, bound, rooms_sql, summary};

impl Log {
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

    /// Writes a room's row anew.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn mend_row(&self, row: &Summary) -> Result<(), Broken> {
        bound(sqlx::query(AssertSqlSafe(rooms_sql(1))), row).execute(&self.pool).await?;
        Ok(())
    }
}
