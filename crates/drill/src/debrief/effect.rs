//! What each order did, judged by what users had before and after it, and checked against the world in
//! which nobody acted: what would have come by itself is not the order's doing. Knows signals, and
//! nothing of what the player hoped for.

use world::World;
use world::intervention::Intervention;
use world::probe::Probe;
use world::signal::{Change, Metric, Signals};
use world::time::{MINUTE, Nanos, SECOND, seconds};

use super::facts::{OrderFact, Reading, Verdict};
use super::{Done, Played, burn};
use crate::steady;

/// Looked at before an order [ns].
const BEFORE: Nanos = 2 * MINUTE;
/// Looked at after it took effect [ns].
const AFTER: Nanos = 3 * MINUTE;
/// With less than this after it, nothing can be said [ns].
const LEAST: Nanos = MINUTE;
/// Users notice a change of this many points of failed or slow requests [%] …
const POINTS: f64 = 1.0;
/// … if it is also this part of what there was [share].
const PART: f64 = 0.25;
/// Latency this many times the normal one is worth judging by [factor].
const UNUSUAL: f64 = 1.5;
/// The world without the player changed by this part of the same: it came by itself [share].
const BY_ITSELF: f64 = 0.8;
/// Drawn around an order: each point [ns], before and after it [count].
const POINT: Nanos = 30 * SECOND;
const POINTS_BEFORE: u64 = 8;
const POINTS_AFTER: u64 = 14;

/// Every order, in order.
pub(super) fn of(played: &Played) -> Vec<OrderFact> {
    let changes = match played.team.probe(&Probe::Changes { since: 0, until: Nanos::MAX }) {
        Signals::Changes(changes) => changes,
        _ => Vec::new(),
    };
    let effects: Vec<Option<Effect>> = played
        .moments
        .iter()
        .filter_map(|moment| match &moment.act {
            Done::Ordered { order, change } => {
                Some(Some(Effect::of(order, moment.at, changes.get(*change), played.ended)))
            }
            Done::Refused(_) => Some(None),
            _ => None,
        })
        .collect();
    let dones: Vec<Nanos> = effects.iter().flatten().filter_map(|effect| effect.done).collect();
    let mut windows = Vec::new();
    let mut facts = Vec::new();
    let given = played.moments.iter().filter_map(|moment| match &moment.act {
        Done::Ordered { order, .. } => Some((moment.at, order.to_string())),
        Done::Refused(order) => Some((moment.at, order.clone())),
        _ => None,
    });
    for ((at, order), effect) in given.zip(effects) {
        let order = order.as_str();
        let Some(effect) = effect.map(|effect| effect.up_to_the_next(&dones)) else {
            windows.push(None);
            facts.push(bare(played, order, at, Verdict::Refused));
            continue;
        };
        windows.push(effect.done.map(|done| (done, effect.until)));
        facts.push(effect.fact(played, order, at));
    }
    for at in 0..facts.len() {
        let Some((done, until)) = windows[at] else { continue };
        let near = |other: &usize| {
            *other != at && windows[*other].is_some_and(|(d, _)| d + LEAST > done && d < until)
        };
        facts[at].together_with = (0..facts.len()).filter(near).collect();
    }
    facts
}

/// When an order was in effect, and the windows to compare.
struct Effect {
    before: (Nanos, Nanos),
    done: Option<Nanos>,
    until: Nanos,
    failure: String,
}

impl Effect {
    fn of(order: &Intervention, given: Nanos, change: Option<&Change>, ended: Nanos) -> Effect {
        let done = change.and_then(|change| change.ended).filter(|at| *at <= ended);
        let failure = change
            .and_then(|change| change.state.strip_prefix("failed"))
            .map(|why| why.trim_start_matches([':', ' ']).to_string());
        // What rolls out replica by replica acts from the moment it was given.
        use Intervention as I;
        let gradual = matches!(
            order,
            I::Rollback { .. }
                | I::Deploy { .. }
                | I::Restart { .. }
                | I::MemoryLimit { .. }
                | I::Failover { .. }
        );
        let from = if gradual { given } else { done.unwrap_or(given) };
        Effect {
            before: (from.saturating_sub(BEFORE), from),
            done,
            until: done.map_or(ended, |done| (done + AFTER).min(ended)),
            failure: failure.unwrap_or_default(),
        }
    }

    /// What the next order does is its own, if it leaves this one time to show.
    fn up_to_the_next(mut self, dones: &[Nanos]) -> Effect {
        if let Some(done) = self.done {
            let next = dones.iter().copied().filter(|at| *at >= done + LEAST).min();
            self.until = next.map_or(self.until, |next| self.until.min(next));
        }
        self
    }

    fn fact(&self, played: &Played, order: &str, given: Nanos) -> OrderFact {
        let mut fact = bare(played, order, given, Verdict::TooEarly);
        let Some(done) = self.done else { return fact };
        fact.done = Some(played.stamp(done));
        fact.failure.clone_from(&self.failure);
        fact.journey = most_changed(played.team, self.before, (done, self.until));
        fact.around = around(played, Some(&fact.journey), given);
        fact.before = reading(played.team, &fact.journey, self.before.0, self.before.1);
        fact.after = reading(played.team, &fact.journey, done, self.until);
        if !fact.failure.is_empty() {
            fact.verdict = Verdict::Failed;
            return fact;
        }
        if self.until < done + LEAST {
            return fact;
        }
        let normal = normal_p95(played.team, &fact.journey);
        fact.verdict = judge(&fact.before, &fact.after, normal);
        let none_before = reading(played.nobody, &fact.journey, self.before.0, self.before.1);
        let none_after = reading(played.nobody, &fact.journey, done, self.until);
        if same_by_itself(&fact, &none_before, &none_after) {
            fact.by_itself = true;
            fact.verdict = Verdict::NoEffect;
        }
        fact
    }
}

/// The fact without anything after it.
fn bare(played: &Played, order: &str, given: Nanos, verdict: Verdict) -> OrderFact {
    OrderFact {
        order: order.into(),
        given: played.stamp(given),
        done: None,
        failure: String::new(),
        verdict,
        journey: String::new(),
        before: Reading::default(),
        after: Reading::default(),
        by_itself: false,
        together_with: Vec::new(),
        around_from_s: played.stamp(around_from(played, given)).after_s,
        around: around(played, None, given),
    }
}

fn around_from(played: &Played, given: Nanos) -> Nanos {
    given.saturating_sub(POINTS_BEFORE * POINT).max(played.first_fault.saturating_sub(BEFORE))
}

/// The share of failed and slow requests in each half minute, of one journey or all.
fn around(played: &Played, journey: Option<&str>, given: Nanos) -> Vec<Option<f64>> {
    let from = around_from(played, given);
    let share = |at: Nanos| match journey {
        Some(journey) => burn::of_journey(played.team, journey, at, at + POINT).bad_share(),
        None => burn::counts(played.team, at, at + POINT).bad_share(),
    };
    let starts = (0..POINTS_BEFORE + POINTS_AFTER).map(|n| from + n * POINT);
    starts.take_while(|at| at + POINT <= played.ended).map(share).collect()
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

fn normal_p95(world: &World, journey: &str) -> Option<f64> {
    let probe = Probe::Series { subject: journey.into(), metric: Metric::P95, since: 0, until: 0 };
    match world.probe(&probe) {
        Signals::Series(series) => series.first().and_then(|s| s.normal),
        _ => None,
    }
}

/// The journey whose failed and slow requests a second changed most; where none did, the one with most.
fn most_changed(world: &World, before: (Nanos, Nanos), after: (Nanos, Nanos)) -> String {
    let rates = |(since, until): (Nanos, Nanos)| -> Vec<(String, f64)> {
        let span = seconds(until.saturating_sub(since)).max(1.0);
        let journeys = burn::by_journey(world, since, until).into_iter().skip(1);
        journeys.map(|(name, counts)| (name, counts.bad() as f64 / span)).collect()
    };
    let mut most: Option<(f64, f64, String)> = None;
    for ((name, was), (_, is)) in rates(before).into_iter().zip(rates(after)) {
        let (change, size) = ((is - was).abs(), is.max(was));
        if most.as_ref().is_none_or(|(c, s, _)| (change, size) > (*c, *s)) {
            most = Some((change, size, name));
        }
    }
    most.map_or(String::new(), |(_, _, name)| name)
}

/// Were users better off, worse off, or neither?
fn judge(before: &Reading, after: &Reading, normal_p95: Option<f64>) -> Verdict {
    let (Some(was), Some(is)) = (before.bad_percent, after.bad_percent) else { return Verdict::NoEffect };
    let notable = (was.max(is) * PART).max(POINTS);
    if is <= was - notable {
        return Verdict::Helped;
    }
    if is >= was + notable {
        return Verdict::Hurt;
    }
    let (Some(was), Some(is)) = (before.p95_ms, after.p95_ms) else { return Verdict::NoEffect };
    let unusual = normal_p95.is_none_or(|normal| was.max(is) > normal * UNUSUAL);
    match is / was.max(1.0) {
        change if unusual && change <= 1.0 / UNUSUAL => Verdict::Helped,
        change if unusual && change >= UNUSUAL => Verdict::Hurt,
        _ => Verdict::NoEffect,
    }
}

/// Did the world without the player change as much, the same way, in the same minutes?
fn same_by_itself(fact: &OrderFact, none_before: &Reading, none_after: &Reading) -> bool {
    let of = |before: &Reading, after: &Reading| Some(after.bad_percent? - before.bad_percent?);
    let (Some(ours), Some(theirs)) = (of(&fact.before, &fact.after), of(none_before, none_after)) else {
        return false;
    };
    let judged = matches!(fact.verdict, Verdict::Helped | Verdict::Hurt);
    judged
        && ours.abs() >= POINTS
        && ours.signum() == theirs.signum()
        && theirs.abs() >= ours.abs() * BY_ITSELF
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(bad: f64, p95: f64) -> Reading {
        Reading { bad_percent: Some(bad), p95_ms: Some(p95), ..Reading::default() }
    }

    #[test]
    fn an_order_is_judged_by_what_users_notice() {
        let judged = |before, after| judge(&before, &after, Some(200.0));
        assert_eq!(judged(read(30.0, 200.0), read(2.0, 200.0)), Verdict::Helped);
        assert_eq!(judged(read(2.0, 200.0), read(30.0, 200.0)), Verdict::Hurt);
        assert_eq!(judged(read(0.2, 200.0), read(0.6, 260.0)), Verdict::NoEffect);
        assert_eq!(judged(read(30.0, 200.0), read(28.0, 200.0)), Verdict::NoEffect);
        assert_eq!(judged(read(0.0, 2_000.0), read(0.0, 250.0)), Verdict::Helped);
    }

    #[test]
    fn what_comes_by_itself_is_not_the_orders_doing() {
        let mut fact = OrderFact {
            order: "restart api".into(),
            given: super::super::Stamp { after_s: 0, clock: "02:00:00".into() },
            done: None,
            failure: String::new(),
            verdict: Verdict::Helped,
            journey: "buy".into(),
            before: read(40.0, 1.0),
            after: read(2.0, 1.0),
            by_itself: false,
            together_with: Vec::new(),
            around_from_s: 0,
            around: Vec::new(),
        };
        assert!(same_by_itself(&fact, &read(40.0, 1.0), &read(3.0, 1.0)));
        assert!(!same_by_itself(&fact, &read(40.0, 1.0), &read(38.0, 1.0)));
        fact.verdict = Verdict::NoEffect;
        assert!(!same_by_itself(&fact, &read(40.0, 1.0), &read(3.0, 1.0)));
    }
}
