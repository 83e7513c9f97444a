//! English: "tell support that …", "let the manager know …", "send an update to everyone: …".

use super::whom;
use super::{Said, not};
use crate::intent::{NotAnOrder, Understood, Whom};
use crate::understand::normal::is_word;

/// Words that may lead into telling.
const LEADS: [&str; 33] = [
    "please",
    "ok",
    "okay",
    "now",
    "and",
    "then",
    "also",
    "so",
    "just",
    "quickly",
    "can you",
    "could you",
    "would you",
    "can we",
    "could we",
    "let's",
    "lets",
    "i'll",
    "i will",
    "i'd like to",
    "i want to",
    "we need to",
    "i need to",
    "let me",
    "go",
    "first",
    "someone",
    "somebody",
    "kindly",
    "yes",
    "time to",
    "we should",
    "hey",
];
/// Verbs of telling somebody.
const TELLS: [&str; 24] = [
    "reply to",
    "respond to",
    "write back to",
    "get back to",
    "write to",
    "report to",
    "talk to",
    "say to",
    "answer",
    "tell",
    "message",
    "inform",
    "notify",
    "update",
    "let",
    "write",
    "dm",
    "slack",
    "text",
    "email",
    "mail",
    "warn",
    "brief",
    "ping",
];
/// Verbs of sending a piece of news.
const SENDS: [&str; 12] = [
    "send out", "put out", "send", "post", "publish", "give", "share", "write", "issue", "push", "draft",
    "push out",
];
/// What is sent.
const NEWS: [&str; 9] =
    ["status update", "update", "status", "announcement", "message", "notice", "note", "word", "report"];
/// Words that stand around it.
const AROUND: [&str; 15] = [
    "a", "an", "the", "another", "one more", "quick", "short", "first", "brief", "public", "new", "our",
    "my", "them", "everyone",
];
/// What stands between the addressee and the words.
const BETWEEN: [&str; 14] =
    ["know", "that", "to say", "saying", "say", "this", "a message", ":", ",", "-", "—", "about", "–", "="];

/// Telling in English, without an address at its head.
pub(super) fn told(said: &Said) -> Option<Understood> {
    if let Some(told) = headed(said) {
        return Some(told);
    }
    let at = leads(said.lower);
    let rest = &said.lower[at..];
    let asks =
        said.lower.ends_with('?') && !["can ", "could ", "would "].iter().any(|w| said.lower.starts_with(w));
    if asks {
        return None;
    }
    if let Some(denied) =
        ["don't ", "dont ", "do not ", "never ", "no need to "].iter().find_map(|d| rest.strip_prefix(d))
    {
        let start = said.lower.len() - denied.len();
        return tells(said, start).and_then(|_| not(NotAnOrder::Negation));
    }
    tells(said, at).or_else(|| sends(said, at)).or_else(|| spoken_of(said))
}

/// "update to customers: …": a heading that says for whom.
fn headed(said: &Said) -> Option<Understood> {
    let lower = said.lower;
    let labels = ["status update", "update", "status", "announcement", "message"];
    let behind = labels.iter().filter_map(|label| word(lower, 0, label)).max()?;
    let to = any(lower, behind, &["to", "for", "on", "the", "our", "all"]);
    let (length, whom) = whom::at_once(said, to).filter(|_| to > behind)?;
    let rest = lower[to + length..].trim_start();
    rest.starts_with([':', '-', '—', '–']).then(|| super::told(whom, content(said, to + length)))?
}

/// Where the sentence begins behind words that only lead into it.
fn leads(lower: &str) -> usize {
    let mut at = 0;
    while let Some(end) = LEADS.iter().filter_map(|w| word(lower, at, w)).max() {
        at = end;
    }
    at
}

/// Behind this word and what parts it from the next, if the text goes on with it here.
fn word(lower: &str, at: usize, word: &str) -> Option<usize> {
    let tail = lower[at..].strip_prefix(word)?;
    if word.ends_with(is_word) && tail.starts_with(|c| is_word(c) || c == '\'' || c == '-') {
        return None;
    }
    let next = tail.trim_start_matches([' ', ',']);
    (!next.is_empty() || tail.is_empty()).then(|| lower.len() - next.len())
}

fn any(lower: &str, at: usize, words: &[&str]) -> usize {
    let mut at = at;
    while let Some(end) = words.iter().filter_map(|w| word(lower, at, w)).max().filter(|end| *end > at) {
        at = end;
    }
    at
}

/// "tell support …".
fn tells(said: &Said, at: usize) -> Option<Understood> {
    let lower = said.lower;
    let (verb, behind) = TELLS.iter().find_map(|verb| word(lower, at, verb).map(|end| (*verb, end)))?;
    let start = any(lower, behind, &["the", "our", "my", "back"]);
    // "the boss" is a part that is named with its article.
    let (mut end, whom) = [behind, start]
        .iter()
        .find_map(|start| {
            let (length, whom) = whom::at_once(said, *start)?;
            Some((start + length, whom))
        })
        .or_else(|| strangers(said, start).filter(|_| verb == "tell"))?;
    let mut whom = whom;
    // "tell Ono and support": more than one is everybody.
    while let Some(next) =
        ["and", "&", ",", "/"].iter().filter_map(|w| word(lower, skip(lower, end), w)).max()
    {
        let next = any(lower, next, &["the", "our", "my"]);
        let Some((length, _)) = whom::at(said, next) else { break };
        (end, whom) = (next + length, Whom::Everyone);
    }
    let tail = lower[end..].trim_start();
    if tail.starts_with("and ask") {
        return None;
    }
    let known = tail.starts_with("know") || tail.starts_with("that ");
    match verb {
        "let" if !known => return None,
        // "ping sato": they are asked, not told.
        "ping" | "talk to" | "message" | "dm" | "slack" | "text" | "email" | "mail" | "write"
            if tail.is_empty() =>
        {
            return None;
        }
        "talk to" if !tail.starts_with(':') => return None,
        _ => {}
    }
    super::told(whom, content(said, end))
}

/// "tell marketing we are slow": people of whom we know nothing, if a clause follows that is for them.
fn strangers(said: &Said, at: usize) -> Option<(usize, Whom)> {
    let rest = &said.lower[at..];
    let length = rest.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(rest.len());
    let tail = &rest[length..];
    let follows = [" we ", " we'", " that ", ": ", " it's ", " there "].iter().any(|w| tail.starts_with(w));
    let nobody =
        ["me", "us", "it", "you", "myself", "what", "how", "why", "if", "which", "where", "when", "who"];
    let named = said.lexicon.at(said.lower, at).is_some();
    (length > 1 && follows && !named && !nobody.contains(&&rest[..length]))
        .then(|| (at + length, Whom::Person(rest[..length].into())))
}

fn skip(lower: &str, at: usize) -> usize {
    lower.len() - lower[at..].trim_start().len()
}

/// The player's words behind "that", "saying", a colon.
fn content<'a>(said: &Said<'a>, from: usize) -> &'a str {
    let mut at = skip(said.lower, from);
    while let Some(end) = BETWEEN.iter().filter_map(|w| word(said.lower, at, w)).max().filter(|end| *end > at)
    {
        at = end;
    }
    &said.text[at..]
}

/// "send an update (to everyone): …", "announce that …".
fn sends(said: &Said, at: usize) -> Option<Understood> {
    let lower = said.lower;
    if let Some(behind) = ["announce", "broadcast", "communicate"].iter().find_map(|w| word(lower, at, w)) {
        return super::told(Whom::Everyone, content(said, behind));
    }
    let behind = SENDS.iter().filter_map(|verb| word(lower, at, verb)).max()?;
    let start = any(lower, behind, &AROUND);
    let page = any(lower, behind, &["to", "on", "the", "our"]);
    if let Some((length, whom @ Whom::Customers)) = whom::at(said, page) {
        return super::told(whom, content(said, page + length));
    }
    let mut end = NEWS.iter().filter_map(|news| word(lower, start, news)).max()?;
    // "send the message that blocks the queue to …": a message may be another's.
    let goes_on = ["to ", "for ", "that ", "saying ", ":", ",", "out", "now"];
    let others = lower[start..end].trim_end() == "message" && !lower[end..].is_empty();
    if others && !goes_on.iter().any(|w| lower[end..].starts_with(w)) {
        return None;
    }
    end = any(lower, end, &["out", "now"]);
    let to = any(lower, end, &["to", "for", "on", "the", "our", "all"]);
    match whom::at_once(said, to).filter(|_| to > end) {
        Some((length, whom)) => super::told(whom, content(said, to + length)),
        None => super::told(Whom::Everyone, content(said, end)),
    }
}

/// "Ogawa did the rollback yesterday": somebody is spoken of, not to, and not asked.
fn spoken_of(said: &Said) -> Option<Understood> {
    let (length, Whom::Person(_)) = whom::at(said, 0)? else { return None };
    let tail = said.lower[length..].strip_prefix([' ', '\''])?;
    let verbs = [
        "did", "has", "had", "is", "was", "s ", "says", "said", "thinks", "went", "told", "already", "made",
        "wants", "will", "would", "rolled", "deployed", "released", "helped", "asked", "can't", "cannot",
        "just", "knows",
    ];
    let verb = verbs
        .iter()
        .any(|v| tail.strip_prefix(v).is_some_and(|t| v.ends_with(' ') || !t.starts_with(is_word)));
    if verb && !said.lower.contains('?') { not(NotAnOrder::Report) } else { None }
}
