//! Looks, lines, hypotheses and findings: claims that cite what was seen.

use room::Phase;

use crate::script::{Night, check};

#[test]
fn a_look_is_evidence_that_a_finding_cites() {
    let found = r#"{"finding_recorded":{"text":"errors since the deploy","topic":"other","evidence":[3]}}"#;
    check("ana: look logs checkout", "ana: find errors since the deploy #3", &[found]);
    let told = "refused: entry #2 is nothing that was seen, heard or found; cite a look, an alert, a note, what \
                somebody said or a finding";
    check("ana: join; ana: look logs checkout", "ana: find it is the deploy #2", &[told]);
    check("ana: join", "ana: find it is the deploy #99", &[&told.replace("#2", "#99")]);
}

#[test]
fn evidence_is_cited_once_and_in_order() {
    let settled = r#"{"hypothesis_settled":{"hypothesis":5,"verdict":"refuted","evidence":[3,4]}}"#;
    check("ana: look logs; ana: look metrics; ana: suspect the disk", "ana: refute #5 #4 #3 #4", &[settled]);
}

#[test]
fn a_hypothesis_is_settled_and_people_may_change_their_minds() {
    let mut night = Night::after("ana: join; ana: suspect the new version; ana: confirm #3");
    assert_eq!(night.flow.room().phase(), Phase::CauseKnown);
    let told = night.line("ana: confirm #3").unwrap_err().to_string();
    assert_eq!(told, "#3 was settled that way before; nothing needs to be done");
    night.play("ana: refute #3");
    assert_eq!(night.flow.room().phase(), Phase::Alerting, "what was refuted is no longer the cause");
    check(
        "ana: join",
        "ana: confirm #1",
        &["refused: no hypothesis has the number #1; see the board for the numbers"],
    );
}

#[test]
fn a_line_has_one_owner_and_ends_with_what_came_of_it() {
    check(
        "bob: join",
        "ana: line open the database",
        &[
            r#"{"joined":{"standing":"responder"}}"#,
            r#"{"line_opened":{"title":"the database","owner":"ana"}}"#,
        ],
    );
    let open = "ana: join; bob: join; ana: line open the database";
    check(open, "ana: line give #4 @bob", &[r#"{"line_assigned":{"line":4,"owner":"bob"}}"#]);
    check(
        open,
        "ana: line close #4 it is healthy",
        &[r#"{"line_closed":{"line":4,"outcome":"it is healthy"}}"#],
    );
    let ended = "ana: join; bob: join; ana: line open the database; ana: line close #4 it is healthy";
    check(ended, "ana: line give #4 @bob", &["refused: line #4 is closed; open a new line"]);
}

#[test]
fn what_is_said_in_a_line_stands_in_its_thread() {
    let mut night =
        Night::after("ana: line open the database; +3m; ana: on #3 look db activity; ana: say elsewhere");
    let threads: Vec<_> = night.flow.entries().iter().map(|entry| entry.line.map(|line| line.0)).collect();
    assert_eq!(threads, [None, None, None, Some(3), None]);
    let told = night.line("ana: on #9 say hello").unwrap_err().to_string();
    assert_eq!(told, "no line has the number #9; see the board for the numbers");
    night.play("ana: line close #3 healthy; ana: on #3 say thanks");
    let told = night.line("ana: on #3 look db activity").unwrap_err().to_string();
    assert_eq!(told, "line #3 is closed; open a new line");
}

#[test]
fn a_decision_is_proposed_objected_to_and_recorded_by_those_who_command() {
    let script =
        "ana: take ic; bob: join; cat: join; bob: propose fail over; cat: object #6 the replica lags";
    check(
        script,
        "ana: decide #6 wait for the replica",
        &[r#"{"decision_recorded":{"text":"wait for the replica","proposal":6}}"#],
    );
    let theirs = "refused: ana commands, and this is theirs to say; ask ana, or ask for command";
    check(script, "bob: decide #6 fail over", &[theirs]);
    let decided = format!("{script}; ana: decide #6 wait");
    check(&decided, "ana: decide #6 go", &["refused: #6 was decided before; propose a new decision"]);
    check(
        "ana: join",
        "ana: decide roll back first",
        &[r#"{"decision_recorded":{"text":"roll back first"}}"#],
    );
}
