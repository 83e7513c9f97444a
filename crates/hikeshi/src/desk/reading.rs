//! How somebody reads a room: in their language, people by their names, times as the wall shows them; in a drill the wall and
//! the people that the game master plays are the drill's.

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
            None => at.to_zoned(TimeZone::system()).strftime("%H:%M").to_string(),
        }
    }
}
