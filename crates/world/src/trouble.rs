//! A component's own troubles: a configuration that kills, one replica that is not like the others, data that are
//! gone, a key that everybody wants. Behind one gate, so that who has none pays nothing. Knows nothing of callers.

use crate::engine::{World, kind};
use crate::fault::Fault;
use crate::frame::{Frame, MESSAGE, NONE, Outcome, STALE};
use crate::monitor::LogKind;
use crate::rng::{For, chance, child, draw, unit};
use crate::state::{Deadly, Life, Replica};
use crate::time::{MINUTE, NEVER, Nanos, SECOND};

/// Within this all replicas have read a configuration that was pushed [ns].
const RELOADS: Nanos = 20 * SECOND;
/// A process that died of its configuration is started again after this, then after twice as long, … [ns].
const BACK_OFF: Nanos = 10 * SECOND;
/// … and never after longer than this [ns].
const MOST_BACK_OFF: Nanos = 5 * MINUTE;
/// Who has lived this long is started without delay when it dies [ns].
const STEADY: Nanos = 10 * MINUTE;

/// What a component finds wrong with itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Trouble {
    /// Its configuration kills it.
    Config,
    /// This replica is not like the others.
    Replica,
    /// Its data are not there.
    Data,
    /// No thread is left for it.
    Threads,
}

impl Trouble {
    /// What the log says.
    pub(crate) fn message(self) -> &'static str {
        match self {
            Trouble::Config => "panic: configuration: unexpected null value, process exits (code 101)",
            Trouble::Replica => "no handler for this request in this build, answering 500",
            Trouble::Threads => {
                "cannot create thread: resource temporarily unavailable (thread limit reached)"
            }
            Trouble::Data => "FATAL: could not open file of table: No such file or directory",
        }
    }
}

impl World {
    /// Something may befall a call that its component works on; true if it did, and the call is over.
    #[cold]
    #[inline(never)]
    pub(crate) fn meets_trouble(&mut self, frame: u32) -> bool {
        let Frame { key, replica, endpoint, .. } = self.frames[frame];
        let component = self.plan.owner[replica as usize];
        let (c, now) = (&self.components[component as usize], self.now);
        if c.failing.1 > now && chance(key, For::Fault, c.failing.0) {
            self.fail(frame, LogKind::Own { component, outcome: Outcome::Error });
            return true;
        }
        if c.deadly == Some(Deadly::AtCall(endpoint)) {
            self.die_of_config(replica);
            return true;
        }
        let reads = !self.plan.endpoints[endpoint as usize].write;
        if reads && c.old_data.1 > now && chance(child(key, 3), For::Fault, c.old_data.0) {
            self.frames[frame].bits |= STALE;
        }
        let start = self.replicas[replica as usize].start;
        let bad = c.bad_replica.filter(|(slot, started, _)| (*slot, *started) == (replica, start));
        let what = if bad.is_some_and(|(.., share)| chance(child(key, 1), For::Fault, share)) {
            Trouble::Replica
        } else if c.lost.iter().any(|(slot, until)| *slot == replica && *until > now) {
            Trouble::Data
        } else if chance(child(key, 2), For::Fault, c.without_threads) {
            Trouble::Threads
        } else {
            return false;
        };
        self.fail(frame, LogKind::Trouble { component, what });
        true
    }

    /// A trouble begins.
    pub(crate) fn trouble_comes(&mut self, fault: &Fault) {
        let (Fault::BadConfig { component: name, .. }
        | Fault::BadReplica { component: name, .. }
        | Fault::DataLoss { database: name, .. }
        | Fault::OldData { database: name, .. }
        | Fault::HotKey { component: name, .. }) = fault
        else {
            return;
        };
        let Ok(index) = self.ours(name) else { return };
        let (first, slots) = (self.plan.components[index].first, self.plan.components[index].slots);
        let now = self.now;
        let c = &mut self.components[index];
        c.troubled_until = NEVER;
        match fault {
            Fault::OldData { share, lasts, .. } => c.old_data = (*share, now.saturating_add(*lasts)),
            Fault::HotKey { share, lasts, .. } => c.hot = (*share, now.saturating_add(*lasts)),
            Fault::BadReplica { replica, share, .. } => {
                let slot = first + replica;
                c.bad_replica = Some((slot, self.replicas[slot as usize].start, *share));
            }
            Fault::DataLoss { replica, lasts, .. } => {
                let until = now.saturating_add(*lasts);
                let gone = replica.map_or(first..first + slots, |number| first + number..first + number + 1);
                c.lost.extend(gone.map(|slot| (slot, until)));
            }
            Fault::BadConfig { endpoint, .. } => self.config_pushed(index, endpoint.as_deref()),
            _ => {}
        }
    }

    /// A configuration comes that the component cannot bear.
    fn config_pushed(&mut self, component: usize, endpoint: Option<&str>) {
        let name = self.plan.topology.components[component].name.clone();
        self.note_change("config-bot", format!("config {name} (new values)"), name, "done");
        let at_call = endpoint.and_then(|endpoint| self.plan.endpoint(component as u16, endpoint));
        self.components[component].deadly = Some(at_call.map_or(Deadly::AtStart, Deadly::AtCall));
        if at_call.is_some() {
            return;
        }
        for replica in self.components[component].ready.clone() {
            let wait =
                unit(draw(child(self.seed, self.now ^ u64::from(replica)), For::Fault)) * RELOADS as f64;
            let start = self.replicas[replica as usize].start;
            self.after(wait as Nanos, kind::RELOAD, replica, start);
        }
    }

    /// A replica reads the configuration that was pushed.
    pub(crate) fn reload(&mut self, replica: u32, start: u32) {
        let r = &self.replicas[replica as usize];
        let lives = r.start == start && matches!(r.life, Life::Ready | Life::Draining);
        if lives && self.components[r.owner as usize].deadly == Some(Deadly::AtStart) {
            self.die_of_config(replica);
        }
    }

    /// The process ends by its configuration; the sooner that happens again, the later it is started again.
    pub(crate) fn die_of_config(&mut self, replica: u32) {
        let r = &mut self.replicas[replica as usize];
        let lived = if matches!(r.life, Life::Ready | Life::Draining) { self.now - r.since } else { 0 };
        r.crashes = if lived >= STEADY { 0 } else { r.crashes + 1 };
        let wait = match r.crashes {
            0 => 0,
            n => (BACK_OFF << (n - 1).min(8)).min(MOST_BACK_OFF),
        };
        let component = r.owner;
        self.log(LogKind::Trouble { component, what: Trouble::Config }, replica, NONE);
        self.kill_replica(replica, "crash");
        let r = &mut self.replicas[replica as usize];
        if r.life == Life::Booting {
            r.start += 1; // the start that was planned at once does not happen
            let start = r.start;
            self.after(self.boot_of(replica) + wait, kind::BOOTED, replica, start);
        }
    }

    /// Once a second: each replica keeps threads to all others; more than the limit they cannot have, and what needed
    /// the missing ones fails.
    pub(crate) fn count_threads(&mut self, component: usize) {
        let Some(threads) = &self.plan.topology.components[component].threads else { return };
        let laid = &self.plan.components[component];
        let there = |r: &u32| !matches!(self.replicas[*r as usize].life, Life::Absent | Life::Pending);
        let replicas = (laid.first..laid.first + laid.slots).filter(there).count() as f64;
        let (needed, limit) = (f64::from(threads.per_replica) * replicas, f64::from(threads.limit));
        let c = &mut self.components[component];
        c.without_threads = (1.0 - limit / needed.max(1.0)).max(0.0);
        if c.without_threads > 0.0 {
            c.troubled_until = NEVER;
        }
    }

    /// Numbers for new rows; false if there are not as many left, and the call has failed.
    pub(crate) fn takes_numbers(&mut self, frame: u32, wanted: u32) -> bool {
        let Frame { replica, root, .. } = self.frames[frame];
        let component = self.plan.owner[replica as usize];
        let left = &mut self.components[component as usize].numbers;
        if *left == u32::MAX {
            return true;
        }
        if *left >= wanted {
            *left -= wanted;
            return true;
        }
        *left = 0;
        self.log(LogKind::Own { component, outcome: Outcome::OutOfNumbers }, replica, root);
        self.end_call(frame, Outcome::OutOfNumbers);
        false
    }

    /// Is a call from a version of its caller that this version does not understand?
    pub(crate) fn misunderstands(&self, frame: u32) -> bool {
        let f = &self.frames[frame];
        let Replica { owner, version, .. } = self.replicas[f.replica as usize];
        let refuses = &self.plan.topology.components[owner as usize].versions[version as usize].refuses;
        if refuses.is_empty() || f.is(MESSAGE) || !self.frames.live(f.parent, f.parent_generation) {
            return false;
        }
        let Some(caller) = self.replicas.get(self.frames[f.parent].replica as usize) else { return false };
        let spec = &self.plan.topology.components[caller.owner as usize];
        let version = &spec.versions[caller.version as usize].name;
        refuses.iter().any(|(component, refused)| *component == spec.name && refused == version)
    }

    /// A database's replica that starts has its data again if any other has them.
    pub(crate) fn copy_data(&mut self, component: usize, replica: u32) {
        let now = self.now;
        let c = &mut self.components[component];
        if c.lost.is_empty() {
            return;
        }
        let has = |slot: &u32| !c.lost.iter().any(|(lost, until)| lost == slot && *until > now);
        if c.ready.iter().any(|slot| *slot != replica && has(slot)) {
            c.lost.retain(|(slot, _)| *slot != replica);
        }
    }

    /// The replica to which a call of `parent` belongs: the same at every attempt, and none while it is away.
    #[inline(never)]
    pub(crate) fn shard_of(&self, component: usize, parent: u32) -> Option<u32> {
        let p = &self.frames[parent];
        let key = child(p.key, u64::from(p.pc));
        let c = &self.components[component];
        let hot = c.hot.1 > self.now && chance(key, For::Partition, c.hot.0);
        let number = if hot { 0 } else { (draw(key, For::Key) % u64::from(c.wanted.max(1))) as u32 };
        let slot = self.plan.components[component].first + number;
        c.ready.contains(&slot).then_some(slot)
    }
}
