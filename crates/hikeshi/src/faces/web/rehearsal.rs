//! A read-through of a runbook outside an incident: a room of its own kind with that runbook and nothing else in the way, for
//! whoever learns it. Knows how one is begun; it is read like any other.

use axum::Form;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use room::{Command, Flow, Order, OrderId, Origin};
use serde::Deserialize;

use super::Web;
use super::home::refused;
use super::orders::drawn_id;
use super::runbook::pasted;
use super::who::Viewer;
use crate::clock;
use crate::desk::people::drawn;
use crate::desk::rooms::{Refused, RoomId};

/// What is written to begin one.
#[derive(Debug, Deserialize)]
pub struct Written {
    #[serde(default)]
    title: String,
    text: String,
}

/// Begins one. A runbook that the room would refuse opens no room.
pub async fn begin(State(web): State<Web>, viewer: Viewer, Form(written): Form<Written>) -> Response {
    let room = RoomId::drawn(drawn());
    let (title, steps) = pasted(&written.title, &written.text);
    let open = Command::OpenRoom { title: title.clone(), origin: Origin::Rehearsal {} };
    let order = |command| {
        let id = OrderId::new(drawn_id()).expect("letters and digits are an id");
        Order { id, actor: viewer.person.actor.clone(), line: None, command }
    };
    let orders = [order(open), order(Command::StartRunbook { title, steps })];
    let standing = viewer.person.part.standing();
    // Tried on a log that nobody keeps, so that a slip in the paste leaves no empty room behind.
    let mut tried = Flow::new();
    let slip = orders.iter().find_map(|order| tried.submit(order, standing, clock::now()).err());
    if let Some(why) = slip {
        return refused(&web, &viewer, &Refused::Room(why));
    }
    for order in orders {
        if let Err(why) = web.desk.submit(&room, order, standing).await {
            return refused(&web, &viewer, &why);
        }
    }
    Redirect::to(&format!("/rooms/{room}")).into_response()
}
