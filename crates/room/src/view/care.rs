//! What the room offers to a person rather than asks of them: a breath, a relief, somebody beside them. Never
//! forced, and nobody else sees it. The hour at which they live is the caller's to know.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::arg::{Arg, Args};
use super::roster::{roster, since};
use crate::state::{Line, Room};
use crate::{Actor, Seq, Standing};

/// Minutes after declaring in which a breath is offered [min].
const BREATH: i64 = 3;
/// Minutes in the room after which a relief is proposed [min].
const LONG: i64 = 120;
/// The same at night [min].
const LONG_AT_NIGHT: i64 = 60;
/// When a person's night begins [h].
const EVENING: u8 = 22;
/// When it ends [h].
const MORNING: u8 = 6;

/// What is offered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CareKind {
    /// One quiet breath, after declaring.
    Breath,
    /// Somebody else, after long hours.
    Relief,
    /// Somebody else, at night.
    ReliefAtNight,
    /// Somebody beside them: they are alone on a line.
    Pair,
}

keys!(CareKind {
    Breath => "care-breath",
    Relief => "care-relief",
    ReliefAtNight => "care-relief-at-night",
    Pair => "care-pair",
});

/// The short list that goes with a breath: coffee, tabs, the alert read aloud.
pub const BREATH_STEPS: [&str; 3] = ["care-breath-coffee", "care-breath-tabs", "care-breath-alert"];

/// One offer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Care {
    /// What.
    pub kind: CareKind,
    /// Key of its sentence.
    pub key: String,
    /// What the sentence needs.
    pub args: Args,
    /// The entry that it rests on: a face that has shown an offer of this kind for this entry need not
    /// show it again.
    pub rests_on: Seq,
}

/// What to offer this person at this hour; `hour` is the hour of their own day, 0 to 23. Nothing, to who only watches
/// and when nothing burns.
pub fn care(room: &Room, person: &Actor, hour: u8, now: Timestamp) -> Vec<Care> {
    let acts = room.people.get(person).filter(|presence| presence.here);
    let acts = acts.filter(|presence| presence.standing == Standing::Responder && room.burns());
    let (Some(presence), Some(declared)) = (acts, &room.declared) else { return Vec::new() };
    let mut offers = Vec::new();
    if since(declared.mark.at, now) < BREATH {
        offers.push(Care::new(CareKind::Breath, declared.mark.seq, []));
    }
    let minutes = since(presence.since.at, now);
    let night = !(MORNING..EVENING).contains(&hour);
    let hours = ("hours", Arg::Number(minutes.unsigned_abs() / 60));
    if night && minutes >= LONG_AT_NIGHT {
        offers.push(Care::new(CareKind::ReliefAtNight, presence.since.seq, [hours]));
    } else if minutes >= LONG {
        offers.push(Care::new(CareKind::Relief, presence.since.seq, [hours]));
    }
    offers.extend(pairs(room, person, now));
    offers
}

/// For each line that they are alone on, somebody whose hands are free, if there is one.
fn pairs(room: &Room, person: &Actor, now: Timestamp) -> Vec<Care> {
    // Whoever is on no line is alone on none, as most who watch a room are.
    let on = |line: &Line| line.outcome.is_none() && (line.owner == *person || line.writers.contains(person));
    if !room.lines.values().any(on) {
        return Vec::new();
    }
    let roster = roster(room, now);
    let alone = roster.people.iter().find(|row| row.person == *person);
    let free = roster.people.iter().filter(|row| row.person != *person && row.free);
    let with = free.min_by_key(|row| (row.asked.is_none(), row.silent_since.is_some()));
    let with = with.map(|row| row.person.clone());
    let lines = alone.map(|row| row.alone_on.as_slice()).unwrap_or_default();
    let offer = |line: &Seq| {
        let title = room.lines.get(line).map(|found| found.title.clone());
        let args = [("line", Arg::from(line)), ("title", Arg::from(&title)), ("with", Arg::from(&with))];
        Care::new(CareKind::Pair, *line, args)
    };
    lines.iter().map(offer).collect()
}

impl Care {
    fn new<const N: usize>(kind: CareKind, rests_on: Seq, args: [(&str, Arg); N]) -> Care {
        let args = args.into_iter().map(|(name, arg)| (name.to_string(), arg)).collect();
        Care { kind, key: kind.key().into(), args, rests_on }
    }
}
