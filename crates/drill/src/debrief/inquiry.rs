//! A play asked what would have happened otherwise: each order left out, what helped given as soon as what shows the cause
//! had been seen, and the best plan's first order at that moment. Questions stand only at moments of the play and rest on
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
    let ways = scenario.ways_out.iter().map(|way| played::plan_of_way(way, stage.opened));
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
        for (n, (given, fact)) in self.team.orders().iter().zip(taken).enumerate() {
            let name =
                |key: &'static str| Said::new(key).with("order", Value::Words(given.order.to_string()));
            let out = name("what-if-left-out").with("at", Value::At(self.stamp(given.at)));
            questions.push((
                fact.spared.abs(),
                self.question(WhatIf::LeftOut(n), given.at, self.team.without(n)),
                out,
            ));
            let sooner = self.could_know().filter(|at| at + SOONER <= given.at && fact.verdict.good());
            if let Some(at) = sooner {
                let said = name("what-if-sooner")
                    .with("at", Value::At(self.stamp(given.at)))
                    .with("sooner", Value::At(self.stamp(at)));
                let moved = self.question(WhatIf::Moved(n, at), at, self.team.moved(n, at));
                questions.push((fact.spared.abs() + 1.0, moved, said));
            }
        }
        questions.extend(self.also(debrief));
        questions.sort_by(|one, other| other.0.total_cmp(&one.0));
        questions.truncate(MOST);
        let (questions, said) = questions.into_iter().map(|(_, question, said)| (question, said)).unzip();
        Asked { review: Review::new(&self.opened, self.team.clone(), self.until, questions), said }
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

    /// The best plan's first order, given when the cause could be known, where the play did not give it.
    fn also(&self, debrief: &Debrief) -> Option<(f64, Question, Said)> {
        let (at, best) = (self.could_know()?, debrief.best.as_ref()?);
        let order: Intervention = first_order(best)?;
        if self.team.orders().iter().any(|given| given.order == order) {
            return None;
        }
        let said = Said::new("what-if-also")
            .with("order", Value::Words(order.to_string()))
            .with("at", Value::At(self.stamp(at)));
        let plan = self.team.with(at, order.clone());
        Some((f64::MAX, self.question(WhatIf::Also(at, order), at, plan), said))
    }

    fn question(&self, what_if: WhatIf, from: Nanos, plan: Plan) -> Question {
        Question { what_if, from, plan }
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
