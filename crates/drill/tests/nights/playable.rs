//! Every scenario can be played: it opens with a page, burns until somebody acts, ends by each of its ways out, and
//! does not end by its traps; and the first of its traps costs users more than if nobody had acted.

use drill::scenario::Scenario;
use world::probe::Probe;
use world::signal::Signals;

use crate::night::{Course, live, opening};
use crate::shelf;

/// Seeds, and how many ways out and traps are lived through with each: a night takes a second.
const SEEDS: [(u64, usize); 2] = [(1, usize::MAX), (42, 1)];
/// A trap that ends the night must still cost this much more than the best way out [factor].
const DEARER: f64 = 1.5;
/// A scenario's first trap costs this much more than a night in which nobody acts [factor], and this much at least
/// where that costs nothing [count].
const HARM: (f64, f64) = (1.05, 500.0);

/// What is wrong with one scenario for one seed; `harm`: its first trap has to do some.
fn complaints(scenario: &Scenario, (seed, ways): (u64, usize), harm: bool) -> Vec<String> {
    let mut found = Vec::new();
    let at = format!("{} seed {seed}", scenario.id);
    let stage = opening(scenario, seed);
    let alerts = stage.world.probe(&Probe::Alerts { since: 0, until: u64::MAX });
    if !matches!(&alerts, Signals::Alerts(all) if all.iter().any(|a| a.pages && a.until.is_none())) {
        found.push(format!("{at}: nobody is paged within {} s", scenario.opens_by / 1_000_000_000));
    }
    let nobody = live(scenario, &stage, &[]);
    if nobody.ends_well() != scenario.cause.nothing {
        found.push(format!(
            "{at}: with nobody acting it ends well: {}: {}",
            nobody.ends_well(),
            drawn(&nobody)
        ));
    }
    let mut best = f64::INFINITY;
    for way in scenario.ways_out.iter().take(ways) {
        let course = live(scenario, &stage, &way.orders);
        best = best.min(course.cost);
        let cheaper = scenario.cause.nothing || course.cost < nobody.cost;
        if !course.ends_well() || !cheaper {
            let costs = format!("costs {:.0}, nobody acting {:.0}", course.cost, nobody.cost);
            found.push(format!("{at}: \"{}\" is no way out ({costs}): {}", way.text.en, drawn(&course)));
        }
    }
    for (n, trap) in scenario.traps.iter().enumerate().take(ways) {
        let course = live(scenario, &stage, &trap.orders);
        if n == 0 && harm && course.cost < (nobody.cost * HARM.0).max(nobody.cost + HARM.1) {
            let costs = format!("costs {:.0}, nobody acting {:.0}", course.cost, nobody.cost);
            found.push(format!("{at}: \"{}\" does no harm ({costs}): {}", trap.text.en, drawn(&course)));
        }
        let hurts = course.cost > nobody.cost || course.cost > best * DEARER;
        if course.ends_well() && !hurts {
            let costs = format!("costs {:.0}, the best way out {best:.0}", course.cost);
            found.push(format!("{at}: \"{}\" is no trap ({costs}): {}", trap.text.en, drawn(&course)));
        }
    }
    found
}

/// A night in a line: `.` calm, `x` not.
fn drawn(course: &Course) -> String {
    course.calm.iter().map(|calm| if *calm { '.' } else { 'x' }).collect()
}

fn judge(scenarios: &[Scenario], harm: bool) {
    let all: Vec<String> = std::thread::scope(|scope| {
        let nights = scenarios.iter().flat_map(|s| SEEDS.map(|seed| (s, seed)));
        let running: Vec<_> =
            nights.map(|(s, seed)| scope.spawn(move || complaints(s, seed, harm))).collect();
        running.into_iter().flat_map(|night| night.join().expect("a night ends")).collect()
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
