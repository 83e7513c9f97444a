//! Service times: one uniform draw in, nanoseconds out, by inverse distribution functions computed
//! with `libm`, so that a seed means the same on every machine. Knows nothing of who serves.

use crate::rng::unit;
use crate::time::Nanos;
use crate::topology::Duration;

/// A distribution ready to be sampled.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Dist {
    Fixed(f64),
    Exponential(f64),
    /// Mean and deviation of the logarithm.
    LogNormal(f64, f64),
    Uniform(f64, f64),
}

impl Dist {
    pub(crate) fn new(duration: Duration) -> Dist {
        match duration {
            Duration::Fixed(ns) => Dist::Fixed(ns as f64),
            Duration::Exponential(mean) => Dist::Exponential(mean as f64),
            Duration::LogNormal(mean, cv) => {
                let variance = libm::log(1.0 + cv * cv);
                Dist::LogNormal(libm::log((mean as f64).max(1.0)) - variance / 2.0, libm::sqrt(variance))
            }
            Duration::Uniform(low, high) => Dist::Uniform(low as f64, high.saturating_sub(low) as f64),
        }
    }

    /// One sample [ns] from 64 random bits.
    #[inline]
    pub(crate) fn sample(self, bits: u64) -> f64 {
        match self {
            Dist::Fixed(ns) => ns,
            Dist::Exponential(mean) => exponential(mean, bits),
            Dist::LogNormal(mu, sigma) => libm::exp(mu + sigma * normal_quantile(unit(bits))),
            Dist::Uniform(low, width) => low + width * unit(bits),
        }
    }
}

/// Exponential with this mean, from 64 random bits.
#[inline]
pub(crate) fn exponential(mean: f64, bits: u64) -> f64 {
    -mean * libm::log(unit(bits))
}

/// Nanoseconds from a float, capped at an hour: nothing in a drill serves one call longer.
#[inline]
pub(crate) fn nanos(ns: f64) -> Nanos {
    // Through a signed number, which processors make of a float in one step.
    ns.clamp(0.0, 3.6e12) as i64 as Nanos
}

/// Standard normal quantile, relative error below 1.2e-9 (Acklam's rational approximation; coefficients
/// are published facts).
fn normal_quantile(p: f64) -> f64 {
    const A: [f64; 6] = [
        -3.969_683_028_665_376e1,
        2.209_460_984_245_205e2,
        -2.759_285_104_469_687e2,
        1.383_577_518_672_69e2,
        -3.066_479_806_614_716e1,
        2.506_628_277_459_239,
    ];
    const B: [f64; 5] = [
        -5.447_609_879_822_406e1,
        1.615_858_368_580_409e2,
        -1.556_989_798_598_866e2,
        6.680_131_188_771_972e1,
        -1.328_068_155_288_572e1,
    ];
    const C: [f64; 6] = [
        -7.784_894_002_430_293e-3,
        -3.223_964_580_411_365e-1,
        -2.400_758_277_161_838,
        -2.549_732_539_343_734,
        4.374_664_141_464_968,
        2.938_163_982_698_783,
    ];
    const D: [f64; 4] =
        [7.784_695_709_041_462e-3, 3.224_671_290_700_398e-1, 2.445_134_137_142_996, 3.754_408_661_907_416];
    const LOW: f64 = 0.02425;
    let tail = |q: f64| {
        (((((C[0] * q + C[1]) * q + C[2]) * q + C[3]) * q + C[4]) * q + C[5])
            / ((((D[0] * q + D[1]) * q + D[2]) * q + D[3]) * q + 1.0)
    };
    let p = p.clamp(1e-300, 1.0 - 1e-16);
    if p < LOW {
        tail(libm::sqrt(-2.0 * libm::log(p)))
    } else if p > 1.0 - LOW {
        -tail(libm::sqrt(-2.0 * libm::log(1.0 - p)))
    } else {
        let q = p - 0.5;
        let r = q * q;
        (((((A[0] * r + A[1]) * r + A[2]) * r + A[3]) * r + A[4]) * r + A[5]) * q
            / (((((B[0] * r + B[1]) * r + B[2]) * r + B[3]) * r + B[4]) * r + 1.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rng::mix;
    use crate::time::MILLI;

    #[test]
    fn samples_have_the_mean_and_spread_that_their_author_asked_for() {
        let cases = [
            (Duration::Fixed(5 * MILLI), 5.0, 0.0),
            (Duration::Exponential(5 * MILLI), 5.0, 1.0),
            (Duration::LogNormal(5 * MILLI, 0.6), 5.0, 0.6),
            (Duration::Uniform(4 * MILLI, 6 * MILLI), 5.0, 0.1155),
        ];
        for (duration, mean, cv) in cases {
            let dist = Dist::new(duration);
            let samples: Vec<f64> = (0..400_000).map(|i| dist.sample(mix(i)) / 1e6).collect();
            let m = samples.iter().sum::<f64>() / samples.len() as f64;
            let v = samples.iter().map(|x| (x - m) * (x - m)).sum::<f64>() / samples.len() as f64;
            assert!((m - mean).abs() < 0.03, "{duration:?}: mean {m}");
            assert!((v.sqrt() / m - cv).abs() < 0.01, "{duration:?}: cv {}", v.sqrt() / m);
        }
    }

    #[test]
    fn the_normal_quantile_meets_its_tabulated_values() {
        for (p, z) in [(0.5, 0.0), (0.975, 1.959_963_985), (0.001, -3.090_232_306), (0.9999, 3.719_016_485)] {
            assert!((normal_quantile(p) - z).abs() < 1e-7, "{p}");
        }
    }
}
