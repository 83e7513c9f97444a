//! The questions that can be put to a world. Answers are [`Signals`](crate::signal::Signals); asking
//! changes nothing. Knows nothing of what an answer costs the one who asks.

use crate::signal::Metric;
use crate::time::Nanos;

/// A question. Windows are half-open `[since, until)`, in simulated time [ns]; names that do not exist
/// find nothing.
#[expect(missing_docs, reason = "each variant's line names its fields")]
#[derive(Clone, Debug, PartialEq)]
pub enum Probe {
    /// Readings of all components, or one, beside their normal values.
    Components { component: Option<String> },
    /// Readings of all journeys.
    Journeys,
    /// One metric of one component or journey over time.
    Series { subject: String, metric: Metric, since: Nanos, until: Nanos },
    /// Replicas of one component, or all.
    Replicas { component: Option<String> },
    /// Log groups, filtered.
    Logs {
        component: Option<String>,
        errors_only: bool,
        contains: Option<String>,
        since: Nanos,
        until: Nanos,
    },
    /// Kept traces that touch a component or belong to a journey.
    Traces { component: Option<String>, journey: Option<String>, bad_only: bool, since: Nanos, until: Nanos },
    /// The change log.
    Changes { since: Nanos, until: Nanos },
    /// Alerts that fired in the window.
    Alerts { since: Nanos, until: Nanos },
    /// Calls that one component makes and receives, or all: the topology as it runs.
    Edges { component: Option<String> },
    /// What a database is doing.
    Activity { database: String },
    /// Customers' tickets.
    Complaints { since: Nanos, until: Nanos },
    /// What users have had, exact, in the window between two marks of the scrape clock.
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
