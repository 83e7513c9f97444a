//! Whether a verb of change is meant as an order. An order has to look like one: a verb in a form of
//! command, wish or announcement, with nothing around it that asks, denies, supposes, reports or jokes.
//! The common part of both languages; the forms are in `mood/ja.rs` and `mood/en.rs`.

mod en;
mod ja;

use std::sync::LazyLock;

use super::concept::Concept;
use super::phrases::Form;
use super::scan::{Scan, Token, Unit, What};

/// A table of forms.
type Forms = LazyLock<Vec<&'static str>>;

/// All forms of one table in a file of `table: form | form` lines.
fn forms(file: &'static str, table: &str) -> Vec<&'static str> {
    let lines = file.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once(": "));
    lines.filter(|(name, _)| *name == table).flat_map(|(_, all)| all.split(" | ").map(str::trim)).collect()
}

/// How a verb of change is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mood {
    /// Do it.
    Order,
    /// It could be an order: ask.
    Unsure,
    /// It asks.
    Question,
    /// It forbids or puts off.
    Negation,
    /// It would be done if something were so.
    Condition,
    /// It was done, is being done, or others say so.
    Report,
    /// The deed is only named.
    Noun,
}

/// A verb of change in an utterance.
#[derive(Clone, Copy, Debug)]
pub(super) struct Deed {
    /// Its token.
    pub(super) at: usize,
    /// What is done.
    pub(super) concept: Concept,
    /// How it is meant.
    pub(super) mood: Mood,
    /// English puts the object behind the verb, Japanese before it.
    pub(super) english: bool,
}

/// All verbs of change, in order.
pub(super) fn deeds(scan: &Scan) -> Vec<Deed> {
    let mut all = Vec::new();
    for (at, token) in scan.tokens.iter().enumerate() {
        let (concept, form) = match &token.what {
            What::Said(concept, form) if is_deed(*concept) && form.acts() => (*concept, *form),
            _ if becomes(scan, at) => (Concept::Set, Form::Action),
            _ => continue,
        };
        let mood = of(scan, at, form);
        all.push(Deed { at, concept, mood, english: form.english() });
    }
    all
}

/// How one verb is meant: of a deed, or of another act such as declaring.
pub(super) fn of(scan: &Scan, at: usize, form: Form) -> Mood {
    let token = &scan.tokens[at];
    if quoted(scan, token) {
        return Mood::Report;
    }
    if form.english() && !japanese_around(scan, token) {
        en::mood(scan, at, form)
    } else {
        ja::mood(scan, at, form)
    }
}

/// A verb of change.
pub(super) fn is_deed(concept: Concept) -> bool {
    concept <= Concept::Admit
}

/// 「6 台に」「v141 に」「30 % に」: the verb is in the particle.
fn becomes(scan: &Scan, at: usize) -> bool {
    let token = &scan.tokens[at];
    let value = match &token.what {
        What::Number(_, unit) => *unit != Unit::Index,
        What::Name { things, .. } => things.iter().all(|t| t.sort == super::lexicon::Sort::Version),
        What::Said(Concept::Previous | Concept::Double, _) => true,
        What::Said(Concept::TurnOff | Concept::TurnOn, form) => *form == Form::Plain,
        _ => false,
    };
    let rest = scan.text[token.end..].trim_start();
    let Some(tail) = rest.strip_prefix('に').or_else(|| rest.strip_prefix("へ")) else { return false };
    let next = scan.tokens[at + 1..].iter().find(|t| t.start >= token.end);
    let verb_follows = next.is_some_and(|t| {
        matches!(t.what, What::Said(c, f) if is_deed(c) && f.acts())
            && scan.text[token.end..t.start].chars().count() < 4
    });
    value
        && !verb_follows
        && (tail.is_empty() || tail.starts_with(['し', 'す', 'せ', '。', '、', '?', 'な', 'お', '!', '頼']))
}

/// An English verb used in a Japanese sentence: 「checkout を restart して」.
fn japanese_around(scan: &Scan, token: &Token) -> bool {
    let after = scan.text[token.end..].trim_start().chars().next();
    let before = scan.text[..token.start].trim_end().chars().next_back();
    let kana = |c: char| matches!(c, 'ぁ'..='ゖ' | '一'..='鿿');
    after.is_some_and(kana) || before.is_some_and(kana)
}

/// Within quotes, while something stands outside of them: somebody's words.
fn quoted(scan: &Scan, token: &Token) -> bool {
    [('「', '」'), ('"', '"'), ('\'', '\'')].iter().any(|(open, close)| {
        let (before, after) = (&scan.text[..token.start], &scan.text[token.end..]);
        let opens = match open {
            '"' => before.matches('"').count() % 2 == 1,
            // An apostrophe is no quote: it stands after a space or at the start.
            '\'' => before.matches(" '").count() > 0 || before.starts_with('\''),
            _ => before.rfind(*open) > before.rfind(*close),
        };
        opens && after.contains(*close)
    })
}

/// The text with polite and meaningless phrases blanked, same length, so that 「できれば」 is no condition.
pub(super) fn blanked(scan: &Scan) -> String {
    let mut text = scan.text.clone().into_bytes();
    for token in &scan.tokens {
        if matches!(token.what, What::Said(Concept::Polite | Concept::Filler, _)) {
            text[token.start..token.end].fill(b' ');
        }
    }
    // Whole tokens were replaced, so that characters are whole as well.
    String::from_utf8(text).unwrap_or_else(|_| scan.text.clone())
}

/// The first of these that the text holds.
pub(super) fn any(text: &str, patterns: &[&str]) -> bool {
    patterns.iter().any(|p| text.contains(p))
}

/// The sentence around a token: first byte, byte behind its last, its mark included.
pub(super) fn sentence(text: &str, token: &Token) -> (usize, usize) {
    let ends = ['。', '!', '?', '\n', ';', '…'];
    let point = |i: &usize| text[*i..].starts_with(". ") || text[*i..].starts_with("...");
    let start = text[..token.start]
        .char_indices()
        .filter(|(i, c)| ends.contains(c) || point(i))
        .map(|(i, c)| i + c.len_utf8())
        .next_back()
        .unwrap_or(0);
    let end = text[token.end..]
        .char_indices()
        .find(|(i, c)| ends.contains(c) || point(&(token.end + i)))
        .map_or(text.len(), |(i, c)| token.end + i + c.len_utf8());
    (start, end)
}
