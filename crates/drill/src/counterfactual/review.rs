//! A play asked "what if?": questions, each with the moment from which its branch differs, answered
//! under many lucks. Work comes in pieces that know nothing of one another, so that whoever has
//! processors may run them in any order; the answers do not depend on it.

use world::World;
use world::intervention::Intervention;
use world::probe::Probe;
use world::rng::child;
use world::signal::Signals;
use world::time::Nanos;

use super::{Interval, Plan, live, paired};

/// Lucks under which each question is asked [count]; the first is the one of the play.
pub const LUCKS: usize = 21;
/// An effect below this part of what failed or was slow is not worth a sentence [share].
const LEAST: f64 = 0.03;

/// What is different in a branch.
#[derive(Clone, Debug, PartialEq)]
pub enum WhatIf {
    /// Nobody had acted at all.
    Nobody,
    /// The `n`-th order had not been given.
    LeftOut(usize),
    /// The `n`-th order had been given at another time [ns].
    Moved(usize, Nanos),
    /// The `n`-th order had been another.
    Instead(usize, Intervention),
    /// An order more had been given then [ns].
    Also(Nanos, Intervention),
}

/// One question: what is different, and the plan that comes of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Question {
    /// What is different.
    pub what_if: WhatIf,
    /// The branch leaves the play at this moment [ns].
    pub from: Nanos,
    /// All orders of the branch.
    pub plan: Plan,
}

/// A play's questions and the answers so far.
pub struct Review {
    team: Plan,
    /// What users lose is counted from then, and to the end of the night [ns].
    span: (Nanos, Nanos),
    questions: Vec<Question>,
    /// The play at each moment that a branch leaves it, with the questions that do.
    forks: Vec<(World, Vec<usize>)>,
    /// For each fork and luck: what users lost with the team's orders, and with each question's.
    lost: Vec<Vec<Option<Vec<Lost>>>>,
}

/// What users lost in one course of the night, all of it: what had burned before the branch is in it too.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Lost {
    /// Failed or slow [count].
    pub bad: u64,
    /// Failed ones, and half of the slow, by their value [requests by value].
    pub cost: f64,
}

impl Lost {
    /// In a world, from then to then [ns].
    pub fn of(world: &World, (since, until): (Nanos, Nanos)) -> Lost {
        match world.probe(&Probe::Impact { since, until }) {
            // The sum of all journeys stands first.
            Signals::Impact(all) => {
                all.first().map_or(Lost::default(), |sum| Lost { bad: sum.failed + sum.slow, cost: sum.cost })
            }
            _ => Lost::default(),
        }
    }
}

/// A piece of work: one fork under one luck.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Piece {
    fork: usize,
    luck: usize,
}

/// The answer to one question.
#[derive(Clone, Debug, PartialEq)]
pub struct Answer {
    /// The question, by number.
    pub question: usize,
    /// What users would have lost, under the play's own luck.
    pub lost: Lost,
    /// How much less (negative) or more that is than in the play [% of what failed or was slow in it].
    pub here: f64,
    /// By how much it would have cost users more than the play; negative: less [requests by value].
    pub dearer: f64,
    /// The same over all lucks; `None` until there are two.
    pub over_lucks: Option<Interval>,
}

impl Answer {
    /// The change over all lucks that it was asked under [%].
    pub fn mean(&self) -> f64 {
        self.over_lucks.map_or(self.here, |interval| interval.mean)
    }

    /// Did it matter: beyond doubt, enough for a sentence, and that night as in others?
    pub fn matters(&self) -> bool {
        let sure = self.over_lucks.is_none_or(|interval| interval.decided());
        let mean = self.mean();
        sure && mean.abs() >= LEAST * 100.0 && mean.signum() == self.here.signum()
    }
}

impl Review {
    /// Prepares the questions about a play that began as `opened`, in which `team` was ordered. What users lose
    /// is counted over a `span` [ns], at whose end the night does.
    pub fn new(opened: &World, team: Plan, span: (Nanos, Nanos), questions: Vec<Question>) -> Review {
        let until = span.1;
        let mut moments: Vec<Nanos> = questions.iter().map(|q| q.from.clamp(opened.now(), until)).collect();
        moments.sort_unstable();
        moments.dedup();
        let mut trunk = opened.clone();
        let mut orders = team.orders().iter().peekable();
        let mut forks = Vec::new();
        for moment in moments {
            while let Some(given) = orders.next_if(|given| given.at < moment) {
                trunk.advance(given.at);
                let _ = trunk.intervene(&given.order);
            }
            trunk.advance(moment);
            let here = |q: &Question| q.from.clamp(opened.now(), until) == moment;
            let asked = questions.iter().enumerate().filter(|(_, q)| here(q)).map(|(n, _)| n).collect();
            forks.push((trunk.clone(), asked));
        }
        let lost = vec![vec![None; LUCKS]; forks.len()];
        Review { team, span, questions, forks, lost }
    }

    /// The questions, in the order of their numbers.
    pub fn questions(&self) -> &[Question] {
        &self.questions
    }

    /// All pieces of work, the play's own luck first.
    pub fn pieces(&self) -> Vec<Piece> {
        let of = |luck| (0..self.forks.len()).map(move |fork| Piece { fork, luck });
        (0..LUCKS).flat_map(of).collect()
    }

    /// Does one piece: what users lost, with the team's orders and with each question's. Pure: may run
    /// anywhere, any number of times.
    pub fn run(&self, piece: Piece) -> Vec<Lost> {
        let (fork, questions) = &self.forks[piece.fork];
        let mut start = fork.clone();
        if piece.luck > 0 {
            start.change_luck(child(0x6c75_636b, piece.luck as u64));
        }
        let plans = questions.iter().map(|n| &self.questions[*n].plan);
        let lost =
            |plan: &Plan| Lost::of(&live(start.clone(), &plan.from(start.now()), self.span.1), self.span);
        std::iter::once(&self.team).chain(plans).map(lost).collect()
    }

    /// Takes in what [`run`](Self::run) gave.
    pub fn settle(&mut self, piece: Piece, lost: Vec<Lost>) {
        self.lost[piece.fork][piece.luck] = Some(lost);
    }

    /// Pieces done, and all [count].
    pub fn progress(&self) -> (usize, usize) {
        let done = self.lost.iter().flatten().filter(|lost| lost.is_some()).count();
        (done, self.forks.len() * LUCKS)
    }

    /// The answers so far, in the order of the questions; those without a figure yet are missing.
    pub fn answers(&self) -> Vec<Answer> {
        let mut answers = Vec::new();
        for ((_, questions), lucks) in self.forks.iter().zip(&self.lost) {
            for (place, question) in questions.iter().enumerate() {
                let Some(first) = &lucks[0] else { continue };
                let known: Vec<&Vec<Lost>> = lucks.iter().flatten().collect();
                let team = known.iter().map(|lost| lost[0].bad as f64).sum::<f64>() / known.len() as f64;
                let change = |lost: &Vec<Lost>, team: f64| {
                    (lost[place + 1].bad as f64 - lost[0].bad as f64) / team.max(1.0) * 100.0
                };
                let all: Vec<f64> = known.iter().map(|lost| change(lost, team)).collect();
                answers.push(Answer {
                    question: *question,
                    lost: first[place + 1],
                    here: change(first, first[0].bad as f64),
                    dearer: first[place + 1].cost - first[0].cost,
                    over_lucks: paired(&all),
                });
            }
        }
        answers.sort_by_key(|answer| answer.question);
        answers
    }
}
