//! Language models, if somebody has configured one: a mouth and an ear for the game master, never the world. The port asks a
//! provider, within a deadline and a budget, and keeps what was sent; the mouth puts the templates' sentences differently, as far
//! as `drill::voice` lets it; the ear reads what the rules could not place. Without a model, or when it fails, everything works.
//!
//! ```text
//! block ─► mouth ─► redactor ─► port ─► provider        words as they come ─► checked against the block ─► face
//! words ─► dress ─► redactor ─► port ─► provider        what a drill made up on the spot wears ─► checked like any scenario
//! words ─► ear   ─► redactor ─► port ─► provider        one of the orders that there are ─► asked back
//! ```

mod budget;
mod check;
mod dress;
mod ear;
mod journal;
mod measure;
mod mouth;
mod pick;
mod port;
mod prompts;
mod redact;
pub mod redteam;
mod settings;
mod solo;
mod team;
#[cfg(test)]
mod tests;

pub use check::{Checked, check};
pub use dress::{Bare, dress};
pub use journal::{Journal, Sent};
pub use measure::{Heard, measure};
pub use port::{Gone, Port};
pub use settings::{Settings, in_file, read};
pub use solo::Solo;
pub use team::Team;

/// The cipher suites that secured wires use; whoever comes second finds them there.
fn wire_secured() {
    let _ = rustls::crypto::ring::default_provider().install_default();
}
