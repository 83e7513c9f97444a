//! When a world was well for good: the scenario's bounds, looked at scrape by scrape over the last
//! minute, as a responder's screen would have shown them. Does not know what made it well.

use world::World;
use world::probe::Probe;
use world::signal::{Series, Signals};
use world::time::{MINUTE, Nanos};

use crate::scenario::Bound;

/// Bounds have to hold this long before it counts as well [ns].
const HOLD: Nanos = 2 * MINUTE;
/// After that, looks that may be outside them by chance [share].
const BLIPS: f64 = 0.05;

/// How a world came to be within its bounds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Steady {
    /// From the beginning to the end.
    Always,
    /// From then on [ns].
    Since(Nanos),
    /// Not at the end.
    No,
}

/// Looks from `since` to `until`. `confirmed`: somebody saw that it was well at the end, so that the last
/// stretch may be shorter than [`HOLD`].
pub(super) fn of(world: &World, bounds: &[Bound], since: Nanos, until: Nanos, confirmed: bool) -> Steady {
    let Some((times, holds)) = looks(world, bounds, since, until) else { return Steady::No };
    if holds.iter().all(|held| *held) {
        return Steady::Always;
    }
    if holds.last() != Some(&true) {
        return Steady::No;
    }
    let mut starts = (0..holds.len()).filter(|at| holds[*at] && (*at == 0 || !holds[*at - 1]));
    let found = starts.find(|start| {
        let run = holds[*start..].iter().take_while(|held| **held).count();
        let lasted = times[*start + run - 1] - times[*start];
        let to_the_end = *start + run == holds.len();
        let rest = &holds[*start..];
        let out = rest.iter().filter(|held| !**held).count();
        (lasted >= HOLD || (to_the_end && confirmed)) && out as f64 <= rest.len() as f64 * BLIPS
    });
    found.map_or(Steady::No, |start| Steady::Since(times[start]))
}

/// At each scrape: do all bounds hold over the minute before it?
fn looks(world: &World, bounds: &[Bound], since: Nanos, until: Nanos) -> Option<(Vec<Nanos>, Vec<bool>)> {
    let early = since.saturating_sub(MINUTE);
    let mut times: Vec<Nanos> = Vec::new();
    let mut holds: Vec<bool> = Vec::new();
    for bound in bounds {
        let series = series(world, bound, early, until)?;
        let window = (MINUTE / series.step.max(1)).max(1) as usize;
        for at in 0..series.points.len() {
            let time = series.first + at as Nanos * series.step;
            if time < since {
                continue;
            }
            let held = within(bound, &series.points[(at + 1).saturating_sub(window)..=at]);
            match times.binary_search(&time) {
                Ok(place) => holds[place] &= held,
                Err(place) => {
                    times.insert(place, time);
                    holds.insert(place, held);
                }
            }
        }
    }
    (!times.is_empty()).then_some((times, holds))
}

fn series(world: &World, bound: &Bound, since: Nanos, until: Nanos) -> Option<Series> {
    let probe = Probe::Series { subject: bound.subject.clone(), metric: bound.metric, since, until };
    match world.probe(&probe) {
        Signals::Series(series) => series.into_iter().next(),
        _ => None,
    }
}

/// What nobody saw is not known to be well.
fn within(bound: &Bound, points: &[Option<f64>]) -> bool {
    mean(points).is_some_and(|value| if bound.above { value >= bound.limit } else { value <= bound.limit })
}

/// Mean of what was seen; `None` if nothing was.
pub(super) fn mean(points: &[Option<f64>]) -> Option<f64> {
    let seen: Vec<f64> = points.iter().flatten().copied().collect();
    (!seen.is_empty()).then(|| seen.iter().sum::<f64>() / seen.len() as f64)
}
