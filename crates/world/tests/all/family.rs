//! A family of systems drawn by seed: the shop with sizes, policies and service times redrawn, each with faults and
//! orders of its own. Knows no law; whoever lives one of them asks that.

use crate::everything::{ORDERS, faults};
use crate::lab::Lab;
use crate::shop::shop;
use world::fault::Fault;
use world::rng::{child, unit};
use world::time::{MILLI, SECOND};
use world::topology::*;

/// Length of one life [s].
pub const LIFE: u64 = 120;

/// A system and all that befalls it: a life before it is lived.
#[derive(Clone, Debug)]
pub struct Case {
    pub seed: u64,
    pub topology: Topology,
    /// Each with its second [s].
    pub faults: Vec<(u64, Fault)>,
    /// Line forms, each with its second [s], in order.
    pub orders: Vec<(u64, String)>,
}

/// The shop redrawn.
fn system(seed: u64) -> Topology {
    let mut drawn = 0;
    let mut draw = |n: u64| {
        drawn += 1;
        child(seed, drawn) % n
    };
    let mut shop = shop(10.0 + draw(40) as f64);
    for component in &mut shop.components {
        component.replicas = 1 + draw(3) as u32;
        component.max_replicas = component.max_replicas.max(4);
        component.workers = 1 + draw(32) as u32;
        component.queue = [0, 5, 50, u32::MAX][draw(4) as usize];
        component.boot = (1 + draw(20)) * SECOND;
    }
    for edge in &mut shop.edges {
        edge.retries = draw(3) as u32;
        edge.timeout = [50 * MILLI, 300 * MILLI, 2 * SECOND, 5 * SECOND][draw(4) as usize];
        edge.pool = [1, 10, u32::MAX][draw(3) as usize];
        edge.loss = [0.0, 0.0, 0.02][draw(3) as usize];
        edge.fallback = if draw(5) == 0 { Fallback::On } else { Fallback::Absent };
        edge.breaker =
            (draw(3) == 0).then_some(Breaker { open_at: 0.5, min_calls: 10, open_for: 5 * SECOND });
    }
    shop
}

impl Case {
    /// The member of the family with this seed.
    pub fn drawn(seed: u64) -> Case {
        let when = |n: u64| 10 + child(seed, n) % (LIFE - 20);
        let chosen = |n: u64| unit(child(seed, n)) < 0.25;
        let faults = (faults(20 * SECOND).into_iter().enumerate())
            .filter(|(n, _)| chosen(500 + *n as u64))
            .map(|(n, fault)| (when(600 + n as u64), fault))
            .collect();
        let mut orders: Vec<(u64, String)> = (ORDERS.iter().enumerate())
            .filter(|(n, _)| chosen(700 + *n as u64))
            .map(|(n, line)| (when(800 + n as u64), (*line).to_string()))
            .collect();
        orders.sort_unstable();
        Case { seed, topology: system(seed), faults, orders }
    }

    /// The whole life; `None` if it cannot be lived: a part is missing that another needs.
    pub fn live(&self) -> Option<Lab> {
        let mut lab = Lab { world: world::World::new(&self.topology, self.seed).ok()? };
        for (at, fault) in &self.faults {
            lab.world.schedule(at * SECOND, fault.clone()).ok()?;
        }
        for (at, line) in &self.orders {
            lab.until(*at);
            let _ = lab.world.intervene(&line.parse().expect("an order")); // refused ones change nothing
        }
        lab.until(LIFE);
        Some(lab)
    }

    /// A member of the family as it was lived.
    pub fn lived(seed: u64) -> Lab {
        Case::drawn(seed).live().expect("a drawn system is sound")
    }
}

impl std::fmt::Display for Case {
    /// What is left of a system, in a few lines.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        for c in &self.topology.components {
            let steps: Vec<String> =
                c.endpoints.iter().map(|e| format!("{} {:?}", e.name, e.steps)).collect();
            let size = (c.replicas, c.workers, c.queue);
            writeln!(f, "  component {} {size:?} (replicas, workers, queue): {}", c.name, steps.join("; "))?;
        }
        for edge in &self.topology.edges {
            writeln!(f, "  {edge:?}")?;
        }
        for journey in &self.topology.journeys {
            writeln!(f, "  journey {} into {}", journey.name, journey.entry)?;
        }
        for traffic in &self.topology.traffic {
            writeln!(f, "  {traffic:?}")?;
        }
        self.faults.iter().try_for_each(|(at, fault)| writeln!(f, "  at {at} s {fault:?}"))?;
        self.orders.iter().try_for_each(|(at, line)| writeln!(f, "  at {at} s order: {line}"))
    }
}
