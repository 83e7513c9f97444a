//! A room, live: each entry as a row, then the board as it has become. An event's id is the entry's number, so a browser that
//! was away says how far it had come and misses nothing.

use std::convert::Infallible;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;
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
use super::shown;
use super::who::Viewer;
use crate::desk::rooms::{RoomId, Watch};
use crate::desk::table::Follow;

/// After an entry the board waits so long for others [ms]: one rendering for a burst.
const SETTLES: Duration = Duration::from_millis(100);
/// A word moves no more on the board than who spoke when, and waits so much longer for others [s].
const TALK_SETTLES: Duration = Duration::from_secs(2);
/// Without an entry the board is shown anew so often [s]: times pass, and a word in private falls due.
const ANEW: Duration = Duration::from_secs(20);
/// An idle connection says that it lives so often [s]: proxies end those that are silent.
const ALIVE: Duration = Duration::from_secs(15);

/// From where.
#[derive(Debug, Default, Deserialize)]
pub struct Wanted {
    /// The last entry that the page has.
    #[serde(default)]
    since: u64,
    /// What it has of what the game master has shown [count].
    #[serde(default)]
    shown: usize,
}

struct Following {
    web: Web,
    viewer: Viewer,
    /// As it was when the browser came; it comes again when that changes.
    quiet: Quiet,
    words: Words,
    room: RoomId,
    watch: Watch,
    drill: Option<Follow>,
    /// When the board is shown next.
    board_at: Instant,
    /// The board that was sent last, and what was sent beside it: what has not changed is not sent again.
    sent: Option<(Arc<str>, u64)>,
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
    // A drill that cannot be played on here can be read.
    let table = web.desk.table(&room).await.unwrap_or_default();
    let words = Words::new(&web, viewer.lang).at(table.clone());
    let drill = table.map(|table| Follow::sit(table, wanted.shown));
    let board_at = Instant::now() + SETTLES;
    let following = Following { web, viewer, quiet, words, room, watch, drill, board_at, sent: None };
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
        loop {
            if let Some(one) = self.drill.as_mut().and_then(Follow::next) {
                let (me, wall) = (&self.viewer.person.actor, self.drill.as_ref()?.table().wall().clock());
                let html = shown::html(&self.words, self.room.as_str(), me, wall, &one).unwrap_or_default();
                return Some(Event::default().event("shown").data(html.replace('\r', "")));
            }
            if let Some(event) = self.news().await? {
                return Some(event);
            }
        }
    }

    /// Waits for what comes next; `None` within if that is no event by itself.
    async fn news(&mut self) -> Option<Option<Event>> {
        tokio::select! {
            entry = self.watch.next() => {
                let entry = entry.ok()??;
                let talk = matches!(entry.event, room::Event::Said { .. } | room::Event::Noted { .. });
                let settled = Instant::now() + if talk { TALK_SETTLES } else { SETTLES };
                self.board_at = self.board_at.min(settled);
                let id = entry.seq.0.to_string();
                let row = || flow::html(&self.words, &entry).unwrap_or_default().replace('\r', "");
                // An entry that nobody reads still moves the cursor on.
                let html = self.web.rows.of(&self.room, self.viewer.lang, entry.seq, row);
                if let Some(drill) = &self.drill {
                    drill.read(entry.seq);
                }
                Some(Some(Event::default().id(id).event("row").data(html)))
            }
            () = turned(&mut self.drill) => {
                self.board_at = self.board_at.min(Instant::now() + SETTLES);
                Some(None)
            }
            () = sleep_until(self.board_at) => {
                self.board_at = Instant::now() + ANEW;
                // Whoever was let go meanwhile hears no more, and who became a guest is offered less.
                self.viewer.person = self.web.people.of(&self.viewer.secret).await.ok()??;
                let table = self.drill.as_ref().map(Follow::table);
                let read = read(&self.web, &self.viewer, &self.quiet, &self.words, &self.room, table).await.ok()?;
                let beside = hash(&read.drill, &read.mine);
                if self.sent.as_ref().is_some_and(|(board, was)| *was == beside && *board == read.html) {
                    return Some(None);
                }
                let html = format!("{}{}{}", read.drill, read.html, read.mine).replace('\r', "");
                self.sent = Some((read.html, beside));
                Some(Some(Event::default().event("board").data(html)))
            }
        }
    }
}

/// Two texts as a number: of a thousand watchers, each would else keep theirs.
fn hash(drill: &str, mine: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    (drill, mine).hash(&mut hasher);
    hasher.finish()
}

/// The drill has taken a turn; never, where there is none.
async fn turned(drill: &mut Option<Follow>) {
    match drill {
        Some(drill) => drill.turned().await,
        None => std::future::pending().await,
    }
}
