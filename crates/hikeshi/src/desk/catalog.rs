//! The scenarios that can be played: the program's own, and files that somebody wrote. Knows where their text comes
//! from; `drill::scenario` knows what it means.

use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use drill::fnv::{BASIS, fnv1a};
use drill::measured::{Sheet, digest};
use drill::scenario::{self, Scenario, Text};
use drill::words::Lang;

use crate::desk::hands::each;
use crate::desk::near::nearest;
use crate::failure::Failure;

/// Path below `scenarios/` and text of every scenario file, taken in by `build.rs`.
const OWN: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/scenarios.rs"));

/// What crews' nights say of our own scenarios.
const MEASURED: &str = include_str!("../../../../scenarios/measured.json");

/// Whoever has never played begins with it.
const FIRST: &str = "first-fire";

/// A scenario that can be played, and what tells it from another.
#[derive(Clone, Debug)]
pub struct Script {
    /// What it says.
    pub scenario: Scenario,
    /// The file that it was read from, if it is not one of our own.
    pub file: Option<PathBuf>,
    /// Changes with the text.
    pub fingerprint: String,
    /// Its difficulty is what crews' nights say of it as it stands, not what its author says.
    pub measured: bool,
}

/// Every scenario of the program that can be read, in the order of difficulty, then id. Read once: a server is asked for them with
/// each first page.
pub fn own() -> &'static [Script] {
    static OWN: OnceLock<Vec<Script>> = OnceLock::new();
    OWN.get_or_init(|| {
        let sheet = Sheet::read(MEASURED).unwrap_or_default();
        let read = |(name, text)| script(name, text, None, &sheet).ok();
        let mut all: Vec<Script> = scenario_files().filter_map(read).collect();
        all.sort_by_key(|script| (script.scenario.difficulty, script.scenario.id.clone()));
        all
    })
}

/// A scenario as somebody chooses it, in their language.
pub struct Offer {
    /// Scenario's id.
    pub id: &'static str,
    /// What it is called.
    pub title: &'static str,
    /// Whose night, and what hangs on it.
    pub pitch: &'static str,
    /// 1 (first drill) to 5.
    pub difficulty: u8,
    /// How long a usual play takes [min].
    pub minutes: u32,
    /// The one to begin with, where nobody has played yet.
    pub first: bool,
}

/// All of the program's own, the easiest first.
pub fn offers(lang: Lang) -> impl Iterator<Item = Offer> {
    own().iter().map(move |Script { scenario, .. }| Offer {
        id: &scenario.id,
        title: scenario.title.get(lang).trim(),
        pitch: scenario.pitch.get(lang).trim(),
        difficulty: scenario.difficulty,
        minutes: scenario.minutes,
        first: scenario.id == FIRST,
    })
}

/// A scenario by its id or title, or by the path of a file.
pub fn find(name: &str) -> Result<Script, Failure> {
    let all = own();
    let called = |script: &&Script| {
        let Text { ja, en } = &script.scenario.title;
        script.scenario.id == bare(name) || ja == name || bare(en) == bare(name)
    };
    if let Some(found) = all.iter().find(called) {
        return Ok(found.clone());
    }
    let looks_like_a_path = name.contains(['/', '\\']) || name.ends_with(".yaml") || name.ends_with(".yml");
    if looks_like_a_path || Path::new(name).is_file() {
        return from_file(Path::new(name));
    }
    let ids: Vec<String> = all.iter().map(|script| script.scenario.id.clone()).collect();
    Err(Failure::UnknownScenario { name: name.into(), near: nearest(name, &ids) })
}

/// A name as people remember it: without its article, in small letters, hyphens as they are.
fn bare(name: &str) -> String {
    let lower = name.trim().to_lowercase();
    let article = ["the ", "an ", "a "].iter().find_map(|article| lower.strip_prefix(article));
    article.unwrap_or(&lower).trim().to_string()
}

/// A name that a file may have which shall be played by its path, where this one does not do.
pub fn better_name(name: &str) -> Option<String> {
    let stem = name.strip_suffix(".yaml").or_else(|| name.strip_suffix(".yml"));
    if stem.is_some_and(scenario::is_id) {
        return None;
    }
    let fitting = stem.unwrap_or(name).to_lowercase();
    let words = fitting.split(|c: char| !c.is_ascii_lowercase() && !c.is_ascii_digit());
    let id = words.filter(|word| !word.is_empty()).collect::<Vec<_>>().join("-");
    Some(format!("{}.yaml", if id.is_empty() { "my-night" } else { &id }))
}

/// A scenario from a file.
pub fn from_file(path: &Path) -> Result<Script, Failure> {
    let failed = |error| Failure::Unreadable { path: path.to_path_buf(), error };
    let bytes = std::fs::read(path).map_err(failed)?;
    let text = String::from_utf8(bytes).map_err(|_| Failure::NotText { path: path.to_path_buf() })?;
    let full = std::fs::canonicalize(path).map_err(failed)?;
    script(&path.display().to_string(), &text, Some(full), &Sheet::default())
}

/// Where base worlds lie, beside a scenario's file as among our own.
const WORLDS: &str = "worlds";

/// A base world by its name: one that lies beside the scenario's file in `worlds/`, else one of our own. If there is
/// none, the names of those that there are.
fn world(name: &str, file: Option<&Path>) -> Result<String, Vec<String>> {
    let plain = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
    if name.is_empty() || !name.chars().all(plain) {
        return Err(worlds(file));
    }
    let path = format!("{WORLDS}/{name}.yaml");
    let beside =
        file.and_then(Path::parent).and_then(|folder| std::fs::read_to_string(folder.join(&path)).ok());
    let own = || OWN.iter().find(|(own, _)| *own == path).map(|(_, text)| (*text).into());
    beside.or_else(own).ok_or_else(|| worlds(file))
}

/// Names of all base worlds that a scenario's file can build on, in alphabetical order.
fn worlds(file: Option<&Path>) -> Vec<String> {
    let folder = file.and_then(Path::parent).map(|folder| folder.join(WORLDS));
    let beside = folder.and_then(|folder| std::fs::read_dir(folder).ok()).into_iter().flatten().flatten();
    let beside = beside.filter_map(|entry| entry.file_name().into_string().ok());
    let own = OWN.iter().filter_map(|(path, _)| path.strip_prefix(WORLDS)?.strip_prefix('/'));
    let files = beside.chain(own.map(str::to_string));
    let mut names: Vec<String> =
        files.filter_map(|file| Some(file.strip_suffix(".yaml")?.to_string())).collect();
    names.sort();
    names.dedup();
    names
}

fn scenario_files() -> impl Iterator<Item = (&'static str, &'static str)> {
    OWN.iter().copied().filter(|(name, _)| !name.contains('/'))
}

fn script(name: &str, text: &str, file: Option<PathBuf>, sheet: &Sheet) -> Result<Script, Failure> {
    let used = std::cell::RefCell::new(String::new());
    let worlds = |name: &str| {
        let found = world(name, file.as_deref());
        used.borrow_mut().push_str(found.as_deref().unwrap_or_default());
        found
    };
    let mut scenario = scenario::read(text, name, &worlds)
        .map_err(|mistakes| Failure::Mistaken { file: name.into(), mistakes })?;
    let fingerprint = fingerprint(&[text, &used.borrow()]);
    let figures = sheet.of(&scenario.id, &digest(text, &used.borrow()));
    scenario.difficulty = figures.map_or(scenario.difficulty, |figures| figures.difficulty());
    Ok(Script { scenario, file, fingerprint, measured: figures.is_some() })
}

/// Of the text and of the world that it uses.
fn fingerprint(texts: &[&str]) -> String {
    format!("{:016x}", fnv1a(BASIS, texts.iter().flat_map(|text| text.bytes())))
}

/// What a seed draws must not matter: a scenario is tried with these.
const TRIED_WITH: [u64; 2] = [1, 42];

/// What is wrong with a scenario as a drill, a sentence each. Lives some twenty nights, on all processors.
pub fn tried(scenario: &Scenario, lang: Lang) -> Vec<String> {
    tried_with(scenario, TRIED_WITH.to_vec(), lang)
}

/// The same, and what is wrong with it in the night of this seed, which is about to be played.
pub fn tried_tonight(scenario: &Scenario, seed: u64, lang: Lang) -> Vec<String> {
    let others = TRIED_WITH.into_iter().filter(|other| *other != seed);
    tried_with(scenario, std::iter::once(seed).chain(others).collect(), lang)
}

fn tried_with(scenario: &Scenario, seeds: Vec<u64>, lang: Lang) -> Vec<String> {
    let troubles = each(seeds, |seed| drill::trial::troubles(scenario, seed, usize::MAX));
    let mut said: Vec<String> = Vec::new();
    for sentence in troubles.iter().flatten().map(|trouble| trouble.said(lang)) {
        if !said.contains(&sentence) {
            said.push(sentence);
        }
    }
    said
}
