//! What the player's words to people claim, held against what the room's log, the record of changes and the
//! signals show: that it is over, that something was done. Says nothing of why; whoever can see it answers.

use world::probe::Probe;
use world::signal::Signals;
use world::time::Nanos;

use super::Play;
use super::cast::Taken;
use crate::debrief::{claims_end, never_given, taken_as_over};
use crate::narrate::figures;
use crate::scenario::Bound;
use crate::steady;

impl Play {
    /// How words to people are to be taken by them.
    pub(super) fn taken(&self, text: &str) -> Taken {
        if super::aloud::mere_word(text) {
            return Taken::Word;
        }
        let over = claims_end(text);
        if self.scenario.cause.nothing {
            return if over { Taken::Over } else { Taken::News };
        }
        match self.missed() {
            Some((subject, metric, value)) if over => Taken::StillFails { subject, metric, value },
            missed => {
                let calm = missed.is_none();
                let well = self.relief_told || self.claimed && calm;
                match () {
                    () if taken_as_over(text, calm, well) => Taken::Over,
                    () if never_given(text, &self.on_record()).is_some() => Taken::NotDone,
                    () => Taken::News,
                }
            }
        }
    }

    /// What anybody is known to have done or begun, each as its line; the player's orders among them.
    fn on_record(&self) -> Vec<String> {
        match self.world.probe(&Probe::Changes { since: 0, until: Nanos::MAX }) {
            Signals::Changes(all) => {
                all.into_iter().filter(|c| !c.state.starts_with("failed")).map(|c| c.what).collect()
            }
            _ => Vec::new(),
        }
    }

    /// The first of the scenario's bounds that does not hold: subject, metric and what it is at.
    pub(super) fn missed(&self) -> Option<(String, String, String)> {
        let now = self.world.now();
        let broken = |b: &&Bound| !steady::holds(&self.world, std::slice::from_ref(*b), now);
        let bound = self.scenario.stable.iter().find(broken)?;
        let lang = self.options.lang;
        let metric = crate::narrate::metric_name(lang, bound.metric);
        let value = steady::level(&self.world, bound, now).map_or_else(
            || figures::MISSING.into(),
            |value| figures::with_unit(lang, value, bound.metric.unit()),
        );
        Some((bound.subject.clone(), metric, value))
    }
}
