//! The people that the game master plays: who they are tonight, what they still have to say, how long
//! they have waited. State machines for what they want and know; the words are message files' and the
//! scenario's. They know nothing that the world does not show or the scenario did not give them.

use std::collections::BTreeMap;

use world::time::{MINUTE, Nanos, SECOND};

use super::Options;
use crate::intent::Whom;
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
/// Who was promised word waits for it, but no longer than this [ns].
const PROMISED_PATIENCE: Nanos = 20 * MINUTE;
/// Support speaks up at most this often [ns]; when all ways of saying it are used up, half as often, and so on.
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
    /// When those who wait will have word, as they were promised [ns].
    promised: Option<Nanos>,
    /// How often each of the people has said each thing.
    said: BTreeMap<(&'static str, usize), u64>,
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
    /// It is of use while it burns: once that is over, they say so instead.
    pub(super) while_it_burns: bool,
}

/// How the player's words are taken, by what can be seen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Taken {
    /// How things stand.
    News,
    /// It is over, and it is.
    Over,
    /// It is said to be over, and this is out of its bounds.
    StillFails {
        /// What, as the scenario names it.
        subject: String,
        /// The metric's name.
        metric: String,
        /// What it is at, with its unit.
        value: String,
    },
    /// Something is said to be done that is on no record.
    NotDone,
    /// "Hang on": nothing about how things stand.
    Word,
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
            promised: None,
            said: BTreeMap::new(),
            support_spoke: opened,
            tickets_told: 0,
            support_spoke_times: 0,
        }
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
            while_it_burns: false,
        }
    }

    fn part(&self, part: Part) -> Option<&Someone> {
        self.people.iter().find(|s| s.person.part == part)
    }

    fn line(&self, what: &str, n: u64, args: &[(&str, &str)]) -> String {
        let variant = (self.luck.pick(what, 0, VARIANTS) as u64 + n) % VARIANTS as u64 + 1;
        say(self.lang, &format!("cast-{what}-{variant}"), args)
    }

    /// The next way in which somebody says this; `None` when all have been used: nobody says the same thing for ever.
    fn next_line(&mut self, what: &'static str, who: usize) -> Option<String> {
        let times = self.said.entry((what, who)).or_default();
        *times += 1;
        let n = *times - 1;
        (n < VARIANTS as u64).then(|| self.line(what, n, &[]))
    }

    /// Whether somebody has not said this yet; they have now.
    fn first_time(&mut self, what: &'static str, who: usize) -> bool {
        let times = self.said.entry((what, who)).or_default();
        *times += 1;
        *times == 1
    }

    /// What somebody says instead, who was to say this while it burned, now that it is over.
    pub(super) fn too_late(&mut self, speech: Speech) -> Option<Speech> {
        let index = self.people.iter().position(|s| s.person.id == speech.id)?;
        let text = self.next_line("too-late", index)?;
        Some(Speech { text, while_it_burns: false, ..speech })
    }

    /// Time has passed: does the manager lose patience?
    pub(super) fn manager(&mut self, now: Nanos, calm: bool) -> Option<Speech> {
        let patience = if self.times_asked == 0 { FIRST_PATIENCE } else { PATIENCE };
        let patience = (patience as f64 * self.patience) as Nanos;
        let promised = self.promised.map_or(0, |at| at.min(self.heard + PROMISED_PATIENCE));
        if calm || now < (self.heard.max(self.asked_at) + patience).max(promised) {
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
        let every = SUPPORT_EVERY << (self.support_spoke_times / VARIANTS as u64).min(4);
        if more == 0 || now < self.support_spoke + every {
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

    /// Somebody, by id, says what a person in the game master's chair has them say.
    pub(super) fn made_to_say(&self, id: &str, text: &str, asks: bool, now: Nanos) -> Option<Speech> {
        let someone = self.people.iter().find(|s| s.person.id == id)?;
        Some(self.speech(someone, now, text.trim().into(), asks)).filter(|speech| !speech.text.is_empty())
    }

    /// Whom the player means, or the colleague who is there.
    fn find(&self, person: Option<&str>) -> Option<usize> {
        let named = match person {
            Some(word) => self.people.iter().position(|s| {
                s.person.id == word
                    || s.name == word
                    || s.person.role.ja == word
                    || s.person.role.en == word
                    || s.person.names.iter().any(|n| n.ja == word || n.en == word)
            }),
            None => None,
        };
        let part = |part: Part| self.people.iter().position(|s| s.person.part == part);
        named.or_else(|| match person {
            None => part(Part::Colleague),
            Some("support") => part(Part::Support),
            Some("manager") => part(Part::Manager),
            Some(_) => None,
        })
    }

    fn meant(&self, to: &Whom) -> Option<usize> {
        match to {
            Whom::Everyone => None,
            Whom::Customers | Whom::Support => self.find(Some("support")),
            Whom::Management => self.find(Some("manager")),
            Whom::Person(name) => self.find(Some(name)),
        }
    }

    /// Whom the player speaks to, by id.
    pub(super) fn id_of(&self, to: &Whom) -> Option<String> {
        self.meant(to).map(|index| self.people[index].person.id.clone())
    }

    /// What somebody of this id or name is here.
    pub(super) fn part_of(&self, name: &str) -> Option<Part> {
        self.find(Some(name)).map(|index| self.people[index].person.part)
    }

    /// What they are called tonight.
    pub(super) fn called_tonight(&self, to: &Whom) -> Option<String> {
        self.meant(to).map(|index| self.people[index].name.clone())
    }

    /// They had word, and perhaps when there will be more; what they answer. Whoever can see that it is not so
    /// says so.
    pub(super) fn was_told(
        &mut self,
        to: &Whom,
        now: Nanos,
        next: Option<Nanos>,
        taken: &Taken,
    ) -> Option<Speech> {
        let at = |part: Part| self.people.iter().position(|s| s.person.part == part);
        let index = match to {
            Whom::Everyone if matches!(taken, Taken::StillFails { .. }) => {
                at(Part::Support).or(at(Part::Manager))?
            }
            Whom::Everyone => at(Part::Manager)?,
            to => self.meant(to)?,
        };
        let part = self.people[index].person.part;
        let reached = part == Part::Manager || *to == Whom::Everyone;
        if reached && *taken != Taken::Word {
            (self.heard, self.promised) = (now, next.map(|span| now + span));
        }
        let what = match (part, taken) {
            (_, Taken::Word) => "stands-by",
            (Part::Manager | Part::Support, Taken::StillFails { .. }) => "still-fails",
            (Part::Manager | Part::Colleague, Taken::NotDone) => "not-done",
            (Part::Manager, Taken::Over) => "manager-thanks-well",
            (Part::Manager, _) => "manager-thanks",
            (Part::Support, Taken::Over) => "support-thanks-well",
            (Part::Support, _) => "support-thanks",
            (Part::Colleague | Part::Outsider, _) => "colleague-thanks",
        };
        let text = match taken {
            Taken::StillFails { subject, metric, value } if what == "still-fails" => {
                let n = self.said.entry((what, index)).or_default();
                *n += 1;
                let n = *n - 1;
                self.line(what, n, &[("subject", subject), ("metric", metric), ("value", value)])
            }
            _ => self.next_line(what, index)?,
        };
        Some(self.speech(&self.people[index], now, text, false))
    }

    /// Word was promised to these and has not come; what they say.
    pub(super) fn waits_for_word(&mut self, to: &Whom, now: Nanos) -> Option<Speech> {
        let index = match to {
            Whom::Everyone => self.people.iter().position(|s| s.person.part == Part::Manager)?,
            to => self.meant(to)?,
        };
        (self.asked_at, self.promised) = (now, None);
        let text = self.next_line("promise-due", index)?;
        Some(self.speech(&self.people[index], now, text, true))
    }

    /// The player asks somebody. Their id, what they say first, and what they say when they have a moment, which
    /// is nothing when they have said it all; `None` if nobody of that name is there.
    pub(super) fn ask(
        &mut self,
        person: Option<&str>,
        about: Option<&str>,
        now: Nanos,
    ) -> Option<(String, Vec<Speech>)> {
        let index = self.find(person)?;
        let someone = &self.people[index];
        let (id, busy) = (someone.person.id.clone(), someone.person.busy);
        let about = about.map(str::to_lowercase);
        let fits = |knowledge: &crate::scenario::Knowledge| match &about {
            Some(about) if !knowledge.about.is_empty() => knowledge
                .about
                .iter()
                .any(|a| about.contains(&a.to_lowercase()) || a.to_lowercase().contains(about)),
            _ => true,
        };
        let fitting: Vec<usize> =
            (0..someone.told.len()).filter(|i| fits(&someone.person.knows[*i])).collect();
        let text = match fitting.iter().find(|i| !someone.told[**i]).copied() {
            Some(i) => {
                let text = self.fill(&someone.person.knows[i].says);
                self.people[index].told[i] = true;
                text
            }
            // Who has nothing to say needs no time for it.
            None => {
                let what = if fitting.is_empty() { "knows-nothing" } else { "told-already" };
                let text = self.next_line(what, index);
                let speech = text.map(|text| self.speech(&self.people[index], now, text, false));
                return Some((id, speech.into_iter().collect()));
            }
        };
        let own = self.people[index].person.at_first.as_ref().map(|text| self.fill(text));
        let first = match own {
            Some(own) if self.first_time("at-first", index) => Some(own),
            _ if busy >= 30 * SECOND => self.next_line("busy", index),
            _ => None,
        };
        let someone = &self.people[index];
        let first = first.map(|text| self.speech(someone, now, text, false));
        let then = Speech { while_it_burns: true, ..self.speech(someone, now + busy, text, false) };
        Some((id, first.into_iter().chain([then]).collect()))
    }

    /// Somebody who can be asked.
    pub(super) fn colleague(&self) -> Option<&str> {
        self.part(Part::Colleague).or(self.people.first()).map(|s| s.name.as_str())
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
