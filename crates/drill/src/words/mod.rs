//! The words of the product: every text that people read, by key, in each language. Knows the message
//! files under `messages/{ja,en}` and how to fill them; does not know when anything is said.

use std::sync::{Arc, LazyLock};

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use unic_langid::LanguageIdentifier;

pub mod room;
#[cfg(test)]
mod tests;

/// A language of the product.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Lang {
    /// 日本語
    #[default]
    Ja,
    /// English
    En,
}

impl Lang {
    /// All of them.
    pub const ALL: [Lang; 2] = [Lang::Ja, Lang::En];

    /// The tag in settings and file names: `ja`, `en`.
    pub fn tag(self) -> &'static str {
        match self {
            Lang::Ja => "ja",
            Lang::En => "en",
        }
    }

    /// From a tag or locale such as `ja`, `ja_JP.UTF-8`, `en-GB`; `None` for a language we do not have.
    pub fn from_tag(tag: &str) -> Option<Lang> {
        let language = tag.split(['-', '_', '.', '@']).next().unwrap_or(tag);
        Lang::ALL.into_iter().find(|lang| lang.tag().eq_ignore_ascii_case(language))
    }

    fn identifier(self) -> LanguageIdentifier {
        // Chooses plural rules only; both tags are valid, and an undetermined language still formats.
        self.tag().parse().unwrap_or_default()
    }
}

/// Includes one message file of each language per name. To add a file: write it in both folders and
/// name it in [`FILES`].
macro_rules! message_files {
    ($($name:literal)*) => {
        [$(MessageFile {
            name: $name,
            ja: include_str!(concat!("../../messages/ja/", $name, ".ftl")),
            en: include_str!(concat!("../../messages/en/", $name, ".ftl")),
        }),*]
    };
}

struct MessageFile {
    /// Without folder and ending; tests and complaints name it.
    #[cfg_attr(not(test), allow(dead_code, reason = "only complaints of tests name the file"))]
    name: &'static str,
    ja: &'static str,
    en: &'static str,
}

/// Every message file, one a line, so that two branches that add one merge without thought.
#[rustfmt::skip]
static FILES: &[MessageFile] = &message_files![
    "clock"
    "scenario"
    "debrief"
    "narrate"
    "order"
    "plain"
    "refused"
    "master"
    "cast"
    "room"
    "room-refused"
    "room-line"
    "room-view"
    "terminal"
    "web"
    "people"
    "api"
    "forms"
    "join"
    "help"
    "ai"
    "improvised"
];

impl MessageFile {
    fn text(&self, lang: Lang) -> &'static str {
        match lang {
            Lang::Ja => self.ja,
            Lang::En => self.en,
        }
    }
}

struct Book {
    bundle: FluentBundle<Arc<FluentResource>>,
    pages: Vec<Arc<FluentResource>>,
}

impl Book {
    /// A broken entry costs that entry, not the program; a test finds it before anybody reads it.
    fn bind(lang: Lang) -> Book {
        let mut bundle = FluentBundle::new_concurrent(vec![lang.identifier()]);
        // The marks would count as characters wherever a terminal or a test measures the text.
        bundle.set_use_isolating(false);
        let mut pages = Vec::new();
        for file in FILES {
            let page = match FluentResource::try_new(file.text(lang).to_string()) {
                Ok(page) => page,
                Err((page, _)) => page,
            };
            let page = Arc::new(page);
            // A key that two files hold keeps its first text; a test says which.
            let _ = bundle.add_resource(Arc::clone(&page));
            pages.push(page);
        }
        Book { bundle, pages }
    }
}

static JA: LazyLock<Book> = LazyLock::new(|| Book::bind(Lang::Ja));
static EN: LazyLock<Book> = LazyLock::new(|| Book::bind(Lang::En));

fn book(lang: Lang) -> &'static Book {
    match lang {
        Lang::Ja => &JA,
        Lang::En => &EN,
    }
}

/// The message `key` with its variables filled. A key that does not exist shows as `⟦key⟧`: visible, and
/// no reason to stop a drill. An argument of digits alone also chooses the plural form.
pub fn say(lang: Lang, key: &str, args: &[(&str, &str)]) -> String {
    let book = book(lang);
    let Some(pattern) = book.bundle.get_message(key).and_then(|message| message.value()) else {
        return format!("⟦{key}⟧");
    };
    let args: FluentArgs<'_> = args.iter().map(|(name, value)| (*name, argument(value))).collect();
    let mut errors = Vec::new();
    book.bundle.format_pattern(pattern, Some(&args), &mut errors).into_owned()
}

/// Whether `key` has a text in this language.
pub fn has(lang: Lang, key: &str) -> bool {
    book(lang).bundle.get_message(key).is_some_and(|message| message.value().is_some())
}

/// Every key of a language, in the order of the files.
pub fn keys(lang: Lang) -> Vec<&'static str> {
    book(lang)
        .pages
        .iter()
        .flat_map(|page| page.entries())
        .filter_map(|entry| match entry {
            fluent_syntax::ast::Entry::Message(message) => Some(message.id.name),
            _ => None,
        })
        .collect()
}

/// Only what prints back exactly as it was written may become a number: not `007`, not `1e5`, not `inf`.
fn argument(value: &str) -> FluentValue<'_> {
    let plain = value.len() <= 9
        && !value.is_empty()
        && value.bytes().all(|b| b.is_ascii_digit())
        && (value.len() == 1 || !value.starts_with('0'));
    match value.parse::<u32>() {
        Ok(number) if plain => FluentValue::from(number),
        _ => FluentValue::from(value),
    }
}
