//! One play file: read as far as it is whole, locked while it is played, and appended to so that a line is there
//! wholly or not at all. Knows bytes and lines, not turns.

use std::collections::BTreeMap;
use std::fs::{File, OpenOptions, TryLockError};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use crate::failure::Failure;
use crate::store::record::{FORM, Header, Line, Summary};

/// What a play file says.
#[derive(Clone, Debug, PartialEq)]
pub struct Kept {
    /// Where it is.
    pub path: PathBuf,
    /// Its first line.
    pub header: Header,
    /// Turns in order.
    pub turns: Vec<Line>,
    /// Blocks that were shown in other words than their own, by their number.
    pub told: BTreeMap<usize, String>,
    /// What came of it, if it ended.
    pub summary: Option<Summary>,
    /// The night's best plan, where a search has come to its end: orders with their times, simulated [ns].
    pub best: Option<Vec<(u64, String)>>,
}

/// A play file that is being written.
#[derive(Debug)]
pub struct PlayFile {
    path: PathBuf,
    file: File,
    /// Bytes that hold whole lines; whatever is behind them is torn and written over.
    whole: u64,
}

impl Kept {
    /// What came of it, if it was played to its debrief; who left at once did not play.
    pub fn played(&self) -> Option<&Summary> {
        self.summary.as_ref().filter(|summary| !summary.left)
    }
}

impl PlayFile {
    /// Starts a new file with its header.
    pub fn create(path: PathBuf, header: &Header) -> Result<PlayFile, Failure> {
        let failed = |error| Failure::DataFolder { path: path.clone(), error };
        let file = OpenOptions::new().write(true).create_new(true).open(&path).map_err(failed)?;
        lock(&file, &path)?;
        let mut play = PlayFile { path, file, whole: 0 };
        match play.append(&Line::Play(header.clone())) {
            Ok(()) => Ok(play),
            Err(failure) => {
                // An empty file would be a play that nobody played.
                let _ = std::fs::remove_file(&play.path);
                Err(failure)
            }
        }
    }

    /// Opens a kept play for more turns. A line that was torn by a crash was never taken, and is cut off.
    pub fn reopen(path: &Path) -> Result<(PlayFile, Kept), Failure> {
        let failed = |error| Failure::Unreadable { path: path.to_path_buf(), error };
        let mut file = OpenOptions::new().read(true).write(true).open(path).map_err(failed)?;
        lock(&file, path)?;
        let (kept, whole) = parse(path, &mut file)?;
        Ok((PlayFile { path: path.to_path_buf(), file, whole }, kept))
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Writes one line and has it on the disk before it returns. If that fails, the file is as before.
    pub fn append(&mut self, line: &Line) -> Result<(), Failure> {
        let written = self.write(line);
        if written.is_err() {
            // The torn end is written over by the next line in any case; cutting it off is tidier.
            let _ = self.file.set_len(self.whole);
        }
        written.map_err(|error| Failure::Unkept { path: self.path.clone(), error })
    }

    /// Saves a text under the play's name with another ending, and says where.
    pub fn beside(&self, ending: &str, text: &str) -> Result<PathBuf, Failure> {
        let path = self.path.with_extension(ending);
        // First beside it: whoever leaves or reads meanwhile finds the one before, whole.
        let new = self.path.with_extension(format!("{ending}.new"));
        match std::fs::write(&new, text).and_then(|()| std::fs::rename(&new, &path)) {
            Ok(()) => Ok(path),
            Err(error) => Err(Failure::DebriefUnkept { path, error }),
        }
    }

    fn write(&mut self, line: &Line) -> io::Result<()> {
        let mut text = serde_json::to_string(line)?;
        text.push('\n');
        self.file.seek(SeekFrom::Start(self.whole))?;
        self.file.write_all(text.as_bytes())?;
        self.file.sync_data()?;
        self.whole += text.len() as u64;
        Ok(())
    }
}

fn lock(file: &File, path: &Path) -> Result<(), Failure> {
    match file.try_lock() {
        Err(TryLockError::WouldBlock) => Err(Failure::InUse { path: path.to_path_buf() }),
        // Some file systems know no locks; a play there is still a play.
        Ok(()) | Err(TryLockError::Error(_)) => Ok(()),
    }
}

/// Reads a play file without touching it.
pub fn read(path: &Path) -> Result<Kept, Failure> {
    let failed = |error| Failure::Unreadable { path: path.to_path_buf(), error };
    let mut file = File::open(path).map_err(failed)?;
    parse(path, &mut file).map(|(kept, _)| kept)
}

fn parse(path: &Path, file: &mut File) -> Result<(Kept, u64), Failure> {
    let broken = |line| Failure::BrokenPlay { path: path.to_path_buf(), line };
    let mut bytes = Vec::new();
    file.read_to_end(&mut bytes).map_err(|error| Failure::Unreadable { path: path.to_path_buf(), error })?;
    let whole = bytes.iter().rposition(|b| *b == b'\n').map_or(0, |at| at + 1);
    let text = std::str::from_utf8(&bytes[..whole]).map_err(|_| broken(1))?;
    let mut lines = text.lines().enumerate();
    let header = match lines.next().map(|(_, line)| serde_json::from_str(line)) {
        Some(Ok(Line::Play(header))) if header.form <= FORM => header,
        _ => return Err(broken(1)),
    };
    let mut kept = Kept {
        path: path.to_path_buf(),
        header,
        turns: Vec::new(),
        told: BTreeMap::new(),
        summary: None,
        best: None,
    };
    for (number, line) in lines {
        match serde_json::from_str(line) {
            Ok(Line::Ended(summary)) => {
                kept.best = summary.best.clone().or(kept.best);
                kept.summary = Some(summary);
            }
            Ok(Line::Searched(best)) => kept.best = Some(best),
            Ok(turn @ (Line::Said(_) | Line::Meant(_) | Line::Passed(_))) => kept.turns.push(turn),
            Ok(Line::Told(n, text)) => {
                kept.told.insert(n, text);
            }
            Ok(Line::Play(_)) | Err(_) => return Err(broken(number + 1)),
        }
    }
    Ok((kept, whole as u64))
}
