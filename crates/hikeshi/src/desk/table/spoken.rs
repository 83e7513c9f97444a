//! What a voice makes of what the game master shows at a team's table: told in its words beside the play, seen as it is spoken,
//! and kept as a turn when it is whole, so that every server shows the same. The play itself never waits for it, and nothing
//! that happens depends on it.

use std::collections::BTreeSet;
use std::sync::{Arc, PoisonError};
use std::time::Duration;

use drill::voice::retold;
use drill::words::Lang;
use room::{Actor, OrderId};
use tokio::sync::{mpsc, watch};
use tokio::time::timeout;

use super::kept::Kept;
use super::{Shown, Table};
use crate::desk::voice::Voices;
use drill::play::Deed;

/// What was shown so long ago while the voice was busy stays as it is [s].
const STALE: Duration = Duration::from_secs(10);

/// Who speaks at a table, and what is being said.
#[derive(Default)]
pub(super) struct Spoken {
    /// One after the other: people read in order.
    turn: tokio::sync::Mutex<()>,
    /// Languages in which somebody follows.
    pub(super) read_in: std::sync::Mutex<BTreeSet<Lang>>,
    /// Blocks whose words have changed, in the order in which they did.
    changed: std::sync::RwLock<Vec<(usize, Lang)>>,
    /// Counts those.
    ticks: watch::Sender<usize>,
}

impl Spoken {
    pub(super) fn watch(&self) -> watch::Receiver<usize> {
        self.ticks.subscribe()
    }

    /// Blocks whose words have changed since so many changes, each once.
    pub(super) fn since(&self, seen: usize) -> (BTreeSet<(usize, Lang)>, usize) {
        let changed = self.changed.read().unwrap_or_else(PoisonError::into_inner);
        (changed.get(seen..).unwrap_or_default().iter().copied().collect(), changed.len())
    }

    fn change(&self, n: usize, lang: Lang) {
        let mut changed = self.changed.write().unwrap_or_else(PoisonError::into_inner);
        changed.push((n, lang));
        self.ticks.send_replace(changed.len());
    }
}

impl Table {
    /// Whether somebody speaks here in other words than the templates': `None` where there is nobody who could.
    pub fn voiced(&self) -> Option<bool> {
        self.0.voice.get().map(|_| self.standing().voiced)
    }

    /// What was shown from the `from`-th on is told by the voice; what somebody said and nobody could place is read by it.
    pub(super) fn speak(&self, from: usize, puzzled: Option<(Actor, String)>) {
        let Some(voice) = self.0.voice.get().cloned() else { return };
        let new: Vec<Arc<Shown>> =
            self.shown(from).into_iter().filter(|shown| !shown.is_in_the_log()).collect();
        if new.is_empty() && puzzled.is_none() {
            return;
        }
        let table = self.clone();
        tokio::spawn(async move {
            if let Some((who, text)) = puzzled.filter(|_| table.standing().voiced) {
                table.read_on(voice.as_ref(), who, text).await;
            }
            let Ok(_turn) = timeout(STALE, table.0.spoken.turn.lock()).await else { return };
            for shown in new {
                let mut tongues =
                    table.0.spoken.read_in.lock().unwrap_or_else(PoisonError::into_inner).clone();
                if tongues.is_empty() {
                    tongues.insert(shown.lang());
                }
                for lang in tongues {
                    if !table.standing().voiced {
                        return;
                    }
                    table.tell(voice.as_ref(), &shown, lang).await;
                }
            }
        });
    }

    async fn tell(&self, voice: &dyn Voices, shown: &Shown, lang: Lang) {
        let block = shown.block(lang).clone();
        if retold(&block.body).is_none() {
            return;
        }
        let (to, mut told) = mpsc::unbounded_channel();
        let mut telling = voice.tell(self.0.room.as_str(), self.names().await, block, lang, to);
        let uttered = loop {
            tokio::select! {
                Some(told) = told.recv() => self.put(shown.n, lang, Some(told.whole())),
                uttered = &mut telling => break uttered,
            }
        };
        let own = uttered.as_ref().filter(|uttered| uttered.own);
        // Words that cannot be kept were not said.
        let kept = match own {
            Some(uttered) => {
                let kept = Kept::Told { n: shown.n, lang: lang.tag().into(), text: uttered.text.clone() };
                self.turn(kept, None).await.is_ok()
            }
            None => false,
        };
        if !kept {
            self.put(shown.n, lang, None);
        }
        if uttered.is_some_and(|uttered| uttered.failed) {
            let _ = self.turn(Kept::Silent {}, None).await;
        }
    }

    /// What the people at the table are called in the log; the game master's own are no people.
    async fn names(&self) -> Vec<String> {
        let played = self.0.played.lock().await;
        let mut names: Vec<String> =
            played.play.entries().iter().map(|entry| entry.actor.to_string()).collect();
        names.sort();
        names.dedup();
        names.retain(|name| !matches!(name.as_str(), "pager" | "game-master"));
        names
    }

    /// The game master asks whether that is what was meant.
    async fn read_on(&self, voice: &dyn Voices, who: Actor, text: String) {
        let (forms, turns) = {
            let played = self.0.played.lock().await;
            (played.play.forms(), played.turns)
        };
        let Some(line) = voice.read(self.0.room.as_str(), self.names().await, text, forms).await else {
            return;
        };
        let Ok(id) = OrderId::new(format!("meant:{turns}")) else { return };
        let _ = self.does(id, who, Deed::Meant(line)).await;
    }

    /// A block is in these words now, or in its own.
    pub(super) fn put(&self, n: usize, lang: Lang, text: Option<String>) {
        {
            let mut shown = self.0.shown.write().unwrap_or_else(PoisonError::into_inner);
            let Some(one) = shown.get_mut(n) else { return };
            if !Arc::make_mut(one).retell(lang, text) {
                return;
            }
        }
        self.0.spoken.change(n, lang);
    }
}
