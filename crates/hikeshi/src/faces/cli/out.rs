//! Standard output as the program uses it: whole lines, and a typed answer when the reader is gone or the disk
//! behind it is full. Knows nothing of what is written.

use std::io::{self, IsTerminal, Write};

use crate::failure::Failure;

/// Where lines go.
pub struct Out {
    to: Box<dyn Write + Send>,
}

impl Out {
    /// Standard output.
    pub fn standard() -> Out {
        Out { to: Box::new(io::stdout()) }
    }

    /// Cells of a line there [count]: a terminal's own, within what reads well, else the usual 80.
    pub fn width() -> usize {
        let size = if io::stdout().is_terminal() { crossterm::terminal::size().ok() } else { None };
        size.map_or(80, |(width, _)| usize::from(width).clamp(40, 120))
    }

    /// Nowhere.
    pub fn silent() -> Out {
        Out { to: Box::new(io::sink()) }
    }

    /// A line, or several; flushed, so that a reader behind a pipe sees it when it was said.
    pub fn line(&mut self, text: &str) -> Result<(), Failure> {
        self.write(&format!("{text}\n"))
    }

    /// Text without an end of line, for prompts.
    pub fn write(&mut self, text: &str) -> Result<(), Failure> {
        self.to.write_all(text.as_bytes()).and_then(|()| self.to.flush()).map_err(Failure::of_output)
    }
}
