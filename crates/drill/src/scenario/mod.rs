//! A drill as data: what a scenario file says, read and checked. Knows the shape of a scenario and
//! of its mistakes; does not play it.
//!
//! ```text
//! text ─► yaml (nodes with places) ─► reader ─┬─ system (+ shape, faults): what serves and burns
//!                                             ├─ story: who is there, what helps (+ history)
//!                                             └─ checks, names, spoilers ─► Scenario or Mistakes
//! ```

mod yaml;
mod mistake;
mod reader;
mod shape;
mod faults;
mod system;
mod names;
mod checks;
mod story;
mod seats;
mod history;
mod spoilers;
mod read;
mod template;
#[cfg(test)]
mod tests;

pub use history::{History, Marks, Told};
pub use mistake::{Mistake, Mistakes, Named, Place, Shape, Wrong};
pub use read::{is_id, read};
pub use spoilers::{Spoiler, spoilers};
pub use template::template;

use world::fault::Fault;
use world::intervention::Intervention;
use world::signal::Metric;
use world::time::Nanos;
use world::topology::Topology;

use crate::counterfactual::{Given, Plan};

/// A text in both languages.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Text {
    /// Japanese.
    pub ja: String,
    /// English.
    pub en: String,
}

impl Text {
    /// The text in a language.
    pub fn get(&self, lang: crate::words::Lang) -> &str {
        match lang {
            crate::words::Lang::Ja => &self.ja,
            crate::words::Lang::En => &self.en,
        }
    }
}

/// A whole drill. Texts may hold `{placeholders}`, filled per play: `{player}`, `{company}`, `{site}`, `{hour}` and
/// `{name:ID}` for a person.
#[derive(Clone, Debug, PartialEq)]
pub struct Scenario {
    /// e.g. `first-fire`; tells nothing of the cause.
    pub id: String,
    /// Shown in lists; tells nothing of the cause.
    pub title: Text,
    /// One or two sentences in lists: whose night, what hangs on it; nothing of the cause.
    pub pitch: Text,
    /// How long a usual play takes, real time [min].
    pub minutes: u32,
    /// 1 (first drill) to 5.
    pub difficulty: u8,
    /// Skills it trains, for choosing the next drill.
    pub trains: Vec<Skill>,
    /// The system.
    pub topology: Topology,
    /// What people call its parts beside their names: (name, words in any language).
    pub aliases: Vec<(String, Vec<String>)>,
    /// The hour at which the first fault happens is drawn from this range [h of the day, 0..24].
    pub hour: (f64, f64),
    /// All open traffic is multiplied by a draw from this range [factor].
    pub load: (f64, f64),
    /// Healthy time before the first fault [ns].
    pub healthy: Nanos,
    /// The scene begins at the first page, or at the latest this long after the first fault [ns].
    pub opens_by: Nanos,
    /// A play ends at the latest this long after it opened [ns].
    pub horizon: Nanos,
    /// What happens, relative to the end of the healthy time.
    pub faults: Vec<Scheduled>,
    /// What `record` faults write into the change log, as it reads in each language.
    pub records: Vec<Text>,
    /// Read once when the scene opens.
    pub scene: Text,
    /// People in it.
    pub people: Vec<Person>,
    /// Seats at a team's table; without them everybody may everything.
    pub seats: Vec<Seat>,
    /// Pages of the wiki and runbooks, some out of date.
    pub pages: Vec<WikiPage>,
    /// What the game master says to people at a time or when something is true.
    pub injects: Vec<Inject>,
    /// When the service counts as well.
    pub stable: Vec<Bound>,
    /// What the cause is; shown only in the debrief.
    pub cause: Cause,
    /// Honest ways out, best first; orders relative to the opening.
    pub ways_out: Vec<Way>,
    /// What tempts and does not help, or hurts.
    pub traps: Vec<Way>,
    /// Hints from vague to plain; the last names the way out.
    pub hints: Vec<Text>,
    /// Countermeasures that a good team would name.
    pub countermeasures: Vec<Countermeasure>,
    /// Customers' words by journey and kind (`failed`, `slow`, `stale`).
    pub tickets: Vec<TicketText>,
    /// Last words, when it ended well and when it did not.
    pub ending: (Text, Text),
    /// The outage of the world that it was made of, if it was; only the debrief tells.
    pub history: Option<History>,
}

impl Scenario {
    /// What stands in the change log, in both languages: a record as the scenario has it read, the rest as it stands.
    pub fn record(&self, what: &str) -> Text {
        let same = || Text { ja: what.into(), en: what.into() };
        self.records.iter().find(|text| text.en == what).cloned().unwrap_or_else(same)
    }

    /// Every text of it that a player may read; those of lists and people's names hold no placeholders.
    pub fn texts(&self) -> Vec<&Text> {
        let mut all = vec![&self.title, &self.pitch, &self.scene, &self.cause.story];
        all.extend(&self.records);
        all.extend([&self.ending.0, &self.ending.1]);
        for person in &self.people {
            all.push(&person.role);
            all.extend(&person.names);
            all.extend(person.knows.iter().map(|knowledge| &knowledge.says));
        }
        all.extend(self.seats.iter().flat_map(|seat| [&seat.name, &seat.knows]));
        all.extend(self.pages.iter().flat_map(|page| [&page.title, &page.body]));
        all.extend(self.injects.iter().map(|inject| &inject.says));
        all.extend(self.ways_out.iter().chain(&self.traps).map(|way| &way.text));
        all.extend(&self.hints);
        all.extend(self.countermeasures.iter().map(|countermeasure| &countermeasure.text));
        all.extend(self.tickets.iter().flat_map(|ticket| &ticket.texts));
        all
    }
}

/// What a drill trains; debrief dimensions share these names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Skill {
    /// Noticing and declaring.
    Detection,
    /// Saying how big it is.
    Impact,
    /// Finding the cause from evidence.
    Diagnosis,
    /// Choosing what helps first.
    Mitigation,
    /// Telling those who wait.
    Communication,
    /// Not doing what need not be done.
    Restraint,
}

/// A fault at a time drawn from a range.
#[derive(Clone, Debug, PartialEq)]
pub struct Scheduled {
    /// Earliest and latest [ns after the healthy time]; negative is before it ends: a release of this afternoon.
    pub at: (i64, i64),
    /// What happens. `CRASH` of "any replica" is written as replica `u32::MAX` and drawn per seed.
    pub fault: Fault,
}

/// Somebody played by the game master.
#[derive(Clone, Debug, PartialEq)]
pub struct Person {
    /// e.g. `dba`; `{name:dba}` in texts.
    pub id: String,
    /// Names that the seed chooses from.
    pub names: Vec<Text>,
    /// Who they are in a word or two: 「CS リーダー」.
    pub role: Text,
    /// What kind of part they play.
    pub part: Part,
    /// What they know and tell when asked about it (or about anything, when `about` is empty).
    pub knows: Vec<Knowledge>,
    /// They answer so many minutes after being asked [ns].
    pub busy: Nanos,
    /// What they say at once when asked, if it is not that they are busy: somebody who is woken says so.
    pub at_first: Option<Text>,
}

/// A seat at a team's table.
#[derive(Clone, Debug, PartialEq)]
pub struct Seat {
    /// e.g. `dba`.
    pub id: String,
    /// What it is called: 「データベース担当」.
    pub name: Text,
    /// What whoever sits in it may do.
    pub may: Vec<Right>,
    /// What they know, and nobody else; perhaps empty.
    pub knows: Text,
}

/// What may be done in a seat.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Right {
    /// Read what monitoring shows.
    Look,
    /// Deploy, roll back, restart, scale; flags and configuration.
    Deploy,
    /// Everything else that changes what runs: databases, caches, traffic, disks, certificates.
    Operate,
    /// Ask people, and tell them.
    Telephone,
}

/// The part that somebody plays.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// Asks for status when nothing was heard for a while.
    Manager,
    /// Counts complaints and passes them on.
    Support,
    /// Knows something useful.
    Colleague,
    /// Outside: a vendor or customer.
    Outsider,
}

/// One thing that somebody knows.
#[derive(Clone, Debug, PartialEq)]
pub struct Knowledge {
    /// Components, flags, jobs or words it is about; empty: whatever they are asked.
    pub about: Vec<String>,
    /// What they say.
    pub says: Text,
}

/// A page of the wiki.
#[derive(Clone, Debug, PartialEq)]
pub struct WikiPage {
    /// What it is about: components or words.
    pub about: Vec<String>,
    /// Title.
    pub title: Text,
    /// Text.
    pub body: Text,
}

/// Something that the game master has somebody say.
#[derive(Clone, Debug, PartialEq)]
pub struct Inject {
    /// When.
    pub when: When,
    /// Who says it (a person's id).
    pub who: String,
    /// What.
    pub says: Text,
    /// Words for what it is about; it is not said any more once the player has spoken or given an order about that.
    pub about: Vec<String>,
}

/// When an inject happens; each happens once.
#[derive(Clone, Debug, PartialEq)]
pub enum When {
    /// This long after the opening [ns].
    After(Nanos),
    /// When all of these bounds hold.
    Signals(Vec<Bound>),
    /// After the first order of this line form's first words, e.g. `rollback checkout`.
    Ordered(String),
    /// When an order of the player that begins like this has been carried out.
    Done(String),
}

/// A yes/no question about one metric, over the last minute: an oracle's part.
#[derive(Clone, Debug, PartialEq)]
pub struct Bound {
    /// Component or journey.
    pub subject: String,
    /// Metric.
    pub metric: Metric,
    /// At most this (in the metric's unit) if `above` is false, at least this if true.
    pub limit: f64,
    /// Direction.
    pub above: bool,
}

/// What is wrong, and how a stated hypothesis is recognised.
#[derive(Clone, Debug, PartialEq)]
pub struct Cause {
    /// The story in a few sentences; debrief only.
    pub story: Text,
    /// A hypothesis about one of these parts …
    pub parts: Vec<String>,
    /// … that holds one of these words (any language) names the cause.
    pub words: Vec<String>,
    /// Looks that show it, as line forms (`logs checkout`, `changes`, `metric orders-db cpu`): evidence.
    pub evidence: Vec<String>,
    /// Nothing is wrong; the right answer is to do nothing.
    pub nothing: bool,
    /// What kind of thing it is, if the author says so; shown only to who has played it.
    pub class: Option<Class>,
}

/// Kinds of mechanisms by which systems fail; of several in one drill, the one without which nothing would have burned.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Class {
    /// A release, a flag, a configuration.
    Change,
    /// Something that runs out or begins at an hour: certificates, leap days, batches.
    Time,
    /// What is stored: plans, locks, messages, copies that lag.
    Data,
    /// Something used up: processor, memory, disk, connections.
    Resource,
    /// More than it bears, and what keeps it there: retries, cold caches, herds.
    Load,
    /// Links and names.
    Network,
    /// What runs the services: probes, nodes, zones, schedulers.
    Platform,
    /// Somebody else's system.
    Dependency,
    /// The monitoring itself.
    Observability,
    /// An order to the wrong target.
    Human,
    /// Several that do not need one another.
    Compound,
    /// Nothing at all.
    None,
}

impl Class {
    /// All of them.
    pub const ALL: [Class; 12] = [
        Class::Change,
        Class::Time,
        Class::Data,
        Class::Resource,
        Class::Load,
        Class::Network,
        Class::Platform,
        Class::Dependency,
        Class::Observability,
        Class::Human,
        Class::Compound,
        Class::None,
    ];

    /// The name in files: `change`.
    pub fn name(self) -> &'static str {
        match self {
            Class::Change => "change",
            Class::Time => "time",
            Class::Data => "data",
            Class::Resource => "resource",
            Class::Load => "load",
            Class::Network => "network",
            Class::Platform => "platform",
            Class::Dependency => "dependency",
            Class::Observability => "observability",
            Class::Human => "human",
            Class::Compound => "compound",
            Class::None => "none",
        }
    }
}

/// A way to act.
#[derive(Clone, Debug, PartialEq)]
pub struct Way {
    /// What it is, for the debrief.
    pub text: Text,
    /// Orders with their time after the opening [ns].
    pub orders: Vec<(Nanos, Intervention)>,
}

impl Way {
    /// Its orders in a night that was opened then [ns].
    pub fn plan(&self, opened: Nanos) -> Plan {
        let given = |(at, order): &(Nanos, Intervention)| Given { at: opened + at, order: order.clone() };
        Plan::new(self.orders.iter().map(given).collect())
    }
}

/// Something that should change afterwards.
#[derive(Clone, Debug, PartialEq)]
pub struct Countermeasure {
    /// The countermeasure.
    pub text: Text,
    /// Words (any language) by which a player's sentence is recognised as it.
    pub words: Vec<String>,
}

/// What customers write.
#[derive(Clone, Debug, PartialEq)]
pub struct TicketText {
    /// Journey.
    pub journey: String,
    /// `failed`, `slow` or `stale`.
    pub about: String,
    /// Their words, one chosen per ticket.
    pub texts: Vec<Text>,
}
