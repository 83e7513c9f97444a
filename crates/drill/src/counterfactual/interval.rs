//! A difference with its uncertainty: pairs of branches that share their luck, and Student's interval
//! over their differences. Knows no worlds.

/// A mean and its 95 % interval.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Interval {
    /// Mean, in the unit of what was compared.
    pub mean: f64,
    /// Lower end of the 95 % interval.
    pub low: f64,
    /// Upper end.
    pub high: f64,
    /// Pairs it rests on [count].
    pub pairs: usize,
}

impl Interval {
    /// Is all of it on one side of zero?
    pub fn decided(&self) -> bool {
        self.low > 0.0 || self.high < 0.0
    }
}

/// Mean difference and interval of pairs; `None` with fewer than two.
pub fn paired(differences: &[f64]) -> Option<Interval> {
    let n = differences.len();
    if n < 2 {
        return None;
    }
    let mean = differences.iter().sum::<f64>() / n as f64;
    let squares: f64 = differences.iter().map(|d| (d - mean) * (d - mean)).sum();
    let half = student(n - 1) * libm::sqrt(squares / (n - 1) as f64 / n as f64);
    Some(Interval { mean, low: mean - half, high: mean + half, pairs: n })
}

/// Two-sided 95 % quantile of Student's t with `freedom` degrees (tabulated values; between and beyond
/// them the approximation of Cornish and Fisher is right to three digits).
fn student(freedom: usize) -> f64 {
    const FEW: [f64; 4] = [12.706, 4.303, 3.182, 2.776];
    if let Some(value) = FEW.get(freedom - 1) {
        return *value;
    }
    let (z, n) = (1.959_964_f64, freedom as f64);
    let (z3, z5) = (z * z * z, z * z * z * z * z);
    let z7 = z5 * z * z;
    z + (z3 + z) / (4.0 * n)
        + (5.0 * z5 + 16.0 * z3 + 3.0 * z) / (96.0 * n * n)
        + (3.0 * z7 + 19.0 * z5 + 17.0 * z3 - 15.0 * z) / (384.0 * n * n * n)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_quantile_meets_its_tabulated_values() {
        for (freedom, value) in [(1, 12.706), (5, 2.571), (9, 2.262), (19, 2.093), (29, 2.045), (120, 1.980)]
        {
            assert!((student(freedom) - value).abs() < 0.012, "{freedom}: {}", student(freedom));
        }
    }

    #[test]
    fn an_interval_of_equal_differences_is_a_point_and_one_of_none_is_no_interval() {
        let same = paired(&[-3.0; 5]).unwrap();
        assert_eq!((same.low, same.high, same.pairs), (-3.0, -3.0, 5));
        assert!(same.decided());
        assert!(!paired(&[-1.0, 1.0]).unwrap().decided());
        assert_eq!(paired(&[1.0]), None);
    }
}
