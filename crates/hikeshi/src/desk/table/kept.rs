//! A turn of a team's drill as it is kept: one JSON object each, the first what the drill was opened with. New fields must
//! default, so that drills of older programs still read.

use drill::play::{Deed, Given, Turn};
use jiff::Timestamp;
use room::{Actor, Command, Known, Order, OrderId, Role, Seq, Standing};
use serde::{Deserialize, Serialize};

/// One row.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kept {
    /// Turn 0.
    Opened(Header),
    /// The drill's clock ran for this long, simulated [ns].
    Passed(u64),
    /// Somebody gave an order to the room, or spoke.
    Gave(Box<Sent>),
    /// Somebody did something at the table.
    Did { id: OrderId, who: Actor, deed: Deed },
    /// The n-th block, from 0, was told in these words instead of its own, in this language.
    Told { n: usize, lang: String, text: String },
    /// The voice does not answer.
    Silent {},
}

/// What a drill was opened with.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Header {
    /// Scenario's id.
    pub scenario: String,
    /// Fingerprint of the scenario's text: another text would give the same turns another course.
    pub fingerprint: String,
    /// Version of the program, likewise.
    pub version: String,
    /// Seed.
    pub seed: u64,
    /// `ja` or `en`: the language of the people in it.
    pub lang: String,
    /// Who opened it.
    pub host: Actor,
    /// When.
    pub at: Timestamp,
    /// How fast its clock runs at first [simulated seconds in one on the wall].
    #[serde(default = "one")]
    pub times: u32,
}

fn one() -> u32 {
    1
}

/// An order as it was sent.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Sent {
    id: OrderId,
    actor: Actor,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    line: Option<Seq>,
    command: Command,
    standing: Standing,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    held: Vec<Role>,
}

impl Sent {
    /// It ends the drill.
    pub fn ends(&self) -> bool {
        matches!(self.command, Command::CloseRoom { .. })
    }
}

impl Kept {
    /// An order as a row.
    pub fn of(given: &Given) -> Kept {
        let Given { order, known } = given.clone();
        let Order { id, actor, line, command } = order;
        let held = known.held.into_iter().collect();
        Kept::Gave(Box::new(Sent { id, actor, line, command, standing: known.standing, held }))
    }

    /// What the play takes of it, if it is the play's.
    pub fn turn(&self) -> Option<Turn> {
        match self {
            Kept::Passed(span) => Some(Turn::Passed(*span)),
            Kept::Gave(sent) => {
                let Sent { id, actor, line, command, standing, held } = (**sent).clone();
                let known = Known { standing, held: held.into_iter().collect() };
                let order = Order { id, actor, line, command };
                Some(Turn::Gave(Box::new(Given { order, known })))
            }
            Kept::Did { id, who, deed } => {
                let (id, who, deed) = (id.clone(), who.clone(), deed.clone());
                Some(Turn::Did { id, who, deed })
            }
            Kept::Opened(_) | Kept::Told { .. } | Kept::Silent {} => None,
        }
    }
}
