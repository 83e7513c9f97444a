//! The room at a glance: what burns and how badly, who commands, what is looked into and by whom, what
//! is owed. Computed from the room and the hour; knows no words and no colours.

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::brief::{FindingRow, findings};
use super::runbook::{Runbook, runbook};
use crate::state::{Room, TaskState};
use crate::{Actor, Audience, Mark, Origin, Phase, Role, Seq, Severity, Standing, Verdict};

/// The room at a glance.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Board {
    /// The last entry that this was read from.
    pub seq: Seq,
    /// What it is about.
    pub title: String,
    /// Where the trouble comes from; `None` before the room is open.
    pub origin: Option<Origin>,
    /// The furthest phase reached.
    pub phase: Phase,
    /// Every phase in order, and whether it was reached.
    pub arc: Vec<ArcStep>,
    /// How bad it is, once declared.
    pub severity: Option<Severity>,
    /// When it was declared.
    pub declared: Option<Mark>,
    /// Who commands.
    pub commander: Option<Actor>,
    /// Who answers for what.
    pub seats: Vec<Seat>,
    /// Roles offered and not yet answered.
    pub offers: Vec<OfferRow>,
    /// Who is here, by id.
    pub people: Vec<PersonRow>,
    /// What fires now.
    pub alerts: Vec<AlertRow>,
    /// Lines of investigation, open ones first.
    pub lines: Vec<LineRow>,
    /// What people believe is the cause.
    pub hypotheses: Vec<HypothesisRow>,
    /// Proposals on which nothing is recorded yet.
    pub decisions: Vec<DecisionRow>,
    /// What was decided, newest first.
    pub decided: Vec<DecisionRow>,
    /// What was found, newest first.
    pub findings: Vec<FindingRow>,
    /// Tasks that are not done; those that come back to the commander first.
    pub tasks: Vec<TaskRow>,
    /// Runbooks that are being read, by what opened them.
    pub runbooks: Vec<Runbook>,
    /// Orders to what burns that are under way.
    pub under_way: Vec<OrderRow>,
    /// The last word to people outside.
    pub last_update: Option<Mark>,
    /// Word that is promised, the next first.
    pub promises: Vec<PromiseRow>,
    /// Since when somebody outside has been waiting for word.
    pub asked: Option<Mark>,
    /// Hints taken [count].
    pub hints: u32,
    /// What should change so that it does not happen again.
    pub countermeasures: Vec<CountermeasureRow>,
}

/// Something that should change.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CountermeasureRow {
    /// The proposal.
    pub seq: Seq,
    /// In their words.
    pub text: String,
    /// Whose it is, once said.
    pub owner: Option<Actor>,
    /// By which day, once said.
    pub due: Option<Date>,
}

/// One phase of the arc.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ArcStep {
    /// Which.
    pub phase: Phase,
    /// It was reached and still stands.
    pub reached: bool,
}

/// One role held.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Seat {
    /// Which.
    pub role: Role,
    /// By whom.
    pub person: Actor,
}

/// One role on its way.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OfferRow {
    /// The offer: what is accepted or declined.
    pub seq: Seq,
    /// Which role.
    pub role: Role,
    /// Whose it is.
    pub from: Actor,
    /// Whose it would be.
    pub to: Actor,
    /// In the holder's words.
    pub brief: String,
}

/// Somebody in the room.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PersonRow {
    /// Who.
    pub person: Actor,
    /// What they may do.
    pub standing: Standing,
    /// Since when, without a break.
    pub since: Mark,
    /// When they last did or said anything.
    pub last_at: Timestamp,
    /// What they answer for.
    pub roles: Vec<Role>,
    /// Since when they have been asking for work.
    pub asked: Option<Mark>,
    /// Open lines that are theirs [count].
    pub lines: u32,
    /// Open tasks that are theirs [count].
    pub tasks: u32,
    /// A responder without role, line or task: they could take something.
    pub free: bool,
}

/// One alert that fires.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AlertRow {
    /// Which, since when.
    pub since: Mark,
    /// The monitor's rule.
    pub rule: String,
    /// What it is about.
    pub subject: String,
}

/// One line of investigation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LineRow {
    /// The line.
    pub seq: Seq,
    /// What is looked into.
    pub title: String,
    /// By whom.
    pub owner: Actor,
    /// Since when.
    pub opened_at: Timestamp,
    /// When anything was last recorded in its thread.
    pub last_at: Timestamp,
    /// Responders who wrote in its thread.
    pub writers: Vec<Actor>,
    /// The latest finding, and its words.
    pub finding: Option<(Seq, String)>,
    /// What came of it, once closed.
    pub outcome: Option<String>,
}

/// What somebody believes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HypothesisRow {
    /// The hypothesis.
    pub seq: Seq,
    /// In their words.
    pub text: String,
    /// The part it is about.
    pub about: Option<String>,
    /// Who.
    pub by: Actor,
    /// The line it belongs to.
    pub line: Option<Seq>,
    /// How it was settled; `None` is open.
    pub verdict: Option<Verdict>,
}

/// A proposal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DecisionRow {
    /// The proposal.
    pub seq: Seq,
    /// In their words.
    pub text: String,
    /// Who.
    pub by: Actor,
    /// When.
    pub at: Timestamp,
    /// Strong objections [count].
    pub objections: u32,
}

/// One thing that one person does.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TaskRow {
    /// The task.
    pub seq: Seq,
    /// What.
    pub text: String,
    /// Who.
    pub owner: Actor,
    /// When it was added.
    pub at: Timestamp,
    /// By when.
    pub due: Option<Timestamp>,
    /// Its owner said yes.
    pub acknowledged: bool,
    /// Its owner said no.
    pub declined: bool,
    /// Its owner said no, or its time has passed: it comes back to the commander.
    pub comes_back: bool,
}

/// An order under way.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrderRow {
    /// The order, and since when.
    pub since: Mark,
    /// As one line.
    pub what: String,
    /// Whose.
    pub by: Actor,
}

/// Word that is promised.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PromiseRow {
    /// The update that promised it.
    pub update: Seq,
    /// To whom.
    pub audience: Audience,
    /// By when.
    pub at: Timestamp,
    /// That time has passed.
    pub overdue: bool,
}

/// The board as it stands at this hour.
pub fn board(room: &Room, now: Timestamp) -> Board {
    Board {
        seq: room.seq,
        title: room.title.clone(),
        origin: room.origin.clone(),
        phase: room.phase(),
        arc: Phase::ARC.map(|phase| ArcStep { phase, reached: room.reached(phase) }).to_vec(),
        severity: room.severity(),
        declared: room.declared.as_ref().map(|declared| declared.mark),
        commander: room.commander().cloned(),
        seats: seats(room),
        offers: offers(room),
        people: people(room),
        alerts: alerts(room),
        lines: lines(room),
        hypotheses: hypotheses(room),
        decisions: decisions(room),
        decided: decided(room),
        findings: findings(room),
        tasks: tasks(room, now),
        runbooks: runbooks(room),
        under_way: under_way(room),
        last_update: room.last_update,
        promises: promises(room, now),
        asked: room.asked,
        hints: room.hints,
        countermeasures: countermeasures(room),
    }
}

pub(super) fn countermeasures(room: &Room) -> Vec<CountermeasureRow> {
    let row = |(seq, found): (&Seq, &crate::state::Countermeasure)| CountermeasureRow {
        seq: *seq,
        text: found.text.clone(),
        owner: found.owner.clone(),
        due: found.due,
    };
    room.countermeasures.iter().map(row).collect()
}

fn seats(room: &Room) -> Vec<Seat> {
    let holders = room.roles.iter().flat_map(|(role, holders)| holders.iter().map(|person| (*role, person)));
    holders.map(|(role, person)| Seat { role, person: person.clone() }).collect()
}

fn offers(room: &Room) -> Vec<OfferRow> {
    let row = |(seq, offer): (&Seq, &crate::state::Offer)| OfferRow {
        seq: *seq,
        role: offer.role,
        from: offer.from.clone(),
        to: offer.to.clone(),
        brief: offer.brief.clone(),
    };
    room.offers.iter().map(row).collect()
}

fn people(room: &Room) -> Vec<PersonRow> {
    let here = room.people.iter().filter(|(_, presence)| presence.here);
    let row = |(person, presence): (&Actor, &crate::state::Presence)| {
        let open = room.lines.values().filter(|line| line.outcome.is_none());
        let lines = open.filter(|line| line.owner == *person).count();
        let open = room.tasks.values().filter(|task| task.state != TaskState::Done);
        let tasks = open.filter(|task| task.owner == *person && task.state != TaskState::Declined).count();
        let seats = room.roles.iter().filter(|(_, holders)| holders.contains(person));
        let roles: Vec<Role> = seats.map(|(role, _)| *role).collect();
        let busy = lines > 0 || tasks > 0 || !roles.is_empty();
        PersonRow {
            person: person.clone(),
            standing: presence.standing,
            since: presence.since,
            last_at: presence.last_at,
            roles,
            asked: presence.asked,
            lines: lines as u32,
            tasks: tasks as u32,
            free: presence.standing == Standing::Responder && !busy,
        }
    };
    here.map(row).collect()
}

fn alerts(room: &Room) -> Vec<AlertRow> {
    let row = |((rule, subject), since): (&(String, String), &Mark)| AlertRow {
        since: *since,
        rule: rule.clone(),
        subject: subject.clone(),
    };
    let mut rows: Vec<AlertRow> = room.alerts.iter().map(row).collect();
    rows.sort_by_key(|row| row.since);
    rows
}

pub(super) fn lines(room: &Room) -> Vec<LineRow> {
    let finding = |seq: Seq| room.findings.get(&seq).map(|finding| (seq, finding.text.clone()));
    let row = |(seq, line): (&Seq, &crate::state::Line)| LineRow {
        seq: *seq,
        title: line.title.clone(),
        owner: line.owner.clone(),
        opened_at: line.opened_at,
        last_at: line.last_at,
        writers: line.writers.iter().cloned().collect(),
        finding: line.finding.and_then(finding),
        outcome: line.outcome.clone(),
    };
    let mut rows: Vec<LineRow> = room.lines.iter().map(row).collect();
    rows.sort_by_key(|row| row.outcome.is_some());
    rows
}

pub(super) fn hypotheses(room: &Room) -> Vec<HypothesisRow> {
    let row = |(seq, hypothesis): (&Seq, &crate::state::Hypothesis)| HypothesisRow {
        seq: *seq,
        text: hypothesis.text.clone(),
        about: hypothesis.about.clone(),
        by: hypothesis.by.clone(),
        line: hypothesis.line,
        verdict: hypothesis.verdict,
    };
    room.hypotheses.iter().map(row).collect()
}

pub(super) fn runbooks(room: &Room) -> Vec<Runbook> {
    room.runbooks.keys().filter_map(|seq| runbook(room, *seq)).collect()
}

pub(super) fn decisions(room: &Room) -> Vec<DecisionRow> {
    room.decisions.iter().filter(|(_, put)| !put.recorded).map(decision).collect()
}

fn decided(room: &Room) -> Vec<DecisionRow> {
    room.decisions.iter().rev().filter(|(_, put)| put.recorded).map(decision).collect()
}

fn decision((seq, decision): (&Seq, &crate::state::Decision)) -> DecisionRow {
    DecisionRow {
        seq: *seq,
        text: decision.text.clone(),
        by: decision.by.clone(),
        at: decision.at,
        objections: decision.objections,
    }
}

pub(super) fn tasks(room: &Room, now: Timestamp) -> Vec<TaskRow> {
    let open = room.tasks.iter().filter(|(_, task)| task.state != TaskState::Done);
    let row = |(seq, task): (&Seq, &crate::state::Task)| TaskRow {
        seq: *seq,
        text: task.text.clone(),
        owner: task.owner.clone(),
        at: task.at,
        due: task.due,
        acknowledged: task.state == TaskState::Acknowledged,
        declined: task.state == TaskState::Declined,
        comes_back: task.state == TaskState::Declined || task.due.is_some_and(|due| due <= now),
    };
    let mut rows: Vec<TaskRow> = open.map(row).collect();
    rows.sort_by_key(|row| !row.comes_back);
    rows
}

pub(super) fn under_way(room: &Room) -> Vec<OrderRow> {
    let open = room.interventions.iter().filter(|(_, intervention)| !intervention.settled);
    let row = |(seq, intervention): (&Seq, &crate::state::Intervention)| OrderRow {
        since: Mark { seq: *seq, at: intervention.at },
        what: intervention.what.clone(),
        by: intervention.by.clone(),
    };
    open.map(row).collect()
}

pub(super) fn promises(room: &Room, now: Timestamp) -> Vec<PromiseRow> {
    let row = |(audience, promise): (&Audience, &crate::state::Promise)| PromiseRow {
        update: promise.update,
        audience: *audience,
        at: promise.at,
        overdue: promise.at <= now,
    };
    let mut rows: Vec<PromiseRow> = room.promises.iter().map(row).collect();
    rows.sort_by_key(|row| row.at);
    rows
}
