//! A room written down as it stands and read again, so that a long log is not folded from its first entry whenever it is
//! opened. A cache and nothing else: it may be thrown away at any time, and what cannot be read is folded again. Knows
//! no file and no table.

use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::Room;

/// The form in which a room is written. Count up whenever a room is folded or written otherwise than before: a snapshot
/// of another form is not read. A test with a recorded digest says when.
const FORM: &str = "room 3";

/// The room as it stands, as text: its form on the first line, then JSON that nobody but `restored` reads.
pub fn snapshot(room: &Room) -> String {
    written(FORM, room)
}

/// The room of a snapshot, to be folded on with the entries after its `seq()`; `None` if it is of another form or
/// broken: then fold from the first entry. Whether the log still holds the entries up to `seq()` is for who keeps it.
pub fn restored(text: &str) -> Option<Room> {
    read(FORM, text)
}

pub(crate) fn written(form: &str, folded: &impl Serialize) -> String {
    let json =
        serde_json::to_string(folded).expect("keys are texts or numbers, and nothing refuses to be written");
    format!("{form}\n{json}")
}

pub(crate) fn read<T: DeserializeOwned>(form: &str, text: &str) -> Option<T> {
    let (first, json) = text.split_once('\n')?;
    if first == form { serde_json::from_str(json).ok() } else { None }
}

/// A map whose keys are no texts, as a list of pairs.
pub(crate) mod pairs {
    use std::collections::BTreeMap;

    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    pub fn serialize<K: Serialize, V: Serialize, S: Serializer>(
        map: &BTreeMap<K, V>,
        to: S,
    ) -> Result<S::Ok, S::Error> {
        to.collect_seq(map)
    }

    pub fn deserialize<'de, K, V, D>(from: D) -> Result<BTreeMap<K, V>, D::Error>
    where
        K: Deserialize<'de> + Ord,
        V: Deserialize<'de>,
        D: Deserializer<'de>,
    {
        Vec::deserialize(from).map(|pairs: Vec<(K, V)>| pairs.into_iter().collect())
    }
}
