//! What of a text carries a fact: everything but punctuation and the words that tell nothing. A sequence, so that two texts say
//! the same exactly if they have the same; what is turned round, left out or put in shows.

use unicode_normalization::UnicodeNormalization;

use super::kana;
use super::plain::{ENGLISH, JAPANESE};

/// The facts of a text, in order: names, numbers with their units, and every word that is in no list of plain words.
pub fn facts(text: &str) -> Vec<String> {
    let text: String = text.nfkc().flat_map(char::to_lowercase).map(straight).collect();
    let mut found = Vec::new();
    let mut rest = text.as_str();
    let mut before = Script::Other;
    while let Some(first) = rest.chars().next() {
        let script = Script::of(first);
        let end = match script {
            Script::Word => word_end(rest),
            Script::Mark | Script::Other => first.len_utf8(),
            _ => rest.find(|c| !script.goes_on(c)).unwrap_or(rest.len()),
        };
        let (run, after) = rest.split_at(end);
        rest = after;
        match script {
            Script::Word => word(run, &mut found),
            Script::Kanji | Script::Katakana => japanese(run, &mut found),
            Script::Hiragana => match kana::read(run, before == Script::Kanji) {
                Some(meanings) => found.extend(meanings.into_iter().map(|label| format!("({label})"))),
                None => found.push(run.into()),
            },
            Script::Mark => found.push(run.into()),
            // A letter of another script is no word of ours.
            Script::Other if first.is_alphanumeric() => found.push(run.into()),
            Script::Other => {}
        }
        before = script;
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
    /// What says something beside a number.
    Mark,
    Other,
}

impl Script {
    fn of(c: char) -> Script {
        match c {
            'a'..='z' | '0'..='9' => Script::Word,
            'ぁ'..='ゖ' => Script::Hiragana,
            'ァ'..='ヺ' => Script::Katakana,
            '一'..='鿿' | '㐀'..='䶿' | '々' | '〆' | '〇' => Script::Kanji,
            '%' | '+' | '<' | '>' | '=' | '±' | '×' | '÷' | '/' | '\\' | '?' | '→' | '←' | '↑' | '↓'
            | '@' | '#' | '$' | '&' | '*' | '^' | '_' | '|' | '{' | '}' | '[' | ']' => Script::Mark,
            _ => Script::Other,
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

/// `1,204` is `1204`; `it's` is `it` and `is`, and neither tells anything; `don't` does.
fn word(run: &str, found: &mut Vec<String>) {
    let whole = run.replace(',', "");
    let (stem, ending) = whole.split_once('\'').unwrap_or((&whole, ""));
    let plain = ENGLISH.contains(stem) && matches!(ending, "" | "s" | "m" | "re" | "ve");
    if !plain {
        found.push(whole);
    }
}

/// A run of kanji or katakana is plain as a whole or not at all: two plain words side by side may be a third.
fn japanese(run: &str, found: &mut Vec<String>) {
    if !JAPANESE.contains(run) {
        found.push(run.into());
    }
}
