//! What waits for the platform: orders while its own component does not answer, replicas while there is no place for
//! them. Knows when they may go on; what a roll-out or a start then does is the platform's.

use crate::engine::{World, kind};
use crate::fault::Fault;
use crate::frame::NONE;
use crate::intervention::Intervention;
use crate::monitor::LogKind;
use crate::platform::SCALED_IN;
use crate::refused::NameKind;
use crate::state::Life;
use crate::time::{Nanos, SECOND};

/// Whoever waits for the platform asks it again after this [ns].
pub(crate) const ASK_AGAIN: Nanos = 10 * SECOND;
/// A platform in whose queue the first call has waited longer than this counts as not answering [ns].
const PATIENCE: Nanos = 10 * SECOND;
/// One that fails more of its calls than this counts as not answering [0..1].
const FAILS: f64 = 0.5;

/// What a replica waits for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Lack {
    /// The platform's answer.
    Platform,
    /// A place within the quota.
    Quota,
    /// A node with room.
    Node,
}

impl World {
    /// Does the platform answer whoever wants to start, stop or replace replicas of `component`? To be started itself, it
    /// needs nobody.
    fn platform_answers(&self, component: usize) -> bool {
        let Some(platform) = self.platform.filter(|platform| *platform != component) else { return true };
        let c = &self.components[platform];
        let fails = c.failing.1 > self.now && c.failing.0 > FAILS;
        let named = !c.name_broken && c.certificate_expires > self.now;
        let takes = |replica: &u32| {
            let first = self.replicas[*replica as usize].queue.first();
            first.is_none_or(|frame| self.now - self.frames[frame].came <= PATIENCE)
        };
        named && !fails && c.stalled_until <= self.now && c.ready.iter().any(takes)
    }

    /// Something is wanted of a component's replicas: does it have to wait for the platform? Then its log says so.
    pub(crate) fn must_wait(&mut self, component: usize) -> bool {
        let waits = !self.platform_answers(component);
        if waits {
            let first = self.plan.components[component].first;
            self.log(LogKind::Waits { component: component as u16, lacks: Lack::Platform }, first, NONE);
        }
        waits
    }

    /// The same for what has a change record, which says so while it waits.
    pub(crate) fn has_to_wait(&mut self, component: usize, change: usize) -> bool {
        if self.platform.is_none() {
            return false;
        }
        let waits = self.must_wait(component);
        let platform = self.plan.topology.platform.as_deref().unwrap_or_default();
        if let Some(record) = self.record.changes.get_mut(change) {
            record.state =
                if waits { format!("waiting: {platform} does not answer") } else { "started".into() };
        }
        waits
    }

    /// The component whose replicas an order changes, if it changes any [index].
    pub(crate) fn component_to_place(&self, order: &Intervention) -> Option<usize> {
        use Intervention as I;
        match order {
            I::Rollback { service: name }
            | I::Deploy { service: name, .. }
            | I::Restart { component: name, .. }
            | I::Scale { component: name, .. }
            | I::CpuLimit { component: name, .. }
            | I::MemoryLimit { component: name, .. } => self.ours(name).ok(),
            _ => None,
        }
    }

    /// From the start of a replica's process to its being ready, what is on its disk read [ns].
    pub(crate) fn boot_of(&self, replica: u32) -> Nanos {
        let spec = &self.plan.topology.components[self.plan.owner[replica as usize] as usize];
        if spec.load_rate.is_infinite() {
            return spec.boot;
        }
        let data = self.replicas[replica as usize].disk / spec.load_rate;
        spec.boot.saturating_add((data * SECOND as f64) as Nanos)
    }

    /// Starts a replica where there is a place for it, or lets it wait for one.
    pub(crate) fn place(&mut self, replica: u32) {
        let owner = self.plan.owner[replica as usize] as usize;
        self.replicas[replica as usize].life = Life::Pending;
        let node = self.node_with_room(replica);
        let lacks = if self.quota.is_some_and(|most| self.running(None) >= most) {
            Some(Lack::Quota)
        } else if node.is_none() {
            Some(Lack::Node)
        } else {
            self.must_wait(owner).then_some(Lack::Platform)
        };
        let boot = self.boot_of(replica);
        let r = &mut self.replicas[replica as usize];
        r.start += 1;
        if let Some(lacks) = lacks {
            self.pending.push(replica);
            if lacks != Lack::Platform {
                self.log(LogKind::Waits { component: owner as u16, lacks }, replica, NONE);
            }
            return;
        }
        r.node = node.unwrap_or(r.node);
        r.life = Life::Booting;
        let start = r.start;
        self.after(boot, kind::BOOTED, replica, start);
    }

    /// The node that a replica is to stand on: its own, or where only so many fit on one, the emptiest of its zone that
    /// has room.
    fn node_with_room(&self, replica: u32) -> Option<u16> {
        let own = self.replicas[replica as usize].node;
        let Some(room) = self.plan.topology.node_room.filter(|_| own != u16::MAX) else { return Some(own) };
        let zones = self.plan.topology.zones.len().max(1) as u32;
        let near = |node: &u16| u32::from(*node) % zones == self.zone_of(replica) % zones;
        let there = |node: u16| self.running(Some(node));
        let nodes = (0..self.nodes.len() as u16).filter(|n| near(n) && !self.lost_nodes.contains(n));
        let emptiest = nodes.min_by_key(|node| (there(*node), *node != own, *node))?;
        (there(emptiest) < room).then_some(emptiest)
    }

    /// Replicas of ours that have a place, on this node or anywhere [count].
    fn running(&self, node: Option<u16>) -> u32 {
        let placed = |r: &u32| {
            let replica = &self.replicas[*r as usize];
            let placed = matches!(replica.life, Life::Booting | Life::Ready | Life::Draining);
            let here = node.is_none_or(|node| replica.node == node);
            placed && here && !self.is_external(replica.owner as usize)
        };
        (0..self.replicas.len() as u32).filter(placed).count() as u32
    }

    /// Once a second: those that wait ask again.
    pub(crate) fn place_pending(&mut self) {
        if !self.now.is_multiple_of(ASK_AGAIN) {
            return;
        }
        for replica in std::mem::take(&mut self.pending) {
            if self.replicas[replica as usize].life == Life::Pending {
                self.place(replica);
            }
        }
    }

    /// Is the image of a version gone, which does not run?
    pub(crate) fn is_withdrawn(&self, component: usize, version: u16) -> bool {
        let c = &self.components[component];
        version != c.version && c.withdrawn.contains(&version)
    }

    /// Slips and limits of the platform.
    pub(crate) fn platform_suffers(&mut self, fault: &Fault) {
        match fault {
            Fault::Remove { component, replicas } => {
                if let Ok(index) = self.component_named(component, NameKind::Component) {
                    self.remove(index, *replicas);
                }
            }
            Fault::Withdraw { service, version } => {
                if let Ok((index, build)) = self.version(service, version) {
                    let what = format!("delete-image {service} {version}");
                    self.note_change("registry-bot", what, service.clone(), "done");
                    self.components[index].withdrawn.push(build);
                }
            }
            Fault::Quota { replicas } => {
                self.note_change("platform", format!("quota {replicas}"), String::new(), "done");
                self.quota = Some(*replicas);
            }
            _ => {}
        }
    }

    /// Takes the last `count` ready replicas of a component away, and with them the wish for them.
    fn remove(&mut self, component: usize, count: u32) {
        let gone: Vec<u32> =
            self.components[component].ready.iter().rev().take(count as usize).copied().collect();
        let name = self.plan.topology.components[component].name.clone();
        let what = format!("remove {name} {} of {}", gone.len(), self.components[component].ready.len());
        self.note_change("operator", what, name, "done");
        let wanted = &mut self.components[component].wanted;
        *wanted = wanted.saturating_sub(gone.len() as u32);
        for replica in gone {
            self.drain(replica);
            self.replicas[replica as usize].reason = SCALED_IN;
            self.kill_replica(replica, SCALED_IN);
        }
    }
}
