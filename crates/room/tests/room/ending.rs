//! How a night ends, and how it does not.

use room::view::{Onward, onward};
use room::{Phase, Standing};

use crate::script::{Night, actor, check};

/// A night that goes as it should.
pub const GOOD: &str = "
    herald pager: alert latency_high checkout pages; ana: declare 2; ana: take ic; ana: look overview;
    ana: find impact a third of payments fail #6; ana: update 20m a third of payments fail;
    ana: look changes; ana: suspect the 02:00 deploy; ana: confirm #10 #9; ana: do rollback checkout; +4m;
    herald ops: worked #12 v41 runs; ana: stable; +5m; ana: look overview; ana: verified; ana: resolved;
    ana: update all is well again; ana: improve deploy by day; ana: close; ana: file";

#[test]
fn a_good_night_passes_through_every_phase() {
    let mut night = Night::open();
    let mut phases = vec![night.flow.room().phase()];
    for line in GOOD.split(';') {
        night.play(line);
        phases.push(night.flow.room().phase());
    }
    phases.dedup();
    assert_eq!(phases, Phase::ARC);
}

#[test]
fn a_declared_incident_is_over_when_somebody_says_so() {
    let told = "refused: nobody has said that the incident is over; say that it is resolved or a false alarm, or close \
                it as broken off";
    check("ana: declare 2", "ana: close", &[told]);
    check("ana: declare 2", "ana: break off", &[r#"{"room_closed":{"ending":"broken_off"}}"#]);
    let over = r#"{"room_closed":{"ending":"over"}}"#;
    check("ana: declare 2; ana: resolved", "ana: close", &[over]);
    check("ana: declare 2; ana: false alarm a rule too tight", "ana: close", &[over]);
    check("ana: join", "ana: close", &[over]);
}

#[test]
fn a_relapse_takes_back_what_no_longer_stands() {
    let mut night = Night::after("ana: declare 2; ana: stable; ana: verified; ana: resolved");
    assert_eq!(night.flow.room().phase(), Phase::Verified);
    night.play("ana: relapse errors are back");
    assert_eq!(night.flow.room().phase(), Phase::Declared);
    assert!(night.line("ana: close").is_err(), "it is no longer over");
    let told = "refused: nobody has called it stable; it still counts as burning; go on";
    check("ana: declare 2", "ana: relapse again", &[told]);
}

#[test]
fn after_the_end_people_talk_and_learn_but_do_nothing_more() {
    let closed = "refused: this room is closed; reopen it with the reason, or open another";
    check("ana: close", "ana: do restart checkout", &[closed]);
    check("ana: close", "herald pager: alert latency_high checkout pages", &[closed]);
    check("ana: join; ana: close", "ana: say thank you", &[r#"{"said":{"text":"thank you"}}"#]);
    let learned = r#"{"countermeasure_proposed":{"text":"canary"}}"#;
    check("ana: join; ana: close", "ana: improve canary", &[learned]);
    check("ana: join", "ana: file", &["refused: this room is not closed; close it first"]);
    check("ana: join", "ana: reopen why", &["refused: this room is not closed; close it first"]);
    check("ana: join; ana: close", "ana: reopen it is back", &[r#"{"room_reopened":{"why":"it is back"}}"#]);
}

/// Nobody is offered what the room would refuse, or what is so already.
#[test]
fn the_ways_onward_that_somebody_is_offered_are_those_that_the_room_would_take_from_them() {
    let of = |night: &Night, who: &str, standing| onward(night.flow.room(), &actor(who), standing, night.now);
    let mut night = Night::after("ana: declare; ana: take ic; bo: join; guest zoe: join");
    let responder = Standing::Responder;
    assert_eq!(
        of(&night, "ana", responder),
        [
            Onward::Severity,
            Onward::Update,
            Onward::Stabilised,
            Onward::Resolved,
            Onward::FalseAlarm,
            Onward::BreakOff
        ]
    );
    assert_eq!(of(&night, "bo", responder), [Onward::Stabilised], "the rest is the commander's to say");
    assert_eq!(of(&night, "zoe", Standing::Guest), []);
    night.play("ana: assign liaison @bo; ana: stable errors are gone");
    assert_eq!(of(&night, "bo", responder), [Onward::Update, Onward::Verified, Onward::Relapsed]);
    night.play("bo: verified; ana: resolved");
    assert_eq!(
        of(&night, "ana", responder),
        [Onward::Severity, Onward::Update, Onward::Close, Onward::Relapsed]
    );
    night.play("ana: close");
    assert_eq!(of(&night, "ana", responder), [Onward::File, Onward::Reopen]);
    night.play("ana: file");
    assert_eq!(of(&night, "ana", responder), [Onward::Reopen]);
}
