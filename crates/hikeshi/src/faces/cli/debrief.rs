//! `hikeshi debrief`: the last play asked what would have happened otherwise. Shows how far that is where somebody watches; the
//! desk does the asking.

use std::io::{IsTerminal, Write, stderr};

use drill::words::{Lang, say};

use crate::desk::sitting::{Proving, Sitting};
use crate::faces::cli::out::Out;
use crate::failure::Failure;

/// Width of the bar [columns].
const BAR: usize = 24;

/// Proves the play's debrief, then shows it in the language of the play, or as JSON.
pub fn prove(sitting: &Sitting, as_json: bool, lang: Lang, out: &mut Out) -> Result<(), Failure> {
    let watched = stderr().is_terminal();
    let mut show = |far| {
        if watched {
            // A bar that cannot be shown is no reason to stop.
            let _ = write!(stderr(), "\r{}\x1b[K", line(far, lang));
        }
    };
    let closing = sitting.prove(&mut show)?;
    if watched {
        let _ = write!(stderr(), "\r\x1b[K");
    }
    match as_json {
        true => out.line(&closing.json),
        false => out.line(&closing.shown(sitting.lang())),
    }
}

fn line(far: Proving, lang: Lang) -> String {
    match far {
        Proving::Searched(courses) => say(lang, "proving-search", &[("n", &courses.to_string())]),
        Proving::Lived(done, all) => {
            let full = done * BAR / all.max(1);
            let bar = format!("{}{}", "#".repeat(full), "-".repeat(BAR - full));
            format!("[{bar}] {}", say(lang, "proving-lucks", &[]))
        }
    }
}
