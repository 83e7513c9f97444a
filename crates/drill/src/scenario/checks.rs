//! What can be checked only when a whole system is read: do the names in it exist, do its calls end.
//! Knows places; reports, repairs nothing.

use std::collections::BTreeMap;

use world::topology::{Kind, Step, Topology};

use super::mistake::{Named, Wrong};
use super::names::{Names, Stranger};
use super::reader::Reader;
use super::system::System;
use super::yaml::Spot;

/// Reports a name that does not exist.
pub(super) fn stranger(reader: &mut Reader<'_>, at: Spot, found: Option<Stranger>) {
    if let Some((kind, name, mut known)) = found {
        known.sort();
        reader.wrong(at, Wrong::Unknown { kind, name, known });
    }
}

/// Checks a system's own references.
pub(super) fn system(reader: &mut Reader<'_>, system: &System, at: Spot) {
    let names = Names::of(&system.topology);
    for (at, call) in &system.calls {
        stranger(reader, *at, names.call(call));
    }
    for (at, kind, name) in &system.uses {
        stranger(reader, *at, names.stranger(*kind, name));
    }
    for (at, fault) in &system.effects {
        stranger(reader, *at, names.of_fault(fault));
    }
    for (at, component, version) in &system.builds {
        stranger(reader, *at, names.build(component, version));
    }
    for (at, from, to) in &system.pairs {
        let unknown = names.ends(from, to);
        if unknown.is_none() && !calls(&system.topology, from, to) {
            reader.wrong(*at, Wrong::NoSuchCall { from: from.clone(), to: to.clone() });
        }
        stranger(reader, *at, unknown);
    }
    if let Some(path) = circle(&system.topology) {
        let at = system.calls.first().map_or(at, |(at, _)| *at);
        let place = system.calls.iter().find(|(_, call)| path.first() == Some(call));
        reader.wrong(place.map_or(at, |(at, _)| *at), Wrong::Circle { path: path.join(" → ") });
    }
}

/// Does one component ever call the other?
pub(super) fn calls(topology: &Topology, from: &str, to: &str) -> bool {
    let mut found = Vec::new();
    if from == "users" {
        found.extend(topology.journeys.iter().map(|j| j.entry.as_str()));
    }
    for component in &topology.components {
        if component.name == from {
            found.extend(component.endpoints.iter().flat_map(|e| Step::calls(&e.steps)));
        }
        if let Kind::Broker(broker) = &component.kind
            && component.name == from
        {
            found.push(&broker.consumer);
        }
    }
    found.iter().any(|call| call.split('.').next() == Some(to))
}

/// A way through the calls that comes back to where it began.
fn circle(topology: &Topology) -> Option<Vec<String>> {
    let mut graph: BTreeMap<String, Vec<&str>> = BTreeMap::new();
    for component in &topology.components {
        for endpoint in &component.endpoints {
            graph.insert(format!("{}.{}", component.name, endpoint.name), Step::calls(&endpoint.steps));
        }
    }
    // What calls only what is known to end, ends; what is left when nothing more is known goes in circles.
    let mut left: Vec<&String> = graph.keys().collect();
    loop {
        let ends = |name: &String| graph[name].iter().all(|to| !left.iter().any(|l| l.as_str() == *to));
        let (ending, going): (Vec<_>, Vec<_>) = left.iter().copied().partition(|name| ends(name));
        if ending.is_empty() {
            break;
        }
        left = going;
    }
    let mut path = vec![(*left.first()?).clone()];
    loop {
        let last = path.last().expect("begun with one");
        let next = graph[last].iter().find(|to| left.iter().any(|l| l.as_str() == **to))?;
        if let Some(begin) = path.iter().position(|p| p == next) {
            path.drain(..begin);
            path.push((*next).to_string());
            return Some(path);
        }
        path.push((*next).to_string());
    }
}

/// The first word of a look that is no look, or the name in it that does not exist.
pub(super) fn look(names: &Names<'_>, line: &str) -> Option<Stranger> {
    const LOOKS: [&str; 17] = [
        "activity",
        "alerts",
        "ask",
        "certificates",
        "changes",
        "flags",
        "impact",
        "jobs",
        "logs",
        "metric",
        "overview",
        "replicas",
        "runbook",
        "tickets",
        "timeline",
        "topology",
        "traces",
    ];
    let words: Vec<&str> = line.split_whitespace().collect();
    let verb = words.first().copied().unwrap_or("");
    if !LOOKS.contains(&verb) {
        let known = LOOKS.iter().map(|l| (*l).to_string()).collect();
        return Some((Named::Look, verb.into(), known));
    }
    let subject = words.get(1)?;
    match verb {
        "metric" => names.stranger(Named::Subject, subject).or_else(|| {
            let known: Vec<String> =
                world::signal::Metric::ALL.iter().map(|m| m.name().to_string()).collect();
            let metric = words.get(2)?;
            (!known.iter().any(|k| k == metric)).then(|| (Named::Metric, (*metric).into(), known))
        }),
        "logs" | "traces" | "topology" | "replicas" => names.stranger(Named::Component, subject),
        "activity" => names.stranger(Named::Database, subject),
        _ => None,
    }
}
