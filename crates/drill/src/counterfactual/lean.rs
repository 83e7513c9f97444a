//! What a plan needs: it is lived without each of its orders, and what nobody would miss is dropped. Knows nothing of
//! what the orders are for.

use world::World;
use world::time::Nanos;

use super::{Branch, Plan};

/// An order that spares less than this part of what is lost with the plan is not needed [share].
const NEEDED: f64 = 0.01;

/// The plan without the orders whose absence costs nothing by `until` [ns]. `each` lives branches, in any way that keeps their
/// order; it is asked again until every order that is left is needed.
pub fn lean(
    opened: &World,
    plan: &Plan,
    until: Nanos,
    mut each: impl FnMut(Vec<Branch>) -> Vec<World>,
) -> Plan {
    let mut plan = plan.clone();
    let cost = |world: &World| world.cost() - opened.cost();
    let whole = each(vec![Branch::of(opened, &plan, until)]).first().map_or(f64::INFINITY, cost);
    // All that goes together may cost this much, however many orders it is.
    let most = whole * (1.0 + NEEDED);
    while !plan.orders().is_empty() {
        let without: Vec<Plan> = (0..plan.orders().len()).map(|n| plan.without(n)).collect();
        let lived = each(without.iter().map(|plan| Branch::of(opened, plan, until)).collect());
        let costs = lived.iter().map(cost).enumerate().filter(|(_, cost)| *cost <= most);
        // Of equals the last goes first: what comes late is rarely what ended it.
        let least = costs.reduce(|least, next| if next.1 <= least.1 { next } else { least });
        let Some((n, _)) = least else { break };
        plan = without[n].clone();
    }
    plan
}
