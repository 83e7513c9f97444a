//! One branch: a world, orders with their times, and what users lost by the end of it.

use world::World;
use world::intervention::Intervention;
use world::time::Nanos;

/// An order, and when it is given.
#[derive(Clone, Debug, PartialEq)]
pub struct Given {
    /// Simulated time [ns].
    pub at: Nanos,
    /// What is ordered.
    pub order: Intervention,
}

/// Orders in the order of their times.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Plan(Vec<Given>);

impl Plan {
    /// These orders, in the order of their times; those of the same moment stay as they come.
    pub fn new(mut orders: Vec<Given>) -> Plan {
        orders.sort_by_key(|given| given.at);
        Plan(orders)
    }

    /// The orders.
    pub fn orders(&self) -> &[Given] {
        &self.0
    }

    /// Its orders from a moment on [ns].
    pub fn from(&self, moment: Nanos) -> Plan {
        Plan(self.0.iter().filter(|given| given.at >= moment).cloned().collect())
    }

    /// The plan without its `n`-th order.
    pub fn without(&self, n: usize) -> Plan {
        let mut orders = self.0.clone();
        orders.remove(n);
        Plan(orders)
    }

    /// The plan with its `n`-th order given at another time [ns], and without those that are dropped for it, by number.
    pub fn moved(&self, n: usize, at: Nanos, dropped: &[usize]) -> Plan {
        let mut orders = self.0.clone();
        orders[n].at = at;
        Plan::new(Plan(orders).without_all(dropped).0)
    }

    /// The plan with one order more.
    pub fn with(&self, at: Nanos, order: Intervention) -> Plan {
        let mut orders = self.0.clone();
        orders.push(Given { at, order });
        Plan::new(orders)
    }

    /// The plan without these orders, by number.
    pub fn without_all(&self, left_out: &[usize]) -> Plan {
        let kept = self.0.iter().enumerate().filter(|(n, _)| !left_out.contains(n));
        Plan(kept.map(|(_, given)| given.clone()).collect())
    }

    /// The plan with another order in the place of its `n`-th.
    pub fn replaced(&self, n: usize, order: Intervention) -> Plan {
        let mut orders = self.0.clone();
        orders[n].order = order;
        Plan(orders)
    }
}

/// What an order is about: orders about the same thing undo or replace one another. `checkout` for
/// `rollback checkout` and for `restart checkout/2`, `shed` for any share.
pub fn about(order: &Intervention) -> String {
    if matches!(order, Intervention::Shed { .. }) {
        return "shed".into();
    }
    let line = order.to_string();
    let part = line.split_whitespace().nth(1).unwrap_or_default();
    part.split('/').next().unwrap_or_default().into()
}

/// Lives a world on to `until` [ns], giving the plan's orders, of which none lies behind it. An order
/// that the world refuses is left out, as it was in the play.
pub fn live(mut world: World, plan: &Plan, until: Nanos) -> World {
    for given in plan.0.iter().filter(|given| given.at <= until) {
        world.advance(given.at);
        let _ = world.intervene(&given.order);
    }
    world.advance(until);
    world
}
