//! What a crew that knows nothing may go by: what any player can look up, one look at a time. Holds the world so that
//! nothing else of it can be reached.

use std::collections::BTreeMap;

use world::World;
use world::intervention::Intervention;
use world::probe::Probe;
use world::signal::{Alert, Change, Metric, Reading, Signals};
use world::time::{MINUTE, Nanos};
use world::topology::{Component, Kind};

use crate::counterfactual;

/// Changes older than this before the opening are no news [ns].
const NEWS: Nanos = 20 * MINUTE;
/// A reading is odd from so many points over its usual on [%] …
const ODD_SHARE: f64 = 3.0;
/// … or so many times its usual [factor], where it is a latency …
const ODD_LATENCY: f64 = 2.0;
/// … and slower than this at all [ms].
const ODD_FROM: f64 = 20.0;
/// A processor is full from here on [%].
const FULL: f64 = 85.0;
/// A disk is full from here on [%].
const FULL_DISK: f64 = 88.0;

/// A world as a player sees it now.
pub(super) struct Seen<'a> {
    world: &'a World,
    opened: Nanos,
}

impl<'a> Seen<'a> {
    pub(super) fn new(world: &'a World, opened: Nanos) -> Seen<'a> {
        Seen { world, opened }
    }

    /// Simulated time [ns].
    pub(super) fn now(&self) -> Nanos {
        self.world.now()
    }

    /// Alerts that fire, those that wake somebody first, then by age.
    pub(super) fn alerts(&self) -> Vec<Alert> {
        let Signals::Alerts(all) = self.world.probe(&Probe::Alerts { since: 0, until: Nanos::MAX }) else {
            return Vec::new();
        };
        let mut firing: Vec<Alert> = all.into_iter().filter(|alert| alert.until.is_none()).collect();
        firing.sort_by_key(|alert| (!alert.pages, alert.since));
        firing
    }

    /// What others changed lately, newest first.
    pub(super) fn changes(&self) -> Vec<Change> {
        let since = self.opened.saturating_sub(NEWS);
        let Signals::Changes(mut all) = self.world.probe(&Probe::Changes { since, until: Nanos::MAX }) else {
            return Vec::new();
        };
        all.retain(|change| change.who != "responder");
        all.reverse();
        all
    }

    /// A component by its name.
    pub(super) fn component(&self, name: &str) -> Option<&'a Component> {
        self.world.topology().components.iter().find(|component| component.name == name)
    }

    /// The components that an alert's subject stands for: itself, or from where a journey enters to the last odd one
    /// that its oddness can be followed to; the last first, because that is where people look.
    pub(super) fn trail(&self, subject: &str) -> Vec<String> {
        let topology = self.world.topology();
        let journey = topology.journeys.iter().find(|journey| journey.name == subject);
        let entry = journey.and_then(|journey| journey.entry.split('.').next()).unwrap_or(subject);
        let oddness = self.oddness();
        let mut trail = vec![entry.to_string()];
        loop {
            let here = trail.last().map(String::as_str).unwrap_or_default();
            let called = topology.edges.iter().filter(|edge| edge.from == here).map(|edge| &edge.to);
            let next = called
                .filter(|to| !trail.contains(to))
                .filter_map(|to| Some((oddness.get(to.as_str()).copied()?, to)))
                .max_by(|one, other| one.0.total_cmp(&other.0));
            match next {
                Some((_, to)) => trail.push(to.clone()),
                None => break,
            }
        }
        trail.reverse();
        trail
    }

    /// How odd each component looks on its screen beside its usual; those that look as usual are not there.
    fn oddness(&self) -> BTreeMap<String, f64> {
        let Signals::Vitals(vitals) = self.world.probe(&Probe::Components { component: None }) else {
            return BTreeMap::new();
        };
        let all = vitals.into_iter().map(|vital| (vital.subject, odd(&vital.readings)));
        all.filter(|(_, odd)| *odd > 0.0).collect()
    }

    /// What a component has used up, if anything.
    pub(super) fn full(&self, name: &str) -> Option<Full> {
        let probe = Probe::Components { component: Some(name.into()) };
        let Signals::Vitals(vitals) = self.world.probe(&probe) else { return None };
        let readings = vitals.into_iter().next()?.readings;
        let over = |metric, limit: f64| value(&readings, metric).is_some_and(|(now, _)| now >= limit);
        if over(Metric::Disk, FULL_DISK) {
            return Some(Full::Disk);
        }
        let workers = self.component(name).map_or(f64::INFINITY, |c| f64::from(c.workers * c.replicas));
        (over(Metric::Cpu, FULL) || over(Metric::Busy, workers * FULL / 100.0)).then_some(Full::Processor)
    }

    /// How long until an order has taken effect [ns]; `None` if the world would not take it.
    pub(super) fn takes(&self, order: &Intervention) -> Option<Nanos> {
        self.world.may(order).ok()
    }

    /// Every order that the world would take.
    pub(super) fn orders(&self) -> Vec<Intervention> {
        counterfactual::legal(self.world)
    }

    /// May a junior start it again without asking? Not what holds data, and not what is somebody else's.
    pub(super) fn may_restart(&self, name: &str) -> bool {
        self.component(name).is_some_and(|component| matches!(component.kind, Kind::Service))
    }
}

/// What can be used up, so that one sees it on a screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Full {
    /// Processor, or workers.
    Processor,
    /// Disk.
    Disk,
}

fn value(readings: &[Reading], metric: Metric) -> Option<(f64, f64)> {
    let reading = readings.iter().find(|reading| reading.metric == metric)?;
    Some((reading.now?, reading.normal.unwrap_or_default()))
}

/// Points of failures over the usual, and ten for each time that the latency is its usual [points]; 0 where it is not
/// worth a look.
fn odd(readings: &[Reading]) -> f64 {
    let failing = value(readings, Metric::ErrorShare).map_or(0.0, |(now, usual)| now - usual);
    let slower = match value(readings, Metric::P95) {
        Some((now, usual)) if now >= ODD_FROM => now / usual.max(1.0),
        _ => 0.0,
    };
    let failing = if failing >= ODD_SHARE { failing } else { 0.0 };
    failing + if slower >= ODD_LATENCY { slower * 10.0 } else { 0.0 }
}
