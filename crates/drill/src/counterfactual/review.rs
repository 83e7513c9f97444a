//! A play asked "what if?": questions, each with the moment from which its branch differs, answered
//! under many lucks. Work comes in pieces that know nothing of one another, so that whoever has
//! processors may run them in any order; the answers do not depend on it.

use world::World;
use world::intervention::Intervention;
use world::rng::child;
use world::time::Nanos;

use super::{Interval, Plan, live, paired};

/// Lucks under which each question is asked [count]; the first is the one of the play.
pub const LUCKS: usize = 21;
/// An effect below this part of what users lost is not worth a sentence [share].
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
    until: Nanos,
    /// What users had lost when the play began [requests by value].
    before: f64,
    questions: Vec<Question>,
    /// The play at each moment that a branch leaves it, with the questions that do.
    forks: Vec<(World, Vec<usize>)>,
    /// For each fork and luck: what users lost with the team's orders, and with each question's.
    lost: Vec<Vec<Option<Vec<f64>>>>,
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
    /// How much less (negative) or more users would have lost, under the play's own luck [% of the team's].
    pub here: f64,
    /// The same over all lucks; `None` until there are two.
    pub over_lucks: Option<Interval>,
}

impl Answer {
    /// Did it matter: beyond doubt, and enough for a sentence?
    pub fn matters(&self) -> bool {
        let sure = self.over_lucks.is_none_or(|interval| interval.decided());
        let mean = self.over_lucks.map_or(self.here, |interval| interval.mean);
        sure && mean.abs() >= LEAST * 100.0
    }
}

impl Review {
    /// Prepares the questions about a play that began as `opened`, in which `team` was ordered, and
    /// which ended at `until` [ns].
    pub fn new(opened: &World, team: Plan, until: Nanos, questions: Vec<Question>) -> Review {
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
        Review { team, until, before: opened.cost(), questions, forks, lost }
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

    /// Does one piece: what users lost [requests by value], with the team's orders and with each
    /// question's. Pure: may run anywhere, any number of times.
    pub fn run(&self, piece: Piece) -> Vec<f64> {
        let (fork, questions) = &self.forks[piece.fork];
        let mut start = fork.clone();
        if piece.luck > 0 {
            start.change_luck(child(0x6c75_636b, piece.luck as u64));
        }
        let plans = questions.iter().map(|n| &self.questions[*n].plan);
        let lost =
            |plan: &Plan| live(start.clone(), &plan.from(start.now()), self.until).cost() - self.before;
        std::iter::once(&self.team).chain(plans).map(lost).collect()
    }

    /// Takes in what [`run`](Self::run) gave.
    pub fn settle(&mut self, piece: Piece, lost: Vec<f64>) {
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
                let known: Vec<&Vec<f64>> = lucks.iter().flatten().collect();
                let team = known.iter().map(|lost| lost[0]).sum::<f64>() / known.len() as f64;
                let change = |lost: &Vec<f64>, team: f64| (lost[place + 1] - lost[0]) / team.max(1.0) * 100.0;
                let all: Vec<f64> = known.iter().map(|lost| change(lost, team)).collect();
                answers.push(Answer {
                    question: *question,
                    here: change(first, first[0]),
                    over_lucks: paired(&all),
                });
            }
        }
        answers.sort_by_key(|answer| answer.question);
        answers
    }
}
