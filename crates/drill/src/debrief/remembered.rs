//! Whose outage a drill was made of, told at last: facts from the scenario, and their section. Knows what the account
//! says, and nothing of what our world made of it: that is `docs/outages.md`.

use super::facts::{Remembered, RememberedMark};
use super::page::{Cell, Part, Section, Tone};
use super::said::{Said, Value};
use crate::scenario::History;
use crate::words::{Lang, say};

pub(super) fn of(history: &History) -> Remembered {
    let mark = |(mark, told): (&'static str, Option<&crate::scenario::Told>)| {
        told.map(|told| RememberedMark { mark, clock: told.clock.clone(), after_s: told.after })
    };
    Remembered {
        who: history.who.clone(),
        date: history.date.clone(),
        what: (&history.what).into(),
        accounts: history.accounts.clone(),
        zone: history.zone.clone(),
        marks: history.marks.all().into_iter().filter_map(mark).collect(),
        differs: history.differs.as_ref().map(Into::into),
    }
}

/// What happened, its course, and where to read it.
pub(super) fn section(remembered: &Remembered, lang: Lang) -> Section {
    let word = |key: &str| say(lang, key, &[]);
    let text = |key: &'static str| {
        Said::new(key)
            .with("who", Value::Words(remembered.who.clone()))
            .with("date", Value::Words(remembered.date.clone()))
            .with("zone", Value::Words(remembered.zone.clone()))
            .text(lang)
    };
    let mut parts = vec![Part::Text(text("debrief-remembered"))];
    parts.push(Part::Text(remembered.what.get(lang).into()));
    let rows = remembered.marks.iter().map(|mark| {
        let after = match u64::try_from(mark.after_s) {
            Ok(0) | Err(_) => "—".to_string(),
            Ok(after) => format!("+{}", Value::Span(after).written(lang)),
        };
        vec![
            Cell::text(word(&format!("debrief-remembered-{}", mark.mark))),
            Cell::text(&mark.clock).tone(Tone::Clock),
            Cell::text(after),
        ]
    });
    parts.push(Part::Table {
        columns: ["debrief-remembered-mark", "debrief-remembered-clock", "debrief-remembered-after"]
            .map(word)
            .to_vec(),
        rows: rows.collect(),
    });
    parts.push(Part::Note(text("debrief-remembered-note")));
    parts.extend(remembered.differs.as_ref().map(|differs| Part::Note(differs.get(lang).into())));
    parts.push(Part::Links(remembered.accounts.clone()));
    Section { id: "remembered", title: word("debrief-section-remembered"), parts }
}
