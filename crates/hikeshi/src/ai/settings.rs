//! Which model, where, and how much of it: from the environment, and from a file of the same names for whoever does not
//! want them there. Knows names and limits; a key is never shown, logged or written anywhere.

use std::fmt;
use std::time::Duration;

use genai::adapter::AdapterKind;

/// Until the first words have to be there, else the template speaks [ms].
const DEADLINE: u64 = 2_000;
/// Tokens of one drill, read and written [count].
const PER_DRILL: u64 = 200_000;
/// Tokens of one day, of all drills of this folder or server [count].
const PER_DAY: u64 = 2_000_000;

/// Whose wire is spoken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Provider {
    /// OpenAI, and whatever speaks like it: Azure, vLLM, Ollama, llama.cpp.
    OpenAi,
    Anthropic,
    Gemini,
}

impl Provider {
    /// As it is written.
    pub fn name(self) -> &'static str {
        match self {
            Provider::OpenAi => "openai",
            Provider::Anthropic => "anthropic",
            Provider::Gemini => "gemini",
        }
    }

    /// The wire, as the client calls it.
    pub(super) fn kind(self) -> AdapterKind {
        match self {
            Provider::OpenAi => AdapterKind::OpenAI,
            Provider::Anthropic => AdapterKind::Anthropic,
            Provider::Gemini => AdapterKind::Gemini,
        }
    }

    /// Where it is, if nothing is said.
    fn home(self) -> &'static str {
        match self {
            Provider::OpenAi => "https://api.openai.com/v1/",
            Provider::Anthropic => "https://api.anthropic.com/v1/",
            Provider::Gemini => "https://generativelanguage.googleapis.com/v1beta/",
        }
    }

    fn usual_key(self) -> &'static str {
        match self {
            Provider::OpenAi => "OPENAI_API_KEY",
            Provider::Anthropic => "ANTHROPIC_API_KEY",
            Provider::Gemini => "GEMINI_API_KEY",
        }
    }

    fn of(name: Option<&str>, model: &str) -> Option<Provider> {
        match name {
            Some(name) => [Provider::OpenAi, Provider::Anthropic, Provider::Gemini]
                .into_iter()
                .find(|p| p.name() == name),
            None if model.starts_with("claude") => Some(Provider::Anthropic),
            None if model.starts_with("gemini") => Some(Provider::Gemini),
            None => Some(Provider::OpenAi),
        }
    }
}

/// How the game master speaks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Manner {
    /// Facts, and next to nothing else.
    #[default]
    Dry,
    /// With the room and the night around them.
    Vivid,
    /// As short as a pager.
    Terse,
}

impl Manner {
    /// All of them.
    pub const ALL: [Manner; 3] = [Manner::Dry, Manner::Vivid, Manner::Terse];

    /// As it is written.
    pub fn name(self) -> &'static str {
        match self {
            Manner::Dry => "dry",
            Manner::Vivid => "vivid",
            Manner::Terse => "terse",
        }
    }
}

/// A key: it goes to its provider and nowhere else.
#[derive(Clone, PartialEq, Eq)]
pub struct Key(String);

impl Key {
    pub(super) fn to_provider(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Key(…)")
    }
}

/// One configured model.
#[derive(Clone, Debug)]
pub struct Settings {
    pub provider: Provider,
    pub model: String,
    /// Where it is asked, with a slash at the end.
    pub url: String,
    pub key: Option<Key>,
    pub manner: Manner,
    /// Until the first words have to be there.
    pub deadline: Duration,
    /// Tokens of one drill [count].
    pub per_drill: u64,
    /// Tokens of one day [count].
    pub per_day: u64,
    /// What a million tokens cost, read and written, in whatever money.
    pub price: Option<(f64, f64)>,
    /// What else must not leave the building: regular expressions.
    pub hide: Vec<regex::Regex>,
}

/// Something in the configuration that cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Flaw {
    /// Under which name it stands.
    pub name: &'static str,
    /// The key of the sentence that says what is wrong with it.
    pub what: &'static str,
}

/// The model that is configured, if one is. What is said in `first` goes before `second`.
///
/// # Errors
/// Everything that is wrong, at once.
pub fn read(
    first: impl Fn(&str) -> Option<String>,
    second: impl Fn(&str) -> Option<String>,
) -> Result<Option<Settings>, Vec<Flaw>> {
    let get = |name: &str| first(name).or_else(|| second(name)).map(|value| value.trim().to_string());
    let get = |name: &str| get(name).filter(|value| !value.is_empty());
    let Some(model) = get("HIKESHI_AI_MODEL") else { return Ok(None) };
    let mut flaws = Vec::new();
    let mut flaw = |name, what| flaws.push(Flaw { name, what });
    let provider = Provider::of(get("HIKESHI_AI_PROVIDER").as_deref(), &model).unwrap_or_else(|| {
        flaw("HIKESHI_AI_PROVIDER", "ai-no-provider");
        Provider::OpenAi
    });
    let url = get("HIKESHI_AI_URL").unwrap_or_else(|| provider.home().into());
    if !(url.starts_with("http://") || url.starts_with("https://")) {
        flaw("HIKESHI_AI_URL", "ai-no-url");
    }
    let manner = get("HIKESHI_AI_VOICE");
    let named = |name: &str| Manner::ALL.into_iter().find(|manner| manner.name() == name);
    let manner = manner.map_or(Some(Manner::default()), |name| named(&name)).unwrap_or_else(|| {
        flaw("HIKESHI_AI_VOICE", "ai-no-voice");
        Manner::default()
    });
    let hide = get("HIKESHI_AI_HIDE").unwrap_or_default();
    let hide: Result<Vec<_>, _> =
        hide.lines().map(str::trim).filter(|p| !p.is_empty()).map(regex::Regex::new).collect();
    let hide = hide.unwrap_or_else(|_| {
        flaw("HIKESHI_AI_HIDE", "ai-no-pattern");
        Vec::new()
    });
    let mut number =
        |name: &'static str, usual: u64| match get(name).map(|text| text.replace(['_', ','], "").parse()) {
            None => usual,
            Some(Ok(number)) => number,
            Some(Err(_)) => {
                flaws.push(Flaw { name, what: "ai-no-number" });
                usual
            }
        };
    let deadline = number("HIKESHI_AI_DEADLINE", DEADLINE);
    let (per_drill, per_day) =
        (number("HIKESHI_AI_TOKENS_PER_DRILL", PER_DRILL), number("HIKESHI_AI_TOKENS_PER_DAY", PER_DAY));
    let price = |name: &str| get(name).and_then(|text| text.parse::<f64>().ok());
    let price = price("HIKESHI_AI_PRICE_IN").zip(price("HIKESHI_AI_PRICE_OUT"));
    if !flaws.is_empty() {
        return Err(flaws);
    }
    Ok(Some(Settings {
        provider,
        model,
        url: if url.ends_with('/') { url } else { url + "/" },
        key: get("HIKESHI_AI_KEY").or_else(|| get(provider.usual_key())).map(Key),
        manner,
        deadline: Duration::from_millis(deadline.clamp(100, 600_000)),
        per_drill,
        per_day,
        price,
        hide,
    }))
}

/// What a file of `NAME=value` lines says under a name; comments begin with `#`.
pub fn in_file<'a>(text: &'a str) -> impl Fn(&str) -> Option<String> + 'a {
    move |wanted| {
        let lines = text.lines().map(str::trim).filter(|line| !line.starts_with('#'));
        let mut found = lines.filter_map(|line| line.split_once('='));
        found
            .find(|(name, _)| name.trim() == wanted)
            .map(|(_, value)| value.trim().trim_matches(['"', '\'']).into())
    }
}
