//! What operators type by habit: a line of shell or SQL. A command of change becomes its order only in
//! the form in which it would run; a command that would destroy more than any order here can is not
//! understood. Knows commands, not their output. The families are in `shell/`, a file each.

mod cluster;
mod data;
mod files;
mod net;
mod tool;
mod words;

use super::lexicon::{Lexicon, Sort};
use super::normal::is_japanese;
use super::scan::{Scan, Unit, What};
use crate::intent::{Impossible, Intent, Look, NotAnOrder, Understood, Wanted};
use words::Command;
use world::intervention::Intervention as I;
use world::refused::NameKind;
use world::signal::Metric;

/// First words that make a line a command whatever follows.
const ALWAYS: &str = "kubectl kubectx oc psql mysql mycli pgcli mariadb helm redis-cli varnishadm tcpdump dig \
    nslookup openssl curl wget httpie journalctl htop btop df du vmstat iostat mpstat netstat ss systemctl \
    supervisorctl pm2 docker docker-compose podman nomad stern zless egrep fgrep zgrep crontab strace lsof \
    k9s ssh terraform ansible aws gcloud az argocd iptables ip6tables nft ufw ipset dmesg traceroute mtr nc \
    telnet etcdctl rabbitmqctl rabbitmqadmin kafka-consumer-groups kafka-consumer-groups.sh kafka-topics pg_dump \
    pg_ctl pg_isready pg_activity pg_top patronictl repmgr vacuumdb mysqladmin pt-kill promtool promql istioctl sar \
    pidstat uname certbot acme.sh cmctl keytool socat amtool logcli kubetail multitail lnav fail2ban-client \
    firewall-cmd zcat rg getent sqlplus vi vim nano";

/// What a command is read with.
struct Shell<'a> {
    lexicon: &'a Lexicon,
    command: &'a Command,
    /// All words of the command.
    scan: Scan,
}

fn look(look: Look) -> Understood {
    Understood::Clear(Intent::Look(look))
}

fn order(order: I) -> Understood {
    Understood::Clear(Intent::Do(order))
}

fn unknown() -> Understood {
    Understood::Unknown
}

impl Shell<'_> {
    /// The first thing of this sort that the command names.
    fn named(&self, sort: Sort) -> Option<String> {
        self.scan.names(|s| s == sort).first().map(|t| t.name.clone())
    }

    /// The component that it names.
    fn component(&self) -> Option<String> {
        self.scan.names(Sort::is_component).first().map(|t| t.name.clone())
    }

    fn replica(&self) -> Option<u32> {
        self.scan.tokens.iter().find_map(|t| match t.what {
            What::Number(n, Unit::Index) => Some(n as u32),
            _ => None,
        })
    }

    /// What the command is run on and nothing here is called: `deploy/nope`, `helm rollback nope`.
    fn stranger(&self) -> Option<&str> {
        const VERBS: [&str; 26] = [
            "restart",
            "undo",
            "rollback",
            "delete",
            "pod",
            "pods",
            "po",
            "rollout",
            "revert",
            "deployment",
            "deploy",
            "head",
            "abort",
            "failover",
            "promote",
            "app",
            "service",
            "compose",
            "rollouts",
            "argo",
            "switchover",
            "actions",
            "run",
            "reload-or-restart",
            "log",
            "logs",
        ];
        let plain = self.command.plain(&["-n", "--namespace", "--context", "-c", "-h", "-u", "-p", "-d"]);
        let last = plain.last().copied()?;
        let name = last.rsplit('/').next().unwrap_or(last);
        let letters = name.starts_with(|c: char| c.is_ascii_alphabetic()) && !name.contains(['^', '=', '~']);
        (letters && !VERBS.contains(&name) && !name.starts_with("flush")).then_some(name)
    }

    /// The only thing of this sort that there is.
    fn only(&self, sort: Sort) -> Option<String> {
        let mut all = self.lexicon.all(move |s| s == sort);
        match (all.next(), all.next()) {
            (Some(one), None) => Some(one.name.clone()),
            _ => None,
        }
    }

    /// An order on the thing that was named, or the question which.
    fn on(&self, fits: fn(Sort) -> bool, make: &dyn Fn(String) -> I) -> Understood {
        match self.scan.names(fits).first() {
            Some(thing) => order(make(thing.name.clone())),
            None if !self.lexicon.all(fits).any(|_| true) => unknown(),
            None if self.stranger().is_some() => Understood::Impossible(Impossible::Unknown {
                kind: NameKind::Component,
                said: self.stranger().unwrap_or_default().into(),
                known: self.lexicon.all(fits).map(|t| t.name.clone()).collect(),
            }),
            None => Understood::Missing {
                wanted: Wanted::Target,
                options: self.lexicon.all(fits).map(|t| Intent::Do(make(t.name.clone()))).collect(),
            },
        }
    }
}

/// What a command comes to; `None` if the line is no command. `plain` is normalised.
pub(super) fn read(plain: &str, lexicon: &Lexicon) -> Option<Understood> {
    let plain = prompted(within_marks(plain).trim());
    if plain.starts_with("# ") || plain.starts_with("// ") || plain.starts_with("-- ") {
        // Commented out.
        return Some(Understood::NotAnOrder(NotAnOrder::Chatter));
    }
    // A statement that breaks out of a quote is no wish.
    if ["drop table", "drop database", "truncate table", "; --"].iter().any(|w| plain.contains(w)) {
        return Some(Understood::Unknown);
    }
    let (command, tail) = japanese_tail(plain);
    let (before, command) = led_in(command.trim());
    let words: Vec<&str> = command.split_whitespace().collect();
    let first = words.first()?.rsplit('/').next()?;
    if !is_command(first, &words, command) {
        return None;
    }
    let meant = match run(first, command, lexicon) {
        Some(meant) => meant,
        None if matches!(first, "echo" | "printf") => Understood::NotAnOrder(NotAnOrder::Chatter),
        None => Understood::Unknown,
    };
    let harmless = matches!(&meant, Understood::Clear(Intent::Look(_)) | Understood::Unknown);
    if !harmless && let Some(no) = refused(plain, before, command, tail) {
        return Some(Understood::NotAnOrder(no));
    }
    Some(meant)
}

/// A line that somebody has put between back-ticks, which are quotes by now.
fn within_marks(line: &str) -> &str {
    let inner = line.strip_prefix('\'').and_then(|l| l.strip_suffix('\''));
    inner.filter(|l| !l.contains('\'')).unwrap_or(line)
}

/// Without the prompt that was copied with it: `$ `, `> `, `me@host:~$ `.
fn prompted(line: &str) -> &str {
    let line = line.trim_start_matches("$ ").trim_start_matches("> ").trim_start_matches("% ").trim();
    match line.split_once(['$', '#']) {
        Some((prompt, rest)) if prompt.contains('@') && !prompt.trim_end().contains(' ') => rest.trim(),
        _ => line,
    }
}

/// `kubectl get pods して`: the command, and what is said about it.
fn japanese_tail(plain: &str) -> (&str, &str) {
    let at = plain
        .char_indices()
        .find(|(_, c)| is_japanese(c.encode_utf8(&mut [0; 4])))
        .map_or(plain.len(), |(i, _)| i);
    // Quoted Japanese belongs to the command.
    if plain[..at].matches(['"', '\'']).count() % 2 == 1 { (plain, "") } else { plain.split_at(at) }
}

/// Tools that no sentence has as a word: they are found behind what is said before them.
const UNMISTAKABLE: [&str; 12] = [
    "kubectl",
    "psql",
    "redis-cli",
    "helm",
    "systemctl",
    "argocd",
    "journalctl",
    "pg_ctl",
    "patronictl",
    "mysql",
    "aws",
    "gcloud",
];

/// What is said before a command, and the command: "should I run kubectl …".
fn led_in(line: &str) -> (&str, &str) {
    let start = line.match_indices(|c: char| c.is_ascii_alphabetic()).find(|(i, _)| {
        let word = line[*i..].split_whitespace().next().unwrap_or("");
        (*i == 0 || line[..*i].ends_with([' ', '\'', '"'])) && UNMISTAKABLE.contains(&word)
    });
    match start {
        Some((at, _)) if at > 0 && !is_shell(&line[..at]) => {
            (line[..at].trim(), line[at..].trim_end_matches(['\'', '"']))
        }
        _ => {
            let leads = ["please run ", "run ", "let's run ", "execute ", "please execute ", "just run "];
            let rest = leads.iter().find_map(|lead| line.strip_prefix(lead)).unwrap_or(line);
            ("", rest)
        }
    }
}

/// What stands before is itself shell: `sudo kubectl …`, `ssh host kubectl …`, `FOO=bar kubectl …`.
fn is_shell(before: &str) -> bool {
    let first = before.split_whitespace().next().unwrap_or("");
    ALWAYS.split_whitespace().any(|w| w == first)
        || ["sudo", "watch", "nohup", "doas", "time", "for", "while", "echo", "printf", "env", "yes", "exec"]
            .contains(&first)
        || before.contains(['|', ';', '&', '=', '$'])
}

/// A command of change with a word around it that takes the order out of it.
fn refused(plain: &str, before: &str, command: &str, tail: &str) -> Option<NotAnOrder> {
    let dry = ["--dry-run", "--dryrun", "--help", "--check", "--noop", "--whatif"];
    if dry.iter().any(|w| command.contains(w))
        || command.ends_with(" -h")
        || plain.ends_with('?')
        || tail.trim_end().ends_with('か')
    {
        return Some(NotAnOrder::Question);
    }
    if let Some(no) = before_refuses(before) {
        return Some(no);
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
        "投げ",
        "よろ",
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
        "いた",
        "何",
        "なに",
        "意味",
        "どう",
        "たい?",
    ];
    let kept = tail.replace("打って", "").replace("やって", "");
    let no = against.iter().any(|a| kept.contains(a)) || !order.iter().any(|o| tail.trim().starts_with(o));
    no.then_some(NotAnOrder::Negation)
}

/// "let's run" leads into a command; whatever else stands before it asks, forbids or tells of it.
fn before_refuses(before: &str) -> Option<NotAnOrder> {
    const LEADS: [&str; 34] = [
        "please", "run", "let's", "execute", "just", "now", "ok", "okay", "then", "go", "ahead", "and", "do",
        "a", "the", "can", "could", "you", "i'll", "i", "want", "to", "need", "we", "will", "try", "so",
        "fine", "right", "alright", "us", "let", "pls", "first",
    ];
    let words: Vec<&str> =
        before.split(|c: char| !(c.is_ascii_alphanumeric() || c == '\'')).filter(|w| !w.is_empty()).collect();
    if words.iter().all(|w| LEADS.contains(w))
        && !before.starts_with("do you")
        && !before.starts_with("can i")
        && !before.starts_with("do i")
    {
        return None;
    }
    let asks =
        ["what", "how", "should", "shall", "why", "does", "is", "would", "when", "can", "do", "did", "who"];
    let denies = ["don't", "not", "never", "dont", "no", "avoid", "without", "stop"];
    let has = |all: &[&str]| words.iter().any(|w| all.contains(w));
    Some(if has(&denies) {
        NotAnOrder::Negation
    } else if words.first().is_some_and(|w| asks.contains(w)) {
        NotAnOrder::Question
    } else {
        NotAnOrder::Report
    })
}

fn is_command(first: &str, words: &[&str], command: &str) -> bool {
    let second = words.get(1).copied().unwrap_or("");
    let flagged = words.iter().skip(1).any(|w| w.starts_with('-') && w.len() > 1 && !w.contains('>'));
    let path = words.iter().skip(1).any(|w| w.contains('/') || w.contains(".log"));
    // "docker is down", "aws was slow": a sentence about a tool.
    if ["is", "was", "has", "had", "looks", "seems", "went", "are", "does", "and", "or"].contains(&second) {
        return false;
    }
    ALWAYS.split_whitespace().any(|w| w == first)
        || tool::is_tool(first) && words.len() > 1
        || assignment(first) && words.len() > 1 && is_command(second, &words[1..], command)
        || match first {
            "k" | "kc" => [
                "get", "describe", "logs", "rollout", "scale", "delete", "top", "exec", "apply", "edit",
                "set", "patch", "events",
            ]
            .contains(&second),
            "top" | "free" | "w" | "env" | "ps" | "uptime" => {
                words.len() == 1 || second.starts_with('-') || second == "aux"
            }
            "sudo" | "doas" | "time" | "exec" | "nohup" => {
                is_command(second, &words[1..], command) || flagged
            }
            "watch" => is_command(second, &words[1..], command) || flagged && words.len() > 3,
            "grep" | "tail" | "cat" | "head" | "awk" | "sed" | "jq" | "view" | "more" | "less" | "ag"
            | "ack" | "dd" | "tee" | "rm" => words.len() > 1 && (flagged || path),
            "echo" | "printf" => words.len() > 1,
            "host" if words.len() == 2 && !second.contains('?') => true,
            "ping" | "host" | "http" | "https" | "drill" => {
                words.len() == 2 && second.contains(['.', ':', '/']) || flagged && !command.contains('?')
            }
            "service" => {
                words.len() == 3 && ["restart", "status", "stop", "start", "reload"].contains(&words[2])
            }
            "git" => ["log", "diff", "show", "blame", "status", "revert", "bisect", "shortlog", "tag"]
                .contains(&second),
            "gh" => ["release", "run", "pr", "deployment", "workflow"].contains(&second),
            "ip" => ["route", "addr", "a", "r", "-s", "link"].contains(&second),
            "fluxctl" | "flux" | "vault" | "consul" | "spin" | "hal" | "fly" | "heroku" | "cf" => {
                words.len() > 1
            }
            _ if command.starts_with("/etc/init.d/") => true,
            "kill" | "killall" | "pkill" => {
                second.starts_with('-') || second.chars().all(|c| c.is_ascii_digit()) && !second.is_empty()
            }
            _ => statement(first, words, command),
        }
}

fn assignment(word: &str) -> bool {
    word.split_once('=').is_some_and(|(name, _)| {
        !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
    })
}

/// A bare statement of SQL, or a bare command of a cache.
fn statement(first: &str, words: &[&str], command: &str) -> bool {
    let second = words.get(1).copied().unwrap_or("");
    match first {
        "select" | "with" => command.contains(" from ") || command.contains('('),
        "explain" => command.contains("select") || command.contains("update ") || second == "analyze",
        "analyze" | "vacuum" => words.len() <= 3,
        "drop" | "truncate" => ["table", "database", "index"].contains(&second),
        "delete" => second == "from",
        "update" => command.contains(" set ") && command.contains('='),
        "alter" | "insert" => ["table", "into", "system", "database", "role"].contains(&second),
        "show" => {
            ["processlist", "full", "engine", "slave", "replica", "innodb"].contains(&second)
                || command.starts_with("show max_connections")
        }
        "flushall" | "flushdb" | "flush_all" => words.len() == 1,
        "set" => command.contains("statement_timeout") || second == "global",
        "call" => second.starts_with("mysql."),
        "kill" => {
            matches!(second, "query" | "connection")
                && words.get(2).is_some_and(|w| w.trim_end_matches(';').parse::<u64>().is_ok())
        }
        _ => false,
    }
}

/// What the line does: of one command that, of several which first.
fn run(first: &str, line: &str, lexicon: &Lexicon) -> Option<Understood> {
    let bare = matches!(
        first,
        "select"
            | "with"
            | "explain"
            | "analyze"
            | "vacuum"
            | "drop"
            | "truncate"
            | "delete"
            | "update"
            | "alter"
            | "insert"
            | "show"
            | "set"
            | "call"
    ) || first == "kill" && !line.contains(" -");
    if bare {
        let command = Command { program: "psql".into(), words: vec![line.into()], ..Command::default() };
        let shell = Shell { lexicon, scan: Scan::of(line, lexicon), command: &command };
        return Some(if first == "kill" && line.split_whitespace().count() == 2 {
            unknown()
        } else {
            data::sql(&shell, line)
        });
    }
    let commands = words::commands(line)?;
    let mut all: Vec<Understood> = commands
        .iter()
        .map(|command| {
            let through: Vec<String> =
                command.through.iter().filter(|c| c.program != "grep").map(Command::text).collect();
            let text = [vec![command.text()], through].concat().join(" ");
            let shell = Shell { lexicon, scan: Scan::of(&text, lexicon), command };
            one(&shell)
        })
        .filter(|u| !matches!(u, Understood::NotAnOrder(_)))
        .collect();
    if all.len() <= 1 { all.pop() } else { Some(together(all)) }
}

/// Several commands in one line: ask which first.
fn together(all: Vec<Understood>) -> Understood {
    if all.iter().any(|u| !matches!(u, Understood::Clear(_))) {
        // One of them is something that cannot be done here: better none than half.
        return Understood::Unknown;
    }
    let intents: Vec<Intent> = all
        .into_iter()
        .filter_map(|u| match u {
            Understood::Clear(intent) => Some(intent),
            _ => None,
        })
        .collect();
    Understood::Choose(intents.into_iter().take(4).collect())
}

/// What one command comes to.
fn one(shell: &Shell) -> Understood {
    let command = shell.command;
    let part = || shell.component();
    match command.program.as_str() {
        "kubectl" | "k" | "kc" | "oc" => cluster::kubectl(shell),
        "helm" => cluster::helm(shell),
        "argocd" => cluster::argocd(shell),
        "docker" | "docker-compose" | "podman" | "nomad" => cluster::containers(shell),
        "systemctl" | "service" | "supervisorctl" | "pm2" | "sv" => cluster::unit(shell),
        "ps" | "k9s" => shell.replicas(),
        "psql" | "mysql" | "mycli" | "pgcli" | "mariadb" | "sqlplus" => data::client(shell),
        "pg_ctl" | "patronictl" | "repmgr" | "vacuumdb" | "mysqladmin" | "pt-kill" | "pg_isready"
        | "pg_activity" | "pg_top" => data::keeper(shell),
        "redis-cli" | "redis" | "flushall" | "flushdb" | "flush_all" | "memcached" | "varnishadm" => {
            data::cache(shell)
        }
        "rabbitmqctl"
        | "rabbitmqadmin"
        | "nats"
        | "kafka-topics"
        | "kafka-consumer-groups"
        | "kafka-consumer-groups.sh" => data::broker(shell),
        "grep" | "egrep" | "fgrep" | "zgrep" | "rg" | "ag" | "ack" | "tail" | "cat" | "zcat" | "less"
        | "zless" | "more" | "head" | "awk" | "sed" | "jq" | "vi" | "vim" | "view" | "lnav" | "multitail" => {
            files::text(shell)
        }
        "journalctl" | "stern" | "dmesg" | "kubetail" | "logcli" => shell.logs(),
        "df" | "du" | "ncdu" => shell.metric(Metric::Disk),
        "top" | "htop" | "btop" | "vmstat" | "uptime" | "sar" | "pidstat" | "w" | "iostat" | "mpstat" => {
            shell.metric(Metric::Cpu)
        }
        "free" => shell.metric(Metric::Memory),
        "ss" | "netstat" | "lsof" => shell.metric(Metric::Connections),
        "dig" | "nslookup" | "host" | "openssl" | "certbot" | "acme.sh" | "cmctl" | "keytool" | "drill"
        | "getent" => net::names(shell),
        "iptables" | "ip6tables" | "nft" | "ufw" | "ipset" | "fail2ban-client" | "firewall-cmd" => {
            net::firewall(shell)
        }
        "ip" if command.has("route") || command.has("r") => net::firewall(shell),
        "socat" | "haproxy" => net::balancer(shell),
        "curl" | "wget" | "http" | "https" | "httpie" | "ping" | "nc" | "telnet" | "mtr" | "traceroute"
            if part().is_some() =>
        {
            net::request(shell)
        }
        "curl" | "wget" | "http" | "https" => net::request(shell),
        "git" if command.has("revert") => shell.rollback(),
        "git" | "gh" => look(Look::Changes { window: changed_since(command) }),
        "crontab" if command.has("-r") || command.has("-e") => unknown(),
        "crontab" => look(Look::Jobs),
        "amtool" if command.has("silence") => unknown(),
        "amtool" => look(Look::Alerts),
        "promtool" | "promql" | "istioctl" => super::looks::read(&shell.scan).map_or_else(unknown, look),
        "echo" | "printf" => Understood::NotAnOrder(NotAnOrder::Chatter),
        program if command.words.is_empty() && program.contains("init.d") => unknown(),
        _ if command.has("restart") && command.words.len() == 1 => cluster::unit(shell),
        "rm" | "dd" | "tee" | "kill" | "killall" | "pkill" | "terraform" | "ansible" | "nano" | "tcpdump"
        | "strace" => unknown(),
        _ => tool::read(shell),
    }
}

/// `git log --since="90 minutes ago"`
fn changed_since(command: &Command) -> Option<world::time::Nanos> {
    let since = command.option(&["--since", "--after"])?;
    super::scan::span_of(&Scan::of(since, &Lexicon::default()).tokens)
}
