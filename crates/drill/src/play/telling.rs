//! Words to people: to everybody who waits, to those who answer customers or for the company, to one person.
//! Whoever asked last may simply be answered. Knows who is there tonight; what the words say is the player's.

use room::{Audience, Command};
use world::time::{MINUTE, Nanos, SECOND};

use super::cast::Speech;
use super::{Play, wary};
use crate::debrief::{promise, taken_as_over};
use crate::intent::{Table, Understood, Whom};
use crate::scenario::Part;
use crate::understand::Asked;

/// Writing to everybody [ns].
const TO_ALL: Nanos = 40 * SECOND;
/// Writing to one person [ns].
const TO_ONE: Nanos = 20 * SECOND;
/// A yes or no still belongs to a question of this age [ns].
const ANSWERABLE: Nanos = 6 * MINUTE;

/// Somebody who asked the player something and has had no word since.
#[derive(Clone, Debug)]
pub(super) struct Asker {
    id: String,
    at: Nanos,
    /// They want to know how things stand.
    status: bool,
}

impl Asker {
    /// Whoever has just said this, if it asks something.
    pub(super) fn of(speech: &Speech) -> Option<Asker> {
        let plain = speech.text.trim_end_matches(['」', '"', '”', ' ', '。']);
        let asks = speech.asks || plain.ends_with(['?', '？']);
        asks.then(|| Asker { id: speech.id.clone(), at: speech.at, status: speech.asks })
    }
}

impl Play {
    /// Somebody asked how things stand and has had no word.
    pub(super) fn status_is_awaited(&self) -> bool {
        self.asker.as_ref().is_some_and(|asker| asker.status)
    }

    /// "yes!!", "no, do not tell them that": said to whoever asked last.
    pub(super) fn replies_to_somebody(&mut self, text: &str, heard: &Understood) -> bool {
        let Some(asker) = &self.asker else { return false };
        let fresh = self.world.now() <= asker.at + ANSWERABLE;
        let fits = match heard {
            Understood::Clear(crate::intent::Intent::Table(Table::Yes | Table::No)) => true,
            Understood::Unknown | Understood::NotAnOrder(_) => wary::replies(text),
            _ => false,
        };
        if !(fresh && fits) || asker.status {
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
        let audience = match part {
            None => Some(Audience::Everyone),
            Some(Part::Support) if to == Whom::Customers => Some(Audience::Customers),
            Some(Part::Support) => Some(Audience::Support),
            Some(Part::Manager) => Some(Audience::Management),
            Some(Part::Colleague | Part::Outsider) => None,
        };
        self.cost(if part.is_none() { TO_ALL } else { TO_ONE });
        let next = promise(&text, &self.clock, self.world.now());
        let well = taken_as_over(&text, self.calm(), self.relief_told || self.claimed && self.calm());
        let command = match audience {
            Some(audience) => {
                let next_within = next.and_then(|span| u32::try_from(span.div_ceil(MINUTE)).ok());
                Command::PublishUpdate { audience, text, next_within }
            }
            None => Command::Say { text },
        };
        if self.tell_room(command).is_none() {
            return;
        }
        let reached = |asker: &Asker| match &to {
            Whom::Everyone => true,
            to => self.cast.id_of(to).as_ref() == Some(&asker.id),
        };
        if self.asker.as_ref().is_some_and(reached) {
            self.asker = None;
        }
        match self.cast.called_tonight(&to) {
            Some(who) if to != Whom::Customers => self.say("master-told", &[("who", &who)]),
            _ if to == Whom::Customers => self.say("master-told-customers", &[]),
            _ => self.say("master-updated", &[]),
        }
        if let Some(speech) = self.cast.was_told(&to, self.world.now(), next, well) {
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
