//! What stands in a play file: a header, the turns as they were taken, and what came of it. One JSON object a
//! line. New fields must default, so that plays of older programs still read.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// Number of this form; a later program that reads differently raises it.
pub const FORM: u32 = 1;

/// One line.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Line {
    /// The first line.
    Play(Header),
    /// The player said this.
    Said(String),
    /// What they said last and no rule could place was taken for this line, and asked back.
    Meant(String),
    /// The n-th block, from 0, was shown in these words instead of its own.
    Told(usize, String),
    /// The drill's clock ran by itself for this long, simulated [ns].
    Passed(u64),
    /// The night's best plan that a search has found, once it has come to its end: orders with their times, simulated
    /// [ns]. Nothing of what came of the play follows from it until it is proved.
    Searched(Vec<(u64, String)>),
    /// What came of a play that ended; once more when it has been proved. The last one counts.
    Ended(Summary),
}

/// What a play was opened with.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Header {
    /// See [`FORM`].
    pub form: u32,
    /// Scenario's id.
    pub scenario: String,
    /// File that it was read from, where it is not one of the program's own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub file: Option<String>,
    /// Fingerprint of the scenario's text: another text would give the same turns another course.
    pub fingerprint: String,
    /// Seed.
    pub seed: u64,
    /// `ja` or `en`.
    pub lang: String,
    /// What people call the player.
    pub player: String,
    /// `turn`, `real` or `x10`.
    pub clock: String,
    /// The skill that the last debrief advised to practise; it shapes the night.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub focus: Option<String>,
    /// When it began, on the wall.
    pub started: Timestamp,
    /// Version of the program that played it.
    pub version: String,
}

/// What came of a play.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Summary {
    /// Grades by dimension, in the debrief's order; those that the play could not show are missing [points].
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub grades: Vec<(String, i32)>,
    /// The skill to practise next.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub weakest: Option<String>,
    /// How hard the next drill should be, 1 to 5.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next_difficulty: Option<u8>,
    /// It was left at once, and so does not count as played.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub left: bool,
    /// When it ended, on the wall.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ended: Option<Timestamp>,
    /// In older plays what [`Line::Searched`] is now.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub best: Option<Vec<(u64, String)>>,
}
