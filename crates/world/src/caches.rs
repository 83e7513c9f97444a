//! A cache's memory: which keys it holds, until when, and which it drops when it is full. The hit rate
//! and a stampede are outcomes. Flat arrays; least recently used first to go, by a linked order.

use crate::engine::World;
use crate::frame::{BEING_FETCHED, HIT};
use crate::rng::{child, unit};
use crate::time::{Nanos, SECOND};
use crate::topology::{Cache, Kind};

const NONE: u32 = u32::MAX;
/// A fetch that has not stored its answer by then counts as lost, and the next caller fetches [ns].
const FETCH_LOST_AFTER: Nanos = 2 * SECOND;

/// Entries of a cache that lives longer than this expire within it after the beginning [ns].
const SETTLED: Nanos = 24 * 60 * 60 * SECOND;

/// What a cache holds.
#[derive(Clone, Debug)]
pub(crate) struct CacheState {
    /// Each key lives until then [ns]; 0 if it is not there.
    until: Vec<Nanos>,
    /// Least recently used order: previous and next key.
    order: Vec<(u32, u32)>,
    oldest: u32,
    newest: u32,
    /// Somebody fetches the key until then [ns]; empty unless callers wait for one fetch.
    fetching: Vec<Nanos>,
    held: u32,
    capacity: u32,
    pub(crate) lookups: u64,
    pub(crate) hits: u64,
}

impl CacheState {
    pub(crate) fn new(spec: &Cache) -> CacheState {
        let keys = spec.keys as usize;
        CacheState {
            until: vec![0; keys],
            order: vec![(NONE, NONE); keys],
            oldest: NONE,
            newest: NONE,
            fetching: if spec.coalesce { vec![0; keys] } else { Vec::new() },
            held: 0,
            capacity: spec.capacity,
            lookups: 0,
            hits: 0,
        }
    }

    /// Is the key there? Counts the lookup.
    fn ask(&mut self, key: u32, now: Nanos) -> bool {
        self.lookups += 1;
        let until = self.until[key as usize];
        if until <= now {
            return false;
        }
        self.hits += 1;
        self.unlink(key);
        self.link(key);
        true
    }

    /// Somebody else fetches it; if nobody does, the asker does now.
    fn being_fetched(&mut self, key: u32, now: Nanos) -> bool {
        let Some(until) = self.fetching.get_mut(key as usize) else { return false };
        if *until > now {
            return true;
        }
        *until = now + FETCH_LOST_AFTER;
        false
    }

    pub(crate) fn store(&mut self, key: u32, until: Nanos) {
        if let Some(fetching) = self.fetching.get_mut(key as usize) {
            *fetching = 0;
        }
        if self.until[key as usize] != 0 {
            self.unlink(key);
        } else {
            if self.held >= self.capacity {
                let victim = self.oldest;
                self.unlink(victim);
                self.until[victim as usize] = 0;
            } else {
                self.held += 1;
            }
        }
        self.until[key as usize] = until;
        self.link(key);
    }

    /// As after a long good life: full of what is wanted most, each entry somewhere within its TTL.
    pub(crate) fn settle(&mut self, seed: u64, ttl: Nanos) {
        let held = self.capacity.min(self.until.len() as u32);
        for key in (0..held).rev() {
            let age = unit(child(seed, u64::from(key)));
            self.store(key, (ttl.min(SETTLED) as f64 * age) as Nanos + 1);
        }
    }

    pub(crate) fn flush(&mut self) {
        self.until.fill(0);
        self.order.fill((NONE, NONE));
        (self.oldest, self.newest, self.held) = (NONE, NONE, 0);
    }

    /// One of `of` replicas starts again, empty: its share of the keys is gone.
    pub(crate) fn lose_share(&mut self, number: u32, of: u32) {
        for key in (number..self.until.len() as u32).step_by(of as usize) {
            if self.until[key as usize] != 0 {
                self.unlink(key);
                self.until[key as usize] = 0;
                self.held -= 1;
            }
        }
    }

    /// Keys that a warm-up would still have to fetch, most wanted first.
    pub(crate) fn coldest_wanted(&self, most: u32, now: Nanos) -> impl Iterator<Item = u32> + '_ {
        (0..most.min(self.until.len() as u32)).filter(move |key| self.until[*key as usize] <= now)
    }

    fn unlink(&mut self, key: u32) {
        let (before, after) = self.order[key as usize];
        match before {
            NONE => self.oldest = after,
            b => self.order[b as usize].1 = after,
        }
        match after {
            NONE => self.newest = before,
            a => self.order[a as usize].0 = before,
        }
    }

    fn link(&mut self, key: u32) {
        self.order[key as usize] = (self.newest, NONE);
        match self.newest {
            NONE => self.oldest = key,
            newest => self.order[newest as usize].1 = key,
        }
        self.newest = key;
    }

    pub(crate) fn bytes(&self) -> usize {
        self.until.len() * 16 + self.fetching.len() * 8
    }
}

impl World {
    /// A lookup is served: mark the call as hit, as being fetched, or neither.
    pub(crate) fn ask(&mut self, frame: u32) {
        let f = self.frames[frame];
        let component = self.plan.owner[f.replica as usize] as usize;
        let now = self.now;
        let cache = &mut self.caches[self.components[component].part];
        if cache.ask(f.item, now) {
            self.frames[frame].bits |= HIT;
        } else if cache.being_fetched(f.item, now) {
            self.frames[frame].bits |= BEING_FETCHED;
        }
    }

    /// Stores a key's answer.
    pub(crate) fn fill(&mut self, component: usize, key: u32) {
        if self.components[component].ready.is_empty() {
            return;
        }
        let Kind::Cache(spec) = &self.plan.topology.components[component].kind else { return };
        let until = self.now.saturating_add(spec.ttl);
        self.caches[self.components[component].part].store(key, until);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_least_recently_used_key_goes_first() {
        let spec = Cache { capacity: 2, ttl: 100, keys: 3, zipf: 0.0, coalesce: false };
        let mut cache = CacheState::new(&spec);
        cache.store(0, 100);
        cache.store(1, 100);
        assert!(cache.ask(0, 1));
        cache.store(2, 100); // 1 was used least recently
        assert_eq!([cache.ask(0, 2), cache.ask(1, 2), cache.ask(2, 2)], [true, false, true]);
        assert!(!cache.ask(0, 100), "an entry does not outlive its TTL");
        cache.flush();
        assert!(!cache.ask(2, 3));
        cache.store(2, 9);
        assert!(cache.ask(2, 3));
    }
}
