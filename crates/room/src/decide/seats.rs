//! Who answers for what. Command is held by one person at most, is never assigned, and changes hands by
//! an offer that the other accepts, both on record; only a holder who has long been silent is replaced.

use jiff::{SignedDuration, Timestamp};

use super::wording::{here, text};
use super::{Cx, Outcome, one};
use crate::refusal::Field;
use crate::state::Offer;
use crate::{Actor, Event, Refusal, Role, Room, Seq};

/// Silence after which a role is free to take [min]: long enough for a telephone call, short enough
/// that nobody waits for somebody who fell asleep.
const SILENCE: i64 = 10;

pub fn take(room: &Room, cx: &Cx, role: Role) -> Outcome {
    if room.holds(&cx.actor, role) {
        return Err(Refusal::RoleIsYours { role });
    }
    let from = match only_holder(room, role) {
        Some(holder) => {
            let free_at = free_at(room, cx, holder);
            if cx.now < free_at {
                return Err(Refusal::RoleHeld { role, holder: holder.clone(), free_at });
            }
            Some(holder.clone())
        }
        None => None,
    };
    Ok(promoted(room, cx, role, Event::RoleTaken { role, from }))
}

/// Who holds a role that only one can hold.
fn only_holder(room: &Room, role: Role) -> Option<&Actor> {
    if role.single() { room.roles.get(&role)?.first() } else { None }
}

fn free_at(room: &Room, cx: &Cx, holder: &Actor) -> Timestamp {
    let heard = room.people.get(holder).map_or(cx.now, |presence| presence.last_at);
    heard.checked_add(SignedDuration::from_mins(SILENCE)).unwrap_or(Timestamp::MAX)
}

pub fn assign(room: &Room, cx: &Cx, role: Role, to: &Actor) -> Outcome {
    if role == Role::IncidentCommander {
        return Err(Refusal::CommandIsNotAssigned);
    }
    here(room, cx, to)?;
    if room.holds(to, role) {
        return Err(Refusal::RoleIsTheirs { role, holder: to.clone() });
    }
    let from = only_holder(room, role).cloned();
    one(Event::RoleAssigned { role, to: to.clone(), from })
}

pub fn release(room: &Room, cx: &Cx, role: Role) -> Outcome {
    mine(room, cx, role)?;
    let lasts = room.declared.is_some() && room.over.is_none() && room.closed.is_none();
    if role == Role::IncidentCommander && lasts {
        return Err(Refusal::CommandIsNotDropped);
    }
    one(Event::RoleReleased { role })
}

pub fn offer(room: &Room, cx: &Cx, role: Role, to: &Actor, brief: &str) -> Outcome {
    mine(room, cx, role)?;
    if *to == cx.actor {
        return Err(Refusal::OfferToSelf { role });
    }
    here(room, cx, to)?;
    if room.holds(to, role) {
        return Err(Refusal::RoleIsTheirs { role, holder: to.clone() });
    }
    one(Event::RoleOffered { role, to: to.clone(), brief: text(Field::Brief, brief)? })
}

pub fn accept(room: &Room, cx: &Cx, offer: Seq) -> Outcome {
    let Offer { role, from, .. } = mine_to_answer(room, cx, offer)?;
    Ok(promoted(room, cx, *role, Event::RoleAccepted { offer, role: *role, from: from.clone() }))
}

pub fn decline(room: &Room, cx: &Cx, offer: Seq, why: &str) -> Outcome {
    let Offer { role, .. } = mine_to_answer(room, cx, offer)?;
    one(Event::RoleDeclined { offer, role: *role, why: text(Field::Why, why)? })
}

/// A deputy who comes to command is nobody's second any more.
fn promoted(room: &Room, cx: &Cx, role: Role, event: Event) -> Vec<Event> {
    let was_deputy = role == Role::IncidentCommander && room.holds(&cx.actor, Role::Deputy);
    let laid_down = was_deputy.then_some(Event::RoleReleased { role: Role::Deputy });
    std::iter::once(event).chain(laid_down).collect()
}

fn mine(room: &Room, cx: &Cx, role: Role) -> Result<(), Refusal> {
    if room.holds(&cx.actor, role) { Ok(()) } else { Err(Refusal::RoleNotYours { role }) }
}

fn mine_to_answer<'a>(room: &'a Room, cx: &Cx, offer: Seq) -> Result<&'a Offer, Refusal> {
    let found = room.offers.get(&offer).ok_or(Refusal::NoSuchOffer { offer })?;
    if found.to == cx.actor { Ok(found) } else { Err(Refusal::OfferNotYours { to: found.to.clone() }) }
}
