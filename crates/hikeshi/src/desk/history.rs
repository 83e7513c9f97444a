//! Looking back: every play that is kept, and how it stands. Knows what a play file says, not how it is shown.

use std::path::PathBuf;

use jiff::Timestamp;

use crate::failure::Failure;
use crate::store::plays::Plays;
use crate::store::record::Line;

/// One play as a row.
#[derive(Clone, Debug, PartialEq)]
pub struct Past {
    /// When it began.
    pub started: Timestamp,
    /// Scenario's id.
    pub scenario: String,
    /// Seed.
    pub seed: u64,
    /// Grades by dimension [points].
    pub grades: Vec<(String, i32)>,
    /// The skill to practise next.
    pub weakest: Option<String>,
    /// Turns said.
    pub turns: usize,
    /// It came to its debrief.
    pub ended: bool,
    /// It was left at once, and does not count as played.
    pub left: bool,
    /// The debrief to read, where it still lies beside the play.
    pub debrief: Option<PathBuf>,
    /// The play itself.
    pub record: PathBuf,
}

/// All plays, newest first, and what is wrong with files that are none.
pub fn history(plays: &Plays) -> Result<(Vec<Past>, Vec<Failure>), Failure> {
    let found = plays.find()?;
    let past = found.plays.iter().rev().map(|kept| Past {
        started: kept.header.started,
        scenario: kept.header.scenario.clone(),
        seed: kept.header.seed,
        grades: kept.summary.as_ref().map(|summary| summary.grades.clone()).unwrap_or_default(),
        weakest: kept.summary.as_ref().and_then(|summary| summary.weakest.clone()),
        turns: kept.turns.iter().filter(|turn| matches!(turn, Line::Said(_))).count(),
        ended: kept.summary.is_some(),
        left: kept.summary.is_some() && kept.played().is_none(),
        debrief: Some(kept.path.with_extension("md")).filter(|path| path.is_file()),
        record: kept.path.clone(),
    });
    Ok((past.collect(), found.broken))
}
