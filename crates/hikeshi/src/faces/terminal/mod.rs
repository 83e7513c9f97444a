//! The full screen: conversation, live panels, clock, the line being typed. Owns the terminal while a drill is
//! played and gives it back however the drill ends.

mod bar;
mod conversation;
mod graph;
mod grid;
pub mod guard;
mod markdown;
mod overlay;
mod panels;
mod screen;
mod shown;
#[cfg(test)]
mod tests;
mod theme;
mod worker;

use std::io::{self, stdout};
use std::time::Duration;

use crossterm::event;
use drill::play::Turn;
use ratatui::Terminal;
use ratatui::backend::CrosstermBackend;

use crate::clock::Ticker;
use crate::desk::sitting::{Closing, Happened, Sitting};
use crate::failure::Failure;
use crate::interrupt::Interrupt;
use guard::Guard;
use screen::{Screen, Wish};
use shown::Look;
use theme::Theme;
use worker::{Answer, Worker};

/// How long the terminal is listened to before clock and play are looked at [ms].
const LISTEN: Duration = Duration::from_millis(40);

/// Plays on the full screen, to the debrief or until the player leaves.
pub fn play(sitting: Sitting, interrupt: &Interrupt, colour: bool) -> Result<Closing, Failure> {
    let look = Look { lang: sitting.lang(), clock: sitting.clock(), theme: Theme::new(colour) };
    let mut ticker = Ticker::start(sitting.pace());
    let mut screen = Screen::new(look, sitting.names());
    interrupt.hold();
    let guard = Guard::take().map_err(terminal)?;
    let mut canvas = Terminal::new(CrosstermBackend::new(stdout())).map_err(terminal)?;
    let mut worker = Worker::start(sitting);
    let mut closing = None;
    loop {
        while let Some(answer) = answer(&mut worker, closing.is_some())? {
            // Time that the program spent on an answer is not the player's; the clock's own turns take no time.
            if !matches!(answer, Answer::Taken { said: false, .. }) {
                ticker.restart();
            }
            closing = heard(&mut screen, answer)?.or(closing);
        }
        screen.busy = worker.busy();
        canvas.draw(|frame| screen.draw(frame)).map_err(terminal)?;
        if interrupt.asked() {
            break;
        }
        if !worker.busy()
            && closing.is_none()
            && let Some(passed) = ticker.tick()
        {
            worker.take(Turn::Passed(passed));
        }
        match listen(&mut screen)? {
            Wish::Nothing => {}
            Wish::Leave => break,
            Wish::Say(text) => {
                screen.conversation.said(&screen.panels.clock.clone(), &text);
                worker.take(Turn::Said(text));
            }
        }
    }
    drop(guard);
    closing.ok_or(Failure::Interrupted)
}

fn terminal(error: io::Error) -> Failure {
    Failure::Terminal { error }
}

/// Everything that was typed since the last look, up to the first wish.
fn listen(screen: &mut Screen) -> Result<Wish, Failure> {
    let mut wait = LISTEN;
    while event::poll(wait).map_err(terminal)? {
        let wish = screen.event(&event::read().map_err(terminal)?);
        if wish != Wish::Nothing {
            return Ok(wish);
        }
        // A paste comes as many events: take them all before drawing.
        wait = Duration::ZERO;
    }
    Ok(Wish::Nothing)
}

/// The next answer; after the play has closed, its silence is no failure.
fn answer(worker: &mut Worker, closed: bool) -> Result<Option<Answer>, Failure> {
    match worker.answer() {
        Err(_) if closed => Ok(None),
        answer => answer,
    }
}

fn heard(screen: &mut Screen, answer: Answer) -> Result<Option<Closing>, Failure> {
    let lang = screen.lang();
    match answer {
        Answer::Opened { happened, panels } => {
            for one in happened {
                match one {
                    Happened::Said(clock, text) => {
                        screen.conversation.said(&clock, &text);
                        screen.editor.remember(&text);
                    }
                    Happened::Shown(block) => screen.conversation.shown(&[block]),
                }
            }
            screen.panels = panels;
        }
        Answer::Telling(block) => screen.conversation.telling(block),
        Answer::Told(block) => screen.conversation.told(block),
        Answer::Silent(text) => screen.conversation.notice(&text),
        Answer::Taken { panels, over, .. } => {
            screen.panels = panels;
            if over {
                screen.conversation.notice(&drill::words::say(lang, "screen-debriefing", &[]));
            }
        }
        Answer::Refused(failure) => screen.conversation.notice(&failure.said(lang)),
        Answer::Closed(Ok(closing)) => {
            screen.conversation.page(&closing.shown(lang));
            screen.ended = true;
            return Ok(Some(closing));
        }
        Answer::Closed(Err(failure)) => return Err(failure),
        Answer::Proving(far) => screen.proving = Some((far.said(lang), far.brief(lang))),
        Answer::Proved(closing) => {
            let brief = drill::words::say(lang, "proved-brief", &[]);
            screen.proving = Some((closing.news.clone(), brief));
            screen.conversation.page_anew(&closing.shown(lang));
            return Ok(Some(closing));
        }
    }
    Ok(None)
}
