//! Japanese written without its characters: in Latin letters by who has no input method at hand
//! (`saikidou shite`), or in kana by who is in a hurry (「さいきどうして」). Turns both into the usual
//! spelling, by the readings in `rules/readings.txt`. Leaves alone whatever is written as usual.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::lexicon::Lexicon;
use super::normal::is_katakana;
use super::phrases::BOOK;

/// Reading → usual spelling, and what has to follow it.
#[derive(Debug)]
struct Reading {
    kana: &'static str,
    usual: &'static str,
    followed: Option<&'static str>,
}

/// Readings by their first character, longest first.
static READINGS: LazyLock<BTreeMap<char, Vec<Reading>>> = LazyLock::new(|| {
    let mut all: BTreeMap<char, Vec<Reading>> = BTreeMap::new();
    let lines = include_str!("rules/readings.txt").lines().filter(|l| !l.starts_with('#'));
    for (usual, readings) in lines.filter_map(|l| l.split_once(": ")) {
        for written in readings.split(" | ").map(str::trim) {
            let (kana, followed) = match written.split_once('[') {
                Some((kana, rest)) => (kana, Some(rest.trim_end_matches(']'))),
                None => (written, None),
            };
            all.entry(kana.chars().next().unwrap_or(' ')).or_default().push(Reading {
                kana,
                usual,
                followed,
            });
        }
    }
    for same in all.values_mut() {
        same.sort_by_key(|r| std::cmp::Reverse(r.kana.len()));
    }
    all
});

/// Words that only somebody writes who writes Japanese in Latin letters.
static MARKERS: LazyLock<Vec<&'static str>> = LazyLock::new(|| {
    let line = include_str!("rules/readings.txt").lines().find_map(|l| l.strip_prefix("# markers: "));
    line.into_iter().flat_map(str::split_whitespace).collect()
});

/// A normalised text in its usual spelling.
pub(super) fn settle(text: &str, lexicon: &Lexicon) -> String {
    let latin = from_latin(text, lexicon);
    let text = latin.as_deref().unwrap_or(text);
    // Who writes a single character knows how to write the others.
    if text.chars().any(|c| matches!(c, '一'..='鿿')) {
        return text.to_string();
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let reading = READINGS.get(&first).into_iter().flatten().find(|r| {
            rest.strip_prefix(r.kana).is_some_and(|tail| {
                r.followed.is_none_or(|f| tail.chars().next().is_some_and(|c| f.contains(c)))
            })
        });
        let length = match reading {
            Some(reading) => {
                out.push_str(reading.usual);
                reading.kana.len()
            }
            None => {
                out.push(first);
                first.len_utf8()
            }
        };
        rest = &rest[length..];
    }
    out
}

/// A text in Latin letters turned into kana, if it is Japanese; names and what the book knows stay.
fn from_latin(text: &str, lexicon: &Lexicon) -> Option<String> {
    let marked = |w: &str| MARKERS.contains(&w.trim_matches(|c: char| !c.is_ascii_alphanumeric()));
    if !text.is_ascii() || !text.split(' ').any(marked) {
        return None;
    }
    let mut out = String::new();
    let mut latin_before = false;
    for word in text.split(' ').filter(|w| !w.is_empty()) {
        let core = word.trim_end_matches(|c: char| !c.is_ascii_alphanumeric() && c != '-');
        let (core, marks) = word.split_at(core.len());
        let named = !lexicon.spelled(core).is_empty();
        let kana = if named { None } else { particle(core).map(Into::into).or_else(|| kana(core)) };
        match kana {
            Some(kana) => {
                out.push_str(&katakana_word(&kana, lexicon).unwrap_or(kana));
                latin_before = false;
            }
            None => {
                if latin_before {
                    out.push(' ');
                }
                out.push_str(core);
                latin_before = true;
            }
        }
        out.push_str(marks);
    }
    Some(out)
}

/// Particles whose letters do not say how they are written.
fn particle(word: &str) -> Option<&'static str> {
    Some(match word {
        "wo" | "o" => "を",
        "wa" => "は",
        "e" => "へ",
        _ => return None,
    })
}

/// `rorubakku` → 「ろるばっく」 → 「ロールバック」: loan words lose their long vowels on the way.
fn katakana_word(kana: &str, lexicon: &Lexicon) -> Option<String> {
    let short = |s: &str| -> String { s.chars().filter(|c| *c != 'ー').map(to_hiragana).collect() };
    let wanted = short(kana);
    if wanted.chars().count() < 3 {
        return None;
    }
    // 「ろるばっくして」: the verb behind it stays.
    let fits = |w: &&str| w.chars().count() >= 3 && wanted.starts_with(&short(w));
    let of_book = BOOK.katakana().filter(fits).max_by_key(|w| w.len());
    let of_names = lexicon.katakana().filter(fits).max_by_key(|w| w.len());
    let found = of_book.into_iter().chain(of_names).max_by_key(|w| w.len())?;
    let tail: String = wanted.chars().skip(short(found).chars().count()).collect();
    Some(format!("{found}{tail}"))
}

fn to_hiragana(c: char) -> char {
    if is_katakana(c) && c != 'ー' { char::from_u32(c as u32 - 0x60).unwrap_or(c) } else { c }
}

/// A katakana word in hiragana: 「ぷーる」.
pub(super) fn hiragana(word: &str) -> String {
    word.chars().map(to_hiragana).collect()
}

/// A katakana word long enough, or strange enough in hiragana, that it can be found in hiragana too.
pub(super) fn also_in_hiragana(word: &str) -> bool {
    let count = word.chars().count();
    word.chars().all(is_katakana)
        && (count > 3 || count == 3 && word.contains(['ー', 'ッ', 'ャ', 'ュ', 'ョ', 'ェ', 'ィ', 'ヴ']))
}

/// Two letters and their kana, vowel by vowel: a i u e o.
const ROWS: &[(&str, &str)] = &[
    ("kya", "きゃきぃきゅきぇきょ"),
    ("sha", "しゃしぃしゅしぇしょ"),
    ("sya", "しゃしぃしゅしぇしょ"),
    ("cha", "ちゃちぃちゅちぇちょ"),
    ("tya", "ちゃちぃちゅちぇちょ"),
    ("nya", "にゃにぃにゅにぇにょ"),
    ("hya", "ひゃひぃひゅひぇひょ"),
    ("mya", "みゃみぃみゅみぇみょ"),
    ("rya", "りゃりぃりゅりぇりょ"),
    ("gya", "ぎゃぎぃぎゅぎぇぎょ"),
    ("jya", "じゃじぃじゅじぇじょ"),
    ("zya", "じゃじぃじゅじぇじょ"),
    ("bya", "びゃびぃびゅびぇびょ"),
    ("pya", "ぴゃぴぃぴゅぴぇぴょ"),
    ("dya", "でゃでぃでゅでぇでょ"),
    ("tha", "てゃてぃてゅてぇてょ"),
    ("ja", "じゃじ じゅじぇじょ"),
    ("fa", "ふぁふぃふ ふぇふぉ"),
    ("va", "ゔぁゔぃゔ ゔぇゔぉ"),
    ("ka", "かきくけこ"),
    ("sa", "さしすせそ"),
    ("ta", "たちつてと"),
    ("na", "なにぬねの"),
    ("ha", "はひふへほ"),
    ("ma", "まみむめも"),
    ("ra", "らりるれろ"),
    ("ga", "がぎぐげご"),
    ("za", "ざじずぜぞ"),
    ("da", "だぢづでど"),
    ("ba", "ばびぶべぼ"),
    ("pa", "ぱぴぷぺぽ"),
    ("ya", "や ゆ よ"),
    ("wa", "わ うぃ  うぇを "),
    ("la", "らりるれろ"),
    ("ca", "か く こ"),
    ("a", "あいうえお"),
    ("tsa", "つぁつぃつ つぇつぉ"),
];

/// One word in Latin letters as kana; `None` if it is no Japanese word.
fn kana(word: &str) -> Option<String> {
    let mut out = String::new();
    let mut rest = word;
    if !word.starts_with(|c: char| c.is_ascii_lowercase()) {
        return None;
    }
    while !rest.is_empty() {
        let mut letters = rest.chars();
        let (first, second) = (letters.next()?, letters.next());
        if first == '-' {
            out.push('ー');
            rest = &rest[1..];
        } else if first == 'n' && second.is_none_or(|c| !"aiueoy".contains(c)) {
            out.push('ん');
            rest = &rest[if second == Some('n') && rest.len() == 2 { 2 } else { 1 }..];
        } else if second == Some(first) && !"aiueon".contains(first) {
            out.push('っ');
            rest = &rest[1..];
        } else {
            let (length, kana) = syllable(rest)?;
            out.push_str(kana);
            rest = &rest[length..];
        }
    }
    Some(out)
}

/// The syllable that a text begins with: its letters [bytes] and its kana.
fn syllable(text: &str) -> Option<(usize, &'static str)> {
    for (special, kana) in [("shi", "し"), ("chi", "ち"), ("tsu", "つ"), ("fu", "ふ"), ("ji", "じ")] {
        if text.starts_with(special) {
            return Some((special.len(), kana));
        }
    }
    ROWS.iter().find_map(|(row, kana)| {
        let head = row.strip_suffix('a')?;
        let vowel = "aiueo".find(text.strip_prefix(head)?.chars().next()?)?;
        let width = if kana.chars().count() > 5 { 2 } else { 1 };
        let at: usize = kana.chars().take(vowel * width).map(char::len_utf8).sum();
        let found =
            kana[at..].char_indices().nth(width).map_or(&kana[at..], |(end, _)| &kana[at..at + end]).trim();
        (!found.is_empty()).then_some((head.len() + 1, found))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn usual(text: &str) -> String {
        settle(text, &Lexicon::default())
    }

    #[test]
    fn letters_become_kana_and_kana_the_usual_spelling() {
        assert_eq!(usual("zentai no joukyou misete"), "全体の状況見せて");
        assert_eq!(usual("saikidou shite kudasai"), "再起動してください");
        assert_eq!(usual("rorubakku shitai"), "ロールバックしたい");
        assert_eq!(usual("さいきどうして"), "再起動して");
        assert_eq!(usual("しょうめいしょこうしんして"), "証明書更新して");
    }

    #[test]
    fn english_and_what_is_written_as_usual_stay_as_they_are() {
        for same in ["what is going on", "restart it", "再起動してください", "make a note to me", "ログ"]
        {
            assert_eq!(usual(same), same);
        }
    }

    #[test]
    fn every_syllable_has_its_kana() {
        assert_eq!(kana("kyoushachunyogyappija").as_deref(), Some("きょうしゃちゅにょぎゃっぴじゃ"));
        assert_eq!(kana("checkout"), None);
    }
}
