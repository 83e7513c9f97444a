//! The opening of a scenario's night.

use drill::scenario::Scenario;
use drill::stage::{self, Stage};

/// The world of a scenario when the scene opens.
pub fn opening(scenario: &Scenario, seed: u64) -> Stage {
    stage::set(scenario, seed).unwrap_or_else(|why| panic!("{}: {why}", scenario.id))
}
