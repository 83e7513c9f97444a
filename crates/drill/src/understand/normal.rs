//! One way of writing for what people type in many: width, case, dashes, quotes, arrows and the long
//! vowel sign. Knows characters; knows no words.

use unicode_normalization::UnicodeNormalization;

/// Longest utterance that is read [characters]; who thinks aloud may say at the very end what is to be done.
const LONGEST: usize = 2_000;

/// NFKC, lower case, plain quotes and dashes, single spaces.
pub(super) fn normalise(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut before = ' ';
    for c in text.nfkc().take(LONGEST).flat_map(char::to_lowercase) {
        let c = plain(c, before);
        if c == ' ' && before == ' ' {
            continue;
        }
        out.push(c);
        before = c;
    }
    out.replace("→", "->").replace("⇒", "->").replace("=>", "->").trim().to_string()
}

/// Words that soften a sentence and mean nothing in it.
const HEDGES: [&str; 17] = [
    "actually",
    "really",
    "totally",
    "basically",
    "literally",
    "clearly",
    "obviously",
    "definitely",
    "absolutely",
    "honestly",
    "frankly",
    "simply",
    "currently",
    "presently",
    "apparently",
    "kindly",
    "essentially",
];

/// An English sentence without the words that soften it: "nothing is actually wrong". Quotes stay as they are.
pub(super) fn plainly(text: &str) -> String {
    if is_japanese(text) || text.contains(['"', '\'', '\n']) && text.contains('"') {
        return text.to_string();
    }
    let words: Vec<&str> = text.split(' ').collect();
    let hedges = |at: usize| {
        let word = words[at].trim_end_matches(',');
        let denied = at > 0 && ["not", "n't"].iter().any(|w| words[at - 1].ends_with(w));
        let denies = words.get(at + 1).is_some_and(|w| ["no", "no,", "not", "don't"].contains(w));
        // "actually, no" takes back, "not really" denies: there they mean something.
        HEDGES.contains(&word) && !denied && !denies && words.len() > 2
    };
    (0..words.len()).filter(|at| !hedges(*at)).map(|at| words[at]).collect::<Vec<_>>().join(" ")
}

/// The same character as most keyboards write it; a dash after kana is a long vowel.
fn plain(c: char, before: char) -> char {
    match c {
        '‐' | '‑' | '‒' | '–' | '—' | '―' | '−' | '-' if is_katakana(before) => 'ー',
        '‐' | '‑' | '‒' | '–' | '—' | '―' | '−' => '-',
        '〜' | '～' => '~',
        '’' | '‘' | '`' | '´' => '\'',
        '“' | '”' | '『' | '』' => '"',
        c if c.is_whitespace() && c != '\n' => ' ',
        c if c.is_control() && c != '\n' => ' ',
        c => c,
    }
}

/// Hiragana, its long vowel included.
pub(super) fn is_hiragana(c: char) -> bool {
    matches!(c, 'ぁ'..='ゖ' | 'ー' | '~')
}

/// Katakana, its long vowel included.
pub(super) fn is_katakana(c: char) -> bool {
    matches!(c, 'ァ'..='ヺ' | 'ー')
}

/// A letter or digit that makes a word of the Latin script.
pub(super) fn is_word(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '_'
}

/// Written in Japanese at least in part.
pub(super) fn is_japanese(text: &str) -> bool {
    text.chars().any(|c| is_hiragana(c) && c != '~' || is_katakana(c) || matches!(c, '一'..='鿿' | '々'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn width_case_and_dashes_do_not_matter() {
        assert_eq!(normalise("ＣＨＥＣＫＯＵＴ　の ﾛｸﾞ"), "checkout の ログ");
        assert_eq!(normalise("サ-バ―"), "サーバー");
        assert_eq!(normalise("a→b  “x”"), "a->b \"x\"");
    }
}
