//! Callers' timers. Nearly every call is answered long before its timeout, and most calls over one edge
//! have the same one: so each edge keeps its timers in a line in order of time, and only one look at
//! the line waits in the queue. What was answered meanwhile leaves the line without having been an event.
//! Knows nothing of what a timeout does.
//!
//! ```text
//!   queue  …───── look ─────…         one for each edge, never later than the line's front
//!                  ▼
//!   line   [answered][answered][waits][answered][waits] ◄─ new timers
//! ```

use std::collections::VecDeque;

use crate::engine::{World, kind};
use crate::frame::{Frames, WAITED_FOR};
use crate::time::Nanos;

/// One call's timer.
#[derive(Clone, Copy, Debug)]
struct Timer {
    /// When it rings [ns].
    time: Nanos,
    /// Its place among events of the same time.
    order: u64,
    frame: u32,
    generation: u32,
}

impl Timer {
    fn wanted(&self, frames: &Frames) -> bool {
        frames.live(self.frame, self.generation) && frames[self.frame].is(WAITED_FOR)
    }
}

/// The timers of the calls over one edge.
#[derive(Clone, Debug, Default)]
pub(crate) struct Timeouts {
    /// In order of `(time, order)`.
    line: VecDeque<Timer>,
    /// Time [ns] and order of the look that counts, not later than the front. Others were overtaken.
    look: Option<(Nanos, u64)>,
}

impl Timeouts {
    fn drop_answered(&mut self, frames: &Frames) {
        while self.line.front().is_some_and(|timer| !timer.wanted(frames)) {
            self.line.pop_front();
        }
    }

    fn add(&mut self, timer: Timer) {
        if self.line.back().is_none_or(|last| last.time <= timer.time) {
            self.line.push_back(timer);
        } else {
            // The edge's timeout was shortened meanwhile.
            let at = self.line.partition_point(|other| other.time <= timer.time);
            self.line.insert(at, timer);
        }
    }

    pub(crate) fn bytes(&self) -> usize {
        self.line.capacity() * size_of::<Timer>()
    }
}

impl World {
    /// Sets the timer of a call that waits from now on.
    pub(crate) fn set_timeout(&mut self, edge: u16, frame: u32, generation: u32, timeout: Nanos) {
        let (time, order) = (self.now + timeout, self.queue.order());
        let timeouts = &mut self.timeouts[edge as usize];
        timeouts.add(Timer { time, order, frame, generation });
        if timeouts.look.is_none_or(|(look, _)| time < look) {
            timeouts.look = Some((time, order));
            self.queue.push_in_order(time, order, kind::TIMEOUT, u32::from(edge));
        }
    }

    /// Looks at an edge's line: its first timer rings, unless what it was set for has been answered.
    pub(crate) fn look_at_timeouts(&mut self, edge: u32, order: u64) {
        let timeouts = &mut self.timeouts[edge as usize];
        if timeouts.look.is_none_or(|(_, counts)| counts != order) {
            return;
        }
        timeouts.drop_answered(&self.frames);
        let rings = timeouts.line.pop_front_if(|timer| timer.order == order);
        if rings.is_some() {
            timeouts.drop_answered(&self.frames);
        }
        timeouts.look = timeouts.line.front().map(|next| (next.time, next.order));
        if let Some((time, order)) = timeouts.look {
            self.queue.push_in_order(time, order, kind::TIMEOUT, edge);
        }
        if let Some(timer) = rings {
            self.events += 1;
            self.timeout(timer.frame);
        }
    }
}
