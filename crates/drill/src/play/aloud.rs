//! What people say aloud at the table, told from what they send or mean to be done: an answer to "how do things
//! stand?", thinking aloud, a mere word, a reply, a goodbye, a supposition. Knows turns of speech; what the rest
//! means is understanding's.

/// Words by which something is only guessed at.
pub(super) const MUSED: [&str; 16] = [
    "かな",
    "かも",
    "だろう",
    "と思う",
    "気がする",
    "だといい",
    "たいな",
    "wish",
    "hope",
    "reckon",
    "guess",
    "maybe",
    "might",
    "probably",
    "i think",
    "perhaps",
];

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

/// Whether words answer "how do things stand?".
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Status {
    /// They say how things stand.
    Plain,
    /// They may.
    Doubtful,
    /// They are chatter, or somebody who thinks aloud about what to do.
    No,
}

/// Is this an answer to "how do things stand?", and not chatter and no musing?
pub(super) fn tells_status(text: &str) -> Status {
    let lower = text.to_lowercase();
    let about = STATUS.iter().any(|words| lower.contains(words));
    let counts = text.contains(|c: char| c.is_ascii_digit());
    match () {
        () if mere_word(text) || muses(text) || !(about || counts) => Status::No,
        () if !about || MUSED.iter().any(|words| lower.contains(words)) => Status::Doubtful,
        () => Status::Plain,
    }
}

/// Somebody thinks aloud about what they might do: 「4台にしようかな」 "maybe I should restart it".
pub(super) fn muses(text: &str) -> bool {
    let text = text.to_lowercase();
    let plain = text.trim_end_matches(['。', '.', '!', '！', '…', 'ぁ', 'あ', 'ー', '〜', ' ']);
    let ends = [
        "ようかな",
        "ようか",
        "ましょうか",
        "おうかな",
        "てみようか",
        "べきかな",
        "べきか",
        "方がいいかな",
        "ほうがいいかな",
        "方がいいかも",
        "ほうがいいかも",
        "どうしよう",
        "てみるかな",
        "てみるか",
        "とくか",
        "とくかな",
        "しとこうかな",
        "っておこうかな",
    ];
    let within = [
        "should i",
        "should we",
        "shall i",
        "shall we",
        "maybe i",
        "maybe we",
        "perhaps i",
        "perhaps we",
        "i might",
        "we might",
        "i could",
        "we could",
        "i wonder",
        "wondering",
        "thinking of",
        "let me think",
        "what if",
        "just in case",
    ];
    ends.iter().any(|end| plain.ends_with(end)) || within.iter().any(|words| text.contains(words))
}

/// "Hang on", 「少々お待ちを」, "ok", "y": a word to somebody that says nothing of how things stand.
pub(super) fn mere_word(text: &str) -> bool {
    let lower = text.trim().to_lowercase();
    let plain = lower.trim_end_matches(['。', '.', '!', '！', '…', '～', '〜', 'ー', ' ']);
    let whole = [
        "y",
        "n",
        "yes",
        "yeah",
        "yep",
        "no",
        "nope",
        "ok",
        "okay",
        "k",
        "sure",
        "thanks",
        "thank you",
        "hi",
        "hello",
        "はい",
        "ええ",
        "うん",
        "いいえ",
        "いえ",
        "いや",
        "了解",
        "了解です",
        "承知しました",
        "ありがとう",
        "ありがとうございます",
        "お願いします",
        "すみません",
    ];
    let puts_off = [
        "hang on",
        "hold on",
        "one moment",
        "a moment",
        "one sec",
        "a sec",
        "a second",
        "stand by",
        "standby",
        "bear with",
        "be right back",
        "brb",
        "not now",
        "wait",
        "お待ち",
        "待って",
        "まって",
        "待った",
        "少々",
        "あとで",
        "後で",
    ];
    let about =
        STATUS.iter().any(|words| lower.contains(words)) || lower.contains(|c: char| c.is_ascii_digit());
    let short = plain.chars().count() <= 24;
    whole.contains(&plain) || short && !about && puts_off.iter().any(|words| lower.contains(words))
}

/// A question whose answer is words, and not yes or no: 「何と返せば」 "what shall I say?".
pub(super) fn asks_for_words(question: &str) -> bool {
    let question = question.to_lowercase();
    let last = question.trim_end_matches(['?', '？']);
    let last = last.rsplit(['。', '.', '!', '！', '?', '？', '—', '…']).next().unwrap_or(last);
    let latin = ["what", "when", "how", "where", "who", "which", "why"];
    let kana = [
        "何",
        "なに",
        "なん",
        "どう",
        "どこ",
        "いつ",
        "だれ",
        "誰",
        "どれ",
        "どの",
        "どちら",
        "いくつ",
        "なぜ",
    ];
    last.split(|c: char| !c.is_ascii_alphabetic()).any(|word| latin.contains(&word))
        || kana.iter().any(|word| last.contains(word))
}

/// What is said beside "declare SEV2": "30 % of orders fail". Nothing, where all of it declares.
pub(super) fn beside_declaring(text: &str) -> Option<String> {
    let declares = |part: &str| {
        let part = part.to_lowercase();
        ["sev", "declar", "incident", "宣言", "インシデント"].iter().any(|word| part.contains(word))
    };
    let marks = |c: char| ":：。、,;；!！\n　".contains(c);
    let mut parts: Vec<&str> = text.split(marks).map(str::trim).filter(|part| !part.is_empty()).collect();
    parts.retain(|part| !declares(part));
    if !parts.is_empty() {
        let between = if text.is_ascii() { ", " } else { "、" };
        return Some(parts.join(between));
    }
    // "declare sev2 30% of orders fail": the words that declare, and then what is said.
    let declaring = [
        "we",
        "i",
        "i'm",
        "declare",
        "declaring",
        "a",
        "an",
        "sev",
        "severity",
        "incident",
        "sev1",
        "sev2",
        "sev3",
        "sev4",
        "-",
    ];
    let rest: Vec<&str> =
        text.split(' ').skip_while(|word| declaring.contains(&word.to_lowercase().as_str())).collect();
    let rest = rest.join(" ");
    (!rest.is_empty() && !declares(&rest)).then_some(rest)
}

/// People part: 「解散！お疲れさまでした」 "good night all". Nothing that should change.
pub(super) fn parts(text: &str) -> bool {
    let lower = text.to_lowercase();
    let words = [
        "解散",
        "お疲れ",
        "おつかれ",
        "おやすみ",
        "お休みなさい",
        "また明日",
        "ではまた",
        "帰ります",
        "寝ます",
        "寝る",
        "good night",
        "goodnight",
        "goodbye",
        "good bye",
        "bye",
        "that's a wrap",
        "well done",
        "good job",
        "good work",
        "nice work",
        "great work",
        "see you",
        "signing off",
        "off to bed",
    ];
    let alone = |w: &str| {
        lower.match_indices(w).any(|(at, _)| {
            !lower[..at].ends_with(char::is_alphanumeric)
                && !lower[at + w.len()..].starts_with(char::is_alphanumeric)
        })
    };
    let word = |w: &str| if w.is_ascii() { alone(w) } else { lower.contains(w) };
    text.chars().count() <= 32 && words.iter().any(|w| word(w))
}

/// It supposes something that has not been done: 「絞ったらどうなるかな」 "what if we shed half?".
pub(super) fn supposes(text: &str) -> bool {
    let text = text.to_lowercase();
    let ends = [
        "どうなる",
        "どうなります",
        "どうなっちゃう",
        "どうかな",
        "どうだろう",
        "どうでしょう",
        "効くかな",
        "直るかな",
    ];
    let condition = ["たら", "だら", "れば", "ると", "ても", "でも"];
    let kana = ends.iter().any(|end| {
        text.find(end)
            .is_some_and(|at| condition.iter().any(|c| text[..at].trim_end_matches('、').ends_with(c)))
    });
    let latin =
        ["what if", "what happens if", "what would", "what happens when", "would it help", "would that help"];
    kana || latin.iter().any(|words| text.contains(words))
}

/// "yes!!", 「いえ、まだ」: it begins like an answer to somebody.
pub(super) fn replies(text: &str) -> bool {
    let text = text.trim().to_lowercase();
    let latin =
        ["yes", "yeah", "yep", "no", "nope", "ok", "okay", "sure", "please", "not yet", "don't", "do not"];
    let kana = [
        "はい",
        "ええ",
        "うん",
        "いいえ",
        "いえ",
        "いや",
        "だめ",
        "ダメ",
        "まだ",
        "お願い",
        "了解",
        "大丈夫",
        "やめ",
    ];
    // What goes on with something else is about something else: 「まだ切り戻してない」 "no errors in payments".
    let marks = ['、', '。', ',', '.', '!', '！', '…', ';'];
    let go_on = [
        " please",
        " do",
        " thanks",
        " go ahead",
        " not yet",
        " need",
        " hold",
        " wait",
        " call",
        " stop",
        " don't",
        "です",
        "でした",
        "いい",
        "要ら",
        "いら",
        "必要",
        "結構",
        "待",
        "まって",
        "お願い",
        "して",
        "やめ",
        "しな",
        "大丈夫",
        "さい",
        "ください",
        "ておいて",
        "ます",
        "だめ",
    ];
    let ends = |word: &str| {
        text.strip_prefix(word).is_some_and(|rest| {
            let rest = rest.strip_prefix("です").unwrap_or(rest);
            rest.is_empty() || rest.starts_with(marks) || go_on.iter().any(|w| rest.starts_with(w))
        })
    };
    latin.iter().chain(&kana).any(|word| ends(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_said_beside_a_declaration_is_found_and_the_declaration_is_left_out() {
        for (said, beside) in [
            ("declare sev2, 30% of orders fail", Some("30% of orders fail")),
            ("SEV2で宣言。購入の3割が失敗", Some("購入の3割が失敗")),
            ("declare sev2 30% of orders fail", Some("30% of orders fail")),
            ("SEV2で宣言します", None),
            ("declare an incident", None),
        ] {
            assert_eq!(beside_declaring(said).as_deref(), beside, "{said}");
        }
    }

    #[test]
    fn chatter_is_no_status() {
        for said in [
            "ちょっとトイレ",
            "coffee first",
            "念のためshippingを4台にしようかな",
            "hang on",
            "少々お待ちください",
            "y",
        ] {
            assert_eq!(tells_status(said), Status::No, "{said}");
        }
        assert_eq!(tells_status("まだ調査中です"), Status::Plain);
        assert_eq!(tells_status("we are rolling it back"), Status::Plain);
        assert_eq!(tells_status("原因はたぶんv52かな"), Status::Doubtful);
    }

    #[test]
    fn what_goes_on_with_something_else_is_no_reply() {
        for said in [
            "はい、お願いします",
            "いいえ",
            "まだです",
            "no, do not tell them that",
            "yes please",
            "まだいいです",
        ] {
            assert!(replies(said), "{said}");
        }
        for said in ["まだ切り戻してないです", "no errors in payments", "いやな予感がする"]
        {
            assert!(!replies(said), "{said}");
        }
        assert!(
            asks_for_words("「…」と来ています。何と返せばいいですか") && !asks_for_words("電話しましょうか")
        );
        assert!(!asks_for_words("What is this. Shall I ring the provider?"));
    }

    #[test]
    fn a_goodbye_and_a_supposition_are_told_from_what_is_meant() {
        for said in ["解散！お疲れさまでした", "good night all", "みんなおつかれ"] {
            assert!(parts(said), "{said}");
        }
        assert!(!parts("カナリアを必須にする") && !parts("alert on goodput going by route"));
        assert!(supposes("webの流量を半分に絞ったらどうなるかな") && supposes("what if we shed half of it?"));
        assert!(!supposes("checkoutはどうなってる？") && !supposes("checkoutのエラー率はどうかな"));
    }
}
