//! The play's own thread, so that keys are heard while the world runs. Takes turns one after the other and
//! answers each; knows the sitting, not the screen.

use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;

use drill::block::{Block, Panels};
use drill::play::Turn;
use drill::voice::with_text;

use crate::desk::sitting::{Closing, Happened, Proving, Sitting};
use crate::failure::Failure;

/// What the play answers.
#[derive(Debug)]
pub enum Answer {
    /// Everything up to now.
    Opened { happened: Vec<Happened>, panels: Panels },
    /// A block is being told, and this much of it is to be seen.
    Telling(Block),
    /// A block, as it was told in the end.
    Told(Block),
    /// All that came of a turn was told. `said`: of a sentence, not of the clock. `over`: the debrief is being written.
    Taken { said: bool, panels: Panels, over: bool },
    /// The voice has failed, and this is said about it.
    Silent(String),
    /// The turn was not taken.
    Refused(Failure),
    /// The play has ended.
    Closed(Result<Closing, Failure>),
    /// The debrief is being proved, and this far.
    Proving(Proving),
    /// It has been proved, and reads like this.
    Proved(Closing),
}

/// A play in its thread.
#[derive(Debug)]
pub struct Worker {
    to: Sender<Turn>,
    from: Receiver<Answer>,
    /// Turns not answered yet [count].
    waiting: usize,
}

impl Worker {
    /// Starts with the opening.
    pub fn start(mut sitting: Sitting) -> Worker {
        let (to, turns) = channel::<Turn>();
        let (answers, from) = channel();
        thread::spawn(move || {
            sitting.look_ahead();
            let happened = sitting.opening();
            let (before, first) =
                if sitting.resumed() { (happened, Vec::new()) } else { (Vec::new(), happened) };
            let mut open =
                answers.send(Answer::Opened { happened: before, panels: sitting.panels() }).is_ok();
            for one in first {
                if let Happened::Shown(block) = one {
                    tell(&mut sitting, block, &answers);
                }
            }
            while open && !sitting.over() {
                let Ok(turn) = turns.recv() else { return };
                let answer = match taken(&mut sitting, &turn, &answers) {
                    Ok(()) => Answer::Taken {
                        said: matches!(turn, Turn::Said(_)),
                        panels: sitting.panels(),
                        over: sitting.over(),
                    },
                    Err(failure) => Answer::Refused(failure),
                };
                open = answers.send(answer).is_ok();
            }
            if open {
                let closing = sitting.close();
                let closed = closing.is_ok();
                let reads = answers.send(Answer::Closed(closing)).is_ok();
                // While the player reads, the verdict becomes surer. One that cannot be kept stays as it was.
                if closed
                    && reads
                    && let Ok(proved) = sitting.prove(&mut |far| drop(answers.send(Answer::Proving(far))))
                {
                    let _ = answers.send(Answer::Proved(proved));
                }
            }
        });
        Worker { to, from, waiting: 1 }
    }

    /// Hands a turn over.
    pub fn take(&mut self, turn: Turn) {
        // A thread that has ended said why; there is nothing to wait for then.
        if self.to.send(turn).is_ok() {
            self.waiting += 1;
        }
    }

    /// The next answer, if there is one; an error when the thread is gone and nothing more will come.
    pub fn answer(&mut self) -> Result<Option<Answer>, Failure> {
        use std::sync::mpsc::TryRecvError;
        match self.from.try_recv() {
            Ok(answer) => {
                if !matches!(
                    answer,
                    Answer::Telling(_) | Answer::Told(_) | Answer::Silent(_) | Answer::Proving(_)
                ) {
                    self.waiting = self.waiting.saturating_sub(1);
                }
                Ok(Some(answer))
            }
            Err(TryRecvError::Empty) => Ok(None),
            Err(TryRecvError::Disconnected) => Err(Failure::Inside),
        }
    }

    /// Whether an answer is on its way.
    pub fn busy(&self) -> bool {
        self.waiting > 0
    }
}

/// Takes a turn, and tells all that comes of it, with what the game master asks back.
fn taken(sitting: &mut Sitting, turn: &Turn, to: &Sender<Answer>) -> Result<(), Failure> {
    let mut blocks = sitting.take(turn)?;
    for _ in 0..2 {
        for block in blocks {
            tell(sitting, block, to);
        }
        // Only what was said can be read on; the clock says nothing.
        blocks = if matches!(turn, Turn::Said(_)) { sitting.read_on()? } else { Vec::new() };
    }
    if let Some(text) = sitting.has_gone_silent() {
        let _ = to.send(Answer::Silent(text));
    }
    Ok(())
}

/// Tells a block as it is spoken.
fn tell(sitting: &mut Sitting, block: Block, to: &Sender<Answer>) {
    let source = block.clone();
    let told = sitting.tell(block, &mut |told| {
        // What it tells is there from the first word on, and changes where the voice has said it.
        let body = with_text(&source.body, told.whole());
        let _ = to.send(Answer::Telling(Block { at: source.at, body }));
    });
    let _ = to.send(Answer::Told(told));
}
