//! Whatever the system and whatever befalls it: numbers that speak of the same thing agree. Two hundred
//! systems from a family drawn by seed; one that breaks a law is told with its seed and made smaller.

use crate::family::{Case, LIFE};
use crate::lab::Lab;
use crate::shrink::{complaints, report, smaller};
use world::probe::Probe;
use world::signal::*;
use world::time::{MINUTE, Nanos, SECOND};

/// Systems looked at [count].
const SYSTEMS: u64 = 200;

/// Adds a complaint where a law does not hold.
macro_rules! law {
    ($wrong:expr, $holds:expr, $($said:tt)+) => {
        let holds: bool = $holds;
        if !holds {
            $wrong.push(format!($($said)+));
        }
    };
}

fn percentiles_are_in_order(lab: &Lab, wrong: &mut Vec<String>) {
    for probe in [Probe::Components { component: None }, Probe::Journeys] {
        let Signals::Vitals(vitals) = lab.world.probe(&probe) else { panic!("no vitals") };
        for vital in vitals {
            let of = |m: Metric| vital.readings.iter().find(|r| r.metric == m).and_then(|r| r.now);
            let (p50, p95, p99) = (of(Metric::P50), of(Metric::P95), of(Metric::P99));
            law!(wrong, p50 <= p95 && p95 <= p99, "{}: {p50:?} {p95:?} {p99:?}", vital.subject);
            for share in [Metric::ErrorShare, Metric::Cpu, Metric::HitShare, Metric::SlowShare, Metric::Disk]
            {
                let value = of(share).unwrap_or(0.0);
                law!(wrong, (0.0..=100.0).contains(&value), "{} {share:?}: {value}", vital.subject);
            }
            for reading in &vital.readings {
                let value = reading.now.unwrap_or(0.0);
                law!(wrong, value.is_finite() && value >= 0.0, "{}: {reading:?}", vital.subject);
            }
        }
    }
}

fn counts_add_up(lab: &Lab, wrong: &mut Vec<String>) {
    let Signals::Impact(rows) = lab.world.probe(&Probe::Impact { since: 0, until: LIFE * SECOND }) else {
        panic!("no impact")
    };
    let sum = |f: fn(&Impact) -> u64| rows[1..].iter().map(f).sum::<u64>();
    let sums = (sum(|i| i.requests), sum(|i| i.failed));
    law!(wrong, (rows[0].requests, rows[0].failed) == sums, "{:?} is the sum of {sums:?}", rows[0]);
    for row in &rows {
        law!(wrong, row.failed + row.slow <= row.requests, "{row:?}");
        law!(
            wrong,
            row.degraded + row.failed <= row.requests && row.stale + row.failed <= row.requests,
            "{row:?}"
        );
        law!(wrong, row.cost >= row.failed as f64 * 0.999, "{row:?}");
    }
    // Rates of the journeys, scrape by scrape, are the requests of the impact.
    for row in &rows[1..] {
        let rates = lab.points(&row.journey, Metric::Rate, 0, LIFE);
        let counted: f64 = rates.into_iter().flatten().map(|r| r * 10.0).sum();
        law!(
            wrong,
            (counted - row.requests as f64).abs() < 0.5,
            "{}: rates make {counted}, {row:?}",
            row.journey
        );
    }
}

fn all_logs(lab: &Lab) -> Vec<LogGroup> {
    let probe =
        Probe::Logs { component: None, errors_only: false, contains: None, since: 0, until: Nanos::MAX };
    let Signals::Logs(groups) = lab.world.probe(&probe) else { panic!("no logs") };
    groups
}

fn edges(lab: &Lab) -> Vec<EdgeState> {
    let Signals::Edges(edges) = lab.world.probe(&Probe::Edges { component: None }) else {
        panic!("no edges")
    };
    edges
}

fn edges_and_logs_are_sound(lab: &Lab, wrong: &mut Vec<String>) {
    for group in all_logs(lab) {
        law!(wrong, group.first <= group.last && group.last <= lab.world.now(), "{group:?}");
        law!(wrong, group.examples.len() as u64 <= group.count, "{group:?}");
        law!(wrong, group.examples.iter().all(|l| (group.first..=group.last).contains(&l.at)), "{group:?}");
    }
    let resized = lab.changes().iter().any(|c| c.what.contains("pool") || c.what.contains("revert"));
    for edge in edges(lab) {
        law!(wrong, edge.timeouts <= edge.failed + 1e-9 && edge.retries <= 100.0 + 1e-9, "{edge:?}");
        if let Some((in_use, of)) = edge.pool {
            law!(wrong, in_use <= of.max(1) * 4 || resized, "{edge:?}");
        }
    }
}

/// Does this line speak of a call to that component?
fn names(message: &str, callee: &str) -> bool {
    message.split([' ', ':']).any(|word| word == callee)
}

/// What callers logged of failed calls is what their edges counted, line for line; of users there is no log.
fn logs_count_what_edges_count(lab: &Lab, wrong: &mut Vec<String>) {
    let logs = all_logs(lab);
    for EdgeState { from, to, .. } in edges(lab) {
        let totals = lab.world.edge_totals(&from, &to).expect("the edge is there");
        law!(wrong, totals.timeouts <= totals.failed, "{from}->{to}: {totals:?}");
        law!(
            wrong,
            totals.failed <= totals.sent && totals.retries <= totals.sent,
            "{from}->{to}: {totals:?}"
        );
        if from == "users" {
            law!(wrong, !logs.iter().any(|g| g.component == from), "users keep no log");
            continue;
        }
        let of_calls = logs.iter().filter(|g| g.component == from && names(&g.message, &to));
        let of_calls: Vec<&LogGroup> = of_calls.filter(|g| !g.message.starts_with("message from")).collect();
        let lines: u64 = of_calls.iter().map(|g| g.count).sum();
        law!(wrong, lines == totals.failed, "{from}->{to}: {lines} lines, {totals:?}");
        let gave_up =
            |g: &&&LogGroup| g.message.contains("timed out") || g.message.contains("in the pool within");
        let lines: u64 = of_calls.iter().filter(gave_up).map(|g| g.count).sum();
        law!(wrong, lines == totals.timeouts, "{from}->{to}: {lines} lines of giving up, {totals:?}");
    }
}

fn traces_fit_together(lab: &Lab, wrong: &mut Vec<String>) {
    let probe =
        Probe::Traces { component: None, journey: None, bad_only: false, since: 0, until: Nanos::MAX };
    let Signals::Traces(traces) = lab.world.probe(&probe) else { panic!("no traces") };
    for trace in &traces {
        let within = trace.spans.iter().all(|span| span.offset <= trace.took);
        law!(wrong, within, "a span begins within its trace: {trace:?}");
        let first = trace.spans.first().expect("at least the user's call");
        let whole = first.offset == 0 && first.depth == 0 && first.took <= trace.took;
        law!(wrong, whole, "the first span is the user's call: {trace:?}");
    }
}

fn times_match_changes(lab: &Lab, wrong: &mut Vec<String>) {
    for change in lab.changes() {
        law!(wrong, change.at <= lab.world.now(), "{change:?}");
        law!(wrong, change.ended.is_none() == (change.state == "started"), "{change:?}");
        law!(wrong, change.ended.is_none_or(|end| end >= change.at), "{change:?}");
    }
    let Signals::Alerts(alerts) = lab.world.probe(&Probe::Alerts { since: 0, until: Nanos::MAX }) else {
        panic!("no alerts")
    };
    for alert in alerts {
        law!(
            wrong,
            alert.value > alert.threshold && alert.until.is_none_or(|u| u > alert.since),
            "{alert:?}"
        );
        law!(wrong, alert.since <= LIFE * SECOND && alert.since >= MINUTE / 6, "{alert:?}");
    }
}

/// Every law.
fn laws(case: &Case) -> Vec<String> {
    let Some(lab) = case.live() else { return Vec::new() };
    let mut wrong = Vec::new();
    percentiles_are_in_order(&lab, &mut wrong);
    counts_add_up(&lab, &mut wrong);
    edges_and_logs_are_sound(&lab, &mut wrong);
    logs_count_what_edges_count(&lab, &mut wrong);
    traces_fit_together(&lab, &mut wrong);
    times_match_changes(&lab, &mut wrong);
    wrong
}

#[test]
fn whatever_befalls_a_system_its_signals_agree() {
    for seed in 0..SYSTEMS {
        if let Some(report) = report(&Case::drawn(seed), &laws) {
            panic!("{report}");
        }
    }
}

#[test]
fn the_laws_speak_of_something() {
    let (mut lines, mut gave_up, mut traces) = (0, 0, 0);
    for seed in 0..20 {
        let lab = Case::lived(seed);
        for EdgeState { from, to, .. } in edges(&lab).iter().filter(|e| e.from != "users") {
            let totals = lab.world.edge_totals(from, to).expect("the edge is there");
            (lines, gave_up) = (lines + totals.failed, gave_up + totals.timeouts);
        }
        let all =
            Probe::Traces { component: None, journey: None, bad_only: false, since: 0, until: Nanos::MAX };
        let Signals::Traces(found) = lab.world.probe(&all) else { panic!("no traces") };
        traces += usize::from(!found.is_empty());
    }
    assert!(lines > 10_000 && gave_up > 1_000 && traces == 20, "{lines} {gave_up} {traces}");
}

#[test]
fn a_system_that_breaks_a_law_is_told_with_its_seed_and_made_smaller() {
    // A law that no system should keep: payments never fails. Its breach needs users who buy, and the way there.
    let never_fails = |case: &Case| {
        let Some(lab) = case.live() else { return Vec::new() };
        let failed = lab.world.edge_totals("checkout", "payments").map_or(0, |t| t.failed);
        if failed > 0 { vec![format!("{failed} calls to payments failed")] } else { Vec::new() }
    };
    let seed = (0..SYSTEMS).find(|s| !complaints(&Case::drawn(*s), &never_fails).is_empty());
    let case = Case::drawn(seed.expect("some system breaks it"));
    let small = smaller(&case, &never_fails);
    assert!(!complaints(&small, &never_fails).is_empty(), "it still breaks the law");
    let names: Vec<&str> = small.topology.components.iter().map(|c| c.name.as_str()).collect();
    assert!(names.contains(&"checkout") && names.contains(&"payments"), "{small}");
    assert!(names.len() <= 4 && names.len() < case.topology.components.len(), "{small}");
    assert!(small.orders.len() + small.faults.len() <= 1, "{small}");
    assert!(small.topology.traffic.len() == 1 && small.topology.journeys.len() == 1, "{small}");
    let report = report(&case, &never_fails).expect("it breaks a law");
    assert!(report.starts_with(&format!("seed {}: ", case.seed)), "{report}");
    assert!(report.contains("A smaller system") && report.contains("component payments"), "{report}");
    assert!(report.len() < 4_000, "it can be read: {report}");
    println!("{report}");
    let panics = |_: &Case| panic!("a panic is a complaint as well");
    assert_eq!(complaints(&small, &panics), ["panics: a panic is a complaint as well"]);
}
