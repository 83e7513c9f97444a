//! `drill`: puts a room before a world. Reads scenarios, plays the game master without a language
//! model, and grades what happened. Knows nothing of stores, servers or screens.
#![allow(missing_docs)]

pub mod block;
pub mod clock;
pub mod counterfactual;
pub mod crews;
pub mod debrief;
pub mod fnv;
pub mod history;
pub mod improvise;
pub mod intent;
mod is_so;
pub mod measured;
pub mod narrate;
pub mod play;
pub mod scenario;
pub mod setting;
pub mod stage;
pub mod steady;
pub mod trial;
pub mod understand;
pub mod voice;
pub mod words;

/// Version of what plays a drill, as a flow keeps it: another may take another course.
pub const ENGINE: &str = env!("CARGO_PKG_VERSION");
