//! The names that a player can say in one scenario: components, endpoints, versions, flags, jobs,
//! journeys, clients and people, under all their spellings. Knows names and what they stand for; knows
//! no verbs.

use std::collections::{BTreeMap, BTreeSet};

use world::fault::Fault;
use world::topology::{Kind, Step, Topology};

use super::kana::{also_in_hiragana, hiragana};
use super::near::slips;
use super::normal::{is_katakana, is_word, normalise};
use crate::scenario::Scenario;

/// What a name stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sort {
    /// A process with endpoints.
    Service,
    /// A database.
    Database,
    /// A cache.
    Cache,
    /// A message broker.
    Broker,
    /// Somebody else's system.
    External,
    /// Something a component can be asked.
    Endpoint,
    /// A released build.
    Version,
    /// A feature flag.
    Flag,
    /// A cron job.
    Job,
    /// What users do.
    Journey,
    /// A client that can be blocked.
    Client,
    /// Somebody in the room.
    Person,
}

impl Sort {
    /// A component of any kind.
    pub(super) fn is_component(self) -> bool {
        matches!(self, Sort::Service | Sort::Database | Sort::Cache | Sort::Broker | Sort::External)
    }
}

/// One thing that has a name.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Thing {
    /// What it is.
    pub sort: Sort,
    /// Its own name: what orders carry.
    pub name: String,
    /// The component it belongs to, for endpoints and versions; else empty.
    pub owner: String,
}

/// All names of one scenario.
#[derive(Clone, Debug, Default)]
pub struct Lexicon {
    things: Vec<Thing>,
    /// Spelling (normalised) → indices into `things`.
    spelled: BTreeMap<String, Vec<usize>>,
    /// Spellings, longest first.
    longest: Vec<String>,
    /// Pairs of components where the first calls the second.
    pub(super) calls: Vec<(String, String)>,
    /// Replicas at the start and at most [count], by component.
    pub(super) replicas: BTreeMap<String, (u32, u32)>,
}

/// Words that alone name a kind of thing, never one component.
const GENERIC: [&str; 30] = [
    "db", "database", "cache", "queue", "service", "api", "web", "job", "mail", "app", "server", "new",
    "old", "flag", "cron", "nightly", "the", "all", "log", "metric", "export", "list", "get", "main",
    "primary", "quote", "orders", "order", "user", "users",
];

impl Lexicon {
    /// The names of a whole scenario.
    pub fn of(scenario: &Scenario) -> Lexicon {
        let people: Vec<(String, Vec<String>)> = scenario
            .people
            .iter()
            .map(|p| {
                let both = |t: &crate::scenario::Text| [t.ja.clone(), t.en.clone()];
                let mut words = vec![p.id.clone()];
                words.extend(p.names.iter().flat_map(both));
                words.extend(both(&p.role));
                (p.id.clone(), words)
            })
            .collect();
        let mut lexicon = Lexicon::new(&scenario.topology, &scenario.aliases, &people);
        for planned in &scenario.faults {
            match &planned.fault {
                Fault::AbusiveClient { client, .. } => lexicon.add(Sort::Client, client, ""),
                Fault::Release { service, version } => lexicon.add(Sort::Version, version, service),
                _ => {}
            }
        }
        lexicon.finish();
        lexicon
    }

    /// The names of a topology, of what people call its parts, and of people (id, words).
    pub fn new(
        topology: &Topology,
        aliases: &[(String, Vec<String>)],
        people: &[(String, Vec<String>)],
    ) -> Lexicon {
        let mut lexicon = Lexicon::default();
        for component in &topology.components {
            let sort = match component.kind {
                Kind::Service => Sort::Service,
                Kind::Database(_) => Sort::Database,
                Kind::Cache(_) => Sort::Cache,
                Kind::Broker(_) => Sort::Broker,
                Kind::External(_) => Sort::External,
            };
            lexicon.add(sort, &component.name, "");
            lexicon.replicas.insert(component.name.clone(), (component.replicas, component.max_replicas));
            for endpoint in &component.endpoints {
                lexicon.add(Sort::Endpoint, &endpoint.name, &component.name);
                lexicon.add_calls(&component.name, &endpoint.steps);
            }
            for version in &component.versions {
                lexicon.add(Sort::Version, &version.name, &component.name);
            }
        }
        for edge in topology.edges.iter().filter(|e| e.from != "users") {
            lexicon.add_call(&edge.from, &edge.to);
        }
        for flag in &topology.flags {
            lexicon.add(Sort::Flag, &flag.name, "");
        }
        for job in &topology.jobs {
            lexicon.add(Sort::Job, &job.name, "");
        }
        for journey in &topology.journeys {
            lexicon.add(Sort::Journey, &journey.name, "");
        }
        for (id, words) in people {
            lexicon.add(Sort::Person, id, "");
            words.iter().for_each(|word| lexicon.alias(id, word));
        }
        for (name, words) in aliases {
            words.iter().for_each(|word| lexicon.alias(name, word));
        }
        lexicon.parts();
        lexicon.finish();
        lexicon
    }

    /// Adds a client that can be blocked.
    pub fn add_client(&mut self, client: &str) {
        self.add(Sort::Client, client, "");
        self.finish();
    }

    fn add(&mut self, sort: Sort, name: &str, owner: &str) {
        let thing = Thing { sort, name: name.into(), owner: owner.into() };
        if self.things.contains(&thing) {
            return;
        }
        self.things.push(thing);
        let index = self.things.len() - 1;
        let plain = normalise(name);
        for spelling in variants(&plain) {
            self.spell(spelling, index);
        }
    }

    fn alias(&mut self, name: &str, word: &str) {
        let word = normalise(word);
        let named = |t: &Thing| t.name == name && !matches!(t.sort, Sort::Version | Sort::Endpoint);
        let Some(index) = self.things.iter().position(named) else { return };
        // One Latin letter or a lone digit would be found everywhere.
        if word.chars().count() > 1 || !word.is_ascii() && !word.is_empty() {
            for spelling in variants(&word) {
                self.spell(spelling, index);
            }
        }
    }

    fn spell(&mut self, spelling: String, index: usize) {
        let all = self.spelled.entry(spelling).or_default();
        if !all.contains(&index) {
            all.push(index);
        }
    }

    /// `gateway` names `api-gateway` if no other name has that part.
    fn parts(&mut self) {
        let mut owners: BTreeMap<String, BTreeSet<usize>> = BTreeMap::new();
        for (index, thing) in self.things.iter().enumerate() {
            if !(thing.sort.is_component() || matches!(thing.sort, Sort::Flag | Sort::Job)) {
                continue;
            }
            let name = normalise(&thing.name);
            for part in name.split(['-', '_', '.']).filter(|p| p.len() > 2 && *p != name) {
                owners.entry(part.into()).or_default().insert(index);
            }
        }
        for (part, owners) in owners {
            if let (1, Some(only)) = (owners.len(), owners.first())
                && (!GENERIC.contains(&part.as_str()) || part == "api")
                && !self.spelled.contains_key(&part)
            {
                self.spell(part, *only);
            }
        }
    }

    fn add_calls(&mut self, from: &str, steps: &[Step]) {
        Step::calls(steps).into_iter().for_each(|to| self.add_call(from, to));
    }

    fn add_call(&mut self, from: &str, to: &str) {
        let to = to.split('.').next().unwrap_or(to);
        let pair = (from.to_string(), to.to_string());
        if !self.calls.contains(&pair) {
            self.calls.push(pair);
        }
    }

    fn finish(&mut self) {
        self.longest = self.spelled.keys().cloned().collect();
        self.longest.sort_by_key(|s| std::cmp::Reverse(s.chars().count()));
    }

    /// The longest name that begins at this byte of the normalised text: its length and what it may mean.
    pub(super) fn at(&self, text: &str, start: usize) -> Option<(usize, Vec<&Thing>)> {
        let rest = &text[start..];
        let before = text[..start].chars().next_back();
        let spelling = self.longest.iter().find(|s| {
            rest.starts_with(s.as_str()) && stands_alone(s, before, rest[s.len()..].chars().next())
        })?;
        Some((spelling.len(), self.spelled[spelling].iter().map(|i| &self.things[*i]).collect()))
    }

    /// What a misspelt Latin word names: the things whose spelling is closest, if any is close enough.
    pub(super) fn near(&self, word: &str) -> Option<Vec<&Thing>> {
        if word.len() < 4 {
            return None;
        }
        let mut best = usize::MAX;
        let mut found: BTreeSet<&Thing> = BTreeSet::new();
        for spelling in self.longest.iter().filter(|s| s.is_ascii() && s.len() >= 5) {
            let allowed = if spelling.len() >= 8 { 2 } else { 1 };
            let Some(slips) = slips(spelling, word, allowed).filter(|n| *n <= best) else { continue };
            if slips < best {
                best = slips;
                found.clear();
            }
            found.extend(self.spelled[spelling].iter().map(|i| &self.things[*i]));
        }
        (!found.is_empty()).then(|| found.into_iter().collect())
    }

    /// The names that can stand where an order's form has this word, such as `SERVICE`; `None` where only the player can
    /// say what stands there. Versions and clients are not told: who has not seen them does not know them.
    pub(crate) fn names_for(&self, slot: &str) -> Option<Vec<String>> {
        let fits: fn(Sort) -> bool = match slot {
            "SERVICE" => |sort| sort == Sort::Service,
            "COMPONENT" => Sort::is_component,
            "DATABASE" => |sort| sort == Sort::Database,
            "CACHE" => |sort| sort == Sort::Cache,
            "BROKER" => |sort| sort == Sort::Broker,
            "FLAG" => |sort| sort == Sort::Flag,
            "JOB" => |sort| sort == Sort::Job,
            "PERSON" => |sort| sort == Sort::Person,
            "FROM->TO" => return Some(self.calls.iter().map(|(from, to)| format!("{from}->{to}")).collect()),
            _ => return None,
        };
        Some(self.all(fits).map(|thing| thing.name.clone()).collect())
    }

    /// All things of these sorts, in the order of the topology.
    pub(super) fn all(&self, fits: impl Fn(Sort) -> bool) -> impl Iterator<Item = &Thing> {
        self.things.iter().filter(move |t| fits(t.sort))
    }

    /// Its katakana names.
    pub(super) fn katakana(&self) -> impl Iterator<Item = &str> {
        self.longest.iter().map(String::as_str).filter(|s| s.chars().all(is_katakana))
    }

    /// Things that a whole word or phrase names.
    pub(super) fn spelled(&self, word: &str) -> Vec<&Thing> {
        let word = normalise(word);
        self.spelled.get(&word).map(|all| all.iter().map(|i| &self.things[*i]).collect()).unwrap_or_default()
    }
}

/// `catalog-cache` is also written `catalog cache`, `catalog_cache` and `catalogcache`.
fn variants(name: &str) -> Vec<String> {
    let mut all = vec![name.to_string()];
    if name.is_ascii() && name.contains(['-', '_', ' ']) && !name.starts_with(|c: char| c.is_ascii_digit()) {
        for with in ["-", "_", " ", ""] {
            all.push(name.replace(['-', '_', ' '], with));
        }
    }
    if also_in_hiragana(name) {
        all.push(hiragana(name));
    }
    all.sort();
    all.dedup();
    all
}

/// A Latin name may not be cut out of a longer word, nor a katakana name out of a longer one.
fn stands_alone(name: &str, before: Option<char>, after: Option<char>) -> bool {
    let (Some(first), Some(last)) = (name.chars().next(), name.chars().next_back()) else { return false };
    let cut_before = match before {
        Some(c) if is_word(first) => is_word(c) || c == '-',
        Some(c) if is_katakana(first) => is_katakana(c),
        _ => false,
    };
    let cut_after = is_word(last) && after.is_some_and(is_word);
    !cut_before && !cut_after
}
