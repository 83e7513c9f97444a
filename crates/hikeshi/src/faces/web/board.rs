//! The board as HTML: the room at a glance, the same for everybody who reads the same language, so that twenty watchers cost
//! one rendering. What only one person may see is `mine`.

use askama::Template;
use drill::words::room::{Reader, told};
use room::view::{self, Board};
use room::{Actor, Origin, Phase, Role, Seq, Standing, Topic};

use super::page::Words;
use super::runbook;
use super::sheet::Sheets;
use crate::desk::rooms::{Glance, RoomId};

#[derive(Template)]
#[template(path = "board.html")]
struct Page<'a> {
    w: &'a Words,
    f: Sheets<'a>,
    room: &'a str,
    acts: bool,
    b: &'a Board,
    arc: Vec<Step>,
    severity: String,
    commander: Option<String>,
    declared: bool,
    closed: bool,
    seats: Vec<(String, String)>,
    lines: Vec<Line>,
    beliefs: Vec<Belief>,
    tasks: Vec<Task>,
    people: Vec<Person>,
    openings: Vec<Take>,
    takes: Vec<String>,
    findings: Vec<Found>,
    offers: Vec<(Seq, String)>,
    promises: Vec<(String, String, bool)>,
    last_update: Option<String>,
    asked: Option<String>,
    /// A read-through of a runbook: there is nothing else to see.
    alone: bool,
    book: String,
}

struct Step {
    name: String,
    reached: bool,
    now: bool,
}

struct Line {
    seq: u64,
    title: String,
    owner: String,
    finding: String,
    last_at: i64,
    outcome: Option<String>,
}

struct Belief {
    seq: u64,
    text: String,
    by: String,
    state: String,
    class: &'static str,
    open: bool,
}

struct Task {
    seq: u64,
    text: String,
    owner: String,
    due: String,
    acknowledged: bool,
    back: bool,
}

/// What was found, what it is about, and the entries that it rests on.
struct Found {
    seq: u64,
    text: String,
    topic: String,
    from: Vec<u64>,
}

/// Something that nobody has: a role by its word, or a task by its number.
struct Take {
    text: String,
    role: &'static str,
    task: u64,
}

struct Person {
    name: String,
    id: String,
    roles: String,
    doing: String,
    free: bool,
    asked: bool,
    silent: String,
}

/// The board in words.
pub fn render(w: &Words, room: &RoomId, acts: bool, glance: &Glance) -> String {
    let Glance { board: b, roster } = glance;
    let name = |who: &Actor| w.name(who);
    let alone = matches!(b.origin, Some(Origin::Rehearsal {}));
    let closed = b.phase >= Phase::Closed;
    let hands = roster.people.iter().filter(|row| row.standing == Standing::Responder);
    let hands: Vec<(String, String)> = hands.map(|row| (row.person.to_string(), name(&row.person))).collect();
    let page = Page {
        w,
        f: Sheets { w, room: room.as_str(), hands: &hands },
        room: room.as_str(),
        acts,
        b,
        arc: b.arc.iter().map(|step| step_of(w, b, step)).collect(),
        severity: b.severity.map_or_else(String::new, |severity| severity.to_string()),
        commander: b.commander.as_ref().map(name),
        declared: b.phase >= Phase::Declared,
        closed,
        alone,
        book: runbook::render(w, room.as_str(), &b.runbooks, closed || !acts, alone),
        seats: b
            .seats
            .iter()
            .filter(|seat| seat.role != Role::IncidentCommander)
            .map(|seat| (w.t(seat.role.key()), name(&seat.person)))
            .collect(),
        lines: b.lines.iter().map(|line| line_of(w, line)).collect(),
        beliefs: b.hypotheses.iter().map(|one| belief_of(w, one)).collect(),
        tasks: b.tasks.iter().map(|task| task_of(w, task)).collect(),
        people: roster.people.iter().map(|row| person_of(w, row)).collect(),
        openings: roster.openings.iter().map(|one| take_of(w, one)).collect(),
        findings: b.findings.iter().map(|one| found_of(w, one)).collect(),
        takes: roster.suggestions.iter().map(|one| told(w, &one.key, &one.args)).collect(),
        offers: b.offers.iter().map(|offer| (offer.seq, offer_of(w, offer))).collect(),
        promises: b
            .promises
            .iter()
            .map(|one| (w.t(one.audience.key()), w.time(one.at), one.overdue))
            .collect(),
        last_update: b.last_update.map(|mark| w.time(mark.at)),
        asked: b.asked.map(|mark| w.time(mark.at)),
    };
    page.render().unwrap_or_else(|error| error.to_string())
}

fn step_of(w: &Words, board: &Board, step: &view::ArcStep) -> Step {
    Step { name: w.t(step.phase.key()), reached: step.reached, now: step.phase == board.phase }
}

fn line_of(w: &Words, line: &view::LineRow) -> Line {
    Line {
        seq: line.seq.0,
        title: line.title.clone(),
        owner: w.name(&line.owner),
        finding: line.finding.as_ref().map_or_else(String::new, |(_, text)| text.clone()),
        last_at: line.last_at.as_millisecond(),
        outcome: line.outcome.clone(),
    }
}

fn belief_of(w: &Words, one: &view::HypothesisRow) -> Belief {
    let (state, class) = match one.verdict {
        None => (w.t("web-belief-open"), "open"),
        Some(verdict) => {
            (w.t(verdict.key()), if verdict == room::Verdict::Confirmed { "confirmed" } else { "refuted" })
        }
    };
    Belief {
        seq: one.seq.0,
        text: one.text.clone(),
        by: w.name(&one.by),
        state,
        class,
        open: one.verdict.is_none(),
    }
}

fn task_of(w: &Words, task: &view::TaskRow) -> Task {
    Task {
        seq: task.seq.0,
        text: task.text.clone(),
        owner: match task.declined {
            true => w.with("web-task-declined", "who", &w.name(&task.owner)),
            false => w.name(&task.owner),
        },
        due: task.due.map_or_else(String::new, |due| w.time(due)),
        acknowledged: task.acknowledged,
        back: task.comes_back,
    }
}

fn person_of(w: &Words, row: &view::RosterRow) -> Person {
    let roles: Vec<String> = row.roles.iter().map(|role| w.t(role.key())).collect();
    let numbers = row.lines.iter().chain(&row.tasks).map(ToString::to_string);
    Person {
        name: w.name(&row.person),
        id: row.person.to_string(),
        roles: roles.join(" · "),
        doing: numbers.collect::<Vec<_>>().join(" "),
        free: row.free,
        asked: row.asked.is_some(),
        silent: row.silent_since.map_or_else(String::new, |at| w.time(at)),
    }
}

fn found_of(w: &Words, one: &view::FindingRow) -> Found {
    let topic = if one.topic == Topic::Other { String::new() } else { w.t(one.topic.key()) };
    let from = std::iter::once(one.seq).chain(one.evidence.iter().copied()).map(|seq| seq.0).collect();
    Found { seq: one.seq.0, text: one.text.clone(), topic, from }
}

fn take_of(w: &Words, (opening, text): &(view::Opening, Option<String>)) -> Take {
    match opening {
        view::Opening::Seat { role } => {
            Take { text: w.with("mine-seat", "role", &w.t(role.key())), role: role.short(), task: 0 }
        }
        view::Opening::Task { task } => {
            let (number, text) = (task.to_string(), text.as_deref().unwrap_or_default());
            Take { text: w.all("mine-task", &[("task", &number), ("text", text)]), role: "", task: task.0 }
        }
    }
}

fn offer_of(w: &Words, offer: &view::OfferRow) -> String {
    let args = [("role", w.t(offer.role.key())), ("from", w.name(&offer.from)), ("to", w.name(&offer.to))];
    let args: Vec<(&str, &str)> = args.iter().map(|(name, value)| (*name, value.as_str())).collect();
    drill::words::say(w.lang, "web-offer", &args)
}
