//! The first page: rooms that are open, rooms that were, and the way to open one.

use ::drill::words::room::{Reader, refused_parts};
use askama::Template;
use axum::Form;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use room::{Command, Origin, Severity};
use serde::Deserialize;

use super::Web;
use super::page::{self, Frame};
use super::who::Viewer;
use crate::desk::catalog::{Offer, offers};
use crate::desk::rooms::{Listed, OwnId, Refused};

#[derive(Template)]
#[template(path = "home.html")]
struct Home {
    f: Frame,
    open: Vec<Row>,
    closed: Vec<Row>,
    /// Read-throughs, which are no incidents.
    read: Vec<Row>,
    drills: Vec<Offer>,
}

/// A room in the list.
struct Row {
    id: String,
    title: String,
    severity: Option<String>,
    phase: String,
    commander: String,
    opened: String,
    drill: bool,
}

/// What is written to open a room.
#[derive(Debug, Deserialize)]
pub struct Written {
    #[serde(default)]
    id: String,
    title: String,
    #[serde(default)]
    severity: String,
}

/// The list.
pub async fn show(State(web): State<Web>, viewer: Viewer) -> Response {
    let listed = match web.desk.rooms(i64::MAX).await {
        Ok(listed) => listed,
        Err(broken) => return page::ours(viewer.lang, &broken.to_string()),
    };
    let f = Frame::of(&web, &viewer);
    let apart = |room: &&Listed| matches!(room.line.origin, Some(Origin::Rehearsal {}));
    let (read, others): (Vec<&Listed>, Vec<&Listed>) = listed.iter().partition(apart);
    let (closed, open): (Vec<&Listed>, Vec<&Listed>) =
        others.into_iter().partition(|room| room.closed.is_some());
    let rows = |rooms: Vec<&Listed>| rooms.into_iter().map(|room| row(&f, room)).collect();
    let (open, closed, read) = (rows(open), rows(closed), rows(read));
    let drills = offers(viewer.lang).collect();
    page::shown(&Home { f, open, closed, read, drills })
}

fn row(f: &Frame, listed: &Listed) -> Row {
    let line = &listed.line;
    Row {
        id: listed.room.to_string(),
        title: line.title.clone(),
        severity: line.severity.map(|severity| severity.to_string()),
        phase: f.w.t(line.phase.key()),
        commander: line.commander.as_ref().map_or_else(String::new, |who| f.w.name(who)),
        opened: f.w.day(listed.opened),
        drill: line.origin.as_ref().is_some_and(Origin::is_drill),
    }
}

/// Opens a room for a real incident, and declares it in the same breath where a severity is said.
pub async fn open(State(web): State<Web>, viewer: Viewer, Form(written): Form<Written>) -> Response {
    let command = Command::OpenRoom { title: written.title, origin: Origin::Live {} };
    let severity = written.severity.parse().ok().and_then(Severity::new);
    let declare = severity.map(|severity| Command::Declare { severity: Some(severity), title: None });
    opened(&web, &viewer, &written.id, std::iter::once(command).chain(declare)).await
}

/// Opens a room by what is ordered in it first, and leads there; or says why not.
pub async fn opened(
    web: &Web,
    viewer: &Viewer,
    id: &str,
    commands: impl IntoIterator<Item = Command>,
) -> Response {
    let (caller, commands) = (viewer.caller(), commands.into_iter().collect());
    let id = OwnId::or_drawn(&caller, id);
    let room = id.room("room");
    match web.desk.open_room(&room, &caller, &id, commands).await {
        Ok(_) => Redirect::to(&format!("/rooms/{room}")).into_response(),
        Err(Refused::Room(refusal)) => {
            let f = Frame::of(web, viewer);
            let (what, next) = refused_parts(&f.w, &refusal);
            page::notice(StatusCode::UNPROCESSABLE_ENTITY, f, what, next, "/")
        }
        Err(Refused::MayNot(_)) => page::not_for_a_guest(Frame::of(web, viewer)),
        Err(why) => page::ours(viewer.lang, &why.to_string()),
    }
}
