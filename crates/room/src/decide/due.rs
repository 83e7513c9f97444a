//! What has fallen due by now, each recorded once. Knows deadlines, not what to do about them: that an
//! overdue task comes back to the commander is a view's matter.

use super::{Cx, Outcome};
use crate::wake::{promises, tasks};
use crate::{Event, Room};

pub fn wake(room: &Room, cx: &Cx) -> Outcome {
    if !room.is_open() {
        return Ok(Vec::new());
    }
    let late = tasks(room).filter(|(_, at)| *at <= cx.now);
    let late = late.filter_map(|(task, _)| {
        let owner = room.tasks.get(&task)?.owner.clone();
        Some(Event::TaskFellDue { task, owner })
    });
    let silent = promises(room).filter(|(_, _, at)| *at <= cx.now);
    let silent = silent.map(|(update, audience, _)| Event::UpdateFellDue { update, audience });
    Ok(late.chain(silent).collect())
}
