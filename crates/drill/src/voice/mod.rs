//! What a language model may say in the game master's place. It is handed a text that the templates have written, and may put
//! that text a little differently: whatever carries a fact stays, word for word and in order; and it may choose sentences of
//! atmosphere, which are ours. Knows texts; knows no model, no world and no cause.
//!
//! ```text
//! template's text ─► facts ─┐
//!                           ├─► the same facts in the same order? shown : the template's sentence
//! model's sentence ─► facts ┘
//! ```

mod facts;
mod plain;
mod retell;
mod sentence;
#[cfg(test)]
mod tests;

pub use facts::facts;
pub use plain::colours;
pub use retell::{Retelling, Told};
pub use sentence::sentences;

use crate::block::Body;

/// Longest text that a model is asked to put differently [characters]: what is longer is a page, and pages are read as they stand.
const LONGEST: usize = 600;

/// The text of a block that may be put differently, with who speaks: the scene, the game master's own voice, somebody's speech. Tables,
/// charts, logs, pages, questions and the pager stand as they are.
pub fn retold(body: &Body) -> Option<&str> {
    let text = match body {
        Body::Scene(text) | Body::Narration(text) | Body::Speech { text, .. } => text,
        _ => return None,
    };
    let lists =
        text.lines().count() > 4 || text.lines().any(|line| line.trim_start().starts_with(['-', '・', '/']));
    (!lists && !text.trim().is_empty() && text.chars().count() <= LONGEST).then_some(text)
}

/// The same block with another text.
pub fn with_text(body: &Body, new: String) -> Body {
    match body {
        Body::Scene(_) => Body::Scene(new),
        Body::Narration(_) => Body::Narration(new),
        Body::Speech { who, role, .. } => Body::Speech { who: who.clone(), role: role.clone(), text: new },
        other => other.clone(),
    }
}
