//! From verbs of change to interventions: cuts the utterance into one segment per verb, finds the
//! order by rule, and fills its slots. Knows the names that fit a slot; what is missing or misspelt is
//! asked for, never guessed.

mod call;
pub(super) mod explicit;
mod slots;
pub(super) mod values;

use std::collections::BTreeSet;

use super::concept::Concept;
use super::lexicon::{Lexicon, Sort};
use super::mood::{Deed, Mood};
use super::near;
use super::phrases::BOOK;
use super::rules;
use super::scan::{Scan, Token, Unit, What, names_in};
use crate::intent::{Impossible, Intent, Understood, Wanted};
use world::intervention::Intervention;
use world::refused::NameKind;
use world::signal::Metric;

/// What became of one verb.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Filled {
    /// Everything is known; more than one when several things were named.
    Known(Vec<Intervention>),
    /// A name was misspelt, or a form is unsure: offer it.
    Offer(Vec<Intervention>),
    /// Something is missing; these would do.
    Missing(Wanted, Vec<Intervention>),
    /// What was said cannot be had.
    Impossible(Impossible),
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
        let mut orders = rules::orders(near.verb, &near.said);
        // The object may stand in another clause: 「キャッシュが古い。消して」.
        let wide = segment(scan, lexicon, deed, &scan.tokens);
        let mut used = &near;
        let named = |s: &Segment| s.said.iter().any(|c| matches!(c, Concept::A(_)));
        if orders.is_empty() || !named(&near) && deeds.len() == 1 {
            let wider = rules::orders(wide.verb, &wide.said);
            if !wider.is_empty() {
                orders = wider;
                used = &wide;
            }
        }
        if let Some(no) = nothing_switched(&orders, deed, used) {
            all.push(no);
            continue;
        }
        let filled: Vec<Filled> = orders
            .iter()
            .map(|o| match slots::fill(o, used, &wide) {
                // "we need 6 of them, please scale it": the value stands in another clause.
                Filled::Missing(Wanted::Value, options) => match slots::fill(o, &wide, &wide) {
                    Filled::Known(all) => Filled::Offer(all),
                    _ => Filled::Missing(Wanted::Value, options),
                },
                filled => filled,
            })
            .zip(&orders)
            .map(|(filled, order)| explicit::checked(order, filled, used, &wide, &scan.tokens[deed.at]))
            .collect();
        let doubtful = |f: Filled| match f {
            Filled::Known(all)
                if slipped(scan, deed.at) || all.iter().any(|order| leaves(order, scan, deed.at)) =>
            {
                Filled::Offer(all)
            }
            f => f,
        };
        all.extend(one_of(filled).map(doubtful));
    }
    all.dedup();
    all
}

/// "turn off bulk-import": no rule takes it, because nothing is called so; what can be switched is told.
fn nothing_switched(orders: &[&str], deed: &Deed, near: &Segment) -> Option<Filled> {
    let kind = match deed.concept {
        Concept::Back | Concept::RollBack | Concept::Deploy if orders.is_empty() => {
            let said = values::strange_version(near.scan, near.lexicon)?;
            return Some(Filled::Impossible(explicit::unknown(NameKind::Version, said, near.lexicon)));
        }
        Concept::TurnOn | Concept::TurnOff => NameKind::Flag,
        Concept::Stop | Concept::Resume => NameKind::Job,
        _ => return None,
    };
    let named = near.tokens.iter().any(|t| matches!(t.what, What::Name { .. } | What::Address(_)));
    let others = near.said.iter().any(|c| *c != near.verb && *c < Concept::Customer);
    if !orders.is_empty() || named || others {
        return None;
    }
    let said = explicit::stranger(near, &near.scan.tokens[deed.at])?;
    Some(Filled::Impossible(explicit::unknown(kind, said, near.lexicon)))
}

/// The verb was misspelt: whether it is meant is asked.
fn slipped(scan: &Scan, verb: usize) -> bool {
    const SLIPS: [&str; 7] =
        ["rol back", "rool back", "role back", "roll bak", "roll bck", "rollbak", "rollbck"];
    let token = &scan.tokens[verb];
    let word = &scan.text[token.start..token.end];
    SLIPS.iter().any(|slip| word.starts_with(slip))
        || near::meant(word).is_some() && BOOK.at(word, 0).is_none_or(|found| found.length < word.len())
}

/// The names in the part of each verb: "don't restart checkout, restart web" is about two.
pub(super) fn apart(scan: &Scan, deeds: &[Deed], one: usize, other: usize) -> bool {
    let names = |index: usize| {
        let (from, to) = bounds(deeds, index, scan.tokens.len());
        names_in(&scan.tokens[from..to], |s| s.is_component() || matches!(s, Sort::Flag | Sort::Job))
    };
    let (one, other) = (names(one), names(other));
    !one.is_empty() && !other.is_empty() && one.iter().all(|n| !other.contains(n))
}

/// Something was said beside the verb that the order does not take up: a part of the system, a number. "Cap
/// mailer at half" is no order to turn half of the users away.
fn leaves(order: &Intervention, scan: &Scan, verb: usize) -> bool {
    use Intervention as I;
    let (from, to) = clause(scan, verb);
    let within = || scan.tokens.iter().filter(|t| t.start >= from && t.end <= to);
    let line = order.to_string();
    let named = within().any(|t| match &t.what {
        What::Name { things, .. } => things.iter().all(|t| {
            t.sort.is_component()
                && !line.split([' ', '/', '>', '-']).any(|w| w == t.name)
                && !line.contains(&t.name)
        }),
        _ => false,
    });
    // "one version back" counts nothing.
    let counts = [Unit::Plain, Unit::Count, Unit::Percent, Unit::Times, Unit::Index];
    let numbered =
        within().any(|t| matches!(t.what, What::Number(n, unit) if n != 1.0 && counts.contains(&unit)));
    match order {
        I::Shed { percent } => named && *percent > 0,
        I::Rollback { .. } | I::Purge { .. } | I::Warm { .. } | I::Failover { .. } | I::FreeDisk { .. } => {
            named || numbered
        }
        I::Restart { replica: None, .. } => named || numbered,
        I::Restart { .. } | I::Scale { .. } | I::Drain { .. } | I::GrowDisk { .. } => named,
        _ => false,
    }
}

/// The clause around a token: first byte, byte behind its last.
fn clause(scan: &Scan, at: usize) -> (usize, usize) {
    let (start, end) = (scan.tokens[at].start, scan.tokens[at].end);
    let turns = [
        "、",
        "。",
        ", ",
        ". ",
        ": ",
        "; ",
        "!",
        "?",
        "\n",
        " and ",
        " so ",
        " but ",
        " because ",
        " since ",
        " then ",
        "ので",
        "から",
        "けど",
    ];
    let from =
        turns.iter().filter_map(|t| scan.text[..start].rfind(t).map(|i| i + t.len())).max().unwrap_or(0);
    let to = turns
        .iter()
        .filter_map(|t| scan.text[end..].find(t).map(|i| end + i))
        .min()
        .unwrap_or(scan.text.len());
    (from, to)
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
            Filled::Missing(..) | Filled::Impossible(_) => Vec::new(),
        })
        .collect();
    match known.len() {
        0 => filled.into_iter().next(),
        // What the other readings lack was not said: they are not meant.
        1 if filled.iter().all(|f| !matches!(f, Filled::Offer(_))) => Some(Filled::Known(known)),
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

/// All that an utterance speaks of.
pub(super) fn said(scan: &Scan) -> BTreeSet<Concept> {
    said_in(&scan.tokens)
}

fn said_in(tokens: &[Token]) -> BTreeSet<Concept> {
    let mut said = BTreeSet::new();
    for (at, token) in tokens.iter().enumerate() {
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
            // "10 replicas"
            What::Number(_, Unit::Plain)
                if tokens.get(at + 1).is_some_and(|t| matches!(t.what, What::Said(Concept::Replica, _))) =>
            {
                said.insert(Concept::Count);
            }
            What::Number(_, Unit::Cores) => {
                said.insert(Concept::Metric(Metric::Cpu));
            }
            What::Number(_, Unit::Megabytes) => {
                said.insert(Concept::Metric(Metric::Memory));
            }
            What::Number(..) | What::Used | What::Word => {}
        }
    }
    // The size of a disk is no memory.
    if said.contains(&Concept::Disk) || said.contains(&Concept::Metric(Metric::Disk)) {
        said.remove(&Concept::Metric(Metric::Memory));
    }
    said
}

fn segment<'a>(scan: &'a Scan, lexicon: &'a Lexicon, deed: &Deed, tokens: &[Token]) -> Segment<'a> {
    let mut said = said_in(tokens);
    let back_to_value = matches!(deed.concept, Concept::Back | Concept::RollBack) && to_value(scan, tokens);
    let verb = if back_to_value { Concept::Set } else { deed.concept };
    if back_to_value {
        said.remove(&deed.concept);
    }
    said.insert(verb);
    Segment { scan, lexicon, tokens: tokens.to_vec(), verb, said }
}

/// "back to 3s", 「3 秒に戻して」: what is restored is a value, not what ran before.
fn to_value(scan: &Scan, tokens: &[Token]) -> bool {
    tokens.iter().any(|t| {
        let What::Number(_, unit) = t.what else { return false };
        let (before, after) = (scan.text[..t.start].trim_end(), scan.text[t.end..].trim_start());
        unit != Unit::Index
            && (after.starts_with(['に', 'へ', 'ま']) || before.ends_with(" to") || before.ends_with(" at"))
    })
}

/// The same order on the same thing, whatever its value.
fn alike(one: &Intervention, other: &Intervention) -> bool {
    let (one, other) = (one.to_string(), other.to_string());
    let head = |line: &str| line.split(' ').take(2).map(Into::into).collect::<Vec<String>>();
    head(&one) == head(&other)
}

/// What the orders of one utterance come to.
pub(super) fn decide(filled: Vec<Filled>, ask: bool) -> Option<Understood> {
    let mut known: Vec<Intent> = Vec::new();
    let mut offered: Vec<Intent> = Vec::new();
    let mut missing = None;
    let mut impossible = None;
    let several = filled.len() > 1;
    for one in filled {
        match one {
            Filled::Known(all) => known.extend(all.into_iter().map(Intent::Do)),
            Filled::Offer(all) => offered.extend(all.into_iter().map(Intent::Do)),
            Filled::Missing(wanted, options) => {
                let options: Vec<Intent> = options.into_iter().map(Intent::Do).collect();
                missing = missing.or(Some((wanted, options)));
            }
            Filled::Impossible(no) => impossible = impossible.or(Some(no)),
        }
    }
    // Half of what was said is not done while the other half cannot be.
    if let Some(no) = impossible {
        return Some(Understood::Impossible(no));
    }
    // What is offered by one verb may be ordered by another.
    offered.retain(|o| !known.contains(o));
    let mut offers = ask || !offered.is_empty();
    known.extend(offered);
    // "longer, please. 5 seconds": the first verb lacks what the second says.
    if let ([Intent::Do(only)], Some((_, options))) = (known.as_slice(), &missing)
        && options.iter().any(|o| matches!(o, Intent::Do(other) if alike(only, other)))
    {
        missing = None;
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
        (1, None) if !offers => once.pop().map(Understood::Clear),
        (_, missing) => {
            // One order is known, another lacks something: still not silently one.
            if let (Some((_, options)), true) = (missing, several) {
                offers = true;
                once.extend(options.into_iter().take(4usize.saturating_sub(once.len()).min(1)));
            }
            if offers {
                Some(Understood::Choose(once))
            } else {
                Some(Understood::Several { steps: once, ordered: false })
            }
        }
    }
}
