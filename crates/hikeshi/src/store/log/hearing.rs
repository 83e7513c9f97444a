//! Hears that another server has appended: a room and its last number, nothing more, because a notice may be lost. Whoever
//! was away is told so and asks the log what it missed.

use room::Seq;
use sqlx::postgres::PgListener;

use super::{Address, Broken};

/// The name under which servers over one database tell each other.
pub(super) const CHANNEL: &str = "hikeshi";

/// What was heard.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum News {
    /// A room has grown to this number.
    Grown { room: String, seq: Seq },
    /// Notices may have been lost: any room may have grown.
    Missed,
}

/// Notices of other servers, and one's own.
pub struct Hearing(Option<PgListener>);

impl Hearing {
    /// Begins to listen; a file has no other server, and is silent for ever.
    ///
    /// # Errors
    /// When the database cannot be reached.
    pub async fn begin(address: &Address) -> Result<Hearing, Broken> {
        match address {
            Address::File(_) => Ok(Hearing(None)),
            Address::Postgres(url) => {
                let mut listener = PgListener::connect(url).await?;
                listener.listen(CHANNEL).await?;
                Ok(Hearing(Some(listener)))
            }
        }
    }

    /// The next notice. A lost connection is made again, and said as [`News::Missed`].
    ///
    /// # Errors
    /// When it could not be made again; ask once more later.
    pub async fn next(&mut self) -> Result<News, Broken> {
        let Some(listener) = &mut self.0 else { return std::future::pending().await };
        match listener.try_recv().await? {
            Some(notice) => Ok(grown(notice.payload()).unwrap_or(News::Missed)),
            None => Ok(News::Missed),
        }
    }
}

fn grown(payload: &str) -> Option<News> {
    let (room, seq) = payload.split_once(' ')?;
    Some(News::Grown { room: room.into(), seq: Seq(seq.parse().ok()?) })
}
