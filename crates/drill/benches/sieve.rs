//! Which of the orders that somebody could give now spares users most in the next twenty minutes? Asked twice of a shop
//! with 100 requests a second whose database has begun to read badly: of branches that are all lived to their end, and of the
//! search's sieve, which stops a branch once it is decided. Prints the time of both for 64 branches, on all processors,
//! and whether they name the same order. With `--brief`, one
//! minute of the first shop: to see that it runs.
#![expect(clippy::disallowed_methods, reason = "a benchmark is what a clock is for")]

#[path = "../../world/benches/reference/mod.rs"]
mod reference;

use std::sync::Mutex;
use std::time::Instant;

use drill::counterfactual::{Given, Plan, Search, legal, live};
use world::World;
use world::fault::Fault;
use world::intervention::Intervention;
use world::time::{MINUTE, Nanos};

/// Branches [count].
const BRANCHES: f64 = 64.0;
/// The fault begins, the scene opens, and the first order can be given, one after the other [ns].
const MOMENTS: [Nanos; 3] = [8 * MINUTE, 10 * MINUTE, 12 * MINUTE];
/// Each branch is lived for so long [ns].
const LENGTH: Nanos = 20 * MINUTE;
/// Requests a second [1/s], and what we want 64 branches to take at most [s].
const SHOPS: [(f64, Option<f64>); 2] = [(100.0, Some(10.0)), (reference::RATE, None)];
/// What a read takes then [factor].
const SLOWER: f64 = 40.0;
/// Rounds of a search until every plan of one order has been judged [count].
const ROUNDS: usize = 4;

fn main() {
    let brief = std::env::args().any(|argument| argument == "--brief");
    let (length, shops) = if brief { (MINUTE, &SHOPS[..1]) } else { (LENGTH, &SHOPS[..]) };
    for &(rate, target) in shops {
        let opened = shop(rate);
        let until = MOMENTS[2] + length;
        let begin = Instant::now();
        let (count, whole) = every(&opened, until);
        let all = begin.elapsed().as_secs_f64() / count as f64 * BRANCHES;
        let begin = Instant::now();
        let sieved = sieve(&opened, until);
        let some = begin.elapsed().as_secs_f64() / count as f64 * BRANCHES;
        let target = target.map_or(String::new(), |target| format!(" (target {target:.0})"));
        let same = if whole == sieved { "the same order" } else { "another order" };
        println!(
            "{rate:3.0} requests/s, {count} orders, for {BRANCHES:.0} of them: {all:5.2} s lived whole, {some:5.2} s sieved{target}; \
             best is {}, by the sieve {same}",
            whole.map_or("none".into(), |order| order.to_string())
        );
    }
}

fn shop(rate: f64) -> World {
    let mut world = World::new(&reference::shop(rate), 1).expect("the shop has no flaws");
    let fault = Fault::Plan { database: "db".into(), endpoint: "read".into(), factor: SLOWER };
    world.schedule(MOMENTS[0], fault).expect("the shop can break so");
    world.advance(MOMENTS[1]);
    world
}

/// All branches, lived to their end on all processors: how many, and the order that costs least.
fn every(opened: &World, until: Nanos) -> (usize, Option<Intervention>) {
    let mut first = opened.clone();
    first.advance(MOMENTS[2]);
    let orders = legal(&first);
    let cost = |order: &Intervention| {
        live(first.clone(), &Plan::new(vec![Given { at: first.now(), order: order.clone() }]), until).cost()
    };
    let costs = each(&orders, cost);
    let best = costs.iter().enumerate().min_by(|one, other| one.1.total_cmp(other.1));
    (orders.len(), best.map(|(n, _)| orders[n].clone()))
}

fn sieve(opened: &World, until: Nanos) -> Option<Intervention> {
    let mut search = Search::new(opened, until, Vec::new());
    for _ in 0..ROUNDS {
        let outcomes = each(&search.round(), |trial| trial.run());
        search.settle(&outcomes);
    }
    search.best().plan.orders().first().map(|given| given.order.clone())
}

/// Does it for each, on all processors; results in the order of what was given.
fn each<T: Sync, R: Send>(all: &[T], work: impl Fn(&T) -> R + Sync) -> Vec<R> {
    let next = Mutex::new((0..all.len()).rev().collect::<Vec<usize>>());
    let done = Mutex::new(Vec::new());
    let hand = || {
        while let Some(n) = next.lock().ok().and_then(|mut left| left.pop()) {
            let result = work(&all[n]);
            done.lock().expect("nobody panics with it").push((n, result));
        }
    };
    let processors = std::thread::available_parallelism().map_or(1, usize::from);
    std::thread::scope(|scope| (0..processors).for_each(|_| drop(scope.spawn(hand))));
    let mut done = done.into_inner().expect("all are done");
    done.sort_by_key(|(n, _)| *n);
    done.into_iter().map(|(_, result)| result).collect()
}
