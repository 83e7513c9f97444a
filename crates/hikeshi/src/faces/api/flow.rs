//! A room's log for programs: entries after a number, and entries as they are appended. An event's id is the entry's number, so
//! whoever was away says how far it had come and misses nothing.

use std::convert::Infallible;
use std::time::Duration;

use axum::Json;
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::sse::{Event, KeepAlive, Sse};
use futures_util::stream::{Stream, unfold};
use room::Seq;
use serde::Deserialize;
use tokio::time::{Instant, sleep_until};
use utoipa::IntoParams;

use super::Api;
use super::answer::{No, Problem};
use super::body::Asked;
use super::rooms::room_id;
use super::who::Who;
use super::wire::{Entries, Entry, Told};
use crate::desk::people::May;
use crate::desk::reading::Reading;
use crate::desk::rooms::Watch;
use crate::desk::table::{Follow, Table};

/// Entries of one answer where nobody says how many, and at most [count].
const SOME: usize = 500;
const MOST: usize = 2_000;
/// An idle stream says that it lives so often [s]: proxies end those that are silent.
const ALIVE: Duration = Duration::from_secs(15);
/// A stream asks so often whether its reader may still read [s].
const ASKED: Duration = Duration::from_secs(10);

/// From where.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct Wanted {
    /// Only entries after this number.
    #[serde(default)]
    since: u64,
    /// So many at most (500 where nothing is said, never more than 2,000).
    most: Option<usize>,
}

/// From where, for a stream.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct Since {
    /// Only entries after this number; the header `Last-Event-ID` goes before it.
    #[serde(default)]
    since: u64,
    /// In a drill: how much of what the game master has shown was read (the last `shown`); what came after the entry where
    /// nothing is said.
    shown: Option<usize>,
}

struct Following {
    api: Api,
    who: Who,
    watch: Watch,
    /// The last entry that was sent.
    seq: Seq,
    drill: Option<Follow>,
    asked: Instant,
}

/// Entries of a room, in order.
#[utoipa::path(get, path = "/rooms/{room}/entries", params(("room" = String, Path, description = "Its name"), Wanted), responses(
    (status = 200, body = Entries), (status = "4XX", body = Problem), (status = "5XX", body = Problem)
))]
pub async fn entries(
    State(api): State<Api>,
    who: Who,
    Path(room): Path<String>,
    Asked(wanted): Asked<Wanted>,
) -> Result<Json<Entries>, No> {
    let id = room_id(&who, &room)?;
    let last = api.desk.look(&id, |used| used.room.seq()).await;
    let last = last.map_err(|why| No::refused(&who.reading, &why))?;
    let table = api.desk.table(&id).await.map_err(|why| No::refused(&who.reading, &why))?;
    let who = Who { reading: Reading { table, ..who.reading }, ..who };
    let most = wanted.most.unwrap_or(SOME).clamp(1, MOST);
    let found = api.desk.entries(&id, Seq(wanted.since), most).await;
    let found = found.map_err(|broken| No::ours(who.lang(), &broken.to_string()))?;
    let more = found.last().is_some_and(|entry| entry.seq < last);
    Ok(Json(Entries { entries: found.iter().map(|entry| Entry::of(&who.reading, entry)).collect(), more }))
}

/// Entries of a room as they are appended, as server-sent events: `event: entry`, `id` its number, `data` the entry as JSON. In a drill
/// also `event: shown`, without an id: what the game master shows (the schema `Told`). Its clock runs while somebody follows.
#[utoipa::path(get, path = "/rooms/{room}/events", params(
    ("room" = String, Path, description = "Its name"), Since,
    ("Last-Event-ID" = Option<u64>, Header, description = "The last entry that was read")
), responses(
    (status = 200, body = Entry, content_type = "text/event-stream"),
    (status = "4XX", body = Problem), (status = "5XX", body = Problem)
))]
pub async fn events(
    State(api): State<Api>,
    who: Who,
    Path(room): Path<String>,
    Asked(wanted): Asked<Since>,
    headers: HeaderMap,
) -> Result<Sse<impl Stream<Item = Result<Event, Infallible>>>, No> {
    let id = room_id(&who, &room)?;
    let last = headers.get("last-event-id").and_then(|value| value.to_str().ok()?.parse().ok());
    let watch = api.desk.watch(&id, Seq(last.unwrap_or(wanted.since))).await;
    let watch = watch.map_err(|why| No::refused(&who.reading, &why))?;
    // A drill that cannot be played on here can be read.
    let table = api.desk.table(&id).await.map_err(|why| No::refused(&who.reading, &why))?;
    let who = Who { reading: Reading { table: table.clone(), ..who.reading }, ..who };
    let since = last.unwrap_or(wanted.since);
    let after = |table: &Table| table.shown(0).iter().take_while(|shown| shown.after.0 < since).count();
    let plays = who.caller.may >= May::Act;
    let drill = table.map(|table| {
        let seen = wanted.shown.unwrap_or_else(|| after(&table));
        Follow::of(table, seen, who.lang(), plays)
    });
    let following = Following { api, who, watch, seq: Seq(since), drill, asked: Instant::now() + ASKED };
    let stream = unfold(following, |mut following| async move {
        let event = following.next().await?;
        Some((Ok(event), following))
    });
    Ok(Sse::new(stream).keep_alive(KeepAlive::new().interval(ALIVE)))
}

impl Following {
    /// The next event; `None` ends the stream, and whoever may still read comes again.
    async fn next(&mut self) -> Option<Event> {
        loop {
            if let Some(one) = self.drill.as_mut().and_then(|drill| drill.next(self.seq)) {
                let told = Told::of(&self.who.reading, self.drill.as_ref()?.table(), &one);
                return Event::default().event("shown").json_data(&told).ok();
            }
            tokio::select! {
                entry = self.watch.next() => {
                    let entry = entry.ok()??;
                    self.seq = entry.seq;
                    if let Some(drill) = &self.drill {
                        drill.read(entry.seq);
                    }
                    let entry = Entry::of(&self.who.reading, &entry);
                    let event = Event::default().id(entry.seq.to_string()).event("entry");
                    return event.json_data(&entry).ok();
                }
                () = Follow::turned_of(&mut self.drill) => {}
                () = sleep_until(self.asked) => {
                    self.asked = Instant::now() + ASKED;
                    self.api.people.caller(&self.who.secret).await.ok()??;
                }
            }
        }
    }
}
