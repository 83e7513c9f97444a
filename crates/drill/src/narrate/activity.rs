//! What a database is doing, grouped as one would group `pg_stat_activity`, and its long transactions.

use world::probe::Probe;
use world::signal::{Metric, OpenTransaction, QueryActivity, Signals};
use world::time::{MINUTE, Nanos, SECOND};

use super::teller::{Keep, Teller, plain, toned};
use super::unlike::compared;
use super::{Told, View};
use crate::block::{Cell, Tone};

/// A transaction open for longer than this is worth a look [ns].
const LONG: Nanos = MINUTE;
/// A query without a normal value is worth a look from so many running [count], or when one runs so long [ns].
const INTRUDES: (u32, Nanos) = (5, 5 * SECOND);
/// Waiting for locks that is worth a look, and that burns [count].
const WAITING: (u32, u32) = (1, 10);

pub(super) fn tell(view: View, seen: &[(Probe, Signals)]) -> Told {
    let mut teller = Teller::new(view);
    let mut any = false;
    for (probe, signals) in seen {
        if let (Probe::Activity { database }, Signals::Activity(queries, transactions)) = (probe, signals) {
            any = true;
            one(&mut teller, database, queries, transactions);
        }
    }
    if !any {
        teller.note("narrate-activity-none");
    }
    teller.told()
}

/// It was never there before, and takes much of the database: so many at once, or one for so long.
fn intrudes(query: &QueryActivity) -> bool {
    query.normal_ms.is_none() && (query.active >= INTRUDES.0 || query.oldest >= INTRUDES.1)
}

fn slowness(query: &QueryActivity) -> f64 {
    match (query.mean_ms, query.normal_ms) {
        (Some(mean), Some(normal)) => compared(Metric::P95, mean, normal).score,
        _ => 0.0,
    }
}

fn score(query: &QueryActivity) -> f64 {
    let intrudes = if intrudes(query) { 200.0 } else { 0.0 };
    intrudes
        + slowness(query)
        + f64::from(query.waiting.min(1_000))
        + f64::from(query.active.min(1_000)) / 1_000.0
}

fn waiting_tone(waiting: u32) -> Tone {
    match waiting {
        n if n >= WAITING.1 => Tone::Hot,
        n if n >= WAITING.0 => Tone::Warm,
        _ => Tone::Plain,
    }
}

fn one(teller: &mut Teller, database: &str, queries: &[QueryActivity], transactions: &[OpenTransaction]) {
    let mut queries: Vec<&QueryActivity> = queries.iter().collect();
    queries.sort_by(|a, b| score(b).total_cmp(&score(a)));
    lead(teller, database, &queries, transactions);
    let rows = queries.iter().map(|query| row(teller, query)).collect();
    let columns = teller.columns(&[
        "narrate-col-query",
        ">narrate-col-active",
        ">narrate-col-lock-waits",
        ">narrate-col-longest",
        ">narrate-col-mean",
        ">metric-rate",
    ]);
    let subject = teller.word("subject", database);
    let title = teller.say("narrate-title-activity", &[("subject", &subject)]);
    teller.table(title, columns, rows, Keep::First);
    let mut transactions: Vec<&OpenTransaction> = transactions.iter().collect();
    transactions.sort_by_key(|transaction| transaction.since);
    let rows = transactions.iter().map(|transaction| transaction_row(teller, transaction)).collect();
    let columns =
        teller.columns(&["narrate-col-opened", ">narrate-col-open-for", ">narrate-col-rows-locked"]);
    let title = teller.say("narrate-title-transactions", &[("subject", &subject)]);
    teller.table(title, columns, rows, Keep::First);
}

fn lead(teller: &mut Teller, database: &str, queries: &[&QueryActivity], transactions: &[OpenTransaction]) {
    let mut parts = Vec::new();
    if let Some(query) = queries.first() {
        let name = teller.word("query", &query.query);
        if intrudes(query) {
            let n = teller.count("query.active", u64::from(query.active));
            let span = teller.span("query.oldest", query.oldest);
            let args = [("query", name.as_str()), ("n", &n), ("span", &span)];
            parts.push(teller.say("narrate-query-new", &args));
        }
        if let (Some(mean), Some(normal), true) = (query.mean_ms, query.normal_ms, slowness(query) > 0.0) {
            let mean = teller.measure("query.mean", mean, "ms");
            let normal = teller.measure("query.normal", normal, "ms");
            let args = [("query", name.as_str()), ("mean", &mean), ("normal", &normal)];
            parts.push(teller.say("narrate-query-slow", &args));
        }
    }
    let waiting: u64 = queries.iter().map(|query| u64::from(query.waiting)).sum();
    if waiting > 0 {
        let n = teller.count("locks.waiting", waiting);
        parts.push(teller.say("narrate-query-waiting", &[("n", &n)]));
    }
    let open_for = |t: &OpenTransaction| teller.view.now.saturating_sub(t.since);
    if let Some(longest) = transactions.iter().map(open_for).max().filter(|span| *span >= LONG) {
        let span = teller.span("transaction.open", longest);
        parts.push(teller.say("narrate-transaction-long", &[("span", &span)]));
    }
    let subject = teller.word("subject", database);
    let comma = teller.say("narrate-comma", &[]);
    let text = match parts.is_empty() {
        true => teller.say("narrate-activity-normal", &[("subject", &subject)]),
        false => teller.say("narrate-unlike", &[("subject", &subject), ("readings", &parts.join(&comma))]),
    };
    teller.narrate(text);
}

fn row(teller: &mut Teller, query: &QueryActivity) -> Vec<Cell> {
    let mut mean = teller.maybe("query.mean", query.mean_ms, "ms");
    let mut tone = Tone::Plain;
    if let (Some(now), Some(normal)) = (query.mean_ms, query.normal_ms) {
        tone = compared(Metric::P95, now, normal).tone;
        if tone != Tone::Plain {
            mean = format!("{mean} ({})", teller.measure("query.normal", normal, "ms"));
        }
    }
    vec![
        plain(teller.word("query", &query.query)),
        toned(
            teller.count("query.active", u64::from(query.active)),
            if intrudes(query) { Tone::Hot } else { Tone::Plain },
        ),
        toned(teller.count("query.waiting", u64::from(query.waiting)), waiting_tone(query.waiting)),
        plain(match query.oldest {
            0 => super::figures::MISSING.into(),
            oldest => teller.span("query.oldest", oldest),
        }),
        toned(mean, tone),
        plain(teller.measure("query.rate", query.rate, "/s")),
    ]
}

fn transaction_row(teller: &mut Teller, transaction: &OpenTransaction) -> Vec<Cell> {
    let open = teller.view.now.saturating_sub(transaction.since);
    let tone = if open >= LONG { Tone::Warm } else { Tone::Plain };
    vec![
        plain(teller.second("transaction.since", transaction.since)),
        toned(teller.span("transaction.open", open), tone),
        plain(teller.count("transaction.rows", u64::from(transaction.rows))),
    ]
}
