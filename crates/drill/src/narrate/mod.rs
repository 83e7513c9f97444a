//! What a look shows, told from facts: which questions a [`Look`] puts to the world, and how the answers
//! become blocks in the player's language. Says what is unlike normal and never why: it is not handed a
//! scenario, a fault or a cause, so it cannot tell one.

use world::probe::Probe;
use world::signal::{Metric, Signals};
use world::time::Nanos;

use crate::block::Block;
use crate::clock::Clock;
use crate::intent::Look;
use crate::words::{Lang, say};

mod activity;
mod alerts;
mod ask;
mod changes;
mod edges;
mod fact;
pub mod figures;
mod impact;
mod logs;
mod metric;
mod numeral;
pub mod order;
mod overview;
pub mod plain;
mod reading_matter;
mod refusal;
mod replicas;
mod settings;
mod teller;
#[cfg(test)]
mod tests;
mod tickets;
mod traces;
pub mod unlike;

pub use alerts::pager;
pub use ask::probes;
pub use fact::{Fact, Value, grounded, ungrounded};
pub use metric::chart;
pub use reading_matter::{Moment, page, timeline};
pub use refusal::{kind, misread, refused};
pub use teller::ROWS;
pub use tickets::{Ticket, tickets};

/// Who looks, and when.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct View {
    /// The viewer's language.
    pub lang: Lang,
    /// The drill's clock.
    pub clock: Clock,
    /// Now [ns since the world began].
    pub now: Nanos,
}

/// What was told, and every fact that it holds.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Told {
    /// What the player reads, in order; the first one says in a sentence what is unlike normal.
    pub blocks: Vec<Block>,
    /// Everything in the blocks that has a number, for [`grounded`].
    pub facts: Vec<Fact>,
    /// There is nothing of this kind to be seen, so nothing was looked at.
    pub absent: bool,
}

/// Tells what a look shows, from the answers to its [`probes`]. Looks that need more than signals have their own
/// functions: [`tickets`], [`page`], [`timeline`]; for them, and for talk, nothing is told here.
pub fn answer(view: View, look: &Look, seen: &[(Probe, Signals)]) -> Told {
    match look {
        Look::Overview | Look::Metric { subject: None, metric: None } => overview::tell(view, seen),
        Look::Impact => impact::tell(view, seen),
        Look::Metric { metric: Some(metric), subject: None } => metric::ranking(view, *metric, seen),
        Look::Metric { metric: Some(_), subject: Some(_) } => metric::over_time(view, seen),
        Look::Metric { metric: None, subject: Some(subject) } => metric::readings(view, subject, seen),
        Look::Logs { .. } => logs::tell(view, seen),
        Look::Traces { .. } => traces::tell(view, seen),
        Look::Changes { .. } => changes::tell(view, seen),
        Look::Alerts => alerts::tell(view, seen),
        Look::Topology { .. } => edges::tell(view, seen),
        Look::Replicas { .. } => replicas::tell(view, seen),
        Look::Activity { .. } => activity::tell(view, seen),
        Look::Flags | Look::Jobs | Look::Certificates => settings::tell(view, seen),
        Look::Tickets => {
            let complaints = seen.iter().filter_map(|(_, signals)| match signals {
                Signals::Complaints(complaints) => Some(complaints),
                _ => None,
            });
            let wordless =
                |c: &world::signal::Complaint| Ticket { complaint: c.clone(), words: String::new() };
            tickets(view, &complaints.flatten().map(wordless).collect::<Vec<_>>())
        }
        Look::Runbook { .. } | Look::Ask { .. } | Look::Timeline => Told::default(),
    }
}

/// A metric's name in words: `エラー率`, `error rate`.
pub fn metric_name(lang: Lang, metric: Metric) -> String {
    say(lang, &format!("metric-{}", metric.name().replace('_', "-")), &[])
}
