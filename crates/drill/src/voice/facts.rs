//! What of a text carries a fact: all of it but the punctuation that is listed here and a handful of words. A sequence, so that two
//! texts say the same exactly if they have the same; what is turned round, left out or put in shows, and so does whatever nobody has
//! thought of: a sign, an arrow, a character of another script is a fact.

use unicode_normalization::UnicodeNormalization;

use super::plain::{ENGLISH, HIRAGANA};

/// What parts words and says nothing itself. A dash, a stop or a comma right before a digit may be its sign or its point.
const PUNCTUATION: &str = "。、，．,.!！「」『』（）()\"'”“’‘…・—―:：;；";

/// The facts of a text, in order.
pub fn facts(text: &str) -> Vec<String> {
    let text: String = text.nfkc().flat_map(char::to_lowercase).map(straight).collect();
    let mut found = Vec::new();
    let mut rest = text.as_str();
    while let Some(first) = rest.chars().next() {
        let script = Script::of(first);
        let end = match script {
            Script::Word => word_end(rest),
            Script::Sign => first.len_utf8(),
            _ => rest.find(|c| !script.goes_on(c)).unwrap_or(rest.len()),
        };
        let (run, after) = rest.split_at(end);
        rest = after;
        let plain = match script {
            Script::Word => ENGLISH.contains(run),
            Script::Hiragana => HIRAGANA.contains(run),
            Script::Kanji | Script::Katakana => false,
            Script::Sign => {
                let before_a_digit = after.starts_with(|c: char| c.is_numeric());
                first.is_whitespace() || PUNCTUATION.contains(first) && !before_a_digit
            }
        };
        if !plain {
            found.push(if script == Script::Word { without_separators(run) } else { run.into() });
        }
    }
    found
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Script {
    /// Latin letters and digits.
    Word,
    Kanji,
    Katakana,
    Hiragana,
    /// Each by itself.
    Sign,
}

impl Script {
    fn of(c: char) -> Script {
        match c {
            'a'..='z' | '0'..='9' => Script::Word,
            'ぁ'..='ゖ' => Script::Hiragana,
            'ァ'..='ヺ' => Script::Katakana,
            '一'..='鿿' | '㐀'..='䶿' | '々' | '〆' | '〇' => Script::Kanji,
            _ => Script::Sign,
        }
    }

    /// The long vowel sign goes on with whatever kana it stands behind.
    fn goes_on(self, c: char) -> bool {
        Script::of(c) == self || (c == 'ー' && matches!(self, Script::Katakana | Script::Hiragana))
    }
}

/// Typographic apostrophes as the plain one.
fn straight(c: char) -> char {
    if matches!(c, '’' | '‘' | '`') { '\'' } else { c }
}

/// A word is letters and digits with `- _ . : , '` between two of them.
fn word_end(text: &str) -> usize {
    let bytes = text.as_bytes();
    let inner = |at: usize| {
        matches!(bytes[at], b'-' | b'_' | b'.' | b':' | b',' | b'\'')
            && bytes.get(at + 1).is_some_and(u8::is_ascii_alphanumeric)
            // A comma or a colon parts words; within digits it belongs to them.
            && (!matches!(bytes[at], b',' | b':') || (bytes[at - 1].is_ascii_digit() && bytes[at + 1].is_ascii_digit()))
    };
    (1..bytes.len()).find(|at| !bytes[*at].is_ascii_alphanumeric() && !inner(*at)).unwrap_or(bytes.len())
}

/// `1,204` is `1204`; `1,20` is neither.
fn without_separators(run: &str) -> String {
    let mut groups = run.split('.').next().unwrap_or(run).split(',');
    let first = groups.next().unwrap_or_default();
    let thousands = (1..=3).contains(&first.len()) && groups.clone().all(|group| group.len() == 3);
    let digits = run.bytes().all(|b| b.is_ascii_digit() || b == b',' || b == b'.');
    if digits && thousands { run.replace(',', "") } else { run.into() }
}
