//! A drill's debrief as a page of the server: the drill's own page, with the way back to the room and on to the next drill. While
//! it is being proved it says so, looks again by itself, and keeps open what the reader has opened. What it says is the debrief's.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{Html, IntoResponse, Response};
use drill::debrief::Around;
use room::Origin;

use super::Web;
use super::page::{self, Frame, Words};
use super::who::Viewer;
use crate::desk::catalog::Script;
use crate::desk::rooms::{Refused, RoomId, Use};
use crate::desk::surprise;
use crate::desk::table::Told;

/// The page carries its style; its one script is a file of ours.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; script-src 'self'; connect-src 'self'; \
                      form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/// The script; without one the page is asked for again as a whole.
const LOOKS_AGAIN: &str = "<script type=\"module\" src=\"/assets/debrief.js\"></script>\n\
                           <noscript><meta http-equiv=\"refresh\" content=\"10\"></noscript>\n";

#[derive(Template)]
#[template(path = "debrief-above.html")]
struct Above<'a> {
    w: &'a Words,
    room: &'a str,
    proving: Option<String>,
}

#[derive(Template)]
#[template(path = "debrief-below.html")]
struct Below<'a> {
    f: &'a Frame,
    room: &'a str,
    next: Option<(&'static str, String)>,
}

/// The debrief, in the reader's language.
pub async fn show(State(web): State<Web>, viewer: Viewer, Path(room): Path<String>) -> Response {
    let f = Frame::of(&web, &viewer);
    let Ok(id) = room.parse::<RoomId>() else { return no_table(f) };
    let table = match web.desk.table(&id).await {
        Ok(Some(table)) => table,
        Err(Refused::Ours(why)) => return page::ours(viewer.lang, &why),
        Ok(None) | Err(_) => return no_table(f),
    };
    match table.debrief().await {
        Ok(Some(told)) => {
            let next = next(&web, &id, &told).await;
            told_with(&f, &id, &told, next)
        }
        Ok(None) => {
            let (what, next) = (f.w.t("web-not-over"), f.w.t("web-not-over-next"));
            page::notice(StatusCode::CONFLICT, f, what, next, &format!("/rooms/{id}"))
        }
        Err(why) => page::ours(viewer.lang, &why.to_string()),
    }
}

fn no_table(f: Frame) -> Response {
    let (what, next) = (f.w.t("web-no-table"), f.w.t("web-no-table-next"));
    page::notice(StatusCode::NOT_FOUND, f, what, next, "/")
}

fn told_with(f: &Frame, room: &RoomId, told: &Told, next: Option<&'static Script>) -> Response {
    let (w, room) = (&f.w, room.as_str());
    let proving = told.proving.map(|far| {
        let (step, percent) = far.share();
        w.all("web-after-proving", &[("step", &step.to_string()), ("percent", &percent.to_string())])
    });
    let named = |script: &'static Script| {
        let of = &script.scenario;
        let (difficulty, minutes) = (of.difficulty.to_string(), of.minutes.to_string());
        let args =
            [("title", of.title.get(w.lang).trim()), ("difficulty", &difficulty), ("minutes", &minutes)];
        (of.id.as_str(), w.all("web-after-next-one", &args))
    };
    let head = if proving.is_some() { LOOKS_AGAIN } else { "" };
    let above = Above { w, room, proving }.render().unwrap_or_default();
    let below = Below { f, room, next: next.map(named) }.render().unwrap_or_default();
    let around = Around { head, above: &above, below: &page::with_ids(&below) };
    let mut answer = Html(told.debrief.html_in(w.lang, around)).into_response();
    answer.headers_mut().insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(POLICY));
    answer
}

/// The drill that the debrief advises, of those that were not played here lately.
async fn next(web: &Web, id: &RoomId, told: &Told) -> Option<&'static Script> {
    let mut rooms = web.desk.rooms(i64::MAX).await.ok()?;
    rooms.sort_by_key(|room| room.opened);
    let origin = web.desk.look(id, |used: &Use| used.room.origin().cloned()).await.ok()?;
    let Some(Origin::Drill { scenario, .. }) = origin else { return None };
    let opened = rooms.iter().find(|room| room.room == *id).map(|room| room.opened);
    let earlier = rooms.iter().filter_map(|room| match &room.line.origin {
        Some(Origin::Drill { scenario, .. }) if room.opened < opened? => {
            Some((scenario.clone(), opened?.duration_since(room.opened).as_hours()))
        }
        _ => None,
    });
    surprise::after(&told.debrief, &scenario, &earlier.collect::<Vec<_>>())
}
