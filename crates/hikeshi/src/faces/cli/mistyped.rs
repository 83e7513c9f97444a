//! What was wrong with the command line, in the player's language, with the next step. Knows the parser's kinds of
//! errors; not what the flags do.

use clap::error::{ContextKind, ContextValue, ErrorKind};
use drill::words::{Lang, say};

/// The mistake in words.
pub fn explained(error: &clap::Error, lang: Lang) -> String {
    let of = |kind: ContextKind| match error.get(kind) {
        Some(ContextValue::String(text)) => text.clone(),
        Some(ContextValue::Strings(texts)) => texts.join(", "),
        Some(ContextValue::StyledStr(text)) => text.to_string(),
        Some(ContextValue::Number(number)) => number.to_string(),
        _ => String::new(),
    };
    let what = of(ContextKind::InvalidArg);
    let value = of(ContextKind::InvalidValue);
    let text = match error.kind() {
        ErrorKind::UnknownArgument => say(lang, "mistyped-flag", &[("flag", &what)]),
        ErrorKind::InvalidSubcommand => {
            say(lang, "mistyped-command", &[("command", &of(ContextKind::InvalidSubcommand))])
        }
        ErrorKind::InvalidValue if value.is_empty() => say(lang, "mistyped-no-value", &[("flag", &what)]),
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            say(lang, "mistyped-value", &[("flag", &what), ("value", &value)])
        }
        ErrorKind::MissingRequiredArgument => say(lang, "mistyped-missing", &[("what", &what)]),
        // The parser has written the help of the command that wants another one behind it.
        ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            return format!("{}\n\n{}", say(lang, "mistyped-no-command", &[]), error);
        }
        ErrorKind::ArgumentConflict => {
            say(lang, "mistyped-conflict", &[("one", &what), ("other", &of(ContextKind::PriorArg))])
        }
        ErrorKind::WrongNumberOfValues | ErrorKind::TooFewValues | ErrorKind::TooManyValues => {
            say(lang, "mistyped-count", &[("flag", &what)])
        }
        ErrorKind::InvalidUtf8 => say(lang, "mistyped-bytes", &[]),
        _ => error.to_string().lines().next().unwrap_or_default().to_string(),
    };
    let near = [ContextKind::SuggestedArg, ContextKind::SuggestedSubcommand, ContextKind::SuggestedValue]
        .into_iter()
        .map(of)
        .find(|text| !text.is_empty());
    let known = of(ContextKind::ValidValue);
    let mut lines = vec![text];
    match near {
        Some(near) => lines.push(say(lang, "mistyped-near", &[("near", &near)])),
        None if !known.is_empty() => lines.push(say(lang, "mistyped-known", &[("known", &known)])),
        None => {}
    }
    lines.push(say(lang, "mistyped-see", &[]));
    lines.join("\n")
}
