//! The facts of an incident for whoever writes its post-mortem: plain data, each row naming its entry. Blameless by
//! construction: who acted stands here as the role they held at that moment, and only what should change next has a
//! person's name. Knows no prose and judges nothing.

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::arg::{Arg, Args};
use super::board::{CountermeasureRow, countermeasures};
use super::milestones::Milestones;
use super::runbook::{DeviationRow, deviations};
use super::timeline::args_of;
use crate::state::Room;
use crate::{Actor, Audience, Entry, Event, Mark, Seq, Severity, Topic, Verdict, fold};

/// Everything that a draft is made of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PostMortem {
    /// The last entry that this was read from.
    pub seq: Seq,
    /// What it was about.
    pub title: String,
    /// How bad it was called last.
    pub severity: Option<Severity>,
    /// When what was reached.
    pub facts: Facts,
    /// Who was hurt, and how.
    pub impact: Vec<Claim>,
    /// What turned out to be the cause.
    pub causes: Vec<Claim>,
    /// What was believed, weighed, and turned out not to be.
    pub refuted: Vec<Claim>,
    /// What was decided.
    pub decisions: Vec<Decided>,
    /// Steps of runbooks that were left out or done otherwise.
    pub deviations: Vec<DeviationRow>,
    /// What people outside were told, and when.
    pub told: Vec<Told>,
    /// What mattered, in order: neither looks nor talk.
    pub timeline: Vec<PastRow>,
    /// What should change, whose it is, and by when.
    pub countermeasures: Vec<CountermeasureRow>,
}

/// When what was reached; each names its entry.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Facts {
    /// The room was opened.
    pub opened: Option<Mark>,
    /// A monitor said so, the first time.
    pub first_alert: Option<Mark>,
    /// It was called an incident.
    pub declared: Option<Mark>,
    /// Somebody commanded.
    pub commanded: Option<Mark>,
    /// It was said who was hurt and how.
    pub impact_known: Option<Mark>,
    /// It was said why, the first time.
    pub cause_known: Option<Mark>,
    /// It burned no more; where it came back, the last time.
    pub mitigated: Option<Mark>,
    /// Somebody looked, and it held.
    pub verified: Option<Mark>,
    /// It was called repaired, and stayed so.
    pub resolved: Option<Mark>,
    /// It was called a false alarm, and stayed so.
    pub false_alarm: Option<Mark>,
    /// It came back, each time.
    pub relapses: Vec<Mark>,
}

/// Something that was said to be so, with its evidence.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Claim {
    /// Where it was said; a hypothesis, where it was settled.
    pub mark: Mark,
    /// In the words of the room.
    pub text: String,
    /// The part it is about, if it was said.
    pub about: Option<String>,
    /// What it rests on.
    pub evidence: Vec<Seq>,
}

/// One decision.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decided {
    /// Where it was recorded.
    pub mark: Mark,
    /// In the words of the room.
    pub text: String,
    /// The proposal, if there was one.
    pub proposal: Option<Seq>,
    /// Strong objections that were weighed [count].
    pub objections: u32,
}

/// Word to people outside.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Told {
    /// Which update, and when.
    pub mark: Mark,
    /// To whom.
    pub audience: Audience,
    /// What.
    pub text: String,
    /// By when the next was promised.
    pub next_at: Option<Timestamp>,
    /// It came after an earlier promise to them had passed.
    pub late: bool,
}

/// One row of what mattered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PastRow {
    /// The entry that it is read from.
    pub seq: Seq,
    /// When.
    pub at: Timestamp,
    /// Who, as the key of what they were at that moment: `role-incident-commander`, `standing-responder`.
    pub subject: String,
    /// Key of the message: `entry-declared`.
    pub key: String,
    /// What the message needs; people stand in it as what they were.
    pub args: Args,
}

/// Keys of words that this view has of its own.
pub(crate) const KEYS: [&str; 1] = ["subject-outside"];

/// What is known of an incident from its log.
pub fn postmortem(entries: &[Entry]) -> PostMortem {
    let mut room = Room::default();
    let mut timeline = Vec::new();
    for entry in entries {
        // As what they acted, not as what they were afterwards.
        timeline.extend(matters(&entry.event).then(|| row(&room, entry)));
        fold(&mut room, entry);
    }
    let milestones = Milestones::of(entries);
    PostMortem {
        seq: room.seq,
        title: room.title.clone(),
        severity: room.severity(),
        facts: facts(&room, &milestones, entries),
        impact: found(entries, Topic::Impact),
        causes: causes(&room, entries),
        refuted: settled(&room, entries, Verdict::Refuted),
        decisions: decisions(&room, entries),
        deviations: room.runbooks.iter().flat_map(|(seq, found)| deviations(*seq, found)).collect(),
        told: told(&milestones, entries),
        timeline,
        countermeasures: countermeasures(&room),
    }
}

fn facts(room: &Room, of: &Milestones, entries: &[Entry]) -> Facts {
    let last = |wanted: fn(&Event) -> bool| {
        let stays = room.over.is_some();
        entries.iter().rev().find(|entry| wanted(&entry.event)).filter(|_| stays).map(Mark::from)
    };
    let over = last(|event| matches!(event, Event::SaidResolved {} | Event::SaidFalseAlarm { .. }));
    let false_alarm = room.over == Some(crate::state::Over::FalseAlarm);
    Facts {
        opened: of.opened,
        first_alert: of.first_alert,
        declared: of.declared,
        commanded: of.commanded,
        impact_known: of.impact_stated,
        cause_known: of.cause_stated,
        mitigated: room.stabilised,
        verified: room.verified,
        resolved: over.filter(|_| !false_alarm),
        false_alarm: over.filter(|_| false_alarm),
        relapses: of.relapses.clone(),
    }
}

fn found(entries: &[Entry], wanted: Topic) -> Vec<Claim> {
    let claim = |entry: &Entry| match &entry.event {
        Event::FindingRecorded { text, topic, evidence } if *topic == wanted => {
            let (text, evidence) = (text.clone(), evidence.clone());
            Some(Claim { mark: Mark::from(entry), text, about: None, evidence })
        }
        _ => None,
    };
    entries.iter().filter_map(claim).collect()
}

/// Hypotheses as they were settled last.
fn settled(room: &Room, entries: &[Entry], wanted: Verdict) -> Vec<Claim> {
    let mut claims = BTreeMap::new();
    for entry in entries {
        let Event::HypothesisSettled { hypothesis, verdict, evidence } = &entry.event else { continue };
        let Some(found) = room.hypotheses.get(hypothesis) else { continue };
        claims.remove(hypothesis);
        if *verdict == wanted {
            let (text, about, evidence) = (found.text.clone(), found.about.clone(), evidence.clone());
            claims.insert(*hypothesis, Claim { mark: Mark::from(entry), text, about, evidence });
        }
    }
    claims.into_values().collect()
}

fn causes(room: &Room, entries: &[Entry]) -> Vec<Claim> {
    let mut causes = settled(room, entries, Verdict::Confirmed);
    causes.extend(found(entries, Topic::Cause));
    causes.sort_by_key(|claim| claim.mark);
    causes
}

fn decisions(room: &Room, entries: &[Entry]) -> Vec<Decided> {
    let decided = |entry: &Entry| match &entry.event {
        Event::DecisionRecorded { text, proposal } => {
            let put = proposal.and_then(|seq| room.decisions.get(&seq));
            let objections = put.map_or(0, |put| put.objections);
            Some(Decided { mark: Mark::from(entry), text: text.clone(), proposal: *proposal, objections })
        }
        _ => None,
    };
    entries.iter().filter_map(decided).collect()
}

fn told(of: &Milestones, entries: &[Entry]) -> Vec<Told> {
    let words = entries.iter().filter_map(|entry| match &entry.event {
        Event::UpdatePublished { text, .. } => Some(text.clone()),
        _ => None,
    });
    // Milestones keep every update, in order.
    let both = of.updates.iter().zip(words);
    let row = |(update, text): (&super::UpdateMark, String)| Told {
        mark: update.mark,
        audience: update.audience,
        text,
        next_at: update.next_at,
        late: update.late,
    };
    both.map(row).collect()
}

fn row(room: &Room, entry: &Entry) -> PastRow {
    let nameless = |arg: Arg| match arg {
        Arg::Person(person) => Arg::Word(subject(room, &person).into()),
        other => other,
    };
    let args = args_of(&entry.event).into_iter().map(|(name, arg)| (name, nameless(arg))).collect();
    let subject = subject(room, &entry.actor).to_string();
    PastRow { seq: entry.seq, at: entry.at, subject, key: entry.event.key().into(), args }
}

/// What somebody was: the first role they held, or their standing; who is no part of the room is outside.
fn subject(room: &Room, person: &Actor) -> &'static str {
    let held = room.roles.iter().find(|(_, holders)| holders.contains(person)).map(|(role, _)| role.key());
    let standing = room.people.get(person).map(|presence| presence.standing.key());
    held.or(standing).unwrap_or(KEYS[0])
}

/// Whether somebody who was not there needs to read it. What people merely looked at or said to one another stays
/// theirs; so does who was late.
fn matters(event: &Event) -> bool {
    use Event as E;
    match event {
        E::RoomOpened { .. } | E::AlertNoted { .. } | E::AlertCleared { .. } => true,
        E::Declared { .. } | E::SeverityChanged { .. } => true,
        E::RoleTaken { .. } | E::RoleAssigned { .. } | E::RoleAccepted { .. } => true,
        E::Noted { .. } | E::LineClosed { .. } | E::TaskCompleted { .. } => true,
        E::HypothesisProposed { .. } | E::HypothesisSettled { .. } | E::FindingRecorded { .. } => true,
        E::DecisionObjected { .. } | E::DecisionRecorded { .. } => true,
        E::RunbookStarted { .. } | E::StepTicked { .. } => true,
        E::StepSkipped { .. } | E::StepChanged { .. } => true,
        E::InterventionOrdered { .. } | E::InterventionSettled { .. } | E::UpdatePublished { .. } => true,
        E::SaidStabilised { .. } | E::SaidVerified { .. } | E::SaidResolved {} => true,
        E::SaidFalseAlarm { .. } | E::SaidRelapsed { .. } => true,
        E::RoomClosed { .. } | E::RoomReopened { .. } => true,
        E::Heard { asks, .. } => *asks,
        E::Joined { .. } | E::Left {} | E::WorkAsked {} | E::Looked { .. } | E::Said { .. } => false,
        E::RoleReleased { .. } | E::RoleOffered { .. } | E::RoleDeclined { .. } => false,
        E::HintTaken { .. } | E::LineOpened { .. } | E::LineAssigned { .. } => false,
        E::DecisionProposed { .. } | E::TaskAdded { .. } | E::TaskAcknowledged { .. } => false,
        E::TaskDeclined { .. } | E::TaskAssigned { .. } | E::TaskFellDue { .. } => false,
        E::UpdateFellDue { .. } | E::CountermeasureProposed { .. } | E::DebriefFiled {} => false,
    }
}
