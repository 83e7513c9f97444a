//! A room in a list: what its row says, written by whoever folded the room last.

use jiff::Timestamp;
use room::{Actor, Origin, Phase, Room, Severity};
use serde::{Deserialize, Serialize};

use super::RoomId;
use crate::store::log::Summary;

/// A room in a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// Its name.
    pub room: RoomId,
    /// When it was opened.
    pub opened: Timestamp,
    /// When it was closed.
    pub closed: Option<Timestamp>,
    /// What it is about, and how it stands.
    pub line: Line,
}

/// What a list says of a room.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// What it is about.
    pub title: String,
    /// Where the trouble comes from.
    pub origin: Option<Origin>,
    /// How far it has come.
    pub phase: Phase,
    /// How bad it is, once said.
    pub severity: Option<Severity>,
    /// Who commands.
    pub commander: Option<Actor>,
}

impl Listed {
    /// From a room's row; `None` where it is of another program.
    pub(super) fn read(row: &Summary) -> Option<Listed> {
        Some(Listed {
            room: row.room.parse().ok()?,
            opened: Timestamp::from_millisecond(row.opened).ok()?,
            closed: row.closed.and_then(|at| Timestamp::from_millisecond(at).ok()),
            line: serde_json::from_str(&row.text).ok()?,
        })
    }
}

/// The row of a room that was opened then, as it stands now.
pub(super) fn summary(id: &RoomId, room: &Room, opened: Timestamp) -> Summary {
    let drill = room.origin().is_some_and(Origin::is_drill);
    let line = Line {
        title: room.title().into(),
        origin: room.origin().cloned(),
        phase: room.phase(),
        severity: room.severity(),
        commander: room.commander().cloned(),
    };
    Summary {
        room: id.to_string(),
        seq: room.seq(),
        opened: opened.as_millisecond(),
        // In a drill the drill's own clock wakes it.
        wake: room::wake(room).filter(|_| !drill).map(Timestamp::as_millisecond),
        closed: room.closed_at().map(Timestamp::as_millisecond),
        text: serde_json::to_string(&line).expect("a line is plain data"),
    }
}
