//! Questions and words that no rule knows. What asks about facts is shown the look that tells; what asks
//! whether to do something is the player's to decide; for the rest the game master says what can be done next.

use super::arc::Step;
use super::{Play, Puzzle, aloud, wary};
use crate::intent::Intent;
use crate::understand::shows;

/// Examples for whoever has not taken this step: what to try next.
const EXAMPLES: [(Step, &str); 5] = [
    (Step::Noticed, "master-try-look"),
    (Step::Impact, "master-try-impact"),
    (Step::Declared, "master-try-declare"),
    (Step::Cause, "master-try-cause"),
    (Step::Order, "master-try-order"),
];
/// Examples for everybody, one after the other.
const MORE: [&str; 5] =
    ["master-try-changes", "master-try-people", "master-try-update", "master-try-wait", "master-try-help"];

impl Play {
    /// A question that is no order.
    pub(super) fn question(&mut self, text: &str) {
        if wary::asks_the_hour(text) {
            let clock = self.clock.minute(self.world.now());
            return self.say("master-the-hour", &[("clock", &clock)]);
        }
        if wary::asks_what_it_means(text) && shows(text, &self.lexicon).is_none() {
            return self.say("master-no-dictionary", &[]);
        }
        if wary::asks_for_the_answer(text) {
            return self.say("master-no-answer", &[]);
        }
        let decides = wary::asks_to_decide(text) || aloud::supposes(text);
        match shows(text, &self.lexicon) {
            Some(look) if !decides => self.meant(Intent::Look(look), false),
            Some(look) => self.say("master-your-call-see", &[("look", &look.to_string())]),
            None => self.say(if decides { "master-your-call" } else { "master-to-be-seen" }, &[]),
        }
    }

    /// Not understood: what fits the hour is given as an example, and never the same twice running.
    pub(super) fn not_understood(&mut self) {
        let lang = self.options.lang;
        self.puzzle = Some(Puzzle { who: self.flow.speaker().clone(), text: self.words.clone() });
        let missing = EXAMPLES.iter().find(|(step, _)| !step.taken(&self.flow)).map(|(_, key)| *key);
        let more = MORE[self.lost % MORE.len()];
        self.lost += 1;
        let first = missing.unwrap_or(MORE[(self.lost + 1) % MORE.len()]);
        let (one, two) = (crate::words::say(lang, first, &[]), crate::words::say(lang, more, &[]));
        self.say("master-not-understood", &[("one", &one), ("two", &two)]);
    }
}
