//! One metric over time, all readings of one subject, or one metric of all subjects. Knows charts as data; a face
//! draws them.

use world::probe::Probe;
use world::signal::{Metric, Series, Signals, Vital};

use super::impact::bad_run;
use super::overview::{lead, note_missing, vitals};
use super::teller::{Keep, Teller, dim, plain};
use super::unlike::{compared, unlike};
use super::{Told, View};
use crate::block::{Body, Chart};
use crate::words::Lang;

/// Charts of one answer: more do not fit a screen [count].
const CHARTS: usize = 3;

/// `checkout p95: 2,310ms（通常 180ms）`, since when, and the chart.
pub(super) fn over_time(view: View, seen: &[(Probe, Signals)]) -> Told {
    let mut teller = Teller::new(view);
    let all: Vec<&Series> = seen
        .iter()
        .filter_map(|(_, signals)| match signals {
            Signals::Series(series) => Some(series),
            _ => None,
        })
        .flatten()
        .collect();
    if all.iter().all(|series| series.points.iter().all(Option::is_none)) {
        // What never had a normal value has no such metric; what had one is not being seen.
        let known = all.iter().any(|series| series.normal.is_some());
        teller.note(if known { "narrate-no-series" } else { "narrate-no-such-series" });
        return Told { absent: !known, ..teller.told() };
    }
    for series in all.into_iter().take(CHARTS) {
        sentence(&mut teller, series);
        teller.push(Body::Chart(chart(view.lang, series)));
        gap(&mut teller, series);
    }
    teller.told()
}

/// A series as a chart, titled in the viewer's language.
pub fn chart(lang: Lang, series: &Series) -> Chart {
    let unit = series.metric.unit();
    let name = super::metric_name(lang, series.metric);
    let title = match unit {
        "" => format!("{} {name}", series.subject),
        unit => format!("{} {name} [{unit}]", series.subject),
    };
    Chart {
        title,
        unit: unit.into(),
        first: series.first,
        step: series.step,
        lines: vec![(series.subject.clone(), series.points.clone())],
        normal: series.normal,
    }
}

fn sentence(teller: &mut Teller, series: &Series) {
    let (subject, metric) = (series.subject.as_str(), series.metric);
    let now = series.points.iter().rev().find_map(|point| *point);
    let reading = world::signal::Reading { metric, now, normal: series.normal };
    let readings = match (now, series.normal) {
        (Some(now), Some(normal))
            if normal > 0.0 && now / normal >= 2.0 && compared(metric, now, normal).score > 0.0 =>
        {
            let id = format!("{subject}.{}", metric.name());
            let name = teller.metric(metric);
            let n = teller.measure(&format!("{id}.times"), now / normal, "");
            let now = teller.measure(&format!("{id}.now"), now, metric.unit());
            let normal = teller.measure(&format!("{id}.normal"), normal, metric.unit());
            let args = [("metric", name.as_str()), ("now", &now), ("normal", &normal), ("n", &n)];
            teller.say("narrate-reading-times", &args)
        }
        _ => teller.reading_in_words(subject, &reading),
    };
    let subject = teller.word("subject", subject);
    let args = [("subject", subject.as_str()), ("readings", readings.as_str())];
    let text = match bad_run(series) {
        None => teller.say("narrate-unlike", &args),
        Some(run) => {
            let from = run.written(teller, "since");
            match run.until {
                None => teller.say("narrate-metric-since", &[args[0], args[1], ("from", &from)]),
                Some(until) => {
                    let until = teller.minute("until", until);
                    teller.say("narrate-metric-over", &[args[0], args[1], ("from", &from), ("until", &until)])
                }
            }
        }
    };
    teller.narrate(text);
}

/// Says where monitoring saw nothing: the longest stretch of missing points.
fn gap(teller: &mut Teller, series: &Series) {
    let mut longest: Option<(usize, usize)> = None;
    let mut start = None;
    let ends = series.points.iter().map(Option::is_none).chain([false]).enumerate();
    for (i, missing) in ends {
        match (missing, start) {
            (true, None) => start = Some(i),
            (false, Some(from)) => {
                if longest.is_none_or(|(a, b)| i - from > b - a) {
                    longest = Some((from, i));
                }
                start = None;
            }
            _ => {}
        }
    }
    if let Some((from, until)) = longest {
        let end_of = |i: usize| series.first.saturating_sub(series.step) + series.step * i as u64;
        let from = teller.minute("gap.since", end_of(from));
        let until = teller.minute("gap.until", end_of(until));
        let text = teller.say("narrate-gap", &[("from", &from), ("until", &until)]);
        teller.narrate(text);
    }
}

/// All readings of one subject.
pub(super) fn readings(view: View, subject: &str, seen: &[(Probe, Signals)]) -> Told {
    let mut teller = Teller::new(view);
    let found: Vec<&Vital> = vitals(seen).into_iter().filter(|vital| vital.subject == subject).collect();
    lead(&mut teller, &found);
    for vital in &found {
        let mut readings = vital.readings.clone();
        readings.sort_by(|a, b| unlike(b).score.total_cmp(&unlike(a).score));
        let rows = readings
            .iter()
            .map(|reading| {
                let mut now = teller.reading(&vital.subject, reading);
                let id = format!("{}.{}", vital.subject, reading.metric.name());
                now.text = teller.maybe(&format!("{id}.now"), reading.now, reading.metric.unit());
                let normal = teller.maybe(&format!("{id}.normal"), reading.normal, reading.metric.unit());
                vec![plain(teller.metric(reading.metric)), now, dim(normal)]
            })
            .collect();
        let columns =
            teller.columns(&["narrate-col-metric", ">narrate-col-last-minute", ">narrate-col-normal"]);
        let title = teller.word("subject", &vital.subject);
        teller.table(title, columns, rows, Keep::First);
    }
    note_missing(&mut teller, found.into_iter());
    teller.told()
}

/// One metric of every subject that has it.
pub(super) fn ranking(view: View, metric: Metric, seen: &[(Probe, Signals)]) -> Told {
    let mut teller = Teller::new(view);
    let narrowed: Vec<Vital> = vitals(seen)
        .into_iter()
        .filter_map(|vital| {
            let readings: Vec<_> = vital.readings.iter().filter(|r| r.metric == metric).copied().collect();
            (!readings.is_empty()).then(|| Vital { subject: vital.subject.clone(), readings })
        })
        .collect();
    let mut found: Vec<&Vital> = narrowed.iter().collect();
    found.sort_by(|a, b| super::unlike::of_vital(b).total_cmp(&super::unlike::of_vital(a)));
    lead(&mut teller, &found);
    let mut rows = Vec::new();
    for vital in &found {
        for reading in &vital.readings {
            let id = format!("{}.{}", vital.subject, metric.name());
            let mut now = teller.reading(&vital.subject, reading);
            now.text = teller.maybe(&format!("{id}.now"), reading.now, metric.unit());
            let normal = teller.maybe(&format!("{id}.normal"), reading.normal, metric.unit());
            rows.push(vec![plain(teller.word("subject", &vital.subject)), now, dim(normal)]);
        }
    }
    let columns = teller.columns(&["narrate-col-subject", ">narrate-col-last-minute", ">narrate-col-normal"]);
    let title = teller.metric(metric);
    teller.table(title, columns, rows, Keep::First);
    note_missing(&mut teller, found.into_iter());
    teller.told()
}
