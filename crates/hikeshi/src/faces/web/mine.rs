//! What only its reader sees of a room: a role offered to them with its brief, their tasks, what they could take, the way to hand
//! over, a word in private for the commander, and care. Everything it shows can be answered or put away.

use askama::Template;
use drill::words::room::{Reader, told};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use room::view::{BREATH_STEPS, CareKind, Opening, brief, care, open_to};
use room::{Actor, Role, Room, Seq, Standing};

use super::brief as parts;
use super::page::Words;
use super::quiet::Quiet;
use crate::desk::rooms::{RoomId, Seen};

#[derive(Template)]
#[template(path = "mine.html")]
struct Mine<'a> {
    w: &'a Words,
    room: &'a str,
    empty: bool,
    offers: Vec<Offered>,
    tasks: Vec<(u64, String, bool)>,
    takes: Vec<Take>,
    /// Roles that the reader holds, by word and name.
    held: Vec<(String, String)>,
    /// Who could take one.
    others: Vec<(String, String)>,
    /// The room's brief, where the reader can hand over or is asked to take.
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

/// For this reader, who may act here or only watch.
pub fn render(
    w: &Words,
    id: &RoomId,
    seen: &Seen,
    reader: (&Actor, Standing),
    quiet: &Quiet,
    now: Timestamp,
) -> String {
    let (room, glance, (me, standing)) = (&seen.room, &seen.glance, reader);
    // Whoever became a guest is offered nothing that a guest may not do.
    let acts = standing == Standing::Responder;
    let board = &glance.board;
    let name = |who: &Actor| w.name(who);
    let offers: Vec<Offered> = board
        .offers
        .iter()
        .filter(|offer| acts && offer.to == *me)
        .map(|offer| Offered {
            seq: offer.seq.0,
            role: w.t(offer.role.key()),
            from: name(&offer.from),
            words: offer.brief.clone(),
        })
        .collect();
    let tasks = board.tasks.iter().filter(|task| acts && task.owner == *me);
    let tasks: Vec<(u64, String, bool)> =
        tasks.map(|task| (task.seq.0, task.text.clone(), task.acknowledged)).collect();
    let seats = board.seats.iter().filter(|seat| acts && seat.person == *me && room.is_open());
    let held: Vec<(String, String)> =
        seats.map(|seat| (seat.role.short().to_string(), w.t(seat.role.key()))).collect();
    let others = glance.roster.people.iter();
    let others = others.filter(|row| row.person != *me && row.standing == Standing::Responder);
    let others = others.map(|row| (row.person.to_string(), name(&row.person))).collect();
    let reads = !offers.is_empty() || !held.is_empty();
    let brief = if reads { parts::render(w, id.as_str(), &brief(room, now)) } else { String::new() };
    let commands = room.holds(me, Role::IncidentCommander);
    let (nudges, care) = (nudges(w, seen, commands, quiet, now), caring(w, room, me, quiet, now));
    let breath = care.iter().any(|one| one.breath);
    let off: Vec<(String, String)> =
        quiet.kinds().filter(|_| commands).map(|key| (key.clone(), w.t(&format!("quiet-{key}")))).collect();
    let takes = if acts { takes(w, room, me) } else { Vec::new() };
    let silent = nudges.is_empty() && off.is_empty() && care.is_empty() && takes.is_empty();
    let page = Mine {
        w,
        room: id.as_str(),
        empty: silent && offers.is_empty() && tasks.is_empty() && held.is_empty(),
        offers,
        tasks,
        takes,
        held,
        others,
        brief,
        commands,
        nudges,
        off,
        care,
        steps: BREATH_STEPS.iter().filter(|_| breath).map(|key| w.t(key)).collect(),
    };
    page.render().unwrap_or_else(|error| error.to_string())
}

fn nudges(w: &Words, seen: &Seen, commands: bool, quiet: &Quiet, now: Timestamp) -> Vec<Said> {
    let all = if commands { seen.copilot.nudges(&seen.room, now) } else { Vec::new() };
    let said = all.into_iter().filter(|nudge| !quiet.hides(&nudge.key)).map(|nudge| Said {
        text: told(w, &nudge.key, &nudge.args),
        rests_on: numbers(&nudge.rests_on),
        word: nudge.key,
        breath: false,
    });
    said.collect()
}

/// Care is offered once for what it rests on.
fn caring(w: &Words, room: &Room, me: &Actor, quiet: &Quiet, now: Timestamp) -> Vec<Said> {
    let hour = now.to_zoned(TimeZone::system()).hour().unsigned_abs();
    let said = care(room, me, hour, now).into_iter().map(|one| Said {
        text: told(w, &one.key, &one.args),
        rests_on: numbers(&[one.rests_on]),
        word: format!("{}-{}", one.key, one.rests_on.0),
        breath: one.kind == CareKind::Breath,
    });
    said.filter(|one| !quiet.hides(&one.word)).collect()
}

fn numbers(entries: &[Seq]) -> Vec<u64> {
    entries.iter().map(|seq| seq.0).collect()
}

fn takes(w: &Words, room: &Room, me: &Actor) -> Vec<Take> {
    let take = |opening: (Opening, Option<String>)| match opening {
        (Opening::Seat { role }, _) => {
            Take { text: w.with("mine-seat", "role", &w.t(role.key())), role: role.short(), task: 0 }
        }
        (Opening::Task { task }, text) => {
            let (number, text) = (task.to_string(), text.unwrap_or_default());
            let text = w.all("mine-task", &[("task", &number), ("text", &text)]);
            Take { text, role: "", task: task.0 }
        }
    };
    open_to(room, me).into_iter().map(take).collect()
}
