//! The best plan that a search finds: orders that the world would have taken, given at moments at which
//! somebody could have given them, and what users lose under the play's own luck. It knows more than anybody in
//! the room could, and so is a mark to measure by, never a reproach.
//!
//! A beam over decision points: from each plan kept so far every legal order is tried, and tried for longer the
//! better it looks, from where its last trial ended; the best go on as plans of their own. Work comes in rounds of trials that know nothing of one
//! another, so that whoever has processors may run them in any order, and whoever has no time may stop after any round.

use std::sync::Arc;

use world::World;
use world::intervention::Intervention;
use world::time::{MINUTE, Nanos, seconds};

use super::{Given, Plan, legal, live};

/// Nobody orders anything sooner after the scene opens: one has to look first [ns].
const FIRST: Nanos = 2 * MINUTE;
/// Between the orders of a plan, to see what the one before did [ns].
const NEXT: Nanos = 3 * MINUTE;
/// Orders in a plan at most [count].
const LONGEST: usize = 3;
/// Plans that go on from one decision point to the next [count].
const BEAM: usize = 2;
/// Trials of a sieve get longer and fewer: so long, and so many go on [ns, count]; the last ones live to the end.
const SIEVE: [(Nanos, usize); 2] = [(6 * MINUTE, 24), (16 * MINUTE, 6)];
/// What an order does shows so long after it has taken effect [ns].
const SHOWS: Nanos = 2 * MINUTE;
/// A longer plan has to lose this much less to be worth its order [share].
const WORTH: f64 = 0.01;

/// A plan, and what users lose with it.
#[derive(Clone, Debug, PartialEq)]
pub struct Found {
    /// The orders with their times.
    pub plan: Plan,
    /// What users lose from the opening on [requests by value].
    pub lost: f64,
}

/// One course to be lived, from where it was left in the round before.
#[derive(Clone, Debug)]
pub struct Trial {
    start: Arc<World>,
    plan: Plan,
    /// The last quarter of it begins, counted from where its plan does [ns].
    quarter: Nanos,
    until: Nanos,
}

/// What a trial showed.
#[derive(Clone, Debug)]
pub struct Outcome {
    /// What users had lost when it ended, since the world began [requests by value].
    lost: f64,
    /// What they were losing in its last quarter [requests by value / s].
    losing: f64,
    /// Where it ended, from where it may go on.
    world: Arc<World>,
}

impl Trial {
    /// Lives it to its end. Pure: may run anywhere.
    pub fn run(&self) -> Outcome {
        let last = self.plan.orders().last().map_or(0, |given| given.at);
        let mut world = live((*self.start).clone(), &self.plan, self.quarter.max(last));
        let (before, since) = (world.cost(), world.now());
        world.advance(self.until);
        let span = seconds(world.now().saturating_sub(since)).max(1.0);
        Outcome { lost: world.cost(), losing: (world.cost() - before) / span, world: Arc::new(world) }
    }
}

/// An order in the sieve, and where the world stood that last tried it.
struct Candidate {
    order: Intervention,
    tried: Option<Arc<World>>,
}

/// A plan that goes on, in the world as it stands at its next decision point.
struct Branch {
    plan: Plan,
    world: Arc<World>,
}

/// What is tried in the coming round.
enum Round {
    /// Plans that somebody knew beforehand.
    Known(Vec<Plan>),
    /// One order more to a branch: its number, how far the sieve is, and the orders left in it.
    Sieve(usize, usize, Vec<Candidate>),
    /// There is nothing more to try.
    Done,
}

/// A search for the best plan, to be driven round by round.
pub struct Search {
    opened: Arc<World>,
    until: Nanos,
    round: Round,
    branches: Vec<Branch>,
    /// Plans of the next length.
    longer: Vec<Found>,
    best: Found,
    nobody: f64,
    trials: usize,
    rounds: usize,
    /// Orders of the plans that were known, the mildest first: of equals one of these is taken.
    mild: Vec<Intervention>,
}

impl Search {
    /// From a world as the scene opens, for what users lose until then [ns]. `known`: plans that are tried
    /// first, such as the scenario's ways out.
    pub fn new(opened: &World, until: Nanos, known: Vec<Plan>) -> Search {
        let mut first = opened.clone();
        first.advance((opened.now() + FIRST).min(until));
        let mild = known.iter().flat_map(|plan| plan.orders()).map(|given| given.order.clone()).collect();
        Search {
            opened: Arc::new(opened.clone()),
            until,
            round: Round::Known(std::iter::once(Plan::default()).chain(known).collect()),
            branches: vec![Branch { plan: Plan::default(), world: Arc::new(first) }],
            longer: Vec::new(),
            best: Found { plan: Plan::default(), lost: f64::INFINITY },
            nobody: f64::INFINITY,
            trials: 0,
            rounds: 0,
            mild,
        }
    }

    /// The trials of the coming round; none when the search is over.
    pub fn round(&self) -> Vec<Trial> {
        let trial = |from: &Arc<World>, plan, until| {
            let quarter = until - (until - from.now()) / 4;
            Trial { start: from.clone(), plan, quarter, until }
        };
        match &self.round {
            Round::Known(plans) => {
                plans.iter().map(|plan| trial(&self.opened, plan.clone(), self.until)).collect()
            }
            Round::Sieve(branch, step, orders) => {
                let Branch { world, .. } = &self.branches[*branch];
                let until = self.ends(world.now(), *step);
                let one = |candidate: &Candidate| match &candidate.tried {
                    None => trial(world, Plan::default().with(world.now(), candidate.order.clone()), until),
                    Some(tried) => Trial { start: tried.clone(), ..trial(world, Plan::default(), until) },
                };
                orders.iter().map(one).collect()
            }
            Round::Done => Vec::new(),
        }
    }

    /// Takes in what the trials of the round showed, in their order, and prepares the next.
    pub fn settle(&mut self, outcomes: &[Outcome]) {
        self.trials += outcomes.len();
        self.rounds += 1;
        match std::mem::replace(&mut self.round, Round::Done) {
            Round::Known(plans) => {
                self.nobody = outcomes.first().map_or(f64::INFINITY, |nobody| self.since_opened(nobody.lost));
                for (plan, outcome) in plans.into_iter().zip(outcomes) {
                    let found = Found { plan, lost: self.since_opened(outcome.lost) };
                    if found.lost < self.best.lost {
                        self.best = found;
                    }
                }
                self.round = self.sieve(0);
            }
            Round::Sieve(branch, step, orders) => self.sift(branch, step, orders, outcomes),
            Round::Done => {}
        }
    }

    /// The best plan so far; it costs no more than that nobody acts once the first round is settled.
    pub fn best(&self) -> &Found {
        &self.best
    }

    /// What users lose from the opening on if nobody acts [requests by value].
    pub fn nobody(&self) -> f64 {
        self.nobody
    }

    /// Courses lived so far [count].
    pub fn trials(&self) -> usize {
        self.trials
    }

    /// Rounds settled, and how many there may be at most [count].
    pub fn rounds(&self) -> (usize, usize) {
        (self.rounds, 1 + (SIEVE.len() + 1) * (1 + BEAM * (LONGEST - 1)))
    }

    fn since_opened(&self, lost: f64) -> f64 {
        lost - self.opened.cost()
    }

    fn ends(&self, from: Nanos, step: usize) -> Nanos {
        SIEVE.get(step).map_or(self.until, |(length, _)| (from + length).min(self.until))
    }

    /// A plan that was found has to be worth it beside one that was known or is shorter.
    fn better(&self, found: &Found) -> bool {
        found.lost < self.best.lost * (1.0 - WORTH)
    }

    /// Of the plans that lose as little as the first, the one that ends with the mildest order.
    fn mildest(&self, longer: &[Found]) -> Option<Found> {
        let least = longer.first()?.lost;
        let rank = |found: &&Found| {
            let last = found.plan.orders().last().map(|given| &given.order);
            let known = self.mild.iter().position(|order| Some(order) == last);
            known.unwrap_or(self.mild.len())
        };
        longer.iter().take_while(|found| found.lost <= least * (1.0 + WORTH)).min_by_key(rank).cloned()
    }

    fn sieve(&self, branch: usize) -> Round {
        match self.branches.get(branch) {
            Some(Branch { world, .. }) if world.now() < self.until => {
                let untried = |order| Candidate { order, tried: None };
                Round::Sieve(branch, 0, legal(world).into_iter().map(untried).collect())
            }
            _ => Round::Done,
        }
    }

    fn sift(&mut self, branch: usize, step: usize, orders: Vec<Candidate>, outcomes: &[Outcome]) {
        let from = self.branches[branch].world.now();
        let rest = seconds(self.until.saturating_sub(self.ends(from, step)));
        let mut all: Vec<(f64, Candidate)> = Vec::new();
        for (Candidate { order, .. }, outcome) in orders.into_iter().zip(outcomes) {
            let tried = Some(outcome.world.clone());
            all.push((outcome.lost + outcome.losing * rest, Candidate { order, tried }));
        }
        // Stable: equals stay in the order of the topology.
        all.sort_by(|one, other| one.0.total_cmp(&other.0));
        if let Some((_, on)) = SIEVE.get(step) {
            let ends = self.ends(from, step);
            let world = &self.branches[branch].world;
            // What has had no time to work cannot be judged yet.
            let early =
                |order: &Intervention| world.may(order).is_ok_and(|takes| from + takes + SHOWS > ends);
            let left = all.into_iter().enumerate().filter(|(n, (_, one))| n < on || early(&one.order));
            self.round = Round::Sieve(branch, step + 1, left.map(|(_, (_, one))| one).collect());
            return;
        }
        for (lost, Candidate { order, .. }) in all {
            let found =
                Found { plan: self.branches[branch].plan.with(from, order), lost: self.since_opened(lost) };
            self.longer.push(found);
        }
        self.round = match branch + 1 < self.branches.len() {
            true => self.sieve(branch + 1),
            false => self.go_on(),
        };
    }

    /// All branches have been tried: the best of their longer plans go on, if that was worth it.
    fn go_on(&mut self) -> Round {
        let mut longer = std::mem::take(&mut self.longer);
        longer.sort_by(|one, other| one.lost.total_cmp(&other.lost));
        let best = self.mildest(&longer).filter(|found| self.better(found));
        longer.truncate(BEAM);
        let worth = best.is_some();
        let long = longer.first().map_or(0, |found| found.plan.orders().len());
        if let Some(best) = best {
            self.best = best;
        }
        if !worth || long >= LONGEST {
            return Round::Done;
        }
        self.branches = longer.into_iter().map(|found| self.branch(found.plan)).collect();
        self.sieve(0)
    }

    fn branch(&self, plan: Plan) -> Branch {
        let last: Option<&Given> = plan.orders().last();
        let at = last.map_or(self.opened.now(), |given| given.at) + NEXT;
        let from = self.branches.iter().find(|b| plan.orders().starts_with(b.plan.orders()));
        let start = from.map_or(&self.opened, |branch| &branch.world);
        let world = live((**start).clone(), &plan.from(start.now()), at.min(self.until));
        Branch { plan, world: Arc::new(world) }
    }
}
