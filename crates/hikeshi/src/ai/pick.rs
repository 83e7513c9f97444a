//! The model as a coach: of the debrief's own sentences it chooses those to carry on. It writes none.

use drill::words::Lang;
use serde::Deserialize;
use serde_json::json;
use tokio::time::Instant;

use super::port::{Ask, Port, Purpose, Tokens};
use super::prompts;
use super::redact::Redactor;

/// Sentences that are carried on [count].
const MOST: usize = 4;

#[derive(Deserialize)]
struct Chosen {
    sentences: Vec<usize>,
}

/// Which of these, by number, the most important first; none where the model does not answer.
pub async fn choose(
    port: &Port,
    room: &str,
    sentences: &[String],
    lang: Lang,
    redactor: &mut Redactor,
) -> Vec<usize> {
    let prompt = prompts::choose();
    let lines: Vec<String> =
        sentences.iter().enumerate().map(|(n, text)| format!("{}: {text}", n + 1)).collect();
    let ask = Ask {
        room: room.into(),
        purpose: Purpose::Choose,
        prompt: prompt.version.into(),
        system: prompt.text,
        user: redactor.hide(&format!("({})\n{}", lang.tag(), lines.join("\n"))),
        most: 60,
        schema: Some(json!({
            "type": "object",
            "properties": { "sentences": { "type": "array", "items": { "type": "integer" }, "maxItems": MOST } },
            "required": ["sentences"],
            "additionalProperties": false,
        })),
    };
    let asked = Instant::now();
    match port.whole(&ask).await {
        Err(gone) => {
            port.keep(&ask, "", gone.name(), Tokens::default(), asked.elapsed());
            Vec::new()
        }
        Ok((got, tokens)) => {
            let chosen = chosen(&got, sentences.len());
            port.keep(&ask, &got, if chosen.is_empty() { "none" } else { "shown" }, tokens, asked.elapsed());
            chosen
        }
    }
}

fn chosen(got: &str, all: usize) -> Vec<usize> {
    let object = got.find('{').zip(got.rfind('}')).and_then(|(from, to)| got.get(from..=to));
    let numbers = object
        .and_then(|object| serde_json::from_str(object).ok())
        .map_or(Vec::new(), |Chosen { sentences }| sentences);
    let mut chosen: Vec<usize> = Vec::new();
    for n in numbers.into_iter().filter(|n| (1..=all).contains(n)) {
        if !chosen.contains(&(n - 1)) {
            chosen.push(n - 1);
        }
    }
    chosen.truncate(MOST);
    chosen
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_sentences_that_there_are_are_chosen_and_each_once() {
        assert_eq!(chosen("```json\n{\"sentences\": [3, 9, 3, 1, 0]}\n```", 5), [2, 0]);
        assert_eq!(chosen("{\"sentences\": [1,2,3,4,5]}", 5), [0, 1, 2, 3]);
        for nonsense in ["", "{}", "the first", "{\"sentences\": \"all\"}"] {
            assert_eq!(chosen(nonsense, 5), Vec::<usize>::new(), "{nonsense}");
        }
    }
}
