//! One intent of one actor, and its way into the log: refused as a whole, or recorded as entries with
//! the next numbers. Knows the envelope; what an order means is `decide`.

use std::collections::BTreeSet;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::decide::joined;
use crate::person::{BadName, is_id};
use crate::refusal::Thing;
use crate::state::Room;
use crate::{Actor, Command, Cx, ENTRIES, Entry, Refusal, Role, Seq, Standing, decide, permit};

/// Chosen by whoever sends the order; the same id sent twice is one order.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct OrderId(String);

impl OrderId {
    /// An id as written; the rules are those of an `Actor`'s.
    pub fn new(id: impl Into<String>) -> Result<OrderId, BadName> {
        let id = id.into();
        if is_id(&id) { Ok(OrderId(id)) } else { Err(BadName) }
    }
}

impl TryFrom<String> for OrderId {
    type Error = BadName;

    fn try_from(id: String) -> Result<OrderId, BadName> {
        OrderId::new(id)
    }
}

impl From<OrderId> for String {
    fn from(id: OrderId) -> String {
        id.0
    }
}

/// One intent given by one actor, from any face. Which room it is for is the envelope's of whoever
/// keeps several.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Order {
    /// The same id twice is one order.
    pub id: OrderId,
    /// Whose.
    pub actor: Actor,
    /// The line of investigation in whose thread it is given.
    pub line: Option<Seq>,
    /// What.
    pub command: Command,
}

/// What is known of who sends an order; whoever checked their identity vouches for it. A `Standing` alone will do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Known {
    /// What they are here.
    pub standing: Standing,
    /// Roles that they held in earlier rooms.
    pub held: BTreeSet<Role>,
}

impl From<Standing> for Known {
    fn from(standing: Standing) -> Known {
        Known { standing, held: BTreeSet::new() }
    }
}

/// What an order leaves in the log, ready to append after `room.seq()`; nothing, if it was recorded
/// before or changes nothing. Recorded before are the newest 10,000 orders of the room; one that is sent again when so many
/// others came after it counts as new. If somebody else appends first, ask again with the newer room: deciding is cheap.
pub fn record(
    room: &Room,
    order: &Order,
    known: impl Into<Known>,
    now: Timestamp,
) -> Result<Vec<Entry>, Refusal> {
    if room.orders.contains(&order.id) {
        return Ok(Vec::new());
    }
    // Clocks of several servers differ a little; the log never goes back.
    let now = room.last_at.map_or(now, |last| last.max(now));
    let Known { standing, held } = known.into();
    let cx = Cx { now, actor: order.actor.clone(), standing, held };
    permit(room, &order.command, &cx)?;
    let mut events = decide(room, &order.command, &cx)?;
    thread(room, order)?;
    if events.is_empty() {
        return Ok(Vec::new());
    }
    if comes_in(room, &order.command, &cx) {
        events.insert(0, joined(&cx));
    }
    if room.seq.0.saturating_add(events.len() as u64) > ENTRIES
        && !matches!(order.command, Command::CloseRoom { .. })
    {
        return Err(Refusal::RoomFull { most: ENTRIES });
    }
    Ok(stamp(room, order, &cx, events))
}

/// Whoever acts is here: nobody has to join before they may shout.
fn comes_in(room: &Room, command: &Command, cx: &Cx) -> bool {
    let stays = !matches!(command, Command::OpenRoom { .. } | Command::Join {} | Command::Leave {});
    let known = room.people.get(&cx.actor).filter(|presence| presence.here);
    let same = known.is_some_and(|presence| presence.standing == cx.standing);
    stays && cx.standing != Standing::Herald && !same
}

/// A thread that is spoken in must be there; in a closed one nothing new begins, but people may talk.
fn thread(room: &Room, order: &Order) -> Result<(), Refusal> {
    let Some(seq) = order.line else { return Ok(()) };
    let Some(line) = room.lines.get(&seq) else { return Err(Refusal::NoSuch { what: Thing::Line, seq }) };
    let talk = matches!(order.command, Command::Say { .. } | Command::Note { .. } | Command::Hear { .. });
    if line.outcome.is_some() && !talk { Err(Refusal::LineIsClosed { line: seq }) } else { Ok(()) }
}

fn stamp(room: &Room, order: &Order, cx: &Cx, events: Vec<crate::Event>) -> Vec<Entry> {
    let mut seq = room.seq;
    let stamped = events.into_iter().map(|event| {
        seq = seq.next();
        let (actor, order_id) = (cx.actor.clone(), order.id.clone());
        Entry { seq, at: cx.now, actor, order: order_id, line: order.line, event }
    });
    stamped.collect()
}
