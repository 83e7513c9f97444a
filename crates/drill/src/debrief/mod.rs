//! stand-in until the debrief lands
use crate::{clock::Clock, scenario::Scenario};
use world::World;
use world::intervention::Intervention;
use world::time::Nanos;
pub struct Played<'a> {
    pub scenario: &'a Scenario,
    pub seed: u64,
    pub player: &'a str,
    pub clock: Clock,
    pub opened: Nanos,
    pub first_fault: Nanos,
    pub ended: Nanos,
    pub team: &'a World,
    pub nobody: &'a World,
    pub moments: &'a [Moment],
}
#[derive(Clone, Debug)]
pub struct Moment {
    pub at: Nanos,
    pub act: Done,
}
#[derive(Clone, Debug)]
pub enum Done {
    Looked(String),
    Ordered { order: Intervention, change: usize },
    Refused(Intervention),
    Declared(Option<u8>),
    Severity(u8),
    Updated(String),
    Hypothesis { text: String, about: Option<String> },
    Refuted { text: String, about: Option<String> },
    Noted(String),
    Countermeasure(String),
    ClaimedResolved { truly: bool },
    FalseAlarm,
    Hint(usize),
    Asked(String),
}
pub struct Debrief;
impl Debrief {
    pub fn of(_: &Played) -> Debrief {
        Debrief
    }
}
