//! Metrics from scraped rows: rates from counters, percentiles from histograms, gauges as they were.

use crate::engine::{SCRAPE, World};
use crate::histogram::{BUCKETS, quantile_ms};
use crate::monitor::{EDGE_WIDTH, ENDPOINT_WIDTH, JOURNEY_WIDTH, column};
use crate::signal::{Metric, Series};
use crate::time::{NEVER, Nanos, seconds};
use crate::topology::Kind;

/// Intervals that a "now" reading looks back over [count]: one minute.
const NOW: usize = 6;

/// What a metric is about.
#[derive(Clone, Copy, Debug)]
pub(super) enum Subject {
    Component(usize),
    Journey(usize),
}

impl World {
    pub(super) fn subject(&self, name: &str) -> Option<Subject> {
        if let Some(component) = self.plan.component(name) {
            return Some(Subject::Component(component as usize));
        }
        self.plan.journey(name).map(|j| Subject::Journey(j as usize))
    }

    /// A metric over the last minute.
    pub(crate) fn reading(&self, name: &str, metric: Metric) -> Option<f64> {
        let subject = self.subject(name)?;
        let end = self.record.scrapes;
        self.value(subject, metric, end.saturating_sub(NOW), end)
    }

    /// Does this metric mean anything for this subject?
    pub(super) fn applies(&self, subject: Subject, metric: Metric) -> bool {
        use Metric as M;
        let Subject::Component(index) = subject else {
            return matches!(
                metric,
                M::Rate | M::ErrorShare | M::P50 | M::P95 | M::P99 | M::Goodput | M::SlowShare
            );
        };
        let spec = &self.plan.topology.components[index];
        let external = matches!(spec.kind, Kind::External(_));
        match metric {
            M::Rate | M::ErrorShare | M::P50 | M::P95 | M::P99 => true,
            M::Goodput | M::SlowShare => false,
            M::Queue | M::Busy | M::Cpu | M::Ready | M::Restarts => !external,
            M::Memory => spec.memory.is_some(),
            M::Disk => spec.disk.is_some(),
            M::Connections | M::LockWaits => matches!(spec.kind, Kind::Database(_)),
            M::Lag => matches!(spec.kind, Kind::Database(_)) && spec.replicas > 1,
            M::HitShare => matches!(spec.kind, Kind::Cache(_)),
            M::Backlog | M::OldestMessage => matches!(spec.kind, Kind::Broker(_)),
            M::RoundTrip => self.plan.edges.iter().any(|edge| edge.to as usize == index),
            M::PoolWaits | M::Retries => !self.plan.components[index].out.is_empty(),
        }
    }

    /// A metric over the intervals `from..to` (scrape numbers); `None` if monitoring saw nothing.
    pub(super) fn value(&self, subject: Subject, metric: Metric, from: usize, to: usize) -> Option<f64> {
        let to = to.min(self.record.scrapes);
        if to == 0 || from >= to || !self.applies(subject, metric) {
            return None;
        }
        match subject {
            Subject::Component(index) => self.component_value(index, metric, from, to),
            Subject::Journey(index) => self.journey_value(index, metric, from, to),
        }
    }

    fn component_value(&self, index: usize, metric: Metric, from: usize, to: usize) -> Option<f64> {
        use Metric as M;
        use column as col;
        let cell = |scrape: usize, c: usize| self.cell(scrape, index * col::WIDTH + c);
        if metric == M::RoundTrip {
            return self.round_trip(index, from, to); // told by its callers, whatever its own exporter says
        }
        let lens = cell(to, col::LENS);
        if lens == 0.0 {
            return None; // the exporter did not answer
        }
        let delta = |c: usize| cell(to, c) - cell(from, c);
        let span = (to - from) as f64 * seconds(SCRAPE);
        let mean = |c: usize| (from + 1..=to).map(|s| cell(s, c)).sum::<f64>() / (to - from) as f64;
        Some(match metric {
            M::Rate => delta(col::SERVED) / span,
            M::ErrorShare => share(delta(col::FAILED), delta(col::SERVED))?,
            M::P50 | M::P95 | M::P99 => self.quantile(index, metric, from, to)? * lens,
            M::Queue => mean(col::QUEUE),
            M::Busy => mean(col::BUSY),
            M::Cpu => {
                let cores = mean(col::CORES);
                if cores <= 0.0 {
                    return None;
                }
                (delta(col::CPU) / (span * 1e9 * cores) * 100.0).min(100.0)
            }
            M::Memory => cell(to, col::MEMORY) * 100.0,
            M::Ready => cell(to, col::READY),
            M::Restarts => cell(to, col::RESTARTS),
            M::Disk => cell(to, col::DISK) * 100.0,
            M::Connections => mean(col::BUSY) + mean(col::QUEUE),
            M::LockWaits => mean(col::LOCK_WAITS),
            M::Lag => cell(to, col::LAG),
            M::HitShare => share(delta(col::HITS), delta(col::LOOKUPS))?,
            M::Backlog => cell(to, col::BACKLOG),
            M::OldestMessage => cell(to, col::OLDEST),
            M::PoolWaits => mean(col::POOL_WAITS),
            M::Retries => delta(col::RETRIES) / span,
            M::Goodput | M::SlowShare | M::RoundTrip => return None,
        })
    }

    fn round_trip(&self, component: usize, from: usize, to: usize) -> Option<f64> {
        let edges = self.plan.edges.iter().enumerate().filter(|(_, edge)| edge.to as usize == component);
        let (heard, waited) = edges.fold((0.0, 0.0), |(heard, waited), (edge, _)| {
            let delta = |c: usize| self.edge_cell(to, edge, c) - self.edge_cell(from, edge, c);
            (heard + delta(4), waited + delta(5))
        });
        (heard > 0.0).then(|| waited / heard / 1e6)
    }

    fn journey_value(&self, index: usize, metric: Metric, from: usize, to: usize) -> Option<f64> {
        use Metric as M;
        let delta = |c: usize| self.journey_cell(to, index, c) - self.journey_cell(from, index, c);
        let span = (to - from) as f64 * seconds(SCRAPE);
        let (requests, failed, slow) = (delta(0), delta(1), delta(2));
        Some(match metric {
            M::Rate => requests / span,
            M::ErrorShare => share(failed, requests)?,
            // Messages of an earlier time may be counted as late in a time of few requests.
            M::SlowShare => share(slow, requests)?.min(100.0),
            M::Goodput => (requests - failed - slow).max(0.0) / span,
            _ => self.quantile(self.components.len() + index, metric, from, to)?,
        })
    }

    fn quantile(&self, subject: usize, metric: Metric, from: usize, to: usize) -> Option<f64> {
        let subjects = self.components.len() + self.plan.journeys.len();
        let mut counts = vec![0u64; BUCKETS];
        for scrape in from..to {
            let start = (scrape * subjects + subject) * BUCKETS;
            for (sum, count) in counts.iter_mut().zip(&self.record.histograms[start..start + BUCKETS]) {
                *sum += u64::from(*count);
            }
        }
        let quantile = match metric {
            Metric::P50 => 0.5,
            Metric::P95 => 0.95,
            _ => 0.99,
        };
        quantile_ms(&counts, quantile)
    }

    /// A cell of the row at the end of scrape number `scrape`; before the first all is zero.
    pub(super) fn cell(&self, scrape: usize, column: usize) -> f64 {
        if scrape == 0 { 0.0 } else { self.record.rows[(scrape - 1) * self.record.width + column] }
    }

    pub(super) fn edge_cell(&self, scrape: usize, edge: usize, column: usize) -> f64 {
        self.cell(scrape, self.components.len() * column::WIDTH + edge * EDGE_WIDTH + column)
    }

    pub(super) fn journey_cell(&self, scrape: usize, journey: usize, column: usize) -> f64 {
        let base = self.components.len() * column::WIDTH + self.edges.len() * EDGE_WIDTH;
        self.cell(scrape, base + journey * JOURNEY_WIDTH + column)
    }

    pub(super) fn endpoint_cell(&self, scrape: usize, endpoint: usize, column: usize) -> f64 {
        let base = self.components.len() * column::WIDTH
            + self.edges.len() * EDGE_WIDTH
            + self.plan.journeys.len() * JOURNEY_WIDTH;
        self.cell(scrape, base + endpoint * ENDPOINT_WIDTH + column)
    }

    /// Scrapes finished while all was well [count].
    pub(super) fn normal_scrapes(&self) -> usize {
        if self.normal_until == NEVER {
            0
        } else {
            ((self.normal_until / SCRAPE) as usize).min(self.record.scrapes)
        }
    }

    /// Median over one-minute windows of the time in which all was well, its first minute left out.
    pub(super) fn normal(&self, subject: Subject, metric: Metric) -> Option<f64> {
        let end = self.normal_scrapes();
        let mut values: Vec<f64> = (NOW..end)
            .step_by(NOW)
            .filter_map(|s| self.value(subject, metric, s, (s + NOW).min(end)))
            .collect();
        if values.is_empty() {
            return None;
        }
        values.sort_unstable_by(f64::total_cmp);
        Some(values[values.len() / 2])
    }

    pub(super) fn series(&self, name: &str, metric: Metric, since: Nanos, until: Nanos) -> Option<Series> {
        let subject = self.subject(name)?;
        if !self.applies(subject, metric) {
            return None;
        }
        let from = (since / SCRAPE) as usize;
        let to = ((until / SCRAPE) as usize).min(self.record.scrapes);
        let points = (from..to.max(from)).map(|s| self.value(subject, metric, s, s + 1)).collect();
        Some(Series {
            subject: name.into(),
            metric,
            first: (from as Nanos + 1) * SCRAPE,
            step: SCRAPE,
            points,
            normal: self.normal(subject, metric),
        })
    }
}

/// A share in percent; `None` of nothing.
pub(super) fn share(part: f64, whole: f64) -> Option<f64> {
    (whole > 0.0).then(|| part / whole * 100.0)
}
