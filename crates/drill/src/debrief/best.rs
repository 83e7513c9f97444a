//! The best plan known: of the scenario's ways out and of what a search found, lived under the play's own luck, the one that
//! costs users least. It knows
//! the answer, which nobody in the room did, and so is a mark to measure by, never a reproach.

use world::World;
use world::time::MINUTE;

use super::facts::{Best, Burn};
use super::{Played, burn};

/// A plan must cost this much less than the play to be called better: below it is chance [share].
const BETTER: f64 = 0.01;

/// `None` where nothing known is better than what was played, or nothing was wrong.
pub(super) fn of(played: &Played, burn: &Burn) -> Option<Best> {
    if played.scenario.cause.nothing {
        return None;
    }
    let cost = |world: &World| burn::counts(world, played.first_fault, played.judged).cost;
    let least = played.branches.known.iter().map(cost).min_by(f64::total_cmp)?;
    // Of equals the first: what the scenario's author would do comes before what a search came upon.
    let equal = |world: &World| cost(world) <= least * (1.0 + BETTER);
    let mut known = played.known.iter().zip(&played.branches.known).enumerate();
    let (n, (plan, world)) = known.find(|(_, (_, world))| equal(world))?;
    if cost(world) >= burn.team.cost - BETTER * burn.at_stake {
        return None;
    }
    let first = played.opened as i64 + burn.first_minute * MINUTE as i64;
    let minute = |n: usize| first as u64 + n as u64 * MINUTE;
    let bad = |n: usize| burn::counts(world, minute(n), minute(n + 1)).bad();
    Some(Best {
        text: played.scenario.ways_out.get(n).map(|way| played.text(&way.text)),
        orders: plan.orders().iter().map(|given| (played.stamp(given.at), given.order.to_string())).collect(),
        counts: burn::counts(world, played.first_fault, played.judged),
        per_minute: (0..burn.team_per_minute.len()).map(bad).collect(),
    })
}
