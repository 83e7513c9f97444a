//! What makes sense when: before a room is open, while it is, and after it was closed. Knows no topic.

use crate::{Command, Refusal, Room};

/// Whether the room is at the stage that the order needs.
pub fn allows(room: &Room, command: &Command) -> Result<(), Refusal> {
    let opens = matches!(command, Command::OpenRoom { .. });
    match (room.opened, room.closed) {
        (false, _) if opens => Ok(()),
        (false, _) => Err(Refusal::NotOpen),
        (true, _) if opens => Err(Refusal::AlreadyOpen),
        (true, None) => Ok(()),
        (true, Some(_)) if outlives(command) => Ok(()),
        (true, Some(_)) => Err(Refusal::RoomClosed),
    }
}

/// After the end people still talk, learn, and hear how the last orders went.
fn outlives(command: &Command) -> bool {
    use Command as C;
    matches!(
        command,
        C::Join {}
            | C::Leave {}
            | C::Say { .. }
            | C::Note { .. }
            | C::Hear { .. }
            | C::ClearAlert { .. }
            | C::SettleIntervention { .. }
            | C::SettleHypothesis { .. }
            | C::RecordFinding { .. }
            | C::ProposeCountermeasure { .. }
            | C::FileDebrief {}
            | C::ReopenRoom { .. }
            | C::Wake {}
    )
}
