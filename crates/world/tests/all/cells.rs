//! The retry experiment of "Metastable Failures in the Wild" (OSDI 2022, its artifact's Retry_Metastability): clients of
//! a database who wait three seconds and try again up to four times, whose processor is cut for some seconds. Four
//! settings were published, one of which stays down. Here the requests are forty times fewer and the capacity is
//! as many times smaller, so that the same waits come out; how loaded that database was, nobody published.

use world::World;
use world::fault::Fault;
use world::probe::Probe;
use world::signal::Signals;
use world::time::{MILLI, NEVER, Nanos, SECOND};
use world::topology::*;

/// Requests are this many times fewer than in the experiment [1].
const THINNER: f64 = 40.0;
/// The processor is cut then [ns].
const CUT: Nanos = 60 * SECOND;
/// Looked at from there to the end [ns].
const LOOKED_AT: (Nanos, Nanos) = (100 * SECOND, 130 * SECOND);

/// One published setting.
#[derive(Clone, Copy, Debug)]
pub struct Cell {
    /// A request comes every so often [µs].
    pub interval: f64,
    /// What is left of the processor while it is cut [share].
    pub left: f64,
    /// For how long it is cut [s].
    pub lasts: u64,
    /// Whether it stayed down.
    pub stays_down: bool,
}

/// As published.
pub const CELLS: [Cell; 4] = [
    Cell { interval: 75.0, left: 0.45, lasts: 10, stays_down: false },
    Cell { interval: 75.0, left: 0.40, lasts: 10, stays_down: true },
    Cell { interval: 75.0, left: 0.40, lasts: 9, stays_down: false },
    Cell { interval: 100.0, left: 0.40, lasts: 10, stays_down: false },
];

/// Share of the requests that are answered long after the cut, where a request every 75 µs loads the database so far
/// [share of its capacity].
pub fn answered(cell: Cell, load: f64, luck: u64) -> f64 {
    let rate = |interval: f64| 1e6 / interval / THINNER;
    let capacity = rate(CELLS[0].interval) / load;
    let mut world = World::new(&experiment(rate(cell.interval), capacity), luck).expect("sound");
    let lasts = cell.lasts * SECOND;
    let cut = Fault::Stall { component: "database".into(), share: 1.0 - cell.left, lasts };
    world.schedule(CUT, cut).expect("the database is there");
    let (since, until) = LOOKED_AT;
    world.advance(until + MILLI);
    let Signals::Impact(impact) = world.probe(&Probe::Impact { since, until }) else {
        unreachable!("impact answers impact")
    };
    1.0 - impact[0].failed as f64 / impact[0].requests as f64
}

fn experiment(rate: f64, capacity: f64) -> Topology {
    let work = Step::Work(Duration::Exponential((1e9 / capacity) as Nanos));
    Topology {
        name: "retries".into(),
        components: vec![Component {
            name: "database".into(),
            replicas: 1,
            workers: 1,
            cores: 1.0,
            queue: u32::MAX,
            endpoints: vec![Endpoint { name: "put".into(), write: false, steps: vec![work] }],
            ..Component::default()
        }],
        edges: vec![Edge {
            from: "users".into(),
            to: "database".into(),
            timeout: 3 * SECOND,
            retries: 4,
            backoff: MILLI,
            jitter: 0.0,
            ..Edge::default()
        }],
        journeys: vec![Journey {
            name: "put".into(),
            entry: "database.put".into(),
            slow_after: NEVER,
            value: 1.0,
        }],
        traffic: vec![Traffic {
            name: "clients".into(),
            source: Source::Open { rate, daily: 0.0 },
            mix: vec![("put".into(), 1.0)],
        }],
        ..Topology::default()
    }
}
