//! A room elsewhere, in a terminal or a pipe: the flow as it comes, talk, and orders behind `/`. Knows the API of a server, as
//! any other program does; holds no rule and no room of its own.

mod address;
mod carry;
mod client;
mod events;
mod shown;
mod typed;

use std::io::{IsTerminal, stdin};

use drill::words::{Lang, say};
use tokio::sync::mpsc::{Receiver, Sender, channel};

use crate::desk::people::{drawn, hex};
use crate::faces::editor::Editor;
use crate::failure::Failure;
use crate::interrupt::asked_to_go;
use address::Address;
use carry::News;
use client::{Not, Row, Sent, Server};
use shown::Shown;
use typed::{Done, Input};

/// Entries that are shown of what was before [count].
const BEFORE: u64 = 20;

/// Lines that wait for a server that is away [count]: a pipe is read no further then, and whoever types is told.
const UNSENT: usize = 500;
/// News that wait to be shown [count]; then the server waits, too.
const NEWS: usize = 256;

/// What is wanted.
#[derive(Clone, Debug)]
pub struct Wish {
    /// Of a room, or of its server.
    pub url: String,
    /// What lets one in; without one, the name does on this machine.
    pub token: Option<String>,
    /// What people call whoever comes.
    pub name: String,
    /// In which language they read.
    pub lang: Lang,
    /// A terminal on both sides, where a line can be edited.
    pub edited: bool,
}

/// Joins a room until whoever types goes, or a pipe has ended and all of it was answered.
///
/// # Errors
/// When the server cannot be reached or lets nobody in, or when lines of a pipe were refused.
pub fn join(wish: &Wish) -> Result<(), Failure> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    runtime.map_err(|error| Failure::Output { error })?.block_on(async {
        let (server, room) = come_in(wish).await?;
        let mut seat = Seat::take(wish, server, room).await?;
        tokio::select! {
            left = seat.stay() => left,
            () = asked_to_go() => {
                seat.farewell()?;
                Err(Failure::Interrupted)
            }
        }
    })
}

async fn come_in(wish: &Wish) -> Result<(Server, String), Failure> {
    let address = Address::read(&wish.url).ok_or_else(|| Failure::NoServer { url: wish.url.clone() })?;
    let failed = |not: Not| match not {
        Not::Away(why) => Failure::Unreached { url: address.server.clone(), why },
        Not::Refused(what, next) => Failure::TurnedAway { what, next },
    };
    let mut server =
        Server::new(address.clone(), wish.lang, wish.token.clone().unwrap_or_default()).map_err(&failed)?;
    if wish.token.is_none() {
        if !address.here {
            return Err(Failure::TokenNeeded { url: address.server });
        }
        server.enter(&wish.name).await.map_err(&failed)?;
    }
    if let Some(room) = address.room {
        return Ok((server, room));
    }
    let rooms = server.rooms().await.map_err(&failed)?;
    let room = choose(wish, &address, rooms.into_iter().filter(|room| room.closed.is_none()).collect())?;
    Ok((server, room))
}

/// The only room that is open, or the one that somebody chooses.
fn choose(wish: &Wish, address: &Address, rooms: Vec<Row>) -> Result<String, Failure> {
    if let [only] = rooms.as_slice() {
        return Ok(only.room.clone());
    }
    let links = || rooms.iter().map(|row| format!("{}  {}", address.of(&row.room), row.title)).collect();
    if rooms.is_empty() || !stdin().is_terminal() {
        return Err(Failure::WhichRoom { rooms: links() });
    }
    for (n, row) in rooms.iter().enumerate() {
        println!("{:>3}  {}", n + 1, row.title);
    }
    println!("{}", say(wish.lang, "join-choose", &[]));
    let mut typed = String::new();
    stdin().read_line(&mut typed).map_err(|error| Failure::Output { error })?;
    let chosen = typed.trim().parse::<usize>().ok().and_then(|n| rooms.get(n.checked_sub(1)?));
    chosen.map(|row| row.room.clone()).ok_or_else(|| Failure::WhichRoom { rooms: links() })
}

/// Somebody in a room.
struct Seat {
    lang: Lang,
    server: Server,
    room: String,
    shown: Shown,
    editor: Editor,
    input: Receiver<Input>,
    /// Somebody types, and may always go; of a pipe no more is read than can be sent.
    edited: bool,
    lines: Sender<Sent>,
    news: Receiver<News>,
    /// Lines that the server has not answered [count].
    unsent: usize,
    /// Lines that it refused [count].
    refused: usize,
    /// The last entry seen, and the last with a line of ours in it.
    seen: u64,
    own: u64,
    people: Vec<String>,
    /// Nothing more will be typed.
    ended: bool,
    lost: bool,
}

impl Seat {
    async fn take(wish: &Wish, server: Server, room: String) -> Result<Seat, Failure> {
        let standing = server.room(&room).await.map_err(|not| match not {
            Not::Away(why) => Failure::Unreached { url: wish.url.clone(), why },
            Not::Refused(what, next) => Failure::TurnedAway { what, next },
        })?;
        let (lines, to_send) = channel(UNSENT);
        let (tell, news) = channel(NEWS);
        let since = standing.seq.saturating_sub(BEFORE);
        tokio::spawn(carry::send(server.clone(), room.clone(), to_send, tell.clone()));
        tokio::spawn(carry::follow(server.clone(), room.clone(), since, tell));
        let mut seat = Seat {
            lang: wish.lang,
            server,
            room,
            shown: Shown::new(wish.edited)?,
            editor: Editor::default(),
            input: typed::read(wish.edited),
            edited: wish.edited,
            lines,
            news,
            unsent: 0,
            refused: 0,
            seen: since,
            // A pipe that is empty still shows what was before.
            own: standing.seq,
            people: standing.roster.iter().map(|person| person.person.clone()).collect(),
            ended: false,
            lost: false,
        };
        seat.say(&shown::board(wish.lang, &standing))?;
        if wish.edited {
            seat.say(&say(wish.lang, "join-help", &[]))?;
        }
        Ok(seat)
    }

    fn say(&mut self, text: &str) -> Result<(), Failure> {
        self.shown.rows(text, &self.editor)
    }

    async fn stay(&mut self) -> Result<(), Failure> {
        while !(self.ended && self.unsent == 0 && self.seen >= self.own) {
            tokio::select! {
                input = self.input.recv(), if !self.ended && (self.edited || self.unsent < UNSENT) => match input {
                    Some(Input::Line(line)) => {
                        if !self.said(&line).await? {
                            self.ended = true;
                        }
                    }
                    Some(Input::Event(event)) => {
                        if !self.typed(event).await? {
                            return self.farewell();
                        }
                    }
                    Some(Input::End) | None => self.ended = true,
                },
                news = self.news.recv() => match news {
                    Some(news) => self.hear(news)?,
                    None => return Ok(()),
                },
            }
        }
        match self.refused {
            0 => Ok(()),
            lines => Err(Failure::LinesRefused { lines }),
        }
    }

    /// A key; false where whoever types goes.
    async fn typed(&mut self, event: crossterm::event::Event) -> Result<bool, Failure> {
        match typed::pressed(&mut self.editor, event, &self.people) {
            Done::Edited => self.shown.line(&self.editor).map(|()| true),
            Done::Fits(names) => self.say(&names.join("  ")).map(|()| true),
            Done::Said(line) => {
                self.shown.line(&self.editor)?;
                self.said(&line).await
            }
            Done::Leave => Ok(false),
        }
    }

    /// A whole line; false where whoever types goes.
    async fn said(&mut self, line: &str) -> Result<bool, Failure> {
        let order = line.strip_prefix(['/', '／']).map(str::trim);
        match order {
            _ if line.is_empty() => {}
            Some("quit") => return Ok(false),
            Some("help") => self.say(&shown::help(self.lang))?,
            Some("board") => self.board().await?,
            order => {
                if self.unsent >= UNSENT {
                    self.say(&say(self.lang, "join-full", &[("lines", &self.unsent.to_string())]))?;
                    return Ok(true);
                }
                let id = hex(&drawn::<12>());
                let say = if order.is_none() { Some(line.to_string()) } else { None };
                self.unsent += 1;
                // There is room for all that are unsent, and whoever carries them lives as long as we do.
                let _ = self.lines.try_send(Sent { id, order: order.map(String::from), say });
                if self.lost {
                    self.say(&say_kept(self.lang, self.unsent))?;
                }
            }
        }
        Ok(true)
    }

    async fn board(&mut self) -> Result<(), Failure> {
        match self.server.room(&self.room).await {
            Ok(standing) => {
                self.people = standing.roster.iter().map(|person| person.person.clone()).collect();
                self.say(&shown::board(self.lang, &standing))
            }
            Err(Not::Away(_)) => self.say(&say(self.lang, "join-lost", &[])),
            Err(Not::Refused(what, next)) => self.say(&refused(self.lang, &what, &next)),
        }
    }

    fn hear(&mut self, news: News) -> Result<(), Failure> {
        match news {
            News::Entry(entry) => {
                self.seen = entry.seq;
                if !self.people.contains(&entry.actor) {
                    self.people.push(entry.actor.clone());
                }
                let row = shown::row(&entry);
                if row.is_empty() { Ok(()) } else { self.say(&row) }
            }
            News::Told(told) => self.say(&shown::told(self.lang, &told)),
            News::Lost => {
                self.lost = true;
                self.say(&say(self.lang, "join-lost", &[]))
            }
            News::Back => {
                self.lost = false;
                self.say(&say(self.lang, "join-back", &[]))
            }
            News::Taken(seq) => {
                self.unsent -= 1;
                self.own = self.own.max(seq);
                Ok(())
            }
            News::Refused(what, next) => {
                self.unsent -= 1;
                self.refused += 1;
                self.say(&refused(self.lang, &what, &next))
            }
            News::Out(what, next) => Err(Failure::TurnedAway { what, next }),
        }
    }

    /// What whoever goes should know.
    fn farewell(&mut self) -> Result<(), Failure> {
        if self.unsent > 0 {
            self.say(&say(self.lang, "join-unsent", &[("lines", &self.unsent.to_string())]))?;
        }
        Ok(())
    }
}

fn say_kept(lang: Lang, lines: usize) -> String {
    say(lang, "join-kept", &[("lines", &lines.to_string())])
}

fn refused(lang: Lang, what: &str, next: &str) -> String {
    say(lang, "join-refused", &[("what", what), ("next", next)])
}
