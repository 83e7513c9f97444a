//! The folder of plays: where new ones go and what is there. Knows names and order of files.

use std::fs::{self, OpenOptions};
use std::io::Write;
use std::path::{Path, PathBuf};

use jiff::Timestamp;

use crate::failure::Failure;
use crate::store::play_file::{Kept, PlayFile, read};
use crate::store::record::Header;

/// Scenarios that were made up for a play lie here, among the plays.
const IMPROVISED: &str = "improvised";
/// Scenarios of one name that may lie there [count].
const SAME_NAME: usize = 1000;

/// All plays of a player.
#[derive(Clone, Debug)]
pub struct Plays {
    folder: PathBuf,
}

/// What was found in the folder.
#[derive(Debug, Default)]
pub struct Found {
    /// Plays, oldest first.
    pub plays: Vec<Kept>,
    /// Files that should be plays and are not.
    pub broken: Vec<Failure>,
}

impl Plays {
    /// The plays below the data folder.
    pub fn below(data: Option<&Path>) -> Result<Plays, Failure> {
        let data = data.ok_or(Failure::NoDataFolder)?;
        Ok(Plays { folder: data.join("plays") })
    }

    /// The plays among which this one lies.
    pub fn beside(play: &Path) -> Plays {
        Plays { folder: play.parent().map(Path::to_path_buf).unwrap_or_default() }
    }

    /// Starts a file for a new play, in a folder that is made if need be.
    pub fn create(&self, header: &Header) -> Result<PlayFile, Failure> {
        let failed = |error| Failure::DataFolder { path: self.folder.clone(), error };
        fs::create_dir_all(&self.folder).map_err(failed)?;
        let stem = stem(&header.scenario, header.started, header.seed);
        // Two plays of one seed within a second: take the next free name.
        let names = (1..100).map(|n| if n == 1 { stem.clone() } else { format!("{stem}-{n}") });
        let free = names.map(|name| self.folder.join(format!("{name}.jsonl"))).find(|path| !path.exists());
        PlayFile::create(free.unwrap_or_else(|| self.folder.join(format!("{stem}.jsonl"))), header)
    }

    /// Keeps a scenario that was made for a play, among the plays; the same text of the same name is one file, another text
    /// gets the next free name.
    pub fn keep_scenario(&self, name: &str, text: &str) -> Result<PathBuf, Failure> {
        let folder = self.folder.join(IMPROVISED);
        let failed = |error| Failure::DataFolder { path: folder.clone(), error };
        fs::create_dir_all(&folder).map_err(failed)?;
        for n in 1..SAME_NAME {
            let suffix = if n == 1 { String::new() } else { format!("-{n}") };
            let path = folder.join(format!("{name}{suffix}.yaml"));
            match OpenOptions::new().write(true).create_new(true).open(&path) {
                Ok(mut file) => match file.write_all(text.as_bytes()).and_then(|()| file.sync_all()) {
                    Ok(()) => return Ok(path),
                    Err(error) => {
                        // Half a scenario would be played as one.
                        let _ = fs::remove_file(&path);
                        return Err(Failure::Unwritable { path, error });
                    }
                },
                Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => {
                    if fs::read(&path).is_ok_and(|kept| kept == text.as_bytes()) {
                        return Ok(path);
                    }
                }
                Err(error) => return Err(failed(error)),
            }
        }
        Err(Failure::FileExists { path: folder.join(format!("{name}.yaml")) })
    }

    /// Everything that is kept. No folder is no plays.
    pub fn find(&self) -> Result<Found, Failure> {
        let mut found = Found::default();
        let entries = match fs::read_dir(&self.folder) {
            Ok(entries) => entries,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(found),
            Err(error) if error.kind() == std::io::ErrorKind::NotADirectory => {
                return Err(Failure::DataFolder { path: self.folder.clone(), error });
            }
            Err(error) => return Err(Failure::Unreadable { path: self.folder.clone(), error }),
        };
        let paths = entries.flatten().map(|entry| entry.path());
        for path in paths.filter(|path| path.extension().is_some_and(|end| end == "jsonl")) {
            match read(&path) {
                Ok(kept) => found.plays.push(kept),
                Err(failure) => found.broken.push(failure),
            }
        }
        found.plays.sort_by(|a, b| (a.header.started, &a.path).cmp(&(b.header.started, &b.path)));
        Ok(found)
    }
}

/// `20261121-061512-first-fire-1`: sorts by time, and can be read in a listing.
fn stem(scenario: &str, started: Timestamp, seed: u64) -> String {
    let safe: String = scenario
        .chars()
        .map(|c| if c.is_ascii_alphanumeric() || c == '-' { c } else { '_' })
        .take(60)
        .collect();
    format!("{}-{safe}-{seed}", started.strftime("%Y%m%d-%H%M%S"))
}
