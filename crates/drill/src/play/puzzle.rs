//! What the rules could not place, for whoever reads better than they do. A reader is handed the orders that there are, and
//! answers with one of them as a line; it is never carried out, but asked back: what happens is what the player says to that.

use room::Actor;
use world::intervention::USAGES;

use super::{Act, Play};
use crate::fnv::{BASIS, fnv1a};
use crate::intent::{Intent, Table, Understood};
use crate::understand::{answer, understand};
use crate::voice::facts;

/// Words that nobody could place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Puzzle {
    /// Who said them.
    pub who: Actor,
    /// What was said.
    pub text: String,
}

/// A kind of order that could be meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Form {
    /// Its first word.
    pub verb: &'static str,
    /// The names that can stand behind it; none where it stands alone.
    pub names: Vec<String>,
    /// Something more stands behind the name: a number, a version, a setting. Only the player can say it.
    pub value: Option<&'static str>,
}

/// What can be looked at or said with one word, and what its name may be.
const OTHERS: [(&str, &str); 21] = [
    ("overview", ""),
    ("impact", ""),
    ("alerts", ""),
    ("changes", ""),
    ("topology", ""),
    ("tickets", ""),
    ("flags", ""),
    ("jobs", ""),
    ("certificates", ""),
    ("timeline", ""),
    ("logs", "COMPONENT"),
    ("traces", "COMPONENT"),
    ("metric", "COMPONENT"),
    ("replicas", "COMPONENT"),
    ("activity", "DATABASE"),
    ("runbook", "COMPONENT"),
    ("ask", "PERSON"),
    ("declare", ""),
    ("hint", ""),
    ("wait", ""),
    ("help", ""),
];

impl Play {
    /// What was said last and nobody could place, while nothing else is open.
    pub fn puzzle(&self) -> Option<&Puzzle> {
        self.puzzle.as_ref().filter(|_| self.act == Act::Response)
    }

    /// The orders that there are, with the names that players can see; a name that only the scenario knows is in none.
    pub fn forms(&self) -> Vec<Form> {
        let world = USAGES.into_iter().filter_map(|usage| {
            let mut words = usage.split(' ');
            let (verb, slot) = (words.next()?, words.next()?);
            Some((verb, slot, usage.get(verb.len() + slot.len() + 2..)))
        });
        let others = OTHERS.into_iter().map(|(verb, slot)| (verb, slot, None));
        let forms = others.chain(world).filter_map(|(verb, slot, value)| {
            let slot = slot.split(['/', '[']).next().unwrap_or(slot);
            match self.lexicon.names_for(slot) {
                // There is nothing of this kind here.
                Some(names) if names.is_empty() => None,
                Some(names) => {
                    Some(Form { verb, names, value: value.or((verb == "drain").then_some("REPLICA")) })
                }
                None => {
                    Some(Form { verb, names: Vec::new(), value: Some(slot).filter(|slot| !slot.is_empty()) })
                }
            }
        });
        forms.collect()
    }

    /// A reader takes the words for this line: the player is asked whether that is it. False where there is nothing to ask: the
    /// line is no order, or says a number that the player has not said.
    pub(super) fn ask_if_meant(&mut self, line: &str) -> bool {
        let Some(puzzle) = self.puzzle.take().filter(|_| self.act == Act::Response && self.asked.is_none())
        else {
            return false;
        };
        let said = facts(&puzzle.text);
        let digits = |text: &str| text.contains(|c: char| c.is_ascii_digit());
        let known =
            |word: &str| self.names().iter().any(|name| name == word) || said.iter().any(|s| s == word);
        let own = line.split([' ', '/']).filter(|word| digits(word)).all(known);
        match understand(line, &self.lexicon, None) {
            Understood::Clear(intent)
                if own && !matches!(intent, Intent::Table(Table::End | Table::Yes | Table::No)) =>
            {
                self.confirm(intent);
                true
            }
            _ => false,
        }
    }

    /// Whether what could not be placed is theirs; then they are heard.
    pub(super) fn asks_whom(&mut self, who: &Actor) -> bool {
        let theirs = self.puzzle().is_some_and(|puzzle| puzzle.who == *who);
        if theirs {
            self.turn_to(who);
        }
        theirs
    }

    /// Whether these words would be a yes to what is open.
    pub fn would_agree(&self, text: &str) -> bool {
        let answer = self.asked.as_ref().and_then(|asked| answer(text.trim(), &self.lexicon, asked));
        answer == Some(Understood::Clear(Intent::Table(Table::Yes)))
    }

    /// One number for what came of the play: the world that its orders have made. What anybody said about it is not in it.
    pub fn outcome(&self) -> u64 {
        let orders = self.flow.orders_given();
        fnv1a(fnv1a(BASIS, self.world.digest().to_le_bytes()), orders.join("\n").into_bytes())
    }
}
