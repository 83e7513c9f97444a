//! The model dresses a drill that is made up on the spot: names, a scene, what customers write, and which of our worlds and
//! mechanisms fit. What it brings is checked as the generator's own words are; what is wrong is told to it, and then it is let be.

use std::time::Duration;

use drill::improvise::{Dressing, EXTERNALS, KINDS, MECHANISMS, OCCASIONS, Wish, unfit};
use serde_json::{Value, json};
use tokio::time::Instant;

use super::port::{Ask, Gone, Port, Purpose, Tokens};
use super::prompts;
use super::redact::Redactor;

/// Tokens of an answer [count]: some twenty short texts in two languages.
const MOST: u32 = 3_000;
/// Times that it is told what was wrong [count].
const AGAIN: usize = 2;
/// Characters of the wish that are sent, and of complaints that are told [count].
const SENT: usize = 500;
const TOLD: usize = 2_000;

/// Why there is no dressing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Bare {
    /// The model did not answer.
    Gone(Gone),
    /// What it brought could not be worn, to the last.
    Unfit,
}

impl Bare {
    /// The end of its key in the message files.
    pub fn name(&self) -> &'static str {
        match self {
            Bare::Gone(gone) => gone.name(),
            Bare::Unfit => "unfit",
        }
    }
}

/// What the model makes of these words; whoever wears it need not check its words again.
///
/// # Errors
/// Why it goes without.
pub async fn dress(port: &Port, room: &str, text: &str, seed: u64) -> Result<Dressing, Bare> {
    let prompt = prompts::improvise();
    let mut redactor = Redactor::new(&port.settings().hide, []);
    let wished: String = text.trim().chars().take(SENT).collect();
    let wished = redactor.hide(if wished.is_empty() { "(anything)" } else { &wished });
    let mut ask = Ask {
        room: room.into(),
        purpose: Purpose::Improvise,
        prompt: prompt.version.into(),
        system: prompt.text,
        user: wished.clone(),
        most: MOST,
        schema: Some(schema()),
    };
    for _ in 0..=AGAIN {
        let asked = Instant::now();
        let keep = |got: &str, outcome: &str, tokens: Tokens, took: Duration| {
            port.keep(&ask, got, outcome, tokens, took)
        };
        let (got, tokens) = match port.whole(&ask).await {
            Ok(answer) => answer,
            Err(gone) => {
                keep("", gone.name(), Tokens::default(), asked.elapsed());
                return Err(Bare::Gone(gone));
            }
        };
        let dressing = parsed(&redactor.restore(&got));
        let flaws = match &dressing {
            Ok(dressing) => unfit(&Wish { text, seed, dressing: Some(dressing) }),
            Err(why) => vec![why.clone()],
        };
        keep(&got, if flaws.is_empty() { "worn" } else { "unfit" }, tokens, asked.elapsed());
        if let (Ok(dressing), true) = (dressing, flaws.is_empty()) {
            return Ok(dressing);
        }
        let wrong: String = flaws.join("\n- ").chars().take(TOLD).collect();
        let wrong = redactor.hide(&wrong);
        ask.user = format!(
            "{wished}\n\nYour last answer could not be used:\n- {wrong}\nAnswer again, whole, without that."
        );
    }
    Err(Bare::Unfit)
}

/// The object in an answer, with or without a fence and talk around it.
fn parsed(got: &str) -> Result<Dressing, String> {
    let object = got.find('{').zip(got.rfind('}')).and_then(|(from, to)| got.get(from..=to));
    let object = object.ok_or("it was no JSON object")?;
    serde_json::from_str(object).map_err(|error| format!("it was not the JSON that was asked for: {error}"))
}

fn schema() -> Value {
    let object = |properties: Value| {
        let names: Vec<String> =
            properties.as_object().into_iter().flat_map(|map| map.keys().cloned()).collect();
        json!({ "type": "object", "properties": properties, "required": names, "additionalProperties": false })
    };
    let one_of = |ids: &[&str]| json!({ "type": "string", "enum": ids });
    let both = object(json!({ "ja": { "type": "string" }, "en": { "type": "string" } }));
    let person = object(json!({ "role": both, "name": both }));
    object(json!({
        "kind": one_of(&KINDS.each_ref().map(|kind| kind.id)),
        "external": one_of(&EXTERNALS.each_ref().map(|external| external.id)),
        "occasion": one_of(&OCCASIONS.each_ref().map(|occasion| occasion.id)),
        "mechanism": one_of(&MECHANISMS.each_ref().map(|mechanism| mechanism.id)),
        "hour": { "type": "integer" },
        "company": both,
        "site": both,
        "title": both,
        "pitch": both,
        "scene": both,
        "support": person,
        "manager": person,
        "engineer": person,
        "tickets": { "type": "array", "items": both },
    }))
}
