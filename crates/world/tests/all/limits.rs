//! Limits that nobody sees until they are reached: threads, open files, numbers, bandwidth, memory under load, sessions
//! that all begin again, versions that do not understand one another. Each with what ends it.

use crate::build::*;
use crate::lab::{Lab, near};
use world::fault::Fault;
use world::signal::Metric as M;
use world::time::{MILLI, MINUTE, SECOND};
use world::topology::*;

fn edge(from: &str, to: &str) -> Edge {
    Edge { from: from.into(), to: to.into(), ..Edge::default() }
}

#[test]
fn threads_to_every_fellow_run_out_when_capacity_is_added() {
    let api = Component {
        replicas: 8,
        max_replicas: 16,
        threads: Some(Threads { per_replica: 100, limit: 1_000 }),
        ..service_of("api", 32, vec![endpoint("do", vec![exactly(5.0)])])
    };
    let mut lab = Lab::new(&system(vec![api], Vec::new(), "api.do", 200.0));
    lab.until(60).order("scale api 15");
    lab.until(150);
    // 1,500 are needed, a third more than there can be.
    assert_eq!(lab.failed("", 0, 60), 0.0);
    assert!(near(lab.failed("", 100, 150), 1.0 / 3.0, 0.1), "{}", lab.failed("", 100, 150));
    assert!(lab.lines("thread limit reached") > 1_000 && lab.mean("api", M::Cpu, 100, 150) < 20.0);
    lab.order("scale api 9");
    lab.until(240);
    assert_eq!(lab.failed("", 200, 240), 0.0);
}

#[test]
fn a_service_whose_callee_hangs_runs_out_of_connections_before_it_runs_out_of_processor() {
    let api = Component {
        max_connections: 60,
        ..service_of("api", 200, vec![endpoint("do", vec![exactly(1.0), call("bank.pay")])])
    };
    let bank = service_of("bank", 5_000, vec![endpoint("pay", vec![exactly(1.0)])]);
    let patient = Edge { timeout: 30 * SECOND, ..edge("users", "api") };
    let hangs = Edge { timeout: 20 * SECOND, ..edge("api", "bank") };
    let mut lab = Lab::new(&system(vec![api, bank], vec![patient, hangs], "api.do", 100.0));
    lab.fault(60, Fault::Stall { component: "bank".into(), share: 1.0, lasts: 3 * MINUTE }).until(150);
    assert!(lab.lines("accept: too many open files") > 1_000);
    assert!(lab.mean("api", M::Busy, 90, 150) <= 120.0 && lab.mean("api", M::Cpu, 90, 150) < 5.0);
    assert!(lab.mean("api", M::P50, 90, 150) < 100.0, "most are turned away at once");
    lab.order("set api->bank timeout 500ms");
    lab.until(230);
    assert!(lab.mean("api", M::Busy, 210, 230) < 80.0, "who gives up early gives its place back");
    lab.until(330);
    assert_eq!(lab.failed("", 300, 330), 0.0);
}

#[test]
fn numbers_for_new_rows_run_out_suddenly_and_another_way_of_counting_helps() {
    let numbered = Step::IfFlag { flag: "wide_ids".into(), then: vec![], otherwise: vec![Step::Number(1)] };
    let db = Component {
        kind: Kind::Database(Database { max_connections: 500, apply_rate: 2_000.0, failover: 20 * SECOND }),
        numbers: 6_000,
        ..service_of(
            "db",
            100,
            vec![writing("put", vec![exactly(1.0), numbered]), endpoint("get", vec![exactly(1.0)])],
        )
    };
    let mut topology = system(vec![db], Vec::new(), "db.put", 50.0);
    topology.flags = vec![Flag { name: "wide_ids".into(), share: 0.0 }];
    topology.journeys.push(journey("look", "db.get"));
    topology.traffic.push(open("readers", 50.0, "look"));
    let mut lab = Lab::new(&topology);
    lab.until(180);
    assert_eq!(lab.failed("go", 0, 110), 0.0);
    assert_eq!(
        (lab.failed("go", 140, 180), lab.failed("look", 140, 180)),
        (1.0, 0.0),
        "who only reads sees nothing"
    );
    assert!(lab.lines("reached maximum value of sequence") > 1_000);
    lab.order("restart db");
    assert_eq!(lab.until(300).failed("go", 290, 300), 1.0, "a restart brings no numbers");
    lab.order("flag wide_ids 100");
    assert_eq!(lab.until(360).failed("go", 330, 360), 0.0);
}

#[test]
fn a_link_loses_more_the_more_is_asked_of_it() {
    let api = Component {
        cores: 16.0,
        ..service_of("api", 2_000, vec![endpoint("do", vec![exactly(0.5), call("db.get")])])
    };
    let db = Component { cores: 16.0, ..service_of("db", 2_000, vec![endpoint("get", vec![exactly(0.5)])]) };
    let narrow =
        Edge { capacity: 150.0, timeout: SECOND, retries: 3, backoff: 50 * MILLI, ..edge("api", "db") };
    let mut topology = system(vec![api, db], vec![edge("users", "api"), narrow], "api.do", 100.0);
    topology.journeys[0].slow_after = 150 * MILLI;
    let mut lab = Lab::new(&topology);
    lab.fault(60, Fault::Surge { traffic: "web".into(), factor: 4.0, lasts: 10 * MINUTE }).until(180);
    let slow = |lab: &Lab, from, to| lab.mean("go", M::SlowShare, from, to);
    assert!(slow(&lab, 20, 60) < 1.0 && slow(&lab, 100, 180) > 50.0, "{}", slow(&lab, 100, 180));
    let both = lab.mean("api", M::Cpu, 100, 180).max(lab.mean("db", M::Cpu, 100, 180));
    assert!(both < 10.0, "neither side is busy: {both} %");
    assert!(lab.edge("api", "db").timeouts > 1.0, "{}", lab.edge("api", "db").timeouts);
    lab.order("shed 75");
    lab.until(300);
    assert!(slow(&lab, 250, 300) < 1.0 && lab.failed("", 250, 300) < 0.8);
}

fn collecting() -> Topology {
    let api = Component {
        replicas: 1,
        max_replicas: 4,
        queue: 150,
        memory: Some(Memory { base: 100.0, limit: 1_000.0, per_call: 4.0, pressure_from: 0.2 }),
        ..service_of("api", 60, vec![endpoint("do", vec![work(10.0)])])
    };
    let wires = vec![Edge { timeout: SECOND, ..edge("users", "api") }];
    // Two cores carry 200 a second.
    system(vec![api], wires, "api.do", 120.0)
}

#[test]
fn garbage_collection_keeps_a_service_down_after_the_surge_that_filled_its_memory() {
    let ends = |order: Option<&str>| {
        let mut lab = Lab::new(&collecting());
        lab.fault(60, Fault::Surge { traffic: "web".into(), factor: 4.0, lasts: 30 * SECOND }).until(240);
        assert_eq!(lab.failed("", 0, 60), 0.0);
        assert!(lab.failed("", 180, 240) > 0.5, "the surge is long over: {}", lab.failed("", 180, 240));
        assert!(lab.mean("api", M::Memory, 180, 240) > 80.0 && lab.mean("api", M::Restarts, 180, 240) == 0.0);
        if let Some(order) = order {
            lab.order(order);
            lab.until(300).order("shed 0");
        }
        lab.until(420);
        lab.failed("", 370, 420)
    };
    assert!(ends(None) > 0.5, "it does not end by itself");
    assert!(ends(Some("shed 90")) < 0.01, "{}", ends(Some("shed 90")));
}

fn gateway(within: u64) -> Topology {
    let gateway = Component {
        replicas: 4,
        queue: 300,
        boot: 5 * SECOND,
        ..service_of(
            "gateway",
            64,
            vec![endpoint("greet", vec![exactly(500.0)]), endpoint("talk", vec![exactly(1.0)])],
        )
    };
    let mut topology = system(vec![gateway], Vec::new(), "gateway.talk", 1.0);
    topology.journeys.push(journey("hello", "gateway.greet"));
    topology.traffic = vec![Traffic {
        name: "club".into(),
        source: Source::Connected {
            users: 2_000,
            think: 20 * SECOND,
            greeting: "hello".into(),
            within: within * SECOND,
        },
        mix: vec![("go".into(), 1.0)],
    }];
    topology
}

#[test]
fn who_lost_a_session_greets_again_and_all_at_once_they_keep_each_other_out() {
    let crashed = |within: u64| {
        let mut lab = Lab::new(&gateway(within));
        lab.fault(60, Fault::Crash { component: "gateway".into(), replica: 2 }).until(180);
        lab
    };
    let mut herd = crashed(1);
    assert!(near(herd.impact("", 30, 60).requests as f64, 30.0 * 2_000.0 / 20.0, 0.1));
    assert_eq!(herd.impact("hello", 0, 60).requests, 0);
    // 500 greetings of half a second are half a minute of eight cores; nobody waits longer than three seconds.
    assert!(herd.failed("hello", 60, 180) > 0.7, "{}", herd.failed("hello", 60, 180));
    assert!(herd.impact("hello", 60, 180).requests > 2_000, "they come again and again");
    assert!(herd.failed("hello", 140, 180) > 0.9 && herd.failed("go", 140, 180) > 0.5, "and it does not end");
    let calm = crashed(60);
    assert!(calm.failed("hello", 60, 180) < 0.02 && calm.failed("go", 70, 180) == 0.0);
    assert_eq!(calm.impact("hello", 60, 200).requests, 500);
    // What waits is half a minute old at best: let it be worked off, and let in as many as can be greeted.
    herd.order("shed 99");
    herd.until(520).order("shed 0");
    herd.until(600);
    assert_eq!(herd.impact("hello", 560, 600).requests, 0, "all are back");
    assert!(herd.failed("go", 560, 600) < 0.01);
}

#[test]
fn versions_that_do_not_understand_one_another_fail_on_mixed_paths_only() {
    let web = Component {
        replicas: 4,
        versions: ["v1", "v2"].map(Version::healthy).to_vec(),
        boot: 30 * SECOND,
        ..service_of("web", 32, vec![endpoint("do", vec![exactly(1.0), call("api.do")])])
    };
    let strict = Version {
        refuses: vec![("web".into(), "v1".into())],
        error_log: "missing field \"currency\"".into(),
        ..Version::healthy("v2")
    };
    let api = Component {
        replicas: 4,
        versions: vec![Version::healthy("v1"), strict],
        boot: 30 * SECOND,
        ..service_of("api", 32, vec![endpoint("do", vec![exactly(1.0)])])
    };
    let release = Fault::Release { service: "api".into(), version: "v2".into() };
    let half = |lab: &mut Lab| {
        lab.fault(60, release.clone()).until(130);
        let share = lab.replicas("api").iter().filter(|r| r.version == "v2" && r.state == "ready").count();
        assert_eq!(share, 1);
        assert!(lab.failed("", 100, 130) > 0.1 && lab.failed("", 100, 130) < 0.5);
    };
    let topology = system(vec![web, api], Vec::new(), "web.do", 50.0);
    let mut back = Lab::new(&topology);
    half(&mut back);
    back.until(250);
    assert!(back.failed("", 230, 250) > 0.95 && back.lines("missing field \"currency\"") > 1_000);
    back.order("rollback api");
    assert_eq!(back.until(500).failed("", 450, 500), 0.0);
    let mut on = Lab::new(&topology);
    half(&mut on);
    on.order("deploy web v2");
    assert_eq!(on.until(500).failed("", 450, 500), 0.0, "both understand each other again");
}
