//! Whether `ARCHITECTURE.md` is true: what it points at exists, what exists is on it, and each invariant
//! names the test that keeps it. Knows nothing of the floors' meaning (`floors`).

use crate::complaint::{Complaint, none};
use crate::tree::{File, folders, read, root, with_extension};

const PAGE: &str = "ARCHITECTURE.md";
/// Lines of the page [count]: what somebody reads in one go.
const ONE_PAGE: usize = 170;

/// What stands in backticks on a line, outside fenced blocks.
fn in_backticks(file: &File) -> Vec<(usize, String)> {
    let mut fenced = false;
    let mut found = Vec::new();
    for (line, text) in file.lines() {
        if text.trim_start().starts_with("```") {
            fenced = !fenced;
        } else if !fenced {
            found.extend(text.split('`').skip(1).step_by(2).map(|word| (line, word.to_string())));
        }
    }
    found
}

/// `a/{b,c}.d` as `a/b.d` and `a/c.d`.
fn alternatives(path: &str) -> Vec<String> {
    let Some((before, (inside, after))) =
        path.split_once('{').and_then(|(before, rest)| Some((before, rest.split_once('}')?)))
    else {
        return vec![path.to_string()];
    };
    inside.split(',').flat_map(|choice| alternatives(&format!("{before}{choice}{after}"))).collect()
}

/// Whether these words name a file or folder of the repository.
fn is_path(word: &str) -> bool {
    let letters = word.chars().all(|c| c.is_ascii_alphanumeric() || "._-/{},".contains(c));
    let roots = ["crates/", "docs/", "scenarios/", "tools/", ".ci/"];
    let page = ["md", "toml"].iter().any(|end| word.rsplit_once('.').is_some_and(|(_, ext)| ext == *end));
    letters && (roots.iter().any(|start| word.starts_with(start)) || page)
}

#[test]
fn every_path_in_backticks_exists() {
    let mut complaints = Vec::new();
    for page in with_extension("md").iter().filter(|file| !file.recorded()) {
        for (line, word) in in_backticks(page).into_iter().filter(|(_, word)| is_path(word)) {
            for path in alternatives(&word).into_iter().filter(|path| !root().join(path).exists()) {
                let mend = format!("`{path}` does not exist: write its path from the root, or remove it");
                complaints.push(Complaint::new(&page.path, line, mend));
            }
        }
    }
    none(complaints);
}

#[test]
fn every_link_between_pages_leads_somewhere() {
    let mut complaints = Vec::new();
    for page in with_extension("md").iter().filter(|file| !file.recorded()) {
        let folder = root().join(&page.path);
        let folder = folder.parent().expect("a page is in a folder");
        for (line, text) in page.lines() {
            let links = text.split("](").skip(1).filter_map(|rest| rest.split([')', '#']).next());
            for link in links.filter(|link| !link.is_empty() && !link.contains("://")) {
                if !folder.join(link).exists() {
                    complaints.push(Complaint::new(&page.path, line, format!("`{link}` leads nowhere")));
                }
            }
        }
    }
    none(complaints);
}

/// A crate's rooms and the program's faces; what is deeper is the inside of one of them.
fn is_room(folder: &str) -> bool {
    let parts: Vec<&str> = folder.split('/').collect();
    parts.get(2) == Some(&"src") && (parts.len() == 4 || (parts.len() == 5 && parts[3] == "faces"))
}

#[test]
fn every_source_folder_is_on_the_code_map() {
    let page = read(PAGE);
    let mapped: Vec<String> =
        in_backticks(&page).into_iter().flat_map(|(_, word)| alternatives(&word)).collect();
    let on_the_map = |folder: &String| mapped.iter().any(|word| word.trim_end_matches('/') == folder);
    let missing = folders("crates").into_iter().filter(|folder| is_room(folder) && !on_the_map(folder));
    let mend = |folder| Complaint::new(PAGE, 0, format!("say in the code map what `{folder}` is for"));
    none(missing.map(mend).collect());
}

#[test]
fn every_invariant_names_a_test_that_exists() {
    let page = read(PAGE);
    let sources = with_extension("rs");
    let exists = |name: &str| sources.iter().any(|file| file.text.contains(&format!("fn {name}(")));
    let section = page.lines().skip_while(|(_, text)| !text.starts_with("## Invariants"));
    let section = section.skip(1).take_while(|(_, text)| !text.starts_with("## "));
    let mut items: Vec<(usize, String)> = Vec::new();
    for (line, text) in section {
        if text.starts_with("- ") {
            items.push((line, text.to_string()));
        } else if let Some((_, item)) = items.last_mut() {
            item.push(' ');
            item.push_str(text.trim());
        }
    }
    assert!(items.len() >= 4, "{PAGE}: the list under \"## Invariants\" was not found");
    let mut complaints = Vec::new();
    for (line, item) in items {
        let names: Vec<&str> =
            item.split('`').skip(1).step_by(2).filter(|n| n.matches('_').count() >= 2).collect();
        if names.is_empty() {
            complaints.push(Complaint::new(
                PAGE,
                line,
                "name the test that keeps this invariant, in backticks",
            ));
        }
        for name in names.into_iter().filter(|name| !exists(name)) {
            complaints.push(Complaint::new(PAGE, line, format!("no test is called `{name}`")));
        }
    }
    none(complaints);
}

#[test]
fn the_architecture_is_one_page() {
    let lines = read(PAGE).lines().count();
    let mend = format!("{lines} lines, {ONE_PAGE} is one page: move detail next to the code");
    none(if lines > ONE_PAGE { vec![Complaint::new(PAGE, ONE_PAGE, mend)] } else { Vec::new() });
}
