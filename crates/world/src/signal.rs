//! What can be seen of a world, and nothing more: the answers to a [`Probe`](crate::probe::Probe),
//! as plain data with units. All of it was recorded while requests ran; none of it is drawn. Knows
//! nothing of who is looking.

use crate::time::Nanos;

/// A number that monitoring knows about a component, a call edge or a journey.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Metric {
    /// Calls answered, whatever the answer [1/s].
    Rate,
    /// Share of calls that failed [%].
    ErrorShare,
    /// Half of the answers were faster [ms].
    P50,
    /// 95 % of the answers were faster [ms].
    P95,
    /// 99 % of the answers were faster [ms].
    P99,
    /// Mean time in which callers had their answer or gave up, the way there and back included [ms].
    RoundTrip,
    /// Calls waiting for a worker, all replicas [count].
    Queue,
    /// Workers busy, all replicas [count].
    Busy,
    /// Mean processor use of the ready replicas [% of their cores or limit].
    Cpu,
    /// Memory of the fullest replica [% of its limit].
    Memory,
    /// Replicas that take calls [count].
    Ready,
    /// Restarts since the world began [count].
    Restarts,
    /// Disk of the fullest replica [%].
    Disk,
    /// Database connections in use, all replicas [count].
    Connections,
    /// Calls waiting for a row lock [count].
    LockWaits,
    /// How far the slowest follower is behind [s].
    Lag,
    /// Cache hits among lookups [%].
    HitShare,
    /// Messages not yet handled [count].
    Backlog,
    /// Age of the oldest message not yet handled [s].
    OldestMessage,
    /// Calls waiting for a connection from a pool [count], summed over the component's outgoing edges.
    PoolWaits,
    /// Retries sent [1/s], summed over the component's outgoing edges.
    Retries,
    /// Requests of users that were answered in time and without error [1/s] (journeys only).
    Goodput,
    /// Share of users' requests that were slow but answered [%] (journeys only).
    SlowShare,
}

impl Metric {
    /// All of them, in the order they are shown.
    pub const ALL: [Metric; 23] = [
        Metric::Rate,
        Metric::ErrorShare,
        Metric::P50,
        Metric::P95,
        Metric::P99,
        Metric::RoundTrip,
        Metric::Queue,
        Metric::Busy,
        Metric::Cpu,
        Metric::Memory,
        Metric::Ready,
        Metric::Restarts,
        Metric::Disk,
        Metric::Connections,
        Metric::LockWaits,
        Metric::Lag,
        Metric::HitShare,
        Metric::Backlog,
        Metric::OldestMessage,
        Metric::PoolWaits,
        Metric::Retries,
        Metric::Goodput,
        Metric::SlowShare,
    ];

    /// The name in scenario files and exports: `error_share`.
    pub fn name(self) -> &'static str {
        match self {
            Metric::Rate => "rate",
            Metric::ErrorShare => "error_share",
            Metric::P50 => "p50",
            Metric::P95 => "p95",
            Metric::P99 => "p99",
            Metric::RoundTrip => "round_trip",
            Metric::Queue => "queue",
            Metric::Busy => "busy",
            Metric::Cpu => "cpu",
            Metric::Memory => "memory",
            Metric::Ready => "ready",
            Metric::Restarts => "restarts",
            Metric::Disk => "disk",
            Metric::Connections => "connections",
            Metric::LockWaits => "lock_waits",
            Metric::Lag => "lag",
            Metric::HitShare => "hit_share",
            Metric::Backlog => "backlog",
            Metric::OldestMessage => "oldest_message",
            Metric::PoolWaits => "pool_waits",
            Metric::Retries => "retries",
            Metric::Goodput => "goodput",
            Metric::SlowShare => "slow_share",
        }
    }

    /// The unit shown behind a value: `ms`, `%`, `/s`, `s` or nothing for a count.
    pub fn unit(self) -> &'static str {
        match self {
            Metric::Rate | Metric::Retries | Metric::Goodput => "/s",
            Metric::ErrorShare
            | Metric::Cpu
            | Metric::Memory
            | Metric::Disk
            | Metric::HitShare
            | Metric::SlowShare => "%",
            Metric::P50 | Metric::P95 | Metric::P99 | Metric::RoundTrip => "ms",
            Metric::Lag | Metric::OldestMessage => "s",
            Metric::Queue
            | Metric::Busy
            | Metric::Ready
            | Metric::Restarts
            | Metric::Connections
            | Metric::LockWaits
            | Metric::Backlog
            | Metric::PoolWaits => "",
        }
    }
}

/// One metric of one subject over time. A point is the mean (or the end) of its scrape interval;
/// `None` where monitoring saw nothing.
#[derive(Clone, Debug, PartialEq)]
pub struct Series {
    /// Component, or journey.
    pub subject: String,
    /// Which metric; its unit is [`Metric::unit`].
    pub metric: Metric,
    /// End of the first interval [ns].
    pub first: Nanos,
    /// Between points [ns].
    pub step: Nanos,
    /// Values, oldest first.
    pub points: Vec<Option<f64>>,
    /// Median of the same metric before anything went wrong, where known.
    pub normal: Option<f64>,
}

/// One metric now, beside its normal value.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Reading {
    /// Which metric.
    pub metric: Metric,
    /// Last minute; `None` where monitoring saw nothing.
    pub now: Option<f64>,
    /// Median before anything went wrong.
    pub normal: Option<f64>,
}

/// A component's readings now.
#[derive(Clone, Debug, PartialEq)]
pub struct Vital {
    /// Component or journey.
    pub subject: String,
    /// Its readings, in the order of [`Metric::ALL`], those that apply.
    pub readings: Vec<Reading>,
}

/// One replica now.
#[derive(Clone, Debug, PartialEq)]
pub struct ReplicaState {
    /// Component.
    pub component: String,
    /// Number within it [index].
    pub replica: u32,
    /// Zone it stands in.
    pub zone: String,
    /// Node it stands on; empty where nodes are not modelled.
    pub node: String,
    /// `ready`, `booting`, `pending`, `draining`, `dead`, `stopped`.
    pub state: &'static str,
    /// Version it runs.
    pub version: String,
    /// Since its last start [ns].
    pub uptime: Nanos,
    /// Times it was started again [count].
    pub restarts: u32,
    /// Why it was started again last: `oom`, `liveness`, `crash`, `deploy`, `order`, or empty.
    pub last_reason: &'static str,
    /// Memory in use [MB] and its limit, where modelled.
    pub memory: Option<(f64, f64)>,
    /// Calls waiting and being worked on [count].
    pub queue: u32,
    /// Being worked on [count].
    pub busy: u32,
    /// `primary` or `follower` for a database, else empty.
    pub role: &'static str,
}

/// A kind of log line with its count: the lines kept are examples, the count is exact but at the window's edges
/// (see [`Probe::Logs`](crate::probe::Probe::Logs)).
#[derive(Clone, Debug, PartialEq)]
pub struct LogGroup {
    /// Component that wrote it.
    pub component: String,
    /// `ERROR`, `WARN` or `INFO`.
    pub level: &'static str,
    /// The line without its variable parts.
    pub message: String,
    /// Lines of this kind [count].
    pub count: u64,
    /// First of those counted [ns].
    pub first: Nanos,
    /// Last of those counted [ns].
    pub last: Nanos,
    /// Kept examples that lie in the window, the newest few, oldest first.
    pub examples: Vec<LogLine>,
}

/// One kept log line.
#[derive(Clone, Debug, PartialEq)]
pub struct LogLine {
    /// When [ns].
    pub at: Nanos,
    /// Replica that wrote it [index].
    pub replica: u32,
    /// Request it belongs to, 0 if none.
    pub request: u64,
    /// The whole line, without time and host.
    pub text: String,
}

/// One kept trace.
#[derive(Clone, Debug, PartialEq)]
pub struct Trace {
    /// Request number.
    pub request: u64,
    /// Journey.
    pub journey: String,
    /// Start [ns].
    pub at: Nanos,
    /// Until the user had an answer or gave up [ns].
    pub took: Nanos,
    /// The user's outcome: `ok`, `degraded`, `slow` or a failure's name.
    pub outcome: &'static str,
    /// Spans in order of their start.
    pub spans: Vec<Span>,
}

/// One call within a trace, as its caller saw it.
#[derive(Clone, Debug, PartialEq)]
pub struct Span {
    /// Depth in the call tree [count], 0 for the user's call.
    pub depth: u32,
    /// `component.endpoint`.
    pub call: String,
    /// Replica that served it; `None` if none did.
    pub replica: Option<u32>,
    /// Attempt [count], 0 is the first.
    pub attempt: u32,
    /// After the trace's start [ns].
    pub offset: Nanos,
    /// Until the caller had an answer or gave up [ns].
    pub took: Nanos,
    /// `ok` or a failure's name.
    pub outcome: &'static str,
}

/// Something that was changed, as the change log has it.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    /// When it began [ns].
    pub at: Nanos,
    /// Who, e.g. `deploy-bot`, `responder`.
    pub who: String,
    /// What, in one line: `release checkout v142 -> v143`.
    pub what: String,
    /// Component, flag or job it touches; empty if none.
    pub subject: String,
    /// `started`, `waiting: …`, `done` or `failed: …`.
    pub state: String,
    /// When it was done or failed [ns]; `None` while it is under way or waits.
    pub ended: Option<Nanos>,
}

/// An alert that fires or fired.
#[derive(Clone, Debug, PartialEq)]
pub struct Alert {
    /// Rule's name.
    pub rule: String,
    /// Component or journey.
    pub subject: String,
    /// Metric it watches.
    pub metric: Metric,
    /// Threshold, in the metric's unit.
    pub threshold: f64,
    /// Value when it began to fire.
    pub value: f64,
    /// Began to fire [ns].
    pub since: Nanos,
    /// Stopped [ns]; `None` while it fires.
    pub until: Option<Nanos>,
    /// Wakes somebody up.
    pub pages: bool,
}

/// One kind of call between two components, now.
#[derive(Clone, Debug, PartialEq)]
pub struct EdgeState {
    /// Caller (`users` for the world outside).
    pub from: String,
    /// Callee.
    pub to: String,
    /// Calls in the last minute [1/s], retries included.
    pub rate: f64,
    /// Failed, timed out and retried ones among them [%].
    pub failed: f64,
    /// Timed out [%].
    pub timeouts: f64,
    /// Were retries [%].
    pub retries: f64,
    /// Mean time in which the caller had its answer or gave up, the way there and back included [ms].
    pub round_trip: Option<f64>,
    /// Connections in use, of those there are; `None` without a pool [count].
    pub pool: Option<(u32, u32)>,
    /// Calls waiting for a connection [count].
    pub waiting: u32,
    /// `closed`, `open`, `half-open`, or empty without a breaker.
    pub breaker: &'static str,
    /// Settings: timeout [ns], retries [count], fallback.
    pub timeout: Nanos,
    /// Attempts after the first [count].
    pub max_retries: u32,
    /// Answers without it when it fails; `None`: it has no such answer.
    pub fallback: Option<bool>,
}

/// One class of queries in a database, now: what `pg_stat_activity` groups to.
#[derive(Clone, Debug, PartialEq)]
pub struct QueryActivity {
    /// Endpoint of the database.
    pub query: String,
    /// Running [count].
    pub active: u32,
    /// Waiting for a lock [count].
    pub waiting: u32,
    /// Longest now running [ns].
    pub oldest: Nanos,
    /// Mean time of those answered in the last minute [ms], beside its normal value.
    pub mean_ms: Option<f64>,
    /// Normal mean time [ms].
    pub normal_ms: Option<f64>,
    /// Answered in the last minute [1/s].
    pub rate: f64,
}

/// A transaction that has been open for long.
#[derive(Clone, Debug, PartialEq)]
pub struct OpenTransaction {
    /// Opened [ns].
    pub since: Nanos,
    /// Row locks it holds [count].
    pub rows: u32,
}

/// What users complained about.
#[derive(Clone, Debug, PartialEq)]
pub struct Complaint {
    /// When the ticket came in [ns].
    pub at: Nanos,
    /// Journey.
    pub journey: String,
    /// `failed`, `slow` or `stale`.
    pub about: &'static str,
    /// User number, stable.
    pub user: u64,
}

/// What users have had so far, exact.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Impact {
    /// Journey, or empty for the sum.
    pub journey: String,
    /// Requests that ended [count].
    pub requests: u64,
    /// Failed for the user [count].
    pub failed: u64,
    /// Answered late [count].
    pub slow: u64,
    /// Answered without a part [count].
    pub degraded: u64,
    /// Answered with old data [count].
    pub stale: u64,
    /// Failed and half of the slow, by the journey's value [count].
    pub cost: f64,
}

/// One flag, job, certificate or DNS name as an operator sees it.
#[derive(Clone, Debug, PartialEq)]
pub struct Setting {
    /// Name.
    pub name: String,
    /// Its state in one word or value: `on 30 %`, `paused`, `expired`, `no answer`.
    pub state: String,
    /// When it last changed or ran, or expires [ns]; `None` if never.
    pub at: Option<Nanos>,
}

/// The answer to a [`Probe`](crate::probe::Probe).
#[derive(Clone, Debug, PartialEq)]
pub enum Signals {
    /// Components and journeys now.
    Vitals(Vec<Vital>),
    /// One or more series.
    Series(Vec<Series>),
    /// Replicas now.
    Replicas(Vec<ReplicaState>),
    /// Log lines grouped by kind, most frequent first.
    Logs(Vec<LogGroup>),
    /// Kept traces, newest last.
    Traces(Vec<Trace>),
    /// Changes, oldest first.
    Changes(Vec<Change>),
    /// Alerts, oldest first.
    Alerts(Vec<Alert>),
    /// Calls between components.
    Edges(Vec<EdgeState>),
    /// A database's activity.
    Activity(Vec<QueryActivity>, Vec<OpenTransaction>),
    /// Complaints, oldest first.
    Complaints(Vec<Complaint>),
    /// Impact by journey, the sum first.
    Impact(Vec<Impact>),
    /// Flags, jobs, certificates or names.
    Settings(Vec<Setting>),
}
