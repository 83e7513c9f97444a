//! The model listens for the game master: what the rules could not place is one of the orders that there are, or none. What comes
//! back is a line, and the game master asks the player whether that is it.

use drill::play::Form;
use serde::Deserialize;
use serde_json::json;
use tokio::time::Instant;

use super::port::{Ask, Gone, Port, Purpose, Tokens};
use super::prompts;
use super::redact::Redactor;

/// Tokens of an answer [count].
const MOST: u32 = 120;

/// What the model makes of some words.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
struct Meant {
    order: String,
    #[serde(default)]
    name: String,
    #[serde(default)]
    value: String,
}

/// The line that these words mean among these orders; `None` if they mean none.
///
/// # Errors
/// Why the model did not answer.
pub async fn read(
    port: &Port,
    room: &str,
    text: &str,
    forms: &[Form],
    redactor: &mut Redactor,
) -> Result<Option<String>, Gone> {
    let prompt = prompts::understand(forms);
    let mut ask = Ask {
        room: room.into(),
        purpose: Purpose::Understand,
        prompt: prompt.version.into(),
        system: prompt.text,
        user: redactor.hide(text),
        most: MOST,
        schema: Some(schema(forms)),
    };
    let asked = Instant::now();
    let (got, tokens) = port.whole(&ask).await.inspect_err(|gone| {
        port.keep(&ask, "", gone.name(), Tokens::default(), asked.elapsed());
    })?;
    if let Some(meant) = parsed(&got) {
        let line = line(&meant, text, forms, redactor);
        port.keep(&ask, &got, if line.is_some() { "asked back" } else { "none" }, tokens, asked.elapsed());
        return Ok(line);
    }
    // One more try, with what was wrong.
    port.keep(&ask, &got, "no json", tokens, asked.elapsed());
    ask.user = format!("{}\n\nYour last answer was not JSON. Answer with the JSON object alone.", ask.user);
    let (got, tokens) = port.whole(&ask).await?;
    let line = parsed(&got).and_then(|meant| line(&meant, text, forms, redactor));
    port.keep(&ask, &got, if line.is_some() { "asked back" } else { "none" }, tokens, asked.elapsed());
    Ok(line)
}

/// The object in an answer, with or without a fence and talk around it.
fn parsed(got: &str) -> Option<Meant> {
    let object = got.get(got.find('{')?..=got.rfind('}')?)?;
    serde_json::from_str(object).ok()
}

/// Only an order that there is, on a name that it can have, with a value that the player has said.
fn line(meant: &Meant, text: &str, forms: &[Form], redactor: &Redactor) -> Option<String> {
    let form = forms.iter().find(|form| form.verb == meant.order)?;
    let name =
        if form.names.is_empty() { None } else { Some(form.names.iter().find(|name| **name == meant.name)?) };
    let value = redactor.restore(meant.value.trim());
    let said = !value.is_empty() && text.to_lowercase().contains(&value.to_lowercase());
    let mut line = form.verb.to_string();
    if let Some(name) = name {
        line = format!("{line} {name}");
    }
    match form.value {
        Some("REPLICA") if said && value.parse::<u32>().is_ok() => line = format!("{line}/{value}"),
        Some("REPLICA") => return None,
        Some(_) if said => line = format!("{line} {value}"),
        Some(_) => return None,
        None => {}
    }
    Some(line)
}

fn schema(forms: &[Form]) -> serde_json::Value {
    let mut orders: Vec<&str> = forms.iter().map(|form| form.verb).collect();
    orders.push("none");
    let mut names: Vec<&str> = forms.iter().flat_map(|form| form.names.iter().map(String::as_str)).collect();
    names.sort_unstable();
    names.dedup();
    names.push("");
    json!({
        "type": "object",
        "properties": {
            "order": { "type": "string", "enum": orders },
            "name": { "type": "string", "enum": names },
            "value": { "type": "string", "maxLength": 40 },
        },
        "required": ["order", "name", "value"],
        "additionalProperties": false,
    })
}
