//! A scenario's night as a table, a row a minute, for whoever tunes one: with nobody acting, then by each way out,
//! then by each trap. Prints; judges nothing.
//! `cargo run -p drill --example night scenarios/first-fire.yaml 7`

use std::path::Path;

use drill::scenario::{Scenario, Way, read};
use drill::stage;
use world::World;
use world::probe::Probe;
use world::signal::{Metric, Signals};
use world::time::MINUTE;

/// Every column's subject and metric: the journeys, then what the scenario bounds, watches and blames.
fn columns(scenario: &Scenario) -> Vec<(String, Metric)> {
    let topology = &scenario.topology;
    let mut all: Vec<(String, Metric)> = Vec::new();
    for journey in &topology.journeys {
        all.push((journey.name.clone(), Metric::ErrorShare));
        all.push((journey.name.clone(), Metric::P95));
    }
    all.extend(scenario.stable.iter().map(|b| (b.subject.clone(), b.metric)));
    let parts = topology.components.iter().filter(|c| scenario.cause.parts.contains(&c.name));
    for part in parts {
        let metrics =
            [Metric::P95, Metric::ErrorShare, Metric::Cpu, Metric::Memory, Metric::Disk, Metric::Ready];
        let more = [Metric::PoolWaits, Metric::Connections, Metric::HitShare];
        all.extend(metrics.into_iter().chain(more).map(|m| (part.name.clone(), m)));
    }
    let mut seen = Vec::new();
    all.retain(|column| {
        !seen.contains(column) && {
            seen.push(column.clone());
            true
        }
    });
    all
}

fn cell(world: &World, (subject, metric): &(String, Metric)) -> String {
    let (since, until) = (world.now().saturating_sub(MINUTE), world.now());
    let probe = Probe::Series { subject: subject.clone(), metric: *metric, since, until };
    let Signals::Series(series) = world.probe(&probe) else { return String::new() };
    let points: Vec<f64> =
        series.first().map(|s| s.points.iter().flatten().copied().collect()).unwrap_or_default();
    match points.len() {
        0 => "-".into(),
        n => format!("{:.1}", points.iter().sum::<f64>() / n as f64),
    }
}

/// What users have lost since then, by the journeys' value [count].
fn lost(world: &World, since: u64) -> f64 {
    match world.probe(&Probe::Impact { since, until: world.now() }) {
        Signals::Impact(all) => all.first().map_or(0.0, |sum| sum.cost),
        _ => 0.0,
    }
}

fn print(scenario: &Scenario, seed: u64, way: &Way) {
    let stage = stage::set(scenario, seed).expect("a scenario that reads can be staged");
    let columns: Vec<_> = columns(scenario).into_iter().filter(|c| cell(&stage.world, c) != "-").collect();
    println!(
        "\n{} seed {seed}: {} (opens {} s after the first fault)",
        scenario.id,
        way.text.en,
        (stage.opened - stage.first_fault) / 1_000_000_000
    );
    let heads = columns.iter().map(|(s, m)| format!("{:>9}", format!("{:.4}.{:.4}", s, m.name())));
    println!("min {}   lost", heads.collect::<Vec<_>>().join(" "));
    let mut world = stage.world.clone();
    let mut orders = way.orders.clone();
    for minute in 0..=scenario.horizon / MINUTE {
        let until = stage.opened + minute * MINUTE;
        let (due, later): (Vec<_>, Vec<_>) =
            orders.into_iter().partition(|(at, _)| stage.opened + at <= until);
        orders = later;
        for (at, order) in due {
            world.advance(stage.opened + at);
            println!("    > {order}: {:?}", world.intervene(&order));
        }
        world.advance(until);
        let row: Vec<String> = columns.iter().map(|c| format!("{:>9}", cell(&world, c))).collect();
        println!("{minute:>3} {} {:>6.0}", row.join(" "), lost(&world, stage.first_fault));
    }
}

fn main() {
    let mut arguments = std::env::args().skip(1);
    let path = arguments.next().unwrap_or_default();
    let seed = arguments.next().and_then(|seed| seed.parse().ok()).unwrap_or(1);
    let Ok(text) = std::fs::read_to_string(&path) else {
        return eprintln!("cargo run --example night scenarios/first-fire.yaml [SEED]");
    };
    let folder = Path::new(&path).parent().unwrap_or(Path::new(".")).join("worlds");
    let world =
        |name: &str| std::fs::read_to_string(folder.join(format!("{name}.yaml"))).map_err(|_| Vec::new());
    match read(&text, &path, &world) {
        Ok(scenario) => {
            let nobody = Way { text: scenario.ending.1.clone(), orders: Vec::new() };
            for way in [&nobody].into_iter().chain(&scenario.ways_out).chain(&scenario.traps) {
                print(&scenario, seed, way);
            }
        }
        Err(mistakes) => eprintln!("{mistakes}"),
    }
}
