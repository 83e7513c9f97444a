//! Topologies of a few stations, and statistics over replications: what the analytic tests share.

use world::World;
use world::time::{MILLI, NEVER, Nanos, SECOND, seconds};
use world::topology::{Component, Duration, Edge, Endpoint, Journey, Source, Step, Topology, Traffic};

/// Mean service time of every station here [ns].
pub const SERVICE: Nanos = 10 * MILLI;

/// Users who never give up, at `rate` [1/s], before one station.
pub fn single(rate: f64, servers: u32, queue: u32, service: Duration) -> Topology {
    let serve = Endpoint { name: "serve".into(), write: false, steps: vec![Step::Work(service)] };
    let station = Component {
        name: "s0".into(),
        replicas: 1,
        workers: servers,
        cores: f64::from(servers),
        queue,
        endpoints: vec![serve],
        ..Component::default()
    };
    around(vec![station], rate)
}

fn around(components: Vec<Component>, rate: f64) -> Topology {
    let edge = Edge {
        from: "users".into(),
        to: "s0".into(),
        timeout: NEVER,
        latency: 0,
        latency_jitter: 0,
        ..Edge::default()
    };
    let journey = Journey { name: "visit".into(), entry: "s0.serve".into(), slow_after: SECOND, value: 1.0 };
    let source = Source::Open { rate, daily: 0.0 };
    Topology {
        name: "stations".into(),
        components,
        edges: vec![edge],
        journeys: vec![journey],
        traffic: vec![Traffic { name: "users".into(), source, mix: vec![("visit".into(), 1.0)] }],
        ..Topology::default()
    }
}

/// What a run measured at a call after its warm-up.
#[derive(Clone, Copy, Debug)]
pub struct Measured {
    /// Mean time at the station [s].
    pub sojourn: f64,
    /// Answers [1/s].
    pub rate: f64,
}

/// Runs a world for `warm` and then `run`, and measures at one call.
pub fn measure(topology: &Topology, seed: u64, call: &str, warm: Nanos, run: Nanos) -> Measured {
    let mut world = World::new(topology, seed).expect("the topology is sound");
    world.advance(warm);
    let before = world.totals(call).expect("the call exists");
    world.advance(warm + run);
    let after = world.totals(call).expect("the call exists");
    let answered = (after.answered - before.answered) as f64;
    Measured { sojourn: seconds(after.time - before.time) / answered, rate: answered / seconds(run) }
}

/// Mean and half width of the 99 % interval of independent replications (Student's t).
pub fn interval(samples: &[f64]) -> (f64, f64) {
    let n = samples.len() as f64;
    let mean = samples.iter().sum::<f64>() / n;
    let variance = samples.iter().map(|x| (x - mean) * (x - mean)).sum::<f64>() / (n - 1.0);
    // t(0.995) with 29 degrees of freedom, the least that is used here.
    (mean, 2.756 * (variance / n).sqrt())
}

/// The true value is inside the replications' interval and within 2 % of their mean.
pub fn assert_true(what: &str, samples: &[f64], truth: f64) {
    assert!(samples.len() >= 30, "at least 30 replications");
    let (mean, half) = interval(samples);
    println!("{what}: {mean:.5} ± {half:.5}, true {truth:.5} ({:+.2} %)", (mean / truth - 1.0) * 100.0);
    assert!((mean / truth - 1.0).abs() <= 0.02, "{what}: {mean} is more than 2 % from {truth}");
    assert!((mean - truth).abs() <= half, "{what}: {truth} is outside {mean} ± {half}");
}
