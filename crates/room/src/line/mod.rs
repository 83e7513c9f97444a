//! One line of text and the order that it means, both ways: `task open "fail over db" @ana 10m`. One table
//! drives reading, writing and help, so that the terminal, a chat, the page and the tests speak alike. Knows
//! no face, no room and no rule: whether an order makes sense now is `decide`.
//!
//! ```text
//! text ─► word    tokens: words, "quoted" or 「quoted」, each with its place
//!      ─► table   which row: the longest verb that the line begins with
//!      ─► fill    tokens into the row's slots, in any order; what is left is the text
//!      ─► Command
//! Command ─► told (verb and fillings) ─► text; reading it gives the same command
//! ```

mod fill;
mod misread;
mod slot;
mod table;
mod told;
mod word;

use crate::{Command, Seq};

pub use misread::Misread;
pub use slot::Part;

/// What one line means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parsed {
    /// The line of investigation in whose thread it is said: `on #7 …`, or `#7 …`.
    pub thread: Option<Seq>,
    /// The order.
    pub command: Command,
}

/// What a line can say of one order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Help {
    /// What the line begins with: `task open`.
    pub verb: &'static str,
    /// Other words for it, in both languages.
    pub also: &'static [&'static str],
    /// What follows it: `"…" @who [10m]`.
    pub shape: String,
    /// One line as somebody would write it.
    pub example: &'static str,
    /// Key of the sentence that says what it is for: `line-task-open`.
    pub key: &'static str,
}

/// Whether an order can be given as a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// It can, like this.
    Offered(&'static str),
    /// It cannot, for this reason (key of a sentence).
    NotHere(&'static str),
}

/// Keys of every message of the line language.
pub(crate) fn message_keys() -> Vec<String> {
    let rows = table::ROWS.iter().map(|row| row.key);
    let said = rows.chain(Misread::KEYS.iter().copied()).chain(Part::KEYS.iter().copied());
    said.chain(told::NOT_HERE).map(String::from).collect()
}

/// The order that a line means. What begins with no verb of the language is a `Misread::Unknown`: whether
/// it is talk then is the face's to choose.
pub fn parse(text: &str) -> Result<Parsed, Misread> {
    let (thread, rest) = word::thread(text)?;
    let command = fill::command(rest)?;
    Ok(Parsed { thread, command })
}

/// The line of an order; `None` where `offered` answers `NotHere`. Reading it gives the same order.
pub fn write(command: &Command) -> Option<String> {
    let told::Told { verb, filled } = told::told(command).ok()?;
    Some(fill::written(table::row(verb), &filled))
}

/// Whether this order can be given as a line, and how.
pub fn offered(command: &Command) -> Answer {
    match told::told(command) {
        Ok(told) => Answer::Offered(table::row(told.verb).example),
        Err(why) => Answer::NotHere(why),
    }
}

/// Every verb, in the order in which an incident happens.
pub fn help() -> Vec<Help> {
    let of = |row: &table::Row| Help {
        verb: row.verb,
        also: row.also,
        shape: row.shape(),
        example: row.example,
        key: row.key,
    };
    table::ROWS.iter().map(of).collect()
}
