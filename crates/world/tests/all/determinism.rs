//! The same seed and the same orders give the same bytes: twice, in two threads, in both profiles, through
//! a clone, and whoever looks. Short lives of the reference shop with every fault and every order in them.

use crate::everything::{ORDERS, faults};
use crate::shop::shop;
use world::World;
use world::intervention::Intervention;
use world::probe::Probe;
use world::rng::{child, mix};
use world::signal::{Metric, Signals};
use world::time::{Nanos, SECOND};

/// Length of one life [s].
const LIFE: u64 = 90;
/// Faults of the list that recorded lives have [count]; what came later must not change them.
const RECORDED: usize = 26;
/// Lives compared [count].
const LIVES: u64 = 1_000;

/// A life's faults and orders, each at a moment drawn from its seed; about half of all there are.
struct Story {
    faults: Vec<(Nanos, world::fault::Fault)>,
    orders: Vec<(Nanos, Intervention)>,
}

fn story(seed: u64) -> Story {
    story_of(seed, faults(20 * SECOND))
}

fn story_of(seed: u64, faults: Vec<world::fault::Fault>) -> Story {
    let when = |n: u64| 5 * SECOND + child(seed, n) % ((LIFE - 10) * SECOND);
    let chosen = |n: u64| mix(child(seed, n)).is_multiple_of(2);
    let faults = faults.into_iter().enumerate();
    let mut orders: Vec<(Nanos, Intervention)> = (ORDERS.iter().enumerate())
        .filter(|(n, _)| chosen(1_000 + *n as u64))
        .map(|(n, line)| (when(1_000 + n as u64), line.parse().expect("an order")))
        .collect();
    orders.sort_by_key(|(at, _)| *at);
    Story {
        faults: faults.filter(|(n, _)| chosen(*n as u64)).map(|(n, fault)| (when(n as u64), fault)).collect(),
        orders,
    }
}

fn begin(seed: u64, rate: f64) -> (World, Story) {
    begin_with(seed, rate, story(seed))
}

fn begin_with(seed: u64, rate: f64, story: Story) -> (World, Story) {
    let mut world = World::new(&shop(rate), seed).expect("the shop is valid");
    for (at, fault) in &story.faults {
        world.schedule(*at, fault.clone()).expect("its names exist");
    }
    (world, story)
}

/// Lives from `world.now()` to the end; `look` is called before every order and at the end.
fn live(world: &mut World, story: &Story, mut look: impl FnMut(&World)) {
    let begun = world.now();
    for (at, order) in story.orders.iter().filter(|(at, _)| *at >= begun) {
        world.advance(*at);
        look(world);
        let _ = world.intervene(order); // refused or not: the same in every branch
    }
    world.advance(LIFE * SECOND);
    look(world);
}

fn whole_life(seed: u64, rate: f64) -> World {
    let (mut world, story) = begin(seed, rate);
    live(&mut world, &story, |_| {});
    world
}

/// Every question there is.
fn probes() -> Vec<Probe> {
    let (since, until) = (0, Nanos::MAX / 2);
    vec![
        Probe::Components { component: None },
        Probe::Journeys,
        Probe::Series { subject: "checkout".into(), metric: Metric::P99, since, until: LIFE * SECOND },
        Probe::Replicas { component: None },
        Probe::Logs { component: None, errors_only: false, contains: None, since, until },
        Probe::Traces { component: None, journey: None, bad_only: false, since, until },
        Probe::Changes { since, until },
        Probe::Alerts { since, until },
        Probe::Edges { component: None },
        Probe::Activity { database: "orders-db".into() },
        Probe::Complaints { since, until },
        Probe::Impact { since, until: LIFE * SECOND },
        Probe::Flags,
        Probe::Jobs,
        Probe::Certificates,
        Probe::Names,
    ]
}

/// Everything that can be seen, as text.
fn seen(world: &World) -> String {
    let answers: Vec<Signals> = probes().iter().map(|p| world.probe(p)).collect();
    format!("{answers:?} {:?} {}", world.totals("checkout.order"), world.digest())
}

#[test]
fn a_thousand_lives_lived_twice_in_two_threads_are_the_same() {
    let lives = |reverse: bool| {
        move || -> Vec<(u64, u64, u64)> {
            let mut seeds: Vec<u64> = (0..LIVES).collect();
            if reverse {
                seeds.reverse();
            }
            let mut found: Vec<_> = seeds
                .into_iter()
                .map(|seed| {
                    let world = whole_life(seed, 12.0);
                    (seed, world.digest(), world.events())
                })
                .collect();
            found.sort_unstable();
            found
        }
    };
    let (one, two) = std::thread::scope(|scope| {
        let one = scope.spawn(lives(false));
        let two = scope.spawn(lives(true));
        (one.join().expect("no panic"), two.join().expect("no panic"))
    });
    assert_eq!(one, two);
    let mut digests: Vec<u64> = one.iter().map(|(_, digest, _)| *digest).collect();
    digests.sort_unstable();
    digests.dedup();
    assert_eq!(digests.len() as u64, LIVES, "every seed is a life of its own");
}

#[test]
fn what_can_be_seen_is_the_same_to_the_byte() {
    for seed in 0..40 {
        assert_eq!(seen(&whole_life(seed, 30.0)), seen(&whole_life(seed, 30.0)), "seed {seed}");
    }
}

#[test]
fn recorded_digests_hold_in_every_profile() {
    let recorded = include_str!("golden.txt");
    let found: String = (1..=12)
        .map(|seed| {
            let first = faults(20 * SECOND).into_iter().take(RECORDED).collect();
            let (mut world, story) = begin_with(seed, 40.0, story_of(seed, first));
            live(&mut world, &story, |_| {});
            format!("{seed} {:016x} {}\n", world.digest(), world.events())
        })
        .collect();
    assert!(recorded == found, "golden.txt (seed, digest, events) would now be:\n{found}");
}

#[test]
fn a_clone_given_the_same_orders_lives_the_same_life() {
    for seed in 100..120 {
        let (mut world, story) = begin(seed, 30.0);
        let mut branches = Vec::new();
        for second in [0, 7, 31, 62] {
            // Orders before the branching belong to both.
            let from = world.now();
            let before = story.orders.iter().filter(|(at, _)| (from..second * SECOND).contains(at));
            for (at, order) in before {
                world.advance(*at);
                let _ = world.intervene(order);
            }
            world.advance(second * SECOND);
            branches.push(world.clone());
        }
        live(&mut world, &story, |_| {});
        let expected = seen(&world);
        for mut branch in branches {
            let at = branch.now();
            live(&mut branch, &story, |_| {});
            assert_eq!(seen(&branch), expected, "seed {seed}, cloned at {at} ns");
        }
    }
}

#[test]
fn a_life_lived_event_by_event_is_the_same_life() {
    for seed in 220..230 {
        let (mut stepped, story) = begin(seed, 30.0);
        for (at, order) in &story.orders {
            while stepped.step(*at) {
                assert!(stepped.now() < *at, "seed {seed}: what happens at {at} happens in the next step");
            }
            let _ = stepped.intervene(order);
        }
        while stepped.step(LIFE * SECOND) {}
        assert_eq!(seen(&stepped), seen(&whole_life(seed, 30.0)), "seed {seed}");
    }
}

#[test]
fn looking_changes_nothing() {
    for seed in 200..210 {
        let (mut watched, story) = begin(seed, 30.0);
        live(&mut watched, &story, |world| {
            let _ = seen(world);
        });
        assert_eq!(seen(&watched), seen(&whole_life(seed, 30.0)), "seed {seed}");
    }
}
