//! What an update says, by its words: a number about users, and when the next word comes. Reads Japanese and
//! English by what stands near what; does not understand language beyond that.

use world::time::{HOUR, MINUTE, Nanos};

use super::belief::{holds, plain};
use crate::clock::Clock;

/// Words by which a sentence speaks of the next update.
const NEXT: [&str; 16] = [
    "次",
    "続報",
    "また",
    "連絡",
    "共有",
    "報告",
    "更新",
    "知らせ",
    "next",
    "again",
    "update",
    "report",
    "get back",
    "back to you",
    "follow up",
    "let you know",
];
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
/// Numbers without digits …
const SHARES: [&str; 15] = [
    "半分",
    "半数",
    "全件",
    "一割",
    "二割",
    "三割",
    "四割",
    "五割",
    "half",
    "third",
    "quarter",
    "every order",
    "every purchase",
    "every request",
    "every user",
];
/// … where the same sentence says who is hurt, or how.
const HURT: [&str; 14] = [
    "失敗",
    "影響",
    "エラー",
    "遅",
    "できな",
    "買えな",
    "届かな",
    "fail",
    "error",
    "slow",
    "cannot",
    "can't",
    "hit",
    "affected",
];
/// What is set, and not suffered.
const SET: [&str; 15] = [
    "flag",
    "rollout",
    "ramp",
    "shed",
    "canary",
    "limit",
    "set ",
    "scale",
    "replica",
    "フラグ",
    "流量",
    "絞",
    "制限",
    "台数",
    "段階",
];

fn sentences(text: &str) -> impl Iterator<Item = &str> {
    text.split(['。', '!', '?', '\n']).flat_map(|part| part.split(". "))
}

fn any(text: &str, words: &[&str]) -> bool {
    words.iter().any(|word| text.contains(word))
}

/// 「次は15分後」「次回21:30」, "next update in 15 minutes": the span until the promised update [ns], for words said
/// at an instant `now` [ns] of the drill's clock.
pub(crate) fn promise(text: &str, clock: &Clock, now: Nanos) -> Option<Nanos> {
    let text = plain(text);
    let ahead = |sentence: &str| span_ahead(sentence).or_else(|| time_ahead(sentence, clock, now));
    sentences(&text).filter(|sentence| any(sentence, &NEXT)).find_map(ahead)
}

/// The first time of day in a sentence that lies ahead: `21:30`, `21時30分`, `21時半`.
fn time_ahead(sentence: &str, clock: &Clock, now: Nanos) -> Option<Nanos> {
    let mut rest = sentence;
    while let Some((hour, after)) = number_in(rest) {
        rest = after;
        let minute = match after.strip_prefix(':').or_else(|| after.strip_prefix('時')) {
            Some(behind) if behind.starts_with('半') => 30,
            Some(behind) if behind.starts_with(|c: char| c.is_ascii_digit()) => number_in(behind)?.0,
            Some(behind) if after.starts_with('時') && !behind.starts_with('間') => 0,
            _ => continue,
        };
        let ahead = (hour < 24 && minute < 60).then(|| clock.until(now, hour, minute));
        if let Some(span) = ahead.filter(|span| (MINUTE..=4 * HOUR).contains(span)) {
            return Some(span);
        }
    }
    None
}

/// The first span in a sentence that does not lie behind.
fn span_ahead(sentence: &str) -> Option<Nanos> {
    let mut rest = sentence;
    while let Some((number, after)) = number_in(rest) {
        rest = after;
        let unit = after.trim_start();
        let minutes = unit.strip_prefix('分').or_else(|| unit.strip_prefix("min"));
        let hours = unit.strip_prefix("時間").or_else(|| unit.strip_prefix("hour"));
        let (one, behind) = match (minutes, hours) {
            (Some(behind), _) => (MINUTE, behind),
            (None, Some(behind)) => (HOUR, behind),
            (None, None) => continue,
        };
        let behind = behind.trim_start_matches(|c: char| c.is_ascii_alphabetic()).trim_start();
        let span = number.saturating_mul(one);
        let ahead = !["前", "間", "ほど前", "ago", "から"].iter().any(|word| behind.starts_with(word));
        if ahead && (MINUTE..=4 * HOUR).contains(&span) {
            return Some(span);
        }
    }
    None
}

/// The first whole number and what follows it.
fn number_in(text: &str) -> Option<(u64, &str)> {
    let start = text.find(|c: char| c.is_ascii_digit())?;
    let rest = &text[start..];
    let end = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
    Some((rest[..end].parse().unwrap_or(u64::MAX), &rest[end..]))
}

/// A number with a unit that is about users or their requests, or a share of them in words. A version, a time, a
/// promise and what is set by an order are none.
pub(crate) fn states_a_number(text: &str) -> bool {
    let text = unseparated(&plain(text));
    let hurts = |part: &str| any(part, &HURT);
    sentences(&text).any(|sentence| any(sentence, &SHARES) && hurts(sentence))
        || clauses(&text).any(|clause| (!any(clause, &SET) || hurts(clause)) && counts_users(clause))
}

/// It says that nobody is hurt.
pub(crate) fn states_none(text: &str) -> bool {
    const NONE: [&str; 14] = [
        "影響なし",
        "影響はな",
        "影響ありません",
        "影響はありません",
        "影響は出ていません",
        "影響無し",
        "実害な",
        "実害はな",
        "実害はありません",
        "no impact",
        "not affected",
        "nobody is",
        "no one is",
        "no users are",
    ];
    any(&plain(text), &NONE)
}

/// `1,200` as `1200`.
fn unseparated(text: &str) -> String {
    let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    let all: Vec<char> = text.chars().collect();
    let before = |at: usize| at.checked_sub(1).and_then(|at| all.get(at).copied());
    let separates = |at: usize| all[at] == ',' && digit(before(at)) && digit(all.get(at + 1).copied());
    (0..all.len()).filter(|at| !separates(*at)).map(|at| all[at]).collect()
}

/// What stands together: a unit behind a comma belongs to another number.
fn clauses(text: &str) -> impl Iterator<Item = &str> {
    sentences(text).flat_map(|sentence| sentence.split([',', '、', ';']))
}

fn counts_users(clause: &str) -> bool {
    let mut rest = clause;
    while let Some((_, after)) = number_in(rest) {
        let at = rest.len() - after.len();
        let whole = &rest[..at];
        let before = whole.trim_end_matches(|c: char| c.is_ascii_digit()).chars().next_back();
        let digits = |c: char| c.is_ascii_digit() || ".万千百億".contains(c);
        let near: String = after.trim_start_matches(digits).trim_start().chars().take(24).collect();
        let counts =
            |unit: &str| near.starts_with(unit) || (unit.is_ascii() && unit.len() > 3 && holds(&near, unit));
        // `v142`, `SEV2`, `p95` and `21:30` are names and times.
        let named = before.is_some_and(|c| c.is_ascii_alphabetic() || ":/#_".contains(c));
        if !(named || after.starts_with(':')) && UNITS.into_iter().any(counts) {
            return true;
        }
        rest = after;
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Said at 14:20.
    fn promised(text: &str) -> Option<Nanos> {
        promise(text, &Clock::new(14.0, 0, 0), 20 * MINUTE)
    }

    #[test]
    fn a_promise_is_read_in_both_languages() {
        for (text, minutes) in [
            ("注文の3割が失敗。次の連絡は15分後", 15),
            ("調査中です。10分後に続報します", 10),
            ("原因を調べています。５分以内にまたお知らせします", 5),
            ("1時間後に改めて報告します", 60),
            ("次は14:30に", 10),
            ("14:05に発生、次回14時半", 10),
            ("next update at 14:45", 25),
            ("次の連絡は15時に", 40),
            ("5分前から失敗しています。次は10分後に", 10),
            ("30% of orders fail. Next update in 10 minutes.", 10),
            ("we are looking into it, and I'll get back to you in 15 min", 15),
        ] {
            assert_eq!(promised(text), Some(minutes * MINUTE), "{text}");
        }
        for text in [
            "５分前から失敗しています",
            "次に checkout を切り戻す",
            "また5分前から失敗しています",
            "切り戻しは3分かかります。終わったら連絡します",
            "it has failed again for 5 minutes ago",
            "次は14:10に",
            "次は checkout を14時間前の版に",
        ] {
            assert_eq!(promised(text), None, "{text}");
        }
    }

    #[test]
    fn an_impact_is_a_number_of_users_or_requests() {
        for yes in [
            "注文の約３０％が失敗",
            "3割のユーザーに影響",
            "約1万1千件の注文が失敗",
            "影響は2百人ほど",
            "購入の半分が失敗しています",
            "三割の注文でエラー",
            "1,200 requests failed",
            "about 30% fail",
            "1 in 5 orders",
            "half of all purchases fail",
            "search + browse down ~75%/18% since 21:02",
            "errors 37% -> 0 after v142",
        ] {
            assert!(states_a_number(yes), "{yes}");
        }
        for no in [
            "v143 を切り戻し中",
            "調査中です",
            "流量を半分に絞りました",
            "we roll back v143 now",
            "next update in 10 minutes",
            "02:13 から発生",
            "rolled checkout back to v142, errors falling. next update in 10",
            "rolled back to v88 and errors are falling",
            "SEV2 errors on buy",
            "personal_ranking flag to 10%",
            "checkout is slow for everyone",
            "全員に影響しています",
            "流量を50%に絞りました",
        ] {
            assert!(!states_a_number(no), "{no}");
        }
    }
}
