//! How it ends: stable, verified, over, closed, learned from; and how it begins again. All of it is
//! said by people; whether they are right shows outside.

use jiff::civil::Date;

use super::wording::{cited, optional, text};
use super::{Outcome, nothing, one};
use crate::refusal::Field;
use crate::state::Over;
use crate::{Actor, Ending, Event, Refusal, Room, Seq};

pub fn stabilised(written: Option<&str>) -> Outcome {
    one(Event::SaidStabilised { text: optional(Field::Text, written)? })
}

pub fn verified(room: &Room, evidence: &[Seq]) -> Outcome {
    one(Event::SaidVerified { evidence: cited(room, evidence)? })
}

pub fn resolved(room: &Room) -> Outcome {
    if room.over == Some(Over::Resolved) { nothing() } else { one(Event::SaidResolved {}) }
}

pub fn false_alarm(why: &str) -> Outcome {
    one(Event::SaidFalseAlarm { why: text(Field::Why, why)? })
}

pub fn relapsed(room: &Room, why: &str) -> Outcome {
    if room.stabilised.is_none() && room.over.is_none() {
        return Err(Refusal::NothingToRelapse);
    }
    one(Event::SaidRelapsed { why: text(Field::Why, why)? })
}

/// Its owner need not have been in the room: what should change is often somebody else's.
pub fn countermeasure(written: &str, owner: Option<&Actor>, due: Option<Date>) -> Outcome {
    one(Event::CountermeasureProposed { text: text(Field::Text, written)?, owner: owner.cloned(), due })
}

/// A declared incident is closed as over only when somebody has said so.
pub fn close(room: &Room, ending: Ending) -> Outcome {
    if ending == Ending::Over && room.declared.is_some() && room.over.is_none() {
        return Err(Refusal::NotOver);
    }
    one(Event::RoomClosed { ending })
}

pub fn file(room: &Room) -> Outcome {
    if room.closed.is_none() {
        return Err(Refusal::NotClosed);
    }
    if room.reviewed { nothing() } else { one(Event::DebriefFiled {}) }
}

pub fn reopen(room: &Room, why: &str) -> Outcome {
    if room.closed.is_none() {
        return Err(Refusal::NotClosed);
    }
    one(Event::RoomReopened { why: text(Field::Why, why)? })
}
