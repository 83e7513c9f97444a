//! Who does what by when, and what was decided. A task has one named person who says yes or no to it;
//! a decision is what was recorded, not who was for it.

use super::wording::{ahead, here, text};
use super::{Cx, Outcome, nothing, one};
use crate::refusal::{Field, Thing};
use crate::state::{Decision, Task, TaskState};
use crate::{Actor, Event, Refusal, Role, Room, Seq};

pub fn object(room: &Room, decision: Seq, why: &str) -> Outcome {
    undecided(room, decision)?;
    one(Event::DecisionObjected { decision, why: text(Field::Why, why)? })
}

/// Without words of its own, what was proposed is what was decided.
pub fn decided(room: &Room, written: &str, proposal: Option<Seq>) -> Outcome {
    let proposed = proposal.map(|proposal| undecided(room, proposal)).transpose()?;
    let text = match (text(Field::Text, written), proposed) {
        (Err(Refusal::EmptyText { .. }), Some(proposed)) => proposed.text.clone(),
        (text, _) => text?,
    };
    one(Event::DecisionRecorded { text, proposal })
}

fn undecided(room: &Room, seq: Seq) -> Result<&Decision, Refusal> {
    let decision = room.decisions.get(&seq).ok_or(Refusal::NoSuch { what: Thing::Proposal, seq })?;
    if decision.recorded { Err(Refusal::AlreadyDecided { seq }) } else { Ok(decision) }
}

pub fn add(room: &Room, cx: &Cx, written: &str, owner: &Actor, within: Option<u32>) -> Outcome {
    here(room, cx, owner)?;
    let due = ahead(cx, within)?;
    one(Event::TaskAdded { text: text(Field::Text, written)?, owner: owner.clone(), due })
}

pub fn acknowledge(room: &Room, cx: &Cx, task: Seq) -> Outcome {
    match owned(room, cx, task)?.state {
        TaskState::Acknowledged => nothing(),
        TaskState::Asked | TaskState::Declined => one(Event::TaskAcknowledged { task }),
        TaskState::Done => Err(Refusal::TaskIsDone { task }),
    }
}

pub fn decline(room: &Room, cx: &Cx, task: Seq, why: &str) -> Outcome {
    let why = text(Field::Why, why)?;
    match owned(room, cx, task)?.state {
        TaskState::Declined => nothing(),
        TaskState::Asked | TaskState::Acknowledged => one(Event::TaskDeclined { task, why }),
        TaskState::Done => Err(Refusal::TaskIsDone { task }),
    }
}

/// Anybody may find a task another owner: help is welcome, and the log says who did.
pub fn assign(room: &Room, cx: &Cx, task: Seq, owner: &Actor) -> Outcome {
    undone(room, task)?;
    here(room, cx, owner)?;
    one(Event::TaskAssigned { task, owner: owner.clone() })
}

/// Done is said by who did it, or by who commands.
pub fn complete(room: &Room, cx: &Cx, task: Seq, outcome: &str) -> Outcome {
    let found = undone(room, task)?;
    if !room.holds(&cx.actor, Role::IncidentCommander) {
        owner_only(found, cx)?;
    }
    one(Event::TaskCompleted { task, outcome: text(Field::Outcome, outcome)? })
}

fn known(room: &Room, seq: Seq) -> Result<&Task, Refusal> {
    room.tasks.get(&seq).ok_or(Refusal::NoSuch { what: Thing::Task, seq })
}

fn undone(room: &Room, task: Seq) -> Result<&Task, Refusal> {
    let found = known(room, task)?;
    if found.state == TaskState::Done { Err(Refusal::TaskIsDone { task }) } else { Ok(found) }
}

fn owned<'a>(room: &'a Room, cx: &Cx, task: Seq) -> Result<&'a Task, Refusal> {
    let found = known(room, task)?;
    owner_only(found, cx)?;
    Ok(found)
}

fn owner_only(task: &Task, cx: &Cx) -> Result<(), Refusal> {
    if task.owner == cx.actor { Ok(()) } else { Err(Refusal::NotYourTask { owner: task.owner.clone() }) }
}
