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

/// Rows of a table of a page: its line and its cells' words in backticks, for lines that begin with `| `.
fn rows(page: &File) -> Vec<(usize, Vec<Vec<String>>)> {
    let words = |cell: &str| cell.split('`').skip(1).step_by(2).map(str::to_string).collect();
    let cells = |text: &str| text.split('|').map(words).collect();
    page.lines().filter(|(_, text)| text.starts_with("| ")).map(|(line, text)| (line, cells(text))).collect()
}

#[test]
fn every_mechanism_names_faults_fields_and_tests_that_exist_and_every_fault_is_there() {
    let page = read("docs/mechanisms.md");
    let faults = read("crates/drill/src/scenario/faults.rs").text;
    let forms = faults.split_once("FORMS: ").and_then(|(_, rest)| rest.split_once("];"));
    let forms = forms.expect("the list of forms is there").0;
    let verbs: BTreeSet<&str> =
        forms.lines().filter_map(|l| l.trim().strip_prefix('"')?.split(' ').next()).collect();
    let fields: String =
        ["system", "shape"].map(|name| read(&format!("crates/drill/src/scenario/{name}.rs")).text).concat();
    let sources = with_extension("rs");
    let is_test = |name: &str| {
        let test = format!("#[test]\nfn {name}(");
        sources.iter().any(|file| file.path.starts_with("crates/world/tests/") && file.text.contains(&test))
    };
    let exists = |word: &str| match word.strip_suffix(':') {
        Some(field) => fields.contains(&format!("\"{field}\"")),
        None => verbs.contains(word) || fields.contains(&format!("[\"{word}\",")),
    };
    let (mut complaints, mut named) = (Vec::new(), BTreeSet::new());
    let rows: Vec<_> = rows(&page).into_iter().skip(1).collect();
    assert!(rows.len() >= 40, "the table of {} was not found", page.path);
    for (line, cells) in rows {
        let [.., by, shown, _] = cells.as_slice() else { panic!("{}:{line}: not a row", page.path) };
        if by.is_empty() || shown.is_empty() {
            complaints.push(Complaint::new(
                &page.path,
                line,
                "say what brings it about and which test shows it",
            ));
        }
        let unknown =
            by.iter().filter(|word| !exists(word)).chain(shown.iter().filter(|name| !is_test(name)));
        complaints
            .extend(unknown.map(|word| Complaint::new(&page.path, line, format!("there is no `{word}`"))));
        named.extend(by.clone());
    }
    let missing = verbs.iter().filter(|verb| !named.contains(**verb));
    complaints
        .extend(missing.map(|verb| Complaint::new(&page.path, 0, format!("`{verb}` stands in no row"))));
    none(complaints);
}
