//! Who is spoken to: a name, a part that somebody plays, or everybody; and the address at the head of a
//! sentence, "Ono, …", "@Ono …", 「西村さん、…」.

use super::Said;
use crate::intent::Whom;
use crate::understand::Sort;
use crate::understand::normal::is_word;

/// Parts that people play, longest first within a part.
const PARTS: [(&str, Whom); 58] = [
    ("customer support", Whom::Support),
    ("support team", Whom::Support),
    ("support lead", Whom::Support),
    ("support desk", Whom::Support),
    ("help desk", Whom::Support),
    ("the desk", Whom::Support),
    ("support", Whom::Support),
    ("カスタマーサポート", Whom::Support),
    ("サポート", Whom::Support),
    ("コールセンター", Whom::Support),
    ("窓口", Whom::Support),
    ("csチーム", Whom::Support),
    ("cs", Whom::Support),
    ("management", Whom::Management),
    ("leadership", Whom::Management),
    ("executives", Whom::Management),
    ("execs", Whom::Management),
    ("manager", Whom::Management),
    ("director", Whom::Management),
    ("upstairs", Whom::Management),
    ("the boss", Whom::Management),
    ("boss", Whom::Management),
    ("マネージャー", Whom::Management),
    ("事業部長", Whom::Management),
    ("事業部", Whom::Management),
    ("責任者", Whom::Management),
    ("部長", Whom::Management),
    ("上司", Whom::Management),
    ("上長", Whom::Management),
    ("経営", Whom::Management),
    ("役員", Whom::Management),
    ("偉い人", Whom::Management),
    ("上の人", Whom::Management),
    ("status page", Whom::Customers),
    ("statuspage", Whom::Customers),
    ("customers", Whom::Customers),
    ("users", Whom::Customers),
    ("shoppers", Whom::Customers),
    ("ステータスページ", Whom::Customers),
    ("お客さま", Whom::Customers),
    ("お客様", Whom::Customers),
    ("お客さん", Whom::Customers),
    ("お客", Whom::Customers),
    ("利用者", Whom::Customers),
    ("ユーザー", Whom::Customers),
    ("会員", Whom::Customers),
    ("stakeholders", Whom::Everyone),
    ("everybody", Whom::Everyone),
    ("everyone", Whom::Everyone),
    ("the team", Whom::Everyone),
    ("people", Whom::Everyone),
    ("関係者", Whom::Everyone),
    ("みなさん", Whom::Everyone),
    ("皆さん", Whom::Everyone),
    ("みんな", Whom::Everyone),
    ("全員", Whom::Everyone),
    ("社内", Whom::Everyone),
    ("チーム", Whom::Everyone),
];

/// Words that only stand for people right behind "tell": "all", "them".
const PRONOUNS: [&str; 9] =
    ["all", "them", "folks", "team", "him", "her", "channel", "the channel", "the room"];

/// What is put behind a name in Japanese.
const HONORIFICS: [&str; 8] = ["さん", "さま", "様", "くん", "氏", "先輩", "殿", "ちゃん"];

/// What may be said before a name.
const BEFORE: [&str; 38] = [
    "すみません",
    "すいません",
    "ありがとうございます",
    "ありがとう",
    "お疲れさまです",
    "お疲れ様です",
    "承知しました",
    "了解です",
    "了解",
    "いいえ",
    "はい",
    "いや",
    "うん",
    "ごめんなさい",
    "ごめん",
    "あの",
    "えーと",
    "では",
    "じゃあ",
    "thank you",
    "thanks",
    "good evening",
    "good morning",
    "sorry",
    "hello",
    "hey",
    "hi",
    "yes",
    "yeah",
    "no",
    "ok",
    "okay",
    "please",
    "dear",
    "right",
    "well",
    "so",
    "and",
];

/// Somebody who is named at this byte: its length, and who it is.
pub(super) fn at(said: &Said, start: usize) -> Option<(usize, Whom)> {
    let rest = &said.lower[start..];
    let alone = |word: &str| {
        let before = said.lower[..start].chars().next_back();
        let latin = word.starts_with(is_word);
        !latin || !before.is_some_and(is_word) && !rest[word.len()..].starts_with(is_word)
    };
    let part = PARTS.iter().find(|(word, _)| rest.starts_with(word) && alone(word));
    if let Some((length, things)) = said.lexicon.at(said.lower, start)
        && let Some(person) = things.iter().find(|t| t.sort == Sort::Person)
        && part.is_none_or(|(word, _)| word.len() <= length)
    {
        return Some((length, Whom::Person(person.name.clone())));
    }
    part.map(|(word, whom)| (word.len(), whom.clone()))
}

/// The same right behind a verb of telling, where a pronoun will do.
pub(super) fn at_once(said: &Said, start: usize) -> Option<(usize, Whom)> {
    let rest = &said.lower[start..];
    let word = |w: &&&str| rest.strip_prefix(**w).is_some_and(|tail| !tail.starts_with(is_word));
    at(said, start).or_else(|| PRONOUNS.iter().find(word).map(|w| (w.len(), Whom::Everyone)))
}

/// Somebody of a name that we do not have: a few letters before an honorific.
pub(super) fn unknown(said: &Said, at: usize) -> Option<(usize, Whom)> {
    let text = &said.lower[at..];
    if said.lexicon.at(said.lower, at).is_some() {
        return None; // 「メーラーさん」 is no person
    }
    let name: String =
        text.chars().take_while(|c| !" 　、。,.:：「」にへはがをとのも@".contains(*c)).take(8).collect();
    let honour = HONORIFICS.iter().filter_map(|h| name.find(h)).filter(|at| *at > 0).min()?;
    (name[..honour].chars().count() <= 5).then(|| (honour, Whom::Person(name[..honour].into())))
}

/// The length of an honorific that begins this text [bytes].
pub(super) fn honorific(text: &str) -> usize {
    HONORIFICS.iter().find(|h| text.starts_with(**h)).map_or(0, |h| h.len())
}

/// A sentence to somebody.
pub(super) struct Address<'a> {
    /// To whom.
    pub(super) whom: Whom,
    /// What is said to them, without their name.
    pub(super) words: &'a str,
    /// What they are told: "thanks Mori, that helped" is all theirs.
    pub(super) told: &'a str,
}

/// 「西村さん、…」 "Thanks Mori, …" "…, Takahashi": who is spoken to, and the words for them.
pub(super) fn addressed<'a>(said: &Said<'a>) -> Option<Address<'a>> {
    let from = greeting(said.lower);
    head(said, from).or_else(|| head(said, 0)).or_else(|| tail(said))
}

/// Where a sentence begins behind "thanks", 「すみません、」.
fn greeting(lower: &str) -> usize {
    let skip =
        |text: &str| text.len() - text.trim_start_matches([' ', '　', ',', '、', '!', '！', '。', '.']).len();
    let mut at = 0;
    while let Some(word) = BEFORE.iter().find(|w| lower[at..].starts_with(**w)) {
        let next = at + word.len();
        let gap = skip(&lower[next..]);
        if gap == 0 || next + gap >= lower.len() {
            break;
        }
        at = next + gap;
    }
    at
}

fn head<'a>(said: &Said<'a>, from: usize) -> Option<Address<'a>> {
    let mention = said.lower[from..].starts_with(['@', '＠']);
    let start = from + if mention { said.lower[from..].chars().next().map_or(0, char::len_utf8) } else { 0 };
    let honoured = || unknown(said, start);
    let (length, whom) = at(said, start).or_else(honoured)?;
    let end = start + length;
    let honour = honorific(&said.lower[end..]);
    let rest = &said.lower[end + honour..];
    let open = rest.trim_start_matches([' ', '　']);
    let spaced = rest.len() != open.len();
    let parted = open.starts_with(['、', ',', '，', ':', '：', '!', '！', '…', '—'])
        || open.starts_with("- ")
        || open.starts_with("please ")
        || ["don't ", "dont ", "do not ", "never "].iter().any(|d| open.starts_with(d))
        || spaced && (mention || honour > 0);
    // A part of the shop is spoken of, a person is spoken to: 「ユーザー、困ってる」 is about users.
    let person = matches!(whom, Whom::Person(_)) || mention || honour > 0;
    let others =
        matches!(whom, Whom::Support | Whom::Management | Whom::Everyone) && !open.starts_with("please ");
    if !parted || !(person || others) {
        return None;
    }
    let at = said.text.len() - open.len();
    let words =
        said.text[at..].trim_start_matches([' ', '　', '、', ',', '，', ':', '：', '!', '！', '…', '—', '-']);
    if words.is_empty() {
        return None;
    }
    let greeted = from > 0 && said.lower[..from].is_ascii();
    Some(Address { whom, words, told: if greeted { said.text } else { words } })
}

/// "leave the release alone, Takahashi".
fn tail<'a>(said: &Said<'a>) -> Option<Address<'a>> {
    let end = said.lower.trim_end_matches(['.', '!', '。', '！', ' ']);
    let comma = end.rfind([',', '、'])?;
    let start = comma + end[comma..].chars().next().map_or(1, char::len_utf8);
    let start = start + (end[start..].len() - end[start..].trim_start().len());
    let (length, whom) = at(said, start)?;
    let after = start + length;
    let whole = after + honorific(&end[after..]) == end.len();
    let words = &said.text[..comma];
    (whole && matches!(whom, Whom::Person(_))).then_some(Address { whom, words, told: words })
}
