//! A play asked what would have happened otherwise: each order left out, what helped given as soon as what shows the cause
//! had been seen or some minutes later, and the best plan's first order at that moment or in the place of one that did not help. Questions stand only at moments of the play and rest on
//! nothing that had not been seen by then: hindsight blames nobody. The answers rest on many lucks.

use room::Entry;
use world::World;
use world::intervention::Intervention;
use world::time::{MINUTE, Nanos};

use super::facts::{Best, Debrief, Verdict, WhatIfTold};
use super::played::{self, Again, plan_of};
use super::{NotPlayed, Played, Said, Stamp, Value, belief};
use crate::clock::Clock;
use crate::counterfactual::{Answer, LUCKS, Plan, Question, Review, Search, WhatIf};
use crate::scenario::Scenario;
use crate::stage;

/// Questions at most [count]: each is lived under every luck.
const MOST: usize = 8;
/// Answers told at most [count].
const TOLD: usize = 5;
/// Sooner than this before it was given is no other time [ns].
const SOONER: Nanos = MINUTE;
/// What somebody who hesitates loses [ns].
const LATER: Nanos = 5 * MINUTE;

/// A play that can be asked.
pub struct Inquiry {
    opened: World,
    until: Nanos,
    team: Plan,
    /// When each look that shows the cause was first taken [ns], with its line.
    seen: Vec<(Nanos, String)>,
    clock: Clock,
    /// The scene opened [ns].
    at_opening: Nanos,
}

/// A search for the best plan of a night, to be driven round by round. It needs nothing of what is played in it, and so
/// may run meanwhile.
///
/// # Errors
/// Why the scenario cannot be staged.
pub fn search(scenario: &Scenario, seed: u64) -> Result<Search, String> {
    let stage = stage::set(scenario, seed)?;
    let ways = scenario.ways_out.iter().map(|way| way.plan(stage.opened));
    Ok(Search::new(&stage.world, stage.opened + scenario.horizon, ways.collect()))
}

/// What is asked, and how it is told.
pub struct Asked {
    /// The questions, lived under many lucks.
    pub review: Review,
    said: Vec<Said>,
}

impl Inquiry {
    /// Prepares the play of these entries.
    ///
    /// # Errors
    /// When they are not those of a drill of this scenario by this engine.
    pub fn of(scenario: &Scenario, entries: &[Entry]) -> Result<Inquiry, NotPlayed> {
        // The branches are not needed here: nothing of them is lived.
        let again = Again::run(scenario, entries, "", &[], |branches| {
            branches.into_iter().map(|branch| branch.unlived()).collect()
        })?;
        let played = &again.played();
        Ok(Inquiry {
            opened: played.begin.clone(),
            until: played.judged,
            team: plan_of(played.moments),
            seen: seen(played),
            clock: played.clock,
            at_opening: played.opened,
        })
    }

    /// The questions about the play, whose quick debrief this is.
    pub fn asked(&self, debrief: &Debrief) -> Asked {
        let mut questions: Vec<(f64, Question, Said)> = Vec::new();
        let taken = debrief.orders.iter().filter(|fact| fact.verdict != Verdict::Refused);
        let best = debrief.best.as_ref().and_then(first_order);
        let known = best.filter(|best| self.team.orders().iter().all(|given| given.order != *best));
        for (n, (given, fact)) in self.team.orders().iter().zip(taken).enumerate() {
            let mut ask = |weight: f64, what_if: WhatIf, from: Nanos, plan: Plan| {
                let said = self.said(&what_if);
                questions.push((fact.spared.abs() * weight, Question { what_if, from, plan }, said));
            };
            ask(1.0, WhatIf::LeftOut(n), given.at, self.team.without(n));
            let seen = self.could_know().filter(|seen| *seen <= given.at);
            if fact.verdict.good() {
                if let Some(seen) = seen.filter(|seen| seen + SOONER <= given.at) {
                    ask(1.1, WhatIf::Moved(n, seen), seen, self.team.moved(n, seen));
                }
                let later = given.at + LATER;
                if later < self.until {
                    ask(0.5, WhatIf::Moved(n, later), given.at, self.team.moved(n, later));
                }
            } else if let (Some(best), Some(_)) = (&known, seen) {
                let plan = self.team.replaced(n, best.clone());
                ask(1.1, WhatIf::Instead(n, best.clone()), given.at, plan);
            }
        }
        if let (Some(best), Some(at)) = (known, self.could_know()) {
            let plan = self.team.with(at, best.clone());
            let what_if = WhatIf::Also(at, best);
            let said = self.said(&what_if);
            questions.push((f64::MAX, Question { what_if, from: at, plan }, said));
        }
        questions.sort_by(|one, other| other.0.total_cmp(&one.0));
        questions.truncate(MOST);
        let (questions, said) = questions.into_iter().map(|(_, question, said)| (question, said)).unzip();
        Asked { review: Review::new(&self.opened, self.team.clone(), self.until, questions), said }
    }

    /// What is different, in words.
    fn said(&self, what_if: &WhatIf) -> Said {
        let at = |at: Nanos| Value::At(self.stamp(at));
        let words = |order: &Intervention| Value::Words(order.to_string());
        let given = |key: &'static str, n: &usize| {
            let given = &self.team.orders()[*n];
            Said::new(key).with("order", words(&given.order)).with("at", at(given.at))
        };
        match what_if {
            WhatIf::LeftOut(n) => given("what-if-left-out", n),
            WhatIf::Moved(n, to) => given("what-if-moved", n).with("to", at(*to)),
            WhatIf::Instead(n, order) => given("what-if-instead", n).with("other", words(order)),
            WhatIf::Also(when, order) => {
                Said::new("what-if-also").with("order", words(order)).with("at", at(*when))
            }
            WhatIf::Nobody => Said::new("what-if-nobody"),
        }
    }

    /// The answers so far: what mattered beyond doubt, most first.
    pub fn told(&self, asked: &Asked) -> Vec<WhatIfTold> {
        let mut answers = asked.review.answers();
        answers.retain(Answer::matters);
        let size = |answer: &Answer| answer.over_lucks.map_or(answer.here, |interval| interval.mean).abs();
        answers.sort_by(|one, other| size(other).total_cmp(&size(one)));
        answers.truncate(TOLD);
        answers.iter().map(|answer| self.one(asked, answer)).collect()
    }

    /// The course of all those asked about that users would have lost least in, under the play's own luck, if that is
    /// better than the play: then it is the best plan known, wherever it came from.
    pub fn better(&self, asked: &Asked) -> Option<Plan> {
        let answers = asked.review.answers();
        let best = answers.iter().min_by(|one, other| one.here.total_cmp(&other.here))?;
        (best.here < 0.0).then(|| asked.review.questions()[best.question].plan.clone())
    }

    fn one(&self, asked: &Asked, answer: &Answer) -> WhatIfTold {
        let from = asked.review.questions()[answer.question].from;
        let (mean, low, high, lucks) = answer
            .over_lucks
            .map_or((answer.here, answer.here, answer.here, 1), |i| (i.mean, i.low, i.high, i.pairs));
        WhatIfTold {
            at: self.stamp(from),
            what: asked.said[answer.question].clone(),
            here: answer.here,
            mean,
            interval: (low, high),
            lucks: lucks.min(LUCKS),
            seen: self.seen.iter().filter(|(at, _)| *at <= from).map(|(_, look)| look.clone()).collect(),
        }
    }

    /// The first moment at which something that shows the cause had been looked at [ns].
    fn could_know(&self) -> Option<Nanos> {
        self.seen.iter().map(|(at, _)| *at).min()
    }

    fn stamp(&self, at: Nanos) -> Stamp {
        played::stamp(self.clock, self.at_opening, at)
    }
}

fn first_order(best: &Best) -> Option<Intervention> {
    best.orders.first()?.1.parse().ok()
}

/// Looks that show the cause, each when it was first taken.
fn seen(played: &Played) -> Vec<(Nanos, String)> {
    let first = |line: &String| {
        let look = played.looks().find(|(_, look)| belief::shows(look, line))?;
        Some((look.0, line.clone()))
    };
    let mut seen: Vec<_> = played.scenario.cause.evidence.iter().filter_map(first).collect();
    seen.sort();
    seen
}
