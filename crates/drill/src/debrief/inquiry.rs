//! A play asked what would have happened otherwise: each order left out, what helped given as soon as what shows the cause
//! had been seen or some minutes later, and the best plan's first order at that moment or in the place of one that did not help. Questions stand only at moments of the play and rest on
//! nothing that had not been seen by then: hindsight blames nobody. The answers rest on many lucks.

use room::Entry;
use world::World;
use world::intervention::Intervention;
use world::time::{MINUTE, Nanos};

use super::facts::{Best, Debrief, OrderFact, Verdict, WhatIfTold};
use super::played::{self, Again, plan_of};
use super::{NotPlayed, Played, Said, Stamp, Value, belief};
use crate::clock::Clock;
use crate::counterfactual::{
    Answer, Branch, Given, LUCKS, Plan, Question, Review, Search, WhatIf, about, lean,
};
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
    /// From the first fault to the end of the night [ns]: what the debrief counts.
    span: (Nanos, Nanos),
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
            span: (played.first_fault, played.judged),
            team: plan_of(played.moments),
            seen: seen(played),
            clock: played.clock,
            at_opening: played.opened,
        })
    }

    /// The questions about the play, whose quick debrief this is.
    pub fn asked(&self, debrief: &Debrief) -> Asked {
        let mut asked: Vec<(f64, Question, Said)> = Vec::new();
        let facts: Vec<&OrderFact> =
            debrief.orders.iter().filter(|fact| fact.verdict != Verdict::Refused).collect();
        let best = debrief.best.as_ref().and_then(first_order);
        let known = best.filter(|best| self.team.orders().iter().all(|given| given.order != *best));
        for (n, fact) in facts.iter().enumerate().take(self.team.orders().len()) {
            let questions = self.about_one(n, &facts, known.as_ref());
            asked
                .extend(questions.into_iter().map(|(weight, q, said)| (fact.spared.abs() * weight, q, said)));
        }
        if let (Some(best), Some(at)) = (known, self.could_know()) {
            let dropped = self.undoing(&best, at, |_| true);
            let plan = self.team.without_all(&dropped).with(at, best.clone());
            let what_if = WhatIf::Also(at, best);
            let said = self.said(&what_if, &dropped);
            asked.push((f64::MAX, Question { what_if, from: at, plan }, said));
        }
        asked.sort_by(|one, other| other.0.total_cmp(&one.0));
        asked.truncate(MOST);
        let (questions, said) = asked.into_iter().map(|(_, question, said)| (question, said)).unzip();
        Asked { review: Review::new(&self.opened, self.team.clone(), self.span, questions), said }
    }

    /// What can be asked about the `n`-th order, with the weight of each.
    fn about_one(
        &self,
        n: usize,
        facts: &[&OrderFact],
        known: Option<&Intervention>,
    ) -> Vec<(f64, Question, Said)> {
        let (given, verdict) = (&self.team.orders()[n], facts[n].verdict);
        let mut asked = Vec::new();
        let mut ask = |weight: f64, what_if: WhatIf, from: Nanos, dropped: &[usize], plan: Plan| {
            let said = self.said(&what_if, dropped);
            asked.push((weight, Question { what_if, from, plan }, said));
        };
        ask(1.0, WhatIf::LeftOut(n), given.at, &[], self.team.without(n));
        let seen = self.could_know().filter(|seen| *seen <= given.at);
        if verdict.good() {
            if let Some(seen) = seen.filter(|seen| seen + SOONER <= given.at) {
                // What was ordered of the same part in between, or did harm to it later, was ordered because this had
                // not been yet.
                let hurt = |m: usize| facts.get(m).is_some_and(|fact| fact.verdict == Verdict::Hurt);
                let dropped = self.undoing(&given.order, seen, |m| m < n || m > n && hurt(m));
                let plan = self.team.moved(n, seen, &dropped);
                ask(1.1, WhatIf::Moved(n, seen), seen, &dropped, plan);
            }
            let later = given.at + LATER;
            let overtakes = |m: &usize| *m != n && self.team.orders()[*m].at <= later;
            let overtaken = self.undoing(&given.order, given.at, |_| true).iter().any(overtakes);
            if later < self.span.1 && !overtaken {
                ask(0.5, WhatIf::Moved(n, later), given.at, &[], self.team.moved(n, later, &[]));
            }
        } else if let (Some(best), Some(_)) = (known, seen) {
            let dropped = self.undoing(best, given.at, |m| m != n);
            let plan = self.team.replaced(n, best.clone()).without_all(&dropped);
            ask(1.1, WhatIf::Instead(n, best.clone()), given.at, &dropped, plan);
        }
        asked
    }

    /// Orders of the play about the same thing as this one, given at that moment [ns] or after it: they would undo it.
    fn undoing(&self, order: &Intervention, from: Nanos, those: impl Fn(usize) -> bool) -> Vec<usize> {
        let subject = about(order);
        let same = |(m, given): (usize, &Given)| {
            (given.at >= from && about(&given.order) == subject && those(m)).then_some(m)
        };
        self.team.orders().iter().enumerate().filter_map(same).collect()
    }

    /// What is different, in words, and which orders are left out for it.
    fn said(&self, what_if: &WhatIf, dropped: &[usize]) -> Said {
        let at = |at: Nanos| Value::At(self.stamp(at));
        let words = |order: &Intervention| Value::Words(order.to_string());
        let given = |key: &'static str, n: &usize| {
            let given = &self.team.orders()[*n];
            Said::new(key).with("order", words(&given.order)).with("at", at(given.at))
        };
        let whole = dropped.is_empty();
        let said = match what_if {
            WhatIf::LeftOut(n) => given("what-if-left-out", n),
            WhatIf::Moved(n, to) if whole => given("what-if-moved", n).with("to", at(*to)),
            WhatIf::Moved(n, to) => given("what-if-moved-without", n).with("to", at(*to)),
            WhatIf::Instead(n, order) if whole => given("what-if-instead", n).with("other", words(order)),
            WhatIf::Instead(n, order) => given("what-if-instead-without", n).with("other", words(order)),
            WhatIf::Also(when, order) => {
                let key = if whole { "what-if-also" } else { "what-if-also-without" };
                Said::new(key).with("order", words(order)).with("at", at(*when))
            }
            WhatIf::Nobody => Said::new("what-if-nobody"),
        };
        let mut lines: Vec<String> =
            dropped.iter().map(|m| self.team.orders()[*m].order.to_string()).collect();
        lines.dedup();
        if whole { said } else { said.with("dropped", Value::Words(lines.join(", "))) }
    }

    /// The answers so far: what mattered beyond doubt, most first. What helps, given sooner or more of it, and made it
    /// worse, would teach the wrong thing without the reason, which nobody here knows.
    pub fn told(&self, asked: &Asked) -> Vec<WhatIfTold> {
        let mut answers = asked.review.answers();
        let teaches = |answer: &Answer| {
            let question = &asked.review.questions()[answer.question];
            match question.what_if {
                WhatIf::Moved(n, to) if to > self.team.orders()[n].at => answer.mean() > 0.0,
                WhatIf::Moved(..) | WhatIf::Instead(..) | WhatIf::Also(..) => answer.mean() < 0.0,
                WhatIf::LeftOut(_) | WhatIf::Nobody => true,
            }
        };
        answers.retain(|answer| answer.matters() && teaches(answer));
        answers.sort_by(|one, other| other.mean().abs().total_cmp(&one.mean().abs()));
        answers.truncate(TOLD);
        answers.iter().map(|answer| self.one(asked, answer)).collect()
    }

    /// The course of all those asked about that costs users least, under the play's own luck, if that is
    /// better than the play: then it is the best plan known, wherever it came from. Of equals one that holds only what the
    /// player ordered.
    pub fn better(&self, asked: &Asked) -> Option<Plan> {
        let answers = asked.review.answers();
        let best = answers.iter().map(|answer| answer.dearer).min_by(f64::total_cmp)?;
        let own = |answer: &&Answer| {
            let what_if = &asked.review.questions()[answer.question].what_if;
            !matches!(what_if, WhatIf::Instead(..) | WhatIf::Also(..))
        };
        // A hundredth of what it spares is chance.
        let equal = |answer: &&Answer| answer.dearer <= best * 0.99;
        let equals = || answers.iter().filter(equal);
        let best = equals().find(own).or_else(|| equals().next()).filter(|answer| answer.dearer < 0.0)?;
        Some(asked.review.questions()[best.question].plan.clone())
    }

    /// The plan without what nobody would miss in this night.
    pub fn lean(&self, plan: &Plan, each: impl FnMut(Vec<Branch>) -> Vec<World>) -> Plan {
        lean(&self.opened, plan, self.span.1, each)
    }

    fn one(&self, asked: &Asked, answer: &Answer) -> WhatIfTold {
        let from = asked.review.questions()[answer.question].from;
        let (mean, low, high, lucks) = answer
            .over_lucks
            .map_or((answer.here, answer.here, answer.here, 1), |i| (i.mean, i.low, i.high, i.pairs));
        WhatIfTold {
            at: self.stamp(from),
            what: asked.said[answer.question].clone(),
            bad: answer.lost.bad,
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
