//! Alert rules: a threshold that must hold for a while. They see what the dashboards see, gaps and false
//! readings included.

use crate::engine::World;
use crate::signal::Alert;
use crate::time::Nanos;

/// A rule's memory.
#[derive(Clone, Debug, Default)]
pub(crate) struct AlertState {
    /// Over the threshold since then [ns].
    pending: Option<Nanos>,
    /// Its firing alert's place in the list.
    firing: Option<usize>,
}

impl World {
    /// After each scrape: what fires, and what stops.
    pub(crate) fn watch(&mut self) {
        let plan = std::sync::Arc::clone(&self.plan);
        for (index, rule) in plan.topology.alerts.iter().enumerate() {
            let value = self.reading(&rule.subject, rule.metric);
            let over =
                value.is_some_and(|v| if rule.below { v < rule.threshold } else { v > rule.threshold });
            let now = self.now;
            let state = &mut self.record.alerts[index];
            if !over {
                state.pending = None;
                if let Some(at) = state.firing.take() {
                    self.record.fired[at].until = Some(now);
                }
                continue;
            }
            let since = *state.pending.get_or_insert(now);
            if state.firing.is_none() && now - since >= rule.hold {
                state.firing = Some(self.record.fired.len());
                self.record.fired.push(Alert {
                    rule: rule.name.clone(),
                    subject: rule.subject.clone(),
                    metric: rule.metric,
                    threshold: rule.threshold,
                    value: value.unwrap_or(rule.threshold),
                    since: now,
                    until: None,
                    pages: rule.pages,
                });
            }
        }
    }
}
