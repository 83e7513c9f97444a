//! What people write, made fit to keep: trimmed, bounded, and free of characters that command a
//! terminal or turn the direction of a line. Also minutes and citations. Knows no topic.

use jiff::{SignedDuration, Timestamp};

use crate::refusal::Field;
use crate::{Actor, Cx, Refusal, Room, Seq, Standing};

/// Characters of one text [count]: a screen and a half; more belongs behind a link.
pub const TEXT: u32 = 4_000;
/// Entries that one claim cites [count]: more is not evidence but the whole log.
pub const EVIDENCE: u32 = 50;
/// Minutes ahead that something may be promised [min]: a week.
pub const AHEAD: u32 = 7 * 24 * 60;

/// A text that says something.
pub fn text(field: Field, written: &str) -> Result<String, Refusal> {
    let kept = written.chars().filter(|c| *c == '\n' || !commands(*c)).collect::<String>();
    let kept = kept.trim();
    if !kept.chars().any(is_seen) {
        return Err(Refusal::EmptyText { field });
    }
    if kept.chars().count() > TEXT as usize {
        return Err(Refusal::TextTooLong { field, most: TEXT });
    }
    Ok(kept.to_string())
}

/// A text that may be absent; an empty one is absent.
pub fn optional(field: Field, written: Option<&str>) -> Result<Option<String>, Refusal> {
    match text(field, written.unwrap_or_default()) {
        Err(Refusal::EmptyText { .. }) => Ok(None),
        kept => kept.map(Some),
    }
}

/// A text of nothing but joiners and spaces says nothing.
fn is_seen(c: char) -> bool {
    !c.is_whitespace() && !matches!(c, '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}')
}

fn commands(c: char) -> bool {
    c.is_control() || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// So many minutes from now.
pub fn ahead(cx: &Cx, minutes: Option<u32>) -> Result<Option<Timestamp>, Refusal> {
    let Some(minutes) = minutes else { return Ok(None) };
    let refused = Refusal::OutOfRange { field: Field::Minutes, least: 1, most: AHEAD };
    if !(1..=AHEAD).contains(&minutes) {
        return Err(refused);
    }
    let span = SignedDuration::from_mins(i64::from(minutes));
    cx.now.checked_add(span).map(Some).map_err(|_| refused)
}

/// Entries that a claim cites, in order and each once.
pub fn cited(room: &Room, evidence: &[Seq]) -> Result<Vec<Seq>, Refusal> {
    if evidence.len() > EVIDENCE as usize {
        return Err(Refusal::TooMuchEvidence { most: EVIDENCE });
    }
    if let Some(seq) = evidence.iter().find(|seq| !room.evidence.contains(seq)) {
        return Err(Refusal::NotEvidence { seq: *seq });
    }
    let mut cited = evidence.to_vec();
    cited.sort();
    cited.dedup();
    Ok(cited)
}

/// Whoever is to do something is in the room and acts there; who orders comes in by ordering.
pub fn here(room: &Room, cx: &Cx, person: &Actor) -> Result<(), Refusal> {
    let presence = room.people.get(person).filter(|presence| presence.here);
    let standing = if *person == cx.actor { Some(cx.standing) } else { presence.map(|found| found.standing) };
    match standing {
        Some(Standing::Responder) => Ok(()),
        Some(Standing::Guest | Standing::Herald) => Err(Refusal::NoResponder { person: person.clone() }),
        None => Err(Refusal::NotHere { person: person.clone() }),
    }
}
