//! A drill line by line: sentences in, blocks as text out, through pipes as well as at a terminal. Knows prompts and
//! ends of input; the play knows everything else.

use drill::block::Block;
use drill::narrate::plain::lines;
use drill::play::Turn;
use drill::voice::with_text;
use drill::words::say;

use crate::desk::sitting::{Happened, Sitting};
use crate::faces::cli::lines::Lines;
use crate::faces::cli::out::Out;
use crate::failure::Failure;

/// How a plain play looks.
#[derive(Clone, Copy, Debug)]
pub struct Manner {
    /// Cells of a line [count].
    pub width: usize,
    /// Somebody types here and sees it: ask with a prompt. Else what was said is written down with the rest.
    pub prompt: bool,
}

/// How often the end is asked for when input has ended and the play wants more words [count].
const ASK_TO_END: usize = 5;

/// Plays to the end. Where a pipe or script ends first, the play is asked to end; whoever types and ends their input
/// (Ctrl-D) only leaves, and the play is kept.
pub fn play(sitting: &mut Sitting, said: &mut Lines, out: &mut Out, manner: Manner) -> Result<(), Failure> {
    let mut end_asked = 0;
    for happened in sitting.opening() {
        match happened {
            Happened::Said(clock, text) => out.line(&format!("\n{clock} > {text}"))?,
            Happened::Shown(block) if sitting.resumed() => show(out, &block, sitting, manner)?,
            Happened::Shown(block) => tell(out, block, sitting, manner)?,
        }
    }
    if sitting.over() {
        out.line(&format!("\n{}", say(sitting.lang(), "resumed-ended", &[])))?;
    }
    said.answered();
    let mut silent = true;
    let mut ask = true;
    while !sitting.over() && end_asked < ASK_TO_END {
        if manner.prompt && ask {
            out.write(&format!("\n{} > ", sitting.panels().clock))?;
        }
        let next = said.next();
        ask = !matches!(next, Some(Turn::Passed(_)));
        if next.is_none() && manner.prompt {
            out.line("")?;
            return Err(Failure::Interrupted);
        }
        silent &= !matches!(next, Some(Turn::Said(_)));
        // Who resumes and says nothing has only looked at it.
        if next.is_none() && silent && sitting.resumed() {
            return Err(Failure::Interrupted);
        }
        let turn = next.unwrap_or_else(|| {
            end_asked += 1;
            Turn::Said("/end".into())
        });
        let clock = sitting.panels().clock;
        let blocks = sitting.take(&turn)?;
        if let (Turn::Said(text), false) = (&turn, manner.prompt) {
            out.line(&format!("\n{clock} > {text}"))?;
        }
        ask |= !blocks.is_empty();
        tell_all(out, blocks, sitting, manner)?;
        if matches!(turn, Turn::Said(_)) {
            said.answered();
        }
    }
    Ok(())
}

/// The play is kept there, and how it goes on: for whoever leaves early.
pub fn farewell(sitting: &Sitting) -> String {
    say(sitting.lang(), "left", &[("path", &sitting.path().display().to_string())])
}

fn show(out: &mut Out, block: &Block, sitting: &Sitting, manner: Manner) -> Result<(), Failure> {
    out.line(&lines(block, sitting.lang(), &sitting.clock(), manner.width).join("\n"))
}

/// What came of a turn, and what the game master asks back about words that the rules could not place.
fn tell_all(out: &mut Out, blocks: Vec<Block>, sitting: &mut Sitting, manner: Manner) -> Result<(), Failure> {
    for block in blocks {
        tell(out, block, sitting, manner)?;
    }
    for block in sitting.read_on()? {
        tell(out, block, sitting, manner)?;
    }
    match sitting.has_gone_silent() {
        Some(text) => out.line(&text),
        None => Ok(()),
    }
}

/// A block as it is spoken: what is settled is written at once, and never taken back.
fn tell(out: &mut Out, block: Block, sitting: &mut Sitting, manner: Manner) -> Result<(), Failure> {
    let (lang, clock) = (sitting.lang(), sitting.clock());
    let written = |block: &Block| lines(block, lang, &clock, manner.width).join("\n");
    let mut so_far = String::new();
    let mut failed = Ok(());
    let source = block.clone();
    let told = sitting.tell(block, &mut |told| {
        let text =
            written(&Block { at: source.at, body: with_text(&source.body, told.settled.trim_end().into()) });
        // A line that is wrapped otherwise when more of it comes waits for it.
        if let Some(new) =
            text.strip_prefix(&so_far).filter(|new| !new.is_empty() && !told.settled.is_empty())
        {
            failed = out.write(new);
            so_far = text;
        }
    });
    failed?;
    let text = written(&told);
    match text.strip_prefix(&so_far) {
        Some(rest) => out.line(rest),
        None => out.line(&format!("\n{text}")),
    }
}
