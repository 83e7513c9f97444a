//! Looking back: every play that is kept, and how it stands. Knows what a play file says, not how it is shown.

use jiff::Timestamp;

use crate::failure::Failure;
use crate::store::plays::Plays;

/// One play as a row.
#[derive(Clone, Debug, PartialEq)]
pub struct Past {
    /// When it began.
    pub started: Timestamp,
    /// Scenario's id.
    pub scenario: String,
    /// Seed.
    pub seed: u64,
    /// Points, where there are any.
    pub score: Option<f64>,
    /// Turns said.
    pub turns: usize,
    /// It came to its debrief.
    pub ended: bool,
}

/// All plays, newest first, and what is wrong with files that are none.
pub fn history(plays: &Plays) -> Result<(Vec<Past>, Vec<Failure>), Failure> {
    let found = plays.find()?;
    let past = found.plays.iter().rev().map(|kept| Past {
        started: kept.header.started,
        scenario: kept.header.scenario.clone(),
        seed: kept.header.seed,
        score: kept.summary.as_ref().and_then(|summary| summary.score),
        turns: kept.turns.iter().filter(|turn| matches!(turn, crate::store::record::Line::Said(_))).count(),
        ended: kept.summary.is_some(),
    });
    Ok((past.collect(), found.broken))
}
