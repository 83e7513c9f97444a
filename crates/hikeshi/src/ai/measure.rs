//! How well a model hears, beside the rules: a file of utterances with what each means, read by the rules, and by the model where
//! the rules place nothing. A model's reading is asked back, so a wrong one costs a "no" and nothing else.

use drill::intent::Understood;
use drill::play::{Form, Options, Pace, Play};
use drill::understand::{Lexicon, understand};
use drill::words::Lang;
use serde::Serialize;

use super::ear;
use super::port::Port;
use super::redact::Redactor;
use crate::desk::catalog;

/// The night whose names the utterances hold.
const NIGHT: &str = "first-fire";

/// What was counted.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Heard {
    pub utterances: usize,
    /// Nothing that the rules could place [count].
    pub unplaced: usize,
    /// Of them: asked back as what was meant, as something else, or not at all [count].
    pub right: usize,
    pub wrong: usize,
    pub silent: usize,
    /// The model did not answer [count].
    pub failed: usize,
    /// Utterances that it heard wrongly: what was said, what was meant, what was asked back.
    pub misheard: Vec<(String, String, String)>,
}

/// Reads a file of `utterance <tab> what it means`, alternatives parted by ` | `.
///
/// # Errors
/// Where the night for it cannot be opened.
pub async fn measure(port: &Port, text: &str) -> Result<Heard, String> {
    let script = catalog::find(NIGHT).map_err(|_| format!("there is no {NIGHT}"))?;
    let options = Options { seed: 7, lang: Lang::En, player: String::new(), pace: Pace::Turns, focus: None };
    let forms = Play::open(&script.scenario, options)?.forms();
    let lexicon = Lexicon::of(&script.scenario);
    let mut heard = Heard::default();
    for line in text.lines().filter(|line| !line.starts_with('#') && !line.trim().is_empty()) {
        let mut fields = line.split('\t');
        let (Some(said), Some(meant)) = (fields.next(), fields.next()) else { continue };
        heard.utterances += 1;
        if understand(said, &lexicon, None) == Understood::Unknown {
            heard.unplaced += 1;
            one(port, said, meant, &forms, &mut heard).await;
        }
    }
    Ok(heard)
}

async fn one(port: &Port, said: &str, meant: &str, forms: &[Form], heard: &mut Heard) {
    match ear::read(port, "measure", said, forms, &mut Redactor::new(&[], [])).await {
        Err(_) => heard.failed += 1,
        Ok(None) => heard.silent += 1,
        Ok(Some(line)) if meant.split(" | ").any(|meant| same(meant.trim(), &line)) => heard.right += 1,
        Ok(Some(line)) => {
            heard.wrong += 1;
            heard.misheard.push((said.into(), meant.into(), line));
        }
    }
}

/// `look logs checkout` and `do rollback checkout` are the lines behind their first word; a look without a name fits any.
fn same(meant: &str, line: &str) -> bool {
    let meant = meant.strip_prefix("do ").or_else(|| meant.strip_prefix("look ")).unwrap_or(meant);
    meant.trim_end_matches(" -") == line
}
