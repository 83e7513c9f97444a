//! What programs read of rooms: rows, boards, rosters, entries. This is what we promise to them, apart from the forms of log
//! and views, which change with the program. Instants are RFC 3339 in UTC; people are named by id.

use drill::narrate::plain::lines;
use drill::words::room::{Reader, told};
use jiff::Timestamp;
use jiff::civil::Date;
use room::view::{self, Timeline};
use room::{Actor, Audience, Event, Mark, Origin, Phase, Role, Seq, Severity, Standing, Verdict};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::ToSchema;

use crate::desk::reading::Reading;
use crate::desk::rooms::{Glance, Listed};
use crate::desk::table::{Shown, Table};

/// A room in a list.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[schema(as = Room)]
pub struct Row {
    /// Its name, in every path.
    pub room: String,
    /// What it is about.
    pub title: String,
    /// It is a drill.
    pub drill: bool,
    /// The furthest phase reached: `calm`, `alerted`, `declared` and so on.
    pub phase: String,
    /// 1 (worst) to 4, once said.
    pub severity: Option<u8>,
    /// Who commands.
    pub commander: Option<String>,
    /// When it was opened.
    #[schema(value_type = String, format = DateTime)]
    pub opened: Timestamp,
    /// When it was closed.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub closed: Option<Timestamp>,
}

/// Some rooms, the newest first.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub struct Rooms {
    /// The rooms.
    pub rooms: Vec<Row>,
    /// There may be older ones: ask with this as `before` [ms since 1970].
    pub before: Option<i64>,
}

/// One entry of a room's log; never edited.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct Entry {
    /// Its number in the room, from 1, without gaps.
    pub seq: u64,
    /// When; never before the entry in front of it.
    #[schema(value_type = String, format = DateTime)]
    pub at: Timestamp,
    /// Who, by id.
    pub actor: String,
    /// What they are called.
    pub name: String,
    /// The id of the order that led to it.
    pub order: String,
    /// The line of investigation in whose thread it stands.
    pub line: Option<u64>,
    /// What happened: `said`, `declared`, `task_added` and so on. A program leaves alone what it does not know.
    pub kind: String,
    /// The fact with its fields, as the log keeps it.
    #[schema(value_type = Object)]
    pub event: Value,
    /// As the page words it for its reader; empty where people need not read it.
    pub text: String,
    /// In a drill: when, by the drill's own clock, `02:13`.
    pub clock: Option<String>,
}

/// What the game master of a drill shows.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct Told {
    /// How much was shown with this [count]: asked for anew, a stream goes on behind it.
    pub shown: u64,
    /// The entry that it comes after.
    pub after: u64,
    /// Whom it answers, by id, if it answers somebody.
    pub to: Option<String>,
    /// When, by the drill's own clock, `02:13`.
    pub clock: String,
    /// Lines of at most a hundred columns; tables stand in columns of a fixed width.
    pub text: String,
}

impl Told {
    /// In its reader's words.
    pub fn of(reader: &dyn Reader, table: &Table, shown: &Shown) -> Told {
        let (block, clock) = (shown.block(reader.lang()), table.wall().clock());
        Told {
            shown: shown.n as u64 + 1,
            after: shown.after.0,
            to: shown.to.as_ref().map(ToString::to_string),
            clock: clock.minute(block.at),
            text: lines(block, reader.lang(), &clock, 100).join("\n"),
        }
    }
}

/// Some entries, in their order.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub struct Entries {
    /// The entries.
    pub entries: Vec<Entry>,
    /// There are more: ask again with the last one's number as `since`.
    pub more: bool,
}

/// A room as it stands.
#[derive(Debug, Serialize, ToSchema)]
pub struct Glanced {
    /// Its name, in every path.
    pub room: String,
    /// The last entry that this was read from.
    pub seq: u64,
    /// How it stands.
    pub board: Board,
    /// Who is here.
    pub roster: Vec<Person>,
}

/// An entry as a place in time.
#[derive(Debug, Serialize, ToSchema)]
pub struct Place {
    /// Which entry.
    pub seq: u64,
    /// When.
    #[schema(value_type = String, format = DateTime)]
    pub at: Timestamp,
}

/// The room at a glance.
#[derive(Debug, Serialize, ToSchema)]
pub struct Board {
    /// What it is about.
    pub title: String,
    /// It is a drill.
    pub drill: bool,
    /// The furthest phase reached.
    #[schema(value_type = String)]
    pub phase: Phase,
    /// 1 (worst) to 4, once declared.
    #[schema(value_type = Option<u8>, minimum = 1, maximum = 4)]
    pub severity: Option<Severity>,
    /// When it was declared.
    pub declared: Option<Place>,
    /// Who commands.
    #[schema(value_type = Option<String>)]
    pub commander: Option<Actor>,
    /// Who answers for what.
    pub seats: Vec<Seat>,
    /// Roles offered and not yet answered.
    pub offers: Vec<Offer>,
    /// What fires now.
    pub alerts: Vec<Alert>,
    /// Lines of investigation, open ones first.
    pub lines: Vec<Line>,
    /// What people believe is the cause.
    pub hypotheses: Vec<Hypothesis>,
    /// Proposals on which nothing is recorded yet.
    pub proposals: Vec<Proposal>,
    /// Tasks that are not done.
    pub tasks: Vec<Task>,
    /// Runbooks that are being read.
    pub runbooks: Vec<Runbook>,
    /// Orders to what burns that are under way.
    pub under_way: Vec<UnderWay>,
    /// The last word to people outside.
    pub last_update: Option<Place>,
    /// Word that is promised, the next first.
    pub promises: Vec<Promise>,
    /// Since when somebody outside has been waiting for word.
    pub asked: Option<Place>,
    /// What should change so that it does not happen again.
    pub countermeasures: Vec<Countermeasure>,
}

/// One role held.
#[derive(Debug, Serialize, ToSchema)]
pub struct Seat {
    /// `incident_commander`, `deputy`, `scribe`, `liaison` or `expert`.
    #[schema(value_type = String)]
    pub role: Role,
    /// By whom.
    #[schema(value_type = String)]
    pub person: Actor,
}

/// One role on its way.
#[derive(Debug, Serialize, ToSchema)]
pub struct Offer {
    /// What is accepted or declined.
    pub seq: u64,
    /// Which role.
    #[schema(value_type = String)]
    pub role: Role,
    /// Whose it is.
    #[schema(value_type = String)]
    pub from: Actor,
    /// Whose it would be.
    #[schema(value_type = String)]
    pub to: Actor,
    /// In the holder's words.
    pub brief: String,
}

/// One alert that fires.
#[derive(Debug, Serialize, ToSchema)]
pub struct Alert {
    /// Since when.
    pub since: Place,
    /// The monitor's rule.
    pub rule: String,
    /// What it is about.
    pub subject: String,
}

/// One line of investigation.
#[derive(Debug, Serialize, ToSchema)]
pub struct Line {
    /// The line.
    pub seq: u64,
    /// What is looked into.
    pub title: String,
    /// By whom.
    #[schema(value_type = String)]
    pub owner: Actor,
    /// Since when.
    #[schema(value_type = String, format = DateTime)]
    pub opened_at: Timestamp,
    /// When anything was last recorded in its thread.
    #[schema(value_type = String, format = DateTime)]
    pub last_at: Timestamp,
    /// The latest finding.
    pub finding: Option<String>,
    /// What came of it, once closed.
    pub outcome: Option<String>,
}

/// What somebody believes.
#[derive(Debug, Serialize, ToSchema)]
pub struct Hypothesis {
    /// The hypothesis.
    pub seq: u64,
    /// In their words.
    pub text: String,
    /// Who.
    #[schema(value_type = String)]
    pub by: Actor,
    /// `confirmed` or `refuted`, once settled.
    #[schema(value_type = Option<String>)]
    pub verdict: Option<Verdict>,
}

/// A proposal.
#[derive(Debug, Serialize, ToSchema)]
pub struct Proposal {
    /// The proposal.
    pub seq: u64,
    /// In their words.
    pub text: String,
    /// Who.
    #[schema(value_type = String)]
    pub by: Actor,
    /// Strong objections [count].
    pub objections: u32,
}

/// One thing that one person does.
#[derive(Debug, Serialize, ToSchema)]
pub struct Task {
    /// The task.
    pub seq: u64,
    /// What.
    pub text: String,
    /// Who.
    #[schema(value_type = String)]
    pub owner: Actor,
    /// By when.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub due: Option<Timestamp>,
    /// Its owner said yes.
    pub acknowledged: bool,
    /// Its owner said no, or its time has passed: it comes back to the commander.
    pub comes_back: bool,
}

/// A runbook that is being read.
#[derive(Debug, Serialize, ToSchema)]
pub struct Runbook {
    /// What a step is named with.
    pub seq: u64,
    /// What it is called.
    pub title: String,
    /// All steps, from the top.
    pub steps: Vec<Step>,
    /// The first step that is open, from 1.
    pub next: Option<u32>,
}

/// One step of a runbook.
#[derive(Debug, Serialize, ToSchema)]
pub struct Step {
    /// From 1.
    pub step: u32,
    /// What to do.
    pub text: String,
    /// Who has done it.
    #[schema(value_type = Option<String>)]
    pub ticked_by: Option<Actor>,
    /// It is left out.
    pub skipped: bool,
}

/// An order under way.
#[derive(Debug, Serialize, ToSchema)]
pub struct UnderWay {
    /// Since when.
    pub since: Place,
    /// As one line.
    pub what: String,
    /// Whose.
    #[schema(value_type = String)]
    pub by: Actor,
}

/// Word that is promised.
#[derive(Debug, Serialize, ToSchema)]
pub struct Promise {
    /// To whom.
    #[schema(value_type = String)]
    pub audience: Audience,
    /// By when.
    #[schema(value_type = String, format = DateTime)]
    pub at: Timestamp,
    /// That time has passed.
    pub overdue: bool,
}

/// Something that should change.
#[derive(Debug, Serialize, ToSchema)]
pub struct Countermeasure {
    /// The proposal.
    pub seq: u64,
    /// In their words.
    pub text: String,
    /// Whose it is, once said.
    #[schema(value_type = Option<String>)]
    pub owner: Option<Actor>,
    /// By which day, once said.
    #[schema(value_type = Option<String>, format = Date)]
    pub due: Option<Date>,
}

/// Somebody in the room.
#[derive(Debug, Serialize, ToSchema)]
pub struct Person {
    /// Who.
    #[schema(value_type = String)]
    pub person: Actor,
    /// What they are called.
    pub name: String,
    /// `responder`, `guest` or `herald`, who brings things in and takes no part.
    #[schema(value_type = String)]
    pub standing: Standing,
    /// What they answer for.
    #[schema(value_type = Vec<String>)]
    pub roles: Vec<Role>,
    /// Open lines that are theirs.
    pub lines: Vec<u64>,
    /// Open tasks that are theirs.
    pub tasks: Vec<u64>,
    /// A responder without role, line or task.
    pub free: bool,
    /// They ask for work.
    pub asks: bool,
    /// When they last did or said anything, once that is long ago.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub silent_since: Option<Timestamp>,
}

/// The word of one of the room's closed lists, as it is written in JSON.
fn word(of: &impl Serialize) -> String {
    serde_json::to_value(of).ok().and_then(|value| Some(value.as_str()?.to_string())).unwrap_or_default()
}

impl From<&Listed> for Row {
    fn from(listed: &Listed) -> Row {
        let line = &listed.line;
        Row {
            room: listed.room.to_string(),
            title: line.title.clone(),
            drill: line.origin.as_ref().is_some_and(Origin::is_drill),
            phase: word(&line.phase),
            severity: line.severity.map(Severity::level),
            commander: line.commander.as_ref().map(ToString::to_string),
            opened: listed.opened,
            closed: listed.closed,
        }
    }
}

impl Entry {
    /// An entry in its reader's words.
    pub fn of(reader: &Reading, entry: &room::Entry) -> Entry {
        let event = serde_json::to_value(&entry.event).expect("an event is plain data");
        let kind = match &event {
            Value::Object(fields) => fields.keys().next().cloned().unwrap_or_default(),
            _ => String::new(),
        };
        let event = event.get(&kind).cloned().unwrap_or_default();
        Entry {
            seq: entry.seq.0,
            at: entry.at,
            actor: entry.actor.to_string(),
            name: reader.name(&entry.actor),
            order: String::from(entry.order.clone()),
            line: entry.line.map(|line| line.0),
            kind,
            event,
            text: text(reader, entry),
            clock: reader.table.as_ref().map(|_| reader.time(entry.at)),
        }
    }
}

fn text(reader: &dyn Reader, entry: &room::Entry) -> String {
    if matches!(entry.event, Event::Joined { standing: Standing::Herald, .. }) {
        return String::new();
    }
    let row = Timeline::of(std::slice::from_ref(entry)).rows.pop();
    row.map_or_else(String::new, |row| told(reader, &row.key, &row.args))
}

fn place(mark: Mark) -> Place {
    Place { seq: mark.seq.0, at: mark.at }
}

/// Board and roster of a room.
pub fn glance(reader: &dyn Reader, glance: &Glance) -> (Board, Vec<Person>) {
    let seqs = |seqs: &[Seq]| seqs.iter().map(|seq| seq.0).collect();
    let person = |row: &view::RosterRow| Person {
        name: reader.name(&row.person),
        person: row.person.clone(),
        standing: row.standing,
        roles: row.roles.clone(),
        lines: seqs(&row.lines),
        tasks: seqs(&row.tasks),
        free: row.free,
        asks: row.asked.is_some(),
        silent_since: row.silent_since,
    };
    (board(glance.board.clone()), glance.roster.people.iter().map(person).collect())
}

fn board(b: view::Board) -> Board {
    Board {
        title: b.title,
        drill: b.origin.as_ref().is_some_and(Origin::is_drill),
        phase: b.phase,
        severity: b.severity,
        declared: b.declared.map(place),
        commander: b.commander,
        seats: each(b.seats, |row| Seat { role: row.role, person: row.person }),
        offers: each(b.offers, |row| Offer {
            seq: row.seq.0,
            role: row.role,
            from: row.from,
            to: row.to,
            brief: row.brief,
        }),
        alerts: each(b.alerts, |row| Alert { since: place(row.since), rule: row.rule, subject: row.subject }),
        lines: each(b.lines, line),
        hypotheses: each(b.hypotheses, |row| Hypothesis {
            seq: row.seq.0,
            text: row.text,
            by: row.by,
            verdict: row.verdict,
        }),
        proposals: each(b.decisions, |row| Proposal {
            seq: row.seq.0,
            text: row.text,
            by: row.by,
            objections: row.objections,
        }),
        tasks: each(b.tasks, task),
        runbooks: each(b.runbooks, runbook),
        under_way: each(b.under_way, |row| UnderWay { since: place(row.since), what: row.what, by: row.by }),
        last_update: b.last_update.map(place),
        promises: each(b.promises, |row| Promise {
            audience: row.audience,
            at: row.at,
            overdue: row.overdue,
        }),
        asked: b.asked.map(place),
        countermeasures: each(b.countermeasures, |row| Countermeasure {
            seq: row.seq.0,
            text: row.text,
            owner: row.owner,
            due: row.due,
        }),
    }
}

fn each<A, B>(rows: Vec<A>, row: impl Fn(A) -> B) -> Vec<B> {
    rows.into_iter().map(row).collect()
}

fn line(row: view::LineRow) -> Line {
    Line {
        seq: row.seq.0,
        title: row.title,
        owner: row.owner,
        opened_at: row.opened_at,
        last_at: row.last_at,
        finding: row.finding.map(|(_, text)| text),
        outcome: row.outcome,
    }
}

fn task(row: view::TaskRow) -> Task {
    Task {
        seq: row.seq.0,
        text: row.text,
        owner: row.owner,
        due: row.due,
        acknowledged: row.acknowledged,
        comes_back: row.comes_back,
    }
}

fn runbook(row: view::Runbook) -> Runbook {
    let step = |step: view::StepRow| Step {
        step: step.step,
        text: step.text,
        ticked_by: step.ticked.map(|(who, _)| who),
        skipped: step.skipped,
    };
    Runbook { seq: row.seq.0, title: row.title, steps: each(row.steps, step), next: row.next }
}
