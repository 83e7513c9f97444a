//! What there is to play, as whoever has played some of it may see it: what kind of thing a drill is, nobody is told who
//! has not played it. Knows scenarios and plays, not how they are shown.

use std::collections::BTreeMap;

use drill::scenario::Class;

use crate::desk::catalog::{self, Script};
use crate::failure::Failure;
use crate::store::plays::Plays;

/// A scenario on the shelf.
#[derive(Clone, Debug)]
pub struct Shelved {
    /// The scenario.
    pub script: Script,
    /// How often it was played to its debrief [count].
    pub played: usize,
    /// The kind of thing that it is, once it was played.
    pub class: Option<Class>,
}

/// All scenarios of the program. Where no plays are kept, nothing was played.
pub fn all(plays: Option<&Plays>) -> Vec<Shelved> {
    let often = often(plays);
    catalog::own().into_iter().map(|script| shelved(script, &often)).collect()
}

/// One of them, or one of a file.
pub fn one(name: &str, plays: Option<&Plays>) -> Result<Shelved, Failure> {
    Ok(shelved(catalog::find(name)?, &often(plays)))
}

fn shelved(script: Script, often: &BTreeMap<String, usize>) -> Shelved {
    let played = often.get(&script.scenario.id).copied().unwrap_or_default();
    let class = script.scenario.cause.class.filter(|_| played > 0);
    Shelved { script, played, class }
}

/// How often each scenario, by its id, was played to its debrief [count].
fn often(plays: Option<&Plays>) -> BTreeMap<String, usize> {
    let found = plays.and_then(|plays| plays.find().ok()).unwrap_or_default();
    let mut often = BTreeMap::new();
    for kept in found.plays.into_iter().filter(|kept| kept.played().is_some()) {
        *often.entry(kept.header.scenario).or_default() += 1;
    }
    often
}
