//! The pen of the narrator: writes numbers, names and times, and keeps each as a fact while it writes, so that
//! no block can hold a number that is in no fact. Knows how tables are cut; not what is worth telling.

use world::signal::{Metric, Reading};
use world::time::Nanos;

use super::fact::{Fact, Value};
use super::figures::{self, MISSING};
use super::unlike::unlike;
use super::{Told, View};
use crate::block::{Block, Body, Cell, Column, Tone};
use crate::clock;
use crate::words::say;

/// Rows of one table, the line that counts the rest included [count]. No look has more that tells anything, and a pipe
/// has no second page: what stands in no row cannot be had.
pub const ROWS: usize = 60;

/// Which end of a list is kept when it is too long.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Keep {
    /// The rows are ordered by how much they matter.
    First,
    /// The rows are ordered by time.
    Last,
}

/// Writes blocks and the facts that they hold.
pub(super) struct Teller {
    pub view: View,
    told: Told,
}

impl Teller {
    pub fn new(view: View) -> Teller {
        Teller { view, told: Told::default() }
    }

    pub fn told(self) -> Told {
        self.told
    }

    /// A message of `narrate.ftl` or another file, in the viewer's language.
    pub fn say(&self, key: &str, args: &[(&str, &str)]) -> String {
        say(self.view.lang, key, args)
    }

    fn keep(&mut self, id: &str, value: Value, unit: &str) {
        self.told.facts.push(Fact { id: id.into(), value, unit: unit.into(), at: self.view.now });
    }

    /// A count, with separators.
    pub fn count(&mut self, id: &str, n: u64) -> String {
        self.keep(id, Value::Count(n), "");
        figures::count(n)
    }

    /// A measured value with its unit.
    pub fn measure(&mut self, id: &str, value: f64, unit: &str) -> String {
        self.keep(id, Value::Measure(value), unit);
        figures::with_unit(self.view.lang, value, unit)
    }

    /// A measured value as a whole number, without its unit: sizes that people know by heart.
    pub fn whole(&mut self, id: &str, value: f64, unit: &str) -> String {
        self.keep(id, Value::Measure(value), unit);
        figures::count(value.max(0.0).round() as u64)
    }

    /// A measured value that may be missing.
    pub fn maybe(&mut self, id: &str, value: Option<f64>, unit: &str) -> String {
        match value {
            Some(value) => self.measure(id, value, unit),
            None => MISSING.into(),
        }
    }

    /// A name, a version, a line as somebody else wrote it.
    pub fn word(&mut self, id: &str, text: &str) -> String {
        self.keep(id, Value::Word(text.into()), "");
        text.into()
    }

    /// `02:13`.
    pub fn minute(&mut self, id: &str, at: Nanos) -> String {
        self.word(id, &self.view.clock.minute(at))
    }

    /// `02:13:07`.
    pub fn second(&mut self, id: &str, at: Nanos) -> String {
        self.word(id, &self.view.clock.second(at))
    }

    /// A span in words.
    pub fn span(&mut self, id: &str, span: Nanos) -> String {
        self.word(id, &clock::span(self.view.lang, span))
    }

    /// How long ago something was.
    pub fn ago(&mut self, id: &str, at: Nanos) -> String {
        self.word(id, &clock::ago(self.view.lang, at, self.view.now))
    }

    /// A metric's name.
    pub fn metric(&self, metric: Metric) -> String {
        super::metric_name(self.view.lang, metric)
    }

    /// A reading as a cell: the value, and the normal one beside it where it differs.
    pub fn reading(&mut self, subject: &str, reading: &Reading) -> Cell {
        let id = format!("{subject}.{}", reading.metric.name());
        let unit = reading.metric.unit();
        let tone = unlike(reading).tone;
        let now = self.maybe(&format!("{id}.now"), reading.now, unit);
        match (reading.now, reading.normal) {
            (None, _) => Cell { text: now, tone: Tone::Dim },
            (_, Some(normal)) if tone != Tone::Plain => {
                let normal = self.measure(&format!("{id}.normal"), normal, unit);
                Cell { text: format!("{now} ({normal})"), tone }
            }
            _ => Cell { text: now, tone },
        }
    }

    /// A reading in a sentence: `エラー率 34.2%（通常 0.1%）`.
    pub fn reading_in_words(&mut self, subject: &str, reading: &Reading) -> String {
        let id = format!("{subject}.{}", reading.metric.name());
        let unit = reading.metric.unit();
        let now = self.maybe(&format!("{id}.now"), reading.now, unit);
        let metric = self.metric(reading.metric);
        match reading.normal {
            Some(normal) => {
                let normal = self.measure(&format!("{id}.normal"), normal, unit);
                self.say("narrate-reading", &[("metric", &metric), ("now", &now), ("normal", &normal)])
            }
            None => self.say("narrate-reading-alone", &[("metric", &metric), ("now", &now)]),
        }
    }

    pub fn push(&mut self, body: Body) {
        self.told.blocks.push(Block { at: self.view.now, body });
    }

    /// The game master's own voice.
    pub fn narrate(&mut self, text: String) {
        self.push(Body::Narration(text));
    }

    /// The same, of a message without variables.
    pub fn note(&mut self, key: &str) {
        let text = self.say(key, &[]);
        self.narrate(text);
    }

    /// A table of [`ROWS`] rows at most; the row in place of those cut off counts them.
    pub fn table(&mut self, title: String, columns: Vec<Column>, mut rows: Vec<Vec<Cell>>, keep: Keep) {
        if rows.is_empty() {
            return;
        }
        if rows.len() > ROWS {
            let cut = rows.len() - (ROWS - 1);
            let n = self.count("rows.cut", cut as u64);
            let key = if keep == Keep::First { "narrate-rest" } else { "narrate-earlier" };
            let mut rest = vec![dim(self.say(key, &[("n", &n)]))];
            rest.resize(columns.len().max(1), dim(String::new()));
            match keep {
                Keep::First => {
                    rows.truncate(ROWS - 1);
                    rows.push(rest);
                }
                Keep::Last => {
                    rows.drain(..cut);
                    rows.insert(0, rest);
                }
            }
        }
        self.push(Body::Table { title, columns, rows });
    }

    /// Columns by the keys of their headings; a key after `>` stands to the right.
    pub fn columns(&self, keys: &[&str]) -> Vec<Column> {
        let column = |key: &&str| {
            let (right, key) = key.strip_prefix('>').map_or((false, *key), |key| (true, key));
            Column { name: self.say(key, &[]), right }
        };
        keys.iter().map(column).collect()
    }
}

/// A cell as usual.
pub(super) fn plain(text: String) -> Cell {
    Cell { text, tone: Tone::Plain }
}

/// A cell beside the point.
pub(super) fn dim(text: String) -> Cell {
    Cell { text, tone: Tone::Dim }
}

/// A cell with this tone.
pub(super) fn toned(text: String, tone: Tone) -> Cell {
    Cell { text, tone }
}
