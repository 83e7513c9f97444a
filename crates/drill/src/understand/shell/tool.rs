//! Any other tool with sub-commands: what clouds and companies have for flags, schedulers and databases.
//! Nobody can know them all, but their words are the words of orders: they are read as such, and only
//! where one order and its target are beyond doubt. Knows words; knows no tool.

use super::{Shell, look, unknown};
use crate::intent::{Intent, Look, Understood};
use crate::understand::concept::Concept;
use crate::understand::lexicon::{Lexicon, Sort};
use crate::understand::looks;
use crate::understand::mood::{Deed, Mood, is_deed};
use crate::understand::orders;
use crate::understand::scan::{Scan, What};
use crate::understand::shell::cluster;
use world::intervention::Intervention as I;

/// Sub-commands that only read.
const READS: [&str; 22] = [
    "get", "list", "ls", "show", "describe", "status", "info", "view", "history", "inspect", "query", "tail",
    "read", "top", "diff", "check", "logs", "log", "stats", "events", "audit", "versions",
];

/// Names of tools by how they end.
pub(super) fn is_tool(first: &str) -> bool {
    let stem = ["ctl", "cli", "adm", "admin", "tool"].iter().find_map(|end| first.strip_suffix(end));
    stem.is_some_and(|s| s.len() >= 2 && s.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_'))
        && !["spectacle", "multi"].contains(&first)
}

/// `ldcli flags toggle-off --flag x`, `aws rds failover-db-cluster …`, `gcloud scheduler jobs pause x`
pub(super) fn read(shell: &Shell) -> Understood {
    let words = &shell.command.words;
    let reads = |w: &String| {
        READS.contains(&w.as_str()) || ["get-", "list-", "describe-"].iter().any(|p| w.starts_with(p))
    };
    if words.iter().take(4).any(reads) {
        return seen(shell);
    }
    if let Some(found) = by_option(shell) {
        return found;
    }
    let line = spoken(words, &shell.command.fed, shell.lexicon);
    let scan = Scan::of(&line, shell.lexicon);
    let deeds: Vec<Deed> = scan
        .tokens
        .iter()
        .enumerate()
        .filter_map(|(at, t)| match t.what {
            What::Said(concept, _) if is_deed(concept) => {
                Some(Deed { at, concept, mood: Mood::Order, english: true, state: false })
            }
            _ => None,
        })
        .collect();
    let mut found: Vec<Intent> = Vec::new();
    for deed in &deeds {
        let filled = orders::fill(&scan, shell.lexicon, std::slice::from_ref(deed), &[Mood::Order]);
        if let Some(Understood::Clear(order)) = orders::decide(filled, false)
            && !found.contains(&order)
        {
            found.push(order);
        }
    }
    let named = scan.tokens.iter().any(|t| matches!(t.what, What::Name { near: false, .. }));
    match found.as_slice() {
        [only] if named => Understood::Clear(only.clone()),
        [] => unknown(),
        _ => Understood::Choose(found.into_iter().take(4).collect()),
    }
}

/// What options say by themselves: so many instances, so much of a rollout.
fn by_option(shell: &Shell) -> Option<Understood> {
    let command = shell.command;
    let count = command.option(&[
        "--desired-count",
        "--replicas",
        "--size",
        "--count",
        "--desired-capacity",
        "--num",
        "--instances",
    ]);
    if count.is_some() {
        return Some(shell.scaled(count));
    }
    if command.has("--force-new-deployment") {
        return Some(shell.restart(None));
    }
    if command.has("--force-failover") {
        return Some(super::data::failover(shell));
    }
    if command.option(&["--allocated-storage", "--disk-size", "--storage-size", "--storage"]).is_some() {
        return Some(
            shell.on(|s| s.is_component() && s != Sort::External, &|component| I::GrowDisk { component }),
        );
    }
    let memory = command.option(&["--memory", "--mem", "--memory-limit"]).map(|m| ("memory", m));
    let limit = memory.or_else(|| command.option(&["--cpu", "--cpus", "--cpu-limit"]).map(|c| ("cpu", c)));
    if let (Some((what, amount)), Some(part)) = (limit, shell.component()) {
        return Some(cluster::limit(&part, what, amount).map_or_else(unknown, Understood::Clear));
    }
    if let (Some(percent), Some(flag)) =
        (command.option(&["--percent", "--percentage", "--rollout", "--pct"]), shell.named(Sort::Flag))
    {
        let percent = percent.trim_end_matches('%').parse().ok().filter(|p| *p <= 100);
        return Some(
            percent.map_or_else(unknown, |percent| Understood::Clear(Intent::Do(I::Flag { flag, percent }))),
        );
    }
    None
}

/// A command as somebody would say it: `toggle-off` is "toggle off", `--flag` "flag".
fn spoken(words: &[String], fed: &str, lexicon: &Lexicon) -> String {
    let plain = words.iter().map(|word| {
        let word = word.trim_start_matches('-');
        let (key, value) = word.split_once('=').unwrap_or((word, ""));
        let said =
            |w: &str| if lexicon.spelled(w).is_empty() { w.replace(['-', '_'], " ") } else { w.to_string() };
        format!("{} {}", said(key), said(value))
    });
    let line: String = plain.chain([fed.to_string()]).collect::<Vec<_>>().join(" ");
    line.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A sub-command that reads: the look that its words stand for.
fn seen(shell: &Shell) -> Understood {
    let scan = &shell.scan;
    let says = |c: Concept| scan.says(c);
    let text = shell.command.text();
    if text.contains("alert") || text.contains("alarm") {
        return look(Look::Alerts);
    }
    if text.contains("event") || says(Concept::Deploy) || text.contains("history") || text.contains("audit") {
        return look(Look::Changes { window: None });
    }
    if text.contains("log") {
        return shell.logs();
    }
    looks::read(scan).map_or_else(unknown, look)
}
