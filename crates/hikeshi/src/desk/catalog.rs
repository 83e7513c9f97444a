//! The scenarios that can be played: the program's own, and files that somebody wrote. Knows where their text comes
//! from; `drill::scenario` knows what it means.

use std::path::{Path, PathBuf};

use drill::scenario::Scenario;

use crate::desk::near::nearest;
use crate::failure::Failure;

/// Path below `scenarios/` and text of every scenario file, taken in by `build.rs`.
const OWN: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/scenarios.rs"));

/// A scenario that can be played, and what tells it from another.
#[derive(Clone, Debug)]
pub struct Script {
    /// What it says.
    pub scenario: Scenario,
    /// The file that it was read from, if it is not one of our own.
    pub file: Option<PathBuf>,
    /// Changes with the text.
    pub fingerprint: String,
}

/// Every scenario of the program that can be read, in the order of difficulty, then id.
pub fn own() -> Vec<Script> {
    let mut all: Vec<Script> =
        scenario_files().filter_map(|(name, text)| script(name, text, None).ok()).collect();
    all.sort_by(|a, b| (a.scenario.difficulty, &a.scenario.id).cmp(&(b.scenario.difficulty, &b.scenario.id)));
    all
}

/// A scenario by its id, or by the path of a file.
pub fn find(name: &str) -> Result<Script, Failure> {
    let all = own();
    if let Some(found) = all.iter().find(|script| script.scenario.id == name) {
        return Ok(found.clone());
    }
    let looks_like_a_path = name.contains(['/', '\\']) || name.ends_with(".yaml") || name.ends_with(".yml");
    if looks_like_a_path {
        return from_file(Path::new(name));
    }
    let ids: Vec<String> = all.into_iter().map(|script| script.scenario.id).collect();
    Err(Failure::UnknownScenario { name: name.into(), near: nearest(name, &ids) })
}

/// A scenario from a file.
pub fn from_file(path: &Path) -> Result<Script, Failure> {
    let failed = |error| Failure::Unreadable { path: path.to_path_buf(), error };
    let bytes = std::fs::read(path).map_err(failed)?;
    let text = String::from_utf8(bytes).map_err(|_| Failure::NotText { path: path.to_path_buf() })?;
    let full = std::fs::canonicalize(path).map_err(failed)?;
    script(&path.display().to_string(), &text, Some(full))
}

fn scenario_files() -> impl Iterator<Item = (&'static str, &'static str)> {
    OWN.iter().copied().filter(|(name, _)| !name.contains('/'))
}

fn script(name: &str, text: &str, file: Option<PathBuf>) -> Result<Script, Failure> {
    let scenario = crate::desk::standin::read(text, name, OWN)
        .map_err(|mistake| Failure::Mistaken { file: name.into(), mistakes: vec![mistake] })?;
    Ok(Script { scenario, file, fingerprint: fingerprint(text) })
}

/// A commented scenario to begin with.
pub fn template() -> String {
    String::new()
}

/// FNV-1a over the text and every world that it could use: short, stable between machines and versions.
fn fingerprint(text: &str) -> String {
    let worlds = OWN.iter().filter(|(name, _)| name.contains('/')).map(|(_, text)| *text);
    let mut hash: u64 = 0xcbf2_9ce4_8422_2325;
    for byte in [text].into_iter().chain(worlds).flat_map(str::bytes) {
        hash = (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
    }
    format!("{hash:016x}")
}
