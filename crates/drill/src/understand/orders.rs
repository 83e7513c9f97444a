//! From verbs of change to interventions: cuts the utterance into one segment per verb, finds the
//! order by rule, and fills its slots. Knows the names that fit a slot; what is missing or misspelt is
//! asked for, never guessed.

mod call;
mod slots;

use std::collections::BTreeSet;

use super::concept::Concept;
use super::lexicon::{Lexicon, Sort};
use super::mood::{Deed, Mood};
use super::rules;
use super::scan::{Scan, Token, Unit, What};
use crate::intent::{Intent, Understood, Wanted};
use world::intervention::Intervention;

/// What became of one verb.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Filled {
    /// Everything is known; more than one when several things were named.
    Known(Vec<Intervention>),
    /// A name was misspelt, or a form is unsure: offer it.
    Offer(Vec<Intervention>),
    /// Something is missing; these would do.
    Missing(Wanted, Vec<Intervention>),
}

/// All that one verb's part of an utterance holds.
pub(super) struct Segment<'a> {
    pub(super) scan: &'a Scan,
    pub(super) lexicon: &'a Lexicon,
    /// The tokens that belong to the verb.
    pub(super) tokens: Vec<Token>,
    pub(super) verb: Concept,
    pub(super) said: BTreeSet<Concept>,
}

/// The orders that these verbs give, each filled as far as possible; verbs that fit no rule give none.
pub(super) fn fill(scan: &Scan, lexicon: &Lexicon, deeds: &[Deed], moods: &[Mood]) -> Vec<Filled> {
    let mut all: Vec<Filled> = Vec::new();
    for (index, deed) in deeds.iter().enumerate().filter(|(_, d)| moods.contains(&d.mood)) {
        let (from, to) = bounds(deeds, index, scan.tokens.len());
        let near = segment(scan, lexicon, deed, &scan.tokens[from..to]);
        let mut orders = rules::orders(deed.concept, &near.said);
        // The object may stand in another clause: 「キャッシュが古い。消して」.
        let wide = segment(scan, lexicon, deed, &scan.tokens);
        let mut used = &near;
        let named = |s: &Segment| s.said.iter().any(|c| matches!(c, Concept::A(_)));
        if orders.is_empty() || !named(&near) && deeds.len() == 1 {
            let wider = rules::orders(deed.concept, &wide.said);
            if !wider.is_empty() {
                orders = wider;
                used = &wide;
            }
        }
        let filled: Vec<Filled> = orders.iter().map(|o| slots::fill(o, used, &wide)).collect();
        all.extend(one_of(filled));
    }
    all.dedup();
    all
}

/// Several readings of one verb are offered together.
fn one_of(mut filled: Vec<Filled>) -> Option<Filled> {
    if filled.len() < 2 {
        return filled.pop();
    }
    let known: Vec<Intervention> = filled
        .iter()
        .flat_map(|f| match f {
            Filled::Known(all) | Filled::Offer(all) => all.clone(),
            Filled::Missing(..) => Vec::new(),
        })
        .collect();
    match known.len() {
        0 => filled.into_iter().next(),
        _ => Some(Filled::Offer(known)),
    }
}

/// The tokens that belong to one of several verbs: in English from it to the next, in Japanese from the one
/// before to it; the outermost take the rest.
fn bounds(deeds: &[Deed], index: usize, count: usize) -> (usize, usize) {
    // Verbs that are only named divide nothing.
    let divides = |d: &&Deed| !matches!(d.mood, Mood::Noun | Mood::Report);
    let before = deeds[..index].iter().rfind(divides);
    let after = deeds[index + 1..].iter().find(divides);
    let deed = &deeds[index];
    if deed.english {
        let from = if before.is_some() { deed.at } else { 0 };
        (from, after.map_or(count, |d| d.at))
    } else {
        let from = before.map_or(0, |d| d.at + 1);
        (from, if after.is_some() { deed.at + 1 } else { count })
    }
}

fn segment<'a>(scan: &'a Scan, lexicon: &'a Lexicon, deed: &Deed, tokens: &[Token]) -> Segment<'a> {
    let mut said = BTreeSet::from([deed.concept]);
    for token in tokens {
        match &token.what {
            What::Name { things, .. } => said.extend(things.iter().map(|t| Concept::A(t.sort))),
            What::Said(concept, _) => {
                said.insert(*concept);
            }
            What::Address(_) => {
                said.insert(Concept::A(Sort::Client));
            }
            What::Number(_, Unit::Index) => {
                said.insert(Concept::AReplica);
            }
            What::Number(_, Unit::Count) => {
                said.insert(Concept::Count);
                said.insert(Concept::Replica);
            }
            What::Number(..) | What::Used | What::Word => {}
        }
    }
    Segment { scan, lexicon, tokens: tokens.to_vec(), verb: deed.concept, said }
}

/// What the orders of one utterance come to.
pub(super) fn decide(filled: Vec<Filled>, ask: bool) -> Option<Understood> {
    let mut known: Vec<Intent> = Vec::new();
    let mut offered = ask;
    let mut missing = None;
    let several = filled.len() > 1;
    for one in filled {
        match one {
            Filled::Known(all) => known.extend(all.into_iter().map(Intent::Do)),
            Filled::Offer(all) => {
                offered = true;
                known.extend(all.into_iter().map(Intent::Do));
            }
            Filled::Missing(wanted, options) => {
                let options: Vec<Intent> = options.into_iter().map(Intent::Do).collect();
                missing = missing.or(Some((wanted, options)));
            }
        }
    }
    let mut once: Vec<Intent> = Vec::new();
    for intent in known {
        if !once.contains(&intent) {
            once.push(intent);
        }
    }
    once.truncate(4);
    match (once.len(), missing) {
        (0, None) => None,
        (0, Some((wanted, options))) => Some(Understood::Missing { wanted, options }),
        (1, None) if !offered => once.pop().map(Understood::Clear),
        (_, missing) => {
            // One order is known, another lacks something: still not silently one.
            if let (Some((_, options)), true) = (missing, several) {
                once.extend(options.into_iter().take(4usize.saturating_sub(once.len()).min(1)));
            }
            Some(Understood::Choose(once))
        }
    }
}
