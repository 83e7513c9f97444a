//! Scenarios of one's own on the command line: checked and begun. Does not list or show what there is: `shelf` does.

use std::fs::OpenOptions;
use std::io::Write;
use std::path::{Path, PathBuf};

use drill::words::{Lang, say};

use crate::desk::catalog;
use crate::faces::cli::out::Out;
use crate::failure::Failure;

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
