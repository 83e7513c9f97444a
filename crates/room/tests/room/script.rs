//! Nights as lines of text for tests: `bob: take ic`, `+5m`, `guest zoe: say hello`. Orders are written in the line
//! language of the product; only what no person says (`open`, `wake`) is added here.

use jiff::{SignedDuration, Timestamp};
use room::line::{Parsed, parse};
use room::{Actor, Command, Flow, Known, Order, OrderId, Origin, Refusal, Role, Standing};

/// When a scripted night begins.
pub const NIGHT: &str = "2026-11-20T17:00:00Z";

/// A night being played.
pub struct Night {
    pub flow: Flow,
    pub now: Timestamp,
    orders: u32,
}

pub fn actor(id: &str) -> Actor {
    Actor::new(id.trim_start_matches('@')).unwrap()
}

impl Night {
    /// An open room, at two in the morning in Tokyo.
    pub fn open() -> Night {
        let mut night = Night { flow: Flow::new(), now: NIGHT.parse().unwrap(), orders: 0 };
        night.play("herald pager: open checkout fails");
        night
    }

    /// After these lines, parted by `;`, each of which has to be accepted.
    pub fn after(script: &str) -> Night {
        let mut night = Night::open();
        night.play(script);
        night
    }

    pub fn play(&mut self, script: &str) {
        for line in script.split(';').map(str::trim).filter(|line| !line.is_empty()) {
            if let Err(refusal) = self.line(line) {
                panic!("\"{line}\" was refused: {refusal}");
            }
        }
    }

    /// One line; the events that it left, as JSON.
    pub fn line(&mut self, line: &str) -> Result<Vec<String>, Refusal> {
        if let Some(minutes) = line.strip_prefix('+') {
            let minutes = minutes.trim_end_matches('m').parse().unwrap();
            self.now = self.now.checked_add(SignedDuration::from_mins(minutes)).unwrap();
            return Ok(Vec::new());
        }
        let (who, words) = line.split_once(": ").unwrap_or_else(|| panic!("nobody speaks in \"{line}\""));
        let (known, who) = known(who);
        self.orders += 1;
        let id = OrderId::new(format!("o{}", self.orders)).unwrap();
        let Parsed { thread, command } = parsed(words);
        let order = Order { id, actor: actor(who), line: thread, command };
        let entries = self.flow.submit(&order, known, self.now)?;
        Ok(entries.iter().map(|entry| serde_json::to_string(&entry.event).unwrap()).collect())
    }
}

/// `guest zoe`, `herald pager`, `bob`; `(scribe) bob` has held that role before.
fn known(who: &str) -> (Known, &str) {
    let (before, who) = who.split_once(' ').unwrap_or(("", who));
    let standing = match before {
        "guest" => Standing::Guest,
        "herald" => Standing::Herald,
        _ => Standing::Responder,
    };
    let roles = [Role::IncidentCommander, Role::Deputy, Role::Scribe, Role::Liaison, Role::Expert];
    let held = roles.into_iter().filter(|role| before == format!("({})", role.short())).collect();
    (Known { standing, held }, who)
}

fn parsed(words: &str) -> Parsed {
    let (verb, rest) = words.split_once(' ').unwrap_or((words, ""));
    let command = match verb {
        "open" => Command::OpenRoom { title: rest.into(), origin: Origin::Live {} },
        "wake" => Command::Wake {},
        _ => return parse(words).unwrap_or_else(|misread| panic!("\"{words}\": {misread}")),
    };
    Parsed { thread: None, command }
}

/// After the script, what one line leaves: events as JSON, or `refused: …`.
#[track_caller]
pub fn check(script: &str, line: &str, expected: &[&str]) {
    let mut night = Night::after(script);
    let came = night.line(line).unwrap_or_else(|refusal| vec![format!("refused: {refusal}")]);
    assert_eq!(came, expected, "after \"{script}\", \"{line}\"");
}
