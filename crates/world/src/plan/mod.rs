//! A topology turned into flat tables: names become indices, endpoints become short programs over one
//! array of operations. Made once, shared by every clone of a world, never changed. Knows no state.

mod compile;
mod validate;

use crate::dist::Dist;
use crate::time::Nanos;
use crate::topology::Topology;
use crate::zipf::Zipf;

pub(crate) use compile::compile;

/// Index that stands for "none" and for the world outside.
pub(crate) const OUTSIDE: u16 = u16::MAX;

/// One operation of an endpoint's program.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Op {
    /// Processor time from this distribution.
    Work(u16),
    /// Time without processor from this distribution.
    Wait(u16),
    /// Call over an edge.
    Call { edge: u16, endpoint: u16 },
    /// Ask the cache over an edge; a hit goes on at `hit`.
    Lookup { edge: u16, endpoint: u16, hit: u32 },
    /// Store what the lookup at `lookup` missed.
    Fill { component: u16, lookup: u32 },
    /// In a cache's program: see whether the asked key is there.
    Ask,
    /// In a broker's program: append the message.
    Append,
    /// Take one of this many row locks.
    Lock(u16),
    /// Take this many numbers for new rows.
    Number(u32),
    /// Write to the disk [MB].
    Write(f32),
    /// Go on only in the flag's cohort, else at `otherwise`.
    Flag { flag: u16, otherwise: u32 },
    /// Go on there.
    Jump(u32),
    /// Fail with this probability and log text.
    Fail { probability: f32, text: u16 },
    /// Done.
    End,
}

/// An endpoint.
#[derive(Clone, Debug)]
pub(crate) struct EndpointPlan {
    pub(crate) component: u16,
    pub(crate) name: String,
    pub(crate) write: bool,
    /// First operation.
    pub(crate) start: u32,
}

/// A call edge.
#[derive(Clone, Debug)]
pub(crate) struct EdgePlan {
    /// Caller, or [`OUTSIDE`].
    pub(crate) from: u16,
    pub(crate) to: u16,
    /// First of its pools, one per caller replica.
    pub(crate) pool: u32,
}

/// A component's place in the flat arrays.
#[derive(Clone, Debug)]
pub(crate) struct ComponentPlan {
    /// First of its replicas.
    pub(crate) first: u32,
    /// Slots for replicas [count].
    pub(crate) slots: u32,
    /// Zipf table of a cache.
    pub(crate) zipf: Option<Zipf>,
    /// A broker's consumer endpoint.
    pub(crate) consumer: u16,
    /// Edges that it calls over.
    pub(crate) out: Vec<u16>,
}

/// What serving one call must know of its component, side by side: the topology's own structs are large
/// and full of names, and every event would walk through three of them.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Host {
    /// Workers of one replica [count].
    pub(crate) workers: u32,
    /// Calls that may wait at one replica [count].
    pub(crate) queue: u32,
    /// Processor cores of one replica [cores].
    pub(crate) cores: f64,
    /// How much slower a cold replica is [factor], and how long it is cold [ns].
    pub(crate) cold_factor: f64,
    pub(crate) warmup: Nanos,
    pub(crate) role: Role,
    /// Its memory is modelled.
    pub(crate) has_memory: bool,
    /// Place of its first version among all builds.
    pub(crate) builds: u32,
}

/// What a component is, as far as serving a call asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Role {
    /// Nothing that a call would have to ask about: a service, a cache, a broker.
    Plain,
    /// One of those of which a call asks where it belongs or whether it is let in.
    Choosy,
    Database,
    External,
}

/// A version of a component, as far as every call asks.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Build {
    /// Work takes this times as long [factor].
    pub(crate) slowness: f64,
    /// Some of its calls fail: by its own bug, or because it does not understand their caller.
    pub(crate) flawed: bool,
    /// Memory never given back, per call [MB].
    pub(crate) leak: f64,
}

/// A journey.
#[derive(Clone, Debug)]
pub(crate) struct JourneyPlan {
    /// Program of the user: one call, then the end.
    pub(crate) endpoint: u16,
    pub(crate) slow_after: Nanos,
    pub(crate) value: f64,
}

/// Everything that does not change.
#[derive(Debug)]
pub(crate) struct Plan {
    pub(crate) topology: Topology,
    pub(crate) components: Vec<ComponentPlan>,
    /// What serving asks of each component, and of each version of each.
    pub(crate) hosts: Vec<Host>,
    pub(crate) builds: Vec<Build>,
    /// Component of each replica slot.
    pub(crate) owner: Vec<u16>,
    pub(crate) endpoints: Vec<EndpointPlan>,
    pub(crate) edges: Vec<EdgePlan>,
    pub(crate) ops: Vec<Op>,
    pub(crate) dists: Vec<Dist>,
    /// Log texts of `Fail` steps.
    pub(crate) texts: Vec<String>,
    pub(crate) journeys: Vec<JourneyPlan>,
    /// For each group of users: (journey, cumulative weight up to 1).
    pub(crate) mixes: Vec<Vec<(u16, f64)>>,
    /// Pools in all [count].
    pub(crate) pools: u32,
}

impl Plan {
    /// What serving asks of a component.
    #[inline]
    pub(crate) fn host(&self, component: u16) -> &Host {
        &self.hosts[component as usize]
    }

    /// What every call asks of a component's version.
    #[inline]
    pub(crate) fn build(&self, host: &Host, version: u16) -> &Build {
        &self.builds[host.builds as usize + version as usize]
    }

    /// Index of a component.
    pub(crate) fn component(&self, name: &str) -> Option<u16> {
        self.topology.components.iter().position(|c| c.name == name).map(|i| i as u16)
    }

    /// Index of an endpoint of a component.
    pub(crate) fn endpoint(&self, component: u16, name: &str) -> Option<u16> {
        self.endpoints.iter().position(|e| e.component == component && e.name == name).map(|i| i as u16)
    }

    /// Index of the edge between two; `users` is the world outside.
    pub(crate) fn edge(&self, from: &str, to: &str) -> Option<u16> {
        let from = if from == "users" { OUTSIDE } else { self.component(from)? };
        let to = self.component(to)?;
        self.edges.iter().position(|e| e.from == from && e.to == to).map(|i| i as u16)
    }

    /// Index of a journey.
    pub(crate) fn journey(&self, name: &str) -> Option<u16> {
        self.topology.journeys.iter().position(|j| j.name == name).map(|i| i as u16)
    }

    /// `users`, or the component's name.
    pub(crate) fn name(&self, component: u16) -> &str {
        self.topology.components.get(component as usize).map_or("users", |c| c.name.as_str())
    }

    /// `component.endpoint`.
    pub(crate) fn call_name(&self, endpoint: u16) -> String {
        let e = &self.endpoints[endpoint as usize];
        format!("{}.{}", self.name(e.component), e.name)
    }
}
