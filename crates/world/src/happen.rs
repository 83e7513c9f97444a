//! How a [`Fault`] changes the world's parts. One match, one place; the symptoms are somebody else's.

use crate::brokers::Message;
use crate::engine::{World, kind};
use crate::fault::{CallChange, Fault};
use crate::refused::{NameKind, Refused};
use crate::rng::child;
use crate::state::EdgeState;
use crate::time::{NEVER, Nanos};
use crate::topology::{Fallback, Kind};

impl World {
    /// Plans a fault for a time to come [ns].
    ///
    /// # Errors
    /// A name in it does not exist in this world.
    pub fn schedule(&mut self, at: Nanos, fault: Fault) -> Result<(), Refused> {
        self.check(&fault)?;
        self.faults.push(fault);
        self.queue.push(at.max(self.now), kind::FAULT, (self.faults.len() - 1) as u32, 0);
        Ok(())
    }

    pub(crate) fn fault_happens(&mut self, index: usize) {
        let fault = self.faults[index].clone();
        self.happen(&fault);
    }

    pub(crate) fn job_runs(&mut self, index: usize) {
        let job = self.plan.topology.jobs[index].clone();
        if job.every != NEVER {
            self.after(job.every.max(crate::time::SECOND), kind::JOB, index as u32, 0);
        }
        if self.jobs[index].paused {
            return;
        }
        self.jobs[index].last = Some(self.now);
        self.note_change("cron", format!("job {} ran", job.name), job.name.clone(), "done");
        self.happen(&job.effect);
    }

    /// Do all names of a fault exist?
    fn check(&self, fault: &Fault) -> Result<(), Refused> {
        use Fault as F;
        match fault {
            F::Release { service, version } => self.version(service, version).map(drop),
            F::Flag { flag, .. } => self.flag(flag).map(drop),
            F::Config { from, to, .. }
            | F::Link { from, to, .. }
            | F::Route { from, to, .. }
            | F::Rotate { from, to, .. } => self.edge_named(from, to).map(drop),
            F::Plan { database, endpoint, .. } => self.endpoint_named(database, endpoint).map(drop),
            F::LongTransaction { database, .. } => self.database(database).map(drop),
            F::Flush { cache } => self.cache(cache).map(drop),
            F::Poison { broker } => self.broker(broker).map(drop),
            F::Surge { traffic, .. } => self.traffic_named(traffic).map(drop),
            F::AbusiveClient { journey, .. } => self.journey_named(journey).map(drop),
            F::ZoneDown { zone, .. } => self.zone_named(zone).map(drop),
            F::NodeDown { node } | F::NodePressure { node, .. } => self.node_named(node).map(drop),
            F::Slow { component, .. }
            | F::Failing { component, .. }
            | F::Stall { component, .. }
            | F::RateLimit { component, .. }
            | F::Dns { component }
            | F::CertificateExpires { component }
            | F::DiskGrowth { component, .. }
            | F::Crash { component, .. }
            | F::CpuLimit { component, .. }
            | F::MemoryLimit { component, .. }
            | F::Blind { component, .. }
            | F::FalseReading { component, .. } => {
                self.component_named(component, NameKind::Component).map(drop)
            }
            F::Remove { component, .. } => self.ours(component).map(drop),
            F::BadConfig { component, endpoint: None } => self.ours(component).map(drop),
            F::BadConfig { component, endpoint: Some(endpoint) } => {
                self.ours(component)?;
                self.endpoint_named(component, endpoint).map(drop)
            }
            F::BadReplica { component, replica, .. } => {
                let component = self.ours(component)?;
                self.replica_named(component, *replica).map(drop)
            }
            F::DataLoss { database, replica: Some(replica), .. } => {
                let component = self.database(database)?;
                self.replica_named(component, *replica).map(drop)
            }
            F::OldData { database, .. } | F::DataLoss { database, replica: None, .. } => {
                self.database(database).map(drop)
            }
            F::HotKey { component, .. } => self.sharded(component).map(drop),
            F::Withdraw { service, version } => self.version(service, version).map(drop),
            F::Quota { .. } | F::Record { .. } => Ok(()),
        }
    }

    /// Makes a fault happen now. Names were checked when it was scheduled; a job's are checked here, and
    /// a job that names nothing does nothing.
    pub(crate) fn happen(&mut self, fault: &Fault) {
        if self.check(fault).is_err() {
            return;
        }
        match fault {
            Fault::Release { .. }
            | Fault::Flag { .. }
            | Fault::Config { .. }
            | Fault::CpuLimit { .. }
            | Fault::MemoryLimit { .. }
            | Fault::Record { .. } => self.change_happens(fault),
            Fault::Surge { traffic, factor, lasts } => {
                if let Ok(index) = self.traffic_named(traffic) {
                    let until = self.now + lasts;
                    self.traffic[index].surges.push((*factor, until));
                    self.refresh_rate(index);
                }
            }
            Fault::AbusiveClient { client, journey, rate, lasts } => {
                if let Ok(journey) = self.journey_named(journey) {
                    self.start_client(client, journey, *rate, *lasts);
                }
            }
            Fault::Link { from, to, latency, loss, lasts } => {
                if let Ok(edge) = self.edge_named(from, to) {
                    self.edges[edge].link = (*latency, *loss, self.now + lasts);
                }
            }
            Fault::ZoneDown { zone, lasts } => {
                if let Ok(zone) = self.zone_named(zone) {
                    self.zone_gone(zone, *lasts);
                }
            }
            Fault::NodeDown { node } => {
                if let Ok(node) = self.node_named(node) {
                    self.node_gone(node);
                }
            }
            Fault::NodePressure { node, factor, lasts } => {
                if let Ok(node) = self.node_named(node) {
                    self.nodes[node as usize] = (*factor, self.now.saturating_add(*lasts));
                }
            }
            Fault::Plan { .. }
            | Fault::LongTransaction { .. }
            | Fault::Flush { .. }
            | Fault::Poison { .. } => {
                self.data_suffer(fault);
            }
            Fault::Remove { .. } | Fault::Withdraw { .. } | Fault::Quota { .. } => {
                self.platform_suffers(fault)
            }
            Fault::Route { .. } | Fault::Rotate { .. } => self.network_pushed(fault),
            Fault::BadConfig { .. }
            | Fault::BadReplica { .. }
            | Fault::DataLoss { .. }
            | Fault::OldData { .. }
            | Fault::HotKey { .. } => self.trouble_comes(fault),
            other => self.component_suffers(other),
        }
    }

    /// Faults of what is stored or under way.
    fn data_suffer(&mut self, fault: &Fault) {
        match fault {
            Fault::Plan { database, endpoint, factor } => {
                if let Ok((_, endpoint)) = self.endpoint_named(database, endpoint) {
                    self.plans[endpoint as usize] = *factor;
                }
            }
            Fault::LongTransaction { database, rows, lasts } => {
                if let Ok(component) = self.database(database) {
                    self.open_transaction(component, *rows, *lasts);
                }
            }
            Fault::Flush { cache } => {
                if let Ok(component) = self.cache(cache) {
                    let part = self.components[component].part;
                    self.caches[part].flush();
                }
            }
            Fault::Poison { broker } => {
                if let Ok(component) = self.broker(broker) {
                    let key = child(child(self.seed, 999), self.messages);
                    let poison = Message { poison: true, ..Message::new(key, self.now) };
                    self.publish(self.components[component].part, poison);
                }
            }
            _ => {}
        }
    }

    /// Changes that leave a record in the change log.
    fn change_happens(&mut self, fault: &Fault) {
        match fault {
            Fault::Release { service, version } => {
                if let Ok((component, version)) = self.version(service, version) {
                    self.release(component, version, "deploy-bot", "deploy");
                }
            }
            Fault::Flag { flag, share } => {
                if let Ok(index) = self.flag(flag) {
                    let what =
                        format!("flag {flag} {:.0} % -> {:.0} %", self.flags[index].0 * 100.0, share * 100.0);
                    self.flags[index] = (*share, Some(self.now));
                    self.note_change("product", what, flag.clone(), "done");
                }
            }
            Fault::Config { from, to, change } => {
                if let Ok(edge) = self.edge_named(from, to) {
                    self.note_change(
                        "config-bot",
                        format!("config {from}->{to} {change}"),
                        from.clone(),
                        "done",
                    );
                    self.edges[edge].before = Some(self.edges[edge].policy.clone());
                    self.set_call(edge, change);
                }
            }
            Fault::CpuLimit { component, cores } => {
                if let Ok(index) = self.component_named(component, NameKind::Component) {
                    self.note_change(
                        "platform",
                        format!("cpu-limit {component} {cores}"),
                        component.clone(),
                        "done",
                    );
                    self.components[index].cpu_limit = Some(*cores);
                }
            }
            Fault::MemoryLimit { component, limit } => {
                if let Ok(index) = self.component_named(component, NameKind::Component) {
                    self.note_change(
                        "platform",
                        format!("memory-limit {component} {limit}"),
                        component.clone(),
                        "done",
                    );
                    self.components[index].memory_limit = *limit;
                }
            }
            Fault::Record { what, who } => {
                let subject = what.split_whitespace().nth(1).unwrap_or_default().to_string();
                self.note_change(who, what.clone(), subject, "done");
            }
            _ => {}
        }
    }

    /// Faults of one component.
    fn component_suffers(&mut self, fault: &Fault) {
        let name = match fault {
            Fault::Slow { component, .. }
            | Fault::Failing { component, .. }
            | Fault::Stall { component, .. }
            | Fault::RateLimit { component, .. }
            | Fault::Dns { component }
            | Fault::CertificateExpires { component }
            | Fault::DiskGrowth { component, .. }
            | Fault::Crash { component, .. }
            | Fault::Blind { component, .. }
            | Fault::FalseReading { component, .. } => component,
            _ => return,
        };
        let Ok(index) = self.component_named(name, NameKind::Component) else { return };
        let now = self.now;
        let c = &mut self.components[index];
        match fault {
            Fault::Slow { factor, lasts, .. } => c.slow.push((*factor, now.saturating_add(*lasts))),
            Fault::Failing { share, lasts, .. } => {
                c.failing = (*share, now.saturating_add(*lasts));
                c.troubled_until = c.troubled_until.max(c.failing.1);
            }
            Fault::Stall { share, lasts, .. } if *share >= 1.0 => {
                c.stalled_until = now.saturating_add(*lasts)
            }
            Fault::Stall { share, lasts, .. } => {
                c.slow.push((1.0 / (1.0 - share), now.saturating_add(*lasts)))
            }
            Fault::RateLimit { rate, lasts, .. } => c.rate_limit = (*rate, now.saturating_add(*lasts)),
            Fault::Dns { .. } => c.name_broken = true,
            Fault::CertificateExpires { .. } => c.certificate_expires = now,
            Fault::DiskGrowth { growth, .. } => c.disk_growth = *growth,
            Fault::Blind { lasts, .. } => c.blind_until = now.saturating_add(*lasts),
            Fault::FalseReading { factor, lasts, .. } if !c.exporter_put_back => {
                c.false_reading = (*factor, now.saturating_add(*lasts))
            }
            Fault::Crash { replica, .. } => {
                let ready = &c.ready;
                if let Some(victim) = ready.get(*replica as usize % ready.len().max(1)).copied() {
                    self.kill_replica(victim, "crash");
                }
            }
            _ => {}
        }
        let c = &mut self.components[index];
        c.slowness = c.slow.iter().map(|(factor, _)| factor).product();
    }

    /// Rolls a version out, remembering the one before.
    pub(crate) fn release(
        &mut self,
        component: usize,
        version: u16,
        who: &str,
        reason: &'static str,
    ) -> usize {
        let old = self.components[component].version;
        let spec = &self.plan.topology.components[component];
        let what = format!(
            "release {} {} -> {}",
            spec.name, spec.versions[old as usize].name, spec.versions[version as usize].name
        );
        let name = spec.name.clone();
        let change = self.note_change(who, what, name, "started");
        self.components[component].previous = Some(old);
        self.begin_rollout(component, version, None, reason, change);
        change
    }

    /// Changes one setting of how a caller calls.
    pub(crate) fn set_call(&mut self, edge: usize, change: &CallChange) {
        let EdgeState { policy, .. } = &mut self.edges[edge];
        match change {
            CallChange::Pool(size) => policy.pool = (*size).max(1),
            CallChange::Timeout(span) => policy.timeout = (*span).max(crate::time::MILLI),
            CallChange::Retries(n) => policy.retries = *n,
            CallChange::Fallback(true) => policy.fallback = Fallback::On,
            CallChange::Fallback(false) => policy.fallback = Fallback::Off,
        }
        let size = self.edges[edge].policy.pool;
        let laid = &self.plan.edges[edge];
        let slots = self.plan.components.get(laid.from as usize).map_or(1, |c| c.slots);
        for pool in laid.pool..laid.pool + slots {
            self.fill_pool(edge as u16, pool as usize, size);
        }
    }

    pub(crate) fn is_external(&self, component: usize) -> bool {
        matches!(self.plan.topology.components[component].kind, Kind::External(_))
    }
}
