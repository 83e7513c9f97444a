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
mod spoken;
mod tables;
mod verdict;
#[cfg(test)]
mod tests;

pub use follow::Follow;
pub use played::{Shown, Stands};
pub use tables::{Begun, Tables};
pub use verdict::Told;

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, OnceLock, PoisonError, RwLock};
use std::time::Duration;

use drill::block::Panels;
use drill::clock::Wall;
use drill::play::{Deed, Given, Truth};
use drill::setting::Setting;
use drill::words::Lang;
use room::{Actor, Entry, Known, Order, OrderId, Refusal, Seq};
use tokio::sync::{Mutex, watch};
use tokio::time::Instant;

use crate::desk::rooms::{Keeper, Receipt, Refused, RoomId, Unkept};
use crate::desk::voice::Voices;
use kept::Kept;
use played::Played;
use spoken::Spoken;
use verdict::Verdict;

/// The drill's clock moves in steps of this [simulated s]: the monitoring looks as often.
const STEP: u64 = 10;
/// Turns of one drill [count]: a day of its clock, and more than people can say in one; beyond that it can only be ended.
const TURNS: u64 = 50_000;
/// A clock that stands is looked at so often [ms].
const REST: Duration = Duration::from_millis(500);
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
    /// The panels of a turn, by language.
    panels: Mutex<BTreeMap<Lang, (u64, Arc<Panels>)>>,
    /// What can be read without waiting for a turn to end.
    standing: RwLock<Arc<Stands>>,
    /// What the game master has shown so far, in order.
    shown: RwLock<Vec<Arc<Shown>>>,
    /// Counts turns; wakes those who watch.
    turns: watch::Sender<u64>,
    watchers: AtomicUsize,
    verdict: Verdict,
    /// Who speaks in the game master's place, if somebody does.
    voice: Arc<OnceLock<Arc<dyn Voices>>>,
    spoken: Spoken,
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
    fn new(room: RoomId, keeper: Keeper, mut played: Played, voice: Arc<OnceLock<Arc<dyn Voices>>>) -> Table {
        let shown = std::mem::take(&mut played.shown).into_iter().map(Arc::new).collect();
        let retold = std::mem::take(&mut played.retold);
        let inner = Inner {
            room,
            keeper,
            wall: played.play.wall(),
            cast: played.play.setting().clone(),
            standing: RwLock::new(Arc::new(played.standing())),
            shown: RwLock::new(shown),
            turns: watch::Sender::new(played.turns),
            played: Mutex::new(played),
            panels: Mutex::default(),
            watchers: AtomicUsize::new(0),
            verdict: Verdict::default(),
            voice,
            spoken: Spoken::default(),
        };
        let table = Table(Arc::new(inner));
        retold.into_iter().for_each(|(n, lang, text)| table.put(n, lang, Some(text)));
        table
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

    /// The live panels, computed once a turn for all who read the same language.
    pub async fn panels(&self, lang: Lang) -> Arc<Panels> {
        let mut kept = self.0.panels.lock().await;
        let turns = *self.0.turns.borrow();
        if let Some((_, panels)) = kept.get(&lang).filter(|(at, _)| *at == turns) {
            return panels.clone();
        }
        let played = self.0.played.lock().await;
        let panels = Arc::new(played.play.panels_in(lang));
        kept.insert(lang, (played.turns, panels.clone()));
        panels
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

    /// Somebody sits at it, or what came of it is being proved.
    fn in_use(&self) -> bool {
        self.watched() || self.0.verdict.is_being_proved()
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
        self.turn(Kept::of(&given), None).await
    }

    /// Somebody does something at the table beside orders to the room.
    ///
    /// # Errors
    /// That our side failed.
    pub async fn does(&self, id: OrderId, who: Actor, deed: Deed) -> Result<Receipt, Refused> {
        self.turn(Kept::Did { id, who, deed }, None).await
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

    /// Takes a turn once it is kept; again, if another server was first. A step of the clock is taken only while there were
    /// `steps` before it: where another server's clock was first, that was this step.
    async fn turn(&self, kept: Kept, steps: Option<u64>) -> Result<Receipt, Refused> {
        let inner = self.0.clone();
        let ends = matches!(&kept, Kept::Gave(sent) if sent.ends());
        let mut played = self.0.played.lock().await;
        for _ in 0..AGAIN {
            self.catch_up(&mut played).await?;
            if steps.is_some_and(|steps| played.steps != steps) {
                return Ok(Receipt { seq: played.play.room().seq() });
            }
            if played.turns >= TURNS && !ends {
                return Err(Refused::Room(Refusal::RoomFull { most: TURNS }));
            }
            let (now, again) = (played.clone(), kept.clone());
            let taken = blocking(move || {
                let mut next = now;
                next.take(&again).map(|entries| (next, entries))
            });
            let (next, entries) = taken.await?.map_err(Refused::Room)?;
            if next.idle {
                return Ok(Receipt { seq: played.play.room().seq() });
            }
            let row = serde_json::to_string(&kept).expect("a turn is plain data");
            match inner.keeper.append(&inner.room, entries, Some((played.turns, row))).await {
                Ok(receipt) => {
                    let before = played.count;
                    self.become_(&mut played, next);
                    let by_people = matches!(kept, Kept::Gave(_) | Kept::Did { .. } | Kept::Passed(_));
                    if by_people && played.play.voiced() {
                        let puzzled = matches!(kept, Kept::Gave(_)).then(|| played.play.puzzle()).flatten();
                        self.speak(before, puzzled.map(|puzzle| (puzzle.who.clone(), puzzle.text.clone())));
                    }
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

    /// Reads what other servers have kept, where an entry as new as this was not read yet.
    ///
    /// # Errors
    /// That our side failed.
    pub async fn refresh(&self, newest: Seq) -> Result<(), Refused> {
        let mut played = self.0.played.lock().await;
        if played.play.room().seq() >= newest {
            return Ok(());
        }
        self.catch_up(&mut played).await
    }

    fn become_(&self, played: &mut Played, next: Played) {
        *played = next;
        let new = std::mem::take(&mut played.shown).into_iter().map(Arc::new);
        self.0.shown.write().unwrap_or_else(PoisonError::into_inner).extend(new);
        for (n, lang, text) in std::mem::take(&mut played.retold) {
            self.put(n, lang, Some(text));
        }
        *self.0.standing.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(played.standing());
        self.0.turns.send_replace(played.turns);
    }

    /// Lets the drill's clock run while somebody watches; ends when the table is let go.
    async fn run(weak: std::sync::Weak<Inner>) {
        let (mut steps, mut at) = (None, Instant::now());
        loop {
            let Some(table) = weak.upgrade().map(Table) else { return };
            let (stands, mut turns) = (table.standing(), table.watch());
            let step = Duration::from_millis(STEP * 1_000 / u64::from(stands.times.max(1)));
            if !table.watched() || stands.times == 0 || !stands.lives {
                // It may be set going on another server, which leaves no entry.
                if table.watched() {
                    let _ = table.refresh(Seq(u64::MAX)).await;
                }
                drop(table);
                steps = None;
                tokio::time::sleep(REST).await;
                continue;
            }
            // Whoever's clock took the last step, the next is as long.
            if steps != Some(stands.steps) {
                (steps, at) = (Some(stands.steps), Instant::now() + step);
            }
            at = at.min(Instant::now() + step);
            drop(table);
            tokio::select! {
                () = tokio::time::sleep_until(at) => {
                    let Some(table) = weak.upgrade().map(Table) else { return };
                    // Where it cannot be kept, it is tried again a step later.
                    let _ = table.turn(Kept::Passed(STEP * 1_000_000_000), Some(stands.steps)).await;
                    at = Instant::now() + step;
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
