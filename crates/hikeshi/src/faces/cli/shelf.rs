//! What there is to play, on the command line. What is shown before a play never tells the cause: id, title, pitch,
//! minutes, how difficult it was measured to be, and whether one has played it. What may be told after it, the desk says.

use drill::narrate::plain::{GAP, padded, wrap};
use drill::scenario::{Class, Scenario, Text};
use drill::words::{Lang, say};
use serde_json::{Value, json};
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use crate::desk::catalog::Script;
use crate::desk::shelf::Shelved;
use crate::desk::surprise::Why;
use crate::faces::cli::out::Out;
use crate::failure::Failure;

/// Difficulty at most.
const HARDEST: usize = 5;
/// A step of a difficulty that was measured, and of one that only the author says.
const MARKS: [&str; 2] = ["*", "o"];
/// Headings in order, and whether numbers stand below; the title is last, because its length is anybody's.
const COLUMNS: [(&str, bool); 6] = [
    ("list-difficulty", false),
    ("list-time", true),
    ("list-played", false),
    ("list-class", false),
    ("list-id", false),
    ("list-title", false),
];
/// Before the one to take next, and before the others.
const NEXT: [&str; 2] = ["  ", "> "];
/// A line of the list is at most as wide as a narrow terminal [columns].
const WIDEST: usize = 80;

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

fn row(shelved: &Shelved, lang: Lang) -> [String; COLUMNS.len()] {
    let scenario = &shelved.script.scenario;
    let title = of(&scenario.title, lang);
    let best = shelved.best.map(|best| format!(" {best}")).unwrap_or_default();
    [
        marks(&shelved.script),
        say(lang, "list-takes", &[("n", &scenario.minutes.to_string())]),
        // One column for both: the title needs the room.
        [times(shelved.played, lang), best].concat(),
        class_said(shelved, lang).unwrap_or_default(),
        scenario.id.clone(),
        // Who has played it has been told whose night it was.
        shelved.outage.as_ref().map_or(title.into(), |who| format!("{who}: {title}")),
    ]
}

/// All scenarios of the program.
pub fn list(all: &[Shelved], lang: Lang, out: &mut Out) -> Result<(), Failure> {
    let headings = COLUMNS.map(|(key, _)| say(lang, key, &[]));
    let rows: Vec<[String; COLUMNS.len()]> =
        std::iter::once(headings).chain(all.iter().map(|shelved| row(shelved, lang))).collect();
    // Who has played nothing yet has nothing to read there.
    let shown: Vec<usize> =
        (0..COLUMNS.len()).filter(|column| rows[1..].iter().any(|row| !row[*column].is_empty())).collect();
    let width = |column: usize| rows.iter().map(|row| row[column].width()).max().unwrap_or_default();
    for (at, row) in rows.iter().enumerate() {
        let next = at.checked_sub(1).is_some_and(|at| all[at].next.is_some());
        let cell = |column: &usize| padded(&row[*column], width(*column), COLUMNS[*column].1);
        let cells: Vec<String> = shown.iter().map(cell).collect();
        let line = format!("{}{}", NEXT[usize::from(next)], cells.join(&" ".repeat(GAP)));
        out.line(&cut(line.trim_end(), WIDEST))?;
    }
    if all.iter().any(|shelved| !shelved.script.measured) {
        out.line(&say(lang, "list-unmeasured", &[]))?;
    }
    if let Some((shelved, why)) = all.iter().find_map(|shelved| Some((shelved, shelved.next?))) {
        let why = reason(why, lang);
        let said = say(lang, "list-recommended", &[("id", &shelved.script.scenario.id), ("why", &why)]);
        out.line(&wrap(&said, WIDEST, NEXT[0]).join("\n"))?;
    }
    out.line(&say(lang, "list-list-next", &[]))
}

fn reason(why: Why, lang: Lang) -> String {
    match why {
        Why::First => say(lang, "list-why-first", &[]),
        Why::Level => say(lang, "list-why-level", &[]),
        Why::Trains(name) => {
            say(lang, "list-why-trains", &[("skill", &say(lang, &format!("debrief-skill-{name}"), &[]))])
        }
    }
}

/// A line that ends with a sign of what is left out, if it is wider than this [columns].
fn cut(line: &str, widest: usize) -> String {
    if line.width() <= widest {
        return line.into();
    }
    let mut kept = String::new();
    for c in line.chars() {
        if kept.width() + c.width().unwrap_or(0) + 1 > widest {
            break;
        }
        kept.push(c);
    }
    format!("{kept}…")
}

/// The same for programs: an array of objects.
pub fn json(all: &[Shelved], out: &mut Out) -> Result<(), Failure> {
    let row = |shelved: &Shelved| {
        let Shelved { script: Script { scenario, measured, .. }, played, best, class, outage, next } =
            shelved;
        json!({
            "id": scenario.id,
            "title": { "ja": scenario.title.ja, "en": scenario.title.en },
            "pitch": { "ja": scenario.pitch.ja, "en": scenario.pitch.en },
            "minutes": scenario.minutes,
            "difficulty": scenario.difficulty,
            "measured": measured,
            "played": played,
            "best": best,
            "class": class.map(Class::name),
            "outage": outage,
            "next": next.is_some(),
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
        shelved.outage.clone(),
    ];
    out.line(&format!("{}  {}", scenario.id, of(&scenario.title, lang)))?;
    out.line(&facts.into_iter().flatten().collect::<Vec<_>>().join(&" ".repeat(GAP)))?;
    out.line(&format!("\n{}\n", of(&scenario.pitch, lang)))?;
    if !script.measured {
        out.line(&say(lang, "list-unmeasured", &[]))?;
    }
    out.line(&say(lang, "list-show-next", &[("name", name)]))
}
