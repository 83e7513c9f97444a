//! Finding out: looks, lines of investigation, hypotheses and findings. A claim cites entries of this
//! log; whether it is true is no matter of the room.

use super::wording::{cited, here, optional, text};
use super::{Cx, Outcome, one};
use crate::refusal::{Field, Thing};
use crate::state::Line;
use crate::{Actor, Event, Refusal, Room, Seq, Topic, Verdict};

/// One may look and see nothing worth a word.
pub fn look(what: &str, saw: &str) -> Outcome {
    let saw = optional(Field::Saw, Some(saw))?.unwrap_or_default();
    one(Event::Looked { what: text(Field::What, what)?, saw })
}

pub fn open_line(room: &Room, cx: &Cx, title: &str, owner: Option<&Actor>) -> Outcome {
    let owner = owner.unwrap_or(&cx.actor);
    here(room, cx, owner)?;
    one(Event::LineOpened { title: text(Field::Title, title)?, owner: owner.clone() })
}

pub fn assign_line(room: &Room, cx: &Cx, line: Seq, owner: &Actor) -> Outcome {
    open(room, line)?;
    here(room, cx, owner)?;
    one(Event::LineAssigned { line, owner: owner.clone() })
}

pub fn close_line(room: &Room, line: Seq, outcome: &str) -> Outcome {
    open(room, line)?;
    one(Event::LineClosed { line, outcome: text(Field::Outcome, outcome)? })
}

fn open(room: &Room, seq: Seq) -> Result<&Line, Refusal> {
    let line = room.lines.get(&seq).ok_or(Refusal::NoSuch { what: Thing::Line, seq })?;
    if line.outcome.is_some() { Err(Refusal::LineIsClosed { line: seq }) } else { Ok(line) }
}

pub fn propose(written: &str, about: Option<&str>) -> Outcome {
    one(Event::HypothesisProposed {
        text: text(Field::Text, written)?,
        about: optional(Field::About, about)?,
    })
}

/// People change their minds: what was confirmed may be refuted later, and the other way round.
pub fn settle(room: &Room, hypothesis: Seq, verdict: Verdict, evidence: &[Seq]) -> Outcome {
    let wanted = Refusal::NoSuch { what: Thing::Hypothesis, seq: hypothesis };
    let found = room.hypotheses.get(&hypothesis).ok_or(wanted)?;
    if found.verdict == Some(verdict) {
        return Err(Refusal::AlreadySettled { seq: hypothesis });
    }
    one(Event::HypothesisSettled { hypothesis, verdict, evidence: cited(room, evidence)? })
}

pub fn find(room: &Room, written: &str, topic: Topic, evidence: &[Seq]) -> Outcome {
    one(Event::FindingRecorded { text: text(Field::Text, written)?, topic, evidence: cited(room, evidence)? })
}
