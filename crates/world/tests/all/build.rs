//! Short forms in which the tests and the benchmark describe systems. Knows no system of its own.

use world::time::{MILLI, Nanos, SECOND};
use world::topology::*;

/// A service of two replicas with these workers each.
pub fn service_of(name: &str, workers: u32, endpoints: Vec<Endpoint>) -> Component {
    Component { name: name.into(), workers, endpoints, ..Component::default() }
}

/// An endpoint that reads.
pub fn endpoint(name: &str, steps: Vec<Step>) -> Endpoint {
    Endpoint { name: name.into(), write: false, steps }
}

/// An endpoint that writes.
pub fn writing(name: &str, steps: Vec<Step>) -> Endpoint {
    Endpoint { write: true, ..endpoint(name, steps) }
}

/// Processor time, exponential with this mean [ms].
pub fn work(ms: f64) -> Step {
    Step::Work(Duration::Exponential((ms * MILLI as f64) as Nanos))
}

/// Processor time, always this long [ms].
pub fn exactly(ms: f64) -> Step {
    Step::Work(Duration::Fixed((ms * MILLI as f64) as Nanos))
}

/// A call to `component.endpoint`.
pub fn call(to: &str) -> Step {
    Step::Call(to.into())
}

/// A journey whose answer is slow after a second.
pub fn journey(name: &str, entry: &str) -> Journey {
    Journey { name: name.into(), entry: entry.into(), slow_after: SECOND, value: 1.0 }
}

/// Users who come at this rate [1/s], whatever happens, for one journey.
pub fn open(name: &str, rate: f64, journey: &str) -> Traffic {
    Traffic { name: name.into(), source: Source::Open { rate, daily: 0.0 }, mix: vec![(journey.into(), 1.0)] }
}

/// A system of these parts, with one journey `go` into `entry` at `rate` [1/s].
pub fn system(components: Vec<Component>, edges: Vec<Edge>, entry: &str, rate: f64) -> Topology {
    Topology {
        name: "test".into(),
        components,
        edges,
        journeys: vec![journey("go", entry)],
        traffic: vec![open("web", rate, "go")],
        ..Topology::default()
    }
}
