//! What an update claims, by its words: that it is over, that it goes on, that something was done. One judge for
//! the people who hear it in the play and for the debrief. Reads Japanese and English by what stands near what;
//! whether a claim is true is seen in the world and in the log.

use super::belief::{holds, plain};

/// That it is over.
const OVER: [&str; 59] = [
    "復旧",
    "回復",
    "戻りま",
    "戻った",
    "戻ってい",
    "解消",
    "解決",
    "収束",
    "終息",
    "直りま",
    "直った",
    "直って",
    "治りま",
    "落ち着",
    "正常",
    "平常",
    "おさまりま",
    "おさまった",
    "収まりま",
    "収まった",
    "止まりま",
    "なくなりま",
    "問題なく",
    "問題ありません",
    "resolved",
    "recovered",
    "restored",
    "fixed",
    "solved",
    "mitigated",
    "healthy",
    "back to normal",
    "normal again",
    "is normal",
    "are normal",
    "now normal",
    "is back",
    "are back",
    "came back",
    "'s back",
    "back online",
    "up and running",
    "is over",
    "it's over",
    "its over",
    "over for",
    "over now",
    "all over",
    "all clear",
    "all good",
    "no longer",
    "ok again",
    "okay again",
    "fine again",
    "works again",
    "work again",
    "working again",
    "stable again",
    "now stable",
];
/// Those of them that say how a part stands, and are no turn for the better: 「閲覧は正常」 while buying fails.
const STANDS: [&str; 7] =
    ["正常", "平常", "問題なく", "問題ありません", "healthy", "is normal", "are normal"];
/// That it is not yet, or only hoped for: in the same sentence.
const NOT_YET: [&str; 51] = [
    "まだ",
    "復旧作業",
    "に向け",
    "見込",
    "目指",
    "次第",
    "したら",
    "すれば",
    "予定",
    "未復旧",
    "未解決",
    "未解消",
    "対応中",
    "復旧中",
    "つつ",
    "傾向",
    "させます",
    "させる",
    "させたい",
    "はず",
    "かも",
    "思われ",
    "待って",
    "方法",
    "を急",
    "?",
    "not ",
    "n't",
    "yet",
    "will ",
    "'ll ",
    "should ",
    "would ",
    "could ",
    "may ",
    "might ",
    "hope",
    "expect",
    "soon",
    "until",
    "once ",
    "when ",
    "if ",
    "going to",
    "trying",
    "working on",
    "to be ",
    "almost",
    "than normal",
    "fail over",
    "failed over",
];
/// What is over, or is not.
const STEMS: [&str; 10] = ["復旧", "回復", "戻", "解消", "解決", "収束", "直っ", "正常", "落ち着", "止ま"];
/// That it goes on.
const GOES_ON: [&str; 24] = [
    "まだ",
    "引き続き",
    "調査",
    "調べて",
    "継続",
    "続いて",
    "対応中",
    "作業中",
    "復旧中",
    "未解決",
    "悪化",
    "増えて",
    "still",
    "ongoing",
    "investigat",
    "looking into",
    "not yet",
    "not fixed",
    "not resolved",
    "working on",
    "continues",
    "getting worse",
    "worse",
    "rising",
];
/// What is none is over if it is one of these.
const TROUBLE: [&str; 8] = ["エラー", "失敗", "遅延", "error", "fail", "5xx", "500s", "timeout"];
/// Words that answer or put off, and say nothing.
const EMPTY: [&str; 33] = [
    "yes",
    "yep",
    "yeah",
    "no",
    "nope",
    "ok",
    "okay",
    "sure",
    "wait",
    "hang on",
    "hold on",
    "one sec",
    "one moment",
    "just a moment",
    "thanks",
    "thank you",
    "got it",
    "hmm",
    "はい",
    "いいえ",
    "うん",
    "ええ",
    "いや",
    "待って",
    "待ってください",
    "ちょっと待って",
    "少々お待ちください",
    "了解",
    "了解です",
    "承知しました",
    "わかりました",
    "ありがとう",
    "ありがとうございます",
];

fn sentences(text: &str) -> impl Iterator<Item = &str> {
    text.split_inclusive(['。', '!', '?', ';', '\n']).flat_map(|part| part.split(". "))
}

fn any(text: &str, words: &[&str]) -> bool {
    words.iter().any(|word| holds(text, word))
}

/// It says that it is over, and not that it is not yet.
pub(crate) fn over(text: &str) -> bool {
    let text = plain(text).replace('’', "'");
    let turns = |sentence: &str| {
        OVER.iter().any(|word| !STANDS.contains(word) && holds(sentence, word)) || no_trouble(sentence)
    };
    let fails = sentences(&text).any(|sentence| any(sentence, &TROUBLE) && !turns(sentence));
    sentences(&text).any(|sentence| {
        let claims = turns(sentence) || !fails && any(sentence, &STANDS);
        claims && !NOT_YET.iter().any(|word| sentence.contains(word)) && !denied(sentence)
    })
}

/// It says that it goes on.
fn goes_on(text: &str) -> bool {
    let text = plain(text);
    sentences(&text).any(|sentence| any(sentence, &GOES_ON) || denied(sentence))
}

/// Those who hear it take it as word that it is over: it says so while it is `calm`, or it comes once it is
/// `well` for good and does not say that it goes on.
pub(crate) fn taken_as_over(text: &str, calm: bool, well: bool) -> bool {
    let ended = over(text);
    calm && ended || well && says_something(text) && (ended || !goes_on(text))
}

/// 「戻っていません」: what would be over is not.
fn denied(sentence: &str) -> bool {
    STEMS.iter().any(|stem| {
        sentence.match_indices(stem).any(|(at, _)| {
            let behind: String = sentence[at + stem.len()..].chars().take(8).collect();
            ["ない", "ません", "おらず", "せず", "らず"].iter().any(|not| behind.contains(not))
        })
    })
}

/// "errors 37% -> 0", 「エラーは0%」, "no more errors".
fn no_trouble(sentence: &str) -> bool {
    let none = ["no more ", "no errors", "no failures", "zero ", "errors gone", "errors are gone", "ゼロ"];
    any(sentence, &TROUBLE) && (any(sentence, &none) || zero(sentence))
}

/// A number that is nothing but a nought.
fn zero(sentence: &str) -> bool {
    sentence.match_indices('0').any(|(at, _)| {
        let part = |c: char| c.is_ascii_alphanumeric() || ".:,".contains(c);
        let before = sentence[..at].chars().next_back();
        let mut behind = sentence[at + 1..].chars();
        let ends = match behind.next() {
            Some(c) if ".,".contains(c) => behind.next().is_none_or(|c| !c.is_ascii_digit()),
            Some(c) => !part(c),
            None => true,
        };
        before.is_none_or(|c| !part(c)) && ends
    })
}

/// It holds more than a yes, a no or a "wait".
pub(crate) fn says_something(text: &str) -> bool {
    let text = plain(text);
    let bare = text.trim_matches(|c: char| !c.is_alphanumeric());
    bare.chars().filter(|c| c.is_alphanumeric()).count() >= 3 && !EMPTY.contains(&bare)
}

/// A kind of order, as people report that they gave it.
struct Deed {
    /// Name in keys: `rollback`.
    name: &'static str,
    /// How it is said, each the beginning of a word.
    said: &'static [&'static str],
    /// Orders that may be meant by it, by their verbs.
    verbs: &'static [&'static str],
}

const DEEDS: [Deed; 5] = [
    Deed {
        name: "rollback",
        said: &[
            "rolled back",
            "rolled it back",
            "rollback done",
            "rollback complete",
            "切り戻しました",
            "切り戻した",
            "切り戻し済",
            "切り戻し完了",
            "切り戻しが完了",
            "ロールバックしました",
            "ロールバックした",
            "ロールバック済",
            "ロールバック完了",
            "ロールバックが完了",
        ],
        verbs: &["rollback", "deploy", "flag", "revert-config", "set"],
    },
    Deed {
        name: "restart",
        said: &[
            "we restarted",
            "i restarted",
            "have restarted",
            "we've restarted",
            "再起動しました",
            "再起動した",
            "再起動済",
            "再起動完了",
        ],
        verbs: &["restart", "deploy", "rollback", "memory-limit", "cpu-limit"],
    },
    Deed {
        name: "scale",
        said: &[
            "scaled up",
            "scaled out",
            "we scaled",
            "増設しました",
            "増設した",
            "スケールアウトしました",
            "台に増やしました",
        ],
        verbs: &["scale", "cpu-limit", "memory-limit"],
    },
    Deed {
        name: "failover",
        said: &["failed over", "フェイルオーバーしました", "フェイルオーバーした"],
        verbs: &["failover"],
    },
    Deed {
        name: "switch",
        said: &[
            "turned off",
            "switched off",
            "we disabled",
            "オフにしました",
            "オフにした",
            "無効にしました",
            "無効化しました",
        ],
        verbs: &["flag", "pause-job", "set", "shed", "block-client", "drain", "rollback", "revert-config"],
    },
];

/// The kind of order that it says was done, though none of those given before it, as lines, can be meant.
pub(crate) fn never_given(text: &str, given: &[String]) -> Option<&'static str> {
    let text = plain(text);
    let verb = |line: &String| line.split_whitespace().next().unwrap_or_default().to_string();
    let given: Vec<String> = given.iter().map(verb).collect();
    let claims = |deed: &Deed| sentences(&text).any(|sentence| reports(sentence, deed));
    let meant = |deed: &Deed| given.iter().any(|verb| deed.verbs.contains(&verb.as_str()));
    DEEDS.iter().find(|deed| claims(deed) && !meant(deed)).map(|deed| deed.name)
}

/// It says that this was done; not that it will be, would be or was not.
fn reports(sentence: &str, deed: &Deed) -> bool {
    const UNDONE: [&str; 18] = [
        "not ",
        "n't",
        "will ",
        "'ll ",
        "should ",
        "would ",
        "could ",
        "be ",
        "being ",
        "getting ",
        "if ",
        "once ",
        "when ",
        "until",
        "yesterday",
        "ago",
        "昨日",
        "前回",
    ];
    deed.said.iter().any(|said| {
        sentence.match_indices(said).any(|(at, _)| {
            let behind = &sentence[at + said.len()..];
            let wished = ["い", "ら", "く", "ほう", "方", "場合"].iter().any(|end| behind.starts_with(end));
            let fits = holds(&sentence[at..], said);
            fits && !(said.ends_with('た') && wished) && !UNDONE.iter().any(|word| sentence.contains(word))
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn that_it_is_over_is_told_in_many_words() {
        for yes in [
            "checkout を切り戻し、購入は正常に戻りました",
            "復旧しました。エラー率は0.1%です",
            "21:25に回復、原因はpersonal_rankingフラグ",
            "エラーは0%になりました",
            "事象は収束しました。引き続き監視します",
            "purchases are back to normal",
            "Resolved. The cause was v143",
            "search ok again since we turned personal_ranking off, no orders lost",
            "checkout rolled back, errors 37% -> 0, over for users",
            "its over",
            "buy no longer fails",
            "fixed",
        ] {
            assert!(over(yes), "{yes}");
        }
        for no in [
            "調査中です",
            "まだ復旧していません",
            "復旧していません",
            "10分で復旧する見込みです",
            "回復しつつあります",
            "checkout を切り戻しています",
            "personal_ranking を 0% に下げました",
            "rolling back now",
            "not fixed yet",
            "should be back soon, will be fixed in 10 min",
            "rolled checkout back to v142, errors falling",
            "errors at 30%",
            "is it fixed?",
            "購入の約4割が失敗しています。閲覧とカートは正常",
            "about 4 in 10 purchases fail; browsing and carts are normal",
            "we failed over for safety",
        ] {
            assert!(!over(no), "{no}");
        }
    }

    #[test]
    fn once_it_is_well_any_word_that_is_not_negative_ends_it() {
        assert!(taken_as_over("rolled checkout back to v142", true, true));
        assert!(!taken_as_over("rolled checkout back to v142", true, false));
        assert!(taken_as_over("fixed, all good", true, false));
        assert!(!taken_as_over("fixed, all good", false, false));
        for no in ["引き続き調査しています", "still looking into it", "y", "hang on"] {
            assert!(!taken_as_over(no, true, true), "{no}");
        }
        assert!(taken_as_over("復旧しました。引き続き様子を見ます", true, true));
    }

    #[test]
    fn a_word_that_only_answers_says_nothing() {
        for no in ["y", "ok!", "Hang on", "はい。", "待って", "…", "no"] {
            assert!(!says_something(no), "{no}");
        }
        for yes in ["調査中", "on it", "checking checkout now"] {
            assert!(says_something(yes), "{yes}");
        }
    }

    #[test]
    fn an_order_that_was_never_given_is_found_by_the_log() {
        let given = |lines: &[&str]| lines.iter().map(|line| (*line).to_string()).collect::<Vec<_>>();
        let none = given(&[]);
        for text in ["rolled back to v88", "v142 に切り戻しました", "we have rolled back the release"]
        {
            assert_eq!(never_given(text, &none), Some("rollback"), "{text}");
            assert_eq!(never_given(text, &given(&["restart cart"])), Some("rollback"), "{text}");
            assert_eq!(never_given(text, &given(&["deploy cart v88"])), None, "{text}");
        }
        assert_eq!(never_given("cart を再起動しました", &none), Some("restart"));
        for text in [
            "rolling back",
            "will be rolled back in 5 min",
            "切り戻したいです",
            "not rolled back yet",
            "cart restarted three times",
            "切り戻しを検討しています",
        ] {
            assert_eq!(never_given(text, &none), None, "{text}");
        }
    }
}
