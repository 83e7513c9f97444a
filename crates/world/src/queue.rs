//! The one ordered queue of things to come, keyed `(time, seq)`: what was scheduled first happens first
//! among equals. A wheel of 33 µs slots holds the next 0.13 s, a heap the rest. Slots are so narrow that
//! most hold one event, which then needs no sorting; two levels of bits find the next slot that holds
//! any. Knows nothing of what an event means.
//!
//! ```text
//!            cursor
//!   wheel  … [ ][▓][ ][ ][▓]…[ ] …      far: everything beyond the wheel's reach
//!             └─ open: a chain in order, the next event first
//! ```

use std::cmp::{Ordering, Reverse};
use std::collections::BinaryHeap;

use crate::time::Nanos;

/// Width of a slot, as a power of two [ns]: 33 µs. Half an event in a slot of a busy shop.
const SHIFT: u32 = 15;
/// Slots in the wheel [count]: one bit for each word of bits fits one word.
const SLOTS: usize = 64 * 64;
const NONE: u32 = u32::MAX;

/// Something to come. `kind`, `a` and `b` are the engine's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
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

    /// Time and place in one number, so that comparing two events is one comparison.
    #[inline]
    fn key(&self) -> u128 {
        u128::from(self.time) << 64 | u128::from(self.tag)
    }
}

impl Ord for Event {
    #[inline]
    fn cmp(&self, other: &Event) -> Ordering {
        self.key().cmp(&other.key())
    }
}

impl PartialOrd for Event {
    #[inline]
    fn partial_cmp(&self, other: &Event) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// An event in a chain.
#[derive(Clone, Copy, Debug)]
struct Node {
    event: Event,
    next: u32,
}

/// The queue.
#[derive(Clone, Debug)]
pub(crate) struct Queue {
    /// First and last of the open slot's events, in order.
    open: u32,
    last: u32,
    /// Number of the open slot since time 0.
    cursor: u64,
    /// Slot of the first event beyond the wheel; `u64::MAX` if there is none.
    far_slot: u64,
    free: u32,
    scheduled: u64,
    /// One bit for each word of `occupied`: it is not zero.
    words: u64,
    /// One bit for each slot: something is in it.
    occupied: [u64; SLOTS / 64],
    /// First of each slot's events, in no order.
    heads: Box<[u32; SLOTS]>,
    nodes: Vec<Node>,
    far: BinaryHeap<Reverse<Event>>,
    /// Where a crowded slot is sorted.
    crowd: Vec<Event>,
}

impl Queue {
    pub(crate) fn new() -> Queue {
        Queue {
            open: NONE,
            last: NONE,
            cursor: 0,
            far_slot: u64::MAX,
            free: NONE,
            scheduled: 0,
            words: 0,
            occupied: [0; SLOTS / 64],
            heads: Box::new([NONE; SLOTS]),
            nodes: Vec::new(),
            far: BinaryHeap::new(),
            crowd: Vec::new(),
        }
    }

    /// Schedules an event. A time in the past counts as the open slot's.
    #[inline(always)]
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

    #[inline(always)]
    fn insert(&mut self, event: Event) {
        let slot = event.time >> SHIFT;
        if slot <= self.cursor {
            self.line_up(event);
        } else if slot < self.cursor + SLOTS as u64 {
            self.place(slot, event);
        } else {
            self.put_off(slot, event);
        }
    }

    #[inline(never)]
    fn put_off(&mut self, slot: u64, event: Event) {
        self.far.push(Reverse(event));
        self.far_slot = self.far_slot.min(slot);
    }

    /// The next event before `until`, removed; `None` if there is none.
    #[inline(always)]
    pub(crate) fn pop_before(&mut self, until: Nanos) -> Option<Event> {
        if self.open == NONE {
            let slot = self.next_slot()?;
            if slot << SHIFT >= until {
                return None;
            }
            self.turn_to(slot);
        }
        let index = self.open;
        let node = &mut self.nodes[index as usize];
        let event = node.event;
        if event.time >= until {
            return None;
        }
        self.open = std::mem::replace(&mut node.next, self.free);
        self.free = index;
        Some(event)
    }

    #[inline]
    fn node(&mut self, event: Event, next: u32) -> u32 {
        let index = self.free;
        match self.nodes.get_mut(index as usize) {
            Some(node) => {
                self.free = node.next;
                *node = Node { event, next };
                index
            }
            None => self.grow(Node { event, next }),
        }
    }

    #[cold]
    #[inline(never)]
    fn grow(&mut self, node: Node) -> u32 {
        self.nodes.push(node);
        (self.nodes.len() - 1) as u32
    }

    #[inline]
    fn place(&mut self, slot: u64, event: Event) {
        let s = slot as usize % SLOTS;
        self.heads[s] = self.node(event, self.heads[s]);
        self.occupied[s / 64] |= 1 << (s % 64);
        self.words |= 1 << (s / 64);
    }

    /// Puts an event into the open slot's chain, at its place: nearly always the end.
    #[inline(never)]
    fn line_up(&mut self, event: Event) {
        let new = self.node(event, NONE);
        if self.open == NONE {
            (self.open, self.last) = (new, new);
        } else if self.nodes[self.last as usize].event < event {
            self.nodes[self.last as usize].next = new;
            self.last = new;
        } else {
            let (mut before, mut at) = (NONE, self.open);
            while self.nodes[at as usize].event < event {
                (before, at) = (at, self.nodes[at as usize].next);
            }
            self.nodes[new as usize].next = at;
            match before {
                NONE => self.open = new,
                before => self.nodes[before as usize].next = new,
            }
        }
    }

    /// Number of the first slot after the open one that holds something, in the wheel or beyond.
    #[inline]
    fn next_slot(&self) -> Option<u64> {
        let start = (self.cursor + 1) as usize % SLOTS;
        let word = start / 64;
        let ahead = self.occupied[word] & (u64::MAX << (start % 64));
        let near = if ahead != 0 {
            word * 64 + ahead.trailing_zeros() as usize
        } else if self.words != 0 {
            // The words after this one, in a ring; this one comes last, for the slots before `start`.
            let ahead = self.words.rotate_right(word as u32 + 1).trailing_zeros() as usize;
            let word = (word + 1 + ahead) % (SLOTS / 64);
            word * 64 + self.occupied[word].trailing_zeros() as usize
        } else {
            return (self.far_slot != u64::MAX).then_some(self.far_slot);
        };
        let distance = (near + SLOTS - start) % SLOTS;
        Some((self.cursor + 1 + distance as u64).min(self.far_slot))
    }

    /// Opens a slot; the one that was open is empty.
    #[inline]
    fn turn_to(&mut self, slot: u64) {
        self.cursor = slot;
        if self.far_slot < slot + SLOTS as u64 {
            self.fetch(slot);
        }
        let s = slot as usize % SLOTS;
        let first = std::mem::replace(&mut self.heads[s], NONE);
        self.occupied[s / 64] &= !(1 << (s % 64));
        if self.occupied[s / 64] == 0 {
            self.words &= !(1 << (s / 64));
        }
        let Node { event, next: second } = self.nodes[first as usize];
        (self.open, self.last) = (first, first);
        if second == NONE {
            return;
        }
        let other = &mut self.nodes[second as usize];
        if other.next != NONE {
            self.sort(first);
        } else if other.event < event {
            other.next = first;
            self.nodes[first as usize].next = NONE;
            self.open = second;
        } else {
            self.last = second;
        }
    }

    /// Brings what the wheel reaches by now from beyond it.
    #[cold]
    fn fetch(&mut self, slot: u64) {
        self.far_slot = u64::MAX;
        while let Some(Reverse(event)) = self.far.peek().copied() {
            let its = event.time >> SHIFT;
            if its >= slot + SLOTS as u64 {
                self.far_slot = its;
                break;
            }
            self.far.pop();
            self.place(its, event);
        }
    }

    /// Puts the open chain of more than two in order.
    #[inline(never)]
    fn sort(&mut self, first: u32) {
        let mut crowd = std::mem::take(&mut self.crowd);
        let mut index = first;
        while index != NONE {
            let node = &mut self.nodes[index as usize];
            crowd.push(node.event);
            index = node.next;
        }
        crowd.sort_unstable();
        index = first;
        for event in crowd.drain(..) {
            let node = &mut self.nodes[index as usize];
            node.event = event;
            self.last = index;
            index = node.next;
        }
        self.crowd = crowd;
    }

    /// Bytes held, for the memory account [B].
    pub(crate) fn bytes(&self) -> usize {
        self.nodes.capacity() * size_of::<Node>() + self.far.len() * size_of::<Event>()
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
