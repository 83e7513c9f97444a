//! Which drill comes next when the player names none: what was never played goes first, then what was played
//! longest ago. Knows plays kept and the seed; holds no opinion on how well they went.

use crate::desk::catalog::Script;
use crate::failure::Failure;
use crate::store::play_file::Kept;

/// Chooses among `all`, given what was played, oldest first.
pub fn choose<'a>(all: &'a [Script], played: &[Kept], seed: u64) -> Result<&'a Script, Failure> {
    // The last play of each scenario, as its place in time; never played is before everything.
    let last = |script: &Script| {
        played.iter().rposition(|kept| kept.header.scenario == script.scenario.id).map_or(0, |at| at + 1)
    };
    let oldest = all.iter().map(last).min().ok_or(Failure::NoScenarios)?;
    let fresh: Vec<&Script> = all.iter().filter(|script| last(script) == oldest).collect();
    // A first-timer is not thrown into the hardest night.
    let easiest = fresh.iter().map(|script| script.scenario.difficulty).min().unwrap_or_default();
    let fit: Vec<&Script> =
        fresh.into_iter().filter(|script| script.scenario.difficulty <= easiest.saturating_add(1)).collect();
    let at = usize::try_from(seed).unwrap_or_default() % fit.len().max(1);
    fit.get(at).copied().ok_or(Failure::NoScenarios)
}
