//! What each order did: the world as it was played against the same world, with the same luck, in which
//! only this order was not given. What would have come by itself, and what other orders did, is the same
//! in both. Where another order did the same, leaving out one of them shows nothing; then the night in which it
//! was the only one tells. Knows nothing of what the player hoped for.

use world::World;
use world::intervention::Intervention;
use world::probe::Probe;
use world::signal::{Change, Metric, Signals};
use world::time::{MINUTE, Nanos, SECOND, seconds};

use super::facts::{OrderFact, Reading, Shown, Verdict};
use super::{Done, Played, burn};
use crate::counterfactual::{Given, Plan, live};
use crate::is_so::is_so;
use crate::steady;

/// Shown before an order [ns].
const BEFORE: Nanos = 2 * MINUTE;
/// Shown after it took effect [ns].
const AFTER: Nanos = 3 * MINUTE;
/// An order that made less difference than this had no effect [requests by value] …
const LEAST: f64 = 20.0;
/// … or less than this part of what was lost, with it or with nobody [share].
const PART: f64 = 0.01;
/// An order of which less than this part shows when it is left out overlaps with another [share].
const OVERLAPS: f64 = 0.5;
/// Orders that are lived alone at most [count]: each costs a night.
const MOST_ALONE: usize = 4;
/// Shares of failed and slow that differ by less are alike to the eye [%].
const ALIKE: f64 = 3.0;
/// Drawn around an order: each point [ns], before and after it [count].
const POINT: Nanos = 30 * SECOND;
const POINTS_BEFORE: u64 = 8;
const POINTS_AFTER: u64 = 14;

/// Every order, in order.
pub(super) fn of(played: &Played) -> Vec<OrderFact> {
    let everything = Probe::Changes { since: 0, until: Nanos::MAX };
    let changes = match played.team().probe(&everything) {
        Signals::Changes(changes) => changes,
        _ => Vec::new(),
    };
    let mut without = played.branches.without.iter();
    let facts = played.moments.iter().filter_map(|moment| match &moment.act {
        Done::Ordered { order, change } => {
            let line = order.to_string();
            let order = Order { line, given: moment.at, change: changes.get(*change), what: Some(order) };
            Some((order.fact(played, without.next()?), order))
        }
        Done::Refused(line) => {
            let order = Order { line: line.clone(), given: moment.at, change: None, what: None };
            Some((order.bare(played, Verdict::Refused), order))
        }
        _ => None,
    });
    let (mut facts, orders): (Vec<OrderFact>, Vec<Order>) = facts.unzip();
    put_back(played, &mut facts, &orders);
    overlap(played, &mut facts, &orders);
    facts
}

/// What was without effect and restores how it was before, once it is well, is proper cleaning up.
fn put_back(played: &Played, facts: &mut [OrderFact], orders: &[Order]) {
    for (fact, order) in facts.iter_mut().zip(orders) {
        let restores = order.what.is_some_and(|what| is_so(played.begin, what));
        if fact.verdict == Verdict::NoEffect && restores && played.well_at(order.given) {
            fact.verdict = Verdict::PutBack;
        }
    }
}

/// Orders that do the same: what each would have done alone.
fn overlap(played: &Played, facts: &mut [OrderFact], orders: &[Order]) {
    let spared = played.nobody().cost() - played.team().cost();
    if verdict(played, spared) != Verdict::Helped || played.branches.without.len() < 2 {
        return;
    }
    // To an order that came when it was well already, only what it completes can give a reason.
    let completes = |at: usize| {
        let stem = |line: &str| line.split_whitespace().take(2).collect::<Vec<_>>().join(" ");
        facts[at].called_for || facts[..at].iter().any(|f| stem(&f.order) == stem(&facts[at].order))
    };
    let asked = |at: &usize| match facts[*at].verdict {
        Verdict::NoEffect => !played.well_at(orders[*at].given) || completes(*at),
        _ => false,
    };
    let idle: Vec<usize> = (0..facts.len()).filter(asked).take(MOST_ALONE).collect();
    let mut overlaps = false;
    for at in idle {
        let Some((alone, world)) = orders[at].alone(played) else { continue };
        if verdict(played, alone) == Verdict::Helped {
            overlaps = true;
            facts[at].verdict = Verdict::Either;
            facts[at].alone = Some(alone);
            facts[at].alone_bad = Some(fewer(played, &world, played.nobody()));
            facts[at].journey = spared_most(played, &world, orders[at].given);
            // Without it another did the same: only what came after it can show what it does.
            orders[at].read(played, None, &mut facts[at]);
        }
    }
    let helped = (0..facts.len()).filter(|at| overlaps && facts[*at].verdict == Verdict::Helped);
    for at in helped.take(MOST_ALONE).collect::<Vec<_>>() {
        let Some((alone, world)) = orders[at].alone(played) else { continue };
        if facts[at].spared < alone * OVERLAPS {
            facts[at].alone = Some(alone);
            facts[at].alone_bad = Some(fewer(played, &world, played.nobody()));
        }
    }
}

/// An order as it was given.
struct Order<'a> {
    line: String,
    given: Nanos,
    change: Option<&'a Change>,
    /// `None` if the world would not take it.
    what: Option<&'a Intervention>,
}

impl Order<'_> {
    /// What users were spared in the night in which only this was ordered [requests by value], and that night.
    fn alone(&self, played: &Played) -> Option<(f64, World)> {
        let given = Given { at: self.given, order: self.what?.clone() };
        let night = live(played.begin.clone(), &Plan::new(vec![given]), played.judged);
        Some((played.nobody().cost() - night.cost(), night))
    }

    fn fact(&self, played: &Played, without: &World) -> OrderFact {
        let spared = without.cost() - played.team().cost();
        let mut fact = self.bare(played, verdict(played, spared));
        fact.spared = spared;
        fact.spared_bad = fewer(played, played.team(), without);
        let failure = self.change.and_then(|change| change.state.strip_prefix("failed"));
        if let Some(why) = failure {
            fact.failure = why.trim_start_matches([':', ' ']).to_string();
            if fact.verdict == Verdict::NoEffect {
                fact.verdict = Verdict::Failed;
            }
        }
        fact.journey = match fact.verdict {
            Verdict::Helped | Verdict::Hurt => most_changed(played, without, self.given),
            _ => most_lost(played, self.given),
        };
        self.read(played, Some(without), &mut fact);
        fact
    }

    /// The figures of the fact's journey around it, and those that bear its verdict out; `without` it, if that night is
    /// to tell.
    fn read(&self, played: &Played, without: Option<&World>, fact: &mut OrderFact) {
        fact.around = around(played, Some(&fact.journey), self.given);
        let both = |since, until| {
            let of = |world| reading(world, &fact.journey, since, until);
            without.map(|without| (of(played.team()), of(without)))
        };
        let night = both(self.given, played.judged);
        if let Some(done) = self.change.and_then(|change| change.ended).filter(|at| *at <= played.judged) {
            let until = shown_until(played, done);
            fact.done = Some(played.stamp(done));
            let from = self.given.saturating_sub(BEFORE);
            fact.before = reading(played.team(), &fact.journey, from, self.given);
            fact.after = reading(played.team(), &fact.journey, done, until);
            let minutes = both(done, until);
            let bears = |was: &Reading, is: &Reading| bears_out(fact.verdict, was, is);
            (fact.shown, fact.pair) = match (minutes, night) {
                // What came down by itself as well does not show what the order did.
                (minutes, _)
                    if bears(&fact.before, &fact.after)
                        && minutes.as_ref().is_none_or(|(with, left)| {
                            !fact.verdict.good() || bears_out(fact.verdict, left, with)
                        }) =>
                {
                    (Shown::Around, None)
                }
                (Some((with, left)), _) if bears(&left, &with) => (Shown::Minutes, Some((with, left))),
                (_, Some((with, left))) if bears(&left, &with) => (Shown::Night, Some((with, left))),
                _ => (Shown::Nothing, None),
            };
        }
    }

    /// The fact without anything after it.
    fn bare(&self, played: &Played, verdict: Verdict) -> OrderFact {
        OrderFact {
            order: self.line.clone(),
            given: played.stamp(self.given),
            done: None,
            failure: String::new(),
            verdict,
            journey: String::new(),
            before: Reading::default(),
            after: Reading::default(),
            shown: Shown::Nothing,
            pair: None,
            spared: 0.0,
            spared_bad: 0,
            alone: None,
            alone_bad: None,
            called_for: called_for(played, &self.line),
            around_from_s: played.stamp(around_from(played, self.given)).after_s,
            around: around(played, None, self.given),
        }
    }
}

/// One of the scenario's ways out gives this order.
pub(super) fn called_for(played: &Played, line: &str) -> bool {
    played.scenario.ways_out.iter().flat_map(|way| &way.orders).any(|(_, order)| order.to_string() == line)
}

/// Does the way from one share of failed and slow to the other look like the verdict?
fn bears_out(verdict: Verdict, was: &Reading, is: &Reading) -> bool {
    let (Some(was), Some(is)) = (was.bad_percent, is.bad_percent) else { return false };
    let alike = (is - was).abs() < ALIKE;
    match verdict {
        Verdict::Helped | Verdict::Either => is < was && !alike,
        Verdict::Hurt => is > was && !alike,
        Verdict::NoEffect | Verdict::PutBack | Verdict::Failed | Verdict::Refused => alike,
    }
}

/// Failed or slow fewer in one night than in another, from the first fault on [count].
fn fewer(played: &Played, one: &World, other: &World) -> i64 {
    let bad = |world| burn::counts(world, played.first_fault, played.judged).bad() as i64;
    bad(other) - bad(one)
}

/// What the next order does is not shown as this one's, if it leaves this one a minute [ns].
fn shown_until(played: &Played, done: Nanos) -> Nanos {
    let given = |moment: &super::moments::Moment| {
        (matches!(moment.act, Done::Ordered { .. }) && moment.at >= done).then_some(moment.at)
    };
    let next = played.moments.iter().find_map(given).map_or(Nanos::MAX, |at| at.max(done + MINUTE));
    (done + AFTER).min(next).min(played.judged)
}

/// Did users lose less for it, or more, than the same night without it?
fn verdict(played: &Played, spared: f64) -> Verdict {
    let lost = played.team().cost().max(played.nobody().cost());
    match spared {
        difference if difference.abs() < LEAST.max(lost * PART) => Verdict::NoEffect,
        difference if difference > 0.0 => Verdict::Helped,
        _ => Verdict::Hurt,
    }
}

fn around_from(played: &Played, given: Nanos) -> Nanos {
    given.saturating_sub(POINTS_BEFORE * POINT).max(played.first_fault.saturating_sub(BEFORE))
}

/// The share of failed and slow requests in each half minute, of one journey or all.
fn around(played: &Played, journey: Option<&str>, given: Nanos) -> Vec<Option<f64>> {
    let from = around_from(played, given);
    let share = |at: Nanos| match journey {
        Some(journey) => burn::of_journey(played.team(), journey, at, at + POINT).bad_share(),
        None => burn::counts(played.team(), at, at + POINT).bad_share(),
    };
    let starts = (0..POINTS_BEFORE + POINTS_AFTER).map(|n| from + n * POINT);
    starts.take_while(|at| at + POINT <= played.judged).map(share).collect()
}

fn reading(world: &World, journey: &str, since: Nanos, until: Nanos) -> Reading {
    let counts = burn::of_journey(world, journey, since, until);
    let span = seconds(until.saturating_sub(since));
    let some = counts.requests > 0 && span > 0.0;
    let good = counts.requests.saturating_sub(counts.bad());
    Reading {
        goodput: some.then(|| good as f64 / span),
        error_percent: some.then(|| counts.failed as f64 / counts.requests as f64 * 100.0),
        bad_percent: counts.bad_share(),
        p95_ms: p95(world, journey, since, until),
    }
}

fn p95(world: &World, journey: &str, since: Nanos, until: Nanos) -> Option<f64> {
    let probe = Probe::Series { subject: journey.into(), metric: Metric::P95, since, until };
    match world.probe(&probe) {
        Signals::Series(series) => series.first().and_then(|s| steady::mean(&s.points)),
        _ => None,
    }
}

/// The journey whose users' failed and slow requests differ most with and without it.
fn most_changed(played: &Played, without: &World, given: Nanos) -> String {
    let with = burn::by_journey(played.team(), given, played.judged);
    let without = burn::by_journey(without, given, played.judged);
    let differences = with.into_iter().zip(without).skip(1);
    let differences =
        differences.map(|((name, with), (_, without))| (name, with.bad().abs_diff(without.bad()) as f64));
    largest(differences)
}

/// The journey whose users' failed and slow requests differ most between a night and that in which nobody acted.
fn spared_most(played: &Played, night: &World, given: Nanos) -> String {
    let nobody = burn::by_journey(played.nobody(), given, played.judged);
    let night = burn::by_journey(night, given, played.judged);
    let differences = nobody.into_iter().zip(night).skip(1);
    largest(differences.map(|((name, nobody), (_, night))| (name, nobody.bad() as f64 - night.bad() as f64)))
}

/// The journey with the most failed and slow requests when it was given.
fn most_lost(played: &Played, given: Nanos) -> String {
    let before = burn::by_journey(played.team(), given.saturating_sub(BEFORE), given);
    largest(before.into_iter().skip(1).map(|(name, counts)| (name, counts.bad() as f64)))
}

/// The name with the largest number; the first of equals.
fn largest(all: impl Iterator<Item = (String, f64)>) -> String {
    let larger = |most: (String, f64), next: (String, f64)| if next.1 > most.1 { next } else { most };
    all.reduce(larger).map_or(String::new(), |(name, _)| name)
}
