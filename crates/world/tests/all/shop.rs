//! The reference shop: ten services and what they stand on, 300 requests a second, every kind of part
//! and every call policy in use. The benchmark measures it, the determinism tests live in it.

use crate::build::{call, endpoint, journey, service_of, work, writing};
use world::fault::Fault;
use world::signal::Metric;
use world::time::{MILLI, MINUTE, NEVER, SECOND};
use world::topology::*;

/// The shop with this many requests a second.
pub fn shop(rate: f64) -> Topology {
    Topology {
        name: "shop".into(),
        zones: vec!["a".into(), "b".into(), "c".into()],
        nodes: (0..6).map(|n| format!("node-{n}")).collect(),
        platform: None,
        quota: None,
        node_room: None,
        components: [front(), back(), parts()].concat(),
        edges: edges(),
        journeys: vec![
            journey("browse", "gateway.browse"),
            journey("find", "gateway.search"),
            journey("view", "gateway.cart"),
            Journey { value: 5.0, ..journey("buy", "gateway.buy") },
        ],
        traffic: vec![
            Traffic {
                name: "web".into(),
                source: Source::Open { rate: rate * 0.9, daily: 0.2 },
                mix: vec![
                    ("browse".into(), 60.0),
                    ("find".into(), 20.0),
                    ("view".into(), 12.0),
                    ("buy".into(), 8.0),
                ],
            },
            Traffic {
                name: "partners".into(),
                source: Source::Closed { users: (rate * 0.2) as u32, think: 2 * SECOND },
                mix: vec![("find".into(), 1.0)],
            },
        ],
        flags: vec![Flag { name: "new_quote".into(), share: 0.3 }],
        jobs: vec![Job {
            name: "rebalance".into(),
            first: 90 * SECOND,
            every: 5 * MINUTE,
            effect: Fault::Slow { component: "inventory".into(), factor: 1.5, lasts: 30 * SECOND },
        }],
        alerts: vec![
            alert("BuyErrors", "buy", Metric::ErrorShare, 2.0),
            alert("BrowseSlow", "browse", Metric::P99, 800.0),
            alert("CheckoutQueue", "checkout", Metric::Queue, 50.0),
        ],
        hour: 20.0,
    }
}

fn alert(name: &str, subject: &str, metric: Metric, threshold: f64) -> AlertRule {
    AlertRule {
        name: name.into(),
        subject: subject.into(),
        metric,
        threshold,
        below: false,
        hold: 30 * SECOND,
        pages: true,
    }
}

/// What users meet first.
fn front() -> Vec<Component> {
    let gateway = Component {
        replicas: 3,
        cores: 4.0,
        ..service_of(
            "gateway",
            128,
            vec![
                endpoint("browse", vec![work(0.4), call("catalog.page")]),
                endpoint("search", vec![work(0.4), call("search.find")]),
                endpoint("cart", vec![work(0.4), call("cart.show")]),
                writing("buy", vec![work(0.6), call("checkout.order")]),
            ],
        )
    };
    let lookup = Step::Lookup { call: "catalog-cache.get".into(), miss: vec![call("orders-db.read")] };
    let catalog = service_of("catalog", 32, vec![endpoint("page", vec![work(2.0), lookup, work(0.5)])]);
    let search = Component {
        autoscale: Some(Autoscale { min: 2, max: 6, target_cpu: 0.6, every: 30 * SECOND }),
        ..service_of("search", 24, vec![endpoint("find", vec![work(6.0)])])
    };
    let cart = Component {
        memory: Some(Memory { base: 300.0, limit: 1024.0, per_call: 2.0, pressure_from: 0.8 }),
        ..service_of("cart", 32, vec![endpoint("show", vec![work(1.0), call("orders-db.read")])])
    };
    vec![gateway, catalog, search, cart]
}

/// What an order goes through.
fn back() -> Vec<Component> {
    let leaky = Version {
        leak: 0.05,
        slowness: 1.2,
        errors: 0.02,
        error_log: "nil pointer in quote".into(),
        ..Version::healthy("v2")
    };
    let quote = Step::IfFlag {
        flag: "new_quote".into(),
        then: vec![call("shipping.quote")],
        otherwise: vec![work(0.2)],
    };
    let checkout = Component {
        replicas: 3,
        cpu_limit: Some(1.5),
        versions: vec![Version::healthy("v1"), leaky],
        memory: Some(Memory { base: 400.0, limit: 700.0, per_call: 1.0, pressure_from: 0.8 }),
        probe: Some(Liveness { every: 10 * SECOND, timeout: SECOND, failures: 3 }),
        warmup: 20 * SECOND,
        cold_factor: 2.0,
        ..service_of(
            "checkout",
            32,
            vec![writing(
                "order",
                vec![
                    work(2.0),
                    call("inventory.reserve"),
                    quote,
                    call("payments.charge"),
                    call("orders-db.insert"),
                    Step::Publish("mail-queue.put".into()),
                ],
            )],
        )
    };
    vec![
        checkout,
        service_of("inventory", 16, vec![writing("reserve", vec![work(1.5), call("orders-db.decrement")])]),
        service_of("shipping", 16, vec![endpoint("quote", vec![work(3.0)])]),
        service_of("payments", 32, vec![endpoint("charge", vec![work(1.0), call("card-network.pay")])]),
        service_of("mailer", 8, vec![endpoint("send", vec![work(4.0)])]),
    ]
}

/// What they all stand on.
fn parts() -> Vec<Component> {
    let database = Component {
        kind: Kind::Database(Database { max_connections: 200, apply_rate: 500.0, failover: 30 * SECOND }),
        replicas: 3,
        max_replicas: 3,
        workers: 64,
        cores: 8.0,
        disk: Some(Disk { size: 50_000.0, used: 30_000.0, growth: 0.5, reclaimable: 0.4 }),
        ..service_of(
            "orders-db",
            64,
            vec![
                endpoint("read", vec![Step::Work(Duration::LogNormal(2 * MILLI, 1.0))]),
                writing("insert", vec![work(2.0), Step::Write(0.01)]),
                writing("decrement", vec![work(0.5), Step::Lock { rows: 200 }, work(1.0)]),
            ],
        )
    };
    let cache = Component {
        kind: Kind::Cache(Cache {
            capacity: 5_000,
            ttl: 2 * MINUTE,
            keys: 20_000,
            zipf: 1.0,
            coalesce: false,
        }),
        ..service_of("catalog-cache", 64, vec![endpoint("get", vec![work(0.2)])])
    };
    let broker = Component {
        kind: Kind::Broker(Broker {
            partitions: 4,
            consumer: "mailer.send".into(),
            redelivery: SECOND,
            late_after: MINUTE,
        }),
        ..service_of("mail-queue", 32, vec![writing("put", vec![work(0.3)])])
    };
    let card = Component {
        kind: Kind::External(External { rate_limit: 200.0 }),
        replicas: 1,
        certificate_expires: NEVER,
        ..service_of(
            "card-network",
            1,
            vec![endpoint("pay", vec![Step::Wait(Duration::LogNormal(60 * MILLI, 0.5))])],
        )
    };
    vec![database, cache, broker, card]
}

fn edges() -> Vec<Edge> {
    let edge = |from: &str, to: &str| Edge { from: from.into(), to: to.into(), ..Edge::default() };
    let breaker = Breaker { open_at: 0.5, min_calls: 20, open_for: 5 * SECOND };
    vec![
        Edge { timeout: 10 * SECOND, latency: 20 * MILLI, ..edge("users", "gateway") },
        Edge { retries: 1, timeout: 2 * SECOND, ..edge("gateway", "catalog") },
        Edge { retries: 1, ..edge("gateway", "search") },
        edge("gateway", "cart"),
        Edge { timeout: 5 * SECOND, ..edge("gateway", "checkout") },
        Edge { timeout: 200 * MILLI, ..edge("catalog", "catalog-cache") },
        Edge { pool: 30, ..edge("catalog", "orders-db") },
        Edge { pool: 20, retries: 2, retry_budget: 0.1, ..edge("cart", "orders-db") },
        Edge { retries: 2, retry_budget: 0.1, ..edge("checkout", "inventory") },
        Edge { fallback: Fallback::On, timeout: 500 * MILLI, ..edge("checkout", "shipping") },
        Edge {
            breaker: Some(breaker),
            fallback: Fallback::Off,
            timeout: 2 * SECOND,
            ..edge("checkout", "payments")
        },
        Edge { pool: 20, ..edge("checkout", "orders-db") },
        Edge { pool: 20, ..edge("inventory", "orders-db") },
        Edge { loss: 0.001, timeout: 2 * SECOND, latency: 5 * MILLI, ..edge("payments", "card-network") },
    ]
}
