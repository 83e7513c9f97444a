//! How overload and failure travel: mechanisms that no single fault shows, each in the smallest system that
//! has it, against the number that theory gives.

use crate::build::*;
use crate::lab::{Lab, near};
use world::fault::Fault;
use world::probe::Probe;
use world::signal::Metric as M;
use world::time::{MILLI, MINUTE, SECOND};
use world::topology::*;

fn edge(from: &str, to: &str) -> Edge {
    Edge { from: from.into(), to: to.into(), latency: 100_000, latency_jitter: 0, ..Edge::default() }
}

#[test]
fn a_leak_ends_in_a_kill_a_restart_and_a_cold_start() {
    let leaky = Version { leak: 0.1, ..Version::healthy("v1") };
    let service = Component {
        replicas: 1,
        max_replicas: 1,
        versions: vec![leaky],
        memory: Some(Memory { base: 100.0, limit: 500.0, per_call: 1.0, pressure_from: 1.0 }),
        warmup: MINUTE,
        cold_factor: 4.0,
        ..service_of("api", 32, vec![endpoint("do", vec![exactly(5.0)])])
    };
    // 400 MB at 0.1 MB a call and 50 calls a second: 80 s from boot to death, 20 s to boot.
    let mut lab = Lab::new(&system(vec![service], vec![edge("users", "api")], "api.do", 50.0));
    lab.until(300);
    assert!(lab.mean("api", M::Memory, 60, 70) > 70.0);
    assert_eq!(lab.points("api", M::Ready, 70, 110).into_iter().flatten().fold(9.0, f64::min), 0.0);
    assert_eq!(lab.replicas("api")[0].last_reason, "oom");
    let (cold, warm) = (lab.peak("api", M::P50, 100, 120), lab.mean("api", M::P50, 60, 75));
    assert!(cold > 2.5 * warm, "{cold} {warm}");
    assert!(lab.lines("connection refused") == 0, "users keep no log");
    assert!(lab.failed("", 82, 98) > 0.9);
}

#[test]
fn liveness_probes_turn_overload_into_a_restart_loop() {
    let restarts = |rate: f64| {
        let service = Component {
            replicas: 2,
            queue: 2_000,
            probe: Some(Liveness { every: 5 * SECOND, timeout: SECOND, failures: 3 }),
            ..service_of("api", 4, vec![endpoint("do", vec![work(20.0)])])
        };
        let mut lab = Lab::new(&system(vec![service], vec![edge("users", "api")], "api.do", rate));
        lab.until(400);
        (lab.mean("api", M::Restarts, 390, 400), lab.lines("liveness probe failed"))
    };
    // Two replicas of two cores: 200 calls a second.
    assert_eq!(restarts(120.0), (0.0, 0));
    let (died, logged) = restarts(260.0);
    assert!(died >= 8.0 && logged >= 8, "{died} {logged}");
}

#[test]
fn throttling_hurts_the_slowest_while_mean_use_is_below_the_limit() {
    let p99_and_cpu = |limit: Option<f64>| {
        let service = Component {
            replicas: 1,
            max_replicas: 1,
            cores: 8.0,
            cpu_limit: limit,
            ..service_of("api", 64, vec![endpoint("do", vec![exactly(20.0)])])
        };
        let mut lab = Lab::new(&system(vec![service], vec![edge("users", "api")], "api.do", 30.0));
        lab.until(300);
        (lab.mean("api", M::P99, 60, 300), lab.mean("api", M::Cpu, 60, 300))
    };
    let ((free, _), (throttled, use_of_limit)) = (p99_and_cpu(None), p99_and_cpu(Some(1.0)));
    assert!(free < 25.0 && throttled > 2.5 * free, "p99 {free} -> {throttled} ms");
    assert!(near(use_of_limit, 60.0, 0.1), "{use_of_limit} % of the limit");
}

fn database(apply_rate: f64) -> Component {
    Component {
        kind: Kind::Database(Database { max_connections: 500, apply_rate, failover: 20 * SECOND }),
        cores: 32.0,
        ..service_of("db", 200, vec![writing("put", vec![exactly(1.0)]), endpoint("get", vec![exactly(1.0)])])
    }
}

fn replicated(apply_rate: f64, writes: f64) -> Topology {
    let api = service_of(
        "api",
        200,
        vec![
            endpoint("read", vec![exactly(0.5), call("db.get")]),
            endpoint("write", vec![exactly(0.5), call("db.put")]),
        ],
    );
    let api = Component { cores: 16.0, ..api };
    let mut both = system(
        vec![api, database(apply_rate)],
        vec![edge("users", "api"), edge("api", "db")],
        "api.write",
        writes,
    );
    both.journeys.push(journey("read", "api.read"));
    both.traffic.push(open("readers", 50.0, "read"));
    both
}

#[test]
fn a_follower_that_applies_less_than_is_written_falls_behind_and_answers_with_old_data() {
    let mut lab = Lab::new(&replicated(100.0, 150.0));
    lab.until(180);
    // 50 writes a second too many, applied at 100 a second: half a second of lag each second.
    let lag = lab.mean("db", M::Lag, 170, 180);
    assert!(near(lag, 0.5 * 180.0, 0.05), "{lag}");
    let (early, late) = (lab.impact("read", 0, 8), lab.impact("read", 60, 180));
    assert_eq!(early.stale, 0);
    assert!(late.stale as f64 > 0.99 * late.requests as f64);
    let change = lab.order("failover db");
    lab.until(220);
    assert_eq!(lab.changes()[change].state, "failed: followers too far behind");
    assert_eq!(lab.replicas("db")[0].role, "primary", "the old one goes on");
    assert!(lab.failed("go", 210, 220) < 0.01);
}

#[test]
fn a_follower_that_keeps_up_may_become_primary() {
    let mut lab = Lab::new(&replicated(500.0, 150.0));
    lab.until(60);
    assert_eq!(lab.mean("db", M::Lag, 0, 60), 0.0);
    let change = lab.order("failover db");
    lab.until(120);
    assert_eq!(lab.changes()[change].state, "done");
    assert_eq!(lab.replicas("db")[1].role, "primary");
}

fn cached(keys: u32, zipf: f64, coalesce: bool, rate: f64) -> Topology {
    let cache = Component {
        kind: Kind::Cache(Cache { capacity: keys, ttl: 10 * MINUTE, keys, zipf, coalesce }),
        replicas: 1,
        cores: 8.0,
        ..service_of("cache", 200, vec![endpoint("get", vec![exactly(0.1)])])
    };
    let db = Component { cores: 64.0, ..service_of("db", 400, vec![endpoint("get", vec![exactly(50.0)])]) };
    let lookup = Step::Lookup { call: "cache.get".into(), miss: vec![call("db.get")] };
    let api =
        Component { cores: 16.0, ..service_of("api", 400, vec![endpoint("do", vec![exactly(0.2), lookup])]) };
    let wires = vec![edge("users", "api"), edge("api", "cache"), edge("api", "db")];
    system(vec![api, cache, db], wires, "api.do", rate)
}

#[test]
fn a_lost_cache_multiplies_the_databases_load_by_one_over_the_miss_share() {
    let mut lab = Lab::new(&cached(20_000, 0.8, false, 200.0));
    lab.fault(600, Fault::Flush { cache: "cache".into() }).until(620);
    let miss = 1.0 - lab.mean("cache", M::HitShare, 540, 600) / 100.0;
    let steady = lab.mean("db", M::Rate, 540, 600);
    let step = lab.mean("db", M::Rate, 600, 610) / steady;
    // The first seconds after the flush; popular keys come back at once, so a little below 1 / (1 - h).
    assert!(near(step, 1.0 / miss, 0.35) && step > 3.0, "step {step}, 1/(1-h) {}", 1.0 / miss);
    assert!(near(steady, 200.0 * miss, 0.1));
}

#[test]
fn callers_of_one_key_stampede_unless_they_wait_for_one_fetch() {
    let fetched = |coalesce: bool| {
        let mut lab = Lab::new(&cached(1, 0.0, coalesce, 400.0));
        lab.until(60);
        let before = lab.world.totals("db.get").expect("it is there").answered;
        lab.fault(60, Fault::Flush { cache: "cache".into() }).until(80);
        lab.world.totals("db.get").expect("it is there").answered - before
    };
    // 400 callers a second during a fetch of 50 ms: about twenty of them, or one.
    let (herd, one) = (fetched(false), fetched(true));
    assert!((10..=40).contains(&herd), "{herd}");
    assert_eq!(one, 1);
}

fn breaking(breaker: Option<Breaker>, retries: u32, budget: f64) -> Topology {
    let api = service_of("api", 64, vec![endpoint("do", vec![exactly(0.5), call("pay.charge")])]);
    let pay = service_of("pay", 64, vec![endpoint("charge", vec![exactly(2.0)])]);
    let policy = Edge { breaker, retries, retry_budget: budget, backoff: 0, ..edge("api", "pay") };
    system(vec![api, pay], vec![edge("users", "api"), policy], "api.do", 100.0)
}

#[test]
fn a_breaker_opens_lets_one_through_and_closes() {
    let rule = Breaker { open_at: 0.5, min_calls: 20, open_for: 5 * SECOND };
    let mut lab = Lab::new(&breaking(Some(rule), 0, f64::INFINITY));
    lab.fault(60, Fault::Failing { component: "pay".into(), share: 1.0, lasts: 62 * SECOND });
    assert_eq!(lab.until(60).edge("api", "pay").breaker, "closed");
    assert_eq!(lab.until(72).edge("api", "pay").breaker, "open");
    lab.until(180);
    assert_eq!(lab.edge("api", "pay").breaker, "closed");
    // While open, one call each five seconds reaches the callee.
    let let_through = lab.mean("pay", M::Rate, 80, 120);
    assert!(near(let_through, 0.2, 0.3), "{let_through}");
    assert!(lab.failed("", 80, 120) > 0.99 && lab.failed("", 140, 180) < 0.001);
    assert!(lab.lines("circuit breaker for pay is open") > 1_000);
}

#[test]
fn a_retry_budget_bounds_what_failure_adds() {
    let added = |budget: f64| {
        let mut lab = Lab::new(&breaking(None, 3, budget));
        lab.fault(60, Fault::Failing { component: "pay".into(), share: 1.0, lasts: 10 * MINUTE });
        lab.until(180);
        lab.mean("pay", M::Rate, 120, 180) / 100.0
    };
    assert!(near(added(f64::INFINITY), 4.0, 0.05), "every request four times");
    assert!(near(added(0.1), 1.0, 0.05), "nothing succeeds, nothing is earned");
}

#[test]
fn a_pool_caps_throughput_at_its_size_over_the_hold_time_while_the_caller_idles() {
    let run = |hold: f64| {
        let api = Component {
            replicas: 1,
            max_replicas: 1,
            ..service_of("api", 256, vec![endpoint("do", vec![exactly(2.0), call("db.get")])])
        };
        let db =
            Component { cores: 64.0, ..service_of("db", 400, vec![endpoint("get", vec![exactly(hold)])]) };
        let pooled = Edge { pool: 10, ..edge("api", "db") };
        let mut lab = Lab::new(&system(vec![api, db], vec![edge("users", "api"), pooled], "api.do", 400.0));
        lab.until(120);
        (
            lab.mean("db", M::Rate, 60, 120),
            lab.mean("api", M::Cpu, 60, 120),
            lab.mean("api", M::PoolWaits, 60, 120),
        )
    };
    let ((usual, cpu, waits), (capped, idle, line)) = (run(10.0), run(100.0));
    assert!(near(usual, 400.0, 0.03) && waits < 1.0);
    assert!(near(capped, 10.0 / 0.1, 0.05), "{capped}");
    assert!(idle < 0.6 * cpu && line > 100.0, "processor {cpu} -> {idle} %, {line} wait");
}

#[test]
fn users_who_wait_ask_less_when_answers_are_slow() {
    let api = Component {
        replicas: 1,
        max_replicas: 1,
        cores: 64.0,
        ..service_of("api", 400, vec![endpoint("do", vec![exactly(100.0)])])
    };
    let mut closed = system(vec![api], vec![edge("users", "api")], "api.do", 1.0);
    closed.traffic[0].source = Source::Closed { users: 100, think: SECOND };
    let mut lab = Lab::new(&closed);
    lab.fault(120, Fault::Slow { component: "api".into(), factor: 10.0, lasts: 10 * MINUTE }).until(300);
    // N / (think + answer): a hundred users, a second to think.
    let (usual, slow) = (lab.mean("api", M::Rate, 30, 120), lab.mean("api", M::Rate, 180, 300));
    assert!(near(usual, 100.0 / 1.1, 0.05) && near(slow, 100.0 / 2.0, 0.1), "{usual} {slow}");
}

#[test]
fn a_crash_gives_its_connections_back() {
    let api = Component {
        replicas: 1,
        max_replicas: 1,
        boot: 5 * SECOND,
        ..service_of("api", 64, vec![endpoint("do", vec![exactly(0.5), call("db.get")])])
    };
    let db = service_of("db", 64, vec![endpoint("get", vec![Step::Wait(Duration::Fixed(200 * MILLI))])]);
    let pooled = Edge { pool: 20, ..edge("api", "db") };
    let mut lab = Lab::new(&system(vec![api, db], vec![edge("users", "api"), pooled], "api.do", 60.0));
    for second in (30..120).step_by(10) {
        lab.fault(second, Fault::Crash { component: "api".into(), replica: 0 });
    }
    lab.until(300);
    let pool = lab.edge("api", "db").pool.expect("it has one");
    assert!(pool.0 <= 20 && lab.mean("api", M::PoolWaits, 200, 300) < 1.0, "{pool:?}");
    assert!(lab.failed("", 200, 300) < 0.001);
}

#[test]
fn a_late_message_makes_its_request_slow() {
    let mut lab = Lab::new(&mails());
    lab.fault(60, Fault::Stall { component: "mailer".into(), share: 1.0, lasts: MINUTE }).until(300);
    assert_eq!(lab.impact("go", 0, 60).slow, 0);
    let late = lab.impact("go", 0, 300).slow;
    // Published during the stall, and while the backlog of a minute is worked off at 50 less 30 a second.
    assert!((1_500..=4_500).contains(&late), "{late}");
    assert_eq!(lab.setting(&Probe::Names, "mailer"), "answers");
}

/// Thirty requests a second, each of which sends a mail; fifty a second can be sent, and after ten seconds one is late.
fn mails() -> Topology {
    let broker = Component {
        kind: Kind::Broker(Broker {
            partitions: 1,
            consumer: "mailer.send".into(),
            redelivery: SECOND,
            late_after: 10 * SECOND,
        }),
        ..service_of("queue", 32, vec![writing("put", vec![exactly(0.2)])])
    };
    let api =
        service_of("api", 32, vec![endpoint("do", vec![exactly(0.5), Step::Publish("queue.put".into())])]);
    let mailer = service_of("mailer", 4, vec![endpoint("send", vec![exactly(20.0)])]);
    let wires = vec![edge("users", "api"), edge("api", "queue")];
    system(vec![api, broker, mailer], wires, "api.do", 30.0)
}

#[test]
fn a_message_that_nobody_handles_is_as_late_as_one_handled_late_and_counts_once() {
    let late = |stalled: u64| {
        let mut lab = Lab::new(&mails());
        lab.fault(60, Fault::Stall { component: "mailer".into(), share: 1.0, lasts: stalled * SECOND });
        lab.until(400);
        [100, 115, 130, 400].map(|second| lab.impact("go", 0, second).slow)
    };
    let (forever, a_minute) = (late(600), late(60));
    // While both are stalled they are the same; every second thirty more are late, ten seconds after they were sent.
    assert_eq!(forever[..2], a_minute[..2]);
    assert!((780..=1_020).contains(&forever[0]), "{forever:?}");
    assert!((9_000..=10_800).contains(&forever[3]), "{forever:?}");
    assert!((1_500..=4_500).contains(&a_minute[3]), "{a_minute:?}");
}

#[test]
fn an_autoscaler_that_looks_at_the_processor_scales_in_while_workers_block() {
    let rule = Autoscale { min: 2, max: 10, target_cpu: 0.4, every: 20 * SECOND };
    let api = Component {
        replicas: 4,
        max_replicas: 10,
        autoscale: Some(rule),
        ..service_of("api", 16, vec![endpoint("do", vec![exactly(10.0), call("db.get")])])
    };
    let db = service_of("db", 20_000, vec![endpoint("get", vec![exactly(1.0)])]);
    let mut lab =
        Lab::new(&system(vec![api, db], vec![edge("users", "api"), edge("api", "db")], "api.do", 300.0));
    lab.fault(180, Fault::Stall { component: "db".into(), share: 1.0, lasts: 5 * MINUTE });
    lab.until(460);
    let (usual, blocked) = (lab.mean("api", M::Ready, 120, 180), lab.mean("api", M::Ready, 430, 460));
    assert!(usual >= 3.0 && blocked < usual, "{usual} {blocked}");
    assert!(lab.mean("api", M::Cpu, 300, 460) < 0.5 * lab.mean("api", M::Cpu, 120, 180));
    assert!(lab.failed("", 300, 460) > 0.9);
}
