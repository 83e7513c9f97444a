//! The list of plays on the command line. Knows columns; the desk knows the plays.

use drill::narrate::plain::{GAP, padded, wrap};
use drill::words::{Lang, say};
use serde_json::json;
use unicode_width::UnicodeWidthStr;

use crate::clock::written;
use crate::desk::history::Past;
use crate::faces::cli::out::Out;
use crate::failure::Failure;

/// Before what belongs to the play above it.
const INDENT: &str = "    ";
/// Headings in order, and whether numbers stand below.
const COLUMNS: [(&str, bool); 5] = [
    ("history-when", false),
    ("history-scenario", false),
    ("history-seed", true),
    ("history-state", false),
    ("history-said", true),
];

/// Shows plays, newest first, each with what came of it and where its debrief lies.
pub fn show(past: &[Past], broken: &[Failure], lang: Lang, out: &mut Out) -> Result<(), Failure> {
    if past.is_empty() {
        out.line(&say(lang, "history-empty", &[]))?;
    } else {
        table(past, lang, out)?;
    }
    for failure in broken {
        out.line(&failure.said(lang))?;
    }
    if past.iter().any(|play| !play.ended) {
        out.line(&say(lang, "history-resume", &[]))?;
    }
    Ok(())
}

fn table(past: &[Past], lang: Lang, out: &mut Out) -> Result<(), Failure> {
    let headings = COLUMNS.map(|(key, _)| say(lang, key, &[]));
    let rows: Vec<[String; COLUMNS.len()]> = past.iter().map(|play| row(play, lang)).collect();
    let width = |column: usize| {
        let cells = rows.iter().chain([&headings]).map(|row| row[column].width());
        cells.max().unwrap_or_default()
    };
    let widths: Vec<usize> = (0..COLUMNS.len()).map(width).collect();
    let line = |row: &[String; COLUMNS.len()]| {
        let cells = row.iter().zip(&widths).zip(COLUMNS);
        let cells: Vec<String> =
            cells.map(|((text, width), (_, right))| padded(text, *width, right)).collect();
        cells.join(&" ".repeat(GAP)).trim_end().to_string()
    };
    out.line(&line(&headings))?;
    for (play, row) in past.iter().zip(&rows) {
        out.line(&line(row))?;
        if !play.grades.is_empty() {
            let grade = |(name, score): &(String, i32)| {
                format!("{} {score}", say(lang, &format!("debrief-skill-{name}"), &[]))
            };
            let comma = say(lang, "narrate-comma", &[]);
            let grades = play.grades.iter().map(grade).collect::<Vec<_>>().join(&comma);
            let grades = say(lang, "history-grades", &[("grades", &grades)]);
            out.line(&wrap(&format!("{INDENT}{grades}"), Out::width(), INDENT).join("\n"))?;
        }
        if let Some(path) = &play.debrief {
            let path = path.display().to_string();
            out.line(&format!("{INDENT}{}", say(lang, "history-debrief", &[("path", &path)])))?;
        }
    }
    Ok(())
}

fn row(play: &Past, lang: Lang) -> [String; COLUMNS.len()] {
    let state = match (play.ended, play.left) {
        (_, true) => "history-left",
        (true, false) => "history-ended",
        (false, false) => "history-open",
    };
    let (started, state) = (written(play.started), say(lang, state, &[]));
    [started, play.scenario.clone(), play.seed.to_string(), state, play.turns.to_string()]
}

/// The same for programs: an array of objects.
pub fn json(past: &[Past], out: &mut Out) -> Result<(), Failure> {
    let rows: Vec<_> = past
        .iter()
        .map(|play| {
            let grades: serde_json::Map<String, serde_json::Value> =
                play.grades.iter().map(|(name, score)| (name.clone(), json!(score))).collect();
            json!({
                "started": play.started.to_string(), "scenario": play.scenario, "seed": play.seed,
                "grades": grades, "weakest": play.weakest, "turns": play.turns, "ended": play.ended, "left": play.left,
                "debrief": play.debrief, "record": play.record,
            })
        })
        .collect();
    out.line(&format!("{:#}", serde_json::Value::Array(rows)))
}
