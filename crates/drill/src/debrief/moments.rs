//! What people did, read from the flow: one moment for each entry that is a deed. Knows entries; whether a
//! deed was right is seen in a world.

use room::{Actor, Audience, Entry, Event, Seq, Verdict};
use world::World;
use world::intervention::Intervention;
use world::time::Nanos;

/// One thing that somebody did.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Moment {
    /// When, simulated [ns].
    pub(super) at: Nanos,
    /// What.
    pub(super) act: Done,
}

/// What somebody said who is no player.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Heard {
    /// When, simulated [ns].
    pub(super) at: Nanos,
    /// Who.
    pub(super) from: Actor,
    /// Their words.
    pub(super) text: String,
}

/// What a player can have done.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Done {
    /// Looked at something, as a line: `logs checkout`, `metric orders-db cpu`, `changes`, `ask dba`.
    Looked(String),
    /// Gave an order that the world took; `change` is its record's index in the change log of all time.
    Ordered { order: Intervention, change: usize },
    /// Gave an order that the world refused, as a line.
    Refused(String),
    /// Declared an incident, with severity 1 (worst) to 4 if said, and what else was said with it.
    Declared { severity: Option<u8>, words: Option<String> },
    /// Said how severe it is, or that it is worse or less bad.
    Severity(u8),
    /// Told those who wait, in these words, and who they are.
    Updated { entry: Seq, audience: Audience, text: String },
    /// Stated what they believe is the cause, and what it is about.
    Hypothesis { entry: Seq, text: String, about: Option<String> },
    /// Took a hypothesis back.
    Refuted { hypothesis: Seq, text: String },
    /// Noted something.
    Noted(String),
    /// Named something that should change.
    Countermeasure(String),
    /// Said that it is repaired.
    ClaimedResolved,
    /// Looked, and said that it holds.
    Verified,
    /// It was said to be repaired, and the game master saw that it held for long enough.
    Watched,
    /// Said that nothing is wrong.
    FalseAlarm,
    /// Took a hint: which step of the ladder, from 1.
    Hint(u32),
}

impl Done {
    /// Whom a look asked, by id.
    pub(super) fn asked(&self) -> Option<&str> {
        match self {
            Done::Looked(line) => line.strip_prefix("ask "),
            _ => None,
        }
    }
}

/// What an entry is, as a deed; the orders in it are given to the world once more.
pub(super) fn of(entry: &Entry, before: &[Entry], team: &mut World) -> Option<Done> {
    use Event as E;
    // What is brought in by who takes no part is nobody's deed; but who said that it is repaired has waited to see it hold.
    let brought = ["pager", "game-master"].contains(&entry.actor.as_str());
    Some(match &entry.event {
        E::SaidVerified { .. } if brought => Done::Watched,
        _ if brought => return None,
        E::Looked { what, .. } => Done::Looked(what.clone()),
        E::InterventionOrdered { what } => ordered(what, team),
        E::Declared { severity, title } => {
            let words = Some(title).filter(|title| !is_title(before, title)).cloned();
            Done::Declared { severity: severity.map(|s| s.level()), words }
        }
        E::SeverityChanged { to, .. } => Done::Severity(to.level()),
        E::UpdatePublished { text, audience, .. } => {
            Done::Updated { entry: entry.seq, audience: *audience, text: text.clone() }
        }
        E::HypothesisProposed { text, about } => {
            Done::Hypothesis { entry: entry.seq, text: text.clone(), about: about.clone() }
        }
        E::HypothesisSettled { hypothesis, verdict: Verdict::Refuted, .. } => {
            Done::Refuted { hypothesis: *hypothesis, text: words_of(before, *hypothesis)? }
        }
        E::Noted { text } => Done::Noted(text.clone()),
        E::CountermeasureProposed { text, .. } => Done::Countermeasure(text.clone()),
        E::SaidStabilised { .. } => Done::ClaimedResolved,
        E::SaidVerified { .. } => Done::Verified,
        E::SaidFalseAlarm { .. } => Done::FalseAlarm,
        E::HintTaken { step } => Done::Hint(*step),
        _ => return None,
    })
}

/// The title with which the room was opened is nobody's words.
fn is_title(before: &[Entry], text: &str) -> bool {
    before.iter().any(|entry| matches!(&entry.event, Event::RoomOpened { title, .. } if title == text))
}

fn ordered(what: &str, team: &mut World) -> Done {
    let Ok(order) = what.parse::<Intervention>() else { return Done::Refused(what.into()) };
    match team.intervene(&order) {
        Ok(begun) => Done::Ordered { order, change: begun.change },
        Err(_) => Done::Refused(what.into()),
    }
}

fn words_of(before: &[Entry], hypothesis: Seq) -> Option<String> {
    before.iter().find(|entry| entry.seq == hypothesis).and_then(|entry| match &entry.event {
        Event::HypothesisProposed { text, .. } => Some(text.clone()),
        _ => None,
    })
}
