//! The files of the repository, read as text in a fixed order. Knows which folders are not ours
//! (build output, version control) and nothing of what the files say.

use std::path::{Path, PathBuf};

/// One text file.
pub struct File {
    /// Path from the root, with `/`.
    pub path: String,
    /// What it says.
    pub text: String,
}

impl File {
    /// The part after the last dot of the file's name, or nothing.
    pub fn extension(&self) -> &str {
        self.name().rsplit_once('.').map_or("", |(_, extension)| extension)
    }

    /// The last part of the path.
    pub fn name(&self) -> &str {
        self.path.rsplit('/').next().unwrap_or("")
    }

    /// What a program wrote down for comparison: not styled by us.
    pub fn recorded(&self) -> bool {
        let folders = ["snapshots", "golden", "recorded"];
        self.extension() == "snap"
            || self.name() == "Cargo.lock"
            || self.path.split('/').any(|part| folders.contains(&part))
    }

    /// Lines with their numbers from 1.
    pub fn lines(&self) -> impl Iterator<Item = (usize, &str)> {
        self.text.lines().enumerate().map(|(i, line)| (i + 1, line))
    }
}

/// The root of the repository.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../..")
        .canonicalize()
        .expect("the crate is in the repository")
}

/// Every text file, ordered by path.
pub fn files() -> Vec<File> {
    let root = root();
    let mut found = Vec::new();
    gather(&root, &root, &mut found);
    found.sort_by(|a, b| a.path.cmp(&b.path));
    assert!(found.len() > 20, "the repository was not found at {}", root.display());
    found
}

/// Every file whose name ends in this extension.
pub fn with_extension(extension: &str) -> Vec<File> {
    files().into_iter().filter(|file| file.extension() == extension).collect()
}

/// One file by its path from the root.
pub fn read(path: &str) -> File {
    let text = std::fs::read_to_string(root().join(path));
    let text = text.unwrap_or_else(|e| panic!("{path} is part of the house and cannot be read: {e}"));
    File { path: path.into(), text }
}

/// Every folder below this one, with `/`, from the root; nothing if it does not exist.
pub fn folders(below: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut open = vec![below.to_string()];
    while let Some(folder) = open.pop() {
        let Ok(entries) = std::fs::read_dir(root().join(&folder)) else { continue };
        for entry in entries.flatten().filter(|entry| entry.path().is_dir()) {
            let path = format!("{folder}/{}", entry.file_name().to_string_lossy());
            open.push(path.clone());
            found.push(path);
        }
    }
    found.sort();
    found
}

/// The folders directly under `crates/`: one for each crate.
pub fn crates() -> Vec<String> {
    let mut names: Vec<String> = folders("crates")
        .into_iter()
        .filter_map(|path| path.strip_prefix("crates/").map(String::from))
        .filter(|name| !name.contains('/'))
        .collect();
    names.sort();
    names
}

fn gather(root: &Path, folder: &Path, found: &mut Vec<File>) {
    for entry in std::fs::read_dir(folder).expect("a folder of the repository can be read").flatten() {
        let path = entry.path();
        let name = entry.file_name().to_string_lossy().into_owned();
        if path.is_dir() {
            if !["target", ".git", "node_modules"].contains(&name.as_str()) {
                gather(root, &path, found);
            }
        } else if name != ".git"
            && let Ok(text) = std::fs::read_to_string(&path)
        {
            let path =
                path.strip_prefix(root).expect("found below the root").to_string_lossy().replace('\\', "/");
            found.push(File { path, text });
        }
    }
}
