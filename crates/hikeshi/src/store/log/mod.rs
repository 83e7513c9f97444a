//! The logs of all rooms in a database: SQLite in a file, or PostgreSQL for several servers. Knows entries and SQL; what
//! an entry means is the room's, and what a summary says is the desk's.
//!
//! The unique `(room, seq)` is the only lock: whoever appends second is told, reads what came in between, and decides again.

mod address;
mod hearing;
mod people;
mod snapshots;
mod tokens;
mod turns;
mod whole;

pub use address::Address;
pub use hearing::{Hearing, News};
pub use people::{InviteRow, PersonRow, SessionRow};
pub use snapshots::Snapshot;
pub use tokens::{Set, TokenRow};

use std::str::FromStr;

use room::{Entry, Seq};
use sqlx::any::{AnyArguments, AnyConnectOptions, AnyPoolOptions, AnyRow};
use sqlx::query::Query;
use sqlx::{Any, AnyPool, AssertSqlSafe, Row, Transaction};

/// Connections at most [count]: a writer, a few readers, and a listener share what a small PostgreSQL allows.
const CONNECTIONS: u32 = 8;
/// Entries in one statement [count]: three values each, below what SQLite binds in one.
const ROWS: usize = 300;
/// Rows read at once when rooms are listed [count].
const LISTED: i64 = 500;

/// Why the database did not do what it should.
#[derive(Debug, thiserror::Error)]
pub enum Broken {
    /// The driver or the database says no.
    #[error("{0}")]
    Sql(#[from] sqlx::Error),
    /// The schema is not this program's.
    #[error("{0}")]
    Schema(#[from] sqlx::migrate::MigrateError),
    /// What was read is no entry: written by a newer program, or damaged.
    #[error("entry {seq} of room {room} cannot be read: {why}")]
    Entry { room: String, seq: i64, why: String },
}

/// Why nothing was appended.
#[derive(Debug, thiserror::Error)]
pub enum Refused {
    /// Somebody else appended first: read, decide again.
    #[error("somebody else appended first")]
    Behind,
    /// The database failed; nothing was written.
    #[error(transparent)]
    Broken(#[from] Broken),
}

/// What one room's row says of it, for lists and for the clock.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Summary {
    /// Its id.
    pub room: String,
    /// Its last entry.
    pub seq: Seq,
    /// When it was opened [ms since 1970].
    pub opened: i64,
    /// When it next needs the clock [ms since 1970].
    pub wake: Option<i64>,
    /// When it was closed [ms since 1970].
    pub closed: Option<i64>,
    /// What the desk wants to find again, as JSON.
    pub text: String,
}

/// What is to be appended to one room, with its row as it is afterwards.
#[derive(Clone, Debug)]
pub struct Write {
    /// Entries with the numbers after the last one; none only where there is a turn.
    pub entries: Vec<Entry>,
    /// The turn of a team's drill that left them, with its number.
    pub turn: Option<(u64, String)>,
    /// The room's row.
    pub summary: Summary,
}

/// The logs.
#[derive(Clone, Debug)]
pub struct Log {
    pool: AnyPool,
    address: Address,
}

impl Log {
    /// Opens the database, makes it if it is a file that is not there, and brings its schema up to date.
    ///
    /// # Errors
    /// When there is no database there, or not one of ours.
    pub async fn open(address: &Address) -> Result<Log, Broken> {
        sqlx::any::install_default_drivers();
        let options = AnyConnectOptions::from_str(&address.url())?;
        let lite = address.is_file();
        let pool = AnyPoolOptions::new()
            .max_connections(CONNECTIONS)
            .after_connect(move |connection, _| {
                Box::pin(async move {
                    if lite {
                        use sqlx::Executor;
                        // Written ahead and synced at every commit: what was acknowledged survives a power cut.
                        connection.execute(PRAGMAS).await?;
                    }
                    Ok(())
                })
            })
            .connect_with(options)
            .await?;
        sqlx::migrate!().run(&pool).await?;
        Ok(Log { pool, address: address.clone() })
    }

    /// Where it is.
    pub fn address(&self) -> &Address {
        &self.address
    }

    /// Appends to several rooms at once: all of it or nothing. When it returns, it is on the disk.
    ///
    /// # Errors
    /// [`Refused::Behind`] if one of the numbers is taken, or the database let somebody else go before.
    pub async fn append(&self, writes: &[Write]) -> Result<(), Refused> {
        let mut transaction = self.pool.begin().await.map_err(Broken::from)?;
        match self.written(&mut transaction, writes).await {
            Ok(()) => transaction.commit().await.map_err(unwritten),
            Err(error) => {
                transaction.rollback().await.map_err(Broken::from)?;
                Err(unwritten(error))
            }
        }
    }

    async fn written(&self, to: &mut Transaction<'_, Any>, writes: &[Write]) -> Result<(), sqlx::Error> {
        let all = writes.iter().flat_map(|write| write.entries.iter().map(|e| (&write.summary.room, e)));
        let rows: Vec<(&String, &Entry)> = all.collect();
        for some in rows.chunks(ROWS) {
            let sql = format!("INSERT INTO entries (room, seq, entry) VALUES {}", values(some.len(), 3));
            let mut query = sqlx::query(AssertSqlSafe(sql));
            for (room, entry) in some {
                let json = serde_json::to_string(entry).expect("an entry is plain data");
                query = query.bind(room.as_str()).bind(entry.seq.0 as i64).bind(json);
            }
            query.execute(&mut **to).await?;
        }
        // A room is written to once in a commit, so no row comes twice.
        for some in writes.chunks(ROWS) {
            let sql = rooms_sql(some.len());
            let query = sqlx::query(AssertSqlSafe(sql));
            let query = some.iter().fold(query, |query, write| bound(query, &write.summary));
            query.execute(&mut **to).await?;
        }
        for Write { summary, turn, .. } in writes {
            if let Some((n, turn)) = turn {
                turns::insert(to, &summary.room, *n, turn).await?;
            }
            if !self.address.is_file() {
                let news = format!("{} {}", summary.room, summary.seq.0);
                sqlx::query("SELECT pg_notify($1, $2)")
                    .bind(hearing::CHANNEL)
                    .bind(news)
                    .execute(&mut **to)
                    .await?;
            }
        }
        Ok(())
    }

    /// Entries of a room after `since`, in their order, at most `most` of them.
    ///
    /// # Errors
    /// When the database fails or an entry cannot be read.
    pub async fn since(&self, room: &str, since: Seq, most: usize) -> Result<Vec<Entry>, Broken> {
        let sql = "SELECT seq, entry FROM entries WHERE room = $1 AND seq > $2 ORDER BY seq LIMIT $3";
        let rows =
            sqlx::query(sql).bind(room).bind(since.0 as i64).bind(most as i64).fetch_all(&self.pool).await?;
        rows.iter().map(|row| read(room, row)).collect()
    }

    /// The rows of rooms opened before `before` [ms since 1970], the newest first, some at a time.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn rooms(&self, before: i64) -> Result<Vec<Summary>, Broken> {
        let sql = "SELECT * FROM rooms WHERE opened < $1 ORDER BY opened DESC, room LIMIT $2";
        let rows = sqlx::query(sql).bind(before).bind(LISTED).fetch_all(&self.pool).await?;
        rows.iter().map(summary).collect()
    }

    /// Rooms that need the clock until then [ms since 1970].
    ///
    /// # Errors
    /// When the database fails.
    pub async fn due(&self, until: i64) -> Result<Vec<Summary>, Broken> {
        let sql = "SELECT * FROM rooms WHERE wake <= $1 ORDER BY wake LIMIT $2";
        let rows = sqlx::query(sql).bind(until).bind(LISTED).fetch_all(&self.pool).await?;
        rows.iter().map(summary).collect()
    }
}

/// What PostgreSQL says to one of two that write and wait for one another, or have seen what the other changed.
const GAVE_WAY: [&str; 2] = ["40P01", "40001"];

/// Nothing was written: because somebody else was first, or because the database failed.
fn unwritten(error: sqlx::Error) -> Refused {
    let behind = error.as_database_error().is_some_and(|error| {
        error.is_unique_violation() || error.code().is_some_and(|code| GAVE_WAY.contains(&&*code))
    });
    if behind { Refused::Behind } else { Refused::Broken(error.into()) }
}

const PRAGMAS: &str = "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA busy_timeout = 5000; PRAGMA foreign_keys = ON;";

/// Writes so many rooms' rows; none over a newer one, by whoever has not read as far.
fn rooms_sql(rooms: usize) -> String {
    format!(
        "INSERT INTO rooms (room, seq, opened, wake, closed, summary) VALUES {} \
         ON CONFLICT (room) DO UPDATE SET {ROW} WHERE excluded.seq >= rooms.seq",
        values(rooms, 6)
    )
}

/// A room's row becomes the new one.
const ROW: &str = "seq = excluded.seq, opened = excluded.opened, wake = excluded.wake, closed = excluded.closed, \
     summary = excluded.summary";

/// A room's row bound to it.
fn bound<'q>(query: Query<'q, Any, AnyArguments>, row: &'q Summary) -> Query<'q, Any, AnyArguments> {
    let query = query.bind(row.room.as_str()).bind(row.seq.0 as i64).bind(row.opened);
    query.bind(row.wake).bind(row.closed).bind(row.text.as_str())
}

/// `($1, $2), ($3, $4)`: so many rows of so many values.
fn values(rows: usize, each: usize) -> String {
    let row = |n: usize| {
        let places: Vec<String> = (1..=each).map(|k| format!("${}", n * each + k)).collect();
        format!("({})", places.join(", "))
    };
    (0..rows).map(row).collect::<Vec<_>>().join(", ")
}

fn read(room: &str, row: &AnyRow) -> Result<Entry, Broken> {
    let (seq, json): (i64, String) = (row.try_get("seq")?, row.try_get("entry")?);
    let broken = |why: String| Broken::Entry { room: room.into(), seq, why };
    let entry: Entry = serde_json::from_str(&json).map_err(|why| broken(why.to_string()))?;
    match entry.seq.0 as i64 == seq {
        true => Ok(entry),
        false => Err(broken(format!("it calls itself {}", entry.seq))),
    }
}

fn summary(row: &AnyRow) -> Result<Summary, Broken> {
    Ok(Summary {
        room: row.try_get("room")?,
        seq: Seq(row.try_get::<i64, _>("seq")? as u64),
        opened: row.try_get("opened")?,
        wake: row.try_get("wake")?,
        closed: row.try_get("closed")?,
        text: row.try_get("summary")?,
    })
}
