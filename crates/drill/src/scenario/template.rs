//! A scenario to begin with, commented in the author's language. Knows the two files; that they pass the check
//! and can be played is a test's business.

use crate::words::Lang;

/// The text of a commented scenario that can be played as it stands.
pub fn template(lang: Lang) -> &'static str {
    match lang {
        Lang::Ja => include_str!("../../templates/ja.yaml"),
        Lang::En => include_str!("../../templates/en.yaml"),
    }
}
