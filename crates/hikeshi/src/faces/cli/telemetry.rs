//! `world run --csv`: what a world's monitoring recorded, in the form that root-cause tools read: one wide table of metrics
//! with a column `COMPONENT_METRIC` each, logs, spans, and the second at which trouble began. Knows no tool.

use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};

use csv::Writer;
use drill::scenario::Scenario;
use world::World;
use world::fault::Fault;
use world::probe::Probe;
use world::signal::{LogGroup, Metric, Series, Signals, Span, Trace};
use world::time::{MICRO, Nanos, SECOND};

use crate::failure::Failure;

/// Metrics under the names that root-cause tools know; the others keep ours.
const KNOWN: [(Metric, &str); 6] = [
    (Metric::Rate, "load"),
    (Metric::ErrorShare, "error"),
    (Metric::RoundTrip, "latency"),
    (Metric::P50, "latency-50"),
    (Metric::P95, "latency-95"),
    (Metric::Memory, "mem"),
];

/// Writes `metrics.csv`, `logs.csv`, `spans.csv` and `inject_time.txt` into a folder, which is made if it is not there.
pub fn write(world: &World, scenario: &Scenario, folder: &Path) -> Result<(), Failure> {
    let unwritable = |path: &Path| {
        let path = PathBuf::from(path);
        move |error| Failure::Unwritable { path, error }
    };
    std::fs::create_dir_all(folder).map_err(unwritable(folder))?;
    let table = |name: &str, fill: &dyn Fn(&mut Writer<File>) -> csv::Result<()>| {
        let path = folder.join(name);
        let whole = || -> io::Result<()> {
            let mut writer = Writer::from_path(&path)?;
            fill(&mut writer)?;
            writer.flush()
        };
        whole().map_err(unwritable(&path))
    };
    table("metrics.csv", &|out| metrics(world, out))?;
    table("logs.csv", &|out| logs(world, out))?;
    table("spans.csv", &|out| spans(world, out))?;
    let path = folder.join("inject_time.txt");
    std::fs::write(&path, inject_time(scenario)).map_err(unwritable(&path))
}

/// The second of the first fault that does something, as a line; empty if there is none [s].
fn inject_time(scenario: &Scenario) -> String {
    let real = scenario.faults.iter().filter(|f| !matches!(f.fault, Fault::Record { .. }));
    let first = real.map(|f| scenario.healthy.saturating_add_signed(f.at.0)).min();
    first.map_or_else(String::new, |at| format!("{}\n", at / SECOND))
}

/// A row for each scrape: `time` [s], then every metric of every component that has it. A gap is an empty cell.
fn metrics(world: &World, out: &mut Writer<File>) -> csv::Result<()> {
    let series = |component: &String| {
        let ask = |metric| Probe::Series { subject: component.clone(), metric, since: 0, until: world.now() };
        let known = |metric| match world.probe(&ask(metric)) {
            Signals::Series(series) => series,
            _ => Vec::new(),
        };
        let all = Metric::ALL.into_iter().flat_map(known);
        all.filter(|series| series.points.iter().any(Option::is_some)).collect::<Vec<Series>>()
    };
    let names = world.topology().components.iter().map(|component| &component.name);
    let all: Vec<Series> = names.flat_map(series).collect();
    let name = |series: &Series| {
        let known = KNOWN.iter().find(|(metric, _)| *metric == series.metric);
        let metric = known.map_or_else(|| series.metric.name().replace('_', "-"), |(_, name)| (*name).into());
        format!("{}_{metric}", series.subject)
    };
    out.write_record(std::iter::once("time".to_string()).chain(all.iter().map(name)))?;
    let Some(first) = all.first() else { return Ok(()) };
    for row in 0..first.points.len() {
        let time = (first.first + first.step * row as Nanos) / SECOND;
        let cell = |series: &Series| {
            series.points.get(row).copied().flatten().map_or_else(String::new, |value| format!("{value}"))
        };
        out.write_record(std::iter::once(time.to_string()).chain(all.iter().map(cell)))?;
    }
    Ok(())
}

/// A row for each line that was kept whole, with how many lines its group stands for.
fn logs(world: &World, out: &mut Writer<File>) -> csv::Result<()> {
    out.write_record(["time", "service", "replica", "level", "request", "message", "of"])?;
    let ask =
        Probe::Logs { component: None, errors_only: false, contains: None, since: 0, until: world.now() };
    let Signals::Logs(groups) = world.probe(&ask) else { return Ok(()) };
    let lines = |group: &LogGroup| {
        let of = (group.component.clone(), group.level, group.count.to_string());
        let line = |line: &world::signal::LogLine| (line.clone(), of.clone());
        group.examples.iter().map(line).collect::<Vec<_>>()
    };
    let mut all: Vec<_> = groups.iter().flat_map(lines).collect();
    all.sort_by_key(|(line, _)| line.at);
    for (line, (component, level, of)) in all {
        let (time, replica, request) = (micros(line.at), line.replica.to_string(), line.request.to_string());
        out.write_record([&time, &component, &replica, level, &request, &line.text, &of])?;
    }
    Ok(())
}

/// A row for each span of each kept trace.
fn spans(world: &World, out: &mut Writer<File>) -> csv::Result<()> {
    let head = [
        "traceID",
        "spanID",
        "parentSpanID",
        "serviceName",
        "methodName",
        "startTime",
        "duration",
        "outcome",
    ];
    out.write_record(head)?;
    let ask = Probe::Traces { component: None, journey: None, bad_only: false, since: 0, until: world.now() };
    let Signals::Traces(traces) = world.probe(&ask) else { return Ok(()) };
    for trace in &traces {
        for (n, span) in trace.spans.iter().enumerate() {
            out.write_record(row(trace, n, span))?;
        }
    }
    Ok(())
}

/// The `n`-th span: its parent is the last before it that lies less deep. Times [µs].
fn row(trace: &Trace, n: usize, span: &Span) -> [String; 8] {
    let (service, method) = span.call.split_once('.').unwrap_or((&span.call, ""));
    let parent = trace.spans[..n].iter().rposition(|before| before.depth < span.depth);
    [
        trace.request.to_string(),
        n.to_string(),
        parent.map_or_else(String::new, |parent| parent.to_string()),
        service.into(),
        method.into(),
        micros(trace.at + span.offset),
        micros(span.took),
        span.outcome.into(),
    ]
}

fn micros(time: Nanos) -> String {
    (time / MICRO).to_string()
}
