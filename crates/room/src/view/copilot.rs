//! What somebody beside the commander would whisper: private, short, each a pure function of the flow and the
//! hour, each of a kind that can be switched off. Proposes and never orders; knows nothing of who is good.

use std::collections::BTreeMap;

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use super::arg::{Arg, Args};
use super::roster::since;
use crate::snapshot::{read, written};
use crate::state::{Room, TaskState};
use crate::{Actor, Entry, Event, Mark, Role, Seq, Standing, Topic};

/// Minutes in which two looks or orders of one's own show [min].
const HANDS: i64 = 10;
/// People who can report to one [count]; from here on a deputy takes half.
const SPAN: usize = 7;
/// Minutes before a promised word at which it shows [min]: time to write it.
const SOON: i64 = 3;
/// Silence of a line [min].
const SILENT: i64 = 10;
/// Minutes after declaring by which somebody should have said how big it is [min].
const BIG: i64 = 5;
/// Minutes after declaring by which people outside should have heard [min].
const TOLD: i64 = 10;
/// The mildest severity at which they should.
const GRAVE: u8 = 2;
/// Minutes for strong objections [min].
const OBJECT: i64 = 3;
/// Minutes from stable to looking whether it holds [min].
const VERIFY: i64 = 5;
/// Minutes after which one belief alone on the board shows, if more than one person follows it [min].
const BELIEF: i64 = 5;

/// What a nudge is about; each kind can be switched off.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NudgeKind {
    /// The commander looks and orders while others are here.
    HandsOn,
    /// Many people and no deputy.
    NoDeputy,
    /// A promised word is due soon.
    UpdateSoon,
    /// A promised word has not come.
    UpdateLate,
    /// A line has been silent.
    LineSilent,
    /// Nobody has said how big it is.
    SizeUnsaid,
    /// Nobody outside has been told.
    NobodyTold,
    /// A task came back.
    TaskBack,
    /// Nobody objected to a proposal.
    ProposalStands,
    /// It is said to be stable, and nobody has looked whether it holds.
    Unverified,
    /// Everybody follows one belief and nobody tried to refute it.
    OneBelief,
}

keys!(NudgeKind {
    HandsOn => "nudge-hands-on",
    NoDeputy => "nudge-no-deputy",
    UpdateSoon => "nudge-update-soon",
    UpdateLate => "nudge-update-late",
    LineSilent => "nudge-line-silent",
    SizeUnsaid => "nudge-size-unsaid",
    NobodyTold => "nudge-nobody-told",
    TaskBack => "nudge-task-back",
    ProposalStands => "nudge-proposal-stands",
    Unverified => "nudge-unverified",
    OneBelief => "nudge-one-belief",
});

/// One whisper.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Nudge {
    /// What it is about.
    pub kind: NudgeKind,
    /// Key of its sentence.
    pub key: String,
    /// What the sentence needs.
    pub args: Args,
    /// The entries that it rests on.
    pub rests_on: Vec<Seq>,
}

/// What the nudges need of the flow beside the room.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Copilot {
    seq: Seq,
    /// Somebody said how big it is: a finding, not merely word to people outside.
    size: Option<Mark>,
    /// The two newest looks or orders of each.
    hands: BTreeMap<Actor, Vec<Mark>>,
    beliefs: BTreeMap<Seq, Belief>,
}

/// A hypothesis. Who has worked since it was stated is in `hands`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Belief {
    since: Mark,
    text: String,
    /// Somebody weighed it against evidence, however that came out.
    tried: bool,
}

/// The form in which it is written; counted up as a room's is.
const FORM: &str = "copilot 1";

impl Copilot {
    /// As text, to be kept beside the room's: a cache that may be thrown away.
    pub fn snapshot(&self) -> String {
        written(FORM, self)
    }

    /// From a snapshot, to be folded on; `None` if it is of another form or broken: then fold from the first entry.
    pub fn restored(text: &str) -> Option<Copilot> {
        read(FORM, text)
    }

    /// The last entry that it has taken in.
    pub fn seq(&self) -> Seq {
        self.seq
    }

    /// From entries.
    pub fn of(entries: &[Entry]) -> Copilot {
        let mut copilot = Copilot::default();
        entries.iter().for_each(|entry| copilot.fold(entry));
        copilot
    }

    /// Takes one more entry in.
    pub fn fold(&mut self, entry: &Entry) {
        if entry.seq <= self.seq {
            return;
        }
        self.seq = entry.seq;
        let mark = Mark::from(entry);
        match &entry.event {
            Event::FindingRecorded { topic: Topic::Impact, .. } => self.size = self.size.or(Some(mark)),
            Event::HypothesisProposed { text, .. } => {
                let belief = Belief { since: mark, text: text.clone(), tried: false };
                self.beliefs.insert(entry.seq, belief);
            }
            Event::HypothesisSettled { hypothesis, .. } => {
                if let Some(belief) = self.beliefs.get_mut(hypothesis) {
                    belief.tried = true;
                }
            }
            _ => {}
        }
        if matches!(entry.event, Event::Looked { .. } | Event::InterventionOrdered { .. }) {
            let hands = self.hands.entry(entry.actor.clone()).or_default();
            hands.push(mark);
            let old = hands.len().saturating_sub(2);
            hands.drain(..old);
        }
    }

    /// What to whisper to the commander at this hour; nothing, where nobody commands or all is closed. `room` is
    /// folded from the same entries.
    pub fn nudges(&self, room: &Room, now: Timestamp) -> Vec<Nudge> {
        let (true, Some(commander)) = (room.is_open(), room.commander()) else { return Vec::new() };
        let mut nudges = Vec::new();
        promises(room, now, &mut nudges);
        if room.burns() {
            nudges.extend(self.size_unsaid(room, now));
            nudges.extend(nobody_told(room, now));
        }
        tasks(room, now, &mut nudges);
        if room.burns() {
            nudges.extend(self.hands_on(room, commander, now));
            nudges.extend(no_deputy(room, commander));
            lines(room, now, &mut nudges);
            proposals(room, now, &mut nudges);
            nudges.extend(self.one_belief(room, now));
        }
        nudges.extend(unverified(room, now));
        nudges
    }

    fn size_unsaid(&self, room: &Room, now: Timestamp) -> Option<Nudge> {
        let declared = room.declared.as_ref()?.mark;
        let minutes = since(declared.at, now);
        let unsaid = self.size.is_none() && minutes >= BIG;
        unsaid.then(|| Nudge::new(NudgeKind::SizeUnsaid, [declared.seq], [("minutes", counted(minutes))]))
    }

    fn hands_on(&self, room: &Room, commander: &Actor, now: Timestamp) -> Option<Nudge> {
        let hands = self.hands.get(commander).filter(|hands| hands.len() > 1)?;
        let lately = hands.iter().all(|mark| since(mark.at, now) < HANDS);
        let helped = responders(room).any(|(person, _)| person != commander);
        let rests_on = hands.iter().map(|mark| mark.seq);
        (lately && helped).then(|| Nudge::new(NudgeKind::HandsOn, rests_on, []))
    }

    fn one_belief(&self, room: &Room, now: Timestamp) -> Option<Nudge> {
        let stands = |seq: &Seq| {
            room.hypotheses.get(seq).is_some_and(|found| found.verdict != Some(crate::Verdict::Refuted))
        };
        let mut standing = self.beliefs.iter().filter(|(seq, _)| stands(seq));
        let (Some((seq, belief)), None) = (standing.next(), standing.next()) else { return None };
        let newest = self.hands.values().filter_map(|hands| hands.last());
        let followers: Vec<Seq> = newest.map(|mark| mark.seq).filter(|worked| worked > seq).collect();
        let followed = followers.len() > 1 && since(belief.since.at, now) >= BELIEF;
        let rests_on = std::iter::once(*seq).chain(followers);
        let args = [("hypothesis", Arg::from(seq)), ("text", Arg::from(&belief.text))];
        (followed && !belief.tried).then(|| Nudge::new(NudgeKind::OneBelief, rests_on, args))
    }
}

impl Nudge {
    fn new<const N: usize>(
        kind: NudgeKind,
        rests_on: impl IntoIterator<Item = Seq>,
        args: [(&str, Arg); N],
    ) -> Nudge {
        let args = args.into_iter().map(|(name, arg)| (name.to_string(), arg)).collect();
        Nudge { kind, key: kind.key().into(), args, rests_on: rests_on.into_iter().collect() }
    }
}

fn counted(minutes: i64) -> Arg {
    Arg::Number(minutes.unsigned_abs())
}

/// Responders who are here, and the entries by which they came in.
pub(super) fn responders(room: &Room) -> impl Iterator<Item = (&Actor, Seq)> {
    let here = room.people.iter().filter(|(_, presence)| presence.here);
    let act = here.filter(|(_, presence)| presence.standing == Standing::Responder);
    act.map(|(person, presence)| (person, presence.since.seq))
}

fn promises(room: &Room, now: Timestamp, nudges: &mut Vec<Nudge>) {
    for (audience, promise) in &room.promises {
        let soon = promise.at.checked_sub(SignedDuration::from_mins(SOON)).unwrap_or(Timestamp::MIN);
        let kind = if promise.at <= now { NudgeKind::UpdateLate } else { NudgeKind::UpdateSoon };
        if soon <= now {
            let args = [("audience", Arg::from(audience)), ("at", Arg::from(&promise.at))];
            nudges.push(Nudge::new(kind, [promise.update], args));
        }
    }
}

fn nobody_told(room: &Room, now: Timestamp) -> Option<Nudge> {
    let declared = room.declared.as_ref()?;
    let grave = declared.severity.is_some_and(|severity| severity.level() <= GRAVE);
    let minutes = since(declared.mark.at, now);
    let due = grave && room.last_update.is_none() && minutes >= TOLD;
    due.then(|| Nudge::new(NudgeKind::NobodyTold, [declared.mark.seq], [("minutes", counted(minutes))]))
}

fn tasks(room: &Room, now: Timestamp, nudges: &mut Vec<Nudge>) {
    for (seq, task) in room.tasks.iter().filter(|(_, task)| task.state != TaskState::Done) {
        if task.state == TaskState::Declined || task.due.is_some_and(|due| due <= now) {
            let args = [
                ("task", Arg::from(seq)),
                ("text", Arg::from(&task.text)),
                ("owner", Arg::from(&task.owner)),
            ];
            nudges.push(Nudge::new(NudgeKind::TaskBack, [*seq], args));
        }
    }
}

fn no_deputy(room: &Room, commander: &Actor) -> Option<Nudge> {
    let seated = room.roles.get(&Role::Deputy).is_some_and(|holders| !holders.is_empty());
    let report: Vec<Seq> =
        responders(room).filter(|(person, _)| *person != commander).map(|(_, came)| came).collect();
    let count = Arg::Number(report.len() as u64);
    (!seated && report.len() >= SPAN).then(|| Nudge::new(NudgeKind::NoDeputy, report, [("count", count)]))
}

fn lines(room: &Room, now: Timestamp, nudges: &mut Vec<Nudge>) {
    for (seq, line) in room.lines.iter().filter(|(_, line)| line.outcome.is_none()) {
        let minutes = since(line.last_at, now);
        if minutes >= SILENT {
            let args = [
                ("line", Arg::from(seq)),
                ("title", Arg::from(&line.title)),
                ("owner", Arg::from(&line.owner)),
                ("minutes", counted(minutes)),
            ];
            nudges.push(Nudge::new(NudgeKind::LineSilent, [*seq], args));
        }
    }
}

fn proposals(room: &Room, now: Timestamp, nudges: &mut Vec<Nudge>) {
    for (seq, put) in room.decisions.iter().filter(|(_, put)| !put.recorded && put.objections == 0) {
        if since(put.at, now) >= OBJECT {
            let args = [("decision", Arg::from(seq)), ("text", Arg::from(&put.text))];
            nudges.push(Nudge::new(NudgeKind::ProposalStands, [*seq], args));
        }
    }
}

fn unverified(room: &Room, now: Timestamp) -> Option<Nudge> {
    let stable = room.stabilised.filter(|_| room.verified.is_none())?;
    let minutes = since(stable.at, now);
    (minutes >= VERIFY)
        .then(|| Nudge::new(NudgeKind::Unverified, [stable.seq], [("minutes", counted(minutes))]))
}
