//! When a room next needs the clock. Knows deadlines; what follows when one has come is
//! `decide::due`, ordered by whoever keeps the clock with `Command::Wake`.

use jiff::Timestamp;

use crate::state::{Room, TaskState};
use crate::{Audience, Seq};

/// When this room wants a `Command::Wake`: the first promise or task to fall due of those not yet
/// recorded as due. A closed room sleeps.
pub fn wake(room: &Room) -> Option<Timestamp> {
    if !room.is_open() {
        return None;
    }
    let tasks = tasks(room).map(|(_, at)| at);
    tasks.chain(promises(room).map(|(_, _, at)| at)).min()
}

/// Tasks that will fall due, and when.
pub(crate) fn tasks(room: &Room) -> impl Iterator<Item = (Seq, Timestamp)> {
    let open = room.tasks.iter().filter(|(_, task)| task.state != TaskState::Done && !task.fell_due);
    open.filter_map(|(seq, task)| Some((*seq, task.due?)))
}

/// Promises of word that will fall due, and when.
pub(crate) fn promises(room: &Room) -> impl Iterator<Item = (Seq, Audience, Timestamp)> {
    let open = room.promises.iter().filter(|(_, promise)| !promise.fell_due);
    open.map(|(audience, promise)| (promise.update, *audience, promise.at))
}
