//! What the reader of scenarios promises: every mistake at once, each with its place, and never a panic.

use std::path::{Path, PathBuf};

use super::*;
use crate::words::Lang;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../scenarios")
}

fn text(name: &str) -> String {
    std::fs::read_to_string(folder().join(name)).expect("a scenario file reads")
}

fn world(name: &str) -> Option<String> {
    std::fs::read_to_string(folder().join("worlds").join(format!("{name}.yaml"))).ok()
}

fn names() -> Vec<String> {
    let mut names: Vec<String> = std::fs::read_dir(folder())
        .expect("the folder lists")
        .flatten()
        .filter_map(|entry| entry.file_name().into_string().ok())
        .filter(|name| name.ends_with(".yaml"))
        .collect();
    names.sort();
    names
}

#[test]
fn every_scenario_reads_without_a_mistake() {
    for name in names() {
        if let Err(mistakes) = read(&text(&name), &name, &world) {
            panic!("{}", mistakes.sentences(Lang::Ja));
        }
    }
}
