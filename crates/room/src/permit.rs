//! Who may: one match over all orders. Knows standing and roles; whether an order makes sense now is
//! `decide`.

use crate::state::Room;
use crate::{Actor, Command, Cx, Refusal, Role, Standing};

/// Who an order is for.
enum For {
    /// Whoever is let in.
    Anybody,
    /// Those who act, and those who bring things in.
    Bringers,
    /// Those who act.
    Responders,
    /// When somebody commands: they, their deputy, and the role named.
    Command(Option<Role>),
    /// The same, and those who bring things in: a room is also closed by the clock.
    CommandOrBringers,
}

/// Whether the actor may give this order here.
pub fn permit(room: &Room, command: &Command, cx: &Cx) -> Result<(), Refusal> {
    let refused = Err(Refusal::NotAllowed { standing: cx.standing });
    match (needs(command), cx.standing) {
        (For::Anybody, Standing::Guest | Standing::Herald | Standing::Responder) => Ok(()),
        (For::Bringers | For::CommandOrBringers, Standing::Herald) => Ok(()),
        (For::Bringers | For::Responders, Standing::Responder) => Ok(()),
        (For::Command(also), Standing::Responder) => leads(room, &cx.actor, also),
        (For::CommandOrBringers, Standing::Responder) => leads(room, &cx.actor, None),
        (For::Responders | For::Command(_), Standing::Herald) => refused,
        (For::Bringers | For::Responders | For::Command(_) | For::CommandOrBringers, Standing::Guest) => {
            refused
        }
    }
}

fn needs(command: &Command) -> For {
    use Command as C;
    match command {
        C::Join {} | C::Leave {} | C::Say { .. } => For::Anybody,
        C::OpenRoom { .. } | C::NoteAlert { .. } | C::ClearAlert { .. } | C::Hear { .. } => For::Bringers,
        C::Note { .. } | C::SettleIntervention { .. } | C::SayVerified { .. } | C::Wake {} => For::Bringers,
        C::AskForWork {} | C::Look { .. } | C::Declare { .. } | C::TakeHint { .. } => For::Responders,
        C::TakeRole { .. } | C::ReleaseRole { .. } | C::OfferRole { .. } => For::Responders,
        C::AcceptRole { .. } | C::DeclineRole { .. } => For::Responders,
        C::OpenLine { .. } | C::AssignLine { .. } | C::CloseLine { .. } => For::Responders,
        C::ProposeHypothesis { .. } | C::SettleHypothesis { .. } | C::RecordFinding { .. } => For::Responders,
        C::ProposeDecision { .. } | C::ObjectToDecision { .. } => For::Responders,
        C::AddTask { .. } | C::AcknowledgeTask { .. } | C::DeclineTask { .. } => For::Responders,
        C::AssignTask { .. } | C::CompleteTask { .. } | C::OrderIntervention { .. } => For::Responders,
        C::StartRunbook { .. } | C::TickStep { .. } => For::Responders,
        C::SkipStep { .. } | C::ChangeStep { .. } => For::Responders,
        C::SayStabilised { .. } | C::SayRelapsed { .. } | C::ProposeCountermeasure { .. } => For::Responders,
        C::ChangeSeverity { .. } | C::AssignRole { .. } => For::Command(None),
        C::RecordDecision { .. } => For::Command(Some(Role::Scribe)),
        C::PublishUpdate { .. } => For::Command(Some(Role::Liaison)),
        C::SayResolved {} | C::SayFalseAlarm { .. } | C::ReopenRoom { .. } => For::Command(None),
        C::CloseRoom { .. } | C::FileDebrief {} => For::CommandOrBringers,
    }
}

/// Where nobody commands, everybody may; a drill alone and the first minutes of an incident are so.
fn leads(room: &Room, actor: &Actor, also: Option<Role>) -> Result<(), Refusal> {
    let Some(commander) = room.commander() else { return Ok(()) };
    let mine = |role: Role| room.holds(actor, role);
    if mine(Role::IncidentCommander) || mine(Role::Deputy) || also.is_some_and(mine) {
        return Ok(());
    }
    Err(Refusal::CommandersCall { commander: commander.clone() })
}
