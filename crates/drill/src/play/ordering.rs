//! Orders to the world: refused with the next step, or begun; then time passes until it is done, or so
//! long that the player wants to do something else meanwhile.

use room::{Command, Seq};
use world::intervention::Intervention;
use world::time::{MINUTE, Nanos, SECOND};

use super::{By, Play, UnderWay};
use crate::block::Body;
use crate::narrate;

/// Typing an order and checking it [ns].
const PRICE: Nanos = 10 * SECOND;
/// The player watches an order at most this long before they have their hands free again [ns].
const WATCHED: Nanos = 3 * MINUTE;

impl Play {
    pub(super) fn order(&mut self, order: Intervention) {
        let line = order.to_string();
        self.show(Body::Echo(line.clone()));
        if let Some(already) = self.already(&order) {
            return self.show(Body::Narration(already));
        }
        self.cost(PRICE);
        if self.act != super::Act::Response {
            return; // time ran out while it was typed
        }
        let lang = self.options.lang;
        let since = self.world.now();
        let version = self.brings(&order);
        let Some(entry) = self.tell_room(Command::OrderIntervention { what: line.clone() }) else { return };
        match self.world.intervene(&order) {
            Err(refused) => {
                let text = narrate::refused(lang, &refused);
                self.settle(entry, &text, false);
                self.show(Body::Narration(text));
            }
            Ok(begun) => {
                let heat = self.heat();
                if heat > 1.0 {
                    self.acted_upon = Some(self.acted_upon.map_or(heat, |before| before.max(heat)));
                }
                let text = narrate::order::started(lang, &order, version.as_deref(), Some(begun.takes));
                self.show(Body::Narration(text));
                let (change, takes) = (begun.change, begun.takes);
                self.under_way.push(UnderWay { order, entry, change, since, takes });
                self.inject_after(&line, false);
                self.watch(begun.change);
            }
        }
    }

    /// What came of an order.
    pub(super) fn settle(&mut self, intervention: Seq, outcome: &str, ok: bool) {
        self.give(By::Master, Command::SettleIntervention { intervention, outcome: outcome.into(), ok });
    }

    /// Where turns move the clock, an order takes its real time, and people may interrupt.
    fn watch(&mut self, change: usize) {
        if self.options.pace != super::Pace::Turns {
            return;
        }
        let until = self.world.now() + WATCHED;
        while self.world.now() < until && self.under_way.iter().any(|u| u.change == change) {
            let before = self.world.now();
            self.pass(crate::stage::STEP);
            if self.world.now() == before {
                return; // the play has moved on
            }
        }
        if self.under_way.iter().any(|u| u.change == change) {
            self.say("master-still-under-way", &[]);
        }
    }
}
