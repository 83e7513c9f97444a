//! The right part: what a responder keeps in the corner of the eye. Alerts and impact first, then what is under way,
//! the charts, and the arc; what does not fit is left out from the end. Knows no rule: all of it arrives written.

use drill::block::{Panels, Tone};
use drill::narrate::figures;
use drill::narrate::plain::padded;
use drill::words::{Lang, say};
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use unicode_width::UnicodeWidthStr;

use crate::faces::terminal::graph;
use crate::faces::terminal::theme::Theme;

/// How many charts [count] and how tall [lines]: the first that fits is drawn.
const CHARTS: [(usize, usize); 8] = [(3, 4), (3, 3), (3, 2), (2, 2), (3, 1), (2, 1), (1, 2), (1, 1)];

/// Draws the panels into their place.
pub fn draw(frame: &mut Frame<'_>, area: Rect, panels: &Panels, lang: Lang, theme: Theme) {
    let lines = lines(panels, lang, theme, usize::from(area.width), usize::from(area.height));
    for (line, y) in lines.into_iter().take(usize::from(area.height)).zip(area.y..) {
        frame.render_widget(line, Rect { y, height: 1, ..area });
    }
}

/// All panels that fit into so many cells and lines; the charts as tall as the place allows.
fn lines(panels: &Panels, lang: Lang, theme: Theme, cells: usize, rows: usize) -> Vec<Line<'static>> {
    let height = |parts: &[Vec<Line<'static>>]| parts.iter().map(|part| part.len() + 1).sum::<usize>();
    let mut parts = Vec::new();
    for (charts, tall) in CHARTS {
        parts = self::parts(panels, lang, theme, cells, charts, tall);
        if height(&parts) <= rows + 1 {
            break;
        }
    }
    let mut all: Vec<Line<'static>> = Vec::new();
    for part in parts {
        let gap = usize::from(!all.is_empty());
        if all.len() + gap + part.len() > rows {
            continue;
        }
        all.extend(std::iter::repeat_n(Line::default(), gap));
        all.extend(part);
    }
    all
}

/// The panels in the order in which they matter.
fn parts(
    panels: &Panels,
    lang: Lang,
    theme: Theme,
    cells: usize,
    charts: usize,
    tall: usize,
) -> Vec<Vec<Line<'static>>> {
    let mut impact = values(&say(lang, "screen-impact", &[]), &panels.impact, theme, cells);
    impact.extend(values("", &panels.pressure, theme, cells));
    let mut parts = vec![alerts(panels, lang, theme, cells), impact, under_way(panels, lang, theme, cells)];
    parts.extend(panels.charts.iter().take(charts).map(|chart| small_chart(chart, lang, theme, cells, tall)));
    parts.push(arc(panels, theme, cells));
    parts.retain(|part| !part.is_empty());
    parts
}

fn alerts(panels: &Panels, lang: Lang, theme: Theme, cells: usize) -> Vec<Line<'static>> {
    if panels.alerts.is_empty() {
        return vec![Line::styled(say(lang, "screen-no-alerts", &[]), theme.dim())];
    }
    let n = panels.alerts.len().to_string();
    let mut lines = vec![Line::styled(say(lang, "screen-alerts", &[("n", &n)]), theme.hot())];
    lines.extend(
        panels
            .alerts
            .iter()
            .take(4)
            .map(|alert| Line::styled(padded(&format!("  {alert}"), cells, false), theme.plain())),
    );
    lines
}

fn values(title: &str, values: &[(String, String, Tone)], theme: Theme, cells: usize) -> Vec<Line<'static>> {
    let mut lines = Vec::new();
    if !title.is_empty() && !values.is_empty() {
        lines.push(Line::styled(title.to_string(), theme.strong()));
    }
    for (name, value, tone) in values {
        let room = cells.saturating_sub(value.width() + 3);
        lines.push(Line::from(vec![
            Span::styled(padded(&format!("  {name}"), room + 2, false), theme.plain()),
            Span::raw(" "),
            Span::styled(value.clone(), theme.tone(*tone)),
        ]));
    }
    lines
}

fn under_way(panels: &Panels, lang: Lang, theme: Theme, cells: usize) -> Vec<Line<'static>> {
    if panels.under_way.is_empty() {
        return Vec::new();
    }
    let mut lines = vec![Line::styled(say(lang, "screen-under-way", &[]), theme.strong())];
    for (name, left) in panels.under_way.iter().take(4) {
        let left = if left.is_empty() { String::new() } else { say(lang, "screen-left", &[("span", left)]) };
        // What is being done matters more than how long: it is never cut for the time beside it.
        if name.width() + left.width() + 3 > cells {
            lines.push(Line::raw(padded(&format!("  {name}"), cells, false)));
            lines.push(Line::styled(padded(&left, cells, true), theme.dim()));
            continue;
        }
        let room = cells - left.width() - 1;
        lines.push(Line::from(vec![
            Span::raw(padded(&format!("  {name}"), room, false)),
            Span::raw(" "),
            Span::styled(left, theme.dim()),
        ]));
    }
    lines
}

fn small_chart(
    chart: &drill::block::Chart,
    lang: Lang,
    theme: Theme,
    cells: usize,
    rows: usize,
) -> Vec<Line<'static>> {
    let last = chart.lines.first().and_then(|(_, points)| points.last().copied());
    let written = |value: f64| figures::with_unit(lang, value, &chart.unit);
    let now = last.flatten().map_or_else(|| figures::MISSING.to_string(), written);
    let normal = chart.normal.map(|v| say(lang, "screen-normal", &[("value", &written(v))]));
    let mut normal = normal.unwrap_or_default();
    // Where it is narrow, the unit goes first (the value has it), then the normal value (its line is drawn).
    let mut title = chart.title.clone();
    let wide = |title: &str, normal: &str| title.width() + now.width() + normal.width() + 2 > cells;
    if wide(&title, &normal) {
        title.truncate(title.find(" [").unwrap_or(title.len()));
    }
    if wide(&title, &normal) {
        normal.clear();
    }
    let room = cells.saturating_sub(now.width() + normal.width() + 2);
    let mut lines = vec![Line::from(vec![
        Span::styled(padded(&title, room, false), theme.plain()),
        Span::raw(" "),
        Span::styled(now.clone(), theme.strong()),
        Span::raw(" "),
        Span::styled(normal, theme.dim()),
    ])];
    lines.extend(graph::lines(chart, theme, cells, rows));
    lines
}

/// The phases in a row: what is reached has a mark, what is not recedes.
fn arc(panels: &Panels, theme: Theme, cells: usize) -> Vec<Line<'static>> {
    let mut lines: Vec<Line<'static>> = Vec::new();
    for (name, reached) in &panels.arc {
        let word = format!("{}{name}  ", if *reached { "*" } else { " " });
        let span = Span::styled(word, if *reached { theme.strong() } else { theme.dim() });
        match lines.last_mut() {
            Some(line) if line.width() + span.content.trim_end().width() <= cells => line.push_span(span),
            _ => lines.push(Line::from(span)),
        }
    }
    lines
}
