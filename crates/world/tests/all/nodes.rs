//! Replicas share machines: a node that goes takes its replicas with it, and one under pressure slows them.

use world::World;
use world::fault::Fault;
use world::probe::Probe;
use world::signal::{ReplicaState, Signals};
use world::time::{MILLI, MINUTE, SECOND};
use world::topology::{Duration, Topology};

use crate::stations::single;

fn on_nodes() -> Topology {
    let mut topology = single(50.0, 8, 100, Duration::Exponential(5 * MILLI));
    topology.components[0].replicas = 4;
    topology.zones = vec!["a".into(), "b".into()];
    topology.nodes = ["a1", "b1", "a2", "b2"].map(String::from).to_vec();
    topology
}

fn replicas(world: &World) -> Vec<ReplicaState> {
    let Signals::Replicas(replicas) = world.probe(&Probe::Replicas { component: None }) else {
        unreachable!()
    };
    replicas
}

#[test]
fn replicas_are_spread_over_the_nodes_of_their_zones() {
    let world = World::new(&on_nodes(), 1).expect("sound");
    let places: Vec<(String, String)> = replicas(&world).into_iter().map(|r| (r.zone, r.node)).collect();
    let expected = [("a", "a1"), ("b", "b1"), ("a", "a2"), ("b", "b2")];
    assert_eq!(places, expected.map(|(zone, node)| (zone.to_string(), node.to_string())));
}

#[test]
fn what_stood_on_a_lost_node_is_started_on_another_of_its_zone() {
    let mut world = World::new(&on_nodes(), 1).expect("sound");
    world.schedule(MINUTE, Fault::NodeDown { node: "a1".into() }).expect("there is such a node");
    world.advance(MINUTE + SECOND);
    let lost = &replicas(&world)[0];
    assert_eq!((lost.state, lost.last_reason, lost.node.as_str()), ("booting", "node", "a2"));
    world.advance(3 * MINUTE);
    assert!(replicas(&world).iter().all(|r| r.state == "ready"));
    assert!(world.schedule(MINUTE, Fault::NodeDown { node: "c9".into() }).is_err());
}

#[test]
fn a_node_under_pressure_slows_what_stands_on_it_and_nothing_else() {
    let sojourn = |node: &str| {
        let mut world = World::new(&on_nodes(), 1).expect("sound");
        let fault = Fault::NodePressure { node: node.into(), factor: 4.0, lasts: 10 * MINUTE };
        world.schedule(0, fault).expect("there is such a node");
        world.advance(5 * MINUTE);
        let totals = world.totals("s0.serve").expect("exists");
        totals.time as f64 / totals.answered as f64
    };
    let mut calm = World::new(&on_nodes(), 1).expect("sound");
    calm.advance(5 * MINUTE);
    let calm = calm.totals("s0.serve").expect("exists");
    let calm = calm.time as f64 / calm.answered as f64;
    // One of four replicas takes four times as long.
    assert!((sojourn("a1") / calm - 1.75).abs() < 0.2, "{} against {calm}", sojourn("a1"));
}
