//! What is named as a change, told from what people merely say when it is over. Knows turns of speech; whether a change
//! is a good one is nobody's to say here.

use super::aloud::{mere_word, muses};

/// Long enough to name what should change, and neither a question nor a musing.
pub(super) fn proposes(text: &str) -> bool {
    let words = text.split_whitespace().count() > 2;
    let long = text.chars().count() >= if text.is_ascii() { 12 } else { 8 };
    (words || !text.is_ascii()) && long && !mere_word(text) && !muses(text)
}

/// Says that something should be otherwise, among people who also merely talk.
pub(super) fn wishes(text: &str) -> bool {
    let lower = text.to_lowercase();
    let words = [
        "should",
        "ought to",
        "need to",
        "needs to",
        "let's",
        "let us",
        "must",
        "next time",
        "from now on",
        "対策",
        "再発防止",
        "べき",
        "ようにする",
        "ようにしたい",
        "ましょう",
        "しよう",
        "したい",
        "ほうがいい",
        "方がいい",
        "必要",
        "今後は",
        "次からは",
        "次回は",
    ];
    proposes(text) && words.iter().any(|word| lower.contains(word))
}

/// What a change begins with.
const VERBS: [&str; 45] = [
    "add",
    "cap",
    "limit",
    "alert",
    "monitor",
    "automate",
    "test",
    "require",
    "introduce",
    "check",
    "review",
    "release",
    "roll",
    "use",
    "make",
    "set",
    "put",
    "keep",
    "give",
    "move",
    "remove",
    "replace",
    "split",
    "separate",
    "document",
    "write",
    "train",
    "ensure",
    "never",
    "always",
    "have",
    "run",
    "raise",
    "lower",
    "reduce",
    "increase",
    "turn",
    "enable",
    "disable",
    "retire",
    "drop",
    "build",
    "measure",
    "rehearse",
    "canary",
];

/// Reads as a change, though nobody says that it should be: 「ソークテストを入れる」 "cap the retries to one".
pub(super) fn would_change(text: &str) -> bool {
    let lower = text.to_lowercase();
    let first = lower.split(|c: char| !c.is_ascii_alphabetic()).next().unwrap_or_default();
    let done = [
        "ている",
        "てる",
        "だった",
        "と思う",
        "気がする",
        "かもしれない",
        "疲れる",
        "助かる",
        "分かる",
        "わかる",
    ];
    let plans = ["る", "す", "く", "む", "ぶ", "つ", "ぐ"];
    let nouns =
        ["追加", "導入", "整備", "見直し", "必須化", "自動化", "徹底", "強化", "テスト", "訓練", "監視"];
    let ends = |words: &[&str]| {
        let last = lower.trim_end_matches(['。', '.', '!', '！', ' ']);
        words.iter().any(|word| last.ends_with(word))
    };
    let japanese = ends(&plans) && !ends(&done) && !ends(&["です", "ます"]) || ends(&nouns);
    proposes(text) && (VERBS.contains(&first) || japanese)
}

/// 「助かりました」 "good catch, thanks": people speak well of one another.
pub(super) fn thanks(text: &str) -> bool {
    let lower = text.to_lowercase();
    let words = [
        "thank",
        "thx",
        "cheers",
        "good catch",
        "nice catch",
        "well played",
        "sorry",
        "ありがと",
        "助かりま",
        "助かった",
        "すみません",
        "お見事",
        "ナイス",
        "さすが",
    ];
    words.iter().any(|word| lower.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_would_change_is_told_from_talk() {
        for said in [
            "cap the retries to one with a budget, and alert on retry ratio",
            "add a canary to the checkout release",
            "リリース前にメモリのソークテストを入れる。カナリアで30分見る",
            "送料計算の結合テストを追加",
        ] {
            assert!(would_change(said), "{said}");
        }
        for said in ["that was close, I was lost for a while", "今日は長かったですね", "まだログを見ている"]
        {
            assert!(!would_change(said), "{said}");
        }
    }
}
