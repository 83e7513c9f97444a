//! Why a line is no order: what was understood, what is missing or too much, and a line that is right. The
//! English is complete; a face that speaks another language translates by `key` with `args`.

use std::fmt;

use super::Part;
use crate::view::{Args, args};

/// A line that is no order.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the variant's line says its fields")]
pub enum Misread {
    /// Nothing is written.
    Empty,
    /// It begins with no verb; `example` begins with the one that comes nearest.
    Unknown { word: String, example: &'static str },
    /// A part is missing.
    Missing { understood: String, part: Part, example: &'static str },
    /// A word stands where a part was wanted and cannot be it: `sev9`.
    Unreadable { understood: String, part: Part, word: String, example: &'static str },
    /// Something is written that the order has no place for.
    Leftover { understood: String, rest: String, example: &'static str },
    /// A quote is opened and not closed.
    Unclosed { word: String },
}

keys!(Misread {
    Empty => "misread-empty",
    Unknown => "misread-unknown",
    Missing => "misread-missing",
    Unreadable => "misread-unreadable",
    Leftover => "misread-leftover",
    Unclosed => "misread-unclosed",
});

impl Misread {
    /// What the message of this key needs: its fields by their names.
    pub fn args(&self) -> Args {
        use Misread as M;
        match self {
            M::Empty => args!(),
            M::Unknown { word, example } => args!(word, example),
            M::Missing { understood, part, example } => args!(understood, part, example),
            M::Unreadable { understood, part, word, example } => args!(understood, part, word, example),
            M::Leftover { understood, rest, example } => args!(understood, rest, example),
            M::Unclosed { word } => args!(word),
        }
    }
}

impl fmt::Display for Misread {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        use Misread as M;
        match self {
            M::Empty => write!(f, "nothing is written; `help` shows what can be said"),
            M::Unknown { word, example } => write!(f, "\"{word}\" begins no order; like this: `{example}`"),
            M::Missing { understood, part, example } => {
                write!(f, "understood `{understood}`; {} is missing; like this: `{example}`", part.english())
            }
            M::Unreadable { understood, part, word, example } => {
                let wanted = part.english();
                write!(f, "understood `{understood}`; \"{word}\" is not {wanted}; like this: `{example}`")
            }
            M::Leftover { understood, rest, example } => {
                write!(f, "understood `{understood}`; \"{rest}\" has no place in it; like this: `{example}`")
            }
            M::Unclosed { word } => write!(f, "a quote is opened and not closed: {word}"),
        }
    }
}

impl std::error::Error for Misread {}
