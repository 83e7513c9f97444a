//! Structured logs, kept as a logging service under load keeps them: every line is counted, and the
//! first few of each kind in each ten seconds are stored whole. Knows what a line says, not its language
//! for people: log lines are written by programs, in English.

use std::collections::BTreeMap;

use crate::engine::{SCRAPE, World};
use crate::frame::{NONE, Outcome};
use crate::pending::Lack;
use crate::plan::Plan;
use crate::time::{Nanos, write_span};
use crate::topology::Kind;
use crate::trouble::Trouble;

/// Whole lines kept of one kind in one interval [count].
const KEPT: u32 = 3;

/// What kind of line it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum LogKind {
    /// A call that the component made failed.
    Call {
        edge: u16,
        outcome: Outcome,
    },
    /// The component itself failed or refused a call.
    Own {
        component: u16,
        outcome: Outcome,
    },
    /// The bug of a version.
    Bug {
        component: u16,
        version: u16,
    },
    /// A `Fail` step's text.
    Text {
        component: u16,
        text: u16,
    },
    /// A message could not be handled.
    Message {
        component: u16,
        broker: u16,
    },
    OutOfMemory {
        component: u16,
    },
    Unhealthy {
        component: u16,
    },
    Started {
        component: u16,
        version: u16,
    },
    Promoted {
        component: u16,
    },
    /// It fails a call, or dies, of a trouble of its own.
    Trouble {
        component: u16,
        what: Trouble,
    },
    /// What the component is to have waits: for the platform's answer, or for a place.
    Waits {
        component: u16,
        lacks: Lack,
    },
}

/// A line kept whole.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Kept {
    pub(crate) at: Nanos,
    pub(crate) request: u64,
    pub(crate) replica: u32,
}

/// Lines of one kind in one interval.
#[derive(Clone, Debug)]
pub(crate) struct Bucket {
    pub(crate) kind: LogKind,
    pub(crate) count: u64,
    pub(crate) first: Nanos,
    pub(crate) last: Nanos,
    pub(crate) kept: [Kept; KEPT as usize],
}

/// All lines.
#[derive(Clone, Debug, Default)]
pub(crate) struct Logs {
    /// Closed intervals and the open one, in order.
    pub(crate) buckets: Vec<Bucket>,
    /// Kinds seen in the open interval, with their bucket.
    open: BTreeMap<LogKind, usize>,
}

impl Logs {
    pub(crate) fn close_interval(&mut self) {
        self.open.clear();
    }

    fn add(&mut self, kind: LogKind, line: Kept) {
        let next = self.buckets.len();
        let at = *self.open.entry(kind).or_insert(next);
        if at == next {
            self.buckets.push(Bucket {
                kind,
                count: 0,
                first: line.at,
                last: line.at,
                kept: [line; KEPT as usize],
            });
        }
        let bucket = &mut self.buckets[at];
        if bucket.count < u64::from(KEPT) {
            bucket.kept[bucket.count as usize] = line;
        }
        bucket.count += 1;
        bucket.last = line.at;
    }

    pub(crate) fn bytes(&self) -> usize {
        self.buckets.capacity() * size_of::<Bucket>()
    }
}

impl Bucket {
    /// The lines kept whole.
    pub(crate) fn lines(&self) -> &[Kept] {
        &self.kept[..(self.count.min(u64::from(KEPT))) as usize]
    }

    /// How many lines a window `[since, until)` has of it [count], and the first and the last of them [ns]; `None` if
    /// it has none. Where all lines were kept that is exact; of more, all are counted if one may lie in the window.
    pub(crate) fn within(&self, since: Nanos, until: Nanos) -> Option<(u64, Nanos, Nanos)> {
        if self.count <= u64::from(KEPT) {
            let inside = || self.lines().iter().map(|line| line.at).filter(|at| (since..until).contains(at));
            return Some((inside().count() as u64, inside().next()?, inside().next_back()?));
        }
        // What was written at the very mark that ended the row was still counted in it.
        let ended = self.last == since && self.first < since && since.is_multiple_of(SCRAPE);
        let apart = since >= until || self.first >= until || self.last < since || ended;
        (!apart).then_some((self.count, self.first, self.last))
    }
}

impl World {
    /// Writes a log line for a request (root index), or for none.
    pub(crate) fn log(&mut self, kind: LogKind, replica: u32, root: u32) {
        let request = if root == NONE { 0 } else { self.roots[root as usize].number };
        self.record.logs.add(kind, Kept { at: self.now, request, replica });
    }
}

impl LogKind {
    /// The component that wrote it.
    pub(crate) fn component(self, plan: &Plan) -> u16 {
        match self {
            LogKind::Call { edge, .. } => plan.edges[edge as usize].from,
            LogKind::Own { component, .. }
            | LogKind::Bug { component, .. }
            | LogKind::Text { component, .. }
            | LogKind::Message { component, .. }
            | LogKind::OutOfMemory { component }
            | LogKind::Unhealthy { component }
            | LogKind::Started { component, .. }
            | LogKind::Promoted { component }
            | LogKind::Trouble { component, .. }
            | LogKind::Waits { component, .. } => component,
        }
    }

    pub(crate) fn level(self) -> &'static str {
        match self {
            LogKind::Started { .. } | LogKind::Promoted { .. } => "INFO",
            LogKind::Unhealthy { .. } | LogKind::Message { .. } | LogKind::Waits { .. } => "WARN",
            LogKind::Own { outcome: Outcome::Rejected, .. } => "WARN",
            _ => "ERROR",
        }
    }

    /// What the line says. `timeout` is the edge's setting now.
    pub(crate) fn message(self, plan: &Plan, timeout: Nanos) -> String {
        let name = |c: u16| plan.name(c).to_string();
        match self {
            LogKind::Call { edge, outcome: Outcome::TooManyConnections }
                if !is_database(plan, plan.edges[edge as usize].to) =>
            {
                format!(
                    "{}: connection closed by peer: too many open files",
                    name(plan.edges[edge as usize].to)
                )
            }
            LogKind::Call { edge, outcome } => {
                call_message(&name(plan.edges[edge as usize].to), outcome, timeout)
            }
            LogKind::Own { component, outcome: Outcome::TooManyConnections }
                if !is_database(plan, component) =>
            {
                "accept: too many open files".into()
            }
            LogKind::Own { outcome, .. } => own_message(outcome).into(),
            LogKind::Bug { component, version } => {
                let text = &plan.topology.components[component as usize].versions[version as usize].error_log;
                if text.is_empty() { "unhandled exception, answering 500".into() } else { text.clone() }
            }
            LogKind::Text { text, .. } => plan.texts[text as usize].clone(),
            LogKind::Message { broker, .. } => {
                format!("message from {} could not be handled, will be delivered again", name(broker))
            }
            LogKind::OutOfMemory { .. } => "process killed: out of memory (exit code 137, OOMKilled)".into(),
            LogKind::Unhealthy { .. } => "liveness probe failed, restarting".into(),
            LogKind::Started { component, version } => {
                let version = &plan.topology.components[component as usize].versions[version as usize].name;
                format!("started, version {version}")
            }
            LogKind::Trouble { what, .. } => what.message().into(),
            LogKind::Waits { lacks: Lack::Node, .. } => {
                "replica pending: FailedScheduling, no node of its zone has room".into()
            }
            LogKind::Waits { lacks: Lack::Quota, .. } => {
                "replica pending: FailedScheduling, exceeded quota for replicas".into()
            }
            LogKind::Waits { lacks: Lack::Platform, .. } => {
                let platform = plan.topology.platform.as_deref().unwrap_or_default();
                format!("deployment waits: {platform} does not answer")
            }
            LogKind::Promoted { .. } => "promoted to primary, accepting writes".into(),
        }
    }
}

fn is_database(plan: &Plan, component: u16) -> bool {
    matches!(plan.topology.components[component as usize].kind, Kind::Database(_))
}

fn call_message(to: &str, outcome: Outcome, timeout: Nanos) -> String {
    match outcome {
        Outcome::Timeout => format!("call to {to} timed out after {}", write_span(timeout)),
        Outcome::PoolTimeout => {
            format!("no connection to {to} available in the pool within {}", write_span(timeout))
        }
        Outcome::Refused => format!("{to}: connection refused (no ready endpoint)"),
        Outcome::Reset => format!("{to}: connection reset by peer"),
        Outcome::Rejected => format!("{to} answered 503: queue full"),
        Outcome::Shed => format!("{to} answered 503: shedding load"),
        Outcome::Error => format!("{to} answered 500"),
        Outcome::Upstream => format!("{to} answered 502"),
        Outcome::TooManyConnections => format!("{to}: FATAL: sorry, too many clients already"),
        Outcome::Killed => format!("{to}: query canceled by administrator"),
        Outcome::DiskFull => format!("{to}: could not write: no space left on device"),
        Outcome::NoName => format!("lookup {to}: no such host"),
        Outcome::BadCertificate => format!("tls: {to}: certificate has expired"),
        Outcome::RateLimited => format!("{to} answered 429: too many requests"),
        Outcome::BreakerOpen => format!("circuit breaker for {to} is open"),
        Outcome::NoRoute => format!("{to} answered 404: no route"),
        Outcome::Unauthorized => format!("{to}: authentication failed: wrong credentials"),
        Outcome::OutOfNumbers => format!("{to}: could not insert: sequence has reached its maximum"),
        Outcome::ReadOnly => format!("{to}: cannot execute a write: no primary"),
        Outcome::Ok | Outcome::Degraded => format!("call to {to} answered"),
    }
}

fn own_message(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Rejected => "request queue is full, answering 503",
        Outcome::TooManyConnections => "FATAL: sorry, too many clients already",
        Outcome::OutOfNumbers => "ERROR: nextval: reached maximum value of sequence (2147483647)",
        Outcome::DiskFull => "could not write: no space left on device",
        Outcome::RateLimited => "rate limit exceeded, answering 429",
        Outcome::Refused => "not accepting connections",
        _ => "internal error, answering 500",
    }
}
