//! The one ordered queue of things to come, keyed `(time, seq)`: what was scheduled first happens first
//! among equals. A wheel of one-millisecond slots holds the next 8.6 s, a heap the rest; the slot that
//! is open now is kept sorted. Pushing and popping touch a few cache lines whatever waits. Knows
//! nothing of what an event means.
//!
//! ```text
//!            cursor
//!   wheel  … [ ][▓][ ][ ][▓]…[ ] …      far: everything beyond the wheel's reach
//!             └─ open: sorted, the next event last
//! ```

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use crate::time::Nanos;

/// Width of a slot, as a power of two [ns]: about one millisecond.
const SHIFT: u32 = 20;
/// Slots in the wheel [count]; with `SHIFT` a reach of 8.6 s, more than the usual timeout.
const SLOTS: usize = 8192;
const NONE: u32 = u32::MAX;

/// Something to come. `kind`, `a` and `b` are the engine's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Event {
    /// When [ns].
    pub(crate) time: Nanos,
    /// Order of scheduling in the upper 56 bits, kind in the lower 8.
    tag: u64,
    pub(crate) a: u32,
    pub(crate) b: u32,
}

impl Event {
    pub(crate) fn kind(&self) -> u8 {
        self.tag as u8
    }

    /// Its place in the order of scheduling.
    pub(crate) fn order(&self) -> u64 {
        self.tag >> 8
    }
}

#[derive(Clone, Copy, Debug)]
struct Node {
    event: Event,
    next: u32,
}

/// The queue.
#[derive(Clone, Debug)]
pub(crate) struct Queue {
    /// Events of the open slot, latest first, so that the next one is popped from the end.
    open: Vec<Event>,
    /// Number of the open slot since time 0.
    cursor: u64,
    heads: Vec<u32>,
    /// One bit per slot: something is in it.
    occupied: Vec<u64>,
    nodes: Vec<Node>,
    free: u32,
    far: BinaryHeap<Reverse<Event>>,
    scheduled: u64,
}

impl Queue {
    pub(crate) fn new() -> Queue {
        Queue {
            open: Vec::new(),
            cursor: 0,
            heads: vec![NONE; SLOTS],
            occupied: vec![0; SLOTS / 64],
            nodes: Vec::new(),
            free: NONE,
            far: BinaryHeap::new(),
            scheduled: 0,
        }
    }

    /// Schedules an event. A time in the past counts as the open slot's.
    #[inline]
    pub(crate) fn push(&mut self, time: Nanos, kind: u8, a: u32, b: u32) {
        let order = self.order();
        self.insert(Event { time, tag: order << 8 | u64::from(kind), a, b });
    }

    /// Takes the next place in the order of scheduling, for an event that may be pushed later.
    #[inline]
    pub(crate) fn order(&mut self) -> u64 {
        self.scheduled += 1;
        self.scheduled
    }

    /// Schedules an event at a place in the order that was taken before.
    pub(crate) fn push_in_order(&mut self, time: Nanos, order: u64, kind: u8, a: u32) {
        self.insert(Event { time, tag: order << 8 | u64::from(kind), a, b: 0 });
    }

    #[inline]
    fn insert(&mut self, event: Event) {
        let slot = event.time >> SHIFT;
        if slot <= self.cursor {
            let at = self.open.partition_point(|e| *e > event);
            self.open.insert(at, event);
        } else if slot < self.cursor + SLOTS as u64 {
            self.place(slot, event);
        } else {
            self.far.push(Reverse(event));
        }
    }

    /// The next event before `until`, removed; `None` if there is none.
    #[inline]
    pub(crate) fn pop_before(&mut self, until: Nanos) -> Option<Event> {
        loop {
            if let Some(next) = self.open.last() {
                if next.time >= until {
                    return None;
                }
                return self.open.pop();
            }
            let slot = self.next_slot()?;
            if slot << SHIFT >= until {
                return None;
            }
            self.turn_to(slot);
        }
    }

    #[inline]
    fn place(&mut self, slot: u64, event: Event) {
        let s = slot as usize % SLOTS;
        let node = Node { event, next: self.heads[s] };
        let index = if self.free == NONE {
            self.nodes.push(node);
            (self.nodes.len() - 1) as u32
        } else {
            let index = self.free;
            self.free = self.nodes[index as usize].next;
            self.nodes[index as usize] = node;
            index
        };
        self.heads[s] = index;
        self.occupied[s / 64] |= 1 << (s % 64);
    }

    /// Number of the first slot after the open one that holds something, in the wheel or beyond.
    fn next_slot(&self) -> Option<u64> {
        let start = (self.cursor + 1) as usize % SLOTS;
        let mut near = None;
        for step in 0..=SLOTS / 64 {
            let word = (start / 64 + step) % (SLOTS / 64);
            let mut bits = self.occupied[word];
            if step == 0 {
                bits &= u64::MAX << (start % 64);
            } else if step == SLOTS / 64 {
                bits &= !(u64::MAX << (start % 64));
            }
            if bits != 0 {
                let s = word * 64 + bits.trailing_zeros() as usize;
                near = Some(self.cursor + 1 + ((s + SLOTS - start) % SLOTS) as u64);
                break;
            }
        }
        let far = self.far.peek().map(|Reverse(e)| e.time >> SHIFT);
        match (near, far) {
            (Some(n), Some(f)) => Some(n.min(f)),
            (n, f) => n.or(f),
        }
    }

    fn turn_to(&mut self, slot: u64) {
        self.cursor = slot;
        while let Some(Reverse(event)) = self.far.peek().copied() {
            let its = event.time >> SHIFT;
            if its >= slot + SLOTS as u64 {
                break;
            }
            self.far.pop();
            if its <= slot {
                self.open.push(event);
            } else {
                self.place(its, event);
            }
        }
        let s = slot as usize % SLOTS;
        let mut index = std::mem::replace(&mut self.heads[s], NONE);
        self.occupied[s / 64] &= !(1 << (s % 64));
        while index != NONE {
            let node = self.nodes[index as usize];
            self.open.push(node.event);
            self.nodes[index as usize].next = self.free;
            self.free = index;
            index = node.next;
        }
        if self.open.len() > 1 {
            self.open.sort_unstable_by(|x, y| y.cmp(x));
        }
    }

    /// Bytes held, for the memory account [B].
    pub(crate) fn bytes(&self) -> usize {
        self.nodes.capacity() * size_of::<Node>()
            + (self.open.capacity() + self.far.len()) * size_of::<Event>()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rng::mix;

    #[test]
    fn events_come_out_in_the_order_of_time_and_then_of_scheduling() {
        let mut queue = Queue::new();
        let mut expected = Vec::new();
        let mut now = 0;
        let mut popped = Vec::new();
        for i in 0..200_000u32 {
            let r = mix(u64::from(i));
            let ahead = match r % 5 {
                0 => r >> 44,                    // within the open slot
                1 | 2 => (r >> 20) % 50_000_000, // within the wheel
                3 => 0,                          // now
                _ => (r >> 10) % 60_000_000_000, // beyond the wheel
            };
            queue.push(now + ahead, 1, i, 0);
            expected.push((now + ahead, i));
            if r.is_multiple_of(3)
                && let Some(event) = queue.pop_before(u64::MAX)
            {
                assert!(event.time >= now);
                now = event.time;
                popped.push((event.time, event.a));
            }
        }
        while let Some(event) = queue.pop_before(u64::MAX) {
            popped.push((event.time, event.a));
        }
        expected.sort_unstable();
        assert_eq!(popped, expected);
    }

    #[test]
    fn nothing_at_or_after_the_bound_is_popped() {
        let mut queue = Queue::new();
        queue.push(5_000_000_000, 0, 0, 0);
        assert_eq!(queue.pop_before(5_000_000_000), None);
        queue.push(4_000_000_000, 0, 1, 0);
        assert_eq!(queue.pop_before(5_000_000_000).map(|e| e.a), Some(1));
        assert_eq!(queue.pop_before(5_000_000_001).map(|e| e.a), Some(0));
    }
}
