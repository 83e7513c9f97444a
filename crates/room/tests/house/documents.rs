//! Whether the other documents hold: decisions are numbered, the README's commands are the ones that
//! are run, both languages say as much. Knows nothing of the architecture page (`page`).

use std::collections::BTreeSet;

use crate::complaint::{Complaint, none};
use crate::tree::{File, files, read, with_extension};

const CHECK: &str = "check";

#[test]
fn decisions_are_numbered_without_gaps_and_say_what_would_change_our_mind() {
    let mut complaints = Vec::new();
    let decisions = with_extension("md").into_iter().filter(|file| file.path.starts_with("docs/decisions/"));
    for (number, file) in (1..).zip(decisions) {
        let wanted = format!("{number:04}-");
        if !file.name().starts_with(&wanted) {
            complaints.push(Complaint::new(&file.path, 0, format!("the next decision is numbered {wanted}")));
        }
        for heading in ["## What we chose", "## What we refused", "## What would change our mind"] {
            if !file.lines().any(|(_, text)| text == heading) {
                complaints.push(Complaint::new(
                    &file.path,
                    0,
                    format!("a decision has a part \"{heading}\""),
                ));
            }
        }
    }
    none(complaints);
}

/// Lines inside the fenced shell blocks of a page.
fn commands(page: &File) -> Vec<(usize, String)> {
    let mut inside = false;
    let mut found = Vec::new();
    for (line, text) in page.lines() {
        if text.starts_with("```") {
            inside = text == "```sh";
        } else if inside {
            found.push((line, text.trim().to_string()));
        }
    }
    found
}

#[test]
fn the_commands_of_the_readme_are_run_by_the_check() {
    let steps = read(CHECK).text;
    let runs = |command: &str| command == "./check" || steps.contains(command);
    let mut complaints = Vec::new();
    for page in ["README.md", "README.ja.md"] {
        let page = read(page);
        let found = commands(&page);
        assert!(found.len() >= 2, "{}: the commands that play and that test were not found", page.path);
        for (line, command) in found.into_iter().filter(|(_, command)| !runs(command)) {
            let mend = format!("nothing runs `{command}`: add it to `{CHECK}`, so that it stays true");
            complaints.push(Complaint::new(&page.path, line, mend));
        }
    }
    let ci = read(".ci/run").text;
    if !ci.lines().any(|line| line.trim() == "./check") {
        complaints.push(Complaint::new(".ci/run", 0, "call `./check`, the README's one test command"));
    }
    none(complaints);
}

#[test]
fn both_readmes_have_the_same_parts_and_commands() {
    let shape = |path: &str| {
        let page = read(path);
        let parts = page.lines().filter(|(_, text)| text.starts_with("## ")).count();
        let commands: Vec<String> = commands(&page).into_iter().map(|(_, command)| command).collect();
        (parts, commands)
    };
    assert_eq!(
        shape("README.md"),
        shape("README.ja.md"),
        "README.md and README.ja.md say the same, part for part"
    );
}

#[test]
fn every_message_is_there_in_both_languages() {
    let keys = |language: &str| {
        let folder = format!("crates/drill/messages/{language}/");
        let mut found = BTreeSet::new();
        for file in files().iter().filter(|file| file.path.starts_with(&folder)) {
            for (_, text) in file.lines() {
                let key =
                    text.split_once(" =").map(|(key, _)| key).filter(|key| !key.contains([' ', '#', '\t']));
                found.extend(
                    key.filter(|key| !key.is_empty()).map(|key| (file.name().to_string(), key.to_string())),
                );
            }
        }
        found
    };
    let (ja, en) = (keys("ja"), keys("en"));
    let lacks = |language: &str, missing: Vec<&(String, String)>| -> Vec<Complaint> {
        let path = |file: &str| format!("crates/drill/messages/{language}/{file}");
        missing
            .iter()
            .map(|(file, key)| Complaint::new(&path(file), 0, format!("say `{key}` here too")))
            .collect()
    };
    let mut complaints = lacks("ja", en.difference(&ja).collect());
    complaints.extend(lacks("en", ja.difference(&en).collect()));
    none(complaints);
}

#[test]
fn the_changelog_begins_with_what_is_new() {
    let page = read("CHANGELOG.md");
    let first = page.lines().find(|(_, text)| text.starts_with("## ")).map(|(_, text)| text.to_string());
    assert!(first.is_some_and(|text| text.len() > 3), "CHANGELOG.md: begin with a part for what is new");
}
