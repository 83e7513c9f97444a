//! Which drill comes next when the player names none. Knows what was played and when; the debrief's advice knows what
//! it means (`drill::debrief::pick_next`).

use drill::debrief::{Debrief, Offered, PlayedBefore, pick_next};
use drill::scenario::Skill;
use jiff::Timestamp;

use crate::desk::catalog::Script;
use crate::desk::skill;
use crate::failure::Failure;
use crate::store::play_file::Kept;
use crate::store::plays::Plays;
use crate::store::record::Header;

/// Hours of a day, for the days since a play [h].
const DAY: f64 = 24.0;
/// Decides among equals in what is recommended.
const RECOMMENDED: u64 = 0;

/// Chooses among `all`, given the plays that came to a debrief, oldest first.
pub fn choose<'a>(
    all: &'a [Script],
    kept: &[Kept],
    now: Timestamp,
    seed: u64,
) -> Result<&'a Script, Failure> {
    let shelf: Vec<_> = all.iter().map(offered).collect();
    let chosen = pick_next(&shelf, &history(kept, now), seed).ok_or(Failure::NoScenarios)?;
    all.iter().find(|script| script.scenario.id == chosen).ok_or(Failure::NoScenarios)
}

fn offered(script: &Script) -> Offered {
    Offered {
        id: script.scenario.id.clone(),
        trains: script.scenario.trains.clone(),
        difficulty: script.scenario.difficulty,
        minutes: script.scenario.minutes,
    }
}

/// Which drill the list and a debrief recommend, and why. Equals are decided by one seed, so that both name the same.
#[derive(Clone, Debug)]
pub struct Next {
    /// Its id.
    pub id: String,
    /// What speaks for it.
    pub why: Why,
}

/// What speaks for a drill.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// Nothing was played yet: it is short and easy.
    First,
    /// It trains what the last debrief found weakest: the skill's name in files.
    Trains(&'static str),
    /// It is as hard as the last debrief advised, or as near to that as there is.
    Level,
}

/// The drill to take next after these plays, oldest first.
pub fn next(all: &[Script], kept: &[Kept], now: Timestamp) -> Option<Next> {
    let script = choose(all, kept, now, RECOMMENDED).ok()?;
    let weakest = focus(kept).filter(|skill| script.scenario.trains.contains(skill));
    let why = match weakest {
        _ if !kept.iter().any(|kept| kept.summary.is_some()) => Why::First,
        Some(skill) => skill::name(skill).map_or(Why::Level, Why::Trains),
        None => Why::Level,
    };
    Some(Next { id: script.scenario.id.clone(), why })
}

/// Names, in a debrief, the drill to take after it: what was kept before this play, and the play itself, decide.
pub fn advise(debrief: &mut Debrief, header: &Header, plays: &Plays) {
    let all = super::catalog::own();
    let kept = plays.find().unwrap_or_default().plays;
    let earlier: Vec<Kept> = kept.into_iter().filter(|kept| kept.header.started < header.started).collect();
    let mut before = history(&earlier, header.started);
    before.push(PlayedBefore {
        scenario: header.scenario.clone(),
        days_ago: 0.0,
        weakest: debrief.advice.weakest,
        next_difficulty: debrief.advice.next_difficulty,
    });
    let shelf: Vec<_> = all.iter().map(offered).collect();
    let chosen = pick_next(&shelf, &before, RECOMMENDED).and_then(|id| shelf.iter().find(|one| one.id == id));
    if let Some(drill) = chosen {
        debrief.advice.name(drill);
    }
}

/// The drill to take after a team's: what its debrief advises, and what was played on this server before, oldest first, by scenario
/// and hours ago.
pub fn after(debrief: &Debrief, scenario: &str, earlier: &[(String, i64)]) -> Option<&'static Script> {
    let all = super::catalog::own();
    let played = |(scenario, hours): &(String, i64)| PlayedBefore {
        scenario: scenario.clone(),
        days_ago: *hours as f64 / DAY,
        weakest: None,
        next_difficulty: 1,
    };
    let mut history: Vec<PlayedBefore> = earlier.iter().map(played).collect();
    history.push(PlayedBefore {
        scenario: scenario.into(),
        days_ago: 0.0,
        weakest: debrief.advice.weakest,
        next_difficulty: debrief.advice.next_difficulty,
    });
    let shelf: Vec<_> = all.iter().map(offered).collect();
    let chosen = pick_next(&shelf, &history, RECOMMENDED)?;
    all.iter().find(|script| script.scenario.id == chosen)
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
