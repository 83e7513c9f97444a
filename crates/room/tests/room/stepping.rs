//! Runbooks: read from the top, ticked by somebody, left with a reason; in an incident and in a read-through.

use room::view::{Runbook, brief, runbook};
use room::{Command, Flow, Order, OrderId, Origin, Seq, Standing};

use crate::script::{NIGHT, Night, actor, check};

const READ: &str = "ana: runbook db failover; stop writes; promote db-2; let writes in";

/// A night in which entry 5 is the runbook; its line is ordered by itself, as `;` parts its steps.
fn reading(after: &str) -> Night {
    let mut night = Night::after("ana: take ic; bob: join");
    night.line(READ).unwrap();
    night.play(after);
    night
}

fn shown(after: &str) -> Runbook {
    runbook(reading(after).flow.room(), Seq(5)).unwrap()
}

#[track_caller]
fn comes(after: &str, line: &str, expected: &[&str]) {
    let came = reading(after).line(line).unwrap_or_else(|refusal| vec![format!("refused: {refusal}")]);
    assert_eq!(came, expected, "after \"{after}\", \"{line}\"");
}

#[test]
fn the_text_of_a_runbook_is_copied_into_the_log() {
    let started = r#"{"runbook_started":{"title":"db failover","steps":["stop writes","promote db-2"]}}"#;
    check("ana: join", "ana: runbook \"db failover\" \"stop writes\" \"promote db-2\"", &[started]);
    let none = "refused: the steps can be 1 to 100; give the steps again";
    check("ana: join", "ana: runbook \"db failover\"", &[none]);
    let many = format!("ana: runbook \"long\"{}", " \"step\"".repeat(101));
    check("ana: join", &many, &[none]);
    check("ana: join", "ana: runbook \"x\" \" \"", &["refused: the text is empty; write a few words"]);
    check(
        "",
        "guest zoe: runbook \"x\" \"y\"",
        &["refused: a guest may not do this; ask somebody who responds here"],
    );
}

#[test]
fn the_next_open_step_is_shown_and_a_later_one_may_be_ticked() {
    assert_eq!(shown("").next, Some(1));
    assert_eq!(shown("bob: tick #5 1").next, Some(2));
    let jumped = shown("bob: tick #5 3");
    assert_eq!(jumped.next, Some(1), "the earlier ones stay open");
    let ticked = jumped.steps[2].ticked.as_ref().map(|(who, mark)| (who.as_str(), mark.seq));
    assert_eq!(ticked, Some(("bob", Seq(6))));
    assert_eq!(shown("ana: tick #5 1; ana: tick #5 2; bob: tick #5 3").next, None);
    comes("ana: tick #5 1", "bob: tick #5 1", &[]);
    let evidence = r#"{"finding_recorded":{"text":"writes stopped","topic":"other","evidence":[6]}}"#;
    comes("ana: tick #5 1", "bob: find writes stopped #6", &[evidence]);
}

#[test]
fn leaving_a_step_out_or_changing_it_is_a_deviation_with_its_reason() {
    let after =
        shown("bob: skip #5 1 nobody writes at night; ana: change #5 2 promote db-3 because db-2 is slow");
    assert_eq!((after.next, after.steps[0].skipped), (Some(2), true));
    assert_eq!(after.steps[1].text, "promote db-3");
    assert_eq!(after.steps[1].written.as_deref(), Some("promote db-2"));
    let told: Vec<_> =
        after.deviations.iter().map(|row| (row.step, row.written.as_str(), row.why.as_str())).collect();
    assert_eq!(told, [(1, "stop writes", "nobody writes at night"), (2, "promote db-2", "db-2 is slow")]);
    assert_eq!(after.deviations[1].instead.as_deref(), Some("promote db-3"));
    comes("", "bob: skip #5 1 \"\"", &["refused: the why is empty; write a few words"]);
    comes("bob: skip #5 1 no", "bob: skip #5 1 again", &[]);
    comes("bob: skip #5 1 no", "bob: tick #5 1", &[r#"{"step_ticked":{"runbook":5,"step":1}}"#]);
}

#[test]
fn who_takes_over_reads_what_is_half_done_and_half_decided() {
    let half = reading("ana: tick #5 1; bob: propose wait for the replica");
    let handed = brief(half.flow.room(), half.now);
    assert_eq!((handed.runbooks[0].next, handed.decisions[0].seq), (Some(2), Seq(7)));
    let whole = reading(
        "ana: tick #5 1; ana: tick #5 2; bob: skip #5 3 not needed; bob: propose wait; ana: decide #9",
    );
    let handed = brief(whole.flow.room(), whole.now);
    assert!(handed.runbooks.is_empty() && handed.decisions.is_empty());
}

#[test]
fn what_is_done_is_neither_left_out_nor_changed() {
    let done = "refused: step 1 is done; go on with the next one, or note what was otherwise";
    comes("bob: tick #5 1", "ana: skip #5 1 late", &[done]);
    comes("bob: tick #5 1", "ana: change #5 1 x because y", &[done]);
    let beyond = "refused: the runbook has steps 1 to 3, not 4; see the runbook for the numbers";
    comes("", "ana: tick #5 4", &[beyond]);
    comes("", "ana: tick #5 0", &[&beyond.replace("not 4", "not 0")]);
    comes("", "ana: tick #4 1", &["refused: no runbook has the number #4; see the board for the numbers"]);
}

#[test]
fn a_runbook_is_rehearsed_outside_an_incident() {
    let mut flow = Flow::new();
    let commands = [
        Command::OpenRoom { title: "db failover, read through".into(), origin: Origin::Rehearsal {} },
        Command::StartRunbook { title: "db failover".into(), steps: vec!["stop writes".into()] },
        Command::TickStep { runbook: Seq(3), step: 1 },
        Command::CloseRoom { ending: room::Ending::Over },
    ];
    for (number, command) in commands.into_iter().enumerate() {
        let id = OrderId::new(format!("o{number}")).unwrap();
        let order = Order { id, actor: actor("newcomer"), line: None, command };
        flow.submit(&order, Standing::Responder, NIGHT.parse().unwrap()).unwrap();
    }
    assert_eq!(runbook(flow.room(), Seq(3)).unwrap().next, None);
    let opened = serde_json::to_string(&flow.entries()[0].event).unwrap();
    assert!(opened.contains(r#""origin":{"rehearsal":{}}"#), "{opened}");
}
