//! Coming in and going: by one's name where only this machine can reach the server, by an invitation elsewhere.

use askama::Template;
use axum::Form;
use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{AppendHeaders, IntoResponse, Redirect, Response};
use drill::words::Lang;
use serde::Deserialize;

use super::Web;
use super::page::{self, Frame, here};
use super::who::{LANGUAGE, Reading, SESSION, Viewer};
use crate::desk::people::{NotLetIn, Person, Secret};
use crate::faces::request::from_this_machine;

/// A cookie is kept so long [s]: a quarter.
const KEPT: u32 = 90 * 24 * 3_600;

#[derive(Template)]
#[template(path = "door.html")]
struct Door {
    f: Frame,
    /// Where the form is sent; empty where an invitation is needed.
    action: String,
    to: String,
    wrong: String,
}

/// Where somebody wanted to go.
#[derive(Debug, Default, Deserialize)]
pub struct Wanted {
    #[serde(default)]
    to: String,
}

/// What is written at the door.
#[derive(Debug, Deserialize)]
pub struct Written {
    name: String,
    #[serde(default)]
    to: String,
}

/// The door.
pub async fn show(
    State(web): State<Web>,
    Reading(lang): Reading,
    headers: HeaderMap,
    Query(wanted): Query<Wanted>,
) -> Response {
    let action = if by_name(&web, &headers) { "/enter" } else { "" };
    door(&web, lang, action, &wanted.to, String::new())
}

/// Nobody but who sits at this machine reaches the server: they come in by saying their name.
fn by_name(web: &Web, headers: &HeaderMap) -> bool {
    web.open && from_this_machine(headers)
}

/// The door, for somebody with an invitation.
pub async fn invited(
    State(web): State<Web>,
    Reading(lang): Reading,
    Path(invite): Path<String>,
    Query(wanted): Query<Wanted>,
) -> Response {
    match Secret::read(&invite) {
        Some(secret) => door(&web, lang, &format!("/join/{}", secret.shown()), &wanted.to, String::new()),
        None => page::nothing_here(State(web), Reading(lang)).await,
    }
}

/// Comes in by name.
pub async fn enter(
    State(web): State<Web>,
    Reading(lang): Reading,
    headers: HeaderMap,
    Form(written): Form<Written>,
) -> Response {
    if !by_name(&web, &headers) {
        return door(&web, lang, "", &written.to, String::new());
    }
    let came = web.people.enter(&written.name).await;
    answer(&web, lang, "/enter", &written, came)
}

/// Comes in with an invitation.
pub async fn join(
    State(web): State<Web>,
    Reading(lang): Reading,
    Path(invite): Path<String>,
    Form(written): Form<Written>,
) -> Response {
    let Some(secret) = Secret::read(&invite) else {
        return page::nothing_here(State(web), Reading(lang)).await;
    };
    let came = web.people.join(&secret, &written.name).await;
    answer(&web, lang, &format!("/join/{}", secret.shown()), &written, came)
}

/// Goes.
pub async fn leave(State(web): State<Web>, viewer: Viewer) -> Response {
    match web.people.leave(&viewer.secret).await {
        Ok(()) => (AppendHeaders([(header::SET_COOKIE, cookie(SESSION, "", 0))]), Redirect::to("/enter"))
            .into_response(),
        Err(broken) => page::ours(viewer.lang, &broken.to_string()),
    }
}

/// Reads in another language from now on.
pub async fn language(Path(lang): Path<String>, headers: HeaderMap) -> Response {
    let Some(lang) = Lang::from_tag(&lang) else { return StatusCode::NOT_FOUND.into_response() };
    let from = headers.get(header::REFERER).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let path =
        from.split_once("://").and_then(|(_, rest)| rest.find('/').map(|at| &rest[at..])).unwrap_or("/");
    (AppendHeaders([(header::SET_COOKIE, cookie(LANGUAGE, lang.tag(), KEPT))]), Redirect::to(here(path)))
        .into_response()
}

fn answer(
    web: &Web,
    lang: Lang,
    action: &str,
    written: &Written,
    came: Result<(Person, Secret), NotLetIn>,
) -> Response {
    match came {
        Ok((_, secret)) => {
            let cookie = cookie(SESSION, secret.shown(), KEPT);
            (AppendHeaders([(header::SET_COOKIE, cookie)]), Redirect::to(here(&written.to))).into_response()
        }
        Err(NotLetIn::Ours(why)) => page::ours(lang, &why),
        Err(why) => {
            let key = match why {
                NotLetIn::Invite => "web-door-invite-gone",
                NotLetIn::Taken(_) => "web-door-taken",
                NotLetIn::Name | NotLetIn::Ours(_) => "web-door-name-wrong",
            };
            let wrong = Frame::outside(web, lang).w.t(key);
            door(web, lang, action, &written.to, wrong)
        }
    }
}

fn door(web: &Web, lang: Lang, action: &str, to: &str, wrong: String) -> Response {
    let status = if wrong.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let f = Frame::outside(web, lang);
    page::shown_as(status, &Door { f, action: action.into(), to: here(to).into(), wrong })
}

fn cookie(name: &str, value: &str, kept: u32) -> String {
    format!("{name}={value}; Path=/; Max-Age={kept}; HttpOnly; SameSite=Lax")
}
