//! Why a world will not carry out an order. Typed, so that a face can say it in any language with the
//! next step; this file is the whole list.

/// The world's no.
#[expect(missing_docs, reason = "each variant's line names its fields")]
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refused {
    /// No such thing; `known` are the names that would do.
    Unknown { kind: NameKind, name: String, known: Vec<String> },
    /// The last release left nothing to roll back to.
    NothingToRollBack { service: String },
    /// A roll-out or restart of it is under way.
    Busy { component: String },
    /// A number outside `least..=most`, in the unit of what is counted.
    OutOfRange { component: String, of: Amount, least: u32, most: u32 },
    /// It would leave no replica to take calls.
    LastReplica { component: String },
    /// Its last configuration push was never made, or is undone already.
    NothingToRevert { component: String },
    /// There is nothing of the kind to kill, park, mend, fill or free.
    NothingThere { name: String },
    /// The component has no such part (no memory limit, no disk, no follower).
    NotModelled { component: String },
    /// The caller has no answer without the callee: nobody wrote one.
    NoFallback { from: String, to: String },
    /// It belongs to somebody else.
    NotOurs { component: String },
}

/// What a number outside its range counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Amount {
    /// Replicas [count].
    Replicas,
    /// Processor limit [tenths of a core].
    Tenths,
    /// Memory limit [MB].
    Megabytes,
}

/// What kind of name was not found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NameKind {
    /// A component of any kind.
    Component,
    /// A service, database, cache or broker as asked.
    Service,
    /// A database.
    Database,
    /// A cache.
    Cache,
    /// A broker.
    Broker,
    /// An endpoint of the component.
    Endpoint,
    /// A version of the service.
    Version,
    /// A replica number.
    Replica,
    /// A feature flag.
    Flag,
    /// A cron job.
    Job,
    /// A journey.
    Journey,
    /// A group of users.
    Traffic,
    /// A zone.
    Zone,
    /// A node.
    Node,
    /// A client.
    Client,
    /// A pair of components where one calls the other.
    Call,
}

impl Refused {
    /// Its name for machines; never changes once it is released.
    pub fn code(&self) -> &'static str {
        match self {
            Refused::Unknown { kind, .. } => kind.unknown(),
            Refused::NothingToRollBack { .. } => "nothing_to_roll_back",
            Refused::Busy { .. } => "busy",
            Refused::OutOfRange { .. } => "out_of_range",
            Refused::LastReplica { .. } => "last_replica",
            Refused::NothingToRevert { .. } => "nothing_to_revert",
            Refused::NothingThere { .. } => "nothing_there",
            Refused::NotModelled { .. } => "not_modelled",
            Refused::NoFallback { .. } => "no_fallback",
            Refused::NotOurs { .. } => "not_ours",
        }
    }
}

impl NameKind {
    /// The code of "no such name".
    fn unknown(self) -> &'static str {
        match self {
            NameKind::Component => "unknown_component",
            NameKind::Service => "unknown_service",
            NameKind::Database => "unknown_database",
            NameKind::Cache => "unknown_cache",
            NameKind::Broker => "unknown_broker",
            NameKind::Endpoint => "unknown_endpoint",
            NameKind::Version => "unknown_version",
            NameKind::Replica => "unknown_replica",
            NameKind::Flag => "unknown_flag",
            NameKind::Job => "unknown_job",
            NameKind::Journey => "unknown_journey",
            NameKind::Traffic => "unknown_traffic",
            NameKind::Zone => "unknown_zone",
            NameKind::Node => "unknown_node",
            NameKind::Client => "unknown_client",
            NameKind::Call => "unknown_call",
        }
    }
}
