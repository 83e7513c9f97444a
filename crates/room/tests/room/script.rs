//! Nights as lines of text for tests: `bob: take ic`, `+5m`, `guest zoe: say hello`. Knows the shortest way to write
//! each order; is no face.

use jiff::{SignedDuration, Timestamp};
use room::{
    Actor, Audience, Command, Ending, Flow, Order, OrderId, Origin, Refusal, Role, Seq, Severity, Standing,
    Topic, Verdict,
};

/// When a scripted night begins.
pub const NIGHT: &str = "2026-11-20T17:00:00Z";

/// A night being played.
pub struct Night {
    pub flow: Flow,
    pub now: Timestamp,
    orders: u32,
}

pub fn actor(id: &str) -> Actor {
    Actor::new(id.trim_start_matches('@')).unwrap()
}

impl Night {
    /// An open room, at two in the morning in Tokyo.
    pub fn open() -> Night {
        let mut night = Night { flow: Flow::new(), now: NIGHT.parse().unwrap(), orders: 0 };
        night.play("herald pager: open checkout fails");
        night
    }

    /// After these lines, parted by `;`, each of which has to be accepted.
    pub fn after(script: &str) -> Night {
        let mut night = Night::open();
        night.play(script);
        night
    }

    pub fn play(&mut self, script: &str) {
        for line in script.split(';').map(str::trim).filter(|line| !line.is_empty()) {
            if let Err(refusal) = self.line(line) {
                panic!("\"{line}\" was refused: {refusal}");
            }
        }
    }

    /// One line; the events that it left, as JSON.
    pub fn line(&mut self, line: &str) -> Result<Vec<String>, Refusal> {
        if let Some(minutes) = line.strip_prefix('+') {
            let minutes = minutes.trim_end_matches('m').parse().unwrap();
            self.now = self.now.checked_add(SignedDuration::from_mins(minutes)).unwrap();
            return Ok(Vec::new());
        }
        let (who, words) = line.split_once(": ").unwrap_or_else(|| panic!("nobody speaks in \"{line}\""));
        let (standing, who) = match who.split_once(' ') {
            Some(("guest", who)) => (Standing::Guest, who),
            Some(("herald", who)) => (Standing::Herald, who),
            _ => (Standing::Responder, who),
        };
        self.orders += 1;
        let id = OrderId::new(format!("o{}", self.orders)).unwrap();
        let (thread, words) = thread(words);
        let order = Order { id, actor: actor(who), line: thread, command: command(words) };
        let entries = self.flow.submit(&order, standing, self.now)?;
        Ok(entries.iter().map(|entry| serde_json::to_string(&entry.event).unwrap()).collect())
    }
}

/// `on #3 say found it` is said in the thread of line 3.
fn thread(words: &str) -> (Option<Seq>, &str) {
    match words.strip_prefix("on ").and_then(|rest| rest.split_once(' ')) {
        Some((line, words)) => (Some(seq(line)), words),
        None => (None, words),
    }
}

fn seq(word: &str) -> Seq {
    Seq(word.trim_start_matches('#').parse().unwrap_or_else(|_| panic!("\"{word}\" is no entry")))
}

fn role(word: &str) -> Role {
    let all = [Role::IncidentCommander, Role::Deputy, Role::Scribe, Role::Liaison, Role::Expert];
    all.into_iter().find(|role| role.short() == word).unwrap_or_else(|| panic!("\"{word}\" is no role"))
}

fn evidence(words: &str) -> (String, Vec<Seq>) {
    let (cited, said): (Vec<&str>, Vec<&str>) = words.split(' ').partition(|word| word.starts_with('#'));
    (said.join(" "), cited.into_iter().map(seq).collect())
}

/// `10m rest`: minutes, and the rest.
fn minutes(words: &str) -> (Option<u32>, String) {
    let (first, rest) = words.split_once(' ').unwrap_or((words, ""));
    match first.strip_suffix('m').and_then(|minutes| minutes.parse().ok()) {
        Some(minutes) => (Some(minutes), rest.to_string()),
        None => (None, words.to_string()),
    }
}

fn command(words: &str) -> Command {
    let (verb, rest) = words.split_once(' ').unwrap_or((words, ""));
    let (first, tail) = rest.split_once(' ').unwrap_or((rest, ""));
    let text = || rest.to_string();
    people(verb, first, tail)
        .or_else(|| inquiry(verb, rest, first, tail))
        .or_else(|| ending(verb, rest))
        .unwrap_or_else(|| match verb {
            "open" => Command::OpenRoom { title: text(), origin: Origin::Live {} },
            "alert" => Command::NoteAlert { rule: first.into(), subject: tail.into(), pages: true },
            "clear" => Command::ClearAlert { rule: first.into(), subject: tail.into() },
            "look" => Command::Look { what: text(), saw: "errors since 01:58".into() },
            "declare" => Command::Declare { severity: said(first), title: Some(tail.into()) },
            "severity" => Command::ChangeSeverity { severity: severity(first), why: Some(tail.into()) },
            "say" => Command::Say { text: text() },
            "note" => Command::Note { text: text() },
            "hear" => Command::Hear { from: actor(first), text: tail.into(), asks: tail.ends_with('?') },
            "hint" => Command::TakeHint { step: first.parse().unwrap() },
            "do" => Command::OrderIntervention { what: text() },
            "came" => {
                Command::SettleIntervention { intervention: seq(first), outcome: tail.into(), ok: true }
            }
            "update" => {
                let (next_within, text) = minutes(rest);
                Command::PublishUpdate { audience: Audience::Everyone, text, next_within }
            }
            "wake" => Command::Wake {},
            _ => panic!("\"{words}\" is no order"),
        })
}

/// `declare` alone says nothing of how bad it is.
fn said(word: &str) -> Option<Severity> {
    (!word.is_empty()).then(|| severity(word))
}

fn severity(word: &str) -> Severity {
    Severity::new(word.parse().unwrap()).unwrap()
}

fn people(verb: &str, first: &str, tail: &str) -> Option<Command> {
    let (to, brief) = tail.split_once(' ').unwrap_or((tail, "as on the board"));
    Some(match verb {
        "join" => Command::Join {},
        "leave" => Command::Leave {},
        "take" => Command::TakeRole { role: role(first) },
        "assign" => Command::AssignRole { role: role(first), to: actor(tail) },
        "release" => Command::ReleaseRole { role: role(first) },
        "handover" => Command::OfferRole { role: role(first), to: actor(to), brief: brief.into() },
        "accept" => Command::AcceptRole { offer: seq(first) },
        "decline" => Command::DeclineRole { offer: seq(first), why: tail.into() },
        "task" => {
            let (within, text) = minutes(tail);
            Command::AddTask { text, owner: actor(first), within }
        }
        "ack" => Command::AcknowledgeTask { task: seq(first) },
        "refuse" => Command::DeclineTask { task: seq(first), why: tail.into() },
        "give" => Command::AssignTask { task: seq(first), owner: actor(tail) },
        "done" => Command::CompleteTask { task: seq(first), outcome: tail.into() },
        _ => return None,
    })
}

fn inquiry(verb: &str, rest: &str, first: &str, tail: &str) -> Option<Command> {
    let (said, cited) =
        if verb.starts_with("find") { evidence(rest) } else { (rest.to_string(), Vec::new()) };
    let judge = |verdict| {
        let cited = tail.split(' ').filter(|word| !word.is_empty()).map(seq).collect();
        Command::SettleHypothesis { hypothesis: seq(first), verdict, evidence: cited }
    };
    Some(match verb {
        "line" => Command::OpenLine { title: rest.into(), owner: None },
        "line-to" => Command::AssignLine { line: seq(first), owner: actor(tail) },
        "line-end" => Command::CloseLine { line: seq(first), outcome: tail.into() },
        "suspect" => Command::ProposeHypothesis { text: rest.into(), about: None },
        "confirm" => judge(Verdict::Confirmed),
        "rule-out" => judge(Verdict::Refuted),
        "find" => Command::RecordFinding { text: said, topic: Topic::Other, evidence: cited },
        "find-impact" => Command::RecordFinding { text: said, topic: Topic::Impact, evidence: cited },
        "find-cause" => Command::RecordFinding { text: said, topic: Topic::Cause, evidence: cited },
        "propose" => Command::ProposeDecision { text: rest.into() },
        "object" => Command::ObjectToDecision { decision: seq(first), why: tail.into() },
        "decided" => Command::RecordDecision { text: tail.into(), proposal: Some(seq(first)) },
        "decide" => Command::RecordDecision { text: rest.into(), proposal: None },
        _ => return None,
    })
}

fn ending(verb: &str, rest: &str) -> Option<Command> {
    Some(match verb {
        "stable" => Command::SayStabilised { text: None },
        "verified" => Command::SayVerified { evidence: Vec::new() },
        "resolved" => Command::SayResolved {},
        "false-alarm" => Command::SayFalseAlarm { why: rest.into() },
        "relapsed" => Command::SayRelapsed { why: rest.into() },
        "countermeasure" => Command::ProposeCountermeasure { text: rest.into() },
        "close" => Command::CloseRoom { ending: Ending::Over },
        "break-off" => Command::CloseRoom { ending: Ending::BrokenOff },
        "file" => Command::FileDebrief {},
        "reopen" => Command::ReopenRoom { why: rest.into() },
        _ => return None,
    })
}

/// After the script, what one line leaves: events as JSON, or `refused: …`.
#[track_caller]
pub fn check(script: &str, line: &str, expected: &[&str]) {
    let mut night = Night::after(script);
    let came = night.line(line).unwrap_or_else(|refusal| vec![format!("refused: {refusal}")]);
    assert_eq!(came, expected, "after \"{script}\", \"{line}\"");
}
