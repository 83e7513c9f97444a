//! The lists under `crates/drill/voice`: the few words that a model may put in or leave out, and the sentences of atmosphere that it
//! may choose. Everything else that it writes has to be what the template says.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use crate::words::Lang;

/// English words, in lower case.
pub(super) static ENGLISH: LazyLock<BTreeSet<&str>> = LazyLock::new(|| {
    lines(include_str!("../../voice/plain-en.txt")).flat_map(str::split_whitespace).collect()
});
/// Whole runs of hiragana.
pub(super) static HIRAGANA: LazyLock<BTreeSet<&str>> = LazyLock::new(|| {
    lines(include_str!("../../voice/plain-ja.txt")).flat_map(str::split_whitespace).collect()
});

/// Sentences of atmosphere, ours: a model chooses among them.
pub fn colours(lang: Lang) -> &'static [&'static str] {
    static JA: LazyLock<Vec<&str>> =
        LazyLock::new(|| lines(include_str!("../../voice/colour-ja.txt")).collect());
    static EN: LazyLock<Vec<&str>> =
        LazyLock::new(|| lines(include_str!("../../voice/colour-en.txt")).collect());
    match lang {
        Lang::Ja => &JA,
        Lang::En => &EN,
    }
}

fn lines(text: &'static str) -> impl Iterator<Item = &'static str> {
    text.lines().map(str::trim).filter(|line| !line.starts_with('#') && !line.is_empty())
}
