//! Who calls, coming in by name where only this machine can reach the server, and letting others in.

use axum::Json;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::Api;
use super::answer::{No, Problem};
use super::body;
use super::who::{Tongue, Who};
use crate::desk::people::{Known, May, NotLetIn, Part};
use crate::faces::request::from_this_machine;

/// People that one invitation lets in at most [count].
const CROWD: u32 = 500;

/// Whoever calls.
#[derive(Debug, Serialize, ToSchema)]
pub struct Me {
    /// Their id in every room.
    person: String,
    /// What they are called.
    name: String,
    /// `admin`, `member` or `guest`.
    part: &'static str,
    /// What the token may: `read`, `talk`, `act` or `admin`, each more than the one before.
    may: &'static str,
}

/// Somebody who says their name.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Named {
    /// What they are called.
    name: String,
}

/// Somebody who has come in.
#[derive(Debug, Serialize, ToSchema)]
pub struct Entered {
    /// Shown this once; from now on `Authorization: Bearer …`.
    token: String,
    /// Their id in every room.
    person: String,
}

/// Everybody of this server.
#[derive(Debug, Serialize, ToSchema)]
pub struct Everybody {
    /// By id.
    people: Vec<Somebody>,
}

/// Somebody of this server.
#[derive(Debug, Serialize, ToSchema)]
pub struct Somebody {
    /// Their id in every room.
    person: String,
    /// What they are called.
    name: String,
    /// `admin`, `member` or `guest`; nothing after they were let go.
    part: Option<&'static str>,
}

/// An invitation to make.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Inviting {
    /// `admin`, `member` or `guest`.
    part: String,
    /// How many people it lets in.
    #[schema(minimum = 1, maximum = 500)]
    people: u32,
}

/// An invitation that stands for a week.
#[derive(Debug, Serialize, ToSchema)]
pub struct Invited {
    /// Behind the server's address; shown this once.
    path: String,
}

/// Whoever calls.
#[utoipa::path(get, path = "/me", responses(
    (status = 200, body = Me), (status = "4XX", body = Problem), (status = "5XX", body = Problem)
))]
pub async fn me(who: Who) -> Json<Me> {
    let (person, may) = (who.caller.person, who.caller.may);
    let part = person.part.name();
    Json(Me { person: person.actor.to_string(), name: person.name, part, may: may.name() })
}

/// Comes in by name, where only this machine can reach the server.
#[utoipa::path(post, path = "/enter", security(()), request_body = Named, responses(
    (status = 200, body = Entered), (status = "4XX", body = Problem), (status = "5XX", body = Problem)
))]
pub async fn enter(
    State(api): State<Api>,
    Tongue(lang): Tongue,
    headers: HeaderMap,
    sent: body::Sent,
) -> Result<Json<Entered>, No> {
    let sent: Named = sent.json(lang)?;
    if !api.open || !from_this_machine(&headers) {
        return Err(No::own(lang, StatusCode::FORBIDDEN, "api-not-open"));
    }
    match api.people.enter(&sent.name).await {
        Ok((person, secret)) => {
            Ok(Json(Entered { token: secret.shown().into(), person: person.actor.to_string() }))
        }
        Err(NotLetIn::Ours(why)) => Err(No::ours(lang, &why)),
        Err(_) => Err(No::own(lang, StatusCode::UNPROCESSABLE_ENTITY, "api-name")),
    }
}

/// Everybody of this server, for administrators.
#[utoipa::path(get, path = "/people", responses(
    (status = 200, body = Everybody), (status = "4XX", body = Problem), (status = "5XX", body = Problem)
))]
pub async fn people(State(api): State<Api>, who: Who) -> Result<Json<Everybody>, No> {
    who.must(May::Admin)?;
    let all = api.people.all().await.map_err(|broken| No::ours(who.lang(), &broken.to_string()))?;
    let somebody = |Known { actor, name, part }: Known| Somebody {
        person: actor.to_string(),
        name,
        part: part.map(Part::name),
    };
    Ok(Json(Everybody { people: all.into_iter().map(somebody).collect() }))
}

/// Makes an invitation, for administrators.
#[utoipa::path(post, path = "/invitations", request_body = Inviting, responses(
    (status = 201, body = Invited), (status = "4XX", body = Problem), (status = "5XX", body = Problem)
))]
pub async fn invite(
    State(api): State<Api>,
    who: Who,
    sent: body::Sent,
) -> Result<(StatusCode, Json<Invited>), No> {
    let sent: Inviting = sent.json(who.lang())?;
    who.must(May::Admin)?;
    let wrong = || No::own(who.lang(), StatusCode::UNPROCESSABLE_ENTITY, "api-invitation");
    let part = Part::from_name(&sent.part).ok_or_else(wrong)?;
    if !(1..=CROWD).contains(&sent.people) {
        return Err(wrong());
    }
    let made = api.people.invite(part, sent.people).await;
    let secret = made.map_err(|broken| No::ours(who.lang(), &broken.to_string()))?;
    Ok((StatusCode::CREATED, Json(Invited { path: format!("/join/{}", secret.shown()) })))
}
