//! Which drill comes next when the player names none. Knows what was played and when; the debrief's advice knows what
//! it means (`drill::debrief::pick_next`).

use drill::debrief::{Offered, PlayedBefore, pick_next};
use drill::scenario::Skill;
use jiff::Timestamp;

use crate::desk::catalog::Script;
use crate::desk::skill;
use crate::failure::Failure;
use crate::store::play_file::Kept;

/// Hours of a day, for the days since a play [h].
const DAY: f64 = 24.0;

/// Chooses among `all`, given the plays that came to a debrief, oldest first.
pub fn choose<'a>(
    all: &'a [Script],
    kept: &[Kept],
    now: Timestamp,
    seed: u64,
) -> Result<&'a Script, Failure> {
    let offered = |script: &Script| Offered {
        id: script.scenario.id.clone(),
        trains: script.scenario.trains.clone(),
        difficulty: script.scenario.difficulty,
        minutes: script.scenario.minutes,
    };
    let shelf: Vec<_> = all.iter().map(offered).collect();
    let chosen = pick_next(&shelf, &history(kept, now), seed).ok_or(Failure::NoScenarios)?;
    all.iter().find(|script| script.scenario.id == chosen).ok_or(Failure::NoScenarios)
}

/// What the last debrief advised to practise.
pub fn focus(kept: &[Kept]) -> Option<Skill> {
    let last = kept.iter().rev().find_map(Kept::played)?;
    last.weakest.as_deref().and_then(skill::from_name)
}

fn history(kept: &[Kept], now: Timestamp) -> Vec<PlayedBefore> {
    let ended = kept.iter().filter_map(|kept| Some((kept, kept.played()?)));
    let before = ended.map(|(kept, summary)| PlayedBefore {
        scenario: kept.header.scenario.clone(),
        days_ago: now.duration_since(kept.header.started).as_hours() as f64 / DAY,
        weakest: summary.weakest.as_deref().and_then(skill::from_name),
        next_difficulty: summary.next_difficulty.unwrap_or(1),
    });
    before.collect()
}
