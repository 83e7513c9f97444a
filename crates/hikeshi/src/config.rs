//! What the surroundings say: language, folder for plays, colours, the player's name. The only place that reads
//! the environment; knows nothing of what is done with it.

use std::path::PathBuf;

use directories::ProjectDirs;
use drill::words::{Lang, say};

/// Settings of one run of the program.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Config {
    /// Language of everything that the player reads.
    pub lang: Lang,
    /// Folder that keeps plays; `None` where the system names no home.
    pub data: Option<PathBuf>,
    /// Database of the server's rooms; `None` is a file in that folder.
    pub database: Option<String>,
    /// Where `hikeshi join` goes if nothing is said: a server or a room.
    pub url: String,
    /// What lets `hikeshi join` in at somebody else's server.
    pub token: Option<String>,
    /// Whether colours are wanted.
    pub colour: bool,
    /// What people call the player.
    pub player: String,
    /// What is said of a language model, by the names that the environment has for it.
    pub model: Vec<(&'static str, String)>,
    /// Folder with the file that says the same; `None` where the system names no home.
    pub folder: Option<PathBuf>,
}

/// What is said of a language model, and under which names providers' keys usually stand.
pub const MODEL: [&str; 14] = [
    "HIKESHI_AI_MODEL",
    "HIKESHI_AI_PROVIDER",
    "HIKESHI_AI_URL",
    "HIKESHI_AI_KEY",
    "HIKESHI_AI_VOICE",
    "HIKESHI_AI_DEADLINE",
    "HIKESHI_AI_TOKENS_PER_DRILL",
    "HIKESHI_AI_TOKENS_PER_DAY",
    "HIKESHI_AI_PRICE_IN",
    "HIKESHI_AI_PRICE_OUT",
    "HIKESHI_AI_HIDE",
    "OPENAI_API_KEY",
    "ANTHROPIC_API_KEY",
    "GEMINI_API_KEY",
];

impl Config {
    /// Reads the environment of the process; `lang` from a flag goes before the locale.
    #[allow(clippy::disallowed_methods, reason = "this is the place that reads the environment")]
    pub fn read(lang: Option<Lang>) -> Config {
        Config::from(lang, |name| std::env::var(name).ok().filter(|value| !value.is_empty()))
    }

    fn from(lang: Option<Lang>, get: impl Fn(&str) -> Option<String>) -> Config {
        let lang = lang.unwrap_or_else(|| locale(&get));
        let home = || ProjectDirs::from("", "", "hikeshi").map(|dirs| dirs.data_dir().to_path_buf());
        // A drill that calls its player "root" is no story.
        let user = || get("USER").or_else(|| get("USERNAME")).filter(|name| name != "root");
        Config {
            lang,
            data: get("HIKESHI_DATA").map(PathBuf::from).or_else(home),
            database: get("DATABASE_URL"),
            url: get("HIKESHI_URL").unwrap_or_else(|| "http://127.0.0.1:8080/".into()),
            token: get("HIKESHI_TOKEN"),
            colour: get("NO_COLOR").is_none() && get("TERM").is_none_or(|term| term != "dumb"),
            model: MODEL.into_iter().filter_map(|name| Some((name, get(name)?))).collect(),
            folder: get("HIKESHI_CONFIG")
                .map(PathBuf::from)
                .or_else(|| ProjectDirs::from("", "", "hikeshi").map(|dirs| dirs.config_dir().to_path_buf())),
            player: get("HIKESHI_NAME").or_else(user).unwrap_or_else(|| say(lang, "player-unnamed", &[])),
        }
    }
}

/// The first of the three variables that is set decides: Japanese if it says so, else English. Where
/// nothing is set, Japanese.
fn locale(get: &impl Fn(&str) -> Option<String>) -> Lang {
    let set = ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().find_map(get);
    set.map_or(Lang::Ja, |tag| Lang::from_tag(&tag).unwrap_or(Lang::En))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with(set: &[(&str, &str)]) -> Config {
        let get = |name: &str| set.iter().find(|(n, _)| *n == name).map(|(_, value)| (*value).to_string());
        Config::from(None, get)
    }

    #[test]
    fn the_language_follows_the_locale_and_is_japanese_where_nothing_is_set() {
        let lang = |set: &[(&str, &str)]| with(set).lang;
        assert_eq!(lang(&[]), Lang::Ja);
        assert_eq!(lang(&[("LANG", "ja_JP.UTF-8")]), Lang::Ja);
        assert_eq!(lang(&[("LANG", "C.UTF-8")]), Lang::En);
        assert_eq!(lang(&[("LANG", "ja_JP.UTF-8"), ("LC_ALL", "en_GB.UTF-8")]), Lang::En);
        assert_eq!(lang(&[("LANG", "de_DE.UTF-8"), ("LC_MESSAGES", "ja")]), Lang::Ja);
    }

    #[test]
    fn the_folder_and_the_name_can_be_said() {
        let config = with(&[("HIKESHI_DATA", "/tmp/plays"), ("USER", "root"), ("NO_COLOR", "1")]);
        assert_eq!(config.data, Some(PathBuf::from("/tmp/plays")));
        assert_eq!(config.player, "あなた");
        assert!(!config.colour);
        assert_eq!(with(&[("USER", "aoi"), ("HIKESHI_NAME", "葵")]).player, "葵");
        assert_eq!(with(&[("USER", "aoi")]).player, "aoi");
    }
}
