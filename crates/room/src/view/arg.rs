//! The arguments of a message: what a face puts into the sentence of a key. Knows kinds of values, no
//! language and no time zone.

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::line::Part;
use crate::refusal::{Field, Thing};
use crate::{Actor, Audience, Ending, Role, Seq, Severity, Standing, Topic, Verdict};

/// Arguments by name.
pub type Args = BTreeMap<String, Arg>;

/// One value in a sentence.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Arg {
    /// As somebody wrote it.
    Text(String),
    /// The key of a message of its own: `role-deputy`, `verdict-refuted`.
    Word(String),
    /// A person, by id; a face knows their name.
    Person(Actor),
    /// An instant; a face knows its reader's clock.
    Time(Timestamp),
    /// Entries of the log.
    Entries(Vec<Seq>),
    /// One entry of the log.
    Entry(Seq),
    /// A plain number; yes is 1 and no is 0.
    Number(u64),
    /// Nothing was said.
    Absent {},
}

/// Arguments from bindings, each under its own name.
macro_rules! args {
    ($($name:ident),*) => {
        $crate::view::Args::from([$((stringify!($name).to_string(), $crate::view::Arg::from($name))),*])
    };
}

pub(crate) use args;

/// Turns references of these types into arguments.
macro_rules! arg_from {
    ($($type:ty => |$value:ident| $arg:expr,)*) => {
        $(impl From<&$type> for Arg {
            fn from($value: &$type) -> Arg {
                $arg
            }
        })*
    };
}

arg_from! {
    String => |text| Arg::Text(text.clone()),
    &'static str => |text| Arg::Text(text.to_string()),
    Field => |word| Arg::Word(word.key().into()),
    Thing => |word| Arg::Word(word.key().into()),
    Part => |word| Arg::Word(word.key().into()),
    Actor => |actor| Arg::Person(actor.clone()),
    Timestamp => |at| Arg::Time(*at),
    Seq => |seq| Arg::Entry(*seq),
    Vec<Seq> => |entries| Arg::Entries(entries.clone()),
    bool => |flag| Arg::Number(u64::from(*flag)),
    u32 => |number| Arg::Number(u64::from(*number)),
    u64 => |number| Arg::Number(*number),
    Severity => |severity| Arg::Number(u64::from(severity.level())),
    Standing => |word| Arg::Word(word.key().into()),
    Role => |word| Arg::Word(word.key().into()),
    Audience => |word| Arg::Word(word.key().into()),
    Topic => |word| Arg::Word(word.key().into()),
    Verdict => |word| Arg::Word(word.key().into()),
    Ending => |word| Arg::Word(word.key().into()),
    Option<String> => |text| text.as_ref().map_or(Arg::Absent {}, Arg::from),
    Option<Severity> => |severity| severity.as_ref().map_or(Arg::Absent {}, Arg::from),
    Option<Actor> => |actor| actor.as_ref().map_or(Arg::Absent {}, Arg::from),
    Option<Seq> => |seq| seq.as_ref().map_or(Arg::Absent {}, Arg::from),
    Option<Date> => |day| day.map_or(Arg::Absent {}, |day| Arg::Text(day.to_string())),
    Option<Timestamp> => |at| at.as_ref().map_or(Arg::Absent {}, Arg::from),
}
