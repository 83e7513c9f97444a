//! Sets the stage: draws what varies between plays (hour, load, names, which replica, when exactly),
//! lets the world live well for a while and then burn until somebody is paged. A draw in which nothing catches fire is
//! no drill, and is drawn again. Knows nothing of turns.

use world::World;
use world::fault::Fault;
use world::rng::{child, unit};
use world::time::{HOUR, MICRO, MINUTE, Nanos, SECOND};
use world::topology::{Source, Topology};

use crate::clock::Clock;
use crate::scenario::{Scenario, Scheduled};
use crate::{steady, trial};

/// Between two looks of the monitoring [ns]; the play's steps end just after one.
pub(crate) const STEP: Nanos = 10 * SECOND;
/// Just after a scrape, so that it is seen [ns].
pub(crate) const AFTER_SCRAPE: Nanos = MICRO;
/// Nights that a seed may draw until one burns [count]: of the drill that fails most often, one in a hundred does not.
const DRAWS: u64 = 8;
/// It burns if users are out of the scenario's bounds so soon after the scene opens [ns] …
const CATCHES: Nanos = 10 * MINUTE;
/// … and for so long without a break [ns]: a blip is no fire.
const BURNS: Nanos = MINUTE;

/// Luck of a play, by purpose; the world's own luck is apart from it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Luck(u64);

impl Luck {
    pub(crate) fn new(seed: u64) -> Luck {
        Luck(child(seed, 0x7072_6570))
    }

    /// Uniform in (0, 1] for the `n`-th use of a purpose.
    pub(crate) fn unit(self, purpose: &str, n: u64) -> f64 {
        let key = purpose.bytes().fold(self.0, |key, byte| child(key, u64::from(byte)));
        unit(child(key, n))
    }

    /// One of `len` things.
    pub(crate) fn pick(self, purpose: &str, n: u64, len: usize) -> usize {
        ((self.unit(purpose, n) * len as f64) as usize).min(len.saturating_sub(1))
    }

    fn within(self, purpose: &str, n: u64, (low, high): (f64, f64)) -> f64 {
        low + (high - low) * self.unit(purpose, n)
    }
}

/// The world as the scene opens.
pub struct Stage {
    /// It has lived well, then burnt until somebody was paged.
    pub world: World,
    /// Hour of the day at the scene's opening [h].
    pub hour: f64,
    /// End of the healthy time [ns].
    pub first_fault: Nanos,
    /// When the scene opens [ns].
    pub opened: Nanos,
}

impl Stage {
    /// How simulated time is written on the wall.
    pub fn clock(&self) -> Clock {
        Clock::new(self.hour, self.opened, self.opened)
    }
}

/// Prepares a scenario's world for a seed, up to the first page: the first of the nights that the seed draws in which
/// somebody is paged for good reason. The same seed gives the same night; where none burns, the last is taken.
///
/// # Errors
/// What is wrong with the scenario, in a sentence; `scenario check` finds it earlier.
pub fn set(scenario: &Scenario, seed: u64) -> Result<Stage, String> {
    let mut stage = draw(scenario, seed)?;
    for again in 1..DRAWS {
        if burns(scenario, &stage) {
            break;
        }
        stage = draw(scenario, child(seed, again))?;
    }
    Ok(stage)
}

/// Somebody is paged, and users are hit or soon will be if nobody acts. Where nothing is wrong, the page is all there is.
fn burns(scenario: &Scenario, stage: &Stage) -> bool {
    if scenario.faults.is_empty() {
        return true;
    }
    let wakes = scenario.topology.alerts.iter().any(|rule| rule.pages);
    if wakes && !trial::paged(&stage.world) {
        return false;
    }
    if scenario.cause.nothing || scenario.stable.is_empty() {
        return true;
    }
    let mut world = stage.world.clone();
    let mut unwell = None;
    while world.now() <= stage.opened + CATCHES {
        if steady::holds(&world, &scenario.stable, world.now()) {
            unwell = None;
        } else if world.now() >= *unwell.get_or_insert(world.now()) + BURNS {
            return true;
        }
        world.advance(world.now() + STEP);
    }
    false
}

/// One night of a scenario, up to the first page.
fn draw(scenario: &Scenario, seed: u64) -> Result<Stage, String> {
    let luck = Luck::new(seed);
    let (mut world, hour) = fresh(scenario, seed)?;
    let healthy = scenario.healthy / STEP * STEP + AFTER_SCRAPE;
    for (n, scheduled) in scenario.faults.iter().enumerate() {
        let Scheduled { at, fault } = scheduled;
        let at = luck.within("fault", n as u64, (at.0 as f64, at.1 as f64)) as i64;
        let fault = vary_fault(fault, luck, n as u64);
        world
            .schedule(scenario.healthy.saturating_add_signed(at), fault)
            .map_err(|refused| format!("{refused:?}"))?;
    }
    world.advance(healthy);
    world.mark_normal();
    let latest = healthy + scenario.opens_by;
    while world.now() < latest && !trial::paged(&world) {
        world.advance(world.now() + STEP);
    }
    let opened = world.now();
    let hour = hour + (opened - healthy) as f64 / HOUR as f64;
    Ok(Stage { world, hour, first_fault: healthy, opened })
}

/// A world of this scenario at its beginning, and the hour of the day at which its healthy time ends [h].
pub(crate) fn fresh(scenario: &Scenario, seed: u64) -> Result<(World, f64), String> {
    let luck = Luck::new(seed);
    let hour = luck.within("hour", 0, scenario.hour);
    let topology = vary(scenario, luck, hour);
    let world = World::new(&topology, seed)
        .map_err(|flaws| flaws.iter().map(ToString::to_string).collect::<Vec<_>>().join("; "))?;
    Ok((world, hour))
}

fn vary(scenario: &Scenario, luck: Luck, hour: f64) -> Topology {
    let mut topology = scenario.topology.clone();
    topology.hour = hour - scenario.healthy as f64 / HOUR as f64;
    let load = luck.within("load", 0, scenario.load);
    for traffic in &mut topology.traffic {
        match &mut traffic.source {
            Source::Open { rate, .. } => *rate *= load,
            Source::Closed { users, .. } | Source::Connected { users, .. } => {
                *users = (f64::from(*users) * load).max(1.0) as u32
            }
        }
    }
    topology
}

/// "Any replica" is drawn here.
fn vary_fault(fault: &Fault, luck: Luck, n: u64) -> Fault {
    match fault {
        Fault::Crash { component, replica: u32::MAX } => {
            Fault::Crash { component: component.clone(), replica: luck.pick("replica", n, 64) as u32 }
        }
        other => other.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::read;

    fn point_day() -> Scenario {
        let file = include_str!("../../../scenarios/point-day.yaml");
        let shop = |_: &str| Ok(include_str!("../../../scenarios/worlds/shop.yaml").to_string());
        read(file, "point-day.yaml", &shop).expect("it reads")
    }

    #[test]
    fn a_seed_that_draws_a_night_without_a_fire_draws_again() {
        let scenario = point_day();
        let first = draw(&scenario, 15_228).expect("it can be staged");
        assert!(!trial::paged(&first.world) && !burns(&scenario, &first), "nobody would be called");
        let stage = set(&scenario, 15_228).expect("it can be staged");
        assert!(trial::paged(&stage.world) && burns(&scenario, &stage));
        let again = set(&scenario, 15_228).expect("it can be staged");
        assert_eq!(stage.world.digest(), again.world.digest(), "and always the same");
    }

    #[test]
    fn a_seed_whose_first_night_burns_keeps_it() {
        let scenario = point_day();
        let (one, two) = (draw(&scenario, 1).expect("a stage"), set(&scenario, 1).expect("a stage"));
        assert_eq!(one.world.digest(), two.world.digest());
    }
}
