//! How an [`Intervention`] is carried out: checked at once, begun at once, done after its time. Every
//! order leaves a change record, and some fail. Knows nothing of who gave it beyond "a responder".

use std::sync::Arc;

use crate::engine::{World, kind};
use crate::fault::CallChange;
use crate::intervention::Intervention;
use crate::pending::ASK_AGAIN;
use crate::plan::Op;
use crate::refused::{Amount, NameKind, Refused};
use crate::time::{HOUR, MINUTE, NEVER, Nanos, SECOND};
use crate::topology::{Fallback, Kind};

/// An order given.
#[derive(Clone, Debug)]
pub(crate) struct OrderState {
    order: Intervention,
    change: usize,
    /// What the order found when it was given, if it has to remember it: the old primary.
    found: u32,
}

/// An order that was accepted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Begun {
    /// Until it should be done, if all goes well; replicas one after the other included [ns].
    pub takes: Nanos,
    /// Its record in the change log [index].
    pub change: usize,
}

/// Load that warming a cache puts on the databases behind it [factor].
const WARMING_COST: f64 = 1.3;
/// Largest processor limit [tenths of a core]: a whole large machine.
const MOST_TENTHS: u32 = 640;
/// Largest memory limit [MB]: a terabyte.
const MOST_MEGABYTES: u32 = 1 << 20;
/// A renewed certificate lives this long: the usual 90 days [ns].
const CERTIFICATE_LIFE: Nanos = 90 * 24 * HOUR;

impl World {
    /// Gives an order. It is checked now and takes effect after [`Begun::takes`]; its change record
    /// says when it was done, or why it failed.
    ///
    /// # Errors
    /// Why it cannot be carried out; then nothing has changed.
    pub fn intervene(&mut self, order: &Intervention) -> Result<Begun, Refused> {
        let takes = self.admit(order)?;
        let subject = subject(order);
        let change = self.note_change("responder", order.to_string(), subject, "started");
        let mut found = 0;
        match order {
            Intervention::Failover { database } => {
                let component = self.database(database)?;
                found = self.components[component].primary;
                self.begin_failover(component);
            }
            Intervention::Warm { cache } => self.begin_warming(self.cache(cache)?, takes),
            _ => {}
        }
        self.orders.push(OrderState { order: order.clone(), change, found });
        self.after(takes, kind::ORDER_DONE, (self.orders.len() - 1) as u32, 0);
        Ok(Begun { takes: takes + self.rollout_time(order), change })
    }

    /// Would this order be carried out now? How long until it takes effect [ns], roll-out not counted.
    ///
    /// # Errors
    /// Why not.
    pub fn may(&self, order: &Intervention) -> Result<Nanos, Refused> {
        self.admit(order)
    }

    /// How long an order then takes replica by replica [ns]; 0 for those that do not.
    fn rollout_time(&self, order: &Intervention) -> Nanos {
        match order {
            Intervention::Rollback { service: name }
            | Intervention::Deploy { service: name, .. }
            | Intervention::MemoryLimit { component: name, .. }
            | Intervention::Restart { component: name, replica: None } => {
                self.ours(name).map_or(0, |component| self.time_to_replace(component, None))
            }
            Intervention::Restart { component: name, replica } => {
                self.ours(name).map_or(0, |component| self.time_to_replace(component, *replica))
            }
            Intervention::Scale { component: name, .. } => {
                self.ours(name).map_or(0, |component| self.boot_of(self.plan.components[component].first))
            }
            _ => 0,
        }
    }

    /// May this order be carried out, and how long does it take?
    fn admit(&self, order: &Intervention) -> Result<Nanos, Refused> {
        use Intervention as I;
        Ok(match order {
            I::Rollback { service } => {
                let component = self.idle(service)?;
                if self.components[component].previous.is_none() {
                    return Err(Refused::NothingToRollBack { service: service.clone() });
                }
                20 * SECOND
            }
            I::Deploy { service, version } => {
                self.version(service, version)?;
                self.idle(service)?;
                60 * SECOND
            }
            I::Restart { component, replica } => {
                let index = self.idle(component)?;
                if let Some(number) = replica {
                    self.replica_named(index, *number)?;
                }
                2 * SECOND
            }
            I::Scale { component, replicas } => {
                let index = self.ours(component)?;
                within(component, Amount::Replicas, *replicas, 1, self.plan.components[index].slots)?;
                5 * SECOND
            }
            I::Drain { component, replica } => {
                let index = self.ours(component)?;
                let replica = self.replica_named(index, *replica)?;
                let ready = &self.components[index].ready;
                if ready.contains(&replica) && ready.len() == 1 {
                    return Err(Refused::LastReplica { component: component.clone() });
                }
                5 * SECOND
            }
            I::Flag { flag, .. } => self.flag(flag).map(|_| 20 * SECOND)?,
            I::RevertConfig { component } => {
                let index = self.component_named(component, NameKind::Component)?;
                let pushed = self.components[index].deadly.is_some() || self.exporter_pushed(component);
                if self.pushed_edges(component).is_empty() && !pushed {
                    return Err(Refused::NothingToRevert { component: component.clone() });
                }
                45 * SECOND
            }
            I::SetCall { from, to, change } => {
                let edge = self.edge_named(from, to)?;
                let absent = self.edges[edge].policy.fallback == Fallback::Absent;
                if absent && matches!(change, CallChange::Fallback(_)) {
                    return Err(Refused::NoFallback { from: from.clone(), to: to.clone() });
                }
                45 * SECOND
            }
            I::Shed { .. } => 10 * SECOND,
            I::BlockClient { client } => self.client(client).map(|_| 20 * SECOND)?,
            I::PauseJob { job } | I::ResumeJob { job } => self.job(job).map(|_| 5 * SECOND)?,
            other => self.admit_to_parts(other)?,
        })
    }

    /// The same for orders to databases, caches, brokers, disks, names and limits.
    fn admit_to_parts(&self, order: &Intervention) -> Result<Nanos, Refused> {
        use Intervention as I;
        Ok(match order {
            I::KillQuery { database, endpoint } => {
                self.database(database)?;
                self.endpoint_named(database, endpoint).map(|_| 3 * SECOND)?
            }
            I::FixPlan { database, endpoint } => {
                self.database(database)?;
                self.endpoint_named(database, endpoint).map(|_| 90 * SECOND)?
            }
            I::KillTransaction { database } => {
                let component = self.database(database)?;
                if self.locks[self.components[component].part].transactions.is_empty() {
                    return Err(Refused::NothingThere { name: database.clone() });
                }
                3 * SECOND
            }
            I::Purge { cache } => self.cache(cache).map(|_| 3 * SECOND)?,
            I::Warm { cache } => self.cache(cache).map(|_| MINUTE)?,
            I::Failover { database } => {
                let component = self.database(database)?;
                if self.components[component].ready.len() < 2 {
                    return Err(Refused::NotModelled { component: database.clone() });
                }
                if self.components[component].primary == crate::frame::NONE {
                    return Err(Refused::Busy { component: database.clone() });
                }
                match &self.plan.topology.components[component].kind {
                    Kind::Database(database) => database.failover,
                    _ => MINUTE,
                }
            }
            I::FreeDisk { component } => self.with_disk(component).map(|_| 2 * MINUTE)?,
            I::GrowDisk { component } => self.with_disk(component).map(|_| 6 * MINUTE)?,
            I::RenewCertificate { component } => {
                let index = self.component_named(component, NameKind::Component)?;
                if self.components[index].certificate_expires == NEVER {
                    return Err(Refused::NotModelled { component: component.clone() });
                }
                3 * MINUTE
            }
            I::FixDns { component } => {
                self.component_named(component, NameKind::Component).map(|_| 30 * SECOND)?
            }
            I::ParkMessage { broker } => self.broker(broker).map(|_| 20 * SECOND)?,
            I::CpuLimit { component, tenths } => {
                self.ours(component)?;
                within(component, Amount::Tenths, *tenths, 1, MOST_TENTHS)?;
                30 * SECOND
            }
            I::MemoryLimit { component, megabytes } => {
                let index = self.idle(component)?;
                let Some(memory) = &self.plan.topology.components[index].memory else {
                    return Err(Refused::NotModelled { component: component.clone() });
                };
                let least = memory.base.floor() as u32 + 1;
                within(component, Amount::Megabytes, *megabytes, least, MOST_MEGABYTES)?;
                10 * SECOND
            }
            _ => unreachable!("admit handles the rest"),
        })
    }

    fn idle(&self, name: &str) -> Result<usize, Refused> {
        let component = self.ours(name)?;
        if self.components[component].rollout.is_some() {
            return Err(Refused::Busy { component: name.into() });
        }
        Ok(component)
    }

    fn with_disk(&self, name: &str) -> Result<usize, Refused> {
        let component = self.ours(name)?;
        if self.plan.topology.components[component].disk.is_none() {
            return Err(Refused::NotModelled { component: name.into() });
        }
        Ok(component)
    }

    /// Edges of a component whose settings were pushed and not reverted: as caller, or as callee.
    fn pushed_edges(&self, component: &str) -> Vec<usize> {
        let touches = |i: &usize| {
            let policy = &self.edges[*i].policy;
            self.edges[*i].before.is_some() && (policy.from == component || policy.to == component)
        };
        (0..self.edges.len()).filter(touches).collect()
    }

    /// The configuration of its exporter was pushed, as its false readings show, and not put back.
    fn exporter_pushed(&self, component: &str) -> bool {
        self.component_named(component, NameKind::Component).is_ok_and(|index| {
            let component = &self.components[index];
            component.false_reading.1 > 0 && !component.exporter_put_back
        })
    }

    /// An order's time has come.
    pub(crate) fn order_done(&mut self, index: usize) {
        let OrderState { order, change, found } = self.orders[index].clone();
        if let Some(component) = self.component_to_place(&order)
            && self.has_to_wait(component, change)
        {
            return self.after(ASK_AGAIN, kind::ORDER_DONE, index as u32, 0);
        }
        let result = match &order {
            Intervention::Rollback { .. }
            | Intervention::Deploy { .. }
            | Intervention::Restart { .. }
            | Intervention::MemoryLimit { .. } => self.carry_out_rollout(&order, change),
            Intervention::Failover { database } => self.database(database).map(|component| {
                if self.finish_failover(component, found) {
                    Some("done")
                } else {
                    Some("failed: followers too far behind")
                }
            }),
            other => self.carry_out(other).map(Some),
        };
        match result {
            Ok(Some(state)) => self.change_done(change, state),
            Ok(None) => {} // the rollout says when it is done
            Err(_) => self.change_done(change, "failed: it is not there any more"),
        }
    }

    fn carry_out_rollout(
        &mut self,
        order: &Intervention,
        change: usize,
    ) -> Result<Option<&'static str>, Refused> {
        let (Intervention::Rollback { service: name }
        | Intervention::Deploy { service: name, .. }
        | Intervention::Restart { component: name, .. }
        | Intervention::MemoryLimit { component: name, .. }) = order
        else {
            return Ok(None);
        };
        let component = self.ours(name)?;
        if self.components[component].rollout.is_some() {
            return Ok(Some("failed: another roll-out was faster"));
        }
        let current = self.components[component].version;
        match order {
            Intervention::Rollback { .. } => {
                let Some(previous) = self.components[component].previous else {
                    return Ok(Some("failed: nothing to roll back to"));
                };
                if !self.is_withdrawn(component, previous) {
                    self.components[component].previous = None;
                }
                self.begin_rollout(component, previous, None, "deploy", change);
            }
            Intervention::Deploy { version, .. } => {
                let (_, version) = self.version(name, version)?;
                if !self.is_withdrawn(component, version) {
                    self.components[component].previous = Some(current);
                }
                self.begin_rollout(component, version, None, "deploy", change);
            }
            Intervention::Restart { replica, .. } => {
                let only = replica.map(|number| self.replica_named(component, number)).transpose()?;
                let version = only.map_or(current, |r| self.replicas[r as usize].version);
                self.begin_rollout(component, version, only, "order", change);
            }
            Intervention::MemoryLimit { megabytes, .. } => {
                self.components[component].memory_limit = f64::from(*megabytes);
                self.begin_rollout(component, current, None, "order", change);
            }
            _ => {}
        }
        Ok(None)
    }

    fn carry_out(&mut self, order: &Intervention) -> Result<&'static str, Refused> {
        use Intervention as I;
        match order {
            I::Scale { component, replicas } => self.scale_to(self.ours(component)?, *replicas),
            I::Drain { component, replica } => {
                let index = self.ours(component)?;
                let replica = self.replica_named(index, *replica)?;
                if !self.components[index].ready.contains(&replica) {
                    return Ok("failed: it takes no calls now");
                }
                if self.components[index].ready.len() == 1 {
                    return Ok("failed: it is the last that takes calls");
                }
                self.drain(replica);
            }
            I::Flag { flag, percent } => {
                let index = self.flag(flag)?;
                self.flags[index] = (f64::from(*percent) / 100.0, Some(self.now));
            }
            I::RevertConfig { component } => {
                for edge in self.pushed_edges(component) {
                    if let Some(before) = self.edges[edge].before.take() {
                        self.edges[edge].policy = before;
                        self.open_route(edge);
                        let size = self.edges[edge].policy.pool;
                        self.set_call(edge, &crate::fault::CallChange::Pool(size));
                    }
                }
                let index = self.component_named(component, NameKind::Component)?;
                self.components[index].deadly = None;
                if self.exporter_pushed(component) {
                    self.components[index].exporter_put_back = true;
                    self.components[index].false_reading = (1.0, self.now);
                }
            }
            I::SetCall { from, to, change } => self.set_call(self.edge_named(from, to)?, change),
            I::Shed { percent } => self.shed = f64::from(*percent) / 100.0,
            I::BlockClient { client } => {
                let index = self.client(client)?;
                self.traffic[index].blocked = true;
            }
            I::PauseJob { job } => {
                let index = self.job(job)?;
                self.jobs[index].paused = true;
            }
            I::ResumeJob { job } => {
                let index = self.job(job)?;
                self.jobs[index].paused = false;
            }
            other => return self.carry_out_on_parts(other),
        }
        Ok("done")
    }

    fn carry_out_on_parts(&mut self, order: &Intervention) -> Result<&'static str, Refused> {
        use Intervention as I;
        match order {
            I::KillQuery { database, endpoint } => {
                let (component, endpoint) = self.endpoint_named(database, endpoint)?;
                if self.kill_calls(component, endpoint) == 0 {
                    return Ok("done: none was running");
                }
            }
            I::KillTransaction { database } => {
                let component = self.database(database)?;
                let part = self.components[component].part;
                let Some(id) = self.locks[part].transactions.first().map(|t| t.id) else {
                    return Ok("done: none was open");
                };
                self.end_transaction(component, id);
            }
            I::FixPlan { database, endpoint } => {
                let (_, endpoint) = self.endpoint_named(database, endpoint)?;
                self.plans[endpoint as usize] = 1.0;
            }
            I::Purge { cache } => {
                let part = self.components[self.cache(cache)?].part;
                self.caches[part].flush();
            }
            I::Warm { cache } => self.finish_warming(self.cache(cache)?),
            I::FreeDisk { component } => return self.free_disk(component),
            I::GrowDisk { component } => {
                let index = self.ours(component)?;
                self.components[index].disk_size *= 1.5;
            }
            I::RenewCertificate { component } => {
                let index = self.component_named(component, NameKind::Component)?;
                self.components[index].certificate_expires = self.now + CERTIFICATE_LIFE;
            }
            I::FixDns { component } => {
                let index = self.component_named(component, NameKind::Component)?;
                self.components[index].name_broken = false;
            }
            I::ParkMessage { broker } => {
                let part = self.components[self.broker(broker)?].part;
                if !self.park(part) {
                    return Ok("failed: no message blocks a partition");
                }
            }
            I::CpuLimit { component, tenths } => {
                let index = self.ours(component)?;
                self.components[index].cpu_limit = Some(f64::from(*tenths) / 10.0);
            }
            _ => {}
        }
        Ok("done")
    }

    fn free_disk(&mut self, name: &str) -> Result<&'static str, Refused> {
        let component = self.ours(name)?;
        let laid = &self.plan.components[component];
        let mut freed = 0.0;
        for slot in laid.first..laid.first + laid.slots {
            let replica = &mut self.replicas[slot as usize];
            freed += replica.garbage;
            replica.disk -= replica.garbage;
            replica.garbage = 0.0;
        }
        Ok(if freed > 0.0 { "done" } else { "failed: nothing there may be deleted" })
    }

    /// Warming fetches from the databases behind the cache, which they feel.
    fn begin_warming(&mut self, cache: usize, takes: Nanos) {
        let plan = Arc::clone(&self.plan);
        let until = self.now + takes;
        let mut behind = Vec::new();
        for (at, op) in plan.ops.iter().enumerate() {
            let Op::Fill { component, lookup } = op else { continue };
            if *component as usize != cache {
                continue;
            }
            for miss in &plan.ops[*lookup as usize + 1..at] {
                if let Op::Call { endpoint, .. } = miss {
                    behind.push(plan.endpoints[*endpoint as usize].component as usize);
                }
            }
        }
        behind.sort_unstable();
        behind.dedup();
        for component in behind {
            self.components[component].slow.push((WARMING_COST, until));
        }
    }

    fn finish_warming(&mut self, component: usize) {
        let Kind::Cache(spec) = &self.plan.topology.components[component].kind else { return };
        let (capacity, now) = (spec.capacity, self.now);
        let until = now.saturating_add(spec.ttl);
        let cache = &mut self.caches[self.components[component].part];
        let cold: Vec<u32> = cache.coldest_wanted(capacity, now).collect();
        for key in cold.into_iter().rev() {
            cache.store(key, until);
        }
    }
}

/// A number that an order may give.
fn within(component: &str, of: Amount, number: u32, least: u32, most: u32) -> Result<(), Refused> {
    if (least..=most).contains(&number) {
        return Ok(());
    }
    Err(Refused::OutOfRange { component: component.into(), of, least, most })
}

/// The thing that an order is about, for the change log.
fn subject(order: &Intervention) -> String {
    let line = order.to_string();
    let word = line.split_whitespace().nth(1).unwrap_or_default();
    let word = word.split_once("->").map_or(word, |(from, _)| from);
    word.split('/').next().unwrap_or(word).into()
}
