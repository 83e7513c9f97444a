//! What somebody else may bring to an improvised drill: words, and which of our worlds, days and mechanisms they wish for. Knows
//! what is allowed in them; what burns, and whether it can be ended, is never theirs.

use serde::Deserialize;

use super::heard::OCCASIONS;
use super::mechanism::MECHANISMS;
use super::place::{EXTERNALS, KINDS};
use crate::scenario::Text;

/// Characters of a name, a line and a scene [count]: what is longer is no name, and no line.
const NAME: usize = 40;
const LINE: usize = 220;
const SCENE: usize = 600;
/// The hours of a day [h].
const DAY: u32 = 24;

/// A text in both languages.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
pub struct Both {
    pub ja: String,
    pub en: String,
}

/// Somebody who is there.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
pub struct Dressed {
    pub role: Both,
    pub name: Both,
}

/// Everything that can be brought.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
pub struct Dressing {
    pub kind: String,
    pub external: String,
    pub occasion: String,
    pub hour: u32,
    pub mechanism: String,
    pub company: Both,
    pub site: Both,
    pub title: Both,
    pub pitch: Both,
    pub scene: Both,
    pub support: Dressed,
    pub manager: Dressed,
    pub engineer: Dressed,
    /// What customers write when what they came for fails.
    pub tickets: Vec<Both>,
}

impl Dressing {
    /// Everything that keeps it from being worn, a sentence each, for whoever made it.
    pub fn flaws(&self) -> Vec<String> {
        let mut found = Vec::new();
        let mut one_of = |field: &str, value: &str, known: &[&str]| {
            if !known.contains(&value) {
                found.push(format!("\"{field}\" is \"{value}\" and must be one of {}", known.join(", ")));
            }
        };
        one_of("kind", &self.kind, &KINDS.each_ref().map(|kind| kind.id));
        one_of("external", &self.external, &EXTERNALS.each_ref().map(|external| external.id));
        one_of("occasion", &self.occasion, &OCCASIONS.each_ref().map(|occasion| occasion.id));
        one_of("mechanism", &self.mechanism, &MECHANISMS.each_ref().map(|mechanism| mechanism.id));
        if self.hour >= DAY {
            found.push(format!("\"hour\" is {} and must be 0 to 23", self.hour));
        }
        for (field, text, most) in self.texts() {
            for (lang, text) in [("ja", &text.ja), ("en", &text.en)] {
                found.extend(flaw(text, most).map(|what| format!("\"{field}\" ({lang}) {what}")));
            }
            let japanese =
                |c: char| ('\u{3040}'..='\u{30ff}').contains(&c) || ('\u{4e00}'..='\u{9fff}').contains(&c);
            if most > NAME && !text.ja.chars().any(japanese) {
                found.push(format!("\"{field}\" (ja) is not Japanese"));
            }
            if text.en.chars().any(japanese) {
                found.push(format!("\"{field}\" (en) is not English"));
            }
        }
        if self.tickets.is_empty() {
            found.push("\"tickets\" is empty".into());
        }
        found
    }

    /// Everything in it that is a name.
    pub(super) fn names(&self) -> Text {
        let people = [&self.support, &self.manager, &self.engineer];
        let people = people.into_iter().flat_map(|person| [&person.role, &person.name]);
        let all: Vec<&Both> = [&self.company, &self.site].into_iter().chain(people).collect();
        let joined = |of: fn(&Both) -> &str| all.iter().map(|both| of(both)).collect::<Vec<_>>().join(" / ");
        Text { ja: joined(|both| &both.ja), en: joined(|both| &both.en) }
    }

    fn texts(&self) -> Vec<(&'static str, &Both, usize)> {
        let mut all = vec![
            ("company", &self.company, NAME),
            ("site", &self.site, NAME),
            ("title", &self.title, NAME * 2),
            ("pitch", &self.pitch, LINE),
            ("scene", &self.scene, SCENE),
        ];
        for person in [&self.support, &self.manager, &self.engineer] {
            all.extend([("role", &person.role, NAME), ("name", &person.name, NAME)]);
        }
        all.extend(self.tickets.iter().map(|ticket| ("tickets", ticket, LINE)));
        all
    }
}

/// What is wrong with one text: braces would be read as placeholders, and control characters as something else.
fn flaw(text: &str, most: usize) -> Option<String> {
    let long = text.chars().count();
    match text.trim() {
        "" => Some("is empty".into()),
        _ if long > most => Some(format!("has {long} characters; at most {most}")),
        _ if text.contains(['{', '}', '`', '<', '>']) => Some("holds braces, backquotes or tags".into()),
        _ if text.chars().any(|c| c.is_control() && c != '\n') => Some("holds control characters".into()),
        _ => None,
    }
}
