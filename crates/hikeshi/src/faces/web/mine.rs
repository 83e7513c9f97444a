//! What only its reader sees of a room: a role offered to them with its brief, their tasks, the way to hand
//! over, a word in private for the commander with the form that answers it, and care; and how they can take the incident on: severity,
//! word to people outside, the end. Everything it shows can be answered or put away.

use askama::Template;
use drill::words::room::{Reader, told};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use room::view::{
    Arg, BREATH_STEPS, Board, Brief, Care, CareKind, Nudge, NudgeKind, OfferRow, Onward, TaskRow,
};
use room::view::{brief, care, onward};
use room::{Actor, Audience, Origin, Role, Seq, Standing};

use super::brief as parts;
use super::page::Words;
use super::quiet::Quiet;
use super::sheet::{About, Sheets, sent};
use crate::desk::rooms::{RoomId, Seen};

/// What only one reader sees, before it is put into words: while it is the same, so are they.
#[derive(Debug, PartialEq, Eq)]
pub struct Own {
    open: bool,
    offers: Vec<OfferRow>,
    tasks: Vec<TaskRow>,
    /// Roles that the reader holds, and who could take one.
    held: Vec<Role>,
    others: Vec<Actor>,
    /// The room's brief, where the reader can hand over or is asked to take.
    brief: Option<Brief>,
    commands: bool,
    nudges: Vec<Nudge>,
    care: Vec<Care>,
    /// How the reader can take the incident on, and what would be left open if they closed the room now.
    onward: Vec<Onward>,
    left: Vec<Left>,
}

/// Something that closing would leave open.
#[derive(Debug, PartialEq, Eq)]
pub enum Left {
    Task(Seq, String),
    Line(Seq, String),
    Promise(Seq, Audience, Timestamp),
}

#[derive(Template)]
#[template(path = "mine.html")]
struct Mine<'a> {
    w: &'a Words,
    f: Sheets<'a>,
    room: &'a str,
    empty: bool,
    /// The room is open: what is shown can be answered.
    open: bool,
    onward: Vec<String>,
    offers: Vec<Offered>,
    tasks: Vec<(u64, &'a str, bool)>,
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

/// A sentence, what it rests on, and by which word it is put away.
struct Said {
    text: String,
    rests_on: Vec<u64>,
    word: String,
    /// It brings the short list of a breath.
    breath: bool,
    /// The form that answers it.
    form: String,
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
        let onward = onward_of(seen, reader, now);
        let ends = onward.iter().any(|way| matches!(way, Onward::Close | Onward::BreakOff));
        Own {
            left: if ends { left(board) } else { Vec::new() },
            onward,
            open: room.is_open(),
            tasks: board
                .tasks
                .iter()
                .filter(|task| acts && task.owner == *me && !task.declined)
                .cloned()
                .collect(),
            brief: (!offers.is_empty() || !held.is_empty()).then(|| brief(room, now)),
            offers,
            held,
            others,
            commands,
            nudges,
            care,
        }
    }

    /// The form of a way onward; closing shows what it would leave open.
    fn way(&self, f: &Sheets, way: Onward) -> String {
        let left: Vec<String> = self.left.iter().map(|left| left.said(f.w)).collect();
        match way {
            Onward::Severity => f.form("severity"),
            Onward::Update => f.form("update"),
            Onward::Stabilised => f.form("stable"),
            Onward::Verified => f.form("verified"),
            Onward::Resolved => f.form("resolved"),
            Onward::Close => f.about("close", &About { notes: &left, ..About::default() }),
            Onward::File => f.form("file"),
            Onward::Relapsed => f.form("relapse"),
            Onward::FalseAlarm => f.form("false-alarm"),
            Onward::BreakOff => f.about("break-off", &About { notes: &left, ..About::default() }),
            Onward::Reopen => f.form("reopen"),
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
        let silent = self.nudges.is_empty() && off.is_empty() && self.care.is_empty();
        let others: Vec<(String, String)> =
            self.others.iter().map(|who| (who.to_string(), w.name(who))).collect();
        let f = Sheets { w, room: id.as_str(), hands: &others };
        let page = Mine {
            w,
            f,
            open: self.open,
            onward: self.onward.iter().map(|way| self.way(&f, *way)).collect(),
            room: id.as_str(),
            empty: silent && self.offers.is_empty() && self.tasks.is_empty() && self.held.is_empty(),
            offers: self.offers.iter().map(|offer| offered(w, offer)).collect(),
            tasks: self.tasks.iter().map(|task| (task.seq.0, &*task.text, task.acknowledged)).collect(),
            held: self.held.iter().map(|role| (role.short(), w.t(role.key()))).collect(),
            others: others.clone(),
            brief: self.brief.as_ref().map(|brief| parts::render(w, id.as_str(), brief)).unwrap_or_default(),
            commands: self.commands,
            nudges: self.nudges.iter().map(|nudge| whispered(&f, nudge)).collect(),
            off,
            care: self.care.iter().map(|one| caring(w, one)).collect(),
            steps: BREATH_STEPS.iter().filter(|_| breath).map(|key| w.t(key)).collect(),
        };
        page.render().unwrap_or_else(|error| error.to_string())
    }
}

/// A read-through has no course, and a drill that is over takes none: its debrief is told.
fn onward_of(seen: &Seen, (me, standing): (&Actor, Standing), now: Timestamp) -> Vec<Onward> {
    let (room, board) = (&seen.room, &seen.glance.board);
    match &board.origin {
        Some(Origin::Rehearsal {}) => Vec::new(),
        Some(Origin::Drill { .. }) if !room.is_open() => Vec::new(),
        Some(Origin::Drill { .. } | Origin::Live {}) | None => onward(room, me, standing, now),
    }
}

/// What is open in a room: tasks, lines of investigation, promised word.
pub fn left(board: &Board) -> Vec<Left> {
    let tasks = board.tasks.iter().map(|task| Left::Task(task.seq, task.text.clone()));
    let open = board.lines.iter().filter(|line| line.outcome.is_none());
    let lines = open.map(|line| Left::Line(line.seq, line.title.clone()));
    let promises =
        board.promises.iter().map(|promise| Left::Promise(promise.update, promise.audience, promise.at));
    tasks.chain(lines).chain(promises).collect()
}

impl Left {
    /// The entry that opened it.
    pub fn seq(&self) -> Seq {
        match self {
            Left::Task(seq, _) | Left::Line(seq, _) | Left::Promise(seq, ..) => *seq,
        }
    }

    /// In words.
    pub fn said(&self, w: &Words) -> String {
        match self {
            Left::Task(seq, text) => w.all("left-task", &[("seq", &seq.to_string()), ("text", text)]),
            Left::Line(seq, title) => w.all("left-line", &[("seq", &seq.to_string()), ("text", title)]),
            Left::Promise(_, to, at) => {
                w.all("left-promise", &[("to", &w.t(to.key())), ("at", &w.time(*at))])
            }
        }
    }
}

fn offered(w: &Words, offer: &OfferRow) -> Offered {
    let (role, from) = (w.t(offer.role.key()), w.name(&offer.from));
    Offered { seq: offer.seq.0, role, from, words: offer.brief.clone() }
}

fn whispered(f: &Sheets, nudge: &Nudge) -> Said {
    let (text, rests_on) = (told(f.w, &nudge.key, &nudge.args), numbers(&nudge.rests_on));
    Said { text, rests_on, word: nudge.key.clone(), breath: false, form: answer(f, nudge) }
}

/// The form that does what a whisper asks for; nothing where that is not one thing.
fn answer(f: &Sheets, nudge: &Nudge) -> String {
    let key = nudge.rests_on.first().map_or_else(String::new, ToString::to_string);
    let on = nudge.rests_on.first().map(|seq| ("on", seq.0.to_string()));
    let about = About { key: &key, ..About::default() };
    match nudge.kind {
        NudgeKind::UpdateSoon | NudgeKind::UpdateLate | NudgeKind::NobodyTold => {
            let chosen = match nudge.args.get("audience") {
                Some(Arg::Word(key)) => Some(("audience", sent(key))),
                _ => None,
            };
            f.about("update", &About { chosen, ..about })
        }
        NudgeKind::SizeUnsaid => f.about("find", &About { chosen: Some(("topic", "impact")), ..about }),
        NudgeKind::TaskBack => f.about("task-give", &About { along: on.as_slice(), ..about }),
        NudgeKind::ProposalStands => f.about("decide", &About { along: on.as_slice(), ..about }),
        NudgeKind::Unverified => f.about("verified", &about),
        NudgeKind::HandsOn | NudgeKind::NoDeputy | NudgeKind::LineSilent | NudgeKind::OneBelief => {
            String::new()
        }
    }
}

/// Care is offered once for what it rests on.
fn word(one: &Care) -> String {
    format!("{}-{}", one.key, one.rests_on.0)
}

fn caring(w: &Words, one: &Care) -> Said {
    let (text, rests_on) = (told(w, &one.key, &one.args), numbers(&[one.rests_on]));
    Said { text, rests_on, word: word(one), breath: one.kind == CareKind::Breath, form: String::new() }
}

fn numbers(entries: &[Seq]) -> Vec<u64> {
    entries.iter().map(|seq| seq.0).collect()
}
