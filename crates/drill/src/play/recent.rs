//! Which choice stands first: what the player last looked at or gave an order about. Nothing is chosen for anybody; the
//! list only begins where they are. Knows the player's own looks and orders; knows nothing of what would help.

use room::Event;

use super::Play;
use crate::intent::Intent;

impl Play {
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
