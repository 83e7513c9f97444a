//! What people really type → [`Understood`], by rules, in Japanese, English and both at once. A pure
//! function of the text, the scenario's names and what the game master just asked. Knows words; knows
//! nothing of the world's state or of what an intent will do.
//!
//! The way of an utterance: normalise → answers to a question just asked → what is taken back → line forms →
//! operators' commands → tokens (names masked, phrases, numbers) → acts with their mood → orders, room acts and looks
//! by the rule tables → slots. An order has to look like an order: whatever else holds a verb of change
//! is a question back, or no order.

mod absent;
mod answer;
mod asks;
mod concept;
mod explained;
mod interjected;
mod kana;
mod lexicon;
mod line;
mod looks;
mod mood;
mod near;
mod normal;
mod orders;
mod phrases;
mod rules;
mod scan;
mod sentence;
mod several;
mod shell;
mod speech;
mod table;
mod taken_back;
mod told;
#[cfg(test)]
mod tests;

pub use lexicon::{Lexicon, Sort, Thing};

use crate::intent::{Intent, Look, NotAnOrder, Understood, Whom};
use concept::Concept;
use scan::Scan;

/// What the game master asked with his last words.
#[derive(Clone, Debug, PartialEq)]
pub enum Asked {
    /// "Really?": yes or no.
    Confirm(Intent),
    /// Numbered choices, from 1.
    Choices(Vec<Intent>),
    /// A wish lacked something: the player's words, and what would do.
    Missing {
        /// What the player had said.
        said: String,
        /// Numbered from 1.
        options: Vec<Intent>,
    },
    /// "What shall they be told?": free words are for them.
    Words(Whom),
    /// "How do things stand?": free words are a status update.
    Status,
    /// "What should change?": free words are a countermeasure.
    Countermeasures,
}

/// What an utterance means.
pub fn understand(text: &str, lexicon: &Lexicon, asked: Option<&Asked>) -> Understood {
    let plain = kana::settle(&normal::normalise(text), lexicon);
    if plain.is_empty() {
        return Understood::Unknown;
    }
    match asked.and_then(|asked| answer(text, lexicon, asked)) {
        Some(answer) => answer,
        None => fresh(text, &plain, lexicon),
    }
}

/// What an utterance means as the answer to what was asked; `None` if it is none, but a wish of its own.
pub fn answer(text: &str, lexicon: &Lexicon, asked: &Asked) -> Option<Understood> {
    answer::read(text, &kana::settle(&normal::normalise(text), lexicon), lexicon, asked)
}

/// The look that tells what a question is about, as if somebody had asked to see it; `None` if it names nothing
/// that can be seen.
pub fn shows(text: &str, lexicon: &Lexicon) -> Option<Look> {
    let plain = kana::settle(&normal::normalise(text), lexicon);
    let scan = Scan::of(&normal::plainly(&plain), lexicon);
    looks::read(&scan).map(|look| sentence::named(look, &scan, lexicon))
}

/// Understands without regard to what was asked.
fn fresh(text: &str, plain: &str, lexicon: &Lexicon) -> Understood {
    several::read(text, plain, lexicon).unwrap_or_else(|| one(text, plain, lexicon))
}

/// The same where it is known to be one wish.
fn one(text: &str, plain: &str, lexicon: &Lexicon) -> Understood {
    if let Some(table) = table::read(plain) {
        return Understood::Clear(Intent::Table(table));
    }
    if table::chatter(plain) {
        return Understood::NotAnOrder(NotAnOrder::Chatter);
    }
    if let Some(after) = taken_back::read(text, plain, lexicon) {
        return after;
    }
    if let Some(look) = asks::habit(plain).or_else(|| asks::read(plain, lexicon)) {
        return look;
    }
    if let Some(order) = line::read(plain, lexicon) {
        return order;
    }
    if let Some(command) = shell::read(plain, lexicon) {
        return command;
    }
    let scan = Scan::of(&normal::plainly(plain), lexicon).without_rejected().without_interjections();
    let version = !scan.names(|s| s == Sort::Version).is_empty();
    if version && let Some(look) = asks::of_a_version(plain) {
        return look;
    }
    if let Some(said) = speech::labelled(text, &scan) {
        return Understood::Clear(said);
    }
    if let Some(told) = told::read(text, lexicon) {
        return told;
    }
    if let Some(said) = speech::headed(text, &scan) {
        return Understood::Clear(said);
    }
    // `/logs checkout` is `logs checkout`.
    if let Some(rest) = plain.strip_prefix('/')
        && rest.starts_with(|c: char| c.is_alphabetic())
    {
        return fresh(rest, rest, lexicon);
    }
    if let Some(no) = absent::read(&scan, lexicon) {
        return no;
    }
    explained::or_asked(sentence::read(text, &scan, lexicon), &scan)
}
