//! The line in hikeshi's world, with all its telemetry: a walk that calls one station after the other. A line of one
//! station is called by the users themselves.

use world::World;
use world::time::{MILLI, NEVER, Nanos, SECOND};
use world::topology::*;

use crate::{LOAD, Lived, SERVICE};

const SERVICE_NANOS: Nanos = 10 * MILLI;

/// Lives the line until about this many customers have come.
pub fn live(stations: u32, customers: u64) -> Lived {
    let mut world = World::new(&topology(stations), 1).expect("the line has no flaws");
    world.advance((customers as f64 * SERVICE / LOAD * SECOND as f64) as Nanos);
    let entry = if stations == 1 { "station-0.serve" } else { "walk.through" };
    let totals = world.totals(entry).expect("the line has an entry");
    let mean = totals.time as f64 / totals.answered as f64 / SERVICE_NANOS as f64;
    Lived { customers: totals.answered, events: world.events(), mean }
}

fn topology(stations: u32) -> Topology {
    let mut components: Vec<Component> = (0..stations).map(station).collect();
    let mut edges = vec![wire("users", if stations == 1 { "station-0" } else { "walk" })];
    if stations > 1 {
        let steps = (0..stations).map(|n| Step::Call(format!("station-{n}.serve"))).collect();
        edges.extend((0..stations).map(|n| wire("walk", &format!("station-{n}"))));
        components.push(Component {
            name: "walk".into(),
            replicas: 1,
            workers: u32::MAX,
            endpoints: vec![Endpoint { name: "through".into(), write: false, steps }],
            ..Component::default()
        });
    }
    let entry = if stations == 1 { "station-0.serve" } else { "walk.through" };
    let rate = LOAD / SERVICE;
    Topology {
        name: "line".into(),
        components,
        edges,
        journeys: vec![Journey { name: "visit".into(), entry: entry.into(), slow_after: SECOND, value: 1.0 }],
        traffic: vec![Traffic {
            name: "users".into(),
            source: Source::Open { rate, daily: 0.0 },
            mix: vec![("visit".into(), 1.0)],
        }],
        ..Topology::default()
    }
}

fn station(n: u32) -> Component {
    let steps = vec![Step::Work(Duration::Exponential(SERVICE_NANOS))];
    Component {
        name: format!("station-{n}"),
        replicas: 1,
        workers: 1,
        cores: 1.0,
        queue: u32::MAX,
        endpoints: vec![Endpoint { name: "serve".into(), write: false, steps }],
        ..Component::default()
    }
}

/// A wire without length, whose caller never gives up.
fn wire(from: &str, to: &str) -> Edge {
    Edge {
        from: from.into(),
        to: to.into(),
        timeout: NEVER,
        latency: 0,
        latency_jitter: 0,
        ..Edge::default()
    }
}
