//! What is the case now: vitals, replicas, edges, database activity, settings.

use super::metric::{Subject, share};
use crate::engine::{SCRAPE, World};
use crate::frame::{IN_LOCK_QUEUE, NONE, WORKING};
use crate::signal::{
    EdgeState, Metric, OpenTransaction, QueryActivity, Reading, ReplicaState, Setting, Vital,
};
use crate::state::Life;
use crate::time::{NEVER, seconds};
use crate::topology::{Fallback, Kind};

/// Intervals of the last minute [count].
const MINUTE: usize = 6;

/// Exact totals of one endpoint since the world began: no window, no histogram.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Totals {
    /// Calls answered or turned away [count].
    pub answered: u64,
    /// Time that they spent at the component, waiting included, summed [ns].
    pub time: u64,
    /// Calls there now, waiting or being worked on, all endpoints of the component [count].
    pub present: u64,
}

/// Exact totals of the calls from one component to another since the world began.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct EdgeTotals {
    /// Attempts, retries included [count].
    pub sent: u64,
    /// Those that failed for a caller that still waited, whatever failed them [count].
    pub failed: u64,
    /// Those among them that the caller gave up [count].
    pub timeouts: u64,
    /// Attempts after the first [count].
    pub retries: u64,
}

impl World {
    /// Exact totals of the calls from one component to another, `users` being the world outside; `None` if it never
    /// calls it.
    pub fn edge_totals(&self, from: &str, to: &str) -> Option<EdgeTotals> {
        let edge = &self.edges[self.edge_named(from, to).ok()?];
        let (sent, failed, timeouts, retries) = (edge.sent, edge.failed, edge.timeouts, edge.retries);
        Some(EdgeTotals { sent, failed, timeouts, retries })
    }

    /// Exact totals of `component.endpoint`; `None` if there is no such call.
    pub fn totals(&self, call: &str) -> Option<Totals> {
        let (component, endpoint) = call.split_once('.')?;
        let component = self.plan.component(component)?;
        let endpoint = self.plan.endpoint(component, endpoint)?;
        let (answered, time) = self.record.answered(endpoint);
        let laid = &self.plan.components[component as usize];
        let replicas = &self.replicas[laid.first as usize..(laid.first + laid.slots) as usize];
        let present = replicas.iter().map(|r| u64::from(r.busy + r.queue.len)).sum();
        Some(Totals { answered, time, present })
    }

    pub(super) fn component_vitals(&self, only: Option<&str>) -> Vec<Vital> {
        let names = self.plan.topology.components.iter().map(|c| c.name.as_str());
        names
            .enumerate()
            .filter(|(_, n)| only.is_none_or(|o| o == *n))
            .map(|(i, n)| self.vital(n, Subject::Component(i)))
            .collect()
    }

    pub(super) fn journey_vitals(&self) -> Vec<Vital> {
        let names = self.plan.topology.journeys.iter().map(|j| j.name.as_str());
        names.enumerate().map(|(i, n)| self.vital(n, Subject::Journey(i))).collect()
    }

    fn vital(&self, name: &str, subject: Subject) -> Vital {
        let end = self.record.scrapes;
        let readings = Metric::ALL.into_iter().filter(|m| self.applies(subject, *m)).map(|metric| Reading {
            metric,
            now: self.value(subject, metric, end.saturating_sub(MINUTE), end),
            normal: self.normal(subject, metric),
        });
        Vital { subject: name.into(), readings: readings.collect() }
    }

    pub(super) fn replica_states(&self, only: Option<&str>) -> Vec<ReplicaState> {
        let mut states = Vec::new();
        for (index, spec) in self.plan.topology.components.iter().enumerate() {
            if only.is_some_and(|o| o != spec.name)
                || (only.is_none() && matches!(spec.kind, Kind::External(_)))
            {
                continue;
            }
            let laid = &self.plan.components[index];
            for slot in laid.first..laid.first + laid.slots {
                if self.replicas[slot as usize].life != Life::Absent {
                    states.push(self.replica_state(index, slot));
                }
            }
        }
        states
    }

    fn replica_state(&self, component: usize, slot: u32) -> ReplicaState {
        let spec = &self.plan.topology.components[component];
        let r = &self.replicas[slot as usize];
        let zone = self.plan.topology.zones.get(self.zone_of(slot) as usize);
        let role = match spec.kind {
            Kind::Database(_) if self.components[component].primary == slot => "primary",
            Kind::Database(_) => "follower",
            _ => "",
        };
        ReplicaState {
            component: spec.name.clone(),
            replica: slot - self.plan.components[component].first,
            zone: zone.cloned().unwrap_or_default(),
            node: self.plan.topology.nodes.get(r.node as usize).cloned().unwrap_or_default(),
            state: match r.life {
                Life::Ready => "ready",
                Life::Pending => "pending",
                Life::Booting => "booting",
                Life::Draining => "draining",
                Life::Dead => "dead",
                Life::Absent => "stopped",
            },
            version: spec.versions[r.version as usize].name.clone(),
            uptime: if r.life == Life::Ready { self.now - r.since } else { 0 },
            restarts: r.restarts,
            last_reason: r.reason,
            memory: spec
                .memory
                .as_ref()
                .map(|_| (self.memory_of(slot), self.components[component].memory_limit)),
            queue: r.queue.len,
            busy: r.busy,
            role,
        }
    }

    pub(super) fn edge_states(&self, only: Option<&str>) -> Vec<EdgeState> {
        let end = self.record.scrapes;
        let from = end.saturating_sub(MINUTE);
        let mut states = Vec::new();
        for (index, state) in self.edges.iter().enumerate() {
            let policy = &state.policy;
            if only.is_some_and(|o| o != policy.from && o != policy.to) {
                continue;
            }
            let delta = |c: usize| self.edge_cell(end, index, c) - self.edge_cell(from, index, c);
            let sent = delta(0);
            let laid = &self.plan.edges[index];
            let callers = self.plan.components.get(laid.from as usize).map_or(1, |c| c.slots);
            let in_use = (laid.pool..laid.pool + callers).map(|p| self.pools[p as usize].in_use).sum();
            let ready = self.components.get(laid.from as usize).map_or(1, |c| c.ready.len() as u32);
            states.push(EdgeState {
                from: policy.from.clone(),
                to: policy.to.clone(),
                rate: if end > from { sent / ((end - from) as f64 * seconds(SCRAPE)) } else { 0.0 },
                failed: share(delta(1), sent).unwrap_or(0.0).min(100.0),
                timeouts: share(delta(2), sent).unwrap_or(0.0).min(100.0),
                retries: share(delta(3), sent).unwrap_or(0.0),
                round_trip: (delta(4) > 0.0).then(|| delta(5) / delta(4) / 1e6),
                pool: (policy.pool != u32::MAX).then(|| (in_use, policy.pool.saturating_mul(ready))),
                waiting: state.pool_waits,
                breaker: if policy.breaker.is_some() { state.breaker.name(self.now) } else { "" },
                timeout: policy.timeout,
                max_retries: policy.retries,
                fallback: (policy.fallback != Fallback::Absent).then_some(policy.fallback == Fallback::On),
            });
        }
        states
    }

    pub(super) fn activity(&self, database: &str) -> (Vec<QueryActivity>, Vec<OpenTransaction>) {
        let Ok(component) = self.database(database) else { return (Vec::new(), Vec::new()) };
        let end = self.record.scrapes;
        let from = end.saturating_sub(MINUTE);
        let normal_end = self.normal_scrapes();
        let mut queries = Vec::new();
        for (index, endpoint) in self.plan.endpoints.iter().enumerate() {
            if endpoint.component as usize != component {
                continue;
            }
            let mean = |from: usize, to: usize| {
                let count = self.endpoint_cell(to, index, 0) - self.endpoint_cell(from, index, 0);
                let time = self.endpoint_cell(to, index, 1) - self.endpoint_cell(from, index, 1);
                (count > 0.0).then(|| time / count / 1e6)
            };
            let count = self.endpoint_cell(end, index, 0) - self.endpoint_cell(from, index, 0);
            queries.push(QueryActivity {
                query: endpoint.name.clone(),
                active: 0,
                waiting: 0,
                oldest: 0,
                mean_ms: mean(from, end),
                normal_ms: if normal_end > 0 { mean(0, normal_end) } else { None },
                rate: if end > from { count / ((end - from) as f64 * seconds(SCRAPE)) } else { 0.0 },
            });
            let entry = queries.last_mut().expect("just pushed");
            for frame in self.frames.indices() {
                let f = &self.frames[frame];
                if f.endpoint as usize != index || f.replica == NONE || !f.is(WORKING) {
                    continue;
                }
                if f.is(IN_LOCK_QUEUE) {
                    entry.waiting += 1
                } else {
                    entry.active += 1
                }
                entry.oldest = entry.oldest.max(self.now - f.came);
            }
        }
        let open = &self.locks[self.components[component].part].transactions;
        (queries, open.iter().map(|t| OpenTransaction { since: t.since, rows: t.rows }).collect())
    }

    pub(super) fn flag_settings(&self) -> Vec<Setting> {
        let flags = self.plan.topology.flags.iter().zip(&self.flags);
        let state = |share: f64| match share {
            s if s <= 0.0 => "off".to_string(),
            s if s >= 1.0 => "on".to_string(),
            s => format!("on {:.0} %", s * 100.0),
        };
        flags
            .map(|(f, (share, at))| Setting { name: f.name.clone(), state: state(*share), at: *at })
            .collect()
    }

    pub(super) fn job_settings(&self) -> Vec<Setting> {
        let jobs = self.plan.topology.jobs.iter().zip(&self.jobs);
        jobs.map(|(spec, job)| Setting {
            name: spec.name.clone(),
            state: if job.paused { "paused" } else { "scheduled" }.into(),
            at: job.last,
        })
        .collect()
    }

    pub(super) fn certificate_settings(&self) -> Vec<Setting> {
        let components = self.plan.topology.components.iter().zip(&self.components);
        components
            .filter(|(_, c)| c.certificate_expires != NEVER)
            .map(|(spec, c)| Setting {
                name: spec.name.clone(),
                state: if c.certificate_expires <= self.now { "expired" } else { "valid" }.into(),
                at: Some(c.certificate_expires),
            })
            .collect()
    }

    pub(super) fn name_settings(&self) -> Vec<Setting> {
        let components = self.plan.topology.components.iter().zip(&self.components);
        components
            .map(|(spec, c)| Setting {
                name: spec.name.clone(),
                state: if c.name_broken { "no answer" } else { "answers" }.into(),
                at: None,
            })
            .collect()
    }
}
