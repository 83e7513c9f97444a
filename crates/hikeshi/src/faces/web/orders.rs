//! Orders from a page or a program: one line of the line language, or talk. Answered with the entry's number, or with a
//! refusal and its next step; the same id twice is one order.

use axum::Form;
use axum::Json;
use axum::extract::{Path, RawQuery, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use drill::words::room::{misread, refused_parts};
use room::line::{Misread, parse};
use room::{Command, Order, OrderId, Seq};
use serde::{Deserialize, Serialize};

use super::Web;
use super::page::{self, Frame};
use super::who::{Viewer, wants_json};
use crate::desk::people::drawn;
use crate::desk::rooms::{Refused, RoomId};

/// What is sent.
#[derive(Debug, Deserialize)]
pub struct Sent {
    /// Chosen by whoever sends it; the same twice is one order.
    #[serde(default)]
    id: String,
    /// An order in one line: `take ic`.
    #[serde(default)]
    order: String,
    /// What somebody says; an order where it begins with `/`.
    #[serde(default)]
    say: String,
    /// The line of investigation in whose thread it is said.
    #[serde(default)]
    thread: String,
}

#[derive(Serialize)]
struct Taken {
    seq: Seq,
}

/// Takes an order.
pub async fn give(
    State(web): State<Web>,
    viewer: Viewer,
    Path(room): Path<String>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
    Form(sent): Form<Sent>,
) -> Response {
    let json = wants_json(&headers);
    let f = Frame::of(&web, &viewer);
    let back = format!("/rooms/{room}");
    // Our own page shows a refusal; a browser would call any other status an error of the page.
    let page = query.as_deref() == Some("page");
    let no = |status: StatusCode, what: String, next: String| match json {
        true if page => page::refused_json(200, &what, &next),
        true => page::refused_json(status.as_u16(), &what, &next),
        false => page::notice(status, Frame::of(&web, &viewer), what, next, &back),
    };
    let Ok(room) = room.parse::<RoomId>() else {
        return no(StatusCode::NOT_FOUND, f.w.t("web-no-room"), f.w.t("web-no-room-next"));
    };
    let order = match read(&sent, &viewer) {
        Ok(order) => order,
        Err(why) => {
            return no(StatusCode::UNPROCESSABLE_ENTITY, misread(&f.w, &why), String::new());
        }
    };
    match web.desk.submit(&room, order, viewer.person.part.standing()).await {
        Ok(receipt) if json => Json(Taken { seq: receipt.seq }).into_response(),
        Ok(_) => Redirect::to(&back).into_response(),
        Err(Refused::NoRoom(_)) => no(StatusCode::NOT_FOUND, f.w.t("web-no-room"), f.w.t("web-no-room-next")),
        Err(Refused::Room(refusal)) => {
            let (what, next) = refused_parts(&f.w, &refusal);
            no(StatusCode::CONFLICT, what, next)
        }
        Err(Refused::Ours(why)) if json => page::refused_json(500, &why, &f.w.t("web-repeat")),
        Err(Refused::Ours(why)) => page::ours(viewer.lang, &why),
    }
}

fn read(sent: &Sent, viewer: &Viewer) -> Result<Order, Misread> {
    let id = OrderId::new(sent.id.as_str()).or_else(|_| OrderId::new(drawn_id()));
    let id = id.expect("letters and digits are an id");
    let line = sent.thread.trim_start_matches('#').parse().ok().map(Seq);
    let slash = sent.say.trim_start().strip_prefix(['/', '／']);
    let (line, command) = match slash.or(Some(sent.order.as_str()).filter(|order| !order.is_empty())) {
        Some(order) => {
            let parsed = parse(order)?;
            (parsed.thread.or(line), parsed.command)
        }
        None => (line, Command::Say { text: sent.say.clone() }),
    };
    Ok(Order { id, actor: viewer.person.actor.clone(), line, command })
}

/// An id for an order whose sender chose none.
pub fn drawn_id() -> String {
    drawn::<12>().iter().fold("w".to_string(), |id, byte| format!("{id}{byte:02x}"))
}
