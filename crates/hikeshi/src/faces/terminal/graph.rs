//! Charts in braille dots: 2 × 4 dots a cell, the normal value as a dotted line behind. Knows dots and scales; not
//! what the numbers mean.

use drill::block::Chart;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use crate::faces::terminal::theme::Theme;

/// Dots of a braille cell by column and row, as Unicode numbers them.
const DOTS: [[u8; 4]; 2] = [[0x01, 0x02, 0x04, 0x40], [0x08, 0x10, 0x20, 0x80]];

/// A chart as so many lines of so many cells. Scaled from zero, so that a calm line looks calm.
pub fn lines(chart: &Chart, theme: Theme, cells: usize, rows: usize) -> Vec<Line<'static>> {
    let mut canvas = Canvas::new(cells.max(4), rows.max(1));
    let seen = || chart.lines.iter().flat_map(|(_, points)| points.iter().flatten()).copied();
    let finite = seen().chain(chart.normal).filter(|value| value.is_finite());
    let (least, most) = finite.fold((0.0_f64, 0.0_f64), |(low, high), v| (low.min(v), high.max(v)));
    let span = if most > least { most - least } else { 1.0 };
    let top = (canvas.dots_high() - 1) as f64;
    let height = |value: f64| ((value - least) / span * top).round() as usize;
    if let Some(normal) = chart.normal.filter(|value| value.is_finite()) {
        let y = height(normal);
        for x in (0..canvas.dots_wide()).step_by(3) {
            canvas.dot(x, y, theme.dim(), false);
        }
    }
    for (n, (_, points)) in chart.lines.iter().enumerate() {
        let heights: Vec<Option<usize>> =
            points.iter().map(|p| p.filter(|v| v.is_finite()).map(height)).collect();
        canvas.line(&heights, theme.series(n));
    }
    canvas.lines()
}

struct Canvas {
    cells: usize,
    rows: usize,
    dots: Vec<u8>,
    styles: Vec<Style>,
    /// A series is there: its style goes before the normal line's.
    taken: Vec<bool>,
}

impl Canvas {
    fn new(cells: usize, rows: usize) -> Canvas {
        let size = cells * rows;
        Canvas {
            cells,
            rows,
            dots: vec![0; size],
            styles: vec![Style::new(); size],
            taken: vec![false; size],
        }
    }

    fn dots_wide(&self) -> usize {
        self.cells * 2
    }

    fn dots_high(&self) -> usize {
        self.rows * 4
    }

    /// A dot, counted from the lower left.
    fn dot(&mut self, x: usize, y: usize, style: Style, series: bool) {
        let (x, y) = (x.min(self.dots_wide() - 1), y.min(self.dots_high() - 1));
        let down = self.dots_high() - 1 - y;
        let cell = down / 4 * self.cells + x / 2;
        self.dots[cell] |= DOTS[x % 2][down % 4];
        if series || !self.taken[cell] {
            self.styles[cell] = style;
        }
        self.taken[cell] |= series;
    }

    /// A series from the left to the right edge; a gap is a gap.
    fn line(&mut self, heights: &[Option<usize>], style: Style) {
        let last = heights.len().saturating_sub(1).max(1);
        let place = |i: usize| i * (self.dots_wide() - 1) / last;
        let places: Vec<usize> = (0..heights.len()).map(place).collect();
        for i in 0..heights.len() {
            let Some(y) = heights[i] else { continue };
            self.dot(places[i], y, style, true);
            let Some(Some(next)) = heights.get(i + 1).copied() else { continue };
            let (from, until) = (places[i], places[i + 1]);
            let steps = (until - from).max(next.abs_diff(y)).max(1);
            for step in 1..steps {
                let along = |a: usize, b: usize| {
                    (a as f64 + (b as f64 - a as f64) * step as f64 / steps as f64).round() as usize
                };
                self.dot(along(from, until), along(y, next), style, true);
            }
        }
    }

    fn lines(self) -> Vec<Line<'static>> {
        let row = |row: usize| {
            let cells = row * self.cells..(row + 1) * self.cells;
            let spans = cells.map(|cell| {
                let dots = char::from_u32(0x2800 + u32::from(self.dots[cell])).unwrap_or(' ');
                let dots = if self.dots[cell] == 0 { ' ' } else { dots };
                Span::styled(dots.to_string(), self.styles[cell])
            });
            Line::from_iter(spans)
        };
        (0..self.rows).map(row).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn(points: &[Option<f64>], normal: Option<f64>) -> String {
        let chart = Chart {
            title: String::new(),
            unit: "ms".into(),
            first: 0,
            step: 1,
            lines: vec![("a".into(), points.to_vec())],
            normal,
        };
        let lines = lines(&chart, Theme::new(true), 10, 2);
        lines.iter().map(|line| line.to_string().trim_end().to_string()).collect::<Vec<_>>().join("\n")
    }

    #[test]
    fn a_rise_is_drawn_from_the_lower_left_to_the_upper_right() {
        let rise: Vec<_> = (0..20).map(|v| Some(f64::from(v))).collect();
        assert_eq!(drawn(&rise, None), "     ⣀⡠⠔⠒⠉\n⣀⠤⠔⠊⠉");
    }

    #[test]
    fn odd_numbers_and_no_numbers_break_nothing() {
        assert_eq!(drawn(&[], None).trim(), "");
        assert_eq!(drawn(&[None, None], None).trim(), "");
        for points in [vec![Some(f64::NAN), Some(f64::INFINITY)], vec![Some(-5.0)], vec![Some(1e300); 3]] {
            let _ = drawn(&points, Some(2.0));
        }
    }
}
