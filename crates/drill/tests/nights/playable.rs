//! Every scenario can be played: it opens with a page, burns until somebody acts, ends by each of its ways out, and
//! does not end by its traps; and the first of its traps costs users more than if nobody had acted.

use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use drill::scenario::Scenario;
use drill::trial::{live, troubles};
use drill::words::Lang;

use crate::night::opening;
use crate::shelf;

/// Seeds, and how many ways out and traps are lived through with each: a night takes a second.
const SEEDS: [(u64, usize); 2] = [(1, usize::MAX), (42, 1)];
/// A scenario's first trap costs this much more than a night in which nobody acts [factor], and this much at least
/// where that costs nothing [count].
const HARM: (f64, f64) = (1.05, 500.0);

fn complaints(scenario: &Scenario, (seed, ways): (u64, usize)) -> Vec<String> {
    let at = format!("{} seed {seed}", scenario.id);
    troubles(scenario, seed, ways).iter().map(|trouble| format!("{at}: {}", trouble.said(Lang::En))).collect()
}

/// Is the first trap one that makes things worse?
fn harmless(scenario: &Scenario) -> Option<String> {
    let stage = opening(scenario, SEEDS[0].0);
    let trap = scenario.traps.first()?;
    let (nobody, course) = (live(scenario, &stage, &[]), live(scenario, &stage, &trap.orders));
    let costs = format!("costs {:.0}, nobody acting {:.0}", course.cost, nobody.cost);
    let harm = course.cost >= (nobody.cost * HARM.0).max(nobody.cost + HARM.1);
    (!harm)
        .then(|| format!("{}: \"{}\" does no harm ({costs}): {}", scenario.id, trap.text.en, course.drawn()))
}

/// Judges every scenario, as many at a time as there are processors: more would only wait for one another.
fn judge(scenarios: &[Scenario], harm: bool) {
    let next = AtomicUsize::new(0);
    let all = Mutex::new(Vec::new());
    let work = || {
        while let Some(scenario) = scenarios.get(next.fetch_add(1, Ordering::Relaxed)) {
            let found = SEEDS.into_iter().flat_map(|seed| complaints(scenario, seed));
            let found: Vec<String> = found.chain(harm.then(|| harmless(scenario)).flatten()).collect();
            all.lock().expect("nobody panics with it").extend(found);
        }
    };
    let processors = std::thread::available_parallelism().map_or(1, usize::from);
    std::thread::scope(|scope| (0..processors).for_each(|_| drop(scope.spawn(work))));
    let all = all.into_inner().expect("nobody panicked with it");
    assert!(all.is_empty(), "\n{}", all.join("\n"));
}

#[test]
fn every_scenario_pages_burns_ends_by_its_ways_out_and_not_by_its_traps() {
    judge(&shelf::scenarios(), true);
}

#[test]
fn what_scenario_new_writes_can_be_played_as_it_stands() {
    judge(&shelf::templates()[..1], false);
    let [ja, en] = &shelf::templates()[..] else { panic!("one template a language") };
    assert_eq!(ja, en, "both languages' templates are the same drill");
}
