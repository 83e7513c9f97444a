//! Distributed traces: a sample of the good ones, and the slow and the failed first of all. A trace is
//! copied from its frames when its request closes.

use crate::engine::World;
use crate::frame::{NONE, Outcome};
use crate::rng::{For, chance};
use crate::state::Root;
use crate::time::Nanos;

/// Share of good requests that are sampled [0..1].
const SAMPLED: f64 = 1.0 / 500.0;
/// Kept in one interval of ten seconds [count]: good, slow, failed.
const KEPT: [u32; 3] = [2, 3, 4];
/// Spans kept of one trace [count]: a retried call tree can be large.
const MOST_SPANS: usize = 64;

/// A span as kept.
#[derive(Clone, Copy, Debug)]
pub(crate) struct SpanRecord {
    pub(crate) endpoint: u16,
    pub(crate) replica: u32,
    pub(crate) sent: Nanos,
    pub(crate) ended: Nanos,
    pub(crate) attempt: u8,
    pub(crate) depth: u8,
    pub(crate) outcome: Outcome,
}

/// A trace as kept.
#[derive(Clone, Copy, Debug)]
pub(crate) struct TraceRecord {
    pub(crate) request: u64,
    pub(crate) journey: u16,
    pub(crate) at: Nanos,
    pub(crate) took: Nanos,
    pub(crate) outcome: Outcome,
    pub(crate) slow: bool,
    /// First of its spans, and how many.
    pub(crate) first: usize,
    pub(crate) spans: usize,
}

/// All traces.
#[derive(Clone, Debug, Default)]
pub(crate) struct Traces {
    pub(crate) traces: Vec<TraceRecord>,
    pub(crate) spans: Vec<SpanRecord>,
    kept: [u32; 3],
}

impl Traces {
    pub(crate) fn close_interval(&mut self) {
        self.kept = [0; 3];
    }

    pub(crate) fn bytes(&self) -> usize {
        self.traces.capacity() * size_of::<TraceRecord>() + self.spans.capacity() * size_of::<SpanRecord>()
    }
}

impl World {
    /// A request closed: keep its trace if it is worth it.
    #[inline]
    pub(crate) fn keep_trace(
        &mut self,
        root: &Root,
        key: u64,
        took: Nanos,
        outcome: Outcome,
        failed: bool,
        slow: bool,
    ) {
        let class = if failed { 2 } else { usize::from(slow) };
        if self.record.traces.kept[class] >= KEPT[class] || (class == 0 && !chance(key, For::Keep, SAMPLED)) {
            return;
        }
        self.record.traces.kept[class] += 1;
        let first = self.record.traces.spans.len();
        let mut frame = root.first;
        while frame != NONE && self.record.traces.spans.len() - first < MOST_SPANS {
            let f = &self.frames[frame];
            self.record.traces.spans.push(SpanRecord {
                endpoint: f.endpoint,
                replica: f.replica,
                sent: f.sent,
                ended: if f.ended == 0 { self.now } else { f.ended },
                attempt: f.attempt,
                depth: f.depth.saturating_sub(1),
                outcome: if f.ended == 0 { Outcome::Timeout } else { f.outcome },
            });
            frame = f.next_span;
        }
        let spans = self.record.traces.spans.len() - first;
        self.record.traces.traces.push(TraceRecord {
            request: root.number,
            journey: root.journey,
            at: root.started,
            took,
            outcome,
            slow,
            first,
            spans,
        });
    }
}
