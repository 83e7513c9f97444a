//! Talk about the game itself: help, hint, waiting, yes and no, the number of a choice, the end. Whole
//! utterances only: "yes, but check the logs first" is no yes. The words are in `rules/table.txt`.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use crate::intent::Table;

/// Utterance → what it says: `yes`, `no`, `help`, `hint`, `end`, or the number of a choice.
static SAID: LazyLock<BTreeMap<&'static str, &'static str>> = LazyLock::new(|| {
    lines()
        .filter(|(key, _)| *key != "around")
        .flat_map(|(key, all)| all.map(move |one| (one, key)))
        .collect()
});

/// Words that a choice may be wrapped in.
static AROUND: LazyLock<Vec<&'static str>> =
    LazyLock::new(|| lines().filter(|(key, _)| *key == "around").flat_map(|(_, all)| all).collect());

fn lines() -> impl Iterator<Item = (&'static str, impl Iterator<Item = &'static str>)> {
    include_str!("rules/table.txt")
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| line.split_once(": "))
        .map(|(key, all)| (key, all.split(" | ").map(str::trim)))
}

/// What a whole utterance says about the game.
pub(super) fn read(text: &str) -> Option<Table> {
    let asks = text.ends_with(['?', '？']);
    let bare = bare(text);
    match SAID.get(bare).or_else(|| SAID.get(text)).copied() {
        Some("end") => return Some(Table::End),
        None if wants_hint(bare) => return Some(Table::Hint),
        Some("hint") => return Some(Table::Hint),
        Some("help") => return Some(Table::Help),
        _ if asks => return None,
        Some("no") => return Some(Table::No),
        Some("yes") => return Some(Table::Yes),
        _ => {}
    }
    choice(bare).map(Table::Choice)
}

/// 「ヒントもらえる？」 "could you give us a small hint": a short utterance about a hint, unless it declines.
fn wants_hint(bare: &str) -> bool {
    let about = bare.contains("ヒント") || bare.split(' ').any(|w| w == "hint");
    let declines = ["ない", "いらん", "なし", "まだ", "no", "not", "don't", "without", "要"]
        .iter()
        .any(|w| bare.contains(w));
    about && !declines && bare.chars().count() <= 32
}

/// Without the marks at the end.
fn bare(text: &str) -> &str {
    text.trim_end_matches(['。', '.', '!', '?', '、', ',', 'ー', '~', ' ', '…', 'っ']).trim()
}

/// `2`, `2番`, `#2`, `the second`, 「二つ目で」, `option 2`, `2)`.
fn choice(text: &str) -> Option<usize> {
    let mut word =
        text.trim_start_matches("option ").trim_start_matches("number ").trim_start_matches("choice ");
    word = word.trim_start_matches("no. ").trim_start_matches(['#', '(']).trim_end_matches([')', '.']);
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
