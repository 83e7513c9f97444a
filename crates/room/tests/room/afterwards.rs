//! What a post-mortem is made of.

use room::view::{Arg, PostMortem, postmortem};
use room::{Audience, Role, Seq};

use crate::script::{Night, actor};

fn after(script: &str) -> PostMortem {
    postmortem(Night::after(script).flow.entries())
}

/// 1 opened, 2 alert, 3 ana comes, 4 declared, 5 command, 6 bob comes, 7 and 8 what he saw, 9 impact, 10 and 12 beliefs,
/// 11 and 13 how they were settled, 14 proposed, 15 objected, 16 decided, 17 told, 18 ordered, 19 came of it.
const NIGHT: &str = "
    herald pager: alert latency_high checkout pages; +2m; ana: declare 2 nobody can pay; ana: take ic; bob: look logs;
    bob: say hm; ana: find impact a third of payments fail #7; bob: suspect the disk is full about db; bob: refute #10 #7;
    bob: suspect the 02:00 deploy about checkout; bob: confirm #12 #7; ana: propose roll back; bob: object #14 a migration ran;
    ana: decide roll back the code only #14; ana: update users \"payments fail\" next 20m; ana: do rollback checkout; +4m;
    herald ops: worked #18 v41 runs; ana: stable; +5m; ana: verified #19; ana: resolved";

#[test]
fn the_facts_say_when_what_was_reached_and_where_it_stands() {
    let told = after(NIGHT);
    let seq = |mark: Option<room::Mark>| mark.map(|mark| mark.seq.0);
    let facts = &told.facts;
    assert_eq!((told.title.as_str(), told.severity.map(|s| s.level())), ("nobody can pay", Some(2)));
    assert_eq!((seq(facts.opened), seq(facts.first_alert), seq(facts.declared)), (Some(1), Some(2), Some(4)));
    assert_eq!((seq(facts.impact_known), seq(facts.cause_known)), (Some(9), Some(13)));
    assert_eq!(
        (seq(facts.mitigated), seq(facts.verified), seq(facts.resolved)),
        (Some(20), Some(21), Some(22))
    );
    assert_eq!(facts.false_alarm, None);
}

#[test]
fn what_did_not_last_is_no_fact_and_the_relapse_is_one() {
    let back = after(&format!("{NIGHT}; ana: relapse errors are back"));
    assert_eq!((back.facts.mitigated, back.facts.resolved), (None, None));
    assert_eq!(back.facts.relapses.len(), 1);
    let again = after(&format!("{NIGHT}; ana: relapse errors are back; +9m; ana: resolved"));
    assert_eq!(again.facts.resolved.map(|mark| mark.seq), Some(Seq(24)));
    let nothing = after("ana: declare 3; ana: false alarm a tight rule");
    assert!(nothing.facts.resolved.is_none() && nothing.facts.false_alarm.is_some());
}

#[test]
fn causes_and_what_was_refuted_stand_with_their_evidence() {
    let told = after(NIGHT);
    let claims = |claims: &[room::view::Claim]| -> Vec<(String, Vec<u64>)> {
        claims
            .iter()
            .map(|claim| (claim.text.clone(), claim.evidence.iter().map(|seq| seq.0).collect()))
            .collect()
    };
    assert_eq!(claims(&told.impact), [("a third of payments fail".to_string(), vec![7])]);
    assert_eq!(claims(&told.causes), [("the 02:00 deploy".to_string(), vec![7])]);
    assert_eq!(claims(&told.refuted), [("the disk is full".to_string(), vec![7])]);
    let turned = after(&format!("{NIGHT}; bob: refute #12; bob: find cause the index is gone #7"));
    assert_eq!(claims(&turned.causes), [("the index is gone".to_string(), vec![7])]);
    assert_eq!(turned.refuted.len(), 2, "people change their minds, and the record says how it came out");
}

#[test]
fn decisions_deviations_and_word_to_people_outside_are_kept() {
    let mut night = Night::after(NIGHT);
    night.line("ana: runbook \"failover\" \"stop writes\" \"promote db-2\"").unwrap();
    night.play("bob: skip #23 1 nobody writes; +20m; ana: update users \"it is well\"");
    let told = postmortem(night.flow.entries());
    let decided = &told.decisions[0];
    assert_eq!(
        (decided.text.as_str(), decided.proposal, decided.objections),
        ("roll back the code only", Some(Seq(14)), 1)
    );
    let left = &told.deviations[0];
    assert_eq!(
        (left.written.as_str(), left.why.as_str(), left.instead.as_ref()),
        ("stop writes", "nobody writes", None)
    );
    let words: Vec<_> = told.told.iter().map(|row| (row.audience, row.text.as_str(), row.late)).collect();
    assert_eq!(
        words,
        [(Audience::Customers, "payments fail", false), (Audience::Customers, "it is well", true)]
    );
}

#[test]
fn the_timeline_names_roles_and_leaves_looks_and_talk_out() {
    let told = after(&format!(
        "{NIGHT}; ana: handover ic @bob all is well; bob: accept #23; cat: join; bob: assign scribe @cat"
    ));
    let keys: Vec<&str> = told.timeline.iter().map(|row| row.key.as_str()).collect();
    assert!(
        !keys.contains(&"entry-looked") && !keys.contains(&"entry-said") && !keys.contains(&"entry-joined")
    );
    let subject =
        |seq: u64| told.timeline.iter().find(|row| row.seq == Seq(seq)).map(|row| row.subject.as_str());
    assert_eq!(subject(2), Some("subject-outside"), "the pager");
    assert_eq!(subject(5), Some("standing-responder"), "who took command was none yet");
    assert_eq!(subject(9), Some(Role::IncidentCommander.key()));
    assert_eq!(subject(13), Some("standing-responder"));
    let assigned = told.timeline.last().unwrap();
    assert_eq!(assigned.subject, Role::IncidentCommander.key());
    assert_eq!(assigned.args["to"], Arg::Word("standing-responder".into()));
}

#[test]
fn what_should_change_has_the_name_that_nothing_else_has() {
    let told = after(&format!(
        "{NIGHT}; ana: improve deploy by day @bob by 2026-12-01; ana: close; cat: improve a canary"
    ));
    let proposed: Vec<_> =
        told.countermeasures.iter().map(|item| (item.text.as_str(), item.owner.clone(), item.due)).collect();
    let due = jiff::civil::date(2026, 12, 1);
    assert_eq!(proposed, [("deploy by day", Some(actor("bob")), Some(due)), ("a canary", None, None)]);
}

#[test]
fn every_word_of_a_post_mortem_has_a_message() {
    let keys = room::message_keys();
    for row in after(NIGHT).timeline {
        assert!(keys.contains(&row.key) && keys.contains(&row.subject), "{} {}", row.key, row.subject);
    }
}
