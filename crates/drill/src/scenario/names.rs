//! The names that exist in a system, gathered before anything refers to them. Knows which order, fault or
//! look names what; does not know places in files.

use world::fault::Fault;
use world::intervention::Intervention;
use world::topology::{Component, Kind, Topology};

use super::mistake::Named;

/// A name that does not exist: its kind, the name, and what there is.
pub(super) type Stranger = (Named, String, Vec<String>);

/// All names of one system.
pub(super) struct Names<'t> {
    topology: &'t Topology,
}

impl<'t> Names<'t> {
    pub(super) fn of(topology: &'t Topology) -> Names<'t> {
        Names { topology }
    }

    fn components(&self, fits: impl Fn(&Component) -> bool) -> Vec<String> {
        self.topology.components.iter().filter(|c| fits(c)).map(|c| c.name.clone()).collect()
    }

    /// Names of a kind.
    pub(super) fn all(&self, kind: Named) -> Vec<String> {
        let t = self.topology;
        match kind {
            Named::Component => self.components(|_| true),
            Named::Service => self.components(|c| c.kind == Kind::Service),
            Named::Database => self.components(|c| matches!(c.kind, Kind::Database(_))),
            Named::Cache => self.components(|c| matches!(c.kind, Kind::Cache(_))),
            Named::Broker => self.components(|c| matches!(c.kind, Kind::Broker(_))),
            Named::Flag => t.flags.iter().map(|f| f.name.clone()).collect(),
            Named::Job => t.jobs.iter().map(|j| j.name.clone()).collect(),
            Named::Journey => t.journeys.iter().map(|j| j.name.clone()).collect(),
            Named::Traffic => t.traffic.iter().map(|g| g.name.clone()).collect(),
            Named::Zone => t.zones.clone(),
            Named::Node => t.nodes.clone(),
            Named::Subject => {
                let mut all = self.all(Named::Component);
                all.extend(self.all(Named::Journey));
                all
            }
            _ => Vec::new(),
        }
    }

    /// Everything that a person can speak about by name.
    pub(super) fn everything(&self) -> Vec<String> {
        [Named::Subject, Named::Flag, Named::Job].into_iter().flat_map(|kind| self.all(kind)).collect()
    }

    /// The name, if it is unknown.
    pub(super) fn stranger(&self, kind: Named, name: &str) -> Option<Stranger> {
        let known = self.all(kind);
        (!known.iter().any(|k| k == name)).then(|| (kind, name.to_string(), known))
    }

    fn part(
        &self,
        kind: Named,
        owner: &str,
        name: &str,
        of: impl Fn(&Component) -> Vec<String>,
    ) -> Option<Stranger> {
        let component = self.topology.components.iter().find(|c| c.name == owner)?;
        let known = of(component);
        (!known.iter().any(|k| k == name)).then(|| (kind, name.to_string(), known))
    }

    fn endpoint(&self, owner: &str, name: &str) -> Option<Stranger> {
        self.part(Named::Endpoint, owner, name, |c| c.endpoints.iter().map(|e| e.name.clone()).collect())
    }

    fn version(&self, owner: &str, name: &str) -> Option<Stranger> {
        self.part(Named::Version, owner, name, |c| c.versions.iter().map(|v| v.name.clone()).collect())
    }

    /// A component and one of its versions.
    pub(super) fn build(&self, component: &str, version: &str) -> Option<Stranger> {
        self.stranger(Named::Component, component).or_else(|| self.version(component, version))
    }

    fn replica(&self, owner: &str, replica: u32) -> Option<Stranger> {
        let count = self.topology.components.iter().find(|c| c.name == owner)?.replicas;
        let known = || (0..count).map(|n| n.to_string()).collect();
        (replica >= count && replica != u32::MAX).then(|| (Named::Replica, replica.to_string(), known()))
    }

    /// `component.endpoint`.
    pub(super) fn call(&self, call: &str) -> Option<Stranger> {
        let (component, endpoint) = call.split_once('.').unwrap_or((call, ""));
        self.stranger(Named::Component, component).or_else(|| self.endpoint(component, endpoint))
    }

    /// One of two ends of a call; `users` may only call.
    pub(super) fn ends(&self, from: &str, to: &str) -> Option<Stranger> {
        let from = if from == "users" { None } else { self.stranger(Named::Component, from) };
        from.or_else(|| self.stranger(Named::Component, to))
    }

    /// The first name in an order that does not exist.
    pub(super) fn of_order(&self, order: &Intervention) -> Option<Stranger> {
        use Intervention as I;
        let is = |kind, name: &str| self.stranger(kind, name);
        match order {
            I::Rollback { service } => is(Named::Service, service),
            I::Deploy { service, version } => {
                is(Named::Service, service).or_else(|| self.version(service, version))
            }
            I::Restart { component, replica } => {
                let replica = replica.and_then(|replica| self.replica(component, replica));
                is(Named::Component, component).or(replica)
            }
            I::Drain { component, replica } => {
                is(Named::Component, component).or_else(|| self.replica(component, *replica))
            }
            I::Scale { component, .. }
            | I::RevertConfig { component }
            | I::FreeDisk { component }
            | I::GrowDisk { component }
            | I::RenewCertificate { component }
            | I::FixDns { component }
            | I::CpuLimit { component, .. }
            | I::MemoryLimit { component, .. } => is(Named::Component, component),
            I::Flag { flag, .. } => is(Named::Flag, flag),
            I::KillQuery { database, endpoint } | I::FixPlan { database, endpoint } => {
                is(Named::Database, database).or_else(|| self.endpoint(database, endpoint))
            }
            I::KillTransaction { database } | I::Failover { database } => is(Named::Database, database),
            I::SetCall { from, to, .. } => self.ends(from, to),
            I::Purge { cache } | I::Warm { cache } => is(Named::Cache, cache),
            I::ParkMessage { broker } => is(Named::Broker, broker),
            I::PauseJob { job } | I::ResumeJob { job } => is(Named::Job, job),
            I::BlockClient { .. } | I::Shed { .. } => None,
        }
    }

    /// The first name in a fault that does not exist.
    pub(super) fn of_fault(&self, fault: &Fault) -> Option<Stranger> {
        use Fault as F;
        let is = |kind, name: &str| self.stranger(kind, name);
        match fault {
            F::Release { service, version } | F::Withdraw { service, version } => {
                is(Named::Service, service).or_else(|| self.version(service, version))
            }
            F::Flag { flag, .. } => is(Named::Flag, flag),
            F::Config { from, to, .. }
            | F::Link { from, to, .. }
            | F::Route { from, to, .. }
            | F::Rotate { from, to, .. } => self.ends(from, to),
            F::Plan { database, endpoint, .. } => {
                is(Named::Database, database).or_else(|| self.endpoint(database, endpoint))
            }
            F::LongTransaction { database, .. } | F::OldData { database, .. } => {
                is(Named::Database, database)
            }
            F::Flush { cache } => is(Named::Cache, cache),
            F::BadConfig { component, endpoint } => {
                let endpoint = endpoint.as_ref().and_then(|endpoint| self.endpoint(component, endpoint));
                is(Named::Component, component).or(endpoint)
            }
            F::DataLoss { database, replica, .. } => {
                let replica = replica.and_then(|replica| self.replica(database, replica));
                is(Named::Database, database).or(replica)
            }
            F::Crash { component, replica } | F::BadReplica { component, replica, .. } => {
                is(Named::Component, component).or_else(|| self.replica(component, *replica))
            }
            F::Slow { component, .. }
            | F::Failing { component, .. }
            | F::Stall { component, .. }
            | F::RateLimit { component, .. }
            | F::Dns { component }
            | F::CertificateExpires { component }
            | F::DiskGrowth { component, .. }
            | F::CpuLimit { component, .. }
            | F::MemoryLimit { component, .. }
            | F::Blind { component, .. }
            | F::FalseReading { component, .. }
            | F::Remove { component, .. }
            | F::HotKey { component, .. } => is(Named::Component, component),
            F::Surge { traffic, .. } => is(Named::Traffic, traffic),
            F::AbusiveClient { journey, .. } => is(Named::Journey, journey),
            F::Poison { broker } => is(Named::Broker, broker),
            F::ZoneDown { zone, .. } => is(Named::Zone, zone),
            F::NodeDown { node } | F::NodePressure { node, .. } => is(Named::Node, node),
            F::Quota { .. } | F::Record { .. } => None,
        }
    }
}
