//! A read-through of a runbook outside an incident: a room of its own kind with that runbook and nothing else in the way, for
//! whoever learns it. Knows how one is begun; it is read like any other.

use axum::Form;
use axum::extract::State;
use axum::response::Response;
use room::{Command, Origin};
use serde::Deserialize;

use super::Web;
use super::home::opened;
use super::runbook::pasted;
use super::who::Viewer;

/// What is written to begin one.
#[derive(Debug, Deserialize)]
pub struct Written {
    #[serde(default)]
    id: String,
    #[serde(default)]
    title: String,
    text: String,
}

/// Begins one. A runbook that the room would refuse opens no room.
pub async fn begin(State(web): State<Web>, viewer: Viewer, Form(written): Form<Written>) -> Response {
    let (title, steps) = pasted(&written.title, &written.text);
    let open = Command::OpenRoom { title: title.clone(), origin: Origin::Rehearsal {} };
    opened(&web, &viewer, &written.id, [open, Command::StartRunbook { title, steps }]).await
}
