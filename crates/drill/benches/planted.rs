//! Does the search find the truth? A hundred drawn worlds in which the best order is known, searched without being told.
//! Prints a line for each world that it missed, and the count. A number as argument is how many worlds.
#![expect(clippy::disallowed_methods, reason = "a report says how long it took, and uses all processors")]

#[path = "../tests/nights/planted.rs"]
mod planted;

use std::sync::Mutex;
use std::time::Instant;

use drill::counterfactual::Search;
use planted::Planted;

fn main() {
    let count = std::env::args().find_map(|argument| argument.parse().ok()).unwrap_or(100);
    let begin = Instant::now();
    let worlds = Mutex::new(planted::worlds(count, 20.0));
    let results = Mutex::new(Vec::new());
    let work = || {
        loop {
            // Drawn under the lock, searched outside.
            let Some(world) = worlds.lock().ok().and_then(|mut worlds| worlds.next()) else { return };
            let found = (world.search(), world);
            let mut results = results.lock().expect("nobody panics with it");
            results.push(found);
            eprint!("\r{} of {count}", results.len());
        }
    };
    let processors = std::thread::available_parallelism().map_or(1, usize::from);
    std::thread::scope(|scope| (0..processors).for_each(|_| drop(scope.spawn(work))));
    eprintln!();
    let results = results.into_inner().expect("all are done");
    results
        .iter()
        .filter(|(search, world)| !world.found(search))
        .for_each(|(search, world)| missed(search, world));
    let found = results.iter().filter(|(search, world)| world.found(search)).count();
    let trials: usize = results.iter().map(|(search, _)| search.trials()).sum();
    let each = begin.elapsed().as_secs_f64() / count as f64;
    println!("found {found} of {count} planted truths; {} trials and {each:.1} s a world", trials / count);
}

fn missed(search: &Search, world: &Planted) {
    let Planted { fault, order, .. } = world;
    let orders: Vec<String> =
        search.best().plan.orders().iter().map(|given| given.order.to_string()).collect();
    let saves = world.saves(search) * 100.0;
    println!("missed {order} for {fault:?}: {orders:?} saves {saves:.0} % of what that does");
}
