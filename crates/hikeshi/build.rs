//! Takes the scenarios into the program, so that one file plays anywhere. Knows the folder; does not read what
//! the files say: a scenario with a mistake is a message to its author, not a failed build.
#![allow(clippy::disallowed_methods, reason = "a build script is told by the environment where it is")]

use std::path::{Path, PathBuf};
use std::{env, fs};

fn main() {
    let here = PathBuf::from(env::var("CARGO_MANIFEST_DIR").expect("cargo says where the crate is"));
    let folder = here.join("../../scenarios");
    println!("cargo::rerun-if-changed={}", folder.display());
    let mut found = Vec::new();
    gather(&folder, &folder, &mut found);
    found.sort();
    let mut source = String::from("&[\n");
    for (name, path) in found {
        println!("cargo::rerun-if-changed={}", path.display());
        source.push_str(&format!("    ({name:?}, include_str!({:?})),\n", path.display().to_string()));
    }
    source.push_str("]\n");
    let out = PathBuf::from(env::var("OUT_DIR").expect("cargo says where to write"));
    fs::write(out.join("scenarios.rs"), source).expect("the build folder takes files");
}

/// Every YAML file below the folder: its path from there, with `/`, and where it is.
fn gather(root: &Path, folder: &Path, found: &mut Vec<(String, PathBuf)>) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for path in entries.flatten().map(|entry| entry.path()) {
        if path.is_dir() {
            gather(root, &path, found);
        } else if path.extension().is_some_and(|end| end == "yaml" || end == "yml")
            && let Ok(name) = path.strip_prefix(root)
        {
            found.push((name.to_string_lossy().replace('\\', "/"), path.clone()));
        }
    }
}
