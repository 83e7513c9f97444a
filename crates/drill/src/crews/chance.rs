//! The crew that leaves it to chance: it looks at nothing, and gives any order that the world would take, no faster than the
//! crew that has a habit. What it ends, nobody had to understand.

use world::intervention::Intervention;
use world::rng::{child, unit};
use world::time::Nanos;

use super::VERIFIES;
use super::seen::Seen;

/// Keeps its dice apart from those of the world and of the stage.
const DICE: u64 = 0x6372_6577;

/// Its dice, and how often they were thrown.
pub(super) struct Chance {
    key: u64,
    thrown: u64,
    /// It gives no order before then [ns].
    next: Nanos,
}

impl Chance {
    pub(super) fn new(seed: u64) -> Chance {
        Chance { key: child(seed, DICE), thrown: 0, next: 0 }
    }

    pub(super) fn decide(&mut self, seen: &Seen) -> Option<Intervention> {
        if seen.now() < self.next {
            return None;
        }
        let mut orders = seen.orders();
        let at = (self.throw() * orders.len() as f64) as usize;
        let order = (!orders.is_empty()).then(|| orders.swap_remove(at.min(orders.len() - 1)))?;
        self.next = seen.now() + seen.takes(&order)? + VERIFIES;
        Some(order)
    }

    /// Uniform in (0, 1].
    fn throw(&mut self) -> f64 {
        self.thrown += 1;
        unit(child(self.key, self.thrown))
    }
}
