//! One drill being played and kept: a turn is on the disk before its effects are seen, so whatever happens to
//! the terminal, the play goes on from there. Knows plays and their file; decides nothing about the drill.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use drill::block::{Block, Panels};
use drill::clock::Clock;
use drill::counterfactual::{Branch, Given, Plan};
use drill::debrief::Debrief;
use drill::play::{self, Options, Play, Turn};
use drill::scenario::Skill;
use drill::voice::{Told, with_text};
use drill::words::{Lang, say};

use crate::clock::{self, Pace};
use crate::desk::ahead::Ahead;
pub use crate::desk::ahead::Far;
use crate::desk::catalog::{self, Script};
use crate::desk::hands;
use crate::desk::proof;
pub use crate::desk::proof::Proving;
use crate::desk::skill;
use crate::desk::surprise;
use crate::desk::voice::Voice;
use crate::failure::Failure;
use crate::store::play_file::PlayFile;
use crate::store::plays::Plays;
use crate::store::record::{FORM, Header, Line, Summary};

/// Version of the program, as kept in play files.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");

/// What a new play is opened with.
#[derive(Clone, Debug)]
pub struct Opening {
    /// Seed; one is drawn if none is said.
    pub seed: u64,
    /// Language.
    pub lang: Lang,
    /// What people call the player.
    pub player: String,
    /// How the clock moves.
    pub pace: Pace,
    /// The skill that the last debrief advised to practise.
    pub focus: Option<Skill>,
}

/// One thing in the course of a play.
#[derive(Clone, Debug, PartialEq)]
pub enum Happened {
    /// The player said this, at this written time.
    Said(String, String),
    /// This was said or shown.
    Shown(Block),
}

/// What a play comes to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Closing {
    /// The debrief to read, in the language of the play.
    pub markdown: String,
    /// The debrief for programs.
    pub json: String,
    /// Files that were written: debrief and play.
    pub saved: Vec<PathBuf>,
    /// It was asked what would have happened otherwise.
    pub proved: bool,
    /// What the proof changed, in a line; empty before it.
    pub news: String,
}

impl Closing {
    /// The debrief, and where it is.
    pub fn shown(&self, lang: Lang) -> String {
        format!("{}\n\n{}", self.markdown.trim_end(), self.named(lang))
    }

    /// Where it is.
    pub fn named(&self, lang: Lang) -> String {
        let paths: Vec<String> = self.saved.iter().map(|path| path.display().to_string()).collect();
        let kept = say(lang, "kept", &[("paths", &paths.join("\n"))]);
        match self.proved {
            true => format!("{}\n{}", kept.trim_end(), self.news),
            false => format!("{}\n{}", kept.trim_end(), say(lang, "kept-next", &[])),
        }
    }
}

impl Proving {
    /// A line that shows it.
    pub fn said(self, lang: Lang) -> String {
        let words = match self {
            Proving::Searched(Far { courses, .. }) => {
                say(lang, "proving-search", &[("n", &courses.to_string())])
            }
            Proving::Measured => return say(lang, "proving-measure", &[]),
            Proving::Lived(..) => say(lang, "proving-lucks", &[]),
        };
        format!("{} {words}", self.brief(lang))
    }

    /// Which step of two it is at, and how far that is [%].
    pub fn share(self) -> (usize, usize) {
        let (step, done, all) = match self {
            Proving::Searched(Far { rounds, most, .. }) => (1, rounds, most),
            Proving::Measured => return (1, 0),
            Proving::Lived(done, all) => (2, done, all),
        };
        (step, (done * 100 / all.max(1)).min(100))
    }

    /// The same where there is little room: which step of two, and how far that is.
    pub fn brief(self, lang: Lang) -> String {
        let (step, done, all) = match self {
            Proving::Searched(Far { rounds, most, .. }) => (1, rounds, most),
            Proving::Measured => return say(lang, "proving-measure", &[]),
            Proving::Lived(done, all) => (2, done, all),
        };
        let full = (done * BAR / all.max(1)).min(BAR);
        format!("{step}/2 [{}{}]", "#".repeat(full), "-".repeat(BAR - full))
    }
}

/// Width of its bar [columns].
const BAR: usize = 20;

/// A drill on the desk.
pub struct Sitting {
    play: Play,
    file: PlayFile,
    header: Header,
    /// Said before this sitting, while a kept play is resumed; then empty.
    before: Vec<Turn>,
    resumed: bool,
    /// The best plan is being looked for.
    ahead: Option<Ahead>,
    /// The best plan that a search found, to its end.
    best: Option<Plan>,
    /// The grades that were kept last [points].
    graded: Vec<(String, i32)>,
    /// Who speaks and listens in the game master's place, if somebody does.
    voice: Option<Box<dyn Voice>>,
    /// It has failed.
    silent: bool,
    /// It was said.
    said_so: bool,
    /// Blocks shown so far [count].
    shown: usize,
    /// Blocks that were shown in other words before this sitting.
    told: BTreeMap<usize, String>,
}

impl Sitting {
    /// A new play of a scenario.
    pub fn open(plays: &Plays, script: &Script, opening: &Opening) -> Result<Sitting, Failure> {
        let header = Header {
            form: FORM,
            scenario: script.scenario.id.clone(),
            file: script.file.as_ref().map(|path| path.display().to_string()),
            fingerprint: script.fingerprint.clone(),
            seed: opening.seed,
            lang: opening.lang.tag().into(),
            player: opening.player.clone(),
            clock: opening.pace.name().into(),
            focus: opening.focus.and_then(skill::name).map(String::from),
            started: clock::now(),
            version: VERSION.into(),
        };
        // The play first: a scenario that cannot be played leaves no record behind.
        let play = play_of(script, &header)?;
        let file = plays.create(&header)?;
        Ok(Sitting {
            play,
            file,
            header,
            before: Vec::new(),
            resumed: false,
            ahead: None,
            best: None,
            graded: Vec::new(),
            voice: None,
            silent: false,
            said_so: false,
            shown: 0,
            told: BTreeMap::new(),
        })
    }

    /// The latest play that did not end.
    pub fn resume(plays: &Plays) -> Result<Sitting, Failure> {
        let found = plays.find()?;
        let open = found.plays.into_iter().rev().find(|kept| kept.summary.is_none());
        Sitting::again(&open.ok_or(Failure::NothingToResume)?.path)
    }

    /// The latest play that came to its end, at its end.
    pub fn ended(plays: &Plays) -> Result<Sitting, Failure> {
        let found = plays.find()?;
        let ended = found.plays.into_iter().rev().find(|kept| kept.summary.is_some());
        let mut sitting = Sitting::again(&ended.ok_or(Failure::NothingEnded)?.path)?;
        sitting.opening();
        Ok(sitting)
    }

    /// A kept play, before its first turn.
    fn again(path: &Path) -> Result<Sitting, Failure> {
        let (file, kept) = PlayFile::reopen(path)?;
        let header = kept.header;
        let script = match &header.file {
            Some(path) => catalog::from_file(Path::new(path))?,
            None => catalog::find(&header.scenario)?,
        };
        let (scenario, seed) = (header.scenario.clone(), header.seed);
        if header.version != VERSION {
            return Err(Failure::VersionChanged { scenario, seed, version: header.version });
        }
        if script.fingerprint != header.fingerprint {
            return Err(Failure::ScenarioChanged { scenario, seed });
        }
        let before = kept.turns.iter().filter_map(turn_of).collect();
        let best = kept.best.and_then(|best| plan_of(&best));
        let graded = kept.summary.map(|summary| summary.grades).unwrap_or_default();
        let play = play_of(&script, &header)?;
        Ok(Sitting {
            play,
            file,
            header,
            before,
            resumed: true,
            ahead: None,
            best,
            graded,
            voice: None,
            silent: false,
            said_so: false,
            shown: 0,
            told: kept.told,
        })
    }

    /// Begins to look for the night's best plan while it is played, so that the debrief need not wait for it.
    pub fn look_ahead(&mut self) {
        if self.best.is_none() && self.ahead.is_none() {
            self.ahead = Some(Ahead::start(self.play.search()));
        }
    }

    /// Everything up to now: the opening, and what was played before.
    pub fn opening(&mut self) -> Vec<Happened> {
        let opening = self.play.opening();
        // What was not shown yet is told by whoever shows it.
        if !self.resumed {
            return opening.into_iter().map(Happened::Shown).collect();
        }
        let mut happened: Vec<Happened> = self.as_told(opening).map(Happened::Shown).collect();
        for turn in std::mem::take(&mut self.before) {
            if let Turn::Said(text) = &turn {
                happened.push(Happened::Said(self.play.panels().clock, text.clone()));
            }
            let blocks = self.play.take(&turn);
            happened.extend(self.as_told(blocks).map(Happened::Shown));
        }
        happened
    }

    /// Keeps a turn, then takes it. A turn that cannot be kept is not taken.
    pub fn take(&mut self, turn: &Turn) -> Result<Vec<Block>, Failure> {
        self.file.append(&match turn {
            Turn::Said(text) => Line::Said(text.clone()),
            Turn::Meant(line) => Line::Meant(line.clone()),
            Turn::Passed(span) => Line::Passed(*span),
            // A team's: in the play of one there are none.
            Turn::Gave(_) | Turn::Did { .. } => return Ok(Vec::new()),
        })?;
        Ok(self.play.take(turn))
    }

    /// Has somebody speak and listen in the game master's place.
    pub fn speak_with(&mut self, voice: Box<dyn Voice>) {
        self.voice = Some(voice);
    }

    /// A block as it was shown before this sitting, or as the voice tells it now; `seen` hears it as it is spoken. What the play
    /// makes of its turns does not depend on it.
    pub fn tell(&mut self, block: Block, seen: &mut dyn FnMut(&Told)) -> Block {
        let n = self.shown;
        self.shown += 1;
        let lang = self.lang();
        let Some(uttered) = self.voice.as_mut().and_then(|voice| voice.tell(&block, lang, seen)) else {
            return block;
        };
        self.silent |= uttered.failed;
        if !uttered.own {
            return block;
        }
        // Words that cannot be kept were not said: who resumes reads what was read before.
        match self.file.append(&Line::Told(n, uttered.text.clone())) {
            Ok(()) => Block { at: block.at, body: with_text(&block.body, uttered.text) },
            Err(_) => block,
        }
    }

    /// What was said last and no rule could place, read by the voice: what the game master asks back.
    pub fn read_on(&mut self) -> Result<Vec<Block>, Failure> {
        let (Some(voice), Some(puzzle)) = (self.voice.as_mut(), self.play.puzzle()) else {
            return Ok(Vec::new());
        };
        match voice.read(&puzzle.text, &self.play.forms()) {
            Some(line) => self.take(&Turn::Meant(line)),
            None => Ok(Vec::new()),
        }
    }

    /// The voice has failed, which is to be said once.
    pub fn has_gone_silent(&mut self) -> Option<String> {
        let first = self.silent && !self.said_so;
        self.said_so |= first;
        first.then(|| say(self.lang(), "voice-silent", &[]))
    }

    /// Blocks of before this sitting in the words in which they were shown.
    fn as_told(&mut self, blocks: Vec<Block>) -> impl Iterator<Item = Block> + '_ {
        blocks.into_iter().map(|block| {
            let n = self.shown;
            self.shown += 1;
            match self.told.remove(&n) {
                Some(text) => Block { at: block.at, body: with_text(&block.body, text) },
                None => block,
            }
        })
    }

    /// The live panels.
    pub fn panels(&self) -> Panels {
        self.play.panels()
    }

    /// The drill's written clock.
    pub fn clock(&self) -> Clock {
        self.play.clock()
    }

    /// Names that can be typed.
    pub fn names(&self) -> Vec<String> {
        self.play.names()
    }

    /// It goes on from an earlier sitting.
    pub fn resumed(&self) -> bool {
        self.resumed
    }

    /// The drill has ended; [`Sitting::close`] is next.
    pub fn over(&self) -> bool {
        self.play.over()
    }

    /// The language of the play, which a resumed play brings along.
    pub fn lang(&self) -> Lang {
        Lang::from_tag(&self.header.lang).unwrap_or_default()
    }

    /// How the clock moves, likewise.
    pub fn pace(&self) -> Pace {
        Pace::from_name(&self.header.clock).unwrap_or_default()
    }

    /// Where the play is kept.
    pub fn path(&self) -> PathBuf {
        self.file.path().to_path_buf()
    }

    /// Ends the play: the debrief is computed and saved beside the play, then what came of it is kept.
    pub fn close(&mut self) -> Result<Closing, Failure> {
        let found: Vec<Plan> = self.ahead.as_mut().and_then(Ahead::so_far).into_iter().collect();
        self.ahead.iter().for_each(Ahead::rest);
        let debrief = self.play.debrief_with(&found, |branches| hands::each(branches, Branch::live));
        self.kept(&debrief)
    }

    /// Writes the debrief beside the play, and what came of it into it.
    fn kept(&mut self, debrief: &Debrief) -> Result<Closing, Failure> {
        let closing = self.saved(debrief)?;
        let summary = summary(debrief);
        self.file.append(&Line::Ended(summary.clone()))?;
        self.graded = summary.grades;
        Ok(closing)
    }

    /// Asks the play what would have happened otherwise, and writes its debrief anew: measured by the best plan that a
    /// search finds, and with other courses under many lucks. Takes its time, and says how far it is. Until it is done,
    /// what came of the play stays as it was kept; only the search need not be made again.
    pub fn prove(&mut self, progress: &mut dyn FnMut(Proving)) -> Result<Closing, Failure> {
        let (file, ahead) = (&mut self.file, self.ahead.take());
        let keep = |best: &Plan| file.append(&Line::Searched(orders_of(best)));
        let debrief = proof::prove(&self.play, ahead, &mut self.best, keep, progress)?;
        let news = self.news(&debrief);
        Ok(Closing { news, ..self.kept(&debrief)? })
    }

    /// What a proof changed, in a line: grades, and what is told besides.
    fn news(&self, debrief: &Debrief) -> String {
        let lang = self.lang();
        let before =
            |name: &str| self.graded.iter().find(|(other, _)| other == name).map(|(_, score)| *score);
        let moved = summary(debrief).grades.into_iter().filter_map(|(name, score)| {
            let was = before(&name).filter(|was| *was != score)?;
            Some(format!("{} {was} → {score}", say(lang, &format!("debrief-skill-{name}"), &[])))
        });
        let moved: Vec<String> = moved.collect();
        let told = debrief.what_ifs.as_ref().map_or(0, Vec::len).to_string();
        match moved.is_empty() {
            true => say(lang, "proved-same", &[("n", &told)]),
            false => {
                let comma = say(lang, "narrate-comma", &[]);
                say(lang, "proved-moved", &[("n", &told), ("grades", &moved.join(&comma))])
            }
        }
    }

    /// Writes the debrief beside the play.
    fn saved(&mut self, debrief: &Debrief) -> Result<Closing, Failure> {
        let mut advised = debrief.clone();
        surprise::advise(&mut advised, &self.header, &Plays::beside(self.file.path()));
        let sentences = advised.sentences(self.lang());
        if let Some(voice) = self.voice.as_mut().filter(|_| !advised.left_at_once) {
            let lang = Lang::from_tag(&self.header.lang).unwrap_or_default();
            let chosen = voice.choose(&sentences, lang).into_iter();
            advised.carried = chosen.filter_map(|n| sentences.get(n).cloned()).collect();
        }
        let debrief = &advised;
        let (markdown, json) = (debrief.markdown(self.lang()), debrief.json());
        let mut saved = Vec::new();
        for (ending, text) in [("md", &markdown), ("html", &debrief.html(self.lang()))] {
            saved.push(self.file.beside(ending, text)?);
        }
        saved.push(self.path());
        let proved = debrief.what_ifs.is_some();
        Ok(Closing { markdown, json, saved, proved, news: String::new() })
    }
}

fn summary(debrief: &Debrief) -> Summary {
    let graded =
        debrief.grades.iter().filter_map(|grade| Some((grade.dimension.name().into(), grade.score?)));
    Summary {
        grades: graded.collect(),
        weakest: debrief.advice.weakest.and_then(skill::name).map(String::from),
        next_difficulty: Some(debrief.advice.next_difficulty),
        left: debrief.left_at_once,
        ended: Some(clock::now()),
        best: None,
    }
}

fn orders_of(plan: &Plan) -> Vec<(u64, String)> {
    plan.orders().iter().map(|given| (given.at, given.order.to_string())).collect()
}

/// `None` where an order is none that this program knows: then it is searched anew.
fn plan_of(orders: &[(u64, String)]) -> Option<Plan> {
    let given = |(at, order): &(u64, String)| Some(Given { at: *at, order: order.parse().ok()? });
    Some(Plan::new(orders.iter().map(given).collect::<Option<_>>()?))
}

fn play_of(script: &Script, header: &Header) -> Result<Play, Failure> {
    let pace = match Pace::from_name(&header.clock).unwrap_or_default() {
        Pace::Turn => play::Pace::Turns,
        Pace::Real | Pace::X10 => play::Pace::Clock,
    };
    let options = Options {
        seed: header.seed,
        lang: Lang::from_tag(&header.lang).unwrap_or_default(),
        player: header.player.clone(),
        pace,
        focus: header.focus.as_deref().and_then(skill::from_name),
    };
    Play::open(&script.scenario, options).map_err(|flaw| Failure::Flawed { flaws: vec![flaw] })
}

fn turn_of(line: &Line) -> Option<Turn> {
    match line {
        Line::Said(text) => Some(Turn::Said(text.clone())),
        Line::Meant(line) => Some(Turn::Meant(line.clone())),
        Line::Passed(span) => Some(Turn::Passed(*span)),
        Line::Play(_) | Line::Told(..) | Line::Searched(_) | Line::Ended(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::play_file::read;

    /// A short night.
    fn script(folder: &Path) -> Script {
        let text = include_str!("../../../../scenarios/first-fire.yaml");
        let short: Vec<String> = text
            .lines()
            .map(|line| if line.starts_with("horizon:") { "horizon: 5m".into() } else { line.into() })
            .collect();
        let path = folder.join("first-fire.yaml");
        std::fs::write(&path, short.join("\n")).expect("a file is written");
        catalog::from_file(&path).expect("it is still a scenario")
    }

    #[test]
    fn a_proof_that_is_broken_off_changes_nothing_but_that_the_search_is_kept() {
        let folder = std::env::temp_dir().join(format!("hikeshi-broken-off-{}", std::process::id()));
        std::fs::create_dir_all(&folder).expect("a folder is made");
        let plays = Plays::below(Some(&folder)).expect("it is a folder");
        let opening =
            Opening { seed: 7, lang: Lang::En, player: "ana".into(), pace: Pace::Turn, focus: None };
        let mut sitting = Sitting::open(&plays, &script(&folder), &opening).expect("it opens");
        sitting.opening();
        for said in ["changes", "rollback checkout", "/end", "no"] {
            sitting.take(&Turn::Said(said.into())).expect("it is kept");
        }
        assert!(sitting.over());
        sitting.close().expect("it is kept");
        let page = || std::fs::read_to_string(sitting_page(&plays)).expect("there is a page");
        let (before, path) = (read(&sitting.path()).expect("it reads"), sitting.path());
        let written = page();
        // A search that soon comes to its end.
        sitting.ahead = Some(Ahead::start(|| {
            let mut scenario = catalog::find("first-fire").ok()?.scenario;
            scenario.horizon = 130 * world::time::SECOND;
            drill::debrief::search(&scenario, 7).ok()
        }));
        let mut steps = Vec::new();
        let broken = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
            sitting.prove(&mut |far| {
                steps.push(far);
                assert!(!matches!(far, Proving::Lived(..)), "broken off here");
            })
        }));
        assert!(broken.is_err(), "{steps:?}");
        let after = read(&path).expect("it reads");
        assert_eq!(after.summary, before.summary, "grades are as they were");
        assert_eq!(page(), written);
        assert!(before.best.is_none() && after.best.is_some(), "the search is kept");
        drop(sitting);
        let proved = Sitting::ended(&plays).expect("it reads").prove(&mut |far| {
            assert!(!matches!(far, Proving::Searched(_)), "it is not searched again");
        });
        let proved = proved.expect("it is kept");
        assert!(proved.news.starts_with("Proved: "), "{}", proved.news);
        let _ = std::fs::remove_dir_all(&folder);
    }

    fn sitting_page(plays: &Plays) -> PathBuf {
        let kept = plays.find().expect("they are found").plays.pop().expect("there is one");
        kept.path.with_extension("md")
    }
}
