//! Simulated time: integer nanoseconds since the world began. Knows how people write a duration
//! (`90s`, `5ms`, `1h30m`); does not know the wall clock, which belongs to the program.

/// A point or span of simulated time [ns].
pub type Nanos = u64;

/// One microsecond [ns].
pub const MICRO: Nanos = 1_000;
/// One millisecond [ns].
pub const MILLI: Nanos = 1_000_000;
/// One second [ns].
pub const SECOND: Nanos = 1_000_000_000;
/// One minute [ns].
pub const MINUTE: Nanos = 60 * SECOND;
/// One hour [ns].
pub const HOUR: Nanos = 60 * MINUTE;
/// "Never": later than any drill.
pub const NEVER: Nanos = u64::MAX;

const UNITS: [(&str, Nanos); 7] =
    [("ns", 1), ("us", MICRO), ("ms", MILLI), ("s", SECOND), ("m", MINUTE), ("h", HOUR), ("d", 24 * HOUR)];

/// Reads a duration as people write it: `250ms`, `1.5s`, `20m`, `1h30m`. `None` if it is not one.
pub fn parse_span(text: &str) -> Option<Nanos> {
    let mut rest = text.trim();
    if rest.is_empty() {
        return None;
    }
    let mut total: Nanos = 0;
    while !rest.is_empty() {
        let digits = rest.find(|c: char| !c.is_ascii_digit() && c != '.')?;
        let number: f64 = rest[..digits].parse().ok()?;
        rest = &rest[digits..];
        let letters = rest.find(|c: char| c.is_ascii_digit()).unwrap_or(rest.len());
        let (_, unit) = UNITS.iter().find(|(name, _)| *name == &rest[..letters])?;
        let part = number * *unit as f64;
        if !part.is_finite() || part < 0.0 || part > (365 * 24 * HOUR) as f64 {
            return None;
        }
        total = total.checked_add(part as Nanos)?;
        rest = &rest[letters..];
    }
    Some(total)
}

/// Writes a span so that [`parse_span`] reads the same value back: `1h30m`, `250ms`, `0s`.
pub fn write_span(span: Nanos) -> String {
    if span == 0 {
        return "0s".into();
    }
    let mut rest = span;
    let mut text = String::new();
    for (name, unit) in UNITS.iter().rev() {
        let count = rest / unit;
        if count > 0 {
            text.push_str(&format!("{count}{name}"));
            rest %= unit;
        }
    }
    text
}

/// Seconds as a float, for reports [s].
pub fn seconds(span: Nanos) -> f64 {
    span as f64 / SECOND as f64
}

/// Nanoseconds from seconds; negative and non-finite become zero.
pub fn from_seconds(seconds: f64) -> Nanos {
    if seconds.is_finite() && seconds > 0.0 { (seconds * SECOND as f64) as Nanos } else { 0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_span_is_read_as_people_write_it() {
        assert_eq!(parse_span("90s"), Some(90 * SECOND));
        assert_eq!(parse_span("1h30m"), Some(90 * MINUTE));
        assert_eq!(parse_span("1.5s"), Some(1_500 * MILLI));
        for wrong in ["", "10", "ms", "5 minutes", "-3s", "1e9d", "99999999999999d"] {
            assert_eq!(parse_span(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn a_written_span_reads_back_the_same() {
        for span in [0, 1, 250 * MILLI, 90 * SECOND, 25 * HOUR + 7] {
            assert_eq!(parse_span(&write_span(span)), Some(span));
        }
    }
}
