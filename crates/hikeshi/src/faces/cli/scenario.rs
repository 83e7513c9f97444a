//! Scenarios on the command line: listed, shown, checked and begun. What is shown before a play never tells the
//! cause: id, title, pitch, minutes and difficulty, nothing else.

use std::fs::OpenOptions;
use std::io::Write;
use std::path::{Path, PathBuf};

use drill::scenario::{Scenario, Text};
use drill::words::{Lang, say};
use serde_json::{Value, json};

use crate::desk::catalog::{self, Script};
use crate::faces::cli::out::Out;
use crate::failure::Failure;

fn of(text: &Text, lang: Lang) -> &str {
    match lang {
        Lang::Ja => &text.ja,
        Lang::En => &text.en,
    }
}

fn marks(difficulty: u8) -> String {
    let full = usize::from(difficulty.min(5));
    format!("{}{}", "*".repeat(full), "-".repeat(5 - full))
}

/// All scenarios of the program.
pub fn list(lang: Lang, as_json: bool, out: &mut Out) -> Result<(), Failure> {
    let all = catalog::own();
    if as_json {
        let rows = all.iter().map(|script| row(&script.scenario)).collect();
        return out.line(&format!("{:#}", Value::Array(rows)));
    }
    for Script { scenario, .. } in &all {
        let minutes = say(lang, "list-minutes", &[("n", &scenario.minutes.to_string())]);
        out.line(&format!("{}  {}", scenario.id, of(&scenario.title, lang)))?;
        out.line(&format!("  {}  {minutes}", marks(scenario.difficulty)))?;
    }
    out.line(&say(lang, "list-list-next", &[]))
}

fn row(scenario: &Scenario) -> Value {
    json!({
        "id": scenario.id,
        "title": { "ja": scenario.title.ja, "en": scenario.title.en },
        "pitch": { "ja": scenario.pitch.ja, "en": scenario.pitch.en },
        "minutes": scenario.minutes,
        "difficulty": scenario.difficulty,
    })
}

/// One scenario, as a player may see it.
pub fn show(name: &str, lang: Lang, out: &mut Out) -> Result<(), Failure> {
    let Script { scenario, file, .. } = catalog::find(name)?;
    let name = if file.is_some() { name } else { &scenario.id };
    let minutes = say(lang, "list-minutes", &[("n", &scenario.minutes.to_string())]);
    out.line(&format!("{}  {}", scenario.id, of(&scenario.title, lang)))?;
    out.line(&format!("{}  {minutes}", marks(scenario.difficulty)))?;
    out.line(&format!("\n{}\n", of(&scenario.pitch, lang)))?;
    out.line(&say(lang, "list-show-next", &[("name", name)]))
}

/// Every mistake of every file; fails if there is one.
pub fn check(files: &[PathBuf], lang: Lang, out: &mut Out) -> Result<(), Failure> {
    let mut worst = Ok(());
    for path in files {
        // As in `show`, an id will do where no file has that name.
        let own = path.to_str().filter(|_| !path.exists()).and_then(|name| catalog::find(name).ok());
        match own.map_or_else(|| catalog::from_file(path), Ok) {
            Ok(script) => {
                let file = path.display().to_string();
                let troubles = catalog::tried(&script.scenario, lang);
                if troubles.is_empty() {
                    out.line(&say(lang, "list-good", &[("file", &file), ("id", &script.scenario.id)]))?;
                } else if let Err(earlier) =
                    std::mem::replace(&mut worst, Err(Failure::Unplayable { file, troubles }))
                {
                    out.line(&earlier.said(lang))?;
                }
            }
            Err(failure) => {
                if let Err(earlier) = std::mem::replace(&mut worst, Err(failure)) {
                    out.line(&earlier.said(lang))?;
                }
            }
        }
    }
    worst
}

/// A commented file to begin with. Never writes over one that is there.
pub fn new(path: &Path, template: &str, lang: Lang, out: &mut Out) -> Result<(), Failure> {
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    if let Some(near) = catalog::better_name(&name) {
        let path = path.to_path_buf();
        return Err(Failure::ScenarioName { near: path.with_file_name(near), path });
    }
    let opened = OpenOptions::new().write(true).create_new(true).open(path);
    let mut file = opened.map_err(|error| match error.kind() {
        std::io::ErrorKind::AlreadyExists => Failure::FileExists { path: path.to_path_buf() },
        _ => Failure::Unwritable { path: path.to_path_buf(), error },
    })?;
    if let Err(error) = file.write_all(template.as_bytes()).and_then(|()| file.sync_all()) {
        let _ = std::fs::remove_file(path);
        return Err(Failure::Unwritable { path: path.to_path_buf(), error });
    }
    out.line(&say(lang, "list-new", &[("file", &path.display().to_string())]))
}
