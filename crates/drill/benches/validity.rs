//! Are the drills drills? Every scenario played by every crew under many seeds. Writes `scenarios/measured.json`, from
//! which the program knows how difficult a drill is, and the crews' part of `docs/validity.md`.
//!
//!     cargo bench -p drill --bench validity                       all scenarios, twenty seeds
//!     cargo bench -p drill --bench validity -- --stale            only those whose figures are missing or old
//!     cargo bench -p drill --bench validity -- first-fire         only this one
//!     cargo bench -p drill --bench validity -- --seeds 5 --searched 0
//!     cargo bench -p drill --bench validity -- --best         only the searches; what crews did stays as it is
//!
//! Figures of scenarios that are not played stay as they are. `--page` plays nothing and writes the page anew.
#![expect(clippy::disallowed_methods, reason = "a report says how long it took")]

#[expect(dead_code, reason = "tests take more from the shelf")]
#[path = "../tests/nights/shelf.rs"]
mod shelf;
#[path = "../tests/nights/validity/page.rs"]
mod page;

use std::collections::BTreeMap;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Instant;

use drill::counterfactual::{Given, Plan, Search, Trial};
use drill::crews::{Crew, Night, play};
use drill::measured::{Best, Figures, Sheet, Tally};
use drill::scenario::Scenario;
use drill::stage::{self, Stage};
use world::time::{MINUTE, Nanos};

/// Rounds of a search [count]: the plans known, then the three sieves of a first order. A second order would cost twice as
/// much again.
const ROUNDS: usize = 4;
/// A search gives its first order so long after the world that it begins with [ns].
const SEARCHES: Nanos = 2 * MINUTE;
/// Where nothing is wrong, an order that costs users no more than this hurt nobody [requests by value] …
const HARMLESS: f64 = 20.0;
/// … nor one that costs them no more than this part of what a night costs anyway [share].
const NOISE: f64 = 0.05;

/// What was asked for.
struct Asked {
    seeds: u64,
    searched: u64,
    stale: bool,
    page: bool,
    best: bool,
    only: Vec<String>,
}

fn asked() -> Asked {
    let mut asked =
        Asked { seeds: 20, searched: 1, stale: false, page: false, best: false, only: Vec::new() };
    let mut words = std::env::args().skip(1);
    while let Some(word) = words.next() {
        let mut number = || words.next().and_then(|n| n.parse().ok()).expect("a number after the option");
        match word.as_str() {
            "--seeds" => asked.seeds = number(),
            "--searched" => asked.searched = number(),
            "--stale" => asked.stale = true,
            "--page" => asked.page = true,
            "--best" => asked.best = true,
            "--bench" => {}
            id => asked.only.push(id.into()),
        }
    }
    asked
}

/// One seed of one scenario.
struct Played {
    nights: [Night; 4],
    reached: Option<f64>,
}

fn staged(scenario: &Scenario, seed: u64) -> Stage {
    stage::set(scenario, seed).expect("a scenario of the folder can be staged")
}

/// What the way out spares of what the best plan known spares: any written way out, or one that a short search finds.
/// None of them begins sooner than the expert: it is the choice that is compared, not the haste.
fn reached(scenario: &Scenario, seed: u64, [expert, .., nobody]: &[Night; 4]) -> f64 {
    let stage = staged(scenario, seed);
    let first = expert.plan.orders().first().map_or(stage.opened, |given| given.at);
    let ways = scenario.ways_out.iter().map(|way| not_before(&way.plan(stage.opened), first));
    let mut begins = stage.world.clone();
    begins.advance(first.saturating_sub(SEARCHES).max(stage.opened));
    let before = begins.cost() - stage.world.cost();
    let mut search = Search::new(&begins, stage.opened + scenario.horizon, ways.collect());
    for _ in 0..ROUNDS {
        let outcomes: Vec<_> = search.round().iter().map(Trial::run).collect();
        search.settle(&outcomes);
    }
    let best = (before + search.best().lost).min(expert.lost);
    (nobody.lost - expert.lost) / (nobody.lost - best).max(1.0)
}

/// A plan as it would be had its first order been given no sooner than then [ns].
fn not_before(plan: &Plan, first: Nanos) -> Plan {
    let later = plan.orders().first().map_or(0, |given| first.saturating_sub(given.at));
    Plan::new(plan.orders().iter().map(|g| Given { at: g.at + later, order: g.order.clone() }).collect())
}

/// Did the night go as it should? Where nothing is wrong, users must not have been hurt.
fn good(scenario: &Scenario, night: &Night, nobody: &Night) -> bool {
    let harmless = night.lost <= nobody.lost * (1.0 + NOISE) + HARMLESS;
    night.well.is_some() && (!scenario.cause.nothing || harmless)
}

fn figures(scenario: &Scenario, digest: String, played: &BTreeMap<u64, Played>) -> Figures {
    let (n, played) = (played.len() as f64, || played.values());
    let tally = |crew: usize| Tally {
        well: played().filter(|p| good(scenario, &p.nights[crew], &p.nights[3])).count() as u32,
        lost: (played().map(|p| p.nights[crew].lost).sum::<f64>() / n).round(),
    };
    let sooner = |p: &&Played| {
        let [_, _, random, nobody] = &p.nights;
        random.well.is_some_and(|at| nobody.well.is_none_or(|itself| at < itself))
    };
    let reached: Vec<f64> = played().filter_map(|p| p.reached).collect();
    let mean = reached.iter().sum::<f64>() / reached.len().max(1) as f64;
    Figures {
        digest,
        nights: n as u32,
        nothing: scenario.cause.nothing,
        expert: tally(0),
        rules: tally(1),
        random: tally(2),
        nobody: tally(3),
        faster: played().filter(sooner).count() as u32,
        best: (!reached.is_empty())
            .then(|| Best { nights: reached.len() as u32, reached: (mean * 1000.0).round() / 1000.0 }),
    }
}

/// One piece of work: a night of every crew, or a search in a night that was played.
#[derive(Clone, Copy)]
enum Piece {
    Nights(usize, u64),
    Search(usize, u64),
}

/// Plays what was asked for on all processors, seed after seed, and searches last. What is measured is kept as soon as it is,
/// whatever happens to the rest.
fn play_all(scenarios: &[(Scenario, String)], asked: &Asked, sheet: &Mutex<Sheet>) {
    let begin = Instant::now();
    let each = |seed: u64| (0..scenarios.len()).map(move |which| (which, seed));
    let seeds = if asked.best { 0 } else { asked.seeds };
    let nights = (1..=seeds).flat_map(each).map(|(which, seed)| Piece::Nights(which, seed));
    let burns = |(which, _): &(usize, u64)| !scenarios[*which].0.cause.nothing;
    let searches = (1..=asked.searched.min(asked.seeds)).flat_map(each).filter(burns);
    let all: Vec<Piece> = nights.chain(searches.map(|(which, seed)| Piece::Search(which, seed))).collect();
    let played: Vec<Mutex<BTreeMap<u64, Played>>> = scenarios.iter().map(|_| Mutex::default()).collect();
    let next = AtomicUsize::new(0);
    let work = || {
        loop {
            let at = next.fetch_add(1, Ordering::Relaxed);
            let Some(piece) = all.get(at) else { return };
            eprint!("\r{} of {} ", at + 1, all.len());
            let (Piece::Nights(which, _) | Piece::Search(which, _)) = *piece;
            let (scenario, digest) = &scenarios[which];
            do_one(scenario, *piece, &played[which]);
            let played = played[which].lock().expect("nobody panics with it");
            let mut found = figures(scenario, digest.clone(), &played);
            let mut sheet = sheet.lock().expect("nobody panics with it");
            if let Some(crews) = sheet.of(&scenario.id, digest).filter(|_| asked.best) {
                found = Figures { best: found.best, ..crews.clone() };
            }
            let whole = played.len() as u64 == asked.seeds;
            if let Some((_, first)) = played.first_key_value().filter(|_| whole || played.len() == 1) {
                said(scenario, &found, first, begin);
            }
            sheet.0.insert(scenario.id.clone(), found);
            std::fs::write(shelf::sheet(), sheet.written()).expect("the sheet takes its figures");
        }
    };
    let processors = std::thread::available_parallelism().map_or(1, usize::from);
    std::thread::scope(|scope| (0..processors).for_each(|_| drop(scope.spawn(work))));
}

fn nights_of(scenario: &Scenario, seed: u64) -> [Night; 4] {
    let stage = staged(scenario, seed);
    Crew::ALL.map(|crew| play(crew, scenario, &stage, seed))
}

fn do_one(scenario: &Scenario, piece: Piece, played: &Mutex<BTreeMap<u64, Played>>) {
    match piece {
        Piece::Nights(_, seed) => {
            let nights = nights_of(scenario, seed);
            played.lock().expect("nobody panics with it").insert(seed, Played { nights, reached: None });
        }
        Piece::Search(_, seed) => {
            let nights = played.lock().expect("nobody panics with it").get(&seed).map(|p| p.nights.clone());
            // Nobody plays it besides, or another thread is still at it.
            let nights = nights.unwrap_or_else(|| nights_of(scenario, seed));
            let reached = Some(reached(scenario, seed, &nights));
            played.lock().expect("nobody panics with it").insert(seed, Played { nights, reached });
        }
    }
}

fn said(scenario: &Scenario, figures: &Figures, first: &Played, begin: Instant) {
    let spared = |tally| figures.spared(tally).map_or("-".into(), |share| format!("{:.0} %", share * 100.0));
    eprintln!(
        "{:>5.0} s  {:<20} difficulty {} | expert {:>2} ({} of best) rules {:>2} ({}) random {:>2} ({}) nobody {:>2} | \
         the habit: {}",
        begin.elapsed().as_secs_f64(),
        scenario.id,
        figures.difficulty(),
        figures.expert.well,
        figures.best.map_or("-".into(), |best| format!("{:.0} %", best.reached * 100.0)),
        figures.rules.well,
        spared(&figures.rules),
        figures.faster,
        spared(&figures.random),
        figures.nobody.well,
        tried(&first.nights[1]),
    );
}

/// The orders of a night in a line.
fn tried(night: &Night) -> String {
    let orders: Vec<String> = night.plan.orders().iter().map(|given| given.order.to_string()).collect();
    orders.join(", ")
}

fn main() {
    let asked = asked();
    let sheet = std::fs::read_to_string(shelf::sheet()).ok();
    let mut sheet = sheet.and_then(|text| Sheet::read(&text).ok()).unwrap_or_default();
    let all: Vec<(Scenario, String)> = shelf::digested();
    sheet.0.retain(|id, _| all.iter().any(|(scenario, _)| scenario.id == *id));
    let wanted = |(scenario, digest): &(Scenario, String)| {
        let named = asked.only.is_empty() || asked.only.contains(&scenario.id);
        named && !asked.page && !(asked.stale && sheet.of(&scenario.id, digest).is_some())
    };
    let (played, _): (Vec<_>, Vec<_>) = all.into_iter().partition(wanted);
    let sheet = Mutex::new(sheet);
    play_all(&played, &asked, &sheet);
    let sheet = sheet.into_inner().expect("nobody panicked with it");
    let text = std::fs::read_to_string(shelf::page()).expect("the page is there");
    std::fs::write(shelf::page(), page::laid_in(&text, &sheet)).expect("the page takes its figures");
}
