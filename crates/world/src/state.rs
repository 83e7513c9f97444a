//! What changes while a world runs, in flat arrays beside the plan: replicas, components, call edges,
//! pools, requests. Plain data; the rules that change it live in the files named after them.

use std::collections::VecDeque;

use crate::frame::{Line, NONE};
use crate::time::Nanos;
use crate::topology::{Breaker, Edge};

/// Life of a replica.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Life {
    /// Slot not in use.
    Absent,
    /// Wanted, and without a place to start in.
    Pending,
    Booting,
    Ready,
    /// Works on what it has and gets nothing new.
    Draining,
    /// Its zone is gone; nobody restarts it.
    Dead,
}

/// One replica.
#[derive(Clone, Debug)]
pub(crate) struct Replica {
    pub(crate) life: Life,
    /// Node it stands on [index]; meaningless where nodes are not modelled.
    pub(crate) node: u16,
    /// Its component; never changes.
    pub(crate) owner: u16,
    pub(crate) version: u16,
    /// Distinguishes its starts, so that an old boot event does not revive it.
    pub(crate) start: u32,
    /// Ready since [ns].
    pub(crate) since: Nanos,
    pub(crate) restarts: u32,
    pub(crate) reason: &'static str,
    /// Calls waiting for a worker.
    pub(crate) queue: Line,
    /// Workers busy [count].
    pub(crate) busy: u32,
    /// Calls using the processor [count].
    pub(crate) on_cpu: u32,
    /// Memory never given back [MB].
    pub(crate) leaked: f64,
    /// Disk in use [MB].
    pub(crate) disk: f64,
    /// Part of it that can be deleted [MB].
    pub(crate) garbage: f64,
    /// End of the current 100 ms CFS period [ns] and processor time used in it [ns].
    pub(crate) period_end: Nanos,
    pub(crate) period_used: f64,
    /// Processor time used since the world began [ns].
    pub(crate) cpu_ns: f64,
    /// Liveness probes failed in a row [count].
    pub(crate) probes_failed: u32,
    /// Deaths of its configuration in a row [count].
    pub(crate) crashes: u32,
    /// Writes not yet applied [count] (followers).
    pub(crate) behind: f64,
}

impl Replica {
    /// Calls being worked on or waiting [count].
    pub(crate) fn load(&self) -> u32 {
        self.busy + self.queue.len
    }
}

/// One component.
#[derive(Clone, Debug)]
pub(crate) struct Component {
    /// Replica slots that take calls.
    pub(crate) ready: Vec<u32>,
    /// Version that new replicas run, and the one before the last release.
    pub(crate) version: u16,
    pub(crate) previous: Option<u16>,
    /// Replicas wanted [count].
    pub(crate) wanted: u32,
    /// A call may meet a trouble of the component's own, which is looked up, until [ns].
    pub(crate) troubled_until: Nanos,
    /// Its replicas die of their configuration.
    pub(crate) deadly: Option<Deadly>,
    /// A replica [slot] of this start fails a share of its calls [0..1].
    pub(crate) bad_replica: Option<(u32, u32, f64)>,
    /// Replicas without their data [slots], and until when [ns].
    pub(crate) lost: Vec<(u32, Nanos)>,
    /// Share of its reads that are answered with data of long ago [0..1], and until when [ns].
    pub(crate) old_data: (f64, Nanos),
    /// Share of its calls that need a thread which it cannot have [0..1].
    pub(crate) without_threads: f64,
    /// Numbers left for new rows [count]; `u32::MAX` is no end.
    pub(crate) numbers: u32,
    /// Share of its calls that belong to the first shard [0..1], and until when [ns].
    pub(crate) hot: (f64, Nanos),
    /// Versions whose image is gone.
    pub(crate) withdrawn: Vec<u16>,
    /// Roll-out or rolling restart under way.
    pub(crate) rollout: Option<Rollout>,
    /// Work takes this times as long [factor], and until when; several may overlap.
    pub(crate) slow: Vec<(f64, Nanos)>,
    /// Product of `slow`, kept up to date.
    pub(crate) slowness: f64,
    /// Full stall until [ns].
    pub(crate) stalled_until: Nanos,
    /// Fails this share of its calls [0..1] until [ns].
    pub(crate) failing: (f64, Nanos),
    /// Allowed calls per second and until when (externals) [1/s].
    pub(crate) rate_limit: (f64, Nanos),
    /// Tokens of the rate limit [count] and when they were counted [ns].
    pub(crate) tokens: (f64, Nanos),
    pub(crate) cpu_limit: Option<f64>,
    pub(crate) memory_limit: f64,
    pub(crate) disk_size: f64,
    pub(crate) disk_growth: f64,
    pub(crate) certificate_expires: Nanos,
    /// The name has no address.
    pub(crate) name_broken: bool,
    /// Exporter silent until [ns].
    pub(crate) blind_until: Nanos,
    /// Exporter shows this times the true latency until [ns].
    pub(crate) false_reading: (f64, Nanos),
    /// Its exporter's configuration was put back by order: nothing makes it lie any more.
    pub(crate) exporter_put_back: bool,
    /// Primary's replica slot (databases); [`NONE`] while failing over.
    pub(crate) primary: u32,
    /// Index into the caches, locks or brokers; `usize::MAX` if it is none.
    pub(crate) part: usize,
    /// Writes since the last tick [count] (databases).
    pub(crate) writes: u32,
    /// Processor time of all replicas at the autoscaler's last look [ns].
    pub(crate) cpu_seen: f64,
}

/// When a configuration kills.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Deadly {
    /// As soon as a process has read it.
    AtStart,
    /// At a call to this endpoint.
    AtCall(u16),
}

/// Replicas still to be replaced, one batch at a time.
#[derive(Clone, Debug)]
pub(crate) struct Rollout {
    pub(crate) version: u16,
    pub(crate) waiting: VecDeque<u32>,
    /// Replicas being replaced now.
    pub(crate) current: Vec<u32>,
    pub(crate) reason: &'static str,
    /// Its change record.
    pub(crate) change: usize,
}

/// A call edge's settings and counters.
#[derive(Clone, Debug)]
pub(crate) struct EdgeState {
    pub(crate) policy: Edge,
    /// Settings before the last configuration push.
    pub(crate) before: Option<Edge>,
    /// Faults on the link: added latency [ns], loss [0..1], until [ns].
    pub(crate) link: (Nanos, f64, Nanos),
    /// Calls sent over it until the last tick [count].
    pub(crate) sent_before: u64,
    /// Calls over it may meet with something: see the next three.
    pub(crate) odd: bool,
    /// Nothing listens for its calls.
    pub(crate) nowhere: bool,
    /// The network drops its calls.
    pub(crate) denied: bool,
    /// Its credentials were renewed then [ns], and whether new replicas get the old ones.
    pub(crate) rotated: Option<(Nanos, bool)>,
    /// Retries that the budget still allows [count].
    pub(crate) budget: f64,
    pub(crate) breaker: BreakerState,
    /// When callers last got an address for the name, and until when they remember it [ns].
    pub(crate) name_until: Nanos,
    /// Until then they remember that it has none [ns].
    pub(crate) no_name_until: Nanos,
    /// Waiting for a connection, all callers [count].
    pub(crate) pool_waits: u32,
    pub(crate) sent: u64,
    pub(crate) failed: u64,
    pub(crate) timeouts: u64,
    pub(crate) retries: u64,
    /// Answered or given up [count], and how long their callers waited in all [ns].
    pub(crate) heard: u64,
    pub(crate) waited: Nanos,
}

/// A circuit breaker's memory.
#[derive(Clone, Debug, Default)]
pub(crate) struct BreakerState {
    /// Open until [ns]; 0 when closed.
    pub(crate) open_until: Nanos,
    /// One call is on trial.
    pub(crate) trial: bool,
    window: Nanos,
    calls: u32,
    failures: u32,
}

impl BreakerState {
    /// May a call go through now? After its time open it lets one through.
    pub(crate) fn allows(&mut self, now: Nanos) -> bool {
        if self.open_until == 0 {
            return true;
        }
        if now < self.open_until || self.trial {
            return false;
        }
        self.trial = true;
        true
    }

    /// Counts an answer, and opens or closes.
    pub(crate) fn heard(&mut self, rule: &Breaker, now: Nanos, failed: bool) {
        if self.trial {
            self.trial = false;
            self.open_until = if failed { now + rule.open_for } else { 0 };
            (self.calls, self.failures) = (0, 0);
            return;
        }
        if now > self.window {
            self.window = now + 10 * crate::time::SECOND;
            (self.calls, self.failures) = (0, 0);
        }
        self.calls += 1;
        self.failures += u32::from(failed);
        let judged = self.calls >= rule.min_calls.max(1);
        if self.open_until == 0 && judged && f64::from(self.failures) >= rule.open_at * f64::from(self.calls)
        {
            self.open_until = now + rule.open_for;
        }
    }

    /// A call was given up unheard; if it was the one on trial, the next may try.
    pub(crate) fn forget_trial(&mut self) {
        self.trial = false;
    }

    /// Its state in a word.
    pub(crate) fn name(&self, now: Nanos) -> &'static str {
        match self.open_until {
            0 => "closed",
            until if now < until => "open",
            _ => "half-open",
        }
    }
}

/// Connections of one caller replica over one edge.
#[derive(Clone, Debug, Default)]
pub(crate) struct Pool {
    pub(crate) in_use: u32,
    pub(crate) waiting: Line,
}

/// A user's request.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Root {
    /// Request number, from 1.
    pub(crate) number: u64,
    pub(crate) user: u64,
    pub(crate) cohort: u64,
    pub(crate) started: Nanos,
    /// First frame of its trace, and the last.
    pub(crate) first: u32,
    pub(crate) last: u32,
    pub(crate) journey: u16,
    pub(crate) traffic: u16,
}

/// A group of users.
#[derive(Clone, Debug)]
pub(crate) struct TrafficState {
    /// Requests that came so far [count].
    pub(crate) arrivals: u64,
    /// Multipliers of the rate and until when.
    pub(crate) surges: Vec<(f64, Nanos)>,
    /// Rate now [1/s], refreshed every second.
    pub(crate) rate: f64,
    /// An abusive client: its requests are not users'.
    pub(crate) client: Option<String>,
    pub(crate) blocked: bool,
    /// No more arrivals after this [ns].
    pub(crate) until: Nanos,
    /// Always this journey (an abusive client).
    pub(crate) only: Option<u16>,
    /// Of each user: the replica that holds the session ([`NONE`] while there is none), and when it goes on [ns].
    /// Empty where there are no sessions.
    pub(crate) sessions: Vec<(u32, Nanos)>,
}

/// The row locks of one database.
#[derive(Clone, Debug, Default)]
pub(crate) struct Locks {
    /// Holder of each row: a frame, [`NONE`], or [`TRANSACTION`].
    pub(crate) rows: Vec<(u32, Line)>,
    /// Long transactions open now.
    pub(crate) transactions: Vec<Transaction>,
    /// Waiting for a lock [count].
    pub(crate) waiting: u32,
}

/// A row held by a long transaction.
pub(crate) const TRANSACTION: u32 = NONE - 1;

/// A long transaction.
#[derive(Clone, Debug)]
pub(crate) struct Transaction {
    pub(crate) id: u32,
    pub(crate) since: Nanos,
    pub(crate) rows: u32,
}
