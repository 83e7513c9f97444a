//! Everything that can be ordered in a room, in the order in which an incident happens. Knows no
//! rule: who may is `permit`, what follows is `decide`.
//!
//! On the wire one object with one key: `{"declare":{"severity":2,"title":"checkout fails"}}`. An order
//! without fields is written with an empty object, so that it can gain fields later.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::{Actor, Audience, Ending, Origin, Role, Seq, Severity, Topic, Verdict};

/// An imperative. Spans are in minutes from now; events hold the instant.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
#[allow(missing_docs, reason = "the variant's line says its fields")]
pub enum Command {
    /// Open the room.
    OpenRoom { title: String, origin: Origin },
    /// Come in. Whoever acts comes in by acting.
    Join {},
    /// Go; roles are laid down.
    Leave {},
    /// Say that one's hands are free and somebody may use them.
    AskForWork {},

    /// A monitor's rule became true; `pages` if it called somebody.
    NoteAlert { rule: String, subject: String, pages: bool },
    /// It is no longer true.
    ClearAlert { rule: String, subject: String },
    /// Something was looked at (`logs checkout`), and this is what was seen, in short: evidence.
    Look { what: String, saw: String },

    /// Say that this is an incident. How bad may be said later; without a title it keeps the room's.
    Declare {
        #[serde(default)]
        severity: Option<Severity>,
        #[serde(default)]
        title: Option<String>,
    },
    /// Say that it is worse, or less bad.
    ChangeSeverity {
        severity: Severity,
        #[serde(default)]
        why: Option<String>,
    },

    /// Take a role that nobody holds, or whose holder has long been silent.
    TakeRole { role: Role },
    /// Give a role other than command to somebody here.
    AssignRole { role: Role, to: Actor },
    /// Lay a role down.
    ReleaseRole { role: Role },
    /// Offer one's role to somebody here, with a brief in one's own words beside the room's (`view::brief`).
    OfferRole { role: Role, to: Actor, brief: String },
    /// Take what was offered.
    AcceptRole { offer: Seq },
    /// Do not.
    DeclineRole { offer: Seq, why: String },

    /// Speak.
    Say { text: String },
    /// Keep something for the record.
    Note { text: String },
    /// Somebody outside the room spoke; `asks` if they now wait for word.
    Hear {
        from: Actor,
        text: String,
        #[serde(default)]
        asks: bool,
    },
    /// Take the n-th hint, from 1.
    TakeHint { step: u32 },

    /// Open a line of investigation; without an owner it is one's own.
    OpenLine {
        title: String,
        #[serde(default)]
        owner: Option<Actor>,
    },
    /// Give a line another owner.
    AssignLine { line: Seq, owner: Actor },
    /// Close a line with what came of it.
    CloseLine { line: Seq, outcome: String },
    /// Say what one believes is the cause, and in which part.
    ProposeHypothesis {
        text: String,
        #[serde(default)]
        about: Option<String>,
    },
    /// Say that the evidence supports it, or speaks against it.
    SettleHypothesis {
        hypothesis: Seq,
        verdict: Verdict,
        #[serde(default)]
        evidence: Vec<Seq>,
    },
    /// Claim something, with evidence.
    RecordFinding {
        text: String,
        #[serde(default)]
        topic: Topic,
        #[serde(default)]
        evidence: Vec<Seq>,
    },

    /// Propose a decision: any strong objections?
    ProposeDecision { text: String },
    /// A strong objection.
    ObjectToDecision { decision: Seq, why: String },
    /// Record what was decided, with the proposal if there was one; an empty text is the proposal's.
    RecordDecision {
        text: String,
        #[serde(default)]
        proposal: Option<Seq>,
    },

    /// One thing for one person here, within so many minutes.
    AddTask {
        text: String,
        owner: Actor,
        #[serde(default)]
        within: Option<u32>,
    },
    /// Yes, I do it.
    AcknowledgeTask { task: Seq },
    /// No, I cannot.
    DeclineTask { task: Seq, why: String },
    /// Give a task to somebody else here.
    AssignTask { task: Seq, owner: Actor },
    /// Done, and what came of it.
    CompleteTask { task: Seq, outcome: String },

    /// Read these steps from the top, each to be ticked by somebody. The text is copied in: the runbook may change
    /// tomorrow, the log does not.
    StartRunbook { title: String, steps: Vec<String> },
    /// A step, from 1, is done.
    TickStep { runbook: Seq, step: u32 },
    /// A step is left out: a deviation, which is allowed.
    SkipStep { runbook: Seq, step: u32, why: String },
    /// A step is done otherwise: a deviation, which is allowed.
    ChangeStep { runbook: Seq, step: u32, text: String, why: String },

    /// Do something to what burns, as one line: `rollback checkout`.
    OrderIntervention { what: String },
    /// What came of it.
    SettleIntervention { intervention: Seq, outcome: String, ok: bool },

    /// Tell people outside; `next_within` promises the next word in so many minutes.
    PublishUpdate {
        audience: Audience,
        text: String,
        #[serde(default)]
        next_within: Option<u32>,
    },

    /// It burns no more.
    SayStabilised {
        #[serde(default)]
        text: Option<String>,
    },
    /// I have looked, and it holds.
    SayVerified {
        #[serde(default)]
        evidence: Vec<Seq>,
    },
    /// It is repaired.
    SayResolved {},
    /// Nothing was wrong.
    SayFalseAlarm { why: String },
    /// It burns again.
    SayRelapsed { why: String },

    /// Something that should change so that it does not happen again; perhaps whose it is, and by which day.
    ProposeCountermeasure {
        text: String,
        #[serde(default)]
        owner: Option<Actor>,
        #[serde(default)]
        due: Option<Date>,
    },
    /// Close the room.
    CloseRoom { ending: Ending },
    /// What was learned is written and filed.
    FileDebrief {},
    /// Open a closed room again.
    ReopenRoom { why: String },

    /// The clock: record what has fallen due by now.
    Wake {},
}
