//! A drill that was played, as its debrief needs it: what people did is in the entries of its flow, and what
//! the world did is run again from scenario, seed and the orders found there. Knows no play: a flow that was
//! read back from a disk gives the same.

use room::{Entry, Event, Origin, Seq};
use world::World;
use world::time::{Nanos, SECOND};

use super::moments::{self, Done, Heard, Moment};
use super::{Both, Stamp, Team, team};
use crate::clock::Clock;
use crate::counterfactual::{Branch, Branches, Given, Plan};
use crate::scenario::{Scenario, Text};
use crate::setting::Setting;
use crate::stage::{self, AFTER_SCRAPE, Stage};
use crate::steady;

/// Why a flow has no debrief.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotPlayed {
    /// It is empty, or the log of a real incident.
    NoDrill,
    /// It is a drill of another scenario: this one.
    OtherScenario(String),
    /// It was played by another version, whose worlds may take another course: this one.
    OtherEngine(String),
    /// The scenario cannot be staged, and this is why.
    Flawed(String),
}

/// A drill that was played and has been run again.
pub(super) struct Again<'a> {
    scenario: &'a Scenario,
    setting: Setting,
    seed: u64,
    clock: Clock,
    opened: Nanos,
    first_fault: Nanos,
    ended: Nanos,
    judged: Nanos,
    /// The world as the player left it.
    #[cfg(test)]
    pub(super) as_played: World,
    /// The world as the scene opened.
    begin: World,
    /// Plans known: the scenario's ways out, then those that were found.
    known: Vec<Plan>,
    branches: Branches,
    moments: Vec<Moment>,
    /// What people said who are no players.
    heard: Vec<Heard>,
    /// Updates whose promised next did not come, as the room has it.
    missed: Vec<Seq>,
    /// Who worked with whom.
    team_work: Team,
}

impl<'a> Again<'a> {
    pub(super) fn run(
        scenario: &'a Scenario,
        entries: &[Entry],
        player: &str,
        found: &[Plan],
        each: impl FnOnce(Vec<Branch>) -> Vec<World>,
    ) -> Result<Again<'a>, NotPlayed> {
        let (seed, begun) = origin(scenario, entries)?;
        let stage = stage::set(scenario, seed).map_err(NotPlayed::Flawed)?;
        let clock = stage.clock();
        let setting = Setting::of(scenario, seed, player, &clock);
        let Stage { world: mut team, first_fault, opened, .. } = stage;
        // The room was opened when the scene was.
        let at = |entry: &Entry| {
            let since = entry.at.as_nanosecond() - begun.at.as_nanosecond();
            opened.saturating_add(Nanos::try_from(since).unwrap_or(0))
        };
        let closed = entries.iter().position(|entry| matches!(entry.event, Event::RoomClosed { .. }));
        let entries = &entries[..closed.map_or(entries.len(), |closed| closed + 1)];
        let ended = entries.last().map_or(opened, at);
        let begin = team.clone();
        let mut moments = Vec::new();
        for (n, entry) in entries.iter().enumerate() {
            team.advance(at(entry));
            let act = moments::of(entry, &entries[..n], &mut team);
            moments.extend(act.map(|act| Moment { at: at(entry), act }));
        }
        let judged = ended.max(opened + scenario.horizon);
        let ways = scenario.ways_out.iter().map(|way| way.plan(opened));
        let known: Vec<Plan> = ways.chain(found.iter().cloned()).collect();
        let branches = Branches::of(&begin, &plan_of(&moments), &known, judged, each);
        Ok(Again {
            scenario,
            setting,
            seed,
            clock,
            opened,
            first_fault,
            ended,
            judged,
            #[cfg(test)]
            as_played: team,
            begin,
            known,
            branches,
            moments,
            heard: entries.iter().filter_map(|entry| heard(entry, at(entry))).collect(),
            missed: entries.iter().filter_map(missed).collect(),
            team_work: team::of(entries, at, |at| stamp(clock, opened, at)),
        })
    }

    pub(super) fn played(&self) -> Played<'_> {
        let Again { scenario, ref setting, seed, clock, opened, first_fault, ended, judged, .. } = *self;
        let (begin, branches, moments) = (&self.begin, &self.branches, &self.moments[..]);
        let (known, missed, heard) = (&self.known[..], &self.missed[..], &self.heard[..]);
        let team_work = &self.team_work;
        Played {
            scenario,
            seed,
            setting,
            clock,
            opened,
            first_fault,
            ended,
            judged,
            begin,
            known,
            branches,
            moments,
            heard,
            missed,
            team_work,
        }
    }
}

fn heard(entry: &Entry, at: Nanos) -> Option<Heard> {
    match &entry.event {
        Event::Heard { from, text, .. } => Some(Heard { at, from: from.clone(), text: text.clone() }),
        _ => None,
    }
}

fn missed(entry: &Entry) -> Option<Seq> {
    match entry.event {
        Event::UpdateFellDue { update, .. } => Some(update),
        _ => None,
    }
}

/// A point in time of a play that was opened then [ns].
pub(super) fn stamp(clock: Clock, opened: Nanos, at: Nanos) -> Stamp {
    // The scene opens just after a scrape; what that scrape showed was seen as it opened.
    let at = at.saturating_add(AFTER_SCRAPE);
    let after = at as i64 - opened as i64;
    Stamp { after_s: after.div_euclid(SECOND as i64), clock: clock.second(at) }
}

/// The orders that the world took, to be lived again.
pub(super) fn plan_of(moments: &[Moment]) -> Plan {
    let taken = moments.iter().filter_map(|moment| match &moment.act {
        Done::Ordered { order, .. } => Some(Given { at: moment.at, order: order.clone() }),
        _ => None,
    });
    Plan::new(taken.collect())
}

/// What a debrief looks at.
#[derive(Clone, Copy)]
pub(super) struct Played<'a> {
    /// The drill.
    pub(super) scenario: &'a Scenario,
    /// What chose the play's luck.
    pub(super) seed: u64,
    /// Who and what was there that night, in words.
    pub(super) setting: &'a Setting,
    /// From simulated time to the time on the wall.
    pub(super) clock: Clock,
    /// The scene opened: the first page [ns].
    pub(super) opened: Nanos,
    /// End of the healthy time [ns].
    pub(super) first_fault: Nanos,
    /// The play ended [ns].
    pub(super) ended: Nanos,
    /// The play is judged by all that it led to until then [ns]; not before `ended`.
    pub(super) judged: Nanos,
    /// The world as the scene opened.
    pub(super) begin: &'a World,
    /// Plans known: the scenario's ways out, then those that were found.
    pub(super) known: &'a [Plan],
    /// The world as it was played, as nobody acted in it, and without each order, at `judged`.
    pub(super) branches: &'a Branches,
    /// Everything that was done, in order.
    pub(super) moments: &'a [Moment],
    /// What people said who are no players, in order.
    pub(super) heard: &'a [Heard],
    /// Updates whose promised next did not come, as the room has it.
    pub(super) missed: &'a [Seq],
    /// Who worked with whom.
    pub(super) team_work: &'a Team,
}

impl Played<'_> {
    pub(super) fn stamp(&self, at: Nanos) -> Stamp {
        stamp(self.clock, self.opened, at)
    }

    /// The world as it was played, and left alone after the end.
    pub(super) fn team(&self) -> &World {
        &self.branches.team
    }

    /// The same world, in which nobody acted.
    pub(super) fn nobody(&self) -> &World {
        &self.branches.nobody
    }

    /// Looks with their times.
    pub(super) fn looks(&self) -> impl Iterator<Item = (Nanos, &str)> {
        self.moments.iter().filter_map(|m| match &m.act {
            Done::Looked(line) => Some((m.at, line.as_str())),
            _ => None,
        })
    }

    /// When the first moment of a kind was.
    pub(super) fn first(&self, wanted: impl Fn(&Done) -> bool) -> Option<Nanos> {
        self.moments.iter().find(|m| wanted(&m.act)).map(|m| m.at)
    }

    /// Was the service within its bounds at this instant [ns]?
    pub(super) fn well_at(&self, at: Nanos) -> bool {
        steady::holds(self.team(), &self.scenario.stable, at)
    }

    /// A text of the scenario as it reads in this play.
    pub(super) fn text(&self, text: &Text) -> Both {
        Both::from(&self.setting.filled(text))
    }

    /// From the opening to the end [ns].
    pub(super) fn length(&self) -> Nanos {
        self.ended.saturating_sub(self.opened)
    }
}

/// The seed, and the entry that opened the room.
fn origin<'e>(scenario: &Scenario, entries: &'e [Entry]) -> Result<(u64, &'e Entry), NotPlayed> {
    let first = entries.first().ok_or(NotPlayed::NoDrill)?;
    match &first.event {
        Event::RoomOpened { origin: Origin::Drill { scenario: played, .. }, .. }
            if *played != scenario.id =>
        {
            Err(NotPlayed::OtherScenario(played.clone()))
        }
        Event::RoomOpened { origin: Origin::Drill { engine, .. }, .. } if engine != crate::ENGINE => {
            Err(NotPlayed::OtherEngine(engine.clone()))
        }
        Event::RoomOpened { origin: Origin::Drill { seed, .. }, .. } => Ok((*seed, first)),
        _ => Err(NotPlayed::NoDrill),
    }
}
