//! The world and its clock: makes the state from a plan, and takes events from the queue one by one.
//! Knows which file handles which event, and no rule of its own.

use std::sync::Arc;

use crate::brokers::BrokerState;
use crate::caches::CacheState;
use crate::fault::Fault;
use crate::flaw::Flaw;
use crate::frame::{Frames, Line, NONE};
use crate::monitor::Record;
use crate::plan::{Plan, compile};
use crate::queue::{Event, Queue};
use crate::rng::{child, mix};
use crate::state::{BreakerState, Component, EdgeState, Life, Locks, Pool, Replica, Root, TrafficState};
use crate::time::{NEVER, Nanos, SECOND};
use crate::timeouts::Timeouts;
use crate::topology::{Kind, Topology};

/// Between scrapes of the monitoring [ns].
pub(crate) const SCRAPE: Nanos = 10 * SECOND;

/// Kinds of events.
pub(crate) mod kind {
    pub(crate) const ARRIVE: u8 = 0;
    pub(crate) const THINK: u8 = 1;
    pub(crate) const DELIVER: u8 = 2;
    pub(crate) const STEP: u8 = 3;
    pub(crate) const REPLY: u8 = 4;
    pub(crate) const TIMEOUT: u8 = 5;
    pub(crate) const RETRY: u8 = 6;
    pub(crate) const TICK: u8 = 7;
    pub(crate) const SCRAPE: u8 = 8;
    pub(crate) const BOOTED: u8 = 9;
    pub(crate) const DRAINED: u8 = 10;
    pub(crate) const PROBE: u8 = 11;
    pub(crate) const AUTOSCALE: u8 = 12;
    pub(crate) const FAULT: u8 = 13;
    pub(crate) const JOB: u8 = 14;
    pub(crate) const ORDER_DONE: u8 = 15;
    pub(crate) const MESSAGE: u8 = 16;
    pub(crate) const TRANSACTION_ENDS: u8 = 17;
    pub(crate) const ZONE_BACK: u8 = 18;
    pub(crate) const ROLLOUT: u8 = 19;
    pub(crate) const RELOAD: u8 = 20;
    pub(crate) const GREET: u8 = 21;
}

/// A running system: its services, its users, its monitoring. Cheap to clone; a clone given the same
/// orders lives the same life.
#[derive(Clone, Debug)]
pub struct World {
    pub(crate) plan: Arc<Plan>,
    pub(crate) seed: u64,
    pub(crate) now: Nanos,
    pub(crate) events: u64,
    pub(crate) queue: Queue,
    pub(crate) frames: Frames,
    pub(crate) roots: Vec<Root>,
    pub(crate) free_roots: Vec<u32>,
    pub(crate) requests: u64,
    pub(crate) messages: u64,
    pub(crate) replicas: Vec<Replica>,
    pub(crate) components: Vec<Component>,
    pub(crate) edges: Vec<EdgeState>,
    /// Callers' timers, of each edge.
    pub(crate) timeouts: Vec<Timeouts>,
    pub(crate) pools: Vec<Pool>,
    pub(crate) traffic: Vec<TrafficState>,
    pub(crate) flags: Vec<(f64, Option<Nanos>)>,
    pub(crate) jobs: Vec<JobState>,
    pub(crate) caches: Vec<CacheState>,
    pub(crate) brokers: Vec<BrokerState>,
    pub(crate) locks: Vec<Locks>,
    /// Plan change: work of each endpoint takes this times as long [factor].
    pub(crate) plans: Vec<f64>,
    /// Work on each node takes this times as long [factor] until then [ns].
    pub(crate) nodes: Vec<(f64, Nanos)>,
    /// The component that the platform runs as [index]; the platform always answers if there is none.
    pub(crate) platform: Option<usize>,
    /// Most replicas that may run [count].
    pub(crate) quota: Option<u32>,
    /// Nodes that are gone [indices].
    pub(crate) lost_nodes: Vec<u16>,
    /// Replicas that wait for a place [slots]; some may have stopped waiting.
    pub(crate) pending: Vec<u32>,
    /// Share of users' requests turned away at the door [0..1].
    pub(crate) shed: f64,
    /// Orders given, by number.
    pub(crate) orders: Vec<crate::orders::OrderState>,
    pub(crate) faults: Vec<Fault>,
    pub(crate) transactions: u32,
    /// End of the time in which all was well [ns].
    pub(crate) normal_until: Nanos,
    pub(crate) record: Record,
}

/// A cron job.
#[derive(Clone, Debug)]
pub(crate) struct JobState {
    pub(crate) paused: bool,
    pub(crate) last: Option<Nanos>,
}

impl World {
    /// Makes a world at time 0. The same topology and seed make the same world.
    ///
    /// # Errors
    /// Every flaw of the topology.
    pub fn new(topology: &Topology, seed: u64) -> Result<World, Vec<Flaw>> {
        let plan = Arc::new(compile(topology)?);
        let mut world = World {
            seed: mix(seed ^ 0x0068_696B_6573_6869),
            now: 0,
            events: 0,
            queue: Queue::new(),
            frames: Frames::default(),
            roots: Vec::new(),
            free_roots: Vec::new(),
            requests: 0,
            messages: 0,
            replicas: Vec::new(),
            components: Vec::new(),
            edges: Vec::new(),
            timeouts: vec![Timeouts::default(); plan.edges.len()],
            pools: vec![Pool::default(); plan.pools as usize],
            traffic: Vec::new(),
            flags: plan.topology.flags.iter().map(|f| (f.share, None)).collect(),
            jobs: vec![JobState { paused: false, last: None }; plan.topology.jobs.len()],
            caches: Vec::new(),
            brokers: Vec::new(),
            locks: Vec::new(),
            plans: vec![1.0; plan.endpoints.len()],
            nodes: vec![(1.0, 0); plan.topology.nodes.len()],
            platform: plan.topology.platform.as_ref().and_then(|p| plan.component(p)).map(usize::from),
            quota: plan.topology.quota,
            lost_nodes: Vec::new(),
            pending: Vec::new(),
            shed: 0.0,
            orders: Vec::new(),
            faults: Vec::new(),
            transactions: 0,
            normal_until: NEVER,
            record: Record::new(&plan),
            plan,
        };
        world.build_components();
        world.place_replicas();
        world.build_edges();
        world.start_clockwork();
        Ok(world)
    }

    fn build_components(&mut self) {
        let plan = Arc::clone(&self.plan);
        for (index, (component, laid)) in plan.topology.components.iter().zip(&plan.components).enumerate() {
            let part = match &component.kind {
                Kind::Cache(cache) => {
                    let mut state = CacheState::new(cache);
                    state.settle(child(self.seed, 31 + index as u64), cache.ttl);
                    self.caches.push(state);
                    self.caches.len() - 1
                }
                Kind::Broker(broker) => {
                    self.brokers.push(BrokerState::new(index as u16, broker));
                    self.brokers.len() - 1
                }
                Kind::Database(_) => {
                    self.locks.push(Locks::default());
                    self.locks.len() - 1
                }
                Kind::Service | Kind::External(_) => usize::MAX,
            };
            let rate_limit = match &component.kind {
                Kind::External(external) => external.rate_limit,
                _ => f64::INFINITY,
            };
            self.components.push(Component {
                ready: (laid.first..laid.first + component.replicas).collect(),
                version: 0,
                previous: None,
                wanted: component.replicas,
                troubled_until: 0,
                deadly: None,
                bad_replica: None,
                lost: Vec::new(),
                old_data: (0.0, 0),
                without_threads: 0.0,
                numbers: component.numbers,
                hot: (0.0, 0),
                withdrawn: Vec::new(),
                rollout: None,
                slow: Vec::new(),
                slowness: 1.0,
                stalled_until: 0,
                failing: (0.0, 0),
                rate_limit: (rate_limit, NEVER),
                tokens: (rate_limit, 0),
                cpu_limit: component.cpu_limit,
                memory_limit: component.memory.as_ref().map_or(f64::INFINITY, |m| m.limit),
                disk_size: component.disk.as_ref().map_or(f64::INFINITY, |d| d.size),
                disk_growth: component.disk.as_ref().map_or(0.0, |d| d.growth),
                certificate_expires: component.certificate_expires,
                name_broken: false,
                blind_until: 0,
                false_reading: (1.0, 0),
                exporter_put_back: false,
                primary: laid.first,
                part,
                writes: 0,
                cpu_seen: 0.0,
            });
            for slot in 0..laid.slots {
                let life = if slot < component.replicas { Life::Ready } else { Life::Absent };
                self.replicas.push(new_replica(
                    index as u16,
                    life,
                    component.disk.as_ref().map_or(0.0, |d| d.used),
                ));
            }
        }
    }

    fn build_edges(&mut self) {
        for index in 0..self.plan.edges.len() {
            self.edges.push(EdgeState {
                policy: self.plan.topology.edges[index].clone(),
                before: None,
                link: (0, 0.0, 0),
                sent_before: 0,
                odd: false,
                nowhere: false,
                denied: false,
                rotated: None,
                budget: 10.0,
                breaker: BreakerState::default(),
                name_until: 0,
                no_name_until: 0,
                pool_waits: 0,
                sent: 0,
                failed: 0,
                timeouts: 0,
                retries: 0,
                heard: 0,
                waited: 0,
            });
        }
    }

    fn start_clockwork(&mut self) {
        self.queue.push(SECOND, kind::TICK, 0, 0);
        self.queue.push(SCRAPE, kind::SCRAPE, 0, 0);
        let plan = Arc::clone(&self.plan);
        for (index, component) in plan.topology.components.iter().enumerate() {
            if let Some(probe) = &component.probe {
                self.queue.push(probe.every.max(SECOND), kind::PROBE, index as u32, 0);
            }
            if let Some(autoscale) = &component.autoscale {
                self.queue.push(autoscale.every.max(SECOND), kind::AUTOSCALE, index as u32, 0);
            }
        }
        for (index, job) in plan.topology.jobs.iter().enumerate() {
            self.queue.push(job.first, kind::JOB, index as u32, 0);
        }
        self.start_traffic();
    }

    /// Simulated time [ns].
    pub fn now(&self) -> Nanos {
        self.now
    }

    /// Events handled since the beginning [count]. What comes for a call whose record is gone does not count, nor does
    /// a caller's timer that is no longer wanted. A call's record is kept until nobody needs it: its caller, its callee,
    /// or the trace of its request, which is open until the user has an answer. So a step or a reply that comes after
    /// its call has ended counts while the request is open, and changes nothing.
    pub fn events(&self) -> u64 {
        self.events
    }

    /// Users' requests since the beginning [count].
    pub fn requests(&self) -> u64 {
        self.requests
    }

    /// What the system is made of, as it was at the beginning.
    pub fn topology(&self) -> &Topology {
        &self.plan.topology
    }

    /// Says that all was well until now: readings before this moment are "normal".
    pub fn mark_normal(&mut self) {
        self.normal_until = self.now;
    }

    /// What users lost since the beginning [requests by value]: failed ones, and half of the slow ones.
    /// Exact to this moment, where [`Probe::Impact`](crate::probe::Probe::Impact) is to the last scrape.
    pub fn cost(&self) -> f64 {
        self.record.journeys.iter().map(|journey| journey.cost).sum()
    }

    /// Gives the world other luck from now on: who comes, when, and how long everything takes. What is
    /// under way keeps the luck that it began with. Two worlds with the same past and the same new luck
    /// share all of it that their orders let them.
    pub fn change_luck(&mut self, luck: u64) {
        self.seed = child(self.seed, luck);
    }

    /// Lives on until `until` [ns]; what happens at that very moment happens in the next step.
    pub fn advance(&mut self, until: Nanos) {
        while let Some(event) = self.queue.pop_before(until) {
            self.now = event.time;
            self.handle(event);
        }
        self.now = self.now.max(until);
    }

    /// Lives through the next event before `until` [ns] and stops there; false, and it is `until`, if there is none.
    /// Between two steps nothing changes, so that what is summed up from step to step is exact.
    pub fn step(&mut self, until: Nanos) -> bool {
        let Some(event) = self.queue.pop_before(until) else {
            self.now = self.now.max(until);
            return false;
        };
        self.now = event.time;
        self.handle(event);
        true
    }

    #[inline(always)]
    fn handle(&mut self, event: Event) {
        let Event { a, b, .. } = event;
        match event.kind() {
            kind::DELIVER | kind::STEP | kind::REPLY | kind::RETRY => {
                if !self.frames.live(a, b) {
                    return;
                }
                match event.kind() {
                    kind::DELIVER => self.deliver(a),
                    kind::STEP => self.step_done(a),
                    kind::REPLY => self.reply(a),
                    _ => self.retry(a),
                }
                self.events += 1;
            }
            kind::TIMEOUT => self.look_at_timeouts(a, event.order()),
            other => {
                self.events += 1;
                self.handle_rare(other, a, b);
            }
        }
    }

    fn handle_rare(&mut self, what: u8, a: u32, b: u32) {
        match what {
            kind::ARRIVE => self.arrive(a),
            kind::THINK => self.think_over(a, b),
            kind::TICK => self.tick(),
            kind::SCRAPE => self.scrape(),
            kind::BOOTED => self.booted(a, b),
            kind::DRAINED => self.drained(a, b),
            kind::PROBE => self.probe_liveness(a as usize),
            kind::AUTOSCALE => self.autoscale(a as usize),
            kind::FAULT => self.fault_happens(a as usize),
            kind::JOB => self.job_runs(a as usize),
            kind::ORDER_DONE => self.order_done(a as usize),
            kind::MESSAGE => self.deliver_again(a as usize, b),
            kind::TRANSACTION_ENDS => self.end_transaction(a as usize, b),
            kind::ZONE_BACK => self.zone_back(a),
            kind::GREET => self.greet(a, b),
            kind::RELOAD => self.reload(a, b),
            kind::ROLLOUT => self.rollout_next(a as usize),
            _ => unreachable!("every kind is listed"),
        }
    }

    #[inline]
    pub(crate) fn after(&mut self, wait: Nanos, what: u8, a: u32, b: u32) {
        self.queue.push(self.now + wait, what, a, b);
    }

    /// Schedules an event of a frame.
    #[inline]
    pub(crate) fn frame_after(&mut self, wait: Nanos, what: u8, frame: u32) {
        let generation = self.frames[frame].generation;
        self.queue.push(self.now + wait, what, frame, generation);
    }

    /// Heap bytes held, about [B]: what a clone has to copy.
    pub fn bytes(&self) -> usize {
        self.queue.bytes()
            + self.frames.bytes()
            + self.timeouts.iter().map(Timeouts::bytes).sum::<usize>()
            + self.record.bytes()
            + self.roots.capacity() * size_of::<Root>()
            + self.caches.iter().map(CacheState::bytes).sum::<usize>()
    }
}

fn new_replica(owner: u16, life: Life, disk: f64) -> Replica {
    Replica {
        life,
        node: 0,
        owner,
        version: 0,
        start: 0,
        since: 0,
        restarts: 0,
        reason: "",
        queue: Line::default(),
        busy: 0,
        on_cpu: 0,
        leaked: 0.0,
        disk,
        garbage: 0.0,
        period_end: 0,
        period_used: 0.0,
        cpu_ns: 0.0,
        probes_failed: 0,
        crashes: 0,
        behind: 0.0,
    }
}

/// The place that a frame has when it has none.
pub(crate) const NOBODY: u32 = NONE;
