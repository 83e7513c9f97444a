//! Orders from a page or a program: one line of the line language, or talk. Answered with the entry's number, or with a
//! refusal and its next step; the same id twice is one order.

use axum::Form;
use axum::Json;
use axum::extract::{FromRequestParts, Path};
use axum::http::StatusCode;
use axum::http::request::Parts;
use axum::response::{IntoResponse, Redirect, Response};
use drill::play::Deed;
use drill::words::room::{misread, refused_parts};
use room::line::{Misread, parse};
use room::{Command, Origin, Seq};
use serde::{Deserialize, Serialize};

use super::Web;
use super::heard;
use super::page::{self, Frame, Words};
use super::who::{Viewer, wants_json};
use crate::clock;
use crate::desk::rooms::{OwnId, Receipt, Refused, RoomId, Use};

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
    /// An order that the words read like, as a form.
    #[serde(skip_serializing_if = "String::is_empty")]
    offer: String,
}

/// An order with the line of investigation in whose thread it is given.
pub type Line = (Option<Seq>, Command);

/// Takes an order.
pub async fn give(giver: Giver, Form(sent): Form<Sent>) -> Response {
    let order = read(&sent).map_err(|why| misread(&giver.words(), &why));
    let heard = match &order {
        Ok((_, Command::Say { text })) => giver.heard(text).await,
        _ => None,
    };
    giver.leaves(&sent.id, order, "", heard).await
}

/// Somebody who does something in a room: who, where, and how they read the answer.
pub struct Giver {
    web: Web,
    /// Who.
    pub viewer: Viewer,
    /// The room, as the path names it.
    pub room: String,
    /// A program, or our own script.
    json: bool,
    /// Our own page, which shows a refusal; a browser would call any other status an error of the page.
    page: bool,
}

impl FromRequestParts<Web> for Giver {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, web: &Web) -> Result<Giver, Response> {
        let viewer = Viewer::from_request_parts(parts, web).await?;
        let Path(room) = Path::from_request_parts(parts, web).await.map_err(IntoResponse::into_response)?;
        let (json, page) = (wants_json(&parts.headers), parts.uri.query() == Some("page"));
        Ok(Giver { web: web.clone(), viewer, room, json, page })
    }
}

impl Giver {
    /// The words that they read.
    pub fn words(&self) -> Words {
        Words::of(&self.web, &self.viewer)
    }

    /// Gives an order that was read from a request, by the id that its sender chose; or says why it could not be read. A browser
    /// without a script goes on at `to`, or at the entry that the order left.
    pub async fn gives(&self, id: &str, order: Result<Line, String>, to: &str) -> Response {
        self.leaves(id, order, to, None).await
    }

    /// The order that somebody's words read like in a real room, if it would take one.
    async fn heard(&self, said: &str) -> Option<String> {
        let (room, desk) = (self.room.parse::<RoomId>().ok()?, &self.web.desk);
        let now = clock::now();
        let seen = desk.look(&room, move |used: &Use| used.seen(now)).await.ok()?;
        let person = &self.viewer.person;
        let live = matches!(seen.room.origin(), Some(Origin::Live {}));
        live.then(|| heard::order(said, &seen, (&person.actor, person.part.standing()), now)).flatten()
    }

    async fn leaves(
        &self,
        id: &str,
        order: Result<Line, String>,
        to: &str,
        heard: Option<String>,
    ) -> Response {
        let Ok(room) = self.room.parse::<RoomId>() else {
            return self.no(StatusCode::NOT_FOUND, "web-no-room");
        };
        let (line, command) = match order {
            Ok(order) => order,
            Err(why) => return self.told(StatusCode::UNPROCESSABLE_ENTITY, &why, ""),
        };
        let (caller, desk) = (self.viewer.caller(), &self.web.desk);
        let id = OwnId::or_drawn(&caller, id);
        self.answered(desk.give(&room, &caller, id, line, command).await, to, heard).await
    }

    /// Does something at the table of the room's drill.
    pub async fn does(&self, id: &str, deed: Deed) -> Response {
        let Ok(room) = self.room.parse::<RoomId>() else {
            return self.no(StatusCode::NOT_FOUND, "web-no-room");
        };
        let (caller, desk) = (self.viewer.caller(), &self.web.desk);
        let id = OwnId::or_drawn(&caller, id);
        self.answered(desk.does(&room, &caller, id, deed).await, &format!("/rooms/{room}"), None).await
    }

    /// Says what was left, or why nothing was.
    async fn answered(&self, left: Result<Receipt, Refused>, to: &str, heard: Option<String>) -> Response {
        match left {
            Ok(Receipt { seq }) if self.json => {
                let offer = heard.map(|order| heard::html(&self.words(), &self.room, &order));
                Json(Taken { seq, offer: offer.unwrap_or_default() }).into_response()
            }
            Ok(Receipt { seq }) if to.is_empty() => {
                let heard =
                    heard.map_or_else(String::new, |order| format!("?heard={}", page::in_query(&order)));
                Redirect::to(&format!("/rooms/{}{heard}#e{}", self.room, seq.0)).into_response()
            }
            Ok(_) => Redirect::to(page::here(to)).into_response(),
            Err(Refused::NoRoom(_)) => self.no(StatusCode::NOT_FOUND, "web-no-room"),
            Err(Refused::NoTable) => self.no(StatusCode::CONFLICT, "web-no-table"),
            Err(Refused::Room(refusal)) => {
                // A time in it is the drill's, where one is played.
                let table = match self.room.parse() {
                    Ok(room) => self.web.desk.table(&room).await.unwrap_or_default(),
                    Err(_) => None,
                };
                let (what, next) = refused_parts(&self.words().at(table), &refusal);
                self.told(StatusCode::CONFLICT, &what, &next)
            }
            Err(Refused::MayNot(_)) => self.no(StatusCode::FORBIDDEN, "web-guest-no"),
            Err(Refused::Ours(why)) if self.json => {
                page::refused_json(500, &why, &self.words().t("web-repeat"))
            }
            Err(Refused::Ours(why)) => page::ours(self.viewer.lang, &why),
        }
    }

    /// No, by the key of what is so; what to do is beside it.
    fn no(&self, status: StatusCode, key: &str) -> Response {
        let w = self.words();
        self.told(status, &w.t(key), &w.t(&format!("{key}-next")))
    }

    fn told(&self, status: StatusCode, what: &str, next: &str) -> Response {
        if self.json {
            let status = if self.page { StatusCode::OK } else { status };
            return page::refused_json(status.as_u16(), what, next);
        }
        let (frame, back) = (Frame::of(&self.web, &self.viewer), format!("/rooms/{}", self.room));
        page::notice(status, frame, what.into(), next.into(), page::here(&back))
    }
}

fn read(sent: &Sent) -> Result<Line, Misread> {
    let line = sent.thread.trim_start_matches('#').parse().ok().map(Seq);
    let slash = sent.say.trim_start().strip_prefix(['/', '／']);
    let (line, command) = match slash.or(Some(sent.order.as_str()).filter(|order| !order.is_empty())) {
        Some(order) => {
            let parsed = parse(order)?;
            (parsed.thread.or(line), parsed.command)
        }
        None => (line, Command::Say { text: sent.say.clone() }),
    };
    Ok((line, command))
}
