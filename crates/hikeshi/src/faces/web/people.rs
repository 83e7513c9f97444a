//! The administrators' page: who is on this server and as what, and the way to let somebody in or go.

use askama::Template;
use axum::Form;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use room::Actor;
use serde::Deserialize;

use super::Web;
use super::me::part_key;
use super::page::{self, Frame};
use super::who::Viewer;
use crate::desk::people::{Known, NotChanged, Part};

/// People that one invitation lets in at most [count].
const CROWD: u32 = 500;
const PARTS: [Part; 3] = [Part::Admin, Part::Member, Part::Guest];

#[derive(Template)]
#[template(path = "people.html")]
struct Page {
    f: Frame,
    /// Where the invitation leads that was just made; shown this once.
    link: String,
    wrong: String,
    people: Vec<Row>,
    parts: Vec<(&'static str, String)>,
}

struct Row {
    id: String,
    name: String,
    /// Empty after they were let go.
    part: &'static str,
    part_word: String,
}

/// What is written to change what somebody is.
#[derive(Debug, Deserialize)]
pub struct Change {
    person: String,
    /// A part, or `gone`.
    part: String,
}

/// What is written to invite.
#[derive(Debug, Deserialize)]
pub struct Invitation {
    #[serde(default)]
    part: String,
    #[serde(default)]
    people: String,
}

/// The page.
pub async fn show(State(web): State<Web>, viewer: Viewer) -> Response {
    page(&web, &viewer, String::new(), String::new()).await
}

/// Makes somebody something else, or lets them go.
pub async fn change(State(web): State<Web>, viewer: Viewer, Form(change): Form<Change>) -> Response {
    if viewer.person.part != Part::Admin {
        return not_yours(&web, &viewer);
    }
    let part = Part::from_name(&change.part);
    let who = Actor::new(change.person.as_str()).ok().filter(|_| part.is_some() || change.part == "gone");
    let changed = match &who {
        Some(who) => web.people.make(who, part).await,
        None => Err(NotChanged::Nobody(change.person.clone())),
    };
    let w = Frame::of(&web, &viewer).w;
    match changed {
        Ok(()) => Redirect::to("/people").into_response(),
        Err(NotChanged::Ours(why)) => page::ours(viewer.lang, &why),
        Err(NotChanged::LastAdmin) => page(&web, &viewer, String::new(), w.t("people-last-admin")).await,
        Err(NotChanged::Nobody(name)) => {
            page(&web, &viewer, String::new(), w.with("failure-no-person", "name", &name)).await
        }
    }
}

/// Makes an invitation, and shows its link once.
pub async fn invite(State(web): State<Web>, viewer: Viewer, Form(wish): Form<Invitation>) -> Response {
    if viewer.person.part != Part::Admin {
        return not_yours(&web, &viewer);
    }
    let w = Frame::of(&web, &viewer).w;
    let people = wish.people.trim().parse().ok().filter(|people| (1..=CROWD).contains(people));
    let (Some(part), Some(people)) = (Part::from_name(&wish.part), people) else {
        return page(&web, &viewer, String::new(), w.t("people-invite-wrong")).await;
    };
    match web.people.invite(part, people).await {
        Ok(secret) => page(&web, &viewer, format!("/join/{}", secret.shown()), String::new()).await,
        Err(broken) => page::ours(viewer.lang, &broken.to_string()),
    }
}

fn not_yours(web: &Web, viewer: &Viewer) -> Response {
    let f = Frame::of(web, viewer);
    let (what, next) = (f.w.t("people-not-yours"), f.w.t("people-not-yours-next"));
    page::notice(StatusCode::FORBIDDEN, f, what, next, "/")
}

async fn page(web: &Web, viewer: &Viewer, link: String, wrong: String) -> Response {
    if viewer.person.part != Part::Admin {
        return not_yours(web, viewer);
    }
    let f = Frame::of(web, viewer);
    let people = match web.people.all().await {
        Ok(people) => people,
        Err(broken) => return page::ours(viewer.lang, &broken.to_string()),
    };
    let row = |Known { actor, name, part }: Known| Row {
        id: actor.to_string(),
        name,
        part: part.map_or("", Part::name),
        part_word: part.map_or_else(|| f.w.t("people-gone"), |part| f.w.t(part_key(part))),
    };
    let status = if wrong.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let shown = Page {
        link,
        wrong,
        people: people.into_iter().map(row).collect(),
        parts: PARTS.iter().map(|part| (part.name(), f.w.t(part_key(*part)))).collect(),
        f,
    };
    page::shown_as(status, &shown)
}
