//! How somebody reads a room: in their language, people by their names, times as the wall beside them shows them; in a drill
//! the wall and the people that the game master plays are the drill's.

use drill::words::room::Reader;
use drill::words::{Lang, say};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use room::Actor;

use crate::desk::people::People;
use crate::desk::table::Table;

/// Whoever reads.
#[derive(Clone, Debug)]
pub struct Reading {
    /// In which language.
    pub lang: Lang,
    /// What people are called.
    pub people: People,
    /// Where a drill is played.
    pub table: Option<Table>,
    /// Where the wall is that they look at.
    pub zone: TimeZone,
}

impl Reading {
    /// What times of that moment are called where the reader is: `JST`, `UTC-03`; nothing in a drill, whose clock is its own.
    pub fn zone(&self, at: Timestamp) -> Option<String> {
        let name = at.to_zoned(self.zone.clone()).strftime("%Z").to_string();
        let name = if name.starts_with(['+', '-']) { format!("UTC{name}") } else { name };
        self.table.is_none().then_some(name)
    }

    /// A day and its time, with its zone: `2026-11-21 06:15 JST`.
    pub fn day(&self, at: Timestamp) -> String {
        let day = at.to_zoned(self.zone.clone()).strftime("%Y-%m-%d %H:%M");
        format!("{day} {}", self.zone(at).unwrap_or_default())
    }
}

impl Reader for Reading {
    fn lang(&self) -> Lang {
        self.lang
    }

    fn name(&self, who: &Actor) -> String {
        match who.as_str() {
            "clock" => say(self.lang, "web-clock", &[]),
            "game-master" => say(self.lang, "web-game-master", &[]),
            "pager" => say(self.lang, "web-pager", &[]),
            id => match self.table.as_ref().and_then(|table| table.cast_name(self.lang, id)) {
                Some(name) => name,
                None => self.people.name(who),
            },
        }
    }

    fn time(&self, at: Timestamp) -> String {
        match &self.table {
            Some(table) => table.wall().minute(at),
            None => at.to_zoned(self.zone.clone()).strftime("%H:%M").to_string(),
        }
    }
}
