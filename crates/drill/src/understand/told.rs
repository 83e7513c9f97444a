//! Words to somebody: "Ono, buying fails", 「西村さん、…とお伝えください」, "tell support that …",
//! 「取り急ぎ報告：…」. Whatever is said to somebody is theirs: nothing in it is carried out, waited for or
//! taken for a denial. Knows who is spoken to and what they are told; knows nothing of who is there tonight.

mod en;
mod ja;
mod whom;

use super::lexicon::{Lexicon, Sort};
use super::normal::is_japanese;
use super::scan::Scan;
use super::{fresh, normal};
use crate::intent::{Act, Intent, Look, NotAnOrder, Understood, Whom};
use whom::Address;

/// What was said to somebody, or asks to have them told; `None` if nobody is spoken to.
pub(super) fn read(text: &str, lexicon: &Lexicon) -> Option<Understood> {
    // Lower case of the Latin letters only: the same bytes, so that the player's own words can be cut out.
    let lower = text.to_ascii_lowercase();
    let said = Said { text: text.trim(), lower: lower.trim(), lexicon };
    if let Some(address) = whom::addressed(&said) {
        return addressed(&said, address);
    }
    match is_japanese(said.text) {
        true => ja::told(&said),
        false => en::told(&said),
    }
}

/// An utterance as it was typed, beside the same in lower case, byte for byte.
struct Said<'a> {
    text: &'a str,
    lower: &'a str,
    lexicon: &'a Lexicon,
}

/// "Ono, …": asked something, they answer; else they are told.
fn addressed(said: &Said, address: Address) -> Option<Understood> {
    let words = address.words;
    if asks(words) {
        return Some(asked(said, address.whom, words));
    }
    match fresh(words, &normal::normalise(words), said.lexicon) {
        // Whoever says to somebody what they think is the cause says it in the room.
        heard @ Understood::Clear(Intent::Room(Act::Hypothesis { .. } | Act::Refute { .. })) => Some(heard),
        Understood::Clear(Intent::Look(_)) if requests(words) => None,
        _ => told(address.whom, address.told),
    }
}

/// Somebody is asked, about the first part of the system that is named.
fn asked(said: &Said, whom: Whom, words: &str) -> Understood {
    let person = match whom {
        Whom::Person(id) => Some(id),
        Whom::Support => Some("support".into()),
        Whom::Management => Some("manager".into()),
        Whom::Everyone | Whom::Customers => None,
    };
    let scan = Scan::of(words, said.lexicon);
    let about = scan.names(|s| s != Sort::Person).first().map(|t| t.name.clone());
    Understood::Clear(Intent::Look(Look::Ask { person, about }))
}

fn told(to: Whom, words: &str) -> Option<Understood> {
    let marks = [' ', '　', '、', ',', ':', '：', '-', '—', '\u{201c}', '\u{201d}', '"'];
    let words = words.trim_matches(marks);
    let text = if says_nothing(words) { String::new() } else { words.into() };
    Some(Understood::Clear(Intent::Room(Act::Update { text, to })))
}

fn not(why: NotAnOrder) -> Option<Understood> {
    Some(Understood::NotAnOrder(why))
}

/// Asked back: they are not told something, they are asked something.
fn asks(words: &str) -> bool {
    let plain = words.trim_end_matches(['。', '.', '!', '！', ' ']);
    let lower = plain.to_ascii_lowercase();
    let first = lower.split([' ', '\'']).next().unwrap_or("");
    let wonders =
        ["教えて", "聞かせて", "知ってる", "知ってます", "心当たり", "any idea", "tell me", "do you know"];
    plain.ends_with(['?', '？', 'か'])
        || plain.ends_with("かな")
        || ["what", "why", "how", "who", "where", "when", "which"].contains(&first)
        || wonders.iter().any(|w| lower.contains(w))
}

/// Wants something done or shown, and tells nothing.
fn requests(words: &str) -> bool {
    let plain = words.trim_end_matches(['。', '.', '!', '！', ' ']);
    let lower = plain.to_ascii_lowercase();
    let ends =
        ["て", "ください", "下さい", "ほしい", "たい", "お願い", "お願いします", "よろしく", "ましょう"];
    let starts = ["show", "check", "look", "get", "pull", "open", "please show", "please check"];
    ends.iter().any(|e| plain.ends_with(e)) || starts.iter().any(|s| lower.starts_with(s))
}

/// "the status", 「今の状況を」: what is to be told is not in it.
fn says_nothing(words: &str) -> bool {
    let plain = words.to_ascii_lowercase();
    let plain = plain.trim_end_matches(['。', '.', '!', '！', ' ']);
    let plain =
        ["を", "について", "だけ", "は"].iter().fold(plain, |p, end| p.strip_suffix(end).unwrap_or(p));
    let nothing = [
        "",
        "the status",
        "status",
        "what's going on",
        "what is going on",
        "what's happening",
        "what is happening",
        "where we are",
        "how things stand",
        "the news",
        "an update",
        "about it",
        "about this",
        "the latest",
        "it",
        "them",
        "now",
        "please",
        "know",
        "that",
        "something",
        "状況",
        "今の状況",
        "現在の状況",
        "現状",
        "今の状態",
        "状態",
        "進捗",
        "最新の状況",
        "経過",
        "ここまでの状況",
        "一言",
        "今わかってること",
        "今わかっていること",
        "わかってること",
        "わかっていること",
        "今分かってること",
        "今分かっていること",
        "what we know",
        "what we know so far",
        "what we have",
        "とりあえず",
        "いま",
        "今",
    ];
    nothing.contains(&plain)
}
