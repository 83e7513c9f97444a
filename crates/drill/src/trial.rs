//! A scenario tried without a player: does it page somebody, does it burn until somebody acts, is every way out one, and
//! do its traps tempt and fail? Nights are lived as the world lives them, and judged where the game master judges. Knows no
//! scenario by name.

use world::World;
use world::intervention::Intervention;
use world::probe::Probe;
use world::refused::Refused;
use world::signal::Signals;
use world::time::{MINUTE, Nanos};

use crate::narrate;
use crate::scenario::{Scenario, Way};
use crate::stage::{self, Stage};
use crate::steady;
use crate::words::{Lang, say};

/// The end of a night that is judged [min].
const LATE: usize = 10;
/// A trap that ends the night must still cost this much more than the best way out [factor].
const DEARER: f64 = 1.5;

/// How a night went.
#[derive(Clone, Debug)]
pub struct Course {
    /// Every minute after the opening: did the scenario's bounds hold?
    pub calm: Vec<bool>,
    /// What users lost from the opening to the horizon [requests by value].
    pub cost: f64,
    /// The first order that the world would not take, and why.
    pub refused: Option<(Intervention, Refused)>,
}

impl Course {
    /// In the last ten minutes it was calm, but for one of them at most.
    pub fn ends_well(&self) -> bool {
        self.calm.iter().rev().take(LATE).filter(|calm| !**calm).count() <= 1
    }

    /// A night in a line: `.` calm, `x` not, a mark a minute.
    pub fn drawn(&self) -> String {
        self.calm.iter().map(|calm| if *calm { '.' } else { 'x' }).collect()
    }
}

/// From the opening to the horizon, with these orders at their times after the opening [ns].
pub fn live(scenario: &Scenario, stage: &Stage, orders: &[(Nanos, Intervention)]) -> Course {
    let mut world = stage.world.clone();
    let mut orders = orders.to_vec();
    orders.sort_by_key(|(at, _)| *at);
    let mut orders = orders.into_iter().peekable();
    let (mut calm, mut refused) = (Vec::new(), None);
    let end = stage.opened + scenario.horizon;
    let mut next = stage.opened + MINUTE;
    while world.now() < end {
        let order = orders.peek().map_or(Nanos::MAX, |(at, _)| stage.opened + at);
        world.advance(next.min(order).min(end));
        while let Some((_, order)) = orders.next_if(|(at, _)| stage.opened + at <= world.now()) {
            if let Err(why) = world.intervene(&order) {
                refused = refused.or(Some((order, why)));
            }
        }
        if world.now() == next {
            calm.push(steady::holds(&world, &scenario.stable, world.now()));
            next += MINUTE;
        }
    }
    Course { calm, cost: world.cost() - stage.world.cost(), refused }
}

/// What keeps a scenario from being a drill, or makes it a poorer one.
#[derive(Clone, Debug)]
pub enum Trouble {
    /// The stage cannot be set at all.
    NoStage(String),
    /// The symptom reaches no player: no alert wakes anybody.
    NobodyPaged,
    /// It ends well although nobody acts, drawn.
    EndsByItself(String),
    /// Nothing is wrong, and yet it does not end well when nobody acts, drawn.
    Burns(String),
    /// A way out leads nowhere: which, and the night drawn.
    NoWayOut(Box<Way>, String),
    /// An order of a way out or a trap that the world does not take.
    Refused(Intervention, Refused),
    /// A trap that ends the night and costs little more than the best way out: a way out, in truth.
    NoTrap(Box<Way>),
}

impl Trouble {
    /// In a sentence, with what to do.
    pub fn said(&self, lang: Lang) -> String {
        let way = |way: &Way| match lang {
            Lang::Ja => way.text.ja.clone(),
            Lang::En => way.text.en.clone(),
        };
        match self {
            Trouble::NoStage(why) => say(lang, "trial-no-stage", &[("why", why)]),
            Trouble::NobodyPaged => say(lang, "trial-nobody-paged", &[]),
            Trouble::EndsByItself(night) => say(lang, "trial-ends-by-itself", &[("night", night)]),
            Trouble::Burns(night) => say(lang, "trial-burns", &[("night", night)]),
            Trouble::NoWayOut(out, night) => {
                say(lang, "trial-no-way-out", &[("way", &way(out)), ("night", night)])
            }
            Trouble::Refused(order, why) => {
                let said = narrate::refused(lang, why);
                say(lang, "trial-refused", &[("order", &order.to_string()), ("why", &said)])
            }
            Trouble::NoTrap(trap) => say(lang, "trial-no-trap", &[("way", &way(trap))]),
        }
    }
}

/// Everything that is wrong with a scenario under one seed. Lives a night for nobody, and one for each of its first `ways` ways
/// out and traps.
pub fn troubles(scenario: &Scenario, seed: u64, ways: usize) -> Vec<Trouble> {
    let stage = match stage::set(scenario, seed) {
        Ok(stage) => stage,
        Err(why) => return vec![Trouble::NoStage(why)],
    };
    let mut found = Vec::new();
    if !paged(&stage.world) {
        found.push(Trouble::NobodyPaged);
    }
    let nobody = live(scenario, &stage, &[]);
    match (nobody.ends_well(), scenario.cause.nothing) {
        (true, false) => found.push(Trouble::EndsByItself(nobody.drawn())),
        (false, true) => found.push(Trouble::Burns(nobody.drawn())),
        _ => {}
    }
    let mut best = f64::INFINITY;
    for way in scenario.ways_out.iter().take(ways) {
        let course = live(scenario, &stage, &way.orders);
        best = best.min(course.cost);
        let cheaper = scenario.cause.nothing || course.cost < nobody.cost;
        if !course.ends_well() || !cheaper {
            found.push(Trouble::NoWayOut(Box::new(way.clone()), course.drawn()));
        }
        found.extend(course.refused.map(|(order, why)| Trouble::Refused(order, why)));
    }
    for trap in scenario.traps.iter().take(ways) {
        let course = live(scenario, &stage, &trap.orders);
        let hurts = course.cost > nobody.cost || course.cost > best * DEARER;
        if course.ends_well() && !hurts {
            found.push(Trouble::NoTrap(Box::new(trap.clone())));
        }
        found.extend(course.refused.map(|(order, why)| Trouble::Refused(order, why)));
    }
    found
}

/// Is somebody being woken?
pub fn paged(world: &World) -> bool {
    let alerts = world.probe(&Probe::Alerts { since: 0, until: u64::MAX });
    matches!(&alerts, Signals::Alerts(all) if all.iter().any(|a| a.pages && a.until.is_none()))
}
