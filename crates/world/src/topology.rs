//! What a world is made of, as its author describes it: components, the calls between them, who
//! uses them, what watches them. Plain data with public fields, in the units people use when they
//! talk about services. Knows nothing of how it is simulated; `plan` turns it into flat tables.

use crate::fault::Fault;
use crate::time::{MILLI, MINUTE, NEVER, Nanos, SECOND};

/// A whole system with its users and its monitoring.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Topology {
    /// Short name of the system, e.g. `shop`.
    pub name: String,
    /// Availability zones [names]; replica `i` of a component stands in zone `i % zones`. Empty means one zone.
    pub zones: Vec<String>,
    /// Machines that replicas share [names]; node `n` stands in zone `n % zones`. Empty means they share none.
    pub nodes: Vec<String>,
    /// The component that starts, stops and replaces the others' replicas: while it does not answer, orders to replicas
    /// wait. `None`: it always answers.
    pub platform: Option<String>,
    /// Most replicas that may run [count], third parties' not among them; one more waits for a place. `None`: no limit.
    pub quota: Option<u32>,
    /// Replicas that may be started on one node [count]; what stands there at the beginning stands. Where nodes are not modelled it means nothing. `None`: any number.
    pub node_room: Option<u32>,
    /// Everything that serves calls.
    pub components: Vec<Component>,
    /// Call policies; a pair that calls without one gets [`Edge::default`].
    pub edges: Vec<Edge>,
    /// What users do, each a named entry into the call tree.
    pub journeys: Vec<Journey>,
    /// Who does it, and how often.
    pub traffic: Vec<Traffic>,
    /// Feature flags that endpoints ask for.
    pub flags: Vec<Flag>,
    /// Cron jobs.
    pub jobs: Vec<Job>,
    /// Alert rules.
    pub alerts: Vec<AlertRule>,
    /// Hour of the day at time 0 [h, 0..24]; the daily rhythm follows it.
    pub hour: f64,
}

/// Something that serves calls: replicas with workers, a queue, a processor and memory.
#[derive(Clone, Debug, PartialEq)]
pub struct Component {
    /// Unique name, e.g. `checkout`.
    pub name: String,
    /// What it is beside a server of calls.
    pub kind: Kind,
    /// Replicas at the start [count].
    pub replicas: u32,
    /// Most replicas it can be scaled to [count].
    pub max_replicas: u32,
    /// Calls that one replica works on at a time, each held until its reply is sent [count].
    pub workers: u32,
    /// Calls that may wait at one replica [count]; `u32::MAX` is no bound.
    pub queue: u32,
    /// Connections that one replica accepts [count]; a database has its own. `u32::MAX` is no bound.
    pub max_connections: u32,
    /// Threads that a replica keeps to its fellows; `None`: not modelled.
    pub threads: Option<Threads>,
    /// Numbers left for new rows [count]; `u32::MAX` is no end.
    pub numbers: u32,
    /// Processor cores of one replica [cores]; more work than cores slows every worker.
    pub cores: f64,
    /// CFS limit [cores]: used up within a 100 ms period, the replica stands still until the next. `None`: no limit.
    pub cpu_limit: Option<f64>,
    /// Memory of one replica; `None`: not modelled.
    pub memory: Option<Memory>,
    /// From start of the process to ready [ns].
    pub boot: Nanos,
    /// A starting replica reads what is on its disk this fast before it is ready [MB/s]; infinite for at once.
    pub load_rate: f64,
    /// After boot, how long the replica is cold [ns]; its speed rises linearly to normal.
    pub warmup: Nanos,
    /// How much slower it is when wholly cold [factor], 1 = no effect.
    pub cold_factor: f64,
    /// Liveness probe; `None`: never restarted by the platform for being slow.
    pub probe: Option<Liveness>,
    /// Versions that exist; the first runs at the start. Empty means one version `v1`.
    pub versions: Vec<Version>,
    /// What it can be asked.
    pub endpoints: Vec<Endpoint>,
    /// Each call belongs to one replica by its key, and no other can answer it; else any replica can.
    pub sharded: bool,
    /// Autoscaler; `None`: fixed size.
    pub autoscale: Option<Autoscale>,
    /// Disk of one replica; `None`: not modelled.
    pub disk: Option<Disk>,
    /// Its TLS certificate expires then [ns]; [`NEVER`] if it does not.
    pub certificate_expires: Nanos,
    /// How long callers remember its DNS answer [ns].
    pub dns_ttl: Nanos,
}

impl Default for Component {
    fn default() -> Self {
        Component {
            name: String::new(),
            kind: Kind::Service,
            replicas: 2,
            max_replicas: 12,
            workers: 32,
            queue: 256,
            max_connections: u32::MAX,
            threads: None,
            numbers: u32::MAX,
            cores: 2.0,
            cpu_limit: None,
            memory: None,
            boot: 20 * SECOND,
            load_rate: f64::INFINITY,
            warmup: 0,
            cold_factor: 1.0,
            probe: None,
            versions: Vec::new(),
            endpoints: Vec::new(),
            sharded: false,
            autoscale: None,
            disk: None,
            certificate_expires: NEVER,
            dns_ttl: 30 * SECOND,
        }
    }
}

/// What a component is beside a server of calls.
#[derive(Clone, Debug, PartialEq)]
pub enum Kind {
    /// A process with endpoints.
    Service,
    /// Replica 0 starts as primary, the others follow it.
    Database(Database),
    /// A key-value store that forgets.
    Cache(Cache),
    /// A message broker; its consumer is a service.
    Broker(Broker),
    /// Somebody else's system: it can be slow, fail or limit us, and we cannot touch it.
    External(External),
}

/// A database's own limits.
#[derive(Clone, Debug, PartialEq)]
pub struct Database {
    /// Connections that one replica accepts [count].
    pub max_connections: u32,
    /// Writes per second that a follower can apply [1/s].
    pub apply_rate: f64,
    /// From the order to fail over until the new primary accepts writes [ns].
    pub failover: Nanos,
}

/// A cache's size and the keys asked of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Cache {
    /// Entries that fit before the least recently used is dropped [count].
    pub capacity: u32,
    /// How long an entry lives [ns].
    pub ttl: Nanos,
    /// Distinct keys that exist [count].
    pub keys: u32,
    /// Zipf exponent of their popularity [1]; 0 is uniform.
    pub zipf: f64,
    /// Callers that miss the same key at the same time wait for one fetch instead of each fetching.
    pub coalesce: bool,
}

/// A broker's partitions and who reads them.
#[derive(Clone, Debug, PartialEq)]
pub struct Broker {
    /// Partitions [count]; each is read in order by one replica at a time.
    pub partitions: u32,
    /// `service.endpoint` that handles each message.
    pub consumer: String,
    /// Wait before a failed message is tried again [ns]; it blocks its partition.
    pub redelivery: Nanos,
    /// A message not handled by then after it was published counts as slow for the journey that sent it [ns].
    pub late_after: Nanos,
}

/// A third party's behaviour towards us.
#[derive(Clone, Debug, PartialEq)]
pub struct External {
    /// Calls per second that it allows us [1/s]; above, it answers "rate limited". Infinite for no limit.
    pub rate_limit: f64,
}

/// Memory of one replica [MB].
#[derive(Clone, Debug, PartialEq)]
pub struct Memory {
    /// After boot [MB].
    pub base: f64,
    /// The kernel kills the process above this [MB].
    pub limit: f64,
    /// Held by each call being worked on or waiting [MB].
    pub per_call: f64,
    /// Work slows as memory fills above this share of the limit [0..1] (garbage collection); 1 = never.
    pub pressure_from: f64,
}

/// Threads that each replica keeps to every replica of its own component.
#[derive(Clone, Debug, PartialEq)]
pub struct Threads {
    /// To each [count].
    pub per_replica: u32,
    /// More than this one process cannot have [count].
    pub limit: u32,
}

/// A liveness probe: one call through the same queue as everybody's.
#[derive(Clone, Debug, PartialEq)]
pub struct Liveness {
    /// Between probes [ns].
    pub every: Nanos,
    /// A probe that would wait longer than this fails [ns].
    pub timeout: Nanos,
    /// Failures in a row before the platform restarts the replica [count].
    pub failures: u32,
}

/// One released build of a component.
#[derive(Clone, Debug, PartialEq)]
pub struct Version {
    /// e.g. `v142`.
    pub name: String,
    /// Work takes this times as long [factor].
    pub slowness: f64,
    /// Probability that a call to a `faulty` endpoint fails [0..1].
    pub errors: f64,
    /// Endpoints that `errors` touches; empty means all.
    pub faulty: Vec<String>,
    /// Memory never given back, per call [MB].
    pub leak: f64,
    /// Versions of callers that it does not understand: component and version.
    pub refuses: Vec<(String, String)>,
    /// Log line of its errors, as a developer would have written it; the world adds time and host.
    pub error_log: String,
}

impl Version {
    /// A healthy build.
    pub fn healthy(name: &str) -> Version {
        Version {
            name: name.into(),
            slowness: 1.0,
            errors: 0.0,
            faulty: Vec::new(),
            leak: 0.0,
            refuses: Vec::new(),
            error_log: String::new(),
        }
    }
}

/// Adds replicas when they are busy and removes them when they are not.
#[derive(Clone, Debug, PartialEq)]
pub struct Autoscale {
    /// Never fewer [count].
    pub min: u32,
    /// Never more [count].
    pub max: u32,
    /// CPU use it steers to [0..1].
    pub target_cpu: f64,
    /// Between decisions [ns].
    pub every: Nanos,
}

/// A disk that fills.
#[derive(Clone, Debug, PartialEq)]
pub struct Disk {
    /// Size [MB].
    pub size: f64,
    /// Used at the start [MB].
    pub used: f64,
    /// Grows by itself (logs, WAL) [MB/s].
    pub growth: f64,
    /// Part of what grew that can be deleted safely [0..1].
    pub reclaimable: f64,
}

/// Something a component can be asked.
#[derive(Clone, Debug, PartialEq)]
pub struct Endpoint {
    /// Unique within its component, e.g. `place_order`.
    pub name: String,
    /// A write goes to a database's primary; a read to any replica of it.
    pub write: bool,
    /// What it does, in order.
    pub steps: Vec<Step>,
}

/// One step of an endpoint.
#[derive(Clone, Debug, PartialEq)]
pub enum Step {
    /// Processor time.
    Work(Duration),
    /// Waiting that uses no processor (I/O).
    Wait(Duration),
    /// A call to `component.endpoint`; its failure is ours unless the edge has a fallback.
    Call(String),
    /// Ask the cache; on a miss do `miss` and then store the answer.
    Lookup {
        /// `cache.endpoint`.
        call: String,
        /// Steps on a miss.
        miss: Vec<Step>,
    },
    /// Put a message on the broker `component.endpoint`; does not wait for its consumer.
    Publish(String),
    /// Take one of `rows` row locks of this database and hold it until this endpoint ends.
    Lock {
        /// Rows that writers contend for [count].
        rows: u32,
    },
    /// Take this many of the component's numbers for new rows [count]; fails when they have run out.
    Number(u32),
    /// Bytes written to this component's disk [MB]; fails when it is full.
    Write(f64),
    /// Steps for requests in the flag's cohort.
    IfFlag {
        /// Flag name.
        flag: String,
        /// In the cohort.
        then: Vec<Step>,
        /// Not in the cohort.
        otherwise: Vec<Step>,
    },
    /// Fail with this probability [0..1] and this log line: a bug in the code path.
    Fail {
        /// Probability [0..1].
        probability: f64,
        /// Log line, as a developer would have written it.
        log: String,
    },
}

impl Step {
    /// Every `component.endpoint` that these steps may call or send a message to, whatever the flags, in their order.
    pub fn calls(steps: &[Step]) -> Vec<&str> {
        let mut found = Vec::new();
        for step in steps {
            match step {
                Step::Call(call) | Step::Publish(call) => found.push(call.as_str()),
                Step::Lookup { call, miss } => {
                    found.push(call);
                    found.extend(Step::calls(miss));
                }
                Step::IfFlag { then, otherwise, .. } => {
                    found.extend(Step::calls(then));
                    found.extend(Step::calls(otherwise));
                }
                Step::Work(_)
                | Step::Wait(_)
                | Step::Lock { .. }
                | Step::Number(_)
                | Step::Write(_)
                | Step::Fail { .. } => {}
            }
        }
        found
    }
}

/// A service-time distribution.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Duration {
    /// Always this long [ns].
    Fixed(Nanos),
    /// Exponential with this mean [ns].
    Exponential(Nanos),
    /// Log-normal with this mean [ns] and coefficient of variation [1].
    LogNormal(Nanos, f64),
    /// Uniform between [ns].
    Uniform(Nanos, Nanos),
}

/// How one component calls another.
#[derive(Clone, Debug, PartialEq)]
pub struct Edge {
    /// Caller; `users` is the world outside.
    pub from: String,
    /// Callee.
    pub to: String,
    /// Connections of one caller replica [count]; a call without one waits. `u32::MAX`: no pool.
    pub pool: u32,
    /// The caller gives up after this, waiting for a connection included [ns].
    pub timeout: Nanos,
    /// Attempts after the first [count].
    pub retries: u32,
    /// Wait before the first retry [ns]; doubles each time.
    pub backoff: Nanos,
    /// Share of the wait that is random [0..1].
    pub jitter: f64,
    /// Retries allowed per successful call [1]; infinite for no budget.
    pub retry_budget: f64,
    /// Circuit breaker; `None`: always tries.
    pub breaker: Option<Breaker>,
    /// When the call fails: answer without it (the request is degraded, not failed).
    pub fallback: Fallback,
    /// One-way network latency [ns].
    pub latency: Nanos,
    /// Random part of the latency, mean [ns].
    pub latency_jitter: Nanos,
    /// Calls that the link carries [1/s]; of more, the surplus is lost and sent again. Infinite for no limit.
    pub capacity: f64,
    /// Probability that a packet exchange is lost and sent again after 200 ms [0..1].
    pub loss: f64,
}

impl Default for Edge {
    fn default() -> Self {
        Edge {
            from: String::new(),
            to: String::new(),
            pool: u32::MAX,
            timeout: 3 * SECOND,
            retries: 0,
            backoff: 100 * MILLI,
            jitter: 0.5,
            retry_budget: f64::INFINITY,
            breaker: None,
            fallback: Fallback::Absent,
            latency: 300 * crate::time::MICRO,
            latency_jitter: 100 * crate::time::MICRO,
            capacity: f64::INFINITY,
            loss: 0.0,
        }
    }
}

/// What a caller answers without the callee.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fallback {
    /// Nobody wrote one: there is nothing to switch on.
    Absent,
    /// It is written, and switched off.
    Off,
    /// It answers when the call fails.
    On,
}

/// Opens when too many calls fail, and lets one through now and then.
#[derive(Clone, Debug, PartialEq)]
pub struct Breaker {
    /// Share of failures in a 10 s window that opens it [0..1].
    pub open_at: f64,
    /// Calls in the window before it may judge [count].
    pub min_calls: u32,
    /// Stays open this long [ns].
    pub open_for: Nanos,
}

/// What a user does: one named entry into the call tree.
#[derive(Clone, Debug, PartialEq)]
pub struct Journey {
    /// e.g. `buy`.
    pub name: String,
    /// `component.endpoint` that the user's client calls.
    pub entry: String,
    /// An answer later than this is slow [ns].
    pub slow_after: Nanos,
    /// Weight of one failed request beside other journeys' [1].
    pub value: f64,
}

/// A group of users of one or more journeys.
#[derive(Clone, Debug, PartialEq)]
pub struct Traffic {
    /// e.g. `web`.
    pub name: String,
    /// How requests come to be.
    pub source: Source,
    /// Which journeys, by weight.
    pub mix: Vec<(String, f64)>,
}

/// How requests come to be.
#[derive(Clone, Debug, PartialEq)]
pub enum Source {
    /// Poisson arrivals whose rate does not care how the service is.
    Open {
        /// Mean rate [1/s].
        rate: f64,
        /// Swing of the day's rhythm around it [0..1]; peak at 21:00.
        daily: f64,
    },
    /// Users who think between requests, and wait for the answer.
    Closed {
        /// Users [count].
        users: u32,
        /// Mean think time, exponential [ns].
        think: Nanos,
    },
    /// The same over long sessions: who loses the replica that holds the session has to greet again before all else.
    Connected {
        /// Users [count].
        users: u32,
        /// Mean think time, exponential [ns].
        think: Nanos,
        /// The journey by which a session begins.
        greeting: String,
        /// Who lost a session greets within this, and again within this after a failure [ns]; drawn, uniform.
        within: Nanos,
    },
}

/// A feature flag.
#[derive(Clone, Debug, PartialEq)]
pub struct Flag {
    /// e.g. `new_shipping_quote`.
    pub name: String,
    /// Share of users who have it at the start [0..1].
    pub share: f64,
}

/// A cron job: a recurring change of the world.
#[derive(Clone, Debug, PartialEq)]
pub struct Job {
    /// e.g. `nightly-rebalance`.
    pub name: String,
    /// First run [ns].
    pub first: Nanos,
    /// Between runs [ns]; [`NEVER`] for once.
    pub every: Nanos,
    /// What a run does.
    pub effect: Fault,
}

/// An alert rule over one metric of one component or journey.
#[derive(Clone, Debug, PartialEq)]
pub struct AlertRule {
    /// e.g. `CheckoutErrorRate`.
    pub name: String,
    /// Component or journey.
    pub subject: String,
    /// Which metric.
    pub metric: crate::signal::Metric,
    /// Fires above this (below, if `below`), in the metric's unit.
    pub threshold: f64,
    /// Fires when under the threshold instead.
    pub below: bool,
    /// Must hold this long [ns].
    pub hold: Nanos,
    /// Wakes somebody up.
    pub pages: bool,
}

impl AlertRule {
    /// `hold` that most teams start with [ns].
    pub const USUAL_HOLD: Nanos = MINUTE;
}
