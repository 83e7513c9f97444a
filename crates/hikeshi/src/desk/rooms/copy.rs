//! Copies of rooms as JSON Lines: one room's log to look into or to move, or all of a server to keep. A copy of a server
//! made from one kind of database can be read into the other. Knows lines; where they go is the caller's.

use std::collections::BTreeMap;

use room::{Entry, Room, Seq, fold};
use serde::{Deserialize, Serialize};

use super::RoomId;
use super::listed::summary;
use crate::store::log::{Broken, Log, PersonRow, Refused, Write};

/// Entries written at once [count].
const PAGE: usize = 2_000;

/// One line of a copy of a server.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Line {
    /// Somebody; sessions and invitations are not copied, whoever was in comes in anew.
    Person { person: String, name: String, part: String },
    /// One entry of a room.
    Entry { room: String, entry: Box<Entry> },
    /// One turn of a team's drill, in their order from 0.
    Turn { room: String, turn: String },
}

/// Why a copy could not be read in.
#[derive(Debug, thiserror::Error)]
pub enum Unread {
    /// A line that is none of a copy, by its number from 1.
    #[error("line {0}: {1}")]
    Line(usize, String),
    /// The database holds rooms or people: a copy is read into an empty one.
    #[error("the database is not empty")]
    NotEmpty,
    /// The database failed.
    #[error("{0}")]
    Broken(#[from] Broken),
}

/// What was copied.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Copied {
    /// Rooms [count].
    pub rooms: usize,
    /// Entries [count].
    pub entries: usize,
}

/// A room's log, a line an entry; false if there is no such room.
///
/// # Errors
/// When the database fails.
pub async fn export(log: &Log, room: &str, mut line: impl FnMut(&str)) -> Result<bool, Broken> {
    let mut any = false;
    let each = |entry| {
        any = true;
        line(&serde_json::to_string(&entry).expect("an entry is plain data"));
    };
    log.each_since(room, Seq(0), each).await?;
    Ok(any)
}

/// Reads a room's log in under a new name.
///
/// # Errors
/// The first line that is no entry or does not follow the one before; then nothing was read in.
pub async fn import(log: &Log, room: &RoomId, text: &str) -> Result<Copied, Unread> {
    let mut entries: Vec<Entry> = Vec::new();
    for (n, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        let entry: Entry = serde_json::from_str(line).map_err(|why| Unread::Line(n + 1, why.to_string()))?;
        let next = Seq(entries.len() as u64 + 1);
        if entry.seq != next {
            return Err(Unread::Line(n + 1, format!("entry {} where {next} belongs", entry.seq)));
        }
        entries.push(entry);
    }
    write(log, room, &entries).await?;
    Ok(Copied { rooms: usize::from(!entries.is_empty()), entries: entries.len() })
}

/// Everything of a server, a line each.
///
/// # Errors
/// When the database fails.
pub async fn backup(log: &Log, mut line: impl FnMut(&str)) -> Result<Copied, Broken> {
    let mut copied = Copied::default();
    let mut put = |one: &Line| line(&serde_json::to_string(one).expect("a line is plain data"));
    for PersonRow { person, name, part } in log.people().await? {
        put(&Line::Person { person, name, part });
    }
    let mut last = String::new();
    loop {
        let rooms = log.rooms_after(&last).await?;
        let Some(newest) = rooms.last() else { return Ok(copied) };
        last = newest.clone();
        for room in rooms {
            copied.rooms += 1;
            let turns = log.turns_from(&room, 0).await?;
            let each = |entry: Entry| {
                copied.entries += 1;
                put(&Line::Entry { room: room.clone(), entry: Box::new(entry) });
            };
            log.each_since(&room, Seq(0), each).await?;
            // What was played meanwhile may be in the entries, and then must be in the turns; turns may leave more.
            let more = match turns.is_empty() {
                true => Vec::new(),
                false => log.turns_from(&room, turns.len() as u64).await?,
            };
            turns.into_iter().chain(more).for_each(|turn| put(&Line::Turn { room: room.clone(), turn }));
        }
    }
}

/// Reads a copy of a server into an empty database.
///
/// # Errors
/// The first line that is none, or that the database is not empty.
pub async fn restore(log: &Log, lines: impl Iterator<Item = String>, now: i64) -> Result<Copied, Unread> {
    if !log.people().await?.is_empty() || !log.rooms_after("").await?.is_empty() {
        return Err(Unread::NotEmpty);
    }
    let mut copied = Copied::default();
    let mut turns: BTreeMap<String, u64> = BTreeMap::new();
    let mut held: Option<(RoomId, Vec<Entry>)> = None;
    for (n, line) in lines.enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        let wrong = |why: String| Unread::Line(n + 1, why);
        match serde_json::from_str(&line).map_err(|why| wrong(why.to_string()))? {
            Line::Person { person, name, part } => {
                log.add_person(&PersonRow { person, name, part }, now).await?;
            }
            Line::Turn { room, turn } => {
                let n = turns.entry(room.clone()).or_default();
                log.keep_turn(&room, *n, &turn).await?;
                *n += 1;
            }
            Line::Entry { room, entry } => {
                let id: RoomId = room.parse().map_err(|_| wrong(format!("`{room}` names no room")))?;
                copied.entries += 1;
                match &mut held {
                    Some((same, entries)) if *same == id => entries.push(*entry),
                    other => {
                        copied.rooms += 1;
                        if let Some((room, entries)) = other.replace((id, vec![*entry])) {
                            write(log, &room, &entries).await?;
                        }
                    }
                }
            }
        }
    }
    if let Some((room, entries)) = held {
        write(log, &room, &entries).await?;
    }
    Ok(copied)
}

async fn write(log: &Log, id: &RoomId, entries: &[Entry]) -> Result<(), Unread> {
    let mut room = Room::default();
    for some in entries.chunks(PAGE) {
        some.iter().for_each(|entry| fold(&mut room, entry));
        let summary = summary(id, &room, entries[0].at);
        let written = log.append(&[Write { entries: some.to_vec(), turn: None, summary }]).await;
        written.map_err(|refused| match refused {
            Refused::Behind => Unread::NotEmpty,
            Refused::Broken(broken) => Unread::Broken(broken),
        })?;
    }
    Ok(())
}
