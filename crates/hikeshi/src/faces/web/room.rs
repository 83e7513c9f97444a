//! The war room: the board, the flow, and what only the reader sees. Works without a script; the script keeps it live.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::{Redirect, Response};
use room::line;
use room::{Entry, Seq};
use serde::Deserialize;

use super::Web;
use super::board;
use super::drill;
use super::flow;
use super::mine;
use super::page::{self, Frame, Words};
use super::place;
use super::quiet::Quiet;
use super::shown;
use super::who::Viewer;
use crate::clock;
use crate::desk::people::{May, Part};
use crate::desk::rooms::{Glance, Refused, RoomId, Use};
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
    board: Arc<str>,
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
        // It can be read, and not be played on.
        Err(Refused::NoTable) => None,
        Err(Refused::Ours(why)) => return page::ours(viewer.lang, &why),
        Err(_) => return missing(f),
    };
    let f = Frame { w: f.w.at(table.clone()), ..f };
    let read = match read(&web, &viewer, &quiet, &f.w, &id, table.as_ref()).await {
        Ok(read) => read,
        Err(Refused::Ours(why)) => return page::ours(viewer.lang, &why),
        Err(_) => return missing(f),
    };
    let before = wanted.before.map_or(read.seq, |before| Seq(before.saturating_sub(1)).min(read.seq));
    let entries = match web.desk.entries(&id, Seq(before.0.saturating_sub(SHOWN as u64)), SHOWN).await {
        Ok(entries) => entries,
        Err(broken) => return page::ours(viewer.lang, &broken.to_string()),
    };
    let in_thread =
        |entry: &&Entry| wanted.line.is_none_or(|line| entry.line == Some(Seq(line)) || entry.seq.0 == line);
    let mut rows: Vec<((u64, usize), String)> = Vec::new();
    for entry in entries.iter().filter(in_thread) {
        rows.extend(flow::html(&f.w, entry).map(|html| ((entry.seq.0, 0), html)));
    }
    let first = entries.first().map_or(0, |entry| entry.seq.0);
    let last = entries.last().map_or(0, |entry| entry.seq.0);
    let mut drill_shown = 0;
    if let Some(table) = table.as_ref().filter(|_| wanted.line.is_none()) {
        let (me, wall) = (&viewer.person.actor, table.wall().clock());
        let all = table.shown(0);
        drill_shown = all.len();
        for one in all.iter().filter(|one| (first..=last).contains(&one.after.0)) {
            let html = shown::html(&f.w, id.as_str(), me, wall, one);
            rows.extend(html.map(|html| ((one.after.0, one.n + 1), html)));
        }
    }
    rows.sort_by_key(|(place, _)| *place);
    let rows = rows.into_iter().map(|(_, html)| html).collect();
    let title = read.glance.board.title.clone();
    let named = |line: u64| read.glance.board.lines.iter().find(|row| row.seq.0 == line);
    let thread = wanted.line.and_then(|line| Some((line, named(line)?.title.clone())));
    page::shown(&Page {
        room: id.to_string(),
        title,
        seq: read.seq.0,
        here: read.here,
        board: read.html,
        drill: read.drill,
        drill_shown,
        mine: read.mine,
        rows,
        older: entries.first().map(|entry| entry.seq.0).filter(|first| *first > 1),
        thread,
        verbs: verbs(&f.w, viewer.person.part.may()),
        f,
    })
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

/// What is read of a room at once.
pub struct Read {
    pub seq: Seq,
    pub glance: Arc<Glance>,
    /// The reader is in the room, or nobody can come in any more.
    pub here: bool,
    /// A drill's clock and panels; empty elsewhere.
    pub drill: String,
    /// The board.
    pub html: Arc<str>,
    /// What only this reader sees.
    pub mine: String,
}

/// Reads a room for somebody.
pub async fn read(
    web: &Web,
    viewer: &Viewer,
    quiet: &Quiet,
    w: &Words,
    id: &RoomId,
    table: Option<&Table>,
) -> Result<Read, Refused> {
    let now = table.map_or_else(clock::now, |table| table.standing().now);
    let (me, standing) = (&viewer.person.actor, viewer.person.part.standing());
    let seen = web.desk.look(id, move |used: &Use| used.seen(now)).await?;
    let mine = mine::render(w, id, &seen, (me, standing), quiet, now);
    let (seq, here) = (seen.room.seq(), seen.room.is_here(me) || !seen.room.is_open());
    let glance = seen.glance;
    let acts = viewer.person.part != Part::Guest;
    let (to, at) = ((viewer.lang, acts), (seq, now.as_second() / 60));
    let html = web.boards.of(id, to, at, || board::render(w, id, acts, &glance).replace('\r', ""));
    let drill = match table {
        Some(table) => {
            let place = place::beside(w, id, table, viewer).await;
            drill::beside(w, id, table).await + &place
        }
        None => String::new(),
    };
    Ok(Read { seq, glance, here, drill, html, mine })
}

/// What somebody can type after `/`, each with what it is for.
fn verbs(w: &Words, may: May) -> Vec<(String, String)> {
    let theirs = |help: &line::Help| line::parse(help.example).is_ok_and(|read| may.allows(&read.command));
    let row = |help: line::Help| (help.example.to_string(), w.t(help.key));
    line::help().into_iter().filter(theirs).map(row).collect()
}
