//! Little's law, L = λW, at every station of every scenario's system while it burns: how many were there, summed
//! up from event to event, against how long those that left had been there. From an empty house to an empty house
//! the two are equal to the nanosecond. Knows of calls, not whether they take the right time.

use drill::scenario::Scenario;
use world::World;
use world::intervention::Intervention;
use world::time::{MINUTE, SECOND, seconds};

use crate::shelf;

const SEED: u64 = 5;
/// Healthy time before the faults, and how long they are watched [ns].
const BEFORE: u64 = 20 * SECOND;
const WATCHED: u64 = 2 * MINUTE;

/// One station: its calls, those there now [count], and calls × time there so far [count × ns].
struct Station {
    calls: Vec<String>,
    present: u64,
    held: u128,
}

fn live(world: &mut World, stations: &mut [Station], until: u64) {
    let mut more = true;
    while more {
        let from = world.now();
        more = world.step(until);
        let span = u128::from(world.now() - from);
        for station in stations.iter_mut() {
            station.held += u128::from(station.present) * span;
            station.present = world.totals(&station.calls[0]).expect("the call exists").present;
        }
    }
}

fn littles_law(scenario: &Scenario) {
    let mut world = World::new(&scenario.topology, SEED).expect("a scenario that reads is sound");
    let components = scenario.topology.components.iter().filter(|c| !c.endpoints.is_empty());
    let mut stations: Vec<Station> = components
        .map(|c| c.endpoints.iter().map(|e| format!("{}.{}", c.name, e.name)).collect())
        .map(|calls| Station { calls, present: 0, held: 0 })
        .collect();
    for planned in &scenario.faults {
        world.schedule(BEFORE, planned.fault.clone()).expect("its names exist");
    }
    live(&mut world, &mut stations, BEFORE + WATCHED);
    // Nobody comes in any more: the house empties.
    world.intervene(&Intervention::Shed { percent: 100 }).expect("the door can be shut");
    let shut = world.now();
    while world.now() == shut || stations.iter().any(|s| s.present > 0) {
        assert!(world.now() < shut + 60 * MINUTE, "{}: somebody never leaves", scenario.id);
        let next = world.now() + SECOND / 50;
        live(&mut world, &mut stations, next);
    }
    let mut visited = 0;
    for station in &stations {
        let totals = station.calls.iter().map(|call| world.totals(call).expect("the call exists"));
        let (n, time) = totals.fold((0, 0), |(n, t), one| (n + one.answered, t + u128::from(one.time)));
        assert_eq!(station.held, time, "{}: L is not λW at {} after {n}", scenario.id, station.calls[0]);
        visited += usize::from(n > 0);
    }
    let held: u128 = stations.iter().map(|s| s.held).sum();
    let inside = held as f64 / 1e9 / seconds(world.now());
    println!("{}: L = λW at {visited} of {} stations; L {inside:.2} in all", scenario.id, stations.len());
    assert_eq!(visited, stations.len(), "{}: nobody came to some station", scenario.id);
}

#[test]
fn littles_law_holds_at_every_station_of_every_scenario_while_it_burns() {
    let scenarios = shelf::scenarios();
    std::thread::scope(|scope| {
        for scenario in &scenarios {
            scope.spawn(move || littles_law(scenario));
        }
    });
}
