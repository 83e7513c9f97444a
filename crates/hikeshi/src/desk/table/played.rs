//! A team's play as far as its turns go, with what the game master showed meanwhile. A function of the turns alone.

use drill::block::{Block, Body};
use drill::play::Play;
use drill::words::{Lang, say};
use room::{Actor, Seq};

use super::Left;
use super::kept::Kept;

/// Something that the game master has shown.
#[derive(Clone, Debug, PartialEq)]
pub struct Shown {
    /// Which, from 0.
    pub n: usize,
    /// The entry of the room's log that it comes after.
    pub after: Seq,
    /// Whose turn it answers, if it answers one.
    pub to: Option<Actor>,
    /// What, in the drill's own language.
    block: Block,
    /// The same in the other.
    other: Option<Block>,
    lang: Lang,
}

impl Shown {
    /// The room's log says it by itself.
    pub fn is_in_the_log(&self) -> bool {
        matches!(self.block.body, Body::Speech { .. } | Body::Pager { .. } | Body::Echo(_))
    }

    /// What was shown, in a reader's language.
    pub fn block(&self, lang: Lang) -> &Block {
        self.other.as_ref().filter(|_| lang != self.lang).unwrap_or(&self.block)
    }
}

/// How a drill stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stands {
    /// The last entry that its turns have left.
    pub seq: Seq,
    /// Now, as the room's log has it.
    pub now: jiff::Timestamp,
    /// How fast the clock runs [simulated seconds in one on the wall]; 0: it stands.
    pub times: u32,
    /// Time goes by in it: it is neither over nor the time for what should change.
    pub lives: bool,
    /// It has ended; the debrief is next.
    pub over: bool,
    /// What the game master has shown [count].
    pub shown: usize,
}

/// The play.
#[derive(Clone)]
pub struct Played {
    pub play: Play,
    /// The same night told in the other language: what it leaves in the log is not read, what it shows is.
    told: Play,
    /// Turns kept so far [count].
    pub turns: u64,
    pub times: u32,
    /// Shown and not yet handed on.
    pub shown: Vec<Shown>,
    /// Shown so far [count].
    pub count: usize,
    pub lang: Lang,
}

impl Played {
    /// A play at its opening.
    pub fn open(mut play: Play, mut told: Play, lang: Lang) -> Played {
        let (blocks, others) = (play.opening(), told.opening());
        let mut played = Played { play, told, turns: 1, times: 1, shown: Vec::new(), count: 0, lang };
        played.show(None, blocks, others);
        played
    }

    /// Takes a turn: the entries that it leaves.
    ///
    /// # Errors
    /// The room's refusal.
    pub fn take(&mut self, kept: &Kept) -> Left {
        let before = self.play.entries().len();
        let (to, blocks, others) = match kept {
            Kept::Gave(_) => {
                let Some(drill::play::Turn::Gave(given)) = kept.turn() else { return Ok(Vec::new()) };
                let to = given.order.actor.clone();
                let blocks = self.play.take_order(&given)?;
                (Some(to), blocks, self.told.take_order(&given).unwrap_or_default())
            }
            Kept::Passed(_) | Kept::Seated { .. } | Kept::Led { .. } => {
                let Some(turn) = kept.turn() else { return Ok(Vec::new()) };
                let (play, told) = (&mut self.play, &mut self.told);
                let both = std::thread::scope(|scope| {
                    let others = scope.spawn(|| told.take(&turn));
                    (play.take(&turn), others.join().unwrap_or_default())
                });
                (None, both.0, both.1)
            }
            Kept::Paced { who, times } => {
                self.times = *times;
                let (key, times) =
                    (if *times == 0 { "table-paused" } else { "table-paced" }, times.to_string());
                let words = |lang: Lang| {
                    let text = say(lang, key, &[("who", who.as_str()), ("times", &times)]);
                    vec![Block { at: self.play.now(), body: Body::Narration(text) }]
                };
                (None, words(self.lang), words(other(self.lang)))
            }
            Kept::Opened(_) => (None, Vec::new(), Vec::new()),
        };
        self.turns += 1;
        self.show(to, blocks, others);
        Ok(self.play.entries()[before..].to_vec())
    }

    /// Takes turns that were kept.
    ///
    /// # Errors
    /// The first that cannot be read.
    pub fn replay(&mut self, rows: &[String]) -> Result<(), String> {
        for row in rows {
            let kept: Kept =
                serde_json::from_str(row).map_err(|why| format!("turn {}: {why}", self.turns))?;
            self.take(&kept).map_err(|refusal| format!("turn {}: {refusal}", self.turns))?;
        }
        Ok(())
    }

    /// The turn has left nothing, and need not be kept.
    pub fn idle(&self, kept: &Kept, entries: &[room::Entry]) -> bool {
        match kept {
            Kept::Gave(_) | Kept::Seated { .. } => entries.is_empty() && self.shown.is_empty(),
            Kept::Passed(_) | Kept::Paced { .. } | Kept::Led { .. } | Kept::Opened(_) => false,
        }
    }

    /// How it stands.
    pub fn standing(&self) -> Stands {
        Stands {
            seq: self.play.room().seq(),
            now: self.play.instant(),
            times: self.times,
            lives: self.play.lives(),
            over: self.play.over(),
            shown: self.count,
        }
    }

    fn show(&mut self, to: Option<Actor>, blocks: Vec<Block>, others: Vec<Block>) {
        let after = self.play.room().seq();
        // Where the two were not told alike, both read what was said in the drill's own language.
        let alike = others.len() == blocks.len();
        let mut others = others.into_iter().filter(|_| alike);
        for block in blocks {
            let (to, other) = (to.clone(), others.next());
            self.shown.push(Shown { n: self.count, after, to, block, other, lang: self.lang });
            self.count += 1;
        }
    }
}

/// The language that a drill's own is not.
pub fn other(lang: Lang) -> Lang {
    match lang {
        Lang::Ja => Lang::En,
        Lang::En => Lang::Ja,
    }
}
