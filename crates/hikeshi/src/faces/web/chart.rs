//! A chart as a drawing in the page: a line or a few over simulated time, the normal value as a thin one. Knows numbers and
//! where they stand; colours are the style's.

use drill::block::Chart;
use drill::clock::Clock;
use world::time::{MINUTE, Nanos};

/// How large a chart is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Size {
    /// In the corner of the eye: the value now and the scale in words, the line.
    Small,
    /// To be read: with its axes.
    Large,
}

/// Lines that a style has a stroke for [count].
const STROKES: usize = 4;

struct Frame {
    width: f64,
    height: f64,
    left: f64,
    bottom: f64,
}

/// The drawing, with a sentence for those who cannot see it.
pub fn svg(chart: &Chart, size: Size, clock: Clock) -> String {
    let frame = match size {
        Size::Small => Frame { width: 240.0, height: 56.0, left: 0.0, bottom: 2.0 },
        Size::Large => Frame { width: 640.0, height: 220.0, left: 58.0, bottom: 22.0 },
    };
    let values = chart.lines.iter().flat_map(|(_, values)| values.iter().flatten().copied());
    let most = values.chain(chart.normal).filter(|value| value.is_finite()).fold(0.0_f64, f64::max);
    let top = if most > 0.0 { round_up(most) } else { 1.0 };
    let points = chart.lines.iter().map(|(_, values)| values.len()).max().unwrap_or(0);
    let x = |n: usize| {
        frame.left + (frame.width - frame.left - 4.0) * n as f64 / points.saturating_sub(1).max(1) as f64
    };
    let y = |value: f64| 4.0 + (frame.height - frame.bottom - 4.0) * (1.0 - (value / top).clamp(0.0, 1.0));
    let mut out = if size == Size::Small { reading(chart, top) } else { String::new() };
    out.push_str(&format!(
        "<svg class=\"chart {}\" viewBox=\"0 0 {} {}\" role=\"img\" aria-label=\"{}\">",
        if size == Size::Small { "small-chart" } else { "large-chart" },
        frame.width,
        frame.height,
        escape(&described(chart)),
    ));
    let marks: &[f64] = if size == Size::Large { &[0.0, 0.5, 1.0] } else { &[0.0, 1.0] };
    for value in marks.iter().map(|part| part * top) {
        let at = y(value);
        out.push_str(&format!(
            "<line class=\"grid\" x1=\"{:.1}\" x2=\"{:.1}\" y1=\"{at:.1}\" y2=\"{at:.1}\"/>",
            frame.left, frame.width
        ));
        if size == Size::Large {
            out.push_str(&format!(
                "<text class=\"axis end\" x=\"{:.1}\" y=\"{:.1}\">{}</text>",
                frame.left - 6.0,
                at + 4.0,
                written(value)
            ));
        }
    }
    if size == Size::Large {
        hours(&mut out, chart, points, clock, &x, frame.height);
    }
    if let Some(normal) = chart.normal {
        let at = y(normal);
        out.push_str(&format!(
            "<line class=\"normal\" x1=\"{:.1}\" x2=\"{:.1}\" y1=\"{at:.1}\" y2=\"{at:.1}\"/>",
            frame.left, frame.width
        ));
    }
    for (n, (_, values)) in chart.lines.iter().enumerate() {
        for run in runs(values) {
            let points: Vec<String> =
                run.iter().map(|(at, value)| format!("{:.1},{:.1}", x(*at), y(*value))).collect();
            out.push_str(&format!(
                "<polyline class=\"line{}\" points=\"{}\"/>",
                n % STROKES,
                points.join(" ")
            ));
        }
    }
    out.push_str("</svg>");
    out
}

/// Marks of the drill's clock below the lines, at most six.
fn hours(
    out: &mut String,
    chart: &Chart,
    points: usize,
    clock: Clock,
    x: &impl Fn(usize) -> f64,
    height: f64,
) {
    let at = |n: usize| -> Nanos { chart.first + chart.step * n as u64 };
    let span = chart.step.saturating_mul(points as u64);
    let every = [MINUTE, 2 * MINUTE, 5 * MINUTE, 10 * MINUTE, 20 * MINUTE, 60 * MINUTE]
        .into_iter()
        .find(|every| span / every <= 6)
        .unwrap_or(120 * MINUTE);
    for n in 1..points.saturating_sub(1) {
        if at(n) / every != at(n - 1) / every {
            out.push_str(&format!(
                "<text class=\"axis middle\" x=\"{:.1}\" y=\"{:.1}\">{}</text>",
                x(n),
                height - 4.0,
                clock.minute(at(n))
            ));
        }
    }
}

/// Values without a gap, each with its place.
fn runs(values: &[Option<f64>]) -> Vec<Vec<(usize, f64)>> {
    let mut runs: Vec<Vec<(usize, f64)>> = vec![Vec::new()];
    for (n, value) in values.iter().enumerate() {
        match value.filter(|value| value.is_finite()) {
            Some(value) => runs.last_mut().expect("there is one").push((n, value)),
            None if runs.last().is_some_and(|run| !run.is_empty()) => runs.push(Vec::new()),
            None => {}
        }
    }
    runs.retain(|run| !run.is_empty());
    runs
}

/// The next of 1, 2, 5, 10, 20, … that holds it.
fn round_up(most: f64) -> f64 {
    let mut tens = std::iter::successors(Some(1e-9), |ten| Some(ten * 10.0)).take(24);
    tens.find_map(|ten| [1.0, 2.0, 5.0].map(|n| n * ten).into_iter().find(|top| *top >= most)).unwrap_or(most)
}

/// Three figures at most: `0.25`, `14.7`, `880`, `12k`.
fn written(value: f64) -> String {
    match value {
        v if v >= 10_000.0 => format!("{:.0}k", v / 1_000.0),
        v if v >= 100.0 => format!("{v:.0}"),
        v => {
            let digits = if v >= 10.0 { 1 } else { 2 };
            let text = format!("{v:.digits$}");
            text.trim_end_matches('0').trim_end_matches('.').to_string()
        }
    }
}

/// Where the first line stands now, and from where to where the drawing goes.
fn reading(chart: &Chart, top: f64) -> String {
    let now = chart.lines.first().and_then(|(_, values)| values.iter().rev().flatten().next());
    let now = now.map_or_else(|| "—".into(), |value| written(*value));
    format!("<span class=\"reading\">{now} <span class=\"dim\">0–{}</span></span>", written(top))
}

/// Title, and where each line stands.
fn described(chart: &Chart) -> String {
    let last = |(name, values): &(String, Vec<Option<f64>>)| {
        let value = values.iter().rev().flatten().next();
        format!("{name} {}", value.map_or_else(|| "—".into(), |value| written(*value)))
    };
    let lines: Vec<String> = chart.lines.iter().map(last).collect();
    format!("{} {}: {}", chart.title, chart.unit, lines.join(", "))
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chart(values: Vec<Option<f64>>) -> Chart {
        Chart {
            title: "errors <b>".into(),
            unit: "%".into(),
            first: 0,
            step: 10_000_000_000,
            lines: vec![("buy".into(), values)],
            normal: Some(0.5),
        }
    }

    #[test]
    fn a_gap_breaks_the_line_and_names_are_text() {
        let drawn = svg(
            &chart(vec![Some(1.0), None, Some(2.0), Some(f64::NAN), Some(3.0)]),
            Size::Large,
            Clock::default(),
        );
        assert_eq!(drawn.matches("<polyline").count(), 3, "{drawn}");
        assert!(!drawn.contains("<b>") && !drawn.contains("NaN"), "{drawn}");
    }

    #[test]
    fn a_small_chart_says_where_it_stands_now_and_its_scale() {
        let drawn = svg(&chart(vec![Some(1.0), Some(14.68), None]), Size::Small, Clock::default());
        assert!(drawn.contains("14.7 <span class=\"dim\">0–20</span>"), "{drawn}");
        let written: Vec<String> = [0.0, 0.25, 5.0, 20.0, 14.68, 880.4, 12_345.0].map(written).into();
        assert_eq!(written, ["0", "0.25", "5", "20", "14.7", "880", "12k"]);
    }

    #[test]
    fn a_chart_of_nothing_is_drawn() {
        for size in [Size::Small, Size::Large] {
            assert!(svg(&chart(Vec::new()), size, Clock::default()).ends_with("</svg>"));
            assert!(svg(&chart(vec![None, Some(0.0)]), size, Clock::default()).ends_with("</svg>"));
        }
    }
}
