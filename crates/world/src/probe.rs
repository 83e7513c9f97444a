//! The questions that can be put to a world. Answers are [`Signals`](crate::signal::Signals); asking
//! changes nothing. Knows nothing of what an answer costs the one who asks.

use crate::signal::Metric;
use crate::time::Nanos;

/// A question. Windows are half-open `[since, until)`, in simulated time [ns], and a window that is empty finds
/// nothing; names that do not exist find nothing. What is kept with its own time (traces, changes, alerts,
/// complaints, whole log lines) is found exactly. What is kept as a row every ten seconds, at the marks of the scrape
/// clock, is found by whole rows, as its line says.
#[expect(missing_docs, reason = "each variant's line names its fields")]
#[derive(Clone, Debug, PartialEq)]
pub enum Probe {
    /// Readings of all components, or one, beside their normal values.
    Components { component: Option<String> },
    /// Readings of all journeys.
    Journeys,
    /// One metric of one component or journey over time: a point for each ten seconds, from those in which `since`
    /// lies to the last that were over by `until`.
    Series { subject: String, metric: Metric, since: Nanos, until: Nanos },
    /// Replicas of one component, or all.
    Replicas { component: Option<String> },
    /// Log groups, filtered. Lines are counted by kind and ten seconds, and of each such row the first few lines are
    /// kept whole. A row with no more lines than that is exact. A longer row that reaches over an edge of the window
    /// is not taken apart: it is counted whole, so that up to ten seconds before and after may be counted with it.
    /// Between two marks of the scrape clock every count is exact, a line at the very mark being counted once, before
    /// or after it.
    Logs {
        component: Option<String>,
        errors_only: bool,
        contains: Option<String>,
        since: Nanos,
        until: Nanos,
    },
    /// Kept traces that touch a component or belong to a journey, and began in the window.
    Traces { component: Option<String>, journey: Option<String>, bad_only: bool, since: Nanos, until: Nanos },
    /// The change log: what began in the window.
    Changes { since: Nanos, until: Nanos },
    /// Alerts that fired at some moment of the window, even if they began before it.
    Alerts { since: Nanos, until: Nanos },
    /// Calls that one component makes and receives, or all: the topology as it runs.
    Edges { component: Option<String> },
    /// What a database is doing.
    Activity { database: String },
    /// Customers' tickets that came in the window, and before now.
    Complaints { since: Nanos, until: Nanos },
    /// What users have had, exact, between the marks of the scrape clock at or before `since` and at or before `until`.
    Impact { since: Nanos, until: Nanos },
    /// Feature flags.
    Flags,
    /// Cron jobs.
    Jobs,
    /// TLS certificates and when they expire.
    Certificates,
    /// DNS names and whether they answer.
    Names,
}
