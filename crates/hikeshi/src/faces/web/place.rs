//! What somebody has of a drill's table for themselves: their seat with what only it knows, and the game master's chair with
//! the truth, which nobody else's page ever holds.

use askama::Template;
use axum::Form;
use axum::response::Response;
use drill::play::Deed;
use drill::words::room::Reader;
use serde::Deserialize;
use world::time::MINUTE;

use super::orders::Giver;
use super::page::Words;
use super::who::Viewer;
use crate::desk::people::Part;
use crate::desk::rooms::RoomId;
use crate::desk::table::{Place, Table};

#[derive(Template)]
#[template(path = "place.html")]
struct Beside<'a> {
    w: &'a Words,
    room: &'a str,
    p: &'a Place,
    seats: Vec<Seat>,
    chair: Option<String>,
    acts: bool,
    over: bool,
    quiet: bool,
}

struct Seat {
    id: String,
    name: String,
    who: String,
    mine: bool,
}

/// The viewer's place at the table.
pub async fn beside(w: &Words, room: &RoomId, table: &Table, viewer: &Viewer) -> String {
    let me = &viewer.person.actor;
    let place = table.place(me, w.lang).await;
    let seats = place.seats.iter().map(|seat| Seat {
        id: seat.id.clone(),
        name: seat.name.clone(),
        who: seat.who.iter().map(|who| w.name(who)).collect::<Vec<_>>().join(" "),
        mine: seat.who.contains(me),
    });
    let over = table.standing().over;
    let page = Beside {
        w,
        room: room.as_str(),
        seats: seats.collect(),
        chair: place.chair.as_ref().map(|who| w.name(who)),
        acts: viewer.person.part != Part::Guest,
        quiet: over && place.truth.is_none(),
        over,
        p: &place,
    };
    page.render().unwrap_or_else(|error| error.to_string())
}

/// Which seat.
#[derive(Debug, Deserialize)]
pub struct Wanted {
    #[serde(default)]
    id: String,
    seat: String,
}

/// Sits down in a seat.
pub async fn sit(giver: Giver, Form(wanted): Form<Wanted>) -> Response {
    giver.does(&wanted.id, Deed::Seat(wanted.seat)).await
}

/// What is done from the chair.
#[derive(Debug, Deserialize)]
pub struct Led {
    #[serde(default)]
    id: String,
    deed: String,
    #[serde(default)]
    n: usize,
    /// As whom.
    #[serde(default)]
    who: String,
    #[serde(default)]
    text: String,
}

impl Led {
    fn deed(self) -> Deed {
        match self.deed.as_str() {
            "sit" => Deed::Chair(true),
            "inject" => Deed::Inject(self.n),
            "says" => Deed::Says { id: self.who, text: self.text },
            "lose" => Deed::Lose((self.n as u64).saturating_mul(MINUTE)),
            "hints" => Deed::Hints(self.n > 0),
            _ => Deed::Chair(false),
        }
    }
}

/// Acts from the game master's chair.
pub async fn lead(giver: Giver, Form(led): Form<Led>) -> Response {
    let id = led.id.clone();
    giver.does(&id, led.deed()).await
}
