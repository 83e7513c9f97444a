//! The damage: what users had with the player, beside the same time in which nobody acted. Both from
//! the worlds' own exact counts.

use world::World;
use world::probe::Probe;
use world::signal::{Impact, Signals};
use world::time::{MINUTE, Nanos};

use super::Played;
use super::facts::{Burn, Counts};

/// Minutes shown before the first fault, so that the eye has a calm to compare with [count].
const CALM: u64 = 2;
/// Minutes in a series at most: a day, far beyond any drill [count].
const MOST_MINUTES: usize = 1_440;

pub(super) fn of(played: &Played) -> Burn {
    let team = counts(played.team, played.first_fault, played.ended);
    let nobody = counts(played.nobody, played.first_fault, played.ended);
    let spared = nobody.bad() as i64 - team.bad() as i64;
    // Whole minutes from the opening, so that marks and bars share one ruler.
    let before = played.opened.saturating_sub(played.first_fault).div_ceil(MINUTE) + CALM;
    let before = before.min(played.opened / MINUTE);
    let first = played.opened - before * MINUTE;
    let minutes: Vec<Nanos> =
        (0..).map(|n| first + n * MINUTE).take_while(|at| *at < played.ended).take(MOST_MINUTES).collect();
    let per_minute = |world: &World| -> Vec<u64> {
        minutes.iter().map(|at| counts(world, *at, (at + MINUTE).min(played.ended)).bad()).collect()
    };
    Burn {
        at_stake: counts(played.nobody, played.opened, played.ended).cost,
        spared,
        spared_percent: (nobody.bad() > 0).then(|| spared as f64 / nobody.bad() as f64 * 100.0),
        first_minute: -(before as i64),
        team_per_minute: per_minute(played.team),
        nobody_per_minute: per_minute(played.nobody),
        team,
        nobody,
    }
}

/// What users had in a window, all journeys together.
pub(super) fn counts(world: &World, since: Nanos, until: Nanos) -> Counts {
    by_journey(world, since, until).into_iter().next().map_or(Counts::default(), |(_, sum)| sum)
}

/// The same for one journey.
pub(super) fn of_journey(world: &World, journey: &str, since: Nanos, until: Nanos) -> Counts {
    let found = by_journey(world, since, until).into_iter().skip(1).find(|(name, _)| name == journey);
    found.map_or(Counts::default(), |(_, counts)| counts)
}

/// The sum first, then each journey with its name.
pub(super) fn by_journey(world: &World, since: Nanos, until: Nanos) -> Vec<(String, Counts)> {
    let Signals::Impact(journeys) = world.probe(&Probe::Impact { since, until }) else { return Vec::new() };
    let counts = |of: Impact| Counts {
        requests: of.requests,
        failed: of.failed,
        slow: of.slow,
        degraded: of.degraded,
        stale: of.stale,
        cost: of.cost,
    };
    journeys.into_iter().map(|of| (of.journey.clone(), counts(of))).collect()
}
