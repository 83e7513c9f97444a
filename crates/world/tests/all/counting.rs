//! What `World::events` counts: single requests, followed event by event. Knows the course of one call that times
//! out and is answered late.

use crate::build::*;
use world::World;
use world::time::{MICRO, MILLI, SECOND};
use world::topology::*;

/// Users ask `web`, which waits 350 ms for `slow`; its answer is back after 400. Then `web` works so long.
fn late_answers(then: Vec<Step>) -> World {
    let asking = [vec![call("slow.get")], then].concat();
    let edge = |from: &str, to: &str, latency| Edge {
        from: from.into(),
        to: to.into(),
        latency,
        latency_jitter: 0,
        ..Edge::default()
    };
    let impatient = Edge { timeout: 350 * MILLI, fallback: Fallback::On, ..edge("web", "slow", 100 * MILLI) };
    let topology = system(
        vec![
            service_of("web", 8, vec![endpoint("get", asking)]),
            service_of("slow", 8, vec![endpoint("get", vec![exactly(200.0)])]),
        ],
        vec![edge("users", "web", MILLI), impatient],
        "web.get",
        0.05,
    );
    World::new(&topology, 7).expect("sound")
}

/// Events of the first request, its arrival among them: how many are counted [count], and when others came after it
/// [us].
fn of_one_request(world: &mut World) -> (u64, Vec<u64>) {
    while world.requests() == 0 {
        assert!(world.step(600 * SECOND), "somebody comes");
    }
    let (begun, mut counted, mut uncounted) = (world.now(), 1, Vec::new());
    let mut before = world.events();
    while world.step(begun + 2 * SECOND) {
        assert_eq!(world.requests(), 1, "nobody else comes meanwhile");
        let clockwork = world.now().is_multiple_of(SECOND);
        match world.events() - before {
            0 => uncounted.push((world.now() - begun) / MICRO),
            1 => counted += u64::from(!clockwork),
            more => panic!("one step is one event, not {more}"),
        }
        before = world.events();
    }
    (counted, uncounted)
}

#[test]
fn a_late_answer_counts_while_its_request_is_open_and_not_after() {
    // Arrival; web: delivery, step before its call; slow: delivery, step; web: its timer, [late reply, step]; the
    // users' reply.
    let open = of_one_request(&mut late_answers(vec![exactly(500.0)]));
    assert_eq!(open, (9, vec![]), "the late reply finds its call, which the trace keeps, and counts");
    let closed = of_one_request(&mut late_answers(Vec::new()));
    assert_eq!(closed, (7, vec![401_001]), "the late reply finds no call, and does not count");
}
