//! The bar at the top: the drill's clock, how long it has burnt, the phase, and how many alerts fire. One line,
//! readable from two metres away.

use drill::block::Panels;
use drill::narrate::plain::padded;
use drill::words::{Lang, say};
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use unicode_width::UnicodeWidthStr;

use crate::faces::terminal::theme::Theme;

/// Draws the bar.
pub fn draw(frame: &mut Frame<'_>, area: Rect, panels: &Panels, lang: Lang, theme: Theme) {
    let name = say(lang, "screen-name", &[]);
    let alerts = match panels.alerts.len() {
        0 => String::new(),
        n => say(lang, "screen-alerts", &[("n", &n.to_string())]) + " ",
    };
    let left = format!(" {name}  {}  {}  {}", panels.clock, panels.elapsed, panels.phase);
    let room = usize::from(area.width).saturating_sub(alerts.width());
    let line = Line::from(vec![
        Span::styled(padded(&left, room, false), theme.bar()),
        Span::styled(alerts, theme.bar().patch(theme.hot())),
    ]);
    frame.render_widget(line, area);
}
