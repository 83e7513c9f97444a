//! What the game master shows in a team's drill, as rows of the flow: words, tables, charts, log lines, and questions that can
//! be answered with one tap by whoever was asked. What stands in the room's log anyway is not said twice.

use askama::Template;
use drill::block::{Body, Cell, Column, LogEntry, Tone};
use drill::clock::Clock;
use drill::words::room::Reader;
use room::Actor;

use super::chart::{self, Size};
use super::page::Words;
use crate::desk::table::Shown;

#[derive(Template)]
#[template(path = "shown.html")]
struct Row<'a> {
    w: &'a Words,
    room: &'a str,
    n: usize,
    after: u64,
    time: String,
    to: Option<String>,
    mine: bool,
    part: Part<'a>,
}

/// How a block looks.
enum Part<'a> {
    Words { text: &'a str, scene: bool },
    Table { title: &'a str, columns: &'a [Column], rows: Vec<Vec<(&'a str, String)>> },
    Chart { title: &'a str, svg: String },
    Log { title: &'a str, lines: &'a [LogEntry] },
    Choices { question: &'a str, options: &'a [String] },
    Confirm { question: &'a str },
    Page { title: &'a str, text: &'a str },
}

/// A row's texts, each with how it looks.
fn look<'a>(columns: &[Column], cells: &'a [Cell]) -> Vec<(&'a str, String)> {
    let right = |n: usize| if columns.get(n).is_some_and(|column| column.right) { " right" } else { "" };
    cells
        .iter()
        .enumerate()
        .map(|(n, cell)| (&*cell.text, format!("{}{}", tone(cell.tone), right(n))))
        .collect()
}

/// How something looks.
pub fn tone(tone: Tone) -> &'static str {
    match tone {
        Tone::Plain => "",
        Tone::Dim => "dim",
        Tone::Warm => "warm",
        Tone::Hot => "late",
    }
}

/// As HTML; `None` for what the log says by itself.
pub fn html(w: &Words, room: &str, me: &Actor, clock: Clock, shown: &Shown) -> Option<String> {
    let block = shown.block(w.lang);
    if shown.is_in_the_log() {
        return None;
    }
    let part = match &block.body {
        Body::Speech { text, .. } | Body::Pager { text, .. } | Body::Echo(text) => {
            Part::Words { text, scene: false }
        }
        Body::Scene(text) => Part::Words { text, scene: true },
        Body::Narration(text) => Part::Words { text, scene: false },
        Body::Table { title, columns, rows } => {
            Part::Table { title, columns, rows: rows.iter().map(|cells| look(columns, cells)).collect() }
        }
        Body::Chart(chart) => Part::Chart { title: &chart.title, svg: chart::svg(chart, Size::Large, clock) },
        Body::Log { title, lines } => Part::Log { title, lines },
        Body::Choices { question, options } => Part::Choices { question, options },
        Body::Confirm { question } => Part::Confirm { question },
        Body::Page { title, text } => Part::Page { title, text },
    };
    let row = Row {
        w,
        room,
        n: shown.n,
        after: shown.after.0,
        time: clock.minute(block.at),
        to: shown.to.as_ref().map(|who| w.name(who)),
        mine: shown.to.as_ref() == Some(me),
        part,
    };
    row.render().ok()
}
