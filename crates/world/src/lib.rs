//! `world`: services that burn. A deterministic, request-level discrete-event simulation of a web
//! service and its monitoring: every request travels, queues, holds connections, waits for locks,
//! times out and retries, so that symptoms follow from causes and an order has true consequences.
//! Knows nothing of people, rooms, prose, disks or the real clock.
#![deny(missing_docs)]
#![allow(missing_docs)]

pub mod fault;
pub mod intervention;
pub mod probe;
pub mod refused;
pub mod signal;
pub mod time;
pub mod topology;
