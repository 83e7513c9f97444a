//! Every way in which a room says no, each with its next step. The English is complete; a face that
//! speaks another language translates by `key` (`room-refused-role-held`, and `room-refused-role-held-next` for the
//! step) with `args`. Knows nothing of failures: when something outside broke, that is no refusal.

use std::fmt;

use jiff::Timestamp;

use crate::view::{Args, args};
use crate::{Actor, Role, Seq, Severity, Standing};

/// The room says no.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the variant's line says its fields")]
pub enum Refusal {
    /// Nothing was opened yet.
    NotOpen,
    /// It was opened before.
    AlreadyOpen,
    /// It is closed, and this needs an open room.
    RoomClosed,
    /// It is not closed.
    NotClosed,
    /// Its log has no place left.
    RoomFull { most: u64 },
    /// An incident that nobody has called over is not closed as over.
    NotOver,

    /// This needs another standing.
    NotAllowed { standing: Standing },
    /// This is for the commander, the deputy, or a role beside them.
    CommandersCall { commander: Actor },
    /// Somebody is named who is not in the room.
    NotHere { person: Actor },
    /// Somebody is named who is in the room and does not act.
    NoResponder { person: Actor },

    /// A text is missing; `field` says which.
    EmptyText { field: Field },
    /// A text is longer than `most` characters.
    TextTooLong { field: Field, most: u32 },
    /// A number is outside of what makes sense.
    OutOfRange { field: Field, least: u32, most: u32 },

    /// It was declared before.
    AlreadyDeclared { severity: Option<Severity>, by: Actor },
    /// Nobody has declared.
    NotDeclared,
    /// The severity is that already.
    SameSeverity { severity: Severity },

    /// Somebody holds the role; unless they act, it is free from `free_at`.
    RoleHeld { role: Role, holder: Actor, free_at: Timestamp },
    /// The actor holds it already.
    RoleIsYours { role: Role },
    /// The person named holds it already.
    RoleIsTheirs { role: Role, holder: Actor },
    /// The actor does not hold it.
    RoleNotYours { role: Role },
    /// Command is taken or handed over, not assigned.
    CommandIsNotAssigned,
    /// While an incident lasts, command is handed over, not dropped.
    CommandIsNotDropped,
    /// An offer to oneself.
    OfferToSelf { role: Role },
    /// That offer does not stand, or no more.
    NoSuchOffer { offer: Seq },
    /// That offer was made to somebody else.
    OfferNotYours { to: Actor },

    /// No line, task or the like has that number; `what` names which was looked for.
    NoSuch { what: Thing, seq: Seq },
    /// That entry is nothing that a claim can cite.
    NotEvidence { seq: Seq },
    /// Too much is cited at once.
    TooMuchEvidence { most: u32 },
    /// The line is closed.
    LineIsClosed { line: Seq },
    /// It was settled that way before.
    AlreadySettled { seq: Seq },
    /// It was recorded as decided before.
    AlreadyDecided { seq: Seq },
    /// The task is somebody else's.
    NotYourTask { owner: Actor },
    /// The task is done.
    TaskIsDone { task: Seq },
    /// The runbook has no such step.
    NoSuchStep { step: u32, most: u32 },
    /// The step was ticked before.
    StepIsDone { step: u32 },
    /// Nobody has called it stable or repaired: nothing can relapse.
    NothingToRelapse,
}

keys!(Refusal {
    NotOpen => "room-refused-not-open",
    AlreadyOpen => "room-refused-already-open",
    RoomClosed => "room-refused-room-closed",
    NotClosed => "room-refused-not-closed",
    RoomFull => "room-refused-room-full",
    NotOver => "room-refused-not-over",
    NotAllowed => "room-refused-not-allowed",
    CommandersCall => "room-refused-commanders-call",
    NotHere => "room-refused-not-here",
    NoResponder => "room-refused-no-responder",
    EmptyText => "room-refused-empty-text",
    TextTooLong => "room-refused-text-too-long",
    OutOfRange => "room-refused-out-of-range",
    AlreadyDeclared => "room-refused-already-declared",
    NotDeclared => "room-refused-not-declared",
    SameSeverity => "room-refused-same-severity",
    RoleHeld => "room-refused-role-held",
    RoleIsYours => "room-refused-role-is-yours",
    RoleIsTheirs => "room-refused-role-is-theirs",
    RoleNotYours => "room-refused-role-not-yours",
    CommandIsNotAssigned => "room-refused-command-is-not-assigned",
    CommandIsNotDropped => "room-refused-command-is-not-dropped",
    OfferToSelf => "room-refused-offer-to-self",
    NoSuchOffer => "room-refused-no-such-offer",
    OfferNotYours => "room-refused-offer-not-yours",
    NoSuch => "room-refused-no-such",
    NotEvidence => "room-refused-not-evidence",
    TooMuchEvidence => "room-refused-too-much-evidence",
    LineIsClosed => "room-refused-line-is-closed",
    AlreadySettled => "room-refused-already-settled",
    AlreadyDecided => "room-refused-already-decided",
    NotYourTask => "room-refused-not-your-task",
    TaskIsDone => "room-refused-task-is-done",
    NoSuchStep => "room-refused-no-such-step",
    StepIsDone => "room-refused-step-is-done",
    NothingToRelapse => "room-refused-nothing-to-relapse",
});

impl Refusal {
    /// What the message of this key needs: its fields by their names, and `short`, the word by which an order
    /// calls a role. The message of the next step needs the same.
    pub fn args(&self) -> Args {
        use Refusal as R;
        match self {
            R::NotOpen | R::AlreadyOpen | R::RoomClosed | R::NotClosed | R::NotOver => args!(),
            R::NotDeclared | R::CommandIsNotAssigned | R::CommandIsNotDropped => args!(),
            R::NothingToRelapse => args!(),
            R::RoomFull { most } => args!(most),
            R::NotAllowed { standing } => args!(standing),
            R::CommandersCall { commander } => args!(commander),
            R::NotHere { person } | R::NoResponder { person } => args!(person),
            R::EmptyText { field } => args!(field),
            R::TextTooLong { field, most } => args!(field, most),
            R::OutOfRange { field, least, most } => args!(field, least, most),
            R::AlreadyDeclared { severity, by } => args!(severity, by),
            R::SameSeverity { severity } => args!(severity),
            R::RoleHeld { role, holder, free_at } => {
                let short = &role.short();
                args!(role, holder, free_at, short)
            }
            R::RoleIsTheirs { role, holder } => args!(role, holder),
            R::RoleIsYours { role } | R::RoleNotYours { role } | R::OfferToSelf { role } => {
                let short = &role.short();
                args!(role, short)
            }
            R::NoSuchOffer { offer } => args!(offer),
            R::NotEvidence { seq } | R::AlreadySettled { seq } | R::AlreadyDecided { seq } => args!(seq),
            R::LineIsClosed { line } => args!(line),
            R::TaskIsDone { task } => args!(task),
            R::OfferNotYours { to } => args!(to),
            R::NoSuch { what, seq } => args!(what, seq),
            R::TooMuchEvidence { most } => args!(most),
            R::NotYourTask { owner } => args!(owner),
            R::NoSuchStep { step, most } => args!(step, most),
            R::StepIsDone { step } => args!(step),
        }
    }

    /// What is so, in English.
    pub fn sentence(&self) -> String {
        use Refusal as R;
        match self {
            R::NotOpen => "this room is not open yet".into(),
            R::AlreadyOpen => "this room is open already".into(),
            R::RoomClosed => "this room is closed".into(),
            R::NotClosed => "this room is not closed".into(),
            R::RoomFull { most } => format!("this room's log is full at {most} entries"),
            R::NotOver => "nobody has said that the incident is over".into(),
            R::NotAllowed { standing } => format!("{} may not do this", standing_name(*standing)),
            R::CommandersCall { commander } => format!("{commander} commands, and this is theirs to say"),
            R::NotHere { person } => format!("{person} is not in the room"),
            R::NoResponder { person } => format!("{person} is in the room, but not to act"),
            R::EmptyText { field } => format!("the {} is empty", noun(field.key())),
            R::TextTooLong { field, most } => {
                format!("the {} is longer than {most} characters", noun(field.key()))
            }
            R::OutOfRange { field, least, most } => {
                format!("the {} can be {least} to {most}", noun(field.key()))
            }
            R::AlreadyDeclared { severity: Some(severity), by } => {
                format!("{by} has declared it, severity {severity}")
            }
            R::AlreadyDeclared { severity: None, by } => format!("{by} has declared it"),
            R::NotDeclared => "nobody has declared an incident here".into(),
            R::SameSeverity { severity } => format!("the severity is {severity} already"),
            R::RoleHeld { role, holder, .. } => format!("{holder} holds {role}"),
            R::RoleIsYours { role } => format!("you hold {role} already"),
            R::RoleIsTheirs { role, holder } => format!("{holder} holds {role} already"),
            R::RoleNotYours { role } => format!("you do not hold {role}"),
            R::CommandIsNotAssigned => "command is taken or handed over, never assigned".into(),
            R::CommandIsNotDropped => "an incident is not left without a commander".into(),
            R::OfferToSelf { .. } => "you cannot hand over to yourself".into(),
            R::NoSuchOffer { offer } => format!("no offer {offer} stands"),
            R::OfferNotYours { to } => format!("that offer was made to {to}"),
            R::NoSuch { what, seq } => format!("no {} has the number {seq}", noun(what.key())),
            R::NotEvidence { seq } => format!("entry {seq} is nothing that was seen, heard or found"),
            R::TooMuchEvidence { most } => format!("more than {most} entries are cited"),
            R::LineIsClosed { line } => format!("line {line} is closed"),
            R::AlreadySettled { seq } => format!("{seq} was settled that way before"),
            R::AlreadyDecided { seq } => format!("{seq} was decided before"),
            R::NotYourTask { owner } => format!("this task is {owner}'s"),
            R::TaskIsDone { task } => format!("task {task} is done"),
            R::NoSuchStep { step, most } => format!("the runbook has steps 1 to {most}, not {step}"),
            R::StepIsDone { step } => format!("step {step} is done"),
            R::NothingToRelapse => "nobody has called it stable".into(),
        }
    }

    /// What to do instead, in English.
    pub fn next_step(&self) -> String {
        use Refusal as R;
        match self {
            R::NotOpen => "open it first".into(),
            R::AlreadyOpen => "go on in it, or open another".into(),
            R::RoomClosed => "reopen it with the reason, or open another".into(),
            R::NotClosed => "close it first".into(),
            R::RoomFull { .. } => "close it and go on in a new one".into(),
            R::NotOver => "say that it is resolved or a false alarm, or close it as broken off".into(),
            R::NotAllowed { .. } => "ask somebody who responds here".into(),
            R::CommandersCall { commander } => format!("ask {commander}, or ask for command"),
            R::NotHere { person } => format!("ask {person} to join"),
            R::NoResponder { .. } => "name somebody who responds".into(),
            R::EmptyText { .. } => "write a few words".into(),
            R::TextTooLong { .. } => "say the main thing, and link to the rest".into(),
            R::OutOfRange { field, .. } => format!("give the {} again", noun(field.key())),
            R::AlreadyDeclared { .. } => "change the severity if it is another".into(),
            R::NotDeclared => "declare it with a severity from 1 (worst) to 4".into(),
            R::SameSeverity { .. } => "nothing needs to be done".into(),
            R::RoleHeld { role, free_at, .. } => {
                format!(
                    "ask for it: `handover {} @you`; if they stay silent it is free at {free_at}",
                    role.short()
                )
            }
            R::RoleIsYours { role } => format!("to give it away: `handover {} @somebody`", role.short()),
            R::RoleIsTheirs { .. } => "nothing needs to be done".into(),
            R::RoleNotYours { role } => format!("if nobody holds it: `take {}`", role.short()),
            R::CommandIsNotAssigned => "let them `take ic`, or hand it over".into(),
            R::CommandIsNotDropped => "hand it over: `handover ic @somebody`".into(),
            R::OfferToSelf { role } => format!("name somebody else: `handover {} @somebody`", role.short()),
            R::NoSuchOffer { .. } => "ask for a new one".into(),
            R::OfferNotYours { to } => format!("{to} accepts or declines it"),
            R::NoSuch { .. } => "see the board for the numbers".into(),
            R::NotEvidence { .. } => "cite a look, an alert, a note, what somebody said or a finding".into(),
            R::TooMuchEvidence { .. } => "cite the entries that carry the claim".into(),
            R::LineIsClosed { .. } => "open a new line".into(),
            R::AlreadySettled { .. } => "nothing needs to be done".into(),
            R::AlreadyDecided { .. } => "propose a new decision".into(),
            R::NotYourTask { owner } => format!("ask {owner}, or assign it to somebody else"),
            R::TaskIsDone { .. } => "add a new task".into(),
            R::NoSuchStep { .. } => "see the runbook for the numbers".into(),
            R::StepIsDone { .. } => "go on with the next one, or note what was otherwise".into(),
            R::NothingToRelapse => "it still counts as burning; go on".into(),
        }
    }
}

/// A part of an order that somebody writes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "each is the field of that name in `Command`")]
pub enum Field {
    Text,
    Title,
    Rule,
    Subject,
    What,
    Saw,
    Why,
    Brief,
    About,
    Outcome,
    Step,
    Steps,
    Minutes,
}

keys!(Field {
    Text => "field-text",
    Title => "field-title",
    Rule => "field-rule",
    Subject => "field-subject",
    What => "field-what",
    Saw => "field-saw",
    Why => "field-why",
    Brief => "field-brief",
    About => "field-about",
    Outcome => "field-outcome",
    Step => "field-step",
    Steps => "field-steps",
    Minutes => "field-minutes",
});

/// What is named by the number of the entry that opened it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Thing {
    /// A line of investigation.
    Line,
    /// A hypothesis.
    Hypothesis,
    /// A proposal for a decision.
    Proposal,
    /// A task.
    Task,
    /// A runbook that is being read.
    Runbook,
    /// An order to what burns.
    Intervention,
}

keys!(Thing {
    Line => "thing-line",
    Hypothesis => "thing-hypothesis",
    Proposal => "thing-proposal",
    Task => "thing-task",
    Runbook => "thing-runbook",
    Intervention => "thing-intervention",
});

/// The English of a field or thing is the last part of its key.
fn noun(key: &'static str) -> &'static str {
    key.split_once('-').map_or(key, |(_, noun)| noun)
}

fn standing_name(standing: Standing) -> &'static str {
    match standing {
        Standing::Guest => "a guest",
        Standing::Herald => "somebody who only brings things in",
        Standing::Responder => "a responder",
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}; {}", self.sentence(), self.next_step())
    }
}

impl std::error::Error for Refusal {}
