//! A sentence without a language: its key and the facts that fill it. Knows how a number, a span or a
//! time is written in each language; does not choose what is said.

use serde::ser::{Serialize, SerializeMap, SerializeStruct, Serializer};

use super::facts::Stamp;
use crate::clock;
use crate::narrate::figures::{count, with_unit};
use crate::scenario::Text;
use crate::words::{Lang, say};
use world::time::SECOND;

/// A text in both languages.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize)]
pub struct Both {
    /// Japanese.
    pub ja: String,
    /// English.
    pub en: String,
}

impl Both {
    /// In one of them.
    pub fn get(&self, lang: Lang) -> &str {
        match lang {
            Lang::Ja => &self.ja,
            Lang::En => &self.en,
        }
    }
}

impl From<&Text> for Both {
    fn from(text: &Text) -> Both {
        Both { ja: text.ja.clone(), en: text.en.clone() }
    }
}

/// A fact that fills a sentence.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// A number of things [count].
    Count(u64),
    /// A share [%].
    Percent(f64),
    /// A length of time [s].
    Span(u64),
    /// A latency [ms].
    Millis(f64),
    /// Requests in time [1/s].
    Rate(f64),
    /// A point in time.
    At(Stamp),
    /// Words in both languages.
    Text(Both),
    /// A name, an order's line, or what the player said.
    Words(String),
}

impl Value {
    /// As people read it.
    pub fn written(&self, lang: Lang) -> String {
        match self {
            Value::Count(n) => count(*n),
            Value::Percent(share) => with_unit(lang, *share, "%"),
            Value::Span(seconds) => clock::span(lang, seconds.saturating_mul(SECOND)),
            Value::Millis(ms) => with_unit(lang, *ms, "ms"),
            Value::Rate(rate) => with_unit(lang, *rate, "/s"),
            Value::At(stamp) => stamp.clock.clone(),
            Value::Text(both) => both.get(lang).to_string(),
            Value::Words(words) => words.clone(),
        }
    }
}

impl Serialize for Value {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        match self {
            Value::Count(n) | Value::Span(n) => to.serialize_u64(*n),
            Value::Percent(x) | Value::Millis(x) | Value::Rate(x) => to.serialize_f64(*x),
            Value::At(stamp) => stamp.serialize(to),
            Value::Text(both) => both.serialize(to),
            Value::Words(words) => to.serialize_str(words),
        }
    }
}

/// A sentence: the key of a message, and what fills it.
#[derive(Clone, Debug, PartialEq)]
pub struct Said {
    /// Key in the message files.
    pub key: &'static str,
    /// Variables of the message.
    pub args: Vec<(&'static str, Value)>,
}

impl Said {
    /// A sentence without variables.
    pub fn new(key: &'static str) -> Said {
        Said { key, args: Vec::new() }
    }

    /// The same with one more variable.
    pub fn with(mut self, name: &'static str, value: Value) -> Said {
        self.args.push((name, value));
        self
    }

    /// As people read it.
    pub fn text(&self, lang: Lang) -> String {
        let written: Vec<(&str, String)> =
            self.args.iter().map(|(name, value)| (*name, value.written(lang))).collect();
        let args: Vec<(&str, &str)> = written.iter().map(|(name, value)| (*name, value.as_str())).collect();
        say(lang, self.key, &args)
    }
}

impl Serialize for Said {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        struct Args<'a>(&'a [(&'static str, Value)]);
        impl Serialize for Args<'_> {
            fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                let mut map = to.serialize_map(Some(self.0.len()))?;
                for (name, value) in self.0 {
                    map.serialize_entry(name, value)?;
                }
                map.end()
            }
        }
        let mut said = to.serialize_struct("Said", 4)?;
        said.serialize_field("key", self.key)?;
        said.serialize_field("args", &Args(&self.args))?;
        said.serialize_field("ja", &self.text(Lang::Ja))?;
        said.serialize_field("en", &self.text(Lang::En))?;
        said.end()
    }
}
