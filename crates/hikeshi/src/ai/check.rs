//! One small call, to see whether the configured model answers, how soon, and for how many tokens.

use std::time::Duration;

use tokio::time::Instant;

use super::port::{Ask, Gone, Piece, Port, Purpose, Tokens};

/// What came of it.
#[derive(Clone, Debug)]
pub struct Checked {
    /// What it said.
    pub text: String,
    /// Until its first word.
    pub first: Duration,
    /// Until its last.
    pub whole: Duration,
    pub tokens: Tokens,
}

/// Asks for one word.
///
/// # Errors
/// Why there is no answer.
pub async fn check(port: &Port) -> Result<Checked, Gone> {
    let ask = Ask {
        room: "check".into(),
        purpose: Purpose::Check,
        prompt: "check 1".into(),
        system: "Answer with one word.".into(),
        user: "Are you there? Answer \"yes\".".into(),
        most: 8,
        schema: None,
    };
    let asked = Instant::now();
    let mut pieces = port.ask(&ask).await?;
    let (mut text, mut first) = (String::new(), None);
    while let Some(piece) = pieces.recv().await {
        match piece? {
            Piece::Words(words) => {
                first.get_or_insert_with(|| asked.elapsed());
                text.push_str(&words);
            }
            Piece::End(tokens) => {
                let whole = asked.elapsed();
                port.keep(&ask, &text, "shown", tokens, whole);
                return Ok(Checked {
                    text: text.trim().into(),
                    first: first.unwrap_or(whole),
                    whole,
                    tokens,
                });
            }
        }
    }
    Err(Gone::Broken("the answer has no end".into()))
}
