//! Somebody who follows a drill: what the game master shows, each once and in order, while its clock runs because they are there.

use std::collections::{BTreeSet, VecDeque};
use std::sync::{Arc, PoisonError};

use drill::words::Lang;
use room::Seq;
use tokio::sync::watch::Receiver;

use super::{Seat, Shown, Table};

/// A cursor into what a game master shows.
pub struct Follow {
    table: Table,
    turns: Receiver<u64>,
    ready: VecDeque<Arc<Shown>>,
    /// Given or ready [count].
    seen: usize,
    /// Words that change while they are spoken.
    ticks: Receiver<usize>,
    /// Changes of them that were looked at [count].
    heard: usize,
    lang: Lang,
    /// Given already, and in other words now.
    again: BTreeSet<usize>,
    /// Whoever may act has the clock run.
    _seat: Option<Seat>,
}

impl Follow {
    /// Follows, having seen so much of what was shown [count]; whoever plays sits down.
    pub fn of(table: Table, seen: usize, lang: Lang, plays: bool) -> Follow {
        let (turns, seat) = (table.watch(), plays.then(|| table.sit()));
        let spoken = &table.0.spoken;
        spoken.read_in.lock().unwrap_or_else(PoisonError::into_inner).insert(lang);
        let (ticks, (_, heard)) = (spoken.watch(), spoken.since(0));
        let (ready, again) = (VecDeque::new(), BTreeSet::new());
        let mut follow = Follow { table, turns, ready, seen, ticks, heard, lang, again, _seat: seat };
        follow.look();
        follow
    }

    /// The table.
    pub fn table(&self) -> &Table {
        &self.table
    }

    /// What was shown next, if it is there and comes after no later entry than this one; what the log says by itself is left out.
    pub fn next(&mut self, upto: Seq) -> Option<Arc<Shown>> {
        std::iter::from_fn(|| self.ready.pop_front_if(|shown| shown.after <= upto))
            .find(|shown| !shown.is_in_the_log())
    }

    /// What was given already and is in other words now; it takes the place of what was given.
    pub fn retold(&mut self) -> Option<Arc<Shown>> {
        let n = self.again.pop_first()?;
        self.table.shown(n).into_iter().next()
    }

    /// Waits for the next turn of whoever follows a drill; for ever where nobody does.
    pub async fn turned_of(follow: &mut Option<Follow>) {
        match follow {
            Some(follow) => follow.turned().await,
            None => std::future::pending().await,
        }
    }

    /// Waits for the next turn.
    async fn turned(&mut self) {
        let changed = tokio::select! {
            turned = self.turns.changed() => turned,
            ticked = self.ticks.changed() => ticked,
        };
        if changed.is_err() {
            std::future::pending::<()>().await;
        }
        self.look();
    }

    /// An entry was read; where another server has left it, its turn is read as well.
    pub fn read(&self, seq: Seq) {
        if self.table.standing().seq < seq {
            let table = self.table.clone();
            tokio::spawn(async move { table.refresh(seq).await });
        }
    }

    fn look(&mut self) {
        let new = self.table.shown(self.seen);
        self.seen += new.len();
        self.ready.extend(new);
        let (changed, heard) = self.table.0.spoken.since(self.heard);
        self.heard = heard;
        let (lang, seen) = (self.lang, self.seen);
        // What is not given yet is given as it stands then.
        self.again
            .extend(changed.into_iter().filter(|(n, tongue)| *tongue == lang && *n < seen).map(|(n, _)| n));
    }
}
