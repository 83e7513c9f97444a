//! Finding out: looks, lines of investigation, hypotheses and findings. A claim cites entries of this
//! log; whether it is true is no matter of the room.

use super::wording::{cited, here, optional, text};
use super::{Cx, Outcome, one};
use crate::state::Line;
use crate::{Actor, Event, Refusal, Room, Seq, Topic, Verdict};

pub fn look(what: &str, saw: &str) -> Outcome {
    one(Event::Looked { what: text("what", what)?, saw: text("saw", saw)? })
}

pub fn open_line(room: &Room, cx: &Cx, title: &str, owner: Option<&Actor>) -> Outcome {
    let owner = owner.unwrap_or(&cx.actor);
    here(room, cx, owner)?;
    one(Event::LineOpened { title: text("title", title)?, owner: owner.clone() })
}

pub fn assign_line(room: &Room, cx: &Cx, line: Seq, owner: &Actor) -> Outcome {
    open(room, line)?;
    here(room, cx, owner)?;
    one(Event::LineAssigned { line, owner: owner.clone() })
}

pub fn close_line(room: &Room, line: Seq, outcome: &str) -> Outcome {
    open(room, line)?;
    one(Event::LineClosed { line, outcome: text("outcome", outcome)? })
}

fn open(room: &Room, seq: Seq) -> Result<&Line, Refusal> {
    let line = room.lines.get(&seq).ok_or(Refusal::NoSuch { what: "line", seq })?;
    if line.outcome.is_some() { Err(Refusal::LineIsClosed { line: seq }) } else { Ok(line) }
}

pub fn propose(written: &str, about: Option<&str>) -> Outcome {
    one(Event::HypothesisProposed { text: text("text", written)?, about: optional("about", about)? })
}

/// People change their minds: what was confirmed may be refuted later, and the other way round.
pub fn settle(room: &Room, hypothesis: Seq, verdict: Verdict, evidence: &[Seq]) -> Outcome {
    let wanted = Refusal::NoSuch { what: "hypothesis", seq: hypothesis };
    let found = room.hypotheses.get(&hypothesis).ok_or(wanted)?;
    if found.verdict == Some(verdict) {
        return Err(Refusal::AlreadySettled { seq: hypothesis });
    }
    one(Event::HypothesisSettled { hypothesis, verdict, evidence: cited(room, evidence)? })
}

pub fn find(room: &Room, written: &str, topic: Topic, evidence: &[Seq]) -> Outcome {
    one(Event::FindingRecorded { text: text("text", written)?, topic, evidence: cited(room, evidence)? })
}
