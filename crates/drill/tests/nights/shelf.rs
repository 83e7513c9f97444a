//! The scenarios as they lie in the folder, and the templates that `scenario new` writes.

use std::path::{Path, PathBuf};

use drill::measured::digest;
use drill::scenario::{Scenario, read, template};
use drill::words::Lang;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../scenarios")
}

fn world(name: &str) -> Result<String, Vec<String>> {
    std::fs::read_to_string(folder().join("worlds").join(format!("{name}.yaml"))).map_err(|_| Vec::new())
}

fn sound(text: &str, name: &str) -> Scenario {
    read(text, name, &world).unwrap_or_else(|mistakes| panic!("{}", mistakes.sentences(Lang::En)))
}

/// Every scenario of the folder, by name.
pub fn scenarios() -> Vec<Scenario> {
    let entries = std::fs::read_dir(folder()).expect("the folder lists").flatten();
    let mut names: Vec<String> = entries
        .filter_map(|entry| entry.file_name().into_string().ok())
        .filter(|name| name.ends_with(".yaml"))
        .collect();
    names.sort();
    assert!(!names.is_empty(), "there are scenarios");
    let text = |name: &str| std::fs::read_to_string(folder().join(name)).expect("a scenario reads");
    names.iter().map(|name| sound(&text(name), name)).collect()
}

/// What `scenario new` writes, in each language.
pub fn templates() -> Vec<Scenario> {
    Lang::ALL.iter().map(|lang| sound(template(*lang), "my-drill.yaml")).collect()
}

/// Every scenario of the folder, with the digest of what decides its nights.
pub fn digested() -> Vec<(Scenario, String)> {
    let with = |scenario: Scenario| {
        let text = std::fs::read_to_string(folder().join(format!("{}.yaml", scenario.id)));
        let text = text.expect("a scenario reads");
        let base = text.lines().find_map(|line| line.strip_prefix("world: "));
        let base = base.and_then(|name| world(name.trim()).ok()).unwrap_or_default();
        (scenario, digest(&text, &base))
    };
    scenarios().into_iter().map(with).collect()
}

/// Where the figures of the crews' nights lie.
pub fn sheet() -> PathBuf {
    folder().join("measured.json")
}

/// The page on which they can be read.
pub fn page() -> PathBuf {
    folder().join("../docs/validity.md")
}

/// One scenario of the folder, by its id.
pub fn scenario(id: &str) -> Scenario {
    let name = format!("{id}.yaml");
    let text = std::fs::read_to_string(folder().join(&name)).expect("a scenario reads");
    sound(&text, &name)
}
