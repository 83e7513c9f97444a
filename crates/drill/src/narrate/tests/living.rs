//! The same promises before a real world: a small shop whose release fails, looked at while it burns.

use world::World;
use world::fault::{CallChange, Fault};
use world::intervention::Intervention;
use world::time::{MILLI, MINUTE, SECOND};
use world::topology::*;

use super::*;

fn endpoint(name: &str, steps: Vec<Step>) -> Endpoint {
    Endpoint { name: name.into(), write: false, steps }
}

fn work(millis: u64) -> Step {
    Step::Work(Duration::Exponential(millis * MILLI))
}

fn shop() -> Topology {
    let component = |name: &str, kind: Kind, endpoints| Component {
        name: name.into(),
        kind,
        endpoints,
        replicas: 3,
        ..Component::default()
    };
    let call = |to: &str| Step::Call(to.into());
    let mut checkout =
        component("checkout", Kind::Service, vec![endpoint("buy", vec![work(8), call("orders-db.read")])]);
    checkout.versions = vec![
        Version::healthy("v142"),
        Version { errors: 0.4, error_log: "panic: quote is nil".into(), ..Version::healthy("v143") },
    ];
    checkout.memory = Some(Memory { base: 300.0, limit: 1_024.0, per_call: 1.0, pressure_from: 1.0 });
    let gateway =
        component("gateway", Kind::Service, vec![endpoint("buy", vec![work(1), call("checkout.buy")])]);
    let database = Database { max_connections: 100, apply_rate: 1_000.0, failover: 30 * SECOND };
    let database = component("orders-db", Kind::Database(database), vec![endpoint("read", vec![work(2)])]);
    let edge =
        |from: &str, to: &str, pool| Edge { from: from.into(), to: to.into(), pool, ..Edge::default() };
    Topology {
        name: "shop".into(),
        components: vec![gateway, checkout, database],
        edges: vec![edge("users", "gateway", u32::MAX), edge("checkout", "orders-db", 20)],
        journeys: vec![Journey {
            name: "buy".into(),
            entry: "gateway.buy".into(),
            slow_after: SECOND,
            value: 1.0,
        }],
        traffic: vec![Traffic {
            name: "web".into(),
            source: Source::Open { rate: 60.0, daily: 0.0 },
            mix: vec![("buy".into(), 1.0)],
        }],
        flags: vec![Flag { name: "new_cart".into(), share: 0.3 }],
        alerts: vec![AlertRule {
            name: "CheckoutErrorRate".into(),
            subject: "checkout".into(),
            metric: Metric::ErrorShare,
            threshold: 5.0,
            below: false,
            hold: MINUTE,
            pages: true,
        }],
        ..Topology::default()
    }
}

/// The shop at minute 22: the release began at minute 10, a rollback was ordered just now.
fn burning() -> World {
    let mut world = World::new(&shop(), 7).expect("the shop has no flaws");
    let release = Fault::Release { service: "checkout".into(), version: "v143".into() };
    let change = CallChange::Timeout(500 * MILLI);
    let config = Fault::Config { from: "checkout".into(), to: "orders-db".into(), change };
    world.schedule(9 * MINUTE, config).expect("the call exists");
    world.schedule(10 * MINUTE, release).expect("the version exists");
    world.advance(9 * MINUTE);
    world.mark_normal();
    world.advance(22 * MINUTE);
    world
        .intervene(&Intervention::Rollback { service: "checkout".into() })
        .expect("there is a version before");
    world
}

fn looks() -> Vec<Look> {
    let subject = Some("checkout".to_string());
    let mut looks = vec![
        Look::Overview,
        Look::Impact,
        Look::Metric { subject: subject.clone(), metric: None },
        Look::Metric { subject: Some("buy".into()), metric: None },
        Look::Logs { component: None, errors_only: false, contains: None },
        Look::Logs { component: subject.clone(), errors_only: true, contains: Some("quote".into()) },
        Look::Traces { component: None, bad_only: true },
        Look::Changes { window: None },
        Look::Alerts,
        Look::Topology { component: None },
        Look::Replicas { component: None },
        Look::Activity { database: None },
        Look::Tickets,
        Look::Flags,
        Look::Jobs,
        Look::Certificates,
    ];
    for metric in Metric::ALL {
        looks.push(Look::Metric { subject: subject.clone(), metric: Some(metric) });
        looks.push(Look::Metric { subject: None, metric: Some(metric) });
    }
    looks
}

#[test]
fn every_look_at_a_burning_world_keeps_the_promises() {
    let world = burning();
    for lang in Lang::ALL {
        let clock = Clock::new(2.0, 10 * MINUTE, 12 * MINUTE);
        let view = View { lang, clock, now: world.now() };
        for look in looks() {
            let seen = probes(&look, world.topology(), world.now());
            let seen: Vec<_> = seen.into_iter().map(|p| (p.clone(), world.probe(&p))).collect();
            let told = answer(view, &look, &seen);
            assert!(!told.blocks.is_empty(), "{look:?}");
            for text in texts(&told) {
                assert!(!text.contains(['⟦', '$']), "{look:?}: {text}");
                assert_eq!(ungrounded(&text, &told.facts), Vec::<String>::new(), "{look:?}: {text}");
            }
            for width in [80, 100] {
                let lines = plainly_by(&clock, &told, lang, width);
                assert!(lines.lines().all(|line| line.width() <= width), "{look:?}: {lines}");
            }
        }
    }
}

#[test]
fn a_failing_release_leads_the_overview() {
    let world = burning();
    let seen = probes(&Look::Overview, world.topology(), world.now());
    let seen: Vec<_> = seen.into_iter().map(|p| (p.clone(), world.probe(&p))).collect();
    let view = View { lang: Lang::Ja, clock: Clock::default(), now: world.now() };
    let told = answer(view, &Look::Overview, &seen);
    assert!(texts(&told)[0].contains("エラー率 3"), "{:?}", texts(&told)[0]);
}

#[test]
fn a_healthy_world_is_called_normal_whatever_its_luck_and_load() {
    for (seed, rate) in [(1, 60.0), (2, 60.0), (3, 3.0), (4, 3.0), (5, 300.0)] {
        let mut topology = shop();
        topology.traffic[0].source = Source::Open { rate, daily: 0.0 };
        let mut world = World::new(&topology, seed).expect("the shop has no flaws");
        world.advance(8 * MINUTE);
        world.mark_normal();
        for minute in 9..16 {
            world.advance(minute * MINUTE);
            let seen = probes(&Look::Overview, world.topology(), world.now());
            let seen: Vec<_> = seen.into_iter().map(|p| (p.clone(), world.probe(&p))).collect();
            let view = View { lang: Lang::En, clock: Clock::default(), now: world.now() };
            let told = answer(view, &Look::Overview, &seen);
            assert_eq!(texts(&told)[0], "Everything is within its normal range", "seed {seed}, {rate}/s");
        }
    }
}

#[test]
fn an_order_that_waits_for_the_platform_is_told_with_whom_it_waits_for() {
    let mut topology = shop();
    topology.platform = Some("orders-db".into());
    let mut world = World::new(&topology, 7).expect("the shop has no flaws");
    let stall = Fault::Stall { component: "orders-db".into(), share: 1.0, lasts: 10 * MINUTE };
    world.schedule(MINUTE, stall).expect("it exists");
    world.advance(2 * MINUTE);
    let order = Intervention::Scale { component: "checkout".into(), replicas: 5 };
    world.intervene(&order).expect("it is taken");
    world.advance(4 * MINUTE);
    for (lang, words) in
        [(Lang::En, "waiting: orders-db does not answer"), (Lang::Ja, "orders-db が応答しない")]
    {
        let seen = probes(&Look::Changes { window: None }, world.topology(), world.now());
        let seen: Vec<_> = seen.into_iter().map(|p| (p.clone(), world.probe(&p))).collect();
        let view = View { lang, clock: Clock::default(), now: world.now() };
        let told = answer(view, &Look::Changes { window: None }, &seen);
        assert!(texts(&told).iter().any(|text| text.contains(words)), "{:?}", texts(&told));
    }
}
