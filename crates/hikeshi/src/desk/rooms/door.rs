//! The one way in for whatever people send, from any face: whose it is, whether whoever came in their name may, and by which id it
//! is known again. What an order does is the room's; what a deed at the table of a drill does is the play's.

use drill::play::Deed;
use room::{BadName, Command, Flow, Order, OrderId, Seq, Standing};
use sha2::{Digest, Sha256};

use super::{Desk, Receipt, Refused, RoomId};
use crate::clock;
use crate::desk::people::{Caller, May, drawn, hex};
use crate::desk::table::{Begun, Table};

/// The id of something that somebody sends, with whose it is: what two people call alike is never taken for one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnId(OrderId);

impl OwnId {
    /// As its sender chose it; drawn where they chose none.
    ///
    /// # Errors
    /// When what they chose is no id.
    pub fn of(caller: &Caller, chosen: Option<&str>) -> Result<OwnId, BadName> {
        let chosen = match chosen {
            Some(chosen) => String::from(OrderId::new(chosen)?),
            None => hex(&drawn::<12>()),
        };
        // No person's id has a slash in it, and none of a drill's own orders has.
        let whole = format!("{}/{chosen}", caller.person.actor);
        let short = || OrderId::new(format!("/{}", hex(&Sha256::digest(whole.as_bytes())[..20])));
        OrderId::new(whole.as_str()).or_else(|_| short()).map(OwnId)
    }

    /// What its sender chose, or one that is drawn where that is no id.
    pub fn or_drawn(caller: &Caller, chosen: &str) -> OwnId {
        let drawn = || OwnId::of(caller, None).expect("letters and digits are an id");
        OwnId::of(caller, Some(chosen)).unwrap_or_else(|_| drawn())
    }

    /// The room that is opened by what has this id: sent again, the same one. `kind` tells rooms from drills.
    pub fn room(&self, kind: &str) -> RoomId {
        let hash = Sha256::digest(format!("{kind} {}", String::from(self.0.clone())).as_bytes());
        RoomId::drawn(std::array::from_fn(|n| hash[n]))
    }

    /// The id of the n-th thing that is sent at once under this one.
    fn nth(&self, n: usize) -> OrderId {
        if n == 0 {
            return self.0.clone();
        }
        let hash = Sha256::digest(format!("{n} {}", String::from(self.0.clone())).as_bytes());
        OrderId::new(format!("/{}", hex(&hash[..20]))).expect("letters and digits are an id")
    }
}

impl Desk {
    /// Gives an order of somebody. When it is answered, what it left is on the disk.
    ///
    /// # Errors
    /// The refusal, with its next step; or that our side failed.
    pub async fn give(
        &self,
        room: &RoomId,
        caller: &Caller,
        id: OwnId,
        line: Option<Seq>,
        command: Command,
    ) -> Result<Receipt, Refused> {
        let responds = standing(caller) == Standing::Responder;
        if !caller.may.allows(&command) {
            return Err(Refused::MayNot(caller.may));
        }
        // At a table, words are deeds: whatever may only talk says nothing there in the name of somebody who acts.
        if responds && caller.may < May::Act && self.table(room).await?.is_some() {
            return Err(Refused::MayNot(caller.may));
        }
        let order = Order { id: id.0, actor: caller.person.actor.clone(), line, command };
        self.submit(room, order, standing(caller)).await
    }

    /// Does something at the table of a drill.
    ///
    /// # Errors
    /// That they may not, that no drill is played there, or that our side failed.
    pub async fn does(
        &self,
        room: &RoomId,
        caller: &Caller,
        id: OwnId,
        deed: Deed,
    ) -> Result<Receipt, Refused> {
        acts(caller)?;
        let table = self.table(room).await?.ok_or(Refused::NoTable)?;
        table.does(id.0, caller.person.actor.clone(), deed).await
    }

    /// Opens a room by its first orders: all of them, or none. Sent again, they are done once.
    ///
    /// # Errors
    /// The refusal of the first that the room does not take, with its next step; or that our side failed.
    pub async fn open_room(
        &self,
        room: &RoomId,
        caller: &Caller,
        id: &OwnId,
        commands: Vec<Command>,
    ) -> Result<Receipt, Refused> {
        acts(caller)?;
        let order = |(n, command)| {
            let (id, actor) = (id.nth(n), caller.person.actor.clone());
            Order { id, actor, line: None, command }
        };
        let orders: Vec<Order> = commands.into_iter().enumerate().map(order).collect();
        // Tried on a log that nobody keeps, so that a slip leaves no half-opened room behind.
        let mut tried = Flow::new();
        for order in &orders {
            tried.submit(order, standing(caller), clock::now())?;
        }
        let mut receipt = Receipt { seq: Seq(0) };
        for order in orders {
            receipt = self.submit(room, order, standing(caller)).await?;
        }
        Ok(receipt)
    }

    /// Opens a drill for a team in a new room; in one that it was opened in before, that is all.
    ///
    /// # Errors
    /// That they may not, that there is no such scenario (no table), or that our side failed.
    pub async fn begin(&self, room: &RoomId, caller: &Caller, begun: Begun) -> Result<Table, Refused> {
        acts(caller)?;
        match self.table(room).await {
            Ok(Some(table)) => Ok(table),
            Ok(None) | Err(Refused::NoRoom(_)) => {
                self.tables.begin(room, caller.person.actor.clone(), begun).await
            }
            Err(why) => Err(why),
        }
    }
}

/// What somebody is in a room.
fn standing(caller: &Caller) -> Standing {
    caller.person.part.standing()
}

/// Whoever came in somebody's name may do what a responder does.
fn acts(caller: &Caller) -> Result<(), Refused> {
    if caller.may >= May::Act { Ok(()) } else { Err(Refused::MayNot(caller.may)) }
}
