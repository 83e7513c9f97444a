//! Four crews that play a night without a person: one that knows the way out, one that follows a habit, one that
//! leaves it to chance, and nobody. Played often, they say what a drill asks of people: one that a habit ends is
//! easy, one that chance ends is none. Knows orders and what users lose; nothing of prose, nor of how a play is led.
//!
//! ```text
//!   opening ──┬── minute ──┬── minute ──┬── … ── horizon ─► stabilised? lost?
//!             └ sees, decides, orders; or waits
//! ```

mod seen;
mod habit;
mod chance;

use world::World;
use world::intervention::Intervention;
use world::time::{MINUTE, Nanos};

use crate::counterfactual::{Plan, live};
use crate::scenario::Scenario;
use crate::stage::Stage;
use crate::steady::{self, Steady};
use chance::Chance;
use habit::Habit;
use seen::Seen;

/// Between two moments at which a crew decides [ns].
const DECIDES: Nanos = MINUTE;
/// Nobody orders anything sooner after the opening: one has to look first [ns].
const LOOKS: Nanos = 2 * MINUTE;
/// After an order has taken effect, to see what it did [ns].
const VERIFIES: Nanos = 3 * MINUTE;

/// Who plays.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Crew {
    /// The scenario's first way out, as it is written.
    Expert,
    /// A junior's habit as rules: what changed is put back, what is full gets more, what is odd is started again.
    Rules,
    /// Any order that the world would take; then some minutes to see whether that helped, and the next.
    Random,
    /// No order at all.
    Nobody,
}

impl Crew {
    /// All of them, the one that knows most first.
    pub const ALL: [Crew; 4] = [Crew::Expert, Crew::Rules, Crew::Random, Crew::Nobody];

    /// The name in files: `rules`.
    pub fn name(self) -> &'static str {
        match self {
            Crew::Expert => "expert",
            Crew::Rules => "rules",
            Crew::Random => "random",
            Crew::Nobody => "nobody",
        }
    }
}

/// How a crew's night went.
#[derive(Clone, Debug, PartialEq)]
pub struct Night {
    /// From when on the scenario's bounds held to the end [ns after the opening]; `None`: at its end they did not.
    pub well: Option<Nanos>,
    /// What users lost from the opening to the horizon [requests by value].
    pub lost: f64,
    /// The orders that the world took.
    pub plan: Plan,
}

/// A crew's night, from the opening to the horizon. The same crew with the same seed gives the same orders.
pub fn play(crew: Crew, scenario: &Scenario, stage: &Stage, seed: u64) -> Night {
    match crew {
        Crew::Expert => {
            let way = scenario.ways_out.first().map(|way| way.plan(stage.opened));
            given(scenario, stage, &way.unwrap_or_default())
        }
        Crew::Nobody => given(scenario, stage, &Plan::default()),
        Crew::Rules => {
            let mut habit = Habit::default();
            decided(scenario, stage, |seen| habit.decide(seen))
        }
        Crew::Random => {
            let mut chance = Chance::new(seed);
            decided(scenario, stage, |seen| chance.decide(seen))
        }
    }
}

/// A night with orders that are known beforehand.
fn given(scenario: &Scenario, stage: &Stage, plan: &Plan) -> Night {
    let world = live(stage.world.clone(), plan, stage.opened + scenario.horizon);
    night(scenario, stage, &world, plan.clone())
}

/// A night with orders that are decided from what is seen, minute by minute.
fn decided(
    scenario: &Scenario,
    stage: &Stage,
    mut decide: impl FnMut(&Seen) -> Option<Intervention>,
) -> Night {
    let mut world = stage.world.clone();
    let mut plan = Plan::default();
    let end = stage.opened + scenario.horizon;
    let mut next = stage.opened + LOOKS;
    while next < end {
        world.advance(next);
        let order = decide(&Seen::new(&world, stage.opened));
        if let Some(order) = order.filter(|order| world.intervene(order).is_ok()) {
            plan = plan.with(next, order);
        }
        next += DECIDES;
    }
    world.advance(end);
    night(scenario, stage, &world, plan)
}

fn night(scenario: &Scenario, stage: &Stage, world: &World, plan: Plan) -> Night {
    let well = match steady::of(world, &scenario.stable, stage.opened, world.now()) {
        Steady::Always => Some(0),
        Steady::Since(at) => Some(at - stage.opened),
        // It has not held long enough for anybody to believe it.
        Steady::Lately(_) | Steady::No => None,
    };
    Night { well, lost: world.cost() - stage.world.cost(), plan }
}
