//! Tokens: what lets a program in as a person, and never to more than that person may. Knows scopes and secrets; what an
//! order does is the room's.

use room::{Actor, Command, Cx, Room, Standing, permit};

use super::{Part, People, Person, Secret, hex, now, read};
use crate::clock;
use crate::store::log::{Broken, TokenRow};
use sha2::{Digest, Sha256};

/// Letters of what a token is for [count]: it must fit a row of a list.
const LABEL: usize = 60;
/// Tokens that one person may have at once [count]; more is a program gone wild.
const MOST: usize = 50;
/// A token lasts at most so many days [count].
pub const DAYS: u32 = 400;
/// One day [ms].
const DAY: i64 = 24 * 3_600_000;
/// What a token begins with, so that it is known for one wherever it turns up.
const BEGINS: &str = "hikeshi_";
/// Letters of the hash that name a token in lists [count].
const ID: usize = 12;

/// What a caller may, each more than the one before.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum May {
    /// Read rooms.
    Read,
    /// And say what a guest may.
    Talk,
    /// And give the orders of a responder.
    Act,
    /// And let others in.
    Admin,
}

impl May {
    /// All, the least first.
    pub const ALL: [May; 4] = [May::Read, May::Talk, May::Act, May::Admin];

    /// As kept and as typed.
    pub fn name(self) -> &'static str {
        match self {
            May::Read => "read",
            May::Talk => "talk",
            May::Act => "act",
            May::Admin => "admin",
        }
    }

    /// From its name.
    pub fn from_name(name: &str) -> Option<May> {
        May::ALL.into_iter().find(|may| may.name() == name)
    }

    /// Whether the caller may give this order at all; whether the person may is the room's to say.
    pub fn allows(self, command: &Command) -> bool {
        match self {
            May::Read => false,
            // To talk is what a guest may: nobody has to keep a second list of it.
            May::Talk => {
                let guest = Actor::new("guest").expect("letters are an id");
                let (now, held) = (clock::now(), Default::default());
                let cx = Cx { now, actor: guest, standing: Standing::Guest, held };
                permit(&Room::default(), command, &cx).is_ok()
            }
            May::Act | May::Admin => true,
        }
    }
}

impl Part {
    /// The most that somebody's token may.
    pub fn may(self) -> May {
        match self {
            Part::Guest => May::Talk,
            Part::Member => May::Act,
            Part::Admin => May::Admin,
        }
    }
}

/// Somebody, and what whoever came in their name may.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Caller {
    /// As whom.
    pub person: Person,
    /// What.
    pub may: May,
}

/// A token as lists show it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    /// What it is ended by.
    pub id: String,
    /// Whose.
    pub person: String,
    /// What it is for.
    pub label: String,
    /// What it may.
    pub may: May,
    /// When it was made [ms since 1970].
    pub since: i64,
    /// When it ends by itself [ms since 1970].
    pub until: i64,
}

/// Why no token was made.
#[derive(Clone, Debug, thiserror::Error)]
pub enum Unmade {
    /// It would be for more than its person may.
    #[error("{person} may {most} at most")]
    TooMuch { person: String, most: &'static str },
    /// The person has many already.
    #[error("{person} has {MOST} tokens already")]
    TooMany { person: String },
    /// Our side failed.
    #[error("{0}")]
    Ours(String),
}

impl From<Broken> for Unmade {
    fn from(broken: Broken) -> Unmade {
        Unmade::Ours(broken.to_string())
    }
}

impl People {
    /// A token for this person; what is returned is shown once. It lasts at most [`DAYS`] days.
    ///
    /// # Errors
    /// When it would be for more than the person may, there are many, or the database fails.
    pub async fn token(&self, person: &Person, may: May, label: &str, days: u32) -> Result<String, Unmade> {
        let name = || person.name.clone();
        if may > person.part.may() {
            return Err(Unmade::TooMuch { person: name(), most: person.part.may().name() });
        }
        if self.tokens(Some(&person.actor)).await?.len() >= MOST {
            return Err(Unmade::TooMany { person: name() });
        }
        let words = label.split_whitespace().collect::<Vec<_>>().join(" ");
        let label = words.chars().filter(|c| !c.is_control()).take(LABEL).collect();
        let text = format!("{BEGINS}{}", Secret::drawn().shown());
        let (since, days) = (now(), i64::from(days.clamp(1, DAYS)));
        let until = since + days * DAY;
        let (hash, person) = (hash(&text), person.actor.to_string());
        self.log.add_token(&TokenRow { hash, person, label, may: may.name().into(), since, until }).await?;
        Ok(text)
    }

    /// Tokens that have not ended, somebody's or all.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn tokens(&self, of: Option<&Actor>) -> Result<Vec<Token>, Broken> {
        let rows = self.log.tokens(now()).await?.into_iter();
        let rows = rows.filter(|row| of.is_none_or(|who| who.as_str() == row.person));
        Ok(rows.filter_map(listed).collect())
    }

    /// Ends a token, somebody's own or anybody's; true if there was one.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn end_token(&self, of: Option<&Actor>, id: &str) -> Result<bool, Broken> {
        let rows = self.log.tokens(now()).await?.into_iter();
        let mut rows = rows.filter(|row| of.is_none_or(|who| who.as_str() == row.person));
        let Some(row) = rows.find(|row| row.hash.get(..ID) == Some(id)) else { return Ok(false) };
        super::lock(&self.remembered).remove(&row.hash);
        self.log.end_token(&row.hash).await
    }

    /// Who calls with this: a token, or the secret of a session.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn caller(&self, text: &str) -> Result<Option<Caller>, Broken> {
        if !text.starts_with(BEGINS) {
            let Some(secret) = Secret::read(text) else { return Ok(None) };
            let person = self.of(&secret).await?;
            return Ok(person.map(|person| Caller { may: person.part.may(), person }));
        }
        let hash = hash(text);
        if let Some(caller) = self.recall(&hash) {
            return Ok(Some(caller));
        }
        let found = self.log.token(&hash, now()).await;
        let caller = found.map(|found| {
            let (row, may) = found?;
            let (person, may) = (read(row)?, May::from_name(&may)?);
            // Never more than the person may by now.
            Some(Caller { may: may.min(person.part.may()), person })
        });
        self.learn(hash, &caller);
        caller
    }
}

fn hash(text: &str) -> String {
    hex(&Sha256::digest(text.as_bytes()))
}

fn listed(row: TokenRow) -> Option<Token> {
    let TokenRow { hash, person, label, may, since, until } = row;
    Some(Token { id: hash.get(..ID)?.into(), person, label, may: May::from_name(&may)?, since, until })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_may_talk_gives_the_orders_of_a_guest_and_no_other() {
        let say = Command::Say { text: "hello".into() };
        let (join, declare) = (Command::Join {}, Command::Declare { severity: None, title: None });
        let all = |may: May| [&say, &join, &declare].map(|command| may.allows(command));
        assert_eq!(all(May::Read), [false, false, false]);
        assert_eq!(all(May::Talk), [true, true, false]);
        assert_eq!(all(May::Act), [true, true, true]);
        assert_eq!(all(May::Admin), [true, true, true]);
    }
}
