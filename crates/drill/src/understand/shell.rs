//! What operators type by habit: kubectl, psql and SQL, helm, redis-cli, and the small tools of a shell.
//! A command of change becomes its order only in the form in which it would run; a command that would
//! destroy more than any order here can is not understood. Knows commands, not their output.

mod cluster;

use super::concept::Concept;
use super::lexicon::{Lexicon, Sort};
use super::normal::{is_japanese, normalise};
use super::scan::Scan;
use crate::intent::{Intent, Look, NotAnOrder, Understood, Wanted};
use world::intervention::Intervention as I;
use world::signal::Metric;

/// First words that make a line a command whatever follows.
const ALWAYS: &[&str] = &[
    "kubectl",
    "psql",
    "mysql",
    "helm",
    "redis-cli",
    "tcpdump",
    "dig",
    "nslookup",
    "openssl",
    "curl",
    "wget",
    "journalctl",
    "htop",
    "df",
    "du",
    "rm",
    "vmstat",
    "iostat",
    "netstat",
    "ss",
    "systemctl",
    "docker",
    "stern",
    "less",
    "zless",
    "egrep",
    "zgrep",
    "crontab",
    "strace",
    "lsof",
    "k9s",
    "ssh",
    "terraform",
    "aws",
    "gcloud",
    "argocd",
    "iptables",
    "dmesg",
    "uptime",
    "traceroute",
    "mtr",
    "nc",
    "telnet",
    "etcdctl",
    "rabbitmqctl",
    "pg_dump",
    "pgcli",
    "promql",
    "istioctl",
    "sar",
    "pidstat",
    "uname",
];

/// What a command comes to.
pub(super) fn read(text: &str, lexicon: &Lexicon) -> Option<Understood> {
    let plain = normalise(text);
    let plain = plain.trim_matches('\'').trim_start_matches("$ ").trim_start_matches("> ").trim();
    if plain.starts_with("# ") {
        return Some(Understood::NotAnOrder(NotAnOrder::Chatter));
    }
    let (command, tail) = japanese_tail(plain);
    let mut command = command.trim();
    for lead in ["sudo ", "watch ", "time ", "please run ", "run ", "exec "] {
        command = command.strip_prefix(lead).unwrap_or(command);
    }
    let words: Vec<&str> = command.split_whitespace().collect();
    let first = *words.first()?;
    if !is_command(first, &words, command) {
        return None;
    }
    let parts: Vec<&str> =
        command.split("&&").flat_map(|p| p.split(';')).map(str::trim).filter(|p| !p.is_empty()).collect();
    let mut all: Vec<Understood> = parts.iter().filter_map(|part| one(part, lexicon)).collect();
    let meant = if all.len() == 1 { all.pop()? } else { together(all) };
    let orders = !matches!(&meant, Understood::Clear(Intent::Look(_)) | Understood::Unknown);
    if orders && let Some(no) = refused(plain, command, tail) {
        return Some(Understood::NotAnOrder(no));
    }
    Some(meant)
}

/// Several commands in one line: ask which first.
fn together(all: Vec<Understood>) -> Understood {
    let intents: Vec<Intent> = all
        .into_iter()
        .filter_map(|u| match u {
            Understood::Clear(intent) => Some(intent),
            _ => None,
        })
        .collect();
    if intents.is_empty() {
        Understood::Unknown
    } else {
        Understood::Choose(intents.into_iter().take(4).collect())
    }
}

/// `kubectl get pods して`: the command, and what is said about it.
fn japanese_tail(plain: &str) -> (&str, &str) {
    let at = plain.char_indices().find(|(_, c)| is_japanese(&c.to_string())).map_or(plain.len(), |(i, _)| i);
    // Quoted Japanese belongs to the command.
    if plain[..at].matches(['"', '\'']).count() % 2 == 1 { (plain, "") } else { plain.split_at(at) }
}

/// A command of change with a word around it that takes the order out of it.
fn refused(plain: &str, command: &str, tail: &str) -> Option<NotAnOrder> {
    if command.contains("--dry-run") || plain.ends_with('?') || tail.trim_end().ends_with('か') {
        return Some(NotAnOrder::Question);
    }
    if tail.is_empty() {
        return None;
    }
    let order = [
        "して",
        "お願い",
        "を実行",
        "を打",
        "で",
        "を流",
        "する",
        "します",
        "実行",
        "やって",
        "打って",
        "叩",
    ];
    let against = [
        "ない",
        "たら",
        "べき",
        "ません",
        "た。",
        "した",
        "いい",
        "だめ",
        "って",
        "なら",
        "れば",
        "まだ",
        "と言",
        "待",
        "ほう",
        "方が",
        "禁止",
        "やめ",
    ];
    let no = against.iter().any(|a| tail.contains(a)) || !order.iter().any(|o| tail.trim().starts_with(o));
    no.then_some(NotAnOrder::Negation)
}

fn is_command(first: &str, words: &[&str], command: &str) -> bool {
    let second = words.get(1).copied().unwrap_or("");
    let flagged = words.iter().skip(1).any(|w| w.starts_with('-') && w.len() > 1);
    ALWAYS.contains(&first)
        || match first {
            "k" => ["get", "describe", "logs", "rollout", "scale", "delete", "top", "exec", "apply", "edit"]
                .contains(&second),
            "top" | "free" | "w" | "env" | "ps" | "uptime" => {
                words.len() == 1 || second.starts_with('-') || second == "aux"
            }
            "grep" | "tail" | "cat" | "zcat" | "head" => {
                words.len() > 1 && (flagged || command.contains('/') || command.contains(".log"))
            }
            "ping" | "host" => words.len() == 2 && second.contains('.') || flagged,
            "git" => ["log", "diff", "show", "blame", "status", "revert"].contains(&second),
            "select" => command.contains(" from ") || command.contains('('),
            "explain" => command.contains("select") || command.contains("update ") || second == "analyze",
            "analyze" | "vacuum" => words.len() <= 3,
            "drop" | "truncate" => ["table", "database", "index"].contains(&second),
            "delete" => second == "from",
            "update" => command.contains(" set ") && command.contains('='),
            "alter" | "insert" => ["table", "into", "system"].contains(&second),
            "show" => ["processlist", "full"].contains(&second),
            "flushall" | "flushdb" => words.len() == 1,
            "set" => command.contains("statement_timeout"),
            _ => false,
        }
}

fn look(look: Look) -> Option<Understood> {
    Some(Understood::Clear(Intent::Look(look)))
}

/// The component that a command names.
pub(super) fn component(scan: &Scan) -> Option<String> {
    scan.names(Sort::is_component).first().map(|t| t.name.clone())
}

fn only(lexicon: &Lexicon, sort: Sort) -> Option<String> {
    let mut all = lexicon.all(move |s| s == sort);
    match (all.next(), all.next()) {
        (Some(one), None) => Some(one.name.clone()),
        _ => None,
    }
}

/// What one command comes to.
fn one(command: &str, lexicon: &Lexicon) -> Option<Understood> {
    let words: Vec<&str> = command.split_whitespace().collect();
    let scan = Scan::of(command, lexicon);
    let part = component(&scan);
    let metric = |m: Metric| look(Look::Metric { subject: part.clone(), metric: Some(m) });
    match *words.first()? {
        "kubectl" | "k" => Some(cluster::kubectl(&words, &scan, lexicon)),
        "helm" => Some(cluster::helm(&words, &scan, lexicon)),
        "psql" | "mysql" | "select" | "explain" | "analyze" | "vacuum" | "show" | "drop" | "truncate"
        | "delete" | "update" | "alter" | "insert" | "set" | "pgcli" => Some(sql(command, &scan, lexicon)),
        "redis-cli" | "flushall" | "flushdb" => Some(redis(command, &scan, lexicon)),
        "grep" | "tail" | "cat" | "less" | "zless" | "egrep" | "zgrep" | "zcat" | "head" | "journalctl"
        | "stern" | "dmesg" => logs(command, &scan),
        "df" | "du" => metric(Metric::Disk),
        "top" | "htop" | "vmstat" | "uptime" | "sar" | "pidstat" | "w" | "iostat" => metric(Metric::Cpu),
        "free" => metric(Metric::Memory),
        "ss" | "netstat" | "lsof" => metric(Metric::Connections),
        "dig" | "nslookup" | "host" | "openssl" => look(Look::Certificates),
        "git" if words.get(1) == Some(&"revert") => Some(Understood::Unknown),
        "git" | "argocd" => look(Look::Changes { window: None }),
        "crontab" => look(Look::Jobs),
        "ps" | "docker" | "k9s" => look(Look::Replicas { component: part }),
        "systemctl" if words.get(1) == Some(&"restart") => Some(cluster::restart(part, None, lexicon)),
        "systemctl" => look(Look::Replicas { component: part }),
        "curl" | "wget" | "ping" if part.is_some() => look(Look::Metric { subject: part, metric: None }),
        "curl" | "wget" => look(Look::Overview),
        _ => Some(Understood::Unknown),
    }
}

fn logs(command: &str, scan: &Scan) -> Option<Understood> {
    let errors_only = scan.says(Concept::Errors);
    let pattern = command.split("grep ").nth(1).map(|rest| {
        let rest = rest.trim_start_matches('-').trim_start();
        let rest = rest
            .strip_prefix("i ")
            .or_else(|| rest.strip_prefix("e "))
            .or_else(|| rest.strip_prefix("c "))
            .unwrap_or(rest);
        match rest.strip_prefix(['"', '\'']) {
            Some(quoted) => quoted.split(['"', '\'']).next().unwrap_or(""),
            None => rest.split([' ', '|']).next().unwrap_or(""),
        }
    });
    let contains = pattern.filter(|p| !p.is_empty() && !matches!(*p, "error" | "errors")).map(Into::into);
    look(Look::Logs { component: component(scan), errors_only, contains })
}

fn sql(command: &str, scan: &Scan, lexicon: &Lexicon) -> Understood {
    let database = scan
        .names(|s| s == Sort::Database)
        .first()
        .map(|t| t.name.clone())
        .or_else(|| only(lexicon, Sort::Database));
    let has = |word: &str| command.contains(word);
    if ["drop ", "truncate ", "delete from", "update ", "alter ", "insert into", "pg_dump"]
        .iter()
        .any(|w| has(w))
    {
        return Understood::Unknown;
    }
    if has("pg_terminate_backend") || has("pg_cancel_backend") {
        let endpoint = scan.names(|s| s == Sort::Endpoint).first().map(|t| (t.owner.clone(), t.name.clone()));
        return match (endpoint, database) {
            (Some((database, endpoint)), _) => {
                Understood::Clear(Intent::Do(I::KillQuery { database, endpoint }))
            }
            (None, Some(database)) => {
                let mut all = vec![Intent::Do(I::KillTransaction { database: database.clone() })];
                let queries = lexicon.all(|s| s == Sort::Endpoint).filter(|t| t.owner == database);
                all.extend(queries.map(|t| {
                    Intent::Do(I::KillQuery { database: t.owner.clone(), endpoint: t.name.clone() })
                }));
                all.truncate(4);
                Understood::Choose(all)
            }
            (None, None) => Understood::Unknown,
        };
    }
    let bare = command.trim_start_matches("vacuum ");
    if bare.starts_with("analyze") || has("-c \"analyze") || has("-c 'analyze") || has("-c \"vacuum analyze")
    {
        if let Some(query) = scan.names(|s| s == Sort::Endpoint).first() {
            let plan = I::FixPlan { database: query.owner.clone(), endpoint: query.name.clone() };
            return Understood::Clear(Intent::Do(plan));
        }
        let queries = lexicon.all(|s| s == Sort::Endpoint).filter(|t| database.as_ref() == Some(&t.owner));
        let table = bare.trim_start_matches("analyze").trim();
        let options: Vec<Intent> = queries
            .map(|t| (t, table.trim_end_matches(';').trim_end_matches('s')))
            .filter(|(t, table)| table.is_empty() || t.name.contains(table))
            .map(|(t, _)| Intent::Do(I::FixPlan { database: t.owner.clone(), endpoint: t.name.clone() }))
            .collect();
        return Understood::Missing { wanted: Wanted::Target, options };
    }
    Understood::Clear(Intent::Look(Look::Activity { database }))
}

fn redis(command: &str, scan: &Scan, lexicon: &Lexicon) -> Understood {
    let cache = scan.names(|s| s == Sort::Cache).first().map(|t| t.name.clone());
    if !command.contains("flush") {
        let subject = cache.or_else(|| only(lexicon, Sort::Cache));
        return Understood::Clear(Intent::Look(Look::Metric { subject, metric: None }));
    }
    match cache {
        Some(cache) => Understood::Clear(Intent::Do(I::Purge { cache })),
        None => Understood::Missing {
            wanted: Wanted::Target,
            options: lexicon
                .all(|s| s == Sort::Cache)
                .map(|t| Intent::Do(I::Purge { cache: t.name.clone() }))
                .collect(),
        },
    }
}
