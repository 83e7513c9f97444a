//! Who may come in: by an invitation, or by saying one's name where only this machine can reach the server. Knows
//! people and secrets; what somebody may do in a room is the room's.

mod letting;
#[cfg(test)]
mod tests;
mod token;

pub use letting::{Known, NotChanged};
pub use token::{Caller, May, Token, Unmade};

use std::collections::BTreeMap;
use std::fmt;
use std::sync::{Arc, Mutex};

use room::{Actor, Standing};
use sha2::{Digest, Sha256};
use tokio::runtime::Handle;

use crate::clock;
use crate::store::log::{Broken, Log, PersonRow};

/// A session lasts so long [ms]: a quarter, so that nobody signs in at 3 a.m.
const SESSION: i64 = 90 * 24 * 3_600_000;
/// An invitation lasts so long [ms]: a week.
const INVITE: i64 = 7 * 24 * 3_600_000;
/// Letters of a name [count]: it must fit a row of a roster.
const NAME: usize = 40;
/// Sessions and tokens remembered in memory [count]; those beyond are read from the database each time.
const REMEMBERED: usize = 50_000;
/// What was remembered is believed so long [ms], and twice as long while somebody reads it again: another server, or the
/// command line, may have ended it.
const BELIEVED: i64 = 5_000;
/// Between two looks for the name of somebody whom nobody here knows [ms]: they have come in at another server.
const LOOKED: i64 = 3_000;
/// The part of somebody who was let go: their row stays, so that nobody else comes in by their id.
const GONE: &str = "gone";

/// What somebody is on this server.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// Watches and may speak.
    Guest,
    /// Acts.
    Member,
    /// Acts, and lets others in.
    Admin,
}

impl Part {
    /// As kept and as typed.
    pub fn name(self) -> &'static str {
        match self {
            Part::Guest => "guest",
            Part::Member => "member",
            Part::Admin => "admin",
        }
    }

    /// From its name.
    pub fn from_name(name: &str) -> Option<Part> {
        [Part::Guest, Part::Member, Part::Admin].into_iter().find(|part| part.name() == name)
    }

    /// What they are in a room.
    pub fn standing(self) -> Standing {
        match self {
            Part::Guest => Standing::Guest,
            Part::Member | Part::Admin => Standing::Responder,
        }
    }
}

/// Somebody who has come in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// Their id in every room.
    pub actor: Actor,
    /// What they are called.
    pub name: String,
    /// What they are on this server.
    pub part: Part,
}

/// A secret that lets somebody in: shown once, kept as its hash.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(String);

impl Secret {
    fn drawn() -> Secret {
        Secret(hex(&drawn::<32>()))
    }

    /// As it came from outside.
    pub fn read(text: &str) -> Option<Secret> {
        let fits = text.len() == 64 && text.bytes().all(|byte| byte.is_ascii_hexdigit());
        fits.then(|| Secret(text.into()))
    }

    /// As it goes outside, once.
    pub fn shown(&self) -> &str {
        &self.0
    }

    fn hash(&self) -> String {
        hex(&Sha256::digest(self.0.as_bytes()))
    }
}

/// Never written to a log by accident.
impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(…)")
    }
}

/// Why somebody was not let in.
#[derive(Clone, Debug, thiserror::Error)]
pub enum NotLetIn {
    /// Nothing that can be read aloud is left of the name, or it is too long.
    #[error("a name has 1 to {NAME} letters")]
    Name,
    /// The invitation is used up, over, or was never made.
    #[error("this invitation does not stand any more")]
    Invite,
    /// Somebody is called so.
    #[error("somebody is called {0} already")]
    Taken(String),
    /// Our side failed.
    #[error("{0}")]
    Ours(String),
}

impl From<Broken> for NotLetIn {
    fn from(broken: Broken) -> NotLetIn {
        NotLetIn::Ours(broken.to_string())
    }
}

/// Sessions and tokens by their hash.
type Remembered = BTreeMap<String, Kept>;

/// Who came, as it was read from the database.
#[derive(Clone, Debug)]
struct Kept {
    caller: Caller,
    /// When that was read [ms since 1970].
    read: i64,
    /// When somebody last set out to read it again [ms since 1970]; whether they came back is not known.
    asked: i64,
}

impl Kept {
    /// Who that is, unless it is time to read it again: then the first who asks is told nothing and reads, and whoever asks meanwhile
    /// believes what was, but not for ever: those who read may never come back.
    fn believed(&mut self, now: i64) -> Option<Caller> {
        // A clock that was set back makes nothing fresh.
        let since = |at: i64| if now < at { i64::MAX } else { now - at };
        let (read, asked) = (since(self.read), since(self.asked));
        if read < BELIEVED || (read < 2 * BELIEVED && asked < BELIEVED) {
            return Some(self.caller.clone());
        }
        self.asked = now;
        None
    }
}

/// What people are called.
#[derive(Debug, Default)]
struct Names {
    of: BTreeMap<Actor, String>,
    /// When somebody last looked for a name that is not there [ms since 1970].
    looked: i64,
}

/// The people of this server. Cheap to clone.
#[derive(Clone, Debug)]
pub struct People {
    log: Log,
    remembered: Arc<Mutex<Remembered>>,
    names: Arc<Mutex<Names>>,
}

impl People {
    /// Those in these logs' database.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn open(log: Log) -> Result<People, Broken> {
        let people = People { log, remembered: Arc::default(), names: Arc::default() };
        people.refresh().await?;
        Ok(people)
    }

    /// Somebody says who they are, where only this machine can reach the server: no secret is asked for.
    ///
    /// # Errors
    /// When that is no name, or our side failed.
    pub async fn enter(&self, name: &str) -> Result<(Person, Secret), NotLetIn> {
        let person = named(name, Part::Admin)?;
        self.add(&person).await?;
        let kept = self.log.people().await?.into_iter().find(|row| row.person == person.actor.as_str());
        // Whoever was let go does not come back by saying their name.
        let person = kept.and_then(read).ok_or(NotLetIn::Taken(person.name))?;
        self.session(person).await
    }

    /// Somebody comes with an invitation.
    ///
    /// # Errors
    /// When it does not stand, the name is none or taken, or our side failed.
    pub async fn join(&self, invite: &Secret, name: &str) -> Result<(Person, Secret), NotLetIn> {
        let mut person = named(name, Part::Guest)?;
        if self.log.people().await?.iter().any(|row| row.person == person.actor.as_str()) {
            return Err(NotLetIn::Taken(person.name));
        }
        let part = self.log.use_invite(&invite.hash(), now()).await?;
        person.part = part.as_deref().and_then(Part::from_name).ok_or(NotLetIn::Invite)?;
        if !self.add(&person).await? {
            return Err(NotLetIn::Taken(person.name));
        }
        self.session(person).await
    }

    /// An invitation for so many people, for a week.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn invite(&self, part: Part, people: u32) -> Result<Secret, Broken> {
        let secret = Secret::drawn();
        self.log.add_invite(&secret.hash(), part.name(), i64::from(people), now() + INVITE).await?;
        Ok(secret)
    }

    /// Whose session it is.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn of(&self, secret: &Secret) -> Result<Option<Person>, Broken> {
        let hash = secret.hash();
        if let Some(caller) = self.recall(&hash) {
            return Ok(Some(caller.person));
        }
        let row = self.log.session(&hash, now()).await;
        let caller =
            row.map(|row| row.and_then(read).map(|person| Caller { may: person.part.may(), person }));
        self.learn(hash, &caller);
        Ok(caller?.map(|caller| caller.person))
    }

    /// Somebody goes.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn leave(&self, secret: &Secret) -> Result<(), Broken> {
        lock(&self.remembered).remove(&secret.hash());
        self.log.end_session(&secret.hash()).await
    }

    /// Nobody has ever come in.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn none(&self) -> Result<bool, Broken> {
        Ok(self.log.people().await?.is_empty())
    }

    /// What somebody is called; their id where no row is left of them, or for a moment where they have come in at another server.
    pub fn name(&self, who: &Actor) -> String {
        let mut names = lock(&self.names);
        if let Some(name) = names.of.get(who) {
            return name.clone();
        }
        if !(0..LOOKED).contains(&(now() - names.looked)) {
            names.looked = now();
            let people = self.clone();
            if let Ok(runtime) = Handle::try_current() {
                // Where it fails, the next who asks looks again.
                runtime.spawn(async move { people.refresh().await });
            }
        }
        who.to_string()
    }

    /// Reads everybody's names again, also of those who were let go: what they did stays theirs.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn refresh(&self) -> Result<(), Broken> {
        let rows = self.log.people().await?.into_iter();
        let named = rows.filter_map(|row| Some((Actor::new(row.person).ok()?, row.name))).collect();
        lock(&self.names).of = named;
        Ok(())
    }

    async fn add(&self, person: &Person) -> Result<bool, Broken> {
        let row = PersonRow {
            person: person.actor.to_string(),
            name: person.name.clone(),
            part: person.part.name().into(),
        };
        let new = self.log.add_person(&row, now()).await?;
        if new {
            lock(&self.names).of.insert(person.actor.clone(), person.name.clone());
        }
        Ok(new)
    }

    async fn session(&self, person: Person) -> Result<(Person, Secret), NotLetIn> {
        let secret = Secret::drawn();
        self.log.add_session(&secret.hash(), person.actor.as_str(), now() + SESSION).await?;
        Ok((person, secret))
    }

    /// What is remembered and still believed. A thousand browsers of one session cost one reading.
    fn recall(&self, hash: &str) -> Option<Caller> {
        lock(&self.remembered).get_mut(hash)?.believed(now())
    }

    /// Remembers who that was; whoever is not known to be let in is forgotten.
    fn learn(&self, hash: String, read: &Result<Option<Caller>, Broken>) {
        let mut remembered = lock(&self.remembered);
        let Ok(Some(caller)) = read else {
            remembered.remove(&hash);
            return;
        };
        if remembered.len() >= REMEMBERED {
            remembered.clear();
        }
        let now = now();
        remembered.insert(hash, Kept { caller: caller.clone(), read: now, asked: now });
    }

    /// Reads somebody anew the next time that they come.
    fn forget(&self, who: &Actor) {
        lock(&self.remembered).retain(|_, kept| kept.caller.person.actor != *who);
    }
}

/// The id of a name: what can be typed after `@`.
fn named(name: &str, part: Part) -> Result<Person, NotLetIn> {
    let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
    let visible = |c: char| c.is_alphanumeric() || "-_. ".contains(c);
    if name.is_empty() || name.chars().count() > NAME || !name.chars().all(visible) {
        return Err(NotLetIn::Name);
    }
    let id = name.to_lowercase().replace(' ', "-");
    let actor = Actor::new(id).map_err(|_| NotLetIn::Name)?;
    // Ids of those who are no people.
    if ["clock", "game-master", "pager", "player"].contains(&actor.as_str()) {
        return Err(NotLetIn::Taken(name));
    }
    Ok(Person { actor, name, part })
}

fn read(row: PersonRow) -> Option<Person> {
    Some(Person { actor: Actor::new(row.person).ok()?, name: row.name, part: Part::from_name(&row.part)? })
}

/// Bytes that nobody guesses.
pub fn drawn<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).expect("the system gives random bytes");
    bytes
}

/// Bytes as people can read them aloud, and as the database keeps them.
pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn now() -> i64 {
    clock::now().as_millisecond()
}

/// A thread that panicked while it held the lock has left a map that is whole.
fn lock<T>(of: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    of.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
}
