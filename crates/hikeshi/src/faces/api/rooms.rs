//! Rooms for programs: the list, one as it stands, and a new one.

use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use room::{Command, Origin, Severity};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::Api;
use super::answer::{No, Problem};
use super::body::{self, Asked};
use super::orders::own_id;
use super::who::Who;
use super::wire::{Glanced, Rooms, Row, glance};
use crate::clock;
use crate::desk::people::May;
use crate::desk::rooms::{RoomId, Use};

/// Rooms of one answer at most [count]: as many as the desk reads at once.
const LISTED: usize = 500;

/// Which rooms.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct Wanted {
    /// Only rooms that were opened before then [ms since 1970].
    before: Option<i64>,
}

/// A room to open.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Opening {
    /// Chosen by whoever sends it; the same twice opens one room.
    #[serde(default)]
    id: Option<String>,
    /// What is happening, in a few words.
    title: String,
    /// 1 (worst) to 4: declares an incident in the same breath.
    #[serde(default)]
    #[schema(minimum = 1, maximum = 4)]
    severity: Option<u8>,
}

/// A room that was opened.
#[derive(Debug, Serialize, ToSchema)]
pub struct Opened {
    /// Its name, in every path.
    pub room: String,
    /// Its last entry.
    pub seq: u64,
}

/// Rooms, the newest first.
#[utoipa::path(get, path = "/rooms", params(Wanted), responses(
    (status = 200, body = Rooms), (status = "4XX", body = Problem), (status = "5XX", body = Problem)
))]
pub async fn list(State(api): State<Api>, who: Who, Asked(wanted): Asked<Wanted>) -> Result<Json<Rooms>, No> {
    let listed = api.desk.rooms(wanted.before.unwrap_or(i64::MAX)).await;
    let listed = listed.map_err(|broken| No::ours(who.lang(), &broken.to_string()))?;
    let before = listed.last().filter(|_| listed.len() >= LISTED).map(|last| last.opened.as_millisecond());
    Ok(Json(Rooms { rooms: listed.iter().map(Row::from).collect(), before }))
}

/// Opens a room for a real incident.
#[utoipa::path(post, path = "/rooms", request_body = Opening, responses(
    (status = 201, body = Opened), (status = "4XX", body = Problem), (status = "5XX", body = Problem)
))]
pub async fn open(
    State(api): State<Api>,
    who: Who,
    sent: body::Sent,
) -> Result<(StatusCode, Json<Opened>), No> {
    let lang = who.lang();
    let sent: Opening = sent.json(lang)?;
    who.must(May::Act)?;
    let severity = sent.severity.map(|level| {
        Severity::new(level).ok_or_else(|| No::own(lang, StatusCode::UNPROCESSABLE_ENTITY, "api-severity"))
    });
    let severity = severity.transpose()?;
    let id = own_id(&who, sent.id.as_deref())?;
    let room = id.room("room");
    let open = Command::OpenRoom { title: sent.title, origin: Origin::Live {} };
    let declare = severity.map(|severity| Command::Declare { severity: Some(severity), title: None });
    let commands = std::iter::once(open).chain(declare).collect();
    let receipt = api.desk.open_room(&room, &who.caller, &id, commands).await;
    let seq = receipt.map_err(|why| No::refused(&who.reading, &why))?.seq.0;
    Ok((StatusCode::CREATED, Json(Opened { room: room.to_string(), seq })))
}

/// One room, as it stands: its board and its roster.
#[utoipa::path(get, path = "/rooms/{room}", params(("room" = String, Path, description = "Its name")), responses(
    (status = 200, body = Glanced), (status = "4XX", body = Problem), (status = "5XX", body = Problem)
))]
pub async fn one(State(api): State<Api>, who: Who, Path(room): Path<String>) -> Result<Json<Glanced>, No> {
    let id = room_id(&who, &room)?;
    let table = api.desk.table(&id).await.map_err(|why| No::refused(&who.reading, &why))?;
    let now = table.as_ref().map_or_else(clock::now, |table| table.standing().now);
    let looked = api.desk.look(&id, move |used: &Use| (used.room.seq().0, used.glance(now))).await;
    let (seq, seen) = looked.map_err(|why| No::refused(&who.reading, &why))?;
    let (board, roster) = glance(&who.reading, &seen);
    Ok(Json(Glanced { room: id.to_string(), seq, board, roster }))
}

/// The room that a path names.
pub fn room_id(who: &Who, room: &str) -> Result<RoomId, No> {
    room.parse().map_err(|_| No::no_room(who.lang()))
}
