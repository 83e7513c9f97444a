//! Whether a verb of change is meant as an order. An order has to look like one: a verb in a form of
//! command, wish or announcement, with nothing around it that asks, denies, supposes, reports or jokes.
//! The common part of both languages; the forms are in `mood/ja.rs` and `mood/en.rs`.

pub(super) mod en;
mod ja;

use std::sync::LazyLock;

use super::concept::Concept;
use super::phrases::Form;
use super::scan::{Scan, Token, Unit, What};

/// A table of forms.
pub(super) type Forms = LazyLock<Vec<&'static str>>;

/// All forms of one table in a file of `table: form | form` lines.
pub(super) fn forms(file: &'static str, table: &str) -> Vec<&'static str> {
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
    /// It says what is or was: "dropping", "restarted", 「再起動してる」.
    pub(super) state: bool,
}

/// All verbs of change, in order.
pub(super) fn deeds(scan: &Scan) -> Vec<Deed> {
    let mut all = Vec::new();
    for (at, token) in scan.tokens.iter().enumerate() {
        let (concept, form) = match &token.what {
            What::Said(concept, form) if is_deed(*concept) && form.acts() => {
                if super::orders::explicit::pieced(scan, token) || returns(scan, token) {
                    continue;
                }
                (*concept, *form)
            }
            _ if becomes(scan, at) => (Concept::Set, Form::Action),
            What::Word if runs_so_many(scan, at) => (Concept::Set, Form::Base),
            _ => continue,
        };
        let mood = of(scan, at, form);
        let english = form.english() && !japanese_around(scan, token);
        let state = match english {
            true => en::state(scan, at, form),
            false => ja::state(&scan.text[token.end..]),
        };
        all.push(Deed { at, concept, mood, english: form.english(), state });
    }
    carried(scan, &mut all);
    if all.is_empty() && (bare_setting(scan) || bare_switch(scan)) {
        all.push(Deed { at: 0, concept: Concept::Set, mood: Mood::Order, english: true, state: false });
    }
    all
}

/// "I'm going back to checkout": somebody turns to it, and changes nothing.
fn returns(scan: &Scan, token: &Token) -> bool {
    let verb = &scan.text[token.start..token.end];
    let goes = ["go", "going", "get", "getting", "come", "coming", "head", "heading", "turn", "turning"];
    let to = scan.text[token.end..].trim_start();
    let to = to.strip_prefix("to ").map(|rest| rest.strip_prefix("the ").unwrap_or(rest));
    let Some(rest) = to.filter(|_| verb.split(' ').next().is_some_and(|w| goes.contains(&w))) else {
        return false;
    };
    let at = scan.text.len() - rest.len();
    scan.tokens.iter().any(|t| {
        let component =
            matches!(&t.what, What::Name { things, .. } if things.iter().all(|t| t.sort.is_component()));
        component && t.start == at
    })
}

/// 「オフに戻して」: the second verb carries the first, and has the mood of both.
fn carried(scan: &Scan, deeds: &mut Vec<Deed>) {
    use Concept as C;
    let mut at = 0;
    while at + 1 < deeds.len() {
        let (first, second) = (deeds[at], deeds[at + 1]);
        let gap = scan.text[scan.tokens[first.at].end..scan.tokens[second.at].start].trim();
        let carries = matches!(second.concept, C::Back | C::Set | C::Switch | C::More | C::Less | C::TurnOff);
        // "start shedding": the first only says that the second begins.
        let begins = ["start", "begin", "continue", "keep", "resume"]
            .iter()
            .any(|w| scan.text[scan.tokens[first.at].start..].starts_with(w));
        let doing = matches!(scan.tokens[second.at].what, What::Said(_, Form::Ing));
        if begins && doing && gap.is_empty() {
            deeds[at + 1].mood = first.mood;
            deeds[at + 1].state = false;
            deeds.remove(at);
            continue;
        }
        // 「シェッド解除」「ブロックを解除」: the first is what the second undoes.
        if second.concept == C::Lift && matches!(gap, "" | "の" | "を" | "は") {
            deeds.remove(at);
            continue;
        }
        // 「再起動をやめて」: what is not to be done.
        // "undo the shed": the second is what the first undoes.
        let undoes = matches!(first.concept, C::Back | C::Lift | C::Stop) && first.english;
        if undoes && second.concept == C::Shed && matches!(gap, "" | "the" | "that" | "our" | "this") {
            deeds.remove(at + 1);
            continue;
        }
        let blocked = stopped(scan, &second) && first.concept == C::Block;
        if blocked && gap.chars().count() <= 4 {
            deeds.remove(at);
            continue;
        }
        let stop = stopped(scan, &second);
        let noun =
            matches!(scan.tokens[first.at].what, What::Said(_, Form::Action)) && first.concept != C::Shed;
        if stop && noun && gap.chars().count() <= 4 && gap.chars().all(|c| "をはもだけなんかとの".contains(c))
        {
            deeds[at].mood = Mood::Negation;
            deeds.remove(at + 1);
            continue;
        }
        let carried = matches!(first.concept, C::TurnOn | C::TurnOff)
            && scan.text[..scan.tokens[second.at].start].trim_end().ends_with('に');
        if carries && carried && matches!(gap, "" | "に") {
            deeds[at].mood = second.mood;
            deeds[at].state = second.state;
            deeds.remove(at + 1);
        } else {
            at += 1;
        }
    }
}

/// 「やめて」「止めて」
fn stopped(scan: &Scan, deed: &Deed) -> bool {
    let words = ["やめ", "止め", "中止", "取りやめ", "辞め", "ストップ", "キャンセル"];
    words.iter().any(|w| scan.text[scan.tokens[deed.at].start..].starts_with(w))
}

/// "run 8 replicas of web": so many of them are to be there.
fn runs_so_many(scan: &Scan, at: usize) -> bool {
    let word = &scan.text[scan.tokens[at].start..scan.tokens[at].end];
    let next = |n: usize| scan.tokens.get(at + n).map(|t| &t.what);
    let counted = |n: usize| {
        matches!(next(n), Some(What::Number(_, Unit::Count)))
            || matches!(next(n), Some(What::Number(_, Unit::Plain)))
                && [n + 1, n + 2].iter().any(|n| matches!(next(*n), Some(What::Said(Concept::Replica, _))))
    };
    let should = word == "have"
        && at > 0
        && ["should", "must", "to"].contains(&&scan.text[scan.tokens[at - 1].start..scan.tokens[at - 1].end]);
    (should || ["run", "want", "need", "keep", "gimme"].contains(&word)) && (counted(1) || counted(2))
}

/// "new_shipping_quote off please": a flag, the way it is to be, and nothing else.
fn bare_switch(scan: &Scan) -> bool {
    let is_flag = |t: &Token| matches!(&t.what, What::Name { things, near: false } if things.iter().all(|t| t.sort == super::lexicon::Sort::Flag));
    let switch = |t: &Token| matches!(t.what, What::Said(Concept::TurnOff | Concept::TurnOn, Form::Plain));
    let soft = |t: &Token| match t.what {
        What::Said(Concept::Polite | Concept::Filler | Concept::Flag, _) => true,
        What::Word => {
            ["the", "to", "flag", "is", "it"].contains(&&scan.text[t.start..t.end])
                && &scan.text[t.start..t.end] != "is"
        }
        _ => false,
    };
    let mut from = 0;
    let joined = scan.tokens.iter().all(|t| {
        let gap = scan.text[from.min(t.start)..t.start].trim();
        from = t.end;
        matches!(gap, "" | "、" | "," | ":" | "を" | "は" | "->") && (is_flag(t) || switch(t) || soft(t))
    });
    joined
        && scan.tokens.iter().filter(|t| is_flag(t)).count() == 1
        && scan.tokens.iter().filter(|t| switch(t)).count() == 1
        && matches!(scan.text[from..].trim(), "" | "で" | "に" | "." | "。" | "!")
}

/// "memory limit 1536 MB for search": a setting, what it is of and its value, and nothing else.
fn bare_setting(scan: &Scan) -> bool {
    use Concept as C;
    use world::signal::Metric as M;
    let said = super::orders::said(scan);
    let has = |c: C| said.contains(&c);
    let setting = [C::Timeout, C::Retry, C::Pool].into_iter().any(has)
        || has(C::Limit) && (has(C::Metric(M::Cpu)) || has(C::Metric(M::Memory)));
    let numbers =
        scan.tokens.iter().filter(|t| matches!(t.what, What::Number(_, unit) if unit != Unit::Index)).count();
    let named = scan.tokens.iter().any(|t| matches!(&t.what, What::Name { things, near: false } if things.iter().any(|t| t.sort.is_component())));
    let mut from = 0;
    let nothing_else = scan.tokens.iter().all(|t| {
        let gap = scan.text[from.min(t.start)..t.start].trim();
        from = t.end;
        let joins =
            matches!(gap, "" | "の" | "を" | "は" | "、" | "," | "->" | "から" | "へ" | "への" | ":" | "=");
        joins
            && match &t.what {
                What::Said(c, Form::Plain) => matches!(
                    c,
                    C::Timeout | C::Retry | C::Pool | C::Limit | C::Metric(_) | C::Polite | C::Filler
                ),
                What::Said(..) => false,
                What::Word => [
                    "for", "on", "of", "to", "from", "the", "at", "in", "towards", "between", "down", "up",
                    "only", "max",
                ]
                .contains(&&scan.text[t.start..t.end]),
                What::Name { .. } | What::Number(..) => true,
                What::Address(_) | What::Used => false,
            }
    });
    let rest = scan.text[from..].trim();
    setting && named && numbers == 1 && nothing_else && matches!(rest, "" | "で" | "に" | "." | "。" | "!")
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
pub(super) fn becomes(scan: &Scan, at: usize) -> bool {
    let token = &scan.tokens[at];
    let value = match &token.what {
        What::Number(_, unit) => *unit != Unit::Index,
        What::Name { things, .. } => things.iter().all(|t| t.sort == super::lexicon::Sort::Version),
        What::Said(Concept::Previous | Concept::Double, _) => true,
        // 「倍の台数に」
        What::Said(Concept::Replica, _) => {
            at > 0 && matches!(scan.tokens[at - 1].what, What::Said(Concept::Double, _))
        }
        What::Said(Concept::TurnOff | Concept::TurnOn, form) => *form == Form::Plain,
        _ => false,
    };
    let rest = scan.text[token.end..].trim_start();
    // 「2 秒でお願いします」: with a wish behind it.
    let wished = ["でお願", "で頼", "でたの", "でよろ", "でいこ", "で行こ", "でいきま", "でいって"];
    if value && wished.iter().any(|w| rest.starts_with(w)) {
        return true;
    }
    // 「フラグを off」
    let switched = matches!(token.what, What::Said(Concept::TurnOff | Concept::TurnOn, Form::Plain));
    if switched
        && scan.text[..token.start].trim_end().ends_with(['を', 'は'])
        && matches!(rest, "" | "で" | "。" | "!")
    {
        return true;
    }
    let rest = ["のユーザー", "のユーザ", "の利用者", "の人", "のお客様"]
        .iter()
        .find_map(|p| rest.strip_prefix(p))
        .unwrap_or(rest);
    let named = scan.tokens.iter().any(|t| matches!(t.what, What::Name { .. }));
    if value && named && matches!(rest, "で" | "で。" | "で!") {
        return true;
    }
    let rest = ["体制", "構成", "編成", "くらい", "ぐらい", "ほど", "程度", "フル"]
        .iter()
        .find_map(|p| rest.strip_prefix(p))
        .unwrap_or(rest);
    let to = ["に", "へ", "まで"].iter().find_map(|p| rest.strip_prefix(p));
    let Some(tail) = to else { return false };
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
