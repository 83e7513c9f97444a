//! Which questions a look puts to the world. Knows the windows that people usually look at; not the answers.

use world::probe::Probe;
use world::signal::Metric;
use world::time::{HOUR, MINUTE, Nanos};
use world::topology::{Kind, Topology};

use crate::intent::Look;

/// Logs and traces: recent enough to be about now [ns].
pub(super) const RECENT: Nanos = 10 * MINUTE;
/// Graphs: long enough to show how it was before [ns].
pub(super) const GRAPH: Nanos = 30 * MINUTE;
/// Changes, when no window was said: most trouble follows a change of the last hour [ns].
const CHANGES: Nanos = HOUR;
/// Alerts, tickets and impact: the whole of a usual drill [ns].
pub(super) const INCIDENT: Nanos = HOUR;

/// The questions behind a look, to be answered by one world at `now` and handed to [`answer`](super::answer).
/// A name that does not exist asks for nothing harmful: the world finds nothing.
pub fn probes(look: &Look, topology: &Topology, now: Nanos) -> Vec<Probe> {
    let back = |window: Nanos| now.saturating_sub(window);
    // Windows are half-open, and what happened at this very instant has been seen.
    let seen = now.saturating_add(1);
    match look {
        Look::Overview | Look::Metric { subject: None, .. } => {
            vec![Probe::Components { component: None }, Probe::Journeys]
        }
        Look::Impact => impact(topology, now),
        Look::Metric { subject: Some(subject), metric: Some(metric) } => {
            vec![Probe::Series { subject: subject.clone(), metric: *metric, since: back(GRAPH), until: now }]
        }
        Look::Metric { subject: Some(subject), metric: None } => {
            match topology.journeys.iter().any(|journey| journey.name == *subject) {
                true => vec![Probe::Journeys],
                false => vec![Probe::Components { component: Some(subject.clone()) }],
            }
        }
        Look::Logs { component, errors_only, contains } => vec![Probe::Logs {
            component: component.clone(),
            errors_only: *errors_only,
            contains: contains.clone(),
            since: back(RECENT),
            until: seen,
        }],
        Look::Traces { component, bad_only } => vec![Probe::Traces {
            component: component.clone(),
            journey: None,
            bad_only: *bad_only,
            since: back(RECENT),
            until: seen,
        }],
        Look::Changes { window } => {
            vec![Probe::Changes { since: back(window.unwrap_or(CHANGES)), until: seen }]
        }
        Look::Alerts => vec![Probe::Alerts { since: back(INCIDENT), until: seen }],
        Look::Topology { component } => vec![Probe::Edges { component: component.clone() }],
        Look::Replicas { component } => vec![Probe::Replicas { component: component.clone() }],
        Look::Activity { database: Some(database) } => vec![Probe::Activity { database: database.clone() }],
        Look::Activity { database: None } => databases(topology),
        Look::Tickets => vec![Probe::Complaints { since: back(INCIDENT), until: seen }],
        Look::Flags => vec![Probe::Flags],
        Look::Jobs => vec![Probe::Jobs],
        Look::Certificates => vec![Probe::Certificates, Probe::Names],
        Look::Runbook { .. } | Look::Ask { .. } | Look::Timeline => Vec::new(),
    }
}

fn impact(topology: &Topology, now: Nanos) -> Vec<Probe> {
    let since = now.saturating_sub(INCIDENT);
    let mut probes = vec![Probe::Impact { since, until: now }, Probe::Journeys];
    for journey in &topology.journeys {
        for metric in [Metric::ErrorShare, Metric::SlowShare] {
            probes.push(Probe::Series { subject: journey.name.clone(), metric, since, until: now });
        }
    }
    probes
}

fn databases(topology: &Topology) -> Vec<Probe> {
    topology
        .components
        .iter()
        .filter(|component| matches!(component.kind, Kind::Database(_)))
        .map(|component| Probe::Activity { database: component.name.clone() })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_window_never_starts_before_the_world() {
        let probes = probes(&Look::Changes { window: None }, &Topology::default(), MINUTE);
        assert_eq!(probes, [Probe::Changes { since: 0, until: MINUTE + 1 }]);
    }

    #[test]
    fn activity_of_no_named_database_asks_each() {
        let mut topology = Topology::default();
        let database = world::topology::Database { max_connections: 1, apply_rate: 1.0, failover: 0 };
        for (name, kind) in [("api", Kind::Service), ("orders-db", Kind::Database(database))] {
            let component = world::topology::Component { name: name.into(), kind, ..Default::default() };
            topology.components.push(component);
        }
        let look = Look::Activity { database: None };
        assert_eq!(probes(&look, &topology, 0), [Probe::Activity { database: "orders-db".into() }]);
    }
}
