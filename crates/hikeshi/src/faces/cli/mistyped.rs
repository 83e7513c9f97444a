//! What was wrong with the command line, in the player's language, with the next step: the help of the command that was
//! meant. Knows the parser's kinds of errors; not what the flags do.

use clap::error::{ContextKind, ContextValue, ErrorKind};
use drill::words::{Lang, say};

/// Words that people try as commands, and the commands that do it.
const MEANT: [(&str, &str); 8] = [
    ("resume", "hikeshi drill --resume"),
    ("continue", "hikeshi drill --resume"),
    ("replay", "hikeshi history"),
    ("debriefs", "hikeshi debrief"),
    ("list", "hikeshi scenario list"),
    ("play", "hikeshi drill"),
    ("start", "hikeshi drill"),
    ("run", "hikeshi drill"),
];

/// The mistake in words; `command` is the one that was meant (`hikeshi drill`).
pub fn explained(error: &clap::Error, command: &str, lang: Lang) -> String {
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
        ErrorKind::UnknownArgument if !what.starts_with('-') => {
            say(lang, "mistyped-extra", &[("what", &what)])
        }
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
        ErrorKind::ArgumentConflict if what == of(ContextKind::PriorArg) => {
            say(lang, "mistyped-twice", &[("flag", &what)])
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
    let wrong = of(ContextKind::InvalidSubcommand);
    let meant = MEANT.iter().find(|(word, _)| *word == wrong).map(|(_, meant)| (*meant).to_string());
    let near = meant.or(near);
    let known = match of(ContextKind::ValidValue) {
        known if known.is_empty() => takes(&what, lang),
        known => known,
    };
    let mut lines = vec![text];
    match near {
        Some(near) => lines.push(say(lang, "mistyped-near", &[("near", &near)])),
        None if !known.is_empty() => lines.push(say(lang, "mistyped-known", &[("known", &known)])),
        None => {}
    }
    lines.push(say(lang, "mistyped-see", &[("command", command)]));
    lines.join("\n")
}

/// What a flag takes whose values cannot be listed, by the name of its value; empty where that says nothing.
fn takes(flag: &str, lang: Lang) -> String {
    let kinds = [("SPAN", "mistyped-takes-span"), ("<N>", "mistyped-takes-number")];
    kinds.iter().find(|(value, _)| flag.contains(value)).map_or(String::new(), |(_, key)| say(lang, key, &[]))
}
