//! What only a database has: row locks and transactions that hold them, followers that lag, fail-over,
//! a disk that refuses writes. Knows nothing of queries' cost, which is ordinary work.

use crate::engine::{World, kind};
use crate::frame::{IN_LOCK_QUEUE, NONE};
use crate::monitor::LogKind;
use crate::rng::{For, child, draw};
use crate::state::{Life, Locks, TRANSACTION, Transaction};
use crate::time::Nanos;
use crate::topology::Kind;

/// A follower further behind than this cannot become primary [s of writes].
const TOO_FAR_BEHIND: f64 = 30.0;

impl World {
    /// The program wants one of `rows` row locks. True if it has it now; else it waits in line.
    pub(crate) fn take_lock(&mut self, frame: u32, rows: u16) -> bool {
        let f = self.frames[frame];
        let component = self.plan.owner[f.replica as usize] as usize;
        if f.row != 0 {
            return true; // woken by the one who held it
        }
        let part = self.components[component].part;
        let Some(locks) = self.locks.get_mut(part) else { return true };
        let row = (draw(child(f.key, u64::from(f.pc)), For::Row) % u64::from(rows)) as usize;
        grow(locks, row + 1);
        self.frames[frame].row = row as u32 + 1;
        let (holder, line) = &mut locks.rows[row];
        if *holder == NONE {
            *holder = frame;
            return true;
        }
        line.push(&mut self.frames, frame);
        locks.waiting += 1;
        self.frames[frame].bits |= IN_LOCK_QUEUE;
        false
    }

    /// Gives back the lock that a call holds, or leaves the line for it.
    pub(crate) fn leave_locks(&mut self, frame: u32) {
        let f = self.frames[frame];
        if f.row == 0 {
            return;
        }
        let part = self.components[self.plan.owner[f.replica as usize] as usize].part;
        let row = f.row as usize - 1;
        self.frames[frame].row = 0;
        if f.is(IN_LOCK_QUEUE) {
            return; // its slot stays taken until its turn comes and is passed over
        }
        if self.locks[part].rows[row].0 == frame {
            self.pass_lock(part, row);
        }
    }

    /// The next in line gets the row.
    fn pass_lock(&mut self, part: usize, row: usize) {
        loop {
            let locks = &mut self.locks[part];
            let (holder, line) = &mut locks.rows[row];
            let Some(next) = line.pop(&self.frames) else {
                *holder = NONE;
                return;
            };
            locks.waiting -= 1;
            self.frames[next].bits &= !IN_LOCK_QUEUE;
            if self.frames[next].row == row as u32 + 1 {
                locks.rows[row].0 = next;
                self.frame_after(0, kind::RETRY, next);
                return;
            }
            self.frames.release(next); // it left while it waited
        }
    }

    /// Opens a transaction that holds the first `rows` rows.
    pub(crate) fn open_transaction(&mut self, component: usize, rows: u32, lasts: Nanos) {
        let part = self.components[component].part;
        self.transactions += 1;
        let id = self.transactions;
        let now = self.now;
        let locks = &mut self.locks[part];
        grow(locks, rows as usize);
        for (holder, _) in &mut locks.rows[..rows as usize] {
            *holder = TRANSACTION; // who held the row finishes without it; the line waits
        }
        locks.transactions.push(Transaction { id, since: now, rows });
        self.after(lasts, kind::TRANSACTION_ENDS, component as u32, id);
    }

    /// Ends a transaction, by its own end or by order.
    pub(crate) fn end_transaction(&mut self, component: usize, id: u32) {
        let part = self.components[component].part;
        let Some(at) = self.locks[part].transactions.iter().position(|t| t.id == id) else { return };
        let ended = self.locks[part].transactions.remove(at);
        let still_held = self.locks[part].transactions.iter().map(|t| t.rows).max().unwrap_or(0);
        for row in still_held as usize..ended.rows as usize {
            if self.locks[part].rows[row].0 == TRANSACTION {
                self.pass_lock(part, row);
            }
        }
    }

    /// Once a second: followers apply what the primary wrote.
    pub(crate) fn replicate(&mut self, component: usize) {
        let Kind::Database(database) = &self.plan.topology.components[component].kind else { return };
        let apply = database.apply_rate / self.components[component].slowness;
        let writes = std::mem::take(&mut self.components[component].writes);
        let laid = &self.plan.components[component];
        for slot in laid.first..laid.first + laid.slots {
            let replica = &mut self.replicas[slot as usize];
            if replica.life != Life::Absent && slot != self.components[component].primary {
                let applied = if matches!(replica.life, Life::Ready | Life::Draining) { apply } else { 0.0 };
                replica.behind = (replica.behind + f64::from(writes) - applied).max(0.0);
            }
        }
    }

    /// How far the slowest follower is behind [s].
    pub(crate) fn lag(&self, component: usize) -> f64 {
        let Kind::Database(database) = &self.plan.topology.components[component].kind else { return 0.0 };
        let laid = &self.plan.components[component];
        let followers =
            (laid.first..laid.first + laid.slots).filter(|s| *s != self.components[component].primary);
        let behind = followers.map(|s| self.replicas[s as usize].behind).fold(0.0, f64::max);
        behind / database.apply_rate
    }

    /// The order to fail over was given: there is no primary until it is done.
    pub(crate) fn begin_failover(&mut self, component: usize) {
        self.components[component].primary = NONE;
    }

    /// Fail-over is done: the follower least behind becomes primary. False if none may.
    pub(crate) fn finish_failover(&mut self, component: usize, old: u32) -> bool {
        let Kind::Database(database) = &self.plan.topology.components[component].kind else { return false };
        let most = TOO_FAR_BEHIND * database.apply_rate;
        let ready = &self.components[component].ready;
        let best = ready
            .iter()
            .filter(|r| **r != old)
            .min_by(|a, b| self.replicas[**a as usize].behind.total_cmp(&self.replicas[**b as usize].behind))
            .copied();
        match best.filter(|r| self.replicas[*r as usize].behind <= most) {
            Some(new) => {
                self.components[component].primary = new;
                self.replicas[new as usize].behind = 0.0;
                self.log(LogKind::Promoted { component: component as u16 }, new, NONE);
                true
            }
            None => {
                self.components[component].primary = old;
                false
            }
        }
    }

    /// Writes to a replica's disk [MB]. False if it is full.
    pub(crate) fn write_disk(&mut self, replica: u32, megabytes: f64) -> bool {
        let owner = self.plan.owner[replica as usize] as usize;
        let size = self.components[owner].disk_size;
        let disk = &mut self.replicas[replica as usize].disk;
        if *disk + megabytes > size {
            return false;
        }
        *disk += megabytes;
        true
    }

    /// Once a second: the disk grows by itself.
    pub(crate) fn grow_disk(&mut self, component: usize) {
        let Some(spec) = &self.plan.topology.components[component].disk else { return };
        let (growth, size) = (self.components[component].disk_growth, self.components[component].disk_size);
        let laid = &self.plan.components[component];
        for slot in laid.first..laid.first + laid.slots {
            let replica = &mut self.replicas[slot as usize];
            if replica.life == Life::Absent {
                continue;
            }
            let grown = growth.min((size - replica.disk).max(0.0));
            replica.disk += grown;
            replica.garbage += grown * spec.reclaimable;
        }
    }
}

fn grow(locks: &mut Locks, rows: usize) {
    if locks.rows.len() < rows {
        locks.rows.resize(rows, (NONE, crate::frame::Line::default()));
    }
}
