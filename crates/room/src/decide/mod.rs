//! What follows from an order: events, or a refusal. Pure: `Cx` is the only clock and identity. Knows
//! every rule but who may (`permit`); cannot tell where the trouble comes from.

mod closing;
mod due;
mod inquiry;
mod opening;
mod reading;
mod repair;
mod seats;
mod stage;
mod wording;
mod work;

use std::collections::BTreeSet;

use jiff::Timestamp;

use crate::refusal::Field;
use crate::{Actor, Command, Event, Refusal, Role, Room, Standing};

/// What a decision may know beside the room.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cx {
    /// Now.
    pub now: Timestamp,
    /// Who orders.
    pub actor: Actor,
    /// What they are known to be.
    pub standing: Standing,
    /// Roles that they are known to have held in earlier rooms.
    pub held: BTreeSet<Role>,
}

pub(crate) use opening::joined;

type Outcome = Result<Vec<Event>, Refusal>;

/// One event: most orders leave one.
fn one(event: Event) -> Outcome {
    Ok(vec![event])
}

/// Nothing changes: it is so already.
fn nothing() -> Outcome {
    Ok(Vec::new())
}

/// What follows from an order that `permit` lets through.
pub fn decide(room: &Room, command: &Command, cx: &Cx) -> Result<Vec<Event>, Refusal> {
    use Command as C;
    stage::allows(room, command)?;
    match command {
        C::OpenRoom { title, origin } => opening::open(title, origin),
        C::Join {} => opening::join(room, cx),
        C::Leave {} => opening::leave(room, cx),
        C::AskForWork {} => opening::ask(room, cx),
        C::NoteAlert { rule, subject, pages } => opening::note_alert(room, rule, subject, *pages),
        C::ClearAlert { rule, subject } => opening::clear_alert(room, rule, subject),
        C::Look { what, saw } => inquiry::look(what, saw),
        C::Declare { severity, title } => opening::declare(room, *severity, title.as_deref()),
        C::ChangeSeverity { severity, why } => opening::change_severity(room, *severity, why.as_deref()),
        C::TakeRole { role } => seats::take(room, cx, *role),
        C::AssignRole { role, to } => seats::assign(room, cx, *role, to),
        C::ReleaseRole { role } => seats::release(room, cx, *role),
        C::OfferRole { role, to, brief } => seats::offer(room, cx, *role, to, brief),
        C::AcceptRole { offer } => seats::accept(room, cx, *offer),
        C::DeclineRole { offer, why } => seats::decline(room, cx, *offer, why),
        C::Say { text } => one(Event::Said { text: wording::text(Field::Text, text)? }),
        C::Note { text } => one(Event::Noted { text: wording::text(Field::Text, text)? }),
        C::Hear { from, text, asks } => {
            one(Event::Heard { from: from.clone(), text: wording::text(Field::Text, text)?, asks: *asks })
        }
        C::TakeHint { step } => repair::take_hint(*step),
        C::OpenLine { title, owner } => inquiry::open_line(room, cx, title, owner.as_ref()),
        C::AssignLine { line, owner } => inquiry::assign_line(room, cx, *line, owner),
        C::CloseLine { line, outcome } => inquiry::close_line(room, *line, outcome),
        C::ProposeHypothesis { text, about } => inquiry::propose(text, about.as_deref()),
        C::SettleHypothesis { hypothesis, verdict, evidence } => {
            inquiry::settle(room, *hypothesis, *verdict, evidence)
        }
        C::RecordFinding { text, topic, evidence } => inquiry::find(room, text, *topic, evidence),
        C::ProposeDecision { text } => {
            one(Event::DecisionProposed { text: wording::text(Field::Text, text)? })
        }
        C::ObjectToDecision { decision, why } => work::object(room, *decision, why),
        C::RecordDecision { text, proposal } => work::decided(room, text, *proposal),
        C::AddTask { text, owner, within } => work::add(room, cx, text, owner, *within),
        C::AcknowledgeTask { task } => work::acknowledge(room, cx, *task),
        C::DeclineTask { task, why } => work::decline(room, cx, *task, why),
        C::AssignTask { task, owner } => work::assign(room, cx, *task, owner),
        C::CompleteTask { task, outcome } => work::complete(room, cx, *task, outcome),
        C::StartRunbook { title, steps } => reading::start(title, steps),
        C::TickStep { runbook, step } => reading::tick(room, *runbook, *step),
        C::SkipStep { runbook, step, why } => reading::skip(room, *runbook, *step, why),
        C::ChangeStep { runbook, step, text, why } => reading::change(room, *runbook, *step, text, why),
        C::OrderIntervention { what } => repair::order(what),
        C::SettleIntervention { intervention, outcome, ok } => {
            repair::settle(room, *intervention, outcome, *ok)
        }
        C::PublishUpdate { audience, text, next_within } => {
            repair::publish(cx, *audience, text, *next_within)
        }
        C::SayStabilised { text } => closing::stabilised(text.as_deref()),
        C::SayVerified { evidence } => closing::verified(room, evidence),
        C::SayResolved {} => closing::resolved(room),
        C::SayFalseAlarm { why } => closing::false_alarm(why),
        C::SayRelapsed { why } => closing::relapsed(room, why),
        C::ProposeCountermeasure { text, owner, due } => closing::countermeasure(text, owner.as_ref(), *due),
        C::CloseRoom { ending } => closing::close(room, *ending),
        C::FileDebrief {} => closing::file(room),
        C::ReopenRoom { why } => closing::reopen(room, why),
        C::Wake {} => due::wake(room, cx),
    }
}
