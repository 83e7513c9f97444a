//! Lives the outages that the world remembers again and writes `docs/outages.md`: whose marks our world meets. A word
//! as argument chooses scenarios by a part of their name, shows their marks and writes nothing.
#![expect(clippy::disallowed_methods, reason = "a report says how long it took")]

#[path = "../tests/nights/outages.rs"]
mod outages;
#[path = "../tests/nights/shelf.rs"]
#[expect(dead_code, reason = "the tests of the nights use more of it")]
mod shelf;

use std::time::Instant;

use outages::{Outage, PAGE, page, remembered};

fn main() {
    let wanted: Option<String> = std::env::args().skip(1).find(|argument| !argument.starts_with('-'));
    let scenarios = remembered(shelf::scenarios()).into_iter();
    let chosen = |id: &str| wanted.as_ref().is_none_or(|wanted| id.contains(wanted.as_str()));
    let mut all = Vec::new();
    for scenario in scenarios.filter(|scenario| chosen(&scenario.id)) {
        let begin = Instant::now();
        let outage = Outage::of(scenario);
        let hours = world::time::seconds(outage.replay.lived) / 3600.0;
        let took = begin.elapsed().as_secs_f64();
        eprintln!("{}: {hours:.1} h in {took:.1} s: {:?}", outage.scenario.id, outage.pairs());
        outage.complaints().iter().for_each(|complaint| eprintln!("  {complaint}"));
        all.push(outage);
    }
    if wanted.is_none() {
        std::fs::write(PAGE, page(&all)).expect("the page can be written");
        eprintln!("{PAGE}: {} outages", all.len());
    }
}
