//! What goes wrong where replicas are started and stopped: the platform that does not answer, places that are used up,
//! a slip that takes too many, an image that is gone. Each with the symptom and with what ends it.

use crate::build::*;
use crate::lab::Lab;
use world::fault::Fault;
use world::signal::Metric as M;
use world::time::{MINUTE, SECOND};
use world::topology::*;

/// A service of four replicas and a platform of one, by which its replicas are started; `more` is changed in it.
fn placed(more: impl Fn(&mut Topology)) -> Topology {
    let versions = ["v1", "v2", "v3"].map(Version::healthy).to_vec();
    let api = Component {
        replicas: 4,
        versions,
        ..service_of("api", 32, vec![endpoint("do", vec![exactly(5.0)])])
    };
    let registry =
        Component { replicas: 1, ..service_of("registry", 8, vec![endpoint("ask", vec![exactly(1.0)])]) };
    let mut topology = system(vec![api, registry], Vec::new(), "api.do", 100.0);
    topology.platform = Some("registry".into());
    more(&mut topology);
    topology
}

fn stall(lasts: u64) -> Fault {
    Fault::Stall { component: "registry".into(), share: 1.0, lasts: lasts * SECOND }
}

#[test]
fn orders_to_replicas_wait_while_the_platform_does_not_answer() {
    let mut lab = Lab::new(&placed(|_| {}));
    lab.fault(60, stall(240)).until(70);
    let (scale, restart) = (lab.order("scale api 6"), lab.order("restart api/0"));
    lab.until(290);
    for change in [scale, restart] {
        let record = lab.changes().swap_remove(change);
        assert_eq!((record.state.as_str(), record.ended), ("waiting: registry does not answer", None));
    }
    assert_eq!(lab.replicas("api").len(), 4);
    assert!(lab.lines("registry does not answer") > 20);
    assert_eq!(lab.failed("", 60, 290), 0.0, "what runs goes on");
    lab.until(400);
    assert_eq!([&lab.changes()[scale].state, &lab.changes()[restart].state], ["done", "done"]);
    assert_eq!(lab.ready("api"), 6);
}

#[test]
fn a_platform_that_is_itself_gone_is_started_by_its_own_restart() {
    let mut lab = Lab::new(&placed(|_| {}));
    lab.fault(60, Fault::Dns { component: "registry".into() }).until(70);
    let deploy = lab.order("deploy api v2");
    assert_eq!(lab.until(300).changes()[deploy].state, "waiting: registry does not answer");
    lab.order("restart registry");
    lab.order("fix-dns registry");
    lab.until(600);
    assert_eq!(lab.changes()[deploy].state, "done");
    assert!(lab.replicas("api").iter().all(|r| r.version == "v2"));
}

#[test]
fn a_busy_service_is_not_scaled_while_the_platform_is_away_and_dead_nodes_are_not_replaced() {
    let busy = |t: &mut Topology| {
        t.nodes = ["n0", "n1", "n2", "n3"].map(String::from).to_vec();
        t.components[0].autoscale = Some(Autoscale { min: 4, max: 12, target_cpu: 0.2, every: 20 * SECOND });
    };
    let grown = |away: u64| {
        let mut lab = Lab::new(&placed(busy));
        lab.fault(60, stall(away));
        lab.fault(70, Fault::Surge { traffic: "web".into(), factor: 4.0, lasts: 20 * MINUTE });
        lab.fault(80, Fault::NodeDown { node: "n1".into() });
        lab.until(240);
        lab
    };
    let (mut away, well) = (grown(400), grown(1));
    assert!(well.ready("api") > 4, "{}", well.ready("api"));
    let states: Vec<&str> = away.replicas("api").iter().map(|r| r.state).collect();
    assert_eq!(states, ["ready", "pending", "ready", "ready"]);
    assert!(away.until(560).ready("api") > 4, "when it is back, all of it is made up for");
}

#[test]
fn above_the_quota_replicas_stay_pending_until_others_make_room() {
    let with_worker = |t: &mut Topology| {
        t.components.push(Component {
            replicas: 6,
            ..service_of("worker", 8, vec![endpoint("do", vec![exactly(1.0)])])
        });
    };
    let mut lab = Lab::new(&placed(with_worker));
    // 4 + 1 + 6 run: two more have a place.
    lab.fault(30, Fault::Quota { replicas: 13 }).until(60);
    assert_eq!(lab.change("quota 13").who, "platform");
    lab.order("scale api 9");
    lab.until(200);
    let states = |lab: &Lab| lab.replicas("api").iter().filter(|r| r.state == "pending").count();
    assert_eq!((lab.ready("api"), states(&lab)), (6, 3));
    assert!(lab.lines("exceeded quota") >= 3);
    lab.order("scale worker 3");
    lab.until(260);
    assert_eq!((lab.ready("api"), states(&lab)), (9, 0));
}

#[test]
fn what_stood_on_a_lost_node_stays_pending_while_the_others_are_full() {
    let nodes = |t: &mut Topology| {
        t.nodes = ["n0", "n1", "n2"].map(String::from).to_vec();
        t.node_room = Some(2);
        t.components.push(Component {
            replicas: 3,
            max_replicas: 3,
            ..service_of("batch", 8, vec![endpoint("do", vec![exactly(1.0)])])
        });
    };
    let mut lab = Lab::new(&placed(nodes));
    // Two on each of the others, and more on the first, where they have always been: no place for two.
    lab.fault(60, Fault::NodeDown { node: "n1".into() }).until(150);
    let pending = |lab: &Lab| {
        let of = |name: &str| lab.replicas(name).iter().filter(|r| r.state == "pending").count();
        (of("api") + of("batch"), of("api"))
    };
    let (all, of_api) = pending(&lab);
    assert_eq!((all, of_api), (2, of_api));
    assert!(lab.lines("no node of its zone has room") >= 4);
    lab.order("scale batch 1");
    lab.until(260);
    assert_eq!((pending(&lab), lab.ready("api")), ((0, 0), 4));
}

#[test]
fn a_slip_takes_most_of_a_component_at_once_and_what_holds_much_data_is_long_in_coming_back() {
    let index = |t: &mut Topology| {
        let index = &mut t.components[0];
        index.replicas = 9;
        index.cores = 0.1;
        index.disk = Some(Disk { size: 50_000.0, used: 20_000.0, growth: 0.0, reclaimable: 0.0 });
        index.load_rate = 100.0;
    };
    let mut lab = Lab::new(&placed(index));
    lab.fault(60, Fault::Remove { component: "api".into(), replicas: 7 }).until(120);
    let slip = lab.change("remove api 7 of 9");
    assert_eq!((slip.who.as_str(), slip.at), ("operator", 60 * SECOND));
    assert_eq!(lab.replicas("api").len(), 2);
    let before = lab.mean("api", M::P95, 20, 50);
    assert!(lab.mean("api", M::P95, 90, 120) > 10.0 * before, "two carry what nine carried");
    assert_eq!(lab.until(200).replicas("api").len(), 2, "nobody starts them again");
    lab.order("scale api 9");
    // 20 GB at 100 MB/s, and 20 s of boot.
    assert_eq!(lab.until(400).ready("api"), 2);
    assert_eq!(lab.until(430).ready("api"), 9);
    assert!(lab.until(560).mean("api", M::P95, 500, 560) < 2.0 * before);
}

#[test]
fn a_rollback_to_an_image_that_is_gone_fails_and_another_version_helps() {
    let buggy = |t: &mut Topology| t.components[0].versions[1].errors = 0.5;
    let mut lab = Lab::new(&placed(buggy));
    lab.fault(60, Fault::Release { service: "api".into(), version: "v2".into() });
    lab.fault(90, Fault::Withdraw { service: "api".into(), version: "v1".into() }).until(300);
    assert!(lab.failed("", 240, 300) > 0.4);
    for _ in 0..2 {
        let change = lab.order("rollback api");
        let now = lab.world.now() / SECOND;
        lab.until(now + 60);
        assert_eq!(lab.changes()[change].state, "failed: its image cannot be pulled");
    }
    assert!(lab.failed("", 360, 420) > 0.4, "nothing has changed");
    lab.order("deploy api v3");
    lab.until(700);
    assert_eq!(lab.failed("", 640, 700), 0.0);
}
