//! A runbook read together: from the top, each step ticked by somebody. It is a help and no law: a later step may
//! be ticked before an earlier one, and leaving out or changing one needs a reason and nothing else.

use super::wording::text;
use super::{Outcome, nothing, one};
use crate::refusal::{Field, Thing};
use crate::state::{Step, StepState};
use crate::{Event, Refusal, Room, Seq};

/// Steps of one runbook [count]: what is longer is several.
const STEPS: u32 = 100;

pub fn start(title: &str, steps: &[String]) -> Outcome {
    if !(1..=STEPS as usize).contains(&steps.len()) {
        return Err(Refusal::OutOfRange { field: Field::Steps, least: 1, most: STEPS });
    }
    let steps = steps.iter().map(|step| text(Field::Text, step)).collect::<Result<_, _>>()?;
    one(Event::RunbookStarted { title: text(Field::Title, title)?, steps })
}

/// What was left out may be done after all.
pub fn tick(room: &Room, runbook: Seq, step: u32) -> Outcome {
    match found(room, runbook, step)?.state {
        StepState::Ticked { .. } => nothing(),
        StepState::Open | StepState::Skipped => one(Event::StepTicked { runbook, step }),
    }
}

pub fn skip(room: &Room, runbook: Seq, step: u32, why: &str) -> Outcome {
    let why = text(Field::Why, why)?;
    match found(room, runbook, step)?.state {
        StepState::Ticked { .. } => Err(Refusal::StepIsDone { step }),
        StepState::Skipped => nothing(),
        StepState::Open => one(Event::StepSkipped { runbook, step, why }),
    }
}

pub fn change(room: &Room, runbook: Seq, step: u32, written: &str, why: &str) -> Outcome {
    let (written, why) = (text(Field::Text, written)?, text(Field::Why, why)?);
    match found(room, runbook, step)?.state {
        StepState::Ticked { .. } => Err(Refusal::StepIsDone { step }),
        StepState::Open | StepState::Skipped => one(Event::StepChanged { runbook, step, text: written, why }),
    }
}

fn found(room: &Room, seq: Seq, step: u32) -> Result<&Step, Refusal> {
    let runbook = room.runbooks.get(&seq).ok_or(Refusal::NoSuch { what: Thing::Runbook, seq })?;
    let most = runbook.steps.len() as u32;
    runbook.step(step).ok_or(Refusal::NoSuchStep { step, most })
}
