//! kubectl and helm. Knows resources and sub-commands; whatever has no counterpart among the orders is
//! not understood rather than taken for something near it.

use super::component;
use crate::intent::{Intent, Look, Understood, Wanted};
use crate::understand::lexicon::{Lexicon, Sort};
use crate::understand::scan::{Scan, Unit, What};
use world::intervention::Intervention as I;
use world::signal::Metric;

fn look(look: Look) -> Understood {
    Understood::Clear(Intent::Look(look))
}

fn order(order: I) -> Understood {
    Understood::Clear(Intent::Do(order))
}

/// A restart of the named component, or the question which.
pub(super) fn restart(part: Option<String>, replica: Option<u32>, lexicon: &Lexicon) -> Understood {
    let make = |component: String| Intent::Do(I::Restart { component, replica });
    match part {
        Some(component) => order(I::Restart { component, replica }),
        None => {
            let ours = lexicon.all(|s| s.is_component() && s != Sort::External);
            Understood::Missing {
                wanted: Wanted::Target,
                options: ours.map(|t| make(t.name.clone())).collect(),
            }
        }
    }
}

fn rollback(part: Option<String>, lexicon: &Lexicon) -> Understood {
    match part {
        Some(service) => order(I::Rollback { service }),
        None => {
            let all = lexicon
                .all(|s| s == Sort::Service)
                .map(|t| Intent::Do(I::Rollback { service: t.name.clone() }));
            Understood::Missing { wanted: Wanted::Target, options: all.collect() }
        }
    }
}

fn replica(scan: &Scan) -> Option<u32> {
    scan.tokens.iter().find_map(|t| match t.what {
        What::Number(n, Unit::Index) => Some(n as u32),
        _ => None,
    })
}

/// `kubectl …`
pub(super) fn kubectl(words: &[&str], scan: &Scan, lexicon: &Lexicon) -> Understood {
    let valued = ["-n", "--namespace", "--context", "-c", "--kubeconfig"];
    let mut plain: Vec<&str> = Vec::new();
    let mut skip = false;
    for word in &words[1..] {
        if skip {
            skip = false;
        } else if valued.contains(word) {
            skip = true;
        } else if !word.starts_with('-') {
            plain.push(word);
        }
    }
    let part = component(scan);
    let (verb, what) = (plain.first().copied().unwrap_or(""), plain.get(1).copied().unwrap_or(""));
    match verb {
        "rollout" => rollout(what, part, lexicon),
        "get" | "describe" => seen(what, part),
        "logs" | "log" => {
            let piped =
                words.join(" ").split("grep ").nth(1).map(|r| r.trim_matches(['"', '\'']).to_string());
            let errors_only = piped.as_deref().is_some_and(|p| p.contains("error"));
            look(Look::Logs {
                component: part,
                errors_only,
                contains: piped.filter(|p| !p.contains("error")),
            })
        }
        "top" => look(Look::Metric { subject: part, metric: Some(Metric::Cpu) }),
        "scale" => scale(words, part),
        "delete" if ["pod", "pods", "po"].contains(&what) || what.starts_with("pod/") => {
            delete_pod(part, scan, lexicon)
        }
        "set" if what == "image" => image(scan, part, lexicon),
        "patch" if what.starts_with("cronjob") => patch_job(words, scan),
        "exec" | "cp" | "port-forward" | "attach" => look(Look::Replicas { component: part }),
        _ => Understood::Unknown,
    }
}

fn rollout(what: &str, part: Option<String>, lexicon: &Lexicon) -> Understood {
    match what {
        "undo" => rollback(part, lexicon),
        "restart" => restart(part, None, lexicon),
        "history" => look(Look::Changes { window: None }),
        "status" => look(Look::Replicas { component: part }),
        _ => Understood::Unknown,
    }
}

fn seen(what: &str, part: Option<String>) -> Understood {
    let kind = what.split(['/', ',']).next().unwrap_or(what);
    look(match kind {
        "events" | "ev" => Look::Changes { window: None },
        "cronjobs" | "cronjob" | "jobs" | "job" | "cj" => Look::Jobs,
        "certificates" | "certificate" | "cert" | "secrets" => Look::Certificates,
        "svc" | "service" | "services" | "ep" | "endpoints" | "ingress" | "ing" => {
            Look::Topology { component: part }
        }
        _ => Look::Replicas { component: part },
    })
}

fn scale(words: &[&str], part: Option<String>) -> Understood {
    let line = words.join(" ");
    let count = line.split("--replicas").nth(1).and_then(|rest| {
        let rest = rest.trim_start_matches(['=', ' ']);
        let digits = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
        rest[..digits].parse::<u32>().ok()
    });
    match (part, count) {
        (Some(component), Some(replicas)) => order(I::Scale { component, replicas }),
        _ => Understood::Unknown,
    }
}

/// A pod that is deleted comes back: one replica is restarted. Without its number, or with all of them, ask.
fn delete_pod(part: Option<String>, scan: &Scan, lexicon: &Lexicon) -> Understood {
    match (part, replica(scan)) {
        (Some(component), Some(replica)) => order(I::Restart { component, replica: Some(replica) }),
        (Some(component), None) => {
            let count = lexicon.replicas.get(&component).map_or(2, |r| r.0).min(3);
            let one = |n| Intent::Do(I::Restart { component: component.clone(), replica: Some(n) });
            let mut options: Vec<Intent> = (0..count).map(one).collect();
            options.push(Intent::Do(I::Restart { component: component.clone(), replica: None }));
            Understood::Choose(options)
        }
        (None, _) => restart(None, None, lexicon),
    }
}

fn image(scan: &Scan, part: Option<String>, lexicon: &Lexicon) -> Understood {
    let versions = scan.names(|s| s == Sort::Version);
    match (part, versions.first()) {
        (Some(service), Some(version)) if version.owner == service => {
            order(I::Deploy { service, version: version.name.clone() })
        }
        (Some(service), _) => Understood::Missing {
            wanted: Wanted::Value,
            options: lexicon
                .all(|s| s == Sort::Version)
                .filter(|t| t.owner == service)
                .map(|t| Intent::Do(I::Deploy { service: t.owner.clone(), version: t.name.clone() }))
                .collect(),
        },
        _ => Understood::Unknown,
    }
}

fn patch_job(words: &[&str], scan: &Scan) -> Understood {
    let line = words.join(" ").replace([' ', '"'], "");
    match scan.names(|s| s == Sort::Job).first().map(|t| t.name.clone()) {
        Some(job) if line.contains("suspend:true") => order(I::PauseJob { job }),
        Some(job) if line.contains("suspend:false") => order(I::ResumeJob { job }),
        _ => Understood::Unknown,
    }
}

/// `helm …`
pub(super) fn helm(words: &[&str], scan: &Scan, lexicon: &Lexicon) -> Understood {
    match words.get(1).copied().unwrap_or("") {
        "rollback" => rollback(component(scan), lexicon),
        "history" | "list" | "ls" | "status" => look(Look::Changes { window: None }),
        _ => Understood::Unknown,
    }
}
