//! A drill made up on the spot, kept beside the plays as the file that it is. Knows where it lies and that it was tried; what it is
//! made of is `drill::improvise`.

use std::path::Path;

use drill::improvise::{self, Dressing, Wish};
use drill::words::Lang;

use crate::desk::catalog::{self, Script};
use crate::failure::Failure;
use crate::store::plays::Plays;

/// One that can be played.
#[derive(Clone, Debug)]
pub struct Improvised {
    pub script: Script,
    /// It wears what was brought.
    pub dressed: bool,
}

/// Makes one of these words and keeps it. It is tried as any scenario is, and with the night that will be played; where what was
/// brought does not do with any mechanism, it goes without.
///
/// # Errors
/// Where nothing that can be played came of it, or it cannot be kept.
pub fn make(
    data: Option<&Path>,
    text: &str,
    seed: u64,
    lang: Lang,
    dressing: Option<&Dressing>,
) -> Result<Improvised, Failure> {
    let tried = |scenario: &_| catalog::tried_tonight(scenario, seed, lang);
    let made = |dressing| improvise::improvise(&Wish { text, seed, dressing }, &tried).draft;
    let worn = dressing.and_then(|dressing| made(Some(dressing)));
    let dressed = worn.is_some();
    let draft = worn.or_else(|| made(None)).ok_or(Failure::NothingImprovised)?;
    let path = Plays::below(data)?.keep_scenario(&draft.id, &draft.yaml)?;
    Ok(Improvised { script: catalog::from_file(&path)?, dressed })
}
