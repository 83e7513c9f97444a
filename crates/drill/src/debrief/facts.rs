//! What a debrief holds: plain data with public fields, in no language of its own. Times are seconds
//! since the scene opened, with the clock on the wall beside them. Knows nothing of how any of it is
//! found or shown.

use serde::Serialize;

use super::said::{Both, Said};
use crate::scenario::Skill;

/// A point in time.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Stamp {
    /// Since the scene opened [s]; negative before it.
    pub after_s: i64,
    /// On the wall: `02:13:07`.
    pub clock: String,
}

/// What a played drill was worth.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Debrief {
    /// Scenario's id.
    pub scenario: String,
    /// Scenario's title.
    pub title: Both,
    /// What chose the play's luck.
    pub seed: u64,
    /// What people call the player.
    pub player: String,
    /// From the opening to the end [s].
    pub length_s: u64,
    /// How long users had been hit when the scene opened [s]: what burned before anybody was called.
    pub unseen_s: u64,
    /// Nothing was wrong: the right answer was to do nothing.
    pub nothing_wrong: bool,
    /// Nobody did anything, not so much as look: there is nothing to judge.
    pub nothing_done: bool,
    /// It was left within a minute, and nothing had been looked at or ordered: it was not played.
    pub left_at_once: bool,
    /// How it ended, in a sentence.
    pub outcome: Said,
    /// What users had, against a world in which nobody acted.
    pub burn: Burn,
    /// The best plan known, if it is better than what was played.
    pub best: Option<Best>,
    /// What would have happened otherwise, what mattered most first; `None` until the play has been asked.
    pub what_ifs: Option<Vec<WhatIfTold>>,
    /// From noticed to verified.
    pub course: Course,
    /// By dimension, in the order of [`Dimension`].
    pub grades: Vec<Grade>,
    /// Every order to the world.
    pub orders: Vec<OrderFact>,
    /// Every hypothesis.
    pub beliefs: Vec<Belief>,
    /// Looks that show the cause, and when each was looked at first.
    pub evidence: Vec<Evidence>,
    /// Telling those who wait.
    pub talk: Talk,
    /// Working together.
    pub team: Team,
    /// Hints taken: which step of the ladder, from 1, and when.
    pub hints: Vec<(usize, Stamp)>,
    /// Up to three things that went well, most telling first.
    pub well: Vec<Said>,
    /// Up to three questions for next time, most telling first.
    pub try_next: Vec<Said>,
    /// What was wrong.
    pub cause: Both,
    /// The outage of the world that the drill was made of; `None` if it was made of none.
    pub remembered: Option<Remembered>,
    /// Honest ways out, best first.
    pub ways_out: Vec<Road>,
    /// What tempts and does not help.
    pub traps: Vec<Road>,
    /// What the scenario knows should change.
    pub countermeasures: Vec<Remedy>,
    /// What the player named beyond that, in their words.
    pub own_countermeasures: Vec<String>,
    /// Everything in order.
    pub timeline: Vec<Entry>,
    /// For the next drill.
    pub advice: Advice,
    /// Its own sentences that somebody has chosen to be carried on, in the words in which they are read.
    #[serde(skip)]
    pub carried: Vec<String>,
}

/// An outage that the world remembers, as its public account tells it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Remembered {
    /// Whose it was.
    pub who: String,
    /// Its first day: `2021-06-08`.
    pub date: String,
    /// What happened.
    pub what: Both,
    /// Links to its accounts; the times are from the first.
    pub accounts: Vec<String>,
    /// The clock that its times are of: `UTC`.
    pub zone: String,
    /// The marks that the account gives.
    pub marks: Vec<RememberedMark>,
    /// Where the drill's world differs from the account, if it does.
    pub differs: Option<Both>,
}

/// One mark of a remembered outage.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RememberedMark {
    /// `start`, `detected`, `mitigated` or `resolved`.
    pub mark: &'static str,
    /// As the account writes it: `13:45`, `+1d 06:23`.
    pub clock: String,
    /// From its start [s].
    pub after_s: i64,
}

/// Requests of users in a window.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub struct Counts {
    /// Ended [count].
    pub requests: u64,
    /// Failed for the user [count].
    pub failed: u64,
    /// Answered late [count].
    pub slow: u64,
    /// Answered without a part [count].
    pub degraded: u64,
    /// Answered with old data [count].
    pub stale: u64,
    /// Failed and half of the slow, by the journey's value [count].
    pub cost: f64,
}

impl Counts {
    /// Failed or slow [count].
    pub fn bad(&self) -> u64 {
        self.failed + self.slow
    }

    /// Failed or slow among those that ended [%]; `None` of nothing.
    pub fn bad_share(&self) -> Option<f64> {
        (self.requests > 0).then(|| self.bad() as f64 / self.requests as f64 * 100.0)
    }
}

/// The damage.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Burn {
    /// Counted until this long after the opening [s]; after the player's end nobody acts.
    pub judged_s: u64,
    /// With the player, from the first fault on.
    pub team: Counts,
    /// The same time, had nobody acted.
    pub nobody: Counts,
    /// What would have burned after the opening, had nobody acted: all that could be spared, as [`Counts::cost`].
    pub at_stake: f64,
    /// Failed and slow requests fewer than without the player [count]; negative: more.
    pub spared: i64,
    /// The same in percent of what burned without the player; `None` when nothing did.
    pub spared_percent: Option<f64>,
    /// First minute of the two series, since the opening [min].
    pub first_minute: i64,
    /// Failed and slow in each minute with the player [count].
    pub team_per_minute: Vec<u64>,
    /// The same, had nobody acted [count].
    pub nobody_per_minute: Vec<u64>,
}

/// A plan, and what users would have had with it: the upper end of what could be spared.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Best {
    /// What it is, in the scenario's words; `None` if a search found it.
    pub text: Option<Both>,
    /// Its orders, and when each was given.
    pub orders: Vec<(Stamp, String)>,
    /// What users had with it, from the first fault on.
    pub counts: Counts,
    /// Failed and slow in each minute of [`Burn`]'s series [count].
    pub per_minute: Vec<u64>,
}

/// One thing done otherwise, and what it would have changed.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct WhatIfTold {
    /// The moment from which it differs.
    pub at: Stamp,
    /// What is different.
    pub what: Said,
    /// Failed or slow from the first fault on, under the play's own luck [count]; as [`Counts::bad`] of [`Burn::team`].
    pub bad: u64,
    /// How much more that is than in the play; negative: less [% of the play's].
    pub here: f64,
    /// The same over all lucks: mean [%].
    pub mean: f64,
    /// Lower and upper end of its 95 % interval [%].
    pub interval: (f64, f64),
    /// Lucks it was asked under [count].
    pub lucks: usize,
    /// Looks at what shows the cause that had been taken by then: what could be known.
    pub seen: Vec<String>,
}

/// How the service came to be well.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Recovery {
    /// It was never outside its bounds.
    NeverUnwell,
    /// Well from then on.
    Since(Stamp),
    /// Within its bounds from then to the end, but for less than two minutes.
    Lately(Stamp),
    /// The play ended while it burned, and what had been ordered brought it within its bounds from then on.
    Later(Stamp),
    /// Not well when the play ended and not well later, or well for no longer than that.
    StillBurning,
}

impl Recovery {
    /// From when on it was well; `None` if it never was, or always.
    pub fn since(&self) -> Option<&Stamp> {
        match self {
            Recovery::Since(at) | Recovery::Lately(at) | Recovery::Later(at) => Some(at),
            Recovery::NeverUnwell | Recovery::StillBurning => None,
        }
    }
}

/// The course of the response; `None` where it never happened.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Course {
    /// The first thing that was done.
    pub noticed: Option<Stamp>,
    /// An incident was declared.
    pub declared: Option<Stamp>,
    /// The first hypothesis that names the cause; where nothing was wrong, closing as a false alarm.
    pub understood: Option<Stamp>,
    /// Looks that show the cause had been taken before that.
    pub grounded: bool,
    /// It was well by then: what was understood did not lead to the repair.
    pub understood_late: bool,
    /// Within its bounds for good.
    pub recovery: Recovery,
    /// The same, had nobody acted.
    pub recovery_of_nobody: Recovery,
    /// It was well when the play ended, and not for long: out of bounds again from then on.
    pub relapse: Option<Stamp>,
    /// Looked at again after it was well, or closed truly.
    pub verified: Option<Stamp>,
    /// None of those who responded looked again: if it was seen to hold, the game master saw it.
    pub only_watched: bool,
    /// "Resolved" was said while it still burned [count].
    pub early_claims: u32,
    /// Closed as a false alarm.
    pub false_alarm: Option<Stamp>,
}

/// What is graded. The first is the outcome; the others are the skills that drills train.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Dimension {
    /// What users were spared.
    Customers,
    /// Noticing and declaring.
    Detection,
    /// Saying how big it is.
    Impact,
    /// Finding the cause from evidence.
    Diagnosis,
    /// Choosing what helps first.
    Mitigation,
    /// Telling those who wait.
    Communication,
    /// Leading and working together; not judged of somebody who was alone.
    Command,
    /// Not doing what need not be done.
    Restraint,
}

impl Dimension {
    /// All of them, in the order they are shown.
    pub const ALL: [Dimension; 8] = [
        Dimension::Customers,
        Dimension::Detection,
        Dimension::Impact,
        Dimension::Diagnosis,
        Dimension::Mitigation,
        Dimension::Communication,
        Dimension::Command,
        Dimension::Restraint,
    ];

    /// The name in keys and exports: `detection`.
    pub fn name(self) -> &'static str {
        match self {
            Dimension::Customers => "customers",
            Dimension::Detection => "detection",
            Dimension::Impact => "impact",
            Dimension::Diagnosis => "diagnosis",
            Dimension::Mitigation => "mitigation",
            Dimension::Communication => "communication",
            Dimension::Command => "command",
            Dimension::Restraint => "restraint",
        }
    }

    /// The skill that a drill can train alone; the outcome is none, and nobody leads themselves.
    pub fn skill(self) -> Option<Skill> {
        Some(match self {
            Dimension::Customers | Dimension::Command => return None,
            Dimension::Detection => Skill::Detection,
            Dimension::Impact => Skill::Impact,
            Dimension::Diagnosis => Skill::Diagnosis,
            Dimension::Mitigation => Skill::Mitigation,
            Dimension::Communication => Skill::Communication,
            Dimension::Restraint => Skill::Restraint,
        })
    }
}

/// One dimension's grade and the facts behind it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Grade {
    /// Which.
    pub dimension: Dimension,
    /// 0 to 100, for customers −100 to 100; `None` when this play could not show it.
    pub score: Option<i32>,
    /// Why, fact by fact.
    pub because: Vec<Said>,
}

/// What an order did, judged by the world in which it was not given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// Users were better off.
    Helped,
    /// Users were worse off.
    Hurt,
    /// Leaving it alone would have changed nothing, because another order did the same: either would have done.
    Either,
    /// It put a setting back to what it was before the drill, once it was well.
    PutBack,
    /// Nothing that users would notice.
    NoEffect,
    /// The world could not carry it out.
    Failed,
    /// The world would not take it.
    Refused,
}

impl Verdict {
    /// The name in keys and exports: `helped`.
    pub fn name(self) -> &'static str {
        match self {
            Verdict::Helped => "helped",
            Verdict::Hurt => "hurt",
            Verdict::Either => "either",
            Verdict::PutBack => "put_back",
            Verdict::NoEffect => "no_effect",
            Verdict::Failed => "failed",
            Verdict::Refused => "refused",
        }
    }

    /// Users were better off for it, or would have been if another order had not done the same.
    pub fn good(self) -> bool {
        matches!(self, Verdict::Helped | Verdict::Either)
    }
}

/// What users of one journey had around an order.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Reading {
    /// Answered in time and without error [1/s].
    pub goodput: Option<f64>,
    /// Failed [%].
    pub error_percent: Option<f64>,
    /// Failed or slow [%].
    pub bad_percent: Option<f64>,
    /// p95 [ms].
    pub p95_ms: Option<f64>,
}

/// Figures that bear a verdict out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Shown {
    /// Before it was given, and after it was in effect.
    Around,
    /// The same minutes after it was in effect, with it and without it.
    Minutes,
    /// From when it was given to the end of the night, with it and without it.
    Night,
    /// None does.
    Nothing,
}

/// One order and what it did.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct OrderFact {
    /// Line form: `rollback checkout`.
    pub order: String,
    /// Given.
    pub given: Stamp,
    /// Wholly in effect, or failed; `None` if it never was.
    pub done: Option<Stamp>,
    /// What the change log says of a failure; empty otherwise.
    pub failure: String,
    /// What it did.
    pub verdict: Verdict,
    /// The journey in which it made most difference; the readings are its.
    pub journey: String,
    /// Two minutes before.
    pub before: Reading,
    /// Three minutes after.
    pub after: Reading,
    /// What the verdict is shown by.
    pub shown: Shown,
    /// With it and without it, where that shows the verdict, over the minutes of `shown`.
    pub pair: Option<(Reading, Reading)>,
    /// What users would have lost more without it, by the end of the night [requests by value]: failed
    /// ones, and half of the slow ones. Negative: they would have lost less.
    pub spared: f64,
    /// Failed or slow that there would have been more without it, by the end of the night [count]; negative: fewer.
    pub spared_bad: i64,
    /// As `spared`, but against the night in which nobody acted, had it been the only order; only where other orders did
    /// much of what it did.
    pub alone: Option<f64>,
    /// Failed or slow fewer in that night [count].
    pub alone_bad: Option<i64>,
    /// One of the scenario's ways out gives it: where nothing is wrong, it is no needless touch.
    pub called_for: bool,
    /// First point of the series, since the opening [s].
    pub around_from_s: i64,
    /// Failed or slow of that journey in each half minute around the order [%].
    pub around: Vec<Option<f64>>,
}

/// One stated hypothesis, or one taken back.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Belief {
    /// When it was stated.
    pub stated: Stamp,
    /// In the player's words.
    pub text: String,
    /// It points at the cause.
    pub right: bool,
    /// Looks at what it is about, before it was stated; of one that points at the cause, those that show it too
    /// [count].
    pub looks_before: usize,
    /// Looks that show the cause, taken before [count].
    pub evidence_before: usize,
    /// When it was taken back.
    pub refuted: Option<Stamp>,
}

/// A look that shows the cause.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Evidence {
    /// Line form: `logs checkout`.
    pub look: String,
    /// First looked at.
    pub seen: Option<Stamp>,
}

/// Telling those who wait.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Talk {
    /// Each update, with the player's words.
    pub updates: Vec<Update>,
    /// The longest time that people waited for word [s].
    pub longest_silence_s: u64,
    /// When that silence began.
    pub silent_from: Stamp,
    /// Severity stated first: when and which, 1 (worst) to 4.
    pub severity: Option<(Stamp, u8)>,
    /// The first update that holds a number about the impact.
    pub impact_stated: Option<Stamp>,
    /// People were told after it was well.
    pub told_the_end: bool,
    /// It was said in the room that it is over, when it was.
    pub declared_the_end: bool,
}

/// Working together, counted from the log.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Team {
    /// People who came to act [count].
    pub responders: u64,
    /// Somebody held command from then on.
    pub led_from: Option<Stamp>,
    /// Requests to somebody else by name [count].
    pub asked: u64,
    /// Of those, answered with yes, no or done [count].
    pub answered: u64,
    /// Orders to what burns [count].
    pub orders: u64,
    /// Of those, given by whoever held command then [count].
    pub by_commander: u64,
    /// Of the responders, those who did nothing that the log holds [count].
    pub idle: u64,
}

/// One update.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Update {
    /// When.
    pub at: Stamp,
    /// The player's words.
    pub text: String,
    /// It promises the next within [s].
    pub promised_s: Option<u64>,
    /// The promise was kept; `None` without one, or when the play ended first.
    pub kept: Option<bool>,
    /// It said that it was over while it burned.
    pub early: bool,
    /// It spoke of an order that had not been given: which kind, as `rollback`.
    pub not_done: Option<&'static str>,
}

impl Update {
    /// Neither the log nor the world contradicts it.
    pub fn holds(&self) -> bool {
        !self.early && self.not_done.is_none()
    }
}

/// A way to act that the scenario knows.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Road {
    /// What it is.
    pub text: Both,
    /// The player gave one of its orders.
    pub taken: bool,
}

/// A countermeasure of the scenario.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Remedy {
    /// What it is.
    pub text: Both,
    /// The player's words for it, if they named it.
    pub named_as: Option<String>,
}

/// One line of the timeline.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Entry {
    /// When.
    pub at: Stamp,
    /// `page`, `look`, `order`, `done`, `say`, `believe`, `change`, `well`, `game`: chooses a mark, no more.
    pub kind: &'static str,
    /// What.
    pub text: Said,
}

/// For the next drill.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Advice {
    /// The skill with the lowest grade; `None` when all are good.
    #[serde(serialize_with = "skill_name")]
    pub weakest: Option<Skill>,
    /// 1 to 5.
    pub next_difficulty: u8,
    /// The same in a sentence.
    pub text: Said,
}

fn skill_name<S: serde::Serializer>(skill: &Option<Skill>, to: S) -> Result<S::Ok, S::Error> {
    let named = skill.and_then(|skill| Dimension::ALL.into_iter().find(|d| d.skill() == Some(skill)));
    named.map(Dimension::name).serialize(to)
}
