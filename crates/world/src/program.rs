//! Runs an endpoint's program from where it stands until it has to wait for something. Knows the
//! operations; who serves them is elsewhere.

use crate::dist::{Dist, nanos};
use crate::engine::{World, kind};
use crate::frame::{BEING_FETCHED, Frame, HIT, ON_CPU, Outcome, WORKING};
use crate::monitor::LogKind;
use crate::plan::Op;
use crate::rng::{For, chance, child, draw, unit};
use crate::time::MILLI;

/// A caller that found its key being fetched looks again after this [ns].
const LOOK_AGAIN: u64 = 10 * MILLI;

impl World {
    /// A request's own program has no worker; a served call must still hold one.
    pub(crate) fn still_running(&self, frame: u32) -> bool {
        let f = &self.frames[frame];
        f.replica == crate::engine::NOBODY || f.is(WORKING)
    }

    /// Goes on with a program until it waits or ends.
    pub(crate) fn run(&mut self, frame: u32) {
        loop {
            let pc = self.frames[frame].pc;
            match self.plan.ops[pc as usize] {
                Op::Work(dist) => return self.work(frame, dist),
                Op::Wait(dist) => return self.wait(frame, dist),
                Op::Call { edge, endpoint } => return self.call(frame, edge, endpoint, 0),
                Op::Lookup { edge, endpoint, .. } => {
                    let item = self.asked_key(frame, pc, endpoint);
                    return self.call(frame, edge, endpoint, item);
                }
                Op::End => return self.end_call(frame, Outcome::Ok),
                op => match self.run_through(frame, pc, op) {
                    Some(next) => self.frames[frame].pc = next,
                    None => return,
                },
            }
        }
    }

    /// An operation that takes no time: where the program goes on, unless the call has to wait or is over.
    /// Apart from [`run`](Self::run) so that what every call does stays short.
    #[inline(never)]
    fn run_through(&mut self, frame: u32, pc: u32, op: Op) -> Option<u32> {
        let goes_on = match op {
            Op::Fill { component, lookup } => {
                let Op::Lookup { endpoint, .. } = self.plan.ops[lookup as usize] else {
                    unreachable!("a fill names its lookup")
                };
                let item = self.asked_key(frame, lookup, endpoint);
                self.fill(component as usize, item);
                true
            }
            Op::Ask => {
                self.ask(frame);
                true
            }
            Op::Append => {
                self.append(frame);
                true
            }
            Op::Lock(rows) => self.take_lock(frame, rows),
            Op::Number(count) => self.takes_numbers(frame, count),
            Op::Write(megabytes) => self.written(frame, megabytes),
            Op::Flag { flag, otherwise } if !self.in_cohort(frame, flag) => return Some(otherwise),
            Op::Flag { .. } => true,
            Op::Jump(to) => return Some(to),
            Op::Fail { probability, text } => !self.fails(frame, probability, text),
            Op::Work(_) | Op::Wait(_) | Op::Call { .. } | Op::Lookup { .. } | Op::End => {
                unreachable!("these wait or end")
            }
        };
        goes_on.then_some(pc + 1)
    }

    /// Processor time, as long as it takes here and now.
    fn work(&mut self, frame: u32, dist: u16) {
        let f = &mut self.frames[frame];
        let sample = sample(&self.plan.dists[dist as usize], f);
        f.pc += 1;
        f.bits |= ON_CPU;
        let Frame { replica, endpoint, generation, .. } = *f;
        let took = self.stretch(replica, endpoint, sample);
        self.queue.push(self.now + took, kind::STEP, frame, generation);
    }

    /// Time without processor; a slow or stalled component waits longer too.
    fn wait(&mut self, frame: u32, dist: u16) {
        let f = &mut self.frames[frame];
        let sample = sample(&self.plan.dists[dist as usize], f);
        f.pc += 1;
        let component = &self.components[self.replicas[f.replica as usize].owner as usize];
        let took = nanos(sample * component.slowness) + component.stalled_until.saturating_sub(self.now);
        self.queue.push(self.now + took, kind::STEP, frame, f.generation);
    }

    /// Writes to the disk; false if it is full, and the call has failed.
    fn written(&mut self, frame: u32, megabytes: f32) -> bool {
        let Frame { replica, root, .. } = self.frames[frame];
        if self.write_disk(replica, f64::from(megabytes)) {
            return true;
        }
        let component = self.plan.owner[replica as usize];
        self.log(LogKind::Own { component, outcome: Outcome::DiskFull }, replica, root);
        self.end_call(frame, Outcome::DiskFull);
        false
    }

    /// A step that fails now and then; true if it did, and the call with it.
    fn fails(&mut self, frame: u32, probability: f32, text: u16) -> bool {
        let Frame { key, pc, replica, .. } = self.frames[frame];
        let fails = chance(child(key, u64::from(pc)), For::Bug, f64::from(probability));
        if fails {
            self.fail(frame, LogKind::Text { component: self.plan.owner[replica as usize], text });
        }
        fails
    }

    /// The call that a program waited for was answered.
    pub(crate) fn call_succeeded(&mut self, frame: u32, answer: u16) {
        let pc = self.frames[frame].pc;
        match self.plan.ops[pc as usize] {
            Op::Lookup { .. } if answer & BEING_FETCHED != 0 => {
                self.frame_after(LOOK_AGAIN, kind::RETRY, frame);
            }
            Op::Lookup { hit, .. } if answer & HIT != 0 => {
                self.frames[frame].pc = hit;
                self.run(frame);
            }
            _ => {
                self.frames[frame].pc = pc + 1;
                self.run(frame);
            }
        }
    }

    /// The key that this request asks of the cache at operation `lookup`: a pure draw, so that storing
    /// the answer later names the same key.
    fn asked_key(&self, frame: u32, lookup: u32, endpoint: u16) -> u32 {
        let cache = self.plan.endpoints[endpoint as usize].component as usize;
        let zipf = self.plan.components[cache].zipf.as_ref().expect("validated: a lookup asks a cache");
        zipf.pick(draw(child(self.frames[frame].key, u64::from(lookup)), For::Key))
    }

    /// Users are split by a hash of user and flag, so that a share only ever grows by new users.
    fn in_cohort(&self, frame: u32, flag: u16) -> bool {
        let share = self.flags[flag as usize].0;
        if share <= 0.0 || share >= 1.0 {
            return share >= 1.0;
        }
        let root = self.frames[frame].root;
        let user = self.roots.get(root as usize).map_or(self.frames[frame].key, |r| r.cohort);
        unit(draw(child(user, u64::from(flag)), For::Cohort)) <= share
    }
}

/// What the operation that a call has come to takes by itself [ns].
#[inline]
fn sample(dist: &Dist, f: &Frame) -> f64 {
    dist.sample(draw(child(f.key, u64::from(f.pc)), For::Work))
}
