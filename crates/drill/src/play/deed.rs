//! What somebody does at the table of a team's drill beside orders to the room: takes a seat, sets the clock, leads from the game
//! master's chair. Each has its sender's id, and sent again is not done again. What changes nothing is no turn.

use room::{Actor, OrderId};
use serde::{Deserialize, Serialize};
use world::time::Nanos;

use super::{Act, Play};
use crate::block::Block;

/// How fast a clock can be set [simulated seconds in one on the wall]; 0: it stands.
pub const PACES: [u32; 4] = [0, 1, 2, 10];

/// What is done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Deed {
    /// Sets the clock: so many simulated seconds in one on the wall.
    Pace(u32),
    /// Sits down in a seat of the scenario, by its id.
    Seat(String),
    /// Sits down in the game master's chair, or stands up.
    Chair(bool),
    /// From the chair: has the n-th thing said that the scenario has prepared, from 0.
    Inject(usize),
    /// From the chair: has somebody whom the game master plays, by id, say this.
    Says { id: String, text: String },
    /// From the chair: lets time be lost [ns].
    Lose(Nanos),
    /// From the chair: gives hints, or holds them back.
    Hints(bool),
    /// Has the drill told in a voice's words, if there is one, or in the templates' own.
    Voice(bool),
    /// What they said last and no rule could place is perhaps this line: they are asked.
    Meant(String),
}

impl Play {
    /// How fast the clock runs [simulated seconds in one on the wall]; 0: it stands.
    pub fn times(&self) -> u32 {
        self.times
    }

    /// A voice may tell it in other words.
    pub fn voiced(&self) -> bool {
        self.voiced
    }

    /// Somebody does something at the table: what is shown then; `None` where it changes nothing.
    pub fn take_deed(&mut self, id: &OrderId, who: &Actor, deed: &Deed) -> Option<Vec<Block>> {
        let does = self.act != Act::Over && !self.done.contains(id) && self.does(who, deed);
        if does {
            self.done.insert(id.clone());
        }
        does.then(|| std::mem::take(&mut self.out))
    }

    fn does(&mut self, who: &Actor, deed: &Deed) -> bool {
        match deed {
            Deed::Pace(times) => self.set_pace(who, *times),
            Deed::Voice(on) => std::mem::replace(&mut self.voiced, *on) != *on,
            Deed::Seat(seat) => self.sit(who, seat),
            Deed::Chair(true) => self.take_chair(who),
            Deed::Meant(line) => self.asks_whom(who) && self.ask_if_meant(line),
            // Whoever does not sit in it leads nothing.
            _ if self.chair() != Some(who) => false,
            Deed::Chair(false) => self.leave_chair(who),
            Deed::Inject(n) => self.inject_now(*n),
            Deed::Says { id, text } => self.has_said(id, text),
            Deed::Lose(span) => self.lose(*span),
            Deed::Hints(give) => self.give_hints(*give),
        }
    }

    /// The fastest that there is and that is not faster than this.
    fn set_pace(&mut self, who: &Actor, times: u32) -> bool {
        let times = PACES.into_iter().rev().find(|pace| *pace <= times).unwrap_or(0);
        if std::mem::replace(&mut self.times, times) == times {
            return false;
        }
        let key = if times == 0 { "table-paused" } else { "table-paced" };
        self.say(key, &[("who", who.as_str()), ("times", &times.to_string())]);
        true
    }
}
