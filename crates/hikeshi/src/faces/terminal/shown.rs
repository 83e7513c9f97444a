//! Blocks as styled lines: what each kind of block looks like on the screen. Knows columns and tones; where the lines
//! stand is the conversation's business.

use drill::block::{Block, Body, Chart, LogEntry};
use drill::clock::Clock;
use drill::narrate::figures;
use drill::narrate::plain::{self, wrap};
use drill::words::{Lang, say};
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use crate::faces::terminal::theme::Theme;
use crate::faces::terminal::{graph, grid};

/// Lines of a chart within the conversation [count].
const CHART_ROWS: usize = 4;
/// A wider chart is no clearer [cells].
const CHART_WIDEST: usize = 64;
/// Narrower than this nothing reads well [cells].
const NARROWEST: usize = 20;

/// How blocks are shown.
#[derive(Clone, Copy, Debug)]
pub struct Look {
    /// Language of the words around what is shown.
    pub lang: Lang,
    /// Writes times.
    pub clock: Clock,
    /// Colours.
    pub theme: Theme,
}

impl Look {
    /// A block in so many cells.
    pub fn block(&self, block: &Block, width: usize) -> Vec<Line<'static>> {
        let width = width.max(NARROWEST);
        let theme = self.theme;
        let time = self.clock.minute(block.at);
        match &block.body {
            Body::Scene(text) | Body::Narration(text) => styled(&wrap(text, width, ""), theme.plain()),
            Body::Speech { who, role, text } => self.speech(&time, who, role, text, width),
            Body::Pager { firing, text } => {
                let key = if *firing { "plain-pager-firing" } else { "plain-pager-ended" };
                let text = say(self.lang, key, &[("time", &time), ("text", text)]);
                styled(&wrap(&text, width, "  "), if *firing { theme.hot() } else { theme.plain() })
            }
            Body::Echo(text) => styled(&wrap(&format!("  {text}"), width, "  "), theme.dim()),
            Body::Table { title, columns, rows } => {
                grid::lines(title, columns, rows, self.lang, theme, width)
            }
            Body::Chart(chart) => self.chart(chart, width),
            Body::Log { title, lines } => self.log(title, lines, width),
            Body::Choices { question, options } => {
                let mut lines = styled(&wrap(question, width, ""), theme.strong());
                for (n, option) in options.iter().enumerate() {
                    lines.extend(styled(
                        &wrap(&format!("  {}) {option}", n + 1), width, "     "),
                        theme.plain(),
                    ));
                }
                lines
            }
            Body::Confirm { .. } => styled(&plain::lines(block, self.lang, &self.clock, width), theme.warm()),
            Body::Page { title, text } => {
                let mut lines = styled(&wrap(title, width, ""), theme.strong());
                lines.extend(
                    styled(&wrap(text, width.saturating_sub(2), ""), theme.plain()).into_iter().map(|line| {
                        let bar = Span::styled("| ", theme.dim());
                        Line::from_iter(std::iter::once(bar).chain(line.spans))
                    }),
                );
                lines
            }
        }
    }

    /// What the player said, when.
    pub fn said(&self, clock: &str, text: &str, width: usize) -> Vec<Line<'static>> {
        styled(&wrap(&format!("{clock} > {text}"), width.max(NARROWEST), "  "), self.theme.player())
    }

    fn speech(&self, time: &str, who: &str, role: &str, text: &str, width: usize) -> Vec<Line<'static>> {
        let key = if role.is_empty() { "screen-speaker-alone" } else { "screen-speaker" };
        let who = match role.is_empty() {
            true => say(self.lang, key, &[("time", time), ("who", who)]),
            false => say(self.lang, key, &[("time", time), ("who", who), ("role", role)]),
        };
        let mut lines = styled(&wrap(&who, width, "  "), self.theme.strong());
        lines.extend(indented(&wrap(text, width.saturating_sub(2), ""), self.theme.plain()));
        lines
    }

    fn chart(&self, chart: &Chart, width: usize) -> Vec<Line<'static>> {
        let theme = self.theme;
        let mut lines = styled(&wrap(&chart.title, width, ""), theme.strong());
        if chart.lines.len() > 1 {
            let names =
                chart.lines.iter().enumerate().flat_map(|(n, (name, _))| {
                    [Span::styled(name.clone(), theme.series(n)), Span::raw("  ")]
                });
            lines.push(Line::from_iter(std::iter::once(Span::raw("  ")).chain(names)));
        }
        let drawn = graph::lines(chart, theme, width.saturating_sub(4).min(CHART_WIDEST), CHART_ROWS);
        lines.extend(drawn.into_iter().map(|line| indent(line, 2)));
        // The last line of the plain form says from when to when, least, most and normal.
        let block = Block { at: 0, body: Body::Chart(Chart { title: String::new(), ..chart.clone() }) };
        let legend =
            plain::lines(&block, self.lang, &self.clock, width).into_iter().skip(1 + chart.lines.len());
        lines.extend(legend.map(|text| Line::styled(text, theme.dim())));
        lines
    }

    fn log(&self, title: &str, entries: &[LogEntry], width: usize) -> Vec<Line<'static>> {
        let mut lines = styled(&wrap(title, width, ""), self.theme.strong());
        for entry in entries {
            let style = match entry.level.as_str() {
                "ERROR" | "FATAL" => self.theme.hot(),
                "WARN" => self.theme.warm(),
                _ => self.theme.dim(),
            };
            let head = format!("{} {} ", entry.clock, entry.host);
            let mut text = entry.text.clone();
            if entry.more > 0 {
                let more = say(self.lang, "plain-more", &[("n", &figures::count(entry.more))]);
                text = format!("{text} {more}");
            }
            let whole = format!("  {head}{} {text}", entry.level);
            let mut wrapped = wrap(&whole, width, "    ").into_iter();
            let first = wrapped.next().unwrap_or_default();
            // Time and host recede, the level stands out, the words are read.
            let parts = first.split_once(&format!("{} ", entry.level));
            lines.push(match parts {
                Some((before, after)) => Line::from(vec![
                    Span::styled(before.to_string(), self.theme.dim()),
                    Span::styled(format!("{} ", entry.level), style),
                    Span::raw(after.to_string()),
                ]),
                None => Line::raw(first),
            });
            lines.extend(wrapped.map(Line::raw));
        }
        lines
    }
}

fn styled(texts: &[String], style: Style) -> Vec<Line<'static>> {
    texts.iter().map(|text| Line::styled(text.clone(), style)).collect()
}

fn indented(texts: &[String], style: Style) -> Vec<Line<'static>> {
    styled(texts, style).into_iter().map(|line| indent(line, 2)).collect()
}

fn indent(line: Line<'static>, cells: usize) -> Line<'static> {
    let style = line.style;
    Line::from_iter(std::iter::once(Span::raw(" ".repeat(cells))).chain(line.spans)).style(style)
}
