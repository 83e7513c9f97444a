//! What runs the services: kubectl and its kin, helm, argocd, docker, systemctl. Knows resources and
//! sub-commands; whatever has no counterpart among the orders is not understood rather than taken for
//! something near it.

use super::{Shell, look, order, unknown};
use crate::intent::{Figure, Impossible, Intent, Look, Understood, Wanted};
use crate::understand::lexicon::Sort;
use crate::understand::orders::values;
use world::intervention::Intervention as I;
use world::refused::NameKind;
use world::signal::Metric;

/// Options of kubectl that take a value.
const VALUED: [&str; 12] = [
    "-n",
    "--namespace",
    "--context",
    "-c",
    "--kubeconfig",
    "-l",
    "--selector",
    "-o",
    "--output",
    "--container",
    "-f",
    "-p",
];

impl Shell<'_> {
    /// A restart of the named component, or the question which.
    pub(super) fn restart(&self, replica: Option<u32>) -> Understood {
        self.on(|s| s.is_component() && s != Sort::External, &|component| I::Restart { component, replica })
    }

    pub(super) fn rollback(&self) -> Understood {
        // A revision that was numbered may not be the one before: asked.
        let numbered = self.command.option(&["--to-revision", "--revision"]);
        let last = self.command.words.last().map(String::as_str);
        let said = numbered.or(last).filter(|w| w.parse::<u32>().is_ok_and(|n| n > 0));
        if let (Some(_), Some(service)) = (said, self.component()) {
            return Understood::Choose(vec![Intent::Do(I::Rollback { service })]);
        }
        self.on(|s| s == Sort::Service, &|service| I::Rollback { service })
    }

    /// Logs of what was named, with what they are piped through.
    pub(super) fn logs(&self) -> Understood {
        self.read_logs(None)
    }

    pub(super) fn replicas(&self) -> Understood {
        look(Look::Replicas { component: self.component() })
    }

    /// This many replicas of what was named.
    pub(super) fn scaled(&self, count: Option<&str>) -> Understood {
        let number = count.map(|c| c.parse::<u32>().map_err(|_| c));
        match (self.component(), number) {
            (Some(component), Some(Ok(replicas @ 1..))) => order(I::Scale { component, replicas }),
            (Some(_), Some(Ok(_))) => no_count("0"),
            (Some(_), Some(Err(said))) if said.contains(|c: char| c.is_ascii_digit()) => no_count(said),
            _ => unknown(),
        }
    }

    /// A version that the line names, for the service that it names.
    pub(super) fn deployed(&self) -> Understood {
        let versions = self.scan.names(|s| s == Sort::Version);
        let part = self.component();
        if let Some(version) = versions.iter().find(|v| part.as_ref().is_none_or(|p| *p == v.owner)) {
            return order(I::Deploy { service: version.owner.clone(), version: version.name.clone() });
        }
        let Some(service) = part else { return unknown() };
        if let Some(said) = values::strange_version(&self.scan, self.lexicon) {
            let of_it = self.lexicon.all(|s| s == Sort::Version).filter(|t| t.owner == service);
            let known = of_it.map(|t| t.name.clone()).collect();
            return Understood::Impossible(Impossible::Unknown {
                kind: NameKind::Version,
                said: said.into(),
                known,
            });
        }
        let known = self.lexicon.all(|s| s == Sort::Version).filter(|t| t.owner == service);
        Understood::Missing {
            wanted: Wanted::Value,
            options: known
                .map(|t| Intent::Do(I::Deploy { service: t.owner.clone(), version: t.name.clone() }))
                .collect(),
        }
    }
}

fn no_count(said: &str) -> Understood {
    let (said, of) = (said.to_string(), Figure::Replicas);
    Understood::Impossible(Impossible::Number { said, of, least: 1, most: u32::MAX })
}

/// `kubectl …`, `oc …`
pub(super) fn kubectl(shell: &Shell) -> Understood {
    let plain = shell.command.plain(&VALUED);
    let (verb, what) = (plain.first().copied().unwrap_or(""), plain.get(1).copied().unwrap_or(""));
    match verb {
        "rollout" | "rollouts" => rollout(shell, what),
        // kubectl argo rollouts undo checkout
        "argo" => rollout(shell, plain.get(2).copied().unwrap_or("")),
        "get" | "describe" | "explain" => seen(shell, what),
        "events" => look(Look::Changes { window: None }),
        "logs" | "log" => shell.logs(),
        "top" => look(Look::Metric { subject: shell.component(), metric: Some(Metric::Cpu) }),
        "scale" => shell.scaled(shell.command.option(&["--replicas"])),
        "delete" if ["pod", "pods", "po"].contains(&what) || what.starts_with("pod/") => delete_pod(shell),
        "set" if what == "image" => shell.deployed(),
        "set" if what == "resources" => resources(shell),
        "patch" => patch(shell, what),
        "exec" | "cp" | "port-forward" | "attach" | "debug" => shell.replicas(),
        "cert-manager" if what == "renew" => super::net::renew(shell),
        "cnpg" if what == "promote" => super::data::failover(shell),
        _ => unknown(),
    }
}

fn rollout(shell: &Shell, what: &str) -> Understood {
    match what {
        "undo" | "abort" => shell.rollback(),
        "restart" => shell.restart(None),
        "history" => look(Look::Changes { window: None }),
        "status" | "get" => shell.replicas(),
        "set" => shell.deployed(),
        _ => unknown(),
    }
}

fn seen(shell: &Shell, what: &str) -> Understood {
    let kind = what.split(['/', ',', '.']).next().unwrap_or(what);
    look(match kind {
        "events" | "ev" | "event" => Look::Changes { window: None },
        "cronjobs" | "cronjob" | "jobs" | "job" | "cj" => Look::Jobs,
        "certificates" | "certificate" | "cert" | "secrets" | "secret" => Look::Certificates,
        "svc" | "service" | "services" | "ep" | "endpoints" | "ingress" | "ing" | "virtualservice" => {
            Look::Topology { component: shell.component() }
        }
        "prometheusrules" | "alerts" => Look::Alerts,
        _ => Look::Replicas { component: shell.component() },
    })
}

/// A pod that is deleted comes back: one replica is restarted. Without its number, or with all of them, ask.
fn delete_pod(shell: &Shell) -> Understood {
    match (shell.component(), shell.replica()) {
        // Whoever deletes means to destroy: it is asked about even for one.
        (Some(component), Some(replica)) => {
            Understood::Choose(vec![Intent::Do(I::Restart { component, replica: Some(replica) })])
        }
        (Some(component), None) => {
            let count = shell.lexicon.replicas.get(&component).map_or(2, |r| r.0).min(3);
            let one = |n| Intent::Do(I::Restart { component: component.clone(), replica: Some(n) });
            let mut options: Vec<Intent> = (0..count).map(one).collect();
            options.push(Intent::Do(I::Restart { component: component.clone(), replica: None }));
            Understood::Choose(options)
        }
        (None, _) => shell.restart(None),
    }
}

/// `kubectl set resources deploy/x --limits=cpu=1500m,memory=1Gi`
fn resources(shell: &Shell) -> Understood {
    let limits = shell.command.option(&["--limits"]).unwrap_or("");
    let Some(component) = shell.component() else { return unknown() };
    let mut orders: Vec<Intent> = limits
        .split(',')
        .filter_map(|limit| limit.split_once('='))
        .filter_map(|(what, amount)| limit(&component, what, amount))
        .collect();
    match orders.len() {
        0 => unknown(),
        1 => Understood::Clear(orders.remove(0)),
        _ => Understood::Choose(orders),
    }
}

/// A number that the order can carry as it was typed.
fn whole(value: f64) -> Option<u32> {
    let rounded = value.round();
    ((value - rounded).abs() < 1e-6 && rounded >= 1.0).then_some(rounded as u32)
}

/// A limit as the platform writes it: `1500m` and `2` of cpu, `512Mi` and `1Gi` of memory.
pub(super) fn limit(component: &str, what: &str, amount: &str) -> Option<Intent> {
    let digits = amount.find(|c: char| !(c.is_ascii_digit() || c == '.')).unwrap_or(amount.len());
    let value: f64 = amount[..digits].parse().ok()?;
    let component = component.to_string();
    Some(Intent::Do(match (what, &amount[digits..]) {
        ("cpu" | "cpus", "m") => I::CpuLimit { component, tenths: whole(value / 100.0)? },
        ("cpu" | "cpus", "") => I::CpuLimit { component, tenths: whole(value * 10.0)? },
        ("memory" | "mem", "mi" | "m" | "mb") => I::MemoryLimit { component, megabytes: value as u32 },
        ("memory" | "mem", "gi" | "g" | "gb") => {
            I::MemoryLimit { component, megabytes: (value * 1024.0) as u32 }
        }
        _ => return None,
    }))
}

/// Only the patches that are an order here: suspending a job, the number of replicas.
fn patch(shell: &Shell, what: &str) -> Understood {
    let line = shell.command.text().replace([' ', '"', '\''], "");
    if what.starts_with("cronjob") || what.starts_with("cj") {
        return match shell.named(Sort::Job) {
            Some(job) if line.contains("suspend:true") => order(I::PauseJob { job }),
            Some(job) if line.contains("suspend:false") => order(I::ResumeJob { job }),
            _ => unknown(),
        };
    }
    let count = line.split_once("{spec:{replicas:").map(|(_, rest)| rest.trim_end_matches('}'));
    match count {
        Some(count) => shell.scaled(Some(count)),
        None => unknown(),
    }
}

/// `helm …`
pub(super) fn helm(shell: &Shell) -> Understood {
    match shell.command.plain(&["-n"]).first().copied().unwrap_or("") {
        "rollback" => shell.rollback(),
        "history" | "list" | "ls" | "status" => look(Look::Changes { window: None }),
        "upgrade" => shell.deployed(),
        _ => unknown(),
    }
}

/// `argocd app …`
pub(super) fn argocd(shell: &Shell) -> Understood {
    let plain = shell.command.plain(&[]);
    match plain.get(1).copied().unwrap_or("") {
        "rollback" => shell.rollback(),
        "history" | "diff" | "list" => look(Look::Changes { window: None }),
        "get" | "resources" | "wait" => shell.replicas(),
        "logs" => shell.logs(),
        "set" => shell.deployed(),
        "actions" if shell.command.has("restart") => shell.restart(None),
        _ => unknown(),
    }
}

/// `docker …`, `docker service …`, `docker compose …`, `nomad …`
pub(super) fn containers(shell: &Shell) -> Understood {
    let plain = shell.command.plain(&["-n", "-f", "--tail"]);
    let words: Vec<&str> = plain
        .iter()
        .copied()
        .filter(|w| !matches!(*w, "service" | "compose" | "job" | "container" | "alloc" | "app"))
        .collect();
    let counted = || plain.iter().find_map(|w| w.split_once('=')).map(|(_, n)| n);
    match words.first().copied().unwrap_or("") {
        "ps" | "ls" | "status" | "inspect" | "exec" | "get" => shell.replicas(),
        "stats" | "top" => look(Look::Metric { subject: shell.component(), metric: Some(Metric::Cpu) }),
        "logs" => shell.logs(),
        "restart" => shell.restart(shell.replica()),
        "rollback" | "revert" => shell.rollback(),
        "history" | "events" => look(Look::Changes { window: None }),
        "scale" => shell.scaled(counted().or_else(|| words.last().copied())),
        "up" => {
            shell.scaled(shell.command.option(&["--scale"]).and_then(|v| v.split_once('=')).map(|(_, n)| n))
        }
        "update" | "run" if shell.command.holds("image") || shell.command.holds(":") => shell.deployed(),
        _ => unknown(),
    }
}

/// `systemctl restart x`, `service x restart`, `/etc/init.d/x restart`, `supervisorctl …`, `pm2 …`
pub(super) fn unit(shell: &Shell) -> Understood {
    let has = |word: &str| shell.command.has(word);
    let job = shell.named(Sort::Job);
    if has("restart") || has("reload-or-restart") {
        return match job {
            Some(_) => unknown(),
            None => shell.restart(shell.replica()),
        };
    }
    let stops = ["stop", "disable", "mask"].iter().any(|w| has(w));
    let starts = ["start", "enable", "unmask"].iter().any(|w| has(w));
    match job {
        Some(job) if stops => return order(I::PauseJob { job }),
        Some(job) if starts => return order(I::ResumeJob { job }),
        _ => {}
    }
    if has("list-timers") || has("list-jobs") {
        return look(Look::Jobs);
    }
    if has("logs") {
        return shell.logs();
    }
    // A service that is stopped is no order here, and taking it for a restart would be worse.
    if stops || starts || has("kill") || has("reload") { unknown() } else { shell.replicas() }
}
