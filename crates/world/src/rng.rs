//! Luck, keyed by what it is for. A draw is a pure function of (seed, request, hop, attempt, purpose),
//! so an order that changes one request leaves every other request's dice where they were, and two
//! branches of one world share all the luck that they can. There is no generator with a state.

/// What a draw is for. Two purposes never share a number.
#[derive(Clone, Copy)]
#[repr(u64)]
pub(crate) enum For {
    Gap = 1,
    Journey,
    User,
    Cohort,
    Work,
    Latency,
    Loss,
    Pick,
    Backoff,
    Fault,
    Key,
    Row,
    Bug,
    Shed,
    Complain,
    Think,
    Keep,
    Tls,
    Partition,
}

const GOLDEN: u64 = 0x9E37_79B9_7F4A_7C15;

/// Mixes 64 bits so that every output bit depends on every input bit (SplitMix64's finaliser).
#[inline]
pub fn mix(mut z: u64) -> u64 {
    z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    z ^ (z >> 31)
}

/// A key below another one: the `n`-th child of it.
#[inline]
pub fn child(key: u64, n: u64) -> u64 {
    mix(key.wrapping_add(n.wrapping_add(1).wrapping_mul(GOLDEN)))
}

/// 64 random bits for one purpose of one key.
#[inline]
pub(crate) fn draw(key: u64, purpose: For) -> u64 {
    mix(key ^ (purpose as u64).wrapping_mul(0xD1B5_4A32_D192_ED03))
}

/// Uniform in (0, 1].
#[inline]
pub fn unit(bits: u64) -> f64 {
    // Through a signed number, which processors turn into a float in one step.
    ((bits >> 11) + 1) as i64 as f64 * (1.0 / 9_007_199_254_740_992.0)
}

/// True with probability `share`.
#[inline]
pub(crate) fn chance(key: u64, purpose: For, share: f64) -> bool {
    share > 0.0 && unit(draw(key, purpose)) <= share
}
