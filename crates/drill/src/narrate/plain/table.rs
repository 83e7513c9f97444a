//! Tables in columns: measured by what a terminal shows, so that Japanese and English stand straight. A name is never
//! torn and a number is shown whole: words go on in a second line, and what does not fit even so is left out and
//! named. Knows no meaning beyond a cell's tone.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use super::wrap::{longest, wrap};
use crate::block::{Cell, Column, Tone};
use crate::words::{Lang, say};

/// Between two columns [columns].
pub const GAP: usize = 2;
/// The mark before a row that burns, and the blank before the others [columns].
pub const MARK: usize = 2;
/// Before what hangs below its row [columns].
pub const HANG: usize = 6;
/// When two columns are left and do not fit, they are cut, but never below this [columns].
const LEAST: usize = 6;
/// What is written in sentences reads well from this width on, and passably from the other one [columns].
const WORDS: (usize, usize) = (24, 12);

/// Title, headings and rows; see [`layout`] for what happens to a table that does not fit.
pub(super) fn lines(
    title: &str,
    columns: &[Column],
    rows: &[Vec<Cell>],
    lang: Lang,
    width: usize,
) -> Vec<String> {
    let mut out = wrap(title, width, "");
    let laid = layout(columns, rows, width);
    let joined = |mark: char, cells: Vec<String>| {
        format!("{mark} {}", cells.join(&" ".repeat(GAP))).trim_end().to_string()
    };
    out.extend(headings(columns, &laid).into_iter().map(|cells| joined(' ', cells)));
    for row in rows {
        let mark = if row.iter().any(|cell| cell.tone == Tone::Hot) { '!' } else { ' ' };
        let stacked = stacked(row, columns, &laid).into_iter().enumerate();
        out.extend(stacked.map(|(n, cells)| joined(if n == 0 { mark } else { ' ' }, cells)));
        let words = laid.below.and_then(|column| row.get(column)).map_or("", |cell| cell.text.as_str());
        let hanging = wrap(words, width.saturating_sub(HANG), "").into_iter().filter(|line| !line.is_empty());
        out.extend(hanging.map(|line| format!("{}{line}", " ".repeat(HANG))));
    }
    if let Some(note) = left_out(columns, &laid, lang) {
        out.extend(wrap(&format!("  {note}"), width, "  "));
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
    /// Columns that do not fit at all, by index.
    pub left_out: Vec<usize>,
}

/// Which columns are shown, and how wide each stands, so that mark, columns and gaps fit into `width`. When they do not
/// fit, a last column that is mostly empty hangs below its rows; then headings and words take a second line, then a
/// normal value stands below its number; then the calmest columns are left out. The first is the row's name and stays.
pub fn layout(columns: &[Column], rows: &[Vec<Cell>], width: usize) -> Layout {
    let mut shown: Vec<usize> = (0..columns.len()).filter(|i| !empty(rows, *i)).collect();
    let last = shown.last().copied().filter(|last| !columns[*last].right && shown.len() > 2);
    // Only a column that is mostly empty: hanging under every row would double the table.
    let told =
        |column: usize| rows.iter().filter(|row| row.get(column).is_some_and(|c| !c.text.is_empty())).count();
    let whole: Vec<usize> = shown.iter().map(|i| Room::of(columns, rows, *i).whole).collect();
    let below = last.filter(|last| total(&whole) > width && told(*last) * 2 <= rows.len());
    if below.is_some() {
        shown.pop();
    }
    let mut left_out = Vec::new();
    loop {
        let rooms: Vec<Room> = shown.iter().map(|i| Room::of(columns, rows, *i)).collect();
        let mut widths = squeezed(&rooms, width);
        if total(&widths) > width && shown.len() > 2 {
            let calmest = shown[1..].iter().rev().min_by_key(|column| alarm(rows, **column)).copied();
            shown.retain(|column| Some(*column) != calmest);
            left_out.extend(calmest);
            continue;
        }
        let least = vec![LEAST; widths.len()];
        shrink(&mut widths, &least, width);
        left_out.sort_unstable();
        return Layout { places: shown.into_iter().zip(widths).collect(), below, left_out };
    }
}

/// Which columns are not shown, in words.
pub fn left_out(columns: &[Column], laid: &Layout, lang: Lang) -> Option<String> {
    let names: Vec<&str> = laid.left_out.iter().map(|column| columns[*column].name.as_str()).collect();
    let comma = say(lang, "narrate-comma", &[]);
    (!names.is_empty()).then(|| say(lang, "plain-columns-left-out", &[("names", &names.join(&comma))]))
}

/// The headings as lines of padded cells; those of one line stand on the lowest.
pub fn headings(columns: &[Column], laid: &Layout) -> Vec<Vec<String>> {
    let parts: Vec<Vec<String>> =
        laid.places.iter().map(|(column, width)| broken(&columns[*column].name, *width)).collect();
    let height = parts.iter().map(Vec::len).max().unwrap_or(0);
    let lowered = |part: Vec<String>| {
        let above = height - part.len();
        std::iter::repeat_n(String::new(), above).chain(part).collect()
    };
    beside(&parts.into_iter().map(lowered).collect::<Vec<_>>(), columns, laid)
}

/// Where a heading may go on in a second line: behind a space or a stroke, and nowhere else.
const BREAKS: [char; 2] = [' ', '/'];

fn broken(heading: &str, width: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    for piece in heading.split_inclusive(BREAKS) {
        let line = lines.last().map_or(0, |line| line.width());
        if line > 0 && line + piece.trim_end().width() > width {
            lines.push(String::new());
        }
        lines.last_mut().expect("it began with one").push_str(piece);
    }
    lines.into_iter().map(|line| line.trim_end().to_string()).collect()
}

/// A row as lines of padded cells.
pub fn stacked(row: &[Cell], columns: &[Column], laid: &Layout) -> Vec<Vec<String>> {
    let parts: Vec<Vec<String>> = laid
        .places
        .iter()
        .map(|(column, width)| {
            let text = row.get(*column).map_or("", |cell| cell.text.as_str());
            match columns[*column].right {
                _ if text.width() <= *width => vec![text.to_string()],
                true => numbers(text).into_iter().map(str::to_string).collect(),
                false => indented(text, *width),
            }
        })
        .collect();
    beside(&parts, columns, laid)
}

fn beside(parts: &[Vec<String>], columns: &[Column], laid: &Layout) -> Vec<Vec<String>> {
    let height = parts.iter().map(Vec::len).max().unwrap_or(0);
    let cell = |n: usize, part: &[String], (column, width): (usize, usize)| {
        padded(part.get(n).map_or("", String::as_str), width, columns[column].right)
    };
    (0..height)
        .map(|n| parts.iter().zip(&laid.places).map(|(part, place)| cell(n, part, *place)).collect())
        .collect()
}

/// Words in several lines, all as far in as the first.
fn indented(text: &str, width: usize) -> Vec<String> {
    let words = text.trim_start_matches(' ');
    let indent = &text[..text.len() - words.len()];
    let lines = wrap(words, width.saturating_sub(indent.len()).max(1), "");
    lines.into_iter().map(|line| format!("{indent}{line}")).collect()
}

/// A number and, below it, the normal one that stands behind it in brackets.
fn numbers(text: &str) -> Vec<&str> {
    match text.split_once(" (") {
        Some((now, _)) => vec![now, &text[now.len() + 1..]],
        None => vec![text],
    }
}

/// Width of the longest word between spaces, in Japanese as well [columns].
fn word(text: &str) -> usize {
    text.split(' ').map(UnicodeWidthStr::width).max().unwrap_or(0)
}

/// How wide a column would like to stand, and what it can do with.
struct Room {
    /// It is the row's name.
    name: bool,
    /// Numbers stand to the right.
    right: bool,
    /// Everything in one line, the heading too [columns].
    whole: usize,
    /// Every cell in one line [columns].
    cells: usize,
    /// No word is torn and no number cut [columns].
    least: usize,
}

impl Room {
    fn of(columns: &[Column], rows: &[Vec<Cell>], at: usize) -> Room {
        let Column { name, right } = &columns[at];
        let texts = || rows.iter().filter_map(|row| row.get(at)).map(|cell| cell.text.as_str());
        let part = |text: &str| match right {
            true => numbers(text).into_iter().map(UnicodeWidthStr::width).max().unwrap_or(0),
            // A row's name is whole between its spaces; what is told in sentences breaks as sentences do, and what
            // somebody wrote without a space is torn in the end.
            false if at == 0 => text.len() - text.trim_start_matches(' ').len() + word(text),
            false => longest(text).min(WORDS.0).max(word(text).min(WORDS.1)),
        };
        let pieces = name.split_inclusive(BREAKS).map(|piece| piece.trim_end().width());
        let heading = pieces.max().unwrap_or(0);
        let cells = texts().map(UnicodeWidthStr::width).max().unwrap_or(0).max(heading);
        let least = texts().map(part).max().unwrap_or(0).max(heading);
        Room { name: at == 0, right: *right, whole: cells.max(name.width()), cells, least }
    }

    /// What the column gives in each round, the dearest last; `None` where it gives nothing.
    fn floor(&self, round: usize) -> Option<usize> {
        let words = !self.right && !self.name;
        match round {
            0 if words => Some(self.least.max(WORDS.0)),
            1 => Some(self.cells),
            2 if words => Some(self.least.max(WORDS.1)),
            3 if self.right => Some(self.least),
            4 if words => Some(self.least),
            5 if self.name => Some(self.least),
            _ => None,
        }
    }
}

/// Rounds of [`Room::floor`] [count].
const ROUNDS: usize = 6;

/// Widths that tear nothing: as many rounds of giving as are needed, and more than `width` where none is enough.
fn squeezed(rooms: &[Room], width: usize) -> Vec<usize> {
    let mut widths: Vec<usize> = rooms.iter().map(|room| room.whole).collect();
    for round in 0..ROUNDS {
        let floors: Vec<usize> = rooms
            .iter()
            .zip(&widths)
            .map(|(room, now)| room.floor(round).map_or(*now, |floor| floor.min(*now)))
            .collect();
        shrink(&mut widths, &floors, width);
    }
    widths
}

/// Takes room from the widest column that has any to give, until all fit or nobody has.
fn shrink(widths: &mut [usize], floors: &[usize], width: usize) {
    while total(widths) > width {
        let giving = (0..widths.len()).filter(|i| widths[*i] > floors[*i]).max_by_key(|i| widths[*i]);
        let Some(giving) = giving else { return };
        widths[giving] -= 1;
    }
}

fn total(widths: &[usize]) -> usize {
    MARK + widths.iter().sum::<usize>() + GAP * widths.len().saturating_sub(1)
}

/// Nothing stands in this column: its heading would only take room.
fn empty(rows: &[Vec<Cell>], column: usize) -> bool {
    column > 0 && rows.iter().all(|row| row.get(column).is_none_or(|cell| cell.text.is_empty()))
}

/// How loud a column is: cells that burn count for many that are merely unlike normal, and these for many as usual.
fn alarm(rows: &[Vec<Cell>], column: usize) -> usize {
    let loud = |cell: &Cell| match cell.tone {
        Tone::Hot => 1_000_000,
        Tone::Warm => 1_000,
        Tone::Plain => 1,
        Tone::Dim => 0,
    };
    rows.iter().filter_map(|row| row.get(column)).map(loud).sum()
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
        insta::assert_snapshot!(lines("表", &columns, &rows, Lang::Ja, 80).join("\n"), @r#"
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
        for width in [30, 40] {
            let out = lines("", &columns, &rows, Lang::Ja, width);
            assert!(out.iter().all(|line| line.width() <= width), "{width}: {out:?}");
            assert!(out.iter().any(|line| line.contains("34.2%")), "numbers stay: {out:?}");
            let words: String = out.concat().split_whitespace().filter(|w| !w.contains('%')).collect();
            assert!(words.contains("v143由来の長い説明"), "words stay: {out:?}");
        }
    }

    fn pods() -> (Vec<Column>, Vec<Vec<Cell>>) {
        let headings = ["replica", "state", ">restarts", ">busy/queued", ">p95", "what", "on"];
        let columns = headings.map(|name| match name.strip_prefix('>') {
            Some(name) => Column { name: name.into(), right: true },
            None => Column { name: name.into(), right: false },
        });
        let row = |name: &str, state: &str, p95: &str, what: &str| {
            let cells = [name, state, "1 (oom)", "12 / 0", p95, what].map(|text| cell(text, Tone::Plain));
            cells.into_iter().chain([cell("zone-a", Tone::Dim)]).collect()
        };
        let rows = vec![
            row(
                "catalog-cache-0",
                "ready (follower)",
                "45,800 ms (318 ms)",
                "never looked at by anybody at all",
            ),
            row("catalog-db-1", "ready", "17 ms", "fine"),
        ];
        (columns.into(), rows)
    }

    #[test]
    fn a_name_is_never_torn_and_a_number_never_cut() {
        let (columns, rows) = pods();
        insta::assert_snapshot!(lines("pods", &columns, &rows, Lang::En, 80).join("\n"), @r#"
        pods
                                                   busy/
          replica          state        restarts  queued        p95  what         on
          catalog-cache-0  ready         1 (oom)  12 / 0  45,800 ms  never        zone-a
                           (follower)                      (318 ms)  looked at
                                                                     by anybody
                                                                     at all
          catalog-db-1     ready         1 (oom)  12 / 0      17 ms  fine         zone-a
        "#);
        for width in 40..120 {
            let out = lines("pods", &columns, &rows, Lang::En, width);
            assert!(out.iter().all(|line| line.width() <= width), "{width}: {out:#?}");
            let words: Vec<&str> = out.iter().flat_map(|line| line.split_whitespace()).collect();
            for name in ["catalog-cache-0", "catalog-db-1"] {
                assert!(words.contains(&name), "{width}: {name}: {out:#?}");
            }
            assert!(!out.concat().contains('…'), "{width}: {out:#?}");
        }
    }

    #[test]
    fn what_does_not_fit_is_left_out_by_name_and_what_burns_stays() {
        let (columns, mut rows) = pods();
        rows[1][4].tone = Tone::Hot;
        let out = lines("pods", &columns, &rows, Lang::En, 50).join("\n");
        assert!(out.contains("45,800 ms") && out.contains("(318 ms)"), "{out}");
        let note = out.lines().last().expect("there is a note");
        assert!(note.contains("on") && !note.contains("p95"), "{out}");
    }
}
