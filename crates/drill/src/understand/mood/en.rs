//! The mood of an English verb: an order stands at the head of its clause, or behind words that lead
//! into one ("let's", "can you please", "I want to"). Whatever else stands before it makes it a question,
//! a report, or something to ask about.

use std::sync::LazyLock;

use super::{Forms, Mood, any, blanked, forms, is_deed, sentence};
use crate::understand::concept::Concept;
use crate::understand::lexicon::Sort;
use crate::understand::phrases::Form;
use crate::understand::scan::{Scan, Token, Unit, What};

const FILE: &str = include_str!("../rules/mood-en.txt");

/// Words that may lead into an order.
static LEADS: Forms = LazyLock::new(|| forms(FILE, "leads"));
static ARTICLES: Forms = LazyLock::new(|| forms(FILE, "articles"));
static DENIED: Forms = LazyLock::new(|| forms(FILE, "denied"));
static SUPPOSED: Forms = LazyLock::new(|| forms(FILE, "supposed"));
static ASKS: Forms = LazyLock::new(|| forms(FILE, "asks"));
static REQUESTS: Forms = LazyLock::new(|| forms(FILE, "requests"));
static LATER: Forms = LazyLock::new(|| forms(FILE, "later"));
static DOUBTS: Forms = LazyLock::new(|| forms(FILE, "doubts"));
/// Others speak: kept apart from the phrase book, where a longer phrase may hide the word.
static HEARSAY: Forms = LazyLock::new(|| forms(FILE, "hearsay"));
static PREDICATES: Forms = LazyLock::new(|| forms(FILE, "predicates"));
const PAST: &[&str] =
    &["yesterday", "earlier", "last time", "an hour ago", "ago", "last week", "last night", "already did"];

fn word(text: &str, word: &str) -> bool {
    text.match_indices(word).any(|(i, _)| {
        let edge = |c: Option<char>| !c.is_some_and(|c| c.is_ascii_alphanumeric() || c == '\'');
        edge(text[..i].chars().next_back()) && edge(text[i + word.len()..].chars().next())
    })
}

fn words(text: &str, all: &[&str]) -> bool {
    all.iter().any(|w| word(text, w))
}

/// The word that opens a sentence, behind what only clears the throat.
pub(in crate::understand) fn first(text: &str) -> &str {
    const THROAT: [&str; 17] = [
        "ok", "okay", "so", "and", "but", "hey", "alright", "right", "well", "hmm", "um", "uh", "oh", "also",
        "now", "hi", "please",
    ];
    text.split([' ', ',', '.']).find(|w| !w.is_empty() && !THROAT.contains(w)).unwrap_or("")
}

/// How the verb at this token is meant.
pub(super) fn mood(scan: &Scan, at: usize, form: Form) -> Mood {
    let text = blanked(scan);
    let token = &scan.tokens[at];
    let (start, end) = sentence(&text, token);
    let before_all = &text[start..token.start];
    let clause_start = start + turns(before_all);
    let clause = text[clause_start..token.start].trim();
    let after = &text[token.end..end];
    let stop = turns_at(after);
    let own = &after[..stop];
    let request = words(&scan.text[clause_start..token.start], &REQUESTS)
        && !words(clause, &["if", "what", "why", "how"]);
    if hearsay(scan, start, end) {
        return Mood::Report;
    }
    if supposed(&text[start..end], token.start - start) {
        let asks = ASKS.contains(&first(before_all)) || after.trim_end().ends_with('?');
        return if asks && !request { Mood::Question } else { Mood::Condition };
    }
    if words(clause, &DENIED) && !word(clause, "no idea") {
        return if after.trim_end().ends_with('?') { Mood::Question } else { Mood::Negation };
    }
    if noun(scan, at, clause, form) {
        return match after.trim_end().ends_with('?') && !request {
            true => Mood::Question,
            false => Mood::Noun,
        };
    }
    let does = clause.starts_with("do a") || clause.starts_with("do the") || clause == "do";
    let asks = ASKS.contains(&first(clause)) && !does
        || after.trim_end().ends_with('?')
        || ASKS.contains(&first(before_all)) && after.trim_end().ends_with('?');
    if asks && !request {
        return Mood::Question;
    }
    if deferred(scan, start, end) {
        return Mood::Condition;
    }
    // "I'd restart it": what would be done.
    if form == Form::Base
        && ["i'd", "we'd", "i would", "we would", "they'd"].iter().any(|w| clause.ends_with(w))
    {
        return Mood::Condition;
    }
    if word(clause, "after") {
        return Mood::Condition;
    }
    if words(clause, &["should", "ought to", "had better"]) {
        return Mood::Unsure;
    }
    let wish = ["would like to", "would love to", "can you", "could you", "would you", "will you"];
    if words(clause, &DOUBTS) && !words(clause, &wish) {
        return Mood::Question;
    }
    by_form(scan, clause, clause_start, own, after, at, form)
}

/// What is or was: "is dropping", "was restarted"; not "is restarting it wise", "should be restarted".
pub(super) fn state(scan: &Scan, at: usize, form: Form) -> bool {
    let (start, _) = sentence(&scan.text, &scan.tokens[at]);
    let before = scan.text[start..scan.tokens[at].start].trim();
    let last = before.rsplit(' ').next().unwrap_or("");
    let advised = words(before, &["should", "can", "could", "would", "must", "shall", "be", "to"]);
    let named = at > 0
        && matches!(
            &scan.tokens[at - 1].what,
            What::Name { .. }
                | What::Said(Concept::Someone | Concept::Replica | Concept::Query | Concept::Service, _)
        );
    match form {
        Form::Past | Form::Third => !advised,
        Form::Ing => {
            let is =
                ["is", "are", "was", "were", "been", "still", "keeps", "who's", "what's", "we", "they", "it"];
            !advised && (named || is.contains(&last) && before != last)
        }
        _ => false,
    }
}

/// "in an hour", "in 10 minutes", "at five": not now.
fn deferred(scan: &Scan, start: usize, end: usize) -> bool {
    let spans = scan
        .tokens
        .iter()
        .filter(|t| t.start >= start && t.end <= end && matches!(t.what, What::Number(_, Unit::Span)));
    let mut before = spans.map(|t| scan.text[..t.start].trim_end());
    before.any(|text| text.ends_with(" in") || text == "in")
        || any(
            &scan.text[start..end],
            &["in an hour", "in a minute", "in a bit", "in a while", "in half an hour"],
        )
}

/// Words that ask within a sentence: "not sure if", "see when".
const WONDERS: &[&str] = &[
    "sure",
    "know",
    "wonder",
    "wondering",
    "see",
    "check",
    "checking",
    "tell",
    "as",
    "unclear",
    "idea",
    "verify",
    "figure",
    "even",
    "matter",
    "care",
];
/// What has happened, and so is no condition.
const HAPPENED: &[&str] = &[
    "was", "were", "went", "did", "had", "got", "came", "broke", "fell", "rose", "began", "saw", "ran",
    "shipped", "woke",
];

/// The verb at this byte of a sentence depends on something that is not yet so.
fn supposed(text: &str, verb: usize) -> bool {
    SUPPOSED.iter().any(|word| {
        text.match_indices(word).any(|(at, _)| {
            let edge = |c: Option<char>| !c.is_some_and(|c| c.is_ascii_alphanumeric() || c == '\'');
            let behind = at + word.len();
            if !edge(text[..at].chars().next_back()) || !edge(text[behind..].chars().next()) {
                return false;
            }
            let clause = &text[behind..behind + turns_at(&text[behind..])];
            let within = at < verb && verb < behind + clause.len();
            let before = text[..at].trim_end().rsplit([' ', ',']).next().unwrap_or("");
            // From here on something new is said.
            let parted = at < verb
                && [" so ", ": ", "anyway", "therefore", " hence "]
                    .iter()
                    .any(|p| text[behind..verb].contains(p));
            let past = words(clause, HAPPENED) || clause.split(' ').any(|w| w.len() > 4 && w.ends_with("ed"));
            match *word {
                "else" => before == "or",
                "when" | "whenever" | "once" if past => within || *word == "once" && !parted,
                "when" | "until" => within || !parted,
                _ if WONDERS.contains(&before) => within,
                _ => true,
            }
        })
    })
}

fn by_form(scan: &Scan, clause: &str, from: usize, own: &str, after: &str, at: usize, form: Form) -> Mood {
    let wanted = words(clause, &["want", "need", "get", "like"]);
    let moved = words(after, PAST);
    if words(after, &LATER) {
        return Mood::Negation;
    }
    let last = clause.rsplit(' ').next().unwrap_or("");
    if form != Form::Ing && ["is", "was", "were", "been", "got", "are"].contains(&last) {
        return Mood::Report;
    }
    match form {
        Form::Past if wanted && !moved => Mood::Order,
        Form::Past | Form::Third => Mood::Report,
        Form::Ing if wanted && !word(clause, "to") => Mood::Unsure,
        Form::Ing if words(own, &PREDICATES) => Mood::Question,
        Form::Base if words(own, &PREDICATES) => Mood::Question,
        _ if moved => Mood::Report,
        // "you restart it", "we restart it": who says so of others does not order it.
        _ if last == "we" && !words(clause, &["can", "could", "would", "will"]) => Mood::Unsure,
        // Somebody else is to do it.
        _ if last == "you" && !words(clause, &["can", "could", "would", "will"]) => Mood::Report,
        _ => led(scan, from, at),
    }
}

/// Nothing before the verb but words that lead into an order, names and other concepts.
fn led(scan: &Scan, from: usize, at: usize) -> Mood {
    let mut rest = String::new();
    let mut position = from;
    let to = scan.tokens[at].start;
    for token in scan.tokens.iter().filter(|t| t.start >= from && t.end <= to) {
        if token.what == What::Word {
            continue;
        }
        let person =
            matches!(&token.what, What::Name { things, .. } if things.iter().all(|t| t.sort == Sort::Person));
        if person || matches!(token.what, What::Said(Concept::Someone, _)) {
            return Mood::Report;
        }
        rest.push_str(&scan.text[position..token.start]);
        rest.push(' ');
        position = token.end;
    }
    rest.push_str(&scan.text[position.min(to)..to]);
    let stray = rest
        .split(|c: char| !(c.is_ascii_alphanumeric() || c == '\''))
        .filter(|w| !w.is_empty() && w.chars().any(|c| c.is_ascii_alphabetic()))
        .any(|w| !LEADS.contains(&w) && w != "s" && w != "'s");
    if stray { Mood::Unsure } else { Mood::Order }
}

/// "the restart", "checkout deploy": the deed is only named, unless it is to be done: "do a restart".
fn noun(scan: &Scan, at: usize, clause: &str, form: Form) -> bool {
    let What::Said(concept, _) = scan.tokens[at].what else { return false };
    let carried = [
        "do a",
        "do the",
        "needs a",
        "do another",
        "perform a",
        "trigger a",
        "run a",
        "execute a",
        "initiate a",
        "need a",
        "want a",
        "force a",
        "start a",
        "issue a",
        "a rolling",
        "a full",
        "kick off a",
        "perform the",
        "give it a",
        "with a",
        "try a",
        "go for a",
        "like a",
        "go with a",
    ];
    if form != Form::Base {
        return false;
    }
    let named = |t: &&Token| matches!(t.what, What::Said(Concept::Runbook, _));
    if scan.tokens.get(at + 1).filter(named).is_some() {
        return true;
    }
    let last = clause.rsplit([' ', '\'']).next().unwrap_or("");
    if ARTICLES.contains(&last) {
        return !carried.iter().any(|c| clause.ends_with(c));
    }
    let named_before = at > 0
        && scan.tokens[at - 1].end + 3 >= scan.tokens[at].start
        && !scan.text[scan.tokens[at - 1].end..scan.tokens[at].start].contains([':', ','])
        && matches!(
            scan.tokens[at - 1].what,
            What::Name { .. } | What::Said(Concept::RollBack | Concept::Back, _)
        );
    let noun_like = matches!(
        concept,
        Concept::Deploy
            | Concept::Set
            | Concept::Warm
            | Concept::Scale
            | Concept::Kill
            | Concept::Failover
            | Concept::Shed
    );
    named_before && noun_like && concept != Concept::Kill
}

/// Where the last clause of this text begins.
fn turns(text: &str) -> usize {
    [", ", ": ", " and ", " then ", " so ", " but ", " - ", " because ", "; ", ",", ":"]
        .iter()
        .filter_map(|turn| text.rfind(turn).map(|i| i + turn.len()))
        .max()
        .unwrap_or(0)
}

/// Where the first clause of this text ends.
fn turns_at(text: &str) -> usize {
    [",", " and ", " then ", " so ", " but ", " because ", " since ", ": "]
        .iter()
        .filter_map(|turn| text.find(turn))
        .min()
        .unwrap_or(text.len())
}

fn hearsay(scan: &Scan, start: usize, end: usize) -> bool {
    let any_said = scan
        .tokens
        .iter()
        .any(|t| t.start >= start && t.end <= end && matches!(t.what, What::Said(Concept::Hearsay, _)));
    (any_said || words(&scan.text[start..end], &HEARSAY))
        && !any(&scan.text[start..end], &["i said", "i say", "as i said"])
        && !is_deed(Concept::Hearsay)
}
