//! Countermeasures: those that the player named beside those that the scenario knows, recognised by
//! words. Does not judge the ones that it does not know; they may be better.

use super::belief::{holds, plain};
use super::facts::Remedy;
use super::{Done, Played};

/// The scenario's, each with the player's words for it if there are any; then the player's others.
pub(super) fn of(played: &Played) -> (Vec<Remedy>, Vec<String>) {
    let named: Vec<&str> = played
        .moments
        .iter()
        .filter_map(|m| match &m.act {
            Done::Countermeasure(text) => Some(text.as_str()),
            _ => None,
        })
        .collect();
    let known = &played.scenario.countermeasures;
    let is = |text: &str, words: &[String]| words.iter().any(|word| holds(&plain(text), &plain(word)));
    let remedies = known
        .iter()
        .map(|k| Remedy {
            text: played.text(&k.text),
            named_as: named.iter().find(|text| is(text, &k.words)).map(|text| (*text).into()),
        })
        .collect();
    let own = named.iter().filter(|text| !known.iter().any(|k| is(text, &k.words)));
    (remedies, own.map(|text| (*text).into()).collect())
}
