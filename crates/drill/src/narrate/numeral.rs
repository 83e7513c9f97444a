//! Numbers spelled in letters: `thirty percent`, 「三十四％」「二百件」. Only what is surely a number is read: a Japanese
//! numeral must stand before a counter, and words such as 「一時」「十分」「一部」 or "one" are left alone.

/// What follows a Japanese numeral that counts something.
const COUNTERS: [&str; 17] = [
    "パーセント",
    "％",
    "%",
    "割",
    "倍",
    "件",
    "台",
    "回",
    "人",
    "個",
    "行",
    "名",
    "秒",
    "分",
    "時間",
    "本",
    "リクエスト",
];

/// Values of all numbers spelled in `text`, in either language.
pub(super) fn spelled(text: &str) -> Vec<f64> {
    let mut found = japanese(text);
    found.extend(english(text));
    found
}

fn japanese(text: &str) -> Vec<f64> {
    let mut found = Vec::new();
    let mut rest = text;
    let mut before = None;
    while let Some(c) = rest.chars().next() {
        let end = rest.find(|c| digit(c).is_none() && scale(c).is_none()).unwrap_or(rest.len());
        if end == 0 {
            before = Some(c);
            rest = &rest[c.len_utf8()..];
            continue;
        }
        let (numeral, after) = rest.split_at(end);
        let counts = COUNTERS.iter().any(|counter| after.starts_with(counter));
        // 「数百件」 is vague, 「第一回」 and 「十分」 count nothing.
        let vague = matches!(before, Some('数' | '第' | '何' | '幾'));
        let word = numeral == "一" || (numeral == "十" && after.starts_with('分'));
        if counts && !vague && !word {
            found.push(japanese_value(numeral));
        }
        before = numeral.chars().next_back();
        rest = after;
    }
    found
}

fn digit(c: char) -> Option<f64> {
    "〇一二三四五六七八九".chars().position(|digit| digit == c).map(|n| n as f64)
}

fn scale(c: char) -> Option<f64> {
    match c {
        '十' => Some(10.0),
        '百' => Some(100.0),
        '千' => Some(1_000.0),
        '万' => Some(10_000.0),
        _ => None,
    }
}

fn japanese_value(numeral: &str) -> f64 {
    let (mut total, mut part, mut last) = (0.0, 0.0, None::<f64>);
    for c in numeral.chars() {
        match (digit(c), scale(c)) {
            // 「二〇」 is written digit by digit.
            (Some(n), _) => last = Some(last.map_or(n, |before| before * 10.0 + n)),
            (None, Some(10_000.0)) => {
                total += (part + last.take().unwrap_or(0.0)).max(1.0) * 10_000.0;
                part = 0.0;
            }
            (None, Some(scale)) => part += last.take().unwrap_or(1.0) * scale,
            (None, None) => {}
        }
    }
    total + part + last.unwrap_or(0.0)
}

/// English numerals from two; "one" is a pronoun more often than a number.
const WORDS: [(&str, f64); 30] = [
    ("one", 1.0),
    ("two", 2.0),
    ("three", 3.0),
    ("four", 4.0),
    ("five", 5.0),
    ("six", 6.0),
    ("seven", 7.0),
    ("eight", 8.0),
    ("nine", 9.0),
    ("ten", 10.0),
    ("eleven", 11.0),
    ("twelve", 12.0),
    ("thirteen", 13.0),
    ("fourteen", 14.0),
    ("fifteen", 15.0),
    ("sixteen", 16.0),
    ("seventeen", 17.0),
    ("eighteen", 18.0),
    ("nineteen", 19.0),
    ("twenty", 20.0),
    ("thirty", 30.0),
    ("forty", 40.0),
    ("fifty", 50.0),
    ("sixty", 60.0),
    ("seventy", 70.0),
    ("eighty", 80.0),
    ("ninety", 90.0),
    ("hundred", 100.0),
    ("thousand", 1e3),
    ("million", 1e6),
];

fn english(text: &str) -> Vec<f64> {
    let lower = text.to_lowercase();
    let mut found = Vec::new();
    let mut open: Option<(f64, f64)> = None;
    let mut close = |open: &mut Option<(f64, f64)>| {
        if let Some((total, part)) = open.take()
            && total + part != 1.0
        {
            found.push(total + part);
        }
    };
    for word in lower.split_inclusive(|c: char| !c.is_ascii_alphabetic()) {
        let name = word.trim_end_matches(|c: char| !c.is_ascii_alphabetic());
        match WORDS.iter().find(|(known, _)| *known == name) {
            Some((_, value)) if *value >= 1_000.0 => {
                let (total, part) = open.unwrap_or((0.0, 1.0));
                open = Some((total + part.max(1.0) * value, 0.0));
            }
            Some((_, 100.0)) => {
                let (total, part) = open.unwrap_or((0.0, 1.0));
                open = Some((total, part.max(1.0) * 100.0));
            }
            Some((_, value)) => {
                let (total, part) = open.unwrap_or((0.0, 0.0));
                open = Some((total, part + value));
            }
            None if name.is_empty() || (name == "and" && open.is_some()) => {}
            None => close(&mut open),
        }
        // A comma or a full stop ends a number; a space or a hyphen does not.
        if !matches!(word.chars().next_back(), Some('a'..='z' | ' ' | '-')) {
            close(&mut open);
        }
    }
    close(&mut open);
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_japanese_numeral_before_a_counter_is_a_number() {
        for (text, value) in [
            ("三十四％が失敗", 34.0),
            ("二百件", 200.0),
            ("千二百三件", 1_203.0),
            ("三万五千人", 35_000.0),
            ("二〇台", 20.0),
        ] {
            assert_eq!(spelled(text), [value], "{text}");
        }
    }

    #[test]
    fn an_english_numeral_is_a_number() {
        for (text, value) in [
            ("thirty-four percent fail", 34.0),
            ("two hundred and five lines", 205.0),
            ("Three thousand requests", 3_000.0),
            ("about twelve minutes", 12.0),
        ] {
            assert_eq!(spelled(text), [value], "{text}");
        }
        assert_eq!(spelled("two, three"), [2.0, 3.0]);
    }

    #[test]
    fn words_that_only_look_like_numbers_are_left_alone() {
        for text in [
            "一時的に十分な余裕",
            "一部の利用者、数百件",
            "第二回",
            "一次対応",
            "二重請求",
            "one of them",
            "someone often",
            "",
            "a thousandth",
            "万一",
        ] {
            assert_eq!(spelled(text), Vec::<f64>::new(), "{text}");
        }
    }
}
