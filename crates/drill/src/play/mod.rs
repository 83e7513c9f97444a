//! One drill being played: the room before the world, with the game master between them. A function
//! of scenario, options and turns alone: the same turns give the same play, with or without a face.
//!
//! ```text
//! Turn ─► hearing ─┬─ looking    a question to the world, told as facts
//!                  ├─ ordering   an order to the world, and what came of it
//!                  ├─ refusing   what was named and is not there, said with what there is
//!                  ├─ acting     what is said and declared in the room
//!                  ├─ team       who of several is heard, and what is for one another
//!                  ├─ colleagues what is said to one of them by name
//!                  ├─ seats      who of them may do what
//!                  ├─ deed       what is done at the table, the clock set
//!                  ├─ chair      a person leads the game
//!                  ├─ puzzle     what no rule could place, read by somebody else and asked back
//!                  └─ leading    hints, nudges, the way to the debrief
//!          passing: time goes by; alerts, people and twists speak up
//! ```

mod cast;
mod flow;
mod arc;
mod passing;
mod hearing;
mod asking;
mod telling;
mod claims;
mod looking;
mod ordering;
mod refusing;
mod already;
mod versions;
mod wary;
mod distress;
mod aloud;
mod proposing;
mod acting;
mod leading;
mod recent;
mod review;
mod team;
mod colleagues;
mod seats;
mod chair;
mod deed;
mod puzzle;
mod panels;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use room::{Actor, Command, OrderId, Room, Seq};
use world::World;
use world::intervention::Intervention;
use world::time::Nanos;

use crate::block::{Block, Body, Panels};
use crate::clock::{Clock, Wall};
use crate::counterfactual::{Branch, Plan, Search};
use crate::debrief::{self, Debrief, Inquiry};
use crate::intent::Intent;
use crate::narrate::View;
use crate::scenario::{Scenario, Skill};
use crate::setting::Setting;
use crate::stage::{self, Luck, Stage};
use crate::understand::{Asked, Lexicon};
pub use crate::words::Lang;

use cast::{Cast, Speech};
pub use chair::Truth;
pub use deed::{Deed, PACES};
pub use flow::Host;
use flow::{By, Flow, Hand};
pub use puzzle::{Form, Puzzle};
pub use team::Given;

/// What a play is opened with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Options {
    /// Chooses names, hour, load and every draw of the world.
    pub seed: u64,
    /// The player's language.
    pub lang: Lang,
    /// What people call the player.
    pub player: String,
    /// What moves the clock.
    pub pace: Pace,
    /// What the last debrief advised to practise; it shapes the night.
    pub focus: Option<Skill>,
}

/// What moves the clock of a play.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Pace {
    /// What the player does: looking costs a minute or two, an order its real duration.
    #[default]
    Turns,
    /// Time itself, through [`Turn::Passed`]; what the player does costs nothing more.
    Clock,
}

/// One turn, as kept for resuming: what the player said, or time that passed by itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Turn {
    /// The player of a drill alone said this.
    Said(String),
    /// What they said last and no rule could place is perhaps this line: they are asked.
    Meant(String),
    /// The clock ran by itself for this long, simulated [ns] (`--clock real`, `x10`).
    Passed(Nanos),
    /// One of a team gave an order to the room, or said something in it.
    Gave(Box<Given>),
    /// One of a team did something at the table; the same id twice is one.
    Did { id: OrderId, who: Actor, deed: Deed },
}

/// How far a play is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Act {
    /// It burns, or may.
    Response,
    /// It is over for the users; what should change?
    Review,
    /// The debrief is next.
    Over,
}

/// An order under way.
#[derive(Clone, Debug)]
struct UnderWay {
    order: Intervention,
    /// Its entry in the room, and its record in the world's change log.
    entry: Seq,
    change: usize,
    since: Nanos,
    takes: Nanos,
}

/// A drill being played. A clone that takes the same turns takes the same course.
#[derive(Clone)]
pub struct Play {
    scenario: Scenario,
    options: Options,
    luck: Luck,
    lexicon: Lexicon,
    world: World,
    clock: Clock,
    first_fault: Nanos,
    opened: Nanos,
    cast: Cast,
    flow: Flow,
    act: Act,
    asked: Option<Asked>,
    /// What the player said besides and is still to be taken up, in their order.
    to_do: Vec<Intent>,
    /// The same for those of a team who are not heard now.
    parked: BTreeMap<Actor, team::Open>,
    /// What is heard was said to the game master by name.
    addressed: bool,
    /// Who sits in which seat of the scenario.
    seated: BTreeMap<Actor, String>,
    /// Who sits in the game master's chair.
    chair: Option<Actor>,
    /// Those who have seen the truth.
    knowing: BTreeSet<Actor>,
    gives_hints: bool,
    /// How fast the clock runs [simulated seconds in one on the wall]; 0: it stands.
    times: u32,
    /// A voice may tell it in other words.
    voiced: bool,
    /// What was done at the table, by the ids of those who did it: sent again, it is not done again.
    done: BTreeSet<OrderId>,
    /// Who waits for the player's word, each with their newest question, the newest last.
    askers: Vec<telling::Asker>,
    /// Utterances so far [count].
    heard: u64,
    /// What should change, named and not yet written down: the last of it may be taken back.
    drafts: Vec<String>,
    /// What the player has just said.
    words: String,
    /// Utterances that were not understood [count].
    lost: usize,
    /// The last of them, until something else is said.
    puzzle: Option<Puzzle>,
    /// Words to be spoken later.
    later: Vec<Speech>,
    under_way: Vec<UnderWay>,
    /// Which injects have happened.
    injected: Vec<bool>,
    /// Alerts told as firing and as ended [count].
    alerts_told: Vec<bool>,
    /// The player said that it is repaired, and now watches whether it stays so.
    claimed: bool,
    /// Who said so.
    claimer: Option<Actor>,
    relief_told: bool,
    /// How badly it burned when it was acted upon, at worst; see `heat`.
    acted_upon: Option<f64>,
    /// What burned has fallen since.
    relieved: bool,
    hints: usize,
    nudged: Vec<&'static str>,
    out: Vec<Block>,
}

impl Play {
    /// Prepares the world up to the first page; nothing is said yet.
    ///
    /// # Errors
    /// What is wrong with the scenario; `scenario check` finds it earlier and says where.
    pub fn open(scenario: &Scenario, options: Options) -> Result<Play, String> {
        Play::begun(scenario, options, None)
    }

    /// The same for a team.
    ///
    /// # Errors
    /// As for a drill alone.
    pub fn open_for_a_team(scenario: &Scenario, options: Options, host: &Host) -> Result<Play, String> {
        Play::begun(scenario, options, Some(host))
    }

    fn begun(scenario: &Scenario, options: Options, host: Option<&Host>) -> Result<Play, String> {
        let stage = stage::set(scenario, options.seed)?;
        let clock = stage.clock();
        let Stage { world, first_fault, opened, .. } = stage;
        let luck = Luck::new(options.seed);
        let setting = Setting::of(scenario, options.seed, &options.player, &clock);
        let cast = Cast::new(scenario, setting, &options, opened);
        let mut lexicon = Lexicon::of(scenario);
        for scheduled in &scenario.faults {
            if let world::fault::Fault::AbusiveClient { client, .. } = &scheduled.fault {
                lexicon.add_client(client);
            }
        }
        Ok(Play {
            flow: Flow::open(scenario, &options, host, clock),
            injected: vec![false; scenario.injects.len()],
            scenario: scenario.clone(),
            options,
            luck,
            lexicon,
            world,
            clock,
            first_fault,
            opened,
            cast,
            act: Act::Response,
            asked: None,
            to_do: Vec::new(),
            parked: BTreeMap::new(),
            addressed: false,
            seated: BTreeMap::new(),
            chair: None,
            knowing: BTreeSet::new(),
            gives_hints: true,
            times: host.map_or(1, |host| host.times),
            voiced: true,
            done: BTreeSet::new(),
            askers: Vec::new(),
            heard: 0,
            drafts: Vec::new(),
            words: String::new(),
            lost: 0,
            puzzle: None,
            later: Vec::new(),
            under_way: Vec::new(),
            alerts_told: Vec::new(),
            claimed: false,
            claimer: None,
            relief_told: false,
            acted_upon: None,
            relieved: false,
            hints: 0,
            nudged: Vec::new(),
            out: Vec::new(),
        })
    }

    /// The opening: scene, pager, first words.
    pub fn opening(&mut self) -> Vec<Block> {
        let scene = self.cast.fill(&self.scenario.scene);
        self.show(Body::Scene(scene));
        self.tell_alerts();
        if let Some(skill) = self.options.focus {
            self.say(leading::focus_of(skill), &[]);
        }
        self.say("master-opening", &[]);
        std::mem::take(&mut self.out)
    }

    /// Takes one turn and returns everything said and shown because of it, in order.
    pub fn take(&mut self, turn: &Turn) -> Vec<Block> {
        match turn {
            // Over it may be; people may still talk.
            Turn::Gave(given) => return self.take_order(given).unwrap_or_default(),
            Turn::Did { id, who, deed } => return self.take_deed(id, who, deed).unwrap_or_default(),
            _ if self.act == Act::Over => {}
            Turn::Said(text) => self.hear(text),
            Turn::Meant(line) => {
                self.ask_if_meant(line);
            }
            Turn::Passed(span) if self.act == Act::Response => self.pass(*span),
            Turn::Passed(_) => {}
        }
        std::mem::take(&mut self.out)
    }

    /// The play has ended; the debrief is next.
    pub fn over(&self) -> bool {
        self.act == Act::Over
    }

    /// Simulated time [ns since the world began].
    pub fn now(&self) -> Nanos {
        self.world.now()
    }

    /// How simulated time is written on the wall of this play.
    pub fn clock(&self) -> Clock {
        self.clock
    }

    /// Time goes by: it is neither over nor the time for what should change.
    pub fn lives(&self) -> bool {
        self.act == Act::Response
    }

    /// The room as it stands.
    pub fn room(&self) -> &Room {
        self.flow.room()
    }

    /// Now, as the room's log has it.
    pub fn instant(&self) -> Timestamp {
        self.flow.wall().instant(self.world.now())
    }

    /// How the log's times stand on the wall of this play.
    pub fn wall(&self) -> Wall {
        self.flow.wall()
    }

    /// Who and where it is tonight.
    pub fn setting(&self) -> &Setting {
        &self.cast.setting
    }

    /// Names that can be typed, for completion.
    pub fn names(&self) -> Vec<String> {
        let topology = &self.scenario.topology;
        let mut names: Vec<String> = topology.components.iter().map(|c| c.name.clone()).collect();
        names.extend(topology.flags.iter().map(|f| f.name.clone()));
        names.extend(topology.jobs.iter().map(|j| j.name.clone()));
        names
    }

    /// The room's log so far, one entry a line of JSON when written.
    pub fn entries(&self) -> &[room::Entry] {
        self.flow.entries()
    }

    /// What came of it, read from the flow. `each` lives the nights that the play is compared with.
    pub fn debrief(&self, each: impl FnOnce(Vec<Branch>) -> Vec<World>) -> Debrief {
        self.debrief_with(&[], each)
    }

    /// The same, measured by plans that a search has found, too.
    pub fn debrief_with(&self, found: &[Plan], each: impl FnOnce(Vec<Branch>) -> Vec<World>) -> Debrief {
        Debrief::of(&self.scenario, self.flow.entries(), &self.options.player, found, each)
            .expect("a play's own flow is a drill of its scenario by this engine")
    }

    /// Makes a search for the best plan of this night. It needs nothing of the play, and may run beside it.
    pub fn search(&self) -> impl FnOnce() -> Option<Search> + Send + 'static {
        let (scenario, seed) = (self.scenario.clone(), self.options.seed);
        move || debrief::search(&scenario, seed).ok()
    }

    /// The play, ready to be asked what would have happened otherwise.
    pub fn inquiry(&self) -> Inquiry {
        Inquiry::of(&self.scenario, self.flow.entries())
            .expect("a play's own flow is a drill of its scenario by this engine")
    }

    /// The live panels as they stand, in the play's language.
    pub fn panels(&self) -> Panels {
        self.panels_in(self.options.lang)
    }

    /// The same in a reader's language.
    pub fn panels_in(&self, lang: Lang) -> Panels {
        panels::of(self, lang)
    }

    fn view(&self) -> View {
        View { lang: self.options.lang, clock: self.clock, now: self.world.now() }
    }

    fn hand(&self) -> Hand<'_> {
        Hand { lang: self.options.lang, setting: &self.cast.setting, wall: self.flow.wall() }
    }

    fn show(&mut self, body: Body) {
        self.out.push(Block { at: self.world.now(), body });
    }

    /// The game master says something.
    fn say(&mut self, key: &str, args: &[(&str, &str)]) {
        let text = crate::words::say(self.options.lang, key, args);
        self.show(Body::Narration(text));
    }

    /// Gives the player's order to the room; `None` if the room refused it, which is said.
    fn tell_room(&mut self, command: Command) -> Option<Seq> {
        self.give(By::Player, command)
    }

    fn give(&mut self, by: By, command: Command) -> Option<Seq> {
        match self.flow.give(by, self.world.now(), command) {
            Ok(entry) => Some(entry),
            Err(refusal) => {
                let text = crate::words::room::refused(&self.hand(), &refusal);
                self.show(Body::Narration(text));
                None
            }
        }
    }

    fn speak(&mut self, speech: Speech) {
        if let Some(asker) = telling::Asker::of(&speech, self.heard) {
            self.askers.retain(|other| !other.same_person(&asker));
            self.askers.push(asker);
        }
        let from = flow::actor(&speech.id);
        self.give(By::Master, Command::Hear { from, text: speech.text.clone(), asks: speech.asks });
        self.show(Body::Speech { who: speech.who, role: speech.role, text: speech.text });
    }
}
