//! One night of a scenario as the world lives it: with these orders, for this seed. Asks whether it is calm where the
//! game master and the debrief ask.

use drill::scenario::Scenario;
use drill::stage::{self, Stage};
use drill::steady;
use world::World;
use world::intervention::Intervention;
use world::probe::Probe;
use world::signal::Signals;
use world::time::{MINUTE, Nanos};

/// The end of a night that is judged [min].
const LATE: usize = 10;

/// How a night went.
#[derive(Clone, Debug)]
pub struct Course {
    /// Every minute after the opening: did the scenario's bounds hold?
    pub calm: Vec<bool>,
    /// What users lost from the first fault to the horizon, by the journeys' value [count].
    pub cost: f64,
}

impl Course {
    /// In the last ten minutes it was calm, but for one of them at most.
    pub fn ends_well(&self) -> bool {
        self.calm.iter().rev().take(LATE).filter(|calm| !**calm).count() <= 1
    }
}

/// The world of a scenario when the scene opens.
pub fn opening(scenario: &Scenario, seed: u64) -> Stage {
    stage::set(scenario, seed).unwrap_or_else(|why| panic!("{}: {why}", scenario.id))
}

/// From the opening to the horizon, with these orders.
pub fn live(scenario: &Scenario, stage: &Stage, orders: &[(Nanos, Intervention)]) -> Course {
    let mut world = stage.world.clone();
    let mut orders = orders.to_vec();
    orders.sort_by_key(|(at, _)| *at);
    let mut orders = orders.into_iter().peekable();
    let mut calm = Vec::new();
    let end = stage.opened + scenario.horizon;
    let mut next = stage.opened + MINUTE;
    while world.now() < end {
        let order = orders.peek().map_or(Nanos::MAX, |(at, _)| stage.opened + at);
        world.advance(next.min(order).min(end));
        while let Some((_, order)) = orders.next_if(|(at, _)| stage.opened + at <= world.now()) {
            if let Err(why) = world.intervene(&order) {
                panic!("{}: `{order}` is refused: {why:?}", scenario.id);
            }
        }
        if world.now() == next {
            calm.push(steady::holds(&world, &scenario.stable, world.now()));
            next += MINUTE;
        }
    }
    Course { calm, cost: cost(&world, stage.first_fault) }
}

/// What users have lost since then [count].
pub fn cost(world: &World, since: Nanos) -> f64 {
    match world.probe(&Probe::Impact { since, until: world.now() }) {
        Signals::Impact(all) => all.first().map_or(0.0, |sum| sum.cost),
        _ => 0.0,
    }
}
