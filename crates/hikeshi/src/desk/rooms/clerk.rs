//! The clerk takes orders one after the other: decides, writes what came in meanwhile in one commit, then folds and
//! tells. At most one order of a room is under way, so that what is in memory is always what is on the disk; of two
//! servers that write at once, one is told so, reads, and decides again. Knows no rule and no face.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::sync::Arc;
use std::time::Duration;

use room::{Actor, Command, Entry, Order, OrderId, Room, Seq, Standing};
use tokio::sync::{broadcast, mpsc, oneshot};
use tokio::time::{Instant, sleep_until};

use super::listed::summary;
use super::open::{Open, Use};
use super::{Receipt, Refused, RoomId};
use crate::clock;
use crate::store::log::{self, Broken, Hearing, Log, News, Summary, Write};

/// Orders written in one commit [count].
const COMMIT: usize = 256;
/// Times that an order is decided again because somebody else was first [count]; more is a room gone wild.
const AGAIN: u32 = 50;
/// Rooms kept in memory though nobody watches [count]; what is let go is read again when it is asked for.
const KEPT: usize = 2_000;
/// Between two looks at which rooms need the clock: nobody waits longer for it [s].
const SWEEP: Duration = Duration::from_secs(5);

/// The entries at hand, if that is all, and those to come.
pub(super) type Watching = (Option<Vec<Arc<Entry>>>, broadcast::Receiver<Arc<Entry>>);
/// Why an order was not taken by the clerk.
pub(super) enum Turned {
    /// Refused, or failed.
    Away(Refused),
    /// A team plays a drill in this room: orders go to its table.
    ToTable,
}

/// Why a turn was not kept.
#[derive(Debug)]
pub(in crate::desk) enum Unkept {
    /// Somebody else was first: read, and take it again.
    Behind,
    /// The database failed.
    Broken(String),
}

type Looking = Box<dyn FnOnce(Result<&Use, Refused>) + Send>;

/// What the clerk is asked.
pub(super) enum Ask {
    Submit {
        room: RoomId,
        order: Order,
        standing: Standing,
        reply: oneshot::Sender<Result<Receipt, Turned>>,
        /// Times decided in vain [count].
        tried: u32,
    },
    /// What a turn of a team's drill has left, decided by whoever plays it.
    Append {
        room: RoomId,
        entries: Vec<Entry>,
        turn: Option<(u64, String)>,
        reply: oneshot::Sender<Result<Receipt, Unkept>>,
    },
    Look {
        room: RoomId,
        look: Looking,
    },
    Watch {
        room: RoomId,
        since: Seq,
        reply: oneshot::Sender<Result<Watching, Refused>>,
    },
    /// A room was read from the log.
    Loaded {
        room: RoomId,
        found: Box<Result<Open, Broken>>,
    },
    /// A room's newer entries were read from the log.
    Caught {
        room: RoomId,
        found: Result<Vec<Entry>, Broken>,
    },
    /// Rooms that need the clock now.
    Due(Vec<Summary>),
}

impl std::fmt::Debug for Ask {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Ask")
    }
}

impl Ask {
    /// What it appends does not follow this entry, but a later one.
    fn comes_after(&self, seq: Seq) -> bool {
        match self {
            Ask::Append { entries, .. } => entries.first().is_some_and(|first| first.seq > seq.next()),
            _ => false,
        }
    }
}

/// An order that waits for its commit.
struct Decided {
    room: RoomId,
    entries: Vec<Entry>,
    ask: Ask,
}

/// The clerk.
pub(super) struct Clerk {
    log: Log,
    /// To itself, from what it has others read.
    asks: mpsc::WeakSender<Ask>,
    rooms: BTreeMap<RoomId, Open>,
    /// Asked about a room that is being read.
    waiting: BTreeMap<RoomId, Vec<Ask>>,
    /// Taken up next.
    next: VecDeque<Ask>,
}

impl Clerk {
    pub fn new(log: Log, asks: mpsc::WeakSender<Ask>) -> Clerk {
        Clerk { log, asks, rooms: BTreeMap::new(), waiting: BTreeMap::new(), next: VecDeque::new() }
    }

    /// Works until the desk is closed.
    pub async fn run(mut self, mut asked: mpsc::Receiver<Ask>, mut hearing: Hearing) {
        let mut sweep = Instant::now();
        loop {
            if self.next.is_empty() {
                tokio::select! {
                    ask = asked.recv() => match ask {
                        Some(ask) => self.next.push_back(ask),
                        None => return,
                    },
                    news = hearing.next() => self.hear(news).await,
                    () = sleep_until(sweep) => {
                        sweep = Instant::now() + SWEEP;
                        self.look_for_due();
                        self.let_go();
                    }
                }
            }
            // What came in meanwhile shares the commit.
            while self.next.len() < COMMIT
                && let Ok(ask) = asked.try_recv()
            {
                self.next.push_back(ask);
            }
            self.turn().await;
        }
    }

    /// Takes up everything that is next, and writes what came of it in one commit.
    async fn turn(&mut self) {
        let mut decided: Vec<Decided> = Vec::new();
        let mut busy = BTreeSet::new();
        let mut later = VecDeque::new();
        while let Some(ask) = self.next.pop_front() {
            let room = match self.place(ask) {
                Some((room, ask)) => (room, ask),
                None => continue,
            };
            match room {
                (room, ask @ (Ask::Submit { .. } | Ask::Append { .. })) if busy.contains(&room) => {
                    later.push_back(ask);
                }
                (room, ask) => {
                    // A table has read further than the clerk, who was not told yet.
                    if ask.comes_after(self.rooms[&room].used.room.seq()) {
                        self.catch_up(&room).await;
                    }
                    if let Some(one) = self.take(room, ask) {
                        busy.insert(one.room.clone());
                        decided.push(one);
                    }
                }
            }
        }
        self.next = later;
        if !decided.is_empty() {
            self.commit(decided).await;
        }
    }

    /// The room that is asked about, once it is in memory; until then the asker waits.
    fn place(&mut self, ask: Ask) -> Option<(RoomId, Ask)> {
        let room = match &ask {
            Ask::Submit { room, .. }
            | Ask::Append { room, .. }
            | Ask::Look { room, .. }
            | Ask::Watch { room, .. } => room.clone(),
            Ask::Loaded { .. } | Ask::Caught { .. } | Ask::Due(_) => {
                self.learn(ask);
                return None;
            }
        };
        if self.rooms.contains_key(&room) {
            return Some((room, ask));
        }
        let waiting = self.waiting.entry(room.clone()).or_default();
        waiting.push(ask);
        if waiting.len() == 1 {
            let log = self.log.clone();
            self.have_read(async move { Ask::Loaded { found: Box::new(load(&log, &room).await), room } });
        }
        None
    }

    /// What others have read for the clerk.
    fn learn(&mut self, ask: Ask) {
        match ask {
            Ask::Loaded { room, found } => {
                let waiting = self.waiting.remove(&room).unwrap_or_default();
                match *found {
                    Ok(mut open) => {
                        // Where much was folded, as after a copy was read in, it is not folded again the next time.
                        keep(&self.log, &room, &mut open);
                        self.rooms.insert(room, open);
                        self.next.extend(waiting);
                    }
                    Err(broken) => waiting.into_iter().for_each(|ask| fail(ask, &broken)),
                }
            }
            Ask::Caught { room, found } => {
                if let (Some(open), Ok(entries)) = (self.rooms.get_mut(&room), found) {
                    entries.into_iter().for_each(|entry| open.grow(entry));
                }
            }
            Ask::Due(rows) => {
                let rooms = rows.iter().filter_map(|row| row.room.parse().ok());
                let wakes: Vec<Ask> = rooms.map(wake).collect();
                self.next.extend(wakes);
            }
            Ask::Submit { .. } | Ask::Append { .. } | Ask::Look { .. } | Ask::Watch { .. } => {}
        }
    }

    /// Answers at once, or says what is to be written.
    fn take(&mut self, room: RoomId, ask: Ask) -> Option<Decided> {
        let open = &self.rooms[&room];
        match ask {
            Ask::Submit { room, order, standing, reply, tried } => {
                let opens = matches!(order.command, Command::OpenRoom { .. });
                if open.used.room.seq() == Seq(0) && !opens {
                    let _ = reply.send(Err(Turned::Away(Refused::NoRoom(room.clone()))));
                    self.rooms.remove(&room);
                    return None;
                }
                if open.is_drill() {
                    let _ = reply.send(Err(Turned::ToTable));
                    return None;
                }
                match room::record(&open.used.room, &order, standing, clock::now()) {
                    Ok(entries) if entries.is_empty() => {
                        let _ = reply.send(Ok(Receipt { seq: open.used.room.seq() }));
                        None
                    }
                    Ok(entries) => {
                        let ask = Ask::Submit { room: room.clone(), order, standing, reply, tried };
                        Some(Decided { room, entries, ask })
                    }
                    Err(refusal) => {
                        let _ = reply.send(Err(Turned::Away(Refused::Room(refusal))));
                        None
                    }
                }
            }
            Ask::Append { room, entries, turn, reply } => {
                let follows = entries.first().is_none_or(|first| first.seq == open.used.room.seq().next());
                if follows {
                    let ask = Ask::Append { room: room.clone(), entries: entries.clone(), turn, reply };
                    return Some(Decided { room, entries, ask });
                }
                let _ = reply.send(Err(Unkept::Behind));
                None
            }
            Ask::Look { look, .. } => {
                look(exists(&room, open).map(|open| &open.used));
                None
            }
            Ask::Watch { since, reply, .. } => {
                let _ = reply.send(exists(&room, open).map(|open| open.watch(since)));
                None
            }
            Ask::Loaded { .. } | Ask::Caught { .. } | Ask::Due(_) => None,
        }
    }

    async fn commit(&mut self, mut decided: Vec<Decided>) {
        // Every server writes its rooms in the same order, so that two never wait for one another.
        decided.sort_by(|one, other| one.room.cmp(&other.room));
        let writes: Vec<Write> = decided.iter().map(|one| self.write(one)).collect();
        let written = self.log.append(&writes).await;
        match written {
            Ok(()) => {
                for Decided { room, entries, ask } in decided {
                    let Some(open) = self.rooms.get_mut(&room) else { continue };
                    entries.into_iter().for_each(|entry| open.grow(entry));
                    keep(&self.log, &room, open);
                    let receipt = Receipt { seq: open.used.room.seq() };
                    // Whoever gave the order may have gone; it stands.
                    match ask {
                        Ask::Submit { reply, .. } => drop(reply.send(Ok(receipt))),
                        Ask::Append { reply, .. } => drop(reply.send(Ok(receipt))),
                        _ => {}
                    }
                }
            }
            Err(log::Refused::Behind) => {
                for Decided { room, ask, .. } in decided {
                    self.catch_up(&room).await;
                    self.again(ask);
                }
            }
            Err(log::Refused::Broken(broken)) => {
                decided.into_iter().for_each(|one| fail(one.ask, &broken));
            }
        }
    }

    /// What is written of a decided order: its entries, and the room's row as it is with them.
    fn write(&self, decided: &Decided) -> Write {
        let open = &self.rooms[&decided.room];
        let mut room = Room::clone(&open.used.room);
        decided.entries.iter().for_each(|entry| room::fold(&mut room, entry));
        let first = decided.entries.first().filter(|_| open.used.room.seq() == Seq(0));
        let opened = first.map_or(open.opened, |first| first.at);
        let turn = match &decided.ask {
            Ask::Append { turn, .. } => turn.clone(),
            _ => None,
        };
        let summary = summary(&decided.room, &room, opened);
        Write { summary, entries: decided.entries.clone(), turn }
    }

    /// Somebody else was first: the order is decided again, for a while.
    fn again(&mut self, ask: Ask) {
        match ask {
            Ask::Submit { room, order, standing, reply, tried } if tried < AGAIN => {
                self.next.push_back(Ask::Submit { room, order, standing, reply, tried: tried + 1 });
            }
            Ask::Submit { reply, .. } => {
                let busy = Refused::Ours("too many write to this room at once".into());
                let _ = reply.send(Err(Turned::Away(busy)));
            }
            Ask::Append { reply, .. } => drop(reply.send(Err(Unkept::Behind))),
            _ => {}
        }
    }

    /// Reads what other servers have appended to a room.
    async fn catch_up(&mut self, room: &RoomId) {
        let Some(open) = self.rooms.get_mut(room) else { return };
        // Where it cannot be read, the next order finds out.
        if let Ok(entries) = newer(&self.log, room, open.used.room.seq()).await {
            entries.into_iter().for_each(|entry| open.grow(entry));
        }
    }

    /// Another server has written.
    async fn hear(&mut self, news: Result<News, Broken>) {
        let rooms: Vec<RoomId> = match news {
            Ok(News::Grown { room, seq }) => {
                let room: Option<RoomId> = room.parse().ok();
                let older =
                    |room: &RoomId| self.rooms.get(room).is_some_and(|open| open.used.room.seq() < seq);
                room.into_iter().filter(older).collect()
            }
            Ok(News::Missed) => self.rooms.keys().cloned().collect(),
            Err(_) => {
                // The database is away; the sweep and the next order find out when it is back.
                tokio::time::sleep(Duration::from_millis(200)).await;
                self.rooms.keys().cloned().collect()
            }
        };
        for room in rooms {
            let (log, since) = (self.log.clone(), self.rooms[&room].used.room.seq());
            self.have_read(async move { Ask::Caught { found: newer(&log, &room, since).await, room } });
        }
    }

    fn look_for_due(&self) {
        let log = self.log.clone();
        let now = clock::now().as_millisecond();
        self.have_read(async move { Ask::Due(log.due(now).await.unwrap_or_default()) });
    }

    /// Rooms that nobody watches are let go when there are too many.
    fn let_go(&mut self) {
        let mut left = self.rooms.len().saturating_sub(KEPT);
        self.rooms.retain(|_, open| {
            let go = left > 0 && !open.watched();
            left -= usize::from(go);
            !go
        });
    }

    /// Has something read while the clerk goes on; the answer comes back as an ask.
    fn have_read(&self, read: impl Future<Output = Ask> + Send + 'static) {
        let Some(asks) = self.asks.upgrade() else { return };
        tokio::spawn(async move { drop(asks.send(read.await).await) });
    }
}

fn exists<'a>(room: &RoomId, open: &'a Open) -> Result<&'a Open, Refused> {
    if open.used.room.seq() == Seq(0) { Err(Refused::NoRoom(room.clone())) } else { Ok(open) }
}

fn fail(ask: Ask, broken: &Broken) {
    let why = || Refused::Ours(broken.to_string());
    match ask {
        Ask::Submit { reply, .. } => drop(reply.send(Err(Turned::Away(why())))),
        Ask::Append { reply, .. } => drop(reply.send(Err(Unkept::Broken(broken.to_string())))),
        Ask::Look { look, .. } => look(Err(why())),
        Ask::Watch { reply, .. } => drop(reply.send(Err(why()))),
        Ask::Loaded { .. } | Ask::Caught { .. } | Ask::Due(_) => {}
    }
}

/// Keeps a snapshot of a room, where it is time. A cache: where it cannot be kept, the room is folded from an older one.
fn keep(log: &Log, room: &RoomId, open: &mut Open) {
    if let Some(snapshot) = open.snapshot() {
        let (log, room) = (log.clone(), room.clone());
        tokio::spawn(async move { log.keep_snapshot(room.as_str(), &snapshot).await });
    }
}

fn wake(room: RoomId) -> Ask {
    let (reply, _) = oneshot::channel();
    let id = OrderId::new(format!("wake.{}", clock::now().as_millisecond()));
    let actor = Actor::new("clock");
    let (Ok(id), Ok(actor)) = (id, actor) else { unreachable!("letters, digits and a dot are an id") };
    let order = Order { id, actor, line: None, command: Command::Wake {} };
    Ask::Submit { room, order, standing: Standing::Herald, reply, tried: 0 }
}

async fn load(log: &Log, room: &RoomId) -> Result<Open, Broken> {
    let snapshot = log.snapshot(room.as_str()).await?;
    let mut open = snapshot.as_ref().map_or_else(Open::new, Open::from);
    log.each_since(room.as_str(), open.used.room.seq(), |entry| open.grow(entry)).await?;
    Ok(open)
}

async fn newer(log: &Log, room: &RoomId, since: Seq) -> Result<Vec<Entry>, Broken> {
    let mut all = Vec::new();
    log.each_since(room.as_str(), since, |entry| all.push(entry)).await?;
    Ok(all)
}
