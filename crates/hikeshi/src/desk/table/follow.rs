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
    /// Whoever may act has the clock run.
    _seat: Option<Seat>,
}

impl Follow {
    /// Follows, having seen so much of what was shown [count]; whoever plays sits down.
    pub fn of(table: Table, seen: usize, plays: bool) -> Follow {
        let (turns, seat) = (table.watch(), plays.then(|| table.sit()));
        let mut follow = Follow { table, turns, ready: VecDeque::new(), seen, _seat: seat };
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

    /// Waits for the next turn of whoever follows a drill; for ever where nobody does.
    pub async fn turned_of(follow: &mut Option<Follow>) {
        match follow {
            Some(follow) => follow.turned().await,
            None => std::future::pending().await,
        }
    }

    /// Waits for the next turn.
    async fn turned(&mut self) {
        if self.turns.changed().await.is_err() {
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
    }
}
