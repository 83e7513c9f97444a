//! What people really type → [`Understood`], by rules, in Japanese, English and both at once. A pure
//! function of the text, the scenario's names and what the game master just asked. Knows words; knows
//! nothing of the world's state or of what an intent will do.
//!
//! The way of an utterance: normalise → answers to a question just asked → line forms → operators'
//! commands → tokens (names masked, phrases, numbers) → acts with their mood → orders, room acts and looks
//! by the rule tables → slots. An order has to look like an order: whatever else holds a verb of change
//! is a question back, or no order.
#![allow(dead_code)]

mod concept;
mod lexicon;
mod line;
mod normal;
mod phrases;
mod scan;
mod table;

pub use lexicon::{Lexicon, Sort, Thing};

use crate::intent::{Intent, Understood};

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
    /// "How do things stand?": free words are a status update.
    Status,
    /// "What should change?": free words are a countermeasure.
    Countermeasures,
}

/// What an utterance means.
pub fn understand(text: &str, lexicon: &Lexicon, asked: Option<&Asked>) -> Understood {
    let plain = normal::normalise(text);
    let _ = asked;
    if let Some(table) = table::read(&plain) {
        return Understood::Clear(Intent::Table(table));
    }
    if let Some(order) = line::read(&plain, lexicon) {
        return Understood::Clear(order);
    }
    Understood::Unknown
}
