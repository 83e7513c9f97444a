//! Letting people in and out: who there is, what they are, since when they are in. Knows rows of people; what a part may do in
//! a room is the room's.

use room::Actor;

use super::{GONE, Part, People, Person, SESSION, named, now};
use crate::store::log::{Broken, Set};

/// Letters of a session's hash that name it in a list [count].
const ID: usize = 12;

/// Somebody of this server, also who was let go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Known {
    /// Their id in every room.
    pub actor: Actor,
    /// What they are called.
    pub name: String,
    /// What they are; `None` after they were let go.
    pub part: Option<Part>,
}

/// That somebody is in, at one browser.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seat {
    /// What it is ended by.
    pub id: String,
    /// Since when [ms since 1970].
    pub since: i64,
    /// It is the one that asks.
    pub own: bool,
}

/// Why somebody is what they were.
#[derive(Clone, Debug, thiserror::Error)]
pub enum NotChanged {
    /// There is nobody of that id.
    #[error("there is nobody called {0}")]
    Nobody(String),
    /// Nobody would be left who may let others in.
    #[error("somebody has to stay administrator")]
    LastAdmin,
    /// Our side failed.
    #[error("{0}")]
    Ours(String),
}

impl From<Broken> for NotChanged {
    fn from(broken: Broken) -> NotChanged {
        NotChanged::Ours(broken.to_string())
    }
}

impl People {
    /// Everybody, by id.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn all(&self) -> Result<Vec<Known>, Broken> {
        let rows = self.log.people().await?.into_iter();
        let known = rows.filter_map(|row| {
            let part = Part::from_name(&row.part);
            Some(Known { actor: Actor::new(row.person).ok()?, name: row.name, part })
        });
        Ok(known.collect())
    }

    /// Whom a name or an id means, if they are still of this server.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn called(&self, name: &str) -> Result<Option<Person>, Broken> {
        let Ok(Person { actor, .. }) = named(name, Part::Guest) else { return Ok(None) };
        let known = self.all().await?.into_iter().find(|one| one.actor == actor);
        Ok(known.and_then(|one| Some(Person { actor: one.actor, name: one.name, part: one.part? })))
    }

    /// Makes somebody this from now on; `None` lets them go: their sessions and tokens end, and the logs keep their id.
    ///
    /// # Errors
    /// When there is no such person, nobody would be left to let others in, or the database fails.
    pub async fn make(&self, who: &Actor, part: Option<Part>) -> Result<(), NotChanged> {
        let (part, out) = (part.map_or(GONE, Part::name), part.is_none());
        match self.log.set_part(who.as_str(), part, out, Part::Admin.name()).await? {
            Set::Done => {}
            Set::Nobody => return Err(NotChanged::Nobody(who.to_string())),
            Set::Last => return Err(NotChanged::LastAdmin),
        }
        self.forget(who);
        self.refresh().await?;
        Ok(())
    }

    /// Where somebody is in; `own` is the secret of whoever asks.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn seats(&self, who: &Actor, own: &super::Secret) -> Result<Vec<Seat>, Broken> {
        let own = own.hash();
        let rows = self.log.sessions_of(who.as_str(), now()).await?.into_iter();
        let seat = |(hash, until): (String, i64)| {
            Some(Seat { id: hash.get(..ID)?.into(), since: until - SESSION, own: hash == own })
        };
        Ok(rows.filter_map(seat).collect())
    }

    /// Ends one of somebody's sessions; true if there was one.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn end_seat(&self, who: &Actor, id: &str) -> Result<bool, Broken> {
        let rows = self.log.sessions_of(who.as_str(), now()).await?.into_iter();
        let Some((hash, _)) = rows.into_iter().find(|(hash, _)| hash.get(..ID) == Some(id)) else {
            return Ok(false);
        };
        super::lock(&self.remembered).remove(&hash);
        self.log.end_session(&hash).await?;
        Ok(true)
    }
}
