//! What a drill and a day may cost, in tokens. What a provider does not count is estimated, rather too high.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// What was spent, and what may be.
#[derive(Debug)]
pub(super) struct Budget {
    per_drill: u64,
    per_day: u64,
    /// Where the day's sum is kept, so that a new start is no new day.
    file: Option<PathBuf>,
    spent: Mutex<Spent>,
}

#[derive(Debug, Default)]
struct Spent {
    drills: BTreeMap<String, u64>,
    day: Day,
}

#[derive(Debug, Default, Serialize, Deserialize)]
struct Day {
    date: Option<Date>,
    tokens: u64,
}

/// Which budget is used up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Over {
    Drill,
    Day,
}

impl Budget {
    pub(super) fn new(per_drill: u64, per_day: u64, file: Option<PathBuf>) -> Budget {
        let kept = file.as_ref().and_then(|file| std::fs::read_to_string(file).ok());
        let day = kept.and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default();
        Budget { per_drill, per_day, file, spent: Mutex::new(Spent { drills: BTreeMap::new(), day }) }
    }

    /// Whether there is something left for this drill today.
    pub(super) fn left(&self, drill: &str, today: Date) -> Result<(), Over> {
        let spent = self.spent.lock().unwrap_or_else(PoisonError::into_inner);
        if spent.drills.get(drill).copied().unwrap_or(0) >= self.per_drill {
            return Err(Over::Drill);
        }
        if spent.day.date == Some(today) && spent.day.tokens >= self.per_day {
            Err(Over::Day)
        } else {
            Ok(())
        }
    }

    /// So many tokens were read and written.
    pub(super) fn spend(&self, drill: &str, tokens: u64, today: Date) {
        let mut spent = self.spent.lock().unwrap_or_else(PoisonError::into_inner);
        *spent.drills.entry(drill.into()).or_default() += tokens;
        // What began before midnight is no new day.
        if spent.day.date.is_none_or(|date| date < today) {
            spent.day = Day { date: Some(today), tokens: 0 };
        }
        spent.day.tokens += tokens;
        // A sum that cannot be kept is counted while the program runs.
        if let Some(file) = &self.file {
            let _ = std::fs::write(file, serde_json::to_string(&spent.day).unwrap_or_default());
        }
    }
}

/// Tokens of a text, rather too many [count]: a letter of Japanese is about one, four of English are.
pub(super) fn estimate(text: &str) -> u64 {
    text.chars().map(|c| if c.is_ascii() { 1 } else { 4 }).sum::<u64>() / 3 + 1
}
