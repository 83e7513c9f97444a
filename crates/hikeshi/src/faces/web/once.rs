//! What is the same for many is rendered once: by room and by what else it depends on, the newest few. Whoever comes while
//! it is being rendered waits for it; others are not held up.

use std::collections::{BTreeMap, VecDeque};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use crate::desk::rooms::RoomId;

/// Rooms with their languages and readers [count]: those that somebody watches now.
const KEPT: usize = 4_000;
/// States of one of them that are kept [count]: all who watch a room come within moments of each other.
const NEWEST: usize = 4;

type Rendered = Arc<OnceLock<Arc<str>>>;

type Kept<For, At> = BTreeMap<(RoomId, For), VecDeque<(At, Rendered)>>;

/// Renderings of something of a room: `For` is for whom, `At` as of when.
pub struct Once<For, At>(Arc<Mutex<Kept<For, At>>>);

impl<For, At> Clone for Once<For, At> {
    fn clone(&self) -> Self {
        Once(self.0.clone())
    }
}

impl<For, At> Default for Once<For, At> {
    fn default() -> Self {
        Once(Arc::default())
    }
}

impl<For: Ord, At: PartialEq> Once<For, At> {
    /// What was rendered of it, or is now. Where it is what it was before, it is the same text in memory, too.
    pub fn of(&self, room: &RoomId, whose: For, at: At, make: impl FnOnce() -> String) -> Arc<str> {
        let (cell, before) = {
            let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
            if kept.len() >= KEPT {
                kept.clear();
            }
            let newest = kept.entry((room.clone(), whose)).or_default();
            match newest.iter().find(|(other, _)| *other == at) {
                Some((_, cell)) => (cell.clone(), None),
                None => {
                    let before = newest.back().and_then(|(_, cell)| cell.get().cloned());
                    let cell = Rendered::default();
                    newest.push_back((at, cell.clone()));
                    if newest.len() > NEWEST {
                        newest.pop_front();
                    }
                    (cell, before)
                }
            }
        };
        let made = || {
            let text = make();
            before.filter(|before| **before == *text).unwrap_or_else(|| text.into())
        };
        cell.get_or_init(made).clone()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_rendered_once_for_all_and_the_same_text_again_is_the_same_in_memory() {
        let (once, room) = (Once::<bool, u64>::default(), RoomId::drawn([1; 12]));
        let board = once.of(&room, true, 1, || "board".into());
        let again = once.of(&room, true, 1, || unreachable!("it was rendered"));
        let later = once.of(&room, true, 2, || "board".into());
        assert!(Arc::ptr_eq(&board, &again) && Arc::ptr_eq(&board, &later));
        assert_eq!(&*once.of(&room, false, 2, || "another".into()), "another");
        for at in 3..10 {
            assert_eq!(*once.of(&room, true, at, || at.to_string()), *at.to_string());
        }
        assert_eq!(&*once.of(&room, true, 1, || "anew".into()), "anew", "only the newest are kept");
    }
}
