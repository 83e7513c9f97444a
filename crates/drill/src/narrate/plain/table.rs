//! Tables in columns: measured by what a terminal shows, so that Japanese and English stand straight. Knows no
//! meaning beyond a cell's tone.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use super::wrap::wrap;
use crate::block::{Cell, Column, Tone};

/// Between two columns [columns].
pub const GAP: usize = 2;
/// The mark before a row that burns, and the blank before the others [columns].
pub const MARK: usize = 2;
/// A column is never squeezed below this [columns].
const LEAST: usize = 6;
/// Before what hangs below its row [columns].
pub const HANG: usize = 6;

/// Title, headings and rows. When they do not fit, a last column of words hangs below its rows; then words that stand
/// left go on in a second line; what stands right is a number and is cut only when nothing else is left to give.
pub(super) fn lines(title: &str, columns: &[Column], rows: &[Vec<Cell>], width: usize) -> Vec<String> {
    let mut out = wrap(title, width, "");
    let Layout { places, below } = layout(columns, rows, width);
    let (shown, widths): (Vec<usize>, Vec<usize>) = places.into_iter().unzip();
    let heading = shown.iter().map(|i| columns[*i].name.as_str()).collect::<Vec<_>>();
    out.extend(row(' ', &heading, columns, &shown, &widths));
    for cells in rows {
        let mark = if cells.iter().any(|cell| cell.tone == Tone::Hot) { '!' } else { ' ' };
        let texts: Vec<&str> =
            shown.iter().map(|i| cells.get(*i).map_or("", |cell| cell.text.as_str())).collect();
        out.extend(row(mark, &texts, columns, &shown, &widths));
        let words = below.and_then(|column| cells.get(column)).map_or("", |cell| cell.text.as_str());
        let hanging = wrap(words, width.saturating_sub(HANG), "").into_iter().filter(|line| !line.is_empty());
        out.extend(hanging.map(|line| format!("{}{line}", " ".repeat(HANG))));
    }
    out
}

/// Where a table's columns stand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Layout {
    /// Columns that are shown, by index, each with its width [columns].
    pub places: Vec<(usize, usize)>,
    /// A last column of words that does not fit beside the others: its cells hang below their rows.
    pub below: Option<usize>,
}

/// Which columns are shown, and how wide each stands, so that mark, columns and gaps fit into `width`.
pub fn layout(columns: &[Column], rows: &[Vec<Cell>], width: usize) -> Layout {
    let mut shown: Vec<usize> = (0..columns.len()).filter(|i| !empty(rows, *i)).collect();
    let mut widths: Vec<usize> = shown
        .iter()
        .map(|i| {
            let cells = rows.iter().filter_map(|row| row.get(*i)).map(|cell| cell.text.width());
            cells.chain([columns[*i].name.width()]).max().unwrap_or(0)
        })
        .collect();
    let last = shown.last().copied().filter(|last| !columns[*last].right && shown.len() > 2);
    // Only a column that is mostly empty: hanging under every row would double the table.
    let told =
        |column: usize| rows.iter().filter(|row| row.get(column).is_some_and(|c| !c.text.is_empty())).count();
    let below = last.filter(|last| total(&widths) > width && told(*last) * 2 <= rows.len());
    if below.is_some() {
        shown.pop();
        widths.pop();
    }
    squeeze(&mut widths, &shown.iter().map(|i| columns[*i].right).collect::<Vec<_>>(), width);
    Layout { places: shown.into_iter().zip(widths).collect(), below }
}

fn total(widths: &[usize]) -> usize {
    MARK + widths.iter().sum::<usize>() + GAP * widths.len().saturating_sub(1)
}

/// Nothing stands in this column: its heading would only take room.
fn empty(rows: &[Vec<Cell>], column: usize) -> bool {
    column > 0 && rows.iter().all(|row| row.get(column).is_none_or(|cell| cell.text.is_empty()))
}

/// Takes room from the widest column that stands left, the row's name last, then from the widest of all, until all fit.
fn squeeze(widths: &mut [usize], right: &[bool], width: usize) {
    while total(widths) > width {
        let over = total(widths) - width;
        let widest = |least: usize, may: &dyn Fn(usize) -> bool| {
            (0..widths.len()).filter(|i| widths[*i] > least && may(*i)).max_by_key(|i| widths[*i])
        };
        let widest = widest(2 * LEAST, &|i| i > 0 && !right[i])
            .or_else(|| widest(LEAST, &|i| !right[i]))
            .or_else(|| widest(LEAST, &|_| true));
        let Some(widest) = widest else { return };
        widths[widest] -= over.min(widths[widest] - LEAST).clamp(1, 2);
    }
}

fn row(mark: char, texts: &[&str], columns: &[Column], shown: &[usize], widths: &[usize]) -> Vec<String> {
    let cells: Vec<Vec<String>> = texts
        .iter()
        .zip(shown)
        .zip(widths)
        .map(|((text, column), width)| match columns[*column].right || text.width() <= *width {
            true => vec![text.to_string()],
            false => wrap(text, *width, ""),
        })
        .collect();
    let height = cells.iter().map(Vec::len).max().unwrap_or(0);
    (0..height)
        .map(|n| {
            let mut line = format!("{} ", if n == 0 { mark } else { ' ' });
            for (i, ((cell, column), width)) in cells.iter().zip(shown).zip(widths).enumerate() {
                if i > 0 {
                    line.push_str(&" ".repeat(GAP));
                }
                let text = cell.get(n).map_or("", String::as_str);
                line.push_str(&padded(text, *width, columns[*column].right));
            }
            line.trim_end().to_string()
        })
        .collect()
}

/// `text` in exactly `width` columns: cut with `…`, or filled on the side that it does not stand on.
pub fn padded(text: &str, width: usize, right: bool) -> String {
    let text = cut(text, width);
    let fill = " ".repeat(width.saturating_sub(text.width()));
    if right { fill + &text } else { text + &fill }
}

fn cut(text: &str, width: usize) -> String {
    if text.width() <= width {
        return text.into();
    }
    let mut kept = String::new();
    for c in text.chars() {
        if kept.width() + c.width().unwrap_or(0) + 1 > width {
            break;
        }
        kept.push(c);
    }
    kept.push('…');
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cell(text: &str, tone: Tone) -> Cell {
        Cell { text: text.into(), tone }
    }

    fn sample() -> (Vec<Column>, Vec<Vec<Cell>>) {
        let column = |name: &str, right| Column { name: name.into(), right };
        let columns = vec![column("名前", false), column("エラー率", true), column("empty", false)];
        let rows = vec![
            vec![cell("checkout", Tone::Plain), cell("34.2%", Tone::Hot), cell("", Tone::Dim)],
            vec![cell("在庫", Tone::Plain), cell("0.1%", Tone::Plain), cell("", Tone::Dim)],
        ];
        (columns, rows)
    }

    #[test]
    fn wide_characters_stand_in_straight_columns() {
        let (columns, rows) = sample();
        insta::assert_snapshot!(lines("表", &columns, &rows, 80).join("\n"), @r#"
        表
          名前      エラー率
        ! checkout     34.2%
          在庫          0.1%
        "#);
    }

    #[test]
    fn a_table_that_does_not_fit_goes_on_in_a_second_line() {
        let (columns, mut rows) = sample();
        rows[0][0].text = "release checkout v142 -> v143 由来の長い説明".into();
        for width in [24, 30, 40] {
            let out = lines("", &columns, &rows, width);
            assert!(out.iter().all(|line| line.width() <= width), "{width}: {out:?}");
            assert!(out.iter().any(|line| line.contains("34.2%")), "numbers stay: {out:?}");
            let words: String = out.concat().split_whitespace().filter(|w| !w.contains('%')).collect();
            assert!(words.contains("v143由来の長い説明"), "words stay: {out:?}");
        }
    }
}
