//! The crew that leaves it to chance: it looks at nothing, and minute by minute gives any order that the world would take.
//! What it ends, nobody had to understand.

use world::intervention::Intervention;
use world::rng::{child, unit};

use super::seen::Seen;

/// Keeps its dice apart from those of the world and of the stage.
const DICE: u64 = 0x6372_6577;

/// Its dice, and how often they were thrown.
pub(super) struct Chance {
    key: u64,
    thrown: u64,
}

impl Chance {
    pub(super) fn new(seed: u64) -> Chance {
        Chance { key: child(seed, DICE), thrown: 0 }
    }

    pub(super) fn decide(&mut self, seen: &Seen) -> Option<Intervention> {
        let mut orders = seen.orders();
        let at = (self.throw() * orders.len() as f64) as usize;
        (!orders.is_empty()).then(|| orders.swap_remove(at.min(orders.len() - 1)))
    }

    /// Uniform in (0, 1].
    fn throw(&mut self) -> f64 {
        self.thrown += 1;
        unit(child(self.key, self.thrown))
    }
}
