//! How a night begins: alerts, people coming in, the word that this is an incident.

use room::{
    Actor, Command, ENTRIES, Ending, Entry, Flow, Order, OrderId, Seq, Severity, Standing, fold, record,
};

use crate::script::{NIGHT, Night, check};

#[test]
fn nothing_happens_in_a_room_that_nobody_opened() {
    let order = Order {
        id: OrderId::new("o1").unwrap(),
        actor: Actor::new("ana").unwrap(),
        line: None,
        command: Command::Say { text: "hello?".into() },
    };
    let refusal = Flow::new().submit(&order, Standing::Responder, NIGHT.parse().unwrap()).unwrap_err();
    assert_eq!(refusal.to_string(), "this room is not open yet; open it first");
    check("", "ana: open again", &["refused: this room is open already; go on in it, or open another"]);
}

#[test]
fn an_alert_that_fires_already_is_no_news() {
    let noted = r#"{"alert_noted":{"rule":"latency_high","subject":"checkout","pages":true}}"#;
    let cleared = r#"{"alert_cleared":{"rule":"latency_high","subject":"checkout"}}"#;
    check("", "herald pager: alert latency_high checkout pages", &[noted]);
    check(
        "herald pager: alert latency_high checkout pages",
        "herald pager: alert latency_high checkout pages",
        &[],
    );
    check(
        "herald pager: alert latency_high checkout pages",
        "herald pager: clear latency_high checkout",
        &[cleared],
    );
    check("", "herald pager: clear latency_high checkout", &[]);
}

#[test]
fn one_line_declares_and_keeps_the_rooms_title() {
    let declared = r#"{"declared":{"severity":2,"title":"checkout fails"}}"#;
    check("ana: join", "ana: declare 2", &[declared]);
    let titled = r#"{"declared":{"severity":1,"title":"nobody can pay"}}"#;
    check("ana: join", "ana: declare 1 nobody can pay", &[titled]);
    let before = "refused: ana has declared it, severity 2; change the severity if it is another";
    check("ana: declare 2; bob: join", "bob: declare 1", &[before]);
}

#[test]
fn how_bad_it_is_may_be_said_after_it_is_declared() {
    check("ana: join", "ana: declare", &[r#"{"declared":{"title":"checkout fails"}}"#]);
    check("ana: declare", "ana: sev 3", &[r#"{"severity_changed":{"to":3}}"#]);
    let before = "refused: ana has declared it; change the severity if it is another";
    check("ana: declare", "ana: declare", &[before]);
}

#[test]
fn the_severity_changes_with_a_reason_and_by_whoever_commands() {
    let worse = r#"{"severity_changed":{"from":3,"to":1,"why":"payments too"}}"#;
    check("ana: declare 3", "ana: sev 1 payments too", &[worse]);
    check("ana: declare 3", "ana: sev 3", &["refused: the severity is 3 already; nothing needs to be done"]);
    let undeclared =
        "refused: nobody has declared an incident here; declare it with a severity from 1 (worst) to 4";
    check("ana: join", "ana: sev 1", &[undeclared]);
    let theirs = "refused: ana commands, and this is theirs to say; ask ana, or ask for command";
    check("ana: declare 3; ana: take ic; bob: join", "bob: sev 1", &[theirs]);
}

#[test]
fn a_severity_is_a_number_from_1_to_4() {
    assert_eq!((0..=9).filter_map(Severity::new).count(), 4);
    let written = serde_json::from_str::<Command>(r#"{"declare":{"severity":7}}"#).unwrap_err();
    assert!(written.to_string().contains("a number from 1 (worst) to 4"), "{written}");
}

#[test]
fn guests_speak_and_heralds_bring_in_but_neither_acts() {
    let said = [r#"{"joined":{"standing":"guest"}}"#, r#"{"said":{"text":"good luck"}}"#];
    check("", "guest zoe: say good luck", &said);
    let guest = "refused: a guest may not do this; ask somebody who responds here";
    check("", "guest zoe: do rollback checkout", &[guest]);
    let herald =
        "refused: somebody who only brings things in may not do this; ask somebody who responds here";
    check("", "herald pager: declare 1", &[herald]);
    let heard = r#"{"heard":{"from":"support","text":"how long?","asks":true}}"#;
    check("", "herald desk: asked @support how long?", &[heard]);
}

#[test]
fn a_field_that_no_order_has_is_an_error_and_not_ignored() {
    let wrong = serde_json::from_str::<Command>(r#"{"say":{"text":"hello","loud":true}}"#);
    assert!(wrong.is_err_and(|error| error.to_string().contains("unknown field `loud`")));
}

#[test]
fn texts_are_kept_without_what_commands_a_terminal_or_turns_a_line() {
    check(
        "ana: join",
        "ana: say \u{1b}[31mred\u{7} \u{202e}alert",
        &[r#"{"said":{"text":"[31mred alert"}}"#],
    );
    check("ana: join", "ana: say \u{200b}", &["refused: the text is empty; write a few words"]);
    check("ana: join", "ana: say  \u{1b} ", &["refused: the text is empty; write a few words"]);
    let long = format!("ana: say {}", "長".repeat(4_001));
    let told = "refused: the text is longer than 4000 characters; say the main thing, and link to the rest";
    check("ana: join", &long, &[told]);
}

#[test]
fn an_order_sent_twice_is_recorded_once() {
    let mut night = Night::after("ana: join");
    let order = Order {
        id: OrderId::new("retry-1").unwrap(),
        actor: Actor::new("ana").unwrap(),
        line: None,
        command: Command::Note { text: "restarted at 02:10".into() },
    };
    let first = night.flow.submit(&order, Standing::Responder, night.now).unwrap().len();
    let again = night.flow.submit(&order, Standing::Responder, night.now).unwrap().len();
    assert_eq!((first, again), (1, 0));
}

#[test]
fn a_full_log_takes_nothing_more_but_the_end() {
    let night = Night::after("ana: join");
    let mut room = night.flow.room().clone();
    fold(&mut room, &Entry { seq: Seq(ENTRIES), ..night.flow.entries()[0].clone() });
    let order = |command| Order {
        id: OrderId::new("last").unwrap(),
        actor: Actor::new("ana").unwrap(),
        line: None,
        command,
    };
    let say = order(Command::Say { text: "still here".into() });
    let told = record(&room, &say, Standing::Responder, night.now).unwrap_err().to_string();
    assert_eq!(told, "this room's log is full at 200000 entries; close it and go on in a new one");
    let close = order(Command::CloseRoom { ending: Ending::BrokenOff });
    assert_eq!(record(&room, &close, Standing::Responder, night.now).map(|entries| entries.len()), Ok(1));
}

#[test]
fn the_log_never_goes_back_in_time() {
    let mut night = Night::after("+5m; ana: join");
    night.now = NIGHT.parse().unwrap();
    night.play("ana: say my clock is slow");
    let times: Vec<_> = night.flow.entries().iter().map(|entry| entry.at).collect();
    assert!(times.is_sorted(), "{times:?}");
}

#[test]
fn an_id_holds_nothing_that_ends_it_and_nothing_unseen() {
    for good in ["ana", "花子", "team-db", "slack:U02"] {
        assert!(Actor::new(good).is_ok(), "{good}");
    }
    let long = "a".repeat(65);
    for bad in ["", "ana maria", "@ana", "ana\u{200b}", "\u{202e}ana", "a\nb", &long] {
        assert!(Actor::new(bad).is_err(), "{bad:?}");
    }
    let told = Actor::new("").unwrap_err().to_string();
    assert_eq!(told, "an id has 1 to 64 letters, digits or `-_.:+/`: write it like `ana` or `team-db`");
}
