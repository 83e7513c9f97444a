//! An order moves nobody's dice but those it touches. Two branches of one world, one with an order; what
//! the order does not reach is compared moment by moment, to the nanosecond.

use crate::build::*;
use crate::lab::Lab;
use std::collections::BTreeMap;
use world::World;
use world::probe::Probe;
use world::signal::{Signals, Trace};
use world::time::{MILLI, MINUTE, Nanos, SECOND};
use world::topology::*;

/// Two journeys: `a` through `a-api` to `a-db`, `b` through `b-api` to `b-db`, with retries, pools and loss.
fn two_roads() -> Topology {
    let api = |name: &str, to: &str| Component {
        cores: 16.0,
        ..service_of(name, 400, vec![endpoint("do", vec![work(2.0), call(to), work(1.0)])])
    };
    let db = |name: &str| Component {
        cores: 16.0,
        ..service_of(name, 16, vec![endpoint("get", vec![work(3.0)])])
    };
    let edge = |from: &str, to: &str| Edge {
        from: from.into(),
        to: to.into(),
        retries: 2,
        timeout: SECOND,
        pool: 20,
        loss: 0.01,
        ..Edge::default()
    };
    let edges = vec![edge("a-api", "a-db"), edge("b-api", "b-db")];
    let parts = vec![api("a-api", "a-db.get"), db("a-db"), api("b-api", "b-db.get"), db("b-db")];
    let mut roads = system(parts, edges, "a-api.do", 100.0);
    roads.journeys[0].name = "a".into();
    roads.traffic[0].mix[0].0 = "a".into();
    roads.journeys.push(journey("b", "b-api.do"));
    roads.traffic.push(open("others", 100.0, "b"));
    // One group asks for both: who asks for which is drawn, and must not move either.
    roads.traffic[0].mix.push(("b".into(), 0.3));
    roads
}

fn traces(world: &World, journey: &str) -> BTreeMap<u64, Trace> {
    let probe = Probe::Traces {
        component: None,
        journey: Some(journey.into()),
        bad_only: false,
        since: 0,
        until: Nanos::MAX,
    };
    let Signals::Traces(traces) = world.probe(&probe) else { panic!("no traces") };
    traces.into_iter().map(|t| (t.request, t)).collect()
}

#[test]
fn what_an_order_does_not_touch_is_the_same_to_the_nanosecond() {
    for order in ["restart b-api", "scale b-db 6", "set b-api->b-db retries 0", "cpu-limit b-db 1"] {
        let mut plain = Lab::new(&two_roads());
        plain.until(30);
        let mut other = Lab { world: plain.world.clone() };
        other.order(order);
        // In steps of 5 ms at most one or two calls end: each is compared by itself.
        while plain.world.now() < 3 * MINUTE {
            let next = plain.world.now() + 5 * MILLI;
            plain.world.advance(next);
            other.world.advance(next);
            for call in ["a-api.do", "a-db.get"] {
                assert_eq!(
                    plain.world.totals(call),
                    other.world.totals(call),
                    "{order}: {call} at {next} ns"
                );
            }
            assert_eq!(plain.world.requests(), other.world.requests(), "{order}: who comes and when");
        }
        // Which traces are kept depends on how many are bad in all; those kept in both are the same.
        let (one, two) = (traces(&plain.world, "a"), traces(&other.world, "a"));
        let both: Vec<_> = one.iter().filter_map(|(n, t)| Some((t, two.get(n)?))).collect();
        assert!(both.len() >= 10 && both.iter().all(|(here, there)| here == there), "{order}");
        assert_ne!(plain.world.digest(), other.world.digest(), "{order} was carried out");
    }
}

/// `a` and `b` share a front door with few workers; `a-api` always has a worker and a core free.
fn shared_door() -> Topology {
    let mut roads = two_roads();
    let ways = vec![
        endpoint("a", vec![work(1.0), call("a-api.do")]),
        endpoint("b", vec![work(1.0), call("b-api.do")]),
    ];
    roads.components.push(Component { replicas: 1, ..service_of("door", 12, ways) });
    roads.components[0].endpoints[0].steps = vec![work(5.0)];
    roads.components[0].replicas = 1;
    (roads.journeys[0].entry, roads.journeys[1].entry) = ("door.a".into(), "door.b".into());
    roads
}

#[test]
fn requests_that_only_wait_longer_draw_the_same_luck() {
    let mut plain = Lab::new(&shared_door());
    plain.until(30);
    let mut other = Lab { world: plain.world.clone() };
    other.order("cpu-limit b-db 2");
    plain.until(1_500);
    other.until(1_500);
    let (one, two) = (traces(&plain.world, "a"), traces(&other.world, "a"));
    let (mut compared, mut moved) = (0, 0);
    for (request, trace) in &one {
        let Some(same) = two.get(request) else { continue };
        let hop =
            |t: &Trace| t.spans.iter().find(|s| s.call == "a-api.do" && s.outcome == "ok").map(|s| s.took);
        if let (Some(here), Some(there)) = (hop(trace), hop(same)) {
            assert_eq!(here, there, "request {request} works as long in either branch");
            compared += 1;
            moved += u64::from(trace.took != same.took);
        }
    }
    assert!(compared >= 100, "{compared} requests were traced in both");
    assert!(moved > 0, "the order was felt at the shared door");
}
