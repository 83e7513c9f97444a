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

    /// The plan with its `n`-th order given at another time [ns].
    pub fn moved(&self, n: usize, at: Nanos) -> Plan {
        let mut orders = self.0.clone();
        orders[n].at = at;
        Plan::new(orders)
    }

    /// The plan with one order more.
    pub fn with(&self, at: Nanos, order: Intervention) -> Plan {
        let mut orders = self.0.clone();
        orders.push(Given { at, order });
        Plan::new(orders)
    }

    /// The plan with another order in the place of its `n`-th.
    pub fn replaced(&self, n: usize, order: Intervention) -> Plan {
        let mut orders = self.0.clone();
        orders[n].order = order;
        Plan(orders)
    }
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
