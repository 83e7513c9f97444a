//! Markdown as something to read on a screen: headings stand out, marks are not shown, tables stand in columns. Knows
//! the Markdown that the debrief writes, not all that there is.

use drill::narrate::plain::{padded, wrap};
use ratatui::text::{Line, Span};
use unicode_width::UnicodeWidthStr;

use crate::faces::terminal::theme::Theme;

/// A text as lines of so many cells.
pub fn lines(text: &str, theme: Theme, width: usize) -> Vec<Line<'static>> {
    let mut lines = Vec::new();
    let mut fenced = false;
    let mut table: Vec<Vec<String>> = Vec::new();
    for line in text.lines() {
        if line.starts_with('|') && !fenced {
            table.push(cells(line));
            continue;
        }
        lines.extend(columns(&std::mem::take(&mut table), theme, width));
        if line.starts_with("```") {
            fenced = !fenced;
        } else if fenced {
            lines.push(Line::raw(format!("  {line}")));
        } else {
            lines.extend(paragraph(line, theme, width));
        }
    }
    lines.extend(columns(&table, theme, width));
    lines
}

fn paragraph(line: &str, theme: Theme, width: usize) -> Vec<Line<'static>> {
    let heading = line.trim_start_matches('#');
    if heading.len() < line.len() && heading.starts_with(' ') {
        let text = bare(heading.trim());
        return wrap(&text, width, "  ").into_iter().map(|t| Line::styled(t, theme.player())).collect();
    }
    let aside = line.len() > 2 && line.starts_with('*') && !line.starts_with("**") && line.ends_with('*');
    // `- **name** — text`: the name stands out.
    let inside = line.strip_prefix("- ").unwrap_or(line);
    let name = inside.strip_prefix("**").and_then(|rest| rest.split_once("**")).map(|(name, _)| bare(name));
    let indent = if line.starts_with("- ") { "  " } else { "" };
    let mut wrapped = wrap(&bare(line), width, indent).into_iter();
    let first = wrapped.next().unwrap_or_default();
    let mut lines =
        vec![match name.as_deref().and_then(|name| first.split_once(name).map(|at| (name, at))) {
            Some((name, (before, after))) => Line::from(vec![
                Span::raw(before.to_string()),
                Span::styled(name.to_string(), theme.strong()),
                Span::raw(after.to_string()),
            ]),
            None => Line::raw(first),
        }];
    lines.extend(wrapped.map(Line::raw));
    if aside { lines.into_iter().map(|line| line.style(theme.dim())).collect() } else { lines }
}

/// Without marks: `**`, `*` around words, back quotes, and the back slash before what is meant literally.
fn bare(text: &str) -> String {
    let mut out = String::new();
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\\' => out.extend(chars.next()),
            '*' | '`' => {}
            c => out.push(c),
        }
    }
    out
}

fn cells(line: &str) -> Vec<String> {
    // A bar that is meant literally parts nothing.
    let line = line.replace("\\|", "\u{1}");
    let cells = line.trim().trim_matches('|').split('|');
    cells.map(|cell| bare(cell.trim()).replace('\u{1}', "|")).collect()
}

/// Rows of a table in columns; where they do not fit, each cell is on a line of its own behind its heading.
fn columns(rows: &[Vec<String>], theme: Theme, width: usize) -> Vec<Line<'static>> {
    let ruled = |row: &Vec<String>| {
        row.iter().all(|cell| !cell.is_empty() && cell.chars().all(|c| "-: ".contains(c)))
    };
    let rows: Vec<&Vec<String>> = rows.iter().filter(|row| !ruled(row)).collect();
    let Some((heading, body)) = rows.split_first() else { return Vec::new() };
    let widest = |column: usize| rows.iter().filter_map(|row| row.get(column)).map(|c| c.width()).max();
    let widths: Vec<usize> = (0..heading.len()).map(|column| widest(column).unwrap_or(0)).collect();
    if widths.iter().sum::<usize>() + 2 * widths.len() > width {
        let pairs = body.iter().flat_map(|row| heading.iter().zip(row.iter()));
        return pairs
            .flat_map(|(name, cell)| wrap(&format!("  {name}: {cell}"), width, "    "))
            .map(Line::raw)
            .collect();
    }
    let written = |row: &[String]| {
        let cells = row.iter().zip(&widths).map(|(cell, width)| padded(cell, *width, false));
        format!("  {}", cells.collect::<Vec<_>>().join("  ")).trim_end().to_string()
    };
    let heading = Line::styled(written(heading), theme.dim());
    std::iter::once(heading).chain(body.iter().map(|row| Line::raw(written(row)))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str, width: usize) -> Vec<String> {
        lines(text, Theme::new(true), width).iter().map(ToString::to_string).collect()
    }

    #[test]
    fn marks_are_not_shown_and_tables_stand_in_columns() {
        let text = "# 題\n\n- **原因 16** — `rollback checkout` が\\*効いた\n\n| 着手 | 宣言 |\n| --- | --- |\n| +40秒 | — |\n\n```text\n▁▇ 今回\n```";
        assert_eq!(
            shown(text, 60),
            [
                "題",
                "",
                "- 原因 16 — rollback checkout が*効いた",
                "",
                "  着手   宣言",
                "  +40秒  —",
                "",
                "  ▁▇ 今回"
            ]
        );
    }

    #[test]
    fn a_table_that_does_not_fit_is_read_cell_by_cell() {
        let rows = shown("| 着手 | 宣言 |\n|---|---|\n| +40秒 (23:15:59) | +2分30秒 (22:27:15) |", 30);
        assert_eq!(rows, ["  着手: +40秒 (23:15:59)", "  宣言: +2分30秒 (22:27:15)"]);
    }
}
