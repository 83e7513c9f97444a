//! The flow of a drill: what happens is written in the room's log by the same orders as on a real night.
//! The player, the pager, the game master and the people of the cast are its actors. What the room
//! refuses (a declaration said twice, say) is simply not written: the game master has answered already.

use std::collections::BTreeMap;

use jiff::Timestamp;
use room::view::{Arg, Timeline};
use room::{
    Actor, Audience, Command, Ending, Entry, Order, OrderId, Origin, Seq, Severity, Standing, Verdict,
};
use world::signal::Alert;
use world::time::Nanos;

use super::Options;
use super::cast::Speech;
use crate::narrate::Moment;
use crate::scenario::Scenario;
use crate::words::{Lang, say};

/// Drills happen on this day, so that a log can be replayed to the byte [s since 1970]: 2026-01-01.
const DAY: i64 = 1_767_225_600;

/// The room's log of one play.
pub(super) struct Flow {
    flow: room::Flow,
    orders: u64,
    /// Intervention entries by the world's change record.
    interventions: BTreeMap<usize, Seq>,
    /// The player's last hypothesis.
    hypothesis: Option<Seq>,
}

fn instant(at: Nanos) -> Timestamp {
    let nanos = i128::from(DAY) * 1_000_000_000 + i128::from(at);
    Timestamp::from_nanosecond(nanos).unwrap_or(Timestamp::MAX)
}

fn actor(id: &str) -> Option<Actor> {
    let id: String =
        id.chars().map(|c| if c.is_whitespace() || c == '@' || c == '#' { '-' } else { c }).collect();
    Actor::new(id).ok()
}

impl Flow {
    pub(super) fn open(scenario: &Scenario, options: &Options, at: Nanos) -> Flow {
        let mut flow =
            Flow { flow: room::Flow::new(), orders: 0, interventions: BTreeMap::new(), hypothesis: None };
        let origin = Origin::Drill {
            scenario: scenario.id.clone(),
            seed: options.seed,
            engine: env!("CARGO_PKG_VERSION").into(),
        };
        let title = scenario.title.get(options.lang).to_string();
        flow.submit("player", Standing::Responder, at, Command::OpenRoom { title, origin });
        flow
    }

    pub(super) fn entries(&self) -> &[Entry] {
        self.flow.entries()
    }

    /// Gives an order; returns the number of what it left in the log.
    fn submit(&mut self, who: &str, standing: Standing, at: Nanos, command: Command) -> Option<Seq> {
        self.orders += 1;
        let id = OrderId::new(format!("o{}", self.orders)).ok()?;
        let order = Order { id, actor: actor(who)?, line: None, command };
        let entries = self.flow.submit(&order, standing, instant(at)).ok()?;
        entries.last().map(|entry| entry.seq)
    }

    fn player(&mut self, at: Nanos, command: Command) -> Option<Seq> {
        self.submit("player", Standing::Responder, at, command)
    }

    pub(super) fn alert(&mut self, at: Nanos, alert: &Alert, firing: bool) {
        let (rule, subject) = (alert.rule.clone(), alert.subject.clone());
        let command = if firing {
            Command::NoteAlert { rule, subject, pages: alert.pages }
        } else {
            Command::ClearAlert { rule, subject }
        };
        self.submit("pager", Standing::Herald, at, command);
    }

    pub(super) fn looked(&mut self, at: Nanos, what: &str, saw: &str) {
        self.player(at, Command::Look { what: what.into(), saw: saw.into() });
    }

    pub(super) fn declare(&mut self, at: Nanos, severity: Option<u8>) {
        let severity = severity.and_then(Severity::new);
        self.player(at, Command::Declare { severity, title: None });
        self.player(at, Command::TakeRole { role: room::Role::IncidentCommander });
    }

    pub(super) fn severity(&mut self, at: Nanos, severity: u8) {
        if let Some(severity) = Severity::new(severity) {
            self.player(at, Command::ChangeSeverity { severity, why: None });
        }
    }

    pub(super) fn update(&mut self, at: Nanos, text: &str) {
        self.player(
            at,
            Command::PublishUpdate { audience: Audience::Everyone, text: text.into(), next_within: None },
        );
    }

    pub(super) fn hypothesis(&mut self, at: Nanos, text: &str, about: Option<&str>) {
        let command = Command::ProposeHypothesis { text: text.into(), about: about.map(Into::into) };
        self.hypothesis = self.player(at, command).or(self.hypothesis);
    }

    /// Something is ruled out: the last hypothesis if there is one, and a note of the words.
    pub(super) fn refuted(&mut self, at: Nanos, text: &str) {
        if let Some(hypothesis) = self.hypothesis.take() {
            let command =
                Command::SettleHypothesis { hypothesis, verdict: Verdict::Refuted, evidence: Vec::new() };
            self.player(at, command);
        }
        self.note(at, text);
    }

    pub(super) fn note(&mut self, at: Nanos, text: &str) {
        self.player(at, Command::Note { text: text.into() });
    }

    pub(super) fn ordered(&mut self, at: Nanos, line: &str, change: usize) {
        if let Some(seq) = self.player(at, Command::OrderIntervention { what: line.into() }) {
            self.interventions.insert(change, seq);
        }
    }

    pub(super) fn settled(&mut self, at: Nanos, change: usize, outcome: &str, ok: bool) {
        if let Some(intervention) = self.interventions.get(&change).copied() {
            let command = Command::SettleIntervention { intervention, outcome: outcome.into(), ok };
            self.submit("game-master", Standing::Herald, at, command);
        }
    }

    pub(super) fn heard(&mut self, at: Nanos, speech: &Speech) {
        if let Some(from) = actor(&speech.id) {
            let command = Command::Hear { from, text: speech.text.clone(), asks: speech.asks };
            self.submit("game-master", Standing::Herald, at, command);
        }
    }

    pub(super) fn hint(&mut self, at: Nanos, step: usize) {
        self.player(at, Command::TakeHint { step: step as u32 });
    }

    pub(super) fn stabilised(&mut self, at: Nanos) {
        self.player(at, Command::SayStabilised { text: None });
    }

    pub(super) fn verified(&mut self, at: Nanos) {
        self.player(at, Command::SayVerified { evidence: Vec::new() });
        self.player(at, Command::SayResolved {});
    }

    pub(super) fn false_alarm(&mut self, at: Nanos, why: &str) {
        self.player(at, Command::SayFalseAlarm { why: why.into() });
    }

    pub(super) fn countermeasure(&mut self, at: Nanos, text: &str) {
        self.player(at, Command::ProposeCountermeasure { text: text.into() });
    }

    pub(super) fn close(&mut self, at: Nanos, well: bool) {
        let ending = if well { Ending::Over } else { Ending::BrokenOff };
        if self.player(at, Command::CloseRoom { ending }).is_none() {
            self.player(at, Command::CloseRoom { ending: Ending::BrokenOff });
        }
    }

    /// The timeline in words, as the room's view has it.
    pub(super) fn moments(&self, lang: Lang) -> Vec<Moment> {
        let rows = Timeline::of(self.flow.entries()).rows.into_iter();
        rows.filter(|row| row.key != "entry-joined")
            .map(|row| {
                let args: Vec<(String, String)> =
                    row.args.iter().map(|(name, arg)| (name.clone(), word(lang, arg))).collect();
                let args: Vec<(&str, &str)> = args.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
                let at = row.at.as_nanosecond() - i128::from(DAY) * 1_000_000_000;
                Moment {
                    at: Nanos::try_from(at).unwrap_or(0),
                    who: row.actor.to_string(),
                    what: say(lang, &row.key, &args),
                }
            })
            .collect()
    }
}

fn word(lang: Lang, arg: &Arg) -> String {
    match arg {
        Arg::Text(text) => text.clone(),
        Arg::Word(key) => say(lang, key, &[]),
        Arg::Person(person) => person.to_string(),
        Arg::Time(at) => at.to_string(),
        Arg::Entries(entries) => entries.iter().map(ToString::to_string).collect::<Vec<_>>().join(" "),
        Arg::Entry(seq) => seq.to_string(),
        Arg::Number(n) => n.to_string(),
        // Messages choose by it.
        Arg::Absent {} => "none".into(),
    }
}
