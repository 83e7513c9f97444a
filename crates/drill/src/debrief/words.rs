//! What an update says, by its words: a number about users, when the next word comes, that it is over. Reads
//! Japanese and English by what stands near what; does not understand language beyond that.

use world::time::{HOUR, MINUTE, Nanos};

use super::belief::{holds, plain};

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
const SHARES: [&str; 13] = [
    "半分", "半数", "全員", "全件", "一割", "二割", "三割", "四割", "五割", "half", "third", "quarter",
    "every",
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
/// That it is over.
const OVER: [&str; 26] = [
    "復旧",
    "戻りま",
    "戻った",
    "戻って",
    "解消",
    "収束",
    "直りま",
    "直った",
    "落ち着",
    "正常",
    "終息",
    "おさま",
    "resolved",
    "recovered",
    "restored",
    "fixed",
    "normal",
    "is back",
    "are back",
    "back up",
    "is over",
    "works again",
    "mitigated",
    "healthy",
    "stable",
    "working again",
];
/// That it is not, yet.
const NOT_YET: [&str; 8] =
    ["まだ", "復旧作業", "復旧に向け", "復旧見込", "復旧の見込", "not yet", "not resolved", "not fixed"];

fn sentences(text: &str) -> impl Iterator<Item = &str> {
    text.split(['。', '!', '?', '\n']).flat_map(|part| part.split(". "))
}

fn any(text: &str, words: &[&str]) -> bool {
    words.iter().any(|word| text.contains(word))
}

/// 「次は15分後」「10分後に続報」, "next update in 15 minutes": the span until the promised update [ns].
pub(crate) fn promise(text: &str) -> Option<Nanos> {
    let text = plain(text);
    sentences(&text).filter(|sentence| any(sentence, &NEXT)).find_map(span_ahead)
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

/// A number with a unit that is about users or their requests, or a share of them in words.
pub(super) fn states_a_number(text: &str) -> bool {
    let text = plain(text).replace(',', "");
    if sentences(&text).any(|sentence| any(sentence, &SHARES) && any(sentence, &HURT)) {
        return true;
    }
    let mut rest = text.as_str();
    while let Some((_, after)) = number_in(rest) {
        let digits = |c: char| c.is_ascii_digit() || ".万千百億".contains(c);
        let near: String = after.trim_start_matches(digits).trim_start().chars().take(24).collect();
        let counts =
            |unit: &str| near.starts_with(unit) || (unit.is_ascii() && unit.len() > 3 && holds(&near, unit));
        if UNITS.into_iter().any(counts) {
            return true;
        }
        rest = after;
    }
    false
}

/// It says that it is over, and not that it is not yet.
pub(super) fn tells_the_end(text: &str) -> bool {
    let text = plain(text);
    sentences(&text).any(|sentence| any(sentence, &OVER) && !any(sentence, &NOT_YET))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_promise_is_read_in_both_languages() {
        for (text, minutes) in [
            ("注文の3割が失敗。次の連絡は15分後", 15),
            ("調査中です。10分後に続報します", 10),
            ("原因を調べています。５分以内にまたお知らせします", 5),
            ("1時間後に改めて報告します", 60),
            ("5分前から失敗しています。次は10分後に", 10),
            ("30% of orders fail. Next update in 10 minutes.", 10),
            ("we are looking into it, and I'll get back to you in 15 min", 15),
        ] {
            assert_eq!(promise(text), Some(minutes * MINUTE), "{text}");
        }
        for text in [
            "５分前から失敗しています",
            "次に checkout を切り戻す",
            "また5分前から失敗しています",
            "切り戻しは3分かかります。終わったら連絡します",
            "it has failed again for 5 minutes ago",
            "次は14:30に",
        ] {
            assert_eq!(promise(text), None, "{text}");
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
        ] {
            assert!(!states_a_number(no), "{no}");
        }
    }

    #[test]
    fn that_it_is_over_is_told_in_words() {
        for yes in [
            "checkout を切り戻し、購入は正常に戻りました",
            "復旧しました。エラー率は0.1%です",
            "purchases are back to normal",
            "Resolved. The cause was v143",
        ] {
            assert!(tells_the_end(yes), "{yes}");
        }
        for no in [
            "調査中です",
            "まだ復旧していません",
            "checkout を切り戻しています",
            "rolling back now",
            "not fixed yet",
        ] {
            assert!(!tells_the_end(no), "{no}");
        }
    }
}
