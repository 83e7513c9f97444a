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
    let out = out.replace("→", "->").replace("⇒", "->").replace("=>", "->");
    with_apostrophes(out.trim())
}

/// Words that hurried people type without their apostrophe, and how the book has them. None of them is another
/// English word: `its`, `were`, `ill` and `well` stay as they are.
const WITHOUT: [(&str, &str); 38] = [
    ("dont", "don't"),
    ("doesnt", "doesn't"),
    ("didnt", "didn't"),
    ("wont", "won't"),
    ("cant", "can't"),
    ("isnt", "isn't"),
    ("arent", "aren't"),
    ("wasnt", "wasn't"),
    ("werent", "weren't"),
    ("shouldnt", "shouldn't"),
    ("couldnt", "couldn't"),
    ("wouldnt", "wouldn't"),
    ("mustnt", "mustn't"),
    ("neednt", "needn't"),
    ("havent", "haven't"),
    ("hasnt", "hasn't"),
    ("hadnt", "hadn't"),
    ("aint", "ain't"),
    ("whats", "what's"),
    ("whos", "who's"),
    ("wheres", "where's"),
    ("whens", "when's"),
    ("hows", "how's"),
    ("thats", "that's"),
    ("theres", "there's"),
    ("heres", "here's"),
    ("im", "i'm"),
    ("ive", "i've"),
    ("weve", "we've"),
    ("youre", "you're"),
    ("theyre", "they're"),
    ("theyve", "they've"),
    ("youve", "you've"),
    ("shouldve", "should've"),
    ("couldve", "could've"),
    ("wouldve", "would've"),
    ("itll", "it'll"),
    ("youll", "you'll"),
];

/// "dont" is "don't": a denial without its apostrophe denies as much.
fn with_apostrophes(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let length = rest.find(|c: char| !is_word(c)).unwrap_or(rest.len());
        let (word, joined) = (&rest[..length], out.ends_with(|c| "'-_./@".contains(c)));
        let known = WITHOUT.iter().find(|(bare, _)| *bare == word);
        let mut behind = rest[length..].chars();
        let goes_on = match behind.next() {
            Some('\'' | '-' | '/') => true,
            Some('.') => behind.next().is_some_and(is_word),
            _ => false,
        };
        let own = !joined && !goes_on;
        match known.filter(|_| own) {
            Some((_, whole)) => out.push_str(whole),
            None if length == 0 => out.push(first),
            None => out.push_str(word),
        }
        rest = &rest[length.max(if length == 0 { first.len_utf8() } else { length })..];
    }
    out
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

    #[test]
    fn a_denial_without_its_apostrophe_is_the_same_word() {
        assert_eq!(normalise("I dont know, it cant be"), "i don't know, it can't be");
        assert_eq!(normalise("its shop-dont/1 were well"), "its shop-dont/1 were well");
        assert_eq!(normalise("Dont."), "don't.");
    }
}
