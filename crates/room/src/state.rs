//! The room as it stands: what `fold` makes of the entries and what `decide` looks at. Only read from
//! outside, and kept as a cache at most (`snapshot`): it can always be folded again from the log. Nothing in it grows
//! with what people merely say.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::evidence::Evidence;
use crate::given::Given;
use crate::shelf::{Opened, Shelf};
use crate::{
    Actor, Audience, Ending, Mark, OrderId, Origin, Phase, Role, Seq, Severity, Standing, Topic, Verdict,
};

/// The room as it stands. `Room::default()` is a room that was never opened. How it is written is for `snapshot` alone.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Room {
    /// The last entry folded.
    pub(crate) seq: Seq,
    /// When that was.
    pub(crate) last_at: Option<Timestamp>,
    /// Orders that left entries lately.
    pub(crate) orders: Given,
    /// Entries that a claim may cite.
    pub(crate) evidence: Shelf<Evidence>,

    pub(crate) opened: bool,
    pub(crate) title: String,
    /// For screens and outward doors; no rule reads it.
    pub(crate) origin: Option<Origin>,
    pub(crate) people: BTreeMap<Actor, Presence>,
    /// Rules that are true now, by rule and subject.
    #[serde(with = "crate::snapshot::pairs")]
    pub(crate) alerts: BTreeMap<(String, String), Mark>,
    pub(crate) declared: Option<Declaration>,

    pub(crate) roles: BTreeMap<Role, BTreeSet<Actor>>,
    /// At most one offer for each role and holder stands.
    pub(crate) offers: BTreeMap<Seq, Offer>,

    pub(crate) lines: Opened<Line>,
    pub(crate) hypotheses: Opened<Hypothesis>,
    pub(crate) findings: Opened<Finding>,
    pub(crate) decisions: Opened<Decision>,
    pub(crate) tasks: Opened<Task>,
    pub(crate) runbooks: Opened<Runbook>,
    pub(crate) interventions: Opened<Intervention>,

    pub(crate) promises: BTreeMap<Audience, Promise>,
    pub(crate) last_update: Option<Mark>,
    /// Since when somebody outside waits for word.
    pub(crate) asked: Option<Mark>,

    pub(crate) impact: Option<Mark>,
    /// Entries that name the cause and still stand.
    pub(crate) causes: BTreeSet<Seq>,
    pub(crate) stabilised: Option<Mark>,
    pub(crate) verified: Option<Mark>,
    pub(crate) over: Option<Over>,
    pub(crate) closed: Option<Ending>,
    /// When that was.
    pub(crate) closed_at: Option<Timestamp>,
    pub(crate) reviewed: bool,
    /// Hints taken [count].
    pub(crate) hints: u32,
    pub(crate) countermeasures: Opened<Countermeasure>,
}

/// Somebody who is or was in the room.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Presence {
    pub standing: Standing,
    /// In the room now.
    pub here: bool,
    /// Since when, without a break.
    pub since: Mark,
    /// When they last did or said anything.
    pub last_at: Timestamp,
    /// Roles that they hold, or held before, here or in earlier rooms.
    pub held: BTreeSet<Role>,
    /// Since when they have been asking for work.
    pub asked: Option<Mark>,
}

/// That this is an incident.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Declaration {
    pub by: Actor,
    pub mark: Mark,
    /// Once said.
    pub severity: Option<Severity>,
}

/// A role that changes hands once `to` accepts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Offer {
    pub role: Role,
    pub from: Actor,
    pub to: Actor,
    pub brief: String,
}

/// One thread of investigation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Line {
    pub title: String,
    pub owner: Actor,
    pub opened_at: Timestamp,
    /// When anything was last recorded in its thread.
    pub last_at: Timestamp,
    /// Responders who wrote in its thread.
    pub writers: BTreeSet<Actor>,
    /// What was last found in it.
    pub finding: Option<Seq>,
    /// What came of it, once closed.
    pub outcome: Option<String>,
}

/// What somebody believes is the cause.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Hypothesis {
    pub text: String,
    pub about: Option<String>,
    pub by: Actor,
    pub line: Option<Seq>,
    pub verdict: Option<Verdict>,
}

/// A claim.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Finding {
    pub text: String,
    pub topic: Topic,
    pub by: Actor,
    pub evidence: Vec<Seq>,
}

/// A proposal on its way to a decision.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Decision {
    pub text: String,
    pub by: Actor,
    pub at: Timestamp,
    /// Strong objections [count].
    pub objections: u32,
    pub recorded: bool,
}

/// One thing that one person does.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Task {
    pub text: String,
    pub owner: Actor,
    pub at: Timestamp,
    pub due: Option<Timestamp>,
    pub state: TaskState,
    /// That it fell due was recorded.
    pub fell_due: bool,
}

/// How far a task has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum TaskState {
    Asked,
    Acknowledged,
    Declined,
    Done,
}

/// Steps that are read from the top.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Runbook {
    pub title: String,
    pub by: Actor,
    pub at: Timestamp,
    pub steps: Vec<Step>,
    pub deviations: Vec<Deviation>,
}

/// One step.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Step {
    /// As it is to be done now.
    pub text: String,
    /// As the runbook has it.
    pub written: String,
    pub state: StepState,
}

/// How far a step has come.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum StepState {
    Open,
    Ticked { by: Actor, mark: Mark },
    Skipped,
}

/// A step that was left out or done otherwise.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Deviation {
    pub mark: Mark,
    pub by: Actor,
    /// From 1.
    pub step: u32,
    /// What is done instead; `None` is nothing.
    pub instead: Option<String>,
    pub why: String,
}

impl Runbook {
    /// A step by its number, from 1.
    pub(crate) fn step(&self, step: u32) -> Option<&Step> {
        self.steps.get((step as usize).checked_sub(1)?)
    }

    /// The same, to change.
    pub(crate) fn step_mut(&mut self, step: u32) -> Option<&mut Step> {
        self.steps.get_mut((step as usize).checked_sub(1)?)
    }
}

/// Something that should change.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Countermeasure {
    pub text: String,
    pub owner: Option<Actor>,
    pub due: Option<Date>,
}

/// An order to what burns.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Intervention {
    pub what: String,
    pub by: Actor,
    pub at: Timestamp,
    pub settled: bool,
}

/// That people outside will hear again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Promise {
    /// The update that promised it.
    pub update: Seq,
    pub at: Timestamp,
    /// That it was missed was recorded.
    pub fell_due: bool,
}

/// Why it is over.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Over {
    Resolved,
    FalseAlarm,
}

impl Room {
    /// The number of the last entry; an entry appended next has the one after it.
    pub fn seq(&self) -> Seq {
        self.seq
    }

    /// What it is about.
    pub fn title(&self) -> &str {
        &self.title
    }

    /// Where the trouble comes from, for doors and faces; no rule asks.
    pub fn origin(&self) -> Option<&Origin> {
        self.origin.as_ref()
    }

    /// Somebody has opened it.
    pub fn is_open(&self) -> bool {
        self.opened && self.closed.is_none()
    }

    /// How it was closed.
    pub fn closed(&self) -> Option<Ending> {
        self.closed
    }

    /// When it was closed; people may talk on in it.
    pub fn closed_at(&self) -> Option<Timestamp> {
        self.closed_at
    }

    /// Whether an order is among those remembered: the newest 10,000 that left something. One of those again leaves nothing.
    pub fn remembers(&self, order: &OrderId) -> bool {
        self.orders.contains(order)
    }

    /// The incident's severity, once said.
    pub fn severity(&self) -> Option<Severity> {
        self.declared.as_ref()?.severity
    }

    /// Who commands.
    pub fn commander(&self) -> Option<&Actor> {
        self.roles.get(&Role::IncidentCommander)?.first()
    }

    /// Whether somebody holds a role.
    pub fn holds(&self, actor: &Actor, role: Role) -> bool {
        self.roles.get(&role).is_some_and(|holders| holders.contains(actor))
    }

    /// Whether somebody is in the room.
    pub fn is_here(&self, actor: &Actor) -> bool {
        self.people.get(actor).is_some_and(|presence| presence.here)
    }

    /// People here who act [count].
    pub fn responders(&self) -> usize {
        let acts = |presence: &&Presence| presence.here && presence.standing == Standing::Responder;
        self.people.values().filter(acts).count()
    }

    /// The newest order to what burns that is still under way and reads like this.
    pub fn under_way(&self, what: &str) -> Option<Seq> {
        let open = self.interventions.iter().rev().filter(|(_, intervention)| !intervention.settled);
        open.filter(|(_, intervention)| intervention.what == what).map(|(seq, _)| *seq).next()
    }

    /// It was declared, and nobody has said that it is over.
    pub fn burns(&self) -> bool {
        self.is_open() && self.declared.is_some() && self.over.is_none()
    }

    /// Whether a phase was reached and still stands.
    pub fn reached(&self, phase: Phase) -> bool {
        match phase {
            Phase::Alerting => self.opened,
            Phase::Declared => self.declared.is_some(),
            Phase::ImpactKnown => self.impact.is_some(),
            Phase::CauseKnown => !self.causes.is_empty(),
            Phase::Mitigated => self.stabilised.is_some(),
            Phase::Verified => self.verified.is_some(),
            Phase::Closed => self.closed.is_some(),
            Phase::Reviewed => self.reviewed,
        }
    }

    /// The furthest phase reached; a phase may be skipped, and a relapse takes back what no longer stands.
    pub fn phase(&self) -> Phase {
        let furthest = Phase::ARC.into_iter().rev().find(|phase| self.reached(*phase));
        furthest.unwrap_or(Phase::Alerting)
    }
}
