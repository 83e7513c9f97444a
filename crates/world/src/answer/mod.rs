//! Answers to probes, computed from what monitoring kept. Asking changes nothing. Knows windows, rates
//! and percentiles; knows nothing of who asks.

mod metric;
mod now;
mod past;

pub use now::{EdgeTotals, Totals};

use crate::engine::World;
use crate::probe::Probe;
use crate::signal::Signals;

impl World {
    /// Answers a question.
    pub fn probe(&self, probe: &Probe) -> Signals {
        match probe {
            Probe::Components { component } => Signals::Vitals(self.component_vitals(component.as_deref())),
            Probe::Journeys => Signals::Vitals(self.journey_vitals()),
            Probe::Series { subject, metric, since, until } => {
                Signals::Series(self.series(subject, *metric, *since, *until).into_iter().collect())
            }
            Probe::Replicas { component } => Signals::Replicas(self.replica_states(component.as_deref())),
            Probe::Logs { component, errors_only, contains, since, until } => Signals::Logs(self.log_groups(
                component.as_deref(),
                *errors_only,
                contains.as_deref(),
                *since,
                *until,
            )),
            Probe::Traces { component, journey, bad_only, since, until } => Signals::Traces(self.traces(
                component.as_deref(),
                journey.as_deref(),
                *bad_only,
                *since,
                *until,
            )),
            Probe::Changes { since, until } => Signals::Changes(
                self.record.changes.iter().filter(|c| c.at >= *since && c.at < *until).cloned().collect(),
            ),
            Probe::Alerts { since, until } => Signals::Alerts(
                self.record
                    .fired
                    .iter()
                    .filter(|a| a.since < *until && a.until.is_none_or(|end| end > *since) && since < until)
                    .cloned()
                    .collect(),
            ),
            Probe::Edges { component } => Signals::Edges(self.edge_states(component.as_deref())),
            Probe::Activity { database } => {
                let (queries, transactions) = self.activity(database);
                Signals::Activity(queries, transactions)
            }
            Probe::Complaints { since, until } => Signals::Complaints(self.complaints(*since, *until)),
            Probe::Impact { since, until } => Signals::Impact(self.impact(*since, *until)),
            Probe::Flags => Signals::Settings(self.flag_settings()),
            Probe::Jobs => Signals::Settings(self.job_settings()),
            Probe::Certificates => Signals::Settings(self.certificate_settings()),
            Probe::Names => Signals::Settings(self.name_settings()),
        }
    }
}
