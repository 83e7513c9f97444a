//! Cuts an utterance into tokens: names, phrases, numbers with units, addresses, and Latin words that
//! are none of these. Left to right, longest first. Knows nothing of grammar.

use world::time::{HOUR, MILLI, MINUTE, Nanos, SECOND};

use super::concept::Concept;
use super::lexicon::{Lexicon, Sort, Thing};
use super::near;
use super::normal::{is_word, normalise};
use super::phrases::{BOOK, Form};

/// One piece of an utterance.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Token {
    /// First byte in the normalised text.
    pub(super) start: usize,
    /// Behind the last byte.
    pub(super) end: usize,
    /// What it is.
    pub(super) what: What,
}

/// What a token is.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum What {
    /// A name, with all that it can stand for; `near` if it was misspelt.
    Name { things: Vec<Thing>, near: bool },
    /// A phrase of the book.
    Said(Concept, Form),
    /// A number with its unit.
    Number(f64, Unit),
    /// A network address.
    Address(String),
    /// The particle of a verb that stands before it, or a piece that another token has used.
    Used,
    /// A Latin word that the book does not have.
    Word,
}

/// What a number counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unit {
    /// Nothing said.
    Plain,
    /// Percent.
    Percent,
    /// A span; the value is in nanoseconds.
    Span,
    /// Megabytes.
    Megabytes,
    /// Processor cores.
    Cores,
    /// Things: 台, 個, replicas.
    Count,
    /// The n-th: 番, 号機, #2.
    Index,
    /// Times as many: 倍, x.
    Times,
}

/// An utterance cut into tokens.
#[derive(Clone, Debug)]
pub(super) struct Scan {
    /// The normalised text.
    pub(super) text: String,
    /// In order.
    pub(super) tokens: Vec<Token>,
}

impl Scan {
    /// Cuts a text.
    pub(super) fn of(text: &str, lexicon: &Lexicon) -> Scan {
        let text = normalise(text);
        let mut scan = Scan { text, tokens: Vec::new() };
        let mut at = 0;
        while at < scan.text.len() {
            at = scan.step(at, lexicon);
        }
        scan.tokens.sort_by_key(|t| t.start);
        scan
    }

    fn step(&mut self, at: usize, lexicon: &Lexicon) -> usize {
        if let Some(used) = self.tokens.iter().find(|t| t.start == at && t.what == What::Used) {
            return used.end;
        }
        let name = lexicon.at(&self.text, at);
        let phrase = BOOK.at(&self.text, at);
        let before = self.text[..at].chars().next_back();
        let own = !before.is_some_and(|c| is_word(c) || c == '.');
        // What a service is asked and what users do have names like "send" and "find": the word comes first.
        let common =
            |things: &[&Thing]| things.iter().all(|t| matches!(t.sort, Sort::Endpoint | Sort::Journey));
        if let Some((length, things)) = name
            && phrase.as_ref().is_none_or(|p| p.length < length || p.length == length && !common(&things))
        {
            let things: Vec<Thing> = things.into_iter().cloned().collect();
            return self.name(at, at + length, things);
        }
        // "99th percentile" is a reading and no number.
        let longer =
            |end: usize| phrase.as_ref().is_some_and(|p| at + p.length > end && p.form == Form::Plain);
        if own && let Some((end, what)) = number(&self.text, at).filter(|(end, _)| !longer(*end)) {
            return self.push(at, end, what);
        }
        if phrase.is_none()
            && before.is_none_or(|c| !is_word(c))
            && let Some((end, what)) = below_zero(&self.text, at)
        {
            return self.push(at, end, what);
        }
        if let Some(found) = phrase {
            if let Some((start, length)) = found.apart {
                self.push(start, start + length, What::Used);
            }
            return self.push(at, at + found.length, What::Said(found.concept, found.form));
        }
        let rest = &self.text[at..];
        let word = rest.find(|c: char| !is_word(c)).unwrap_or(rest.len());
        if word == 0 || !own {
            return at + rest.chars().next().map_or(1, char::len_utf8);
        }
        match lexicon.near(&rest[..word]).filter(|_| !COMMON.contains(&&rest[..word])) {
            Some(things) => {
                let things = things.into_iter().cloned().collect();
                self.push(at, at + word, What::Name { things, near: true })
            }
            None => {
                let known = near::meant(&rest[..word]).and_then(|known| BOOK.at(known, 0));
                let what = known.map_or(What::Word, |found| What::Said(found.concept, found.form));
                self.push(at, at + word, what)
            }
        }
    }

    /// A name, and the replica that may hang on it: `checkout-2`, `checkout/2`, `checkout-7d9f8-x2`.
    fn name(&mut self, start: usize, end: usize, things: Vec<Thing>) -> usize {
        let component = things.iter().any(|t| t.sort.is_component());
        self.push(start, end, What::Name { things, near: false });
        let rest = &self.text[end..];
        let Some(mark) = rest.chars().next().filter(|c| component && "-/#".contains(*c)) else { return end };
        let tail = &rest[mark.len_utf8()..];
        let length = tail.find(|c: char| !(is_word(c) || c == '-' && mark == '-')).unwrap_or(tail.len());
        match tail[..length].parse::<u32>() {
            Ok(n) => self.push(end, end + 1 + length, What::Number(f64::from(n), Unit::Index)),
            // The hash of a pod: it names the component and no replica that we know.
            Err(_) if mark == '-' && tail[..length].contains(|c: char| c.is_ascii_digit()) => {
                end + 1 + length
            }
            Err(_) => end,
        }
    }

    /// "Not checkout but payments", 「checkout じゃなくて payments」: the first is not meant.
    pub(super) fn without_rejected(mut self) -> Scan {
        let before = ["not", "not the", "instead of", "instead of the", "rather than", "rather than the"];
        let after = ["じゃなくて", "ではなくて", "でなくて", "じゃなく", "ではなく", "やのうて", "やなくて"];
        let named = |t: &Token| matches!(t.what, What::Name { .. });
        let rejected: Vec<usize> = (0..self.tokens.len())
            .filter(|at| {
                let token = &self.tokens[*at];
                let head = self.text[..token.start].trim_end();
                let denied = |w: &&str| {
                    head.strip_suffix(*w).is_some_and(|h| !h.ends_with(|c: char| is_word(c) || c == '\''))
                };
                named(token)
                    && (before.iter().any(denied)
                        || after.iter().any(|w| self.text[token.end..].starts_with(w)))
            })
            .collect();
        let others = self.tokens.iter().filter(|t| named(t)).count() > rejected.len();
        if others {
            rejected.into_iter().for_each(|at| self.tokens[at].what = What::Used);
        }
        self
    }

    /// "Wait, …", 「待って、…」 beside something else only draws breath: nobody is to let time pass, unless it says how
    /// long or until when, or the words are joined to what goes before. An apology for waiting is none either.
    pub(super) fn without_interjections(mut self) -> Scan {
        let drawn: Vec<usize> =
            (0..self.tokens.len()).filter(|at| super::interjected::draws_breath(&self, *at)).collect();
        drawn.into_iter().for_each(|at| self.tokens[at].what = What::Used);
        self
    }

    /// All but what is named: "everything except payments", 「payments 以外」.
    pub(super) fn excepts(&self) -> bool {
        let before = [
            "except",
            "except for",
            "everything but",
            "all but",
            "anything but",
            "other than",
            "apart from",
            "besides",
            "excluding",
            "everyone but",
            "every service but",
        ];
        self.tokens.iter().any(|t| {
            let head = self.text[..t.start].trim_end();
            let head = head.strip_suffix(" the").unwrap_or(head);
            matches!(t.what, What::Name { .. })
                && (before.iter().any(|w| head.ends_with(w))
                    || ["以外", "を除", "のほか", "の他"].iter().any(|w| self.text[t.end..].starts_with(w)))
        })
    }

    fn push(&mut self, start: usize, end: usize, what: What) -> usize {
        self.tokens.push(Token { start, end, what });
        end
    }

    /// All names of the utterance that fit, in order, each once.
    pub(super) fn names(&self, fits: impl Fn(Sort) -> bool) -> Vec<&Thing> {
        names_in(&self.tokens, fits)
    }

    /// The utterance holds this concept.
    pub(super) fn says(&self, concept: Concept) -> bool {
        self.tokens.iter().any(|t| matches!(t.what, What::Said(c, _) if c == concept))
    }

    /// The utterance holds this text.
    pub(super) fn has(&self, text: &str) -> bool {
        self.text.contains(text)
    }
}

/// All names among these tokens that fit, in order, each once.
pub(super) fn names_in(tokens: &[Token], fits: impl Fn(Sort) -> bool) -> Vec<&Thing> {
    let mut all: Vec<&Thing> = Vec::new();
    for token in tokens {
        if let What::Name { things, .. } = &token.what {
            for thing in things.iter().filter(|t| fits(t.sort)) {
                if !all.contains(&thing) {
                    all.push(thing);
                }
            }
        }
    }
    all
}

/// English words that look like a misspelt name.
const COMMON: [&str; 24] = [
    "research",
    "searching",
    "cards",
    "market",
    "start",
    "chart",
    "charts",
    "mailed",
    "mails",
    "email",
    "emails",
    "payment",
    "checking",
    "checked",
    "catalogue",
    "carts",
    "webs",
    "order",
    "orders",
    "paying",
    "check",
    "carte",
    "inventor",
    "malier",
];

/// Units as people write them, longest first within a script.
const UNITS: [(&str, f64, Unit); 62] = [
    ("milliseconds", MILLI as f64, Unit::Span),
    ("millisecond", MILLI as f64, Unit::Span),
    ("percent", 1.0, Unit::Percent),
    ("パーセント", 1.0, Unit::Percent),
    ("seconds", SECOND as f64, Unit::Span),
    ("minutes", MINUTE as f64, Unit::Span),
    ("second", SECOND as f64, Unit::Span),
    ("minute", MINUTE as f64, Unit::Span),
    ("millis", MILLI as f64, Unit::Span),
    ("hours", HOUR as f64, Unit::Span),
    ("hour", HOUR as f64, Unit::Span),
    ("mins", MINUTE as f64, Unit::Span),
    ("secs", SECOND as f64, Unit::Span),
    ("days", 24.0 * HOUR as f64, Unit::Span),
    ("cores", 1.0, Unit::Cores),
    ("core", 1.0, Unit::Cores),
    ("cpus", 1.0, Unit::Cores),
    ("vcpu", 1.0, Unit::Cores),
    ("day", 24.0 * HOUR as f64, Unit::Span),
    ("min", MINUTE as f64, Unit::Span),
    ("sec", SECOND as f64, Unit::Span),
    ("hrs", HOUR as f64, Unit::Span),
    ("mib", 1.0, Unit::Megabytes),
    ("gib", 1024.0, Unit::Megabytes),
    ("ms", MILLI as f64, Unit::Span),
    ("hr", HOUR as f64, Unit::Span),
    ("mb", 1.0, Unit::Megabytes),
    ("mi", 1.0, Unit::Megabytes),
    ("gb", 1024.0, Unit::Megabytes),
    ("gi", 1024.0, Unit::Megabytes),
    ("th", 1.0, Unit::Index),
    ("nd", 1.0, Unit::Index),
    ("rd", 1.0, Unit::Index),
    ("st", 1.0, Unit::Index),
    ("s", SECOND as f64, Unit::Span),
    ("m", MINUTE as f64, Unit::Span),
    ("h", HOUR as f64, Unit::Span),
    ("d", 24.0 * HOUR as f64, Unit::Span),
    ("g", 1024.0, Unit::Megabytes),
    ("x", 1.0, Unit::Times),
    ("%", 1.0, Unit::Percent),
    ("割", 10.0, Unit::Percent),
    ("ミリ秒", MILLI as f64, Unit::Span),
    ("秒", SECOND as f64, Unit::Span),
    ("分間", MINUTE as f64, Unit::Span),
    ("分", MINUTE as f64, Unit::Span),
    ("時間", HOUR as f64, Unit::Span),
    ("日", 24.0 * HOUR as f64, Unit::Span),
    ("メガ", 1.0, Unit::Megabytes),
    ("ギガ", 1024.0, Unit::Megabytes),
    ("コア", 1.0, Unit::Cores),
    ("台目", 1.0, Unit::Index),
    ("番目", 1.0, Unit::Index),
    ("つ目", 1.0, Unit::Index),
    ("個目", 1.0, Unit::Index),
    ("番", 1.0, Unit::Index),
    ("号機", 1.0, Unit::Index),
    ("号", 1.0, Unit::Index),
    ("台", 1.0, Unit::Count),
    ("個", 1.0, Unit::Count),
    ("倍", 1.0, Unit::Times),
    ("回", 1.0, Unit::Plain),
];

/// Numbers in words. 一 and 二 need a counter behind them, or 一旦 would be a number.
const WORDS: [(&str, f64, Unit); 30] = [
    ("half an", 0.5, Unit::Plain),
    ("half a", 0.5, Unit::Plain),
    ("a third", 33.0, Unit::Percent),
    ("two thirds", 67.0, Unit::Percent),
    ("three quarters", 75.0, Unit::Percent),
    ("one third", 33.0, Unit::Percent),
    ("half", 50.0, Unit::Percent),
    ("半分", 50.0, Unit::Percent),
    ("半数", 50.0, Unit::Percent),
    ("zero", 0.0, Unit::Plain),
    ("ゼロ", 0.0, Unit::Plain),
    ("one", 1.0, Unit::Plain),
    ("two", 2.0, Unit::Plain),
    ("three", 3.0, Unit::Plain),
    ("four", 4.0, Unit::Plain),
    ("five", 5.0, Unit::Plain),
    ("six", 6.0, Unit::Plain),
    ("seven", 7.0, Unit::Plain),
    ("eight", 8.0, Unit::Plain),
    ("nine", 9.0, Unit::Plain),
    ("ten", 10.0, Unit::Plain),
    ("twelve", 12.0, Unit::Plain),
    ("twenty", 20.0, Unit::Plain),
    ("fifty", 50.0, Unit::Plain),
    ("first", 1.0, Unit::Index),
    ("third", 3.0, Unit::Index),
    ("fourth", 4.0, Unit::Index),
    ("半日", 12.0 * HOUR as f64, Unit::Span),
    ("quarter", 25.0, Unit::Percent),
    ("third of", 33.0, Unit::Percent),
];

fn number(text: &str, at: usize) -> Option<(usize, What)> {
    let rest = &text[at..];
    if let Some((length, percent)) = fraction(rest) {
        return Some((at + length, What::Number(percent, Unit::Percent)));
    }
    if let Some((word, value, unit)) = WORDS
        .iter()
        .filter(|(word, ..)| {
            rest.starts_with(word)
                && (!word.is_ascii() || !rest[word.len()..].chars().next().is_some_and(is_word))
        })
        .max_by_key(|(word, ..)| word.len())
    {
        let end = at + word.len();
        return Some(with_unit(text, end, *value, *unit));
    }
    if let Some((digit, value)) = kanji(rest) {
        let end = at + digit;
        return match with_unit(text, end, value, Unit::Plain) {
            (_, What::Number(_, Unit::Plain)) => None,
            found => Some(found),
        };
    }
    let hash = usize::from(rest.starts_with('#'));
    let digits = rest[hash..].find(|c: char| !(c.is_ascii_digit() || c == '.')).unwrap_or(rest.len() - hash);
    // 1,000 is a thousand.
    if let Some((length, value)) = grouped(&rest[hash..]) {
        return Some(with_unit(text, at + hash + length, value, Unit::Plain));
    }
    let written = rest[hash..hash + digits].trim_end_matches('.');
    if !written.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let end = at + hash + written.len();
    if written.split('.').count() == 4 {
        return Some((end, What::Address(written.into())));
    }
    // A clock time is no number: 02:13.
    if text[end..].starts_with(':') && text[end + 1..].starts_with(|c: char| c.is_ascii_digit()) {
        let clock = text[end..].find(|c: char| !(c.is_ascii_digit() || c == ':')).unwrap_or(text.len() - end);
        return Some((end + clock, What::Word));
    }
    let value = written.parse().ok()?;
    Some(if hash == 1 {
        (end, What::Number(value, Unit::Index))
    } else {
        with_unit(text, end, value, Unit::Plain)
    })
}

/// `-1`, "-5m": a number with its sign, where nothing else can be meant.
fn below_zero(text: &str, at: usize) -> Option<(usize, What)> {
    let rest = text[at..].strip_prefix('-')?;
    if !rest.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    match number(text, at + 1)? {
        (end, What::Number(value, unit)) if unit != Unit::Index => Some((end, What::Number(-value, unit))),
        _ => None,
    }
}

/// `1,000`, `12,500`: its length [bytes] and its value.
fn grouped(rest: &str) -> Option<(usize, f64)> {
    let digits = |text: &str| text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    let mut end = digits(rest);
    if !(1..=3).contains(&end) {
        return None;
    }
    let first = end;
    while rest[end..].starts_with(',') && digits(&rest[end + 1..]) == 3 {
        end += 4;
    }
    (end > first).then(|| rest[..end].replace(',', "").parse().ok().map(|value| (end, value))).flatten()
}

/// 「3 分の 1」: its length [bytes] and its percentage.
fn fraction(rest: &str) -> Option<(usize, f64)> {
    let small = |text: &str| -> Option<(usize, f64)> {
        let digits = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
        match text[..digits].parse() {
            Ok(n) => Some((digits, n)),
            Err(_) => kanji(text),
        }
    };
    let (first, whole) = small(rest)?;
    let behind = rest[first..].strip_prefix("分の")?;
    let (second, part) = small(behind)?;
    (whole > 0.0 && part <= whole).then(|| (first + "分の".len() + second, (100.0 * part / whole).round()))
}

fn kanji(rest: &str) -> Option<(usize, f64)> {
    let all = ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十"];
    let found = all.iter().position(|k| rest.starts_with(k))?;
    Some((all[found].len(), found as f64 + 1.0))
}

fn with_unit(text: &str, end: usize, value: f64, unit: Unit) -> (usize, What) {
    if unit != Unit::Plain {
        return (end, What::Number(value, unit));
    }
    let gap = usize::from(text[end..].starts_with([' ', '-']));
    let rest = &text[end + gap..];
    let found = UNITS.iter().find(|(name, ..)| {
        let tail = rest.strip_prefix(name);
        // After a space a single letter is more likely a word than a unit, unless nothing follows it.
        let last = tail.is_some_and(|t| {
            t.trim_start().is_empty() || t.starts_with([',', '.', '!', ')']) || t.starts_with(" please")
        });
        (gap == 0 || last && *name != "x" || name.chars().count() > 1 || !name.is_ascii() || *name == "%")
            && tail
                .is_some_and(|t| !name.is_ascii() || *name == "%" || !t.chars().next().is_some_and(is_word))
    });
    match found {
        Some((name, factor, unit)) => {
            let end = end + gap + name.len();
            // 1h30m is one span.
            if *unit == Unit::Span
                && let Some((next, What::Number(more, Unit::Span))) =
                    number(text, end).filter(|_| !text[end..].starts_with(' '))
            {
                return (next, What::Number(value * factor + more, Unit::Span));
            }
            (end, What::Number(value * factor, *unit))
        }
        None => (end, What::Number(value, Unit::Plain)),
    }
}

/// Nanoseconds of a span token; `-5m` is five minutes back, where a window is meant.
pub(super) fn span_of(tokens: &[Token]) -> Option<Nanos> {
    tokens.iter().find_map(|t| match t.what {
        What::Number(value, Unit::Span) => Some(value.abs() as Nanos),
        _ => None,
    })
}
