//! A message broker: partitions read in order, one message of each at a time, so that one message that
//! cannot be handled blocks its partition. Knows nothing of what handling means.

use std::collections::VecDeque;

use crate::engine::{World, kind};
use crate::frame::{AT_CALLEE, Frame, MESSAGE, NONE, Outcome};
use crate::monitor::LogKind;
use crate::plan::OUTSIDE;
use crate::rng::{For, child, draw};
use crate::time::{Nanos, SECOND};
use crate::topology::{Broker, Kind};

/// Most messages that one partition holds [count]: two hours at 100 a second; beyond, publishing fails.
const MOST: usize = 720_000;

/// One message.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Message {
    pub(crate) key: u64,
    /// Published [ns].
    pub(crate) at: Nanos,
    /// No consumer can handle it.
    pub(crate) poison: bool,
    /// Journey that sent it, or [`OUTSIDE`].
    pub(crate) journey: u16,
    /// Deliveries that failed [count]; each delivery has luck of its own.
    pub(crate) tries: u32,
}

/// A broker's partitions.
#[derive(Clone, Debug)]
pub(crate) struct BrokerState {
    pub(crate) component: u16,
    pub(crate) partitions: Vec<VecDeque<Message>>,
    /// Being handled now, or waiting to be delivered again.
    busy: Vec<bool>,
    /// Of each partition's messages, from its head on, those that are late already [count].
    late: Vec<usize>,
    /// Messages taken aside by order [count].
    pub(crate) parked: u32,
    pub(crate) handled: u64,
}

impl BrokerState {
    pub(crate) fn new(component: u16, spec: &Broker) -> BrokerState {
        let n = spec.partitions as usize;
        BrokerState {
            component,
            partitions: vec![VecDeque::new(); n],
            busy: vec![false; n],
            late: vec![0; n],
            parked: 0,
            handled: 0,
        }
    }

    /// Not yet handled [count].
    pub(crate) fn backlog(&self) -> usize {
        self.partitions.iter().map(VecDeque::len).sum()
    }

    /// Takes the head of a partition away.
    fn take(&mut self, partition: usize) {
        self.partitions[partition].pop_front();
        self.late[partition] = self.late[partition].saturating_sub(1);
    }

    /// When the oldest one was published [ns].
    pub(crate) fn oldest(&self) -> Option<Nanos> {
        self.partitions.iter().filter_map(|p| p.front()).map(|m| m.at).min()
    }
}

impl Message {
    pub(crate) fn new(key: u64, at: Nanos) -> Message {
        Message { key, at, poison: false, journey: OUTSIDE, tries: 0 }
    }
}

impl World {
    /// A publish call is served: append its message.
    pub(crate) fn append(&mut self, frame: u32) {
        let f = self.frames[frame];
        let part = self.components[self.plan.owner[f.replica as usize] as usize].part;
        self.messages += 1;
        let journey = self.roots.get(f.root as usize).map_or(OUTSIDE, |root| root.journey);
        self.publish(part, Message { journey, ..Message::new(child(f.key, 5), self.now) });
    }

    /// Puts a message on its partition.
    pub(crate) fn publish(&mut self, part: usize, message: Message) {
        let broker = &mut self.brokers[part];
        let partition = (draw(message.key, For::Partition) % broker.partitions.len() as u64) as u32;
        let queue = &mut broker.partitions[partition as usize];
        if queue.len() < MOST {
            queue.push_back(message);
        }
        self.next_message(part, partition);
    }

    /// Hands the head of a partition to a consumer, if it is idle and one is ready.
    pub(crate) fn next_message(&mut self, part: usize, partition: u32) {
        let broker = &self.brokers[part];
        if broker.busy[partition as usize] {
            return;
        }
        let Some(message) = broker.partitions[partition as usize].front().copied() else { return };
        let key = if message.tries == 0 { message.key } else { child(message.key, u64::from(message.tries)) };
        let endpoint = self.plan.components[broker.component as usize].consumer;
        let consumer = self.plan.endpoints[endpoint as usize].component as usize;
        let ready = &self.components[consumer].ready;
        self.brokers[part].busy[partition as usize] = true;
        if ready.is_empty() {
            self.retry_later(part, partition, SECOND);
            return;
        }
        let replica = ready[partition as usize % ready.len()];
        let frame = self.frames.add(Frame {
            key,
            sent: self.now,
            came: self.now,
            replica,
            item: partition,
            endpoint,
            edge: OUTSIDE,
            parent: part as u32,
            parent_generation: u32::MAX,
            pc: self.plan.endpoints[endpoint as usize].start,
            bits: AT_CALLEE | MESSAGE | if message.poison { crate::frame::DOOMED } else { 0 },
            ..Frame::EMPTY
        });
        if self.replicas[replica as usize].busy < self.plan.hosts[consumer].workers {
            self.begin(frame);
        } else {
            self.frames[frame].bits |= crate::frame::IN_QUEUE;
            let line = &mut self.replicas[replica as usize].queue;
            line.push(&mut self.frames, frame);
        }
    }

    fn retry_later(&mut self, part: usize, partition: u32, wait: Nanos) {
        self.after(wait, kind::MESSAGE, part as u32, partition);
    }

    /// The wait for a partition's next delivery is over.
    pub(crate) fn deliver_again(&mut self, part: usize, partition: u32) {
        self.brokers[part].busy[partition as usize] = false;
        self.next_message(part, partition);
    }

    /// A consumer is done with a message, or its process died over it.
    pub(crate) fn message_handled(&mut self, frame: u32, outcome: Outcome) {
        let f = self.frames[frame];
        let (part, partition) = (f.parent as usize, f.item);
        self.frames[frame].bits &= !AT_CALLEE;
        self.frames.release(frame);
        let component = self.brokers[part].component;
        let Kind::Broker(spec) = &self.plan.topology.components[component as usize].kind else { return };
        if outcome.failed() {
            let (consumer, wait) = (self.plan.owner[f.replica as usize], spec.redelivery);
            self.log(LogKind::Message { component: consumer, broker: component }, f.replica, NONE);
            if let Some(message) = self.brokers[part].partitions[partition as usize].front_mut() {
                message.tries += 1;
            }
            self.retry_later(part, partition, wait);
            return;
        }
        self.count_late(part);
        let broker = &mut self.brokers[part];
        broker.take(partition as usize);
        broker.handled += 1;
        broker.busy[partition as usize] = false;
        self.next_message(part, partition);
    }

    /// Counts what has become late since it was last called. What nobody handles hurts its user as much as what is
    /// handled late, so it is counted when its time is over, not when it is handled.
    pub(crate) fn count_late(&mut self, part: usize) {
        let broker = &mut self.brokers[part];
        let Kind::Broker(spec) = &self.plan.topology.components[broker.component as usize].kind else {
            return;
        };
        for (partition, late) in broker.partitions.iter().zip(&mut broker.late) {
            while let Some(message) = partition.get(*late).filter(|m| self.now - m.at > spec.late_after) {
                *late += 1;
                if let Some(journey) = self.plan.journeys.get(message.journey as usize) {
                    self.record.count_late_message(message.journey, journey.value);
                }
            }
        }
    }

    /// Takes a message that blocks its partition aside. False if none does.
    pub(crate) fn park(&mut self, part: usize) -> bool {
        let blocked = self.brokers[part].partitions.iter().position(|p| p.front().is_some_and(|m| m.poison));
        let Some(partition) = blocked else { return false };
        let broker = &mut self.brokers[part];
        broker.take(partition);
        broker.parked += 1;
        if !broker.busy[partition] {
            self.next_message(part, partition as u32);
        }
        true
    }
}
