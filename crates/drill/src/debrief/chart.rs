//! Draws the charts as SVG inside the page: bars, a stepped line, marks. Colours are the page's; every
//! chart has a name and says its sums in words. Knows nothing of what the numbers mean.

use super::figure::{Around, Burning};
use super::html::escape;
use crate::narrate::figures;

/// Size of the large chart in its own units, and where its plot stands.
const WIDTH: f64 = 920.0;
const LEFT: f64 = 52.0;
const RIGHT: f64 = 12.0;
const PLOT: f64 = 220.0;
/// Height of a row of names above the plot, and of pins below it.
const ROW: f64 = 17.0;
/// Radius of a pin.
const PIN: f64 = 8.5;

/// Failed and slow requests per minute: bars for the play, a stepped line for "nobody acts".
pub(super) fn burning(b: &Burning) -> String {
    let minutes = b.team.len().max(b.nobody.len()).max(1);
    let step = (WIDTH - LEFT - RIGHT) / minutes as f64;
    // What happened in the last, unfinished minute stands at its edge.
    let x = |minute: f64| (LEFT + (minute - b.first as f64) * step).min(WIDTH - RIGHT);
    let rows = name_rows(b, &x);
    let top = 8.0 + ROW * (rows.iter().map(|(row, ..)| row + 1).max().unwrap_or(0)) as f64;
    let base = top + PLOT;
    let (most, ticks) = scale(b.most());
    let y = |n: f64| base - n / most * PLOT;
    let pins = pin_rows(b, &x);
    let pin_rows = pins.iter().map(|(row, _)| row + 1).max().unwrap_or(0);
    let height = base + 26.0 + pin_rows as f64 * (PIN * 2.0 + 4.0) + 20.0;

    let mut out = heading(b);
    out.push_str(&format!(
        "<svg viewBox=\"0 0 {WIDTH:.0} {height:.0}\" role=\"img\" aria-label=\"{}\">\n<title>{}</title>\n",
        escape(&in_words(b)),
        escape(&b.title)
    ));
    for tick in ticks {
        let (at, n) = (y(tick), tick as u64);
        out.push_str(&format!(
            "<line class=\"axis\" x1=\"{LEFT}\" x2=\"{:.1}\" y1=\"{at:.1}\" y2=\"{at:.1}\"></line>\
             <text x=\"{:.1}\" y=\"{:.1}\" text-anchor=\"end\">{}</text>\n",
            WIDTH - RIGHT,
            LEFT - 8.0,
            at + 4.0,
            figures::count(n)
        ));
    }
    let nobody = steps(&b.nobody, b.first, &x, &y, base);
    out.push_str(&format!("<path class=\"nobody\" d=\"{nobody}\"></path>\n"));
    for (n, bad) in b.team.iter().enumerate().filter(|(_, bad)| **bad > 0) {
        let (left, at) = (x(b.first as f64 + n as f64) + step * 0.14, y(*bad as f64));
        out.push_str(&format!(
            "<rect class=\"team\" x=\"{left:.1}\" y=\"{at:.1}\" width=\"{:.1}\" height=\"{:.1}\" rx=\"1.5\"></rect>\n",
            step * 0.72,
            base - at
        ));
    }
    out.push_str(&format!("<path class=\"nobody-line\" d=\"{nobody}\"></path>\n"));
    if let Some((series, ..)) = &b.best {
        let line = steps(series, b.first, &x, &y, base);
        out.push_str(&format!("<path class=\"best-line\" d=\"{line}\"></path>\n"));
    }
    for (row, at, name) in &rows {
        let baseline = ROW * (*row as f64 + 1.0) - 3.0;
        let end = if at + width(name) + 6.0 > WIDTH { ("end", -4.0) } else { ("start", 4.0) };
        out.push_str(&format!(
            "<line class=\"mark\" x1=\"{at:.1}\" x2=\"{at:.1}\" y1=\"{:.1}\" y2=\"{base:.1}\"></line>\
             <text class=\"mark-name\" x=\"{:.1}\" y=\"{baseline:.1}\" text-anchor=\"{}\">{}</text>\n",
            baseline - 10.0,
            at + end.1,
            end.0,
            escape(name)
        ));
    }
    minutes_below(&mut out, b, minutes, &x, base);
    orders_below(&mut out, b, &pins, base);
    out.push_str(&format!(
        "<text x=\"{:.1}\" y=\"{:.1}\" text-anchor=\"end\">{}</text>\n</svg></div>\n{}</figure>\n",
        WIDTH - RIGHT,
        height - 4.0,
        escape(&b.axis),
        numbers(b)
    ));
    out
}

fn heading(b: &Burning) -> String {
    format!(
        "<figure>\n<figcaption><strong>{}</strong><span class=\"key team\">{}</span>\
         <span class=\"key nobody\">{}</span>{}</figcaption>\n<div class=\"scroll\">",
        escape(&b.title),
        escape(&b.team_name),
        escape(&b.nobody_name),
        named(b, |name| format!("<span class=\"key best\">{name}</span>"))
    )
}

/// Something about the best plan, by its name; nothing if there is none.
fn named(b: &Burning, about: impl Fn(&str) -> String) -> String {
    b.best.as_ref().map_or_else(String::new, |(_, _, name)| about(&escape(name)))
}

/// For those who hear the chart.
fn in_words(b: &Burning) -> String {
    let (team, nobody) = (figures::count(b.sums.0), figures::count(b.sums.1));
    let best = b
        .best
        .as_ref()
        .map_or_else(String::new, |(_, sum, name)| format!(" {name}: {}.", figures::count(*sum)));
    format!("{}. {}: {team}. {}: {nobody}.{best}", b.title, b.team_name, b.nobody_name)
}

/// The same as a table, folded.
fn numbers(b: &Burning) -> String {
    let mut out = format!(
        "<details><summary>{}</summary><table><thead><tr><th>{}</th><th class=\"number\">{}</th><th class=\"number\">{}</th>{}</tr></thead><tbody>\n",
        escape(&b.numbers),
        escape(&b.axis),
        escape(&b.team_name),
        escape(&b.nobody_name),
        named(b, |name| format!("<th class=\"number\">{name}</th>"))
    );
    for (n, (team, nobody)) in b.team.iter().zip(&b.nobody).enumerate() {
        let best = b.best.as_ref().and_then(|(series, ..)| series.get(n));
        out.push_str(&format!(
            "<tr><td>{}</td><td class=\"number\">{}</td><td class=\"number\">{}</td>{}</tr>\n",
            signed(b.first + n as i64),
            figures::count(*team),
            figures::count(*nobody),
            best.map_or_else(String::new, |n| format!("<td class=\"number\">{}</td>", figures::count(*n)))
        ));
    }
    out.push_str("</tbody></table></details>\n");
    out
}

fn signed(minute: i64) -> String {
    match minute {
        0 => "0".into(),
        m if m < 0 => format!("−{}", -m),
        m => format!("+{m}"),
    }
}

fn minutes_below(out: &mut String, b: &Burning, minutes: usize, x: &impl Fn(f64) -> f64, base: f64) {
    let every = match minutes {
        0..=20 => 2,
        21..=45 => 5,
        46..=120 => 10,
        _ => 60,
    };
    let last = b.first + minutes as i64;
    for minute in (b.first..=last).filter(|minute| minute.rem_euclid(every) == 0) {
        out.push_str(&format!(
            "<text x=\"{:.1}\" y=\"{:.1}\" text-anchor=\"middle\">{}</text>\n",
            x(minute as f64),
            base + 17.0,
            signed(minute)
        ));
    }
}

fn orders_below(out: &mut String, b: &Burning, pins: &[(usize, f64)], base: f64) {
    for ((row, at), (number, _, order, tone)) in pins.iter().zip(&b.orders) {
        let middle = base + 34.0 + *row as f64 * (PIN * 2.0 + 4.0);
        out.push_str(&format!(
            "<g class=\"pin {}\"><title>{}</title><circle cx=\"{at:.1}\" cy=\"{middle:.1}\" r=\"{PIN}\"></circle>\
             <text x=\"{at:.1}\" y=\"{:.1}\">{}</text></g>\n",
            tone.class(),
            escape(order),
            middle + 4.0,
            number
        ));
    }
}

/// An area under a stepped line.
fn steps(series: &[u64], first: i64, x: &impl Fn(f64) -> f64, y: &impl Fn(f64) -> f64, base: f64) -> String {
    let mut path = format!("M{:.1} {base:.1}", x(first as f64));
    for (n, value) in series.iter().enumerate() {
        let minute = first as f64 + n as f64;
        path.push_str(&format!(" V{:.1} H{:.1}", y(*value as f64), x(minute + 1.0)));
    }
    path.push_str(&format!(" V{base:.1} Z"));
    path
}

/// Names of milestones in as few rows as they need not to touch: row, x, name.
fn name_rows<'a>(b: &'a Burning, x: &impl Fn(f64) -> f64) -> Vec<(usize, f64, &'a str)> {
    let mut ends: Vec<f64> = Vec::new();
    let mut placed = Vec::new();
    for (minute, name) in &b.marks {
        let at = x(*minute);
        let (left, right) = match at + width(name) + 6.0 > WIDTH {
            true => (at - width(name) - 6.0, at),
            false => (at, at + width(name) + 10.0),
        };
        let row = ends.iter().position(|end| *end <= left).unwrap_or(ends.len());
        if row == ends.len() {
            ends.push(right);
        }
        ends[row] = right;
        placed.push((row, at, name.as_str()));
    }
    placed
}

/// Pins of orders, side by side or below one another: row, x.
fn pin_rows(b: &Burning, x: &impl Fn(f64) -> f64) -> Vec<(usize, f64)> {
    let mut ends: Vec<f64> = Vec::new();
    let mut placed = Vec::new();
    for (_, minute, ..) in &b.orders {
        let at = x(*minute);
        let row = ends.iter().position(|end| *end <= at - PIN).unwrap_or(ends.len());
        if row == ends.len() {
            ends.push(0.0);
        }
        ends[row] = at + PIN + 2.0;
        placed.push((row, at));
    }
    placed
}

/// How wide a name is about, in the chart's units: full-width letters are twice as wide.
fn width(name: &str) -> f64 {
    name.chars().map(|c| if c.is_ascii() { 6.8 } else { 12.4 }).sum()
}

/// The top of the axis and its ticks: round numbers, three to five of them.
fn scale(most: u64) -> (f64, Vec<f64>) {
    let most = most.max(4) as f64;
    let mut unit = 1.0;
    while most / unit > 50.0 {
        unit *= 10.0;
    }
    let step = [1.0, 2.0, 5.0, 10.0, 20.0].into_iter().map(|m| m * unit).find(|s| most / s <= 4.0);
    let step = step.unwrap_or(20.0 * unit);
    let count = (most / step).ceil() as usize;
    (count as f64 * step, (0..=count).map(|n| n as f64 * step).collect())
}

/// The share of failed and slow requests around one order.
pub(super) fn around(a: &Around) -> String {
    const W: f64 = 320.0;
    const H: f64 = 88.0;
    const BASE: f64 = 76.0;
    let last = (a.points.len().max(2) - 1) as f64;
    let most = a.points.iter().flatten().copied().fold(1.0, f64::max);
    // A point is the end of its half minute.
    let x = |at: f64| (at.clamp(0.0, last) / last) * (W - 2.0) + 1.0;
    let y = |value: f64| BASE - value / most * (BASE - 20.0);
    let line: Vec<String> = a
        .points
        .iter()
        .enumerate()
        .filter_map(|(n, point)| Some(format!("{:.1} {:.1}", x(n as f64), y((*point)?))))
        .collect();
    let mut out = format!(
        "<figure><svg viewBox=\"0 0 {W:.0} {H:.0}\" role=\"img\" aria-label=\"{}\">\n",
        escape(&a.name)
    );
    let given = x(a.given - 1.0);
    if let Some(done) = a.done {
        let wide = (x(done - 1.0) - given).max(1.5);
        out.push_str(&format!(
            "<rect class=\"span\" x=\"{given:.1}\" y=\"18\" width=\"{wide:.1}\" height=\"{:.1}\"></rect>\n",
            BASE - 18.0
        ));
    }
    out.push_str(&format!(
        "<path class=\"under\" d=\"M{:.1} {BASE} L{} L{:.1} {BASE} Z\"></path><path class=\"line\" d=\"M{}\"></path>\n\
         <line class=\"now\" x1=\"{given:.1}\" x2=\"{given:.1}\" y1=\"18\" y2=\"{BASE}\"></line>\n\
         <line class=\"axis\" x1=\"0\" x2=\"{W}\" y1=\"{BASE}\" y2=\"{BASE}\"></line>\n\
         <text x=\"1\" y=\"11\">{}</text>\n</svg></figure>\n",
        x(0.0),
        line.join(" L"),
        x(last),
        line.join(" L"),
        escape(&a.most)
    ));
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_axis_has_three_to_five_round_ticks_and_room_for_the_most() {
        for most in [0, 3, 7, 12, 42, 66, 130, 999, 5_000, 61_234] {
            let (top, ticks) = scale(most);
            assert!(top >= most as f64 && ticks.len() >= 3 && ticks.len() <= 6, "{most}: {ticks:?}");
        }
    }
}
