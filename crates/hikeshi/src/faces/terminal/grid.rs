//! Tables on the screen. A number is shown whole or not at all: where the columns do not fit, the least telling ones
//! are left out, and the table says so.

use drill::block::{Cell, Column, Tone};
use drill::narrate::plain::{GAP, HANG, MARK, layout, padded, wrap};
use drill::words::{Lang, say};
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use unicode_width::UnicodeWidthStr;

use crate::faces::terminal::theme::Theme;

/// Words may go on in a second line from this width on; numbers and names never [cells].
const WORDS: usize = 12;
/// More than any terminal has [cells].
const ENDLESS: usize = 100_000;

/// A table in so many cells.
pub fn lines(
    title: &str,
    columns: &[Column],
    rows: &[Vec<Cell>],
    lang: Lang,
    theme: Theme,
    width: usize,
) -> Vec<Line<'static>> {
    let kept = kept(columns, rows, width);
    let (shown, cells) = subset(columns, rows, &kept);
    let laid = layout(&shown, &cells, width);
    let all = layout(columns, rows, ENDLESS).places.len();
    let left_out = all.saturating_sub(laid.places.len() + usize::from(laid.below.is_some()));
    let mut lines = dressed(title, width, "", theme.strong());
    lines.push(heading(&shown, &laid.places, theme));
    for row in &cells {
        lines.extend(body(row, &shown, &laid.places, theme));
        let words = laid.below.and_then(|column| row.get(column)).map_or("", |cell| cell.text.as_str());
        let hang = " ".repeat(HANG);
        if !words.is_empty() {
            lines.extend(dressed(&format!("{hang}{words}"), width, &hang, theme.dim()));
        }
    }
    if left_out > 0 {
        let note = say(lang, "screen-columns-left-out", &[("n", &left_out.to_string())]);
        lines.extend(dressed(&format!("  {note}"), width, "  ", theme.dim()));
    }
    lines
}

fn dressed(text: &str, width: usize, indent: &str, style: Style) -> Vec<Line<'static>> {
    wrap(text, width, indent).into_iter().map(|text| Line::styled(text, style)).collect()
}

fn heading(columns: &[Column], places: &[(usize, usize)], theme: Theme) -> Line<'static> {
    let names = places.iter().map(|(column, cells)| {
        let column = &columns[*column];
        Span::styled(padded(&column.name, *cells, column.right) + &" ".repeat(GAP), theme.dim())
    });
    Line::from_iter(std::iter::once(Span::raw(" ".repeat(MARK))).chain(names))
}

/// A row; words that do not fit go on in a second line.
fn body(row: &[Cell], columns: &[Column], places: &[(usize, usize)], theme: Theme) -> Vec<Line<'static>> {
    let burns = row.iter().any(|cell| cell.tone == Tone::Hot);
    let parts: Vec<Vec<String>> = places
        .iter()
        .map(|(column, cells)| match (row.get(*column), columns[*column].right) {
            (None, _) => Vec::new(),
            (Some(cell), true) => vec![cell.text.clone()],
            (Some(cell), false) => wrap(&cell.text, *cells, ""),
        })
        .collect();
    let height = parts.iter().map(Vec::len).max().unwrap_or(0);
    let line = |n: usize| {
        let mark = Span::styled(if burns && n == 0 { "! " } else { "  " }, theme.hot());
        let spans = places.iter().zip(&parts).map(|((column, cells), part)| {
            let text = padded(part.get(n).map_or("", String::as_str), *cells, columns[*column].right);
            let tone = row.get(*column).map_or(Tone::Plain, |cell| cell.tone);
            Span::styled(text + &" ".repeat(GAP), theme.tone(tone))
        });
        Line::from_iter(std::iter::once(mark).chain(spans))
    };
    (0..height).map(line).collect()
}

/// Columns that fit with their numbers whole: all, or all but the least telling ones.
fn kept(columns: &[Column], rows: &[Vec<Cell>], width: usize) -> Vec<usize> {
    let mut kept: Vec<usize> = (0..columns.len()).collect();
    while kept.len() > 2 && !fits(columns, rows, &kept, width) {
        // The first is the row's name. Of the others the calmest goes, and of equals the last.
        let calmest = kept[1..].iter().rev().min_by_key(|column| alarm(rows, **column)).copied();
        kept.retain(|column| Some(*column) != calmest);
    }
    kept
}

fn fits(columns: &[Column], rows: &[Vec<Cell>], kept: &[usize], width: usize) -> bool {
    let (shown, cells) = subset(columns, rows, kept);
    layout(&shown, &cells, width).places.into_iter().all(|(column, given)| {
        let texts = cells.iter().filter_map(|row| row.get(column)).map(|cell| cell.text.width());
        let wanted = texts.chain([shown[column].name.width()]).max().unwrap_or(0);
        let words = column > 0 && !shown[column].right;
        given >= if words { wanted.min(WORDS) } else { wanted }
    })
}

/// How loud a column is: cells that burn count for many that are merely unlike normal.
fn alarm(rows: &[Vec<Cell>], column: usize) -> usize {
    let loud = |cell: &Cell| match cell.tone {
        Tone::Hot => 1_000,
        Tone::Warm => 1,
        Tone::Plain | Tone::Dim => 0,
    };
    rows.iter().filter_map(|row| row.get(column)).map(loud).sum()
}

fn subset(columns: &[Column], rows: &[Vec<Cell>], kept: &[usize]) -> (Vec<Column>, Vec<Vec<Cell>>) {
    let cell = |row: &Vec<Cell>, column: &usize| {
        row.get(*column).cloned().unwrap_or(Cell { text: String::new(), tone: Tone::Plain })
    };
    let rows = rows.iter().map(|row| kept.iter().map(|column| cell(row, column)).collect()).collect();
    (kept.iter().map(|column| columns[*column].clone()).collect(), rows)
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
        assert!(shown(80).contains("18.3/s (11.7/s)") && !shown(80).contains("F2"));
        let narrow = shown(52);
        assert!(narrow.contains("checkout-service") && narrow.contains("25.4% (0%)"), "{narrow}");
        assert!(
            narrow.contains("559 ms (523 ms)") && !narrow.contains("18.3/s") && narrow.contains("F2"),
            "{narrow}"
        );
        assert!(shown(32).contains("25.4% (0%)") && !shown(32).contains("559"), "{}", shown(32));
        assert!(!shown(20).is_empty());
    }
}
