//! The war room: the board, the flow, and what only the reader sees. Works without a script; the script keeps it live.

use ::drill::words::room::example;
use askama::Template;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::{Redirect, Response};
use room::line;
use room::{Actor, Entry, Seq};
use serde::Deserialize;

use super::Web;
use super::board;
use super::drill;
use super::flow;
use super::heard;
use super::mine::Own;
use super::page::{self, Frame, Words};
use super::place;
use super::quiet::Quiet;
use super::shown;
use super::who::Viewer;
use crate::clock;
use crate::desk::people::May;
use crate::desk::rooms::{Refused, RoomId, Use};
use crate::desk::table::Table;

/// Entries on the page at first [count]; older ones are a click away.
const SHOWN: usize = 200;

/// Which part of the flow is wanted.
#[derive(Debug, Default, Deserialize)]
pub struct Wanted {
    /// The thread of one line of investigation.
    line: Option<u64>,
    /// Entries before this one.
    before: Option<u64>,
    /// An order that what was said read like.
    heard: Option<String>,
}

#[derive(Template)]
#[template(path = "room.html")]
struct Page {
    f: Frame,
    room: String,
    title: String,
    seq: u64,
    /// The reader is in the room, or nobody can come in any more.
    here: bool,
    board: String,
    /// A drill's clock and panels.
    drill: String,
    /// What the game master has shown so far [count].
    drill_shown: usize,
    mine: String,
    rows: Vec<String>,
    /// There are older entries, before this one.
    older: Option<u64>,
    thread: Option<(u64, String)>,
    verbs: Vec<(String, String)>,
    /// The offer of an order.
    heard: String,
}

/// The page.
pub async fn show(
    State(web): State<Web>,
    viewer: Viewer,
    quiet: Quiet,
    Path(room): Path<String>,
    Query(wanted): Query<Wanted>,
) -> Response {
    let missing = |f: Frame| {
        let (what, next) = (f.w.t("web-no-room"), f.w.t("web-no-room-next"));
        page::notice(StatusCode::NOT_FOUND, f, what, next, "/")
    };
    let f = Frame::of(&web, &viewer);
    let Ok(id) = room.parse::<RoomId>() else { return missing(f) };
    let table = match web.desk.table(&id).await {
        Ok(table) => table,
        Err(Refused::Ours(why)) => return page::ours(viewer.lang, &why),
        Err(_) => return missing(f),
    };
    let f = Frame { w: f.w.at(table.clone()), ..f };
    let now = table.as_ref().map_or_else(clock::now, |table| table.standing().now);
    let seen = match web.desk.look(&id, move |used: &Use| used.seen(now)).await {
        Ok(seen) => seen,
        Err(Refused::Ours(why)) => return page::ours(viewer.lang, &why),
        Err(_) => return missing(f),
    };
    let (seq, me) = (seen.room.seq(), &viewer.person.actor);
    let before = wanted.before.map_or(seq, |before| Seq(before.saturating_sub(1)).min(seq));
    let entries = match web.desk.entries(&id, Seq(before.0.saturating_sub(SHOWN as u64)), SHOWN).await {
        Ok(entries) => entries,
        Err(broken) => return page::ours(viewer.lang, &broken.to_string()),
    };
    let mut panels = String::new();
    if let Some(table) = &table {
        panels = drill::beside(&f.w, &id, table).await + &place::beside(&f.w, &id, table, &viewer).await;
    }
    let among = (&entries[..], wanted.line);
    let (rows, drill_shown) = rows(&f.w, &id, me, among, table.as_ref());
    let title = seen.glance.board.title.clone();
    let named = |line: u64| seen.glance.board.lines.iter().find(|row| row.seq.0 == line);
    let thread = wanted.line.and_then(|line| Some((line, named(line)?.title.clone())));
    let heard = wanted.heard.map(|order| heard::html(&f.w, id.as_str(), &order));
    page::shown(&Page {
        heard: heard.unwrap_or_default(),
        room: id.to_string(),
        title,
        seq: seq.0,
        here: seen.room.is_here(me) || !seen.room.is_open(),
        board: board::render(&f.w, &id, f.acts, &seen.glance),
        drill: panels,
        drill_shown,
        mine: Own::of(&seen, (me, viewer.person.part.standing()), &quiet, now).html(&f.w, &id, &quiet),
        rows,
        older: entries.first().map(|entry| entry.seq.0).filter(|first| *first > 1),
        thread,
        verbs: verbs(&f.w, viewer.person.part.may()),
        f,
    })
}

/// The rows of entries, of one thread if it is wanted, with what the game master has shown among them; and how much that has
/// shown so far [count].
fn rows(
    w: &Words,
    id: &RoomId,
    me: &Actor,
    (entries, thread): (&[Entry], Option<u64>),
    table: Option<&Table>,
) -> (Vec<String>, usize) {
    let in_thread =
        |entry: &&Entry| thread.is_none_or(|line| entry.line == Some(Seq(line)) || entry.seq.0 == line);
    let mut rows: Vec<((u64, usize), String)> = Vec::new();
    for entry in entries.iter().filter(in_thread) {
        rows.extend(flow::html(w, entry).map(|html| ((entry.seq.0, 0), html)));
    }
    let first = entries.first().map_or(0, |entry| entry.seq.0);
    let last = entries.last().map_or(0, |entry| entry.seq.0);
    let mut so_far = 0;
    if let Some(table) = table.filter(|_| thread.is_none()) {
        let wall = table.wall().clock();
        let all = table.shown(0);
        so_far = all.len();
        for one in all.iter().filter(|one| (first..=last).contains(&one.after.0)) {
            let html = shown::html(w, id.as_str(), me, wall, one);
            rows.extend(html.map(|html| ((one.after.0, one.n + 1), html)));
        }
    }
    rows.sort_by_key(|(place, _)| *place);
    (rows.into_iter().map(|(_, html)| html).collect(), so_far)
}

/// Where an entry is: on the page of the room if it is among the newest, else on the page of older ones.
pub async fn entry(
    State(web): State<Web>,
    _: Viewer,
    Path((room, seq)): Path<(String, u64)>,
) -> Result<Redirect, StatusCode> {
    let id = room.parse::<RoomId>().map_err(|_| StatusCode::NOT_FOUND)?;
    let newest = web.desk.look(&id, |used: &Use| used.room.seq()).await.map_err(|_| StatusCode::NOT_FOUND)?;
    let old = newest.0.saturating_sub(seq) >= SHOWN as u64;
    let before =
        if old { format!("?before={}", seq.saturating_add(SHOWN as u64 / 2)) } else { String::new() };
    Ok(Redirect::to(&format!("/rooms/{id}{before}#e{seq}")))
}

/// What somebody can type after `/`, each with what it is for.
fn verbs(w: &Words, may: May) -> Vec<(String, String)> {
    let theirs = |help: &line::Help| line::parse(help.example).is_ok_and(|read| may.allows(&read.command));
    let row = |help: line::Help| (example(w.lang, &help), w.t(help.key));
    line::help().into_iter().filter(theirs).map(row).collect()
}
