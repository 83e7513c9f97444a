//! The closed lists that commands and events share: severity, audience, verdict and the like. Knows
//! what can be said, not who may say it.

use std::fmt;

use serde::{Deserialize, Serialize};

/// Where the trouble comes from. Screens and the outward doors read it; no rule of the room may.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Origin {
    /// An alert, a customer, a colleague.
    Live {},
    /// A read-through of a runbook outside an incident, for whoever learns it.
    Rehearsal {},
    /// A drill.
    Drill {
        /// Id of what is played.
        scenario: String,
        /// Chooses what varies.
        seed: u64,
        /// Version of what plays it: another version may take another course.
        engine: String,
    },
}

impl Origin {
    /// A drill, and nobody is hurt.
    pub fn is_drill(&self) -> bool {
        matches!(self, Origin::Drill { .. })
    }
}

/// How bad it is, from 1 (worst) to 4; said by a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "u8", into = "u8")]
pub struct Severity(u8);

impl Severity {
    /// 1 (worst) to 4, nothing else.
    pub fn new(level: u8) -> Option<Severity> {
        (1..=4).contains(&level).then_some(Severity(level))
    }

    /// 1 (worst) to 4.
    pub fn level(self) -> u8 {
        self.0
    }
}

impl TryFrom<u8> for Severity {
    type Error = &'static str;

    fn try_from(level: u8) -> Result<Severity, &'static str> {
        Severity::new(level).ok_or("a severity is a number from 1 (worst) to 4")
    }
}

impl From<Severity> for u8 {
    fn from(severity: Severity) -> u8 {
        severity.0
    }
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)
    }
}

/// Who is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Audience {
    /// Everybody who waits.
    Everyone,
    /// People who use what is broken.
    Customers,
    /// Those who answer customers.
    Support,
    /// Those who answer for the company.
    Management,
}

keys!(Audience {
    Everyone => "audience-everyone",
    Customers => "audience-customers",
    Support => "audience-support",
    Management => "audience-management",
});

/// What a finding is about.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Topic {
    /// Who is hurt, in what way, since when.
    Impact,
    /// Why.
    Cause,
    /// Anything else worth keeping.
    #[default]
    Other,
}

keys!(Topic {
    Impact => "topic-impact",
    Cause => "topic-cause",
    Other => "topic-other",
});

/// How a hypothesis was settled.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// The evidence supports it.
    Confirmed,
    /// The evidence speaks against it.
    Refuted,
}

keys!(Verdict {
    Confirmed => "verdict-confirmed",
    Refuted => "verdict-refuted",
});

/// How a room was closed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Ending {
    /// Somebody had said that it is over.
    Over,
    /// Nobody had: it goes on elsewhere, or people went home.
    BrokenOff,
}

keys!(Ending {
    Over => "ending-over",
    BrokenOff => "ending-broken-off",
});

/// How far the flow has come. It follows what people recorded, not what is true outside.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Phase {
    /// Something is noticed; nobody has declared.
    Alerting,
    /// Somebody has said that this is an incident.
    Declared,
    /// Somebody has said who is hurt and how.
    ImpactKnown,
    /// A hypothesis was confirmed, or a finding names the cause.
    CauseKnown,
    /// Somebody has said that it burns no more.
    Mitigated,
    /// Somebody has looked and it holds.
    Verified,
    /// The room is closed.
    Closed,
    /// What was learned is filed.
    Reviewed,
}

keys!(Phase {
    Alerting => "phase-alerting",
    Declared => "phase-declared",
    ImpactKnown => "phase-impact-known",
    CauseKnown => "phase-cause-known",
    Mitigated => "phase-mitigated",
    Verified => "phase-verified",
    Closed => "phase-closed",
    Reviewed => "phase-reviewed",
});

impl Phase {
    /// All phases in order: the arc of an incident.
    pub const ARC: [Phase; 8] = [
        Phase::Alerting,
        Phase::Declared,
        Phase::ImpactKnown,
        Phase::CauseKnown,
        Phase::Mitigated,
        Phase::Verified,
        Phase::Closed,
        Phase::Reviewed,
    ];
}
