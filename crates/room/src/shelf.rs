//! What copies of a room have in common until one of them changes it: to copy a room and fold one word into the copy
//! must not copy a week's findings. Knows nothing of what it holds.

use std::collections::BTreeMap;
use std::ops::{Deref, DerefMut};
use std::sync::Arc;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::Seq;

/// Reads like what it holds; a copy is shared, and whoever writes gets one of their own first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Shelf<T>(Arc<T>);

impl<T> From<T> for Shelf<T> {
    fn from(held: T) -> Shelf<T> {
        Shelf(Arc::new(held))
    }
}

impl<T> Deref for Shelf<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0
    }
}

impl<T: Clone> DerefMut for Shelf<T> {
    fn deref_mut(&mut self) -> &mut T {
        Arc::make_mut(&mut self.0)
    }
}

impl<T: Serialize> Serialize for Shelf<T> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(to)
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Shelf<T> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Shelf<T>, D::Error> {
        T::deserialize(from).map(Shelf::from)
    }
}

/// What entries opened, by the number of the entry. A shelf of shelves: a copy of the room shares all of it, and a change
/// copies the one thing that it changes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Opened<T>(Shelf<BTreeMap<Seq, Shelf<T>>>);

impl<T> Default for Opened<T> {
    fn default() -> Opened<T> {
        Opened(Shelf::from(BTreeMap::new()))
    }
}

impl<T: Clone> Opened<T> {
    /// What this entry opened.
    pub fn get(&self, seq: &Seq) -> Option<&T> {
        self.0.get(seq).map(|held| &**held)
    }

    /// The same, to change.
    pub fn get_mut(&mut self, seq: &Seq) -> Option<&mut T> {
        if !self.0.contains_key(seq) {
            return None; // and nothing is copied to find that out
        }
        self.0.get_mut(seq).map(|held| &mut **held)
    }

    /// This entry opened this.
    pub fn insert(&mut self, seq: Seq, held: T) {
        self.0.insert(seq, Shelf::from(held));
    }

    /// All, in the order in which they were opened.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = (&Seq, &T)> {
        self.0.iter().map(|(seq, held)| (seq, &**held))
    }

    /// The entries that opened them.
    pub fn keys(&self) -> impl Iterator<Item = &Seq> {
        self.0.keys()
    }

    /// What they opened.
    pub fn values(&self) -> impl Iterator<Item = &T> {
        self.0.values().map(|held| &**held)
    }
}
