//! Orders from programs: a line of the line language, or talk. Answered with the entry's number, or with a refusal; the same id
//! twice is one order.

use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use drill::words::Lang;
use room::line::parse;
use room::{Command, Seq};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::Api;
use super::answer::{No, Problem};
use super::body;
use super::rooms::room_id;
use super::who::Who;
use crate::desk::rooms::OwnId;

/// An order: either a line or talk.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Sent {
    /// Chosen by whoever sends it, of 1 to 64 letters, digits or `-_.:+/`; the same twice is one order.
    #[serde(default)]
    id: Option<String>,
    /// One line: `take ic`, `task open "fail over db" @ana 10m`.
    #[serde(default)]
    order: Option<String>,
    /// What somebody says.
    #[serde(default)]
    say: Option<String>,
    /// The line of investigation in whose thread it is said.
    #[serde(default)]
    thread: Option<u64>,
}

/// An order that was taken.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub struct Taken {
    /// The last entry of the room with the order in it.
    pub seq: u64,
}

/// Gives an order: one line as text, or JSON.
///
/// Where it is text, its id stands in the header `Idempotency-Key`.
#[utoipa::path(post, path = "/rooms/{room}/orders", params(
    ("room" = String, Path, description = "Its name"),
    ("Idempotency-Key" = Option<String>, Header, description = "The id of an order that is sent as text")
), request_body(content((Sent = "application/json"), (String = "text/plain"))), responses(
    (status = 200, body = Taken), (status = "4XX", body = Problem), (status = "5XX", body = Problem)
))]
pub async fn give(
    State(api): State<Api>,
    who: Who,
    Path(room): Path<String>,
    sent: body::Sent,
) -> Result<Json<Taken>, No> {
    let lang = who.lang();
    let room = room_id(&who, &room)?;
    let sent = if sent.is_text() {
        Sent { order: Some(sent.text(lang)?), id: sent.key.clone(), ..Sent::default() }
    } else {
        sent.json(lang)?
    };
    let id = own_id(&who, sent.id.as_deref())?;
    let (line, command) = meant(&who, sent)?;
    let receipt = api.desk.give(&room, &who.caller, id, line, command).await;
    let receipt = receipt.map_err(|why| No::refused(&who.reading, &why))?;
    Ok(Json(Taken { seq: receipt.seq.0 }))
}

fn meant(who: &Who, sent: Sent) -> Result<(Option<Seq>, Command), No> {
    let thread = sent.thread.map(Seq);
    match (sent.order, sent.say) {
        (Some(order), None) => {
            let line = order.trim().trim_start_matches(['/', '／']);
            let parsed = parse(line).map_err(|why| No::misread(&who.reading, &why))?;
            Ok((parsed.thread.or(thread), parsed.command))
        }
        (None, Some(text)) => Ok((thread, Command::Say { text })),
        _ => Err(neither(who.lang())),
    }
}

fn neither(lang: Lang) -> No {
    No::own(lang, StatusCode::UNPROCESSABLE_ENTITY, "api-neither")
}

/// The id of what somebody sends; one that is drawn where they chose none.
pub fn own_id(who: &Who, chosen: Option<&str>) -> Result<OwnId, No> {
    OwnId::of(&who.caller, chosen)
        .map_err(|_| No::own(who.lang(), StatusCode::UNPROCESSABLE_ENTITY, "api-id"))
}
