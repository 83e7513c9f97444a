//! The model speaks for the game master: a block of the templates in other words, shown as it is written, as far as it says what
//! the block says. Whatever goes wrong, the block's own sentences are there.

use drill::block::{Block, Body};
use drill::voice::{Retelling, Told, retold};
use drill::words::Lang;
use tokio::time::Instant;

use super::port::{Ask, Gone, Piece, Port, Purpose, Tokens};
use super::prompts;
use super::redact::Redactor;
use super::settings::Manner;

/// What became of a block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spoken {
    /// What is shown.
    pub text: String,
    /// Some of it is in the model's words.
    pub own: bool,
    /// Why the template had to speak, where the model failed.
    pub gone: Option<Gone>,
}

/// Tells a block in other words; `seen` is called with all that is to be seen, whenever that changes. `None` for what is no
/// text to be retold.
pub async fn tell(
    port: &Port,
    room: &str,
    block: &Block,
    lang: Lang,
    redactor: &mut Redactor,
    seen: &mut impl FnMut(&Told),
) -> Option<Spoken> {
    let text = retold(&block.body)?;
    let body = hidden(&block.body, redactor);
    let prompt = prompts::tell(&body, port.settings().manner, lang);
    let user = redactor.hide(text);
    let most = u32::try_from(super::budget::estimate(&user) * 3 + 120).unwrap_or(2_000);
    let ask = Ask {
        room: room.into(),
        purpose: Purpose::Narrate,
        prompt: prompt.version.into(),
        system: prompt.text,
        user,
        most,
        schema: None,
    };
    let asked = Instant::now();
    let mut retelling = Retelling::of(text, lang, port.settings().manner == Manner::Vivid);
    let mut got = String::new();
    let (mut tokens, mut gone) = (Tokens::default(), None);
    match port.ask(&ask).await {
        Err(why) => gone = Some(why),
        Ok(mut pieces) => {
            let mut restored = 0;
            loop {
                match pieces.recv().await {
                    Some(Ok(Piece::Words(words))) => {
                        got.push_str(&words);
                        // A stand-in may come in two pieces: only what is surely whole is put back.
                        let whole = got
                            .rfind(|c: char| !(c.is_ascii_alphanumeric() || c == '_'))
                            .map_or(0, |at| at + width(&got, at));
                        if whole > restored {
                            seen(retelling.push(&redactor.restore(&got[restored..whole])));
                            restored = whole;
                        }
                    }
                    Some(Ok(Piece::End(counted))) => {
                        retelling.push(&redactor.restore(&got[restored..]));
                        tokens = counted;
                        break;
                    }
                    Some(Err(why)) => {
                        gone = Some(why);
                        break;
                    }
                    None => break,
                }
            }
        }
    }
    let told = if gone.is_some() { retelling.broken_off() } else { retelling.finish() };
    let (own, text) = (told.own > 0, told.settled);
    let outcome = gone.as_ref().map_or(if own { "shown" } else { "template" }, Gone::name);
    port.keep(&ask, &got, outcome, tokens, asked.elapsed());
    Some(Spoken { text, own, gone })
}

fn width(text: &str, at: usize) -> usize {
    text[at..].chars().next().map_or(0, char::len_utf8)
}

/// Who speaks is in the prompt too.
fn hidden(body: &Body, redactor: &mut Redactor) -> Body {
    match body {
        Body::Speech { who, role, text } => {
            Body::Speech { who: redactor.hide(who), role: redactor.hide(role), text: text.clone() }
        }
        other => other.clone(),
    }
}
