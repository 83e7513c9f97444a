//! Which choice stands first: what the player last looked at or gave an order about; and which are meant by "the latest
//! release". Nothing is chosen for anybody; the list only begins where they are. Knows the player's own looks and orders
//! and the change log; knows nothing of what would help.

use room::Event;
use world::probe::Probe;
use world::signal::Signals;
use world::time::{HOUR, Nanos};

use super::Play;
use crate::intent::Intent;

/// What is spoken of as the latest is no older than this [ns].
const LATELY: Nanos = HOUR;

impl Play {
    /// Those of the choices whose part the change log names as changed lately; all of them if it names none.
    pub(super) fn lately_changed(&self, options: &[Intent]) -> Vec<Intent> {
        let now = self.world.now();
        let probe = Probe::Changes { since: now.saturating_sub(LATELY), until: now };
        let Signals::Changes(changes) = self.world.probe(&probe) else { return options.to_vec() };
        let changed = |option: &&Intent| {
            let Intent::Do(order) = option else { return false };
            let line = order.to_string();
            let Some(part) = line.split(' ').nth(1) else { return false };
            let by_others = changes.iter().filter(|change| change.who != "responder");
            by_others.flat_map(|change| change.what.split([' ', ':', ','])).any(|word| word == part)
        };
        let few: Vec<Intent> = options.iter().filter(changed).cloned().collect();
        if few.is_empty() { options.to_vec() } else { few }
    }

    /// The same choices, those about what was last spoken of first.
    pub(super) fn foremost(&self, mut options: Vec<Intent>) -> Vec<Intent> {
        let lately: Vec<&str> = self
            .entries()
            .iter()
            .filter_map(|entry| match &entry.event {
                Event::Looked { what, .. } | Event::InterventionOrdered { what } => Some(what.as_str()),
                _ => None,
            })
            .collect();
        options.sort_by_key(|option| {
            let Intent::Do(order) = option else { return usize::MAX };
            let line = order.to_string();
            // The second word of an order's line is what it is about: a part, or one part calling another.
            let about = line.split(' ').nth(1).unwrap_or("");
            let named = |what: &str| what.split(' ').any(|word| word == about);
            lately.iter().rev().position(|what| named(what)).unwrap_or(usize::MAX)
        });
        options
    }
}
