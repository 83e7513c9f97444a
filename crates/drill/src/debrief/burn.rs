//! The damage: what users had with the player, beside the same time in which nobody acted, both to the
//! end of the night: who heals at once and leaves is not worse off than who stays, and what was only put
//! off comes back. From the worlds' own exact counts.

use world::World;
use world::probe::Probe;
use world::signal::{Impact, Signals};
use world::time::{MINUTE, Nanos, SECOND};

use super::Played;
use super::facts::{Burn, Counts};

/// Minutes shown before the first fault, so that the eye has a calm to compare with [count].
const CALM: u64 = 2;
/// Minutes in a series at most: a day, far beyond any drill [count].
const MOST_MINUTES: u64 = 1_440;
/// Users of a journey are hit when this many more of them than usual fail or wait [%] …
const HIT_POINTS: f64 = 2.0;
/// … and at least this many within a minute [count].
const HIT_COUNT: u64 = 5;
/// Between looks for the first of them [ns].
const LOOK: Nanos = 10 * SECOND;

pub(super) fn of(played: &Played) -> Burn {
    let team = counts(played.team(), played.first_fault, played.judged);
    let nobody = counts(played.nobody(), played.first_fault, played.judged);
    let spared = nobody.bad() as i64 - team.bad() as i64;
    // Whole minutes from the opening, so that marks and bars share one ruler.
    let before = played.opened.saturating_sub(played.first_fault).div_ceil(MINUTE) + CALM;
    let before = before.min(played.opened / MINUTE);
    let first = played.opened - before * MINUTE;
    // Whole minutes only: a part of one would look like relief.
    let whole = (played.judged.saturating_sub(first) / MINUTE).min(MOST_MINUTES);
    let per_minute = |world: &World| -> Vec<u64> {
        (0..whole).map(|n| first + n * MINUTE).map(|at| counts(world, at, at + MINUTE).bad()).collect()
    };
    Burn {
        judged_s: played.judged.saturating_sub(played.opened) / SECOND,
        at_stake: counts(played.nobody(), played.opened, played.judged).cost,
        spared,
        spared_percent: (nobody.bad() > 0).then(|| spared as f64 / nobody.bad() as f64 * 100.0),
        first_minute: -(before as i64),
        team_per_minute: per_minute(played.team()),
        nobody_per_minute: per_minute(played.nobody()),
        team,
        nobody,
    }
}

/// How long users of any journey had been hit when the scene opened [ns]; nothing if they were not.
pub(super) fn unseen(played: &Played) -> Nanos {
    let usual = by_journey(played.team(), 0, played.first_fault);
    let hit = |at: &Nanos| {
        let minute = by_journey(played.team(), *at, (at + MINUTE).min(played.opened));
        let at_once = by_journey(played.team(), *at, at + LOOK);
        let all = usual.iter().zip(minute.iter().zip(&at_once)).skip(1);
        all.map(|((_, usual), ((_, minute), (_, at_once)))| (usual.bad_share(), minute, at_once)).any(
            |(usual, minute, at_once)| {
                let more = |now: &Counts| now.bad_share().unwrap_or(0.0) - usual.unwrap_or(0.0) >= HIT_POINTS;
                more(minute) && more(at_once) && minute.bad() >= HIT_COUNT
            },
        )
    };
    let looks = (0..MOST_MINUTES * 6).map(|n| played.first_fault + n * LOOK);
    let first = looks.take_while(|at| *at < played.opened).find(hit);
    first.map_or(0, |at| played.opened - at)
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
