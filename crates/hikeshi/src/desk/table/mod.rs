//! The table at which a team plays one drill on this server. Every server that needs it plays the drill again from its
//! turns; a turn is kept in one commit with the entries that it leaves, and of two servers that take one at once, the second
//! reads and takes its own again. Knows plays and their turns; decides nothing about the drill.
//!
//! ```text
//! order ─┐                       ┌─ entries ─► clerk ─► log, watchers
//! clock ─┴─► Table ─► Play (clone) ─┴─ blocks ──► what the game master has shown
//! ```

mod follow;
mod kept;
mod played;
mod tables;
mod verdict;
#[cfg(test)]
mod tests;

pub use follow::Follow;
pub use played::{Shown, Stands};
pub use tables::{Begun, Tables};

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, PoisonError, RwLock};
use std::time::Duration;

use drill::block::Panels;
use drill::clock::Wall;
use drill::play::{Deed, Given, Truth};
use drill::setting::Setting;
use drill::words::Lang;
use room::{Actor, Entry, Known, Order, Refusal};
use tokio::sync::{Mutex, watch};

use crate::desk::rooms::{Keeper, Receipt, Refused, RoomId, Unkept};
use kept::Kept;
use played::Played;
use verdict::Verdict;

/// The drill's clock moves in steps of this [simulated s]: the monitoring looks as often.
const STEP: u64 = 10;
/// How fast a clock can be set [simulated seconds in one on the wall]; 0: it stands.
pub const PACES: [u32; 4] = [0, 1, 2, 10];
/// Times that a turn is taken again because another server was first [count].
const AGAIN: u32 = 20;

/// A drill of a team, in use on this server. Cheap to clone.
#[derive(Clone)]
pub struct Table(Arc<Inner>);

impl std::fmt::Debug for Table {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Table({})", self.0.room)
    }
}

struct Inner {
    room: RoomId,
    keeper: Keeper,
    wall: Wall,
    cast: Setting,
    /// One turn after the other.
    played: Mutex<Played>,
    /// What can be read without waiting for a turn to end.
    standing: RwLock<Arc<Stands>>,
    /// What the game master has shown so far, in order.
    shown: RwLock<Vec<Arc<Shown>>>,
    /// Counts turns; wakes those who watch.
    turns: watch::Sender<u64>,
    watchers: AtomicUsize,
    verdict: Verdict,
}

/// What somebody has of a table for themselves.
#[derive(Clone, Debug)]
pub struct Place {
    /// Seats of the scenario, with who sits in them.
    pub seats: Vec<Taken>,
    /// What they know by their seat.
    pub briefing: Option<String>,
    /// Who leads the game.
    pub chair: Option<Actor>,
    /// What only whoever leads it sees.
    pub truth: Option<Truth>,
}

/// A seat of the scenario.
#[derive(Clone, Debug)]
pub struct Taken {
    /// Its id.
    pub id: String,
    /// What it is called.
    pub name: String,
    /// Who sits in it.
    pub who: Vec<Actor>,
}

/// Somebody sits at the table; the clock runs while somebody does.
pub struct Seat(Arc<Inner>);

impl Drop for Seat {
    fn drop(&mut self) {
        self.0.watchers.fetch_sub(1, Ordering::Relaxed);
    }
}

impl Table {
    fn new(room: RoomId, keeper: Keeper, mut played: Played) -> Table {
        let shown = std::mem::take(&mut played.shown).into_iter().map(Arc::new).collect();
        let inner = Inner {
            room,
            keeper,
            wall: played.play.wall(),
            cast: played.play.setting().clone(),
            standing: RwLock::new(Arc::new(played.standing())),
            shown: RwLock::new(shown),
            turns: watch::Sender::new(played.turns),
            played: Mutex::new(played),
            watchers: AtomicUsize::new(0),
            verdict: Verdict::default(),
        };
        Table(Arc::new(inner))
    }

    /// How the log's times stand on the drill's wall.
    pub fn wall(&self) -> Wall {
        self.0.wall
    }

    /// What somebody whom the game master plays is called tonight.
    pub fn cast_name(&self, lang: Lang, id: &str) -> Option<String> {
        self.0.cast.name(lang, id).map(String::from)
    }

    /// How the drill stands.
    pub fn standing(&self) -> Arc<Stands> {
        self.0.standing.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// The live panels.
    pub async fn panels(&self, lang: Lang) -> Panels {
        self.0.played.lock().await.play.panels_in(lang)
    }

    /// What the game master has shown, from the `from`-th on.
    pub fn shown(&self, from: usize) -> Vec<Arc<Shown>> {
        let shown = self.0.shown.read().unwrap_or_else(PoisonError::into_inner);
        shown.get(from..).unwrap_or_default().to_vec()
    }

    /// Changes with every turn.
    pub fn watch(&self) -> watch::Receiver<u64> {
        self.0.turns.subscribe()
    }

    /// Sits down.
    pub fn sit(&self) -> Seat {
        self.0.watchers.fetch_add(1, Ordering::Relaxed);
        Seat(self.0.clone())
    }

    fn watched(&self) -> bool {
        self.0.watchers.load(Ordering::Relaxed) > 0
    }

    /// Gives an order of somebody to the room, and what they say to the game master.
    ///
    /// # Errors
    /// The room's refusal, or that our side failed; then nothing has happened.
    pub async fn submit(&self, order: Order, known: impl Into<Known>) -> Result<Receipt, Refused> {
        let given = Given { order, known: known.into() };
        self.turn(Kept::of(&given), true).await
    }

    /// Somebody sets the clock.
    ///
    /// # Errors
    /// That our side failed.
    pub async fn pace(&self, who: Actor, times: u32) -> Result<Receipt, Refused> {
        let times = PACES.into_iter().rev().find(|pace| *pace <= times).unwrap_or(0);
        self.turn(Kept::Paced { who, times }, true).await
    }

    /// Somebody sits down in a seat of the scenario.
    ///
    /// # Errors
    /// That our side failed.
    pub async fn sit_in(&self, who: Actor, seat: String) -> Result<Receipt, Refused> {
        self.turn(Kept::Seated { who, seat }, true).await
    }

    /// Somebody acts from the game master's chair.
    ///
    /// # Errors
    /// That our side failed.
    pub async fn lead(&self, who: Actor, deed: Deed) -> Result<Receipt, Refused> {
        self.turn(Kept::Led { who, deed }, true).await
    }

    /// What somebody has of the table for themselves.
    pub async fn place(&self, who: &Actor, lang: Lang) -> Place {
        let played = self.0.played.lock().await;
        let play = &played.play;
        let chair = play.chair();
        let seats = play.seats().into_iter().map(|(seat, sits)| Taken {
            id: seat.id.clone(),
            name: seat.name.get(lang).to_string(),
            who: sits.into_iter().cloned().collect(),
        });
        Place {
            seats: seats.collect(),
            briefing: play.briefing(who, lang),
            chair: chair.cloned(),
            truth: (chair == Some(who)).then(|| play.truth(lang)),
        }
    }

    /// Takes a turn once it is kept. `insist`: again, if another server was first.
    async fn turn(&self, kept: Kept, insist: bool) -> Result<Receipt, Refused> {
        let inner = self.0.clone();
        let mut played = self.0.played.lock().await;
        let seen = played.turns;
        for _ in 0..AGAIN {
            self.catch_up(&mut played).await?;
            if !insist && played.turns > seen {
                return Ok(Receipt { seq: played.play.room().seq() });
            }
            let (now, again) = (played.clone(), kept.clone());
            let taken = blocking(move || {
                let mut next = now;
                next.take(&again).map(|entries| (next, entries))
            });
            let (next, entries) = taken.await?.map_err(Refused::Room)?;
            if next.idle(&kept, &entries) {
                return Ok(Receipt { seq: played.play.room().seq() });
            }
            let row = serde_json::to_string(&kept).expect("a turn is plain data");
            match inner.keeper.append(&inner.room, entries, Some((played.turns, row))).await {
                Ok(receipt) => {
                    self.become_(&mut played, next);
                    return Ok(receipt);
                }
                Err(Unkept::Behind) => {}
                Err(Unkept::Broken(why)) => return Err(Refused::Ours(why)),
            }
        }
        Err(Refused::Ours("too many play at once".into()))
    }

    /// Takes the turns that other servers have kept.
    async fn catch_up(&self, played: &mut Played) -> Result<(), Refused> {
        let rows = self.0.keeper.turns(&self.0.room, played.turns).await?;
        if rows.is_empty() {
            return Ok(());
        }
        let mut next = played.clone();
        let next = blocking(move || next.replay(&rows).map(|()| next)).await?;
        self.become_(played, next.map_err(Refused::Ours)?);
        Ok(())
    }

    /// Reads what other servers have kept.
    ///
    /// # Errors
    /// That our side failed.
    pub async fn refresh(&self) -> Result<(), Refused> {
        let mut played = self.0.played.lock().await;
        self.catch_up(&mut played).await
    }

    fn become_(&self, played: &mut Played, next: Played) {
        *played = next;
        let new = std::mem::take(&mut played.shown).into_iter().map(Arc::new);
        self.0.shown.write().unwrap_or_else(PoisonError::into_inner).extend(new);
        *self.0.standing.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(played.standing());
        self.0.turns.send_replace(played.turns);
    }

    /// Lets the drill's clock run while somebody watches; ends when the table is let go.
    async fn run(weak: std::sync::Weak<Inner>) {
        let mut at = tokio::time::Instant::now();
        loop {
            let Some(inner) = weak.upgrade() else { return };
            let table = Table(inner);
            let times = table.standing().times;
            let runs = times > 0 && table.standing().lives && table.watched();
            let mut turns = table.watch();
            drop(table);
            let step = Duration::from_millis(STEP * 1_000 / u64::from(times.max(1)));
            if !runs {
                // Somebody may sit down meanwhile.
                at = tokio::time::Instant::now() + step;
                tokio::time::sleep(Duration::from_millis(500)).await;
                continue;
            }
            tokio::select! {
                () = tokio::time::sleep_until(at) => {
                    at = tokio::time::Instant::now() + step;
                    let Some(inner) = weak.upgrade() else { return };
                    // Where it cannot be kept, it is tried again a step later.
                    let _ = Table(inner).turn(Kept::Passed(STEP * 1_000_000_000), false).await;
                }
                changed = turns.changed() => if changed.is_err() { return },
            }
        }
    }
}

/// Long work beside the server's own.
async fn blocking<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T, Refused> {
    tokio::task::spawn_blocking(work).await.map_err(|why| Refused::Ours(why.to_string()))
}

/// The entries that a turn leaves.
type Left = Result<Vec<Entry>, Refusal>;
