//! The retry storm: a service of capacity μ = 300/s whose users give up after a second and try again.
//! After a stall of ten seconds it stays down for ever above λ* = μ/(1+R), and recovers below; with a
//! bounded queue it always recovers; and the same shedding that rescues it early fails late.

use world::World;
use world::fault::Fault;
use world::probe::Probe;
use world::signal::{Metric, Signals};
use world::time::{MILLI, MINUTE, NEVER, Nanos, SECOND};
use world::topology::{Duration, Topology};

use crate::cells::{CELLS, answered as answered_in};
use crate::stations::single;

/// Capacity [1/s].
const CAPACITY: f64 = 300.0;

/// Users at `rate` who give up after a second and try again at once, `retries` times.
fn impatient(rate: f64, retries: u32, queue: u32) -> Topology {
    let mut topology = single(rate, 1, queue, Duration::Exponential((1e9 / CAPACITY) as Nanos));
    let edge = &mut topology.edges[0];
    (edge.timeout, edge.retries, edge.backoff, edge.jitter) = (SECOND, retries, MILLI, 0.0);
    topology
}

/// A world whose service stands still from t = 60 s: `share` of its capacity is gone for `lasts`.
fn stalled(topology: &Topology, seed: u64, share: f64, lasts: Nanos) -> World {
    let mut world = World::new(topology, seed).expect("sound");
    let fault = Fault::Stall { component: "s0".into(), share, lasts };
    world.schedule(60 * SECOND, fault).expect("the names exist");
    world
}

/// Share of requests that were answered in the two minutes before `until`.
fn answered(world: &mut World, until: Nanos) -> f64 {
    world.advance(until + MILLI);
    let probe = Probe::Impact { since: until - 2 * MINUTE, until };
    let Signals::Impact(impact) = world.probe(&probe) else { unreachable!("impact answers impact") };
    1.0 - impact[0].failed as f64 / impact[0].requests as f64
}

fn recovers(rate: f64, retries: u32, queue: u32, share: f64, lasts: Nanos) -> bool {
    let well = (0..3).filter(|seed| {
        let mut world = stalled(&impatient(rate, retries, queue), *seed, share, lasts);
        answered(&mut world, 15 * MINUTE) > 0.9
    });
    well.count() >= 2
}

/// The rate at which it begins to stay down, by bisection [1/s].
fn threshold(retries: u32) -> f64 {
    let (mut well, mut down) = (CAPACITY * 0.2, CAPACITY);
    while down - well > 2.0 {
        let middle = f64::midpoint(well, down);
        if recovers(middle, retries, u32::MAX, 1.0, 10 * SECOND) { well = middle } else { down = middle }
    }
    f64::midpoint(well, down)
}

#[test]
fn without_retries_it_always_recovers() {
    for rate in [100.0, 200.0, 280.0] {
        assert!(recovers(rate, 0, u32::MAX, 1.0, 10 * SECOND), "{rate}/s");
    }
}

#[test]
fn with_one_retry_it_stays_down_above_half_of_capacity() {
    let found = threshold(1);
    println!("R = 1: stays down above {found:.1}/s, law says {}", CAPACITY / 2.0);
    assert!((found / (CAPACITY / 2.0) - 1.0).abs() <= 0.05, "{found}");
}

#[test]
fn with_two_retries_it_stays_down_above_a_third_of_capacity() {
    let found = threshold(2);
    println!("R = 2: stays down above {found:.1}/s, law says {}", CAPACITY / 3.0);
    assert!((found / (CAPACITY / 3.0) - 1.0).abs() <= 0.05, "{found}");
}

#[test]
fn the_storm_offers_every_request_once_more_for_every_retry() {
    let mut world = stalled(&impatient(280.0, 1, u32::MAX), 1, 1.0, 10 * SECOND);
    world.advance(10 * MINUTE + MILLI);
    let Signals::Edges(edges) = world.probe(&Probe::Edges { component: None }) else { unreachable!() };
    assert!((edges[0].rate / 560.0 - 1.0).abs() < 0.03, "offered {}", edges[0].rate);
}

#[test]
fn a_queue_no_longer_than_patience_makes_it_immune() {
    for queue in [50, 150, 290] {
        assert!(recovers(280.0, 1, queue, 1.0, 10 * SECOND), "a queue of {queue} answers in time");
    }
    for queue in [450, 600] {
        assert!(!recovers(280.0, 1, queue, 1.0, 10 * SECOND), "a queue of {queue} answers too late");
    }
}

#[test]
fn only_a_trigger_deep_and_long_enough_tips_it_over() {
    // At 200/s, two thirds of capacity: what is left must fall below the load.
    for (lost, falls) in [(1.0, true), (0.7, true), (0.5, true), (0.2, false), (0.1, false)] {
        assert_eq!(!recovers(200.0, 1, u32::MAX, lost, 10 * SECOND), falls, "{lost} of capacity lost");
    }
    // At 280/s a stall shorter than patience passes, a longer one does not.
    for (lasts, falls) in [(500 * MILLI, false), (2 * SECOND, true)] {
        assert_eq!(!recovers(280.0, 1, u32::MAX, 1.0, lasts), falls, "stall of {lasts} ns");
    }
}

/// Lets only `admitted` percent in from `at` for `lasts`; is it well half an hour later?
fn rescued(admitted: u32, at: Nanos, lasts: Nanos) -> bool {
    let mut world = stalled(&impatient(280.0, 1, u32::MAX), 3, 1.0, 10 * SECOND);
    let shed = |percent: u32| format!("shed {percent}").parse().expect("an order");
    world.advance(at);
    world.intervene(&shed(100 - admitted)).expect("can be ordered");
    world.advance(at + lasts);
    world.intervene(&shed(0)).expect("can be ordered");
    answered(&mut world, at + lasts + 10 * MINUTE) > 0.9
}

#[test]
fn the_same_shedding_rescues_early_and_fails_late() {
    assert!(rescued(10, 80 * SECOND, 60 * SECOND), "a minute of shedding, begun at once, is enough");
    assert!(!rescued(10, 200 * SECOND, 60 * SECOND), "two minutes later it is not");
    assert!(rescued(10, 200 * SECOND, 240 * SECOND), "then it takes four times as long");
    assert!(!rescued(40, 200 * SECOND, 60 * SECOND), "and a milder one is not enough");
}

#[test]
fn nothing_is_wrong_with_a_service_that_nobody_disturbed() {
    let mut world = World::new(&impatient(280.0, 1, u32::MAX), 1).expect("sound");
    assert!(answered(&mut world, 10 * MINUTE) > 0.99);
    let probe = Probe::Series { subject: "visit".into(), metric: Metric::P95, since: 0, until: NEVER };
    assert!(matches!(world.probe(&probe), Signals::Series(series) if series.len() == 1));
}

#[test]
fn the_published_retry_experiment_stays_down_in_its_one_setting_of_four() {
    for cell in CELLS {
        let down = (0..3).filter(|luck| answered_in(cell, 0.625, *luck) < 0.5).count();
        assert_eq!(down, if cell.stays_down { 3 } else { 0 }, "{cell:?}");
    }
}
