//! What the network and its credentials do to calls over one edge: routes that lead nowhere, policies that drop, passwords
//! that some replicas have and others not. Asked only where an edge is marked as odd. Knows nothing of the callee.

use crate::engine::World;
use crate::fault::Fault;
use crate::frame::{NONE, Outcome};
use crate::time::{NEVER, SECOND};

impl World {
    /// Why a call over an odd edge gets no answer from its callee, if it gets none.
    pub(crate) fn turned_away(&self, frame: u32, edge: u16) -> Option<Outcome> {
        let state = &self.edges[edge as usize];
        if state.nowhere {
            return Some(Outcome::NoRoute);
        }
        let (renewed, forgotten) = state.rotated?;
        let caller = self.frames[self.frames[frame].parent].replica;
        let later = caller != NONE && self.replicas[caller as usize].since > renewed;
        (caller != NONE && later == forgotten).then_some(Outcome::Unauthorized)
    }

    /// Once a second: a link that was given more than it carries loses the surplus for the second to come.
    pub(crate) fn crowd_links(&mut self) {
        let soon = self.now + SECOND;
        for state in &mut self.edges {
            if state.policy.capacity.is_infinite() {
                continue;
            }
            let offered = (state.sent - state.sent_before) as f64;
            state.sent_before = state.sent;
            let (latency, loss, until) = state.link;
            let crowded = (1.0 - state.policy.capacity / offered.max(1.0)).max(0.0);
            if until <= soon {
                state.link = (0, crowded, soon);
            } else {
                state.link = (latency, loss.max(crowded), until);
            }
        }
    }

    /// A push to the network or to credentials.
    pub(crate) fn network_pushed(&mut self, fault: &Fault) {
        let (Fault::Route { from, to, .. } | Fault::Rotate { from, to, .. }) = fault else { return };
        let Ok(edge) = self.edge_named(from, to) else { return };
        let what = match fault {
            Fault::Route { denied: true, .. } => format!("network-policy {from}->{to}"),
            Fault::Route { .. } => format!("route {from}->{to}"),
            _ => format!("rotate-credentials {from}->{to}"),
        };
        self.note_change("config-bot", what, from.clone(), "done");
        let now = self.now;
        let state = &mut self.edges[edge];
        state.before = Some(state.policy.clone());
        match fault {
            Fault::Route { denied: true, .. } => {
                state.denied = true;
                state.link = (0, 1.0, NEVER);
            }
            Fault::Route { .. } => state.nowhere = true,
            Fault::Rotate { forgotten, .. } => state.rotated = Some((now, *forgotten)),
            _ => {}
        }
        state.odd = true;
        state.name_until = now; // whoever calls from now on asks
    }

    /// A push over this edge was taken back.
    pub(crate) fn open_route(&mut self, edge: usize) {
        let state = &mut self.edges[edge];
        if state.denied {
            state.link = (0, 0.0, 0);
        }
        (state.nowhere, state.denied, state.rotated, state.odd) = (false, false, None, false);
    }
}
