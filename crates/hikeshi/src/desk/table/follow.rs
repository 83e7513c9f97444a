//! Somebody who follows a drill: what the game master shows, each once and in order, while its clock runs because they are there.

use std::collections::VecDeque;
use std::sync::Arc;

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
    _seat: Seat,
}

impl Follow {
    /// Sits down, having seen so much of what was shown [count].
    pub fn sit(table: Table, seen: usize) -> Follow {
        let (turns, seat) = (table.watch(), table.sit());
        let mut follow = Follow { table, turns, ready: VecDeque::new(), seen, _seat: seat };
        follow.look();
        follow
    }

    /// The table.
    pub fn table(&self) -> &Table {
        &self.table
    }

    /// What was shown next, if it is there; what the log says by itself is left out.
    pub fn next(&mut self) -> Option<Arc<Shown>> {
        std::iter::from_fn(|| self.ready.pop_front()).find(|shown| !shown.is_in_the_log())
    }

    /// Waits for the next turn.
    pub async fn turned(&mut self) {
        if self.turns.changed().await.is_err() {
            std::future::pending::<()>().await;
        }
        self.look();
    }

    /// An entry was read; where another server has left it, its turn is read as well.
    pub fn read(&self, seq: Seq) {
        if self.table.standing().seq < seq {
            let table = self.table.clone();
            tokio::spawn(async move { table.refresh().await });
        }
    }

    fn look(&mut self) {
        let new = self.table.shown(self.seen);
        self.seen += new.len();
        self.ready.extend(new);
    }
}
