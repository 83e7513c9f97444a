//! What was sent to a model and what came back, as it left the building: for those who must know. One JSON object a line, a
//! file for each drill or room. Keys are in none of it, since the port never writes them anywhere.

use std::io::Write;
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// Bytes of one room's file; what comes later is not written, which the last line says [bytes].
const MOST: u64 = 16 << 20;

/// One exchange.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Sent {
    pub at: Timestamp,
    /// What for: `narrate`, `understand`.
    pub purpose: String,
    /// With its version.
    pub prompt: String,
    pub model: String,
    /// As it left: redacted.
    pub system: String,
    pub user: String,
    /// As it came, redacted as well.
    pub got: String,
    /// What became of it: `shown`, `template`, `late`, …
    pub outcome: String,
    pub tokens_in: u64,
    pub tokens_out: u64,
    /// From asking to the last word [ms].
    pub took: u64,
}

/// Where it is written.
#[derive(Clone, Debug)]
pub struct Journal {
    folder: Option<PathBuf>,
}

impl Journal {
    /// In this folder, or nowhere.
    pub fn new(folder: Option<PathBuf>) -> Journal {
        Journal { folder }
    }

    fn file(&self, room: &str) -> Option<PathBuf> {
        let name: String =
            room.chars().map(|c| if c.is_alphanumeric() || "-_.".contains(c) { c } else { '-' }).collect();
        self.folder.as_ref().map(|folder| folder.join(format!("{name}.jsonl")))
    }

    /// One more; what cannot be written is lost, and disturbs nobody.
    pub fn add(&self, room: &str, sent: &Sent) {
        let Some(path) = self.file(room) else { return };
        let _ = append(&path, sent);
    }

    /// Everything of one room, oldest first.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub fn of(&self, room: &str) -> std::io::Result<Vec<Sent>> {
        let Some(path) = self.file(room) else { return Ok(Vec::new()) };
        let text = std::fs::read_to_string(path)?;
        Ok(text.lines().filter_map(|line| serde_json::from_str(line).ok()).collect())
    }
}

fn append(path: &Path, sent: &Sent) -> std::io::Result<()> {
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder)?;
    }
    let mut file = std::fs::OpenOptions::new().create(true).append(true).open(path)?;
    if file.metadata()?.len() > MOST {
        return Ok(());
    }
    // One write, so that two programs do not mix their lines.
    file.write_all(format!("{}\n", serde_json::to_string(sent)?).as_bytes())
}
