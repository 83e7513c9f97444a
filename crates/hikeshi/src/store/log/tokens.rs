//! Rows of tokens, of somebody's sessions, and of what somebody is. Knows SQL; what a token may do is the desk's.

use sqlx::Row;
use sqlx::any::AnyRow;

use super::{Broken, Log, PersonRow};

/// A token's row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TokenRow {
    /// SHA-256 of its secret, in hex.
    pub hash: String,
    /// Whose.
    pub person: String,
    /// What it is for, in their words.
    pub label: String,
    /// `read`, `talk`, `act` or `admin`.
    pub may: String,
    /// When it was made [ms since 1970].
    pub since: i64,
    /// When it ends by itself [ms since 1970].
    pub until: i64,
}

/// What came of saying what somebody is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Set {
    /// They are it.
    Done,
    /// There is nobody of that id.
    Nobody,
    /// They are the last who leads, and stay it.
    Last,
}

impl Log {
    /// Keeps a token.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn add_token(&self, row: &TokenRow) -> Result<(), Broken> {
        let sql =
            "INSERT INTO tokens (hash, person, label, may, since, until) VALUES ($1, $2, $3, $4, $5, $6)";
        let query = sqlx::query(sql).bind(row.hash.as_str()).bind(row.person.as_str());
        let query = query.bind(row.label.as_str()).bind(row.may.as_str()).bind(row.since).bind(row.until);
        query.execute(&self.pool).await?;
        Ok(())
    }

    /// All tokens that have not ended by now [ms since 1970], by whose they are.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn tokens(&self, now: i64) -> Result<Vec<TokenRow>, Broken> {
        let sql = "SELECT * FROM tokens WHERE until > $1 ORDER BY person, since, hash";
        let rows = sqlx::query(sql).bind(now).fetch_all(&self.pool).await?;
        rows.iter().map(token).collect()
    }

    /// Whose token it is and what it may, if it has not ended by now [ms since 1970].
    ///
    /// # Errors
    /// When the database fails.
    pub async fn token(&self, hash: &str, now: i64) -> Result<Option<(PersonRow, String)>, Broken> {
        let sql = "SELECT people.person, name, part, may FROM tokens JOIN people ON people.person = tokens.person \
             WHERE hash = $1 AND until > $2";
        let row = sqlx::query(sql).bind(hash).bind(now).fetch_optional(&self.pool).await?;
        row.map(|row| Ok((super::people::person(&row)?, row.try_get("may")?))).transpose()
    }

    /// Ends a token; true if there was one.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn end_token(&self, hash: &str) -> Result<bool, Broken> {
        let ended = sqlx::query("DELETE FROM tokens WHERE hash = $1").bind(hash).execute(&self.pool).await?;
        Ok(ended.rows_affected() > 0)
    }

    /// Somebody's sessions that have not ended by now [ms since 1970]: hash, and until when.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn sessions_of(&self, person: &str, now: i64) -> Result<Vec<(String, i64)>, Broken> {
        let sql = "SELECT hash, until FROM sessions WHERE person = $1 AND until > $2 ORDER BY until, hash";
        let rows = sqlx::query(sql).bind(person).bind(now).fetch_all(&self.pool).await?;
        rows.iter().map(|row| Ok((row.try_get("hash")?, row.try_get("until")?))).collect()
    }

    /// Says what somebody is from now on, unless nobody would be left who is `lead`. Whatever let them in is ended in the same commit
    /// where `out`.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn set_part(&self, person: &str, part: &str, out: bool, lead: &str) -> Result<Set, Broken> {
        let mut transaction = self.pool.begin().await?;
        // Holds the rows of all who lead: of two who let each other go at once, the second sees what the first has done.
        let hold = "UPDATE people SET part = part WHERE part = $1";
        sqlx::query(hold).bind(lead).execute(&mut *transaction).await?;
        let sql = "UPDATE people SET part = $1 WHERE person = $2 AND \
             ($1 = $3 OR EXISTS (SELECT 1 FROM people WHERE part = $3 AND person <> $2))";
        let set = sqlx::query(sql).bind(part).bind(person).bind(lead).execute(&mut *transaction).await?;
        if set.rows_affected() == 0 {
            let known = sqlx::query("SELECT person FROM people WHERE person = $1").bind(person);
            let known = known.fetch_optional(&mut *transaction).await?;
            return Ok(if known.is_some() { Set::Last } else { Set::Nobody });
        }
        if out {
            for sql in ["DELETE FROM sessions WHERE person = $1", "DELETE FROM tokens WHERE person = $1"] {
                sqlx::query(sql).bind(person).execute(&mut *transaction).await?;
            }
        }
        transaction.commit().await?;
        Ok(Set::Done)
    }
}

fn token(row: &AnyRow) -> Result<TokenRow, Broken> {
    Ok(TokenRow {
        hash: row.try_get("hash")?,
        person: row.try_get("person")?,
        label: row.try_get("label")?,
        may: row.try_get("may")?,
        since: row.try_get("since")?,
        until: row.try_get("until")?,
    })
}
