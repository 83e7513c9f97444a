//! A call in flight, and the slab that holds them. One frame is one attempt of one hop: what the caller
//! waits for, what the callee works on, and the span that the trace shows. Knows no policy.

use crate::plan::OUTSIDE;
use crate::time::Nanos;

/// "No frame".
pub(crate) const NONE: u32 = u32::MAX;

/// What became of a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
pub(crate) enum Outcome {
    Ok,
    /// Answered, without a part of it.
    Degraded,
    /// The callee's own fault (HTTP 500).
    Error,
    /// Something it needed failed (HTTP 502).
    Upstream,
    /// The caller gave up waiting for the answer.
    Timeout,
    /// The caller gave up waiting for a connection from its pool.
    PoolTimeout,
    /// Queue full (HTTP 503).
    Rejected,
    /// Turned away at the door by order (HTTP 503).
    Shed,
    /// Nobody listens.
    Refused,
    /// The process died while working on it.
    Reset,
    /// The database has no connection left.
    TooManyConnections,
    /// Its query was killed.
    Killed,
    /// The disk is full.
    DiskFull,
    /// The name has no address.
    NoName,
    /// The certificate has expired.
    BadCertificate,
    /// The third party allows no more (HTTP 429).
    RateLimited,
    /// Not even tried: the breaker is open.
    BreakerOpen,
    /// No primary to write to.
    ReadOnly,
    /// Nothing listens for such a call there (HTTP 404).
    NoRoute,
    /// Its credentials are not taken.
    Unauthorized,
    /// No number is left for a new row.
    OutOfNumbers,
}

impl Outcome {
    pub(crate) fn failed(self) -> bool {
        self > Outcome::Degraded
    }

    /// Its name in traces and exports.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Outcome::Ok => "ok",
            Outcome::Degraded => "degraded",
            Outcome::Error => "error",
            Outcome::Upstream => "upstream_failed",
            Outcome::Timeout => "timeout",
            Outcome::PoolTimeout => "pool_timeout",
            Outcome::Rejected => "queue_full",
            Outcome::Shed => "shed",
            Outcome::Refused => "refused",
            Outcome::Reset => "reset",
            Outcome::TooManyConnections => "too_many_connections",
            Outcome::Killed => "killed",
            Outcome::DiskFull => "disk_full",
            Outcome::NoName => "no_such_name",
            Outcome::BadCertificate => "certificate_expired",
            Outcome::RateLimited => "rate_limited",
            Outcome::BreakerOpen => "breaker_open",
            Outcome::ReadOnly => "read_only",
            Outcome::NoRoute => "no_route",
            Outcome::Unauthorized => "unauthorized",
            Outcome::OutOfNumbers => "out_of_numbers",
        }
    }
}

/// The caller still wants the answer.
pub(crate) const WAITED_FOR: u16 = 1;
/// The callee has it, or it is on its way there.
pub(crate) const AT_CALLEE: u16 = 2;
/// Its trace is not closed yet.
pub(crate) const IN_TRACE: u16 = 4;
/// It holds a connection of its caller's pool.
pub(crate) const POOLED: u16 = 8;
/// It waits in its caller's pool.
pub(crate) const IN_POOL_QUEUE: u16 = 16;
/// It waits for a worker.
pub(crate) const IN_QUEUE: u16 = 32;
/// It holds a worker.
pub(crate) const WORKING: u16 = 64;
/// It uses the processor.
pub(crate) const ON_CPU: u16 = 128;
/// It will fail: the version's bug got it.
pub(crate) const DOOMED: u16 = 256;
/// A part of the answer is missing.
pub(crate) const DEGRADED: u16 = 512;
/// The answer comes from a follower that is behind.
pub(crate) const STALE: u16 = 1024;
/// The cache had it.
pub(crate) const HIT: u16 = 2048;
/// Somebody else is fetching it just now.
pub(crate) const BEING_FETCHED: u16 = 4096;
/// It waits for a row lock.
pub(crate) const IN_LOCK_QUEUE: u16 = 8192;
/// A message being handled; it has no caller.
pub(crate) const MESSAGE: u16 = 16384;
/// Its slot is taken.
const TAKEN: u16 = 32768;

/// One attempt of one hop.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Frame {
    /// What all draws of this call are keyed by.
    pub(crate) key: u64,
    /// When the caller sent it, or began to wait for a connection [ns].
    pub(crate) sent: Nanos,
    /// When the callee accepted it [ns].
    pub(crate) came: Nanos,
    /// When the caller had the answer or gave up [ns].
    pub(crate) ended: Nanos,
    /// Distinguishes the uses of one slot.
    pub(crate) generation: u32,
    pub(crate) parent: u32,
    pub(crate) parent_generation: u32,
    /// The call it waits for now.
    pub(crate) child: u32,
    /// Its request; [`NONE`] once that is closed.
    pub(crate) root: u32,
    /// Next frame of the same request's trace.
    pub(crate) next_span: u32,
    /// Next in the one list that it waits in.
    pub(crate) next_waiting: u32,
    /// Next operation of its program.
    pub(crate) pc: u32,
    /// Replica slot that serves it; [`NONE`] if none.
    pub(crate) replica: u32,
    /// Row lock it holds or waits for, plus one; 0 for none.
    pub(crate) row: u32,
    /// Key asked of a cache, or partition of a message.
    pub(crate) item: u32,
    /// The pool that it waits in or holds a connection of; its caller may be gone before it.
    pub(crate) pool: u32,
    pub(crate) endpoint: u16,
    pub(crate) edge: u16,
    pub(crate) bits: u16,
    pub(crate) attempt: u8,
    /// Attempts already made of the call it waits for.
    pub(crate) child_attempt: u8,
    pub(crate) depth: u8,
    pub(crate) outcome: Outcome,
}

impl Frame {
    pub(crate) const EMPTY: Frame = Frame {
        key: 0,
        sent: 0,
        came: 0,
        ended: 0,
        generation: 0,
        parent: NONE,
        parent_generation: 0,
        child: NONE,
        root: NONE,
        next_span: NONE,
        next_waiting: NONE,
        pc: 0,
        replica: NONE,
        row: 0,
        item: 0,
        pool: NONE,
        endpoint: 0,
        edge: OUTSIDE,
        bits: 0,
        attempt: 0,
        child_attempt: 0,
        depth: 0,
        outcome: Outcome::Ok,
    };

    #[inline]
    pub(crate) fn is(&self, bits: u16) -> bool {
        self.bits & bits != 0
    }
}

/// Frames by index, freed slots reused.
#[derive(Clone, Debug, Default)]
pub(crate) struct Frames {
    slots: Vec<Frame>,
    free: Vec<u32>,
}

impl Frames {
    /// A free slot, for a frame that is put there next.
    #[inline]
    pub(crate) fn reserve(&mut self) -> u32 {
        self.free.pop().unwrap_or_else(|| {
            self.slots.push(Frame::EMPTY);
            (self.slots.len() - 1) as u32
        })
    }

    /// Puts a frame into its slot; returns the generation that it has there.
    #[inline]
    pub(crate) fn put(&mut self, index: u32, frame: Frame) -> u32 {
        let slot = &mut self.slots[index as usize];
        let generation = slot.generation;
        *slot = Frame { bits: frame.bits | TAKEN, generation, ..frame };
        generation
    }

    #[inline]
    pub(crate) fn add(&mut self, frame: Frame) -> u32 {
        let index = self.reserve();
        self.put(index, frame);
        index
    }

    /// Frees the slot if nobody needs the frame any more. Several may find that out; one frees it.
    #[inline]
    pub(crate) fn release(&mut self, index: u32) {
        let frame = &mut self.slots[index as usize];
        let needed = WAITED_FOR | AT_CALLEE | IN_TRACE | IN_POOL_QUEUE | IN_LOCK_QUEUE;
        if frame.bits & (needed | TAKEN) == TAKEN {
            frame.bits = 0;
            frame.generation = frame.generation.wrapping_add(1);
            self.free.push(index);
        }
    }

    /// The frame of an event, if it is still the same call.
    #[inline]
    pub(crate) fn live(&self, index: u32, generation: u32) -> bool {
        self.slots[index as usize].generation == generation
    }

    pub(crate) fn indices(&self) -> std::ops::Range<u32> {
        0..self.slots.len() as u32
    }

    pub(crate) fn bytes(&self) -> usize {
        self.slots.capacity() * size_of::<Frame>() + self.free.capacity() * 4
    }
}

impl std::ops::Index<u32> for Frames {
    type Output = Frame;
    #[inline]
    fn index(&self, index: u32) -> &Frame {
        &self.slots[index as usize]
    }
}

impl std::ops::IndexMut<u32> for Frames {
    #[inline]
    fn index_mut(&mut self, index: u32) -> &mut Frame {
        &mut self.slots[index as usize]
    }
}

/// A first-in-first-out list of frames, linked through `next_waiting`.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Line {
    head: u32,
    tail: u32,
    /// Waiting [count].
    pub(crate) len: u32,
}

impl Default for Line {
    fn default() -> Self {
        Line { head: NONE, tail: NONE, len: 0 }
    }
}

impl Line {
    #[inline]
    pub(crate) fn push(&mut self, frames: &mut Frames, index: u32) {
        frames[index].next_waiting = NONE;
        if self.tail == NONE {
            self.head = index;
        } else {
            frames[self.tail].next_waiting = index;
        }
        self.tail = index;
        self.len += 1;
    }

    /// The one that has waited longest.
    pub(crate) fn first(&self) -> Option<u32> {
        (self.head != NONE).then_some(self.head)
    }

    #[inline]
    pub(crate) fn pop(&mut self, frames: &Frames) -> Option<u32> {
        if self.head == NONE {
            return None;
        }
        let index = self.head;
        self.head = frames[index].next_waiting;
        if self.head == NONE {
            self.tail = NONE;
        }
        self.len -= 1;
        Some(index)
    }
}
