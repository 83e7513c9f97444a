//! The shop that benchmarks of the engine live in.

use world::time::{MICRO, MILLI, SECOND};
use world::topology::{
    Cache, Component, Database, Duration, Endpoint, Journey, Kind, Source, Step, Topology, Traffic,
};

/// Requests a second that the reference has [1/s].
pub const RATE: f64 = 300.0;

/// Ten services; so many requests a second [1/s].
pub fn shop(rate: f64) -> Topology {
    let ln = |ms: u64| Step::Work(Duration::LogNormal(ms * MILLI, 0.5));
    let ex = |ms: u64| Step::Work(Duration::Exponential(ms * MILLI));
    let call = |name: &str| Step::Call(name.into());
    let read = Step::Lookup { call: "cache.get".into(), miss: vec![call("db.read")] };
    Topology {
        name: "shop".into(),
        components: vec![
            service("web", vec![ln(2), call("gateway.do")]),
            service("gateway", vec![ln(1), call("auth.do"), call("catalog.do"), call("cart.do")]),
            service("auth", vec![ex(1)]),
            service("catalog", vec![ln(4), read]),
            service("cart", vec![ex(3), call("db.read"), call("inventory.do")]),
            service("inventory", vec![ex(2), call("db.write")]),
            service("search", vec![ln(10)]),
            service("recommend", vec![ln(5)]),
            cache(),
            database(endpoint("read", false, vec![ex(3)]), endpoint("write", true, vec![ex(4)])),
        ],
        journeys: vec![journey("buy", "web.do"), journey("find", "search.do")],
        traffic: vec![Traffic {
            name: "web".into(),
            source: Source::Open { rate, daily: 0.3 },
            mix: vec![("buy".into(), 0.8), ("find".into(), 0.2)],
        }],
        ..Topology::default()
    }
}

fn endpoint(name: &str, write: bool, steps: Vec<Step>) -> Endpoint {
    Endpoint { name: name.into(), write, steps }
}

fn service(name: &str, steps: Vec<Step>) -> Component {
    Component {
        name: name.into(),
        replicas: 4,
        workers: 32,
        cores: 4.0,
        endpoints: vec![endpoint("do", false, steps)],
        ..Component::default()
    }
}

fn cache() -> Component {
    Component {
        name: "cache".into(),
        kind: Kind::Cache(Cache {
            capacity: 8_000,
            ttl: 300 * SECOND,
            keys: 20_000,
            zipf: 0.9,
            coalesce: false,
        }),
        endpoints: vec![endpoint("get", false, vec![Step::Wait(Duration::Fixed(200 * MICRO))])],
        ..Component::default()
    }
}

fn database(read: Endpoint, write: Endpoint) -> Component {
    Component {
        name: "db".into(),
        kind: Kind::Database(Database { max_connections: 300, apply_rate: 2_000.0, failover: 30 * SECOND }),
        replicas: 3,
        workers: 200,
        cores: 16.0,
        endpoints: vec![read, write],
        ..Component::default()
    }
}

fn journey(name: &str, entry: &str) -> Journey {
    Journey { name: name.into(), entry: entry.into(), slow_after: SECOND, value: 1.0 }
}
