//! The words that tell nothing about an outage, from the lists under `crates/drill/voice`. Whatever is not in them is a fact.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use crate::words::Lang;

/// English words, in lower case.
pub(super) static ENGLISH: LazyLock<BTreeSet<&str>> =
    LazyLock::new(|| words(include_str!("../../voice/plain-en.txt")).collect());
/// Japanese words of kanji, or of katakana.
pub(super) static JAPANESE: LazyLock<BTreeSet<&str>> =
    LazyLock::new(|| words(include_str!("../../voice/plain-ja.txt")).collect());
/// Words of hiragana with what they mean, where they change the meaning of what they stand at.
pub(super) static KANA: LazyLock<BTreeMap<&str, Option<&str>>> = LazyLock::new(|| {
    let lines = include_str!("../../voice/kana-ja.txt").lines().filter(|line| !line.starts_with('#'));
    let labelled = lines.map(|line| match line.split_once(':') {
        Some((label, words)) => (Some(label), words),
        None => (None, line),
    });
    labelled.flat_map(|(label, words)| words.split_whitespace().map(move |word| (word, label))).collect()
});

/// The plain words of a language, for a model that is to use no others.
pub fn plain_words(lang: Lang) -> String {
    let words: Vec<&str> = match lang {
        Lang::Ja => JAPANESE.iter().copied().collect(),
        Lang::En => ENGLISH.iter().copied().collect(),
    };
    words.join(" ")
}

fn words(text: &'static str) -> impl Iterator<Item = &'static str> {
    text.lines().filter(|line| !line.starts_with('#')).flat_map(str::split_whitespace)
}
