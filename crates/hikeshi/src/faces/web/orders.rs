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
    let asks = Asks::of(&headers, query.as_deref());
    let order = read(&sent, &viewer).map_err(|why| misread(&Frame::of(&web, &viewer).w, &why));
    answered(&web, &viewer, &room, asks, order, "").await
}

/// How whoever sent an order reads the answer.
#[derive(Clone, Copy, Debug)]
pub struct Asks {
    /// A program, or our own script.
    json: bool,
    /// Our own page, which shows a refusal; a browser would call any other status an error of the page.
    page: bool,
}

impl Asks {
    /// As the request says.
    pub fn of(headers: &HeaderMap, query: Option<&str>) -> Asks {
        Asks { json: wants_json(headers), page: query == Some("page") }
    }
}

/// Gives an order that was read from a request, or says why it could not be read. A browser without a script goes on at
/// `to`, or at the entry that the order left.
pub async fn answered(
    web: &Web,
    viewer: &Viewer,
    room: &str,
    asks: Asks,
    order: Result<Order, String>,
    to: &str,
) -> Response {
    let w = Frame::of(web, viewer).w;
    let back = if to.is_empty() { format!("/rooms/{room}") } else { page::here(to).to_string() };
    let no = |status: StatusCode, what: String, next: String| match asks.json {
        true if asks.page => page::refused_json(200, &what, &next),
        true => page::refused_json(status.as_u16(), &what, &next),
        false => page::notice(status, Frame::of(web, viewer), what, next, &back),
    };
    let Ok(room) = room.parse::<RoomId>() else {
        return no(StatusCode::NOT_FOUND, w.t("web-no-room"), w.t("web-no-room-next"));
    };
    let order = match order {
        Ok(order) => order,
        Err(why) => return no(StatusCode::UNPROCESSABLE_ENTITY, why, String::new()),
    };
    match web.desk.submit(&room, order, viewer.person.part.standing()).await {
        Ok(receipt) if asks.json => Json(Taken { seq: receipt.seq }).into_response(),
        Ok(receipt) if to.is_empty() => Redirect::to(&format!("{back}#e{}", receipt.seq.0)).into_response(),
        Ok(_) => Redirect::to(&back).into_response(),
        Err(Refused::NoRoom(_)) => no(StatusCode::NOT_FOUND, w.t("web-no-room"), w.t("web-no-room-next")),
        Err(Refused::NoTable) => no(StatusCode::CONFLICT, w.t("web-no-table"), w.t("web-no-table-next")),
        Err(Refused::Room(refusal)) => {
            let (what, next) = refused_parts(&w, &refusal);
            no(StatusCode::CONFLICT, what, next)
        }
        Err(Refused::Ours(why)) if asks.json => page::refused_json(500, &why, &w.t("web-repeat")),
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
