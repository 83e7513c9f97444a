//! How it begins: the room, who comes and goes, alerts, and the word that this is an incident.

use super::wording::{optional, text};
use super::{Cx, Outcome, nothing, one};
use crate::refusal::Field;
use crate::{Event, Origin, Refusal, Room, Severity};

/// Where the trouble comes from is kept for screens, unread.
pub fn open(title: &str, origin: &Origin) -> Outcome {
    one(Event::RoomOpened { title: text(Field::Title, title)?, origin: origin.clone() })
}

pub fn join(room: &Room, cx: &Cx) -> Outcome {
    let known = room.people.get(&cx.actor);
    if known.is_some_and(|presence| presence.here && presence.standing == cx.standing) {
        return nothing();
    }
    one(joined(cx))
}

/// What the rooms before this one know of somebody is copied in: the log has to be enough.
pub fn joined(cx: &Cx) -> Event {
    Event::Joined { standing: cx.standing, held: cx.held.clone() }
}

/// Who goes lays down what they hold, so that the board shows what nobody holds.
pub fn leave(room: &Room, cx: &Cx) -> Outcome {
    if !room.is_here(&cx.actor) {
        return nothing();
    }
    let held = room.roles.iter().filter(|(_, holders)| holders.contains(&cx.actor));
    let laid_down = held.map(|(role, _)| Event::RoleReleased { role: *role });
    Ok(laid_down.chain([Event::Left {}]).collect())
}

/// Who has asked and got nothing yet need not ask again.
pub fn ask(room: &Room, cx: &Cx) -> Outcome {
    let waits = room.people.get(&cx.actor).is_some_and(|presence| presence.asked.is_some());
    if waits { nothing() } else { one(Event::WorkAsked {}) }
}

/// A monitor repeats itself; what fires already is no news.
pub fn note_alert(room: &Room, rule: &str, subject: &str, pages: bool) -> Outcome {
    let (rule, subject) = (text(Field::Rule, rule)?, text(Field::Subject, subject)?);
    if room.alerts.contains_key(&(rule.clone(), subject.clone())) {
        return nothing();
    }
    one(Event::AlertNoted { rule, subject, pages })
}

pub fn clear_alert(room: &Room, rule: &str, subject: &str) -> Outcome {
    let (rule, subject) = (text(Field::Rule, rule)?, text(Field::Subject, subject)?);
    if !room.alerts.contains_key(&(rule.clone(), subject.clone())) {
        return nothing();
    }
    one(Event::AlertCleared { rule, subject })
}

/// One word is enough: severity and title can come later.
pub fn declare(room: &Room, severity: Option<Severity>, title: Option<&str>) -> Outcome {
    if let Some(declared) = &room.declared {
        return Err(Refusal::AlreadyDeclared { severity: declared.severity, by: declared.by.clone() });
    }
    let title = optional(Field::Title, title)?.unwrap_or_else(|| room.title.clone());
    one(Event::Declared { severity, title })
}

pub fn change_severity(room: &Room, to: Severity, why: Option<&str>) -> Outcome {
    let from = room.declared.as_ref().ok_or(Refusal::NotDeclared)?.severity;
    if from == Some(to) {
        return Err(Refusal::SameSeverity { severity: to });
    }
    one(Event::SeverityChanged { from, to, why: optional(Field::Why, why)? })
}
