//! A person in the game master's chair: they see the truth, and so take no part any more; they send what people say, let time
//! be lost, and hold hints back. The world stays the world: what they cannot do is change what orders do.

use room::{Actor, Command};
use world::time::{MINUTE, Nanos};

use super::{By, Play};
use crate::words::Lang;

/// Most that can be lost at one stroke [ns].
const LOST: Nanos = 15 * MINUTE;

/// What only the chair sees.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Truth {
    /// What the cause is.
    pub cause: String,
    /// Ways out, best first: what they are in words, and their orders.
    pub ways_out: Vec<(String, String)>,
    /// What tempts and does not help, likewise.
    pub traps: Vec<(String, String)>,
    /// What people can be made to say: who, what, and whether it was said.
    pub injects: Vec<(String, String, bool)>,
    /// Who can be made to speak: ids and names.
    pub people: Vec<(String, String)>,
    /// Hints are given.
    pub hints: bool,
}

impl Play {
    /// Who sits in the game master's chair.
    pub fn chair(&self) -> Option<&Actor> {
        self.chair.as_ref()
    }

    /// Whoever has seen the truth takes no part any more.
    pub fn knows_the_truth(&self, who: &Actor) -> bool {
        self.knowing.contains(who)
    }

    /// What only whoever sits in the chair may see, in their language.
    pub fn truth(&self, lang: Lang) -> Truth {
        let fill = |text: &crate::scenario::Text| self.cast.setting.fill(lang, text);
        let name = |id: &str| self.cast.setting.name(lang, id).unwrap_or(id).to_string();
        let way = |way: &crate::scenario::Way| {
            let orders: Vec<String> = way.orders.iter().map(|(_, order)| order.to_string()).collect();
            (fill(&way.text), orders.join("; "))
        };
        let scenario = &self.scenario;
        let injects = scenario.injects.iter().zip(&self.injected);
        Truth {
            cause: fill(&scenario.cause.story),
            ways_out: scenario.ways_out.iter().map(way).collect(),
            traps: scenario.traps.iter().map(way).collect(),
            injects: injects.map(|(inject, said)| (name(&inject.who), fill(&inject.says), *said)).collect(),
            people: scenario.people.iter().map(|person| (person.id.clone(), name(&person.id))).collect(),
            hints: self.gives_hints,
        }
    }

    /// Somebody sits down in the chair: they have seen the truth, and leave the room to those who have not. False where
    /// somebody else sits there.
    pub(super) fn take_chair(&mut self, who: &Actor) -> bool {
        if self.chair.is_some() {
            return false;
        }
        self.chair = Some(who.clone());
        self.knowing.insert(who.clone());
        self.turn_to(who);
        self.give(By::Player, Command::Leave {});
        self.note("master-chair-taken", &[("who", who.as_str())]);
        true
    }

    /// Whoever sits in the chair stands up.
    pub(super) fn leave_chair(&mut self, who: &Actor) -> bool {
        self.chair = None;
        self.note("master-chair-left", &[("who", who.as_str())]);
        true
    }

    /// What people say by the scenario is said now; false where it was, or is none of them.
    pub(super) fn inject_now(&mut self, n: usize) -> bool {
        let waits = self.injected.get(n) == Some(&false);
        if waits {
            self.inject_one(n);
        }
        waits
    }

    /// Somebody, by id, says this; what ends as a question waits for an answer.
    pub(super) fn has_said(&mut self, id: &str, text: &str) -> bool {
        let asks = text.trim_end().ends_with(['?', '？']);
        let Some(speech) = self.cast.made_to_say(id, text, asks, self.world.now()) else { return false };
        self.speak(speech);
        true
    }

    /// Time is lost [ns].
    pub(super) fn lose(&mut self, span: Nanos) -> bool {
        let span = span.min(LOST);
        self.note("master-time-lost", &[("n", &(span / MINUTE).to_string())]);
        self.pass(span);
        true
    }

    /// Hints are given, or held back.
    pub(super) fn give_hints(&mut self, give: bool) -> bool {
        std::mem::replace(&mut self.gives_hints, give) != give
    }

    /// The chair holds hints back.
    pub(super) fn holds_hints_back(&mut self) -> bool {
        if !self.gives_hints {
            self.say("master-no-hints-tonight", &[]);
        }
        !self.gives_hints
    }

    /// What is done from the chair is in the flow like everything else.
    fn note(&mut self, key: &str, args: &[(&str, &str)]) {
        let text = crate::words::say(self.options.lang, key, args);
        self.give(By::Master, Command::Note { text });
    }
}
