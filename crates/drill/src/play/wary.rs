//! What could be taken for an order, a declaration or a report and may not be one: words to somebody,
//! musing, denial. Where a slip would cost the player, the game master asks first. Knows words of doubt
//! and of address; what the rest means is understanding's.

use crate::intent::{Act, Intent, Look, Table};

/// Words by which people wonder, wish, or deny.
const DOUBT: [&str; 34] = [
    "かな",
    "かも",
    "だろう",
    "くらい",
    "ぐらい",
    "と思う",
    "気がする",
    "じゃない",
    "ではない",
    "ではなさそう",
    "とは言え",
    "だといい",
    "たいな",
    "させたい",
    "したい",
    "作業中",
    "対応中",
    "暫定",
    "確認して",
    "まで",
    "?",
    "？",
    "n't ",
    " not ",
    "wish",
    "hope",
    "reckon",
    "guess",
    "maybe",
    "might",
    "probably",
    "think",
    "almost",
    "until",
];

/// Words by which a sentence is meant for others.
const TO_OTHERS: [&str; 16] = [
    "とお伝え",
    "と伝えて",
    "と返して",
    "と返信",
    "と連絡して",
    "とご案内",
    "ご案内お願い",
    "とアナウンス",
    "と回答して",
    "とりあえず報告",
    "tell everyone",
    "tell them ",
    "tell customers",
    "let them know",
    "let everyone know",
    "let support know",
];

/// Beginnings by which English speaks to somebody, before their name or role.
const TELL: [&str; 8] =
    ["tell ", "message ", "reply to ", "let ", "inform ", "answer ", "write to ", "respond to "];

/// What an answer to "how do things stand?" is about.
const STATUS: [&str; 40] = [
    "調査",
    "復旧",
    "影響",
    "対応",
    "確認",
    "切り戻",
    "戻し",
    "失敗",
    "エラー",
    "遅",
    "障害",
    "原因",
    "再起動",
    "不明",
    "中です",
    "できな",
    "解消",
    "収束",
    "見込",
    "直",
    "investigat",
    "look",
    "fix",
    "roll",
    "fail",
    "error",
    "slow",
    "impact",
    "working",
    "down",
    "recover",
    "cause",
    "restart",
    "back",
    "affect",
    "stable",
    "unknown",
    "still",
    "resolved",
    "mitigat",
];

/// Is the sentence said to somebody? `people` are names and roles, as they are called tonight.
pub(super) fn addressed(text: &str, people: &[String]) -> bool {
    let plain = text.trim().trim_start_matches('@');
    let lower = plain.to_lowercase();
    if TO_OTHERS.iter().any(|words| lower.contains(words)) {
        return true;
    }
    people.iter().filter(|name| !name.is_empty()).any(|name| {
        let name = name.to_lowercase();
        let told =
            TELL.iter().any(|tell| lower.strip_prefix(tell).is_some_and(|rest| rest.starts_with(&name)));
        told || lower.strip_prefix(&name).is_some_and(|rest| {
            let rest =
                ["さん", "様", "氏"].iter().find_map(|honour| rest.strip_prefix(honour)).unwrap_or(rest);
            let mention = text.trim().starts_with('@') && rest.starts_with([' ', '　']);
            mention || rest.trim_start().starts_with(['、', ',', ':', '：', '，'])
        })
    })
}

/// Does it ask back? Who is asked something is not told something.
pub(super) fn asks(text: &str) -> bool {
    let text = text.trim_end_matches(['。', '.', '!', '！', ' ']);
    let request = ["教えて", "聞かせて", "見てもらえ", "can you", "could you"];
    text.ends_with(['?', '？'])
        || text.ends_with('か')
        || request.iter().any(|w| text.to_lowercase().contains(w))
}

/// What a sentence that is said to somebody may be taken for, though it is meant for them.
pub(super) fn is_theirs(intent: &Intent) -> bool {
    match intent {
        Intent::Do(_) => true,
        Intent::Room(act) => !matches!(act, Act::Update { .. } | Act::Countermeasure { .. }),
        Intent::Table(table) => !matches!(table, Table::Yes | Table::No | Table::Choice(_)),
        Intent::Look(look) => matches!(look, Look::Ask { .. }),
    }
}

/// A declaration, an all-clear or an end that was perhaps only mused about.
pub(super) fn in_doubt(text: &str, intent: &Intent) -> bool {
    let weighty = matches!(
        intent,
        Intent::Room(Act::Declare { .. } | Act::Resolved | Act::FalseAlarm) | Intent::Table(Table::Hint)
    );
    let text = text.to_lowercase();
    weighty && DOUBT.iter().any(|words| text.contains(words))
}

/// Words for the end that a shell or a chat would understand as well; `/end` is none of them.
pub(super) fn ends_by_habit(text: &str) -> bool {
    !text.trim_start().starts_with('/')
}

/// 「待って」 "hold on": no answer to "what should change?", and no end of the drill.
pub(super) fn holds_on(text: &str) -> bool {
    let text = text.to_lowercase();
    ["待", "やめ", "まって", "wait", "hold", "stop", "moment"].iter().any(|words| text.contains(words))
}

/// Is this an answer to "how do things stand?", and not chatter?
pub(super) fn tells_status(text: &str) -> bool {
    let lower = text.to_lowercase();
    text.contains(|c: char| c.is_ascii_digit()) || STATUS.iter().any(|words| lower.contains(words))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn people() -> Vec<String> {
        ["片山", "Ono", "support", "事業部長"].map(String::from).to_vec()
    }

    #[test]
    fn a_sentence_to_somebody_is_told_from_one_about_them() {
        for to in [
            "片山さん、購入の4割が失敗しています。これからcheckoutを切り戻します",
            "@片山 購入の約4割が失敗中",
            "Ono, buying fails for 38%; we'll roll back checkout.",
            "tell ono we're on it",
            "お客様には「復旧まで少々お待ちください」とお伝えください",
            "とりあえず報告：購入できない状態です",
            "reply to support: we know",
        ] {
            assert!(addressed(to, &people()), "{to}");
        }
        for about in
            ["片山さんに聞いて", "ask Ono", "checkout, roll it back", "supportのログ", "Onoda said so"]
        {
            assert!(!addressed(about, &people()), "{about}");
        }
    }

    #[test]
    fn musing_and_denial_are_in_doubt_and_plain_words_are_not() {
        let resolved = Intent::Room(Act::Resolved);
        let declared = Intent::Room(Act::Declare { severity: Some(3) });
        for said in ["復旧作業中です", "復旧させたい", "暫定復旧です", "直ったかな", "I wish it was resolved"]
        {
            assert!(in_doubt(said, &resolved), "{said}");
        }
        for said in
            ["SEV3くらいかな", "SEV1じゃないよね", "I don't think this is an incident", "this is not a sev1"]
        {
            assert!(in_doubt(said, &declared), "{said}");
        }
        for said in ["復旧しました", "復旧を宣言", "resolved", "it's fixed, closing"] {
            assert!(!in_doubt(said, &resolved), "{said}");
        }
        assert!(!in_doubt("SEV2で宣言", &declared));
        assert!(!in_doubt("checkoutを戻したいかな", &Intent::Look(Look::Alerts)));
    }

    #[test]
    fn chatter_is_no_status() {
        assert!(!tells_status("ちょっとトイレ"));
        assert!(!tells_status("coffee first"));
        assert!(tells_status("まだ調査中です"));
        assert!(tells_status("we are rolling it back"));
    }
}
