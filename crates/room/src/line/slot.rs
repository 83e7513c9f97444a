//! The parts that an order's line is made of, what a word must look like to be one, and how one is written.
//! Knows single words; which order has which parts is the table's.

use jiff::civil::Date;

use super::word::{STOPS, Token, entry, number, quote};
use crate::{Actor, Audience, Role, Seq, Severity};

/// Before the minutes to the next word; in Japanese they may follow at once.
const NEXT: [&str; 3] = ["next", "次回", "次は"];
/// Before a day.
const BY: [&str; 2] = ["by", "期限"];

/// A part of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// `sev2`, or `2` in front of the text.
    Severity,
    /// `ic`, `deputy`, `scribe`, `liaison`, `expert`.
    Role,
    /// `@ana`
    Person,
    /// `#12`
    Entry,
    /// `#3 #4`
    Entries,
    /// `10m`
    Minutes,
    /// `next 20m`
    Next,
    /// `3`
    Number,
    /// `users`, `support`, `management`, `all`, before a quoted text or with a colon.
    Audience,
    /// The words: quoted, or what is left of the line.
    Text,
    /// An order to what burns, which is written without quotes where it can be.
    Order,
    /// A monitor's rule: one word.
    Rule,
    /// What a rule is about: one word.
    Subject,
    /// `about db`
    About,
    /// `saw "errors since 01:58"`
    Saw,
    /// `because "…"`
    Because,
    /// `pages`
    Pages,
    /// Steps, each quoted, or each on a line of its own or behind a `;`.
    Steps,
    /// `by 2026-12-01`
    By,
}

keys!(Part {
    Severity => "part-severity",
    Role => "part-role",
    Person => "part-person",
    Entry => "part-entry",
    Entries => "part-entries",
    Minutes => "part-minutes",
    Next => "part-next",
    Number => "part-number",
    Audience => "part-audience",
    Text => "part-text",
    Order => "part-order",
    Rule => "part-rule",
    Subject => "part-subject",
    About => "part-about",
    Saw => "part-saw",
    Because => "part-because",
    Pages => "part-pages",
    Steps => "part-steps",
    By => "part-by",
});

/// What the parts of one line say.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filled {
    pub severity: Option<Severity>,
    pub role: Option<Role>,
    pub person: Option<Actor>,
    pub entry: Option<Seq>,
    pub entries: Vec<Seq>,
    pub minutes: Option<u32>,
    pub number: Option<u32>,
    pub audience: Option<Audience>,
    pub text: Option<String>,
    /// The second text: what it is about, what was seen, why.
    pub other: Option<String>,
    pub flag: bool,
    pub steps: Vec<String>,
    pub due: Option<Date>,
}

/// Where in a line a word stands: a bare number is a severity or an entry only before the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    Front,
    Back,
}

impl Part {
    /// What it is, in English, with its article.
    pub(super) fn english(self) -> &'static str {
        match self {
            Part::Severity => "a severity (sev1 to sev4)",
            Part::Role => "a role (ic, deputy, scribe, liaison, expert)",
            Part::Person => "a person (@name)",
            Part::Entry => "a number from the board (#12)",
            Part::Entries => "the evidence (#3 #4)",
            Part::Minutes => "the minutes (10m)",
            Part::Next => "the minutes (next 20m)",
            Part::Number => "a number",
            Part::Audience => "an audience (users, support, management, all)",
            Part::Text => "the text",
            Part::Order => "the order",
            Part::Rule => "the rule",
            Part::Subject => "what it is about",
            Part::About => "the part it is about",
            Part::Saw => "what was seen",
            Part::Because => "the reason",
            Part::Pages => "whether it pages",
            Part::Steps => "the steps",
            Part::By => "a day (by 2026-12-01)",
        }
    }

    /// How help shows it.
    pub(super) fn shape(self) -> &'static str {
        match self {
            Part::Severity => "sev1-4",
            Part::Role => "ic|deputy|scribe|liaison|expert",
            Part::Person => "@who",
            Part::Entry => "#n",
            Part::Entries => "#n…",
            Part::Minutes => "10m",
            Part::Next => "next 20m",
            Part::Number => "n",
            Part::Audience => "users|support|management|all",
            Part::Text => "\"…\"",
            Part::Order => "order",
            Part::Rule => "rule",
            Part::Subject => "subject",
            Part::About => "about part",
            Part::Saw => "saw \"…\"",
            Part::Because => "because \"…\"",
            Part::Pages => "pages",
            Part::Steps => "\"…\" \"…\"",
            Part::By => "by 2026-12-01",
        }
    }

    /// The text of the line, however it is written.
    pub(super) fn is_text(self) -> bool {
        matches!(self, Part::Text | Part::Order)
    }

    /// The words that stand before a second text.
    pub(super) fn keywords(self) -> &'static [&'static str] {
        match self {
            Part::About => &["about", "対象"],
            Part::Saw => &["saw", "結果", "見えた"],
            Part::Because => &["because", "理由"],
            _ => &[],
        }
    }

    /// Takes this part from the tokens at this place; how many tokens it took.
    pub(super) fn take(
        self,
        line: &str,
        tokens: &[Token],
        at: usize,
        side: Side,
        into: &mut Filled,
    ) -> Option<usize> {
        let token = tokens.get(at)?;
        if matches!(self, Part::Rule | Part::Subject) {
            let written = token.quoted.clone().unwrap_or_else(|| line[token.start..token.end].to_string());
            *(if self == Part::Rule { &mut into.text } else { &mut into.other }) = Some(written);
            return Some(1);
        }
        if let (Part::Steps, Some(step)) = (self, &token.quoted) {
            into.steps.push(step.clone());
            return Some(1);
        }
        if token.quoted.is_some() {
            return None;
        }
        match self {
            Part::Severity => return severity(tokens, at, side, into),
            Part::Next => return next(tokens, at, side, into),
            Part::By => return by(tokens, at, side, into),
            Part::Role => into.role = Some(role(token.word.trim_end_matches(STOPS))?),
            Part::Person => into.person = Some(person(&line[token.start..token.end])?),
            Part::Entry => {
                let bare = if side == Side::Front { number(&token.word).map(Seq) } else { None };
                into.entry = Some(entry(&token.word).or(bare)?);
            }
            Part::Entries => into.entries.push(entry(&token.word)?),
            Part::Minutes => into.minutes = Some(minutes(&token.word)?),
            Part::Number => into.number = Some(u32::try_from(number(&token.word)?).ok()?),
            Part::Audience => into.audience = Some(addressed(tokens, at)?),
            Part::Pages => {
                into.flag = ["pages", "呼び出し"].contains(&token.word.as_str());
                return into.flag.then_some(1);
            }
            _ => return None,
        }
        Some(1)
    }

    /// It may stand several times.
    pub(super) fn repeats(self) -> bool {
        matches!(self, Part::Entries | Part::Steps)
    }

    /// It is written in two words, the second of which says it.
    pub(super) fn is_two(self) -> bool {
        matches!(self, Part::Next | Part::By)
    }

    /// The first of its two words.
    fn firsts(self) -> &'static [&'static str] {
        match self {
            Part::Next => &NEXT,
            Part::By => &BY,
            _ => &[],
        }
    }

    /// Both words stand in one: `次回20分`.
    pub(super) fn is_glued(self, word: &str) -> bool {
        self.firsts().iter().any(|first| word.strip_prefix(first).is_some_and(|rest| !rest.is_empty()))
    }

    /// Whether here stands what was meant to be this part of two words and cannot be it: `next 17:45`, `by 12/1`. How many tokens
    /// it is.
    pub(super) fn misses(self, tokens: &[Token], at: usize) -> Option<usize> {
        let token = tokens.get(at).filter(|token| token.quoted.is_none())?;
        let wrong = |word: &str| {
            let right = match self {
                Part::Next => minutes(word).is_some(),
                _ => word.trim_end_matches(STOPS).parse::<Date>().is_ok(),
            };
            word.starts_with(|c: char| c.is_ascii_digit()) && !right
        };
        if self.firsts().contains(&token.word.as_str()) {
            let second = tokens.get(at + 1).filter(|second| second.quoted.is_none())?;
            return wrong(&second.word).then_some(2);
        }
        let mut glued = self.firsts().iter().filter_map(|first| token.word.strip_prefix(first));
        glued.any(wrong).then_some(1)
    }

    /// Whether a word was meant to be this part and is not one.
    pub(super) fn meant(self, word: &str) -> bool {
        match self {
            Part::Person => word.starts_with('@'),
            Part::Entry | Part::Entries => word.starts_with('#'),
            Part::Severity => word
                .trim_end_matches(STOPS)
                .strip_prefix("sev")
                .is_some_and(|level| level.parse::<u64>().is_ok()),
            _ => false,
        }
    }

    /// As it is written; `None` where nothing is said.
    pub(super) fn written(self, filled: &Filled) -> Option<String> {
        match self {
            Part::Severity => filled.severity.map(|severity| format!("sev{severity}")),
            Part::Role => filled.role.map(|role| role.short().to_string()),
            Part::Person => filled.person.as_ref().map(|person| format!("@{person}")),
            Part::Entry => filled.entry.map(|seq| seq.to_string()),
            Part::Entries if filled.entries.is_empty() => None,
            Part::Entries => {
                Some(filled.entries.iter().map(ToString::to_string).collect::<Vec<_>>().join(" "))
            }
            Part::Minutes => filled.minutes.map(|minutes| format!("{minutes}m")),
            Part::Next => filled.minutes.map(|minutes| format!("next {minutes}m")),
            Part::Number => filled.number.map(|number| number.to_string()),
            Part::Audience => filled.audience.map(|audience| audience_word(audience).to_string()),
            Part::Order => {
                filled.text.as_ref().map(|order| if bare(order) { order.clone() } else { quote(order) })
            }
            Part::Text | Part::Rule => filled.text.as_ref().map(|text| quote(text)),
            Part::Subject => filled.other.as_ref().map(|text| quote(text)),
            Part::About | Part::Saw | Part::Because => {
                let word = self.keywords()[0];
                filled.other.as_ref().map(|text| format!("{word} {}", quote(text)))
            }
            Part::Pages => filled.flag.then(|| "pages".to_string()),
            Part::Steps if filled.steps.is_empty() => None,
            Part::Steps => Some(filled.steps.iter().map(|step| quote(step)).collect::<Vec<_>>().join(" ")),
            Part::By => filled.due.map(|due| format!("by {due}")),
        }
    }
}

/// An order that reads back as itself without quotes.
fn bare(order: &str) -> bool {
    let fits = |word: &str| {
        !word.is_empty() && word.chars().all(|c| c.is_ascii_alphanumeric() || "-_./=".contains(c))
    };
    order.split(' ').all(fits)
}

/// `sev2`, `sev 2`; and `2` before the text.
fn severity(tokens: &[Token], at: usize, side: Side, into: &mut Filled) -> Option<usize> {
    let word = tokens[at].word.trim_end_matches(STOPS);
    let level = |digits: &str| Severity::new(u8::try_from(number(digits)?).ok()?);
    let (said, taken) = match word.strip_prefix("sev") {
        Some("") if side == Side::Front => (level(tokens.get(at + 1)?.word.trim_end_matches(STOPS))?, 2),
        Some(digits) => (level(digits.trim_start_matches('-'))?, 1),
        None if side == Side::Front => (level(word)?, 1),
        None => return None,
    };
    into.severity = Some(said);
    Some(taken)
}

/// `next 20m`; before the text `20m` is enough.
fn next(tokens: &[Token], at: usize, side: Side, into: &mut Filled) -> Option<usize> {
    if NEXT.contains(&tokens[at].word.as_str()) {
        into.minutes = Some(minutes(&tokens.get(at + 1)?.word)?);
        return Some(2);
    }
    let glued = NEXT.iter().find_map(|word| minutes(tokens[at].word.strip_prefix(word)?));
    let bare = minutes(&tokens[at].word).filter(|_| side == Side::Front);
    into.minutes = Some(glued.or(bare)?);
    Some(1)
}

/// `by 2026-12-01`; before the text the day is enough.
fn by(tokens: &[Token], at: usize, side: Side, into: &mut Filled) -> Option<usize> {
    if BY.contains(&tokens[at].word.as_str()) {
        into.due = Some(tokens.get(at + 1)?.word.parse().ok()?);
        return Some(2);
    }
    let glued = BY.iter().find_map(|word| tokens[at].word.strip_prefix(word)?.parse().ok());
    let bare = tokens[at].word.parse().ok().filter(|_| side == Side::Front);
    into.due = Some(glued.or(bare)?);
    Some(1)
}

fn minutes(word: &str) -> Option<u32> {
    let word = word.trim_end_matches(STOPS);
    let digits = word.trim_end_matches(|c: char| !c.is_ascii_digit());
    let count = u32::try_from(number(digits)?).ok()?;
    match &word[digits.len()..] {
        "m" | "min" | "分" | "分後" | "分後に" | "分で" | "分以内" | "分以内に" => Some(count),
        "h" | "時間" | "時間後" => count.checked_mul(60),
        _ => None,
    }
}

fn person(written: &str) -> Option<Actor> {
    let id = written.strip_prefix(['@', '＠'])?;
    Actor::new(id.trim_end_matches(STOPS)).ok()
}

fn role(word: &str) -> Option<Role> {
    Some(match word {
        "ic" | "command" | "commander" | "指揮" | "指揮者" => Role::IncidentCommander,
        "deputy" | "副指揮" | "副指揮者" => Role::Deputy,
        "scribe" | "記録" | "記録係" => Role::Scribe,
        "liaison" | "連絡" | "連絡係" => Role::Liaison,
        "expert" | "専門" | "専門担当" => Role::Expert,
        _ => return None,
    })
}

/// People outside get no half sentence by accident: a bare word is an audience only beside quotes, or
/// with a colon.
fn addressed(tokens: &[Token], at: usize) -> Option<Audience> {
    let word = tokens[at].word.as_str();
    let quoted = |place: usize| tokens.get(place).is_some_and(|token| token.quoted.is_some());
    let beside = quoted(at + 1) || at.checked_sub(1).is_some_and(quoted);
    let named = word.strip_suffix(':').or(beside.then_some(word))?;
    let named = named.strip_suffix('へ').unwrap_or(named);
    Some(match named {
        "all" | "everyone" | "全員" | "関係者" | "関係者全員" => Audience::Everyone,
        "users" | "customers" | "利用者" | "顧客" | "お客様" | "お客さま" | "ユーザー" | "ユーザ" => {
            Audience::Customers
        }
        "support" | "cs" | "サポート" => Audience::Support,
        "management" | "boss" | "経営" | "経営層" | "経営陣" => Audience::Management,
        _ => return None,
    })
}

fn audience_word(audience: Audience) -> &'static str {
    match audience {
        Audience::Everyone => "all",
        Audience::Customers => "users",
        Audience::Support => "support",
        Audience::Management => "management",
    }
}
