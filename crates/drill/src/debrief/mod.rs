//! The debrief: stock computed from a played drill, by skill first and then in order of time. A pure
//! function of what was done and of two worlds, the one that was played and the one in which nobody
//! acted. Knows nothing of how a play is led, and never says what could not have been seen at the time
//! as if it had been.
//!
//! What a better plan would have spared needs other worlds again; it will stand beside
//! [`Debrief::orders`], and will replace "nobody acted" as the lower end of the customers' grade.

mod facts;
mod said;

mod burn;
mod course;
mod effect;
mod belief;
mod talk;
mod remedy;
mod grade;
mod advice;
mod record;

mod page;
mod writer;
mod figure;
mod markdown;
mod html;
mod chart;

#[cfg(test)]
mod tests;

use world::World;
use world::intervention::Intervention;
use world::time::{Nanos, SECOND};

pub use advice::{PlayedBefore, pick_next};
pub use facts::{
    Advice, Belief, Burn, Counts, Course, Debrief, Dimension, Entry, Evidence, Grade, OrderFact, Reading,
    Recovery, Remedy, Road, Stamp, Talk, Update, Verdict,
};
pub use said::{Both, Said, Value};

use crate::clock::Clock;
use crate::scenario::Scenario;
use crate::words::Lang;

/// A drill that was played, as its debrief needs it.
#[derive(Clone, Copy)]
pub struct Played<'a> {
    /// The drill, its texts already filled for this play (names, company).
    pub scenario: &'a Scenario,
    /// What chose the play's luck.
    pub seed: u64,
    /// What people call the player.
    pub player: &'a str,
    /// From simulated time to the time on the wall.
    pub clock: Clock,
    /// The scene opened: the first page [ns].
    pub opened: Nanos,
    /// End of the healthy time [ns].
    pub first_fault: Nanos,
    /// The play ended [ns].
    pub ended: Nanos,
    /// The world as it was played, at `ended`.
    pub team: &'a World,
    /// The same world in which nobody acted, at `ended`.
    pub nobody: &'a World,
    /// Everything the player did, in order.
    pub moments: &'a [Moment],
}

/// One thing that the player did.
#[derive(Clone, Debug, PartialEq)]
pub struct Moment {
    /// When, simulated [ns].
    pub at: Nanos,
    /// What.
    pub act: Done,
}

/// What a player can have done.
#[expect(missing_docs, reason = "each variant's line names its fields")]
#[derive(Clone, Debug, PartialEq)]
pub enum Done {
    /// Looked at something, as a line: `logs checkout`, `metric orders-db cpu`, `changes`.
    Looked(String),
    /// Gave an order that the world took; `change` is its record's index in the change log of all time.
    Ordered { order: Intervention, change: usize },
    /// Gave an order that the world refused.
    Refused(Intervention),
    /// Declared an incident, with severity 1 (worst) to 4 if said.
    Declared(Option<u8>),
    /// Changed the severity.
    Severity(u8),
    /// Told those who wait, in these words.
    Updated(String),
    /// Stated what they believe is the cause, and what it is about.
    Hypothesis { text: String, about: Option<String> },
    /// Said that something is not the cause.
    Refuted { text: String, about: Option<String> },
    /// Noted something seen.
    Noted(String),
    /// Named something that should change.
    Countermeasure(String),
    /// Said that it is repaired; whether the bounds held at that moment.
    ClaimedResolved { truly: bool },
    /// Looked on until the bounds had held for long enough.
    Verified,
    /// Said that nothing is wrong, and closed.
    FalseAlarm,
    /// Took a hint: which step of the ladder, from 1.
    Hint(usize),
    /// Asked somebody, by id.
    Asked(String),
}

impl Played<'_> {
    fn stamp(&self, at: Nanos) -> Stamp {
        let after = at as i64 - self.opened as i64;
        Stamp { after_s: after.div_euclid(SECOND as i64), clock: self.clock.second(at) }
    }

    /// Looks with their times.
    fn looks(&self) -> impl Iterator<Item = (Nanos, &str)> {
        self.moments.iter().filter_map(|m| match &m.act {
            Done::Looked(line) => Some((m.at, line.as_str())),
            _ => None,
        })
    }

    /// When the first moment of a kind was.
    fn first(&self, wanted: impl Fn(&Done) -> bool) -> Option<Nanos> {
        self.moments.iter().find(|m| wanted(&m.act)).map(|m| m.at)
    }

    /// From the opening to the end [ns].
    fn length(&self) -> Nanos {
        self.ended.saturating_sub(self.opened)
    }
}

impl Debrief {
    /// Computes the debrief of a play.
    pub fn of(played: &Played) -> Debrief {
        let scenario = played.scenario;
        let burn = burn::of(played);
        let evidence = belief::evidence(played);
        let beliefs = belief::of(played);
        let course = course::of(played, &beliefs);
        let orders = effect::of(played);
        let talk = talk::of(played, &course);
        let (countermeasures, own_countermeasures) = remedy::of(played);
        let mut debrief = Debrief {
            scenario: scenario.id.clone(),
            title: Both::from(&scenario.title),
            seed: played.seed,
            player: played.player.into(),
            length_s: played.length() / SECOND,
            unseen_s: burn::unseen(played) / SECOND,
            nothing_wrong: scenario.cause.nothing,
            outcome: course::outcome(played, &course, &burn),
            timeline: Vec::new(),
            grades: Vec::new(),
            well: Vec::new(),
            try_next: Vec::new(),
            hints: record::hints(played),
            cause: Both::from(&scenario.cause.story),
            ways_out: record::roads(played, &scenario.ways_out),
            traps: record::roads(played, &scenario.traps),
            advice: Advice { weakest: None, next_difficulty: 1, text: Said::new("debrief-next-same") },
            burn,
            course,
            orders,
            beliefs,
            evidence,
            talk,
            countermeasures,
            own_countermeasures,
        };
        debrief.timeline = record::timeline(played, &debrief);
        debrief.grades = grade::of(played, &debrief);
        debrief.well = advice::well(played, &debrief);
        debrief.try_next = advice::try_next(played, &debrief);
        debrief.advice = advice::next(scenario, &debrief);
        debrief
    }

    /// As Markdown.
    pub fn markdown(&self, lang: Lang) -> String {
        markdown::render(&writer::of(self, lang))
    }

    /// As one self-contained HTML page.
    pub fn html(&self, lang: Lang) -> String {
        html::render(&writer::of(self, lang), lang)
    }

    /// As JSON, as `docs/debrief-json.md` describes it.
    pub fn json(&self) -> String {
        serde_json::to_string_pretty(self).expect("plain data with text keys always becomes JSON")
    }
}
