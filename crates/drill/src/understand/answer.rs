//! Answers to what the game master just asked: yes and no, the number or the name of a choice, the
//! missing piece of a wish, free words for those who wait. Strict: whatever could be a wish of its own is no
//! answer, and is understood as if nothing had been asked.

use super::normal::{is_japanese, normalise};
use super::scan::{Scan, What};
use super::{Asked, Lexicon, fresh, table, taken_back};
use crate::intent::{Act, Intent, NotAnOrder, Table, Understood, Whom};

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

/// Words that put off or refuse, wherever they stand in an answer to "really?".
const REFUSES: [&str; 36] = [
    "not",
    "n't",
    "no",
    "nope",
    "nah",
    "never",
    "later",
    "cancel",
    "forget",
    "stop",
    "wait",
    "hold",
    "abort",
    "leave it",
    "don't",
    "instead",
    "ない",
    "ません",
    "やめ",
    "待",
    "まって",
    "まだ",
    "だめ",
    "ダメ",
    "駄目",
    "後で",
    "あとで",
    "中止",
    "取り消",
    "取消",
    "いや",
    "違",
    "ちが",
    "見送",
    "キャンセル",
    "保留",
];

/// Words around the name of a choice.
const AROUND_A_NAME: [&str; 40] = [
    "でお願いします",
    "をお願いします",
    "お願いします",
    "にしてください",
    "してください",
    "ください",
    "のサービス",
    "のほう",
    "の方",
    "のやつ",
    "にします",
    "にして",
    "にする",
    "だけ",
    "です",
    "して",
    "を",
    "で",
    "に",
    "の",
    "が",
    "は",
    "、",
    "。",
    "please",
    "service",
    "the",
    "one",
    "only",
    "just",
    "take",
    "with",
    "go",
    "for",
    "pick",
    "option",
    "on",
    "to",
    "!",
    ".",
];

/// The answer, if the utterance is one.
pub(super) fn read(text: &str, plain: &str, lexicon: &Lexicon, asked: &Asked) -> Option<Understood> {
    // "no wait, not that one. checkout": of what was just asked.
    if let Some(rest) = taken_back::opened(plain)
        && taken_back::bare(rest, lexicon)
    {
        return match asked {
            Asked::Confirm(Intent::Do(order)) => taken_back::corrected(&order.to_string(), rest, lexicon),
            Asked::Choices(options) | Asked::Missing { options, .. } => choose(rest, lexicon, options, None),
            _ => None,
        };
    }
    let table = table::read(plain);
    match asked {
        Asked::Confirm(intent) => confirm(plain, lexicon, intent, table),
        Asked::Choices(options) => choose(plain, lexicon, options, table),
        Asked::Missing { said, options } => {
            choose(plain, lexicon, options, table).or_else(|| complete(plain, lexicon, said))
        }
        Asked::Words(to) => words(text, plain, lexicon, to),
        Asked::Status => free(text, plain, lexicon, |text| Act::Update { text, to: Whom::Everyone }),
        Asked::Countermeasures if NOTHING_MORE.contains(&plain.trim_end_matches(['。', '.', '!', ' '])) => {
            clear(Table::End)
        }
        Asked::Countermeasures => free(text, plain, lexicon, |text| Act::Countermeasure { text }),
    }
}

fn clear(table: Table) -> Option<Understood> {
    Some(Understood::Clear(Intent::Table(table)))
}

fn confirm(plain: &str, lexicon: &Lexicon, intent: &Intent, table: Option<Table>) -> Option<Understood> {
    match table {
        Some(Table::Yes | Table::Choice(1)) => return clear(Table::Yes),
        Some(Table::No) => return clear(Table::No),
        // Help, a hint, the end: wishes of their own.
        Some(_) => return None,
        None => {}
    }
    if plain.ends_with('?') {
        return None;
    }
    let parts: Vec<&str> =
        plain.split([',', '、', '。', '.', '!']).map(str::trim).filter(|p| !p.is_empty()).collect();
    if !parts.is_empty() && parts.iter().all(|part| table::read(part) == Some(Table::Yes)) {
        return clear(Table::Yes);
    }
    // 「はい、戻して」 "yes, roll it back": a yes and the same order.
    let begins = |words: &[&str]| {
        words
            .iter()
            .any(|w| plain.strip_prefix(w).is_some_and(|r| r.starts_with([' ', ',', '、', '。', '.', '!'])))
    };
    if begins(&["はい", "うん", "ええ", "yes", "yeah", "yep", "ok", "sure", "y"]) {
        let rest = plain.split_once([',', '、', '。', ' ', '.', '!']).map_or(plain, |(_, rest)| rest).trim();
        let again = fresh(rest, rest, lexicon);
        if again == Understood::Clear(intent.clone()) || same_wish(&again, intent) {
            return clear(Table::Yes);
        }
    }
    let word = |w: &&&str| match w.is_ascii() && !w.starts_with("n'") {
        true => plain
            .split(|c: char| !c.is_ascii_alphanumeric() && c != '\'' && c != ' ')
            .any(|p| p.split(' ').any(|one| one == **w) || w.contains(' ') && p.contains(**w)),
        false => plain.contains(**w),
    };
    if !REFUSES.iter().any(|w| word(&w)) {
        return None;
    }
    match fresh(plain, plain, lexicon) {
        Understood::NotAnOrder(NotAnOrder::Question) => None,
        Understood::NotAnOrder(_) | Understood::Unknown => clear(Table::No),
        Understood::Clear(Intent::Table(Table::Wait { span: None })) => clear(Table::No),
        // Another wish: it speaks for itself.
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
        Some(table @ (Table::Yes | Table::No)) => return clear(table),
        Some(_) => return None,
        None => {}
    }
    let last = ["last", "the last", "the last one", "最後", "最後の", "一番下"];
    if last.contains(&plain) && !options.is_empty() {
        return clear(Table::Choice(options.len()));
    }
    let scan = Scan::of(plain, lexicon);
    if bare(&scan) {
        let named: Vec<String> = scan.names(|_| true).iter().map(|t| normalise(&t.name)).collect();
        let holds = |option: &Intent| {
            let written = normalise(&written(option));
            let words: Vec<&str> = written.split([' ', '/']).flat_map(|w| w.split("->")).collect();
            !named.is_empty() && named.iter().all(|n| words.contains(&n.as_str()))
        };
        let fitting: Vec<usize> = (0..options.len()).filter(|i| holds(&options[*i])).collect();
        if let [only] = fitting.as_slice() {
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

/// The same of a text: a name or a number, and nothing but words around it.
pub(super) fn is_bare(text: &str, lexicon: &Lexicon) -> bool {
    let scan = Scan::of(text, lexicon).without_rejected();
    let names = |w: &What| matches!(w, What::Name { .. } | What::Number(..));
    scan.tokens.iter().any(|t| names(&t.what)) && bare(&scan)
}

/// Names and numbers, and nothing but words around them: "the cart one", 「カートで」, `6`.
fn bare(scan: &Scan) -> bool {
    let mut rest = String::new();
    let mut at = 0;
    for token in &scan.tokens {
        if matches!(token.what, What::Name { .. } | What::Number(..) | What::Address(_)) {
            rest.push_str(&scan.text[at.min(token.start)..token.start]);
            rest.push(' ');
            at = token.end;
        }
    }
    rest.push_str(&scan.text[at.min(scan.text.len())..]);
    rest.split_whitespace().all(|word| {
        let mut word = word;
        while let Some(tail) = AROUND_A_NAME.iter().find_map(|w| {
            word.strip_prefix(w)
                .filter(|tail| !w.ends_with(|c: char| c.is_ascii_alphabetic()) || tail.is_empty())
        }) {
            word = tail;
        }
        word.is_empty()
    })
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
    if !pieces || !bare(&scan) {
        return None;
    }
    let whole = if is_japanese(said) { format!("{plain} {said}") } else { format!("{said} {plain}") };
    match fresh(&whole, &normalise(&whole), lexicon) {
        Understood::Unknown | Understood::NotAnOrder(_) => None,
        completed => Some(completed),
    }
}

/// "What shall they be told?": whatever comes, unless it is an order or a look as one types them.
fn words(text: &str, plain: &str, lexicon: &Lexicon, to: &Whom) -> Option<Understood> {
    let typed = || match fresh(text, plain, lexicon) {
        Understood::Clear(Intent::Do(_)) => super::line::read(plain, lexicon).is_some(),
        Understood::Clear(Intent::Look(_)) => {
            plain.chars().count() <= if is_japanese(plain) { 12 } else { 24 }
        }
        Understood::Clear(Intent::Room(Act::Update { .. })) => true,
        _ => false,
    };
    if table::read(plain).is_some() || plain.ends_with('?') || plain.starts_with('/') || typed() {
        return None;
    }
    Some(Understood::Clear(Intent::Room(Act::Update { text: text.trim().into(), to: to.clone() })))
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
