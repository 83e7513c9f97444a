//! An honest junior's habit, written as rules. An alert on something: what changed there is put back, newest first; a
//! flag that was turned lately is turned off; what is full gets more; what merely looks odd is started again. Then three
//! minutes to see whether it helped, and the next thing. Nothing is tried twice, nothing taken back, and data is not
//! touched. Does not read logs or traces, cut calls, or turn users away: that takes an understanding.

use world::intervention::Intervention;
use world::signal::Change;
use world::time::Nanos;

use super::VERIFIES;
use super::seen::{Full, Seen};

/// What it remembers.
#[derive(Default)]
pub(super) struct Habit {
    tried: Vec<Intervention>,
    /// It waits until then for the last order to show [ns].
    verifies_until: Nanos,
}

impl Habit {
    pub(super) fn decide(&mut self, seen: &Seen) -> Option<Intervention> {
        if seen.now() < self.verifies_until {
            return None;
        }
        let order = self.next(seen)?;
        let takes = seen.takes(&order)?;
        self.verifies_until = seen.now() + takes + VERIFIES;
        self.tried.push(order.clone());
        Some(order)
    }

    /// The first thing that was not tried yet, of the alerts in the order in which they are looked at.
    fn next(&self, seen: &Seen) -> Option<Intervention> {
        let alerts = seen.alerts();
        // As long as nobody is woken, it is over.
        alerts.first().filter(|alert| alert.pages)?;
        let changes = seen.changes();
        let ideas = alerts.iter().flat_map(|alert| seen.trail(&alert.subject)).flat_map(|name| {
            let own = changes.iter().filter(|change| change.subject == name).filter_map(put_back);
            own.chain(relieve(seen, &name)).collect::<Vec<_>>()
        });
        let flags = changes.iter().filter_map(turn_off);
        let mut ideas = first_changes(ideas.collect(), flags.collect()).into_iter();
        ideas.find(|idea| !self.tried.contains(idea) && seen.takes(idea).is_some())
    }
}

/// What was changed there and what was turned lately come before everything else.
fn first_changes(ideas: Vec<Intervention>, flags: Vec<Intervention>) -> Vec<Intervention> {
    let change = |order: &Intervention| {
        matches!(order, Intervention::Rollback { .. } | Intervention::RevertConfig { .. })
    };
    let (changed, rest): (Vec<_>, Vec<_>) = ideas.into_iter().partition(change);
    changed.into_iter().chain(flags).chain(rest).collect()
}

/// What takes a change back; a note in the log takes nothing back.
fn put_back(change: &Change) -> Option<Intervention> {
    let name = change.subject.clone();
    match change.what.split(' ').next() {
        Some("release") => Some(Intervention::Rollback { service: name }),
        Some("config" | "cpu-limit" | "memory-limit") => Some(Intervention::RevertConfig { component: name }),
        _ => None,
    }
}

fn turn_off(change: &Change) -> Option<Intervention> {
    let flag = change.what.strip_prefix("flag ").map(|_| change.subject.clone());
    flag.map(|flag| Intervention::Flag { flag, percent: 0 })
}

/// More of what is full, and a restart of what may be started again.
fn relieve(seen: &Seen, name: &str) -> Vec<Intervention> {
    let mut ideas = Vec::new();
    let component = name.to_string();
    match seen.full(name) {
        Some(Full::Disk) => ideas.push(Intervention::FreeDisk { component: component.clone() }),
        Some(Full::Processor) => {
            let replicas = seen.component(name).map_or(0, |c| (c.replicas * 2).min(c.max_replicas));
            ideas.push(Intervention::Scale { component: component.clone(), replicas });
        }
        None => {}
    }
    if seen.may_restart(name) {
        ideas.push(Intervention::Restart { component, replica: None });
    }
    ideas
}
