//! Two people play the small shop's night, each by orders to the room.

use room::{Actor, Event, Known, Order, OrderId, Refusal, Role, Severity, Standing};

use super::*;
use crate::play::{Deed, Given, Host};

fn ana() -> Actor {
    Actor::new("ana").unwrap()
}

fn team() -> Play {
    let host = Host { who: ana(), at: "2026-11-22T03:00:00Z".parse().unwrap(), times: 1 };
    let options = Options { seed: 7, lang: Lang::En, player: String::new(), pace: Pace::Clock, focus: None };
    let mut play = Play::open_for_a_team(&scenario(), options, &host).unwrap();
    play.opening();
    play.take(&order(&play, "ana", Command::Join {}));
    play
}

fn order(play: &Play, who: &str, command: Command) -> Turn {
    let id = OrderId::new(format!("{who}-{}", play.entries().len())).unwrap();
    let order = Order { id, actor: Actor::new(who).unwrap(), line: None, command };
    Turn::Gave(Box::new(Given { order, known: Known::from(Standing::Responder) }))
}

fn did(id: u64, who: &str, deed: Deed) -> Turn {
    Turn::Did { id: OrderId::new(format!("{who}/{id}")).unwrap(), who: Actor::new(who).unwrap(), deed }
}

/// A turn is taken by the play and kept.
fn taken(play: &mut Play, kept: &mut Vec<Turn>, turn: Turn) -> Vec<Block> {
    let shown = play.take(&turn);
    kept.push(turn);
    shown
}

fn says(play: &mut Play, kept: &mut Vec<Turn>, who: &str, text: &str) -> Vec<Block> {
    let turn = order(play, who, Command::Say { text: text.into() });
    taken(play, kept, turn)
}

fn passes(play: &mut Play, kept: &mut Vec<Turn>, minutes: u64) {
    for _ in 0..minutes * 6 {
        taken(play, kept, Turn::Passed(10 * SECOND));
    }
}

fn narrated(blocks: &[Block]) -> String {
    let words = |block: &Block| match &block.body {
        Body::Narration(text) | Body::Confirm { question: text } => Some(text.clone()),
        _ => None,
    };
    blocks.iter().filter_map(words).collect::<Vec<_>>().join("\n")
}

#[test]
fn the_game_master_keeps_out_of_what_a_team_says_to_one_another() {
    let (mut play, mut kept) = (team(), Vec::new());
    assert!(play.alone());
    says(&mut play, &mut kept, "bo", "hello, I am here");
    assert!(!play.alone());
    for text in
        ["what a night", "anybody from the team next door here?", "yes", "go on, I fetch coffee first", "2"]
    {
        assert!(says(&mut play, &mut kept, "ana", text).is_empty(), "{text}");
    }
    let said = play.entries().iter().filter(|e| matches!(e.event, Event::Said { .. })).count();
    assert_eq!(said, 6, "and all of it is in the flow");
    assert!(!says(&mut play, &mut kept, "ana", "gm, what a night").is_empty(), "by name it answers");
    assert!(!says(&mut play, &mut kept, "bo", "logs checkout").is_empty(), "and a look is a look");
}

#[test]
fn each_of_a_team_has_an_open_question_of_their_own() {
    let (mut play, mut kept) = (team(), Vec::new());
    says(&mut play, &mut kept, "bo", "hello");
    let asked = narrated(&says(&mut play, &mut kept, "ana", "restart checkout"));
    assert!(asked.contains("restart checkout"), "it drops calls in flight: {asked}");
    assert!(says(&mut play, &mut kept, "bo", "yes").is_empty(), "bo was not asked");
    assert!(says(&mut play, &mut kept, "ana", "bo, look at the logs please, will you?").is_empty());
    says(&mut play, &mut kept, "ana", "yes");
    let ordered = |e: &room::Entry| matches!(e.event, Event::InterventionOrdered { .. }) && e.actor == ana();
    assert!(play.entries().iter().any(ordered), "ana was");
}

#[test]
fn what_the_room_refuses_has_not_happened() {
    let (mut play, mut kept) = (team(), Vec::new());
    let take = |role| Command::TakeRole { role };
    let turn = order(&play, "ana", take(Role::IncidentCommander));
    taken(&mut play, &mut kept, turn);
    let Turn::Gave(bo) = order(&play, "bo", take(Role::IncidentCommander)) else { unreachable!() };
    let before = play.entries().len();
    let refused = play.clone().take_order(&bo);
    assert!(matches!(refused, Err(Refusal::RoleHeld { .. })), "{refused:?}");
    let close = Command::CloseRoom { ending: room::Ending::Over };
    let Turn::Gave(bo) = order(&play, "bo", close) else { unreachable!() };
    let told = narrated(&play.take_order(&bo).unwrap());
    assert!(told.contains("ana") && !play.over(), "it is the commander's to end: {told}");
    assert_eq!(play.entries().len(), before);
}

#[test]
fn a_team_plays_a_night_to_its_end_and_its_turns_give_the_same_night_again() {
    let (mut play, mut kept) = (team(), Vec::new());
    let severity = Severity::new(2);
    let turn = order(&play, "ana", Command::Declare { severity, title: None });
    taken(&mut play, &mut kept, turn);
    let turn = order(&play, "ana", Command::TakeRole { role: Role::IncidentCommander });
    taken(&mut play, &mut kept, turn);
    let owner = Actor::new("bo").unwrap();
    says(&mut play, &mut kept, "bo", "changes");
    let turn =
        order(&play, "ana", Command::AddTask { text: "find the release".into(), owner, within: Some(2) });
    taken(&mut play, &mut kept, turn);
    passes(&mut play, &mut kept, 3);
    assert!(
        play.entries().iter().any(|e| matches!(e.event, Event::TaskFellDue { .. })),
        "by the drill's clock"
    );
    says(&mut play, &mut kept, "bo", "rollback checkout");
    passes(&mut play, &mut kept, 8);
    let claim = Command::SayStabilised { text: None };
    let turn = order(&play, "bo", claim.clone());
    taken(&mut play, &mut kept, turn);
    assert!(play.lives(), "bo has looked, and ana commands");
    let turn = order(&play, "ana", claim);
    taken(&mut play, &mut kept, turn);
    assert!(!play.lives() && !play.over(), "what should change?");
    let told = narrated(&says(&mut play, &mut kept, "bo", "well done, everybody"));
    assert!(told.is_empty(), "{told}");
    says(&mut play, &mut kept, "bo", "we should release in stages");
    let by_bo =
        |e: &room::Entry| matches!(e.event, Event::CountermeasureProposed { .. }) && e.actor.as_str() == "bo";
    assert!(play.entries().iter().any(by_bo));
    let turn = order(&play, "ana", Command::CloseRoom { ending: room::Ending::Over });
    taken(&mut play, &mut kept, turn);
    assert!(play.over());
    says(&mut play, &mut kept, "bo", "good night");

    let mut again = team();
    kept.iter().for_each(|turn| drop(again.take(turn)));
    assert_eq!(again.entries(), play.entries());
    assert!(play.entries()[0].at.to_string().starts_with("2026-11-22T03:00:00"), "by the host's clock");
    assert_eq!(play.wall().minute(play.instant()), play.clock().minute(play.now()));
    let debrief = play.debrief(in_turn);
    assert_eq!(debrief.team.responders, 2);
    assert!(debrief.course.recovery.since().is_some(), "{:?}", debrief.course);
}

/// A table with a seat for each kind of right.
fn seated_team() -> Play {
    let seat = |id: &str, may: Vec<Right>| Seat {
        id: id.into(),
        name: both(id),
        may,
        knows: both(&format!("what {id} knows")),
    };
    let scenario = Scenario {
        seats: vec![
            seat("operator", vec![Right::Look, Right::Deploy]),
            seat("switchboard", vec![Right::Telephone]),
        ],
        ..scenario()
    };
    let host = Host { who: ana(), at: "2026-11-22T03:00:00Z".parse().unwrap(), times: 1 };
    let options = Options { seed: 7, lang: Lang::En, player: String::new(), pace: Pace::Clock, focus: None };
    let mut play = Play::open_for_a_team(&scenario, options, &host).unwrap();
    play.opening();
    for who in ["ana", "bo"] {
        play.take(&order(&play, who, Command::Join {}));
    }
    play
}

#[test]
fn whoever_sits_in_a_seat_may_what_it_may_and_knows_what_it_knows() {
    let (mut play, mut kept) = (seated_team(), Vec::new());
    let bo = Actor::new("bo").unwrap();
    let refused = narrated(&says(&mut play, &mut kept, "bo", "rollback checkout"));
    assert!(refused.contains("operator"), "without a seat one looks and talks: {refused}");
    assert!(!says(&mut play, &mut kept, "bo", "logs checkout").is_empty());
    taken(&mut play, &mut kept, did(1, "ana", Deed::Seat("operator".into())));
    taken(&mut play, &mut kept, did(2, "bo", Deed::Seat("switchboard".into())));
    let refused = narrated(&says(&mut play, &mut kept, "bo", "logs checkout"));
    assert!(refused.contains("operator"), "{refused}");
    let refused = narrated(&says(&mut play, &mut kept, "ana", "ask dba"));
    assert!(refused.contains("switchboard"), "{refused}");
    let update = Command::PublishUpdate {
        audience: room::Audience::Everyone,
        text: "checkout is slow".into(),
        next_within: None,
    };
    let update = order(&play, "ana", update);
    let refused = narrated(&taken(&mut play, &mut kept, update));
    assert!(refused.contains("switchboard"), "in the line language as well: {refused}");
    says(&mut play, &mut kept, "ana", "rollback checkout");
    let ordered = |e: &room::Entry| matches!(e.event, Event::InterventionOrdered { .. });
    assert_eq!(play.entries().iter().filter(|e| ordered(e)).count(), 1, "and only hers");
    assert_eq!(play.briefing(&bo, Lang::En).as_deref(), Some("what switchboard knows"));
    assert_eq!(play.briefing(&Actor::new("cy").unwrap(), Lang::En), None);
    let sits: Vec<usize> = play.seats().iter().map(|(_, who)| who.len()).collect();
    assert_eq!(sits, [1, 1]);
}

#[test]
fn a_person_in_the_game_masters_chair_leads_and_takes_no_part() {
    let (mut play, mut kept) = (seated_team(), Vec::new());
    let ids = std::cell::Cell::new(0);
    let led = |who: &str, deed| {
        ids.set(ids.get() + 1);
        did(ids.get(), who, deed)
    };
    let before = play.entries().len();
    taken(&mut play, &mut kept, led("bo", Deed::Lose(5 * MINUTE)));
    assert_eq!(play.entries().len(), before, "who does not sit in it does nothing");
    taken(&mut play, &mut kept, led("bo", Deed::Chair(true)));
    taken(&mut play, &mut kept, led("ana", Deed::Chair(true)));
    assert_eq!(play.chair().map(Actor::as_str), Some("bo"));
    assert!(
        !play.room().is_here(&Actor::new("bo").unwrap()) && play.alone(),
        "ana is alone with the game master"
    );
    let at = play.now();
    taken(&mut play, &mut kept, led("bo", Deed::Lose(5 * MINUTE)));
    assert_eq!(play.now(), at + 5 * MINUTE);
    let says_it = Deed::Says { id: "boss".into(), text: "The board is on the line.".into() };
    let shown = taken(&mut play, &mut kept, led("bo", says_it));
    assert!(shown.iter().any(|b| matches!(&b.body, Body::Speech { text, .. } if text.contains("board"))));
    taken(&mut play, &mut kept, led("bo", Deed::Hints(false)));
    let told = narrated(&says(&mut play, &mut kept, "ana", "gm, hint"));
    assert!(
        !told.is_empty() && !play.entries().iter().any(|e| matches!(e.event, Event::HintTaken { .. })),
        "{told}"
    );
    taken(&mut play, &mut kept, led("bo", Deed::Chair(false)));
    says(&mut play, &mut kept, "bo", "rollback checkout");
    let declare = order(&play, "bo", Command::Declare { severity: None, title: None });
    assert!(taken(&mut play, &mut kept, declare).is_empty());
    let acted =
        |e: &room::Entry| matches!(e.event, Event::InterventionOrdered { .. } | Event::Declared { .. });
    assert!(!play.entries().iter().any(acted), "whoever has seen the truth watches and talks");
    assert_eq!(play.truth(Lang::En).cause, "s");

    let mut again = seated_team();
    kept.iter().for_each(|turn| drop(again.take(turn)));
    assert_eq!(again.entries(), play.entries());
}

/// The same with somebody beside ana.
fn two() -> (Play, Vec<Turn>) {
    let (mut play, mut kept) = (team(), Vec::new());
    says(&mut play, &mut kept, "mio", "hello");
    (play, kept)
}

fn has(play: &Play, wanted: impl Fn(&Event) -> bool) -> bool {
    play.entries().iter().any(|entry| wanted(&entry.event))
}

#[test]
fn what_is_meant_for_a_colleague_by_name_is_neither_sent_nor_done() {
    let (mut play, mut kept) = two();
    says(&mut play, &mut kept, "ana", "SEV2で宣言。Mioさんcheckout見て、連絡係お願いします");
    assert!(has(&play, |e| matches!(e, Event::Declared { .. })), "the declaration is hers");
    assert!(!has(&play, |e| matches!(e, Event::UpdatePublished { .. })), "and the rest is for mio");
    for text in [
        "Mioさんcheckoutのログ見てもらえます？",
        "mio, roll back checkout",
        "roll back checkout, mio",
        "can somebody look at the checkout logs",
    ] {
        assert!(says(&mut play, &mut kept, "ana", text).is_empty(), "{text}");
    }
    assert!(!has(&play, |e| matches!(e, Event::Looked { .. } | Event::InterventionOrdered { .. })));
}

#[test]
fn whoever_says_that_they_take_a_role_takes_it() {
    let (mut play, mut kept) = two();
    let turn = order(&play, "ana", Command::TakeRole { role: Role::IncidentCommander });
    taken(&mut play, &mut kept, turn);
    assert!(says(&mut play, &mut kept, "mio", "連絡係やります").is_empty());
    let mio = Actor::new("mio").unwrap();
    assert!(play.room().holds(&mio, Role::Liaison));
    let refused = narrated(&says(&mut play, &mut kept, "mio", "I'll take command"));
    assert!(refused.contains("ana"), "what the room refuses is said: {refused}");
}

#[test]
fn whoever_of_a_team_answers_what_should_change_is_heard() {
    let (mut play, mut kept) = two();
    says(&mut play, &mut kept, "ana", "rollback checkout");
    passes(&mut play, &mut kept, 8);
    let turn = order(&play, "ana", Command::SayStabilised { text: None });
    taken(&mut play, &mut kept, turn);
    assert!(!play.lives() && !play.over(), "what should change?");
    let kept_words = |play: &Play, words: &str| {
        has(play, |e| matches!(e, Event::CountermeasureProposed { text, .. } if text.contains(words)))
    };
    says(&mut play, &mut kept, "mio", "cap the retries to one with a budget, and alert on retry ratio");
    assert!(kept_words(&play, "cap the retries"));
    says(&mut play, &mut kept, "ana", "リリース前にメモリのソークテストを入れる。カナリアで30分見る");
    assert!(kept_words(&play, "ソークテスト"));
    // What may be an answer and may be talk is asked about.
    let asked = narrated(&says(&mut play, &mut kept, "mio", "a buddy beside whoever is new"));
    assert!(asked.contains("a buddy beside"), "{asked}");
    says(&mut play, &mut kept, "mio", "yes");
    assert!(kept_words(&play, "a buddy beside"));
    assert!(says(&mut play, &mut kept, "ana", "well done, everybody").is_empty());
}

#[test]
fn nobody_is_said_to_have_verified_who_has_only_said_that_it_is_over() {
    let (mut play, mut kept) = two();
    says(&mut play, &mut kept, "ana", "rollback checkout");
    passes(&mut play, &mut kept, 8);
    says(&mut play, &mut kept, "ana", "it is over");
    let by = |who: &str| {
        play.entries()
            .iter()
            .any(|e| matches!(e.event, Event::SaidVerified { .. }) && e.actor.as_str() == who)
    };
    assert!(by("game-master") && !by("ana"));
}

#[test]
fn what_is_seen_is_told_once_and_the_clock_needs_no_waiting() {
    let (mut play, mut kept) = two();
    let shown = says(&mut play, &mut kept, "ana", "changes");
    let Some(saw) = play.entries().iter().find_map(|e| match &e.event {
        Event::Looked { saw, .. } => Some(saw.clone()),
        _ => None,
    }) else {
        panic!("a look is kept")
    };
    assert!(!saw.is_empty() && !narrated(&shown).contains(&saw), "it stands in the log: {saw}");
    let told = narrated(&says(&mut play, &mut kept, "ana", "wait 5m"));
    assert!(told.contains("by itself"), "{told}");
    let help = narrated(&says(&mut play, &mut kept, "ana", "help"));
    assert!(!help.contains("wait 5m") && help.contains("points"), "{help}");
    let told = narrated(&says(&mut play, &mut kept, "ana", "ask Kuroda"));
    assert!(told.contains("Nobody by that name"), "{told}");
}

#[test]
fn who_says_why_and_what_in_one_breath_has_both_taken_up() {
    let (mut play, mut kept) = two();
    says(&mut play, &mut kept, "mio", "it must be v142. I roll checkout back");
    assert!(has(&play, |e| matches!(e, Event::HypothesisProposed { .. })));
    assert!(has(&play, |e| matches!(e, Event::InterventionOrdered { .. })));
}

#[test]
fn what_is_said_with_a_declaration_names_the_incident_and_the_order_does_not() {
    let title = |text: &str| {
        let (mut play, mut kept) = two();
        says(&mut play, &mut kept, "ana", text);
        play.room().title().to_string()
    };
    assert_eq!(title("declare sev2, checkout is slow for everyone"), "A night");
    assert_eq!(title("declare sev2, 30% of orders fail"), "30% of orders fail");
}
