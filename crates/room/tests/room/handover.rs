//! Who commands, and how command changes hands.

use room::{Command, Order, OrderId, Role, Standing, record};

use crate::script::{Night, actor, check};

#[test]
fn whoever_acts_is_in_the_room_and_command_is_free_to_take() {
    check(
        "",
        "ana: take ic",
        &[r#"{"joined":{"standing":"responder"}}"#, r#"{"role_taken":{"role":"incident_commander"}}"#],
    );
}

#[test]
fn command_is_held_by_one_person_and_the_other_hears_who_and_what_to_do() {
    let told = "refused: ana holds incident command; ask for it: `handover ic @you`; if they stay silent it is free \
                at 2026-11-20T17:10:00Z";
    check("ana: take ic; bob: join; +5m", "bob: take ic", &[told]);
    check(
        "ana: take ic",
        "ana: take ic",
        &["refused: you hold incident command already; to give it away: `handover ic @somebody`"],
    );
}

#[test]
fn whoever_has_long_been_silent_is_replaced() {
    let taken = r#"{"role_taken":{"role":"incident_commander","from":"ana"}}"#;
    check("ana: take ic; bob: join; +10m", "bob: take ic", &[taken]);
}

#[test]
fn command_changes_hands_when_the_other_accepts() {
    let mut night =
        Night::after("ana: take ic; bob: join; ana: handover ic @bob rollback runs, update due at :20");
    assert_eq!(night.flow.room().commander(), Some(&actor("ana")), "an offer moves nothing");
    let offer = night.flow.room().seq();
    night.play(&format!("bob: accept {offer}"));
    assert_eq!(night.flow.room().commander(), Some(&actor("bob")));
    let twice = night.line(&format!("bob: accept {offer}")).unwrap_err();
    assert_eq!(twice.to_string(), format!("no offer {offer} stands; ask for a new one"));
}

#[test]
fn an_offer_is_declined_by_whom_it_was_made_to() {
    let offered = "ana: take ic; bob: join; cat: join; ana: handover ic @bob as on the board";
    let declined = r#"{"role_declined":{"offer":6,"role":"incident_commander","why":"on a train"}}"#;
    check(offered, "bob: decline #6 on a train", &[declined]);
    check(offered, "cat: accept #6", &["refused: that offer was made to bob; bob accepts or declines it"]);
}

#[test]
fn an_offer_lapses_when_its_maker_no_longer_holds_the_role() {
    check(
        "ana: take ic; bob: join; ana: handover ic @bob as on the board; ana: leave",
        "bob: accept #5",
        &["refused: no offer #5 stands; ask for a new one"],
    );
}

#[test]
fn command_is_never_assigned_and_not_dropped_while_it_burns() {
    let never =
        "refused: command is taken or handed over, never assigned; let them `take ic`, or hand it over";
    check("ana: take ic; bob: join", "ana: assign ic @bob", &[never]);
    let stays = "refused: an incident is not left without a commander; hand it over: `handover ic @somebody`";
    check("ana: declare 2; ana: take ic", "ana: release ic", &[stays]);
    let released = r#"{"role_released":{"role":"incident_commander"}}"#;
    check("ana: declare 2; ana: take ic; ana: resolved", "ana: release ic", &[released]);
}

#[test]
fn the_commander_gives_roles_to_people_in_the_room() {
    let given = r#"{"role_assigned":{"role":"scribe","to":"bob"}}"#;
    check("ana: take ic; bob: join", "ana: assign scribe @bob", &[given]);
    let absent = "refused: zoe is not in the room; ask zoe to join";
    check("ana: take ic", "ana: assign scribe @zoe", &[absent]);
    let watches = "refused: zoe is in the room, but not to act; name somebody who responds";
    check("ana: take ic; guest zoe: join", "ana: assign scribe @zoe", &[watches]);
    let theirs = "refused: ana commands, and this is theirs to say; ask ana, or ask for command";
    check("ana: take ic; bob: join", "bob: assign scribe @bob", &[theirs]);
}

#[test]
fn a_deputy_who_takes_over_is_no_deputy_any_more() {
    let taken = [
        r#"{"role_accepted":{"offer":6,"role":"incident_commander","from":"ana"}}"#,
        r#"{"role_released":{"role":"deputy"}}"#,
    ];
    let script = "ana: take ic; bob: take deputy; ana: handover ic @bob as on the board";
    check(script, "bob: accept #6", &taken);
}

#[test]
fn of_two_who_take_command_at_once_one_gets_it_and_the_other_hears_who() {
    let mut night = Night::after("ana: join; bob: join");
    let take = |who: &str| Order {
        id: OrderId::new(format!("take-{who}")).unwrap(),
        actor: actor(who),
        line: None,
        command: Command::TakeRole { role: Role::IncidentCommander },
    };
    let both = ["ana", "bob"].map(|who| {
        record(night.flow.room(), &take(who), Standing::Responder, night.now).expect("nobody commands yet")
    });
    let [first, second] = both;
    night.flow.append(first).unwrap();
    assert!(night.flow.append(second).is_err(), "the place in the log is taken");
    let told = night.flow.submit(&take("bob"), Standing::Responder, night.now).unwrap_err().to_string();
    assert!(told.starts_with("ana holds incident command; ask for it"), "{told}");
}

#[test]
fn who_leaves_lays_everything_down() {
    let left = [
        r#"{"role_released":{"role":"incident_commander"}}"#,
        r#"{"role_released":{"role":"expert"}}"#,
        r#"{"left":{}}"#,
    ];
    check("ana: take ic; ana: take expert", "ana: leave", &left);
}
