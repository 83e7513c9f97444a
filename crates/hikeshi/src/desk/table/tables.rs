//! The tables of this server: those at which somebody plays or reads. A table is a cache of its turns and may be let go at any
//! time.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};

use drill::play::{Host, Options, Pace, Play};
use drill::words::Lang;
use room::Actor;
use tokio::sync::OnceCell;

use super::kept::{Header, Kept};
use super::played::{Played, other};
use super::{Table, blocking};
use crate::clock;
use crate::desk::catalog::{self, Script};
use crate::desk::rooms::{Keeper, Refused, RoomId, Unkept};
use crate::desk::sitting::VERSION;
use crate::desk::voice::Voices;

/// Tables kept though nobody sits at them [count]: a world is some megabytes.
const KEPT: usize = 20;

/// What a team's drill is opened with.
#[derive(Clone, Debug)]
pub struct Begun {
    /// The scenario's id.
    pub scenario: String,
    /// Chooses names, hour, load and every draw of the world.
    pub seed: u64,
    /// The language of the people in it.
    pub lang: Lang,
    /// How fast its clock runs at first [simulated seconds in one on the wall].
    pub times: u32,
}

/// The tables. Cheap to clone.
#[derive(Clone)]
pub struct Tables {
    keeper: Keeper,
    open: Arc<Mutex<BTreeMap<RoomId, Cell>>>,
    voice: Arc<OnceLock<Arc<dyn Voices>>>,
}

/// A table, once it was played again.
#[derive(Default)]
struct Cell {
    table: Arc<OnceCell<Table>>,
    /// Larger than that of all that were asked for before.
    used: u64,
}

impl std::fmt::Debug for Tables {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Tables")
    }
}

impl Tables {
    pub(in crate::desk) fn new(keeper: Keeper) -> Tables {
        Tables { keeper, open: Arc::default(), voice: Arc::default() }
    }

    /// Has somebody speak and listen in the game master's place at every table, from now on.
    pub fn speak_with(&self, voice: Arc<dyn Voices>) {
        let _ = self.voice.set(voice);
    }

    /// Opens a drill in a new room.
    ///
    /// # Errors
    /// When there is no such scenario, or our side failed.
    pub async fn begin(&self, room: &RoomId, host: Actor, begun: Begun) -> Result<Table, Refused> {
        let script = script(&begun.scenario)?;
        let header = Header {
            scenario: script.scenario.id.clone(),
            fingerprint: script.fingerprint.clone(),
            version: VERSION.into(),
            seed: begun.seed,
            lang: begun.lang.tag().into(),
            host,
            at: clock::now(),
            times: begun.times,
        };
        let played = opened(header.clone(), script).await?;
        let row = serde_json::to_string(&Kept::Opened(header)).expect("a header is plain data");
        let entries = played.play.entries().to_vec();
        match self.keeper.append(room, entries, Some((0, row))).await {
            Ok(_) => {}
            // Sent twice at once, it was opened by the other.
            Err(Unkept::Behind) => return self.of(room).await,
            Err(Unkept::Broken(why)) => return Err(Refused::Ours(why)),
        }
        let cell = self.cell(room);
        let table = cell.get_or_init(|| async { self.seated(room, played) }).await;
        table.speak(0, None);
        Ok(table.clone())
    }

    /// The table of a room, played again from its turns where that was not done yet.
    ///
    /// # Errors
    /// When it cannot be played by this program, or our side failed.
    pub async fn of(&self, room: &RoomId) -> Result<Table, Refused> {
        let cell = self.cell(room);
        let table = cell.get_or_try_init(|| self.again(room)).await.cloned();
        if table.is_err() {
            // What cannot be played takes no place from what can.
            self.held().remove(room);
        }
        table
    }

    async fn again(&self, room: &RoomId) -> Result<Table, Refused> {
        let entries = self.keeper.entries(room).await?;
        let mut rows = self.keeper.turns(room, 0).await?;
        if rows.is_empty() {
            return Err(Refused::NoTable);
        }
        let first: Kept =
            serde_json::from_str(&rows.remove(0)).map_err(|why| Refused::Ours(why.to_string()))?;
        let Kept::Opened(header) = first else { return Err(Refused::NoTable) };
        let script = script(&header.scenario)?;
        if header.version != VERSION || header.fingerprint != script.fingerprint {
            return Err(Refused::NoTable);
        }
        let mut played = opened(header, script).await?;
        let played = blocking(move || played.replay(&rows).map(|()| played)).await?;
        let played = played.map_err(|_| Refused::NoTable)?;
        // The log is what counts: a play that does not give again what was there before its turns were read is none.
        let lived = played.play.entries();
        if lived.len() < entries.len() || lived[..entries.len()] != entries[..] {
            return Err(Refused::NoTable);
        }
        if lived.len() > entries.len() {
            let now = self.keeper.entries(room).await?.len();
            let missing = lived.get(now..).unwrap_or_default().to_vec();
            if !missing.is_empty() {
                // A copy that was made while people played has turns whose entries it lacks.
                let _ = self.keeper.append(room, missing, None).await;
            }
        }
        Ok(self.seated(room, played))
    }

    /// The table of a play, with its clock.
    fn seated(&self, room: &RoomId, played: Played) -> Table {
        let table = Table::new(room.clone(), self.keeper.clone(), played, self.voice.clone());
        tokio::spawn(Table::run(Arc::downgrade(&table.0)));
        table
    }

    fn held(&self) -> MutexGuard<'_, BTreeMap<RoomId, Cell>> {
        self.open.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The place of a room's table. Where there are many, those that nobody has used for longest are let go.
    fn cell(&self, room: &RoomId) -> Arc<OnceCell<Table>> {
        let mut open = self.held();
        let used = 1 + open.values().map(|cell| cell.used).max().unwrap_or_default();
        let cell = open.entry(room.clone()).or_default();
        cell.used = used;
        let found = cell.table.clone();
        while open.len() > KEPT {
            let idle = open.iter().filter(|(other, cell)| {
                *other != room && cell.table.get().is_some_and(|table| !table.in_use())
            });
            let Some(oldest) = idle.min_by_key(|(_, cell)| cell.used).map(|(other, _)| other.clone()) else {
                break;
            };
            open.remove(&oldest);
        }
        found
    }
}

/// The play at its opening.
async fn opened(header: Header, script: Script) -> Result<Played, Refused> {
    let lang = Lang::from_tag(&header.lang).unwrap_or_default();
    let options =
        |lang| Options { seed: header.seed, lang, player: String::new(), pace: Pace::Clock, focus: None };
    let (own_tongue, other_tongue) = (options(lang), options(other(lang)));
    let host = Host { who: header.host, at: header.at, times: header.times };
    let own = script.scenario;
    let played = blocking(move || {
        let play = Play::open_for_a_team(&own, own_tongue, &host)?;
        Ok(Played::open(play, Play::open_for_a_team(&own, other_tongue, &host)?, lang))
    });
    let played: Result<Played, String> = played.await?;
    played.map_err(Refused::Ours)
}

fn script(id: &str) -> Result<Script, Refused> {
    let own = catalog::own().iter().find(|script| script.scenario.id == id);
    own.cloned().ok_or(Refused::NoTable)
}
