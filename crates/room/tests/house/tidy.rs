//! How every file must look: its opening, its size, its names, its endings. Knows nothing of who may
//! use whom (`floors`) and nothing of what documents claim (`page`, `documents`).

use crate::complaint::{Complaint, none};
use crate::source::Code;
use crate::tree::{File, files, folders, with_extension};

/// Lines of one Rust file, tests included [count]. More is two files that have not been parted yet.
const FILE: usize = 600;
/// Lines of one function [count]: what fits on a screen.
const FUNCTION: usize = 70;
/// Characters of one line that somebody wrote by hand [count]: a long row of the phrase book is about half of
/// it, and what is longer is minified or pasted.
const LINE: usize = 2_000;

/// Complaints about each file of this extension.
fn judge(extension: &str, breaches: impl Fn(&File) -> Vec<(usize, String)>) {
    let all = with_extension(extension);
    none(all.iter().flat_map(|file| about(file, breaches(file))).collect());
}

fn about(file: &File, breaches: Vec<(usize, String)>) -> Vec<Complaint> {
    breaches.into_iter().map(|(line, mend)| Complaint::new(&file.path, line, mend)).collect()
}

#[test]
fn every_rust_file_opens_with_what_it_knows() {
    judge("rs", |file| {
        let opens = file.text.starts_with("//! ");
        let mend = "open with `//!`: what this file knows, and what it deliberately does not";
        if opens { Vec::new() } else { vec![(1, mend.into())] }
    });
}

#[test]
fn no_rust_file_is_longer_than_600_lines() {
    judge("rs", |file| {
        let lines = file.lines().count();
        let mend = format!("{lines} lines, {FILE} is the limit: part it by what its parts know");
        if lines > FILE { vec![(FILE + 1, mend)] } else { Vec::new() }
    });
}

#[test]
fn no_function_is_longer_than_70_lines() {
    judge("rs", |file| {
        let long = Code::of(file).functions().into_iter().filter(|f| f.lines > FUNCTION);
        let mend =
            |name, lines| format!("`{name}` is {lines} lines, {FUNCTION} is the limit: name its steps");
        long.map(|f| (f.line, mend(f.name, f.lines))).collect()
    });
}

#[test]
fn no_module_is_named_after_nothing() {
    let banned =
        ["common", "utils", "util", "types", "shared", "core", "helper", "helpers", "manager", "misc"];
    let mend = "a module without a noun has no owner: name it after what it knows";
    let mut complaints = Vec::new();
    for file in with_extension("rs") {
        let name = file.name().trim_end_matches(".rs");
        if banned.contains(&name) {
            complaints.push(Complaint::new(&file.path, 0, mend));
        }
        let code = Code::of(&file);
        for word in banned {
            let inline = code.find(&format!("mod {word}")).into_iter();
            complaints.extend(inline.map(|at| Complaint::new(&file.path, code.line(at), mend)));
        }
    }
    for folder in folders("crates").into_iter().filter(|folder| !folder.contains("/target")) {
        if folder.rsplit('/').next().is_some_and(|name| banned.contains(&name)) {
            complaints.push(Complaint::new(&folder, 0, mend));
        }
    }
    none(complaints);
}

#[test]
fn nothing_is_left_for_later() {
    let marks = [concat!("TO", "DO"), concat!("FIX", "ME"), concat!("XX", "X")];
    let whole = |line: &str, mark: &str| {
        line.match_indices(mark).any(|(at, _)| {
            let letter = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || c == '_');
            !letter(line[..at].chars().next_back()) && !letter(line[at + mark.len()..].chars().next())
        })
    };
    let ours = |file: &File| ["rs", "md", "toml", "sh", "py"].contains(&file.extension()) && !file.recorded();
    let mut complaints = Vec::new();
    for file in files().into_iter().filter(ours) {
        for (line, text) in file.lines().filter(|(_, text)| marks.iter().any(|mark| whole(text, mark))) {
            let mend = format!("finish it or leave it out: {}", text.trim());
            complaints.push(Complaint::new(&file.path, line, mend));
        }
    }
    none(complaints);
    let macros =
        [concat!("to", "do!"), concat!("unimpl", "emented!"), concat!("db", "g!"), concat!("#[ign", "ore")];
    judge("rs", |file| {
        let code = Code::of(file);
        let all = macros.iter().flat_map(|name| code.find(name).into_iter().map(move |at| (at, name)));
        all.map(|(at, name)| (code.line(at), format!("finish it: `{name}` may not stay"))).collect()
    });
}

#[test]
fn nothing_unwraps_outside_tests() {
    judge("rs", |file| {
        let code = Code::of(file);
        let found = code.find(".unwrap()").into_iter().filter(|at| !code.in_test(*at));
        let mend = "say why it cannot happen with `expect`, or return the error";
        found.map(|at| (code.line(at), mend.into())).collect()
    });
}

#[test]
fn the_name_of_every_test_is_a_sentence() {
    judge("rs", |file| {
        let short = Code::of(file).tests().into_iter().filter(|(name, _)| name.split('_').count() < 3);
        let mend = |name| format!("`{name}` is no sentence: say what holds, in at least three words");
        short.map(|(name, line)| (line, mend(name))).collect()
    });
}

#[test]
fn no_text_has_tabs_or_trailing_spaces() {
    let styled = ["rs", "md", "toml", "yaml", "yml", "ftl", "sh", "json", "html", "css"];
    let mut complaints = Vec::new();
    for file in files().into_iter().filter(|file| styled.contains(&file.extension()) && !file.recorded()) {
        for (line, text) in file.lines() {
            if text.contains('\t') {
                complaints.push(Complaint::new(&file.path, line, "a tab: use spaces, or `\\t` in a string"));
            }
            if text.ends_with([' ', '\u{3000}']) {
                complaints.push(Complaint::new(
                    &file.path,
                    line,
                    "spaces at the end of the line: remove them",
                ));
            }
        }
        if !file.text.is_empty() && !file.text.ends_with('\n') {
            complaints.push(Complaint::new(&file.path, 0, "end the last line with a line break"));
        }
    }
    none(complaints);
}

#[test]
fn every_markdown_page_has_one_title_and_opens_with_it() {
    judge("md", |file| {
        let mut fenced = false;
        let mut titles = Vec::new();
        for (line, text) in file.lines() {
            fenced ^= text.trim_start().starts_with("```");
            if !fenced && text.starts_with("# ") {
                titles.push(line);
            }
        }
        let mend = "a page opens with one `# Title` and has no second";
        if file.recorded() || titles == [1] {
            return Vec::new();
        }
        vec![(titles.get(1).copied().unwrap_or(1), mend.into())]
    });
}

#[test]
fn nothing_speaks_of_the_machine_it_was_written_on() {
    let places =
        [concat!("/wo", "rk/"), concat!("/ro", "ot/"), concat!("/ho", "me/"), concat!("/Us", "ers/")];
    let words =
        [concat!("HOUSE", ".md"), concat!("BRIEF", ".md"), concat!("sub", "agent"), concat!("work", "tree")];
    let mut complaints = Vec::new();
    for file in files() {
        for (line, text) in file.lines() {
            if let Some(found) = places.iter().chain(&words).find(|place| text.contains(**place)) {
                let mend = format!("`{found}` means nothing to a reader elsewhere: leave it out");
                complaints.push(Complaint::new(&file.path, line, mend));
            }
            if let Some(host) = hosts(text).into_iter().find(|host| !known(host)) {
                let mend =
                    format!("host `{host}`: use example.com, or add it to `known` in tidy.rs and say why");
                complaints.push(Complaint::new(&file.path, line, mend));
            }
        }
    }
    none(complaints);
}

fn hosts(text: &str) -> Vec<String> {
    let ends = |c: char| !(c.is_ascii_alphanumeric() || c == '.' || c == '-');
    text.split("://")
        .skip(1)
        .map(|rest| rest.split(ends).next().unwrap_or("").to_string())
        .filter(|host| host.contains('.'))
        .collect()
}

/// Where the public accounts of the outages stand that drills were made of: each is linked to, as the debrief tells whose
/// outage it was, and none is loaded.
const ACCOUNTS: [&str; 14] = [
    "about.gitlab.com",
    "aws.amazon.com",
    "blog.cloudflare.com",
    "blog.roblox.com",
    "developer.squareup.com",
    "discordstatus.com",
    "dougseven.com",
    "github.blog",
    "slack.engineering",
    "status.cloud.google.com",
    "www.fastly.com",
    "www.pcgamer.com",
    "www.protocol.com",
    "www.sec.gov",
];

/// Hosts that a reader anywhere can make sense of: names reserved for examples, licences, our sources, accounts.
/// Where the makers of other incident pages describe them: linked to by the page that compares ours.
const BESIDE: [&str; 6] = [
    "docs.firehydrant.com",
    "docs.rootly.com",
    "grafana.com",
    "help.incident.io",
    "support.atlassian.com",
    "support.pagerduty.com",
];

/// Where providers of language models are asked, if nothing else is configured.
const PROVIDERS: [&str; 3] = ["api.openai.com", "api.anthropic.com", "generativelanguage.googleapis.com"];

fn known(host: &str) -> bool {
    let reserved = [".example", ".test", ".invalid", ".internal", "example.com", "example.jp"];
    let exact = ["github.com", "www.apache.org", "docs.rs", "www.w3.org", "127.0.0.1", "0.0.0.0"];
    reserved.iter().any(|end| host.ends_with(end))
        || exact.contains(&host)
        || ACCOUNTS.contains(&host)
        || BESIDE.contains(&host)
        || PROVIDERS.contains(&host)
}

#[test]
fn nothing_is_minified_or_taken_in_from_elsewhere() {
    let taken = ["vendor", "vendored", "third_party", "node_modules", "dist"];
    let mut complaints = Vec::new();
    for file in files().into_iter().filter(|file| !file.recorded()) {
        let mend = "everything here is written here: depend on it through a registry instead";
        if file.path.split('/').any(|part| taken.contains(&part)) || file.name().contains(".min.") {
            complaints.push(Complaint::new(&file.path, 0, mend));
        }
        for (line, text) in file.lines().filter(|(_, text)| text.chars().count() > LINE) {
            let mend = format!("{} characters in one line: {mend}", text.chars().count());
            complaints.push(Complaint::new(&file.path, line, mend));
        }
    }
    none(complaints);
}
