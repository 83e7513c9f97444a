//! The caller's side of a call: connection pool, timeout, retries with backoff and budget, circuit
//! breaker, fallback; and the network in between. Knows nothing of what the callee does.

use crate::dist::nanos;
use crate::engine::{World, kind};
use crate::frame::{
    AT_CALLEE, DEGRADED, Frame, IN_POOL_QUEUE, IN_TRACE, NONE, Outcome, POOLED, STALE, WAITED_FOR,
};
use crate::monitor::LogKind;
use crate::plan::{OUTSIDE, Op};
use crate::rng::{For, chance, child, draw, unit};
use crate::time::{MILLI, MINUTE, NEVER, Nanos};
use crate::topology::Fallback;

/// A lost packet is sent again after this, then after twice as long (TCP's minimum) [ns].
const RETRANSMIT: Nanos = 200 * MILLI;
/// Losses in a row after which a packet counts as never delivered [count].
const LOSSES: u32 = 5;
/// A resolver's answer "no such name" is remembered this long [ns].
const NEGATIVE_TTL: Nanos = 5_000 * MILLI;
/// How much budget may be saved up [count].
const MOST_BUDGET: f64 = 100.0;

impl World {
    /// Makes the call that the parent's program asks for now.
    pub(crate) fn call(&mut self, parent: u32, edge: u16, endpoint: u16, item: u32) {
        let frame = self.frames.reserve();
        let p = &mut self.frames[parent];
        p.child = frame;
        let (attempt, root) = (p.child_attempt, p.root);
        let key = child(p.key, u64::from(p.pc) << 8 | u64::from(attempt));
        let mut call = Frame {
            key,
            sent: self.now,
            parent,
            parent_generation: p.generation,
            root,
            pc: self.plan.endpoints[endpoint as usize].start,
            item,
            endpoint,
            edge,
            bits: WAITED_FOR,
            attempt,
            depth: p.depth.saturating_add(1),
            ..Frame::EMPTY
        };
        if root != NONE {
            call.bits |= IN_TRACE;
            self.join_trace(frame, root);
        }
        let generation = self.frames.put(frame, call);
        let state = &mut self.edges[edge as usize];
        state.sent += 1;
        state.retries += u64::from(attempt > 0);
        if state.policy.breaker.is_some() && !state.breaker.allows(self.now) {
            self.fail_at_caller(frame, Outcome::BreakerOpen);
            return;
        }
        let (timeout, pool_size) = (state.policy.timeout, state.policy.pool);
        if timeout != NEVER {
            self.set_timeout(edge, frame, generation, timeout);
        }
        if pool_size != u32::MAX && !self.take_connection(edge, parent, frame, pool_size) {
            return;
        }
        self.send(frame, key, edge, endpoint);
    }

    fn join_trace(&mut self, frame: u32, root: u32) {
        let request = &mut self.roots[root as usize];
        let last = std::mem::replace(&mut request.last, frame);
        if last == NONE {
            request.first = frame;
        } else {
            self.frames[last].next_span = frame;
        }
    }

    /// A connection of the caller's pool; false if the call has to wait for one.
    fn take_connection(&mut self, edge: u16, parent: u32, frame: u32, size: u32) -> bool {
        let pool = self.pool_of(edge, parent);
        self.frames[frame].pool = pool as u32;
        let free = self.pools[pool].in_use < size;
        if free {
            self.pools[pool].in_use += 1;
            self.frames[frame].bits |= POOLED;
        } else {
            self.frames[frame].bits |= IN_POOL_QUEUE;
            self.pools[pool].waiting.push(&mut self.frames, frame);
            self.edges[edge as usize].pool_waits += 1;
        }
        free
    }

    fn pool_of(&self, edge: u16, caller: u32) -> usize {
        let laid = &self.plan.edges[edge as usize];
        let number = match laid.from {
            OUTSIDE => 0,
            component => {
                self.frames[caller].replica.saturating_sub(self.plan.components[component as usize].first)
            }
        };
        (laid.pool + number) as usize
    }

    /// Puts the call on the wire.
    fn send(&mut self, frame: u32, key: u64, edge: u16, endpoint: u16) {
        let state = &self.edges[edge as usize];
        if self.shed > 0.0
            && self.plan.edges[edge as usize].from == OUTSIDE
            && chance(key, For::Shed, self.shed)
        {
            self.fail_at_caller(frame, Outcome::Shed);
            return;
        }
        let faulty = state.link.2 > self.now;
        let policy = &state.policy;
        let mut wire = policy.latency + if faulty { state.link.0 } else { 0 };
        if policy.latency_jitter > 0 {
            wire += nanos(2.0 * policy.latency_jitter as i64 as f64 * unit(draw(key, For::Latency)));
        }
        let loss = policy.loss.max(if faulty { state.link.1 } else { 0.0 });
        if loss > 0.0 {
            match lost_time(key, loss) {
                Some(extra) => wire += extra,
                None => return, // never delivered: the caller's timeout will tell
            }
        }
        if let Some(outcome) = self.unreachable(frame, edge, key) {
            self.fail_at_caller(frame, outcome);
            return;
        }
        let Some(replica) = self.choose_replica(endpoint, key, self.frames[frame].parent) else {
            let write = self.plan.endpoints[endpoint as usize].write;
            let component = self.plan.edges[edge as usize].to as usize;
            let failing_over = write && !self.components[component].ready.is_empty();
            self.fail_at_caller(frame, if failing_over { Outcome::ReadOnly } else { Outcome::Refused });
            return;
        };
        let f = &mut self.frames[frame];
        f.replica = replica;
        f.bits |= AT_CALLEE;
        self.queue.push(self.now + wire, kind::DELIVER, frame, f.generation);
    }

    /// Why the callee cannot be reached by name, if it cannot.
    #[inline]
    fn unreachable(&mut self, frame: u32, edge: u16, key: u64) -> Option<Outcome> {
        let to = self.plan.edges[edge as usize].to as usize;
        let known = self.edges[edge as usize].name_until > self.now;
        if known && self.components[to].certificate_expires > self.now {
            return None;
        }
        self.connect(frame, edge, to, key)
    }

    /// DNS and TLS, where the answer is not known from before.
    #[cold]
    #[inline(never)]
    fn connect(&mut self, frame: u32, edge: u16, to: usize, key: u64) -> Option<Outcome> {
        if self.edges[edge as usize].odd
            && let Some(outcome) = self.turned_away(frame, edge)
        {
            return Some(outcome);
        }
        let component = &self.components[to];
        if component.certificate_expires <= self.now {
            // Connections made before live on for up to a minute.
            let share = (self.now - component.certificate_expires) as f64 / MINUTE as f64;
            if chance(key, For::Tls, share.max(1e-9)) {
                return Some(Outcome::BadCertificate);
            }
        }
        let state = &mut self.edges[edge as usize];
        if state.name_until > self.now {
            return None;
        }
        if state.no_name_until <= self.now {
            if !component.name_broken {
                let ttl = self.plan.topology.components[to].dns_ttl;
                state.name_until = if state.odd { self.now } else { self.now + ttl };
                return None;
            }
            state.no_name_until = self.now + NEGATIVE_TTL;
        }
        Some(Outcome::NoName)
    }

    /// The call fails before it left the caller.
    #[cold]
    #[inline(never)]
    fn fail_at_caller(&mut self, frame: u32, outcome: Outcome) {
        self.frames[frame].outcome = outcome;
        self.frame_after(MILLI, kind::REPLY, frame);
    }

    /// The caller's timer rang, and it still waits.
    pub(crate) fn timeout(&mut self, frame: u32) {
        let f = &mut self.frames[frame];
        f.outcome = if f.is(IN_POOL_QUEUE) { Outcome::PoolTimeout } else { Outcome::Timeout };
        self.edges[f.edge as usize].timeouts += 1;
        self.answered(frame);
    }

    /// An answer reached the caller.
    pub(crate) fn reply(&mut self, frame: u32) {
        if self.frames[frame].is(WAITED_FOR) {
            self.answered(frame);
        }
    }

    /// The caller's call is over, with whatever outcome: give the connection back, and go on.
    fn answered(&mut self, frame: u32) {
        let f = &mut self.frames[frame];
        let Frame { edge, sent, bits, outcome, pool, parent, parent_generation, .. } = *f;
        f.ended = self.now;
        f.bits &= !(WAITED_FOR | POOLED);
        let failed = outcome.failed();
        let state = &mut self.edges[edge as usize];
        state.failed += u64::from(failed);
        state.heard += 1;
        state.waited += self.now - sent;
        if let Some(rule) = &state.policy.breaker
            && outcome != Outcome::BreakerOpen
        {
            state.breaker.heard(rule, self.now, failed);
        }
        if !failed && state.budget < MOST_BUDGET {
            state.budget += state.policy.retry_budget.min(MOST_BUDGET);
        }
        if bits & POOLED != 0 {
            self.hand_on_connection(edge, pool as usize);
        }
        let parent_waits = self.frames.live(parent, parent_generation) && self.frames[parent].child == frame;
        if parent_waits {
            let p = &mut self.frames[parent];
            p.child = NONE;
            if failed {
                self.call_failed(parent, frame);
            } else {
                p.child_attempt = 0;
                p.bits |= bits & (DEGRADED | STALE);
                self.call_succeeded(parent, bits);
            }
        }
        self.frames.release(frame);
    }

    /// The callers of these calls are gone: nobody waits for the answers, and their connections are closed.
    pub(crate) fn abandon(&mut self, calls: &[u32], outcome: Outcome) {
        for &call in calls {
            let f = &mut self.frames[call];
            f.bits &= !WAITED_FOR;
            (f.ended, f.outcome) = (self.now, outcome);
            self.edges[f.edge as usize].breaker.forget_trial();
        }
        for &call in calls {
            let f = self.frames[call];
            self.frames[call].bits &= !POOLED;
            if f.is(POOLED) {
                self.hand_on_connection(f.edge, f.pool as usize);
            }
            self.frames.release(call);
        }
    }

    /// A connection came back: the next in line gets it.
    fn hand_on_connection(&mut self, edge: u16, pool: usize) {
        let size = self.edges[edge as usize].policy.pool;
        self.pools[pool].in_use = self.pools[pool].in_use.saturating_sub(1);
        self.fill_pool(edge, pool, size);
    }

    pub(crate) fn fill_pool(&mut self, edge: u16, pool: usize, size: u32) {
        while self.pools[pool].in_use < size {
            let Some(next) = self.pools[pool].waiting.pop(&self.frames) else { return };
            self.edges[edge as usize].pool_waits -= 1;
            self.frames[next].bits &= !IN_POOL_QUEUE;
            if !self.frames[next].is(WAITED_FOR) {
                self.frames.release(next); // it gave up while it waited
                continue;
            }
            self.pools[pool].in_use += 1;
            self.frames[next].bits |= POOLED;
            let Frame { key, edge, endpoint, .. } = self.frames[next];
            self.send(next, key, edge, endpoint);
        }
    }

    /// The call that `parent` waited for failed: try again, do without it, or fail.
    #[cold]
    fn call_failed(&mut self, parent: u32, call: u32) {
        let Frame { edge, outcome, root, .. } = self.frames[call];
        self.log_call_failure(parent, edge, outcome, root);
        let Frame { key, pc: step, child_attempt: attempt, .. } = self.frames[parent];
        let state = &mut self.edges[edge as usize];
        let policy = &state.policy;
        let allowed = policy.retry_budget.is_infinite() || state.budget >= 1.0;
        let worthwhile = outcome != Outcome::BreakerOpen;
        if worthwhile && u32::from(attempt) < policy.retries && allowed {
            if policy.retry_budget.is_finite() {
                state.budget -= 1.0;
            }
            let full = policy.backoff as f64 * f64::from(1u32 << attempt.min(16));
            let random = unit(draw(child(key, u64::from(step) << 8 | u64::from(attempt)), For::Backoff));
            let wait = nanos(full * (1.0 - policy.jitter * random));
            self.frames[parent].child_attempt = attempt.saturating_add(1);
            self.frame_after(wait, kind::RETRY, parent);
            return;
        }
        self.frames[parent].child_attempt = 0;
        let op = self.plan.ops[self.frames[parent].pc as usize];
        if matches!(op, Op::Lookup { .. }) {
            self.frames[parent].pc += 1; // a cache that does not answer is a miss
            self.run(parent);
        } else if self.edges[edge as usize].policy.fallback == Fallback::On {
            self.frames[parent].pc += 1;
            self.frames[parent].bits |= DEGRADED;
            self.run(parent);
        } else {
            self.end_call(parent, Outcome::Upstream);
        }
    }

    /// The backoff is over.
    pub(crate) fn retry(&mut self, parent: u32) {
        if self.frames[parent].child == NONE && self.still_running(parent) {
            self.run(parent);
        }
    }

    fn log_call_failure(&mut self, parent: u32, edge: u16, outcome: Outcome, root: u32) {
        if self.plan.edges[edge as usize].from == OUTSIDE {
            return; // users keep no log that we could read
        }
        let replica = self.frames[parent].replica;
        self.log(LogKind::Call { edge, outcome }, replica, root);
    }
}

/// Time lost to packets sent again, or `None` if the packet never arrives.
#[cold]
#[inline(never)]
fn lost_time(key: u64, loss: f64) -> Option<Nanos> {
    let mut extra = 0;
    for n in 0..LOSSES {
        if !chance(child(key, u64::from(n)), For::Loss, loss) {
            return Some(extra);
        }
        extra += RETRANSMIT << n;
    }
    None
}
