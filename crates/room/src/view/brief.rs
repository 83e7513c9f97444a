//! What the room itself has to say at a hand-over: how it stands, what is found, what runs, what is
//! owed. The person handing over adds their own words in the offer.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::board::{
    DecisionRow, HypothesisRow, LineRow, OrderRow, PromiseRow, TaskRow, decisions, hypotheses, lines,
    promises, runbooks, tasks, under_way,
};
use super::runbook::Runbook;
use crate::{Actor, Mark, Phase, Room, Seq, Severity, Topic};

/// How it stands, for somebody who takes over.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Brief {
    /// The last entry that this was read from.
    pub seq: Seq,
    /// What it is about.
    pub title: String,
    /// How far it has come.
    pub phase: Phase,
    /// How bad it is, once declared.
    pub severity: Option<Severity>,
    /// What was found, newest first.
    pub findings: Vec<FindingRow>,
    /// What people believe is the cause, settled or open.
    pub hypotheses: Vec<HypothesisRow>,
    /// Lines of investigation, open ones first.
    pub lines: Vec<LineRow>,
    /// Tasks that are not done, and whose.
    pub tasks: Vec<TaskRow>,
    /// Proposals on which nothing is recorded yet.
    pub decisions: Vec<DecisionRow>,
    /// Runbooks that are not at their end.
    pub runbooks: Vec<Runbook>,
    /// Orders to what burns that are under way.
    pub under_way: Vec<OrderRow>,
    /// The last word to people outside.
    pub last_update: Option<Mark>,
    /// Word that is promised, the next first.
    pub promises: Vec<PromiseRow>,
    /// Since when somebody outside has been waiting for word.
    pub asked: Option<Mark>,
}

/// One claim.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FindingRow {
    /// The finding.
    pub seq: Seq,
    /// In their words.
    pub text: String,
    /// What it is about.
    pub topic: Topic,
    /// Who.
    pub by: Actor,
    /// What it rests on.
    pub evidence: Vec<Seq>,
}

/// What was found, newest first.
pub(super) fn findings(room: &Room) -> Vec<FindingRow> {
    let row = |(seq, finding): (&Seq, &crate::state::Finding)| FindingRow {
        seq: *seq,
        text: finding.text.clone(),
        topic: finding.topic,
        by: finding.by.clone(),
        evidence: finding.evidence.clone(),
    };
    room.findings.iter().rev().map(row).collect()
}

/// The brief as the room would write it at this hour.
pub fn brief(room: &Room, now: Timestamp) -> Brief {
    Brief {
        seq: room.seq,
        title: room.title.clone(),
        phase: room.phase(),
        severity: room.severity(),
        findings: findings(room),
        hypotheses: hypotheses(room),
        lines: lines(room),
        tasks: tasks(room, now),
        decisions: decisions(room),
        runbooks: runbooks(room).into_iter().filter(|row| row.next.is_some()).collect(),
        under_way: under_way(room),
        last_update: room.last_update,
        promises: promises(room, now),
        asked: room.asked,
    }
}
