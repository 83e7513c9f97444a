//! What is taken back before anybody has done it: "roll back checkout -- actually don't", 「戻して。あ、やっぱなし」,
//! "undo checkout, no wait, cart". Whatever stands before the turn is not done; what stands behind it is a wish of
//! its own, or the other target of the same order, and is asked about. Knows turns of speech; what each half means is
//! the other rules'.

use super::lexicon::{Lexicon, Sort};
use super::normal::{is_word, normalise};
use super::scan::{Scan, What};
use super::{fresh, looks, table};
use crate::intent::{Act, Intent, NotAnOrder, Table, Understood};

/// Turns that take back whatever stands before them, also where nothing else parts the two.
const TURNS: [&str; 34] = [
    "no wait",
    "no, wait",
    "wait no",
    "wait, no",
    "wait don't",
    "wait, don't",
    "oh wait no",
    "actually don't",
    "actually no",
    "actually, no",
    "actually, don't",
    "no don't",
    "no, don't",
    "no no",
    "nvm",
    "never mind",
    "nevermind",
    "scratch that",
    "strike that",
    "belay that",
    "cancel that",
    "ignore that",
    "forget that",
    "on second thought",
    "i changed my mind",
    "changed my mind",
    "やっぱりなし",
    "やっぱなし",
    "やっぱりやめ",
    "やっぱやめ",
    "やっぱりナシ",
    "やっぱナシ",
    "今のなし",
    "今のはなし",
];
/// Turns that only correct a name: "cart, sorry, checkout".
const SLIPS: [&str; 12] = [
    "sorry",
    "i mean",
    "i meant",
    "make that",
    "or rather",
    "correction",
    "訂正",
    "間違えた",
    "間違い",
    "じゃない",
    "違う",
    "いや",
];
/// What parts two halves.
const MARKS: [char; 16] = [' ', ',', '.', '!', ';', ':', '-', '#', '(', ')', '/', '…', '、', '。', '\n', '~'];
/// What is said around a corrected name.
const AROUND: [&str; 10] = [
    "i meant ",
    "i mean ",
    "make that ",
    "make it ",
    "it's ",
    "do ",
    "instead",
    "the other one",
    "のほう",
    "の方",
];
/// Words for what was named before.
const PRONOUNS: [&str; 5] = ["it", "that", "this", "that one", "them"];

/// What remains of an utterance that takes something back; `None` if it takes nothing back.
pub(super) fn read(text: &str, plain: &str, lexicon: &Lexicon) -> Option<Understood> {
    if let Some(rest) = opened(plain) {
        return Some(match bare(rest, lexicon) {
            // "no wait, checkout": of what, is not said.
            true => Understood::Unknown,
            false => fresh(own(text, rest), rest, lexicon),
        });
    }
    if let Some(head) = ended(plain)
        && wishes(&fresh(head, head, lexicon))
    {
        return Some(Understood::NotAnOrder(NotAnOrder::Negation));
    }
    let (head, tail, firm) = turned(plain, lexicon)?;
    let meant = fresh(head, head, lexicon);
    let theirs = |u: &Understood| matches!(u, Understood::Clear(Intent::Room(_)));
    if !wishes(&meant) || theirs(&meant) {
        return None;
    }
    match corrected(head, tail, lexicon) {
        Some(found) => Some(found),
        None if firm => Some(match fresh(own(text, tail), tail, lexicon) {
            Understood::NotAnOrder(_) | Understood::Clear(Intent::Table(Table::No)) => {
                Understood::NotAnOrder(NotAnOrder::Negation)
            }
            Understood::Clear(Intent::Look(look)) if looks::asked(&Scan::of(tail, lexicon)) => {
                Understood::Clear(Intent::Look(look))
            }
            Understood::Clear(act @ Intent::Room(_)) => Understood::Clear(act),
            _ => Understood::Unknown,
        }),
        None => None,
    }
}

/// It is something to be done, said or seen, and no mere statement.
fn wishes(found: &Understood) -> bool {
    match found {
        Understood::Clear(Intent::Room(Act::Note { .. } | Act::Hypothesis { .. } | Act::Refute { .. })) => {
            false
        }
        Understood::Clear(Intent::Table(Table::Wait { .. })) => true,
        Understood::Clear(Intent::Table(_)) => false,
        Understood::NotAnOrder(_) | Understood::Unknown => false,
        _ => true,
    }
}

/// "no wait, …": the turn opens the utterance, and what it takes back was said before.
pub(super) fn opened(plain: &str) -> Option<&str> {
    let turn = TURNS.iter().filter(|t| plain.starts_with(**t)).max_by_key(|t| t.len())?;
    let rest = &plain[turn.len()..];
    if turn.ends_with("don't") || !rest.starts_with(MARKS) {
        return None;
    }
    let mut rest = rest.trim_start_matches(MARKS);
    // "no wait, not that one. checkout"
    while let Some((first, behind)) = rest.split_once(['.', ',', '。', '、'])
        && table::read(first) == Some(Table::No)
    {
        rest = behind.trim_start_matches(MARKS);
    }
    (!rest.is_empty()).then_some(rest)
}

/// What stands before a turn that ends the utterance: "… -- actually don't", 「…。やっぱりなしで」.
fn ended(plain: &str) -> Option<&str> {
    let mut at = plain.char_indices().skip(1);
    at.find_map(|(at, _)| {
        let (head, tail) = plain.split_at(at);
        let tail = tail.trim_start_matches(MARKS);
        let parted = head.ends_with([',', '.', '!', ';', '-', '#', '(', '…', '、', '。', '\n']);
        let turns = TURNS.iter().any(|t| tail.starts_with(t)) && !head.ends_with(is_word);
        // 「少し待ってください」 puts off, and takes nothing back.
        let puts_off =
            ["wait", "hold on", "hang on", "hold"].iter().any(|w| tail.trim_end_matches(MARKS) == *w)
                || tail.contains('待') && !["なし", "やめ", "違", "ナシ"].iter().any(|w| tail.contains(w));
        let japanese = !tail.is_ascii() && turns;
        let whole = (parted || turns || japanese) && !puts_off && table::read(tail) == Some(Table::No);
        // "a, not b" has its own rules.
        whole.then(|| {
            head.trim_end_matches(MARKS).trim_end_matches(['あ', 'え', 'お', 'っ']).trim_end_matches(MARKS)
        })
    })
    .filter(|head| !head.is_empty())
}

/// The halves around a turn, and whether it takes the first back for sure.
fn turned<'a>(plain: &'a str, lexicon: &Lexicon) -> Option<(&'a str, &'a str, bool)> {
    let cut = |turn: &str| {
        plain.match_indices(turn).find_map(|(at, _)| {
            let (head, tail) = (&plain[..at], &plain[at + turn.len()..]);
            let apart = !turn.starts_with(is_word) || !head.ends_with(|c| is_word(c) || c == '\'');
            let ends = !turn.ends_with(is_word) || !tail.starts_with(|c| is_word(c) || c == '\'');
            let (head, tail) = (head.trim_end_matches(MARKS), tail.trim_start_matches(MARKS));
            (apart && ends && !head.is_empty() && !tail.is_empty()).then_some((head, tail))
        })
    };
    let firm =
        TURNS.iter().filter(|t| !t.ends_with("don't")).filter_map(|t| cut(t)).min_by_key(|(h, _)| h.len());
    if let Some((head, tail)) = firm {
        return Some((head, tail, true));
    }
    let (head, tail) = SLIPS.iter().filter_map(|t| cut(t)).min_by_key(|(h, _)| h.len())?;
    bare(tail, lexicon).then_some((head, tail, false))
}

/// The same order on what was named behind the turn, or the order that stands there; always asked about.
pub(super) fn corrected(head: &str, tail: &str, lexicon: &Lexicon) -> Option<Understood> {
    let asked = |text: &str| match fresh(text, text, lexicon) {
        Understood::Clear(order @ Intent::Do(_)) => Some(Understood::Choose(vec![order])),
        Understood::Choose(all) if all.iter().all(|i| matches!(i, Intent::Do(_))) => {
            Some(Understood::Choose(all))
        }
        _ => None,
    };
    let scan = Scan::of(head, lexicon);
    let named = scan.tokens.iter().find(|t| match &t.what {
        What::Name { things, .. } => {
            things.iter().any(|t| t.sort.is_component() || matches!(t.sort, Sort::Flag | Sort::Job))
        }
        _ => false,
    });
    if let Some(found) = asked(tail) {
        return Some(found);
    }
    let named = named?;
    let name = &scan.text[named.start..named.end];
    // "roll it back instead": of what was named before.
    for pronoun in PRONOUNS {
        let word = |w: &str| if w == pronoun { name.to_string() } else { w.to_string() };
        let instead = tail.trim_end_matches(MARKS).trim_end_matches("instead");
        let whole: Vec<String> = instead.split(' ').map(word).collect();
        if let Some(found) = tail.split(' ').any(|w| w == pronoun).then(|| asked(&whole.join(" "))).flatten()
        {
            return Some(found);
        }
    }
    let other = Scan::of(tail, lexicon).without_rejected();
    let (from, to) = other.tokens.iter().fold((usize::MAX, 0), |(from, to), t| match t.what {
        What::Name { .. } | What::Number(..) => (from.min(t.start), to.max(t.end)),
        _ => (from, to),
    });
    let said = other.text.get(from..to)?;
    asked(&format!("{}{said}{}", &scan.text[..named.start], &scan.text[named.end..]))
}

/// Names and numbers and nothing that says what to do with them.
pub(super) fn bare(text: &str, lexicon: &Lexicon) -> bool {
    let plain = AROUND.iter().fold(text.to_string(), |text, around| text.replace(around, " "));
    super::answer::is_bare(&plain, lexicon)
}

/// The player's own words of which this end of the normalised text was made.
pub(super) fn own<'a>(text: &'a str, plain: &'a str) -> &'a str {
    let mut from = text.char_indices().rev().map(|(at, _)| at);
    from.find(|at| {
        let rest = &text[*at..];
        !rest.starts_with(char::is_whitespace) && normalise(rest) == plain
    })
    .map_or(plain, |at| &text[at..])
}
