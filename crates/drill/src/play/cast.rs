//! The people that the game master plays: who they are tonight, what they still have to say, how long
//! they have waited. State machines for what they want and know; the words are message files' and the
//! scenario's. They know nothing that the world does not show or the scenario did not give them.

use world::time::{MINUTE, Nanos, SECOND};

use super::Options;
use crate::scenario::{Part, Person, Scenario, Skill, Text};
use crate::setting::{Setting, VARIANTS};
use crate::stage::Luck;
use crate::words::{Lang, say};

/// A manager asks again after this long without word [ns].
const PATIENCE: Nanos = 9 * MINUTE;
/// The first question comes earlier [ns].
const FIRST_PATIENCE: Nanos = 6 * MINUTE;
/// Patience where telling those who wait is what is practised [factor].
const SHORT_PATIENCE: f64 = 0.6;
/// Support speaks up at most this often [ns].
const SUPPORT_EVERY: Nanos = 4 * MINUTE;

/// Who is there tonight.
#[derive(Clone, Debug)]
pub(super) struct Cast {
    lang: Lang,
    luck: Luck,
    pub(super) setting: Setting,
    /// Those who wait are this patient [factor of the usual].
    patience: f64,
    people: Vec<Someone>,
    /// When those who wait had word last [ns].
    heard: Nanos,
    asked_at: Nanos,
    times_asked: u64,
    support_spoke: Nanos,
    tickets_told: usize,
    support_spoke_times: u64,
}

/// Somebody, tonight.
#[derive(Clone, Debug)]
struct Someone {
    person: Person,
    name: String,
    /// Which of the things they know they have told.
    told: Vec<bool>,
}

/// Something that somebody says now or later.
#[derive(Clone, Debug)]
pub(super) struct Speech {
    /// When [ns].
    pub(super) at: Nanos,
    pub(super) id: String,
    pub(super) who: String,
    pub(super) role: String,
    pub(super) text: String,
    /// They now wait for word.
    pub(super) asks: bool,
}

impl Cast {
    pub(super) fn new(scenario: &Scenario, setting: Setting, options: &Options, opened: Nanos) -> Cast {
        let (lang, luck) = (options.lang, Luck::new(options.seed));
        let people = scenario.people.iter().map(|person| Someone {
            name: setting.name(lang, &person.id).unwrap_or(&person.id).into(),
            told: vec![false; person.knows.len()],
            person: person.clone(),
        });
        let people = people.collect();
        Cast {
            lang,
            luck,
            setting,
            patience: if options.focus == Some(Skill::Communication) { SHORT_PATIENCE } else { 1.0 },
            people,
            heard: opened,
            asked_at: opened,
            times_asked: 0,
            support_spoke: opened,
            tickets_told: 0,
            support_spoke_times: 0,
        }
    }

    /// What people are called: names, roles and ids.
    pub(super) fn called(&self) -> Vec<String> {
        let called = |one: &Someone| {
            let role = self.fill(&one.person.role);
            [one.name.clone(), role, one.person.id.clone()]
        };
        self.people.iter().flat_map(called).collect()
    }

    /// A text of the scenario in the player's language.
    pub(super) fn fill(&self, text: &Text) -> String {
        self.setting.fill(self.lang, text)
    }

    fn speech(&self, someone: &Someone, at: Nanos, text: String, asks: bool) -> Speech {
        Speech {
            at,
            id: someone.person.id.clone(),
            who: someone.name.clone(),
            role: self.fill(&someone.person.role),
            text,
            asks,
        }
    }

    fn part(&self, part: Part) -> Option<&Someone> {
        self.people.iter().find(|s| s.person.part == part)
    }

    fn line(&self, what: &str, n: u64, args: &[(&str, &str)]) -> String {
        let variant = (self.luck.pick(what, 0, VARIANTS) as u64 + n) % VARIANTS as u64 + 1;
        say(self.lang, &format!("cast-{what}-{variant}"), args)
    }

    /// Those who wait had word.
    pub(super) fn told_how_things_stand(&mut self, now: Nanos) -> Option<Speech> {
        self.heard = now;
        let manager = self.part(Part::Manager)?;
        Some(self.speech(manager, now, self.line("manager-thanks", self.times_asked, &[]), false))
    }

    /// Time has passed: does the manager lose patience?
    pub(super) fn manager(&mut self, now: Nanos, calm: bool) -> Option<Speech> {
        let patience = if self.times_asked == 0 { FIRST_PATIENCE } else { PATIENCE };
        let patience = (patience as f64 * self.patience) as Nanos;
        if calm || now < self.heard.max(self.asked_at) + patience {
            return None;
        }
        self.asked_at = now;
        let n = self.times_asked;
        self.times_asked += 1;
        let manager = self.part(Part::Manager)?;
        let key = if n == 0 { "manager-asks" } else { "manager-asks-again" };
        Some(self.speech(manager, now, self.line(key, n, &[]), true))
    }

    /// Time has passed: does support have tickets to tell of? `sample` is one customer's words.
    pub(super) fn support(&mut self, now: Nanos, tickets: usize, sample: Option<String>) -> Option<Speech> {
        let more = tickets.saturating_sub(self.tickets_told);
        if more == 0 || now < self.support_spoke + SUPPORT_EVERY {
            return None;
        }
        (self.support_spoke, self.tickets_told) = (now, tickets);
        let n = self.support_spoke_times;
        self.support_spoke_times += 1;
        let support = self.part(Part::Support)?;
        let count = tickets.to_string();
        let text = match sample {
            Some(words) => self.line("support-counts", n, &[("n", &count), ("words", &words)]),
            None => self.line("support-counts-plain", n, &[("n", &count)]),
        };
        Some(self.speech(support, now, text, false))
    }

    /// Support says that it has become quiet.
    pub(super) fn support_relieved(&self, now: Nanos) -> Option<Speech> {
        Some(self.speech(self.part(Part::Support)?, now, self.line("support-relieved", 0, &[]), false))
    }

    /// Somebody says what the scenario has them say.
    pub(super) fn says(&self, who: &str, text: &Text, now: Nanos) -> Option<Speech> {
        let someone = self.people.iter().find(|s| s.person.id == who)?;
        Some(self.speech(someone, now, self.fill(text), false))
    }

    /// Whom the player means, or the colleague who is there.
    fn find(&self, person: Option<&str>) -> Option<usize> {
        match person {
            Some(word) => self.people.iter().position(|s| {
                s.person.id == word
                    || s.name == word
                    || s.person.role.ja == word
                    || s.person.role.en == word
                    || s.person.names.iter().any(|n| n.ja == word || n.en == word)
            }),
            None => self.people.iter().position(|s| s.person.part == Part::Colleague),
        }
    }

    /// The player asks somebody. What they say first, and what they say when they have a moment; `None`
    /// if nobody of that name is there.
    pub(super) fn ask(
        &mut self,
        person: Option<&str>,
        about: Option<&str>,
        now: Nanos,
    ) -> Option<Vec<Speech>> {
        let index = self.find(person)?;
        let someone = &self.people[index];
        let fits = |knowledge: &crate::scenario::Knowledge| match about {
            _ if knowledge.about.is_empty() => true,
            Some(about) => {
                let about = about.to_lowercase();
                knowledge
                    .about
                    .iter()
                    .any(|a| about.contains(&a.to_lowercase()) || a.to_lowercase().contains(&about))
            }
            None => true,
        };
        let knows = someone.person.knows.iter().enumerate();
        let found = knows
            .clone()
            .find(|(i, k)| !someone.told[*i] && fits(k))
            .or_else(|| knows.clone().find(|(_, k)| fits(k)));
        let mut speeches = Vec::new();
        let busy = someone.person.busy;
        if busy >= 30 * SECOND {
            speeches.push(self.speech(someone, now, self.line("busy", index as u64, &[]), false));
        }
        let text = match found {
            Some((i, knowledge)) => {
                let text = self.fill(&knowledge.says);
                self.people[index].told[i] = true;
                text
            }
            None => self.line("knows-nothing", index as u64, &[]),
        };
        speeches.push(self.speech(&self.people[index], now + busy, text, false));
        Some(speeches)
    }

    /// Who can be asked: names with roles.
    pub(super) fn present(&self) -> Vec<String> {
        let of = |s: &Someone| {
            say(self.lang, "cast-present", &[("name", &s.name), ("role", &self.fill(&s.person.role))])
        };
        self.people.iter().map(of).collect()
    }

    /// Since when those who wait have had no word [ns].
    pub(super) fn waiting_since(&self) -> Nanos {
        self.heard
    }
}
