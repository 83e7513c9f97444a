//! Charts in one line of text: `▁▂▃▅█`, a space where monitoring saw nothing, least, most and normal value
//! written beside it. Knows how to thin a long series; not what moved it.

use unicode_width::UnicodeWidthStr;
use world::time::Nanos;

use super::super::figures;
use super::table::padded;
use super::wrap::wrap;
use crate::block::Chart;
use crate::clock::Clock;
use crate::words::{Lang, say};

const BARS: [char; 8] = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];

/// Longer lines are thinned: the eye follows no more [columns].
const LONGEST: usize = 60;

/// Title, one line of bars per series, times and numbers.
pub(super) fn lines(chart: &Chart, lang: Lang, clock: &Clock, width: usize) -> Vec<String> {
    let mut out = wrap(&chart.title, width, "");
    let named = chart.lines.len() > 1;
    let name_width =
        if named { chart.lines.iter().map(|(name, _)| name.width()).max().unwrap_or(0).min(20) } else { 0 };
    let room = width.saturating_sub(name_width + 3).clamp(8, LONGEST);
    for (name, points) in &chart.lines {
        let name = if named { padded(name, name_width, false) + " " } else { String::new() };
        out.push(format!("  {name}{}", spark(points, chart.normal, room)).trim_end().to_string());
    }
    out.extend(wrap(&format!("  {}", legend(chart, lang, clock)), width, "  "));
    out
}

fn legend(chart: &Chart, lang: Lang, clock: &Clock) -> String {
    let count = chart.lines.iter().map(|(_, points)| points.len()).max().unwrap_or(0);
    let seen = || chart.lines.iter().flat_map(|(_, points)| points.iter().flatten()).copied();
    let from = clock.minute(chart.first.saturating_sub(chart.step));
    let until = clock.minute(chart.first + chart.step * count.saturating_sub(1) as Nanos);
    let written = |value: f64| figures::with_unit(lang, value, &chart.unit);
    let (Some(least), Some(most)) = (seen().reduce(f64::min), seen().reduce(f64::max)) else {
        return say(lang, "plain-chart-empty", &[("from", &from), ("until", &until)]);
    };
    let (least, most) = (written(least), written(most));
    let args = [("from", from.as_str()), ("until", &until), ("least", &least), ("most", &most)];
    match chart.normal {
        None => say(lang, "plain-chart", &args),
        Some(normal) => {
            let [a, b, c, d] = args;
            say(lang, "plain-chart-normal", &[a, b, c, d, ("normal", &written(normal))])
        }
    }
}

/// A series as bars of at most `room` columns, scaled from zero so that a calm line looks calm. A bar stands for the point of its
/// stretch that is least like normal (or like the mean).
pub fn spark(points: &[Option<f64>], normal: Option<f64>, room: usize) -> String {
    let seen: Vec<f64> = points.iter().flatten().copied().filter(|p| p.is_finite()).collect();
    let Some(most) = seen.iter().copied().chain(normal).reduce(f64::max) else {
        return " ".repeat(points.len().min(room));
    };
    let least = seen.iter().copied().chain(normal).fold(0.0, f64::min);
    let usual = normal.unwrap_or(seen.iter().sum::<f64>() / seen.len().max(1) as f64);
    let bars = points.len().min(room.max(1));
    (0..bars)
        .map(|bar| {
            let (from, until) = (bar * points.len() / bars, (bar + 1) * points.len() / bars);
            let stretch = points[from..until].iter().flatten().copied().filter(|p| p.is_finite());
            match stretch.max_by(|a, b| (a - usual).abs().total_cmp(&(b - usual).abs())) {
                None => ' ',
                Some(value) if most > least => {
                    let height = (value - least) / (most - least) * (BARS.len() - 1) as f64;
                    BARS[(height.round() as usize).min(BARS.len() - 1)]
                }
                Some(_) => BARS[0],
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use world::time::{MINUTE, SECOND};

    #[test]
    fn bars_follow_the_values_and_a_gap_is_a_gap() {
        let points = [Some(0.0), Some(1.0), None, Some(4.0), Some(7.0)];
        assert_eq!(spark(&points, None, 60), "▁▂ ▅█");
    }

    #[test]
    fn a_long_series_is_thinned_and_keeps_its_worst_point() {
        let mut points = vec![Some(10.0); 600];
        points[301] = Some(900.0);
        let bars = spark(&points, Some(10.0), 60);
        assert_eq!(bars.chars().count(), 60);
        assert_eq!(bars.matches('█').count(), 1);
        points.iter_mut().for_each(|p| *p = Some(300.0));
        points[17] = Some(0.0);
        assert_eq!(spark(&points, Some(300.0), 60).matches('▁').count(), 1);
    }

    #[test]
    fn nothing_seen_and_nothing_there_break_nothing() {
        assert_eq!(spark(&[], None, 60), "");
        assert_eq!(spark(&[None, None], None, 60), "  ");
        assert_eq!(spark(&[Some(f64::NAN), Some(2.0)], None, 60), " █");
        assert_eq!(spark(&[Some(0.0), Some(0.0)], Some(0.0), 60), "▁▁");
    }

    #[test]
    fn a_chart_writes_its_times_least_most_and_normal() {
        let chart = Chart {
            title: "checkout p95 [ms]".into(),
            unit: "ms".into(),
            first: 10 * SECOND,
            step: MINUTE,
            lines: vec![("checkout".into(), vec![Some(180.0), Some(900.0), None, Some(2_312.4)])],
            normal: Some(180.0),
        };
        let clock = Clock::new(2.0, 0, 0);
        insta::assert_snapshot!(lines(&chart, Lang::Ja, &clock, 80).join("\n"), @r#"
        checkout p95 [ms]
          ▂▄ █
          02:00〜02:03  最小 180ms  最大 2,310ms  通常 180ms
        "#);
        insta::assert_snapshot!(lines(&chart, Lang::En, &clock, 80).join("\n"), @r#"
        checkout p95 [ms]
          ▂▄ █
          02:00 to 02:03  min 180 ms  max 2,310 ms  normal 180 ms
        "#);
    }
}
