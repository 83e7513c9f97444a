//! Drills made up on the spot: what somebody says in a line, a seed, and the mechanisms that are known become a scenario file
//! like any other. Pure: the same words and seed write the same file. What it writes it reads again and has tried, and where that
//! finds fault it draws another mechanism; what burns is ours, only the dressing may be somebody else's.
//!
//! ```text
//! text ─► heard ─┐
//! seed ──────────┼─► Night ─► write ─► file ─► read, spoilers ─► tried ─┬─► Found
//! dressing ──────┘      ▲                                               │
//!                       └────────────── another mechanism ◄── flaws ────┘
//! ```

mod place;
mod heard;
mod mechanism;
mod measure;
mod dressing;
mod words;
mod write;

pub use dressing::{Both, Dressed, Dressing};
pub use heard::{Heard, OCCASIONS, Occasion, heard};
pub use mechanism::{MECHANISMS, Mechanism};
pub use place::{EXTERNALS, External, KINDS, Kind};

use world::rng::{child, mix, unit};

use crate::fnv::{BASIS, fnv1a};
use crate::scenario::{self, Mistakes, Scenario, Text};
use crate::words::{Lang, say};

/// Mechanisms that are tried before it is given up [count]: each costs some twenty nights.
const DRAWS: usize = 8;
/// A mechanism that such days bring about comes this much sooner [factor].
const LIKELY: f64 = 3.0;
/// One that lies outside, where somebody has said whose system is not theirs [factor].
const OUTSIDE: f64 = 2.0;

/// What somebody asks for.
#[derive(Clone, Copy, Debug)]
pub struct Wish<'a> {
    /// In their words; perhaps nothing.
    pub text: &'a str,
    /// The same words and seed write the same file.
    pub seed: u64,
    /// Words and wishes from elsewhere.
    pub dressing: Option<&'a Dressing>,
}

/// A file that nobody has tried yet.
#[derive(Clone, Debug)]
pub struct Draft {
    /// `shop-friday-sale-7`: the file's name without its ending.
    pub id: String,
    /// What stands in it.
    pub yaml: String,
    /// What burns.
    pub mechanism: &'static str,
}

impl Draft {
    /// As it is read from its file.
    ///
    /// # Errors
    /// Every mistake in it, spoilers among them.
    pub fn read(&self) -> Result<Scenario, Mistakes> {
        // The world stands in the file: it builds on none.
        scenario::read(&self.yaml, &format!("{}.yaml", self.id), &|_| Err(Vec::new()))
    }
}

/// What was refused before something was found.
pub type Refused = (&'static str, Vec<String>);

/// A drill that can be played, or none.
#[derive(Clone, Debug, Default)]
pub struct Found {
    pub draft: Option<Draft>,
    /// Mechanisms that did not do tonight, and why.
    pub refused: Vec<Refused>,
}

/// Draws until nothing is wrong with what was drawn; `tried` lives its nights.
pub fn improvise(wish: &Wish<'_>, tried: &dyn Fn(&Scenario) -> Vec<String>) -> Found {
    let mut found = Found::default();
    for draft in drafts(wish).take(DRAWS) {
        let flaws = match draft.read() {
            Ok(scenario) => tried(&scenario),
            Err(mistakes) => vec![mistakes.sentences(Lang::En)],
        };
        if flaws.is_empty() {
            found.draft = Some(draft);
            break;
        }
        found.refused.push((draft.mechanism, flaws));
    }
    found
}

/// What is wrong with the words of a dressing, a sentence each, for whoever made it: nothing that a player sees before the
/// end may tell what burns, whatever is worn.
pub fn unfit(wish: &Wish<'_>) -> Vec<String> {
    let Some(dressing) = wish.dressing else { return Vec::new() };
    let flaws = dressing.flaws();
    let (true, Some(draft)) = (flaws.is_empty(), drafts(wish).next()) else { return flaws };
    let mut scenario = match draft.read() {
        Ok(scenario) => scenario,
        Err(mistakes) => return vec![mistakes.sentences(Lang::En)],
    };
    // Names and roles are seen as early as the scene is.
    scenario.scene = dressing.names();
    let told = scenario::spoilers(&scenario);
    told.iter()
        .map(|told| format!("\"{}\" holds \"{}\", a word of the cause", told.shown, told.word))
        .collect()
}

/// Everything that could be made of a wish, a file for each mechanism, the likeliest first.
pub fn drafts<'a>(wish: &Wish<'a>) -> impl Iterator<Item = Draft> + use<'a> {
    let night = Night::of(wish);
    mechanisms(&night).into_iter().map(move |mechanism| {
        let night = Night { mechanism, ..night.clone() };
        Draft { id: night.id(), yaml: write::file(&night), mechanism: mechanism.id }
    })
}

/// In the order in which they are tried: the one that was wished for, then as the seed and the day have it.
fn mechanisms(night: &Night<'_>) -> Vec<&'static Mechanism> {
    let wished = night.dressing.map(|dressing| dressing.mechanism.as_str());
    let weight = |mechanism: &Mechanism| {
        let likely = if night.occasion.likely.contains(&mechanism.id) { LIKELY } else { 1.0 };
        let outside = if mechanism.outside && night.said_outside { OUTSIDE } else { 1.0 };
        likely * outside
    };
    let mut all: Vec<(f64, &Mechanism)> = MECHANISMS
        .iter()
        .enumerate()
        // The earliest of arrivals, each at its own rate: every order of them can come.
        .map(|(n, mechanism)| {
            (-libm::log(unit(night.luck("mechanism", n as u64))) / weight(mechanism), mechanism)
        })
        .collect();
    all.sort_by(|(a, one), (b, other)| {
        (Some(one.id) != wished).cmp(&(Some(other.id) != wished)).then(a.total_cmp(b))
    });
    all.into_iter().map(|(_, mechanism)| mechanism).collect()
}

/// All that decides what is written.
#[derive(Clone, Debug)]
struct Night<'a> {
    text: &'a str,
    seed: u64,
    /// Draws of this night: of the seed and of the words, so that other words are another night.
    key: u64,
    dressing: Option<&'a Dressing>,
    kind: &'static Kind,
    external: &'static External,
    said_outside: bool,
    occasion: &'static Occasion,
    when: Option<&'static str>,
    hour: (f64, f64),
    load: (f64, f64),
    mechanism: &'static Mechanism,
}

impl<'a> Night<'a> {
    fn of(wish: &Wish<'a>) -> Night<'a> {
        let heard = heard(wish.text);
        let key = mix(wish.seed ^ fnv1a(BASIS, wish.text.trim().bytes()));
        let worn = wish.dressing;
        let drawn = |what: &str, of: usize| (luck(key, what, 0) % of.max(1) as u64) as usize;
        let kind = worn.and_then(|worn| KINDS.iter().find(|kind| kind.id == worn.kind)).or(heard.kind);
        let kind = kind.unwrap_or_else(|| &KINDS[drawn("kind", KINDS.len())]);
        let named = |id: &str| EXTERNALS.iter().find(|external| external.id == id);
        let external = worn.and_then(|worn| named(&worn.external)).or(heard.external);
        let external = external.or_else(|| named(kind.external)).unwrap_or(&EXTERNALS[0]);
        let occasion = worn.and_then(|worn| OCCASIONS.iter().find(|occasion| occasion.id == worn.occasion));
        let usual = &OCCASIONS[OCCASIONS.len() - 1];
        // Who says nothing at all gets any day; who says something and no occasion, a usual one.
        let any = || {
            if wish.text.trim().is_empty() { &OCCASIONS[drawn("occasion", OCCASIONS.len())] } else { usual }
        };
        let occasion = occasion.or(heard.occasion).unwrap_or_else(any);
        let worn_hour = worn.map(|worn| (f64::from(worn.hour), f64::from(worn.hour) + 0.5));
        Night {
            text: wish.text,
            seed: wish.seed,
            key,
            dressing: worn,
            kind,
            external,
            said_outside: heard.external.is_some(),
            occasion,
            when: heard.when,
            hour: heard.hour.or(worn_hour).unwrap_or(occasion.hour),
            load: heard.load.unwrap_or(occasion.load),
            mechanism: &MECHANISMS[0],
        }
    }

    fn luck(&self, what: &str, n: u64) -> u64 {
        luck(self.key, what, n)
    }

    /// One of `of` variants, from 1.
    fn variant(&self, what: &str, of: usize) -> usize {
        (self.luck(what, 0) % of.max(1) as u64) as usize + 1
    }

    /// The n-th of some different names.
    fn name(&self, n: usize, of: usize) -> Text {
        let key = format!("improvised-name-{}", (self.luck("names", 0) as usize % of + n) % of + 1);
        Text { ja: say(Lang::Ja, &key, &[]), en: say(Lang::En, &key, &[]) }
    }

    fn id(&self) -> String {
        let when = self.when.map(|when| format!("-{when}")).unwrap_or_default();
        format!("{}{when}-{}-{}", self.kind.id, self.occasion.id, self.seed)
    }
}

fn luck(key: u64, what: &str, n: u64) -> u64 {
    child(key ^ fnv1a(BASIS, what.bytes()), n)
}
