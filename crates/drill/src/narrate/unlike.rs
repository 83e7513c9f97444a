//! How unlike its normal value a reading is, by rule. Compares two numbers of one metric and nothing else:
//! it knows no cause, so nothing it puts first is an accusation.

use world::signal::{Metric, Reading, Vital};

use crate::block::Tone;

/// How far from normal: a tone for the eye, a score for the order (0 is normal).
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Unlike {
    /// Plain, warm (unlike its normal value) or hot (burns now).
    pub tone: Tone,
    /// Larger is more unlike; hot is always above warm, and what users feel above what only machines feel.
    pub score: f64,
}

/// A rule: warm when both hold, hot when both of the hot ones hold.
struct Rule {
    /// At least this far from normal, in the metric's unit.
    warm_by: f64,
    /// And at least this many times as large (or as small, for what should be high).
    warm_times: f64,
    /// Hot when this far; infinite for what never burns by itself.
    hot_by: f64,
    /// And this many times.
    hot_times: f64,
    /// Which side is bad.
    bad: Side,
    /// Users feel it directly [factor of the score].
    weight: f64,
}

#[derive(PartialEq)]
enum Side {
    High,
    Low,
    Both,
}

const NEVER_HOT: f64 = f64::INFINITY;

fn rule(metric: Metric) -> Rule {
    use Side::{Both, High, Low};
    let rule = |warm_by, warm_times, hot_by, hot_times, bad, weight| Rule {
        warm_by,
        warm_times,
        hot_by,
        hot_times,
        bad,
        weight,
    };
    match metric {
        Metric::ErrorShare => rule(0.5, 2.0, 5.0, 2.0, High, 8.0),
        Metric::SlowShare => rule(2.0, 2.0, 10.0, 2.0, High, 7.0),
        Metric::Goodput => rule(1.0, 1.25, 1.0, 2.0, Low, 8.0),
        Metric::Rate => rule(1.0, 1.5, NEVER_HOT, 1.0, Both, 2.0),
        Metric::P95 => rule(20.0, 1.5, 100.0, 3.0, High, 6.0),
        Metric::P99 => rule(20.0, 1.5, 100.0, 3.0, High, 5.0),
        Metric::P50 | Metric::RoundTrip => rule(10.0, 1.5, 100.0, 3.0, High, 4.0),
        Metric::Queue | Metric::LockWaits | Metric::PoolWaits => rule(5.0, 3.0, 50.0, 5.0, High, 3.0),
        Metric::Busy | Metric::Connections => rule(5.0, 2.0, NEVER_HOT, 1.0, High, 2.0),
        Metric::Cpu => rule(15.0, 1.3, 30.0, 1.3, High, 3.0),
        Metric::Memory => rule(15.0, 1.2, 30.0, 1.2, High, 3.0),
        Metric::Disk => rule(5.0, 1.05, 15.0, 1.1, High, 3.0),
        Metric::Ready => rule(0.5, 1.01, 1.0, 2.0, Low, 5.0),
        Metric::Restarts => rule(0.5, 1.0, NEVER_HOT, 1.0, High, 3.0),
        Metric::Lag | Metric::OldestMessage => rule(5.0, 3.0, 60.0, 3.0, High, 3.0),
        Metric::HitShare => rule(5.0, 1.05, 30.0, 1.5, Low, 3.0),
        Metric::Backlog => rule(20.0, 3.0, 500.0, 3.0, High, 3.0),
        Metric::Retries => rule(1.0, 3.0, NEVER_HOT, 1.0, High, 2.0),
    }
}

/// Levels below which a share of a resource is not hot, however far from normal [%].
fn hot_floor(metric: Metric) -> f64 {
    match metric {
        Metric::Cpu | Metric::Memory | Metric::Disk => 90.0,
        _ => 0.0,
    }
}

/// How unlike its normal value this reading is. Without a value or a normal value nothing can be said: plain.
pub fn unlike(reading: &Reading) -> Unlike {
    let (Some(now), Some(normal)) = (reading.now, reading.normal) else { return Unlike::default() };
    compared(reading.metric, now, normal)
}

/// The same for two values of one metric.
pub fn compared(metric: Metric, now: f64, normal: f64) -> Unlike {
    if !now.is_finite() || !normal.is_finite() {
        return Unlike::default();
    }
    let rule = rule(metric);
    let (high, low) = (now.max(normal), now.min(normal).max(0.0));
    let side = match rule.bad {
        Side::High => now > normal,
        Side::Low => now < normal,
        Side::Both => true,
    };
    let by = high - low;
    // From zero any growth is many times; a thousand keeps scores finite.
    let times = if low > 0.0 { (high / low).min(1_000.0) } else { 1_000.0 };
    if !side || by < rule.warm_by || times < rule.warm_times {
        return Unlike::default();
    }
    let hot = by >= rule.hot_by && times >= rule.hot_times && now >= hot_floor(metric);
    // Saturates below one, so that weight decides between metrics and distance within one.
    let distance = times / (times + 10.0);
    let score = rule.weight + distance;
    match hot {
        true => Unlike { tone: Tone::Hot, score: 100.0 + score },
        false => Unlike { tone: Tone::Warm, score },
    }
}

/// The most unlike of a subject's readings, and a little for each of the others.
pub fn of_vital(vital: &Vital) -> f64 {
    let scores: Vec<f64> = vital.readings.iter().map(|reading| unlike(reading).score).collect();
    let most = scores.iter().copied().fold(0.0, f64::max);
    most + scores.iter().sum::<f64>() / 1_000.0
}

/// A subject's readings that are unlike normal, the most unlike first.
pub fn worst_of(vital: &Vital) -> Vec<Reading> {
    let mut found: Vec<(f64, Reading)> = vital
        .readings
        .iter()
        .map(|reading| (unlike(reading).score, *reading))
        .filter(|(score, _)| *score > 0.0)
        .collect();
    found.sort_by(|a, b| b.0.total_cmp(&a.0));
    found.into_iter().map(|(_, reading)| reading).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tone(metric: Metric, now: f64, normal: f64) -> Tone {
        compared(metric, now, normal).tone
    }

    #[test]
    fn what_burns_is_hot_and_what_differs_is_warm() {
        assert_eq!(tone(Metric::ErrorShare, 34.2, 0.1), Tone::Hot);
        assert_eq!(tone(Metric::ErrorShare, 1.0, 0.1), Tone::Warm);
        assert_eq!(tone(Metric::ErrorShare, 0.3, 0.1), Tone::Plain);
        assert_eq!(tone(Metric::P95, 2_310.0, 180.0), Tone::Hot);
        assert_eq!(tone(Metric::P95, 290.0, 180.0), Tone::Warm);
        assert_eq!(tone(Metric::P95, 9.0, 3.0), Tone::Plain);
        assert_eq!(tone(Metric::Ready, 0.0, 4.0), Tone::Hot);
        assert_eq!(tone(Metric::Ready, 3.0, 4.0), Tone::Warm);
        assert_eq!(tone(Metric::Goodput, 20.0, 300.0), Tone::Hot);
        assert_eq!(tone(Metric::Cpu, 97.0, 40.0), Tone::Hot);
        assert_eq!(tone(Metric::Cpu, 75.0, 40.0), Tone::Warm);
    }

    #[test]
    fn better_than_normal_is_plain() {
        assert_eq!(tone(Metric::P95, 20.0, 180.0), Tone::Plain);
        assert_eq!(tone(Metric::HitShare, 99.0, 60.0), Tone::Plain);
        assert_eq!(tone(Metric::Goodput, 300.0, 100.0), Tone::Plain);
    }

    #[test]
    fn without_a_value_or_a_normal_nothing_is_said() {
        let reading = |now, normal| Reading { metric: Metric::P95, now, normal };
        for reading in
            [reading(None, Some(1.0)), reading(Some(9_999.0), None), reading(Some(f64::NAN), Some(1.0))]
        {
            assert_eq!(unlike(&reading), Unlike::default());
        }
    }

    #[test]
    fn what_users_feel_comes_before_what_machines_feel() {
        let errors = compared(Metric::ErrorShare, 10.0, 0.1).score;
        let cpu = compared(Metric::Cpu, 99.0, 20.0).score;
        let retries = compared(Metric::Retries, 900.0, 0.0).score;
        assert!(errors > cpu && cpu > retries);
    }
}
