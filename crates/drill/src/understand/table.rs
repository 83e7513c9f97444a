//! Talk about the game itself: help, hint, waiting, yes and no, the number of a choice, the end, thanks.
//! An utterance is such talk if it is made of nothing else: every piece of it stands in
//! `rules/table.txt`, so that "yep, go ahead" is a yes and "yes, but check the logs first" is none.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use super::normal::{is_hiragana, is_word};
use crate::intent::Table;

/// Longer utterances are no mere talk about the game [characters].
const LONGEST: usize = 80;

/// Piece → what it says: `yes`, `no`, `ack`, `help`, `hint`, `end`, `chatter`, `soft`, or the number of a choice.
static SAID: LazyLock<BTreeMap<&'static str, &'static str>> = LazyLock::new(|| {
    lines()
        .filter(|(key, _)| !matches!(*key, "around" | "end-what" | "end-how" | "then-what" | "then-how"))
        .flat_map(|(key, all)| all.map(move |one| (one, key)))
        .collect()
});

/// The same pieces by their first character, longest first.
static PIECES: LazyLock<BTreeMap<char, Vec<&'static str>>> = LazyLock::new(|| {
    let mut all: BTreeMap<char, Vec<&'static str>> = BTreeMap::new();
    for piece in SAID.keys().filter(|p| SAID[*p].parse::<usize>().is_err()) {
        all.entry(piece.chars().next().unwrap_or(' ')).or_default().push(piece);
    }
    for same in all.values_mut() {
        same.sort_by_key(|p| std::cmp::Reverse(p.len()));
    }
    all
});

/// Words that a choice may be wrapped in.
static AROUND: LazyLock<Vec<&'static str>> = LazyLock::new(|| table("around"));
/// What can be ended or gone on to, and how one says so: 「訓練」 and 「ここまで」, "debrief" and "let's go".
static ENDS: LazyLock<[(Vec<&'static str>, Vec<&'static str>); 2]> =
    LazyLock::new(|| [(table("end-what"), table("end-how")), (table("then-what"), table("then-how"))]);

fn table(key: &str) -> Vec<&'static str> {
    lines().filter(|(name, _)| *name == key).flat_map(|(_, all)| all).collect()
}

fn lines() -> impl Iterator<Item = (&'static str, impl Iterator<Item = &'static str>)> {
    include_str!("rules/table.txt")
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| line.split_once(": "))
        .map(|(key, all)| (key, all.split(" | ").map(str::trim)))
}

/// What a whole utterance says about the game.
pub(super) fn read(text: &str) -> Option<Table> {
    let asks = text.ends_with('?');
    let bare = bare(text);
    if wants_hint(bare) {
        return Some(Table::Hint);
    }
    if !asks && ends(bare) {
        return Some(Table::End);
    }
    if let Some(choice) = choice(bare).filter(|_| !asks) {
        return Some(Table::Choice(choice));
    }
    let said = covered(text).or_else(|| covered(&short(text)))?;
    let says = |what: &str| said.contains(what);
    match () {
        () if says("end") && !says("no") => Some(Table::End),
        () if says("hint") && !says("no") => Some(Table::Hint),
        () if says("help") && !says("no") => Some(Table::Help),
        () if asks => None,
        () if says("no") && !says("yes") => Some(Table::No),
        () if says("yes") && !says("no") => Some(Table::Yes),
        () if says("ack") && !says("no") && !says("chatter") => Some(Table::Yes),
        () => None,
    }
}

/// Thanks, greetings, sighs, and nothing else.
pub(super) fn chatter(text: &str) -> bool {
    covered(text).or_else(|| covered(&short(text))).is_some_and(|said| said.contains("chatter"))
}

/// 「おつかれさまでーす」「はーい」 as they are usually written; 「うーん」 hesitates and stays.
fn short(text: &str) -> String {
    let mut out = String::new();
    for (at, c) in text.char_indices() {
        let stretched = matches!(c, 'ー' | '~')
            && out.ends_with(is_hiragana)
            && !text[at..].starts_with("ーん")
            && !out.ends_with('う');
        if !stretched {
            out.push(c);
        }
    }
    out
}

/// What the pieces of an utterance say, if it is made of pieces only.
fn covered(text: &str) -> Option<BTreeSet<&'static str>> {
    if text.chars().count() > LONGEST {
        return None;
    }
    let mut dead = BTreeSet::new();
    let mut said = Vec::new();
    cover(text, 0, &mut dead, &mut said).then(|| said.into_iter().collect())
}

/// Cuts the text from this byte on; `dead` are places from which it cannot be done.
fn cover(text: &str, from: usize, dead: &mut BTreeSet<usize>, said: &mut Vec<&'static str>) -> bool {
    let marks = ['。', '.', '!', '?', '、', ',', 'ー', '~', ' ', '…', 'っ', ':', ')', '\n'];
    let at = from + (text[from..].len() - text[from..].trim_start_matches(marks).len());
    let rest = &text[at..];
    let Some(first) = rest.chars().next() else { return true };
    if dead.contains(&at) {
        return false;
    }
    for piece in PIECES.get(&first).into_iter().flatten() {
        let Some(tail) = rest.strip_prefix(piece) else { continue };
        let cut = piece.ends_with(is_word) && tail.starts_with(|c| is_word(c) || c == '\'');
        if cut {
            continue;
        }
        said.push(SAID[piece]);
        if cover(text, at + piece.len(), dead, said) {
            return true;
        }
        said.pop();
    }
    dead.insert(at);
    false
}

/// 「ヒントもらえる？」 "could you give us a small hint": a short utterance about a hint, unless it declines.
fn wants_hint(bare: &str) -> bool {
    let about =
        bare.contains("ヒント") || bare.split([' ', ',']).any(|w| matches!(w, "hint" | "hints" | "clue"));
    let declines = ["ない", "いらん", "なし", "まだ", "no", "not", "don't", "without", "要"]
        .iter()
        .any(|w| bare.contains(w));
    about && !declines && bare.chars().count() <= 40
}

/// 「訓練はここまで」 "let's wrap up this exercise": what is ended, and that it is.
fn ends(bare: &str) -> bool {
    let word = |w: &str| {
        bare.match_indices(w).any(|(at, _)| {
            !w.is_ascii() || !bare[..at].ends_with(is_word) && !bare[at + w.len()..].starts_with(is_word)
        })
    };
    let declines =
        ["ない", "まだ", "not", "don't", "before", "前に", "たら", "if", "when", "終わった", "で話"];
    let any = |words: &[&str]| words.iter().any(|w| word(w));
    ENDS.iter().any(|(what, how)| any(what) && any(how))
        && !declines.iter().any(|w| word(w))
        && bare.chars().count() <= 48
}

/// Without the marks at the end.
fn bare(text: &str) -> &str {
    text.trim_end_matches(['。', '.', '!', '?', '、', ',', 'ー', '~', ' ', '…', 'っ']).trim()
}

/// `2`, `2番`, `#2`, `the second`, 「二つ目で」, `option 2`, `2)`.
fn choice(text: &str) -> Option<usize> {
    let mut word = text;
    for lead in [
        "はい",
        "じゃあ",
        "では",
        "ok",
        "let's go with",
        "go with",
        "i'll take",
        "take",
        "let's do",
        "pick",
        "option",
        "number",
        "choice",
        "no.",
        "、",
        ",",
    ] {
        word = word.strip_prefix(lead).unwrap_or(word).trim_start();
    }
    word = word.trim_start_matches(['#', '(']).trim_end_matches([')', '.']);
    for _ in 0..3 {
        for around in AROUND.iter() {
            word = word.strip_suffix(around).unwrap_or(word).trim();
        }
    }
    let in_words = |said: &str| SAID.get(said).and_then(|n| n.parse().ok());
    if let Some(n) = in_words(word).or_else(|| in_words(text)) {
        return Some(n);
    }
    let number = ["番目", "番", "つ目", "つめ", "個目", "nd", "st", "rd", "th"]
        .iter()
        .find_map(|unit| word.strip_suffix(unit))
        .unwrap_or(word);
    number.parse().ok().filter(|n| (1..=99).contains(n))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_utterance_made_of_pieces_says_what_they_say() {
        for yes in ["yep, go ahead", "はい、それでお願いします", "ok do it please!", "うん、やっちゃって"]
        {
            assert_eq!(read(yes), Some(Table::Yes), "{yes}");
        }
        for no in ["no, cancel that", "いえ、結構です", "やっぱやめとく", "nah, leave it"] {
            assert_eq!(read(no), Some(Table::No), "{no}");
        }
        for neither in ["yes, but check the logs first", "いや、やって", "はい？", "no go ahead"] {
            assert!(!matches!(read(neither), Some(Table::Yes | Table::No)), "{neither}");
        }
    }

    #[test]
    fn thanks_and_greetings_are_no_answer() {
        for chatter_said in
            ["thanks!", "お疲れさまです", "了解です、ありがとうございます", "good morning team"]
        {
            assert!(chatter(chatter_said) && read(chatter_said).is_none(), "{chatter_said}");
        }
    }
}
