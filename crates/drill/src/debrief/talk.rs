//! Telling those who wait: how often, how soon, with what in it, and whether the log and the world bear it out.
//! Words without content are nothing told. Knows nothing of whether the words were kind.

use room::{Audience, Seq};
use world::time::{MINUTE, Nanos, SECOND};

use super::facts::{Course, Talk, Update};
use super::{Done, Played, claims, words};

/// An update as it was sent.
struct Sent<'a> {
    at: Nanos,
    entry: Seq,
    audience: Audience,
    text: &'a str,
}

pub(super) fn of(played: &Played, course: &Course) -> Talk {
    let sent = |m: &'_ super::moments::Moment| match &m.act {
        Done::Updated { entry, audience, text } => Some((m.at, *entry, *audience, text.clone())),
        _ => None,
    };
    let all: Vec<_> = played.moments.iter().filter_map(sent).collect();
    let said: Vec<Sent> = all
        .iter()
        .map(|(at, entry, audience, text)| Sent { at: *at, entry: *entry, audience: *audience, text })
        .filter(|sent| claims::says_something(sent.text))
        .collect();
    let updates: Vec<Update> = (0..said.len()).map(|n| update(played, &said, n)).collect();
    let (silent_from, longest) = longest_silence(played, &said);
    let severity = played.moments.iter().find_map(|m| match m.act {
        Done::Declared { severity: Some(level), .. } | Done::Severity(level) => {
            Some((played.stamp(m.at), level))
        }
        _ => None,
    });
    let held = || said.iter().zip(&updates).filter(|(_, update)| update.holds()).map(|(sent, _)| sent);
    let stated = held().map(|sent| (sent.at, sent.text)).chain(declared(played));
    // Where nothing is wrong, "nobody is hurt" is the number.
    let none = |text: &str| played.scenario.cause.nothing && words::states_none(text);
    let stated =
        stated.filter(|(_, text)| words::states_a_number(text) || none(text)).map(|(at, _)| at).min();
    // An update before its time is none that holds, and who says it in the room has told nobody who waits outside.
    let told_the_end = course.recovery.since().is_some() && held().any(|sent| claims::over(sent.text));
    Talk {
        longest_silence_s: longest / SECOND,
        silent_from: played.stamp(silent_from),
        severity,
        impact_stated: stated.map(|at| played.stamp(at)),
        told_the_end,
        declared_the_end: played
            .moments
            .iter()
            .any(|m| m.act == Done::ClaimedResolved && played.well_at(m.at)),
        updates,
    }
}

/// What was said with a declaration.
fn declared<'a>(played: &Played<'a>) -> impl Iterator<Item = (Nanos, &'a str)> {
    played.moments.iter().filter_map(|moment| match &moment.act {
        Done::Declared { words: Some(words), .. } => Some((moment.at, words.as_str())),
        _ => None,
    })
}

fn update(played: &Played, said: &[Sent], n: usize) -> Update {
    let Sent { at, entry, audience, text } = said[n];
    let promised = words::promise(text, &played.clock, at);
    let reaches = |later: &&Sent| later.audience == Audience::Everyone || later.audience == audience;
    let next = said[n + 1..].iter().find(reaches).map(|later| later.at);
    let kept = promised.and_then(|span| {
        // A minute late is still kept, where nobody said otherwise at the time: people do not count seconds.
        let due = at + span + MINUTE;
        match next {
            _ if played.missed.contains(&entry) => Some(false),
            Some(next) => Some(next <= due),
            None if played.ended < due => None,
            None => Some(false),
        }
    });
    let given: Vec<String> = played.moments.iter().filter(|m| m.at <= at).filter_map(given).collect();
    Update {
        at: played.stamp(at),
        text: text.into(),
        promised_s: promised.map(|span| span / SECOND),
        kept,
        early: early(played, at, text),
        not_done: claims::never_given(text, &given),
    }
}

fn given(moment: &super::moments::Moment) -> Option<String> {
    match &moment.act {
        Done::Ordered { order, .. } => Some(order.to_string()),
        _ => None,
    }
}

/// It says that it is over, and the signals said that it was not.
fn early(played: &Played, at: Nanos, text: &str) -> bool {
    !played.scenario.cause.nothing && claims::over(text) && !played.well_at(at.min(played.judged))
}

/// The longest time without word, the wait for the first update and the one after the last included.
fn longest_silence(played: &Played, said: &[Sent]) -> (Nanos, Nanos) {
    let mut from = played.opened;
    let mut longest = (played.opened, 0);
    for at in said.iter().map(|sent| sent.at).chain([played.ended]) {
        let gap = at.saturating_sub(from);
        if gap > longest.1 {
            longest = (from, gap);
        }
        from = from.max(at);
    }
    longest
}
