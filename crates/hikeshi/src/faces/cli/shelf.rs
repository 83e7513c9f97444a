//! What there is to play, on the command line. What is shown before a play never tells the cause: id, title, pitch,
//! minutes, how difficult it was measured to be, and whether one has played it. What may be told after it, the desk says.

use drill::narrate::plain::{GAP, padded};
use drill::scenario::{Class, Scenario, Text};
use drill::words::{Lang, say};
use serde_json::{Value, json};
use unicode_width::UnicodeWidthStr;

use crate::desk::catalog::Script;
use crate::desk::shelf::Shelved;
use crate::faces::cli::out::Out;
use crate::failure::Failure;

/// Difficulty at most.
const HARDEST: usize = 5;
/// A step of a difficulty that was measured, and of one that only the author says.
const MARKS: [&str; 2] = ["*", "o"];
/// Headings in order, and whether numbers stand below; the title is last, because its length is anybody's.
const COLUMNS: [(&str, bool); 5] = [
    ("list-difficulty", false),
    ("list-time", true),
    ("list-played", false),
    ("list-id", false),
    ("list-title", false),
];

fn of(text: &Text, lang: Lang) -> &str {
    match lang {
        Lang::Ja => &text.ja,
        Lang::En => &text.en,
    }
}

fn marks(script: &Script) -> String {
    let full = usize::from(script.scenario.difficulty).min(HARDEST);
    format!("{}{}", MARKS[usize::from(!script.measured)].repeat(full), "-".repeat(HARDEST - full))
}

fn class_said(shelved: &Shelved, lang: Lang) -> Option<String> {
    shelved.class.map(|class| say(lang, &format!("list-class-{}", class.name()), &[]))
}

fn minutes(scenario: &Scenario, lang: Lang) -> String {
    say(lang, "list-minutes", &[("n", &scenario.minutes.to_string())])
}

fn times(n: usize, lang: Lang) -> String {
    match n {
        0 => String::new(),
        n => say(lang, "list-times", &[("n", &n.to_string())]),
    }
}

/// All scenarios of the program.
pub fn list(all: &[Shelved], lang: Lang, out: &mut Out) -> Result<(), Failure> {
    let row = |shelved: &Shelved| {
        let scenario = &shelved.script.scenario;
        // One column: who has not played it knows neither.
        let known = [times(shelved.played, lang)].into_iter().chain(class_said(shelved, lang));
        [
            marks(&shelved.script),
            say(lang, "list-takes", &[("n", &scenario.minutes.to_string())]),
            known.collect::<Vec<_>>().join(" "),
            scenario.id.clone(),
            of(&scenario.title, lang).to_string(),
        ]
    };
    let headings = COLUMNS.map(|(key, _)| say(lang, key, &[]));
    let rows: Vec<[String; COLUMNS.len()]> = std::iter::once(headings).chain(all.iter().map(row)).collect();
    // Who has played nothing yet has nothing to read there.
    let shown: Vec<usize> =
        (0..COLUMNS.len()).filter(|column| rows[1..].iter().any(|row| !row[*column].is_empty())).collect();
    let width = |column: usize| rows.iter().map(|row| row[column].width()).max().unwrap_or_default();
    for row in &rows {
        let cell = |column: &usize| padded(&row[*column], width(*column), COLUMNS[*column].1);
        let cells: Vec<String> = shown.iter().map(cell).collect();
        out.line(cells.join(&" ".repeat(GAP)).trim_end())?;
    }
    if all.iter().any(|shelved| !shelved.script.measured) {
        out.line(&say(lang, "list-unmeasured", &[]))?;
    }
    out.line(&say(lang, "list-list-next", &[]))
}

/// The same for programs: an array of objects.
pub fn json(all: &[Shelved], out: &mut Out) -> Result<(), Failure> {
    let row = |Shelved { script: Script { scenario, measured, .. }, played, class }: &Shelved| {
        json!({
            "id": scenario.id,
            "title": { "ja": scenario.title.ja, "en": scenario.title.en },
            "pitch": { "ja": scenario.pitch.ja, "en": scenario.pitch.en },
            "minutes": scenario.minutes,
            "difficulty": scenario.difficulty,
            "measured": measured,
            "played": played,
            "class": class.map(Class::name),
        })
    };
    out.line(&format!("{:#}", Value::Array(all.iter().map(row).collect())))
}

/// One scenario, as a player may see it; `name` is what it was asked for by.
pub fn show(name: &str, shelved: &Shelved, lang: Lang, out: &mut Out) -> Result<(), Failure> {
    let script = &shelved.script;
    let Script { scenario, file, .. } = script;
    let name = if file.is_some() { name } else { &scenario.id };
    let facts = [
        Some(marks(script)),
        Some(minutes(scenario, lang)),
        Some(times(shelved.played, lang)).filter(|times| !times.is_empty()),
        class_said(shelved, lang),
    ];
    out.line(&format!("{}  {}", scenario.id, of(&scenario.title, lang)))?;
    out.line(&facts.into_iter().flatten().collect::<Vec<_>>().join(&" ".repeat(GAP)))?;
    out.line(&format!("\n{}\n", of(&scenario.pitch, lang)))?;
    if !script.measured {
        out.line(&say(lang, "list-unmeasured", &[]))?;
    }
    out.line(&say(lang, "list-show-next", &[("name", name)]))
}
