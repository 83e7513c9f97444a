//! Every scenario can be played: it opens with a page, burns until somebody acts, ends by each of its ways out, and
//! does not end by its traps; and the first of its traps costs users more than if nobody had acted.

use drill::scenario::Scenario;
use drill::trial::{live, troubles};
use drill::words::Lang;

use crate::night::opening;
use crate::shelf;

/// Every way is lived through with each of these seeds: a night takes a second.
const SEEDS: [u64; 2] = [1, 42];
/// A scenario's first trap costs this much more than a night in which nobody acts [factor], and this much at least
/// where that costs nothing [count].
const HARM: (f64, f64) = (1.05, 500.0);

fn complaints(scenario: &Scenario, seed: u64) -> Vec<String> {
    let at = format!("{} seed {seed}", scenario.id);
    troubles(scenario, seed).iter().map(|trouble| format!("{at}: {}", trouble.said(Lang::En))).collect()
}

/// Is the first trap one that makes things worse?
fn harmless(scenario: &Scenario) -> Option<String> {
    let stage = opening(scenario, SEEDS[0]);
    let trap = scenario.traps.first()?;
    let (nobody, course) = (live(scenario, &stage, &[]), live(scenario, &stage, &trap.orders));
    let costs = format!("costs {:.0}, nobody acting {:.0}", course.cost, nobody.cost);
    let harm = course.cost >= (nobody.cost * HARM.0).max(nobody.cost + HARM.1);
    (!harm)
        .then(|| format!("{}: \"{}\" does no harm ({costs}): {}", scenario.id, trap.text.en, course.drawn()))
}

fn judge(scenarios: &[Scenario], harm: bool) {
    let all: Vec<String> = std::thread::scope(|scope| {
        let nights = scenarios.iter().flat_map(|s| SEEDS.map(|seed| (s, seed)));
        let running: Vec<_> = nights.map(|(s, seed)| scope.spawn(move || complaints(s, seed))).collect();
        let traps: Vec<_> =
            scenarios.iter().filter(|_| harm).map(|s| scope.spawn(move || harmless(s))).collect();
        let found = running.into_iter().flat_map(|night| night.join().expect("a night ends"));
        let found: Vec<String> = found.collect();
        found
            .into_iter()
            .chain(traps.into_iter().filter_map(|trap| trap.join().expect("a night ends")))
            .collect()
    });
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
