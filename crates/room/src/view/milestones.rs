//! When what was reached first, and how word went out: what a debrief measures. Each mark names the
//! entry that it was read from. Knows what was said and done, not what was so.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::{Actor, Audience, Entry, Event, Mark, Role, Seq};

/// First times, and all updates.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Milestones {
    /// The last entry taken in.
    pub seq: Seq,
    /// The room was opened.
    pub opened: Option<Mark>,
    /// A monitor's rule became true.
    pub first_alert: Option<Mark>,
    /// An alert called somebody.
    pub first_page: Option<Mark>,
    /// Somebody looked at something.
    pub first_look: Option<Mark>,
    /// Somebody said that this is an incident.
    pub declared: Option<Mark>,
    /// Somebody commanded.
    pub commanded: Option<Mark>,
    /// Somebody said who is hurt and how.
    pub impact_stated: Option<Mark>,
    /// Somebody said what they believe is the cause.
    pub first_hypothesis: Option<Mark>,
    /// A hypothesis was confirmed, or a finding named the cause.
    pub cause_stated: Option<Mark>,
    /// Something was ordered to what burns.
    pub first_intervention: Option<Mark>,
    /// Somebody said that it burns no more.
    pub stabilised_said: Option<Mark>,
    /// Somebody looked, and it held.
    pub verified: Option<Mark>,
    /// Somebody said that it is repaired.
    pub resolved: Option<Mark>,
    /// Somebody said that nothing was wrong.
    pub false_alarm: Option<Mark>,
    /// Somebody said that it burns again, each time.
    pub relapses: Vec<Mark>,
    /// The room was closed, the last time.
    pub closed: Option<Mark>,
    /// Word to people outside, in order.
    pub updates: Vec<UpdateMark>,
    /// Questions from people outside, and when they were answered.
    pub asked: Vec<Asked>,
    /// Hints taken, each time.
    pub hints: Vec<Mark>,
}

/// Word to people outside.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct UpdateMark {
    /// Which, and when.
    pub mark: Mark,
    /// To whom.
    pub audience: Audience,
    /// Since the update before it; the first, since the first alert, or else since the room was opened [s].
    pub gap: i64,
    /// By when the next was promised.
    pub next_at: Option<Timestamp>,
    /// It came after an earlier promise to them had passed.
    pub late: bool,
}

/// Somebody outside asked for word.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Asked {
    /// When they asked.
    pub mark: Mark,
    /// Who.
    pub from: Actor,
    /// The next update.
    pub answered: Option<Mark>,
}

impl Milestones {
    /// Milestones from entries.
    pub fn of(entries: &[Entry]) -> Milestones {
        let mut milestones = Milestones::default();
        entries.iter().for_each(|entry| milestones.fold(entry));
        milestones
    }

    /// Takes one more entry in.
    pub fn fold(&mut self, entry: &Entry) {
        if entry.seq <= self.seq {
            return;
        }
        self.seq = entry.seq;
        let mark = Mark::from(entry);
        if entry.event.states_impact() {
            first(&mut self.impact_stated, mark);
        }
        if entry.event.states_cause() {
            first(&mut self.cause_stated, mark);
        }
        self.first_times(&entry.event, mark);
        self.word(&entry.event, mark);
    }

    fn first_times(&mut self, event: &Event, mark: Mark) {
        use Event as E;
        let place = match event {
            E::RoomOpened { .. } => &mut self.opened,
            E::AlertNoted { pages, .. } => {
                if *pages {
                    first(&mut self.first_page, mark);
                }
                &mut self.first_alert
            }
            E::Looked { .. } => &mut self.first_look,
            E::Declared { .. } => &mut self.declared,
            E::RoleTaken { role: Role::IncidentCommander, .. } => &mut self.commanded,
            E::HypothesisProposed { .. } => &mut self.first_hypothesis,
            E::InterventionOrdered { .. } => &mut self.first_intervention,
            E::SaidStabilised { .. } => &mut self.stabilised_said,
            E::SaidVerified { .. } => &mut self.verified,
            E::SaidResolved {} => &mut self.resolved,
            E::SaidFalseAlarm { .. } => &mut self.false_alarm,
            E::RoomClosed { .. } => {
                self.closed = Some(mark);
                return;
            }
            _ => return,
        };
        first(place, mark);
    }

    fn word(&mut self, event: &Event, mark: Mark) {
        match event {
            Event::Heard { from, asks: true, .. } => {
                self.asked.push(Asked { mark, from: from.clone(), answered: None });
            }
            Event::UpdatePublished { audience, next_at, .. } => {
                for asked in self.asked.iter_mut().filter(|asked| asked.answered.is_none()) {
                    asked.answered = Some(mark);
                }
                let update = UpdateMark {
                    mark,
                    audience: *audience,
                    gap: self.gap(mark),
                    next_at: *next_at,
                    late: self.late(*audience, mark),
                };
                self.updates.push(update);
            }
            Event::SaidRelapsed { .. } => self.relapses.push(mark),
            Event::HintTaken { .. } => self.hints.push(mark),
            _ => {}
        }
    }

    fn gap(&self, mark: Mark) -> i64 {
        let before = self.updates.last().map(|update| update.mark).or(self.first_alert).or(self.opened);
        before.map_or(0, |before| mark.at.duration_since(before.at).as_secs())
    }

    /// Whether the newest promise that this update answers had passed.
    fn late(&self, audience: Audience, mark: Mark) -> bool {
        let answers = |update: &&UpdateMark| {
            audience == Audience::Everyone || [audience, Audience::Everyone].contains(&update.audience)
        };
        let promise = self.updates.iter().rev().find(answers).and_then(|update| update.next_at);
        promise.is_some_and(|promised| promised < mark.at)
    }
}

fn first(place: &mut Option<Mark>, mark: Mark) {
    *place = place.or(Some(mark));
}
