//! How long it takes to ask a play 64 times what would have happened otherwise: as many branches of 20 minutes from one
//! moment of the reference shop, each with an order of its own, on all processors. Prints the time until all are lived,
//! at 100 requests a second and at the reference's 300. With `--brief`, one minute once: to see that it runs.
//!
//! A plain `main`, as in `hour`: one run takes seconds.
#![expect(clippy::disallowed_methods, reason = "a benchmark is what a clock is for")]

mod reference;

use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Instant;

use world::World;
use world::intervention::Intervention;
use world::time::{MINUTE, Nanos};

/// Branches [count].
const BRANCHES: usize = 64;
/// The shop is as old as this when they part [ns].
const MOMENT: Nanos = 10 * MINUTE;
/// Each is lived for so long [ns].
const LENGTH: Nanos = 20 * MINUTE;
/// Requests a second [1/s], and what we want all branches to take at most [s].
const SHOPS: [(f64, Option<f64>); 2] = [(100.0, Some(10.0)), (reference::RATE, None)];
/// Runs of each [count]; the median is printed.
const ROUNDS: usize = 5;

fn main() {
    let brief = std::env::args().any(|argument| argument == "--brief");
    let (rounds, length) = if brief { (1, MINUTE) } else { (ROUNDS, LENGTH) };
    let hands = std::thread::available_parallelism().map_or(1, usize::from);
    println!("{BRANCHES} branches of {} min, {hands} processors:", length / MINUTE);
    for (rate, target) in SHOPS {
        let mut world = World::new(&reference::shop(rate), 1).expect("the shop has no flaws");
        world.advance(MOMENT);
        let mut taken: Vec<f64> = (0..rounds).map(|_| branches(&world, length, hands)).collect();
        taken.sort_unstable_by(f64::total_cmp);
        let target = target.map_or(String::new(), |target| format!(" (target {target:.0})"));
        println!("{rate:3.0} requests/s: {:6.2} s{target}", taken[taken.len() / 2]);
    }
}

/// Lives all branches, and says how long it took [s].
fn branches(moment: &World, length: Nanos, hands: usize) -> f64 {
    let begin = Instant::now();
    let next = AtomicUsize::new(0);
    let hand = || {
        loop {
            let n = next.fetch_add(1, Ordering::Relaxed);
            if n >= BRANCHES {
                return;
            }
            let mut world = moment.clone();
            let component = ["web", "gateway", "auth", "cart"][n % 4].into();
            let order = Intervention::CpuLimit { component, tenths: 20 + (n / 4) as u32 };
            world.intervene(&order).expect("the shop takes the order");
            world.advance(world.now() + length);
            std::hint::black_box(world.cost());
        }
    };
    std::thread::scope(|scope| {
        for _ in 0..hands {
            scope.spawn(hand);
        }
    });
    begin.elapsed().as_secs_f64()
}
