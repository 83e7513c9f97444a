//! What the player says and declares in the room. The game master answers in character and briefly; it
//! never says whether a hypothesis is right.

use room::{Command, Role, Severity, Verdict};
use world::probe::Probe;
use world::signal::Signals;
use world::time::SECOND;

use super::arc::Step;
use super::{Act as Stage, By, Pace, Play, aloud};
use crate::debrief::states_a_number;
use crate::intent::Act;
use crate::stage::STEP;

/// With more users hit than this, an alarm was not false [requests].
const FALSE: u64 = 100;

/// More words than this are no title [characters].
const LONGEST_TITLE: usize = 120;

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
    pub(super) fn act_in_room(&mut self, act: Act) {
        match act {
            Act::Declare { severity } => self.declare(severity.and_then(Severity::new)),
            Act::Severity { severity } => self.change_severity(Severity::new(severity)),
            Act::Update { text, to } => self.tell(text, to),
            Act::Hypothesis { text, about } => {
                self.cost(10 * SECOND);
                if self.tell_room(Command::ProposeHypothesis { text, about }).is_some() {
                    self.say("master-hypothesis", &[]);
                }
            }
            Act::Refute { text, about } => self.refute(text, about.as_deref()),
            Act::Note { text } => {
                if self.tell_room(Command::Note { text }).is_some() {
                    self.say("master-noted", &[]);
                }
            }
            Act::Resolved => self.claims_resolved(),
            Act::FalseAlarm => self.false_alarm(),
            Act::Countermeasure { text } => self.propose(text),
        }
    }

    /// "SEV2" declares; once that is done, it says how bad it is.
    fn declare(&mut self, severity: Option<Severity>) {
        if severity.is_some() && Step::Declared.taken(&self.flow) {
            return self.change_severity(severity);
        }
        self.cost(20 * SECOND);
        // Who says how big it is in the same breath has told everybody; that it is declared is no part of the title.
        let title = aloud::beside_declaring(&self.words)
            .filter(|words| words.chars().count() <= LONGEST_TITLE && states_a_number(words));
        if self.tell_room(Command::Declare { severity, title }).is_none() {
            return;
        }
        self.tell_room(Command::TakeRole { role: Role::IncidentCommander });
        match severity {
            Some(severity) => self.say("master-declared", &[("n", &severity.to_string())]),
            None => self.say("master-declared-plain", &[]),
        }
    }

    fn change_severity(&mut self, severity: Option<Severity>) {
        self.cost(10 * SECOND);
        let Some(severity) = severity else { return self.say("master-severity-range", &[]) };
        if self.tell_room(Command::ChangeSeverity { severity, why: None }).is_some() {
            self.say("master-severity", &[("n", &severity.to_string())]);
        }
    }

    /// A hypothesis that these words speak of is settled by them; in any case they are kept.
    fn refute(&mut self, text: String, about: Option<&str>) {
        self.cost(10 * SECOND);
        if let Some(hypothesis) = self.flow.spoken_of(&text, about) {
            let (verdict, evidence) = (Verdict::Refuted, Vec::new());
            if self.tell_room(Command::SettleHypothesis { hypothesis, verdict, evidence }).is_none() {
                return;
            }
        }
        if self.tell_room(Command::Note { text }).is_some() {
            self.say("master-refuted", &[]);
        }
    }

    fn propose(&mut self, text: String) {
        if self.tell_room(Command::ProposeCountermeasure { text, owner: None, due: None }).is_some() {
            self.say("master-countermeasure", &[]);
        }
    }

    /// "It is repaired": the game master looks, and says what it sees.
    fn claims_resolved(&mut self) {
        self.cost(30 * SECOND);
        if self.act != Stage::Response {
            return;
        }
        if self.tell_room(Command::SayStabilised { text: None }).is_some() {
            self.does_it_hold();
        }
    }

    /// It was said to be repaired: the game master looks.
    pub(super) fn does_it_hold(&mut self) {
        if self.act != Stage::Response {
            return;
        }
        self.claimer = Some(self.flow.speaker().clone());
        if !self.calm() {
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
        let Some((subject, metric, value)) = self.missed() else { return };
        self.say("master-not-yet", &[("subject", &subject), ("metric", &metric), ("value", &value)]);
    }

    /// It was said to be repaired, and has held for long enough.
    pub(super) fn verified(&mut self) {
        if let Some(who) = self.claimer.take() {
            self.turn_to(&who);
        }
        // Nobody is said to have looked who has not: that it held is what the game master saw.
        self.give(By::Master, Command::SayVerified { evidence: Vec::new() });
        if self.tell_room(Command::SayResolved {}).is_none() {
            return; // it is the commander's to say, which was said
        }
        self.say("master-well", &[]);
        self.begin_review();
    }

    /// Users' requests that failed or were slow since the scene opened [count].
    fn hit(&self) -> u64 {
        let probe = Probe::Impact { since: self.opened, until: self.world.now() };
        match self.world.probe(&probe) {
            Signals::Impact(all) => all.first().map_or(0, |sum| sum.failed + sum.slow),
            _ => 0,
        }
    }

    pub(super) fn false_alarm(&mut self) {
        self.cost(20 * SECOND);
        if self.act != Stage::Response {
            return;
        }
        let why = crate::words::say(self.options.lang, "act-false-alarm", &[]);
        let hit = self.hit();
        if hit > FALSE && !self.scenario.cause.nothing {
            self.say("master-false-alarm-refused", &[("count", &hit.to_string())]);
            return;
        }
        if self.tell_room(Command::SayFalseAlarm { why }).is_none() {
            return;
        }
        if self.calm() {
            self.say("master-false-alarm", &[]);
            self.begin_review();
        } else {
            self.say("master-users-still-hit", &[]);
        }
    }
}
