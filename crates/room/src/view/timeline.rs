//! The log, read by people: one row for each entry. Nobody writes it; it is the flow.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::arg::{Args, args};
use crate::{Actor, Entry, Event, Seq};

/// All rows in order.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Timeline {
    /// Oldest first.
    pub rows: Vec<Row>,
}

/// One row: who did what, as a key with arguments.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Row {
    /// The entry that it is read from.
    pub seq: Seq,
    /// When.
    pub at: Timestamp,
    /// Who.
    pub actor: Actor,
    /// The line of investigation in whose thread it stands.
    pub line: Option<Seq>,
    /// Key of the message: `entry-declared`.
    pub key: String,
    /// What the message needs beside the actor.
    pub args: Args,
}

impl Timeline {
    /// A timeline from entries.
    pub fn of(entries: &[Entry]) -> Timeline {
        let mut timeline = Timeline::default();
        entries.iter().for_each(|entry| timeline.fold(entry));
        timeline
    }

    /// Takes one more entry in.
    pub fn fold(&mut self, entry: &Entry) {
        if self.rows.last().is_some_and(|row| entry.seq <= row.seq) {
            return;
        }
        let Entry { seq, at, line, ref actor, ref event, .. } = *entry;
        self.rows.push(Row {
            seq,
            at,
            actor: actor.clone(),
            line,
            key: event.key().into(),
            args: args_of(event),
        });
    }
}

/// What the sentence of an event needs: its fields, by their names.
pub(super) fn args_of(event: &Event) -> Args {
    use Event as E;
    match event {
        E::RoomOpened { title, origin: _ } => args!(title),
        E::Joined { standing, held: _ } => args!(standing),
        E::Left {} | E::WorkAsked {} | E::SaidResolved {} | E::DebriefFiled {} => args!(),
        E::AlertNoted { rule, subject, pages } => args!(rule, subject, pages),
        E::AlertCleared { rule, subject } => args!(rule, subject),
        E::Looked { what, saw } => args!(what, saw),
        E::Declared { severity, title } => args!(severity, title),
        E::SeverityChanged { from, to, why } => args!(from, to, why),
        E::RoleTaken { role, from } => args!(role, from),
        E::RoleAssigned { role, to, from } => args!(role, to, from),
        E::RoleReleased { role } => args!(role),
        E::RoleOffered { role, to, brief } => args!(role, to, brief),
        E::RoleAccepted { offer, role, from } => args!(offer, role, from),
        E::RoleDeclined { offer, role, why } => args!(offer, role, why),
        E::Said { text } | E::Noted { text } => args!(text),
        E::Heard { from, text, asks } => args!(from, text, asks),
        E::HintTaken { step } => args!(step),
        E::LineOpened { title, owner } => args!(title, owner),
        E::LineAssigned { line, owner } => args!(line, owner),
        E::LineClosed { line, outcome } => args!(line, outcome),
        E::HypothesisProposed { text, about } => args!(text, about),
        E::HypothesisSettled { hypothesis, verdict, evidence } => args!(hypothesis, verdict, evidence),
        E::FindingRecorded { text, topic, evidence } => args!(text, topic, evidence),
        E::DecisionProposed { text } => args!(text),
        E::DecisionObjected { decision, why } => args!(decision, why),
        E::DecisionRecorded { text, proposal } => args!(text, proposal),
        E::TaskAdded { text, owner, due } => args!(text, owner, due),
        E::TaskAcknowledged { task } => args!(task),
        E::TaskDeclined { task, why } => args!(task, why),
        E::TaskAssigned { task, owner } | E::TaskFellDue { task, owner } => args!(task, owner),
        E::TaskCompleted { task, outcome } => args!(task, outcome),
        E::RunbookStarted { title, steps } => {
            let count = &(steps.len() as u64);
            args!(title, count)
        }
        E::StepTicked { runbook, step } => args!(runbook, step),
        E::StepSkipped { runbook, step, why } => args!(runbook, step, why),
        E::StepChanged { runbook, step, text, why } => args!(runbook, step, text, why),
        E::InterventionOrdered { what } => args!(what),
        E::InterventionSettled { intervention, outcome, ok } => args!(intervention, outcome, ok),
        E::UpdatePublished { audience, text, next_at } => args!(audience, text, next_at),
        E::UpdateFellDue { update, audience } => args!(update, audience),
        E::SaidStabilised { text } => args!(text),
        E::SaidVerified { evidence } => args!(evidence),
        E::SaidFalseAlarm { why } | E::SaidRelapsed { why } | E::RoomReopened { why } => args!(why),
        E::CountermeasureProposed { text, owner, due } => args!(text, owner, due),
        E::RoomClosed { ending } => args!(ending),
    }
}
