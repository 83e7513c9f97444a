//! What a repository test has to say: where, what, and the mend. Knows no rule.

use std::fmt::Write;

/// One breach of a house rule.
pub struct Complaint {
    /// Path from the root of the repository.
    pub file: String,
    /// Line from 1; 0 speaks of the whole file.
    pub line: usize,
    /// What is wrong, and what to do about it.
    pub mend: String,
}

impl Complaint {
    /// A complaint about one line.
    pub fn new(file: &str, line: usize, mend: impl Into<String>) -> Complaint {
        Complaint { file: file.into(), line, mend: mend.into() }
    }
}

/// Fails with all complaints at once.
#[track_caller]
pub fn none(complaints: Vec<Complaint>) {
    let mut said = String::new();
    for Complaint { file, line, mend } in &complaints {
        let _ = writeln!(said, "  {file}:{line}: {mend}");
    }
    assert!(complaints.is_empty(), "{} to mend:\n{said}", complaints.len());
}
