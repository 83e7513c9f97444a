//! Orders that would change nothing: what they are to bring about is so, or is being brought about. Reads what
//! a look would show and what was ordered before; such an order costs no time and is not written down.

use world::fault::CallChange;
use world::intervention::Intervention;
use world::probe::Probe;
use world::refused::Refused;
use world::signal::{Change, Signals};
use world::time::Nanos;

use super::Play;
use crate::intent::Intent;
use crate::words::say;

impl Play {
    /// What is said to an order that would change nothing; `None` if it would change something.
    pub(super) fn already(&self, order: &Intervention) -> Option<String> {
        let lang = self.options.lang;
        let said = |key: &str, what: String| say(lang, key, &[("what", &what)]);
        if let Some(same) = self.in_the_way(order) {
            return Some(said("master-already-under-way", same.to_string()));
        }
        if self.is_so(order) {
            return Some(said("master-already-so", order.to_string()));
        }
        match self.world.clone().intervene(order) {
            Err(Refused::NothingToRollBack { .. }) if self.last(&order.to_string()).is_some() => {
                Some(said("master-already-so", order.to_string()))
            }
            Err(Refused::NothingToRevert { component }) => Some(said("master-already-reverted", component)),
            _ => None,
        }
    }

    /// Whether there is anything to be confirmed.
    pub(super) fn would_change(&self, intent: &Intent) -> bool {
        !matches!(intent, Intent::Do(order) if self.already(order).is_some())
    }

    /// The same order, or another roll-out of the same thing, that still runs.
    fn in_the_way(&self, order: &Intervention) -> Option<&Intervention> {
        let all = || self.under_way.iter().map(|under_way| &under_way.order);
        let rolls = rolls_out(order);
        all()
            .find(|other| *other == order)
            .or_else(|| all().find(|other| rolls.is_some() && rolls_out(other) == rolls))
    }

    /// What the order is to bring about is so by what a look shows.
    fn is_so(&self, order: &Intervention) -> bool {
        use Intervention as I;
        match order {
            I::Scale { component, replicas } => {
                let others = |o: &I| matches!(o, I::Scale { component: other, .. } if other == component);
                let runs = self.replicas(component, |state| !matches!(state, "draining" | "stopped"));
                runs.len() == *replicas as usize && !self.under_way.iter().any(|u| others(&u.order))
            }
            I::Deploy { service, version } => {
                let runs = self.replicas(service, |state| state != "stopped");
                !runs.is_empty() && runs.iter().all(|(_, runs)| runs == version)
            }
            I::Drain { component, replica } => {
                self.replicas(component, |state| state == "draining").iter().any(|(n, _)| n == replica)
            }
            I::Flag { flag, percent } => {
                let state = match percent {
                    0 => "off".into(),
                    100 => "on".into(),
                    percent => format!("on {percent} %"),
                };
                self.setting(&Probe::Flags, flag) == Some(state)
            }
            I::PauseJob { job } => self.setting(&Probe::Jobs, job).as_deref() == Some("paused"),
            I::ResumeJob { job } => self.setting(&Probe::Jobs, job).as_deref() == Some("scheduled"),
            I::FixDns { component } => self.setting(&Probe::Names, component).as_deref() == Some("answers"),
            I::SetCall { from, to, change } => self.calls(from, to, change),
            // All but the value: `shed`, `cpu-limit checkout`.
            I::Shed { percent } => {
                self.last("shed ").map_or(*percent == 0, |last| last.what == order.to_string())
            }
            I::CpuLimit { component, .. } => self.is_last(&format!("cpu-limit {component} "), order),
            I::MemoryLimit { component, .. } => self.is_last(&format!("memory-limit {component} "), order),
            I::BlockClient { .. } => self.last(&order.to_string()).is_some(),
            _ => false,
        }
    }

    /// Number and version of a component's replicas in such a state.
    fn replicas(&self, component: &str, fits: impl Fn(&str) -> bool) -> Vec<(u32, String)> {
        let probe = Probe::Replicas { component: Some(component.into()) };
        let Signals::Replicas(all) = self.world.probe(&probe) else { return Vec::new() };
        all.into_iter().filter(|r| fits(r.state)).map(|r| (r.replica, r.version)).collect()
    }

    fn setting(&self, probe: &Probe, name: &str) -> Option<String> {
        let Signals::Settings(all) = self.world.probe(probe) else { return None };
        all.into_iter().find(|setting| setting.name == name).map(|setting| setting.state)
    }

    /// One calls the other in this way.
    fn calls(&self, from: &str, to: &str, change: &CallChange) -> bool {
        let probe = Probe::Edges { component: Some(from.into()) };
        let Signals::Edges(all) = self.world.probe(&probe) else { return false };
        let edge = all.iter().find(|edge| edge.from == from && edge.to == to);
        edge.is_some_and(|edge| match change {
            CallChange::Pool(size) => edge.pool.is_some_and(|(_, most)| most == *size),
            CallChange::Timeout(span) => edge.timeout == *span,
            CallChange::Retries(count) => edge.max_retries == *count,
            CallChange::Fallback(on) => edge.fallback == Some(*on),
        })
    }

    /// The last order that begins like this and was carried out, or runs.
    fn last(&self, stem: &str) -> Option<Change> {
        let probe = Probe::Changes { since: 0, until: Nanos::MAX };
        let Signals::Changes(all) = self.world.probe(&probe) else { return None };
        let ours =
            |c: &Change| c.who == "responder" && c.what.starts_with(stem) && !c.state.starts_with("failed");
        all.into_iter().rev().find(ours)
    }

    fn is_last(&self, stem: &str, order: &Intervention) -> bool {
        self.last(stem).is_some_and(|last| last.what == order.to_string())
    }
}

/// What is rolled out or started again, if the order does that to all of it.
fn rolls_out(order: &Intervention) -> Option<&str> {
    use Intervention as I;
    match order {
        I::Rollback { service: name }
        | I::Deploy { service: name, .. }
        | I::MemoryLimit { component: name, .. }
        | I::Restart { component: name, .. } => Some(name),
        _ => None,
    }
}
