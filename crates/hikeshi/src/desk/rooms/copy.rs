//! Copies of rooms as JSON Lines: one room's log to look into or to move, or all of a server to keep. A copy of a server
//! made from one kind of database can be read into the other; its last line says what stands before it, so that one that was
//! cut short is known for one. Knows lines; where they go is the caller's.

use std::collections::BTreeMap;
use std::io;

use room::{Entry, Room, Seq, fold};
use serde::{Deserialize, Serialize};

use super::RoomId;
use super::listed::summary;
use crate::store::log::{Broken, InviteRow, Log, PersonRow, Refused, SessionRow, TokenRow, Write};

/// Entries written at once [count].
const PAGE: usize = 2_000;

/// One line of a copy of a server.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Line {
    /// Somebody.
    Person { person: String, name: String, part: String },
    /// That somebody is in at a browser: who was let in when the copy was made is in where it is read in.
    Session { hash: String, person: String, until: i64 },
    /// What lets a program in.
    Token { hash: String, person: String, label: String, may: String, since: i64, until: i64 },
    /// An invitation that is out.
    Invite { hash: String, part: String, until: i64, people: i64 },
    /// One entry of a room.
    Entry { room: String, entry: Box<Entry> },
    /// One turn of a team's drill, in their order from 0.
    Turn { room: String, turn: String },
    /// The last line: what stands before it.
    End { copied: Copied },
}

/// Why a copy could not be read in.
#[derive(Debug, thiserror::Error)]
pub enum Unread {
    /// A line that is none of a copy, by its number from 1.
    #[error("line {0}: {1}")]
    Line(usize, String),
    /// The last line is missing, after so many [count].
    #[error("it ends after line {0} without its last line")]
    CutShort(usize),
    /// The database holds rooms or people: a copy is read into an empty one.
    #[error("the database is not empty")]
    NotEmpty,
    /// The database failed.
    #[error("{0}")]
    Broken(#[from] Broken),
}

/// What was copied.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Copied {
    /// People [count].
    pub people: usize,
    /// Sessions, tokens and invitations [count].
    pub keys: usize,
    /// Rooms [count].
    pub rooms: usize,
    /// Entries [count].
    pub entries: usize,
    /// Turns of drills [count].
    pub turns: usize,
}

impl Copied {
    fn count(&mut self, line: &Line, new_room: bool) {
        match line {
            Line::Person { .. } => self.people += 1,
            Line::Session { .. } | Line::Token { .. } | Line::Invite { .. } => self.keys += 1,
            Line::Entry { .. } => {
                (self.rooms, self.entries) = (self.rooms + usize::from(new_room), self.entries + 1)
            }
            Line::Turn { .. } => self.turns += 1,
            Line::End { .. } => {}
        }
    }
}

/// A copy of a server that was read to its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Checked {
    /// Lines that can be read in [count].
    pub lines: usize,
    /// Its last line is there.
    pub whole: bool,
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
    Ok(Copied { rooms: usize::from(!entries.is_empty()), entries: entries.len(), ..Copied::default() })
}

/// Everything of a server, a line each. Of what lets somebody in only the hash is kept, and so only that is copied.
///
/// # Errors
/// When the database fails.
pub async fn backup(log: &Log, mut line: impl FnMut(&str)) -> Result<Copied, Broken> {
    let mut copied = Copied::default();
    let mut put = |one: &Line, new_room: bool| {
        copied.count(one, new_room);
        line(&serde_json::to_string(one).expect("a line is plain data"));
    };
    for PersonRow { person, name, part } in log.people().await? {
        put(&Line::Person { person, name, part }, false);
    }
    for SessionRow { hash, person, until } in log.sessions().await? {
        put(&Line::Session { hash, person, until }, false);
    }
    for TokenRow { hash, person, label, may, since, until } in log.tokens(0).await? {
        put(&Line::Token { hash, person, label, may, since, until }, false);
    }
    for InviteRow { hash, part, until, people } in log.invites().await? {
        put(&Line::Invite { hash, part, until, people }, false);
    }
    let mut last = String::new();
    loop {
        let rooms = log.rooms_after(&last).await?;
        let Some(newest) = rooms.last() else { break };
        last = newest.clone();
        for room in rooms {
            let turns = log.turns_from(&room, 0).await?;
            let mut first = true;
            let each = |entry: Entry| {
                put(&Line::Entry { room: room.clone(), entry: Box::new(entry) }, std::mem::take(&mut first));
            };
            log.each_since(&room, Seq(0), each).await?;
            // What was played meanwhile may be in the entries, and then must be in the turns; turns may leave more.
            let more = match turns.is_empty() {
                true => Vec::new(),
                false => log.turns_from(&room, turns.len() as u64).await?,
            };
            for turn in turns.into_iter().chain(more) {
                put(&Line::Turn { room: room.clone(), turn }, false);
            }
        }
    }
    line(&serde_json::to_string(&Line::End { copied }).expect("a line is plain data"));
    Ok(copied)
}

/// Reads a copy of a server to its end before anything of it is read in. One that was cut short passes only where `cut_short`, and
/// then without the line that was torn.
///
/// # Errors
/// The first line that is none or cannot be read, or that the copy was cut short.
pub fn check(lines: impl Iterator<Item = io::Result<String>>, cut_short: bool) -> Result<Checked, Unread> {
    let (mut found, mut rooms, mut read) = (Copied::default(), BTreeMap::<String, Seq>::new(), 0);
    let mut lines = lines.enumerate().peekable();
    while let Some((n, line)) = lines.next() {
        let torn = cut_short && lines.peek().is_none();
        let wrong = |why: String| Unread::Line(n + 1, why);
        let line = line.map_err(|why| wrong(why.to_string()));
        let line = line.and_then(|line| match line.trim() {
            "" => Ok(None),
            line => serde_json::from_str::<Line>(line).map(Some).map_err(|why| wrong(why.to_string())),
        });
        match line {
            Err(_) if torn => break,
            Err(wrong) => return Err(wrong),
            Ok(None) => {}
            Ok(Some(Line::End { copied })) => {
                if copied != found {
                    return Err(wrong(format!("it says {copied:?} and holds {found:?}")));
                }
                if let Some((n, _)) =
                    lines.find(|(_, line)| !line.as_ref().is_ok_and(|line| line.trim().is_empty()))
                {
                    return Err(Unread::Line(n + 1, "it stands after the last line".into()));
                }
                return Ok(Checked { lines: read, whole: true });
            }
            Ok(Some(line)) => {
                let new_room = follows(&line, &mut rooms).map_err(wrong)?;
                found.count(&line, new_room);
            }
        }
        read = n + 1;
    }
    if cut_short { Ok(Checked { lines: read, whole: false }) } else { Err(Unread::CutShort(read)) }
}

/// Whether a line is a room's first entry; wrong where it does not come after the one before, or the room's name is none.
fn follows(line: &Line, rooms: &mut BTreeMap<String, Seq>) -> Result<bool, String> {
    let Line::Entry { room, entry } = line else { return Ok(false) };
    if room.parse::<RoomId>().is_err() {
        return Err(format!("`{room}` names no room"));
    }
    let before = rooms.insert(room.clone(), entry.seq);
    match before {
        Some(before) if before >= entry.seq => Err(format!("entry {} after entry {before}", entry.seq)),
        before => Ok(before.is_none()),
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
        let line: Line = serde_json::from_str(&line).map_err(|why| wrong(why.to_string()))?;
        match line {
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
            Line::Turn { room, turn } => {
                copied.turns += 1;
                let n = turns.entry(room.clone()).or_default();
                log.keep_turn(&room, *n, &turn).await?;
                *n += 1;
            }
            other => {
                copied.count(&other, false);
                people(log, other, now).await?;
            }
        }
    }
    if let Some((room, entries)) = held {
        write(log, &room, &entries).await?;
    }
    Ok(copied)
}

/// Reads in who there is, and what lets them in.
async fn people(log: &Log, line: Line, now: i64) -> Result<(), Broken> {
    match line {
        Line::Person { person, name, part } => {
            log.add_person(&PersonRow { person, name, part }, now).await.map(drop)
        }
        Line::Session { hash, person, until } => log.add_session(&hash, &person, until).await,
        Line::Token { hash, person, label, may, since, until } => {
            log.add_token(&TokenRow { hash, person, label, may, since, until }).await
        }
        Line::Invite { hash, part, until, people } => log.add_invite(&hash, &part, people, until).await,
        Line::Entry { .. } | Line::Turn { .. } | Line::End { .. } => Ok(()),
    }
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
