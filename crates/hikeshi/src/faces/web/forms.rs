//! What is filled into a form of the page, as an order: for whoever does not know the line language, or cannot type it now.
//! Knows the names of fields; whether an order makes sense is the room's.

use std::str::FromStr;

use axum::Form;
use axum::response::Response;
use room::{Actor, Command, Ending, Role, Seq, Severity, Verdict};
use serde::Deserialize;

use super::orders::Giver;
use super::{runbook, sheet};

/// A form as it comes in. What a form does not have stays empty.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Filled {
    /// Chosen by whoever sends it; the same twice is one order.
    id: String,
    /// Which form, or which button of it.
    what: String,
    /// The entry that it is about.
    on: String,
    step: String,
    text: String,
    why: String,
    who: String,
    role: String,
    minutes: String,
    title: String,
    /// Entries that a claim rests on, as somebody writes them: `#3, 8`.
    entries: String,
    due: String,
    severity: String,
    audience: String,
    topic: String,
    /// The line of investigation in whose thread it is said.
    thread: String,
    /// Where a browser without a script goes afterwards.
    to: String,
}

/// Takes what a form orders.
pub async fn give(giver: Giver, Form(filled): Form<Filled>) -> Response {
    let line = number(&filled.thread).map(Seq);
    let order = command(&filled, &giver.viewer.person.actor).map(|command| (line, command));
    let order = order.map_err(|lack| giver.words().t(lack.key()));
    // Who reads a runbook stays with it.
    let reads = matches!(filled.what.as_str(), "tick" | "skip" | "change") && filled.to.is_empty();
    let to = if reads { format!("/rooms/{}#book", giver.room) } else { filled.to };
    giver.gives(&filled.id, order, &to).await
}

/// What a form lacks to be an order.
#[derive(Debug, PartialEq, Eq)]
enum Lack {
    /// A field that no text can stand for: who, which, how many.
    Part,
    /// Evidence is the numbers of entries, and something else is written: it would be lost.
    Evidence,
}

impl Lack {
    fn key(&self) -> &'static str {
        match self {
            Lack::Part => "form-lacks",
            Lack::Evidence => "form-lacks-evidence",
        }
    }
}

/// The order of a form, or what it lacks.
fn command(filled: &Filled, me: &Actor) -> Result<Command, Lack> {
    let evidence = entries(&filled.entries).ok_or(Lack::Evidence)?;
    let found =
        work(filled, me).or_else(|| inquiry(filled, evidence.clone())).or_else(|| onward(filled, evidence));
    found.ok_or(Lack::Part)
}

/// Who does what.
fn work(filled: &Filled, me: &Actor) -> Option<Command> {
    let (text, why) = (|| filled.text.clone(), || filled.why.clone());
    let on = number(&filled.on).map(Seq);
    let step = number(&filled.step).and_then(|step| u32::try_from(step).ok());
    let who = Some(filled.who.as_str()).filter(|who| !who.is_empty()).map(|who| Actor::new(who).ok());
    // Who is not named is who writes; a name that is none is a mistake.
    let (named, whose) = (who.clone().flatten(), who.unwrap_or(Some(me.clone())));
    Some(match filled.what.as_str() {
        "line-open" => Command::OpenLine { title: text(), owner: named },
        "line-give" => Command::AssignLine { line: on?, owner: whose? },
        "line-close" => Command::CloseLine { line: on?, outcome: text() },
        "task-open" => Command::AddTask { text: text(), owner: whose?, within: written(&filled.minutes)? },
        "task-ok" => Command::AcknowledgeTask { task: on? },
        "task-no" => Command::DeclineTask { task: on?, why: why() },
        "task-give" => Command::AssignTask { task: on?, owner: whose? },
        "task-done" => Command::CompleteTask { task: on?, outcome: text() },
        "runbook" => {
            let (title, steps) = runbook::pasted(&filled.title, &filled.text);
            Command::StartRunbook { title, steps }
        }
        "tick" => Command::TickStep { runbook: on?, step: step? },
        "skip" => Command::SkipStep { runbook: on?, step: step?, why: why() },
        "change" => Command::ChangeStep { runbook: on?, step: step?, text: text(), why: why() },
        "take" => Command::TakeRole { role: role(&filled.role)? },
        "handover" => Command::OfferRole { role: role(&filled.role)?, to: named?, brief: text() },
        "accept" => Command::AcceptRole { offer: on? },
        "decline" => Command::DeclineRole { offer: on?, why: why() },
        "improve" => {
            Command::ProposeCountermeasure { text: text(), owner: named, due: written(&filled.due)? }
        }
        _ => return None,
    })
}

/// What was seen, what is believed, what is decided.
fn inquiry(filled: &Filled, evidence: Vec<Seq>) -> Option<Command> {
    let text = || filled.text.clone();
    let on = number(&filled.on).map(Seq);
    let settled =
        |verdict| Some(Command::SettleHypothesis { hypothesis: on?, verdict, evidence: evidence.clone() });
    Some(match filled.what.as_str() {
        "look" => Command::Look { what: filled.title.clone(), saw: text() },
        "suspect" => Command::ProposeHypothesis { text: text(), about: said(&filled.title) },
        "confirm" => settled(Verdict::Confirmed)?,
        "refute" => settled(Verdict::Refuted)?,
        "find" => Command::RecordFinding { text: text(), topic: sheet::topic(&filled.topic)?, evidence },
        "propose" => Command::ProposeDecision { text: text() },
        "object" => Command::ObjectToDecision { decision: on?, why: filled.why.clone() },
        "decide" => Command::RecordDecision { text: text(), proposal: on },
        _ => return None,
    })
}

/// How bad it is, who is told, and how it ends.
fn onward(filled: &Filled, evidence: Vec<Seq>) -> Option<Command> {
    let why = || filled.why.clone();
    Some(match filled.what.as_str() {
        "declare" => Command::Declare { severity: severity(&filled.severity)?, title: None },
        "severity" => {
            Command::ChangeSeverity { severity: severity(&filled.severity)??, why: said(&filled.why) }
        }
        "update" => Command::PublishUpdate {
            audience: sheet::audience(&filled.audience)?,
            text: filled.text.clone(),
            next_within: written(&filled.minutes)?,
        },
        "stable" => Command::SayStabilised { text: said(&filled.text) },
        "verified" => Command::SayVerified { evidence },
        "resolved" => Command::SayResolved {},
        "false-alarm" => Command::SayFalseAlarm { why: why() },
        "relapse" => Command::SayRelapsed { why: why() },
        "close" => Command::CloseRoom { ending: Ending::Over },
        "break-off" => Command::CloseRoom { ending: Ending::BrokenOff },
        "file" => Command::FileDebrief {},
        "reopen" => Command::ReopenRoom { why: why() },
        _ => return None,
    })
}

/// A text that may stay empty.
fn said(text: &str) -> Option<String> {
    Some(text.to_string()).filter(|text| !text.trim().is_empty())
}

/// What is written in a field that may stay empty; `None` where it cannot be read.
fn written<T: FromStr>(text: &str) -> Option<Option<T>> {
    let text = text.trim();
    if text.is_empty() { Some(None) } else { text.parse().ok().map(Some) }
}

/// A severity that may stay open.
fn severity(text: &str) -> Option<Option<Severity>> {
    match written::<u8>(text)? {
        None => Some(None),
        Some(level) => Severity::new(level).map(Some),
    }
}

/// A role by the word that orders call it.
fn role(short: &str) -> Option<Role> {
    let all = [Role::IncidentCommander, Role::Deputy, Role::Scribe, Role::Liaison, Role::Expert];
    all.into_iter().find(|role| role.short() == short)
}

fn number(text: &str) -> Option<u64> {
    text.trim().trim_start_matches('#').parse().ok()
}

/// The entries in what somebody wrote: `#3, 8` or 「#3と＃８」; `None` where it says anything else.
fn entries(text: &str) -> Option<Vec<Seq>> {
    let text = text.to_lowercase().replace(" and ", " ");
    let parts = text.split(|c: char| c.is_whitespace() || ",、，;・&と".contains(c));
    parts.filter(|part| !part.is_empty()).map(numbered).collect::<Option<Vec<_>>>().map(|all| all.concat())
}

/// One entry, or several without a space: `#3#8`.
fn numbered(part: &str) -> Option<Vec<Seq>> {
    let digit = |c: char| match c {
        '０'..='９' => char::from_digit(u32::from(c) - u32::from('０'), 10).unwrap_or(c),
        '＃' => '#',
        c => c,
    };
    let part: String = part.chars().map(digit).collect();
    let each = part.strip_prefix('#').unwrap_or(&part).split('#');
    each.map(|digits| digits.parse().ok().map(Seq)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn filled(what: &str) -> Filled {
        Filled { what: what.into(), on: "7".into(), text: "roll back".into(), ..Filled::default() }
    }

    #[test]
    fn whoever_names_nobody_names_themselves_and_a_name_that_is_none_is_a_mistake() {
        let ana = Actor::new("ana").expect("an id");
        let owner = |who: &str| match command(&Filled { who: who.into(), ..filled("task-open") }, &ana) {
            Ok(Command::AddTask { owner, .. }) => Some(owner.to_string()),
            _ => None,
        };
        assert_eq!(owner(""), Some("ana".into()));
        assert_eq!(owner("bob"), Some("bob".into()));
        assert_eq!(owner("no name at all"), None);
    }

    #[test]
    fn what_no_text_can_stand_for_has_to_be_there() {
        let ana = Actor::new("ana").expect("an id");
        let lacks = |filled: Filled| command(&filled, &ana).is_err();
        assert!(lacks(filled("handover")), "to whom?");
        assert!(lacks(filled("tick")), "which step?");
        assert!(lacks(filled("no such form")));
        assert!(lacks(Filled { minutes: "soon".into(), ..filled("task-open") }));
        assert!(lacks(Filled { on: "x".into(), ..filled("object") }));
        assert!(!lacks(Filled { on: String::new(), ..filled("decide") }), "a decision needs no proposal");
    }

    #[test]
    fn evidence_is_read_as_people_write_it_and_words_are_never_dropped() {
        let ana = Actor::new("ana").expect("an id");
        let read = |entries: &str| {
            command(&Filled { entries: entries.into(), ..filled("refute") }, &ana).map(
                |command| match command {
                    Command::SettleHypothesis { hypothesis: Seq(7), verdict: Verdict::Refuted, evidence } => {
                        evidence
                    }
                    other => panic!("it settles: {other:?}"),
                },
            )
        };
        for text in ["#3, #8と12", "＃３ ８、#12", "#3#8 and 12", "3 8 12"] {
            assert_eq!(read(text), Ok(vec![Seq(3), Seq(8), Seq(12)]), "{text}");
        }
        assert_eq!(read("  "), Ok(Vec::new()));
        for text in ["grafana shows it", "#3 shows it", "ログの5行目", "#x", "3.8"] {
            assert_eq!(read(text), Err(Lack::Evidence), "{text}");
        }
    }
}
