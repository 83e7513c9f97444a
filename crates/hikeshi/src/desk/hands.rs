//! Work done on all processors at once. Knows nothing of the work.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};

/// Processors there are [count].
pub fn all() -> usize {
    std::thread::available_parallelism().map_or(1, usize::from)
}

/// Does a piece of work for each, on all processors; the answers come in the order of what was given.
pub fn each<T: Send, A: Send>(pieces: Vec<T>, work: impl Fn(T) -> A + Sync) -> Vec<A> {
    some(all(), pieces, work)
}

/// The same on so many processors at most.
pub fn some<T: Send, A: Send>(hands: usize, all: Vec<T>, work: impl Fn(T) -> A + Sync) -> Vec<A> {
    let waiting: Vec<Mutex<Option<T>>> = all.into_iter().map(|one| Mutex::new(Some(one))).collect();
    let done: Vec<Mutex<Option<A>>> = waiting.iter().map(|_| Mutex::new(None)).collect();
    let next = AtomicUsize::new(0);
    let hand = || {
        loop {
            let at = next.fetch_add(1, Ordering::Relaxed);
            let Some(slot) = waiting.get(at) else { return };
            let Some(one) = slot.lock().unwrap_or_else(PoisonError::into_inner).take() else { return };
            let answer = work(one);
            *done[at].lock().unwrap_or_else(PoisonError::into_inner) = Some(answer);
        }
    };
    let hands = hands.min(waiting.len());
    std::thread::scope(|scope| {
        for _ in 1..hands {
            scope.spawn(hand);
        }
        hand();
    });
    let taken = |slot: Mutex<Option<A>>| slot.into_inner().unwrap_or_else(PoisonError::into_inner);
    done.into_iter().map(|slot| taken(slot).expect("every piece was taken by one hand")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_come_in_the_order_of_what_was_given() {
        let doubled = each((0..100).collect(), |n: u32| n * 2);
        assert_eq!(doubled, (0..100).map(|n| n * 2).collect::<Vec<_>>());
        assert_eq!(each(Vec::<u32>::new(), |n| n), Vec::<u32>::new());
    }
}
