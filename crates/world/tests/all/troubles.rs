//! Troubles that sit in one component or on one edge: a configuration that kills, one replica unlike the others, data
//! that are gone, a hot key, a route that leads nowhere, passwords that do not fit. Each with what ends it.

use crate::build::*;
use crate::lab::{Lab, near};
use world::fault::Fault;
use world::probe::Probe;
use world::refused::Refused;
use world::signal::{Metric as M, Signals};
use world::time::{MINUTE, NEVER, SECOND};
use world::topology::*;

/// A service of four replicas before a database of three, `rate` requests a second of each of two journeys.
fn shop(rate: f64) -> Topology {
    let api = Component {
        replicas: 4,
        boot: 5 * SECOND,
        ..service_of(
            "api",
            32,
            vec![
                endpoint("read", vec![exactly(2.0), call("db.get")]),
                writing("write", vec![exactly(2.0), call("db.put")]),
            ],
        )
    };
    let db = Component {
        kind: Kind::Database(Database { max_connections: 500, apply_rate: 2_000.0, failover: 20 * SECOND }),
        replicas: 3,
        ..service_of("db", 100, vec![endpoint("get", vec![exactly(1.0)]), writing("put", vec![exactly(1.0)])])
    };
    let mut shop = system(vec![api, db], Vec::new(), "api.read", rate);
    shop.journeys.push(journey("save", "api.write"));
    shop.traffic.push(open("writers", rate, "save"));
    shop
}

#[test]
fn a_configuration_that_kills_at_the_start_kills_all_replicas_again_and_again_and_a_rollback_does_nothing() {
    let mut topology = shop(50.0);
    topology.components[0].versions = ["v1", "v2"].map(Version::healthy).to_vec();
    let mut lab = Lab::new(&topology);
    lab.fault(30, Fault::Release { service: "api".into(), version: "v2".into() });
    lab.fault(120, Fault::BadConfig { component: "api".into(), endpoint: None }).until(150);
    assert_eq!(lab.change("config api (new values)").who, "config-bot");
    assert_eq!(lab.ready("api"), 0);
    assert!(lab.lines("unexpected null value") >= 4);
    lab.order("rollback api");
    lab.until(420);
    assert!(lab.failed("go", 160, 420) > 0.9, "what runs is another build, and reads the same");
    let died = lab.replicas("api").iter().map(|r| r.restarts).max();
    assert!(lab.replicas("api").iter().all(|r| r.last_reason == "crash") && died > Some(4), "{died:?}");
    assert!(died < Some(20), "the pauses between starts grow: {died:?}");
    lab.order("revert-config api");
    lab.until(800);
    assert_eq!((lab.ready("api"), lab.failed("go", 780, 800)), (4, 0.0));
    let refused = lab.world.intervene(&"revert-config api".parse().expect("an order"));
    assert_eq!(refused, Err(Refused::NothingToRevert { component: "api".into() }));
}

#[test]
fn a_value_that_one_call_cannot_bear_kills_whoever_serves_it_and_takes_the_other_calls_with_it() {
    let mut lab = Lab::new(&shop(20.0));
    lab.fault(60, Fault::BadConfig { component: "api".into(), endpoint: Some("write".into()) }).until(180);
    assert!(lab.failed("save", 70, 180) > 0.99);
    assert!(lab.failed("go", 70, 180) > 0.8, "readers meet dead processes");
    assert!(lab.mean("api", M::Restarts, 170, 180) > 10.0);
    lab.order("revert-config api");
    lab.until(600);
    assert_eq!((lab.failed("save", 560, 600), lab.failed("go", 560, 600)), (0.0, 0.0));
}

#[test]
fn one_replica_unlike_the_others_fails_its_part_until_it_is_drained_or_restarted() {
    for order in ["drain api/2", "restart api/2"] {
        let mut lab = Lab::new(&shop(50.0));
        lab.fault(60, Fault::BadReplica { component: "api".into(), replica: 2, share: 1.0 }).until(150);
        // It answers soon, so that it is chosen a little more often than one in four.
        assert!(near(lab.failed("go", 60, 150), 0.27, 0.3), "{}", lab.failed("go", 60, 150));
        assert!(lab.lines("no handler for this request") > 100);
        lab.order(order);
        lab.until(240);
        assert_eq!(lab.failed("go", 200, 240), 0.0, "{order}");
    }
}

#[test]
fn a_primary_without_its_data_writes_nothing_until_another_takes_over_and_copies_them_back_when_it_starts() {
    let mut lab = Lab::new(&shop(50.0));
    lab.fault(60, Fault::DataLoss { database: "db".into(), replica: Some(0), lasts: NEVER }).until(120);
    assert!(lab.failed("save", 62, 120) > 0.99 && lab.failed("go", 62, 120) == 0.0);
    assert!(lab.lines("could not open file") > 1_000);
    lab.order("restart db/0");
    lab.until(200);
    assert_eq!(lab.failed("save", 180, 200), 0.0, "it has copied them from a follower");

    let mut lab = Lab::new(&shop(50.0));
    lab.fault(60, Fault::DataLoss { database: "db".into(), replica: Some(0), lasts: NEVER }).until(80);
    lab.order("failover db");
    lab.until(200);
    assert_eq!(lab.failed("save", 120, 200), 0.0);
    assert!(near(lab.failed("go", 120, 200), 0.5, 0.1), "it is a follower now, and still has none");
    lab.order("restart db/0");
    lab.until(300);
    assert_eq!(lab.failed("go", 270, 300), 0.0);
}

#[test]
fn where_all_data_are_gone_only_their_restoration_helps() {
    let mut lab = Lab::new(&shop(50.0));
    lab.fault(60, Fault::DataLoss { database: "db".into(), replica: None, lasts: 5 * MINUTE }).until(80);
    lab.order("restart db");
    lab.until(400);
    assert!(lab.failed("", 200, 350) > 0.9 && lab.failed("", 370, 400) == 0.0);
}

#[test]
fn the_wrong_backup_makes_users_complain_while_nothing_fails() {
    let mut lab = Lab::new(&shop(50.0));
    lab.fault(60, Fault::OldData { database: "db".into(), share: 0.6, lasts: 2 * MINUTE }).until(300);
    let (old, all) = (lab.impact("go", 60, 180).stale as f64, lab.impact("go", 60, 180).requests as f64);
    assert!(near(old / all, 0.6, 0.1), "{old} of {all}");
    assert_eq!((lab.impact("save", 60, 180).stale, lab.impact("go", 190, 300).stale), (0, 0));
    assert_eq!((lab.failed("", 0, 300), lab.lines("")), (0.0, 0), "no error and no line");
    let Signals::Complaints(told) = lab.world.probe(&Probe::Complaints { since: 0, until: 600 * SECOND })
    else {
        panic!("no complaints")
    };
    assert!(!told.is_empty() && told.iter().all(|c| c.about == "stale"));
}

#[test]
fn a_hot_key_fills_one_shard_while_the_mean_is_low() {
    let mut topology = shop(100.0);
    topology.components[0].sharded = true;
    topology.components[0].cores = 1.0;
    topology.components[0].endpoints[0].steps[0] = work(12.0);
    let mut lab = Lab::new(&topology);
    lab.fault(60, Fault::HotKey { component: "api".into(), share: 0.8, lasts: 3 * MINUTE }).until(200);
    let load: Vec<u32> = lab.replicas("api").iter().map(|r| r.busy + r.queue).collect();
    assert!(load[0] > 50 && load[1..].iter().all(|n| *n < 10), "{load:?}");
    assert!(lab.mean("api", M::Cpu, 120, 200) < 60.0, "{}", lab.mean("api", M::Cpu, 120, 200));
    assert!(lab.failed("go", 100, 200) > 0.1);
    lab.order("shed 50");
    lab.until(240);
    assert!(lab.replicas("api")[0].queue < 5, "half as many are as many as one can");
    let plain = Lab::new(&shop(1.0))
        .world
        .schedule(0, Fault::HotKey { component: "api".into(), share: 1.0, lasts: 1 });
    assert_eq!(plain, Err(Refused::NotModelled { component: "api".into() }));
}

#[test]
fn a_shard_that_is_away_takes_its_keys_with_it() {
    let mut topology = shop(50.0);
    topology.components[0].sharded = true;
    topology.components[0].boot = 60 * SECOND;
    let mut lab = Lab::new(&topology);
    lab.fault(60, Fault::Crash { component: "api".into(), replica: 1 }).until(200);
    assert!(near(lab.failed("", 65, 115), 0.25, 0.15), "{}", lab.failed("", 65, 115));
    assert_eq!(lab.failed("", 130, 200), 0.0);
}

#[test]
fn a_route_that_leads_nowhere_is_answered_at_once_and_a_denied_one_not_at_all() {
    for (denied, line) in [(false, "answered 404: no route"), (true, "call to db timed out")] {
        let mut lab = Lab::new(&shop(20.0));
        lab.fault(60, Fault::Route { from: "api".into(), to: "db".into(), denied }).until(150);
        assert!(lab.failed("", 70, 150) > 0.99 && lab.lines(line) > 1_000);
        let slow = lab.mean("api", M::P50, 100, 150);
        assert_eq!(slow > 2_000.0, denied, "{slow} ms");
        assert!(lab.mean("db", M::Rate, 100, 150) < 0.1, "the callee has seen nothing");
        lab.order("revert-config api");
        lab.until(260);
        assert_eq!(lab.failed("", 220, 260), 0.0);
    }
}

#[test]
fn renewed_credentials_fail_who_has_the_old_ones() {
    let rotated = |forgotten: bool| {
        let mut lab = Lab::new(&shop(20.0));
        lab.fault(60, Fault::Rotate { from: "api".into(), to: "db".into(), forgotten }).until(120);
        lab
    };
    // Everybody has read the old ones: a restart reads the new.
    let mut old = rotated(false);
    assert!(old.failed("", 62, 120) > 0.99 && old.lines("authentication failed") > 1_000);
    old.order("restart api");
    old.until(300);
    assert_eq!(old.failed("", 260, 300), 0.0);
    // Who starts still gets the old ones: it grows with each restart.
    let mut new = rotated(true);
    assert_eq!(new.failed("", 0, 120), 0.0);
    new.order("restart api/0");
    new.until(200);
    assert!(near(new.failed("", 150, 200), 0.27, 0.3), "{}", new.failed("", 150, 200));
    new.order("revert-config api");
    new.until(300);
    assert_eq!(new.failed("", 260, 300), 0.0);
}

/// The shop in which `v2` of its service is bad: slower, or with a bug behind a flag.
fn released(slowness: f64) -> Topology {
    let mut topology = shop(50.0);
    let api = &mut topology.components[0];
    api.cores = 0.2;
    api.versions = vec![Version::healthy("v1"), Version { slowness, ..Version::healthy("v2") }];
    let fail = Step::Fail { probability: 1.0, log: "cannot parse the new form".into() };
    let path = Step::IfFlag { flag: "new_form".into(), then: vec![fail], otherwise: Vec::new() };
    api.endpoints[1].steps.push(path);
    topology.flags = vec![Flag { name: "new_form".into(), share: 0.0 }];
    topology
}

#[test]
fn a_slow_release_fills_queues_until_it_is_rolled_back() {
    let mut lab = Lab::new(&released(5.0));
    lab.fault(60, Fault::Release { service: "api".into(), version: "v2".into() }).until(240);
    let (before, slow) = (lab.mean("api", M::P95, 20, 60), lab.mean("api", M::P95, 180, 240));
    assert!(slow > 10.0 * before && lab.mean("api", M::Queue, 180, 240) > 20.0, "{before} -> {slow} ms");
    lab.order("rollback api");
    lab.until(480);
    assert!(lab.mean("api", M::P95, 420, 480) < 2.0 * before);
}

#[test]
fn a_flag_opens_a_path_that_fails_and_a_rollback_does_nothing_against_it() {
    let mut lab = Lab::new(&released(1.0));
    lab.fault(30, Fault::Release { service: "api".into(), version: "v2".into() });
    lab.fault(120, Fault::Flag { flag: "new_form".into(), share: 0.3 }).until(180);
    assert!(near(lab.failed("save", 130, 180), 0.3, 0.15) && lab.failed("go", 130, 180) == 0.0);
    lab.order("rollback api");
    lab.until(300);
    assert!(lab.failed("save", 260, 300) > 0.2, "both builds hold the path");
    lab.order("flag new_form 0");
    lab.until(400);
    assert_eq!(lab.failed("save", 340, 400), 0.0);
}

#[test]
fn lost_packets_hurt_the_slowest_and_leave_the_rest_alone() {
    let mut lab = Lab::new(&shop(50.0));
    let (from, to) = ("api".to_string(), "db".to_string());
    lab.fault(60, Fault::Link { from, to, latency: 0, loss: 0.03, lasts: 2 * MINUTE }).until(240);
    let at = |metric, from, to| lab.mean("api", metric, from, to);
    assert!(at(M::P50, 70, 170) < 1.3 * at(M::P50, 20, 60));
    assert!(at(M::P99, 70, 170) > 180.0 && at(M::P99, 20, 60) < 50.0, "{} ms", at(M::P99, 70, 170));
    assert!(lab.failed("", 60, 180) < 0.001 && at(M::P99, 200, 240) < 50.0);
}
