//! What goes wrong, or merely changes, without a responder's order: releases, schedules, hardware,
//! other people's systems. A fault changes the world's parts; the symptoms follow by themselves.
//! Knows nothing of how a scenario is written down.

use crate::time::Nanos;

/// A change of the world that nobody in the room ordered.
#[expect(missing_docs, reason = "each variant's line names its fields")]
#[derive(Clone, Debug, PartialEq)]
pub enum Fault {
    /// A release: rolls `version` out to `service`, replica by replica. Leaves a change record.
    Release { service: String, version: String },
    /// A feature flag set for a share of users [0..1]. Leaves a change record.
    Flag { flag: String, share: f64 },
    /// A configuration push that changes how `from` calls `to`. Leaves a change record.
    Config { from: String, to: String, change: CallChange },
    /// The planner picks another plan: calls to this endpoint take `factor` times the work. Leaves no record.
    Plan { database: String, endpoint: String, factor: f64 },
    /// A transaction that holds `rows` row locks of one database for a while. Leaves no record.
    LongTransaction { database: String, rows: u32, lasts: Nanos },
    /// A cache loses its entries.
    Flush { cache: String },
    /// A component's work takes `factor` times as long for a while (noisy neighbour, batch, backup).
    Slow { component: String, factor: f64, lasts: Nanos },
    /// A component fails this share of its calls [0..1] for a while.
    Failing { component: String, share: f64, lasts: Nanos },
    /// A component loses this share of its capacity [0..1] for a while; 1 is a full stall.
    Stall { component: String, share: f64, lasts: Nanos },
    /// An external system allows only this many calls per second [1/s] for a while.
    RateLimit { component: String, rate: f64, lasts: Nanos },
    /// Traffic of one group is `factor` times the usual for a while.
    Surge { traffic: String, factor: f64, lasts: Nanos },
    /// One client sends this many requests per second [1/s] of one journey for a while, retrying at once.
    AbusiveClient { client: String, journey: String, rate: f64, lasts: Nanos },
    /// The network between two components degrades for a while; `loss` 1 is a partition.
    Link { from: String, to: String, latency: Nanos, loss: f64, lasts: Nanos },
    /// The DNS answer for a component becomes empty until somebody mends it.
    Dns { component: String },
    /// The TLS certificate of a component expires now.
    CertificateExpires { component: String },
    /// A disk grows faster from now on [MB/s].
    DiskGrowth { component: String, growth: f64 },
    /// A message that no consumer can handle arrives at a broker.
    Poison { broker: String },
    /// One replica of a component dies and is started again.
    Crash { component: String, replica: u32 },
    /// A zone is gone for a while.
    ZoneDown { zone: String, lasts: Nanos },
    /// A node is gone: its replicas die, and are started on the other nodes of their zone.
    NodeDown { node: String },
    /// A node is short of processor or memory bandwidth: work on it takes `factor` times as long for a while.
    NodePressure { node: String, factor: f64, lasts: Nanos },
    /// The limit of a component's processor changes [cores]. Leaves a change record.
    CpuLimit { component: String, cores: f64 },
    /// The limit of a component's memory changes [MB]. Leaves a change record.
    MemoryLimit { component: String, limit: f64 },
    /// The exporter of one component answers nothing for a while: its graphs have a gap, and it is fine.
    Blind { component: String, lasts: Nanos },
    /// The exporter of one component, wrongly configured, shows this many times the true latency for a while: the alert
    /// lies. Once its configuration is put back (`revert-config`), no more.
    FalseReading { component: String, factor: f64, lasts: Nanos },
    /// A configuration push to every replica of a component that it cannot bear: whoever starts with it dies, or, if an
    /// endpoint is named, whoever serves a call to that. Leaves a change record; `revert-config` takes it back.
    BadConfig { component: String, endpoint: Option<String> },
    /// One replica fails this share of its calls [0..1] until it is restarted: the one that a release forgot.
    BadReplica { component: String, replica: u32, share: f64 },
    /// The data of one replica of a database is gone, or of all for a while: calls that reach it fail. A replica that
    /// starts copies them from one that has them. Leaves no record.
    DataLoss { database: String, replica: Option<u32>, lasts: Nanos },
    /// A database answers this share of its reads [0..1] with data of long ago for a while, as after the wrong backup
    /// was restored: nothing fails, and nothing is logged. Leaves no record.
    OldData { database: String, share: f64, lasts: Nanos },
    /// This share of the calls [0..1] to a sharded component belongs to its first shard for a while.
    HotKey { component: String, share: f64, lasts: Nanos },
    /// A configuration push to the network: calls from one component to another are answered by nobody (404), or if
    /// `denied` never arrive. Leaves a change record; `revert-config` takes it back.
    Route { from: String, to: String, denied: bool },
    /// The credentials with which one component calls another are renewed. Where `forgotten`, replicas that start later
    /// still get the old ones until `revert-config`; else those that started before have them until their restart.
    /// Leaves a change record.
    Rotate { from: String, to: String, forgotten: bool },
    /// An operator's slip: this many replicas of a component are gone at once and are not started again. Leaves a change
    /// record.
    Remove { component: String, replicas: u32 },
    /// The image of a version is deleted: what runs it goes on, and no roll-out of it begins. Leaves a change record.
    Withdraw { service: String, version: String },
    /// The platform may run this many replicas from now on [count]; one more waits for a place. Leaves a change record.
    Quota { replicas: u32 },
    /// Something that only leaves a change record: harmless, and tempting.
    Record { what: String, who: String },
}

/// One setting of how a caller calls.
#[derive(Clone, Debug, PartialEq)]
pub enum CallChange {
    /// Connections of one caller replica [count].
    Pool(u32),
    /// Give up after [ns].
    Timeout(Nanos),
    /// Attempts after the first [count].
    Retries(u32),
    /// Answer without it when it fails.
    Fallback(bool),
}
