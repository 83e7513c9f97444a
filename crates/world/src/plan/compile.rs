//! From a valid topology to the flat tables of [`Plan`]. Every endpoint's program begins with work or
//! a wait, so that no call is ever finished within the event that began it.

use super::{
    Build, ComponentPlan, EdgePlan, EndpointPlan, Host, JourneyPlan, OUTSIDE, Op, Plan, Role, validate,
};
use crate::dist::Dist;
use crate::flaw::Flaw;
use crate::time::MICRO;
use crate::topology::{Component, Duration, Edge, Kind, Step, Topology, Version};
use crate::zipf::Zipf;

/// Compiles a topology.
///
/// # Errors
/// Every flaw it has.
pub(crate) fn compile(topology: &Topology) -> Result<Plan, Vec<Flaw>> {
    let flaws = validate::validate(topology);
    if !flaws.is_empty() {
        return Err(flaws);
    }
    let mut topology = topology.clone();
    for component in &mut topology.components {
        if component.versions.is_empty() {
            component.versions.push(Version::healthy("v1"));
        }
        if matches!(component.kind, Kind::External(_)) {
            component.workers = u32::MAX;
            component.cores = f64::INFINITY;
        }
    }
    let mut plan = Plan {
        topology,
        components: Vec::new(),
        hosts: Vec::new(),
        builds: Vec::new(),
        owner: Vec::new(),
        endpoints: Vec::new(),
        edges: Vec::new(),
        ops: Vec::new(),
        dists: Vec::new(),
        texts: Vec::new(),
        journeys: Vec::new(),
        mixes: Vec::new(),
        pools: 0,
    };
    lay_out(&mut plan);
    let mut compiler = Compiler { plan };
    compiler.programs();
    compiler.journeys();
    let mut plan = compiler.plan;
    finish_edges(&mut plan);
    Ok(plan)
}

/// Replica slots and endpoint indices, before programs refer to them.
fn lay_out(plan: &mut Plan) {
    for (index, component) in plan.topology.components.iter().enumerate() {
        let zipf = match &component.kind {
            Kind::Cache(cache) => Some(Zipf::new(cache.keys, cache.zipf)),
            _ => None,
        };
        plan.components.push(ComponentPlan {
            first: plan.owner.len() as u32,
            slots: component.max_replicas,
            zipf,
            consumer: OUTSIDE,
            out: Vec::new(),
        });
        plan.hosts.push(host(component, plan.builds.len()));
        plan.builds.extend(component.versions.iter().map(build));
        plan.owner.extend(std::iter::repeat_n(index as u16, component.max_replicas as usize));
        for endpoint in &component.endpoints {
            plan.endpoints.push(EndpointPlan {
                component: index as u16,
                name: endpoint.name.clone(),
                write: endpoint.write,
                start: 0,
            });
        }
    }
}

fn host(component: &Component, builds: usize) -> Host {
    Host {
        workers: component.workers,
        queue: component.queue,
        cores: component.cores,
        cold_factor: component.cold_factor,
        warmup: component.warmup,
        role: match component.kind {
            Kind::Database(_) => Role::Database,
            Kind::External(_) => Role::External,
            _ if component.sharded || component.max_connections < u32::MAX => Role::Choosy,
            Kind::Service | Kind::Cache(_) | Kind::Broker(_) => Role::Plain,
        },
        has_memory: component.memory.is_some(),
        builds: builds as u32,
    }
}

fn build(version: &Version) -> Build {
    Build {
        slowness: version.slowness,
        flawed: version.errors > 0.0 || !version.refuses.is_empty(),
        leak: version.leak,
    }
}

/// Pools, and which component calls over which edge.
fn finish_edges(plan: &mut Plan) {
    for index in 0..plan.edges.len() {
        plan.edges[index].pool = plan.pools;
        let from = plan.edges[index].from;
        if let Some(component) = plan.components.get_mut(from as usize) {
            component.out.push(index as u16);
            plan.pools += component.slots;
        } else {
            plan.pools += 1;
        }
    }
}

struct Compiler {
    plan: Plan,
}

impl Compiler {
    fn programs(&mut self) {
        let components = std::mem::take(&mut self.plan.topology.components);
        self.plan.topology.components = components.clone();
        let mut endpoint_index = 0;
        for (index, component) in components.iter().enumerate() {
            for endpoint in &component.endpoints {
                self.plan.endpoints[endpoint_index].start = self.plan.ops.len() as u32;
                if !matches!(endpoint.steps.first(), Some(Step::Work(_) | Step::Wait(_))) {
                    let instant = self.dist(Duration::Fixed(MICRO));
                    self.plan.ops.push(Op::Wait(instant));
                }
                self.steps(index as u16, &endpoint.steps);
                match &component.kind {
                    Kind::Cache(_) => self.plan.ops.push(Op::Ask),
                    Kind::Broker(_) => self.plan.ops.push(Op::Append),
                    _ => {}
                }
                self.plan.ops.push(Op::End);
                endpoint_index += 1;
            }
            if let Kind::Broker(broker) = &component.kind {
                self.plan.components[index].consumer = self.call(&broker.consumer);
            }
        }
    }

    fn journeys(&mut self) {
        let journeys = self.plan.topology.journeys.clone();
        for journey in &journeys {
            let endpoint = self.call(&journey.entry);
            let edge = self.edge(OUTSIDE, self.plan.endpoints[endpoint as usize].component);
            let start = self.plan.ops.len() as u32;
            self.plan.ops.push(Op::Call { edge, endpoint });
            self.plan.ops.push(Op::End);
            self.plan.endpoints.push(EndpointPlan {
                component: OUTSIDE,
                name: journey.name.clone(),
                write: false,
                start,
            });
            self.plan.journeys.push(JourneyPlan {
                endpoint: (self.plan.endpoints.len() - 1) as u16,
                slow_after: journey.slow_after,
                value: journey.value,
            });
        }
        for traffic in &self.plan.topology.traffic {
            let total: f64 = traffic.mix.iter().map(|(_, w)| w).sum();
            let mut sum = 0.0;
            let mix = traffic.mix.iter().filter_map(|(name, weight)| {
                sum += weight / total;
                journeys.iter().position(|j| j.name == *name).map(|j| (j as u16, sum))
            });
            self.plan.mixes.push(mix.collect());
        }
    }

    fn steps(&mut self, component: u16, steps: &[Step]) {
        for step in steps {
            let op = match step {
                Step::Work(duration) => Op::Work(self.dist(*duration)),
                Step::Wait(duration) => Op::Wait(self.dist(*duration)),
                Step::Call(call) | Step::Publish(call) => {
                    let endpoint = self.call(call);
                    Op::Call { edge: self.edge_to(component, endpoint), endpoint }
                }
                Step::Lock { rows } => Op::Lock(*rows as u16),
                Step::Number(count) => Op::Number(*count),
                Step::Write(megabytes) => Op::Write(*megabytes as f32),
                Step::Fail { probability, log } => {
                    self.plan.texts.push(log.clone());
                    Op::Fail { probability: *probability as f32, text: (self.plan.texts.len() - 1) as u16 }
                }
                Step::Lookup { call, miss } => {
                    self.lookup(component, call, miss);
                    continue;
                }
                Step::IfFlag { flag, then, otherwise } => {
                    self.if_flag(component, flag, then, otherwise);
                    continue;
                }
            };
            self.plan.ops.push(op);
        }
    }

    fn lookup(&mut self, component: u16, call: &str, miss: &[Step]) {
        let endpoint = self.call(call);
        let edge = self.edge_to(component, endpoint);
        let lookup = self.plan.ops.len();
        self.plan.ops.push(Op::End); // replaced below, when the way past the miss is known
        self.steps(component, miss);
        let cache = self.plan.endpoints[endpoint as usize].component;
        self.plan.ops.push(Op::Fill { component: cache, lookup: lookup as u32 });
        let hit = self.plan.ops.len() as u32;
        self.plan.ops[lookup] = Op::Lookup { edge, endpoint, hit };
    }

    fn if_flag(&mut self, component: u16, flag: &str, then: &[Step], otherwise: &[Step]) {
        let index = self.plan.topology.flags.iter().position(|f| f.name == flag);
        let flag = index.expect("validated: the flag exists") as u16;
        let branch = self.plan.ops.len();
        self.plan.ops.push(Op::End); // replaced below
        self.steps(component, then);
        let jump = self.plan.ops.len();
        self.plan.ops.push(Op::End); // replaced below
        self.plan.ops[branch] = Op::Flag { flag, otherwise: self.plan.ops.len() as u32 };
        self.steps(component, otherwise);
        self.plan.ops[jump] = Op::Jump(self.plan.ops.len() as u32);
    }

    fn dist(&mut self, duration: Duration) -> u16 {
        self.plan.dists.push(Dist::new(duration));
        (self.plan.dists.len() - 1) as u16
    }

    fn call(&self, call: &str) -> u16 {
        let (component, endpoint) = call.split_once('.').expect("validated: component.endpoint");
        let component = self.plan.component(component).expect("validated: the component exists");
        self.plan.endpoint(component, endpoint).expect("validated: the endpoint exists")
    }

    fn edge_to(&mut self, from: u16, endpoint: u16) -> u16 {
        self.edge(from, self.plan.endpoints[endpoint as usize].component)
    }

    /// The edge between two components, made on first use.
    fn edge(&mut self, from: u16, to: u16) -> u16 {
        if let Some(found) = self.plan.edges.iter().position(|e| e.from == from && e.to == to) {
            return found as u16;
        }
        let names = (self.plan.name(from).to_string(), self.plan.name(to).to_string());
        let edges = &mut self.plan.topology.edges;
        // The policy list is kept in the order of the compiled edges, so that one index serves both.
        let written = edges.iter().position(|e| e.from == names.0 && e.to == names.1);
        let policy = match written {
            Some(at) => edges.remove(at),
            None => Edge { from: names.0, to: names.1, ..Edge::default() },
        };
        let index = self.plan.edges.len();
        edges.insert(index.min(edges.len()), policy);
        self.plan.edges.push(EdgePlan { from, to, pool: 0 });
        index as u16
    }
}
