//! How somebody can take the incident on now: the orders about how bad it is, who is told, and how it ends, that the room would take
//! from them. Asks `permit` and `decide` with an order made up for it, and so has no rule of its own.

use std::collections::BTreeSet;

use jiff::Timestamp;

use crate::state::Room;
use crate::{Actor, Audience, Command, Cx, Ending, Severity, Standing, decide, permit};

/// A way onward, in the order of an incident; what breaks the order stands at the end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Onward {
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

impl Onward {
    /// All of them.
    pub const ALL: [Onward; 11] = [
        Onward::Severity,
        Onward::Update,
        Onward::Stabilised,
        Onward::Verified,
        Onward::Resolved,
        Onward::Close,
        Onward::File,
        Onward::Relapsed,
        Onward::FalseAlarm,
        Onward::BreakOff,
        Onward::Reopen,
    ];

    /// An order that goes this way.
    fn order(self, room: &Room) -> Command {
        let words = || "…".to_string();
        match self {
            Onward::Severity => Command::ChangeSeverity { severity: another(room), why: None },
            Onward::Update => {
                Command::PublishUpdate { audience: Audience::Everyone, text: words(), next_within: None }
            }
            Onward::Stabilised => Command::SayStabilised { text: None },
            Onward::Verified => Command::SayVerified { evidence: Vec::new() },
            Onward::Resolved => Command::SayResolved {},
            Onward::Close => Command::CloseRoom { ending: Ending::Over },
            Onward::File => Command::FileDebrief {},
            Onward::Relapsed => Command::SayRelapsed { why: words() },
            Onward::FalseAlarm => Command::SayFalseAlarm { why: words() },
            Onward::BreakOff => Command::CloseRoom { ending: Ending::BrokenOff },
            Onward::Reopen => Command::ReopenRoom { why: words() },
        }
    }

    /// It would be taken and move nothing on: it is so already, or something comes before it.
    fn idle(self, room: &Room) -> bool {
        let (begun, over) = (room.declared.is_some(), room.over.is_some());
        match self {
            Onward::Stabilised => !begun || over || room.stabilised.is_some(),
            Onward::Verified => room.stabilised.is_none() || room.verified.is_some(),
            Onward::Resolved => !begun || over,
            Onward::FalseAlarm => over,
            Onward::BreakOff => !begun || over,
            Onward::Severity
            | Onward::Update
            | Onward::Close
            | Onward::File
            | Onward::Relapsed
            | Onward::Reopen => false,
        }
    }
}

fn another(room: &Room) -> Severity {
    let levels = (1..=4).filter_map(Severity::new);
    let other = levels.into_iter().find(|level| room.severity() != Some(*level));
    other.expect("there are four severities, and a room has one at most")
}

/// How somebody of this standing can take the incident in this room on now.
pub fn onward(room: &Room, actor: &Actor, standing: Standing, now: Timestamp) -> Vec<Onward> {
    let cx = Cx { now, actor: actor.clone(), standing, held: BTreeSet::new() };
    let taken = |way: &Onward| {
        let order = way.order(room);
        permit(room, &order, &cx).is_ok() && decide(room, &order, &cx).is_ok_and(|left| !left.is_empty())
    };
    Onward::ALL.into_iter().filter(|way| !way.idle(room)).filter(taken).collect()
}
