//! What the player says and declares in the room. The game master answers in character and briefly; it
//! never says whether a hypothesis is right.

use world::time::SECOND;

use super::stage::STEP;
use super::{Act as Stage, Pace, Play};
use crate::debrief::Done;
use crate::intent::Act;
use crate::narrate::figures;
use crate::scenario::Bound;
use crate::steady;
use crate::understand::Asked;

/// The message that names an act.
pub(super) fn name(act: &Act) -> &'static str {
    match act {
        Act::Declare { .. } => "act-declare",
        Act::Severity { .. } => "act-severity",
        Act::Update { .. } => "act-update",
        Act::Hypothesis { .. } => "act-hypothesis",
        Act::Refute { .. } => "act-refute",
        Act::Note { .. } => "act-note",
        Act::Resolved => "act-resolved",
        Act::FalseAlarm => "act-false-alarm",
        Act::Countermeasure { .. } => "act-countermeasure",
    }
}

impl Play {
    pub(super) fn did(&mut self, act: Done) {
        self.moments.push(crate::debrief::Moment { at: self.world.now(), act });
    }

    pub(super) fn act_in_room(&mut self, act: Act) {
        match act {
            Act::Declare { severity } => self.declare(severity),
            Act::Severity { severity } => {
                self.cost(10 * SECOND);
                self.did(Done::Severity(severity));
                self.flow.severity(self.world.now(), severity);
                self.say("master-severity", &[("n", &severity.to_string())]);
            }
            Act::Update { text } => self.update(text),
            Act::Hypothesis { text, about } => {
                self.cost(10 * SECOND);
                self.flow.hypothesis(self.world.now(), &text, about.as_deref());
                self.did(Done::Hypothesis { text, about });
                self.say("master-hypothesis", &[]);
            }
            Act::Refute { text, about } => {
                self.cost(10 * SECOND);
                self.flow.refuted(self.world.now(), &text);
                self.did(Done::Refuted { text, about });
                self.say("master-refuted", &[]);
            }
            Act::Note { text } => {
                self.flow.note(self.world.now(), &text);
                self.did(Done::Noted(text));
                self.say("master-noted", &[]);
            }
            Act::Resolved => self.claims_resolved(),
            Act::FalseAlarm => self.false_alarm(),
            Act::Countermeasure { text } => {
                self.flow.countermeasure(self.world.now(), &text);
                self.did(Done::Countermeasure(text));
                if self.act == Stage::Review {
                    self.say("master-countermeasure-more", &[]);
                    self.asked = Some(Asked::Countermeasures);
                } else {
                    self.say("master-countermeasure", &[]);
                }
            }
        }
    }

    fn declare(&mut self, severity: Option<u8>) {
        self.cost(20 * SECOND);
        let already = self.moments.iter().any(|m| matches!(m.act, Done::Declared(_)));
        self.did(Done::Declared(severity));
        self.flow.declare(self.world.now(), severity);
        match (already, severity) {
            (true, _) => self.say("master-declared-already", &[]),
            (false, Some(n)) => self.say("master-declared", &[("n", &n.to_string())]),
            (false, None) => self.say("master-declared-plain", &[]),
        }
    }

    fn update(&mut self, text: String) {
        self.cost(40 * SECOND);
        let now = self.world.now();
        self.flow.update(now, &text);
        self.did(Done::Updated(text));
        self.say("master-updated", &[]);
        if let Some(speech) = self.cast.told_how_things_stand(now) {
            self.speak(speech);
        }
    }

    /// "It is repaired": the game master looks, and says what it sees.
    fn claims_resolved(&mut self) {
        self.cost(30 * SECOND);
        if self.act != Stage::Response {
            return;
        }
        let now = self.world.now();
        let truly = self.calm();
        self.did(Done::ClaimedResolved { truly });
        self.flow.stabilised(now);
        if !truly {
            self.not_yet();
            return;
        }
        if self.firm() || self.scenario.cause.nothing {
            self.verified();
            return;
        }
        self.say("master-watch-a-little", &[]);
        self.claimed = true;
        while self.claimed && self.act == Stage::Response && self.options.pace == Pace::Turns {
            self.pass(STEP);
        }
    }

    /// The first bound that does not hold, with what it is at.
    fn not_yet(&mut self) {
        let now = self.world.now();
        let broken = |b: &&Bound| !steady::holds(&self.world, std::slice::from_ref(*b), now);
        let Some(bound) = self.scenario.stable.iter().find(broken) else { return };
        let lang = self.options.lang;
        let metric = crate::narrate::metric_name(lang, bound.metric);
        let value = steady::level(&self.world, bound, now).map_or_else(
            || figures::MISSING.into(),
            |value| figures::with_unit(lang, value, bound.metric.unit()),
        );
        let subject = bound.subject.clone();
        self.say("master-not-yet", &[("subject", &subject), ("metric", &metric), ("value", &value)]);
    }

    /// It was said to be repaired, and has held for long enough.
    pub(super) fn verified(&mut self) {
        self.did(Done::Verified);
        self.flow.verified(self.world.now());
        self.say("master-well", &[]);
        self.begin_review();
    }

    fn false_alarm(&mut self) {
        self.cost(20 * SECOND);
        if self.act != Stage::Response {
            return;
        }
        self.did(Done::FalseAlarm);
        let why = crate::words::say(self.options.lang, "act-false-alarm", &[]);
        self.flow.false_alarm(self.world.now(), &why);
        if self.calm() {
            self.say("master-false-alarm", &[]);
            self.begin_review();
        } else {
            self.say("master-users-still-hit", &[]);
        }
    }
}
