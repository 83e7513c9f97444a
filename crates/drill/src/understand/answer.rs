//! Answers to what the game master just asked: yes and no, the number or the name of a choice, the
//! missing piece of a wish, free words for a status or a countermeasure. Whatever is no answer is
//! understood as if nothing had been asked.

use super::normal::{is_japanese, normalise};
use super::scan::{Scan, What};
use super::{Asked, Lexicon, fresh, table};
use crate::intent::{Act, Intent, NotAnOrder, Table, Understood};

/// Fewer characters than this are no status and no countermeasure [characters].
const FREE_WORDS: usize = 6;

/// Answers that end the list of countermeasures.
const NOTHING_MORE: [&str; 22] = [
    "それだけ",
    "それだけです",
    "特にない",
    "特にないです",
    "特になし",
    "もうない",
    "もうないです",
    "ない",
    "ないです",
    "ありません",
    "特にありません",
    "もうありません",
    "以上かな",
    "no",
    "none",
    "nothing",
    "nothing else",
    "that's all",
    "no more",
    "nothing more",
    "i think that's it",
    "done",
];

/// The answer, if the utterance is one.
pub(super) fn read(text: &str, plain: &str, lexicon: &Lexicon, asked: &Asked) -> Option<Understood> {
    let table = table::read(plain);
    match asked {
        Asked::Confirm(intent) => confirm(text, plain, lexicon, intent, table),
        Asked::Choices(options) => choose(plain, lexicon, options, table),
        Asked::Missing { said, options } => {
            choose(plain, lexicon, options, table).or_else(|| complete(plain, lexicon, said))
        }
        Asked::Status => free(text, plain, lexicon, |text| Act::Update { text }),
        Asked::Countermeasures if NOTHING_MORE.contains(&plain.trim_end_matches(['。', '.', '!', ' '])) => {
            clear(Table::End)
        }
        Asked::Countermeasures => free(text, plain, lexicon, |text| Act::Countermeasure { text }),
    }
}

fn clear(table: Table) -> Option<Understood> {
    Some(Understood::Clear(Intent::Table(table)))
}

fn confirm(
    text: &str,
    plain: &str,
    lexicon: &Lexicon,
    intent: &Intent,
    table: Option<Table>,
) -> Option<Understood> {
    match table {
        Some(Table::Choice(1)) => return clear(Table::Yes),
        Some(Table::Choice(_)) => return None,
        Some(table) => return clear(table),
        None => {}
    }
    // 「はい、戻して」 "yes, roll it back": the same order again is a yes, another one is not.
    let begins = |words: &[&str]| {
        words
            .iter()
            .any(|w| plain.strip_prefix(w).is_some_and(|r| r.starts_with([' ', ',', '、', '。', '.', '!'])))
    };
    let rest = plain.split_once([',', '、', '。', ' ', '.', '!']).map_or(plain, |(_, rest)| rest).trim();
    if begins(&["はい", "うん", "ええ", "yes", "yeah", "yep", "ok", "sure", "y"]) {
        let again = fresh(rest, rest, lexicon);
        let same = again == Understood::Clear(intent.clone()) || same_wish(&again, intent);
        return if same { clear(Table::Yes) } else { None };
    }
    if begins(&["いいえ", "いや", "no", "nope", "nah", "だめ", "やめて", "wait", "stop"]) {
        return match fresh(rest, rest, lexicon) {
            Understood::NotAnOrder(_) | Understood::Unknown => clear(Table::No),
            _ => None,
        };
    }
    match fresh(text, plain, lexicon) {
        again if again == Understood::Clear(intent.clone()) => clear(Table::Yes),
        Understood::NotAnOrder(NotAnOrder::Negation) => clear(Table::No),
        _ => None,
    }
}

/// "roll it back" after "roll back checkout?": the target is left out.
fn same_wish(again: &Understood, intent: &Intent) -> bool {
    matches!(again, Understood::Missing { options, .. } if options.contains(intent))
}

fn choose(plain: &str, lexicon: &Lexicon, options: &[Intent], table: Option<Table>) -> Option<Understood> {
    match table {
        Some(Table::Choice(n)) if n <= options.len() => return clear(Table::Choice(n)),
        // Too high for the list, it may still be the number that was asked for.
        Some(Table::Choice(_)) => return None,
        Some(Table::Yes) if options.len() == 1 => return clear(Table::Choice(1)),
        Some(table) => return clear(table),
        None => {}
    }
    let last = ["last", "the last", "the last one", "最後", "最後の", "一番下"];
    if last.contains(&plain) && !options.is_empty() {
        return clear(Table::Choice(options.len()));
    }
    // A name alone, or with 「で」「の方」, that belongs to one option only.
    let scan = Scan::of(plain, lexicon);
    let named: Vec<String> = scan.names(|_| true).iter().map(|t| t.name.clone()).collect();
    let only_name = !named.is_empty()
        && scan
            .tokens
            .iter()
            .all(|t| !matches!(t.what, What::Said(c, f) if super::mood::is_deed(c) && f.acts()));
    if only_name && !plain.ends_with('?') {
        let holds = |option: &Intent| {
            let written = normalise(&written(option));
            named
                .iter()
                .all(|n| written.split([' ', '/']).flat_map(|w| w.split("->")).any(|w| w == normalise(n)))
        };
        let fitting: Vec<usize> = (0..options.len()).filter(|i| holds(&options[*i])).collect();
        if let [only] = fitting.as_slice()
            && short(plain)
        {
            return clear(Table::Choice(only + 1));
        }
    }
    // The option itself in other words.
    match fresh(plain, plain, lexicon) {
        Understood::Clear(intent) => {
            let at = options.iter().position(|o| *o == intent)?;
            clear(Table::Choice(at + 1))
        }
        _ => None,
    }
}

/// An answer is a few words; a sentence is something else.
fn short(plain: &str) -> bool {
    let limit = if is_japanese(plain) { 20 } else { 40 };
    plain.chars().count() <= limit
        && !["not", "except", "以外", "ない", "don't"].iter().any(|w| plain.contains(w))
}

fn written(intent: &Intent) -> String {
    match intent {
        Intent::Do(order) => order.to_string(),
        other => format!("{other:?}").replace(['"', '(', ')', '{', '}', ','], " "),
    }
}

/// The wish with its missing piece: what was said, and the answer behind it.
fn complete(plain: &str, lexicon: &Lexicon, said: &str) -> Option<Understood> {
    let scan = Scan::of(plain, lexicon);
    let pieces =
        scan.tokens.iter().any(|t| matches!(t.what, What::Name { .. } | What::Number(..) | What::Address(_)));
    let sentence = scan.tokens.iter().any(|t| match t.what {
        What::Said(c, f) => super::mood::is_deed(c) && f.acts() || looks(c),
        _ => false,
    });
    if !pieces || sentence || plain.ends_with('?') || !short(plain) {
        return None;
    }
    let whole = if is_japanese(said) { format!("{plain} {said}") } else { format!("{said} {plain}") };
    match fresh(&whole, &normalise(&whole), lexicon) {
        Understood::Unknown | Understood::NotAnOrder(_) => None,
        completed => Some(completed),
    }
}

fn looks(concept: super::Concept) -> bool {
    matches!(
        concept,
        super::Concept::Logs
            | super::Concept::Show
            | super::Concept::Changes
            | super::Concept::Metrics
            | super::Concept::Errors
    )
}

/// Free words, unless they are clearly an order, a look, or talk about the game.
fn free(text: &str, plain: &str, lexicon: &Lexicon, make: impl Fn(String) -> Act) -> Option<Understood> {
    if table::read(plain).is_some() || plain.ends_with('?') || plain.starts_with('/') {
        return None;
    }
    let own = || Some(Understood::Clear(Intent::Room(make(text.trim().into()))));
    let long = plain.chars().count() >= FREE_WORDS;
    match fresh(text, plain, lexicon) {
        // Somebody's question came in between; what means something by itself is no answer to it.
        Understood::Clear(_)
        | Understood::Choose(_)
        | Understood::Several { .. }
        | Understood::Missing { .. } => None,
        Understood::NotAnOrder(_) | Understood::Unknown if long => own(),
        _ => None,
    }
}
