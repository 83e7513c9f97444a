//! Kept traces: a list, and the span tree of the most telling one with the time that each call spent itself.
//! Knows intervals; not why one was long.

use std::collections::BTreeMap;

use world::probe::Probe;
use world::signal::{Signals, Span, Trace};
use world::time::{MILLI, Nanos};

use super::ask::RECENT;
use super::teller::{Keep, Teller, dim, plain, toned};
use super::{Told, View};
use crate::block::{Cell, Tone};

/// Traces in the list: it stands above a tree, and both shall fit a screen [count].
const LISTED: usize = 6;
/// Calls named in the leading sentence [count].
const LEADING: usize = 2;

pub(super) fn tell(view: View, seen: &[(Probe, Signals)]) -> Told {
    let mut teller = Teller::new(view);
    let mut traces: Vec<&Trace> = seen
        .iter()
        .filter_map(|(_, signals)| match signals {
            Signals::Traces(traces) => Some(traces),
            _ => None,
        })
        .flatten()
        .collect();
    let window = teller.span("window", RECENT);
    // What failed before what was slow, then the longest.
    traces.sort_by(|a, b| badness(b.outcome).cmp(&badness(a.outcome)).then(b.took.cmp(&a.took)));
    let Some(worst) = traces.first().copied() else {
        let text = teller.say("narrate-traces-none", &[("window", &window)]);
        teller.narrate(text);
        return teller.told();
    };
    lead(&mut teller, worst);
    if traces.len() > 1 {
        list(&mut teller, &traces, &window);
    }
    tree(&mut teller, worst);
    teller.told()
}

fn badness(outcome: &str) -> u8 {
    match outcome {
        "ok" => 0,
        "degraded" => 1,
        "slow" => 2,
        _ => 3,
    }
}

fn tone(outcome: &str) -> Tone {
    match badness(outcome) {
        0 => Tone::Dim,
        1 | 2 => Tone::Warm,
        _ => Tone::Hot,
    }
}

fn millis(teller: &mut Teller, id: &str, span: Nanos) -> String {
    teller.measure(id, span as f64 / MILLI as f64, "ms")
}

fn lead(teller: &mut Teller, trace: &Trace) {
    let mut by_call: BTreeMap<&str, Nanos> = BTreeMap::new();
    for (span, own) in trace.spans.iter().zip(own_times(&trace.spans)) {
        *by_call.entry(&span.call).or_default() += own;
    }
    let mut by_call: Vec<(&str, Nanos)> = by_call.into_iter().filter(|(_, own)| *own > 0).collect();
    by_call.sort_by_key(|(_, own)| std::cmp::Reverse(*own));
    let mut parts = Vec::new();
    for (call, own) in by_call.into_iter().take(LEADING) {
        let share = own as f64 * 100.0 / trace.took.max(1) as f64;
        let call = teller.word("trace.call", call);
        let own = millis(teller, "trace.own", own);
        let share = teller.measure("trace.share", share, "%");
        parts.push(teller.say("narrate-trace-part", &[("call", &call), ("own", &own), ("share", &share)]));
    }
    let journey = teller.word("subject", &trace.journey);
    let request = teller.word("trace.request", &trace.request.to_string());
    let took = millis(teller, "trace.took", trace.took);
    let comma = teller.say("narrate-comma", &[]);
    let args = [
        ("journey", journey.as_str()),
        ("request", &request),
        ("took", &took),
        ("outcome", trace.outcome),
        ("parts", &parts.join(&comma)),
    ];
    let text = teller.say("narrate-trace", &args);
    teller.narrate(text);
}

fn list(teller: &mut Teller, traces: &[&Trace], window: &str) {
    let rows: Vec<Vec<Cell>> = traces
        .iter()
        .take(LISTED)
        .map(|trace| {
            vec![
                plain(teller.second("trace.at", trace.at)),
                plain(teller.word("trace.request", &trace.request.to_string())),
                plain(teller.word("subject", &trace.journey)),
                plain(millis(teller, "trace.took", trace.took)),
                toned(trace.outcome.into(), tone(trace.outcome)),
            ]
        })
        .collect();
    let shown = teller.count("traces.shown", rows.len() as u64);
    let all = teller.count("traces.all", traces.len() as u64);
    let title = teller.say("narrate-title-traces", &[("shown", &shown), ("all", &all), ("window", window)]);
    let columns = teller.columns(&[
        "narrate-col-time",
        ">narrate-col-request",
        "narrate-col-journey",
        ">narrate-col-took",
        "narrate-col-outcome",
    ]);
    teller.table(title, columns, rows, Keep::First);
}

fn tree(teller: &mut Teller, trace: &Trace) {
    let own = own_times(&trace.spans);
    let most = own.iter().copied().max().unwrap_or(0);
    let rows = trace
        .spans
        .iter()
        .zip(own)
        .map(|(span, own)| span_row(teller, span, own, own > 0 && own == most))
        .collect();
    let request = teller.word("trace.request", &trace.request.to_string());
    let at = teller.second("trace.at", trace.at);
    let title = teller.say("narrate-title-trace", &[("request", &request), ("at", &at)]);
    let columns = teller.columns(&[
        "narrate-col-call",
        "narrate-col-replica",
        ">narrate-col-offset",
        ">narrate-col-took",
        ">narrate-col-own",
        "narrate-col-outcome",
    ]);
    teller.table(title, columns, rows, Keep::First);
}

fn span_row(teller: &mut Teller, span: &Span, own: Nanos, most: bool) -> Vec<Cell> {
    let mut call = teller.word("span.call", &span.call);
    if span.attempt > 0 {
        let n = teller.count("span.attempt", u64::from(span.attempt) + 1);
        call = teller.say("narrate-attempt", &[("call", &call), ("n", &n)]);
    }
    let indent = "  ".repeat(span.depth.min(8) as usize);
    let host = match (span.replica, span.call.split_once('.')) {
        (Some(n), Some((component, _))) => teller.word("span.host", &format!("{component}-{n}")),
        (Some(n), None) => teller.word("span.host", &format!("{}-{n}", span.call)),
        (None, _) => super::figures::MISSING.into(),
    };
    vec![
        plain(format!("{indent}{call}")),
        dim(host),
        dim(format!("+{}", millis(teller, "span.offset", span.offset))),
        plain(millis(teller, "span.took", span.took)),
        toned(millis(teller, "span.own", own), if most { Tone::Warm } else { Tone::Plain }),
        toned(span.outcome.into(), tone(span.outcome)),
    ]
}

/// What each span spent itself: its time without the time in which one of its calls was under way [ns]. A
/// span's caller is the nearest earlier one that is one level up.
fn own_times(spans: &[Span]) -> Vec<Nanos> {
    let mut calls: Vec<Vec<(Nanos, Nanos)>> = vec![Vec::new(); spans.len()];
    for (i, span) in spans.iter().enumerate() {
        let caller = spans[..i].iter().rposition(|earlier| earlier.depth + 1 == span.depth);
        if let Some(caller) = caller {
            calls[caller].push((span.offset, span.offset.saturating_add(span.took)));
        }
    }
    spans
        .iter()
        .zip(calls)
        .map(|(span, mut calls)| {
            calls.sort_unstable();
            let (from, until) = (span.offset, span.offset.saturating_add(span.took));
            let (mut covered, mut reached) = (0, from);
            for (start, end) in calls {
                let (start, end) = (start.max(reached), end.min(until));
                if end > start {
                    covered += end - start;
                    reached = end;
                }
            }
            span.took.saturating_sub(covered)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn span(depth: u32, offset: Nanos, took: Nanos) -> Span {
        Span { depth, call: "a.b".into(), replica: Some(0), attempt: 0, offset, took, outcome: "ok" }
    }

    #[test]
    fn own_time_leaves_out_calls_and_counts_parallel_ones_once() {
        let spans = [span(0, 0, 100), span(1, 10, 30), span(1, 20, 40), span(2, 25, 5), span(1, 90, 50)];
        assert_eq!(own_times(&spans), [100 - 50 - 10, 30, 35, 5, 50]);
    }

    #[test]
    fn a_lone_or_strange_span_breaks_nothing() {
        assert_eq!(own_times(&[]), Vec::<Nanos>::new());
        assert_eq!(own_times(&[span(3, 5, Nanos::MAX)]), [Nanos::MAX]);
    }
}
