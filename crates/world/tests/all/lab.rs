//! A world under observation: the tests say what they expect of its signals in one line each. Knows how
//! to read signals, not what they should be.

use world::World;
use world::fault::Fault;
use world::intervention::Intervention;
use world::probe::Probe;
use world::signal::*;
use world::time::{Nanos, SECOND};
use world::topology::Topology;

/// A world and the words to look at it.
pub struct Lab {
    pub world: World,
}

impl Lab {
    pub fn new(system: &Topology) -> Lab {
        Lab::seeded(system, 7)
    }

    pub fn seeded(system: &Topology, seed: u64) -> Lab {
        match World::new(system, seed) {
            Ok(world) => Lab { world },
            Err(flaws) => panic!("{}", flaws.iter().map(|f| format!("{f}\n")).collect::<String>()),
        }
    }

    /// Lives on until this second [s], the scrape at that moment included.
    pub fn until(&mut self, second: u64) -> &mut Lab {
        self.world.advance(second * SECOND + 1);
        self
    }

    /// Plans a fault for this second [s].
    pub fn fault(&mut self, second: u64, fault: Fault) -> &mut Lab {
        let planned = self.world.schedule(second * SECOND, fault.clone());
        assert_eq!(planned, Ok(()), "{fault:?}");
        self
    }

    /// Gives an order now, in its line form; it must be accepted. Returns its change record's number.
    pub fn order(&mut self, line: &str) -> usize {
        let order: Intervention = line.parse().unwrap_or_else(|e| panic!("{line}: {e}"));
        match self.world.intervene(&order) {
            Ok(begun) => begun.change,
            Err(refused) => panic!("{line}: {refused:?}"),
        }
    }

    /// Points of a series between two seconds [s], as scraped.
    pub fn points(&self, subject: &str, metric: Metric, from: u64, to: u64) -> Vec<Option<f64>> {
        let (since, until) = (from * SECOND, to * SECOND);
        let probe = Probe::Series { subject: subject.into(), metric, since, until };
        let Signals::Series(series) = self.world.probe(&probe) else { panic!("not a series") };
        series.into_iter().next().unwrap_or_else(|| panic!("no {metric:?} of {subject}")).points
    }

    /// Mean of a metric between two seconds [s]; 0 of nothing.
    pub fn mean(&self, subject: &str, metric: Metric, from: u64, to: u64) -> f64 {
        let seen: Vec<f64> = self.points(subject, metric, from, to).into_iter().flatten().collect();
        seen.iter().sum::<f64>() / seen.len().max(1) as f64
    }

    /// Highest point of a metric between two seconds [s].
    pub fn peak(&self, subject: &str, metric: Metric, from: u64, to: u64) -> f64 {
        self.points(subject, metric, from, to).into_iter().flatten().fold(0.0, f64::max)
    }

    /// What users had between two seconds [s]; the sum for an empty name.
    pub fn impact(&self, journey: &str, from: u64, to: u64) -> Impact {
        let probe = Probe::Impact { since: from * SECOND, until: to * SECOND };
        let Signals::Impact(rows) = self.world.probe(&probe) else { panic!("no impact") };
        rows.into_iter().find(|i| i.journey == journey).unwrap_or_else(|| panic!("no journey {journey}"))
    }

    /// Share of requests that failed between two seconds [0..1].
    pub fn failed(&self, journey: &str, from: u64, to: u64) -> f64 {
        let impact = self.impact(journey, from, to);
        impact.failed as f64 / impact.requests.max(1) as f64
    }

    /// Log lines so far whose text contains this [count].
    pub fn lines(&self, text: &str) -> u64 {
        let probe = Probe::Logs {
            component: None,
            errors_only: false,
            contains: Some(text.into()),
            since: 0,
            until: Nanos::MAX,
        };
        let Signals::Logs(groups) = self.world.probe(&probe) else { panic!("no logs") };
        groups.iter().map(|g| g.count).sum()
    }

    pub fn changes(&self) -> Vec<Change> {
        let Signals::Changes(changes) = self.world.probe(&Probe::Changes { since: 0, until: Nanos::MAX })
        else {
            panic!("no changes")
        };
        changes
    }

    /// The record of a change whose text is this.
    pub fn change(&self, what: &str) -> Change {
        let found = self.changes().into_iter().find(|c| c.what == what);
        found.unwrap_or_else(|| panic!("no change {what:?} in {:?}", self.changes()))
    }

    pub fn replicas(&self, component: &str) -> Vec<ReplicaState> {
        let Signals::Replicas(found) =
            self.world.probe(&Probe::Replicas { component: Some(component.into()) })
        else {
            panic!("no replicas")
        };
        found
    }

    /// Replicas that take calls [count].
    pub fn ready(&self, component: &str) -> usize {
        self.replicas(component).iter().filter(|r| r.state == "ready").count()
    }

    pub fn edge(&self, from: &str, to: &str) -> EdgeState {
        let Signals::Edges(edges) = self.world.probe(&Probe::Edges { component: None }) else {
            panic!("no edges")
        };
        edges.into_iter().find(|e| e.from == from && e.to == to).expect("the edge is there")
    }

    /// State of a flag, job, certificate or name.
    pub fn setting(&self, probe: &Probe, name: &str) -> String {
        let Signals::Settings(settings) = self.world.probe(probe) else { panic!("no settings") };
        settings.into_iter().find(|s| s.name == name).expect("it is there").state
    }
}

/// Is `value` within `share` of `expected`?
pub fn near(value: f64, expected: f64, share: f64) -> bool {
    (value - expected).abs() <= share * expected.abs()
}
