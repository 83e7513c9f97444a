//! How somebody can turn the course now: the orders about how bad it is, who is told, and how it ends, that the room would take
//! from them. Asks `permit` and `decide` with an order made up for it, and so has no rule of its own.

use std::collections::BTreeSet;

use jiff::Timestamp;

use crate::state::Room;
use crate::{Actor, Audience, Command, Cx, Ending, Severity, Standing, decide, permit};

/// A turn that the course can take, in the order of an incident; what breaks the order stands at the end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Turn {
    /// How bad it is.
    Severity,
    /// Word to people outside.
    Update,
    /// It burns no more.
    Stabilised,
    /// Somebody has looked, and it holds.
    Verified,
    /// It is repaired.
    Resolved,
    /// The room is closed.
    Close,
    /// What was learned is filed.
    File,
    /// It burns again.
    Relapsed,
    /// Nothing was wrong.
    FalseAlarm,
    /// The room is closed, and nobody has called it over.
    BreakOff,
    /// A closed room is opened again.
    Reopen,
}

impl Turn {
    /// All of them.
    pub const ALL: [Turn; 11] = [
        Turn::Severity,
        Turn::Update,
        Turn::Stabilised,
        Turn::Verified,
        Turn::Resolved,
        Turn::Close,
        Turn::File,
        Turn::Relapsed,
        Turn::FalseAlarm,
        Turn::BreakOff,
        Turn::Reopen,
    ];

    /// An order that would turn it so.
    fn order(self, room: &Room) -> Command {
        let words = || "…".to_string();
        match self {
            Turn::Severity => Command::ChangeSeverity { severity: another(room), why: None },
            Turn::Update => {
                Command::PublishUpdate { audience: Audience::Everyone, text: words(), next_within: None }
            }
            Turn::Stabilised => Command::SayStabilised { text: None },
            Turn::Verified => Command::SayVerified { evidence: Vec::new() },
            Turn::Resolved => Command::SayResolved {},
            Turn::Close => Command::CloseRoom { ending: Ending::Over },
            Turn::File => Command::FileDebrief {},
            Turn::Relapsed => Command::SayRelapsed { why: words() },
            Turn::FalseAlarm => Command::SayFalseAlarm { why: words() },
            Turn::BreakOff => Command::CloseRoom { ending: Ending::BrokenOff },
            Turn::Reopen => Command::ReopenRoom { why: words() },
        }
    }

    /// It would be taken and move nothing on: it is so already, or something comes before it.
    fn idle(self, room: &Room) -> bool {
        let (begun, over) = (room.declared.is_some(), room.over.is_some());
        match self {
            Turn::Stabilised => !begun || over || room.stabilised.is_some(),
            Turn::Verified => room.stabilised.is_none() || room.verified.is_some(),
            Turn::Resolved => !begun || over,
            Turn::FalseAlarm => over,
            Turn::BreakOff => !begun || over,
            Turn::Severity | Turn::Update | Turn::Close | Turn::File | Turn::Relapsed | Turn::Reopen => false,
        }
    }
}

fn another(room: &Room) -> Severity {
    let levels = (1..=4).filter_map(Severity::new);
    let other = levels.into_iter().find(|level| room.severity() != Some(*level));
    other.expect("there are four severities, and a room has one at most")
}

/// How somebody of this standing can turn the course of this room now.
pub fn turns(room: &Room, actor: &Actor, standing: Standing, now: Timestamp) -> Vec<Turn> {
    let cx = Cx { now, actor: actor.clone(), standing, held: BTreeSet::new() };
    let taken = |turn: &Turn| {
        let order = turn.order(room);
        permit(room, &order, &cx).is_ok() && decide(room, &order, &cx).is_ok_and(|left| !left.is_empty())
    };
    Turn::ALL.into_iter().filter(|turn| !turn.idle(room)).filter(taken).collect()
}
