//! Several people in one room: who led, what came back, who stood idle. And one alone, of whom nothing is said.

use room::{Actor, Entry, Event, OrderId, Role, Seq, Standing};

use super::super::facts::Team;
use super::super::grade::command;
use super::super::played::stamp;
use super::super::team;
use crate::clock::Clock;
use world::time::{MINUTE, Nanos};

/// A log from (minute, actor, what they did).
fn log(deeds: Vec<(i64, &str, Event)>) -> Team {
    let entry = |(n, (minute, actor, event)): (usize, (i64, &str, Event))| Entry {
        seq: Seq(n as u64 + 1),
        at: jiff::Timestamp::from_second(minute * 60).expect("a time"),
        actor: Actor::new(actor).expect("a name"),
        order: OrderId::new(format!("order-{n}")).expect("an id"),
        line: None,
        event,
    };
    let entries: Vec<Entry> = deeds.into_iter().enumerate().map(entry).collect();
    let at = |entry: &Entry| entry.at.as_second() as Nanos * (MINUTE / 60);
    team::of(&entries, at, |at| stamp(Clock::new(0.0, 0, 0), 0, at))
}

fn joins(actor: &str) -> (i64, &str, Event) {
    (0, actor, Event::Joined { standing: Standing::Responder, held: Default::default() })
}

fn leads(minute: i64, actor: &str) -> (i64, &str, Event) {
    (minute, actor, Event::RoleTaken { role: Role::IncidentCommander, from: None })
}

fn orders(minute: i64, actor: &str) -> (i64, &str, Event) {
    (minute, actor, Event::InterventionOrdered { what: "rollback checkout".into() })
}

fn asks(minute: i64, actor: &'static str, owner: &str) -> (i64, &'static str, Event) {
    let owner = Actor::new(owner).expect("a name");
    (minute, actor, Event::TaskAdded { text: "look at the logs".into(), owner, due: None })
}

fn says(minute: i64, actor: &str) -> (i64, &str, Event) {
    (minute, actor, Event::Said { text: "looking".into() })
}

#[test]
fn of_one_alone_nothing_is_judged() {
    let alone = log(vec![joins("ana"), leads(1, "ana"), orders(2, "ana")]);
    assert_eq!(command(&alone).0, None);
    assert_eq!(command(&alone).1[0].key, "debrief-command-alone");
    let master = (0, "master", Event::Joined { standing: Standing::Herald, held: Default::default() });
    let with_master = log(vec![joins("ana"), master, says(1, "master")]);
    assert_eq!(with_master.responders, 1, "the game master is nobody's crew");
}

#[test]
fn a_crew_that_is_led_and_answers_is_graded_above_one_that_is_not() {
    let acknowledged = (3, "bob", Event::TaskAcknowledged { task: Seq(4) });
    let good = vec![joins("ana"), joins("bob"), leads(1, "ana"), asks(2, "ana", "bob"), acknowledged];
    let good = log(good.into_iter().chain([orders(4, "bob")]).collect());
    assert_eq!(command(&good).0, Some(100.0), "{good:?}");
    let poor = vec![joins("ana"), joins("bob"), leads(20, "ana"), asks(21, "ana", "bob"), orders(22, "ana")];
    let poor = log(poor);
    assert_eq!((poor.asked, poor.answered, poor.by_commander, poor.idle), (1, 0, 1, 1));
    assert_eq!(command(&poor).0, Some(10.0), "half of them did something, and nothing else held");
}

#[test]
fn a_request_that_goes_from_hand_to_hand_is_one_and_command_laid_down_is_nobodys() {
    let bob = Actor::new("cy").expect("a name");
    let passed = (3, "ana", Event::TaskAssigned { task: Seq(3), owner: bob });
    let team = log(vec![joins("ana"), joins("bob"), asks(2, "ana", "bob"), passed]);
    assert_eq!((team.asked, team.answered), (1, 0));
    let laid_down = (2, "ana", Event::RoleReleased { role: Role::IncidentCommander });
    let team = log(vec![joins("ana"), joins("bob"), leads(1, "ana"), laid_down, orders(3, "ana")]);
    assert_eq!((team.orders, team.by_commander), (1, 0));
    assert!(team.led_from.is_some());
}

#[test]
fn what_there_was_no_occasion_for_is_left_out() {
    let quiet = log(vec![joins("ana"), joins("bob"), leads(1, "ana"), says(2, "bob")]);
    assert_eq!(command(&quiet).0, Some(100.0), "nobody was asked, nothing was ordered");
}
