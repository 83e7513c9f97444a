//! The outages that the world remembers, lived again from their public accounts, and the page that shows how far our
//! world follows them. Knows no outage by name: all of it stands in the scenarios.

use drill::history::{Replay, replay};
use drill::scenario::{History, Scenario};

/// The world's luck in the page.
const SEED: u64 = 1;
/// Where the page stands.
pub const PAGE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/outages.md");

/// An outage, and how our world went through it.
pub struct Outage {
    pub scenario: Scenario,
    pub replay: Replay,
}

impl Outage {
    pub fn of(scenario: Scenario) -> Outage {
        let replay = replay(&scenario, SEED).unwrap_or_else(|why| panic!("{}: {why}", scenario.id));
        Outage { scenario, replay }
    }

    pub fn history(&self) -> &History {
        self.scenario.history.as_ref().expect("chosen for its history")
    }

    /// Each mark that the account gives: its name, the account's time and ours [s from the start].
    pub fn pairs(&self) -> Vec<(&'static str, i64, Option<i64>)> {
        let ours = self.replay.marks.all();
        let told = self.history().marks.all();
        let pair = |((name, told), (_, ours)): ((_, Option<&drill::scenario::Told>), (_, Option<&i64>))| {
            told.map(|told| (name, told.after, ours.copied()))
        };
        told.into_iter().zip(ours).filter_map(pair).collect()
    }

    /// What the scenario says of itself and what is measured do not agree.
    pub fn complaints(&self) -> Vec<String> {
        let (id, history) = (&self.scenario.id, self.history());
        let mut found = Vec::new();
        for (name, told, ours) in self.pairs() {
            let met = ours.is_some_and(|ours| Replay::meets(ours, told));
            let missed = history.missed.iter().any(|missed| missed == name);
            if met == missed {
                found.push(format!("{id}: {name} is {ours:?} s, told {told} s, called missed: {missed}"));
            }
        }
        if let Some((order, why)) = &self.replay.refused {
            found.push(format!("{id}: \"{order}\" is refused: {why:?}"));
        }
        found
    }
}

/// The scenarios with a history, first of all outages first.
pub fn remembered(all: Vec<Scenario>) -> Vec<Scenario> {
    let mut all: Vec<Scenario> = all.into_iter().filter(|scenario| scenario.history.is_some()).collect();
    all.sort_by_key(|scenario| scenario.history.as_ref().map(|history| history.date.clone()));
    all
}

/// `docs/outages.md`.
pub fn page(outages: &[Outage]) -> String {
    let marks: Vec<_> = outages.iter().flat_map(Outage::pairs).collect();
    let met = |(_, told, ours): &&(&str, i64, Option<i64>)| ours.is_some_and(|o| Replay::meets(o, *told));
    let met = marks.iter().filter(met).count();
    let mut out = format!(
        "{HEAD}\n{} outages, {} marks that their accounts give; {met} of them are met.\n\n{COLUMNS}\n",
        outages.len(),
        marks.len()
    );
    outages.iter().for_each(|outage| out.push_str(&row(outage)));
    out.push_str("\n## The accounts, and where we differ\n");
    outages.iter().for_each(|outage| out.push_str(&account(outage)));
    out
}

const HEAD: &str = "# The outages that the world remembers

Written by `cargo bench -p drill --bench outages`; a test says when it is out of date.

Some drills were made of outages that really happened, rebuilt in our own words from public accounts. For this page each is
lived again without a player: what happened by itself and what people did are given to the world at the times that the account
tells, and the marks are then read off the world alone. As a drill the same world is played in under an hour, by somebody who
is not told whose outage it was before the debrief.

- **start**: the first ten seconds in which the share of requests that fail, or come late (counted half), leaves the normal,
  and stays out of it for that minute. Normal is the worst minute of the healthy time and two hundredths.
- **detected**: the first page.
- **mitigated**: that share has fallen below half of its worst minute, for good.
- **resolved**: it is normal, for good.

Each cell is the account's time / our world's, counted from the account's start (h:mm:ss). A mark is met within a fifth of the account's
time, or within a minute: accounts tell minutes. Met is ✓, not met is ✗. A mark that the account does not give is left
empty: —. What the account times as an action (a rule switched off at 14:07) is put in; what users then have is what comes out.
How soon a page comes is as much a choice of the alert's rule as it was there: that mark says least.
";

const COLUMNS: &str = "| Outage | start | detected | mitigated | resolved | worst minute | drill |
|---|---|---|---|---|---|---|";

fn row(outage: &Outage) -> String {
    let history = outage.history();
    let ours = outage.replay.marks.all();
    let cells = history.marks.all().into_iter().zip(ours).map(|((_, told), (_, ours))| match (told, ours) {
        (None, _) => "—".to_string(),
        (Some(told), None) => format!("{} / never ✗", span(told.after)),
        (Some(told), Some(ours)) => {
            let sign = if Replay::meets(*ours, told.after) { '✓' } else { '✗' };
            let off = match told.after {
                0 => String::new(),
                told => format!(" ({})", percent((*ours - told) as f64 / told as f64)),
            };
            format!("{} / {}{off} {sign}", span(told.after), span(*ours))
        }
    });
    let cells: Vec<String> = cells.collect();
    format!(
        "| {} {} | {} | {:.0} % | `{}` |\n",
        history.who,
        history.date,
        cells.join(" | "),
        outage.replay.peak * 100.0,
        outage.scenario.id
    )
}

fn account(outage: &Outage) -> String {
    let history = outage.history();
    let zero = history.marks.all().into_iter().find_map(|(_, told)| told).map_or("", |told| &told.clock);
    let mut out = format!("\n### {}, {}\n\n{}\n\n", history.who, history.date, history.what.en.trim());
    out.push_str(&format!("Start: {zero} {}. ", history.zone));
    let links: Vec<String> = history.accounts.iter().map(|link| format!("<{link}>")).collect();
    out.push_str(&format!("Account: {}\n", links.join(", ")));
    if let Some(differs) = &history.differs {
        out.push_str(&format!("\nWhere we differ: {}\n", differs.en.trim()));
    }
    out
}

/// `+4 %`, `−8 %`, `0 %`.
fn percent(part: f64) -> String {
    match (part * 100.0).round() as i64 {
        less if less < 0 => format!("−{} %", -less),
        0 => "0 %".into(),
        more => format!("+{more} %"),
    }
}

/// `1:02:30`; negative before the start [s].
fn span(seconds: i64) -> String {
    let sign = if seconds < 0 { "−" } else { "" };
    let s = seconds.unsigned_abs();
    format!("{sign}{}:{:02}:{:02}", s / 3600, s / 60 % 60, s % 60)
}

#[test]
fn every_remembered_outage_runs_as_its_account_says_and_the_page_shows_it() {
    let all = remembered(crate::shelf::scenarios());
    let outages: Vec<Outage> = all.into_iter().map(Outage::of).collect();
    let complaints: Vec<String> = outages.iter().flat_map(Outage::complaints).collect();
    assert!(complaints.is_empty(), "\n{}", complaints.join("\n"));
    let written = std::fs::read_to_string(PAGE).expect("the page reads");
    assert_eq!(written, page(&outages), "out of date: cargo bench -p drill --bench outages");
}

#[test]
fn a_time_from_the_start_is_written_as_the_page_says() {
    assert_eq!([span(0), span(3_750), span(-20)], ["0:00:00", "1:02:30", "−0:00:20"]);
    assert_eq!([percent(0.042), percent(-0.08), percent(-0.001)], ["+4 %", "−8 %", "0 %"]);
}
