//! Leads the player through the arc without giving the game away: help, hints at a price, a nudge when a
//! step is long missing, and the way from "it is well" to "what should change?" to the debrief.

use room::{Command, Ending, Event};
use world::time::{MINUTE, Nanos, SECOND};

use super::arc::Step;
use super::{Act, Pace, Play};
use crate::block::Body;
use crate::intent::Table;
use crate::scenario::Skill;
use crate::steady::{self, Left};

/// A hint costs this much of the night [ns].
const HINT: Nanos = MINUTE;
/// Longest wait in one go [ns].
const LONGEST_WAIT: Nanos = 30 * MINUTE;

/// What a hint costs: minutes of the night, and points of diagnosis in the debrief.
pub(super) fn price_of_a_hint() -> (String, String) {
    ((HINT / MINUTE).to_string(), format!("{:.0}", crate::debrief::HINT_POINTS))
}

/// The message that names what is said about the game.
pub(super) fn name(table: &Table) -> &'static str {
    match table {
        Table::End => "act-end",
        Table::Hint => "act-hint",
        Table::Wait { .. } => "act-wait",
        Table::Help | Table::Yes | Table::No | Table::Choice(_) => "act-table",
    }
}

/// A step that is missing this long after the opening is asked for, once [ns].
const NUDGES: [(&str, Nanos, &[Step]); 3] = [
    ("master-nudge-declare", 5 * MINUTE, &[Step::Declared]),
    ("master-nudge-impact", 10 * MINUTE, &[Step::Impact]),
    ("master-nudge-cause", 18 * MINUTE, &[Step::Cause, Step::Order]),
];

/// What the game master says to somebody who came to practise one thing.
pub(super) fn focus_of(skill: Skill) -> &'static str {
    match skill {
        Skill::Detection => "master-focus-detection",
        Skill::Impact => "master-focus-impact",
        Skill::Diagnosis => "master-focus-diagnosis",
        Skill::Mitigation => "master-focus-mitigation",
        Skill::Communication => "master-focus-communication",
        Skill::Restraint => "master-focus-restraint",
    }
}

impl Play {
    pub(super) fn at_the_table(&mut self, table: Table) {
        match table {
            Table::Help => self.help(),
            Table::Hint => self.hint(),
            Table::Wait { span } => self.wait(span.unwrap_or(MINUTE)),
            Table::End => self.end(),
            Table::Yes => self.say("master-yes-to-what", &[]),
            Table::No => self.say("master-no-to-what", &[]),
            Table::Choice(_) => self.say("master-choice-of-what", &[]),
        }
    }

    /// What can be said, with the name of somebody who is here.
    fn help(&mut self) {
        let (minutes, points) = price_of_a_hint();
        let who = self.cast.colleague().unwrap_or_default().to_string();
        let args = [("who", who.as_str()), ("minutes", &minutes), ("points", &points)];
        self.say("master-help", &args);
        // Where the clock runs by itself, nothing is waited for, and a hint costs no time of the night.
        self.say(
            if self.options.pace == Pace::Turns { "master-help-game" } else { "master-help-game-clock" },
            &args,
        );
    }

    fn wait(&mut self, span: Nanos) {
        if self.options.pace == Pace::Clock {
            return self.say("master-clock-runs", &[("clock", &self.clock.minute(self.world.now()))]);
        }
        let waits = span.clamp(SECOND, LONGEST_WAIT);
        let key = if span > LONGEST_WAIT { "master-waiting-longest" } else { "master-waiting" };
        self.say(key, &[("span", &crate::clock::span(self.options.lang, waits))]);
        let told = self.out.len();
        self.pass(waits);
        if self.out.len() == told && self.act == Act::Response {
            self.say("master-nothing-new", &[("clock", &self.clock.minute(self.world.now()))]);
        }
    }

    /// The next hint of the ladder; a step that the player has taken already is skipped.
    fn hint(&mut self) {
        if self.holds_hints_back() {
            return;
        }
        let Some(text) = self.scenario.hints.get(self.hints) else {
            self.say("master-no-more-hints", &[]);
            return;
        };
        let text = self.cast.fill(text);
        self.hints += 1;
        self.cost(HINT);
        let (n, of) = (self.hints.to_string(), self.scenario.hints.len().to_string());
        self.tell_room(Command::TakeHint { step: self.hints as u32 });
        self.say("master-hint", &[("n", &n), ("of", &of), ("text", &text)]);
    }

    /// A step of the arc that is long missing is asked for, once, by the game master.
    pub(super) fn nudge(&mut self) {
        let since = self.world.now() - self.opened;
        if self.relieved || self.relief_told || self.claimed || self.scenario.cause.nothing || self.calm() {
            return;
        }
        let taken = |steps: &[Step]| steps.iter().any(|step| step.taken(&self.flow));
        let due = NUDGES
            .iter()
            .find(|(key, after, steps)| since >= *after && !self.nudged.contains(key) && !taken(steps));
        if let Some((key, ..)) = due.copied() {
            self.nudged.push(key);
            self.say(key, &[]);
        }
    }

    /// It is over for the users, or the time is up: what should change?
    pub(super) fn begin_review(&mut self) {
        if self.act != Act::Response {
            return;
        }
        self.act = Act::Review;
        self.asked = None;
        self.askers.clear();
        self.to_do.clear();
        self.parked.clear();
        // Nobody is congratulated on what still burns.
        self.say(if self.calm() { "master-review" } else { "master-review-unwell" }, &[]);
    }

    /// On to the debrief.
    pub(super) fn end(&mut self) {
        for text in std::mem::take(&mut self.drafts) {
            self.tell_room(Command::ProposeCountermeasure { text, owner: None, due: None });
        }
        let well = self.comes_out_well();
        if !self.close(well) {
            return; // it is the commander's to end, which was said
        }
        self.act = Act::Over;
        let (good, bad) = &self.scenario.ending;
        let ending = self.cast.fill(if well { good } else { bad });
        self.show(Body::Scene(ending));
    }

    /// What was ordered may take effect afterwards, and a lull may end: unless somebody has watched that it
    /// holds, the night is lived on, as the debrief does.
    fn comes_out_well(&self) -> bool {
        let (left, night) = (self.world.now(), self.opened + self.scenario.horizon);
        let ordered = self.flow.has(|e| matches!(e, Event::InterventionOrdered { .. }));
        let watched = self.watched();
        let mut world = self.world.clone();
        if !watched && (ordered || self.calm()) {
            world.advance(night.max(left));
        }
        match steady::left(&world, &self.scenario.stable, self.opened, left, world.now()) {
            Left::NeverUnwell | Left::Since(_) | Left::Lately(_) => true,
            Left::Later(_) => ordered,
            Left::Relapsed(_) | Left::Burning => false,
        }
    }

    /// It was said to be over, and somebody has seen that it holds: a player, or the game master for them.
    pub(super) fn watched(&self) -> bool {
        self.entries().iter().any(|entry| matches!(entry.event, Event::SaidVerified { .. }))
    }

    /// A declared incident is over once somebody has said so; otherwise the drill breaks it off.
    fn close(&mut self, well: bool) -> bool {
        let said = |e: &Event| matches!(e, Event::SaidResolved {} | Event::SaidFalseAlarm { .. });
        let over = well && (!self.flow.has(|e| matches!(e, Event::Declared { .. })) || self.flow.has(said));
        let ending = if over { Ending::Over } else { Ending::BrokenOff };
        self.tell_room(Command::CloseRoom { ending }).is_some()
    }
}
