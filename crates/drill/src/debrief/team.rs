//! Command and teamwork: who led from when on, whether what was asked of somebody came back, who did the work with
//! their own hands, and who stood idle. Read from the room's log; whether an order was right is no question here.

use std::collections::BTreeSet;

use room::{Actor, Entry, Event, Role, Seq, Standing};
use world::time::Nanos;

use super::facts::{Stamp, Team};

/// What the log tells so far.
#[derive(Default)]
struct Reading {
    responders: BTreeSet<Actor>,
    /// Those who did anything but come and go.
    active: BTreeSet<Actor>,
    commander: Option<Actor>,
    led_from: Option<Nanos>,
    /// Requests to somebody else that nobody has answered.
    open: BTreeSet<Seq>,
    asked: u64,
    orders: u64,
    by_commander: u64,
}

pub(super) fn of(entries: &[Entry], at: impl Fn(&Entry) -> Nanos, stamp: impl Fn(Nanos) -> Stamp) -> Team {
    let mut reading = Reading::default();
    for entry in entries {
        reading.take(entry, at(entry));
    }
    let idle = reading.responders.difference(&reading.active).count();
    Team {
        responders: reading.responders.len() as u64,
        led_from: reading.led_from.map(stamp),
        asked: reading.asked,
        answered: reading.asked - reading.open.len() as u64,
        orders: reading.orders,
        by_commander: reading.by_commander,
        idle: idle as u64,
    }
}

impl Reading {
    fn take(&mut self, entry: &Entry, at: Nanos) {
        let actor = &entry.actor;
        match &entry.event {
            Event::Joined { standing: Standing::Responder, .. } => {
                self.responders.insert(actor.clone());
                return;
            }
            Event::Joined { .. } => return,
            Event::Left {} => {
                self.led_by(None, at, Some(actor));
                return;
            }
            Event::RoleTaken { role: Role::IncidentCommander, .. }
            | Event::RoleAccepted { role: Role::IncidentCommander, .. } => {
                self.led_by(Some(actor), at, None);
            }
            Event::RoleAssigned { role: Role::IncidentCommander, to, .. } => self.led_by(Some(to), at, None),
            Event::RoleReleased { role: Role::IncidentCommander } => self.led_by(None, at, Some(actor)),
            Event::TaskAdded { owner, .. } if owner != actor => self.ask(entry.seq),
            // Given to another before anybody answered, it is still one request.
            Event::TaskAssigned { task, owner } if owner != actor && !self.open.contains(task) => {
                self.ask(*task);
            }
            Event::TaskAcknowledged { task }
            | Event::TaskDeclined { task, .. }
            | Event::TaskCompleted { task, .. } => {
                self.open.remove(task);
            }
            Event::InterventionOrdered { .. } => {
                self.orders += 1;
                self.by_commander += u64::from(self.commander.as_ref() == Some(actor));
            }
            _ => {}
        }
        self.active.insert(actor.clone());
    }

    fn ask(&mut self, request: Seq) {
        self.open.insert(request);
        self.asked += 1;
    }

    /// Command goes to somebody, or is laid down by `only`, if they held it.
    fn led_by(&mut self, to: Option<&Actor>, at: Nanos, only: Option<&Actor>) {
        if only.is_none() || only == self.commander.as_ref() {
            self.commander = to.cloned();
        }
        if self.commander.is_some() {
            self.led_from.get_or_insert(at);
        }
    }
}
