//! The forms of a room, in one list: which there are, and what is filled into each. A part of the page asks for one by the word
//! that it sends, and `forms` reads what comes in. Who is offered which, and when, is for the room's views to say.

use std::fmt::Display;

use askama::Template;
use room::{Audience, Topic};

use super::page::Words;

/// A form: the word that it sends, the key of what it is called, and what is filled in.
struct Sheet {
    what: &'static str,
    says: &'static str,
    look: Look,
    fields: &'static [Field],
}

/// How it looks where it is folded.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Look {
    /// It adds something to what stands above it.
    Add,
    /// It is about what it stands in.
    Of,
    /// The same, and it says no.
    No,
    /// It moves the incident on, or ends it.
    Onward,
}

/// One thing that is filled in; `must` where the form is not sent without it.
struct Field {
    name: &'static str,
    says: &'static str,
    kind: Kind,
    must: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// A line of text.
    Words,
    /// Several.
    Lines,
    /// A number of minutes.
    Minutes,
    /// Somebody here, or whom the key says.
    Hand(&'static str),
    Severity,
    Audience,
    Topic,
    /// Numbers of entries.
    Entries,
    /// A day.
    Day,
}

use Kind as K;
use Look as L;

const fn must(name: &'static str, says: &'static str, kind: Kind) -> Field {
    Field { name, says, kind, must: true }
}

const fn may(name: &'static str, says: &'static str, kind: Kind) -> Field {
    Field { name, says, kind, must: false }
}

const fn sheet(what: &'static str, says: &'static str, look: Look, fields: &'static [Field]) -> Sheet {
    Sheet { what, says, look, fields }
}

const OWNER: Field = may("who", "form-owner", K::Hand("form-me"));
const OUTCOME: Field = must("text", "form-outcome", K::Words);
const WHY: Field = must("why", "book-why", K::Words);
const EVIDENCE: Field = may("entries", "form-evidence", K::Entries);

/// Every form that is filled in, in the order of an incident.
#[rustfmt::skip]
const SHEETS: &[Sheet] = &[
    sheet("severity", "form-severity", L::Onward, &[
        must("severity", "web-severity", K::Severity), may("why", "form-severity-why", K::Words)]),
    sheet("update", "form-update", L::Onward, &[
        must("audience", "form-update-to", K::Audience), must("text", "form-update-text", K::Lines),
        may("minutes", "form-update-next", K::Minutes)]),
    sheet("decline", "mine-decline", L::No, &[WHY]),

    sheet("look", "form-look", L::Add, &[
        must("title", "form-look-what", K::Words), must("text", "form-look-saw", K::Words)]),
    sheet("line-open", "form-line-open", L::Add, &[must("text", "form-line-what", K::Words), OWNER]),
    sheet("line-close", "form-line-close", L::Of, &[OUTCOME]),
    sheet("suspect", "form-suspect", L::Add, &[
        must("text", "form-suspect-what", K::Words), may("title", "form-about", K::Words)]),
    sheet("find", "form-find", L::Add, &[
        must("topic", "form-find-topic", K::Topic), must("text", "form-find-text", K::Words), EVIDENCE]),

    sheet("propose", "form-propose", L::Add, &[must("text", "form-propose-what", K::Words)]),
    sheet("object", "form-object", L::Of, &[must("why", "form-object-why", K::Words)]),
    sheet("decide", "web-decide", L::Of, &[may("text", "form-decide-text", K::Words)]),

    sheet("task-open", "form-task-open", L::Add, &[
        must("text", "form-task-what", K::Words), OWNER, may("minutes", "form-minutes", K::Minutes)]),
    sheet("task-no", "mine-task-no", L::No, &[WHY]),
    sheet("task-give", "form-task-give", L::Of, &[OWNER]),
    sheet("task-done", "form-task-done", L::Of, &[OUTCOME]),

    sheet("stable", "form-stable", L::Onward, &[may("text", "form-stable-why", K::Words)]),
    sheet("verified", "form-verified", L::Onward, &[EVIDENCE]),
    sheet("resolved", "form-resolved", L::Onward, &[]),
    sheet("false-alarm", "form-false-alarm", L::Onward, &[WHY]),
    sheet("relapse", "form-relapse", L::Onward, &[must("why", "form-relapse-why", K::Words)]),
    sheet("improve", "pm-add", L::Add, &[
        must("text", "pm-what", K::Words), may("who", "form-owner", K::Hand("pm-nobody")), may("due", "pm-due", K::Day)]),
    sheet("close", "form-close", L::Onward, &[]),
    sheet("break-off", "form-break-off", L::Onward, &[]),
    sheet("file", "form-file", L::Onward, &[]),
    sheet("reopen", "form-reopen", L::Onward, &[WHY]),
];

const AUDIENCES: [Audience; 4] =
    [Audience::Everyone, Audience::Customers, Audience::Support, Audience::Management];
const TOPICS: [Topic; 3] = [Topic::Impact, Topic::Cause, Topic::Other];

/// The audience that a form sends by this word.
pub fn audience(word: &str) -> Option<Audience> {
    AUDIENCES.into_iter().find(|one| sent(one.key()) == word)
}

/// The topic that a form sends by this word.
pub fn topic(word: &str) -> Option<Topic> {
    TOPICS.into_iter().find(|one| sent(one.key()) == word)
}

/// The word that stands for a key of a closed list: the part behind the list's name.
pub fn sent(key: &str) -> &str {
    key.split_once('-').map_or(key, |(_, word)| word)
}

/// What a form is about, beside what is filled in.
#[derive(Default)]
pub struct About<'a> {
    /// What sets it apart from others that send the same word.
    pub key: &'a str,
    /// Sent along, unseen: the entry that it is about, the thread, the way to go on.
    pub along: &'a [(&'static str, String)],
    /// A choice that is made already, by the field's name.
    pub chosen: Option<(&'static str, &'a str)>,
    /// What to think of before it is sent.
    pub notes: &'a [String],
}

/// The forms of one room, in its reader's words.
#[derive(Clone, Copy)]
pub struct Sheets<'a> {
    /// The words.
    pub w: &'a Words,
    /// The room, as its path names it.
    pub room: &'a str,
    /// Who is here to act, by id and name.
    pub hands: &'a [(String, String)],
}

#[derive(Template)]
#[template(path = "sheet.html")]
struct Folded<'a> {
    room: &'a str,
    key: String,
    title: String,
    class: &'static str,
    button: &'static str,
    what: &'static str,
    about: &'a About<'a>,
    fields: Vec<Shown<'a>>,
}

struct Shown<'a> {
    name: &'static str,
    says: String,
    must: bool,
    lines: bool,
    /// What a browser needs to know of it.
    more: &'static str,
    options: Vec<(String, String)>,
    chosen: &'a str,
}

impl Sheets<'_> {
    /// The form that sends this word.
    pub fn form(&self, what: &str) -> String {
        self.about(what, &About::default())
    }

    /// The same, about an entry.
    pub fn on(&self, what: &str, entry: impl Display) -> String {
        let entry = entry.to_string();
        self.about(what, &About { key: &entry, along: &[("on", entry.clone())], ..About::default() })
    }

    /// The same, said in the thread of a line of investigation.
    pub fn within(&self, what: &str, line: impl Display) -> String {
        let line = line.to_string();
        self.about(what, &About { key: &line, along: &[("thread", line.clone())], ..About::default() })
    }

    /// The same, with all that it is about.
    pub fn about(&self, what: &str, about: &About) -> String {
        let sheet = SHEETS.iter().find(|sheet| sheet.what == what);
        let Sheet { what, says, look, fields } = sheet.expect("a test draws every form that a page asks for");
        let chosen = |field: &Field| about.chosen.filter(|(name, _)| *name == field.name);
        let page = Folded {
            room: self.room,
            key: format!("{what}{}", about.key),
            title: self.w.t(says),
            class: if *look == Look::Add && about.key.is_empty() { " add" } else { "" },
            button: if *look == Look::No { "plain" } else { "" },
            what,
            about,
            fields: fields
                .iter()
                .map(|field| self.shown(field, chosen(field).map_or("", |(_, value)| value)))
                .collect(),
        };
        page.render().unwrap_or_else(|error| error.to_string())
    }

    fn shown<'a>(&self, field: &Field, chosen: &'a str) -> Shown<'a> {
        let named = |key: &'static str| (sent(key).to_string(), self.w.t(key));
        let first = (String::new(), "—".to_string());
        let options = match field.kind {
            K::Hand(nobody) => {
                std::iter::once((String::new(), self.w.t(nobody))).chain(self.hands.iter().cloned()).collect()
            }
            K::Severity => {
                let levels = (1..=4).map(|level| (level.to_string(), format!("SEV{level}")));
                std::iter::once(first).chain(levels).collect()
            }
            K::Audience => AUDIENCES.iter().map(|one| named(one.key())).collect(),
            K::Topic => TOPICS.iter().map(|one| named(one.key())).collect(),
            K::Words | K::Lines | K::Minutes | K::Entries | K::Day => Vec::new(),
        };
        let more = match field.kind {
            K::Minutes => " type=\"number\" min=\"1\" max=\"10080\" inputmode=\"numeric\"",
            K::Entries => " placeholder=\"#3 #8\"",
            K::Day => " type=\"date\"",
            _ => "",
        };
        let Field { name, says, kind, must } = *field;
        Shown { name, says: self.w.t(says), must, lines: kind == K::Lines, more, options, chosen }
    }
}
