//! Which entries a claim may cite: one bit an entry, so that a long log costs little. Knows numbers, not what was seen.

use serde::{Deserialize, Serialize};

use crate::Seq;

/// Numbers of entries, 64 to a word; words that hold none are left out, so that a log with a gap, however wide, is
/// no matter.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Evidence(Vec<(u64, u64)>);

impl Evidence {
    /// A claim may cite it.
    pub fn contains(&self, seq: &Seq) -> bool {
        let (word, bit) = place(*seq);
        let found = self.0.binary_search_by_key(&word, |(word, _)| *word);
        found.is_ok_and(|at| self.0[at].1 & bit != 0)
    }

    /// A claim may cite it from now on. Numbers come in their order: a log has no other.
    pub fn insert(&mut self, seq: Seq) {
        let (word, bit) = place(seq);
        match self.0.last_mut() {
            Some((last, bits)) if *last == word => *bits |= bit,
            _ => self.0.push((word, bit)),
        }
    }
}

fn place(seq: Seq) -> (u64, u64) {
    (seq.0 / 64, 1 << (seq.0 % 64))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_put_in_is_in_and_nothing_else() {
        let inside = [1, 2, 63, 64, 65, 127, 128, 5_000, 199_999, u64::MAX];
        let mut evidence = Evidence::default();
        inside.iter().for_each(|seq| evidence.insert(Seq(*seq)));
        let near = inside.iter().flat_map(|seq| [seq.saturating_sub(1), *seq, seq.saturating_add(1)]);
        for seq in near.chain([0, 320, 1_000_000]) {
            assert_eq!(evidence.contains(&Seq(seq)), inside.contains(&seq), "{seq}");
        }
        assert!(evidence.0.len() <= inside.len());
    }
}
