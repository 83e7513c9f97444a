//! Whether a world is well, and since when: the scenario's bounds, looked at scrape by scrape over the
//! last minute, as a responder's screen shows them. The one judge: the game master and the debrief both
//! ask here. Does not know what made it well.

use std::collections::BTreeMap;

use world::World;
use world::probe::Probe;
use world::signal::Signals;
use world::time::{MINUTE, Nanos, SECOND};

use crate::scenario::Bound;

/// Bounds have to hold this long before people believe it [ns].
pub const HOLD: Nanos = 2 * MINUTE;
/// After that, looks that may be outside them by chance [share].
const BLIPS: f64 = 0.05;
/// No longer than this lies between two scrapes [ns].
const SCRAPE: Nanos = 10 * SECOND;

/// How a world came to be within its bounds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Steady {
    /// From the beginning to the end.
    Always,
    /// From then on [ns].
    Since(Nanos),
    /// From then to the end [ns], but not yet for as long as [`HOLD`].
    Lately(Nanos),
    /// Not at the end.
    No,
}

/// How it stood between two instants [ns].
pub fn of(world: &World, bounds: &[Bound], since: Nanos, until: Nanos) -> Steady {
    let looks = looks(world, bounds, since, until);
    let Some((last, true)) = looks.last().copied() else { return Steady::No };
    if looks.iter().all(|(_, held)| *held) {
        return Steady::Always;
    }
    let begins = |at: &usize| looks[*at].1 && (*at == 0 || !looks[*at - 1].1);
    let lasts = |at: &usize| {
        let rest = &looks[*at..];
        let run = rest.iter().take_while(|(_, held)| *held).last();
        run.is_some_and(|(end, _)| end - rest[0].0 >= HOLD) && broken(rest).is_none()
    };
    match (0..looks.len()).filter(begins).find(lasts) {
        Some(at) => Steady::Since(looks[at].0),
        None => Steady::Lately(run(&looks).map_or(last, |(begin, _)| begin)),
    }
}

/// Do all bounds hold at this instant [ns]? What cannot be seen does not hold.
pub fn holds(world: &World, bounds: &[Bound], at: Nanos) -> bool {
    looks(world, bounds, at.saturating_sub(SCRAPE), at).last().is_some_and(|(_, held)| *held)
}

/// Have they all held for as long as [`HOLD`], without a break, within these instants [ns]?
pub fn firm(world: &World, bounds: &[Bound], since: Nanos, at: Nanos) -> bool {
    let since = since.max(at.saturating_sub(HOLD + SCRAPE));
    run(&looks(world, bounds, since, at)).is_some_and(|(begin, end)| end - begin >= HOLD)
}

/// How a night went on that somebody left, nobody touching anything after that.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Left {
    /// Well from the beginning, and to the end of the night.
    NeverUnwell,
    /// Well from then on [ns], and it was seen to be.
    Since(Nanos),
    /// Well from then on [ns], and left before it had held for as long as [`HOLD`].
    Lately(Nanos),
    /// Left while it burned, and well from then on [ns].
    Later(Nanos),
    /// Well when it was left, and out of its bounds again from then on [ns].
    Relapsed(Nanos),
    /// It burned when it was left, and was not well at the end of the night either.
    Burning,
}

/// How a night that was opened, left and lived on to these instants [ns] went.
pub fn left(world: &World, bounds: &[Bound], opened: Nanos, left: Nanos, until: Nanos) -> Left {
    let (then, night) = (of(world, bounds, opened, left), of(world, bounds, opened, until));
    let whole = match night {
        Steady::Since(at) => Some(at),
        _ => None,
    };
    if then == Steady::No {
        return match whole {
            Some(at) if at > left => Left::Later(at),
            Some(at) => Left::Lately(at),
            None => Left::Burning,
        };
    }
    if let Some(at) = broken(&looks(world, bounds, left, until)) {
        return Left::Relapsed(at);
    }
    match then {
        Steady::Always => Left::NeverUnwell,
        Steady::Since(at) => Left::Since(whole.filter(|whole| *whole <= left).unwrap_or(at)),
        Steady::Lately(at) => Left::Lately(at),
        Steady::No => Left::Burning,
    }
}

/// From when on looks that should hold do not: for as long as [`HOLD`], or more of them than chance explains.
fn broken(looks: &[(Nanos, bool)]) -> Option<Nanos> {
    let long = (0..looks.len()).find_map(|at| {
        let (end, _) = looks[at..].iter().take_while(|(_, held)| !*held).last()?;
        (end - looks[at].0 >= HOLD).then_some(looks[at].0)
    });
    let mut out = looks.iter().filter(|(_, held)| !*held);
    let many = out.clone().count() as f64 > looks.len() as f64 * BLIPS;
    long.or_else(|| out.next().filter(|_| many).map(|(at, _)| *at))
}

/// Mean of a bound's metric over the minute before this instant [ns; the metric's unit].
pub fn level(world: &World, bound: &Bound, at: Nanos) -> Option<f64> {
    readings(world, bound, at.saturating_sub(SCRAPE), at).last()?.1
}

/// First and last of the looks in a row that held up to the last one.
fn run(looks: &[(Nanos, bool)]) -> Option<(Nanos, Nanos)> {
    let held = looks.iter().rev().take_while(|(_, held)| *held);
    Some((held.last()?.0, looks.last()?.0))
}

/// At each scrape: do all bounds hold? Nothing, if one of them can never be seen.
fn looks(world: &World, bounds: &[Bound], since: Nanos, until: Nanos) -> Vec<(Nanos, bool)> {
    let mut looks = BTreeMap::new();
    for bound in bounds {
        let readings = readings(world, bound, since, until);
        if readings.is_empty() {
            return Vec::new();
        }
        for (at, reading) in readings {
            *looks.entry(at).or_insert(true) &= reading.is_some_and(|value| within(bound, value));
        }
    }
    looks.into_iter().collect()
}

fn within(bound: &Bound, value: f64) -> bool {
    if bound.above { value >= bound.limit } else { value <= bound.limit }
}

/// At each scrape: the mean over the minute that ends with it. A scrape at `until` itself is not seen yet.
fn readings(world: &World, bound: &Bound, since: Nanos, until: Nanos) -> Vec<(Nanos, Option<f64>)> {
    let (subject, metric) = (bound.subject.clone(), bound.metric);
    let (early, until) = (since.saturating_sub(MINUTE), until.saturating_sub(1));
    let Signals::Series(found) = world.probe(&Probe::Series { subject, metric, since: early, until }) else {
        return Vec::new();
    };
    let Some(series) = found.first() else { return Vec::new() };
    let window = (MINUTE / series.step.max(1)).max(1) as usize;
    let all = (0..series.points.len()).map(|at| {
        let minute = &series.points[(at + 1).saturating_sub(window)..=at];
        (series.first + at as Nanos * series.step, mean(minute))
    });
    all.filter(|(at, _)| *at >= since).collect()
}

/// Mean of what was seen; `None` if nothing was.
pub(crate) fn mean(points: &[Option<f64>]) -> Option<f64> {
    let seen: Vec<f64> = points.iter().flatten().copied().collect();
    (!seen.is_empty()).then(|| seen.iter().sum::<f64>() / seen.len() as f64)
}
