//! What people read: plain data with public fields, computed from the flow. Nothing here is prose: a row
//! is a key with arguments, which each face puts into its reader's language.

mod arg;
mod board;
mod brief;
mod care;
mod copilot;
mod milestones;
mod postmortem;
mod roster;
mod runbook;
mod timeline;
mod onward;

pub(crate) use arg::args;

pub use arg::{Arg, Args};
pub use board::{
    AlertRow, ArcStep, Board, CountermeasureRow, DecisionRow, HypothesisRow, LineRow, OfferRow, OrderRow,
    PersonRow, PromiseRow, Seat, TaskRow, board,
};
pub use brief::{Brief, FindingRow, brief};
pub use care::{BREATH_STEPS, Care, CareKind, care};
pub use copilot::{Copilot, Nudge, NudgeKind};
pub use milestones::{Asked, Milestones, UpdateMark};
pub use onward::{Onward, onward};
pub use postmortem::{Claim, Decided, Facts, PastRow, PostMortem, Told, postmortem};
pub use roster::{Opening, Roster, RosterRow, Suggestion, roster};
pub use runbook::{DeviationRow, Runbook, StepRow, runbook};
pub use timeline::{Row, Timeline};

/// Keys of the sentences that views propose.
pub(crate) fn message_keys() -> Vec<&'static str> {
    [&roster::KEYS[..], NudgeKind::KEYS, CareKind::KEYS, &BREATH_STEPS, &postmortem::KEYS].concat()
}
