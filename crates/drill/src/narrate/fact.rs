//! Facts, and whether a text says only what they say. A narrator, be it a template or a language model,
//! may use a number, host, version or time only if a fact holds it. Knows nothing of looks or worlds.

use world::time::Nanos;

/// One thing that its viewer may be told.
#[derive(Clone, Debug, PartialEq)]
pub struct Fact {
    /// A dotted path: `checkout.error_share.now`.
    pub id: String,
    /// What it is.
    pub value: Value,
    /// Unit of a number: `ms`, `%`, `/s`, `s`, `MB`; empty for counts and words.
    pub unit: String,
    /// When it was so [ns since the world began].
    pub at: Nanos,
}

/// A fact's value.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// Counted, exact.
    Count(u64),
    /// Measured; a text may round it, to three significant digits or to the digits it writes.
    Measure(f64),
    /// A name, a version, a written time or a whole line; its numbers count as said.
    Word(String),
}

/// Whether every number, host, version and time in `text` is in one of the facts. A number may be rounded as
/// [`Value`] says; a number with a unit must have that unit (`ms` and `s`, `秒` agree). Names of percentiles
/// (`p95`) are words. A number spelled in letters (`thirty percent`, 「三十件」) must be in a fact too.
pub fn grounded(text: &str, facts: &[Fact]) -> bool {
    ungrounded(text, facts).is_empty()
}

/// The parts of `text` that no fact holds, for complaints.
pub fn ungrounded(text: &str, facts: &[Fact]) -> Vec<String> {
    let known: Vec<Known> = facts.iter().flat_map(known).collect();
    let spelled = super::numeral::spelled(text);
    let spelled = spelled.into_iter().map(|value| Token::Number { value, place: 1.0, unit: "" });
    let said = tokens(text).into_iter().chain(spelled);
    said.filter(|said| !known.iter().any(|fact| fact.covers(said))).map(written).collect()
}

/// What a text says that could be wrong.
#[derive(Clone, Debug, PartialEq)]
enum Token {
    /// `02:13`, `02:13:07`.
    Time(String),
    /// `checkout-2`, `v142`, `203.0.113.9`: letters and digits in one word, or more than one dot.
    Name(String),
    /// A number, the place of its last written digit (0.1 for `34.2`), and its unit or nothing.
    Number { value: f64, place: f64, unit: &'static str },
}

enum Known {
    Count(f64),
    Measure(f64, &'static str),
    Said(Token),
}

impl Known {
    fn covers(&self, said: &Token) -> bool {
        match (self, said) {
            (Known::Said(fact), _) => fact == said || within_seconds(fact, said),
            (Known::Count(fact), Token::Number { value, unit: "", .. }) => value == fact,
            (Known::Measure(fact, fact_unit), Token::Number { value, place, unit }) => {
                let Some((scale, fact_scale)) = comparable(unit, fact_unit) else { return false };
                let (value, place, fact) = (value * scale, place * scale, fact * fact_scale);
                // Three significant digits are within half a percent of the truth.
                let off = (value - fact).abs();
                off <= place * 0.5 + 1e-9 || off <= fact.abs() * 0.005 + 1e-9
            }
            _ => false,
        }
    }
}

/// `02:13` is said by a fact that says `02:13:07`.
fn within_seconds(fact: &Token, said: &Token) -> bool {
    matches!((fact, said), (Token::Time(fact), Token::Time(said)) if said.len() == 5 && fact.starts_with(said))
}

/// Factors that bring both units to one; `None` if they measure different things. A bare number may be any.
fn comparable(said: &str, fact: &str) -> Option<(f64, f64)> {
    let milliseconds = |unit: &str| match unit {
        "ms" => Some(1.0),
        "s" => Some(1_000.0),
        "min" => Some(60_000.0),
        "h" => Some(3_600_000.0),
        _ => None,
    };
    match (milliseconds(said), milliseconds(fact)) {
        (Some(a), Some(b)) => Some((a, b)),
        _ if said.is_empty() || said == fact => Some((1.0, 1.0)),
        _ => None,
    }
}

fn known(fact: &Fact) -> Vec<Known> {
    match &fact.value {
        Value::Count(n) => vec![Known::Count(*n as f64)],
        Value::Measure(value) => vec![Known::Measure(*value, unit(&fact.unit).unwrap_or(""))],
        Value::Word(word) => {
            let spelled = super::numeral::spelled(word).into_iter().map(Known::Count);
            tokens(word).into_iter().map(Known::Said).chain(spelled).collect()
        }
    }
}

fn written(token: Token) -> String {
    match token {
        Token::Time(text) | Token::Name(text) => text,
        Token::Number { value, unit, .. } => format!("{value}{unit}"),
    }
}

/// Spellings of units; the longest that fits is meant.
const UNITS: [(&str, &str); 18] = [
    ("req/s", "/s"),
    ("ミリ秒", "ms"),
    ("ms", "ms"),
    ("毎秒", "/s"),
    ("/秒", "/s"),
    ("/s", "/s"),
    ("秒", "s"),
    ("sec", "s"),
    ("時間", "h"),
    ("分", "min"),
    ("min", "min"),
    ("MB", "MB"),
    ("GB", "GB"),
    ("％", "%"),
    ("%", "%"),
    ("percent", "%"),
    ("s", "s"),
    ("h", "h"),
];

fn unit(text: &str) -> Option<&'static str> {
    let (spelling, unit) = UNITS.into_iter().find(|(spelling, _)| text.starts_with(spelling))?;
    let after = text[spelling.len()..].chars().next();
    let cut = spelling.ends_with(|c: char| c.is_ascii_alphabetic())
        && after.is_some_and(|c| c.is_ascii_alphanumeric());
    (!cut).then_some(unit)
}

/// Words with a digit that say nothing of their own.
const VOCABULARY: [&str; 3] = ["p50", "p95", "p99"];

fn tokens(text: &str) -> Vec<Token> {
    let text: String = text.chars().map(narrow).collect();
    let mut found = Vec::new();
    let mut rest = text.as_str();
    while let Some(start) = rest.find(|c: char| c.is_ascii_alphanumeric()) {
        let word = &rest[start..];
        let end = word_end(word);
        let (word, after) = word.split_at(end);
        rest = after;
        if word.bytes().any(|b| b.is_ascii_digit()) && !VOCABULARY.contains(&word.to_lowercase().as_str()) {
            found.extend(token(word, after));
        }
    }
    found
}

/// Full-width digits and signs as their ASCII ones.
fn narrow(c: char) -> char {
    match c {
        '０'..='９' | '．' | '，' | '：' | '％' => {
            char::from_u32(u32::from(c) - 0xFF00 + 0x20).unwrap_or(c)
        }
        _ => c,
    }
}

/// A word is letters and digits, and `- _ . : ,` between two of them; a comma only between digits.
fn word_end(text: &str) -> usize {
    let bytes = text.as_bytes();
    let mut end = 0;
    while end < bytes.len() {
        let inside = match bytes[end] {
            b if b.is_ascii_alphanumeric() => true,
            b'-' | b'_' | b'.' => bytes.get(end + 1).is_some_and(u8::is_ascii_alphanumeric),
            b':' => {
                bytes[..end].iter().all(|b| b.is_ascii_digit() || *b == b':')
                    && bytes.get(end + 1).is_some_and(u8::is_ascii_digit)
            }
            b',' => {
                bytes[..end].iter().all(|b| b.is_ascii_digit() || *b == b',')
                    && bytes.get(end + 1..end + 4).is_some_and(|three| three.iter().all(u8::is_ascii_digit))
            }
            _ => false,
        };
        if !inside {
            break;
        }
        end += 1;
    }
    end
}

fn token(word: &str, after: &str) -> Vec<Token> {
    if word.contains(':') {
        return vec![Token::Time(word.into())];
    }
    if let Some(number) = number(word, after.trim_start_matches(' ')) {
        return vec![number];
    }
    // `2310ms`: a number with its unit in the same word.
    let digits = word.find(|c: char| c.is_ascii_alphabetic()).unwrap_or(word.len());
    if unit(&word[digits..]).is_some_and(|_| !word[digits..].contains(['-', '_', '.']))
        && let Some(number) = number(&word[..digits], &word[digits..])
    {
        return vec![number];
    }
    // `02-13`, `3-5`: a range of numbers is its ends.
    let ends: Vec<Token> = word.split('-').filter_map(|end| number(end, after)).collect();
    if ends.len() > 1 && ends.len() == word.split('-').count() {
        return ends;
    }
    vec![Token::Name(word.to_lowercase())]
}

fn number(word: &str, after: &str) -> Option<Token> {
    let plain = word.replace(',', "");
    if plain.is_empty() || !plain.bytes().all(|b| b.is_ascii_digit() || b == b'.') {
        return None;
    }
    let value: f64 = plain.parse().ok()?;
    let decimals = plain.split_once('.').map_or(0, |(_, digits)| digits.len());
    let place = (0..decimals).fold(1.0, |place, _| place / 10.0);
    Some(Token::Number { value, place, unit: unit(after).unwrap_or("") })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fact(value: Value, unit: &str) -> Fact {
        Fact { id: "x".into(), value, unit: unit.into(), at: 0 }
    }

    fn facts() -> Vec<Fact> {
        vec![
            fact(Value::Measure(34.23), "%"),
            fact(Value::Measure(2_312.4), "ms"),
            fact(Value::Count(1_204), ""),
            fact(Value::Word("checkout-2".into()), ""),
            fact(Value::Word("release checkout v142 -> v143".into()), ""),
            fact(Value::Word("02:13:07".into()), ""),
            fact(Value::Word("1時間20分".into()), ""),
        ]
    }

    #[test]
    fn a_text_of_facts_is_grounded() {
        for text in [
            "checkout: エラー率 34.2%、p95 2,310ms",
            "about 34% fail; p95 is 2.3 s",
            "エラー率は３４％",
            "1,204 lines, 1204 行",
            "checkout-2 が 02:13 に再起動、v142 から v143",
            "02:13:07、1時間20分",
            "三十四％、thirty-four percent",
            "no numbers at all; p99 は見ていない",
        ] {
            assert_eq!(ungrounded(text, &facts()), Vec::<String>::new(), "{text}");
        }
    }

    #[test]
    fn a_number_host_version_or_time_of_its_own_is_found() {
        for (text, wrong) in [
            ("エラー率 35.1%", "35.1%"),
            ("p95 is 2,400 ms", "2400ms"),
            ("1,205 lines", "1205"),
            ("checkout-3 restarted", "checkout-3"),
            ("v144 is out", "v144"),
            ("at 02:14", "02:14"),
            ("エラー率 ３５％", "35%"),
            ("from 203.0.113.9", "203.0.113.9"),
            ("since 25分", "25min"),
            ("およそ三十五％が失敗", "35"),
            ("thirty-five percent fail", "35"),
        ] {
            assert_eq!(ungrounded(text, &facts()), [wrong], "{text}");
        }
    }

    #[test]
    fn a_true_number_with_another_unit_is_a_lie() {
        assert!(!grounded("34.2 ms", &facts()));
        assert!(!grounded("2,310%", &facts()));
        assert!(!grounded("1,204 ms", &facts()));
    }

    #[test]
    fn no_text_breaks_the_checker() {
        for text in
            ["", "…", "1.", "1,2,3", "::1", "12:", "-5", "1e308", "９９９９：９９", "a-1-", "0.0.0.0.0"]
        {
            let _ = grounded(text, &facts());
        }
    }
}
