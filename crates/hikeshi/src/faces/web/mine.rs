//! What only its reader sees of a room: a role offered to them with its brief, their tasks, what they could take, the way to hand
//! over, a word in private for the commander, and care. Everything it shows can be answered or put away.

use askama::Template;
use drill::words::room::{Reader, told};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use room::view::{BREATH_STEPS, Brief, Care, CareKind, Nudge, OfferRow, Opening, TaskRow};
use room::view::{brief, care, open_to};
use room::{Actor, Role, Seq, Standing};

use super::brief as parts;
use super::page::Words;
use super::quiet::Quiet;
use crate::desk::rooms::{RoomId, Seen};

/// What only one reader sees, before it is put into words: while it is the same, so are they.
#[derive(Debug, PartialEq, Eq)]
pub struct Own {
    offers: Vec<OfferRow>,
    tasks: Vec<TaskRow>,
    takes: Vec<(Opening, Option<String>)>,
    /// Roles that the reader holds, and who could take one.
    held: Vec<Role>,
    others: Vec<Actor>,
    /// The room's brief, where the reader can hand over or is asked to take.
    brief: Option<Brief>,
    commands: bool,
    nudges: Vec<Nudge>,
    care: Vec<Care>,
}

#[derive(Template)]
#[template(path = "mine.html")]
struct Mine<'a> {
    w: &'a Words,
    room: &'a str,
    empty: bool,
    offers: Vec<Offered>,
    tasks: Vec<(u64, &'a str, bool)>,
    takes: Vec<Take>,
    /// Roles that the reader holds, by word and name.
    held: Vec<(&'static str, String)>,
    /// Who could take one.
    others: Vec<(String, String)>,
    brief: String,
    commands: bool,
    nudges: Vec<Said>,
    /// Kinds that are switched off, by key and name.
    off: Vec<(String, String)>,
    care: Vec<Said>,
    steps: Vec<String>,
}

struct Offered {
    seq: u64,
    role: String,
    from: String,
    words: String,
}

/// Something that the reader could take: a role by its word, or a task by its number.
struct Take {
    text: String,
    role: &'static str,
    task: u64,
}

/// A sentence, what it rests on, and by which word it is put away.
struct Said {
    text: String,
    rests_on: Vec<u64>,
    word: String,
    /// It brings the short list of a breath.
    breath: bool,
}

impl Own {
    /// Of this reader, who may act here or only watch, without what they have put away.
    pub fn of(seen: &Seen, reader: (&Actor, Standing), quiet: &Quiet, now: Timestamp) -> Own {
        let (room, (me, standing)) = (&seen.room, reader);
        let (board, roster) = (&seen.glance.board, &seen.glance.roster);
        // Whoever became a guest is offered nothing that a guest may not do.
        let acts = standing == Standing::Responder;
        let offers: Vec<OfferRow> =
            board.offers.iter().filter(|offer| acts && offer.to == *me).cloned().collect();
        let seats = board.seats.iter().filter(|seat| acts && seat.person == *me && room.is_open());
        let held: Vec<Role> = seats.map(|seat| seat.role).collect();
        let others = roster.people.iter().filter(|row| row.person != *me && !held.is_empty());
        let others = others.filter(|row| row.standing == Standing::Responder);
        let others = others.map(|row| row.person.clone()).collect();
        let commands = room.holds(me, Role::IncidentCommander);
        let mut nudges = if commands { seen.copilot.nudges(room, now) } else { Vec::new() };
        nudges.retain(|nudge| !quiet.hides(&nudge.key));
        let hour = now.to_zoned(TimeZone::system()).hour().unsigned_abs();
        let mut care = care(room, me, hour, now);
        care.retain(|one| !quiet.hides(&word(one)));
        Own {
            tasks: board.tasks.iter().filter(|task| acts && task.owner == *me).cloned().collect(),
            takes: if acts { open_to(room, me) } else { Vec::new() },
            brief: (!offers.is_empty() || !held.is_empty()).then(|| brief(room, now)),
            offers,
            held,
            others,
            commands,
            nudges,
            care,
        }
    }

    /// In the reader's words.
    pub fn html(&self, w: &Words, id: &RoomId, quiet: &Quiet) -> String {
        let breath = self.care.iter().any(|one| one.kind == CareKind::Breath);
        let off: Vec<(String, String)> = quiet
            .kinds()
            .filter(|_| self.commands)
            .map(|key| (key.clone(), w.t(&format!("quiet-{key}"))))
            .collect();
        let silent =
            self.nudges.is_empty() && off.is_empty() && self.care.is_empty() && self.takes.is_empty();
        let page = Mine {
            w,
            room: id.as_str(),
            empty: silent && self.offers.is_empty() && self.tasks.is_empty() && self.held.is_empty(),
            offers: self.offers.iter().map(|offer| offered(w, offer)).collect(),
            tasks: self.tasks.iter().map(|task| (task.seq.0, &*task.text, task.acknowledged)).collect(),
            takes: self.takes.iter().map(|take| take_of(w, take)).collect(),
            held: self.held.iter().map(|role| (role.short(), w.t(role.key()))).collect(),
            others: self.others.iter().map(|who| (who.to_string(), w.name(who))).collect(),
            brief: self.brief.as_ref().map(|brief| parts::render(w, id.as_str(), brief)).unwrap_or_default(),
            commands: self.commands,
            nudges: self.nudges.iter().map(|nudge| whispered(w, nudge)).collect(),
            off,
            care: self.care.iter().map(|one| caring(w, one)).collect(),
            steps: BREATH_STEPS.iter().filter(|_| breath).map(|key| w.t(key)).collect(),
        };
        page.render().unwrap_or_else(|error| error.to_string())
    }
}

fn offered(w: &Words, offer: &OfferRow) -> Offered {
    let (role, from) = (w.t(offer.role.key()), w.name(&offer.from));
    Offered { seq: offer.seq.0, role, from, words: offer.brief.clone() }
}

fn whispered(w: &Words, nudge: &Nudge) -> Said {
    let (text, rests_on) = (told(w, &nudge.key, &nudge.args), numbers(&nudge.rests_on));
    Said { text, rests_on, word: nudge.key.clone(), breath: false }
}

/// Care is offered once for what it rests on.
fn word(one: &Care) -> String {
    format!("{}-{}", one.key, one.rests_on.0)
}

fn caring(w: &Words, one: &Care) -> Said {
    let (text, rests_on) = (told(w, &one.key, &one.args), numbers(&[one.rests_on]));
    Said { text, rests_on, word: word(one), breath: one.kind == CareKind::Breath }
}

fn numbers(entries: &[Seq]) -> Vec<u64> {
    entries.iter().map(|seq| seq.0).collect()
}

fn take_of(w: &Words, take: &(Opening, Option<String>)) -> Take {
    match take {
        (Opening::Seat { role }, _) => {
            Take { text: w.with("mine-seat", "role", &w.t(role.key())), role: role.short(), task: 0 }
        }
        (Opening::Task { task }, text) => {
            let (number, text) = (task.to_string(), text.as_deref().unwrap_or_default());
            let text = w.all("mine-task", &[("task", &number), ("text", text)]);
            Take { text, role: "", task: task.0 }
        }
    }
}
