//! Telling those who wait: how often, how soon, with what in it. Knows nothing of whether the words were
//! kind.

use world::time::{MINUTE, Nanos, SECOND};

use super::facts::{Course, Recovery, Talk, Update};
use super::{Done, Played, words};

pub(super) fn of(played: &Played, course: &Course) -> Talk {
    let said: Vec<(Nanos, &str)> = played
        .moments
        .iter()
        .filter_map(|m| match &m.act {
            Done::Updated(text) => Some((m.at, text.as_str())),
            _ => None,
        })
        .collect();
    let updates = said.iter().enumerate().map(|(n, (at, text))| {
        let next = said.get(n + 1).map(|(at, _)| *at);
        update(played, *at, text, next)
    });
    let (silent_from, longest) = longest_silence(played, &said);
    let severity = played.moments.iter().find_map(|m| match m.act {
        Done::Declared(Some(level)) | Done::Severity(level) => Some((played.stamp(m.at), level)),
        _ => None,
    });
    let told_the_end = match &course.recovery {
        Recovery::Since(well) => said
            .iter()
            .any(|(at, text)| played.stamp(*at).after_s >= well.after_s && words::tells_the_end(text)),
        _ => false,
    };
    Talk {
        updates: updates.collect(),
        longest_silence_s: longest / SECOND,
        silent_from: played.stamp(silent_from),
        severity,
        impact_stated: said
            .iter()
            .find(|(_, text)| words::states_a_number(text))
            .map(|(at, _)| played.stamp(*at)),
        told_the_end,
    }
}

fn update(played: &Played, at: Nanos, text: &str, next: Option<Nanos>) -> Update {
    let promised = words::promise(text);
    let kept = promised.and_then(|span| {
        // A minute late is still kept: people do not count seconds.
        let due = at + span + MINUTE;
        match next {
            Some(next) => Some(next <= due),
            None => (played.ended > due).then_some(false),
        }
    });
    Update { at: played.stamp(at), text: text.into(), promised_s: promised.map(|span| span / SECOND), kept }
}

/// The longest time without word, the wait for the first update and the one after the last included.
fn longest_silence(played: &Played, said: &[(Nanos, &str)]) -> (Nanos, Nanos) {
    let mut from = played.opened;
    let mut longest = (played.opened, 0);
    for at in said.iter().map(|(at, _)| *at).chain([played.ended]) {
        let gap = at.saturating_sub(from);
        if gap > longest.1 {
            longest = (from, gap);
        }
        from = from.max(at);
    }
    longest
}
