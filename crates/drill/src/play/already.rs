//! Orders that would change nothing: what they are to bring about is so, or is being brought about. Reads what
//! a look would show and what was ordered before; such an order costs no time and is not written down.

use world::intervention::Intervention;
use world::probe::Probe;
use world::refused::Refused;
use world::signal::{Change, Signals};
use world::time::Nanos;

use super::Play;
use crate::intent::Intent;
use crate::is_so;
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

    /// What the order is to bring about is so by what a look shows, or by the last order of its kind.
    fn is_so(&self, order: &Intervention) -> bool {
        use Intervention as I;
        match order {
            I::Scale { component, .. } => {
                let another = |o: &I| matches!(o, I::Scale { component: other, .. } if other == component);
                is_so::is_so(&self.world, order) && !self.under_way.iter().any(|u| another(&u.order))
            }
            I::Drain { component, replica } => {
                let probe = Probe::Replicas { component: Some(component.clone()) };
                let Signals::Replicas(all) = self.world.probe(&probe) else { return false };
                all.iter().any(|found| found.replica == *replica && found.state == "draining")
            }
            I::FixDns { component } => {
                is_so::setting(&self.world, &Probe::Names, component).as_deref() == Some("answers")
            }
            // All but the value: `shed`, `cpu-limit checkout`.
            I::Shed { percent } => {
                self.last("shed ").map_or(*percent == 0, |last| last.what == order.to_string())
            }
            I::CpuLimit { component, .. } => self.is_last(&format!("cpu-limit {component} "), order),
            I::MemoryLimit { component, .. } => self.is_last(&format!("memory-limit {component} "), order),
            I::BlockClient { .. } => self.last(&order.to_string()).is_some(),
            _ => is_so::is_so(&self.world, order),
        }
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
