//! Words to people: to everybody who waits, to those who answer customers or for the company, to one person.
//! Whoever asked last may simply be answered. Knows who is there tonight; what the words say is the player's.

use room::{Audience, Command};
use world::time::{MINUTE, Nanos, SECOND};

use super::cast::{Speech, Taken};
use super::{Play, aloud};
use crate::debrief::promise;
use crate::intent::{Act, Intent, Table, Understood, Whom};
use crate::scenario::Part;
use crate::understand::{Asked, understand};

/// Writing to everybody [ns].
const TO_ALL: Nanos = 40 * SECOND;
/// Writing to one person [ns].
const TO_ONE: Nanos = 20 * SECOND;

/// Somebody who asked the player something and has had no word since.
#[derive(Clone, Debug)]
pub(super) struct Asker {
    id: String,
    /// How much the player had said when they asked [utterances].
    heard: u64,
    wants: Wants,
}

/// What answers a question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Wants {
    /// How things stand.
    Status,
    /// A yes or a no.
    YesOrNo,
    /// Anything else.
    Words,
}

impl Asker {
    /// Whoever has just said this, if it asks something.
    pub(super) fn of(speech: &Speech, heard: u64) -> Option<Asker> {
        let plain = speech.text.trim_end_matches(['」', '"', '”', ' ', '。']);
        let asks = speech.asks || plain.ends_with(['?', '？']);
        let wants = match speech.asks {
            true => Wants::Status,
            false if aloud::asks_for_words(plain) => Wants::Words,
            false => Wants::YesOrNo,
        };
        asks.then(|| Asker { id: speech.id.clone(), heard, wants })
    }

    pub(super) fn same_person(&self, other: &Asker) -> bool {
        self.id == other.id
    }

    /// What is said now is the first word since the question.
    fn just_now(&self, heard: u64) -> bool {
        heard == self.heard + 1
    }
}

impl Play {
    /// What is said while somebody waits to hear how things stand, if it says that: right after the question it
    /// is the answer; where that is in doubt, whether it is one is asked.
    pub(super) fn answers_how_it_stands(&self, text: &str) -> Option<Understood> {
        let asker = self.askers.iter().rev().find(|asker| asker.wants == Wants::Status)?;
        let sure = match (aloud::tells_status(text), asker.just_now(self.heard)) {
            (aloud::Status::Plain, just_now) => just_now,
            (aloud::Status::Doubtful, true) => false,
            _ => return None,
        };
        // "update: …" says itself that it is to be sent.
        if let told @ Understood::Clear(Intent::Room(Act::Update { .. })) =
            understand(text, &self.lexicon, None)
        {
            return Some(told);
        }
        match understand(text, &self.lexicon, Some(&Asked::Status)) {
            Understood::Clear(told @ Intent::Room(Act::Update { .. })) if sure => {
                Some(Understood::Clear(told))
            }
            Understood::Clear(told @ Intent::Room(Act::Update { .. })) => {
                Some(Understood::Choose(vec![told]))
            }
            // It could as well be for the record.
            Understood::Clear(Intent::Room(Act::Note { text: noted }))
                if asker.just_now(self.heard) && noted == text =>
            {
                let told = Act::Update { text: noted, to: Whom::Everyone };
                Some(Understood::Choose(vec![Intent::Room(told)]))
            }
            _ => None,
        }
    }

    /// "yes!!", "no, do not tell them that", right after a question that takes it: said to whoever asked.
    pub(super) fn replies_to_somebody(&mut self, text: &str, heard: &Understood) -> bool {
        let Some(asker) = self.askers.last() else { return false };
        let fits = match heard {
            Understood::Clear(Intent::Table(Table::Yes | Table::No)) => true,
            Understood::Unknown | Understood::NotAnOrder(_) => aloud::replies(text),
            _ => false,
        };
        if !(fits && asker.just_now(self.heard)) || asker.wants != Wants::YesOrNo {
            return false;
        }
        let to = Whom::Person(asker.id.clone());
        self.tell(text.into(), to);
        true
    }

    /// Tells somebody something; asks for the words if there are none.
    pub(super) fn tell(&mut self, text: String, to: Whom) {
        let Some(part) = self.part_of(&to) else { return self.nobody_of_that_name() };
        if text.is_empty() {
            self.say("master-what-to-say", &[]);
            self.asked = Some(Asked::Words(to));
            return;
        }
        let taken = self.taken(&text);
        let audience = match part {
            // "Hang on" is no word of how things stand.
            Some(_) if taken == Taken::Word => None,
            None => Some(Audience::Everyone),
            Some(Part::Support) if to == Whom::Customers => Some(Audience::Customers),
            Some(Part::Support) => Some(Audience::Support),
            Some(Part::Manager) => Some(Audience::Management),
            Some(Part::Colleague | Part::Outsider) => None,
        };
        self.cost(if part.is_none() { TO_ALL } else { TO_ONE });
        let next = promise(&text, &self.clock, self.world.now());
        let command = match audience {
            Some(audience) => {
                let next_within = next.and_then(|span| u32::try_from(span.div_ceil(MINUTE)).ok());
                Command::PublishUpdate { audience, text, next_within }
            }
            None => Command::Say { text },
        };
        if self.tell_room(command).is_some() {
            self.was_told(&to, next, &taken);
        }
    }

    /// Somebody had word from the player, and when there will be more [ns from now]; who waited answers.
    pub(super) fn was_told(&mut self, to: &Whom, next: Option<Nanos>, taken: &Taken) {
        let reached = self.cast.id_of(to);
        self.askers.retain(|asker| *to != Whom::Everyone && reached.as_ref() != Some(&asker.id));
        match self.cast.called_tonight(to) {
            Some(who) if *to != Whom::Customers => self.say("master-told", &[("who", &who)]),
            _ if *to == Whom::Customers => self.say("master-told-customers", &[]),
            _ => self.say("master-updated", &[]),
        }
        if let Some(speech) = self.cast.was_told(to, self.world.now(), next, taken) {
            self.speak(speech);
        }
    }

    /// The part that they play, `None` within for everybody; `None` if nobody of that name is here.
    fn part_of(&self, to: &Whom) -> Option<Option<Part>> {
        match to {
            Whom::Everyone => Some(None),
            // Customers hear it from those who answer them.
            Whom::Customers => Some(Some(Part::Support)),
            Whom::Support => Some(Some(Part::Support)),
            Whom::Management => Some(Some(Part::Manager)),
            Whom::Person(name) => self.cast.part_of(name).map(Some),
        }
    }

    pub(super) fn nobody_of_that_name(&mut self) {
        let names = self.cast.present().join(if self.options.lang == super::Lang::Ja { "、" } else { ", " });
        self.say("master-nobody-of-that-name", &[("names", &names)]);
    }
}
