//! Colours of the screen. Only what burns is red; without colours, weight and a mark say the same. Uses the
//! terminal's own sixteen colours, so that it fits whatever background somebody chose.

use drill::block::Tone;
use ratatui::style::{Color, Modifier, Style};

/// How things look.
#[derive(Clone, Copy, Debug)]
pub struct Theme {
    colour: bool,
}

impl Theme {
    /// With colours, or without.
    pub fn new(colour: bool) -> Theme {
        Theme { colour }
    }

    fn coloured(self, colour: Color) -> Style {
        if self.colour { Style::new().fg(colour) } else { Style::new() }
    }

    /// As usual.
    pub fn plain(self) -> Style {
        Style::new()
    }

    /// Beside the point.
    pub fn dim(self) -> Style {
        Style::new().add_modifier(Modifier::DIM)
    }

    /// Headings and names.
    pub fn strong(self) -> Style {
        Style::new().add_modifier(Modifier::BOLD)
    }

    /// Unlike normal.
    pub fn warm(self) -> Style {
        self.coloured(Color::Yellow)
    }

    /// Burns now.
    pub fn hot(self) -> Style {
        self.coloured(Color::Red).add_modifier(Modifier::BOLD)
    }

    /// What the player said.
    pub fn player(self) -> Style {
        self.coloured(Color::Cyan).add_modifier(Modifier::BOLD)
    }

    /// The bar at the top.
    pub fn bar(self) -> Style {
        Style::new().add_modifier(Modifier::REVERSED)
    }

    /// The n-th line of a chart.
    pub fn series(self, n: usize) -> Style {
        match n % 4 {
            0 => self.plain(),
            1 => self.coloured(Color::Cyan),
            2 => self.coloured(Color::Magenta),
            _ => self.coloured(Color::Blue),
        }
    }

    /// A tone.
    pub fn tone(self, tone: Tone) -> Style {
        match tone {
            Tone::Plain => self.plain(),
            Tone::Dim => self.dim(),
            Tone::Warm => self.warm(),
            Tone::Hot => self.hot(),
        }
    }
}
