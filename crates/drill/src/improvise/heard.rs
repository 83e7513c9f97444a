//! What can be heard in the words that somebody asks a drill with: what kind of service, whose system is somebody else's, what
//! day and hour it is. Whatever is not said is left to the seed. Knows words; writes nothing.

use unicode_normalization::UnicodeNormalization;

use super::place::{EXTERNALS, External, KINDS, Kind};

/// What hangs on the day.
#[derive(Debug)]
pub struct Occasion {
    /// e.g. `sale`; begins its keys in the message files.
    pub id: &'static str,
    /// Hours that it falls in, if none is said [h of the day].
    pub(super) hour: (f64, f64),
    /// How crowded it is [factor].
    pub(super) load: (f64, f64),
    /// Mechanisms that such days bring about more often than others.
    pub(super) likely: &'static [&'static str],
    asked: &'static [&'static str],
}

/// All of them; the last is taken where no word asks for another.
pub const OCCASIONS: [Occasion; 8] = [
    Occasion {
        id: "sale",
        hour: (19.5, 21.5),
        load: (1.0, 1.1),
        likely: &["retries", "flag", "limit", "cache"],
        asked: &[
            "セール",
            "特売",
            "キャンペーン",
            "クーポン",
            "福袋",
            "ポイント",
            "sale",
            "campaign",
            "black friday",
            "coupon",
        ],
    },
    Occasion {
        id: "launch",
        hour: (11.8, 13.0),
        load: (1.0, 1.1),
        likely: &["release", "slow-release", "flag", "leak"],
        asked: &[
            "発売",
            "公開日",
            "新機能",
            "リリース日",
            "ローンチ",
            "受付開始",
            "開幕",
            "launch",
            "opening",
            "new feature",
            "debut",
        ],
    },
    Occasion {
        id: "live",
        hour: (19.0, 21.0),
        load: (1.0, 1.1),
        likely: &["cache", "retries", "external-slow", "external-limit"],
        asked: &[
            "生中継",
            "ライブ",
            "中継",
            "決勝",
            "試合",
            "生放送",
            "イベント",
            "live",
            "final",
            "match",
            "concert",
            "event",
        ],
    },
    Occasion {
        id: "payday",
        hour: (11.0, 14.5),
        load: (1.0, 1.1),
        likely: &["job", "plan", "external-limit"],
        asked: &[
            "給料日",
            "月末",
            "締め",
            "決算",
            "期限",
            "年度末",
            "payday",
            "month-end",
            "month end",
            "deadline",
            "closing",
            "tax",
        ],
    },
    Occasion {
        id: "holiday",
        hour: (10.0, 16.0),
        load: (0.95, 1.05),
        likely: &["certificate", "job", "external-slow", "name"],
        asked: &[
            "連休",
            "休日",
            "祝日",
            "正月",
            "年末年始",
            "お盆",
            "クリスマス",
            "夏休み",
            "holiday",
            "christmas",
            "vacation",
            "new year",
            "golden week",
        ],
    },
    Occasion {
        id: "flash",
        hour: (18.0, 22.0),
        load: (1.0, 1.1),
        likely: &["cache", "limit", "retries"],
        asked: &[
            "速報",
            "選挙",
            "地震",
            "台風",
            "号外",
            "炎上",
            "バズ",
            "テレビで紹介",
            "breaking",
            "election",
            "earthquake",
            "storm",
            "viral",
        ],
    },
    Occasion {
        id: "maintenance",
        hour: (6.5, 9.5),
        load: (0.95, 1.05),
        likely: &["settings", "pool", "name", "cache"],
        asked: &[
            "メンテ",
            "移行",
            "更改",
            "切り替え",
            "アップグレード",
            "引っ越し",
            "maintenance",
            "migration",
            "upgrade",
            "cutover",
        ],
    },
    Occasion {
        id: "usual",
        hour: (9.0, 22.0),
        load: (0.9, 1.05),
        likely: &["release", "certificate", "plan"],
        asked: &[],
    },
];

/// Days and seasons: the end of their key, and the words that name them.
const WHENS: [(&str, &[&str]); 14] = [
    ("yearend", &["年末", "大晦日", "year-end", "year end"]),
    ("newyear", &["正月", "元日", "新年", "new year"]),
    ("monday", &["月曜", "monday"]),
    ("tuesday", &["火曜", "tuesday"]),
    ("wednesday", &["水曜", "wednesday"]),
    ("thursday", &["木曜", "thursday"]),
    ("friday", &["金曜", "花金", "friday"]),
    ("saturday", &["土曜", "saturday"]),
    ("sunday", &["日曜", "sunday"]),
    ("weekend", &["週末", "土日", "weekend"]),
    ("spring", &["春", "四月", "4月", "spring", "april"]),
    ("summer", &["夏", "お盆", "summer", "august"]),
    ("autumn", &["秋", "紅葉", "autumn"]),
    ("winter", &["冬", "雪", "winter", "snow"]),
];

/// Hours that words name [h of the day].
const HOURS: [(&[&str], (f64, f64)); 8] = [
    (&["深夜", "真夜中", "midnight", "late night", "small hours"], (0.2, 2.5)),
    (&["早朝", "明け方", "dawn", "early morning"], (4.5, 6.5)),
    (&["朝", "始業", "morning"], (8.2, 9.8)),
    (&["昼", "正午", "noon", "lunch"], (11.8, 13.0)),
    (&["午後", "afternoon"], (13.5, 16.5)),
    (&["夕方", "evening"], (17.0, 19.0)),
    (&["夜", "晩", "night", "tonight"], (19.5, 22.0)),
    (&["開店", "opening hour"], (9.5, 10.5)),
];

/// Crowds that words name [factor].
const CROWDS: [(&[&str], (f64, f64)); 2] = [
    (&["殺到", "満員", "大混雑", "ピーク", "混雑", "peak", "crowd", "rush", "busy"], (1.08, 1.15)),
    (&["静か", "閑散", "暇", "ひま", "quiet", "calm", "slow day"], (0.85, 0.95)),
];

/// What was heard; `None` where nothing was said of it.
#[derive(Clone, Debug)]
pub struct Heard {
    pub kind: Option<&'static Kind>,
    pub external: Option<&'static External>,
    pub occasion: Option<&'static Occasion>,
    /// A day or season, e.g. `friday`.
    pub when: Option<&'static str>,
    pub(super) hour: Option<(f64, f64)>,
    pub(super) load: Option<(f64, f64)>,
}

/// Hears a text of any language, any length and any sense.
pub fn heard(text: &str) -> Heard {
    let text: String = text.nfkc().flat_map(char::to_lowercase).collect();
    let said = |words: &[&str]| words.iter().any(|word| holds(&text, word));
    // What is somebody else's is no kind of service: the payments of a shop do not make it a bank.
    let kinds = KINDS.iter().filter_map(|kind| Some((first(&text, kind.asked)?, kind)));
    Heard {
        kind: kinds.min_by_key(|(at, _)| *at).map(|(_, kind)| kind),
        external: EXTERNALS.iter().find(|external| said(external.asked)),
        occasion: OCCASIONS.iter().find(|occasion| said(occasion.asked)),
        when: WHENS.iter().find(|(_, words)| said(words)).map(|(id, _)| *id),
        hour: clock(&text)
            .map(|hour| (hour, hour + 0.3))
            .or_else(|| HOURS.iter().find(|(words, _)| said(words)).map(|(_, hour)| *hour)),
        load: CROWDS.iter().find(|(words, _)| said(words)).map(|(_, load)| *load),
    }
}

/// Where the first of these words stands.
fn first(text: &str, words: &[&str]) -> Option<usize> {
    words.iter().filter_map(|word| at(text, word)).min()
}

fn holds(text: &str, word: &str) -> bool {
    at(text, word).is_some()
}

/// A Latin word begins where it stands, and a short one ends there as well: `ec` is not in `security`, `sale` is in `sales`.
fn at(text: &str, word: &str) -> Option<usize> {
    let latin = word.starts_with(|c: char| c.is_ascii_alphanumeric());
    let letter = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
    let found = text.match_indices(word).find(|(at, _)| {
        let (before, after) = (text[..*at].chars().next_back(), text[at + word.len()..].chars().next());
        !latin || (!letter(before) && (word.len() > 3 || !letter(after)))
    });
    found.map(|(at, _)| at)
}

/// 「21時」, `21:30`, `9pm`: the first hour of the day that is written [h].
fn clock(text: &str) -> Option<f64> {
    let chars: Vec<char> = text.chars().collect();
    let mut n = 0;
    while n < chars.len() {
        let from = n;
        while n < chars.len() && chars[n].is_ascii_digit() {
            n += 1;
        }
        if n == from {
            n += 1;
            continue;
        }
        let hour: u32 = chars[from..n].iter().collect::<String>().parse().unwrap_or(u32::MAX);
        let behind: String = chars[n..].iter().take(3).collect();
        let behind = behind.trim_start();
        let afternoon = behind.starts_with("pm") || text.contains(&format!("午後{hour}時"));
        let marked =
            afternoon || behind.starts_with('時') || behind.starts_with(':') || behind.starts_with("am");
        let lasts = behind.starts_with("時間");
        if marked && !lasts && hour < 24 {
            return Some(f64::from(if afternoon && hour < 12 { hour + 12 } else { hour }));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Kind, external, occasion and when.
    fn said(text: &str) -> [&'static str; 4] {
        let heard = heard(text);
        [
            heard.kind.map_or("-", |kind| kind.id),
            heard.external.map_or("-", |external| external.id),
            heard.occasion.map_or("-", |occasion| occasion.id),
            heard.when.unwrap_or("-"),
        ]
    }

    #[test]
    fn the_world_of_a_text_is_heard_in_both_languages() {
        assert_eq!(said("ECサイト、決済は外部、金曜のセール"), ["shop", "payments", "sale", "friday"]);
        assert_eq!(
            said("A hotel booking site, login by a third party, Monday"),
            ["inn", "identity", "-", "monday"]
        );
        assert_eq!(said("サッカー決勝の生中継を配信"), ["stream", "-", "live", "-"]);
        assert_eq!(said("an online bank on payday"), ["bank", "-", "payday", "-"]);
        assert_eq!(said("選挙速報のニュースサイト"), ["news", "-", "flash", "-"]);
    }

    #[test]
    fn nothing_and_nonsense_are_heard_as_nothing() {
        for text in ["", "   ", "asdf qwer", "🔥🔥🔥", "security", "12345", "']}: {{ja", "\u{0}\n\t"] {
            assert_eq!(said(text), ["-"; 4], "{text:?}");
        }
    }

    #[test]
    fn an_hour_is_heard_as_it_is_written() {
        let hour = |text: &str| heard(text).hour.map(|(from, _)| from);
        assert_eq!(hour("21時のセール"), Some(21.0));
        assert_eq!(hour("sale at 9pm"), Some(21.0));
        assert_eq!(hour("午後3時"), Some(15.0));
        assert_eq!(hour("at 08:30"), Some(8.0));
        assert_eq!(hour("深夜のバッチ"), Some(0.2));
        assert_eq!(hour("72時間セール"), None);
        assert_eq!(hour("3 replicas"), None);
    }
}
