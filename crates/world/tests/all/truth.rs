//! The engine against formulas that have been known for a century: if these hold, waiting is real.

use world::World;
use world::fault::Fault;
use world::probe::Probe;
use world::signal::{Metric, Signals};
use world::time::*;
use world::topology::*;

#[test]
fn quick_look() {
    let c = Component {
        name: "q".into(),
        replicas: 1,
        workers: 1,
        queue: u32::MAX,
        cores: 1.0,
        endpoints: vec![Endpoint {
            name: "do".into(),
            write: false,
            steps: vec![Step::Work(Duration::Exponential(SECOND / 100))],
        }],
        ..Component::default()
    };
    let t = Topology {
        name: "mm1".into(),
        components: vec![c],
        edges: vec![Edge {
            from: "users".into(),
            to: "q".into(),
            timeout: NEVER,
            latency: 0,
            latency_jitter: 0,
            ..Edge::default()
        }],
        journeys: vec![Journey { name: "j".into(), entry: "q.do".into(), slow_after: SECOND, value: 1.0 }],
        traffic: vec![Traffic {
            name: "t".into(),
            source: Source::Open { rate: 80.0, daily: 0.0 },
            mix: vec![("j".into(), 1.0)],
        }],
        ..Topology::default()
    };
    let mut w = World::new(&t, 1).unwrap();
    w.advance(2 * HOUR);
    println!("{:?}", w.probe(&Probe::Components { component: None }));
    println!("{:?}", w.probe(&Probe::Impact { since: 0, until: 2 * HOUR }));
    println!("{} events", w.events());
    let _ = (Fault::Record { what: String::new(), who: String::new() }, Metric::P50);
    let _: Option<Signals> = None;
}
