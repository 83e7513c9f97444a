//! The arc of a response, step by step, as far as the player's entries show it. Judges nothing.

use room::Event;

use super::flow::Flow;

/// A step of the arc.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Step {
    Noticed,
    Declared,
    Impact,
    Cause,
    Order,
    Review,
}

impl Step {
    /// Whether the player has taken it.
    pub(super) fn taken(self, flow: &Flow) -> bool {
        use Event as E;
        flow.has(|event| match self {
            Step::Noticed => !matches!(event, E::RoomOpened { .. } | E::Joined { .. }),
            Step::Declared => matches!(event, E::Declared { .. } | E::SaidFalseAlarm { .. }),
            Step::Impact => match event {
                E::Looked { what, .. } => what == "impact" || what == "tickets",
                // Whoever tells people outside has asked themselves who is hurt.
                E::UpdatePublished { .. } => true,
                event => event.states_impact(),
            },
            Step::Cause => matches!(event, E::HypothesisProposed { .. }),
            Step::Order => matches!(event, E::InterventionOrdered { .. }),
            Step::Review => matches!(event, E::CountermeasureProposed { .. }),
        })
    }
}
