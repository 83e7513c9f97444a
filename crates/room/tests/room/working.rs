//! Tasks, orders to what burns, and word to those who wait; what the clock says when nobody does.

use room::wake;

use crate::script::{NIGHT, Night, check};

#[test]
fn a_task_has_one_person_minutes_and_a_yes() {
    let added = r#"{"task_added":{"text":"fail over db","owner":"bob","due":"2026-11-20T17:10:00Z"}}"#;
    check("ana: join; bob: join", "ana: task @bob 10m fail over db", &[added]);
    let asked = "ana: join; bob: join; ana: task @bob 10m fail over db";
    check(asked, "bob: task ok #4", &[r#"{"task_acknowledged":{"task":4}}"#]);
    check(asked, "ana: task ok #4", &["refused: this task is bob's; ask bob, or assign it to somebody else"]);
    check(asked, "bob: task no #4 no access", &[r#"{"task_declined":{"task":4,"why":"no access"}}"#]);
    check(asked, "ana: task give #4 @ana", &[r#"{"task_assigned":{"task":4,"owner":"ana"}}"#]);
    check("ana: join", "ana: task @bob fail over", &["refused: bob is not in the room; ask bob to join"]);
}

#[test]
fn a_task_is_done_by_its_owner_or_by_the_commanders_word() {
    let asked = "ana: take ic; bob: join; cat: join; ana: task @bob 10m fail over db";
    let done = [r#"{"task_completed":{"task":6,"outcome":"primary is db-2"}}"#];
    check(asked, "bob: task done #6 primary is db-2", &done);
    check(asked, "ana: task done #6 primary is db-2", &done);
    check(
        asked,
        "cat: task done #6 ok",
        &["refused: this task is bob's; ask bob, or assign it to somebody else"],
    );
    let over = format!("{asked}; bob: task done #6 ok");
    check(&over, "bob: task done #6 again", &["refused: task #6 is done; add a new task"]);
}

#[test]
fn minutes_go_from_one_to_a_week() {
    let told = "refused: the minutes can be 1 to 10080; give the minutes again";
    check("ana: join", "ana: task @ana 0m blink", &[told]);
    check("ana: join", "ana: task @ana 4294967295m wait", &[told]);
}

#[test]
fn the_clock_records_once_what_has_fallen_due() {
    let mut night = Night::after("ana: join; ana: task @ana 10m fail over; ana: update 20m we look into it");
    let due = |night: &Night| wake(night.flow.room()).map(|at| at.to_string());
    assert_eq!(due(&night).as_deref(), Some("2026-11-20T17:10:00Z"));
    assert_eq!(night.line("herald clock: wake").unwrap(), Vec::<String>::new(), "nothing is due yet");
    night.play("+10m");
    assert_eq!(night.line("herald clock: wake").unwrap(), [r#"{"task_fell_due":{"task":3,"owner":"ana"}}"#]);
    assert_eq!(night.line("herald clock: wake").unwrap(), Vec::<String>::new(), "once is enough");
    assert_eq!(due(&night).as_deref(), Some("2026-11-20T17:20:00Z"));
    night.play("+15m");
    assert_eq!(
        night.line("herald clock: wake").unwrap(),
        [r#"{"update_fell_due":{"update":4,"audience":"everyone"}}"#]
    );
    assert_eq!(due(&night), None);
}

#[test]
fn word_in_time_keeps_a_promise() {
    let mut night = Night::after("ana: update 20m we look into it; +18m; ana: update it is repaired");
    assert_eq!(wake(night.flow.room()), None);
    night.play("+30m");
    assert_eq!(night.line("herald clock: wake").unwrap(), Vec::<String>::new());
}

#[test]
fn a_task_given_to_another_gets_their_time_as_promised_before() {
    let mut night =
        Night::after("ana: join; bob: join; ana: task @ana 10m fail over; ana: task give #4 @bob; +10m");
    assert_eq!(night.line("herald clock: wake").unwrap(), [r#"{"task_fell_due":{"task":4,"owner":"bob"}}"#]);
}

#[test]
fn a_closed_room_sleeps() {
    let night = Night::after("ana: update 20m soon; ana: close");
    assert_eq!(wake(night.flow.room()), None);
}

#[test]
fn an_order_to_what_burns_has_one_outcome() {
    let ordered = "ana: do rollback checkout";
    let came = r#"{"intervention_settled":{"intervention":3,"outcome":"v41 runs","ok":true}}"#;
    check(ordered, "herald ops: worked #3 v41 runs", &[came]);
    let twice = "refused: #3 was settled that way before; nothing needs to be done";
    check("ana: do rollback checkout; herald ops: worked #3 ok", "herald ops: worked #3 ok", &[twice]);
    let night = Night::after(ordered);
    assert_eq!(night.flow.room().under_way("rollback checkout").map(|seq| seq.0), Some(3));
    assert!(night.flow.entries()[0].at.to_string() == NIGHT);
}
