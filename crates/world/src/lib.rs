//! `world`: services that burn. A deterministic, request-level discrete-event simulation of a web
//! service and its monitoring: every request travels, queues, holds connections, waits for locks,
//! times out and retries, so that symptoms follow from causes and an order has true consequences.
//! Knows nothing of people, rooms, prose, disks or the real clock.
//!
//! Four verbs: [`World::new`], [`World::advance`], [`World::intervene`], [`World::probe`]; and `Clone`,
//! because a counterfactual is a clone with another order. [`World::step`] is `advance` by one event, for
//! whoever has to miss none.

pub mod topology;
pub mod fault;
pub mod intervention;
pub mod probe;
pub mod signal;
pub mod time;
pub mod flaw;
pub mod refused;

mod engine;
mod plan;
mod state;
mod frame;
mod queue;
mod timeouts;
pub mod rng;
mod dist;
mod zipf;
mod histogram;

mod traffic;
mod sessions;
mod caller;
mod station;
mod program;
mod databases;
mod caches;
mod brokers;
mod platform;
mod pending;
mod trouble;
mod reach;
mod happen;
mod orders;
mod names;

mod monitor;
mod answer;
mod digest;

pub use answer::{EdgeTotals, Totals};
pub use engine::World;
pub use orders::Begun;
