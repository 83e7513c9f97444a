//! Several people play, each from their own screen: whoever is heard has an open question of their own, and most of what
//! they say is for one another. The game master answers looks, orders and what is said to it by name, and keeps out of
//! the rest. Knows who is heard; what words mean is `hearing`'s, who may is the room's.

use room::{Actor, Audience, Command, Known, Order, Refusal, Standing};
use world::time::{MINUTE, Nanos};

use super::{Act, Play};
use crate::block::Block;
use crate::debrief::promise;
use crate::intent::{Act as Said, Intent, NotAnOrder, Table, Understood, Whom};
use crate::understand::Asked;

/// What the game master is called by those who speak to it, each in lower case.
const MASTER: [&str; 6] = ["@game-master", "@gm", "game master", "gm", "ゲームマスター", "進行役"];

/// An order to the room, as one of a team sent it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Given {
    /// What.
    pub order: Order,
    /// What is known of who sent it.
    pub known: Known,
}

/// What somebody and the game master have open between them.
#[derive(Clone, Debug, Default)]
pub(super) struct Open {
    asked: Option<Asked>,
    to_do: Vec<Intent>,
}

impl Play {
    /// Takes an order of one of the team; what is said is heard by the game master, too.
    ///
    /// # Errors
    /// The room's refusal; then nothing has happened.
    pub fn take_order(&mut self, given: &Given) -> Result<Vec<Block>, Refusal> {
        let mut given = given.clone();
        // What is done to what burns is said to the game master, who knows the services.
        if let Command::OrderIntervention { what } = given.order.command {
            given.order.command = Command::Say { text: what };
        }
        // Whoever has seen the truth watches and talks.
        if self.knows_the_truth(&given.order.actor) {
            given.known.standing = Standing::Guest;
        }
        self.turn_to(&given.order.actor.clone());
        let responds = self.act != Act::Over && given.known.standing == Standing::Responder;
        if responds && (self.keeps_from(&given.order.command) || self.leads(&given.order)) {
            return Ok(std::mem::take(&mut self.out));
        }
        let new = self.flow.take(&given.order, &given.known, self.world.now())? > 0;
        if new && responds {
            self.follow(&given.order.command);
        }
        Ok(std::mem::take(&mut self.out))
    }

    /// Somebody is heard now: what is asked of others stays open.
    pub(super) fn turn_to(&mut self, who: &Actor) {
        let before = self.flow.hear(who);
        if before != *who {
            let open = Open { asked: self.asked.take(), to_do: std::mem::take(&mut self.to_do) };
            self.parked.insert(before, open);
            let Open { asked, to_do } = self.parked.remove(who).unwrap_or_default();
            (self.asked, self.to_do) = (asked, to_do);
        }
    }

    /// Nobody else is there to talk with: everything that is said is for the game master.
    pub(super) fn alone(&self) -> bool {
        self.flow.room().responders() <= 1
    }

    /// An order of the line language that their seat does not allow: said in words, it is kept from them as well.
    fn keeps_from(&mut self, command: &Command) -> bool {
        let Command::PublishUpdate { text, .. } = command else { return false };
        !self.may(&Intent::Room(Said::Update { text: text.clone(), to: Whom::Everyone }))
    }

    /// What the game master decides before the room hears of it.
    fn leads(&mut self, order: &Order) -> bool {
        let leads = matches!(
            order.command,
            Command::CloseRoom { .. } | Command::TakeHint { .. } | Command::SayFalseAlarm { .. }
        );
        // Its entries have ids of the drill's own, so the room does not know the order again.
        if !leads || !self.done.insert(order.id.clone()) {
            return leads;
        }
        match order.command {
            Command::CloseRoom { .. } => self.end(),
            Command::TakeHint { .. } => self.at_the_table(Table::Hint),
            _ => self.false_alarm(),
        }
        true
    }

    /// What follows in the drill from an order that the room has taken.
    fn follow(&mut self, command: &Command) {
        match command {
            Command::Say { text } => self.hear(text),
            Command::PublishUpdate { audience, text, next_within } => {
                let to = match audience {
                    Audience::Everyone => Whom::Everyone,
                    Audience::Customers => Whom::Customers,
                    Audience::Support => Whom::Support,
                    Audience::Management => Whom::Management,
                };
                let promised = promise(text, &self.clock, self.world.now());
                let next = next_within.map(|minutes| Nanos::from(minutes) * MINUTE).or(promised);
                let taken = self.taken(text);
                self.was_told(&to, next, &taken);
            }
            Command::SayStabilised { .. } | Command::SayResolved {} => self.does_it_hold(),
            _ => {}
        }
    }

    /// Said among people and not to the game master: nothing in it is for it to answer.
    pub(super) fn among_people(&self, heard: &Understood) -> bool {
        if self.alone() || self.addressed {
            return false;
        }
        match heard {
            Understood::Unknown => true,
            Understood::NotAnOrder(NotAnOrder::Question | NotAnOrder::Negation | NotAnOrder::Condition) => {
                true
            }
            Understood::NotAnOrder(NotAnOrder::Report | NotAnOrder::Chatter) => true,
            Understood::Clear(Intent::Table(table)) => match table {
                Table::Yes | Table::No | Table::Choice(_) => self.asked.is_none(),
                Table::Wait { span } => span.is_none(),
                Table::Help | Table::Hint | Table::End => false,
            },
            // It stands in the flow as it was said.
            Understood::Clear(Intent::Room(Said::Note { .. })) => true,
            Understood::Clear(_) | Understood::Choose(_) | Understood::Several { .. } => false,
            Understood::Also { .. } | Understood::Missing { .. } | Understood::Impossible(_) => false,
        }
    }

    /// What is said to the game master by name, without the name.
    pub(super) fn without_address<'a>(&mut self, text: &'a str) -> &'a str {
        self.addressed = false;
        for name in MASTER {
            let Some(start) = text.get(..name.len()) else { continue };
            let rest = &text[name.len()..];
            let ends = !rest.starts_with(|c: char| c.is_alphanumeric());
            if start.to_lowercase() == name && ends {
                self.addressed = true;
                return rest.trim_start_matches([' ', '　', ',', '、', ':', '：', '，']);
            }
        }
        text
    }
}
