//! How numbers are written: thousands separators, at most three significant digits for what is measured,
//! the unit as each language sets it. Knows nothing of what the numbers are about.

use crate::words::Lang;

/// What stands where monitoring saw nothing.
pub const MISSING: &str = "—";

/// A count with thousands separators: `1,204`.
pub fn count(n: u64) -> String {
    grouped(&n.to_string())
}

/// A measured value in at most three significant digits: `2,310`, `34.2`, `0.12`, `0.004`.
pub fn measure(value: f64) -> String {
    if !value.is_finite() {
        return MISSING.into();
    }
    let size = value.abs();
    if size >= 999.5 {
        let mut step = 1.0;
        while size / step >= 999.5 {
            step *= 10.0;
        }
        return grouped(&format!("{:.0}", (value / step).round() * step));
    }
    let written = match size {
        s if s >= 99.95 => format!("{value:.0}"),
        s if s >= 0.995 => format!("{value:.1}"),
        s if s >= 0.0095 => format!("{value:.2}"),
        _ => format!("{value:.3}"),
    };
    let trimmed = match written.contains('.') {
        true => written.trim_end_matches('0').trim_end_matches('.'),
        false => &written,
    };
    if trimmed == "-0" { "0".into() } else { trimmed.into() }
}

/// A measured value with its unit: `2,310ms` in Japanese, `2,310 ms` in English; `%` and `/s` stand close in both.
pub fn with_unit(lang: Lang, value: f64, unit: &str) -> String {
    let close = matches!(unit, "" | "%" | "/s") || lang == Lang::Ja;
    format!("{}{}{unit}", measure(value), if close { "" } else { " " })
}

fn grouped(digits: &str) -> String {
    let (sign, digits) = digits.strip_prefix('-').map_or(("", digits), |rest| ("-", rest));
    let mut text = String::from(sign);
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_count_is_exact_and_grouped() {
        assert_eq!([0, 999, 1_204, 1_234_567].map(count), ["0", "999", "1,204", "1,234,567"]);
    }

    #[test]
    fn a_measured_value_has_three_significant_digits_at_most() {
        for (value, text) in [
            (0.0, "0"),
            (-0.0001, "0"),
            (0.0042, "0.004"),
            (0.123, "0.12"),
            (1.0, "1"),
            (3.26, "3.3"),
            (34.23, "34.2"),
            (99.97, "100"),
            (312.4, "312"),
            (999.7, "1,000"),
            (2_312.4, "2,310"),
            (1_234_567.0, "1,230,000"),
            (-45.0, "-45"),
            (f64::NAN, "—"),
            (f64::INFINITY, "—"),
        ] {
            assert_eq!(measure(value), text);
        }
    }

    #[test]
    fn a_unit_stands_as_its_language_sets_it() {
        assert_eq!(with_unit(Lang::Ja, 2_312.4, "ms"), "2,310ms");
        assert_eq!(with_unit(Lang::En, 2_312.4, "ms"), "2,310 ms");
        assert_eq!(with_unit(Lang::En, 34.23, "%"), "34.2%");
        assert_eq!(with_unit(Lang::Ja, 4.0, ""), "4");
    }
}
