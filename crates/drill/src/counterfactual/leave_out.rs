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
    /// With each of the plans that were known, instead of what was played.
    pub known: Vec<World>,
}

/// One night still to be lived: from where, and with which orders.
#[derive(Clone, Debug)]
pub struct Branch {
    start: World,
    orders: Plan,
    until: Nanos,
}

impl Branch {
    /// A plan from the opening to `until` [ns].
    pub(super) fn of(opened: &World, plan: &Plan, until: Nanos) -> Branch {
        Branch { start: opened.clone(), orders: plan.clone(), until }
    }

    /// The world as it begins, for whoever needs none of it.
    pub fn unlived(self) -> World {
        self.start
    }

    /// Lives it to its end.
    pub fn live(self) -> World {
        live(self.start, &self.orders, self.until)
    }
}

impl Branches {
    /// Lives a play that began as `opened` to `until` [ns] in all its branches, and the plans that were `known`.
    /// `each` lives them, in any way that keeps their order: one after the other, or on all processors.
    pub fn of(
        opened: &World,
        plan: &Plan,
        known: &[Plan],
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
        branches.extend(known.iter().map(|plan| branch(opened.clone(), plan.orders())));
        let mut worlds = each(branches).into_iter();
        let mut next = || worlds.next().expect("each branch gives its world");
        let (team, nobody) = (next(), next());
        let without = plan.orders().iter().map(|_| next()).collect();
        Branches { team, nobody, without, known: worlds.collect() }
    }
}

/// Lives branches one after the other.
pub fn in_turn(branches: Vec<Branch>) -> Vec<World> {
    branches.into_iter().map(Branch::live).collect()
}
