//! A shop that burns, written by hand: answers to every kind of probe, as a world could have given them.

use world::probe::Probe;
use world::signal::*;
use world::time::{MILLI, MINUTE, NEVER, Nanos, SECOND};

use crate::intent::Look;

pub const NOW: Nanos = 33 * MINUTE;
const BURNT: Nanos = 24 * MINUTE;

pub type Seen = Vec<(Probe, Signals)>;

fn vital(subject: &str, readings: &[(Metric, Option<f64>, Option<f64>)]) -> Vital {
    let reading = |(metric, now, normal): &(Metric, Option<f64>, Option<f64>)| Reading {
        metric: *metric,
        now: *now,
        normal: *normal,
    };
    Vital { subject: subject.into(), readings: readings.iter().map(reading).collect() }
}

pub fn components() -> Vec<Vital> {
    use Metric as M;
    let service =
        |name: &str, rate, errors: (f64, f64), p95: (f64, f64), cpu: (f64, f64), ready: (f64, f64)| {
            vital(
                name,
                &[
                    (M::Rate, Some(rate), Some(rate)),
                    (M::ErrorShare, Some(errors.0), Some(errors.1)),
                    (M::P95, Some(p95.0), Some(p95.1)),
                    (M::Queue, Some(p95.0 / 10.0), Some(p95.1 / 10.0)),
                    (M::Cpu, Some(cpu.0), Some(cpu.1)),
                    (M::Ready, Some(ready.0), Some(ready.1)),
                ],
            )
        };
    let mut found = vec![
        service("gateway", 312.0, (12.1, 0.1), (2_412.0, 240.0), (31.0, 30.0), (4.0, 4.0)),
        service("catalog", 210.0, (0.05, 0.04), (38.4, 37.0), (41.0, 40.0), (4.0, 4.0)),
        service("checkout", 42.3, (34.23, 0.1), (2_312.4, 180.0), (38.0, 35.0), (3.0, 4.0)),
    ];
    found.push(vital("stock", &[(M::Rate, None, Some(80.0)), (M::ErrorShare, None, Some(0.1))]));
    found.push(vital(
        "orders-db",
        &[
            (M::Rate, Some(123.4), Some(130.0)),
            (M::ErrorShare, Some(0.0), Some(0.0)),
            (M::P95, Some(4.2), Some(4.0)),
            (M::Cpu, Some(22.0), Some(23.0)),
            (M::Disk, Some(97.3), Some(62.0)),
        ],
    ));
    found
}

pub fn journeys() -> Vec<Vital> {
    use Metric as M;
    let journey = |name: &str, rate, good: (f64, f64), errors: (f64, f64), p95: (f64, f64)| {
        vital(
            name,
            &[
                (M::Rate, Some(rate), Some(rate)),
                (M::ErrorShare, Some(errors.0), Some(errors.1)),
                (M::P95, Some(p95.0), Some(p95.1)),
                (M::Goodput, Some(good.0), Some(good.1)),
                (M::SlowShare, Some(0.4), Some(0.3)),
            ],
        )
    };
    vec![
        journey("browse", 210.0, (209.0, 209.5), (0.1, 0.1), (120.0, 118.0)),
        journey("buy", 42.0, (27.4, 41.8), (34.8, 0.2), (2_512.0, 420.0)),
    ]
}

fn series(subject: &str, metric: Metric, calm: f64, bad: f64) -> Series {
    let point = |minute: Nanos| match minute {
        12 | 13 => None,
        m if m * MINUTE >= BURNT => Some(bad + m as f64),
        m => Some(calm + (m % 3) as f64 * calm * 0.05),
    };
    let points = (3..33).map(point).collect();
    Series { subject: subject.into(), metric, first: 4 * MINUTE, step: MINUTE, points, normal: Some(calm) }
}

fn impact(journey: &str, requests: u64, failed: u64, slow: u64, degraded: u64) -> Impact {
    let cost = failed as f64 + slow as f64 / 2.0;
    Impact { journey: journey.into(), requests, failed, slow, degraded, stale: 0, cost }
}

fn line(at: Nanos, replica: u32, text: &str) -> LogLine {
    LogLine { at, replica, request: 81_723, text: text.into() }
}

fn log_group(
    component: &str,
    level: &'static str,
    message: &str,
    count: u64,
    examples: Vec<LogLine>,
) -> LogGroup {
    LogGroup {
        component: component.into(),
        level,
        message: message.into(),
        count,
        first: BURNT,
        last: NOW,
        examples,
    }
}

fn logs() -> Vec<LogGroup> {
    let quote = "NullPointerException at ShippingQuote.price(ShippingQuote.java:88)";
    let example = |at, replica| line(at, replica, &format!("{quote} order=81723"));
    vec![
        log_group("gateway", "INFO", "access", 190_412, vec![line(BURNT, 0, "GET /items 200 12ms")]),
        log_group(
            "checkout",
            "ERROR",
            quote,
            1_207,
            vec![example(BURNT + 3 * SECOND, 2), example(BURNT + 9 * SECOND, 0), example(NOW - SECOND, 1)],
        ),
        log_group("gateway", "WARN", "upstream checkout failed", 803, vec![]),
    ]
}

fn traces() -> Vec<Trace> {
    let span = |depth, call: &str, attempt, offset: Nanos, took: Nanos, outcome| Span {
        depth,
        call: call.into(),
        replica: (outcome != "timeout").then_some(1),
        attempt,
        offset: offset * MILLI,
        took: took * MILLI,
        outcome,
    };
    let bad = vec![
        span(0, "gateway.buy", 0, 0, 3_000, "upstream_failed"),
        span(1, "checkout.place_order", 0, 2, 2_990, "upstream_failed"),
        span(2, "stock.reserve", 0, 5, 40, "ok"),
        span(2, "payments.charge", 0, 50, 1_400, "timeout"),
        span(2, "payments.charge", 1, 1_550, 1_400, "timeout"),
    ];
    let trace = |request, took: Nanos, outcome, spans| Trace {
        request,
        journey: "buy".into(),
        at: NOW - MINUTE,
        took: took * MILLI,
        outcome,
        spans,
    };
    vec![trace(81_700, 310, "ok", vec![]), trace(81_723, 3_000, "upstream_failed", bad)]
}

fn changes() -> Vec<Change> {
    let change = |at, who: &str, what: &str, state: &str| Change {
        at,
        who: who.into(),
        what: what.into(),
        subject: String::new(),
        state: state.into(),
        ended: None,
    };
    vec![
        change(5 * MINUTE, "tanaka", "flag new_banner 10 % -> 30 %", "done"),
        change(BURNT - MINUTE, "deploy-bot", "release checkout v142 -> v143", "done"),
        change(NOW - 30 * SECOND, "responder", "rollback checkout", "failed: image pull failed"),
        change(NOW - 10 * SECOND, "responder", "rollback checkout", "started"),
    ]
}

pub fn alert(until: Option<Nanos>) -> Alert {
    Alert {
        rule: "CheckoutErrorRate".into(),
        subject: "checkout".into(),
        metric: Metric::ErrorShare,
        threshold: 5.0,
        value: 21.37,
        since: BURNT + 2 * MINUTE,
        until,
        pages: true,
    }
}

fn edges() -> Vec<EdgeState> {
    let edge = |from: &str, to: &str, failed, pool, waiting| EdgeState {
        from: from.into(),
        to: to.into(),
        rate: 123.4,
        failed,
        timeouts: failed / 2.0,
        retries: failed,
        round_trip: Some(42.0),
        pool,
        waiting,
        breaker: if failed > 50.0 { "open" } else { "" },
        timeout: 1_400 * MILLI,
        max_retries: 1,
        fallback: None,
    };
    vec![
        edge("users", "gateway", 0.0, None, 0),
        edge("checkout", "payments", 62.5, Some((20, 20)), 113),
        edge("gateway", "catalog", 0.2, Some((3, 50)), 0),
    ]
}

fn replicas() -> Vec<ReplicaState> {
    let replica = |n, state, version: &str, restarts, reason, memory| ReplicaState {
        component: "checkout".into(),
        replica: n,
        zone: if n % 2 == 0 { "a" } else { "b" }.into(),
        node: String::new(),
        state,
        version: version.into(),
        uptime: if restarts > 0 { 40 * SECOND } else { 9 * 3_600 * SECOND },
        restarts,
        last_reason: reason,
        memory: Some((memory, 1_024.0)),
        queue: 12,
        busy: 32,
        role: "",
    };
    vec![
        replica(0, "ready", "v143", 0, "", 512.0),
        replica(1, "booting", "v143", 3, "oom", 220.0),
        replica(2, "ready", "v142", 1, "deploy", 1_001.0),
    ]
}

fn activity() -> Signals {
    let query = |name: &str, active, waiting, mean, normal| QueryActivity {
        query: name.into(),
        active,
        waiting,
        oldest: u64::from(active) * SECOND,
        mean_ms: Some(mean),
        normal_ms: Some(normal),
        rate: 61.7,
    };
    Signals::Activity(
        vec![query("read_order", 1, 0, 3.1, 3.0), query("list_orders", 38, 12, 1_243.0, 12.0)],
        vec![OpenTransaction { since: BURNT, rows: 40 }],
    )
}

fn setting(name: &str, state: &str, at: Option<Nanos>) -> Setting {
    Setting { name: name.into(), state: state.into(), at }
}

pub fn complaint(at: Nanos, about: &'static str, user: u64) -> Complaint {
    Complaint { at, journey: "buy".into(), about, user }
}

/// The window of every probe.
const WINDOW: (Nanos, Nanos) = (NOW - 30 * MINUTE, NOW);

fn overview() -> Seen {
    vec![
        (Probe::Components { component: None }, Signals::Vitals(components())),
        (Probe::Journeys, Signals::Vitals(journeys())),
    ]
}

fn graph(subject: &str, metric: Metric, calm: f64, bad: f64) -> (Probe, Signals) {
    let (since, until) = WINDOW;
    let probe = Probe::Series { subject: subject.into(), metric, since, until };
    (probe, Signals::Series(vec![series(subject, metric, calm, bad)]))
}

fn hit() -> Seen {
    let (since, until) = WINDOW;
    let impacts = vec![
        impact("browse", 102_000, 40, 12, 0),
        impact("", 122_412, 7_312, 903, 210),
        impact("buy", 20_412, 7_272, 891, 210),
    ];
    vec![
        (Probe::Impact { since, until }, Signals::Impact(impacts)),
        (Probe::Journeys, Signals::Vitals(journeys())),
        graph("buy", Metric::ErrorShare, 0.2, 30.0),
    ]
}

/// Every look that signals answer, with a name for its record.
pub fn looks() -> Vec<(&'static str, Look, Seen)> {
    let mut looks = measured();
    looks.extend(written());
    looks.extend(listed());
    looks
}

fn measured() -> Vec<(&'static str, Look, Seen)> {
    let subject = Some("checkout".to_string());
    let one: Vec<Vital> = components().into_iter().filter(|v| v.subject == "checkout").collect();
    let one = vec![(Probe::Components { component: subject.clone() }, Signals::Vitals(one))];
    let p95 = vec![graph("checkout", Metric::P95, 180.0, 2_280.0)];
    let metric = |subject, metric| Look::Metric { subject, metric };
    vec![
        ("overview", Look::Overview, overview()),
        ("impact", Look::Impact, hit()),
        ("metric", metric(subject.clone(), Some(Metric::P95)), p95),
        ("readings", metric(subject, None), one),
        ("ranking", metric(None, Some(Metric::ErrorShare)), overview()),
    ]
}

fn written() -> Vec<(&'static str, Look, Seen)> {
    let (since, until) = WINDOW;
    let logs_of = Probe::Logs { component: None, errors_only: false, contains: None, since, until };
    let traces_of = Probe::Traces { component: None, journey: None, bad_only: false, since, until };
    let both = vec![alert(Some(BURNT + 5 * MINUTE)), alert(None)];
    let look = Look::Logs { component: None, errors_only: false, contains: None };
    vec![
        ("logs", look, vec![(logs_of, Signals::Logs(logs()))]),
        (
            "traces",
            Look::Traces { component: None, bad_only: false },
            vec![(traces_of, Signals::Traces(traces()))],
        ),
        (
            "changes",
            Look::Changes { window: None },
            vec![(Probe::Changes { since: 0, until }, Signals::Changes(changes()))],
        ),
        ("alerts", Look::Alerts, vec![(Probe::Alerts { since, until }, Signals::Alerts(both))]),
    ]
}

fn listed() -> Vec<(&'static str, Look, Seen)> {
    let flags = vec![setting("new_cart", "on 30 %", Some(5 * MINUTE)), setting("old_search", "off", None)];
    let jobs = vec![setting("nightly-rebalance", "paused", Some(NOW - 4 * MINUTE))];
    let certificates = vec![
        setting("payments", "expired", Some(BURNT)),
        setting("stock", "valid", Some(NEVER)),
        setting("gateway", "valid", Some(NOW + 40 * 24 * 60 * MINUTE)),
    ];
    let names = vec![setting("payments", "answers", None)];
    let calls = vec![(Probe::Edges { component: None }, Signals::Edges(edges()))];
    let pods = vec![(Probe::Replicas { component: None }, Signals::Replicas(replicas()))];
    let database = vec![(Probe::Activity { database: "orders-db".into() }, activity())];
    vec![
        ("topology", Look::Topology { component: None }, calls),
        ("replicas", Look::Replicas { component: None }, pods),
        ("activity", Look::Activity { database: None }, database),
        ("flags", Look::Flags, vec![(Probe::Flags, Signals::Settings(flags))]),
        ("jobs", Look::Jobs, vec![(Probe::Jobs, Signals::Settings(jobs))]),
        (
            "certificates",
            Look::Certificates,
            vec![
                (Probe::Certificates, Signals::Settings(certificates)),
                (Probe::Names, Signals::Settings(names)),
            ],
        ),
    ]
}

/// The same probes with nothing in their answers.
pub fn emptied(seen: &Seen) -> Seen {
    let emptied = |signals: &Signals| match signals {
        Signals::Vitals(_) => Signals::Vitals(Vec::new()),
        Signals::Series(_) => Signals::Series(Vec::new()),
        Signals::Replicas(_) => Signals::Replicas(Vec::new()),
        Signals::Logs(_) => Signals::Logs(Vec::new()),
        Signals::Traces(_) => Signals::Traces(Vec::new()),
        Signals::Changes(_) => Signals::Changes(Vec::new()),
        Signals::Alerts(_) => Signals::Alerts(Vec::new()),
        Signals::Edges(_) => Signals::Edges(Vec::new()),
        Signals::Activity(..) => Signals::Activity(Vec::new(), Vec::new()),
        Signals::Complaints(_) => Signals::Complaints(Vec::new()),
        Signals::Impact(_) => Signals::Impact(Vec::new()),
        Signals::Settings(_) => Signals::Settings(Vec::new()),
    };
    seen.iter().map(|(probe, signals)| (probe.clone(), emptied(signals))).collect()
}
