//! Users: when they come, what they want, and what became of it. Open traffic comes whatever the
//! service does; closed traffic thinks, asks and waits. An order never changes who comes and when.

use std::sync::Arc;

use crate::dist::{exponential, nanos};
use crate::engine::{World, kind};
use crate::frame::{AT_CALLEE, DEGRADED, Frame, IN_TRACE, NONE, Outcome, STALE, WAITED_FOR};
use crate::plan::OUTSIDE;
use crate::rng::{For, child, draw, unit};
use crate::state::{Root, TrafficState};
use crate::time::{HOUR, NEVER, Nanos, SECOND};
use crate::topology::Source;

/// Users of an open group [count]: they come back, so that a cohort is stable.
const USERS: u64 = 50_000;
/// Hour of the day's peak [h].
const PEAK: f64 = 21.0;

impl World {
    pub(crate) fn start_traffic(&mut self) {
        let plan = Arc::clone(&self.plan);
        for (index, traffic) in plan.topology.traffic.iter().enumerate() {
            self.traffic.push(TrafficState {
                arrivals: 0,
                surges: Vec::new(),
                rate: 0.0,
                client: None,
                blocked: false,
                until: NEVER,
                only: None,
                sessions: Vec::new(),
            });
            match traffic.source {
                Source::Open { .. } => {
                    self.refresh_rate(index);
                    self.schedule_arrival(index as u32);
                }
                Source::Connected { .. } => self.begin_sessions(index as u16),
                Source::Closed { users, think } => {
                    for user in 0..users {
                        let key = child(child(self.seed, 77 + index as u64), u64::from(user));
                        self.after(
                            nanos(think as f64 * unit(draw(key, For::Think))),
                            kind::THINK,
                            index as u32,
                            user,
                        );
                    }
                }
            }
        }
    }

    /// Recomputes the rate of an open group: its mean, the hour of the day, what has surged.
    pub(crate) fn refresh_rate(&mut self, index: usize) {
        let Some(traffic) = self.plan.topology.traffic.get(index) else { return };
        let Source::Open { rate, daily } = traffic.source else { return };
        let hour = self.plan.topology.hour + self.now as f64 / HOUR as f64;
        let swing = 1.0 + daily * libm::cos((hour - PEAK) / 24.0 * std::f64::consts::TAU);
        let now = self.now;
        let state = &mut self.traffic[index];
        state.surges.retain(|(_, until)| *until > now);
        state.rate = rate * swing * state.surges.iter().map(|(factor, _)| factor).product::<f64>();
    }

    fn schedule_arrival(&mut self, index: u32) {
        let state = &self.traffic[index as usize];
        let key = child(child(self.seed, u64::from(index)), state.arrivals);
        let gap = if state.rate > 0.0 {
            nanos(exponential(SECOND as f64 / state.rate, draw(key, For::Gap)))
        } else {
            SECOND
        };
        if self.now + gap <= self.traffic[index as usize].until {
            self.after(gap, kind::ARRIVE, index, 0);
        }
    }

    /// A user of an open group comes.
    pub(crate) fn arrive(&mut self, index: u32) {
        let state = &mut self.traffic[index as usize];
        let number = state.arrivals;
        state.arrivals += 1;
        let (rate, blocked) = (state.rate, state.blocked);
        self.schedule_arrival(index);
        if rate > 0.0 && !blocked {
            let key = child(child(self.seed, u64::from(index)), number);
            let user = draw(key, For::User) % USERS;
            self.open_request(index as u16, key, user);
        }
    }

    /// A user of a closed group has thought, and asks.
    pub(crate) fn think_over(&mut self, index: u32, user: u32) {
        if !self.still_connected(index, user) {
            return; // the session is gone; the user greets before all else
        }
        let state = &mut self.traffic[index as usize];
        let number = state.arrivals;
        state.arrivals += 1;
        let key = child(child(child(self.seed, 77 + u64::from(index)), u64::from(user)), number);
        self.open_request(index as u16, key, u64::from(user));
    }

    fn open_request(&mut self, traffic: u16, key: u64, user: u64) {
        let journey = self.traffic[traffic as usize].only.unwrap_or_else(|| {
            let u = unit(draw(key, For::Journey));
            let mix = &self.plan.mixes[traffic as usize];
            mix.iter().find(|(_, upto)| u <= *upto).or(mix.last()).map_or(0, |(journey, _)| *journey)
        });
        self.open_journey(traffic, journey, key, user);
    }

    /// A user asks for this journey.
    pub(crate) fn open_journey(&mut self, traffic: u16, journey: u16, key: u64, user: u64) {
        self.requests += 1;
        let root = Root {
            number: self.requests,
            user,
            cohort: child(u64::from(traffic), user),
            started: self.now,
            first: NONE,
            last: NONE,
            journey,
            traffic,
        };
        let index = match self.free_roots.pop() {
            Some(index) => {
                self.roots[index as usize] = root;
                index
            }
            None => {
                self.roots.push(root);
                (self.roots.len() - 1) as u32
            }
        };
        let endpoint = self.plan.journeys[journey as usize].endpoint;
        let frame = self.frames.add(Frame {
            key,
            sent: self.now,
            root: index,
            endpoint,
            edge: OUTSIDE,
            pc: self.plan.endpoints[endpoint as usize].start,
            bits: WAITED_FOR,
            ..Frame::EMPTY
        });
        self.run(frame);
    }

    /// A request is over for its user.
    #[inline(never)]
    pub(crate) fn close_request(&mut self, frame: u32, outcome: Outcome) {
        let f = self.frames[frame];
        let root = self.roots[f.root as usize];
        let took = self.now - root.started;
        let journey = &self.plan.journeys[root.journey as usize];
        let slow = took > journey.slow_after;
        let failed = outcome.failed();
        if self.traffic[root.traffic as usize].client.is_none() {
            self.record.count_request(
                root.journey,
                journey.value,
                took,
                failed,
                slow,
                f.is(DEGRADED),
                f.is(STALE),
            );
            self.maybe_complain(&root, f.key, failed, slow, f.is(STALE));
        }
        let last = self.last_outcome(&root, outcome);
        self.keep_trace(&root, f.key, took, last, failed, slow);
        if !self.traffic[root.traffic as usize].sessions.is_empty() {
            self.session_goes_on(&root, f.key, failed);
        }
        self.close_trace(root.first);
        self.free_roots.push(f.root);
        self.frames[frame].bits &= !(WAITED_FOR | AT_CALLEE | IN_TRACE);
        self.frames.release(frame);
        if let Some(Source::Closed { think, .. }) =
            self.plan.topology.traffic.get(root.traffic as usize).map(|t| t.source.clone())
        {
            let key = child(f.key, 1);
            self.after(
                nanos(exponential(think as f64, draw(key, For::Think))),
                kind::THINK,
                u32::from(root.traffic),
                root.user as u32,
            );
        }
    }

    /// The user's failure is "something it needed failed"; the trace shows what the last attempt met.
    fn last_outcome(&self, root: &Root, outcome: Outcome) -> Outcome {
        if outcome != Outcome::Upstream {
            return outcome;
        }
        let mut frame = root.first;
        let mut found = outcome;
        while frame != NONE {
            if self.frames[frame].depth == 1 {
                found = self.frames[frame].outcome;
            }
            frame = self.frames[frame].next_span;
        }
        found
    }

    /// Lets go of the frames of a closed trace; those still being worked on live on without it.
    fn close_trace(&mut self, first: u32) {
        let mut frame = first;
        while frame != NONE {
            let next = self.frames[frame].next_span;
            self.frames[frame].bits &= !IN_TRACE;
            self.frames[frame].root = NONE;
            self.frames[frame].next_span = NONE;
            self.frames.release(frame);
            frame = next;
        }
    }

    /// A client appears that sends far more than a person would.
    pub(crate) fn start_client(&mut self, client: &str, journey: u16, rate: f64, lasts: Nanos) {
        self.traffic.push(TrafficState {
            arrivals: 0,
            surges: Vec::new(),
            rate,
            client: Some(client.into()),
            blocked: false,
            until: self.now + lasts,
            only: Some(journey),
            sessions: Vec::new(),
        });
        self.schedule_arrival((self.traffic.len() - 1) as u32);
    }
}
