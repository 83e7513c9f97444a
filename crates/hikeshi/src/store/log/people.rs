//! Rows of people, their sessions and the invitations that are out. Knows SQL; who may come in is the desk's.

use sqlx::Row;
use sqlx::any::AnyRow;

use super::{Broken, Log};

/// Somebody's row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PersonRow {
    /// Their id in every room.
    pub person: String,
    /// What they are called.
    pub name: String,
    /// `admin`, `member` or `guest`.
    pub part: String,
}

/// A session's row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SessionRow {
    /// SHA-256 of its secret, in hex.
    pub hash: String,
    /// Whose.
    pub person: String,
    /// When it ends by itself [ms since 1970].
    pub until: i64,
}

/// An invitation's row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InviteRow {
    /// SHA-256 of its secret, in hex.
    pub hash: String,
    /// As what it lets people in.
    pub part: String,
    /// When it ends by itself [ms since 1970].
    pub until: i64,
    /// How many people it still lets in [count].
    pub people: i64,
}

impl Log {
    /// Everybody.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn people(&self) -> Result<Vec<PersonRow>, Broken> {
        let rows = sqlx::query("SELECT person, name, part FROM people ORDER BY person")
            .fetch_all(&self.pool)
            .await?;
        rows.iter().map(person).collect()
    }

    /// Adds somebody, unless there is one of that id; true if they are new.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn add_person(&self, row: &PersonRow, now: i64) -> Result<bool, Broken> {
        let sql = "INSERT INTO people (person, name, part, since) VALUES ($1, $2, $3, $4) ON CONFLICT (person) DO NOTHING";
        let query =
            sqlx::query(sql).bind(row.person.as_str()).bind(row.name.as_str()).bind(row.part.as_str());
        Ok(query.bind(now).execute(&self.pool).await?.rows_affected() == 1)
    }

    /// Keeps a session, by the hash of its secret, until then [ms since 1970].
    ///
    /// # Errors
    /// When the database fails.
    pub async fn add_session(&self, hash: &str, person: &str, until: i64) -> Result<(), Broken> {
        let sql = "INSERT INTO sessions (hash, person, until) VALUES ($1, $2, $3)";
        sqlx::query(sql).bind(hash).bind(person).bind(until).execute(&self.pool).await?;
        Ok(())
    }

    /// Whose session it is, if it has not ended by now [ms since 1970].
    ///
    /// # Errors
    /// When the database fails.
    pub async fn session(&self, hash: &str, now: i64) -> Result<Option<PersonRow>, Broken> {
        let sql = "SELECT people.person, name, part FROM sessions JOIN people ON people.person = sessions.person \
             WHERE hash = $1 AND until > $2";
        let row = sqlx::query(sql).bind(hash).bind(now).fetch_optional(&self.pool).await?;
        row.as_ref().map(person).transpose()
    }

    /// All sessions, also those that have ended by themselves.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn sessions(&self) -> Result<Vec<SessionRow>, Broken> {
        let sql = "SELECT hash, person, until FROM sessions ORDER BY person, until, hash";
        let rows = sqlx::query(sql).fetch_all(&self.pool).await?;
        let session = |row: &AnyRow| {
            let (hash, person, until) = (row.try_get("hash")?, row.try_get("person")?, row.try_get("until")?);
            Ok(SessionRow { hash, person, until })
        };
        rows.iter().map(session).collect()
    }

    /// All invitations, also those that have ended by themselves.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn invites(&self) -> Result<Vec<InviteRow>, Broken> {
        let sql = "SELECT hash, part, until, left_ FROM invites ORDER BY until, hash";
        let rows = sqlx::query(sql).fetch_all(&self.pool).await?;
        let invite = |row: &AnyRow| {
            let (hash, part, until) = (row.try_get("hash")?, row.try_get("part")?, row.try_get("until")?);
            Ok(InviteRow { hash, part, until, people: row.try_get("left_")? })
        };
        rows.iter().map(invite).collect()
    }

    /// Ends a session.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn end_session(&self, hash: &str) -> Result<(), Broken> {
        sqlx::query("DELETE FROM sessions WHERE hash = $1").bind(hash).execute(&self.pool).await?;
        Ok(())
    }

    /// Keeps an invitation, by the hash of its secret, for so many people, until then [ms since 1970].
    ///
    /// # Errors
    /// When the database fails.
    pub async fn add_invite(&self, hash: &str, part: &str, people: i64, until: i64) -> Result<(), Broken> {
        let sql = "INSERT INTO invites (hash, part, until, left_) VALUES ($1, $2, $3, $4)";
        sqlx::query(sql).bind(hash).bind(part).bind(until).bind(people).execute(&self.pool).await?;
        Ok(())
    }

    /// Uses an invitation up by one, if it still stands: for what part it was.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn use_invite(&self, hash: &str, now: i64) -> Result<Option<String>, Broken> {
        let sql = "UPDATE invites SET left_ = left_ - 1 WHERE hash = $1 AND until > $2 AND left_ > 0";
        let used = sqlx::query(sql).bind(hash).bind(now).execute(&self.pool).await?.rows_affected();
        if used == 0 {
            return Ok(None);
        }
        let row =
            sqlx::query("SELECT part FROM invites WHERE hash = $1").bind(hash).fetch_one(&self.pool).await?;
        Ok(Some(row.try_get("part")?))
    }
}

pub(super) fn person(row: &AnyRow) -> Result<PersonRow, Broken> {
    Ok(PersonRow { person: row.try_get("person")?, name: row.try_get("name")?, part: row.try_get("part")? })
}
