//! Replicas as `kubectl get pods` would list them, those that are not well first.

use std::collections::BTreeMap;

use world::probe::Probe;
use world::signal::{ReplicaState, Signals};
use world::time::{MINUTE, Nanos, SECOND};

use super::teller::{Keep, Teller, dim, plain, toned};
use super::{Told, View};
use crate::block::{Cell, Tone};

/// Replicas named one by one in the leading sentence [count].
const LEADING: usize = 3;
/// Replicas younger than this have their age in seconds [ns].
const YOUNG: Nanos = 2 * MINUTE;
/// Age of what runs since before anything was recorded, from and below [d].
const DAYS: (u64, u64) = (3, 40);
/// Memory use that is worth a look, and that is about to be killed [% of the limit].
const MEMORY: (f64, f64) = (80.0, 95.0);

pub(super) fn tell(view: View, seen: &[(Probe, Signals)]) -> Told {
    let mut teller = Teller::new(view);
    let mut replicas: Vec<&ReplicaState> = seen
        .iter()
        .filter_map(|(_, signals)| match signals {
            Signals::Replicas(replicas) => Some(replicas),
            _ => None,
        })
        .flatten()
        .collect();
    if replicas.is_empty() {
        teller.note("narrate-replicas-none");
        return teller.told();
    }
    replicas.sort_by(|a, b| {
        let by_name = (&a.component, a.replica).cmp(&(&b.component, b.replica));
        trouble(b).total_cmp(&trouble(a)).then(by_name)
    });
    lead(&mut teller, &replicas);
    let with_memory = replicas.iter().any(|replica| replica.memory.is_some());
    let rows = replicas.iter().map(|replica| row(&mut teller, replica, with_memory)).collect();
    let mut keys = vec![
        "narrate-col-replica",
        "narrate-col-state",
        "narrate-col-version",
        ">narrate-col-restarts",
        ">narrate-col-age",
        ">narrate-col-queue",
        "narrate-col-zone",
    ];
    if with_memory {
        keys.insert(5, ">narrate-col-memory");
    }
    let columns = teller.columns(&keys);
    let title = teller.say("narrate-title-replicas", &[]);
    teller.table(title, columns, rows, Keep::First);
    teller.told()
}

fn host(replica: &ReplicaState) -> String {
    format!("{}-{}", replica.component, replica.replica)
}

/// It was started again because it was not well, not because somebody wanted it.
fn fell(replica: &ReplicaState) -> bool {
    replica.restarts > 0 && matches!(replica.last_reason, "oom" | "liveness" | "crash")
}

fn memory_share(replica: &ReplicaState) -> f64 {
    replica.memory.filter(|(_, limit)| *limit > 0.0).map_or(0.0, |(used, limit)| used * 100.0 / limit)
}

fn state_tone(state: &str) -> Tone {
    match state {
        "ready" => Tone::Plain,
        "dead" => Tone::Hot,
        _ => Tone::Warm,
    }
}

/// Larger is listed first; 0 is well.
fn trouble(replica: &ReplicaState) -> f64 {
    let state = match state_tone(replica.state) {
        Tone::Hot => 1_000.0,
        Tone::Warm => 500.0,
        _ => 0.0,
    };
    let restarts = if fell(replica) { 100.0 + f64::from(replica.restarts.min(99)) } else { 0.0 };
    let memory = memory_share(replica);
    state + restarts + if memory >= MEMORY.0 { memory / 10.0 } else { 0.0 }
}

fn lead(teller: &mut Teller, replicas: &[&ReplicaState]) {
    let mut parts = Vec::new();
    let comma = teller.say("narrate-comma", &[]);
    let away: Vec<String> = replicas
        .iter()
        .filter(|replica| replica.state != "ready")
        .map(|replica| format!("{} {}", host(replica), replica.state))
        .collect();
    if !away.is_empty() {
        let n = teller.count("replicas.away", away.len() as u64);
        let all = teller.count("replicas", replicas.len() as u64);
        let named = teller.word("replicas.away.names", &away[..away.len().min(LEADING)].join(&comma));
        parts.push(teller.say("narrate-replicas-away", &[("n", &n), ("all", &all), ("names", &named)]));
    }
    let fallen = replicas.iter().filter(|r| fell(r)).count();
    if let Some(most) = replicas.iter().filter(|r| fell(r)).max_by_key(|r| r.restarts).filter(|_| fallen > 1)
    {
        let n = teller.count("replicas.restarted", fallen as u64);
        let all = teller.count("replicas", replicas.len() as u64);
        let times = teller.count("replica.restarts", u64::from(most.restarts));
        let args = [("n", n.as_str()), ("all", &all), ("times", &times), ("reason", most.last_reason)];
        parts.push(teller.say("narrate-replicas-restarts-several", &args));
    } else if let Some(most) = replicas.iter().find(|r| fell(r)) {
        let name = teller.word("replica.host", &host(most));
        let n = teller.count("replica.restarts", u64::from(most.restarts));
        let args = [("name", name.as_str()), ("n", &n), ("reason", most.last_reason)];
        parts.push(teller.say("narrate-replicas-restarts", &args));
    }
    if let Some((component, versions)) = mixed(replicas) {
        let component = teller.word("subject", component);
        let versions = teller.word("versions", &versions.join(&comma));
        parts.push(
            teller.say("narrate-replicas-mixed", &[("component", &component), ("versions", &versions)]),
        );
    }
    let text = match parts.is_empty() {
        true => {
            let n = teller.count("replicas", replicas.len() as u64);
            teller.say("narrate-replicas-ready", &[("n", &n)])
        }
        false => parts.join(&teller.say("narrate-semicolon", &[])),
    };
    teller.narrate(text);
}

/// The first component that runs more than one version, and which.
fn mixed<'a>(replicas: &[&'a ReplicaState]) -> Option<(&'a str, Vec<String>)> {
    let mut versions: BTreeMap<&str, BTreeMap<&str, u64>> = BTreeMap::new();
    for replica in replicas {
        *versions.entry(&replica.component).or_default().entry(&replica.version).or_default() += 1;
    }
    let (component, versions) = versions.into_iter().find(|(_, versions)| versions.len() > 1)?;
    Some((component, versions.into_iter().map(|(version, n)| format!("{version}×{n}")).collect()))
}

fn row(teller: &mut Teller, replica: &ReplicaState, with_memory: bool) -> Vec<Cell> {
    let state = match replica.role {
        "" => replica.state.to_string(),
        role => format!("{} ({role})", replica.state),
    };
    let mut restarts = teller.count("replica.restarts", u64::from(replica.restarts));
    if replica.restarts > 0 && !replica.last_reason.is_empty() {
        restarts = format!("{restarts} ({})", replica.last_reason);
    }
    let restarts_tone = match (fell(replica), replica.restarts) {
        (true, _) => Tone::Warm,
        (false, 0) => Tone::Dim,
        _ => Tone::Plain,
    };
    let mut cells = vec![
        plain(teller.word("replica.host", &host(replica))),
        toned(state, state_tone(replica.state)),
        plain(teller.word("replica.version", &replica.version)),
        toned(restarts, restarts_tone),
        dim(age(teller, replica)),
    ];
    if with_memory {
        cells.push(memory(teller, replica));
    }
    let queue = teller.count("replica.queue", u64::from(replica.queue));
    let busy = teller.count("replica.busy", u64::from(replica.busy));
    cells.push(plain(format!("{busy}/{queue}")));
    cells.push(dim(
        teller.word("replica.place", if replica.node.is_empty() { &replica.zone } else { &replica.node })
    ));
    cells
}

/// As `kubectl` writes it: what was just started to the second, the rest in whole minutes. What runs since before
/// anything was recorded is days old, all of a component alike, and as many as another night would not have.
fn age(teller: &mut Teller, replica: &ReplicaState) -> String {
    match replica.uptime {
        whole if whole > 0 && whole >= teller.view.now => {
            let night = teller.view.clock.second(0);
            let drawn = replica.component.bytes().chain(night.bytes());
            let drawn = drawn.fold(0_u64, |sum, byte| sum.wrapping_mul(31).wrapping_add(u64::from(byte)));
            let days = DAYS.0 + drawn % (DAYS.1 - DAYS.0);
            let written = teller.say("clock-span-days", &[("n", &days.to_string())]);
            teller.word("replica.uptime", &written)
        }
        young if young < YOUNG => {
            let written = teller.say("clock-span-seconds", &[("n", &(young / SECOND).to_string())]);
            teller.word("replica.uptime", &written)
        }
        old => teller.span("replica.uptime", old / MINUTE * MINUTE),
    }
}

fn memory(teller: &mut Teller, replica: &ReplicaState) -> Cell {
    let Some((used, limit)) = replica.memory else { return dim(super::figures::MISSING.into()) };
    let tone = match memory_share(replica) {
        share if share >= MEMORY.1 => Tone::Hot,
        share if share >= MEMORY.0 => Tone::Warm,
        _ => Tone::Plain,
    };
    // Whole megabytes: a limit of 1,024 rounded to three digits would look like another one.
    let used = teller.whole("replica.memory", used, "MB");
    let limit = teller.whole("replica.memory.limit", limit, "MB");
    toned(format!("{used}/{limit}"), tone)
}
