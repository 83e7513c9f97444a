//! Who is here and what their hands are doing: busy, free, silent, alone; and who could take what nobody has.
//! Where a mistake costs little, somebody learns beside somebody who knows; where it costs much, somebody
//! who knows. Only proposes: nobody is assigned here.

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use super::arg::{Args, args};
use crate::state::{Line, Room, TaskState};
use crate::{Actor, Mark, Role, Seq, Standing};

/// Silence after which it shows [min]: as long as a role stays with somebody who says nothing.
const SILENCE: i64 = 10;
/// How long one person may be alone on a line before it shows [min].
const ALONE: i64 = 15;
/// The least severity at which somebody learns on the job.
const HARMLESS: u8 = 3;
/// Seats that a room proposes to fill, in this order. Command is taken, and experts know themselves.
const SEATS: [Role; 3] = [Role::Deputy, Role::Scribe, Role::Liaison];

/// Who is here.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Roster {
    /// The last entry that this was read from.
    pub seq: Seq,
    /// Everybody in the room, by id.
    pub people: Vec<RosterRow>,
    /// What nobody has while it burns, a task with its words.
    pub openings: Vec<(Opening, Option<String>)>,
    /// Who could take what; nobody is named twice as the one who takes.
    pub suggestions: Vec<Suggestion>,
}

/// Somebody in the room.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RosterRow {
    /// Who.
    pub person: Actor,
    /// What they may do.
    pub standing: Standing,
    /// What they answer for.
    pub roles: Vec<Role>,
    /// Roles that they hold, or held before, here or in earlier rooms.
    pub held: Vec<Role>,
    /// Open lines that are theirs.
    pub lines: Vec<Seq>,
    /// Open tasks that are theirs and that they have not declined.
    pub tasks: Vec<Seq>,
    /// A responder without role, line or task.
    pub free: bool,
    /// Since when they have been asking for work.
    pub asked: Option<Mark>,
    /// When they last did or said anything, once that is long ago.
    pub silent_since: Option<Timestamp>,
    /// Open lines on which there is nobody but them.
    pub alone_on: Vec<Seq>,
}

/// Something that nobody has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Opening {
    /// A role that nobody holds.
    Seat {
        /// Which.
        role: Role,
    },
    /// A task that its owner declined, or whose owner has left.
    Task {
        /// Which.
        task: Seq,
    },
}

/// Somebody who could take something.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Suggestion {
    /// What.
    pub opening: Opening,
    /// Who.
    pub person: Actor,
    /// They have never had the like.
    pub first: bool,
    /// Who has, and could sit beside them.
    pub with: Option<Actor>,
    /// Key of the sentence: `suggest-seat`, `suggest-seat-pair`, `suggest-task`, `suggest-task-pair`.
    pub key: String,
    /// What the sentence needs.
    pub args: Args,
}

/// Keys of the sentences.
pub(crate) const KEYS: [&str; 4] = ["suggest-seat", "suggest-seat-pair", "suggest-task", "suggest-task-pair"];

/// Who is here at this hour, and what they could do.
pub fn roster(room: &Room, now: Timestamp) -> Roster {
    let lonely: Vec<(Seq, &Actor)> =
        room.lines.iter().filter_map(|(seq, line)| Some((*seq, alone(room, line, now)?))).collect();
    let here = room.people.iter().filter(|(_, presence)| presence.here);
    let people: Vec<RosterRow> = here.map(|(person, _)| row(room, person, &lonely, now)).collect();
    let suggestions = suggestions(room, &people);
    let worded = |opening: Opening| match opening {
        Opening::Seat { .. } => (opening, None),
        Opening::Task { task } => (opening, room.tasks.get(&task).map(|found| found.text.clone())),
    };
    let openings = if room.burns() { openings(room).into_iter().map(worded).collect() } else { Vec::new() };
    Roster { seq: room.seq, people, openings, suggestions }
}

/// One row; `lonely` are the open lines with one person only, and who that is.
fn row(room: &Room, person: &Actor, lonely: &[(Seq, &Actor)], now: Timestamp) -> RosterRow {
    let presence = &room.people[person];
    let open = room.lines.iter().filter(|(_, line)| line.outcome.is_none());
    let lines: Vec<Seq> = open.filter(|(_, line)| line.owner == *person).map(|(seq, _)| *seq).collect();
    let open = room.tasks.iter();
    let open = open.filter(|(_, task)| matches!(task.state, TaskState::Asked | TaskState::Acknowledged));
    let tasks: Vec<Seq> = open.filter(|(_, task)| task.owner == *person).map(|(seq, _)| *seq).collect();
    let seats = room.roles.iter().filter(|(_, holders)| holders.contains(person));
    let roles: Vec<Role> = seats.map(|(role, _)| *role).collect();
    let idle = lines.is_empty() && tasks.is_empty() && roles.is_empty();
    let alone = lonely.iter().filter(|(_, one)| *one == person);
    RosterRow {
        person: person.clone(),
        standing: presence.standing,
        held: presence.held.iter().copied().collect(),
        free: presence.standing == Standing::Responder && idle,
        asked: presence.asked,
        silent_since: (since(presence.last_at, now) >= SILENCE).then_some(presence.last_at),
        alone_on: alone.map(|(seq, _)| *seq).collect(),
        roles,
        lines,
        tasks,
    }
}

/// Whole minutes between the two [min].
pub(super) fn since(then: Timestamp, now: Timestamp) -> i64 {
    now.duration_since(then).max(SignedDuration::ZERO).as_mins()
}

/// Who is alone on an open line: nobody else who is here owns it or wrote in its thread.
fn alone<'a>(room: &Room, line: &'a Line, now: Timestamp) -> Option<&'a Actor> {
    if line.outcome.is_some() || since(line.opened_at, now) <= ALONE {
        return None;
    }
    let owner = Some(&line.owner).filter(|owner| !line.writers.contains(*owner));
    let mut on = line.writers.iter().chain(owner).filter(|person| room.is_here(person));
    match (on.next(), on.next()) {
        (Some(one), None) => Some(one),
        _ => None,
    }
}

fn suggestions(room: &Room, people: &[RosterRow]) -> Vec<Suggestion> {
    if !room.burns() {
        return Vec::new();
    }
    let openings = openings(room);
    let mut hands = hands(people);
    let mut found = Vec::new();
    for opening in openings {
        let Some(suggestion) = suggest(room, people, &hands, opening) else { continue };
        hands.retain(|row| row.person != suggestion.person);
        found.push(suggestion);
    }
    found
}

/// What nobody has.
fn openings(room: &Room) -> Vec<Opening> {
    let empty = |role: &Role| room.roles.get(role).is_none_or(|holders| holders.is_empty());
    let seats = SEATS.into_iter().filter(empty).map(|role| Opening::Seat { role });
    let left = |person: &Actor| !room.is_here(person);
    let given_back = room.tasks.iter().filter(|(_, task)| match task.state {
        TaskState::Declined => true,
        TaskState::Asked | TaskState::Acknowledged => left(&task.owner),
        TaskState::Done => false,
    });
    // What somebody has promised to others comes before what would be good to have.
    given_back.map(|(task, _)| Opening::Task { task: *task }).chain(seats).collect()
}

/// Whose hands could take something: who asked, the longest wait first, then who is free and awake.
fn hands(people: &[RosterRow]) -> Vec<&RosterRow> {
    let able = people.iter().filter(|row| row.standing == Standing::Responder);
    let able = able.filter(|row| row.asked.is_some() || (row.free && row.silent_since.is_none()));
    let mut hands: Vec<&RosterRow> = able.collect();
    hands.sort_by_key(|row| (row.asked.is_none(), row.asked, row.person.clone()));
    hands
}

/// Has had the like: the seat itself; for a task, any seat at all.
fn knows(row: &RosterRow, opening: Opening) -> bool {
    match opening {
        Opening::Seat { role } => row.held.contains(&role),
        Opening::Task { .. } => !row.held.is_empty(),
    }
}

fn suggest(room: &Room, people: &[RosterRow], hands: &[&RosterRow], opening: Opening) -> Option<Suggestion> {
    let harmless = room.severity().is_some_and(|severity| severity.level() >= HARMLESS);
    let declined = |row: &RosterRow| match opening {
        Opening::Task { task } => room.tasks.get(&task).is_some_and(|task| task.owner == row.person),
        Opening::Seat { .. } => false,
    };
    let hands: Vec<&RosterRow> = hands.iter().copied().filter(|row| !declined(row)).collect();
    let knowing = hands.iter().copied().find(|row| knows(row, opening));
    let learning = hands.iter().copied().find(|row| !knows(row, opening));
    let chosen = match opening {
        _ if harmless => learning.or(knowing)?,
        Opening::Seat { .. } => knowing?,
        Opening::Task { .. } => knowing.or(learning)?,
    };
    let first = !knows(chosen, opening);
    let with = if first { beside(people, chosen, opening) } else { None };
    Some(said(room, opening, chosen.person.clone(), first, with))
}

/// Who has had the like and could sit beside: free hands first, the commander last, and never for a task.
fn beside(people: &[RosterRow], chosen: &RosterRow, opening: Opening) -> Option<Actor> {
    let able = people.iter().filter(|row| row.standing == Standing::Responder && row.person != chosen.person);
    let able = able.filter(|row| row.silent_since.is_none() && knows(row, opening));
    let commands = |row: &RosterRow| row.roles.contains(&Role::IncidentCommander);
    let seat = matches!(opening, Opening::Seat { .. });
    let able = able.filter(|row| seat || !commands(row));
    able.min_by_key(|row| (commands(row), !row.free)).map(|row| row.person.clone())
}

fn said(room: &Room, opening: Opening, person: Actor, first: bool, with: Option<Actor>) -> Suggestion {
    let (alone, pair, mut given) = match opening {
        Opening::Seat { role } => {
            let role = &role;
            (KEYS[0], KEYS[1], args!(role))
        }
        Opening::Task { task } => {
            let text = room.tasks.get(&task).map(|found| found.text.clone());
            let (task, text) = (&task, &text);
            (KEYS[2], KEYS[3], args!(task, text))
        }
    };
    let (whom, companion) = (&person, &with);
    given.insert("person".into(), whom.into());
    given.insert("with".into(), companion.into());
    let key = if with.is_some() { pair } else { alone };
    Suggestion { opening, first, key: key.into(), args: given, person, with }
}
