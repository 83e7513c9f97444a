//! The callee's side of a call: replicas with workers, a bounded queue, a processor that is shared and
//! throttled, memory that fills. Knows nothing of who called or why.

use crate::dist::nanos;
use crate::engine::{World, kind};
use crate::frame::{
    AT_CALLEE, DEGRADED, DOOMED, Frame, IN_QUEUE, MESSAGE, NONE, ON_CPU, Outcome, WAITED_FOR, WORKING,
};
use crate::monitor::LogKind;
use crate::plan::{Host, OUTSIDE, Plan, Role};
use crate::rng::{For, chance, draw};
use crate::state::{Component, Life, Replica};
use crate::time::{MILLI, NEVER, Nanos, SECOND};
use crate::topology::{Kind, Memory};

/// Period of the processor limit (CFS) [ns].
const PERIOD: Nanos = 100 * MILLI;
/// Slowest that memory pressure makes work [factor].
const WORST_PRESSURE: f64 = 10.0;
/// A follower further behind than this answers with old data [s].
const STALE_AFTER: f64 = 5.0;

impl World {
    /// The replica that a call goes to: a database's primary for writes, else the less loaded of two
    /// ready ones, drawn by the call's own key.
    pub(crate) fn choose_replica(&self, endpoint: u16, key: u64, parent: u32) -> Option<u32> {
        let target = &self.plan.endpoints[endpoint as usize];
        let component = &self.components[target.component as usize];
        let ready = component.ready.as_slice();
        let role = self.plan.host(target.component).role;
        if role == Role::Choosy && self.plan.topology.components[target.component as usize].sharded {
            return self.shard_of(target.component as usize, parent);
        }
        if role == Role::Database {
            let primary = component.primary;
            if target.write {
                return ready.contains(&primary).then_some(primary);
            }
            let followers = ready.iter().filter(|r| **r != primary).count() as u64;
            if followers > 0 {
                let pick = (draw(key, For::Pick) % followers) as usize;
                return ready.iter().filter(|r| **r != primary).nth(pick).copied();
            }
        }
        match ready {
            [] => None,
            [one] => Some(*one),
            many => {
                let bits = draw(key, For::Pick);
                let n = many.len() as u64;
                let first = many[(((bits as u32 as u64) * n) >> 32) as usize];
                let second = many[(((bits >> 32) * n) >> 32) as usize];
                Some(if self.load(second) < self.load(first) { second } else { first })
            }
        }
    }

    fn load(&self, replica: u32) -> u32 {
        self.replicas[replica as usize].load()
    }

    /// A call arrives at its replica.
    pub(crate) fn deliver(&mut self, frame: u32) {
        let f = &mut self.frames[frame];
        f.came = self.now;
        let index = f.replica;
        let Replica { life, owner, .. } = self.replicas[index as usize];
        if !matches!(life, Life::Ready | Life::Draining) {
            self.turn_away(frame, Outcome::Refused);
            return;
        }
        let Host { workers, queue, role, .. } = *self.plan.host(owner);
        if role != Role::Plain
            && let Some(outcome) = self.refuses(owner as usize, index)
        {
            self.turn_away(frame, outcome);
            return;
        }
        let replica = &mut self.replicas[index as usize];
        if replica.busy < workers {
            self.begin(frame);
        } else if replica.queue.len < queue {
            self.frames[frame].bits |= IN_QUEUE;
            replica.queue.push(&mut self.frames, frame);
            self.check_memory(index);
        } else {
            self.turn_away(frame, Outcome::Rejected);
        }
    }

    /// What a third party or a database says to one call too many.
    #[inline(never)]
    fn refuses(&mut self, component: usize, replica: u32) -> Option<Outcome> {
        match &self.plan.topology.components[component].kind {
            Kind::Database(database) => {
                (self.load(replica) >= database.max_connections).then_some(Outcome::TooManyConnections)
            }
            Kind::External(_) => (!self.take_token(component)).then_some(Outcome::RateLimited),
            Kind::Service | Kind::Cache(_) | Kind::Broker(_) => {
                let most = self.plan.topology.components[component].max_connections;
                (self.load(replica) >= most).then_some(Outcome::TooManyConnections)
            }
        }
    }

    /// Rate limit of a third party: a bucket that holds one second's worth.
    fn take_token(&mut self, component: usize) -> bool {
        let now = self.now;
        let c = &mut self.components[component];
        if c.rate_limit.1 <= now {
            let Kind::External(external) = &self.plan.topology.components[component].kind else {
                return true;
            };
            c.rate_limit = (external.rate_limit, NEVER);
        }
        let rate = c.rate_limit.0;
        if rate.is_infinite() {
            return true;
        }
        let earned = (now - c.tokens.1) as f64 / SECOND as f64 * rate;
        c.tokens = ((c.tokens.0 + earned).min(rate.max(1.0)), now);
        if c.tokens.0 >= 1.0 {
            c.tokens.0 -= 1.0;
            return true;
        }
        false
    }

    /// Not accepted: the caller hears at once.
    #[cold]
    #[inline(never)]
    fn turn_away(&mut self, frame: u32, outcome: Outcome) {
        let replica = self.frames[frame].replica;
        let f = &self.frames[frame];
        let owner = self.plan.owner[replica as usize];
        self.record.count_served(owner, f.endpoint, self.now - f.came, outcome);
        if outcome != Outcome::Refused {
            self.log(
                LogKind::Own { component: self.plan.owner[replica as usize], outcome },
                replica,
                self.frames[frame].root,
            );
        }
        self.respond(frame, outcome);
    }

    /// A worker takes the call.
    pub(crate) fn begin(&mut self, frame: u32) {
        let f = &mut self.frames[frame];
        f.bits = (f.bits & !IN_QUEUE) | WORKING;
        let (index, generation) = (f.replica, f.generation);
        let replica = &mut self.replicas[index as usize];
        replica.busy += 1;
        let host = self.plan.host(replica.owner);
        let Host { role, has_memory, .. } = *host;
        if self.plan.build(host, replica.version).flawed {
            self.meet_bug(frame);
        }
        if role == Role::Database {
            self.reach_data(frame);
        }
        if has_memory {
            self.check_memory(index); // which may kill this very process
            if !self.frames.live(frame, generation) || !self.frames[frame].is(WORKING) {
                return;
            }
        }
        self.run(frame);
    }

    /// The version has a bug: does this call meet it?
    #[cold]
    fn meet_bug(&mut self, frame: u32) {
        let Frame { key, endpoint, replica, .. } = self.frames[frame];
        let Replica { owner, version, .. } = self.replicas[replica as usize];
        let bug = &self.plan.topology.components[owner as usize].versions[version as usize];
        let name = &self.plan.endpoints[endpoint as usize].name;
        let own = chance(key, For::Bug, bug.errors) && (bug.faulty.is_empty() || bug.faulty.contains(name));
        if own || self.misunderstands(frame) {
            self.frames[frame].bits |= DOOMED;
        }
    }

    /// A database counts its writes, and a follower far behind answers with old data.
    fn reach_data(&mut self, frame: u32) {
        let Frame { endpoint, replica, .. } = self.frames[frame];
        let Replica { owner, behind, .. } = self.replicas[replica as usize];
        if self.plan.endpoints[endpoint as usize].write {
            self.components[owner as usize].writes += 1;
        } else if behind > 0.0
            && let Kind::Database(database) = &self.plan.topology.components[owner as usize].kind
            && behind / database.apply_rate > STALE_AFTER
        {
            self.frames[frame].bits |= crate::frame::STALE;
        }
    }

    /// How long `work` nanoseconds of processor time take here and now [ns].
    pub(crate) fn stretch(&mut self, index: u32, endpoint: u16, work: f64) -> Nanos {
        let replica = &mut self.replicas[index as usize];
        let host = self.plan.host(replica.owner);
        let component = &self.components[replica.owner as usize];
        let mut work = work * self.plan.build(host, replica.version).slowness * self.plans[endpoint as usize];
        work *= component.slowness;
        if let Some((factor, until)) = self.nodes.get(replica.node as usize)
            && *until > self.now
        {
            work *= factor;
        }
        if host.cold_factor > 1.0 && self.now < replica.since + host.warmup {
            let cold = 1.0 - (self.now - replica.since) as f64 / host.warmup as f64;
            work *= 1.0 + (host.cold_factor - 1.0) * cold;
        }
        if host.has_memory {
            work *= pressure(&self.plan, component, replica);
        }
        let stalled = component.stalled_until.saturating_sub(self.now);
        let limit = component.cpu_limit;
        replica.on_cpu += 1;
        replica.cpu_ns += work;
        let sharing = (f64::from(replica.on_cpu) / host.cores).max(1.0);
        let mut took = nanos(work * sharing);
        if let Some(cores) = limit {
            took = took.max(throttle(replica, self.now, cores, work));
        }
        stalled + took
    }

    /// Memory in use of a replica [MB]; 0 where not modelled.
    pub(crate) fn memory_of(&self, replica: u32) -> f64 {
        let replica = &self.replicas[replica as usize];
        let memory = &self.plan.topology.components[replica.owner as usize].memory;
        memory.as_ref().map_or(0.0, |memory| in_use(memory, replica))
    }

    #[inline(never)]
    fn check_memory(&mut self, replica: u32) {
        let owner = self.replicas[replica as usize].owner as usize;
        if self.plan.hosts[owner].has_memory && self.memory_of(replica) > self.components[owner].memory_limit
        {
            self.log(LogKind::OutOfMemory { component: owner as u16 }, replica, NONE);
            self.kill_replica(replica, "oom");
        }
    }

    /// A step of work or waiting is over.
    pub(crate) fn step_done(&mut self, frame: u32) {
        let f = &mut self.frames[frame];
        if !f.is(WORKING) {
            return; // its process died meanwhile
        }
        let replica = &mut self.replicas[f.replica as usize];
        replica.on_cpu -= u32::from(f.is(ON_CPU));
        f.bits &= !ON_CPU;
        let (component, version) = (replica.owner, replica.version);
        if f.is(DOOMED) {
            self.fail(frame, LogKind::Bug { component, version });
            return;
        }
        if self.components[component as usize].troubled_until > self.now && self.meets_trouble(frame) {
            return;
        }
        self.run(frame);
    }

    /// The callee fails a call by its own fault, and says so in its log.
    #[cold]
    pub(crate) fn fail(&mut self, frame: u32, line: LogKind) {
        let Frame { replica, root, .. } = self.frames[frame];
        self.log(line, replica, root);
        self.end_call(frame, Outcome::Error);
    }

    /// The callee is done with a call: free the worker, answer, take the next.
    pub(crate) fn end_call(&mut self, frame: u32, outcome: Outcome) {
        let f = &mut self.frames[frame];
        let Frame { replica: index, bits, row, .. } = *f;
        if index == NONE {
            self.close_request(frame, outcome);
            return;
        }
        let degraded = outcome == Outcome::Ok && bits & DEGRADED != 0;
        let outcome = if degraded { Outcome::Degraded } else { outcome };
        if row != 0 {
            self.leave_locks(frame);
        }
        let f = &mut self.frames[frame];
        f.bits &= !WORKING;
        let replica = &mut self.replicas[index as usize];
        replica.busy -= 1;
        let host = self.plan.host(replica.owner);
        let leak = self.plan.build(host, replica.version).leak;
        replica.leaked += leak;
        let waits = replica.queue.len > 0;
        self.record.count_served(replica.owner, f.endpoint, self.now - f.came, outcome);
        if bits & MESSAGE != 0 {
            self.message_handled(frame, outcome);
        } else {
            self.respond(frame, outcome);
        }
        if leak > 0.0 {
            self.check_memory(index);
        }
        if waits {
            self.pump(index);
        }
    }

    /// Free workers take waiting calls.
    #[inline(never)]
    pub(crate) fn pump(&mut self, index: u32) {
        loop {
            let replica = &mut self.replicas[index as usize];
            if replica.queue.len == 0 || replica.busy >= self.plan.host(replica.owner).workers {
                return;
            }
            let Some(next) = replica.queue.pop(&self.frames) else { return };
            self.begin(next);
        }
    }

    /// Sends the answer, if somebody still waits for it.
    pub(crate) fn respond(&mut self, frame: u32, outcome: Outcome) {
        let f = &mut self.frames[frame];
        f.bits &= !AT_CALLEE;
        if !f.is(WAITED_FOR) {
            self.frames.release(frame);
            return;
        }
        f.outcome = outcome;
        if f.edge == OUTSIDE {
            return;
        }
        let state = &self.edges[f.edge as usize];
        let faulty = if state.link.2 > self.now { state.link.0 } else { 0 };
        let wire = state.policy.latency + faulty;
        self.queue.push(self.now + wire, kind::REPLY, frame, f.generation);
    }
}

/// Memory in use [MB].
fn in_use(memory: &Memory, replica: &Replica) -> f64 {
    memory.base + replica.leaked + memory.per_call * f64::from(replica.load())
}

/// How much slower full memory makes work [factor].
#[cold]
fn pressure(plan: &Plan, component: &Component, replica: &Replica) -> f64 {
    let Some(memory) = &plan.topology.components[replica.owner as usize].memory else { return 1.0 };
    let share = in_use(memory, replica) / component.memory_limit;
    if share <= memory.pressure_from || memory.pressure_from >= 1.0 {
        return 1.0;
    }
    let into = (share - memory.pressure_from) / (1.0 - memory.pressure_from);
    (1.0 / (1.0 - 0.9 * into.min(1.0))).min(WORST_PRESSURE)
}

/// The processor limit: work takes from the 100 ms period's share, and stands still when it is used up.
/// Returns how long this work takes under the limit [ns].
fn throttle(replica: &mut crate::state::Replica, now: Nanos, cores: f64, work: f64) -> Nanos {
    let share = cores * PERIOD as f64;
    let mut at = now;
    if replica.period_end <= now {
        replica.period_end = (now / PERIOD + 1) * PERIOD;
        replica.period_used = 0.0;
    } else if replica.period_end > now + PERIOD {
        at = replica.period_end - PERIOD; // earlier work has used up periods to come
    }
    let mut left = work;
    loop {
        let free = share - replica.period_used;
        if left <= free {
            replica.period_used += left;
            return at.saturating_sub(now) + nanos(left);
        }
        left -= free.max(0.0);
        at = replica.period_end;
        replica.period_end += PERIOD;
        replica.period_used = 0.0;
    }
}
