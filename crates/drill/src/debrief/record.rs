//! Everything in order of time: what the player did, and what the world's monitoring and change log had
//! to say meanwhile. Looks in a row become one line. Judges nothing.

use world::probe::Probe;
use world::signal::Signals;
use world::time::{MINUTE, Nanos};

use super::facts::{Debrief, Entry, Stamp};
use super::moments::{Heard, Moment};
use super::said::{Both, Said, Value};
use super::{Done, Played};
use crate::words::Lang;
use crate::words::room::look;

/// Looks that are further from one another are no longer told in one line [ns].
const APART: Nanos = MINUTE;

/// Hints taken, with their times.
pub(super) fn hints(played: &Played) -> Vec<(usize, Stamp)> {
    let taken = played.moments.iter().filter_map(|m| match m.act {
        Done::Hint(step) => Some((step as usize, played.stamp(m.at))),
        _ => None,
    });
    taken.collect()
}

/// The timeline.
pub(super) fn timeline(played: &Played, debrief: &Debrief) -> Vec<Entry> {
    let mut entries = from_monitoring(played);
    entries.extend(played.heard.iter().map(|heard| heard_line(played, heard)));
    let well = debrief.course.recovery.since().map(|at| at.after_s);
    let mut looks: Vec<&str> = Vec::new();
    let (mut since, mut last) = (played.opened, played.opened);
    for moment in played.moments {
        if let (Done::Looked(line), None) = (&moment.act, moment.act.asked()) {
            // What was looked at again once it was well stands for itself.
            let turned = well.is_some_and(|well| {
                played.stamp(since).after_s < well && played.stamp(moment.at).after_s >= well
            });
            if moment.at > last + APART || turned {
                flush(played, since, &mut looks, &mut entries);
            }
            if looks.is_empty() {
                since = moment.at;
            }
            last = moment.at;
            if !looks.contains(&line.as_str()) {
                looks.push(line);
            }
            continue;
        }
        flush(played, since, &mut looks, &mut entries);
        let (kind, text) = done(played, moment);
        entries.push(Entry { at: played.stamp(moment.at), kind, text });
    }
    flush(played, since, &mut looks, &mut entries);
    for fact in &debrief.orders {
        let Some(at) = &fact.done else { continue };
        let order = ("order", Value::Words(fact.order.clone()));
        let text = if fact.failure.is_empty() {
            Said { key: "debrief-line-done", args: vec![order] }
        } else {
            let why = ("why", Value::Words(fact.failure.clone()));
            Said { key: "debrief-line-failed", args: vec![order, why] }
        };
        entries.push(Entry { at: at.clone(), kind: "done", text });
    }
    if let Some(at) = debrief.course.recovery.since() {
        entries.push(Entry { at: at.clone(), kind: "well", text: Said::new("debrief-line-well") });
    }
    entries.sort_by_key(|entry| entry.at.after_s);
    entries
}

fn flush(played: &Played, since: Nanos, looks: &mut Vec<&str>, entries: &mut Vec<Entry>) {
    if !looks.is_empty() {
        let named = |lang| looks.iter().map(|line| look(lang, line)).collect::<Vec<_>>().join(" · ");
        let both = Both { ja: named(Lang::Ja), en: named(Lang::En) };
        let text = Said::new("debrief-line-look").with("looks", Value::Text(both));
        entries.push(Entry { at: played.stamp(since), kind: "look", text });
        looks.clear();
    }
}

fn from_monitoring(played: &Played) -> Vec<Entry> {
    let mut entries = Vec::new();
    let (since, until) = (played.first_fault, played.ended);
    if let Signals::Alerts(alerts) = played.team().probe(&Probe::Alerts { since, until }) {
        for alert in alerts.iter().filter(|alert| alert.since < until) {
            let key = if alert.pages { "debrief-line-page" } else { "debrief-line-alert" };
            let text = Said::new(key)
                .with("rule", Value::Words(alert.rule.clone()))
                .with("subject", Value::Words(alert.subject.clone()));
            entries.push(Entry { at: played.stamp(alert.since), kind: "page", text });
        }
    }
    // A change a little before the first fault may be its cause.
    let since = since.saturating_sub(world::time::MINUTE);
    if let Signals::Changes(changes) = played.team().probe(&Probe::Changes { since, until }) {
        for change in changes.iter().filter(|change| change.who != "responder") {
            let text = Said::new("debrief-line-change")
                .with("what", Value::Text(Both::from(&played.scenario.record(&change.what))))
                .with("who", Value::Words(change.who.clone()));
            entries.push(Entry { at: played.stamp(change.at), kind: "change", text });
        }
    }
    entries
}

fn done(played: &Played, moment: &Moment) -> (&'static str, Said) {
    let words = |key, text: &str| Said::new(key).with("text", Value::Words(text.into()));
    let order = |key, order: &dyn ToString| Said::new(key).with("order", Value::Words(order.to_string()));
    let level = |key, level: u8| Said::new(key).with("level", Value::Count(level.into()));
    // What people said of it, and how it was.
    let stood = |well, burning| Said::new(if played.well_at(moment.at) { well } else { burning });
    match &moment.act {
        Done::Looked(line) => match moment.act.asked() {
            Some(id) => ("game", Said::new("debrief-line-asked").with("who", person(played, id))),
            None => ("look", Said::new("debrief-line-look").with("looks", Value::Words(line.clone()))),
        },
        Done::Ordered { order: given, .. } => ("order", order("debrief-line-order", given)),
        Done::Refused(given) => ("order", order("debrief-line-refused", given)),
        Done::Declared { severity: None, .. } => ("say", Said::new("debrief-line-declared")),
        Done::Declared { severity: Some(sev), .. } => ("say", level("debrief-line-declared-severity", *sev)),
        Done::Severity(sev) => ("say", level("debrief-line-severity", *sev)),
        Done::Updated { text, .. } => ("say", words("debrief-line-update", text)),
        Done::Hypothesis { text, .. } => ("believe", words("debrief-line-hypothesis", text)),
        Done::Refuted { text, .. } => ("believe", words("debrief-line-refuted", text)),
        Done::Noted(text) => ("believe", words("debrief-line-note", text)),
        Done::Countermeasure(text) => ("say", words("debrief-line-countermeasure", text)),
        Done::ClaimedResolved => ("say", stood("debrief-line-resolved", "debrief-line-resolved-early")),
        Done::Verified => ("well", Said::new("debrief-line-verified")),
        Done::Watched => ("well", Said::new("debrief-line-watched")),
        Done::FalseAlarm => ("say", stood("debrief-line-false-alarm", "debrief-line-false-alarm-burning")),
        Done::Hint(step) => {
            ("game", Said::new("debrief-line-hint").with("step", Value::Count((*step).into())))
        }
    }
}

/// What people said who are played, or were made to say it from the chair.
fn heard_line(played: &Played, heard: &Heard) -> Entry {
    let text = Said::new("debrief-line-heard").with("who", person(played, heard.from.as_str()));
    let text = text.with("text", Value::Words(heard.text.clone()));
    Entry { at: played.stamp(heard.at), kind: "game", text }
}

/// Somebody by what they are.
fn person(played: &Played, id: &str) -> Value {
    let person = played.scenario.people.iter().find(|person| person.id == id);
    person.map_or(Value::Words(id.into()), |person| Value::Text(played.text(&person.role)))
}
