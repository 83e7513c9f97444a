//! Little's law, L = λW, at every station, to the nanosecond. Two accounts of the same calls are kept apart:
//! how many are at a station (its workers and its line), summed up from event to event, which is L; and how
//! long each that left had been there, from the endpoints' counters, which is λW. From an empty house to an
//! empty house the law is no limit but an identity, so that the two must be equal, not near.
//!
//! What this proves: a call that is counted is at its station from its arrival to its answer and no longer;
//! none is lost, none is counted twice, whatever ends it. What it does not prove: that the times are the right
//! ones (`queueing` asks formulas for those), nor anything of the way between stations.

use world::World;
use world::fault::Fault;
use world::intervention::Intervention;
use world::time::{MINUTE, Nanos, SECOND, seconds};
use world::topology::Duration;

use crate::everything::{ORDERS, faults};
use crate::queueing::{UNBOUNDED, rate, tandem};
use crate::shop::shop;
use crate::stations::{SERVICE, single};

/// A world and, of each of its stations, the integral of the number there.
struct Watched {
    world: World,
    /// Every call of each station, as `component.endpoint`.
    calls: Vec<Vec<String>>,
    /// Calls × time at each [count × ns].
    held: Vec<u128>,
    /// Calls there now [count].
    present: Vec<u64>,
}

impl Watched {
    fn new(world: World) -> Watched {
        let components = world.topology().components.iter();
        let calls: Vec<Vec<String>> = components
            .map(|c| c.endpoints.iter().map(|e| format!("{}.{}", c.name, e.name)).collect())
            .collect();
        let (held, present) = (vec![0; calls.len()], vec![0; calls.len()]);
        Watched { world, calls, held, present }
    }

    /// Lives on event by event, and sums up.
    fn until(&mut self, until: Nanos) {
        let mut more = true;
        while more {
            let from = self.world.now();
            more = self.world.step(until);
            let span = u128::from(self.world.now() - from);
            if span > 0 {
                self.held.iter_mut().zip(&self.present).for_each(|(h, n)| *h += u128::from(*n) * span);
            }
            for (present, calls) in self.present.iter_mut().zip(&self.calls) {
                *present = self.world.totals(&calls[0]).expect("the call exists").present;
            }
        }
    }

    /// Turns everybody away at the door until the last has left; returns when that was [ns].
    fn empty(&mut self) -> Nanos {
        self.order("shed 100");
        let begun = self.world.now();
        while self.world.now() == begun || self.present.iter().any(|n| *n > 0) {
            assert!(self.world.now() < begun + 30 * MINUTE, "somebody never leaves: {:?}", self.present);
            self.until(self.world.now() + SECOND / 50);
        }
        self.world.now()
    }

    fn order(&mut self, line: &str) {
        let order: Intervention = line.parse().expect("an order");
        let _ = self.world.intervene(&order); // refused or not, the law holds
    }
}

/// The law holds at each station of the world, from its beginning until its last call has left.
fn little(what: &str, watched: &mut Watched) {
    let end = seconds(watched.empty());
    let (mut visited, mut longest) = (0, ("", 0.0));
    for (calls, held) in watched.calls.iter().zip(&watched.held) {
        let totals = calls.iter().map(|call| watched.world.totals(call).expect("the call exists"));
        let (answered, time) =
            totals.fold((0, 0), |(n, t), one| (n + one.answered, t + u128::from(one.time)));
        assert_eq!(*held, time, "{what}, {}: L is not λW after {answered} calls", calls[0]);
        let present = *held as f64 / 1e9 / end;
        visited += u64::from(answered > 0);
        if present >= longest.1 {
            longest = (calls[0].as_str(), present);
        }
    }
    println!("{what}: L = λW at {visited} stations; most at {}, {:.3}", longest.0, longest.1);
    assert_eq!(visited, watched.calls.len() as u64, "{what}: nobody came to some station");
}

#[test]
fn littles_law_holds_where_formulas_are_known() {
    for (servers, load) in [(1, 0.5), (1, 0.9), (4, 0.9), (16, 0.9)] {
        let topology = single(rate(servers, load), servers, UNBOUNDED, Duration::Exponential(SERVICE));
        let mut watched = Watched::new(World::new(&topology, 7).expect("sound"));
        watched.until(5 * MINUTE);
        little(&format!("M/M/{servers} at {load}"), &mut watched);
    }
}

#[test]
fn littles_law_holds_at_twenty_stations_in_a_row() {
    let mut watched = Watched::new(World::new(&tandem(0.8), 7).expect("sound"));
    watched.until(2 * MINUTE);
    little("tandem of 20 at 0.8", &mut watched);
}

#[test]
fn littles_law_holds_at_every_station_of_the_shop() {
    let mut watched = Watched::new(World::new(&shop(100.0), 7).expect("sound"));
    watched.until(MINUTE);
    little("the shop", &mut watched);
}

#[test]
fn littles_law_holds_whatever_befalls_the_shop() {
    for (n, fault) in faults(20 * SECOND).into_iter().enumerate() {
        let poison = matches!(fault, Fault::Poison { .. });
        let mut watched = Watched::new(World::new(&shop(60.0), n as u64).expect("sound"));
        watched.world.schedule(5 * SECOND, fault.clone()).expect("its names exist");
        watched.until(15 * SECOND);
        // Two orders a life, so that all of them are given: half of them to calls that are under way.
        for order in [ORDERS[n % ORDERS.len()], ORDERS[(n + 7) % ORDERS.len()]] {
            watched.order(order);
        }
        watched.until(40 * SECOND);
        if poison {
            watched.order("park-message mail-queue");
        }
        little(&format!("{fault:?}"), &mut watched);
    }
}
