//! What models are told: the files under `crates/hikeshi/prompts`, each with its name and version in the first line, filled. A
//! changed prompt is a new version, and a test holds the old one against it.

use drill::block::Body;
use drill::improvise::{EXTERNALS, KINDS, MECHANISMS, OCCASIONS};
use drill::play::Form;
use drill::voice::colours;
use drill::words::Lang;

use super::settings::Manner;

const NARRATE: &str = include_str!("../../prompts/narrate.txt");
const IMPROVISE: &str = include_str!("../../prompts/improvise.txt");
const SPEAK: &str = include_str!("../../prompts/speak.txt");
const CHOOSE: &str = include_str!("../../prompts/choose.txt");
const UNDERSTAND: &str = include_str!("../../prompts/understand.txt");

/// How a vivid voice is asked for: with the sentences among which it chooses.
const VIVID: &str = "Begin with one of these sentences, exactly as it stands, whichever fits best: {colours}";

/// A filled prompt.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Prompt {
    /// `narrate 1`.
    pub version: &'static str,
    pub text: String,
}

fn filled(file: &'static str, values: &[(&str, &str)]) -> Prompt {
    let (version, text) = file.split_once('\n').unwrap_or((file, ""));
    let text = values
        .iter()
        .fold(text.to_string(), |text, (name, value)| text.replace(&format!("{{{name}}}"), value));
    Prompt { version, text: text.trim().into() }
}

/// To tell a block in other words; somebody's speech is spoken as they would.
pub(super) fn tell(body: &Body, manner: Manner, lang: Lang) -> Prompt {
    let language = match lang {
        Lang::Ja => "Japanese (日本語)",
        Lang::En => "English",
    };
    let manner = match manner {
        Manner::Dry => "Be dry and plain: put no sentence of your own around them.".into(),
        Manner::Vivid => VIVID.replace("{colours}", &colours(lang).join(" ")),
        Manner::Terse => "Be as terse as a pager: leave out every word that tells nothing.".into(),
    };
    match body {
        Body::Speech { who, role, .. } => {
            filled(SPEAK, &[("manner", &manner), ("language", language), ("who", who), ("role", role)])
        }
        _ => filled(NARRATE, &[("manner", &manner), ("language", language)]),
    }
}

/// To choose what of a debrief is to be carried on.
pub(super) fn choose() -> Prompt {
    filled(CHOOSE, &[])
}

/// To read what the rules could not place.
pub(super) fn understand(forms: &[Form]) -> Prompt {
    let line = |form: &Form| {
        let value = form.value.map(|value| format!(" + {value}")).unwrap_or_default();
        match form.names.is_empty() {
            true => format!("{}{value}", form.verb),
            false => format!("{}{value}: {}", form.verb, form.names.join(", ")),
        }
    };
    filled(UNDERSTAND, &[("orders", &forms.iter().map(line).collect::<Vec<_>>().join("\n"))])
}

/// To dress a drill that is made up on the spot.
pub(super) fn improvise() -> Prompt {
    let mechanisms = MECHANISMS.each_ref().map(|mechanism| format!("{}: {}", mechanism.id, mechanism.words));
    filled(
        IMPROVISE,
        &[
            ("kinds", &KINDS.each_ref().map(|kind| kind.id).join(", ")),
            ("externals", &EXTERNALS.each_ref().map(|external| external.id).join(", ")),
            ("occasions", &OCCASIONS.each_ref().map(|occasion| occasion.id).join(", ")),
            ("mechanisms", &mechanisms.join("\n")),
        ],
    )
}
