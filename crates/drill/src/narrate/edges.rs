//! Who calls whom as it runs: rates, failures, retries, pools, settings. Knows each call on its own; draws no
//! conclusion from one to the next.

use world::probe::Probe;
use world::signal::{EdgeState, Signals};
use world::time::{MILLI, SECOND};

use super::teller::{Keep, Teller, dim, plain, toned};
use super::{Told, View};
use crate::block::{Cell, Tone};

/// Share of failed calls that is worth a look, and that burns [%].
const FAILED: (f64, f64) = (1.0, 5.0);
/// Share of calls that are retries that is worth a look [%].
const RETRIES: f64 = 10.0;

pub(super) fn tell(view: View, seen: &[(Probe, Signals)]) -> Told {
    let mut teller = Teller::new(view);
    let mut edges: Vec<&EdgeState> = seen
        .iter()
        .filter_map(|(_, signals)| match signals {
            Signals::Edges(edges) => Some(edges),
            _ => None,
        })
        .flatten()
        .collect();
    if edges.is_empty() {
        teller.note("narrate-edges-none");
        return teller.told();
    }
    edges.sort_by(|a, b| score(b).total_cmp(&score(a)));
    lead(&mut teller, edges[0]);
    let rows = edges.iter().map(|edge| row(&mut teller, edge)).collect();
    let columns = teller.columns(&[
        "narrate-col-edge",
        ">metric-rate",
        ">narrate-col-failed",
        ">narrate-col-timeouts",
        ">narrate-col-retries",
        ">narrate-col-round-trip",
        ">narrate-col-pool",
        "narrate-col-settings",
    ]);
    let title = teller.say("narrate-title-edges", &[]);
    teller.table(title, columns, rows, Keep::First);
    teller.told()
}

fn failed_tone(edge: &EdgeState) -> Tone {
    match edge.failed {
        share if share >= FAILED.1 => Tone::Hot,
        share if share >= FAILED.0 => Tone::Warm,
        _ => Tone::Plain,
    }
}

fn pool_tone(edge: &EdgeState) -> Tone {
    match edge.pool {
        _ if edge.waiting > 0 => Tone::Hot,
        Some((used, size)) if size > 0 && used >= size => Tone::Warm,
        _ => Tone::Plain,
    }
}

fn breaker_open(edge: &EdgeState) -> bool {
    matches!(edge.breaker, "open" | "half-open")
}

/// Larger is more unlike a call that works; 0 works.
fn score(edge: &EdgeState) -> f64 {
    let points = |tone, hot: f64, warm: f64| match tone {
        Tone::Hot => hot,
        Tone::Warm => warm,
        _ => 0.0,
    };
    let retries = if edge.retries >= RETRIES { 5.0 } else { 0.0 };
    let breaker = if breaker_open(edge) { 20.0 } else { 0.0 };
    let failed = points(failed_tone(edge), 100.0 + edge.failed, 10.0 + edge.failed);
    points(pool_tone(edge), 100.0, 5.0) + failed + retries + breaker
}

fn name(teller: &mut Teller, edge: &EdgeState) -> String {
    teller.word("subject", &format!("{} -> {}", edge.from, edge.to))
}

fn lead(teller: &mut Teller, edge: &EdgeState) {
    if score(edge) == 0.0 {
        return teller.note("narrate-edges-normal");
    }
    let mut parts = Vec::new();
    for (key, share, worth) in [
        ("narrate-edge-failed", edge.failed, FAILED.0),
        ("narrate-edge-timeouts", edge.timeouts, FAILED.0),
        ("narrate-edge-retries", edge.retries, RETRIES),
    ] {
        if share >= worth {
            let share = teller.measure(key, share, "%");
            parts.push(teller.say(key, &[("share", &share)]));
        }
    }
    if let (Some((used, size)), true) = (edge.pool, pool_tone(edge) != Tone::Plain) {
        let used = teller.count("edge.pool.used", u64::from(used));
        let size = teller.count("edge.pool.size", u64::from(size));
        let waiting = teller.count("edge.waiting", u64::from(edge.waiting));
        parts.push(
            teller.say("narrate-edge-pool", &[("used", &used), ("size", &size), ("waiting", &waiting)]),
        );
    }
    if breaker_open(edge) {
        parts.push(teller.say("narrate-edge-breaker", &[("state", edge.breaker)]));
    }
    let comma = teller.say("narrate-comma", &[]);
    let subject = name(teller, edge);
    let text = teller.say("narrate-unlike", &[("subject", &subject), ("readings", &parts.join(&comma))]);
    teller.narrate(text);
}

fn row(teller: &mut Teller, edge: &EdgeState) -> Vec<Cell> {
    let retries = if edge.retries >= RETRIES { Tone::Warm } else { Tone::Plain };
    let timeouts = if edge.timeouts >= FAILED.0 { failed_tone(edge) } else { Tone::Plain };
    let pool = match edge.pool {
        None => dim(super::figures::MISSING.into()),
        Some((used, size)) => {
            let used = teller.count("edge.pool.used", u64::from(used));
            let size = teller.count("edge.pool.size", u64::from(size));
            let mut text = format!("{used}/{size}");
            if edge.waiting > 0 {
                text.push_str(&format!(" +{}", teller.count("edge.waiting", u64::from(edge.waiting))));
            }
            toned(text, pool_tone(edge))
        }
    };
    vec![
        plain(name(teller, edge)),
        plain(teller.measure("edge.rate", edge.rate, "/s")),
        toned(teller.measure("edge.failed", edge.failed, "%"), failed_tone(edge)),
        toned(teller.measure("edge.timeouts", edge.timeouts, "%"), timeouts),
        toned(teller.measure("edge.retries", edge.retries, "%"), retries),
        match edge.round_trip {
            Some(mean) => plain(teller.measure("edge.round_trip", mean, "ms")),
            None => dim(super::figures::MISSING.into()),
        },
        pool,
        settings(teller, edge),
    ]
}

/// `3s, retries 2, fallback`: the words of a settings file, in every language.
fn settings(teller: &mut Teller, edge: &EdgeState) -> Cell {
    let timeout = match edge.timeout {
        span if span < SECOND => teller.measure("edge.timeout", span as f64 / MILLI as f64, "ms"),
        span => teller.measure("edge.timeout", world::time::seconds(span), "s"),
    };
    let mut text = timeout;
    if edge.max_retries > 0 {
        let n = teller.count("edge.max_retries", u64::from(edge.max_retries));
        text.push_str(&format!(", retries {n}"));
    }
    // Open is news; closed is a setting among others.
    match edge.breaker {
        "" => {}
        "closed" => text.push_str(", breaker"),
        state => text = format!("breaker {state}, {text}"),
    }
    match edge.fallback {
        Some(true) => text.push_str(", fallback"),
        Some(false) => text.push_str(", fallback off"),
        None => {}
    }
    toned(text, if breaker_open(edge) { Tone::Warm } else { Tone::Dim })
}
