//! What reads text: tail, less, grep and their kin, journalctl. A file that is no log is looked at as
//! what it is: a runbook, a crontab. Knows where a pattern stands among the words of each tool.

use super::words::Command;
use super::{Shell, look, unknown};
use crate::intent::{Intent, Look, Understood};
use crate::understand::orders::explicit;
use world::refused::NameKind;

/// Options of grep's kin that take a value.
const GREP_VALUES: [&str; 10] =
    ["-a", "-b", "-c", "-m", "-f", "--include", "--exclude", "-g", "-t", "--color"];

/// A tool that takes a pattern first.
fn searches(program: &str) -> bool {
    matches!(
        program,
        "grep" | "egrep" | "fgrep" | "zgrep" | "zegrep" | "rg" | "ag" | "ack" | "ugrep" | "pcregrep"
    )
}

/// The pattern that a command searches for, if it is one that searches.
fn pattern(command: &Command) -> Option<String> {
    if searches(&command.program) {
        // Lower-cased, `-c` counts and `-C 3` shows context: a value is a number then.
        let words: Vec<&str> = command.words.iter().map(String::as_str).collect();
        if let Some(given) = command.option(&["-e", "--regexp"]).filter(|_| words.contains(&"-e")) {
            return Some(given.into());
        }
        let mut index = 0;
        while let Some(word) = words.get(index) {
            let next_is_number = words.get(index + 1).is_some_and(|w| w.chars().all(|c| c.is_ascii_digit()));
            if GREP_VALUES.contains(word) && next_is_number {
                index += 2;
            } else if word.starts_with('-') {
                index += 1;
            } else {
                return Some((*word).into());
            }
        }
        return None;
    }
    match command.program.as_str() {
        "awk" | "gawk" | "sed" => {
            let script = command.plain(&[]).into_iter().next()?;
            script.split('/').nth(1).filter(|p| !p.is_empty()).map(Into::into)
        }
        _ => None,
    }
}

impl Shell<'_> {
    /// Log lines of what was named, with the first pattern that the line searches for.
    pub(super) fn read_logs(&self, own: Option<String>) -> Understood {
        let kube =
            matches!(self.command.program.as_str(), "kubectl" | "k" | "kc" | "oc" | "docker" | "nomad");
        if kube
            && self.component().is_none()
            && !self.command.words.iter().any(|w| w == "-l")
            && let Some(said) = self.stranger().filter(|w| *w != "logs")
        {
            let unknown = explicit::unknown(NameKind::Component, said, self.lexicon);
            return Understood::Impossible(unknown);
        }
        let through = self.command.through.iter().filter(|c| !inverted(c)).filter_map(pattern);
        let levels = [
            "error",
            "errors",
            "err",
            "level=error",
            "fatal",
            "exception",
            "warn|error",
            "error|fatal",
            "error|exception",
        ];
        let patterns: Vec<String> = own.into_iter().chain(through).collect();
        let level = |p: &str| levels.contains(&p.trim_matches(['^', '$', '[', ']', ' ', ':', '"']));
        let priority =
            self.command.option(&["-p", "--priority"]).is_some_and(|p| p.starts_with("err") || p == "3");
        let errors_only = priority || patterns.iter().any(|p| level(p));
        let contains = patterns.into_iter().find(|p| !p.is_empty() && !level(p));
        let one = |contains| Look::Logs { component: self.component(), errors_only, contains };
        // One search looks for one word: `-E 'refused|timeout'` is two, and which comes first is asked.
        match contains.as_deref().map(|p| p.replace('\\', "")) {
            Some(p) if p.contains('|') => {
                let parts = p.split('|').map(|p| p.trim_matches(['(', ')', ' '])).filter(|p| !p.is_empty());
                let all = parts.map(|p| Intent::Look(one(Some(p.to_string())))).take(4).collect();
                Understood::Choose(all)
            }
            _ => look(one(contains)),
        }
    }
}

/// `grep -v x` shows what has no x.
fn inverted(command: &Command) -> bool {
    command
        .words
        .iter()
        .any(|w| w.starts_with('-') && !w.starts_with("--") && w.contains('v') && searches(&command.program))
        || command.has("--invert-match")
}

/// `tail -f …`, `grep x …`, `journalctl -u …`, `less …`
pub(super) fn text(shell: &Shell) -> Understood {
    let command = shell.command;
    let file = command.words.iter().rfind(|w| w.contains(['/', '.']) && !w.starts_with('-'));
    let path = file.map_or("", String::as_str);
    if ["runbook", "wiki", "docs/", ".md", "playbook"].iter().any(|w| path.contains(w)) {
        return look(Look::Runbook { subject: shell.component() });
    }
    if path.contains("cron") {
        return look(Look::Jobs);
    }
    if ["changelog", "deploy.log", "deploys", "release"].iter().any(|w| path.contains(w)) {
        return look(Look::Changes { window: None });
    }
    if ["/proc/", "/etc/", "/dev/", "/sys/"].iter().any(|w| path.starts_with(w)) {
        return match path {
            "/proc/meminfo" => shell.metric(world::signal::Metric::Memory),
            "/proc/loadavg" | "/proc/cpuinfo" => shell.metric(world::signal::Metric::Cpu),
            _ => unknown(),
        };
    }
    shell.read_logs(pattern(command).filter(|_| !inverted(command)))
}

#[cfg(test)]
mod tests {
    use super::super::words::commands;
    use super::*;

    #[test]
    fn the_pattern_is_found_behind_the_options() {
        let pattern_of = |line: &str| pattern(&commands(line).unwrap()[0]);
        assert_eq!(pattern_of("grep -in 'pool exhausted' x.log").as_deref(), Some("pool exhausted"));
        assert_eq!(pattern_of("grep -a 3 -b 2 timeout x.log").as_deref(), Some("timeout"));
        assert_eq!(pattern_of("grep -e refused x.log").as_deref(), Some("refused"));
        assert_eq!(pattern_of("awk '/oom/ {print $1}' x.log").as_deref(), Some("oom"));
        assert_eq!(pattern_of("tail -f /var/log/x.log"), None);
    }
}
