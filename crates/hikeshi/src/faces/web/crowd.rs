//! Those who follow one room in browsers, and what is the same for many of them: one looks at the room for all, when it has
//! changed and time has settled; rows and boards are rendered once, as the bytes that are sent. Knows nobody in particular.

use std::collections::{BTreeMap, VecDeque};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError, Weak};
use std::time::Duration;

use axum::body::Bytes;
use drill::words::Lang;
use jiff::Timestamp;
use jiff::tz::TimeZone;
use room::{Entry, Event, Seq};
use tokio::sync::{OnceCell, watch};
use tokio::time::{Instant, sleep_until};

use super::Web;
use super::board;
use super::drill::beside as panels;
use super::flow;
use super::page::Words;
use crate::clock;
use crate::desk::rooms::{RoomId, Seen};
use crate::desk::table::Table;

/// After an entry the board waits so long for others [ms]: one look for a burst.
const SETTLES: Duration = Duration::from_millis(100);
/// A word moves no more on the board than who spoke when, and waits so much longer for others [s].
const TALK_SETTLES: Duration = Duration::from_secs(2);
/// Without an entry the room is looked at anew so often [s]: times pass, a word in private falls due, and proxies end
/// connections that are silent.
const ANEW: Duration = Duration::from_secs(15);
/// The newest rows that are kept [count]: all who keep up ask for the same one within moments.
const NEWEST: usize = 8;

/// Something for each language, made when it is first asked for.
type Spoken<T> = [T; Lang::ALL.len()];
/// A row as it is sent.
type Row = Arc<Spoken<OnceLock<Bytes>>>;

/// A room, and the name of the zone whose times its readers read.
type Whose = (RoomId, String);

/// All crowds of a server, by room and zone. Cheap to clone.
#[derive(Clone, Default)]
pub struct Crowds(Arc<Mutex<BTreeMap<Whose, Weak<Crowd>>>>);

impl Crowds {
    /// The crowd of a room, whose table it is if a drill is played there, in this zone; with the first who comes, somebody
    /// begins to look.
    pub fn of(web: &Web, room: &RoomId, zone: &TimeZone, table: Option<&Table>) -> Arc<Crowd> {
        let mut crowds = lock(&web.crowds.0);
        let whose = (room.clone(), zone.iana_name().unwrap_or_default().to_string());
        if let Some(crowd) = crowds.get(&whose).and_then(Weak::upgrade) {
            return crowd;
        }
        let (moments, last) = watch::channel(None);
        let crowd = Arc::new(Crowd { rows: Mutex::default(), last });
        let known = Arc::downgrade(&crowd);
        crowds.insert(whose.clone(), known.clone());
        let look = Look { web: web.clone(), whose, table: table.cloned(), crowd: known, moments };
        tokio::spawn(look.on());
        crowd
    }
}

/// Those who follow one room.
pub struct Crowd {
    rows: Mutex<VecDeque<(Seq, Row)>>,
    last: watch::Receiver<Option<Arc<Moment>>>,
}

impl Crowd {
    /// Moments of the room, from the last one on. They end where the room cannot be read.
    pub fn moments(&self) -> Moments {
        let mut moments = self.last.clone();
        moments.mark_changed();
        Moments(moments)
    }

    /// An entry as an event. One that nobody reads still moves the cursor on.
    pub fn row(&self, w: &Words, entry: &Entry) -> Bytes {
        let cell = {
            let mut rows = lock(&self.rows);
            let known = rows.iter().find(|(seq, _)| *seq == entry.seq).map(|(_, cell)| cell.clone());
            known.unwrap_or_else(|| {
                let cell = Row::default();
                // Whoever reads what was long ago renders it for themselves.
                if rows.back().is_none_or(|(newest, _)| *newest < entry.seq) {
                    rows.push_back((entry.seq, cell.clone()));
                }
                if rows.len() > NEWEST {
                    rows.pop_front();
                }
                cell
            })
        };
        let made = || event("row", Some(entry.seq), &flow::html(w, entry).unwrap_or_default());
        cell[w.lang as usize].get_or_init(made).clone()
    }
}

/// The moments of a room as they come: a slow watcher is handed the last one alone.
pub struct Moments(watch::Receiver<Option<Arc<Moment>>>);

impl Moments {
    /// The next one; `None` when there will be no more.
    pub async fn next(&mut self) -> Option<Arc<Moment>> {
        loop {
            self.0.changed().await.ok()?;
            if let Some(moment) = &*self.0.borrow_and_update() {
                return Some(moment.clone());
            }
        }
    }
}

/// A room at a moment, for all who follow it.
pub struct Moment {
    /// As it stood.
    pub seen: Seen,
    /// The time in the room.
    pub now: Timestamp,
    /// Nothing has happened for a while.
    pub idle: bool,
    /// For whom may act, and for whom may not.
    boards: [Spoken<OnceCell<Bytes>>; 2],
}

impl Moment {
    /// The board and a drill's panels as an event.
    pub async fn board(&self, w: &Words, room: &RoomId, table: Option<&Table>, acts: bool) -> Bytes {
        let made = async || {
            let board = board::render(w, room, acts, &self.seen.glance);
            match table {
                Some(table) => event("board", None, &(panels(w, room, table).await + &board)),
                None => event("board", None, &board),
            }
        };
        self.boards[usize::from(acts)][w.lang as usize].get_or_init(made).await.clone()
    }
}

/// An event as it is sent. The text is HTML, to which a carriage return means nothing.
pub fn event(name: &str, id: Option<Seq>, html: &str) -> Bytes {
    let mut text = String::with_capacity(html.len() + html.len() / 8 + 64);
    text.extend(id.map(|id| format!("id: {}\n", id.0)));
    text.extend(["event: ", name, "\n"]);
    for line in html.replace('\r', "").split('\n') {
        text.extend(["data: ", line, "\n"]);
    }
    text.push('\n');
    text.into()
}

/// Looks at a room for its crowd, until the last of them has gone.
struct Look {
    web: Web,
    whose: Whose,
    table: Option<Table>,
    crowd: Weak<Crowd>,
    moments: watch::Sender<Option<Arc<Moment>>>,
}

impl Look {
    async fn on(self) {
        // Where the room cannot be read everybody is let go, and comes again to another crowd.
        let _ = self.moments().await;
        let mut crowds = lock(&self.web.crowds.0);
        if crowds.get(&self.whose).is_some_and(|other| other.ptr_eq(&self.crowd)) {
            crowds.remove(&self.whose);
        }
    }

    async fn moments(&self) -> Option<()> {
        let mut turns = self.table.as_ref().map(Table::watch);
        let since = self.moment(false).await?;
        let mut watch = self.web.desk.watch(&self.whose.0, since).await.ok()?;
        let (mut at, mut idle) = (Instant::now() + ANEW, true);
        loop {
            let settles = tokio::select! {
                entry = watch.next() => match entry.ok()??.event {
                    Event::Said { .. } | Event::Noted { .. } => TALK_SETTLES,
                    _ => SETTLES,
                },
                () = turned(turns.as_mut()) => SETTLES,
                () = sleep_until(at) => {
                    self.moment(idle).await?;
                    (at, idle) = (Instant::now() + ANEW, true);
                    continue;
                }
                () = self.moments.closed() => return None,
            };
            (at, idle) = (at.min(Instant::now() + settles), false);
        }
    }

    /// Looks, and tells everybody.
    async fn moment(&self, idle: bool) -> Option<Seq> {
        let now = self.table.as_ref().map_or_else(clock::now, |table| table.standing().now);
        let seen = self.web.desk.look(&self.whose.0, move |used| used.seen(now)).await.ok()?;
        let seq = seen.room.seq();
        self.moments.send_replace(Some(Arc::new(Moment { seen, now, idle, boards: Default::default() })));
        Some(seq)
    }
}

/// The drill has taken a turn; never, where there is none.
async fn turned(turns: Option<&mut watch::Receiver<u64>>) {
    let ended = match turns {
        Some(turns) => turns.changed().await.is_err(),
        None => true,
    };
    if ended {
        std::future::pending::<()>().await;
    }
}

/// A thread that panicked while it held the lock has left what is whole.
fn lock<T>(of: &Mutex<T>) -> MutexGuard<'_, T> {
    of.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_event_is_one_however_many_lines_it_has_and_an_empty_one_still_moves_the_cursor() {
        assert_eq!(event("row", Some(Seq(7)), "a\r\nb\rc"), "id: 7\nevent: row\ndata: a\ndata: bc\n\n");
        assert_eq!(event("row", Some(Seq(8)), ""), "id: 8\nevent: row\ndata: \n\n");
        assert_eq!(event("board", None, "<p>\n\n</p>"), "event: board\ndata: <p>\ndata: \ndata: </p>\n\n");
    }
}
