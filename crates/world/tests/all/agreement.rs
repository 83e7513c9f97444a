//! Whatever the system and whatever befalls it: numbers that speak of the same thing agree. Two hundred
//! systems from a family drawn by seed, each with faults and orders of its own.

use crate::everything::{ORDERS, faults};
use crate::lab::Lab;
use crate::shop::shop;
use world::probe::Probe;
use world::rng::{child, unit};
use world::signal::*;
use world::time::{MILLI, MINUTE, Nanos, SECOND};
use world::topology::*;

/// Systems looked at [count].
const SYSTEMS: u64 = 200;
/// Length of one life [s].
pub const LIFE: u64 = 120;

/// The shop with sizes, policies and service times redrawn.
fn system(seed: u64) -> Topology {
    let mut drawn = 0;
    let mut draw = |n: u64| {
        drawn += 1;
        child(seed, drawn) % n
    };
    let mut shop = shop(10.0 + draw(40) as f64);
    for component in &mut shop.components {
        component.replicas = 1 + draw(3) as u32;
        component.max_replicas = component.max_replicas.max(4);
        component.workers = 1 + draw(32) as u32;
        component.queue = [0, 5, 50, u32::MAX][draw(4) as usize];
        component.boot = (1 + draw(20)) * SECOND;
    }
    for edge in &mut shop.edges {
        edge.retries = draw(3) as u32;
        edge.timeout = [50 * MILLI, 300 * MILLI, 2 * SECOND, 5 * SECOND][draw(4) as usize];
        edge.pool = [1, 10, u32::MAX][draw(3) as usize];
        edge.loss = [0.0, 0.0, 0.02][draw(3) as usize];
        edge.fallback = draw(5) == 0;
        edge.breaker =
            (draw(3) == 0).then_some(Breaker { open_at: 0.5, min_calls: 10, open_for: 5 * SECOND });
    }
    shop
}

/// One system and what befell it.
pub fn life(seed: u64) -> Lab {
    let mut lab = Lab::seeded(&system(seed), seed);
    let when = |n: u64| 10 + child(seed, n) % (LIFE - 20);
    for (n, fault) in faults(20 * SECOND).into_iter().enumerate() {
        if unit(child(seed, 500 + n as u64)) < 0.25 {
            lab.fault(when(600 + n as u64), fault);
        }
    }
    let mut orders: Vec<(u64, &str)> = (ORDERS.iter().enumerate())
        .filter(|(n, _)| unit(child(seed, 700 + *n as u64)) < 0.25)
        .map(|(n, line)| (when(800 + n as u64), *line))
        .collect();
    orders.sort_unstable();
    for (at, line) in orders {
        lab.until(at);
        let _ = lab.world.intervene(&line.parse().expect("an order")); // refused ones change nothing
    }
    lab.until(LIFE);
    lab
}

fn percentiles_are_in_order(lab: &Lab, seed: u64) {
    for probe in [Probe::Components { component: None }, Probe::Journeys] {
        let Signals::Vitals(vitals) = lab.world.probe(&probe) else { panic!("no vitals") };
        for vital in vitals {
            let of = |m: Metric| vital.readings.iter().find(|r| r.metric == m).and_then(|r| r.now);
            let (p50, p95, p99) = (of(Metric::P50), of(Metric::P95), of(Metric::P99));
            assert!(p50 <= p95 && p95 <= p99, "seed {seed}, {}: {p50:?} {p95:?} {p99:?}", vital.subject);
            for share in [Metric::ErrorShare, Metric::Cpu, Metric::HitShare, Metric::SlowShare, Metric::Disk]
            {
                let value = of(share).unwrap_or(0.0);
                assert!((0.0..=100.0).contains(&value), "seed {seed}, {} {share:?}: {value}", vital.subject);
            }
            for reading in &vital.readings {
                let value = reading.now.unwrap_or(0.0);
                assert!(value.is_finite() && value >= 0.0, "seed {seed}, {}: {reading:?}", vital.subject);
            }
        }
    }
}

fn counts_add_up(lab: &Lab, seed: u64) {
    let Signals::Impact(rows) = lab.world.probe(&Probe::Impact { since: 0, until: LIFE * SECOND }) else {
        panic!("no impact")
    };
    let sum = |f: fn(&Impact) -> u64| rows[1..].iter().map(f).sum::<u64>();
    assert_eq!(rows[0].requests, sum(|i| i.requests), "seed {seed}");
    assert_eq!(rows[0].failed, sum(|i| i.failed), "seed {seed}");
    for row in &rows {
        assert!(row.failed + row.slow <= row.requests, "seed {seed}: {row:?}");
        assert!(row.degraded + row.failed <= row.requests && row.stale + row.failed <= row.requests);
        assert!(row.cost >= row.failed as f64 * 0.999, "seed {seed}: {row:?}");
    }
    // Rates of the journeys, scrape by scrape, are the requests of the impact.
    for row in &rows[1..] {
        let rates = lab.points(&row.journey, Metric::Rate, 0, LIFE);
        let counted: f64 = rates.into_iter().flatten().map(|r| r * 10.0).sum();
        assert!((counted - row.requests as f64).abs() < 0.5, "seed {seed} {}: {counted}", row.journey);
    }
}

/// What callers logged of failed calls is what their edges counted, and users' failures are in no log.
fn logs_say_what_edges_count(lab: &Lab, seed: u64) {
    let probe =
        Probe::Logs { component: None, errors_only: false, contains: None, since: 0, until: Nanos::MAX };
    let Signals::Logs(groups) = lab.world.probe(&probe) else { panic!("no logs") };
    for group in &groups {
        assert!(group.first <= group.last && group.last <= lab.world.now(), "seed {seed}: {group:?}");
        assert!(group.examples.len() as u64 <= group.count, "seed {seed}: {group:?}");
        assert!(group.examples.iter().all(|l| (group.first..=group.last).contains(&l.at)), "seed {seed}");
    }
    let Signals::Edges(edges) = lab.world.probe(&Probe::Edges { component: None }) else {
        panic!("no edges")
    };
    for edge in &edges {
        assert!(edge.timeouts <= edge.failed + 1e-9, "seed {seed}: {edge:?}");
        assert!(edge.retries <= 100.0 + 1e-9, "seed {seed}: {edge:?}");
        if let Some((in_use, of)) = edge.pool {
            let shrunk = lab.changes().iter().any(|c| c.what.contains("pool") || c.what.contains("revert"));
            assert!(in_use <= of.max(1) * 4 || shrunk, "seed {seed}: {edge:?}");
        }
    }
}

fn traces_fit_together(lab: &Lab, seed: u64) {
    let probe =
        Probe::Traces { component: None, journey: None, bad_only: false, since: 0, until: Nanos::MAX };
    let Signals::Traces(traces) = lab.world.probe(&probe) else { panic!("no traces") };
    assert!(!traces.is_empty(), "seed {seed}");
    for trace in &traces {
        for span in &trace.spans {
            assert!(span.offset <= trace.took, "seed {seed}: a span begins within its trace: {trace:?}");
        }
        let first = trace.spans.first().expect("at least the user's call");
        assert!(first.offset == 0 && first.depth == 0 && first.took <= trace.took, "seed {seed}: {trace:?}");
    }
}

fn times_match_changes(lab: &Lab, seed: u64) {
    for change in lab.changes() {
        assert!(change.at <= lab.world.now(), "seed {seed}: {change:?}");
        assert_eq!(change.ended.is_none(), change.state == "started", "seed {seed}: {change:?}");
        assert!(change.ended.is_none_or(|end| end >= change.at), "seed {seed}: {change:?}");
    }
    let Signals::Alerts(alerts) = lab.world.probe(&Probe::Alerts { since: 0, until: Nanos::MAX }) else {
        panic!("no alerts")
    };
    for alert in alerts {
        assert!(alert.value > alert.threshold && alert.until.is_none_or(|u| u > alert.since), "seed {seed}");
        assert!(alert.since <= LIFE * SECOND && alert.since >= MINUTE / 6, "seed {seed}: {alert:?}");
    }
}

#[test]
fn whatever_befalls_a_system_its_signals_agree() {
    for seed in 0..SYSTEMS {
        let lab = life(seed);
        percentiles_are_in_order(&lab, seed);
        counts_add_up(&lab, seed);
        logs_say_what_edges_count(&lab, seed);
        traces_fit_together(&lab, seed);
        times_match_changes(&lab, seed);
    }
}
