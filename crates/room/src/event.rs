//! Everything that can have happened in a room, in the order in which an incident happens. Knows no
//! rule; an event is a fact that was accepted once and is never edited. A new field has a default, a new
//! meaning gets a new name, and `golden/` holds the events of every release. An event that this version
//! does not know fails to be read: nobody should decide on half a story.

use std::collections::BTreeSet;

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::{Actor, Audience, Ending, Origin, Role, Seq, Severity, Standing, Topic, Verdict};

/// A fact.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "the variant's line says its fields")]
pub enum Event {
    /// The room exists.
    RoomOpened { title: String, origin: Origin },
    /// The actor came in; `held` are roles that they held in earlier rooms.
    Joined {
        standing: Standing,
        #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
        held: BTreeSet<Role>,
    },
    /// The actor went.
    Left {},
    /// The actor's hands are free; a task, a line or a role for them settles it.
    WorkAsked {},

    /// A monitor's rule became true.
    AlertNoted { rule: String, subject: String, pages: bool },
    /// It is no longer true.
    AlertCleared { rule: String, subject: String },
    /// The actor looked at something and saw this: evidence.
    Looked { what: String, saw: String },

    /// The actor said that this is an incident, and perhaps how bad.
    Declared {
        #[serde(default, skip_serializing_if = "Option::is_none")]
        severity: Option<Severity>,
        title: String,
    },
    /// It is worse, or less bad; or now somebody has said how bad.
    SeverityChanged {
        #[serde(default, skip_serializing_if = "Option::is_none")]
        from: Option<Severity>,
        to: Severity,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        why: Option<String>,
    },

    /// The actor took a role; `from` had it and had long been silent.
    RoleTaken {
        role: Role,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        from: Option<Actor>,
    },
    /// The actor gave a role to somebody; `from` had it.
    RoleAssigned {
        role: Role,
        to: Actor,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        from: Option<Actor>,
    },
    /// The actor laid a role down.
    RoleReleased { role: Role },
    /// The actor offered their role, with this brief.
    RoleOffered { role: Role, to: Actor, brief: String },
    /// The actor took what was offered: the role is theirs now.
    RoleAccepted { offer: Seq, role: Role, from: Actor },
    /// The actor did not.
    RoleDeclined { offer: Seq, role: Role, why: String },

    /// The actor spoke.
    Said { text: String },
    /// The actor kept something for the record.
    Noted { text: String },
    /// Somebody outside the room spoke, and perhaps waits for word.
    Heard {
        from: Actor,
        text: String,
        #[serde(default)]
        asks: bool,
    },
    /// The actor took the n-th hint, from 1.
    HintTaken { step: u32 },

    /// A line of investigation.
    LineOpened { title: String, owner: Actor },
    /// It has another owner.
    LineAssigned { line: Seq, owner: Actor },
    /// It is closed, and this came of it.
    LineClosed { line: Seq, outcome: String },
    /// What the actor believes is the cause.
    HypothesisProposed {
        text: String,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        about: Option<String>,
    },
    /// Evidence supports it or speaks against it.
    HypothesisSettled { hypothesis: Seq, verdict: Verdict, evidence: Vec<Seq> },
    /// A claim with its evidence.
    FindingRecorded { text: String, topic: Topic, evidence: Vec<Seq> },

    /// Any strong objections?
    DecisionProposed { text: String },
    /// One.
    DecisionObjected { decision: Seq, why: String },
    /// What was decided.
    DecisionRecorded {
        text: String,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        proposal: Option<Seq>,
    },

    /// One thing that one person does, by when.
    TaskAdded {
        text: String,
        owner: Actor,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        due: Option<Timestamp>,
    },
    /// Its owner said yes.
    TaskAcknowledged { task: Seq },
    /// Its owner said no: it needs another.
    TaskDeclined { task: Seq, why: String },
    /// It has another owner.
    TaskAssigned { task: Seq, owner: Actor },
    /// It is done.
    TaskCompleted { task: Seq, outcome: String },
    /// Its time has come and it is not done.
    TaskFellDue { task: Seq, owner: Actor },

    /// These steps are read from the top.
    RunbookStarted { title: String, steps: Vec<String> },
    /// The actor has done a step, counted from 1.
    StepTicked { runbook: Seq, step: u32 },
    /// The actor left a step out.
    StepSkipped { runbook: Seq, step: u32, why: String },
    /// The actor does a step otherwise.
    StepChanged { runbook: Seq, step: u32, text: String, why: String },

    /// The actor ordered something done to what burns.
    InterventionOrdered { what: String },
    /// This came of it.
    InterventionSettled { intervention: Seq, outcome: String, ok: bool },

    /// People outside were told; the next word is promised by then.
    UpdatePublished {
        audience: Audience,
        text: String,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        next_at: Option<Timestamp>,
    },
    /// The promised word did not come.
    UpdateFellDue { update: Seq, audience: Audience },

    /// The actor said that it burns no more.
    SaidStabilised {
        #[serde(default, skip_serializing_if = "Option::is_none")]
        text: Option<String>,
    },
    /// The actor looked, and it holds.
    SaidVerified { evidence: Vec<Seq> },
    /// The actor said that it is repaired.
    SaidResolved {},
    /// The actor said that nothing was wrong.
    SaidFalseAlarm { why: String },
    /// The actor said that it burns again.
    SaidRelapsed { why: String },

    /// Something that should change.
    CountermeasureProposed {
        text: String,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        owner: Option<Actor>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        due: Option<Date>,
    },
    /// The room is closed.
    RoomClosed { ending: Ending },
    /// What was learned is filed.
    DebriefFiled {},
    /// The room is open again.
    RoomReopened { why: String },
}

keys!(Event {
    RoomOpened => "entry-room-opened",
    Joined => "entry-joined",
    Left => "entry-left",
    WorkAsked => "entry-work-asked",
    AlertNoted => "entry-alert-noted",
    AlertCleared => "entry-alert-cleared",
    Looked => "entry-looked",
    Declared => "entry-declared",
    SeverityChanged => "entry-severity-changed",
    RoleTaken => "entry-role-taken",
    RoleAssigned => "entry-role-assigned",
    RoleReleased => "entry-role-released",
    RoleOffered => "entry-role-offered",
    RoleAccepted => "entry-role-accepted",
    RoleDeclined => "entry-role-declined",
    Said => "entry-said",
    Noted => "entry-noted",
    Heard => "entry-heard",
    HintTaken => "entry-hint-taken",
    LineOpened => "entry-line-opened",
    LineAssigned => "entry-line-assigned",
    LineClosed => "entry-line-closed",
    HypothesisProposed => "entry-hypothesis-proposed",
    HypothesisSettled => "entry-hypothesis-settled",
    FindingRecorded => "entry-finding-recorded",
    DecisionProposed => "entry-decision-proposed",
    DecisionObjected => "entry-decision-objected",
    DecisionRecorded => "entry-decision-recorded",
    TaskAdded => "entry-task-added",
    TaskAcknowledged => "entry-task-acknowledged",
    TaskDeclined => "entry-task-declined",
    TaskAssigned => "entry-task-assigned",
    TaskCompleted => "entry-task-completed",
    TaskFellDue => "entry-task-fell-due",
    RunbookStarted => "entry-runbook-started",
    StepTicked => "entry-step-ticked",
    StepSkipped => "entry-step-skipped",
    StepChanged => "entry-step-changed",
    InterventionOrdered => "entry-intervention-ordered",
    InterventionSettled => "entry-intervention-settled",
    UpdatePublished => "entry-update-published",
    UpdateFellDue => "entry-update-fell-due",
    SaidStabilised => "entry-said-stabilised",
    SaidVerified => "entry-said-verified",
    SaidResolved => "entry-said-resolved",
    SaidFalseAlarm => "entry-said-false-alarm",
    SaidRelapsed => "entry-said-relapsed",
    CountermeasureProposed => "entry-countermeasure-proposed",
    RoomClosed => "entry-room-closed",
    DebriefFiled => "entry-debrief-filed",
    RoomReopened => "entry-room-reopened",
});

impl Event {
    /// It says who is hurt and how. Word to people outside need not.
    pub fn states_impact(&self) -> bool {
        matches!(self, Event::FindingRecorded { topic: Topic::Impact, .. })
    }

    /// It says why: a finding about it, or a hypothesis that was confirmed.
    pub fn states_cause(&self) -> bool {
        matches!(
            self,
            Event::FindingRecorded { topic: Topic::Cause, .. }
                | Event::HypothesisSettled { verdict: Verdict::Confirmed, .. }
        )
    }

    /// A claim may cite it: something was seen, heard, done or found.
    pub fn is_evidence(&self) -> bool {
        matches!(
            self,
            Event::AlertNoted { .. }
                | Event::AlertCleared { .. }
                | Event::Looked { .. }
                | Event::Noted { .. }
                | Event::Heard { .. }
                | Event::FindingRecorded { .. }
                | Event::InterventionSettled { .. }
                | Event::TaskCompleted { .. }
                | Event::StepTicked { .. }
        )
    }
}
