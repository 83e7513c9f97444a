//! What the game master puts before a player: blocks in order, already in the player's language, each
//! one thing to read or look at. Plain data; a face decides about colours and columns. Knows nothing
//! of terminals or pages.

use world::time::Nanos;

/// One thing said or shown, with the simulated time at which it was [ns since the world began].
#[derive(Clone, Debug, PartialEq)]
pub struct Block {
    /// When, simulated [ns since the world began].
    pub at: Nanos,
    /// What.
    pub body: Body,
}

/// What a block holds.
#[derive(Clone, Debug, PartialEq)]
pub enum Body {
    /// The scene: set once, at the start, and at the end.
    Scene(String),
    /// Somebody speaks. `who` is a name, `role` a word like 「CS」 or `support`.
    Speech { who: String, role: String, text: String },
    /// The pager: an alert begins or ends.
    Pager { firing: bool, text: String },
    /// The game master's own voice: short, factual.
    Narration(String),
    /// The player's utterance as understood: `rollback checkout`.
    Echo(String),
    /// A table; the first column is the row's name. Numbers are already written with units.
    Table { title: String, columns: Vec<Column>, rows: Vec<Vec<Cell>> },
    /// One or more series to draw.
    Chart(Chart),
    /// Log lines, already written.
    Log { title: String, lines: Vec<LogEntry> },
    /// Something to choose from, numbered from 1; the player answers with the number.
    Choices { question: String, options: Vec<String> },
    /// A question that wants yes or no.
    Confirm { question: String },
    /// A page of the wiki or runbook.
    Page { title: String, text: String },
}

/// A column of a table.
#[derive(Clone, Debug, PartialEq)]
pub struct Column {
    /// Heading.
    pub name: String,
    /// Numbers stand to the right.
    pub right: bool,
}

/// A cell of a table.
#[derive(Clone, Debug, PartialEq)]
pub struct Cell {
    /// What it says.
    pub text: String,
    /// How it looks.
    pub tone: Tone,
}

/// How something looks: only what burns is red.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tone {
    /// As usual.
    #[default]
    Plain,
    /// Beside the point.
    Dim,
    /// Unlike its normal value.
    Warm,
    /// Burns now.
    Hot,
}

/// A chart over simulated time.
#[derive(Clone, Debug, PartialEq)]
pub struct Chart {
    /// Heading, with the unit.
    pub title: String,
    /// Unit of the values: `ms`, `%`, `/s`, …
    pub unit: String,
    /// End of the first interval [ns].
    pub first: Nanos,
    /// Between points [ns].
    pub step: Nanos,
    /// Lines: name and values; `None` is a gap.
    pub lines: Vec<(String, Vec<Option<f64>>)>,
    /// Normal value, drawn as a thin line.
    pub normal: Option<f64>,
}

/// One line of a log.
#[derive(Clone, Debug, PartialEq)]
pub struct LogEntry {
    /// Written time, e.g. `02:13:07`.
    pub clock: String,
    /// `checkout-2`.
    pub host: String,
    /// `ERROR`, `WARN`, `INFO`.
    pub level: String,
    /// The line.
    pub text: String,
    /// How many more like it in the window [count].
    pub more: u64,
}

/// The live panels beside the conversation.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Panels {
    /// Written clock of the drill, e.g. `02:13`.
    pub clock: String,
    /// Since the first alert, e.g. `+12 分`.
    pub elapsed: String,
    /// Phase in words: 検知 / noticed …
    pub phase: String,
    /// All phases in order with whether each is reached: the arc.
    pub arc: Vec<(String, bool)>,
    /// Small charts, most telling first (goodput, error share, p95).
    pub charts: Vec<Chart>,
    /// Impact so far: name, written value, tone.
    pub impact: Vec<(String, String, Tone)>,
    /// Alerts that fire now, one line each.
    pub alerts: Vec<String>,
    /// Orders under way: name and, if known, written time left.
    pub under_way: Vec<(String, String)>,
    /// Written stakes or pressure, e.g. support's queue.
    pub pressure: Vec<(String, String, Tone)>,
}
