//! A scenario with nothing but a scene, until scenario files are read.

use drill::scenario::{Cause, Scenario, Text};

/// A scenario whose scene is the text.
pub fn read(text: &str, name: &str, _worlds: &[(&str, &str)]) -> Result<Scenario, String> {
    let id = name.trim_end_matches(".yaml").rsplit('/').next().unwrap_or(name).to_string();
    let both = |text: &str| Text { ja: text.into(), en: text.into() };
    Ok(Scenario {
        title: both(&id),
        id,
        pitch: both(text),
        minutes: 10,
        difficulty: 1,
        trains: Vec::new(),
        topology: Default::default(),
        aliases: Vec::new(),
        hour: (2.0, 3.0),
        load: (1.0, 1.0),
        healthy: 0,
        opens_by: 0,
        horizon: 0,
        faults: Vec::new(),
        scene: both(text),
        people: Vec::new(),
        pages: Vec::new(),
        injects: Vec::new(),
        stable: Vec::new(),
        cause: Cause {
            story: both(""),
            parts: Vec::new(),
            words: Vec::new(),
            evidence: Vec::new(),
            nothing: false,
        },
        ways_out: Vec::new(),
        traps: Vec::new(),
        hints: Vec::new(),
        countermeasures: Vec::new(),
        tickets: Vec::new(),
        ending: (both(""), both("")),
    })
}
