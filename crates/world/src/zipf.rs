//! Popularity: which key a request asks for. An alias table (Walker, Vose) makes a Zipf draw one look
//! at memory, whatever the number of keys. Knows nothing of caches.

/// A Zipf distribution over `0..n`, key 0 the most wanted.
#[derive(Clone, Debug)]
pub(crate) struct Zipf {
    /// For each slot: threshold [0..2^32) and the key used above it.
    slots: Vec<(u32, u32)>,
}

impl Zipf {
    /// `n` keys [count] with exponent `s` [1]; 0 is uniform.
    pub(crate) fn new(n: u32, s: f64) -> Zipf {
        let n = n.max(1) as usize;
        let weights: Vec<f64> = (1..=n).map(|rank| libm::pow(rank as f64, -s)).collect();
        let mean = weights.iter().sum::<f64>() / n as f64;
        let mut share: Vec<f64> = weights.iter().map(|w| w / mean).collect();
        let mut slots: Vec<(u32, u32)> = (0..n as u32).map(|key| (u32::MAX, key)).collect();
        let mut small: Vec<usize> = (0..n).filter(|&i| share[i] < 1.0).collect();
        let mut large: Vec<usize> = (0..n).filter(|&i| share[i] >= 1.0).collect();
        while let (Some(&poor), Some(&rich)) = (small.last(), large.last()) {
            small.pop();
            slots[poor] = ((share[poor] * 4_294_967_295.0) as u32, rich as u32);
            share[rich] -= 1.0 - share[poor];
            if share[rich] < 1.0 {
                large.pop();
                small.push(rich);
            }
        }
        Zipf { slots }
    }

    /// The key for 64 random bits.
    #[inline]
    pub(crate) fn pick(&self, bits: u64) -> u32 {
        let slot = (((bits >> 32) * self.slots.len() as u64) >> 32) as usize;
        let (threshold, alias) = self.slots[slot];
        if (bits as u32) <= threshold { slot as u32 } else { alias }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rng::mix;

    #[test]
    fn keys_are_wanted_in_proportion_to_their_rank() {
        let zipf = Zipf::new(1000, 1.0);
        let mut counts = vec![0u32; 1000];
        for i in 0..1_000_000 {
            counts[zipf.pick(mix(i)) as usize] += 1;
        }
        let harmonic: f64 = (1..=1000).map(|r| 1.0 / r as f64).sum();
        for rank in [1usize, 2, 10, 100] {
            let expected = 1e6 / rank as f64 / harmonic;
            let got = f64::from(counts[rank - 1]);
            assert!((got - expected).abs() < 5.0 * expected.sqrt(), "rank {rank}: {got} for {expected}");
        }
    }
}
