//! The help page over the conversation: keys, and what can be said. Any key closes it.

use drill::narrate::plain::wrap;
use drill::words::{Lang, say};
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;
use ratatui::widgets::Clear;

use crate::faces::terminal::theme::Theme;

/// Wider than this is no easier to read [cells].
const WIDEST: u16 = 76;

/// Draws the help over what is there.
pub fn draw(frame: &mut Frame<'_>, area: Rect, lang: Lang, theme: Theme) {
    let width = area.width.saturating_sub(2).min(WIDEST);
    let text = say(lang, "screen-help", &[]);
    let lines = wrap(&text, usize::from(width), "    ");
    let height = u16::try_from(lines.len() + 2).unwrap_or(area.height).min(area.height);
    let place =
        Rect { x: area.x + (area.width - width) / 2, y: area.y + (area.height - height) / 2, width, height };
    // Whole rows: what would stand beside it would only distract.
    let whole = Rect { x: area.x, width: area.width, ..place };
    frame.render_widget(Clear, whole);
    let rule = Line::styled("-".repeat(usize::from(whole.width)), theme.dim());
    frame.render_widget(rule.clone(), Rect { height: 1, ..whole });
    for (text, y) in lines.into_iter().zip(place.y + 1..(place.y + height).saturating_sub(1)) {
        let style = if text.starts_with(' ') { theme.plain() } else { theme.strong() };
        frame.render_widget(Line::styled(text, style), Rect { y, height: 1, ..place });
    }
    frame.render_widget(rule, Rect { y: (place.y + height).saturating_sub(1), height: 1, ..whole });
}
