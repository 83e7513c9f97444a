//! A runbook as it is being read: every step, who ticked it when, what was done otherwise and why, and which
//! step is next. Reads the room; a deviation is a fact here, and no fault.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::state::{Room, StepState};
use crate::{Actor, Mark, Seq};

/// One runbook.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Runbook {
    /// The entry that opened it: what a step is named with.
    pub seq: Seq,
    /// What it is called.
    pub title: String,
    /// Who began to read it.
    pub by: Actor,
    /// When.
    pub at: Timestamp,
    /// All steps, from the top.
    pub steps: Vec<StepRow>,
    /// The first step that is open, from 1; nothing, when all are done or left out.
    pub next: Option<u32>,
    /// What was left out or done otherwise, in order.
    pub deviations: Vec<DeviationRow>,
}

/// One step.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StepRow {
    /// From 1.
    pub step: u32,
    /// What to do.
    pub text: String,
    /// As the runbook has it, if that is another.
    pub written: Option<String>,
    /// Who has done it, and when.
    pub ticked: Option<(Actor, Mark)>,
    /// It is left out.
    pub skipped: bool,
}

/// A step that was left out or done otherwise.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeviationRow {
    /// Which entry, and when.
    pub mark: Mark,
    /// The runbook.
    pub runbook: Seq,
    /// The step, from 1.
    pub step: u32,
    /// As the runbook has it.
    pub written: String,
    /// What is done instead; nothing, if it is left out.
    pub instead: Option<String>,
    /// The reason.
    pub why: String,
}

/// The runbook that this entry opened.
pub fn runbook(room: &Room, seq: Seq) -> Option<Runbook> {
    let found = room.runbooks.get(&seq)?;
    let row = |(step, found): (u32, &crate::state::Step)| StepRow {
        step,
        text: found.text.clone(),
        written: (found.text != found.written).then(|| found.written.clone()),
        ticked: match &found.state {
            StepState::Ticked { by, mark } => Some((by.clone(), *mark)),
            StepState::Open | StepState::Skipped => None,
        },
        skipped: found.state == StepState::Skipped,
    };
    let steps: Vec<StepRow> = (1..).zip(&found.steps).map(row).collect();
    let next = steps.iter().find(|row| row.ticked.is_none() && !row.skipped).map(|row| row.step);
    Some(Runbook {
        seq,
        title: found.title.clone(),
        by: found.by.clone(),
        at: found.at,
        steps,
        next,
        deviations: deviations(seq, found),
    })
}

/// What was left out or done otherwise in one runbook.
pub(super) fn deviations(seq: Seq, found: &crate::state::Runbook) -> Vec<DeviationRow> {
    let row = |deviation: &crate::state::Deviation| DeviationRow {
        mark: deviation.mark,
        runbook: seq,
        step: deviation.step,
        written: found.step(deviation.step).map(|step| step.written.clone()).unwrap_or_default(),
        instead: deviation.instead.clone(),
        why: deviation.why.clone(),
    };
    found.deviations.iter().map(row).collect()
}
