//! `hikeshi debrief`: the last play asked what would have happened otherwise. Shows how far that is where somebody watches; the
//! desk does the asking.

use std::io::{IsTerminal, Write, stderr};

use drill::words::{Lang, say};

use crate::desk::sitting::{Proving, Sitting};
use crate::faces::cli::out::Out;
use crate::failure::Failure;

/// Said to whoever leaves before it is done.
pub fn farewell(lang: Lang) -> String {
    say(lang, "proving-left", &[])
}

/// Proves the play's debrief, then shows it in the language of the play, or as JSON.
pub fn prove(sitting: &mut Sitting, as_json: bool, lang: Lang, out: &mut Out) -> Result<(), Failure> {
    let watched = stderr().is_terminal();
    let mut show = |far: Proving| {
        if watched {
            // A bar that cannot be shown is no reason to stop.
            let _ = write!(stderr(), "\r{}\x1b[K", far.said(lang));
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
