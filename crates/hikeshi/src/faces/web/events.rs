//! A room, live: each entry as a row, then the board as it has become. An event's id is the entry's number, so a browser that
//! was away says how far it had come and misses nothing.

use std::convert::Infallible;
use std::time::Duration;

use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use futures_util::stream::{Stream, unfold};
use room::Seq;
use serde::Deserialize;
use tokio::time::{Instant, sleep_until};

use super::Web;
use super::flow;
use super::page::Words;
use super::quiet::Quiet;
use super::room::read;
use super::who::Viewer;
use crate::desk::rooms::{RoomId, Watch};

/// After an entry the board waits so long for others [ms]: one rendering for a burst.
const SETTLES: Duration = Duration::from_millis(100);
/// Without an entry the board is shown anew so often [s]: times pass, and a word in private falls due.
const ANEW: Duration = Duration::from_secs(20);
/// An idle connection says that it lives so often [s]: proxies end those that are silent.
const ALIVE: Duration = Duration::from_secs(15);

/// From where.
#[derive(Debug, Default, Deserialize)]
pub struct Wanted {
    #[serde(default)]
    since: u64,
}

struct Following {
    web: Web,
    viewer: Viewer,
    /// As it was when the browser came; it comes again when that changes.
    quiet: Quiet,
    words: Words,
    room: RoomId,
    watch: Watch,
    /// When the board is shown next.
    board_at: Instant,
}

/// Follows a room.
pub async fn follow(
    State(web): State<Web>,
    viewer: Viewer,
    quiet: Quiet,
    Path(room): Path<String>,
    Query(wanted): Query<Wanted>,
    headers: HeaderMap,
) -> Response {
    let Ok(room) = room.parse::<RoomId>() else { return StatusCode::NOT_FOUND.into_response() };
    let last = headers.get("last-event-id").and_then(|value| value.to_str().ok()?.parse().ok());
    let watch = match web.desk.watch(&room, Seq(last.unwrap_or(wanted.since))).await {
        Ok(watch) => watch,
        Err(_) => return StatusCode::NOT_FOUND.into_response(),
    };
    let words = Words::new(&web, viewer.lang);
    let board_at = Instant::now() + SETTLES;
    let following = Following { web, viewer, quiet, words, room, watch, board_at };
    Sse::new(stream(following)).keep_alive(KeepAlive::new().interval(ALIVE)).into_response()
}

fn stream(following: Following) -> impl Stream<Item = Result<Event, Infallible>> {
    unfold(following, |mut following| async move {
        let event = following.next().await?;
        Some((Ok(event), following))
    })
}

impl Following {
    /// The next event; `None` ends the connection, and the browser comes again.
    async fn next(&mut self) -> Option<Event> {
        tokio::select! {
            entry = self.watch.next() => {
                let entry = entry.ok()??;
                self.board_at = self.board_at.min(Instant::now() + SETTLES);
                let id = entry.seq.0.to_string();
                // An entry that nobody reads still moves the cursor on.
                let html = flow::html(&self.words, &entry).unwrap_or_default().replace('\r', "");
                Some(Event::default().id(id).event("row").data(html))
            }
            () = sleep_until(self.board_at) => {
                self.board_at = Instant::now() + ANEW;
                // Whoever was let go meanwhile hears no more, and who became a guest is offered less.
                self.viewer.person = self.web.people.of(&self.viewer.secret).await.ok()??;
                let read = read(&self.web, &self.viewer, &self.quiet, &self.room).await.ok()?;
                let html = format!("{}{}", read.html, read.mine).replace('\r', "");
                Some(Event::default().event("board").data(html))
            }
        }
    }
}
