//! What could be taken for a declaration or an end and may not be one: musing, denial, habit. Where a slip would
//! cost the player, the game master asks first. Knows words of doubt and of deciding; what the rest means is
//! understanding's.

use super::aloud;
use crate::intent::{Act, Intent, Table};

/// Words by which people deny or put off, beside those by which they guess.
const DOUBT: [&str; 20] = [
    "くらい",
    "ぐらい",
    "じゃない",
    "ではない",
    "ではなさそう",
    "とは言え",
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
    "think",
    "almost",
    "until",
];

/// A declaration, an all-clear or a hint that was perhaps only mused about; an end that is a habit of shells.
pub(super) fn in_doubt(text: &str, intent: &Intent) -> bool {
    if matches!(intent, Intent::Table(Table::End)) {
        return !text.trim_start().starts_with('/');
    }
    let weighty = matches!(
        intent,
        Intent::Room(Act::Declare { .. } | Act::Resolved | Act::FalseAlarm) | Intent::Table(Table::Hint)
    );
    let text = text.to_lowercase();
    weighty && DOUBT.iter().chain(&aloud::MUSED).any(|words| text.contains(words))
}

/// 「待って」 "hold on": no answer to "what should change?", and no end of the drill.
pub(super) fn holds_on(text: &str) -> bool {
    let text = text.to_lowercase();
    ["待", "やめ", "まって", "wait", "hold", "stop", "moment"].iter().any(|words| text.contains(words))
}

/// A question about what to do, which is the player's to answer.
pub(super) fn asks_to_decide(text: &str) -> bool {
    let text = text.to_lowercase();
    let words = [
        "should ",
        "shall ",
        "may i",
        "can i ",
        "can we ",
        "do i ",
        "do we ",
        "ok to ",
        "okay to ",
        "safe to ",
        "worth ",
        "what do you think",
        "what now",
        "べき",
        "方がいい",
        "ほうがいい",
        "方が良い",
        "ていい",
        "ても良い",
        "てもいい",
        "でいい",
        "what would happen",
        "what happens if",
        "what if",
        "らどうな",
        "とどうな",
        "どうする",
        "どうすれば",
        "どうしよう",
        "どう思",
        "ましょうか",
        "ようか",
    ];
    words.iter().any(|word| text.contains(word))
}

/// A question after the cause itself.
pub(super) fn asks_for_the_answer(text: &str) -> bool {
    let text = text.to_lowercase();
    let words = [
        "原因は何",
        "原因はなに",
        "原因って何",
        "原因は？",
        "原因は?",
        "何が原因",
        "なにが原因",
        "答えは",
        "正解",
        "the cause?",
        "root cause?",
        "what's wrong",
        "what is wrong",
        "what caused",
        "the answer",
        "what is causing",
        "what's causing",
    ];
    words.iter().any(|word| text.contains(word))
}

/// A question after what a word means: 「カナリアって何？」 "what is a canary?".
pub(super) fn asks_what_it_means(text: &str) -> bool {
    let text = text.to_lowercase();
    let plain = text.trim_end_matches(['?', '？', '。', ' ']);
    let ends = [
        "って何",
        "ってなに",
        "って何ですか",
        "とは",
        "とは何",
        "とは何ですか",
        "の意味は",
        "ってどういう意味",
    ];
    let starts = ["what is a ", "what is an ", "what's a ", "what's an ", "what does "];
    ends.iter().any(|end| plain.ends_with(end))
        || starts.iter().any(|start| plain.starts_with(start))
            && (!plain.starts_with("what does ") || plain.ends_with(" mean"))
}

/// Words that close or open an incident, said when it is over, and nothing that is to change.
pub(super) fn only_closes(text: &str) -> bool {
    let lower = text.to_lowercase();
    let plain = lower.trim_end_matches(['。', '.', '!', '！', 'ね', ' ']);
    let says = [
        "します",
        "しました",
        "です",
        "解除",
        "クローズ",
        "宣言",
        "resolved",
        "closed",
        "closing it",
        "all clear",
    ];
    let changes = [
        "ため",
        "ように",
        "見直",
        "減ら",
        "防",
        "次",
        "今後",
        "整備",
        "追加",
        "入れ",
        "so that",
        "should",
        "add ",
    ];
    plain.chars().count() <= 24
        && says.iter().any(|end| plain.ends_with(end))
        && !changes.iter().any(|word| lower.contains(word))
}

/// A question after the hour of the drill.
pub(super) fn asks_the_hour(text: &str) -> bool {
    let text = text.to_lowercase();
    let past = ["いつから", "since", "から"].iter().any(|word| text.contains(word));
    !past
        && ["いま何時", "今何時", "何時？", "何時?", "what time is it", "what's the time"]
            .iter()
            .any(|w| text.contains(w))
}

/// The last that was named is to be forgotten.
pub(super) fn takes_back(text: &str) -> bool {
    let text = text
        .trim()
        .trim_start_matches('/')
        .trim_end_matches(['。', '.', '!', '！', 'で', 'ね'])
        .to_lowercase();
    let bare =
        ["やっぱり", "やっぱ", "今のは", "いまのは", "最後のは", "最後のを", "さっきのは", "それは", "、"]
            .iter()
            .fold(text.as_str(), |rest, word| rest.strip_prefix(word).unwrap_or(rest));
    [
        "取り消し",
        "取り消す",
        "取り消して",
        "取消",
        "取消し",
        "取り消します",
        "撤回します",
        "今のなし",
        "今の無し",
        "いまのなし",
        "なし",
        "撤回",
        "さっきのなし",
        "undo",
        "take it back",
        "take that back",
        "take back",
        "scratch that",
        "strike that",
        "forget that",
        "withdraw",
        "withdraw that",
        "remove that",
    ]
    .contains(&bare)
        && text != "なし"
}

/// 「さっきのデプロイ」 "the last release": of all that could be meant, what has changed lately.
pub(super) fn speaks_of_the_latest(text: &str) -> bool {
    let text = text.to_lowercase();
    let words = [
        "さっき",
        "先ほど",
        "直近",
        "最新",
        "最近",
        "今の",
        "いまの",
        "the last ",
        "latest",
        "recent",
        "just now",
        "the new ",
    ];
    words.iter().any(|word| text.contains(word))
}

/// It asks to be shown something, and does not only name what could be shown.
pub(super) fn asks_to_see(text: &str) -> bool {
    let text = text.trim().trim_end_matches(['。', '.', '!', '！']).to_lowercase();
    let ends = [
        "見せて",
        "見せてください",
        "見たい",
        "見たいです",
        "見る",
        "見て",
        "表示",
        "表示して",
        "確認したい",
    ];
    let starts = ["show ", "see ", "look ", "open ", "let me see ", "pull up "];
    ends.iter().any(|end| text.ends_with(end)) || starts.iter().any(|start| text.starts_with(start))
}

/// It says what was, and not what should be: 「原因は…だと思う」.
pub(super) fn speaks_of_the_cause(text: &str) -> bool {
    let text = text.to_lowercase();
    ["原因", "と思う", "と思います", "cause", "i think", "i believe", "was due to"]
        .iter()
        .any(|word| text.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;

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
        assert!(!in_doubt("checkoutを戻したいかな", &Intent::Look(crate::intent::Look::Alerts)));
    }

    #[test]
    fn what_is_taken_back_is_told_from_what_is_named() {
        for said in ["取り消し", "やっぱり今のなし", "撤回します。", "undo", "Scratch that."]
        {
            assert!(takes_back(said), "{said}");
        }
        for said in ["取り消しボタンを付ける", "なし", "add an undo to the console"] {
            assert!(!takes_back(said), "{said}");
        }
    }
}
