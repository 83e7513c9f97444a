//! What can be wrong with a scenario file: the whole list, each mistake with its place and what would do
//! instead. Knows the sentences by key; does not look for mistakes.

use world::refused::Refused;
use world::time::{Nanos, write_span};

use crate::narrate;
use crate::words::{Lang, say};

/// Where something stands in a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// Line, from 1 [count].
    pub line: u32,
    /// Column, from 1 [characters].
    pub column: u32,
}

/// One mistake.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mistake {
    /// The file it stands in: the scenario, or the world that it names.
    pub file: String,
    /// Where.
    pub at: Place,
    /// What is wrong, and what would do.
    pub wrong: Wrong,
}

/// All mistakes of a file, in the order in which they stand; never empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mistakes(pub Vec<Mistake>);

/// A kind of thing that has a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "each is named after what it names")]
pub enum Named {
    Component,
    Service,
    Database,
    Cache,
    Broker,
    Endpoint,
    Version,
    Flag,
    Job,
    Journey,
    Traffic,
    Zone,
    Node,
    Subject,
    Metric,
    Person,
    Replica,
    World,
    Word,
    Placeholder,
    Look,
}

/// What is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wrong {
    /// The file is not YAML; the parser's own words.
    Syntax { said: String },
    /// Nothing in it.
    Empty,
    /// Longer than a scenario can be [bytes].
    TooLong { most: usize },
    /// Nested deeper than a scenario needs [levels].
    TooDeep { most: usize },
    /// An anchor, alias or tag.
    Anchor,
    /// A second document after `---`.
    SeveralDocuments,
    /// A key that is a list, a map or nothing.
    KeyNotText,
    /// The same name twice.
    Duplicate { name: String },
    /// A map, a list or a word was wanted.
    Shape { wanted: Shape },
    /// No such key; the nearest that exist.
    UnknownKey { key: String, near: Vec<String> },
    /// A key is missing; how it is written.
    MissingKey { key: &'static str, form: &'static str },
    /// A text lacks a language.
    MissingLanguage { lang: Lang },
    /// A text says nothing.
    EmptyText,
    /// Not of the form that stands here.
    Form { text: String, form: &'static str },
    /// Outside what makes sense.
    Range { text: String, least: String, most: String },
    /// No such name; those that exist.
    Unknown { kind: Named, name: String, known: Vec<String> },
    /// Fewer than needed.
    TooFew { key: &'static str, least: usize },
    /// Calls that come back to where they began.
    Circle { path: String },
    /// A caller and callee between which no endpoint calls.
    NoSuchCall { from: String, to: String },
    /// A placeholder, or a brace, in a text that nothing fills.
    NothingFills { name: String },
    /// A word that tells the cause, in what a player sees before.
    Spoils { shown: String, word: String },
    /// A fault before the world begins: so long before the end of the healthy time, which is this long [ns].
    BeforeTheWorld { at: Nanos, healthy: Nanos },
    /// A journey with the name of a component: a metric of that name would be either's.
    NameOfAComponent { name: String },
    /// A fault that this world cannot have.
    Refused { refused: Refused },
    /// Each part is well, but the engine will not build the whole; its own words.
    Engine { said: String },
    /// All that happens is written into the change log: nothing goes wrong.
    NothingGoesWrong,
    /// The file's name cannot be a scenario's id.
    FileName { name: String },
}

/// The shape of a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// `key: value` lines.
    Map,
    /// `- item` lines.
    List,
    /// One word, number or text.
    Scalar,
}

impl Mistake {
    /// A mistake at a place.
    pub(super) fn new(file: &str, at: Place, wrong: Wrong) -> Mistake {
        Mistake { file: file.into(), at, wrong }
    }

    /// Place and sentence: `first-fire.yaml:12:3: …`.
    pub fn sentence(&self, lang: Lang) -> String {
        format!("{}:{}:{}: {}", self.file, self.at.line, self.at.column, self.wrong.sentence(lang))
    }
}

impl Mistakes {
    /// Every sentence, one a line.
    pub fn sentences(&self, lang: Lang) -> String {
        self.0.iter().map(|mistake| mistake.sentence(lang)).collect::<Vec<_>>().join("\n")
    }
}

impl std::fmt::Display for Mistakes {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.sentences(Lang::En))
    }
}

impl std::error::Error for Mistakes {}

impl Named {
    /// Its names are given by the system, not by us or by the story.
    pub(super) fn is_of_the_system(self) -> bool {
        use Named as N;
        !matches!(self, N::Metric | N::Person | N::World | N::Word | N::Placeholder | N::Look)
    }

    /// The end of its message key.
    fn tag(self) -> &'static str {
        match self {
            Named::Component => "component",
            Named::Service => "service",
            Named::Database => "database",
            Named::Cache => "cache",
            Named::Broker => "broker",
            Named::Endpoint => "endpoint",
            Named::Version => "version",
            Named::Flag => "flag",
            Named::Job => "job",
            Named::Journey => "journey",
            Named::Traffic => "traffic",
            Named::Zone => "zone",
            Named::Node => "node",
            Named::Subject => "subject",
            Named::Metric => "metric",
            Named::Person => "person",
            Named::Replica => "replica",
            Named::World => "world",
            Named::Word => "word",
            Named::Placeholder => "placeholder",
            Named::Look => "look",
        }
    }
}

/// Most names listed in one sentence [count]: more are no help.
const MOST_NAMES: usize = 24;

fn listed(names: &[String]) -> String {
    let mut text = names.iter().take(MOST_NAMES).cloned().collect::<Vec<_>>().join(", ");
    if names.len() > MOST_NAMES {
        text.push_str(", …");
    }
    text
}

/// What a file holds may be as long as a file; a sentence may not.
fn short(text: &str) -> String {
    const MOST: usize = 60;
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() <= MOST {
        return line;
    }
    line.chars().take(MOST).chain(['…']).collect()
}

impl Wrong {
    /// The sentence: what is wrong, and what would do.
    pub fn sentence(&self, lang: Lang) -> String {
        match self {
            Wrong::Syntax { said } => say(lang, "scenario-syntax", &[("said", said)]),
            Wrong::Empty => say(lang, "scenario-empty", &[]),
            Wrong::TooLong { most } => say(lang, "scenario-too-long", &[("most", &most.to_string())]),
            Wrong::TooDeep { most } => say(lang, "scenario-too-deep", &[("most", &most.to_string())]),
            Wrong::Anchor => say(lang, "scenario-anchor", &[]),
            Wrong::SeveralDocuments => say(lang, "scenario-several-documents", &[]),
            Wrong::KeyNotText => say(lang, "scenario-key-not-text", &[]),
            Wrong::Duplicate { name } => say(lang, "scenario-duplicate", &[("name", &short(name))]),
            Wrong::Shape { wanted: Shape::Map } => say(lang, "scenario-shape-map", &[]),
            Wrong::Shape { wanted: Shape::List } => say(lang, "scenario-shape-list", &[]),
            Wrong::Shape { wanted: Shape::Scalar } => say(lang, "scenario-shape-scalar", &[]),
            Wrong::UnknownKey { key, near } => {
                say(lang, "scenario-unknown-key", &[("key", &short(key)), ("near", &listed(near))])
            }
            Wrong::MissingKey { key, form } => {
                say(lang, "scenario-missing-key", &[("key", key), ("form", form)])
            }
            Wrong::MissingLanguage { lang: missing } => {
                say(lang, "scenario-missing-language", &[("tag", missing.tag())])
            }
            Wrong::EmptyText => say(lang, "scenario-empty-text", &[]),
            Wrong::Form { text, form } => {
                say(lang, "scenario-form", &[("text", &short(text)), ("form", form)])
            }
            Wrong::Range { text, least, most } => {
                say(lang, "scenario-range", &[("text", &short(text)), ("least", least), ("most", most)])
            }
            Wrong::Unknown { kind, name, known } => unknown(lang, *kind, name, known),
            Wrong::TooFew { key, least } => {
                say(lang, "scenario-too-few", &[("key", key), ("least", &least.to_string())])
            }
            Wrong::Circle { path } => say(lang, "scenario-circle", &[("path", path)]),
            Wrong::NoSuchCall { from, to } => {
                say(lang, "scenario-no-such-call", &[("from", from), ("to", to)])
            }
            Wrong::NothingFills { name } => say(lang, "scenario-nothing-fills", &[("name", &short(name))]),
            Wrong::Spoils { shown, word } => {
                say(lang, "scenario-spoils", &[("shown", &short(shown)), ("word", word)])
            }
            Wrong::BeforeTheWorld { at, healthy } => {
                let (at, healthy) = (write_span(*at), write_span(*healthy));
                say(lang, "scenario-before-the-world", &[("at", &at), ("healthy", &healthy)])
            }
            Wrong::NameOfAComponent { name } => {
                say(lang, "scenario-name-of-a-component", &[("name", &short(name))])
            }
            Wrong::Refused { refused } => narrate::refused(lang, refused),
            Wrong::Engine { said } => say(lang, "scenario-engine", &[("said", said)]),
            Wrong::NothingGoesWrong => say(lang, "scenario-nothing-goes-wrong", &[]),
            Wrong::FileName { name } => say(lang, "scenario-file-name", &[("name", &short(name))]),
        }
    }
}

fn unknown(lang: Lang, kind: Named, name: &str, known: &[String]) -> String {
    let kind = say(lang, &format!("scenario-named-{}", kind.tag()), &[]);
    let name = short(name);
    if known.is_empty() {
        return say(lang, "scenario-unknown-none", &[("kind", &kind), ("name", &name)]);
    }
    let known_here = listed(known);
    let args = [("kind", kind.as_str()), ("name", name.as_str()), ("known", known_here.as_str())];
    let near = near(&name, known.iter().map(String::as_str));
    // Where all of them are near, one list will do.
    match near.is_empty() || near.len() == known.len() {
        true => say(lang, "scenario-unknown", &args),
        false => {
            let near = listed(&near);
            let args: Vec<(&str, &str)> = args.into_iter().chain([("near", near.as_str())]).collect();
            say(lang, "scenario-unknown-near", &args)
        }
    }
}

/// The names nearest to a slip, nearest first: at most three, or all when none is near and they are few.
pub(super) fn nearest<'a>(slip: &str, known: impl Iterator<Item = &'a str>) -> Vec<String> {
    let ranked = ranked(slip, known);
    let near = nearby(&ranked);
    if !near.is_empty() {
        return near;
    }
    ranked.into_iter().map(|(_, name)| name.to_string()).collect()
}

/// The same, and none where none is near.
fn near<'a>(slip: &str, known: impl Iterator<Item = &'a str>) -> Vec<String> {
    nearby(&ranked(slip, known))
}

fn ranked<'a>(slip: &str, known: impl Iterator<Item = &'a str>) -> Vec<(usize, &'a str)> {
    let mut ranked: Vec<(usize, &str)> = known.map(|name| (distance(slip, name), name)).collect();
    ranked.sort_unstable();
    ranked
}

fn nearby(ranked: &[(usize, &str)]) -> Vec<String> {
    let near = ranked.iter().filter(|(d, name)| *d <= 1 + name.chars().count() / 3);
    near.take(3).map(|(_, name)| (*name).to_string()).collect()
}

/// Letters to change, add or leave out to get from one word to the other [count].
fn distance(a: &str, b: &str) -> usize {
    // What is longer than any key of ours is near to none of them, and need not be measured.
    const LONGEST: usize = 40;
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    if a.len() > LONGEST || b.len() > LONGEST {
        return usize::MAX;
    }
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.iter().enumerate() {
        let mut corner = row[0];
        row[0] = i + 1;
        for (j, y) in b.iter().enumerate() {
            let swapped = corner + usize::from(x != y);
            corner = row[j + 1];
            row[j + 1] = swapped.min(corner + 1).min(row[j] + 1);
        }
    }
    row[b.len()]
}
