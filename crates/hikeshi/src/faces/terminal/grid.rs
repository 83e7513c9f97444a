//! Tables on the screen: `drill::narrate::plain` says where the cells stand, so that a table has the same shape on both
//! faces; here it gets its colours.

use drill::block::{Cell, Column, Tone};
use drill::narrate::plain::{GAP, HANG, Layout, MARK, headings, layout, left_out, stacked, wrap};
use drill::words::Lang;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use crate::faces::terminal::theme::Theme;

/// A table in so many cells.
pub fn lines(
    title: &str,
    columns: &[Column],
    rows: &[Vec<Cell>],
    lang: Lang,
    theme: Theme,
    width: usize,
) -> Vec<Line<'static>> {
    let laid = layout(columns, rows, width);
    let mut lines = dressed(title, width, "", theme.strong());
    lines.extend(headings(columns, &laid).into_iter().map(|cells| {
        let cells = cells.into_iter().map(|text| Span::styled(text + &" ".repeat(GAP), theme.dim()));
        Line::from_iter(std::iter::once(Span::raw(" ".repeat(MARK))).chain(cells))
    }));
    for row in rows {
        lines.extend(body(row, columns, &laid, theme));
        let words = laid.below.and_then(|column| row.get(column)).map_or("", |cell| cell.text.as_str());
        let hang = " ".repeat(HANG);
        if !words.is_empty() {
            lines.extend(dressed(&format!("{hang}{words}"), width, &hang, theme.dim()));
        }
    }
    if let Some(note) = left_out(columns, &laid, lang) {
        lines.extend(dressed(&format!("  {note}"), width, "  ", theme.dim()));
    }
    lines
}

fn dressed(text: &str, width: usize, indent: &str, style: Style) -> Vec<Line<'static>> {
    wrap(text, width, indent).into_iter().map(|text| Line::styled(text, style)).collect()
}

/// A row; what does not fit goes on in a second line.
fn body(row: &[Cell], columns: &[Column], laid: &Layout, theme: Theme) -> Vec<Line<'static>> {
    let burns = row.iter().any(|cell| cell.tone == Tone::Hot);
    let line = |(n, cells): (usize, Vec<String>)| {
        let mark = Span::styled(if burns && n == 0 { "! " } else { "  " }, theme.hot());
        let spans = laid.places.iter().zip(cells).map(|((column, _), text)| {
            let tone = row.get(*column).map_or(Tone::Plain, |cell| cell.tone);
            Span::styled(text + &" ".repeat(GAP), theme.tone(tone))
        });
        Line::from_iter(std::iter::once(mark).chain(spans))
    };
    stacked(row, columns, laid).into_iter().enumerate().map(line).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_whole_or_left_out_and_what_burns_stays() {
        let column = |name: &str, right| Column { name: name.into(), right };
        let columns =
            [column("name", false), column("rate", true), column("errors", true), column("p95", true)];
        let cell = |text: &str, tone| Cell { text: text.into(), tone };
        let rows = [vec![
            cell("checkout-service", Tone::Plain),
            cell("18.3/s (11.7/s)", Tone::Plain),
            cell("25.4% (0%)", Tone::Hot),
            cell("559 ms (523 ms)", Tone::Warm),
        ]];
        let shown = |width| {
            let lines = lines("t", &columns, &rows, Lang::En, Theme::new(true), width);
            lines.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
        };
        assert!(shown(80).contains("18.3/s (11.7/s)") && !shown(80).contains("wider"));
        let narrow = shown(52);
        assert!(narrow.contains("checkout-service") && narrow.contains("25.4%"), "{narrow}");
        assert!(
            narrow.contains("\n") && narrow.contains("(11.7/s)") && narrow.contains("(523 ms)"),
            "{narrow}"
        );
        let least = shown(32);
        assert!(least.contains("25.4%") && !least.contains("18.3/s") && least.contains("rate"), "{least}");
        assert!(!shown(20).is_empty());
    }
}
