//! Where a plain play's sentences come from: a script, or standard input read beside the clock. Knows lines and
//! that time may pass between them; not what they mean.

use std::collections::VecDeque;
use std::io::{self, BufRead};
use std::path::Path;
use std::sync::mpsc::{Receiver, RecvTimeoutError, sync_channel};
use std::time::Duration;

use crate::clock::{Pace, Ticker};
use crate::failure::Failure;
use drill::play::Turn;

/// Bytes of one sentence that are read [bytes]; a longer line is cut, so that a file given by mistake does no harm.
const LONGEST: usize = 4_096;
/// How long the clock may go unlooked at while nobody types [ms].
const LOOK: Duration = Duration::from_millis(100);

/// A source of sentences.
pub enum Lines {
    /// A script, read whole before the play begins.
    Script(VecDeque<String>),
    /// Standard input, read by its own thread.
    Input { from: Receiver<String>, ticker: Ticker },
}

impl Lines {
    /// A script: one sentence a line; empty lines and comments (`# …`) say nothing.
    pub fn script(path: &Path) -> Result<Lines, Failure> {
        let failed = |error| Failure::Unreadable { path: path.to_path_buf(), error };
        let bytes = std::fs::read(path).map_err(failed)?;
        let text = String::from_utf8(bytes).map_err(|_| Failure::NotText { path: path.to_path_buf() })?;
        let text = text.trim_start_matches('\u{feff}');
        let said = text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'));
        Ok(Lines::Script(said.map(|line| cut(line.as_bytes())).collect()))
    }

    /// Standard input, while the clock runs at this pace.
    pub fn input(pace: Pace) -> Lines {
        // One line ahead: what was not yet taken when the play ends was never said.
        let (to, from) = sync_channel(1);
        std::thread::spawn(move || {
            let mut input = io::stdin().lock();
            let mut bytes = Vec::new();
            while input.read_until(b'\n', &mut bytes).is_ok_and(|n| n > 0) {
                if to.send(cut(&bytes)).is_err() {
                    return;
                }
                bytes.clear();
            }
        });
        Lines::Input { from, ticker: Ticker::start(pace) }
    }

    /// The next turn, waited for; `None` when nothing more will come.
    pub fn next(&mut self) -> Option<Turn> {
        match self {
            Lines::Script(lines) => lines.pop_front().map(Turn::Said),
            Lines::Input { from, ticker } => loop {
                if let Some(passed) = ticker.tick() {
                    return Some(Turn::Passed(passed));
                }
                match from.recv_timeout(LOOK) {
                    Ok(line) if line.is_empty() => {}
                    Ok(line) => return Some(Turn::Said(line)),
                    Err(RecvTimeoutError::Timeout) => {}
                    Err(RecvTimeoutError::Disconnected) => return None,
                }
            },
        }
    }

    /// Time that the program spent on an answer is not the player's.
    pub fn answered(&mut self) {
        if let Lines::Input { ticker, .. } = self {
            ticker.restart();
        }
    }
}

/// Text of a line, without its end and without what a terminal would obey.
fn cut(bytes: &[u8]) -> String {
    let text = String::from_utf8_lossy(&bytes[..bytes.len().min(LONGEST)]);
    let mut plain = String::new();
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        match c {
            '\t' => plain.push(' '),
            // An arrow key on a plain terminal arrives as ESC [ A: the whole of it is no word.
            '\x1b' if rest.next_if_eq(&'[').is_some() => {
                let _ = rest.by_ref().find(|c| ('@'..='~').contains(c));
            }
            c if c.is_control() => {}
            c => plain.push(c),
        }
    }
    plain.trim_matches(|c: char| c.is_whitespace() || c == '\u{fffd}').to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_is_cut_to_what_can_be_said() {
        assert_eq!(cut("  ログ見て\r\n".as_bytes()), "ログ見て");
        assert_eq!(cut(b"a\x1b[31mb\x07\tc"), "ab c");
        assert_eq!(cut(b"\x1b[A\x1b[A"), "", "an arrow key says nothing");
        assert!(cut("あ".repeat(9_000).as_bytes()).chars().all(|c| c == 'あ'));
        assert_eq!(cut(b"\xff\xfe"), "");
    }
}
