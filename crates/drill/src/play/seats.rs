//! Who of a team may do what: where a scenario has seats, whoever sits in one has its rights and knows what it knows, and
//! whoever sits in none looks and talks. Whoever plays alone may everything. Knows rights; what an order does is the world's.

use room::Actor;
use world::intervention::Intervention;

use super::Play;
use crate::intent::{Act, Intent, Look, Table};
use crate::scenario::{Right, Seat};
use crate::words::{Lang, say};

/// What an order takes.
fn right_for(order: &Intervention) -> Right {
    use Intervention as I;
    match order {
        I::Rollback { .. } | I::Deploy { .. } | I::Restart { .. } | I::Scale { .. } => Right::Deploy,
        I::Flag { .. } | I::RevertConfig { .. } => Right::Deploy,
        I::Drain { .. } | I::KillQuery { .. } | I::KillTransaction { .. } | I::FixPlan { .. } => {
            Right::Operate
        }
        I::SetCall { .. } | I::Shed { .. } | I::Purge { .. } | I::Warm { .. } | I::Failover { .. } => {
            Right::Operate
        }
        I::FreeDisk { .. } | I::GrowDisk { .. } | I::RenewCertificate { .. } | I::FixDns { .. } => {
            Right::Operate
        }
        I::ParkMessage { .. } | I::PauseJob { .. } | I::ResumeJob { .. } | I::BlockClient { .. } => {
            Right::Operate
        }
        I::CpuLimit { .. } | I::MemoryLimit { .. } => Right::Operate,
    }
}

/// What an intent takes, if it takes any.
fn right_of(intent: &Intent) -> Option<Right> {
    match intent {
        Intent::Do(order) => Some(right_for(order)),
        Intent::Look(Look::Ask { .. }) | Intent::Room(Act::Update { .. }) => Some(Right::Telephone),
        Intent::Look(Look::Timeline) => None,
        Intent::Look(_) => Some(Right::Look),
        Intent::Room(_) => None,
        Intent::Table(Table::Hint | Table::Help | Table::Wait { .. } | Table::End) => None,
        Intent::Table(Table::Yes | Table::No | Table::Choice(_)) => None,
    }
}

impl Play {
    /// The seats of this drill, each with who sits in it.
    pub fn seats(&self) -> Vec<(&Seat, Vec<&Actor>)> {
        let in_it =
            |seat: &Seat| self.seated.iter().filter(|(_, id)| **id == seat.id).map(|(who, _)| who).collect();
        self.scenario.seats.iter().map(|seat| (seat, in_it(seat))).collect()
    }

    /// What somebody knows by their seat, in a language.
    pub fn briefing(&self, who: &Actor, lang: Lang) -> Option<String> {
        let seat = self.seat_of(who)?;
        Some(self.cast.setting.fill(lang, &seat.knows)).filter(|text| !text.is_empty())
    }

    fn seat_of(&self, who: &Actor) -> Option<&Seat> {
        let id = self.seated.get(who)?;
        self.scenario.seats.iter().find(|seat| seat.id == *id)
    }

    /// Somebody sits down in a seat; false where they do already, or it does not exist.
    pub(super) fn sit(&mut self, who: &Actor, id: &str) -> bool {
        let Some(seat) = self.scenario.seats.iter().find(|seat| seat.id == id) else { return false };
        let name = seat.name.get(self.options.lang).to_string();
        if self.seated.insert(who.clone(), id.into()).is_some_and(|before| before == id) {
            return false;
        }
        let text = say(self.options.lang, "master-seated", &[("who", who.as_str()), ("seat", &name)]);
        self.give(super::By::Master, room::Command::Note { text });
        true
    }

    /// Whether whoever is heard may do this; that they may not is said, with who may.
    pub(super) fn may(&mut self, intent: &Intent) -> bool {
        let Some(right) = right_of(intent).filter(|_| !self.scenario.seats.is_empty() && !self.alone())
        else {
            return true;
        };
        let allowed = match self.seat_of(self.flow.speaker()) {
            Some(seat) => seat.may.contains(&right),
            None => right == Right::Look,
        };
        if allowed {
            return true;
        }
        let lang = self.options.lang;
        let may = self.scenario.seats.iter().filter(|seat| seat.may.contains(&right));
        let names: Vec<&str> = may.map(|seat| seat.name.get(lang)).collect();
        let (what, names) = (self.written(intent), names.join(&say(lang, "narrate-comma", &[])));
        self.say("master-not-yours", &[("what", &what), ("seats", &names)]);
        false
    }
}
