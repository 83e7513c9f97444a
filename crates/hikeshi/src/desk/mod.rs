//! The desk: where drills are chosen, played, kept, resumed and looked back on. Knows scenarios, plays and files;
//! knows no face.

mod ahead;
pub mod catalog;
mod hands;
pub mod history;
pub mod improvised;
pub mod people;
mod proof;
pub mod reading;
pub mod rooms;
pub mod table;
pub mod near;
pub mod shelf;
pub mod sitting;
mod skill;
pub mod surprise;
pub mod voice;
