//! Somebody's own page: what they are, where they are in, and what lets their programs in.

use askama::Template;
use axum::Form;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use jiff::Timestamp;
use serde::Deserialize;

use super::Web;
use super::page::{self, Frame};
use super::who::Viewer;
use crate::clock;
use crate::desk::people::{May, Part, Unmade};

/// How long a token of this page lasts [days].
const DAYS: u32 = 90;

#[derive(Template)]
#[template(path = "me.html")]
struct Page {
    f: Frame,
    id: String,
    part: String,
    /// What was just made; shown this once.
    made: String,
    wrong: String,
    tokens: Vec<TokenRow>,
    scopes: Vec<(&'static str, String)>,
    sessions: Vec<(String, String, bool)>,
}

struct TokenRow {
    id: String,
    label: String,
    may: String,
    until: String,
}

/// What is written to make a token.
#[derive(Debug, Deserialize)]
pub struct Written {
    #[serde(default)]
    label: String,
    #[serde(default)]
    may: String,
}

/// The key of what a part is called.
pub fn part_key(part: Part) -> &'static str {
    match part {
        Part::Guest => "people-part-guest",
        Part::Member => "people-part-member",
        Part::Admin => "people-part-admin",
    }
}

fn may_key(may: May) -> &'static str {
    match may {
        May::Read => "people-may-read",
        May::Talk => "people-may-talk",
        May::Act => "people-may-act",
        May::Admin => "people-may-admin",
    }
}

/// The page.
pub async fn show(State(web): State<Web>, viewer: Viewer) -> Response {
    page(&web, &viewer, String::new(), String::new()).await
}

/// Makes a token, and shows it once.
pub async fn make(State(web): State<Web>, viewer: Viewer, Form(written): Form<Written>) -> Response {
    let w = Frame::of(&web, &viewer).w;
    let Some(may) = May::from_name(&written.may) else {
        let wrong = drill::words::say(viewer.lang, "failure-no-scope", &[("name", &written.may)]);
        return page(&web, &viewer, String::new(), wrong).await;
    };
    match web.people.token(&viewer.person, may, &written.label, DAYS).await {
        Ok(made) => page(&web, &viewer, made, String::new()).await,
        Err(Unmade::Ours(why)) => page::ours(viewer.lang, &why),
        Err(Unmade::TooMany { person }) => {
            page(&web, &viewer, String::new(), w.with("failure-token-too-many", "person", &person)).await
        }
        Err(Unmade::TooMuch { person, most }) => {
            let args = [("person", person.as_str()), ("most", most)];
            let wrong = drill::words::say(viewer.lang, "failure-token-too-much", &args);
            page(&web, &viewer, String::new(), wrong).await
        }
    }
}

/// Ends a token of one's own.
pub async fn end_token(State(web): State<Web>, viewer: Viewer, Path(id): Path<String>) -> Response {
    match web.people.end_token(Some(&viewer.person.actor), &id).await {
        Ok(_) => Redirect::to("/me").into_response(),
        Err(broken) => page::ours(viewer.lang, &broken.to_string()),
    }
}

/// Ends a session of one's own, at another browser.
pub async fn end_session(State(web): State<Web>, viewer: Viewer, Path(id): Path<String>) -> Response {
    match web.people.end_seat(&viewer.person.actor, &id).await {
        Ok(_) => Redirect::to("/me").into_response(),
        Err(broken) => page::ours(viewer.lang, &broken.to_string()),
    }
}

async fn page(web: &Web, viewer: &Viewer, made: String, wrong: String) -> Response {
    let (f, who) = (Frame::of(web, viewer), &viewer.person);
    let tokens = web.people.tokens(Some(&who.actor)).await;
    let seats = web.people.seats(&who.actor, &viewer.secret).await;
    let (tokens, seats) = match (tokens, seats) {
        (Ok(tokens), Ok(seats)) => (tokens, seats),
        (Err(broken), _) | (_, Err(broken)) => return page::ours(viewer.lang, &broken.to_string()),
    };
    let row = |token: crate::desk::people::Token| TokenRow {
        id: token.id,
        label: token.label,
        may: f.w.t(may_key(token.may)),
        until: clock::day(token.until),
    };
    let since = |at: i64| Timestamp::from_millisecond(at).map_or_else(|_| String::new(), |at| f.w.day(at));
    let mine = May::ALL.into_iter().filter(|may| *may <= who.part.may());
    let status = if wrong.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let shown = Page {
        id: who.actor.to_string(),
        part: f.w.t(part_key(who.part)),
        made,
        wrong,
        tokens: tokens.into_iter().map(row).collect(),
        scopes: mine.map(|may| (may.name(), f.w.t(may_key(may)))).collect(),
        sessions: seats.into_iter().map(|seat| (seat.id, since(seat.since), seat.own)).collect(),
        f,
    };
    page::shown_as(status, &shown)
}
