//! The platform under the services: starts, stops and replaces replicas, probes and scales them. Knows
//! who ordered nothing; a rollout is the same whether a release bot or a responder began it.

use std::collections::VecDeque;
use std::sync::Arc;

use crate::engine::{World, kind};
use crate::frame::{AT_CALLEE, Frame, IN_QUEUE, Line, MESSAGE, NONE, ON_CPU, Outcome, WORKING};
use crate::monitor::LogKind;
use crate::pending::ASK_AGAIN;
use crate::state::{Deadly, Life, Rollout};
use crate::time::{Nanos, SECOND};
use crate::topology::Kind;

/// A replica that stops gets no new calls for this long, to finish what it has [ns].
pub(crate) const GRACE: Nanos = 5 * SECOND;
/// Between two batches of a rollout [ns].
const BETWEEN_BATCHES: Nanos = 2 * SECOND;
/// A rollout replaces one replica in this many at a time [count].
const BATCHES: usize = 4;
/// Reasons that are somebody's will.
const PLANNED: [&str; 3] = ["deploy", "order", SCALED_IN];
/// Reason of a replica that leaves for good.
pub(crate) const SCALED_IN: &str = "scaled-in";

impl World {
    /// Once a second: what changes slowly.
    pub(crate) fn tick(&mut self) {
        self.after(SECOND, kind::TICK, 0, 0);
        for index in 0..self.traffic.len() {
            self.refresh_rate(index);
        }
        let now = self.now;
        for index in 0..self.components.len() {
            let component = &mut self.components[index];
            if !component.slow.is_empty() {
                component.slow.retain(|(_, until)| *until > now);
                component.slowness = component.slow.iter().map(|(factor, _)| factor).product();
            }
            if matches!(self.plan.topology.components[index].kind, Kind::Database(_)) {
                self.replicate(index);
            }
            self.grow_disk(index);
            self.count_threads(index);
        }
        (0..self.brokers.len()).for_each(|part| self.count_late(part));
        self.crowd_links();
        if !self.pending.is_empty() {
            self.place_pending();
        }
    }

    /// The process of a replica ends at once; everything it had in hand is lost. It is started again.
    pub(crate) fn kill_replica(&mut self, replica: u32, reason: &'static str) {
        let owner = self.plan.owner[replica as usize] as usize;
        self.components[owner].ready.retain(|r| *r != replica);
        let leaves = self.leaving(replica);
        let r = &mut self.replicas[replica as usize];
        if let Some(rollout) = &self.components[owner].rollout
            && rollout.current.contains(&replica)
        {
            r.version = rollout.version; // whatever ended it, it starts as what it was to become
        }
        r.life = if leaves { Life::Absent } else { Life::Booting };
        r.start += 1;
        // A replica replaced on purpose is a new one; only what died by itself has restarted.
        r.restarts += u32::from(!PLANNED.contains(&reason));
        r.reason = reason;
        r.queue = Line::default();
        (r.busy, r.on_cpu, r.leaked, r.probes_failed) = (0, 0, 0.0, 0);
        if leaves {
            r.behind = 0.0;
        } else {
            let start = r.start;
            self.after(self.boot_of(replica), kind::BOOTED, replica, start);
        }
        if let Kind::Cache(_) = self.plan.topology.components[owner].kind {
            let number = replica - self.plan.components[owner].first;
            let (part, of) = (self.components[owner].part, self.components[owner].wanted.max(1));
            self.caches[part].lose_share(number % of, of);
        }
        self.drop_calls(replica);
        self.lose_sessions(replica);
    }

    /// It finishes what it has and is not started again: scaled in.
    fn leaving(&self, replica: u32) -> bool {
        let r = &self.replicas[replica as usize];
        r.life == Life::Draining && r.reason == SCALED_IN
    }

    /// Every call that a dead process had in hand fails.
    fn drop_calls(&mut self, replica: u32) {
        let here = |f: &Frame| f.replica == replica && f.is(WORKING | IN_QUEUE);
        let lost: Vec<u32> = self.frames.indices().filter(|i| here(&self.frames[*i])).collect();
        let calls: Vec<u32> =
            lost.iter().map(|i| self.frames[*i].child).filter(|child| *child != NONE).collect();
        self.abandon(&calls, Outcome::Reset);
        for index in lost {
            let f = self.frames[index];
            self.leave_locks(index);
            self.frames[index].bits &= !(WORKING | IN_QUEUE | ON_CPU);
            self.frames[index].child = NONE;
            let owner = self.plan.owner[replica as usize];
            self.record.count_served(owner, f.endpoint, self.now - f.came, Outcome::Reset);
            if f.is(MESSAGE) {
                self.message_handled(index, Outcome::Reset);
            } else {
                self.respond(index, Outcome::Reset);
            }
        }
    }

    /// A started process is ready, unless it was stopped again meanwhile.
    pub(crate) fn booted(&mut self, replica: u32, start: u32) {
        let owner = self.plan.owner[replica as usize] as usize;
        let r = &mut self.replicas[replica as usize];
        if r.start != start || r.life != Life::Booting {
            return;
        }
        if self.components[owner].deadly == Some(Deadly::AtStart) {
            return self.die_of_config(replica);
        }
        let r = &mut self.replicas[replica as usize];
        r.life = Life::Ready;
        r.since = self.now;
        let version = r.version;
        let ready = &mut self.components[owner].ready;
        ready.push(replica);
        ready.sort_unstable();
        self.copy_data(owner, replica);
        self.log(LogKind::Started { component: owner as u16, version }, replica, NONE);
        let rollout = &mut self.components[owner].rollout;
        if let Some(rollout) = rollout {
            rollout.current.retain(|r| *r != replica);
            if rollout.current.is_empty() {
                self.after(BETWEEN_BATCHES, kind::ROLLOUT, owner as u32, 0);
            }
        }
    }

    /// Takes a replica out of the load balancer.
    pub(crate) fn drain(&mut self, replica: u32) {
        let owner = self.plan.owner[replica as usize] as usize;
        self.components[owner].ready.retain(|r| *r != replica);
        self.replicas[replica as usize].life = Life::Draining;
    }

    /// The grace of a stopping replica is over: it is replaced, or leaves.
    pub(crate) fn drained(&mut self, replica: u32, start: u32) {
        let owner = self.plan.owner[replica as usize] as usize;
        let r = &self.replicas[replica as usize];
        if r.start != start || r.life != Life::Draining {
            return;
        }
        let rollout = self.components[owner].rollout.as_ref().filter(|r| r.current.contains(&replica));
        if let Some(reason) = rollout.map(|rollout| rollout.reason) {
            self.kill_replica(replica, reason);
        } else if self.leaving(replica) {
            self.kill_replica(replica, SCALED_IN);
        }
    }

    /// Begins to replace replicas, all or one, by `version`.
    pub(crate) fn begin_rollout(
        &mut self,
        component: usize,
        version: u16,
        only: Option<u32>,
        reason: &'static str,
        change: usize,
    ) {
        if self.is_withdrawn(component, version) {
            return self.change_done(change, "failed: its image cannot be pulled");
        }
        let laid = &self.plan.components[component];
        let waiting: VecDeque<u32> = match only {
            Some(replica) => VecDeque::from([replica]),
            None => {
                self.components[component].version = version;
                (laid.first..laid.first + laid.slots)
                    .filter(|r| !matches!(self.replicas[*r as usize].life, Life::Absent | Life::Dead))
                    .collect()
            }
        };
        self.components[component].rollout =
            Some(Rollout { version, waiting, current: Vec::new(), reason, change });
        self.rollout_next(component);
    }

    /// How long it takes to replace a component's replicas, or one [ns].
    pub(crate) fn time_to_replace(&self, component: usize, only: Option<u32>) -> Nanos {
        let ready = self.components[component].ready.len().max(1);
        let batches = if only.is_some() { 1 } else { ready.div_ceil((ready / BATCHES).max(1)) };
        batches as Nanos * (GRACE + self.boot_of(self.plan.components[component].first) + BETWEEN_BATCHES)
    }

    /// Replaces the next batch, or is done.
    pub(crate) fn rollout_next(&mut self, component: usize) {
        let change = self.components[component].rollout.as_ref().map(|rollout| rollout.change);
        if change.is_some_and(|change| self.has_to_wait(component, change)) {
            return self.after(ASK_AGAIN, kind::ROLLOUT, component as u32, 0);
        }
        let Some(mut rollout) = self.components[component].rollout.take() else { return };
        if !rollout.current.is_empty() {
            self.components[component].rollout = Some(rollout);
            return;
        }
        let batch = (self.components[component].ready.len() / BATCHES).max(1);
        while rollout.current.len() < batch {
            let Some(replica) = rollout.waiting.pop_front() else { break };
            let gone = matches!(self.replicas[replica as usize].life, Life::Absent | Life::Dead);
            if gone || self.leaving(replica) {
                continue;
            }
            rollout.current.push(replica);
        }
        if rollout.current.is_empty() {
            self.change_done(rollout.change, "done");
            return;
        }
        let batch = rollout.current.clone();
        self.components[component].rollout = Some(rollout);
        for replica in batch {
            self.drain(replica);
            let start = self.replicas[replica as usize].start;
            self.after(GRACE, kind::DRAINED, replica, start);
        }
    }

    /// Brings the number of replicas to `wanted`.
    pub(crate) fn scale_to(&mut self, component: usize, wanted: u32) {
        self.components[component].wanted = wanted;
        let laid = &self.plan.components[component];
        let slots = laid.first..laid.first + laid.slots;
        let stays = |r: &u32| self.replicas[*r as usize].life != Life::Absent && !self.leaving(*r);
        let present: Vec<u32> = slots.clone().filter(stays).collect();
        let version = self.components[component].version;
        let mut more = (wanted as usize).saturating_sub(present.len());
        let kept: Vec<u32> = slots.clone().filter(|r| self.leaving(*r)).take(more).collect();
        for replica in kept {
            self.keep(component, replica);
            more -= 1;
        }
        let joining: Vec<u32> =
            slots.filter(|r| self.replicas[*r as usize].life == Life::Absent).take(more).collect();
        for replica in joining {
            let r = &mut self.replicas[replica as usize];
            (r.version, r.reason) = (version, "scaled-out");
            self.place(replica);
        }
        let surplus = present.len().saturating_sub(wanted as usize);
        let busy = |r: &u32| {
            let rollout = &self.components[component].rollout;
            *r == self.components[component].primary
                || rollout.as_ref().is_some_and(|rollout| rollout.current.contains(r))
        };
        let leaving: Vec<u32> = present.into_iter().rev().filter(|r| !busy(r)).take(surplus).collect();
        for replica in leaving {
            if self.replicas[replica as usize].life == Life::Pending {
                self.replicas[replica as usize].life = Life::Absent; // it has no place to leave
                continue;
            }
            self.drain(replica);
            self.replicas[replica as usize].reason = SCALED_IN;
            let start = self.replicas[replica as usize].start;
            self.after(GRACE, kind::DRAINED, replica, start);
        }
    }

    /// A replica that was about to leave is wanted again.
    fn keep(&mut self, component: usize, replica: u32) {
        let r = &mut self.replicas[replica as usize];
        (r.life, r.reason) = (Life::Ready, "scaled-out");
        r.start += 1; // the end of its grace no longer concerns it
        let ready = &mut self.components[component].ready;
        ready.push(replica);
        ready.sort_unstable();
    }

    /// The liveness probes of a component's replicas: each waits in the same queue as everybody.
    pub(crate) fn probe_liveness(&mut self, component: usize) {
        let plan = Arc::clone(&self.plan);
        let Some(probe) = &plan.topology.components[component].probe else { return };
        self.after(probe.every, kind::PROBE, component as u32, 0);
        for replica in self.components[component].ready.clone() {
            let r = &self.replicas[replica as usize];
            let waited = r.queue.first().map_or(0, |head| self.now - self.frames[head].came);
            let r = &mut self.replicas[replica as usize];
            r.probes_failed = if waited > probe.timeout { r.probes_failed + 1 } else { 0 };
            if r.probes_failed >= probe.failures {
                self.log(LogKind::Unhealthy { component: component as u16 }, replica, NONE);
                self.kill_replica(replica, "liveness");
            }
        }
    }

    /// Processor time of all replicas of a component [ns].
    pub(crate) fn cpu_of(&self, component: usize) -> f64 {
        let laid = &self.plan.components[component];
        (laid.first..laid.first + laid.slots).map(|r| self.replicas[r as usize].cpu_ns).sum()
    }

    /// The autoscaler looks, and decides.
    pub(crate) fn autoscale(&mut self, component: usize) {
        let plan = Arc::clone(&self.plan);
        let Some(rule) = &plan.topology.components[component].autoscale else { return };
        self.after(rule.every.max(SECOND), kind::AUTOSCALE, component as u32, 0);
        let used = self.cpu_of(component);
        let spent = used - self.components[component].cpu_seen;
        self.components[component].cpu_seen = used;
        let ready = self.components[component].ready.len();
        if ready == 0 || self.components[component].rollout.is_some() || self.must_wait(component) {
            return;
        }
        let cores = self.cores(component);
        let share = spent / (rule.every.max(SECOND) as f64 * cores * ready as f64);
        let desired = (ready as f64 * share / rule.target_cpu.max(0.01)).ceil() as u32;
        let desired = desired.clamp(rule.min.max(1), rule.max.min(plan.components[component].slots));
        let wanted = self.components[component].wanted;
        if desired > wanted {
            self.scale_to(component, desired);
        } else if desired < wanted {
            self.scale_to(component, wanted - 1);
        }
    }

    /// Cores that one replica may use [cores].
    pub(crate) fn cores(&self, component: usize) -> f64 {
        let cores = self.plan.topology.components[component].cores;
        self.components[component].cpu_limit.map_or(cores, |limit| limit.min(cores))
    }

    /// All replicas of a zone are gone.
    pub(crate) fn zone_gone(&mut self, zone: u32, lasts: Nanos) {
        for replica in self.replicas_in(zone) {
            if self.replicas[replica as usize].life != Life::Absent {
                self.kill_replica(replica, "zone");
            }
            if self.replicas[replica as usize].life != Life::Absent {
                self.replicas[replica as usize].life = Life::Dead;
            }
        }
        self.after(lasts, kind::ZONE_BACK, zone, 0);
    }

    /// A zone is back: its replicas boot.
    pub(crate) fn zone_back(&mut self, zone: u32) {
        for replica in self.replicas_in(zone) {
            let boot = self.boot_of(replica);
            let r = &mut self.replicas[replica as usize];
            if r.life == Life::Dead {
                r.life = Life::Booting;
                r.start += 1;
                let start = r.start;
                self.after(boot, kind::BOOTED, replica, start);
            }
        }
    }

    fn replicas_in(&self, zone: u32) -> Vec<u32> {
        let zones = self.plan.topology.zones.len().max(1) as u32;
        (0..self.replicas.len() as u32).filter(|r| self.zone_of(*r) == zone % zones).collect()
    }

    /// Spreads replicas over the nodes of their zones.
    pub(crate) fn place_replicas(&mut self) {
        for replica in 0..self.replicas.len() as u32 {
            self.replicas[replica as usize].node = self.node_for(replica, replica);
        }
    }

    /// The `n`-th node for a replica, in its zone where the zone has any [index].
    fn node_for(&self, replica: u32, n: u32) -> u16 {
        let nodes = self.plan.topology.nodes.len() as u32;
        let zones = self.plan.topology.zones.len().max(1) as u32;
        let (here, zone) = (nodes / zones, self.zone_of(replica));
        match here {
            _ if zone == u32::MAX => u16::MAX, // a third party stands on none of ours
            0 => (n % nodes.max(1)) as u16,
            _ => (zone + zones * (n / zones % here)) as u16,
        }
    }

    /// A node is gone; what stood on it is started on the next one.
    pub(crate) fn node_gone(&mut self, node: u16) {
        let zones = self.plan.topology.zones.len().max(1) as u32;
        self.lost_nodes.push(node);
        for replica in 0..self.replicas.len() as u32 {
            let r = &self.replicas[replica as usize];
            if r.node == node && !matches!(r.life, Life::Absent | Life::Dead) {
                self.kill_replica(replica, "node");
                self.replicas[replica as usize].node = self.node_for(replica, u32::from(node) + zones);
                let rooms = self.plan.topology.node_room.is_some();
                let asks = self.platform.is_some() || self.quota.is_some() || rooms;
                if asks && self.replicas[replica as usize].life == Life::Booting {
                    self.place(replica); // elsewhere, if the platform says where
                }
            }
        }
    }

    /// The zone that a replica stands in [index]. Third parties stand in none of ours.
    pub(crate) fn zone_of(&self, replica: u32) -> u32 {
        let owner = self.plan.owner[replica as usize] as usize;
        if matches!(self.plan.topology.components[owner].kind, Kind::External(_)) {
            return u32::MAX;
        }
        let zones = self.plan.topology.zones.len().max(1) as u32;
        (replica - self.plan.components[owner].first) % zones
    }

    /// Ends calls of one endpoint that a component works on, by order.
    pub(crate) fn kill_calls(&mut self, component: usize, endpoint: u16) -> u32 {
        let runs = |f: &Frame| {
            let here = f.replica != NONE && self.plan.owner[f.replica as usize] as usize == component;
            here && f.endpoint == endpoint && f.is(WORKING) && f.is(AT_CALLEE)
        };
        // Listed first: those that begin because others were killed are not the ones that were meant.
        let running: Vec<u32> = self.frames.indices().filter(|i| runs(&self.frames[*i])).collect();
        for &index in &running {
            let f = self.frames[index];
            if !f.is(WORKING) {
                continue;
            }
            if f.child != NONE {
                self.abandon(&[f.child], Outcome::Killed);
            }
            if f.is(ON_CPU) {
                self.replicas[f.replica as usize].on_cpu -= 1;
            }
            self.frames[index].bits &= !ON_CPU;
            self.frames[index].child = NONE;
            self.end_call(index, Outcome::Killed);
        }
        running.len() as u32
    }
}
