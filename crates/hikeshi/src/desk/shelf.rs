//! What there is to play, as whoever has played some of it may see it: what kind of thing a drill is, and which outage it
//! remembers, nobody is told who has not played it. Knows scenarios and plays, not how they are shown.

use std::collections::BTreeMap;

use drill::scenario::Class;
use jiff::Timestamp;

use crate::desk::catalog::{self, Script};
use crate::desk::surprise::{self, Why};
use crate::failure::Failure;
use crate::store::play_file::Kept;
use crate::store::plays::Plays;

/// A scenario on the shelf.
#[derive(Clone, Debug)]
pub struct Shelved {
    /// The scenario.
    pub script: Script,
    /// How often it was played to its debrief [count].
    pub played: usize,
    /// The best mean of a debrief's grades [points].
    pub best: Option<i32>,
    /// The kind of thing that it is, once it was played.
    pub class: Option<Class>,
    /// Whose outage it lives again, once it was played.
    pub outage: Option<String>,
    /// It is the one to take next, and why.
    pub next: Option<Why>,
}

/// All scenarios of the program, by difficulty, what was not played yet first. Where no plays are kept, nothing was played.
pub fn all(plays: Option<&Plays>, now: Timestamp) -> Vec<Shelved> {
    let kept = kept(plays);
    let scripts = catalog::own();
    let next = surprise::next(scripts, &kept, now);
    let often = often(&kept);
    let mut all: Vec<Shelved> = scripts.iter().map(|script| shelved(script.clone(), &often)).collect();
    for one in &mut all {
        one.next = next.as_ref().filter(|next| next.id == one.script.scenario.id).map(|next| next.why);
    }
    // The sort is stable: what is alike stays in the order of its name.
    all.sort_by_key(|one| (one.script.scenario.difficulty, one.played > 0));
    all
}

/// One of them, or one of a file.
pub fn one(name: &str, plays: Option<&Plays>) -> Result<Shelved, Failure> {
    Ok(shelved(catalog::find(name)?, &often(&kept(plays))))
}

fn kept(plays: Option<&Plays>) -> Vec<Kept> {
    plays.and_then(|plays| plays.find().ok()).unwrap_or_default().plays
}

fn shelved(script: Script, often: &BTreeMap<String, (usize, Option<i32>)>) -> Shelved {
    let (played, best) = often.get(&script.scenario.id).copied().unwrap_or_default();
    let class = script.scenario.cause.class.filter(|_| played > 0);
    let outage = script.scenario.history.as_ref().filter(|_| played > 0).map(|history| history.who.clone());
    Shelved { script, played, best, class, outage, next: None }
}

/// How often each scenario, by its id, was played to its debrief [count], and its best mean [points].
fn often(kept: &[Kept]) -> BTreeMap<String, (usize, Option<i32>)> {
    let mut often: BTreeMap<String, (usize, Option<i32>)> = BTreeMap::new();
    for (kept, summary) in kept.iter().filter_map(|kept| Some((kept, kept.summary.as_ref()?))) {
        let (played, best) = often.entry(kept.header.scenario.clone()).or_default();
        *played += 1;
        *best = (*best).max(mean(&summary.grades));
    }
    often
}

/// The mean of what was graded [points]; `None` if nothing was.
fn mean(grades: &[(String, i32)]) -> Option<i32> {
    let count = i32::try_from(grades.len()).ok().filter(|count| *count > 0)?;
    let sum: i32 = grades.iter().map(|(_, score)| score).sum();
    Some((f64::from(sum) / f64::from(count)).round() as i32)
}
