//! Putting it out and telling those who wait: orders to what burns, their outcomes, updates, hints.
//! An order is a line of text here; what it does is not the room's to know.

use super::wording::{ahead, text};
use super::{Cx, Outcome, one};
use crate::refusal::{Field, Thing};
use crate::{Audience, Event, Refusal, Room, Seq};

/// Hints that anybody could want [count].
const HINTS: u32 = 100;

pub fn take_hint(step: u32) -> Outcome {
    if !(1..=HINTS).contains(&step) {
        return Err(Refusal::OutOfRange { field: Field::Step, least: 1, most: HINTS });
    }
    one(Event::HintTaken { step })
}

pub fn order(what: &str) -> Outcome {
    one(Event::InterventionOrdered { what: text(Field::What, what)? })
}

/// An order has one outcome.
pub fn settle(room: &Room, intervention: Seq, outcome: &str, ok: bool) -> Outcome {
    let wanted = Refusal::NoSuch { what: Thing::Intervention, seq: intervention };
    let found = room.interventions.get(&intervention).ok_or(wanted)?;
    if found.settled {
        return Err(Refusal::AlreadySettled { seq: intervention });
    }
    one(Event::InterventionSettled { intervention, outcome: text(Field::Outcome, outcome)?, ok })
}

pub fn publish(cx: &Cx, audience: Audience, written: &str, next_within: Option<u32>) -> Outcome {
    let next_at = ahead(cx, next_within)?;
    one(Event::UpdatePublished { audience, text: text(Field::Text, written)?, next_at })
}
