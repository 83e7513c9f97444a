//! A room, live: each entry as a row, then the board as it has become. An event's id is the entry's number, so a browser that
//! was away says how far it had come and misses nothing. A watcher is a cursor, and what it was sent last.

use std::collections::VecDeque;
use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;

use axum::body::{Body, Bytes};
use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use futures_util::stream::unfold;
use room::Seq;
use serde::Deserialize;
use tokio::time::Instant;

use super::Web;
use super::crowd::{Crowd, Crowds, Moment, Moments, event};
use super::mine::Own;
use super::page::Words;
use super::place;
use super::quiet::Quiet;
use super::shown;
use super::who::Viewer;
use crate::desk::people::Part;
use crate::desk::rooms::{RoomId, Watch};
use crate::desk::table::Follow;

/// Whether somebody may still follow is asked at a moment of the room, but not so soon again [s]: moments come every 15 s at
/// least, so that whoever was let go hears no more after 20.
const ASKED: Duration = Duration::from_secs(5);
/// An idle connection says that it lives: proxies end those that are silent.
const ALIVE: &[u8] = b":\n\n";

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
    crowd: Arc<Crowd>,
    moments: Moments,
    /// What the page had when it came: an older board is not for it.
    since: Seq,
    /// When it was last asked whether they may follow.
    asked: Instant,
    /// The board that was sent last: what has not changed is not sent again.
    board: Bytes,
    /// The same of what only they see.
    mine: Option<Own>,
    /// The same of their place at a drill's table.
    place: String,
    /// Sent next.
    ready: VecDeque<Bytes>,
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
    let since = Seq(last.unwrap_or(wanted.since));
    let watch = match web.desk.watch(&room, since).await {
        Ok(watch) => watch,
        Err(_) => return StatusCode::NOT_FOUND.into_response(),
    };
    // Where our side fails, the browser asks again.
    let Ok(table) = web.desk.table(&room).await else {
        return StatusCode::SERVICE_UNAVAILABLE.into_response();
    };
    let plays = viewer.person.part != Part::Guest;
    let crowd = Crowds::of(&web, &room, &viewer.zone, table.as_ref());
    let following = Following {
        words: Words::of(&web, &viewer).at(table.clone()),
        drill: table.map(|table| Follow::of(table, wanted.shown, viewer.lang, plays)),
        moments: crowd.moments(),
        asked: Instant::now(),
        board: Bytes::new(),
        mine: None,
        place: String::new(),
        ready: VecDeque::new(),
        web,
        viewer,
        quiet,
        room,
        watch,
        crowd,
        since,
    };
    let stream = unfold(following, |mut following| async move {
        let event = following.next().await?;
        Some((Ok::<_, Infallible>(event), following))
    });
    ([(header::CONTENT_TYPE, "text/event-stream")], Body::from_stream(stream)).into_response()
}

impl Following {
    /// The next event; `None` ends the connection, and the browser comes again.
    async fn next(&mut self) -> Option<Bytes> {
        loop {
            if let Some(ready) = self.ready.pop_front() {
                return Some(ready);
            }
            if let Some(one) = self.drill.as_mut().and_then(|drill| drill.next(Seq(u64::MAX))) {
                let (me, wall) = (&self.viewer.person.actor, self.drill.as_ref()?.table().wall().clock());
                let html = shown::html(&self.words, self.room.as_str(), me, wall, &one).unwrap_or_default();
                return Some(event("shown", None, &html));
            }
            if let Some(one) = self.drill.as_mut().and_then(Follow::retold) {
                let (me, wall) = (&self.viewer.person.actor, self.drill.as_ref()?.table().wall().clock());
                let html = shown::html(&self.words, self.room.as_str(), me, wall, &one).unwrap_or_default();
                return Some(event("retold", None, &html));
            }
            tokio::select! {
                entry = self.watch.next() => {
                    let entry = entry.ok()??;
                    if let Some(drill) = &self.drill {
                        drill.read(entry.seq);
                    }
                    return Some(self.crowd.row(&self.words, &entry));
                }
                () = Follow::turned_of(&mut self.drill) => {}
                moment = self.moments.next() => {
                    let moment = moment?;
                    if moment.seen.room.seq() >= self.since {
                        self.look(&moment).await?;
                    }
                }
            }
        }
    }

    /// What a moment of the room brings them is made ready; `None` ends the connection.
    async fn look(&mut self, moment: &Moment) -> Option<()> {
        if self.asked.elapsed() >= ASKED {
            // Whoever was let go meanwhile hears no more, and who became a guest is offered less.
            self.viewer.person = self.web.people.of(&self.viewer.secret).await.ok()??;
            self.asked = Instant::now();
        }
        let (person, table) = (&self.viewer.person, self.drill.as_ref().map(Follow::table));
        let board = moment.board(&self.words, &self.room, table, person.part != Part::Guest).await;
        if board != self.board {
            self.board = board.clone();
            self.ready.push_back(board);
        }
        let me = (&person.actor, person.part.standing());
        let mine = Own::of(&moment.seen, me, &self.quiet, moment.now);
        if self.mine.as_ref() != Some(&mine) {
            self.ready.push_back(event("board", None, &mine.html(&self.words, &self.room, &self.quiet)));
            self.mine = Some(mine);
        }
        if let Some(table) = table {
            let place = place::beside(&self.words, &self.room, table, &self.viewer).await;
            if place != self.place {
                self.ready.push_back(event("board", None, &place));
                self.place = place;
            }
        }
        if moment.idle && self.ready.is_empty() {
            self.ready.push_back(Bytes::from_static(ALIVE));
        }
        Some(())
    }
}
