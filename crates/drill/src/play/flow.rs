//! The flow of a drill: what happens is written in the room's log by the same orders as on a real night.
//! The player, the pager, the game master and the people of the cast are its actors. What is not in it did
//! not happen: the debrief reads nothing else.

use jiff::Timestamp;
use room::view::{Row, Timeline};
use room::{
    Actor, Command, Entry, Event, Known, Order, OrderId, Origin, Refusal, Room, Seq, Standing, Verdict,
};
use world::time::Nanos;

use super::Options;
use crate::clock::{Clock, Wall};
use crate::narrate::Moment;
use crate::scenario::Scenario;
use crate::setting::Setting;
use crate::words::Lang;
use crate::words::room::{Reader, told};

/// A drill alone happens on this day, so that its log can be replayed to the byte [s since 1970]: 2026-01-01.
const DAY: i64 = 1_767_225_600;
/// Who the player of a drill alone is in the log: their name is a row elsewhere.
const PLAYER: &str = "player";
/// Who gives orders in a drill and is no player.
const HERALDS: [&str; 2] = ["pager", "game-master"];
/// What the drill's own orders are called, so that they are never taken for one that somebody sent.
pub(super) const OWN: &str = "gm:";

/// The room's log of one play.
#[derive(Clone)]
pub(super) struct Flow {
    flow: room::Flow,
    orders: u64,
    /// Who is heard at the moment: what follows from their words is theirs.
    speaker: Actor,
    wall: Wall,
}

/// Whose a team's drill is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Host {
    /// Who opens the room.
    pub who: Actor,
    /// When they do, by the clock on the wall: what the log's times count from.
    pub at: Timestamp,
    /// How fast the clock runs at first [simulated seconds in one on the wall]; 0: it stands.
    pub times: u32,
}

/// Who gives an order to the room.
#[derive(Clone, Copy)]
pub(super) enum By {
    /// Whoever is heard.
    Player,
    Pager,
    Master,
}

/// A scenario's id of somebody as the room writes ids.
pub(super) fn actor(id: &str) -> Actor {
    let fits = |c: char| c.is_alphanumeric() || "-_.:+/".contains(c);
    let id: String = id.chars().take(64).map(|c| if fits(c) { c } else { '-' }).collect();
    Actor::new(if id.is_empty() { "-".into() } else { id }).expect("every letter fits, and there is one")
}

impl Flow {
    /// Opened by the host of a team's drill, or by the one player, when the scene opens.
    pub(super) fn open(scenario: &Scenario, options: &Options, host: Option<&Host>, clock: Clock) -> Flow {
        let at = clock.opened();
        let speaker = host.map_or_else(|| actor(PLAYER), |host| host.who.clone());
        let day = Timestamp::from_second(DAY).unwrap_or(Timestamp::UNIX_EPOCH);
        let wall = match host {
            Some(host) => Wall::new(clock, at, host.at),
            None => Wall::new(clock, 0, day),
        };
        let mut flow = Flow { flow: room::Flow::new(), orders: 0, speaker, wall };
        let origin =
            Origin::Drill { scenario: scenario.id.clone(), seed: options.seed, engine: crate::ENGINE.into() };
        let title = scenario.title.get(options.lang).to_string();
        let opened = flow.give(By::Player, at, Command::OpenRoom { title, origin });
        opened.expect("a new room opens for a scenario that has a title");
        flow
    }

    pub(super) fn entries(&self) -> &[Entry] {
        self.flow.entries()
    }

    pub(super) fn room(&self) -> &Room {
        self.flow.room()
    }

    pub(super) fn wall(&self) -> Wall {
        self.wall
    }

    /// It is the log of a team's room, which everybody reads.
    pub(super) fn of_a_team(&self) -> bool {
        self.entries().first().is_some_and(|opened| opened.actor.as_str() != PLAYER)
    }

    pub(super) fn speaker(&self) -> &Actor {
        &self.speaker
    }

    /// Somebody else is heard now; who was before.
    pub(super) fn hear(&mut self, who: &Actor) -> Actor {
        std::mem::replace(&mut self.speaker, who.clone())
    }

    /// Takes an order as somebody sent it; the number of entries that it left, none if it was taken before.
    pub(super) fn take(&mut self, order: &Order, known: &Known, at: Nanos) -> Result<usize, Refusal> {
        self.flow.submit(order, known.clone(), self.wall.instant(at)).map(<[Entry]>::len)
    }

    /// Something that was promised has fallen due.
    pub(super) fn is_due(&self, at: Nanos) -> bool {
        room::wake(self.flow.room()).is_some_and(|due| due <= self.wall.instant(at))
    }

    /// Gives an order; returns the number of the last entry.
    pub(super) fn give(&mut self, by: By, at: Nanos, command: Command) -> Result<Seq, Refusal> {
        self.orders += 1;
        let id =
            OrderId::new(format!("{OWN}{}", self.orders)).expect("letters, a colon and digits are an id");
        let (who, standing) = match by {
            By::Player => (self.speaker.clone(), Standing::Responder),
            By::Pager => (actor(HERALDS[0]), Standing::Herald),
            By::Master => (actor(HERALDS[1]), Standing::Herald),
        };
        let order = Order { id, actor: who, line: None, command };
        self.flow.submit(&order, standing, self.wall.instant(at))?;
        Ok(self.flow.room().seq())
    }

    /// Whether a player has done anything of this kind.
    pub(super) fn has(&self, wanted: impl Fn(&Event) -> bool) -> bool {
        let player = |entry: &Entry| !HERALDS.contains(&entry.actor.as_str());
        self.entries().iter().any(|entry| player(entry) && wanted(&entry.event))
    }

    /// What was done to the world, in order, each with its moment.
    pub(super) fn orders_given(&self) -> Vec<String> {
        let given = |entry: &Entry| match &entry.event {
            Event::InterventionOrdered { what } => Some(format!("{} {what}", entry.at)),
            _ => None,
        };
        self.entries().iter().filter_map(given).collect()
    }

    /// Whether the player has spoken of this to somebody, or given an order about it.
    pub(super) fn speaks_of(&self, about: &[String]) -> bool {
        let names = |text: &str| about.iter().any(|word| text.to_lowercase().contains(&word.to_lowercase()));
        self.has(|event| match event {
            Event::Said { text } | Event::UpdatePublished { text, .. } => names(text),
            Event::InterventionOrdered { what } => names(what),
            _ => false,
        })
    }

    /// The newest hypothesis that still stands and that these words speak of.
    pub(super) fn spoken_of(&self, text: &str, about: Option<&str>) -> Option<Seq> {
        let mut standing: Vec<(Seq, &str, Option<&str>)> = Vec::new();
        for entry in self.entries() {
            match &entry.event {
                Event::HypothesisProposed { text, about } => {
                    standing.push((entry.seq, text, about.as_deref()))
                }
                Event::HypothesisSettled { hypothesis, verdict: Verdict::Refuted, .. } => {
                    standing.retain(|(seq, ..)| seq != hypothesis);
                }
                _ => {}
            }
        }
        let meant = |(_, said, was): &&(Seq, &str, Option<&str>)| {
            about.is_none() || *was == about || text.to_lowercase().contains(&said.to_lowercase())
        };
        standing.iter().rev().find(meant).map(|(seq, ..)| *seq)
    }

    /// The timeline in words, as the room's view has it.
    pub(super) fn moments(&self, hand: &Hand<'_>) -> Vec<Moment> {
        let rows = Timeline::of(self.flow.entries()).rows.into_iter();
        let moment = |row: Row| Moment {
            at: self.wall.simulated(row.at),
            who: hand.name(&row.actor),
            what: told(hand, &row.key, &row.args),
        };
        rows.filter(|row| row.key != "entry-joined").map(moment).collect()
    }
}

/// In whose words the room is read.
pub(super) struct Hand<'a> {
    pub(super) lang: Lang,
    pub(super) setting: &'a Setting,
    pub(super) wall: Wall,
}

impl Reader for Hand<'_> {
    fn lang(&self) -> Lang {
        self.lang
    }

    fn name(&self, who: &Actor) -> String {
        let name = match who.as_str() {
            PLAYER => Some(self.setting.player()).filter(|name| !name.is_empty()),
            id => self.setting.name(self.lang, id),
        };
        name.unwrap_or(who.as_str()).into()
    }

    fn time(&self, at: Timestamp) -> String {
        self.wall.minute(at)
    }
}
