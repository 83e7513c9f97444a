//! One drill being played: the room before the world, with the game master between them. A function
//! of scenario, options and turns alone: the same turns give the same play, with or without a face.

use world::time::Nanos;

use crate::block::{Block, Body, Panels};
use crate::scenario::Scenario;

pub use crate::words::Lang;

/// What a play is opened with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Options {
    /// Chooses names, hour, load and every draw of the world.
    pub seed: u64,
    /// The player's language.
    pub lang: Lang,
    /// What people call the player.
    pub player: String,
}

/// One turn, as kept for resuming: what the player said, or time that passed by itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Turn {
    /// The player said this.
    Said(String),
    /// The clock ran by itself for this long, simulated [ns] (`--clock real`, `x10`).
    Passed(Nanos),
}

/// A drill being played.
pub struct Play {
    scenario: Scenario,
    options: Options,
    over: bool,
}

impl Play {
    /// Prepares the world up to the first page; nothing is said yet.
    pub fn open(scenario: &Scenario, options: Options) -> Play {
        Play { scenario: scenario.clone(), options, over: false }
    }

    /// The opening: scene, pager, first words.
    pub fn opening(&mut self) -> Vec<Block> {
        let scene = match self.options.lang {
            Lang::Ja => self.scenario.scene.ja.clone(),
            Lang::En => self.scenario.scene.en.clone(),
        };
        vec![Block { at: 0, body: Body::Scene(scene) }]
    }

    /// Takes one turn and returns everything said and shown because of it, in order.
    pub fn take(&mut self, turn: &Turn) -> Vec<Block> {
        match turn {
            Turn::Said(text) => {
                self.over = text.trim() == "/end";
                vec![Block { at: 0, body: Body::Echo(text.clone()) }]
            }
            Turn::Passed(_) => Vec::new(),
        }
    }

    /// The live panels as they stand.
    pub fn panels(&self) -> Panels {
        Panels::default()
    }

    /// The play has ended; the debrief is next.
    pub fn over(&self) -> bool {
        self.over
    }
}
