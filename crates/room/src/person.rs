//! Who acts: people and whatever speaks beside them (the pager, the game master, a bridge), by id.
//! Knows no names, addresses or accounts: those are rows elsewhere, so that one deleted row forgets a person.

use std::fmt;

use serde::{Deserialize, Serialize};

/// Characters of an id [count]: it must fit a column of a timeline.
const ID: usize = 64;
/// What an id may hold beside letters and digits of any script.
const MARKS: &str = "-_.:+/";

/// The id of somebody or something that gives orders: `ana`, `pager`, `game-master`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Actor(String);

/// Why a text is no id.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BadName;

impl fmt::Display for BadName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "an id has 1 to {ID} letters, digits or `{MARKS}`: write it like `ana` or `team-db`")
    }
}

impl std::error::Error for BadName {}

/// An id holds nothing that could end it in a line of text, and nothing that cannot be seen.
pub(crate) fn is_id(text: &str) -> bool {
    let fits = (1..=ID).contains(&text.chars().count());
    fits && text.chars().all(|c| c.is_alphanumeric() || MARKS.contains(c))
}

impl Actor {
    /// An id as written.
    pub fn new(id: impl Into<String>) -> Result<Actor, BadName> {
        let id = id.into();
        if is_id(&id) { Ok(Actor(id)) } else { Err(BadName) }
    }

    /// The id as written.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Actor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl TryFrom<String> for Actor {
    type Error = BadName;

    fn try_from(id: String) -> Result<Actor, BadName> {
        Actor::new(id)
    }
}

impl From<Actor> for String {
    fn from(actor: Actor) -> String {
        actor.0
    }
}

/// What somebody is in a room; whoever checked their identity vouches for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// Watches and may speak.
    Guest,
    /// Brings things in and takes no part: the pager, a bridge to a chat, the game master, the clock.
    Herald,
    /// Acts.
    Responder,
}

keys!(Standing {
    Guest => "standing-guest",
    Herald => "standing-herald",
    Responder => "standing-responder",
});

/// What a responder answers for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Leads; never more than one.
    IncidentCommander,
    /// The commander's second; never more than one.
    Deputy,
    /// Writes down what was decided; never more than one.
    Scribe,
    /// Speaks with people outside.
    Liaison,
    /// Knows a part of the system.
    Expert,
}

keys!(Role {
    IncidentCommander => "role-incident-commander",
    Deputy => "role-deputy",
    Scribe => "role-scribe",
    Liaison => "role-liaison",
    Expert => "role-expert",
});

impl Role {
    /// At most one person holds it at a time.
    pub fn single(self) -> bool {
        match self {
            Role::IncidentCommander | Role::Deputy | Role::Scribe => true,
            Role::Liaison | Role::Expert => false,
        }
    }

    /// How it is called in an order: `take ic`.
    pub fn short(self) -> &'static str {
        match self {
            Role::IncidentCommander => "ic",
            Role::Deputy => "deputy",
            Role::Scribe => "scribe",
            Role::Liaison => "liaison",
            Role::Expert => "expert",
        }
    }
}

impl fmt::Display for Role {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Role::IncidentCommander => "incident command",
            Role::Deputy => "the deputy's role",
            Role::Scribe => "the scribe's role",
            Role::Liaison => "the liaison's role",
            Role::Expert => "an expert's role",
        })
    }
}
