//! A team's play as far as its turns go, with what the game master showed meanwhile. A function of the turns alone.

use drill::block::{Block, Body};
use drill::play::{Deed, Play, Turn};
use drill::voice::with_text;
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
    /// The words in which it was told instead, by language.
    told: Vec<(Lang, Block)>,
}

impl Shown {
    /// The room's log says it by itself.
    pub fn is_in_the_log(&self) -> bool {
        matches!(self.block.body, Body::Speech { .. } | Body::Pager { .. } | Body::Echo(_))
    }

    /// The drill's own language.
    pub(super) fn lang(&self) -> Lang {
        self.lang
    }

    /// What was shown, in a reader's language.
    pub fn block(&self, lang: Lang) -> &Block {
        let told = self.told.iter().find(|(known, _)| *known == lang).map(|(_, block)| block);
        told.unwrap_or_else(|| self.own(lang))
    }

    /// The same in the words of the templates.
    fn own(&self, lang: Lang) -> &Block {
        self.other.as_ref().filter(|_| lang != self.lang).unwrap_or(&self.block)
    }

    /// It is in these words now, or in its own; false where it was so.
    pub(super) fn retell(&mut self, lang: Lang, text: Option<String>) -> bool {
        let own = self.own(lang);
        let new = text.map(|text| Block { at: own.at, body: with_text(&own.body, text) });
        let before = self.block(lang).clone();
        self.told.retain(|(known, _)| *known != lang);
        self.told.extend(new.map(|block| (lang, block)));
        before != *self.block(lang)
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
    /// Steps that its clock has taken [count].
    pub steps: u64,
    /// It has ended; the debrief is next.
    pub over: bool,
    /// A voice may tell it in other words.
    pub voiced: bool,
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
    /// Steps that the clock has taken [count].
    pub steps: u64,
    /// The last turn changed nothing, and need not be kept.
    pub idle: bool,
    /// Shown and not yet handed on.
    pub shown: Vec<Shown>,
    /// Shown so far [count].
    pub count: usize,
    pub lang: Lang,
    /// Told in other words and not yet handed on.
    pub retold: Vec<(usize, Lang, String)>,
    /// The voice does not answer, and this was said.
    silent: bool,
}

impl Played {
    /// A play at its opening.
    pub fn open(mut play: Play, mut told: Play, lang: Lang) -> Played {
        let (blocks, others) = (play.opening(), told.opening());
        let mut played = Played {
            play,
            told,
            turns: 1,
            steps: 0,
            idle: false,
            shown: Vec::new(),
            count: 0,
            lang,
            retold: Vec::new(),
            silent: false,
        };
        played.show(None, blocks, others);
        played
    }

    /// Takes a turn: the entries that it leaves.
    ///
    /// # Errors
    /// The room's refusal.
    pub fn take(&mut self, kept: &Kept) -> Left {
        let before = self.play.entries().len();
        let Some(turn) = kept.turn() else {
            self.take_words(kept);
            return Ok(Vec::new());
        };
        let (to, blocks, others) = match &turn {
            Turn::Gave(given) => {
                let blocks = self.play.take_order(given)?;
                (
                    Some(given.order.actor.clone()),
                    Some(blocks),
                    self.told.take_order(given).unwrap_or_default(),
                )
            }
            Turn::Did { id, who, deed } => {
                let blocks = self.play.take_deed(id, who, deed);
                // What is asked back is asked of somebody.
                let to = matches!(deed, Deed::Meant(_)).then(|| who.clone());
                (to, blocks, self.told.take_deed(id, who, deed).unwrap_or_default())
            }
            Turn::Passed(_) | Turn::Said(_) | Turn::Meant(_) => {
                let (play, told) = (&mut self.play, &mut self.told);
                let both = std::thread::scope(|scope| {
                    let others = scope.spawn(|| told.take(&turn));
                    (play.take(&turn), others.join().unwrap_or_default())
                });
                self.steps += 1;
                (None, Some(both.0), both.1)
            }
        };
        let left = self.play.entries()[before..].to_vec();
        let silent = blocks.as_ref().is_none_or(|blocks| matches!(turn, Turn::Gave(_)) && blocks.is_empty());
        self.idle = silent && left.is_empty();
        self.turns += 1;
        self.show(to, blocks.unwrap_or_default(), others);
        Ok(left)
    }

    /// Takes what is no turn of the play: words.
    fn take_words(&mut self, kept: &Kept) {
        self.idle = false;
        self.turns += 1;
        match kept {
            Kept::Told { n, lang, text } => {
                let lang = Lang::from_tag(lang).unwrap_or_default();
                self.retold.push((*n, lang, text.clone()));
            }
            Kept::Silent {} if !self.silent => {
                self.silent = true;
                let said = |lang| {
                    let body = Body::Narration(say(lang, "voice-silent", &[]));
                    vec![Block { at: self.play.now(), body }]
                };
                self.show(None, said(self.lang), said(other(self.lang)));
            }
            _ => self.idle = true,
        }
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

    /// How it stands.
    pub fn standing(&self) -> Stands {
        Stands {
            seq: self.play.room().seq(),
            now: self.play.instant(),
            times: self.play.times(),
            lives: self.play.lives(),
            steps: self.steps,
            over: self.play.over(),
            voiced: self.play.voiced(),
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
            let (n, lang, told) = (self.count, self.lang, Vec::new());
            self.shown.push(Shown { n, after, to, block, other, lang, told });
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
