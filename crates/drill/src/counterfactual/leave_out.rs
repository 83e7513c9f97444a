//! A play lived to the end of its night, as it was, without anybody, and without each of its orders. All
//! of them share the luck of the play, so that a difference between two is the orders' doing. The branches
//! know nothing of one another: whoever has processors may live them at the same time.

use world::World;
use world::time::Nanos;

use super::{Plan, live};

/// Worlds lived on to one moment, far enough that what was done has shown what it does.
#[derive(Clone, Debug)]
pub struct Branches {
    /// As it was played, and then left alone.
    pub team: World,
    /// Nobody acted.
    pub nobody: World,
    /// As it was played, without the `n`-th order.
    pub without: Vec<World>,
}

/// One night still to be lived: from where, and with which orders.
#[derive(Clone, Debug)]
pub struct Branch {
    start: World,
    orders: Plan,
    until: Nanos,
}

impl Branch {
    /// Lives it to its end.
    pub fn live(self) -> World {
        live(self.start, &self.orders, self.until)
    }
}

impl Branches {
    /// Lives a play that began as `opened` to `until` [ns] in all its branches. `each` lives them, in any
    /// way that keeps their order: one after the other, or on all processors.
    pub fn of(
        opened: &World,
        plan: &Plan,
        until: Nanos,
        each: impl FnOnce(Vec<Branch>) -> Vec<World>,
    ) -> Branches {
        let branch = |start: World, orders: &[super::Given]| Branch {
            start,
            orders: Plan::new(orders.to_vec()),
            until,
        };
        let mut trunk = opened.clone();
        let mut branches = vec![branch(opened.clone(), &[])];
        for (n, given) in plan.orders().iter().enumerate() {
            trunk.advance(given.at);
            branches.push(branch(trunk.clone(), &plan.orders()[n + 1..]));
            let _ = trunk.intervene(&given.order);
        }
        branches.insert(0, branch(trunk, &[]));
        let mut worlds = each(branches).into_iter();
        let mut next = || worlds.next().expect("each branch gives its world");
        Branches { team: next(), nobody: next(), without: worlds.collect() }
    }
}

/// Lives branches one after the other.
pub fn in_turn(branches: Vec<Branch>) -> Vec<World> {
    branches.into_iter().map(Branch::live).collect()
}
