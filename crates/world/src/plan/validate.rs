//! What must hold of a topology before it is compiled: names exist and are unique, numbers make sense,
//! calls do not go in circles. All flaws are found in one pass; none stops the others.

use std::collections::BTreeSet;

use crate::flaw::{Flaw, Problem};
use crate::topology::{Component, Kind, Source, Step, Topology};

/// Most replica slots of one component [count]: its state is a flat array.
const MAX_REPLICAS: u32 = 256;
/// Most components, edges, endpoints of one topology [count]: indices are 16 bits wide.
const MAX_THINGS: usize = 4096;

pub(super) fn validate(topology: &Topology) -> Vec<Flaw> {
    let mut flaws = Flaws(Vec::new());
    unique(&mut flaws, "components", topology.components.iter().map(|c| c.name.as_str()));
    unique(&mut flaws, "journeys", topology.journeys.iter().map(|j| j.name.as_str()));
    unique(&mut flaws, "flags", topology.flags.iter().map(|f| f.name.as_str()));
    unique(&mut flaws, "jobs", topology.jobs.iter().map(|j| j.name.as_str()));
    unique(&mut flaws, "traffic", topology.traffic.iter().map(|t| t.name.as_str()));
    if topology.components.len() > MAX_THINGS {
        flaws.add("components", Problem::TooMany("components"));
    }
    if let Some(platform) = &topology.platform
        && !has_component(topology, platform)
    {
        flaws.add("platform", Problem::Unknown(platform.clone()));
    }
    for component in &topology.components {
        check_component(&mut flaws, topology, component);
    }
    for edge in &topology.edges {
        let at = format!("{}->{}", edge.from, edge.to);
        if edge.from != "users" && !has_component(topology, &edge.from) {
            flaws.add(&at, Problem::Unknown(edge.from.clone()));
        }
        if !has_component(topology, &edge.to) {
            flaws.add(&at, Problem::Unknown(edge.to.clone()));
        }
        share(&mut flaws, &at, "loss", edge.loss);
        share(&mut flaws, &at, "jitter", edge.jitter);
        if edge.capacity.is_nan() || edge.capacity <= 0.0 {
            flaws.add(&at, Problem::OutOfRange("capacity (above 0)"));
        }
        if edge.timeout == 0 || edge.pool == 0 {
            flaws.add(&at, Problem::OutOfRange("timeout and pool (at least 1)"));
        }
    }
    for journey in &topology.journeys {
        // A metric's subject is a component or a journey: its name has to say which.
        if has_component(topology, &journey.name) {
            flaws.add("journeys", Problem::Duplicate(journey.name.clone()));
        }
        if find(topology, &journey.entry).is_none() {
            flaws.add(&journey.name, Problem::Unknown(journey.entry.clone()));
        }
    }
    for traffic in &topology.traffic {
        check_traffic(&mut flaws, topology, traffic);
    }
    for rule in &topology.alerts {
        let known = has_component(topology, &rule.subject)
            || topology.journeys.iter().any(|j| j.name == rule.subject);
        if !known {
            flaws.add(&rule.name, Problem::Unknown(rule.subject.clone()));
        }
    }
    circles(&mut flaws, topology);
    flaws.0
}

struct Flaws(Vec<Flaw>);

impl Flaws {
    fn add(&mut self, at: &str, problem: Problem) {
        self.0.push(Flaw { at: at.into(), problem });
    }
}

fn unique<'a>(flaws: &mut Flaws, at: &str, names: impl Iterator<Item = &'a str>) {
    let mut seen = BTreeSet::new();
    for name in names {
        if name.is_empty() {
            flaws.add(at, Problem::OutOfRange("an empty name"));
        } else if !seen.insert(name) {
            flaws.add(at, Problem::Duplicate(name.into()));
        }
    }
}

fn share(flaws: &mut Flaws, at: &str, what: &'static str, value: f64) {
    if !(0.0..=1.0).contains(&value) {
        flaws.add(at, Problem::OutOfRange(what));
    }
}

fn has_component(topology: &Topology, name: &str) -> bool {
    topology.components.iter().any(|c| c.name == name)
}

/// The component and endpoint of `component.endpoint`.
fn find<'a>(topology: &'a Topology, call: &str) -> Option<(&'a Component, &'a crate::topology::Endpoint)> {
    let (component, endpoint) = call.split_once('.')?;
    let component = topology.components.iter().find(|c| c.name == component)?;
    Some((component, component.endpoints.iter().find(|e| e.name == endpoint)?))
}

fn check_component(flaws: &mut Flaws, topology: &Topology, c: &Component) {
    unique(flaws, &c.name, c.endpoints.iter().map(|e| e.name.as_str()));
    unique(flaws, &c.name, c.versions.iter().map(|v| v.name.as_str()));
    if c.name == "users" || c.name.contains(['.', '/', ' ']) {
        flaws.add(&c.name, Problem::OutOfRange("the name (no dots, slashes, spaces; not \"users\")"));
    }
    if c.replicas == 0 || c.max_replicas < c.replicas || c.max_replicas > MAX_REPLICAS {
        flaws.add(&c.name, Problem::OutOfRange("replicas (1 to max_replicas, at most 256)"));
    }
    if c.workers == 0
        || !positive(c.cores)
        || c.cpu_limit.is_some_and(|l| !positive(l))
        || !at_least(c.cold_factor, 1.0)
        || c.load_rate.is_nan()
        || c.load_rate <= 0.0
    {
        flaws.add(&c.name, Problem::OutOfRange("workers, cores, cpu_limit, load_rate or cold_factor"));
    }
    for version in &c.versions {
        share(flaws, &c.name, "a version's errors", version.errors);
        if !positive(version.slowness) || !at_least(version.leak, 0.0) {
            flaws.add(&c.name, Problem::OutOfRange("a version's slowness or leak"));
        }
        for (name, refused) in &version.refuses {
            let caller = topology.components.iter().find(|other| other.name == *name);
            if !caller.is_some_and(|caller| caller.versions.iter().any(|v| v.name == *refused)) {
                flaws.add(&c.name, Problem::Unknown(format!("{name} {refused}")));
            }
        }
        for endpoint in &version.faulty {
            if !c.endpoints.iter().any(|e| e.name == *endpoint) {
                flaws.add(&c.name, Problem::Unknown(endpoint.clone()));
            }
        }
    }
    match &c.kind {
        Kind::Cache(cache) if cache.keys == 0 || cache.capacity == 0 || cache.keys > 10_000_000 => {
            flaws.add(&c.name, Problem::OutOfRange("a cache's keys or capacity (1 to 10,000,000)"));
        }
        Kind::Broker(broker) => {
            if broker.partitions == 0 || broker.partitions > MAX_REPLICAS {
                flaws.add(&c.name, Problem::OutOfRange("partitions (1 to 256)"));
            }
            if find(topology, &broker.consumer).is_none() {
                flaws.add(&c.name, Problem::Unknown(broker.consumer.clone()));
            }
        }
        Kind::Database(database) if !positive(database.apply_rate) || database.max_connections == 0 => {
            flaws.add(&c.name, Problem::OutOfRange("apply_rate or max_connections"));
        }
        _ => {}
    }
    for endpoint in &c.endpoints {
        let at = format!("{}.{}", c.name, endpoint.name);
        check_steps(flaws, topology, &at, &endpoint.steps);
    }
}

fn check_steps(flaws: &mut Flaws, topology: &Topology, at: &str, steps: &[Step]) {
    for step in steps {
        match step {
            Step::Call(call) => {
                if find(topology, call).is_none() {
                    flaws.add(at, Problem::Unknown(call.clone()));
                }
            }
            Step::Publish(call) => expect_kind(flaws, topology, at, call, |k| matches!(k, Kind::Broker(_))),
            Step::Lookup { call, miss } => {
                expect_kind(flaws, topology, at, call, |k| matches!(k, Kind::Cache(_)));
                check_steps(flaws, topology, at, miss);
            }
            Step::IfFlag { flag, then, otherwise } => {
                if !topology.flags.iter().any(|f| f.name == *flag) {
                    flaws.add(at, Problem::Unknown(flag.clone()));
                }
                check_steps(flaws, topology, at, then);
                check_steps(flaws, topology, at, otherwise);
            }
            Step::Lock { rows } if *rows == 0 || *rows > 60_000 => {
                flaws.add(at, Problem::OutOfRange("rows of a lock (1 to 60,000)"));
            }
            Step::Fail { probability, .. } => share(flaws, at, "the probability of a failure", *probability),
            Step::Number(_) | Step::Lock { .. } | Step::Work(_) | Step::Wait(_) | Step::Write(_) => {}
        }
    }
}

fn expect_kind(flaws: &mut Flaws, topology: &Topology, at: &str, call: &str, fits: fn(&Kind) -> bool) {
    match find(topology, call) {
        None => flaws.add(at, Problem::Unknown(call.into())),
        Some((component, _)) if !fits(&component.kind) => flaws.add(at, Problem::WrongKind(call.into())),
        Some(_) => {}
    }
}

fn check_traffic(flaws: &mut Flaws, topology: &Topology, traffic: &crate::topology::Traffic) {
    match traffic.source {
        Source::Open { rate, daily } => {
            if !(0.0..=1e6).contains(&rate) || !(0.0..=1.0).contains(&daily) {
                flaws.add(&traffic.name, Problem::OutOfRange("rate or daily"));
            }
        }
        Source::Closed { users, .. } | Source::Connected { users, .. } => {
            if users > 1_000_000 {
                flaws.add(&traffic.name, Problem::TooMany("users"));
            }
        }
    }
    if let Source::Connected { greeting, .. } = &traffic.source
        && !topology.journeys.iter().any(|j| j.name == *greeting)
    {
        flaws.add(&traffic.name, Problem::Unknown(greeting.clone()));
    }
    if traffic.mix.is_empty() || traffic.mix.iter().any(|(_, w)| !positive(*w)) {
        flaws.add(&traffic.name, Problem::OutOfRange("the mix (weights above 0)"));
    }
    for (journey, _) in &traffic.mix {
        if !topology.journeys.iter().any(|j| j.name == *journey) {
            flaws.add(&traffic.name, Problem::Unknown(journey.clone()));
        }
    }
}

/// Finds calls that come back to where they began: a request in such a topology would never end.
fn circles(flaws: &mut Flaws, topology: &Topology) {
    let mut done: BTreeSet<String> = BTreeSet::new();
    for component in &topology.components {
        for endpoint in &component.endpoints {
            let mut path = Vec::new();
            visit(flaws, topology, &format!("{}.{}", component.name, endpoint.name), &mut path, &mut done);
        }
    }
}

fn visit(
    flaws: &mut Flaws,
    topology: &Topology,
    call: &str,
    path: &mut Vec<String>,
    done: &mut BTreeSet<String>,
) {
    if done.contains(call) {
        return;
    }
    if path.iter().any(|p| p == call) {
        flaws.add(call, Problem::Circle(path.last().cloned().unwrap_or_default()));
        return;
    }
    path.push(call.into());
    if let Some((component, endpoint)) = find(topology, call) {
        let mut calls = Vec::new();
        if let Kind::Broker(broker) = &component.kind {
            calls.push(broker.consumer.as_str());
        }
        calls.extend(Step::calls(&endpoint.steps));
        for next in calls {
            visit(flaws, topology, next, path, done);
        }
    }
    path.pop();
    done.insert(call.into());
}

/// Above zero, and a number at all: every comparison with NaN is false.
fn positive(value: f64) -> bool {
    value > 0.0
}

/// At least this much, and a number at all.
fn at_least(value: f64, least: f64) -> bool {
    value >= least
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::topology::{Endpoint, Journey};

    #[test]
    fn a_journey_with_the_name_of_a_component_is_a_flaw() {
        let endpoints = vec![Endpoint { name: "get".into(), write: false, steps: Vec::new() }];
        let web = Component { name: "web".into(), endpoints, ..Component::default() };
        let journey =
            |name: &str| Journey { name: name.into(), entry: "web.get".into(), slow_after: 1, value: 1.0 };
        let named = |name: &str| Topology {
            components: vec![web.clone()],
            journeys: vec![journey(name)],
            ..Topology::default()
        };
        assert_eq!(validate(&named("buy")), []);
        let flaw = Flaw { at: "journeys".into(), problem: Problem::Duplicate("web".into()) };
        assert_eq!(validate(&named("web")), [flaw]);
    }
}
