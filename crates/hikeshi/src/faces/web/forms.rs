//! What is filled into a form of the page, as an order: for whoever does not know the line language, or cannot type it now.
//! Knows the names of fields; whether an order makes sense is the room's.

use axum::Form;
use axum::response::Response;
use room::{Actor, Command, Role, Seq, Verdict};
use serde::Deserialize;

use super::orders::Giver;
use super::runbook;

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
    /// Where a browser without a script goes afterwards.
    to: String,
}

/// Takes what a form orders.
pub async fn give(giver: Giver, Form(filled): Form<Filled>) -> Response {
    let order = command(&filled, &giver.viewer.person.actor).map(|command| (None, command));
    // Who reads a runbook stays with it.
    let reads = matches!(filled.what.as_str(), "tick" | "skip" | "change") && filled.to.is_empty();
    let to = if reads { format!("/rooms/{}#book", giver.room) } else { filled.to };
    giver.gives(&filled.id, order.ok_or_else(|| giver.words().t("form-lacks")), &to).await
}

/// The order of a form; `None` where a field is missing that no text can stand for: who, which, how many.
fn command(filled: &Filled, me: &Actor) -> Option<Command> {
    let text = || filled.text.clone();
    let why = || filled.why.clone();
    let on = number(&filled.on).map(Seq);
    let step = number(&filled.step).and_then(|step| u32::try_from(step).ok());
    let who = Some(filled.who.as_str()).filter(|who| !who.is_empty()).map(|who| Actor::new(who).ok());
    // Who is not named is who writes; a name that is none is a mistake.
    let (named, whose) = (who.clone().flatten(), who.unwrap_or(Some(me.clone())));
    let settled = |verdict| {
        let evidence = numbers(&filled.entries);
        Some(Command::SettleHypothesis { hypothesis: on?, verdict, evidence })
    };
    Some(match filled.what.as_str() {
        "line-open" => Command::OpenLine { title: text(), owner: named },
        "line-give" => Command::AssignLine { line: on?, owner: whose? },
        "line-close" => Command::CloseLine { line: on?, outcome: text() },
        "suspect" => {
            let about = Some(filled.title.clone()).filter(|about| !about.trim().is_empty());
            Command::ProposeHypothesis { text: text(), about }
        }
        "confirm" => settled(Verdict::Confirmed)?,
        "refute" => settled(Verdict::Refuted)?,
        "propose" => Command::ProposeDecision { text: text() },
        "object" => Command::ObjectToDecision { decision: on?, why: why() },
        "decide" => Command::RecordDecision { text: text(), proposal: on },
        "task-open" => {
            let within = Some(filled.minutes.trim()).filter(|minutes| !minutes.is_empty());
            let within = within.map(|minutes| minutes.parse::<u32>().ok());
            let within = if within == Some(None) { return None } else { within.flatten() };
            Command::AddTask { text: text(), owner: whose?, within }
        }
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
            let due = Some(filled.due.trim()).filter(|due| !due.is_empty()).map(|due| due.parse().ok());
            let due = if due == Some(None) { return None } else { due.flatten() };
            Command::ProposeCountermeasure { text: text(), owner: named, due }
        }
        _ => return None,
    })
}

/// A role by the word that orders call it.
fn role(short: &str) -> Option<Role> {
    let all = [Role::IncidentCommander, Role::Deputy, Role::Scribe, Role::Liaison, Role::Expert];
    all.into_iter().find(|role| role.short() == short)
}

fn number(text: &str) -> Option<u64> {
    text.trim().trim_start_matches('#').parse().ok()
}

/// Every number in what somebody wrote: `#3, 8` or 「#3と＃8」.
fn numbers(text: &str) -> Vec<Seq> {
    text.split(|c: char| !c.is_ascii_digit()).filter_map(|digits| digits.parse().ok()).map(Seq).collect()
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
            Some(Command::AddTask { owner, .. }) => Some(owner.to_string()),
            _ => None,
        };
        assert_eq!(owner(""), Some("ana".into()));
        assert_eq!(owner("bob"), Some("bob".into()));
        assert_eq!(owner("no name at all"), None);
    }

    #[test]
    fn what_no_text_can_stand_for_has_to_be_there() {
        let ana = Actor::new("ana").expect("an id");
        let lacks = |filled: Filled| command(&filled, &ana).is_none();
        assert!(lacks(filled("handover")), "to whom?");
        assert!(lacks(filled("tick")), "which step?");
        assert!(lacks(filled("no such form")));
        assert!(lacks(Filled { minutes: "soon".into(), ..filled("task-open") }));
        assert!(lacks(Filled { on: "x".into(), ..filled("object") }));
        assert!(!lacks(Filled { on: String::new(), ..filled("decide") }), "a decision needs no proposal");
    }

    #[test]
    fn evidence_is_read_as_people_write_it() {
        let ana = Actor::new("ana").expect("an id");
        let filled = Filled { entries: "#3, #8と12".into(), ..filled("refute") };
        let Some(Command::SettleHypothesis { hypothesis, verdict, evidence }) = command(&filled, &ana) else {
            panic!("it settles")
        };
        assert_eq!((hypothesis, verdict), (Seq(7), Verdict::Refuted));
        assert_eq!(evidence, [Seq(3), Seq(8), Seq(12)]);
    }
}
