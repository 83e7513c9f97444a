//! Which orders were given lately, so that one sent again is recorded once. Knows ids and their order of coming,
//! not what was ordered.

use std::collections::{BTreeSet, VecDeque};

use serde::{Deserialize, Serialize};

use crate::OrderId;
use crate::shelf::Shelf;

/// Orders remembered at least [count]. Who sends again does so within minutes, because an answer was lost; this is a
/// week of a busy incident, and a minute and a half of a program gone wild that gives a hundred a second. A room that
/// remembered all would grow with every word.
pub(crate) const REMEMBERED: usize = 10_000;
/// Orders on one page [count]: what one copy of a room does not share with the next.
const PAGE: usize = 250;

/// The newest orders, a page at a time: always the newest `REMEMBERED`, and up to a page more.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Given(VecDeque<Shelf<BTreeSet<OrderId>>>);

impl Given {
    /// It was given lately.
    pub fn contains(&self, id: &OrderId) -> bool {
        self.0.iter().rev().any(|page| page.contains(id))
    }

    /// It was given now. The entries of one order follow each other, so the second finds its id on the newest page.
    pub fn insert(&mut self, id: &OrderId) {
        if self.0.back().is_some_and(|page| page.contains(id)) {
            return;
        }
        if self.0.back().is_none_or(|page| page.len() >= PAGE) {
            self.0.push_back(Shelf::default());
            if self.0.len() > REMEMBERED / PAGE + 1 {
                self.0.pop_front();
            }
        }
        if let Some(page) = self.0.back_mut() {
            page.insert(id.clone());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn id(number: usize) -> OrderId {
        OrderId::new(format!("o{number}")).unwrap()
    }

    #[test]
    fn the_newest_are_remembered_and_older_ones_are_forgotten_a_page_at_a_time() {
        let mut given = Given::default();
        let all = 3 * REMEMBERED + PAGE / 2;
        for number in 0..all {
            given.insert(&id(number));
            given.insert(&id(number));
            assert!(given.contains(&id(number)));
            assert!(given.contains(&id(number.saturating_sub(REMEMBERED - 1))));
        }
        assert!((all - REMEMBERED..all).all(|number| given.contains(&id(number))));
        assert!((0..all - REMEMBERED - PAGE).all(|number| !given.contains(&id(number))));
    }
}
