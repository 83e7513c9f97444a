//! Users with long sessions: each session is held by one replica and dies with it, and whoever lost theirs greets again,
//! all of them at about the same time. Knows nothing of what a greeting costs; that is an ordinary journey.

use crate::dist::{exponential, nanos};
use crate::engine::{World, kind};
use crate::frame::NONE;
use crate::rng::{For, child, draw, unit};
use crate::state::Root;
use crate::time::{MILLI, Nanos};
use crate::topology::Source;

/// Nobody greets again sooner than this after a failure [ns].
const LEAST_WAIT: Nanos = 100 * MILLI;

impl World {
    /// At the beginning all sessions are there, spread over the replicas that their greeting leads to.
    pub(crate) fn begin_sessions(&mut self, traffic: u16) {
        let Source::Connected { users, think, .. } = self.plan.topology.traffic[traffic as usize].source
        else {
            return;
        };
        let Some(holder) = self.holder(traffic) else { return };
        let ready = self.components[holder].ready.clone();
        for user in 0..users {
            let key = child(child(self.seed, 177 + u64::from(traffic)), u64::from(user));
            let wait = nanos(think as f64 * unit(draw(key, For::Think)));
            let replica = ready.get(user as usize % ready.len().max(1)).copied().unwrap_or(NONE);
            self.traffic[traffic as usize].sessions.push((replica, self.now + wait));
            self.after(wait, kind::THINK, u32::from(traffic), user);
        }
    }

    /// The component that a group's greeting leads to: it holds the sessions [index].
    fn holder(&self, traffic: u16) -> Option<usize> {
        let Source::Connected { greeting, .. } = &self.plan.topology.traffic.get(traffic as usize)?.source
        else {
            return None;
        };
        let journey = self.plan.topology.journeys.iter().find(|journey| journey.name == *greeting)?;
        let (component, _) = journey.entry.split_once('.')?;
        self.plan.component(component).map(usize::from)
    }

    /// Is this the moment at which the user goes on, in a session that is still there? True for all without sessions.
    pub(crate) fn still_connected(&self, traffic: u32, user: u32) -> bool {
        let sessions = &self.traffic[traffic as usize].sessions;
        sessions.get(user as usize).is_none_or(|(replica, next)| *replica != NONE && *next == self.now)
    }

    /// A replica is gone, and its sessions with it.
    pub(crate) fn lose_sessions(&mut self, replica: u32) {
        for traffic in 0..self.plan.topology.traffic.len() {
            if self.traffic[traffic].sessions.is_empty() {
                continue;
            }
            for user in 0..self.traffic[traffic].sessions.len() {
                if self.traffic[traffic].sessions[user].0 == replica {
                    let key = child(child(self.seed, self.now ^ traffic as u64), user as u64);
                    self.greets_within(traffic as u16, user as u32, key);
                }
            }
        }
    }

    /// A user without session will greet.
    fn greets_within(&mut self, traffic: u16, user: u32, key: u64) {
        let Source::Connected { within, .. } = self.plan.topology.traffic[traffic as usize].source else {
            return;
        };
        let wait = LEAST_WAIT + nanos(within as f64 * unit(draw(key, For::Backoff)));
        self.traffic[traffic as usize].sessions[user as usize] = (NONE, self.now + wait);
        self.after(wait, kind::GREET, u32::from(traffic), user);
    }

    /// A user greets.
    pub(crate) fn greet(&mut self, traffic: u32, user: u32) {
        if self.traffic[traffic as usize].sessions[user as usize] != (NONE, self.now) {
            return;
        }
        let Source::Connected { greeting, .. } = &self.plan.topology.traffic[traffic as usize].source else {
            return;
        };
        let Some(journey) = self.plan.journey(greeting) else { return };
        let state = &mut self.traffic[traffic as usize];
        let number = state.arrivals;
        state.arrivals += 1;
        let key = child(child(child(self.seed, 177 + u64::from(traffic)), u64::from(user)), number);
        self.open_journey(traffic as u16, journey, key, u64::from(user));
    }

    /// A user's request is over: a greeting begins a session or is tried again, and whoever has one goes on.
    pub(crate) fn session_goes_on(&mut self, root: &Root, key: u64, failed: bool) {
        let (traffic, user) = (root.traffic, root.user as u32);
        let spec = &self.plan.topology.traffic[traffic as usize];
        let Source::Connected { think, greeting, .. } = &spec.source else { return };
        let think = *think;
        let greeted = self.plan.topology.journeys[root.journey as usize].name == *greeting;
        let mut replica = self.traffic[traffic as usize].sessions[user as usize].0;
        if greeted && replica == NONE {
            if failed {
                return self.greets_within(traffic, user, child(key, 1));
            }
            replica = self.answered_by(root.first);
        }
        if replica == NONE {
            return; // lost while this request was under way: the greeting is planned
        }
        let wait = nanos(exponential(think as f64, draw(child(key, 1), For::Think))).max(1);
        self.traffic[traffic as usize].sessions[user as usize] = (replica, self.now + wait);
        self.after(wait, kind::THINK, u32::from(traffic), user);
    }

    /// The replica that answered a user's last attempt.
    fn answered_by(&self, first: u32) -> u32 {
        let (mut frame, mut found) = (first, NONE);
        while frame != NONE {
            let f = &self.frames[frame];
            if f.depth == 1 {
                found = f.replica;
            }
            frame = f.next_span;
        }
        found
    }
}
