//! `room`: people who respond. Whatever happens is appended to the flow; whatever people read is
//! computed from it. Knows nothing of simulation, of disks, of screens and of the real clock.
//!
//! ```text
//! Order ─► record ─┬─ permit   who may
//!                  ├─ decide   Room + Command + Cx -> events, or a Refusal with its next step
//!                  └─ stamp    events -> entries with the next sequence numbers
//! Entry ─► fold ──► Room ──► view::{board, brief, roster, care, runbook} · wake
//!               └─► snapshot ──► restored (a cache)
//!     └──► view::{Timeline, Milestones, Copilot, postmortem} (folds of their own)
//! text ◄─► line ◄─► Command
//! ```
//!
//! Begin with `command`, `event` and `refusal`: they are lists, in the order in which an incident happens.

#[macro_use]
mod key;

mod command;
mod entry;
mod event;
mod order;
mod person;
mod refusal;
mod term;

mod decide;
mod permit;

mod evidence;
mod flow;
mod fold;
mod given;
mod shelf;
mod snapshot;
mod state;
mod wake;

pub mod line;
pub mod view;

pub use command::Command;
pub use decide::{Cx, decide};
pub use entry::{ENTRIES, Entry, Mark, Seq};
pub use event::Event;
pub use flow::{Conflict, Flow};
pub use fold::fold;
pub use order::{Known, Order, OrderId, record};
pub use permit::permit;
pub use person::{Actor, BadName, Role, Standing};
pub use refusal::{Field, Refusal, Thing};
pub use snapshot::{restored, snapshot};
pub use state::Room;
pub use term::{Audience, Ending, Origin, Phase, Severity, Topic, Verdict};
pub use wake::wake;

/// Keys of every message that a face needs to say all that a room can say: entries, refusals, their next
/// steps (`-next`), and the words that stand in them.
pub fn message_keys() -> Vec<String> {
    let words = [
        Standing::KEYS,
        Role::KEYS,
        Audience::KEYS,
        Topic::KEYS,
        Verdict::KEYS,
        Ending::KEYS,
        Phase::KEYS,
        Field::KEYS,
        Thing::KEYS,
    ];
    let said = Event::KEYS.iter().chain(Refusal::KEYS).chain(words.into_iter().flatten());
    let next = Refusal::KEYS.iter().map(|key| format!("{key}-next"));
    said.map(|key| key.to_string())
        .chain(next)
        .chain(line::message_keys())
        .chain(view::message_keys().into_iter().map(String::from))
        .collect()
}
