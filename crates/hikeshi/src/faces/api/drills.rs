//! Drills for programs: which there are, a new one, its clock, its debrief.

use axum::Json;
use axum::extract::{Path, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use drill::play::Deed;
use drill::words::Lang;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::Api;
use super::answer::{No, Problem};
use super::body;
use super::orders::own_id;
use super::rooms::{Opened, room_id};
use super::who::Who;
use crate::clock;
use crate::desk::catalog;
use crate::desk::rooms::Refused;
use crate::desk::table::{Begun, Table};

/// A drill that can be begun.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub struct Offer {
    /// The scenario's id.
    scenario: String,
    /// What it is called.
    title: String,
    /// Whose night, and what hangs on it.
    pitch: String,
    /// 1 (first drill) to 5, as measured.
    difficulty: u8,
    /// How long a usual play takes [min].
    minutes: u32,
}

/// A drill to begin.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Beginning {
    /// Chosen by whoever sends it; the same twice begins one drill.
    #[serde(default)]
    id: Option<String>,
    /// The scenario's id.
    scenario: String,
    /// The language of the people in it: `ja` or `en`; the caller's where nothing is said.
    #[serde(default)]
    lang: Option<String>,
    /// How fast its clock runs: 1, 2 or 10 simulated seconds in one; 0: it stands.
    #[serde(default)]
    #[schema(maximum = 10)]
    times: Option<u32>,
    /// Chooses names, hour, load and every draw of the world; drawn where nothing is said.
    #[serde(default)]
    seed: Option<u64>,
}

/// How fast a drill's clock shall run.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Pace {
    /// 1, 2 or 10 simulated seconds in one; 0: it stands.
    #[schema(maximum = 10)]
    times: u32,
}

/// Drills that can be begun, the easiest first.
#[utoipa::path(get, path = "/drills", responses(
    (status = 200, body = Vec<Offer>), (status = "4XX", body = Problem), (status = "5XX", body = Problem)
))]
pub async fn list(who: Who) -> Json<Vec<Offer>> {
    let offer = |one: catalog::Offer| Offer {
        scenario: one.id.into(),
        title: one.title.into(),
        pitch: one.pitch.into(),
        difficulty: one.difficulty,
        minutes: one.minutes,
    };
    Json(catalog::offers(who.lang()).map(offer).collect())
}

/// Begins a drill in a room of its own.
#[utoipa::path(post, path = "/drills", request_body = Beginning, responses(
    (status = 201, body = Opened), (status = "4XX", body = Problem), (status = "5XX", body = Problem)
))]
pub async fn begin(
    State(api): State<Api>,
    who: Who,
    sent: body::Sent,
) -> Result<(StatusCode, Json<Opened>), No> {
    let lang = who.lang();
    let sent: Beginning = sent.json(lang)?;
    let room = own_id(&who, sent.id.as_deref())?.room("drill");
    let begun = Begun {
        scenario: sent.scenario,
        seed: sent.seed.unwrap_or_else(clock::seed),
        lang: sent.lang.as_deref().and_then(Lang::from_tag).unwrap_or(lang),
        times: sent.times.unwrap_or(1),
    };
    let table = api.desk.begin(&room, &who.caller, begun).await.map_err(|why| match why {
        Refused::NoTable => No::own(lang, StatusCode::NOT_FOUND, "api-no-scenario"),
        why => No::refused(&who.reading, &why),
    })?;
    Ok((StatusCode::CREATED, Json(Opened { room: room.to_string(), seq: table.standing().seq.0 })))
}

/// Sets a drill's clock.
#[utoipa::path(post, path = "/rooms/{room}/pace", request_body = Pace,
    params(("room" = String, Path, description = "Its name")),
    responses((status = 200, body = Opened), (status = "4XX", body = Problem), (status = "5XX", body = Problem)
))]
pub async fn pace(
    State(api): State<Api>,
    who: Who,
    Path(room): Path<String>,
    sent: body::Sent,
) -> Result<Json<Opened>, No> {
    let sent: Pace = sent.json(who.lang())?;
    let (id, named) = (own_id(&who, None)?, room_id(&who, &room)?);
    let set = api.desk.does(&named, &who.caller, id, Deed::Pace(sent.times)).await;
    let set = set.map_err(|why| No::refused(&who.reading, &why))?;
    Ok(Json(Opened { room, seq: set.seq.0 }))
}

/// What came of a drill that is over: figures, grades, orders and sentences in both languages. A minute or two later also what
/// would have happened otherwise (`what_ifs`), which is null before.
#[utoipa::path(get, path = "/rooms/{room}/debrief", params(("room" = String, Path, description = "Its name")), responses(
    (status = 200, body = serde_json::Value), (status = "4XX", body = Problem), (status = "5XX", body = Problem)
))]
pub async fn debrief(State(api): State<Api>, who: Who, Path(room): Path<String>) -> Result<Response, No> {
    let table = table(&api, &who, &room).await?;
    let debrief = table.debrief().await.map_err(|why| No::refused(&who.reading, &why))?;
    let told = debrief.ok_or_else(|| No::own(who.lang(), StatusCode::CONFLICT, "api-not-over"))?;
    Ok(([(header::CONTENT_TYPE, "application/json")], told.debrief.json()).into_response())
}

/// The table of a room in which a drill is played.
async fn table(api: &Api, who: &Who, room: &str) -> Result<Table, No> {
    let id = room_id(who, room)?;
    let table = api.desk.table(&id).await.map_err(|why| No::refused(&who.reading, &why))?;
    table.ok_or_else(|| No::own(who.lang(), StatusCode::CONFLICT, "api-no-drill"))
}
