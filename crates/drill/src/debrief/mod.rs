//! The debrief: stock computed from a played drill, by skill first and then in order of time. A pure
//! function of the flow and of a few worlds that are run again from it: the one that was played, the one in
//! which nobody acted, and for each order the one in which only it was not given. Knows nothing of how a
//! play is led, and never says what could not have been seen at the time as if it had been.
//!
//! The best plan known (of the scenario's ways out, so far) is the upper end of the customers' grade.

mod facts;
mod said;

mod moments;
mod played;

mod burn;
mod best;
mod inquiry;
mod course;
mod effect;
mod belief;
mod talk;
mod team;
mod words;
mod claims;
mod remedy;
mod remembered;
mod roads;
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
use world::time::SECOND;

pub use advice::{Offered, PlayedBefore, pick_next};
pub use facts::{
    Advice, Belief, Best, Burn, Counts, Course, Debrief, Dimension, Entry, Evidence, Grade, OrderFact,
    Reading, Recovery, Remedy, Remembered, RememberedMark, Road, Shown, Stamp, Talk, Team, Update, Verdict,
    WhatIfTold,
};
pub use html::Around;
pub use inquiry::{Inquiry, search};
pub use played::NotPlayed;
pub use said::{Both, Said, Value};

pub(crate) use claims::{never_given, over as claims_end, taken_as_over};
pub(crate) use grade::HINT as HINT_POINTS;
use moments::Done;
use played::{Again, Played};
pub(crate) use words::{promise, states_a_number};

use crate::counterfactual::{Branch, Plan};
use crate::scenario::Scenario;
use crate::words::Lang;

impl Debrief {
    /// Computes the debrief of a drill from the entries of its room. `player` is what people call the player:
    /// a log holds no names. `each` lives the nights that the play is compared with, in any way that keeps their
    /// order. `found` are plans that a search has found; the scenario's ways out are known anyway.
    ///
    /// # Errors
    /// When the entries are not those of a drill of this scenario by this engine.
    pub fn of(
        scenario: &Scenario,
        entries: &[room::Entry],
        player: &str,
        found: &[Plan],
        each: impl FnOnce(Vec<Branch>) -> Vec<World>,
    ) -> Result<Debrief, NotPlayed> {
        let again = Again::run(scenario, entries, player, found, each)?;
        let played = &again.played();
        let burn = burn::of(played);
        let evidence = belief::evidence(played);
        let beliefs = belief::of(played);
        let orders = effect::of(played);
        let course = course::of(played, &beliefs, &orders);
        let talk = talk::of(played, &course);
        let (countermeasures, own_countermeasures) = remedy::of(played);
        let mut debrief = Debrief {
            scenario: scenario.id.clone(),
            title: played.text(&scenario.title),
            seed: played.seed,
            player: played.setting.player().into(),
            length_s: played.length() / SECOND,
            unseen_s: burn::unseen(played) / SECOND,
            nothing_wrong: scenario.cause.nothing,
            nothing_done: played.moments.is_empty(),
            left_at_once: course::left_at_once(played),
            outcome: course::outcome(played, &course, &burn),
            timeline: Vec::new(),
            grades: Vec::new(),
            well: Vec::new(),
            try_next: Vec::new(),
            hints: record::hints(played),
            cause: played.text(&scenario.cause.story),
            remembered: scenario.history.as_ref().map(remembered::of),
            ways_out: roads::out(played, &scenario.ways_out),
            traps: roads::traps(played, &scenario.traps),
            advice: Advice { weakest: None, next_difficulty: 1, text: Said::new("debrief-next-same") },
            best: best::of(played, &burn),
            what_ifs: None,
            burn,
            course,
            orders,
            beliefs,
            evidence,
            talk,
            team: played.team_work.clone(),
            countermeasures,
            own_countermeasures,
            carried: Vec::new(),
        };
        debrief.timeline = record::timeline(played, &debrief);
        debrief.grades = grade::of(played, &debrief);
        if !debrief.nothing_done {
            debrief.well = advice::well(played, &debrief);
            debrief.try_next = advice::try_next(played, &debrief);
        }
        debrief.advice = advice::next(scenario, &debrief);
        Ok(debrief)
    }

    /// The world as a flow says that it was played.
    #[cfg(test)]
    pub(crate) fn world_of(scenario: &Scenario, entries: &[room::Entry]) -> World {
        let each = crate::counterfactual::in_turn;
        let again = Again::run(scenario, entries, "", &[], each).expect("the flow is of this drill");
        again.as_played
    }

    /// What it says of this player, a sentence each: how it ended, why each grade is as it is, what went well, what to try. Whoever
    /// chooses among them says nothing that it does not say.
    pub fn sentences(&self, lang: Lang) -> Vec<String> {
        let because = self.grades.iter().flat_map(|grade| &grade.because);
        let all = [&self.outcome].into_iter().chain(because).chain(&self.well).chain(&self.try_next);
        let mut texts: Vec<String> = Vec::new();
        for text in all.chain([&self.advice.text]).map(|said| said.text(lang)) {
            if !texts.contains(&text) {
                texts.push(text);
            }
        }
        texts
    }

    /// As Markdown.
    pub fn markdown(&self, lang: Lang) -> String {
        markdown::render(&writer::of(self, lang))
    }

    /// As one self-contained HTML page.
    pub fn html(&self, lang: Lang) -> String {
        html::render(&writer::of(self, lang), lang, None)
    }

    /// The same as a page of a server, with what leads on from it.
    pub fn html_in(&self, lang: Lang, around: Around) -> String {
        html::render(&writer::of(self, lang), lang, Some(around))
    }

    /// As JSON, as `docs/debrief-json.md` describes it.
    pub fn json(&self) -> String {
        serde_json::to_string_pretty(self).expect("plain data with text keys always becomes JSON")
    }
}
