//! A laid-out debrief as Markdown that reads well unrendered too. Everything is text until it is
//! escaped here: nothing that a player typed can become a heading, a link or HTML.

use super::figure::Burning;
use super::page::{Cell, OrderCard, Page, Part, Tone};

/// Writes it.
pub(super) fn render(page: &Page) -> String {
    let mut out =
        format!("# {}: {}\n\n**{}**\n\n", escape(&page.kicker), escape(&page.title), escape(&page.lead));
    let meta: Vec<String> =
        page.meta.iter().map(|(name, value)| format!("{} {}", escape(name), escape(value))).collect();
    out.push_str(&meta.join(" · "));
    out.push('\n');
    for section in &page.sections {
        out.push_str(&format!("\n## {}\n", escape(&section.title)));
        for part in &section.parts {
            out.push('\n');
            write_part(&mut out, part);
        }
    }
    out.push_str(&format!("\n---\n\n{}\n", escape(&page.colophon)));
    out
}

fn write_part(out: &mut String, part: &Part) {
    match part {
        Part::Text(text) => out.push_str(&format!("{}\n", escape(text))),
        Part::Note(text) => out.push_str(&format!("*{}*\n", escape(text))),
        Part::Subtitle(text) => out.push_str(&format!("### {}\n", escape(text))),
        Part::List { texts, .. } => {
            texts.iter().for_each(|text| out.push_str(&format!("- {}\n", escape(text))))
        }
        Part::Figures(figures) => {
            for figure in figures {
                let note = if figure.note.is_empty() {
                    String::new()
                } else {
                    format!(" ({})", escape(&figure.note))
                };
                out.push_str(&format!("- {}: **{}**{note}\n", escape(&figure.name), escape(&figure.value)));
            }
        }
        Part::Course(steps) => {
            let names: Vec<Cell> = steps.iter().map(|step| Cell::text(&step.name)).collect();
            let times = steps.iter().map(|step| match &step.when {
                Some((elapsed, clock)) if step.note.is_empty() => Cell::text(format!("{elapsed} ({clock})")),
                Some((elapsed, clock)) => Cell::text(format!("{elapsed} ({clock}) · {}", step.note)),
                None => Cell::text("—"),
            });
            let names: Vec<String> = names.into_iter().map(|cell| cell.text).collect();
            write_table(out, &names, &[times.collect()]);
        }
        Part::Burn(burning) => write_burning(out, burning),
        Part::Grades(rows) => {
            for row in rows {
                let score = row.score.map_or("—".to_string(), |score| score.to_string().replace('-', "−"));
                out.push_str(&format!("- **{} {score}** — {}\n", escape(&row.name), escape(&row.because)));
            }
        }
        Part::Orders(cards) => cards.iter().for_each(|card| write_card(out, card)),
        Part::Table { columns, rows } => write_table(out, columns, rows),
        // Of characters that a link may hold and no mark-up can use: the scenario's reader saw to it.
        Part::Links(links) => links.iter().for_each(|link| out.push_str(&format!("- <{link}>\n"))),
        Part::Timeline(lines) => {
            for line in lines {
                out.push_str(&format!("- `{}` {}\n", line.clock, escape(&line.text)));
            }
        }
    }
}

fn write_table(out: &mut String, columns: &[String], rows: &[Vec<Cell>]) {
    let names: Vec<String> = columns.iter().map(|name| escape(name)).collect();
    out.push_str(&format!("| {} |\n", names.join(" | ")));
    out.push_str(&format!("|{}\n", " --- |".repeat(columns.len())));
    for row in rows {
        let cells: Vec<String> = row.iter().map(cell_text).collect();
        out.push_str(&format!("| {} |\n", cells.join(" | ")));
    }
}

fn cell_text(cell: &Cell) -> String {
    if cell.tone == Tone::Code { code(&cell.text) } else { escape(&cell.text) }
}

fn write_card(out: &mut String, card: &OrderCard) {
    out.push_str(&format!(
        "- **{}** {} ({})\n",
        escape(&card.verdict),
        code(&card.order),
        escape(&card.when)
    ));
    for (name, before, after) in &card.readings {
        out.push_str(&format!("  - {}: {} → {}\n", escape(name), escape(before), escape(after)));
    }
    for note in &card.notes {
        out.push_str(&format!("  - {}\n", escape(note)));
    }
}

/// All series on one scale, a character a minute.
fn write_burning(out: &mut String, burning: &Burning) {
    let most = burning.most().max(1);
    let bars = |series: &[u64]| -> String {
        let bar = |n: &u64| ['·', '▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'][(n * 8).div_ceil(most) as usize];
        series.iter().map(bar).collect()
    };
    out.push_str(&format!(
        "{}\n\n```text\n{} {}\n{} {}\n",
        escape(&burning.title),
        bars(&burning.team),
        burning.team_name,
        bars(&burning.nobody),
        burning.nobody_name,
    ));
    if let Some((series, _, name)) = &burning.best {
        out.push_str(&format!("{} {name}\n", bars(series)));
    }
    out.push_str("```\n");
}

fn code(text: &str) -> String {
    if text.contains(['`', '\n', '|']) { escape(text) } else { format!("`{text}`") }
}

/// Text as text: no mark-up, no HTML, no line of its own.
pub(super) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let chars: Vec<char> = text.split_whitespace().collect::<Vec<_>>().join(" ").chars().collect();
    for (at, c) in chars.iter().enumerate() {
        let inner = |at: Option<usize>| at.and_then(|at| chars.get(at)).is_some_and(|c| c.is_alphanumeric());
        let mark = match c {
            '\\' | '`' | '*' | '[' | ']' | '<' | '|' | '~' => true,
            '_' => !(inner(at.checked_sub(1)) && inner(Some(at + 1))),
            '&' => inner(Some(at + 1)) || chars.get(at + 1) == Some(&'#'),
            '#' | '>' => at == 0,
            '+' | '-' | '=' => at == 0 && !inner(Some(1)),
            '!' => chars.get(at + 1) == Some(&'['),
            '.' | ')' => at > 0 && !inner(Some(at + 1)) && chars[..at].iter().all(char::is_ascii_digit),
            _ => false,
        };
        if mark {
            out.push('\\');
        }
        out.push(*c);
    }
    out
}
