//! A debrief laid out in one language: sections of parts, each written but not yet drawn. Markdown and
//! HTML are both made from it, so that no number can differ between them. Knows what a part is, and not
//! what stands in it.

use super::figure;

/// A whole debrief, written.
pub(super) struct Page {
    pub(super) title: String,
    pub(super) kicker: String,
    /// How it ended, in a sentence.
    pub(super) lead: String,
    /// Small facts: name and value.
    pub(super) meta: Vec<(String, String)>,
    pub(super) sections: Vec<Section>,
    pub(super) colophon: String,
}

pub(super) struct Section {
    /// For links and styles: `skills`.
    pub(super) id: &'static str,
    pub(super) title: String,
    pub(super) parts: Vec<Part>,
}

/// How something looks; only what burned is red.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Tone {
    Plain,
    Good,
    Burned,
    Dim,
    /// A name or a line that a machine reads.
    Code,
    /// A time.
    Clock,
}

impl Tone {
    pub(super) fn class(self) -> &'static str {
        match self {
            Tone::Plain => "plain",
            Tone::Good => "good",
            Tone::Burned => "burned",
            Tone::Dim => "dim",
            Tone::Code => "code",
            Tone::Clock => "clock",
        }
    }
}

/// A cell of a table.
pub(super) struct Cell {
    pub(super) text: String,
    pub(super) tone: Tone,
}

impl Cell {
    pub(super) fn text(text: impl Into<String>) -> Cell {
        Cell { text: text.into(), tone: Tone::Plain }
    }

    pub(super) fn tone(mut self, tone: Tone) -> Cell {
        self.tone = tone;
        self
    }
}

/// One large number.
pub(super) struct Figure {
    pub(super) name: String,
    pub(super) value: String,
    pub(super) note: String,
    pub(super) tone: Tone,
}

/// One step of the course.
pub(super) struct Step {
    pub(super) name: String,
    /// Since the opening, and the clock; `None`: it never happened.
    pub(super) when: Option<(String, String)>,
    pub(super) note: String,
}

/// A dimension with its grade.
pub(super) struct Graded {
    pub(super) name: String,
    /// What it is about.
    pub(super) about: String,
    pub(super) score: Option<i32>,
    /// Why, as one paragraph.
    pub(super) because: String,
}

/// An order with what it did.
pub(super) struct OrderCard {
    pub(super) order: String,
    pub(super) when: String,
    pub(super) verdict: String,
    pub(super) tone: Tone,
    /// Name, before, after.
    pub(super) readings: Vec<(String, String, String)>,
    pub(super) notes: Vec<String>,
    pub(super) chart: Option<figure::Around>,
}

/// One line of the timeline.
pub(super) struct Line {
    pub(super) clock: String,
    pub(super) kind: &'static str,
    pub(super) text: String,
}

pub(super) enum Part {
    Text(String),
    /// Beside the point.
    Note(String),
    Subtitle(String),
    /// `class` chooses the mark before each.
    List {
        texts: Vec<String>,
        class: &'static str,
    },
    Figures(Vec<Figure>),
    Course(Vec<Step>),
    Burn(Box<figure::Burning>),
    Grades(Vec<Graded>),
    Orders(Vec<OrderCard>),
    Table {
        columns: Vec<String>,
        rows: Vec<Vec<Cell>>,
    },
    Timeline(Vec<Line>),
    /// Addresses of pages elsewhere.
    Links(Vec<String>),
}
