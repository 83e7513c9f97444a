//! What somebody says in a real room that reads like an order: it stays talk, and the order is offered, one press away. In a drill
//! the game master understands talk himself. Only what takes an incident on is worth the question; whether the room would take it
//! is the room's to say.

use askama::Template;
use drill::intent::{Act, Intent, Understood, Whom};
use drill::understand::{Lexicon, understand};
use jiff::Timestamp;
use room::line::{parse, write};
use room::view::{Onward, onward};
use room::{Actor, Audience, Command, Ending, Phase, Severity, Standing};

use super::page::Words;
use crate::desk::rooms::Seen;

#[derive(Template)]
#[template(path = "heard.html")]
struct Offer<'a> {
    w: &'a Words,
    room: &'a str,
    order: &'a str,
    title: String,
}

/// The order that was heard, as a line; `None` where it was talk, or the room would not take it.
pub fn order(said: &str, seen: &Seen, who: (&Actor, Standing), now: Timestamp) -> Option<String> {
    let command = read(said)?;
    let taken = match way(&command) {
        Some(way) => onward(&seen.room, who.0, who.1, now).contains(&way),
        None => seen.room.is_open() && seen.room.phase() < Phase::Declared && who.1 == Standing::Responder,
    };
    if taken { write(&command) } else { None }
}

/// The offer of such a line, as HTML; nothing where the line is another.
pub fn html(w: &Words, room: &str, order: &str) -> String {
    let command = parse(order).ok().map(|parsed| parsed.command);
    let key = match command.as_ref().map(|command| (command, way(command))) {
        Some((Command::Declare { .. }, _)) => "web-declare",
        Some((_, Some(way))) => said(way),
        _ => return String::new(),
    };
    let offer = Offer { w, room, order, title: w.t(key) };
    offer.render().unwrap_or_else(|error| error.to_string())
}

/// What a way onward is called.
fn said(way: Onward) -> &'static str {
    match way {
        Onward::Severity => "form-severity",
        Onward::Update => "form-update",
        Onward::Stabilised => "form-stable",
        Onward::Verified => "form-verified",
        Onward::Resolved => "form-resolved",
        Onward::Close => "form-close",
        Onward::File => "form-file",
        Onward::Relapsed => "form-relapse",
        Onward::FalseAlarm => "form-false-alarm",
        Onward::BreakOff => "form-break-off",
        Onward::Reopen => "form-reopen",
    }
}

/// The order that words read like, as a line without its mark or as people say it.
fn read(said: &str) -> Option<Command> {
    let plain = said.trim().trim_end_matches(['。', '.', '!', '！']);
    let line = parse(plain).ok().map(|parsed| parsed.command);
    let command =
        line.filter(is_worth_asking).or_else(|| match understand(said, &Lexicon::default(), None) {
            Understood::Clear(Intent::Room(act)) => meant(act, said),
            _ => None,
        })?;
    is_worth_asking(&command).then_some(command)
}

fn meant(act: Act, said: &str) -> Option<Command> {
    Some(match act {
        Act::Declare { severity } => {
            Command::Declare { severity: severity.and_then(Severity::new), title: None }
        }
        Act::Severity { severity } => {
            Command::ChangeSeverity { severity: Severity::new(severity)?, why: None }
        }
        Act::Update { text, to } if !text.is_empty() => {
            Command::PublishUpdate { audience: audience(&to)?, text, next_within: None }
        }
        Act::Resolved => Command::SayStabilised { text: Some(said.to_string()) },
        Act::FalseAlarm => Command::SayFalseAlarm { why: said.to_string() },
        _ => return None,
    })
}

fn audience(to: &Whom) -> Option<Audience> {
    Some(match to {
        Whom::Everyone => Audience::Everyone,
        Whom::Customers => Audience::Customers,
        Whom::Support => Audience::Support,
        Whom::Management => Audience::Management,
        Whom::Person(_) => return None,
    })
}

/// "Seen" and "checked" are said of many things: nobody is asked about them.
fn is_worth_asking(command: &Command) -> bool {
    matches!(command, Command::Declare { .. }) || way(command).is_some_and(|way| way != Onward::Verified)
}

/// The way onward that an order is.
fn way(command: &Command) -> Option<Onward> {
    Some(match command {
        Command::ChangeSeverity { .. } => Onward::Severity,
        Command::PublishUpdate { .. } => Onward::Update,
        Command::SayStabilised { .. } => Onward::Stabilised,
        Command::SayVerified { .. } => Onward::Verified,
        Command::SayResolved {} => Onward::Resolved,
        Command::SayFalseAlarm { .. } => Onward::FalseAlarm,
        Command::SayRelapsed { .. } => Onward::Relapsed,
        Command::CloseRoom { ending: Ending::Over } => Onward::Close,
        Command::CloseRoom { ending: Ending::BrokenOff } => Onward::BreakOff,
        Command::FileDebrief {} => Onward::File,
        Command::ReopenRoom { .. } => Onward::Reopen,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_takes_an_incident_on_is_heard_in_talk_and_what_does_not_is_talk() {
        let line = |said: &str| read(said).and_then(|command| write(&command)).unwrap_or_default();
        assert!(line("復旧しました").starts_with("stable"), "{}", line("復旧しました"));
        assert!(line("復旧しました。").starts_with("stable"));
        assert_eq!(line("SEV2に変更します"), "severity sev2");
        assert_eq!(line("set severity to sev2"), "severity sev2");
        assert_eq!(line("クローズします"), "close");
        for talk in
            ["確認しました", "ログを見ています", "the index is gone", "I think it recovered?", "了解です"]
        {
            assert_eq!(line(talk), "", "{talk}");
        }
    }
}
