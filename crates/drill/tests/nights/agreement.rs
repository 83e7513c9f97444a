//! What can be seen of a world agrees with itself, at any moment of any night: one truth, many windows.

use drill::scenario::Scenario;
use world::World;
use world::probe::Probe;
use world::rng::child;
use world::signal::{EdgeState, Impact, Metric, Signals, Vital};
use world::time::{MINUTE, Nanos, SECOND};

use crate::night::opening;
use crate::shelf;

const SEEDS: [u64; 2] = [3, 11];
/// Moments at which each night is looked at [count].
const MOMENTS: u64 = 6;
/// Monitoring looks every ten seconds; what happened since then is in no series yet [ns].
const SCRAPE: Nanos = 10 * SECOND;

fn reading(vital: &Vital, metric: Metric) -> Option<f64> {
    vital.readings.iter().find(|r| r.metric == metric)?.now
}

fn vitals_agree(world: &World, at: &str) {
    for probe in [Probe::Components { component: None }, Probe::Journeys] {
        let Signals::Vitals(vitals) = world.probe(&probe) else { panic!("{at}: no vitals") };
        for vital in &vitals {
            let at = format!("{at} {}", vital.subject);
            let get = |metric| reading(vital, metric);
            if let (Some(p50), Some(p95), Some(p99)) = (get(Metric::P50), get(Metric::P95), get(Metric::P99))
            {
                assert!(p50 <= p95 && p95 <= p99, "{at}: {p50} {p95} {p99}");
            }
            for share in vital.readings.iter().filter(|r| r.metric.unit() == "%") {
                let whole = 100.0 + 1e-6;
                // A burst may use a little more than its limit before it is stopped.
                let most = if share.metric == Metric::Cpu { 130.0 } else { whole };
                assert!(share.now.is_none_or(|v| (0.0..=most).contains(&v)), "{at}: {share:?}");
            }
            if let (Some(good), Some(rate)) = (get(Metric::Goodput), get(Metric::Rate)) {
                assert!(good <= rate + 1e-6, "{at}: {good} good of {rate}");
            }
        }
    }
}

fn impact(world: &World, since: Nanos, until: Nanos) -> Vec<Impact> {
    match world.probe(&Probe::Impact { since, until }) {
        Signals::Impact(all) => all,
        other => panic!("{other:?}"),
    }
}

fn impact_agrees(world: &World, at: &str, before: &[Impact]) -> Vec<Impact> {
    let all = impact(world, 0, world.now());
    let (sum, parts) = all.split_first().expect("the sum comes first");
    let add = |of: fn(&Impact) -> u64| parts.iter().map(of).sum::<u64>();
    let sums =
        [add(|i| i.requests), add(|i| i.failed), add(|i| i.slow), add(|i| i.degraded), add(|i| i.stale)];
    assert_eq!([sum.requests, sum.failed, sum.slow, sum.degraded, sum.stale], sums, "{at}: the sum");
    for (now, then) in all.iter().zip(before) {
        assert!(now.requests >= then.requests && now.failed >= then.failed, "{at}: {then:?} became {now:?}");
        assert!(now.slow >= then.slow && now.cost >= then.cost - 1e-9, "{at}: {then:?} became {now:?}");
    }
    for part in &all {
        assert!(part.failed + part.slow <= part.requests, "{at}: {part:?}");
    }
    all
}

fn logs_and_traces_agree(world: &World, at: &str) {
    let now = world.now();
    // Log lines are counted by the ten seconds, so the window stands on whole ones.
    let until = (now - MINUTE) / SCRAPE * SCRAPE;
    let since = until.saturating_sub(6 * MINUTE);
    let logs = Probe::Logs { component: None, errors_only: false, contains: None, since, until };
    let Signals::Logs(groups) = world.probe(&logs) else { panic!("{at}: no logs") };
    for group in &groups {
        let inside = |t: Nanos| (since..until).contains(&t);
        assert!(group.first <= group.last && group.count > 0, "{at}: {group:?}");
        assert!(group.examples.iter().all(|line| inside(line.at)), "{at}: {group:?}");
        assert!(group.examples.len() as u64 <= group.count, "{at}: {group:?}");
    }
    let traces = Probe::Traces { component: None, journey: None, bad_only: false, since, until };
    let Signals::Traces(traces) = world.probe(&traces) else { panic!("{at}: no traces") };
    for trace in &traces {
        assert!((since..until).contains(&trace.at) && trace.at + trace.took <= now, "{at}: {trace:?}");
        let root = trace.spans.first().expect("a trace has its user's call");
        assert!(root.depth == 0 && root.offset == 0, "{at}: {trace:?}");
    }
}

/// What callers logged of failed calls is what their edges counted, line for line.
fn logs_count_what_edges_count(world: &World, at: &str) {
    let all =
        Probe::Logs { component: None, errors_only: false, contains: None, since: 0, until: Nanos::MAX };
    let Signals::Logs(groups) = world.probe(&all) else { panic!("{at}: no logs") };
    let Signals::Edges(edges) = world.probe(&Probe::Edges { component: None }) else {
        panic!("{at}: no edges")
    };
    for EdgeState { from, to, .. } in edges.iter().filter(|edge| edge.from != "users") {
        let names = |message: &str| message.split([' ', ':']).any(|word| word == to);
        let of_calls = groups.iter().filter(|g| g.component == *from && names(&g.message));
        let of_calls = of_calls.filter(|g| !g.message.starts_with("message from"));
        let lines: u64 = of_calls.map(|g| g.count).sum();
        let totals = world.edge_totals(from, to).expect("the edge is there");
        assert_eq!(lines, totals.failed, "{at}: {from}->{to}: lines, and calls counted as failed");
    }
}

fn records_agree(world: &World, at: &str) {
    let (now, all) = (world.now(), (0, Nanos::MAX));
    let Signals::Changes(changes) = world.probe(&Probe::Changes { since: all.0, until: all.1 }) else {
        panic!("{at}: no changes")
    };
    assert!(changes.is_sorted_by_key(|c| c.at), "{at}: changes are in order");
    for change in &changes {
        assert!(
            change.at <= now && change.ended.is_none_or(|t| t >= change.at && t <= now),
            "{at}: {change:?}"
        );
    }
    let Signals::Alerts(alerts) = world.probe(&Probe::Alerts { since: all.0, until: all.1 }) else {
        panic!("{at}: no alerts")
    };
    for alert in &alerts {
        assert!(
            alert.since <= now && alert.until.is_none_or(|t| t >= alert.since && t <= now),
            "{at}: {alert:?}"
        );
    }
    let Signals::Complaints(tickets) = world.probe(&Probe::Complaints { since: 0, until: now }) else {
        panic!("{at}: no tickets")
    };
    assert!(tickets.iter().all(|t| t.at <= now), "{at}: a ticket from the future");
}

/// A series and the exact count tell the same number of requests, but for the edges of the window.
fn series_agree_with_counts(world: &World, scenario: &Scenario, at: &str) {
    let until = world.now() / SCRAPE * SCRAPE;
    let since = until.saturating_sub(5 * MINUTE);
    let exact = impact(world, since, until);
    for journey in &scenario.topology.journeys {
        let probe = Probe::Series { subject: journey.name.clone(), metric: Metric::Rate, since, until };
        let Signals::Series(series) = world.probe(&probe) else { panic!("{at}: no series") };
        let Some(series) = series.first() else { continue };
        let step = series.step as f64 / SECOND as f64;
        let told: f64 = series.points.iter().flatten().sum::<f64>() * step;
        let counted = exact.iter().find(|i| i.journey == journey.name).map_or(0, |i| i.requests) as f64;
        let edges = 2.0 * step * (counted / 300.0 + 1.0) * 2.0;
        assert!((told - counted).abs() <= edges, "{at} {}: {told} told, {counted} counted", journey.name);
    }
}

fn agree(scenario: &Scenario, seed: u64) {
    let mut world = opening(scenario, seed).world;
    let mut before = Vec::new();
    for moment in 0..MOMENTS {
        let at = format!("{} seed {seed} at {} ms", scenario.id, world.now() / 1_000_000);
        vitals_agree(&world, &at);
        before = impact_agrees(&world, &at, &before);
        logs_and_traces_agree(&world, &at);
        logs_count_what_edges_count(&world, &at);
        records_agree(&world, &at);
        series_agree_with_counts(&world, scenario, &at);
        let step = child(child(seed, 0xa9ee), moment) % (scenario.horizon / MOMENTS) + SECOND;
        world.advance(world.now() + step);
    }
}

#[test]
fn every_window_onto_a_world_tells_the_same_truth() {
    let scenarios = shelf::scenarios();
    std::thread::scope(|scope| {
        for (scenario, seed) in scenarios.iter().flat_map(|s| SEEDS.map(|seed| (s, seed))) {
            scope.spawn(move || agree(scenario, seed));
        }
    });
}
