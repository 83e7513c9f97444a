//! What monitoring keeps: counters and gauges scraped every ten seconds, latency histograms, log lines,
//! traces, changes, alerts, complaints. Recorded while requests run; never drawn, never edited. Knows
//! nothing of the questions that are asked of it (`answer`).

mod alerts;
mod logs;
mod traces;

use std::sync::Arc;

use crate::engine::{SCRAPE, World, kind};
use crate::frame::Outcome;
use crate::histogram::{BUCKETS, bucket};
use crate::plan::Plan;
use crate::rng::{For, chance, draw, unit};
use crate::signal::{Change, Complaint};
use crate::state::Root;
use crate::time::{MINUTE, Nanos};
use crate::topology::Kind;

pub(crate) use alerts::AlertState;
pub(crate) use logs::{LogKind, Logs};
pub(crate) use traces::{SpanRecord, Traces};

/// Share of users who write a ticket when their request failed, was slow, or showed old data [0..1].
const COMPLAINS: [f64; 3] = [1.0 / 150.0, 1.0 / 800.0, 1.0 / 60.0];
/// Complaints kept [count]: more than anyone reads.
const MOST_COMPLAINTS: usize = 2_000;

/// Columns of one component in a scraped row.
pub(crate) mod column {
    pub(crate) const SERVED: usize = 0;
    pub(crate) const FAILED: usize = 1;
    pub(crate) const QUEUE: usize = 2;
    pub(crate) const BUSY: usize = 3;
    pub(crate) const CPU: usize = 4;
    pub(crate) const MEMORY: usize = 5;
    pub(crate) const READY: usize = 6;
    pub(crate) const RESTARTS: usize = 7;
    pub(crate) const DISK: usize = 8;
    pub(crate) const LOCK_WAITS: usize = 9;
    pub(crate) const LAG: usize = 10;
    pub(crate) const HITS: usize = 11;
    pub(crate) const LOOKUPS: usize = 12;
    pub(crate) const BACKLOG: usize = 13;
    pub(crate) const OLDEST: usize = 14;
    pub(crate) const POOL_WAITS: usize = 15;
    pub(crate) const RETRIES: usize = 16;
    /// Cores available to all ready replicas [cores].
    pub(crate) const CORES: usize = 17;
    /// What the exporter multiplies latencies by [factor]; 0 when it is silent.
    pub(crate) const LENS: usize = 18;
    pub(crate) const WIDTH: usize = 19;
}

/// Columns of one edge, one journey, one endpoint.
pub(crate) const EDGE_WIDTH: usize = 6;
pub(crate) const JOURNEY_WIDTH: usize = 6;
pub(crate) const ENDPOINT_WIDTH: usize = 2;

/// Counters of one journey since the beginning.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct JourneyCount {
    pub(crate) requests: u64,
    pub(crate) failed: u64,
    pub(crate) slow: u64,
    pub(crate) degraded: u64,
    pub(crate) stale: u64,
    /// Failed and half of the slow, by value.
    pub(crate) cost: f64,
}

/// Everything recorded.
#[derive(Clone, Debug)]
pub(crate) struct Record {
    /// Served and failed calls of each component.
    served: Vec<(u64, u64)>,
    /// Answers and their summed time [ns] of each endpoint.
    endpoints: Vec<(u64, u64)>,
    pub(crate) journeys: Vec<JourneyCount>,
    /// Latency histograms of the current interval: components, then journeys.
    open_histograms: Vec<u32>,
    /// Scraped rows, one after the other.
    pub(crate) rows: Vec<f64>,
    /// Their histograms.
    pub(crate) histograms: Vec<u32>,
    /// Values in a row [count].
    pub(crate) width: usize,
    pub(crate) scrapes: usize,
    pub(crate) logs: Logs,
    pub(crate) traces: Traces,
    pub(crate) changes: Vec<Change>,
    pub(crate) alerts: Vec<AlertState>,
    /// Alerts that fired, in order.
    pub(crate) fired: Vec<crate::signal::Alert>,
    pub(crate) complaints: Vec<Complaint>,
}

impl Record {
    pub(crate) fn new(plan: &Plan) -> Record {
        let subjects = plan.components.len() + plan.journeys.len();
        let width = plan.components.len() * column::WIDTH
            + plan.edges.len() * EDGE_WIDTH
            + plan.journeys.len() * JOURNEY_WIDTH
            + plan.endpoints.len() * ENDPOINT_WIDTH;
        Record {
            served: vec![(0, 0); plan.components.len()],
            endpoints: vec![(0, 0); plan.endpoints.len()],
            journeys: vec![JourneyCount::default(); plan.journeys.len()],
            open_histograms: vec![0; subjects * BUCKETS],
            rows: Vec::new(),
            histograms: Vec::new(),
            width,
            scrapes: 0,
            logs: Logs::default(),
            traces: Traces::default(),
            changes: Vec::new(),
            alerts: vec![AlertState::default(); plan.topology.alerts.len()],
            fired: Vec::new(),
            complaints: Vec::new(),
        }
    }

    /// A user's request ended.
    #[expect(
        clippy::too_many_arguments,
        reason = "one call site, on the hot path; a struct would be made to be taken apart"
    )]
    #[inline]
    pub(crate) fn count_request(
        &mut self,
        journey: u16,
        value: f64,
        took: Nanos,
        failed: bool,
        slow: bool,
        degraded: bool,
        stale: bool,
    ) {
        let count = &mut self.journeys[journey as usize];
        count.requests += 1;
        count.failed += u64::from(failed);
        count.slow += u64::from(slow && !failed);
        count.degraded += u64::from(degraded && !failed);
        count.stale += u64::from(stale && !failed);
        count.cost += value
            * if failed {
                1.0
            } else if slow {
                0.5
            } else {
                0.0
            };
        let subject = self.served.len() + journey as usize;
        self.open_histograms[subject * BUCKETS + bucket(took)] += 1;
    }

    /// A call was served, or turned away, by a replica of `owner` after `took` [ns].
    #[inline]
    pub(crate) fn count_served(&mut self, owner: u16, endpoint: u16, took: Nanos, outcome: Outcome) {
        let owner = owner as usize;
        let count = &mut self.served[owner];
        count.0 += 1;
        count.1 += u64::from(outcome.failed());
        self.open_histograms[owner * BUCKETS + bucket(took)] += 1;
        let endpoint = &mut self.endpoints[endpoint as usize];
        endpoint.0 += 1;
        endpoint.1 += took;
    }

    /// Answers of an endpoint [count] and their summed time [ns].
    pub(crate) fn answered(&self, endpoint: u16) -> (u64, u64) {
        self.endpoints[endpoint as usize]
    }

    /// What an answered request set in motion came too late: for its user it was slow after all.
    pub(crate) fn count_late_message(&mut self, journey: u16, value: f64) {
        let count = &mut self.journeys[journey as usize];
        if count.failed + count.slow < count.requests {
            count.slow += 1;
            count.cost += 0.5 * value;
        }
    }

    pub(crate) fn bytes(&self) -> usize {
        self.rows.capacity() * 8 + self.histograms.capacity() * 4 + self.logs.bytes() + self.traces.bytes()
    }
}

impl World {
    /// Some users write a ticket, some minutes later.
    pub(crate) fn maybe_complain(&mut self, root: &Root, key: u64, failed: bool, slow: bool, stale: bool) {
        let (about, share) = match (failed, slow, stale) {
            (true, ..) => ("failed", COMPLAINS[0]),
            (_, true, _) => ("slow", COMPLAINS[1]),
            (_, _, true) => ("stale", COMPLAINS[2]),
            _ => return,
        };
        if !chance(key, For::Complain, share) || self.record.complaints.len() >= MOST_COMPLAINTS {
            return;
        }
        let wait = (unit(draw(key ^ 1, For::Complain)) * (5 * MINUTE) as f64) as Nanos + MINUTE;
        let journey = self.plan.topology.journeys[root.journey as usize].name.clone();
        self.record.complaints.push(Complaint { at: self.now + wait, journey, about, user: root.user });
    }

    /// Writes a change record.
    pub(crate) fn note_change(&mut self, who: &str, what: String, subject: String, state: &str) -> usize {
        self.record.changes.push(Change {
            at: self.now,
            who: who.into(),
            what,
            subject,
            state: state.into(),
            ended: (state != "started").then_some(self.now),
        });
        self.record.changes.len() - 1
    }

    pub(crate) fn change_done(&mut self, change: usize, state: &str) {
        if let Some(record) = self.record.changes.get_mut(change) {
            record.state = state.into();
            record.ended = Some(self.now);
        }
    }

    /// Every ten seconds: all counters and gauges become a row.
    pub(crate) fn scrape(&mut self) {
        self.after(SCRAPE, kind::SCRAPE, 0, 0);
        let mut row = std::mem::take(&mut self.record.rows);
        for component in 0..self.components.len() {
            self.scrape_component(component, &mut row);
        }
        for edge in &self.edges {
            let of_calls = [edge.sent, edge.failed, edge.timeouts, edge.retries, edge.heard, edge.waited];
            row.extend(of_calls.map(|count| count as f64));
        }
        for j in &self.record.journeys {
            row.extend([
                j.requests as f64,
                j.failed as f64,
                j.slow as f64,
                j.degraded as f64,
                j.stale as f64,
                j.cost,
            ]);
        }
        for (count, time) in &self.record.endpoints {
            row.extend([*count as f64, *time as f64]);
        }
        self.record.rows = row;
        let open = std::mem::take(&mut self.record.open_histograms);
        self.record.histograms.extend_from_slice(&open);
        self.record.open_histograms = open;
        self.record.open_histograms.fill(0);
        self.record.scrapes += 1;
        self.record.logs.close_interval();
        self.record.traces.close_interval();
        self.watch();
    }

    fn scrape_component(&self, index: usize, row: &mut Vec<f64>) {
        use column as col;
        let plan = Arc::clone(&self.plan);
        let laid = &plan.components[index];
        let component = &self.components[index];
        let slots = &self.replicas[laid.first as usize..(laid.first + laid.slots) as usize];
        let mut values = [0.0; col::WIDTH];
        let (served, failed) = self.record.served[index];
        values[col::SERVED] = served as f64;
        values[col::FAILED] = failed as f64;
        for (n, replica) in slots.iter().enumerate() {
            values[col::QUEUE] += f64::from(replica.queue.len);
            values[col::BUSY] += f64::from(replica.busy);
            values[col::CPU] += replica.cpu_ns;
            values[col::RESTARTS] += f64::from(replica.restarts);
            let memory = self.memory_of(laid.first + n as u32) / component.memory_limit;
            if replica.life != crate::state::Life::Absent {
                values[col::MEMORY] = f64::max(values[col::MEMORY], memory);
                values[col::DISK] = f64::max(values[col::DISK], replica.disk / component.disk_size);
            }
        }
        values[col::READY] = component.ready.len() as f64;
        values[col::CORES] = self.cores(index) * component.ready.len() as f64;
        match &plan.topology.components[index].kind {
            Kind::Database(_) => {
                values[col::LOCK_WAITS] = f64::from(self.locks[component.part].waiting);
                values[col::LAG] = self.lag(index);
            }
            Kind::Cache(_) => {
                let cache = &self.caches[component.part];
                values[col::HITS] = cache.hits as f64;
                values[col::LOOKUPS] = cache.lookups as f64;
            }
            Kind::Broker(_) => {
                let broker = &self.brokers[component.part];
                values[col::BACKLOG] = broker.backlog() as f64;
                values[col::OLDEST] = broker.oldest().map_or(0.0, |at| crate::time::seconds(self.now - at));
            }
            Kind::Service | Kind::External(_) => {}
        }
        for edge in &laid.out {
            let edge = &self.edges[*edge as usize];
            values[col::POOL_WAITS] += f64::from(edge.pool_waits);
            values[col::RETRIES] += edge.retries as f64;
        }
        values[col::LENS] = if component.blind_until > self.now {
            0.0
        } else if component.false_reading.1 > self.now {
            component.false_reading.0
        } else {
            1.0
        };
        row.extend(values);
    }
}
