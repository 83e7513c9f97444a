//! Telling those who wait: how often, how soon, with what in it. Recognises numbers and promises in the
//! player's words; knows nothing of whether the words were kind.

use world::time::{MINUTE, Nanos, SECOND};

use super::belief::{holds, plain};
use super::facts::{Course, Recovery, Talk, Update};
use super::{Done, Played};

/// Words by which a sentence speaks of the next update.
const NEXT: [&str; 6] = ["次", "続報", "また", "next", "again", "another update"];
/// What makes a number one about users: its unit, written after it.
const UNITS: [&str; 21] = [
    "%",
    "割",
    "件",
    "人",
    "名",
    "倍",
    "リクエスト",
    "ユーザ",
    "注文",
    "ms",
    "秒",
    "/s",
    "percent",
    "request",
    "user",
    "customer",
    "order",
    "error",
    "failure",
    "in ",
    "out of",
];

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
        Recovery::Since(well) => said.iter().any(|(at, _)| played.stamp(*at).after_s >= well.after_s),
        _ => false,
    };
    Talk {
        updates: updates.collect(),
        longest_silence_s: longest / SECOND,
        silent_from: played.stamp(silent_from),
        severity,
        impact_stated: said.iter().find(|(_, text)| states_a_number(text)).map(|(at, _)| played.stamp(*at)),
        told_the_end,
    }
}

fn update(played: &Played, at: Nanos, text: &str, next: Option<Nanos>) -> Update {
    let promised = promise(text);
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

/// 「次は15分後」, "next update in 15 minutes": the span until the promised update.
fn promise(text: &str) -> Option<Nanos> {
    let text = plain(text);
    let next = NEXT.iter().filter_map(|word| text.find(word)).min()?;
    let (number, rest) = number_in(&text[next..])?;
    let rest = rest.trim_start();
    let minutes = rest.starts_with('分') || rest.starts_with("min");
    (minutes && (1..=240).contains(&number)).then_some(number * MINUTE)
}

/// The first whole number and what follows it.
fn number_in(text: &str) -> Option<(u64, &str)> {
    let start = text.find(|c: char| c.is_ascii_digit())?;
    let rest = &text[start..];
    let end = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
    Some((rest[..end].parse().ok()?, &rest[end..]))
}

/// A number with a unit that is about users or their requests.
fn states_a_number(text: &str) -> bool {
    let text = plain(text).replace(',', "");
    let mut rest = text.as_str();
    while let Some((_, after)) = number_in(rest) {
        let near: String = after
            .trim_start_matches(['.', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9'])
            .trim_start()
            .chars()
            .take(24)
            .collect();
        if UNITS
            .iter()
            .any(|unit| near.starts_with(unit) || (unit.is_ascii() && unit.len() > 3 && holds(&near, unit)))
        {
            return true;
        }
        rest = after;
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_promise_is_read_in_both_languages() {
        assert_eq!(promise("注文の3割が失敗。次の連絡は15分後"), Some(15 * MINUTE));
        assert_eq!(promise("30% of orders fail. Next update in 10 minutes."), Some(10 * MINUTE));
        assert_eq!(promise("５分前から失敗しています"), None);
        assert_eq!(promise("次に checkout を切り戻す"), None);
    }

    #[test]
    fn an_impact_is_a_number_of_users_or_requests() {
        for yes in [
            "注文の約３０％が失敗",
            "3割のユーザーに影響",
            "1,200 requests failed",
            "about 30% fail",
            "1 in 5 orders",
        ] {
            assert!(states_a_number(yes), "{yes}");
        }
        for no in [
            "v143 を切り戻し中",
            "調査中です",
            "we roll back v143 now",
            "next update in 10 minutes",
            "02:13 から発生",
        ] {
            assert!(!states_a_number(no), "{no}");
        }
    }
}
