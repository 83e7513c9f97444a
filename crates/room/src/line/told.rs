//! Each order as a verb with its parts: the way back from an order to its line. Exhaustive: a new order does
//! not compile until it is said how people say it, or why they do not.

use jiff::civil::Date;

use super::slot::Filled;
use crate::{Actor, Audience, Command, Ending, Role, Seq, Severity, Topic, Verdict};

/// Keys of the reasons why an order is not said as a line.
pub const NOT_HERE: [&str; 2] = ["line-not-here-open", "line-not-here-wake"];

/// A verb of the table and what its parts say.
pub struct Told {
    pub verb: &'static str,
    pub filled: Filled,
}

fn say(verb: &'static str) -> Told {
    Told { verb, filled: Filled::default() }
}

/// Writes one method for each field that an order fills.
macro_rules! fills {
    ($($name:ident: $type:ty => |$filled:ident, $value:ident| $change:expr;)*) => {
        impl Told {
            $(fn $name(mut self, $value: $type) -> Told {
                let $filled = &mut self.filled;
                $change;
                self
            })*
        }
    };
}

fills! {
    text: &str => |filled, text| filled.text = Some(text.to_string());
    texts: &Option<String> => |filled, text| filled.text = text.clone();
    other: &str => |filled, text| filled.other = Some(text.to_string());
    others: &Option<String> => |filled, text| filled.other = text.clone();
    severity: Option<Severity> => |filled, severity| filled.severity = severity;
    role: Role => |filled, role| filled.role = Some(role);
    who: &Actor => |filled, person| filled.person = Some(person.clone());
    whom: &Option<Actor> => |filled, person| filled.person = person.clone();
    entry: Seq => |filled, entry| filled.entry = Some(entry);
    entries: &[Seq] => |filled, entries| filled.entries = entries.to_vec();
    minutes: Option<u32> => |filled, minutes| filled.minutes = minutes;
    number: u32 => |filled, number| filled.number = Some(number);
    audience: Audience => |filled, audience| filled.audience = Some(audience);
    steps: &[String] => |filled, steps| filled.steps = steps.to_vec();
    due: Option<Date> => |filled, due| filled.due = due;
    flag: bool => |filled, flag| filled.flag = flag;
}

/// How this order is said, or the key of the reason why not.
#[rustfmt::skip]
pub fn told(command: &Command) -> Result<Told, &'static str> {
    use Command as C;
    Ok(match command {
        C::OpenRoom { .. } => return Err(NOT_HERE[0]),
        C::Join {} => say("join"),
        C::Leave {} => say("leave"),
        C::AskForWork {} => say("work?"),
        C::NoteAlert { rule, subject, pages } => say("alert").text(rule).other(subject).flag(*pages),
        C::ClearAlert { rule, subject } => say("clear").text(rule).other(subject),
        C::Look { what, saw } if saw.is_empty() => say("look").text(what),
        C::Look { what, saw } => say("look").text(what).other(saw),
        C::Declare { severity, title } => say("declare").severity(*severity).texts(title),
        C::ChangeSeverity { severity, why } => say("severity").severity(Some(*severity)).texts(why),
        C::TakeRole { role } => say("take").role(*role),
        C::AssignRole { role, to } => say("assign").role(*role).who(to),
        C::ReleaseRole { role } => say("release").role(*role),
        C::OfferRole { role, to, brief } => say("handover").role(*role).who(to).text(brief),
        C::AcceptRole { offer } => say("accept").entry(*offer),
        C::DeclineRole { offer, why } => say("decline").entry(*offer).text(why),
        C::Say { text } => say("say").text(text),
        C::Note { text } => say("note").text(text),
        C::Hear { from, text, asks: false } => say("heard").who(from).text(text),
        C::Hear { from, text, asks: true } => say("asked").who(from).text(text),
        C::TakeHint { step } => say("hint").number(*step),
        C::OpenLine { title, owner } => say("line open").text(title).whom(owner),
        C::AssignLine { line, owner } => say("line give").entry(*line).who(owner),
        C::CloseLine { line, outcome } => say("line close").entry(*line).text(outcome),
        C::ProposeHypothesis { text, about } => say("suspect").text(text).others(about),
        C::SettleHypothesis { hypothesis, verdict, evidence } => {
            say(settled(*verdict)).entry(*hypothesis).entries(evidence)
        }
        C::RecordFinding { text, topic, evidence } => say(found(*topic)).text(text).entries(evidence),
        C::ProposeDecision { text } => say("propose").text(text),
        C::ObjectToDecision { decision, why } => say("object").entry(*decision).text(why),
        C::RecordDecision { text, proposal: Some(put) } if text.is_empty() => say("decide").entry(*put),
        C::RecordDecision { text, proposal: Some(put) } => say("decide").text(text).entry(*put),
        C::RecordDecision { text, proposal: None } => say("decide").text(text),
        C::AddTask { text, owner, within } => say("task open").text(text).who(owner).minutes(*within),
        C::AcknowledgeTask { task } => say("task ok").entry(*task),
        C::DeclineTask { task, why } => say("task no").entry(*task).text(why),
        C::AssignTask { task, owner } => say("task give").entry(*task).who(owner),
        C::CompleteTask { task, outcome } => say("task done").entry(*task).text(outcome),
        C::StartRunbook { title, steps } => say("runbook").text(title).steps(steps),
        C::TickStep { runbook, step } => say("tick").entry(*runbook).number(*step),
        C::SkipStep { runbook, step, why } => say("skip").entry(*runbook).number(*step).text(why),
        C::ChangeStep { runbook, step, text, why } => say("change").entry(*runbook).number(*step).text(text).other(why),
        C::OrderIntervention { what } => say("do").text(what),
        C::SettleIntervention { intervention, outcome, ok } => {
            say(if *ok { "worked" } else { "failed" }).entry(*intervention).text(outcome)
        }
        C::PublishUpdate { audience, text, next_within } => {
            say("update").audience(*audience).text(text).minutes(*next_within)
        }
        C::SayStabilised { text } => say("stable").texts(text),
        C::SayVerified { evidence } => say("verified").entries(evidence),
        C::SayResolved {} => say("resolved"),
        C::SayFalseAlarm { why } => say("false alarm").text(why),
        C::SayRelapsed { why } => say("relapse").text(why),
        C::ProposeCountermeasure { text, owner, due } => say("improve").text(text).whom(owner).due(*due),
        C::CloseRoom { ending: Ending::Over } => say("close"),
        C::CloseRoom { ending: Ending::BrokenOff } => say("break off"),
        C::FileDebrief {} => say("file"),
        C::ReopenRoom { why } => say("reopen").text(why),
        C::Wake {} => return Err(NOT_HERE[1]),
    })
}

fn settled(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Confirmed => "confirm",
        Verdict::Refuted => "refute",
    }
}

fn found(topic: Topic) -> &'static str {
    match topic {
        Topic::Impact => "find impact",
        Topic::Cause => "find cause",
        Topic::Other => "find",
    }
}
