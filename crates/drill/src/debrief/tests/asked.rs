//! Plays asked what would have happened otherwise.

use super::*;
use crate::counterfactual::{LUCKS, Plan};
use Does::*;

/// Some lucks are enough for what is so plain.
const FEW: usize = 3;

fn told(script: Vec<(u64, Does)>) -> Vec<WhatIfTold> {
    asked(&scenario(), &log(&scenario(), script, LENGTH)).0
}

/// What is told, and the plan that turned out better than the play.
fn asked(scenario: &Scenario, log: &[room::Entry]) -> (Vec<WhatIfTold>, Option<Plan>) {
    let debrief = Debrief::of(scenario, log, "ana", &[], in_turn).expect("the log is of this drill");
    let inquiry = Inquiry::of(scenario, log).expect("the log is of this drill");
    let mut asked = inquiry.asked(&debrief);
    let pieces = asked.review.pieces();
    let few = pieces.len() / LUCKS * FEW;
    for piece in pieces.into_iter().take(few) {
        let lost = asked.review.run(piece);
        asked.review.settle(piece, lost);
    }
    (inquiry.told(&asked), inquiry.better(&asked))
}

fn line(told: &WhatIfTold) -> String {
    told.what.text(Lang::En)
}

#[test]
fn what_helped_is_missed_where_it_is_left_out_spares_more_with_the_evidence_and_less_where_one_hesitates() {
    let told = told(vec![(60, Looks("changes")), (600, Orders("rollback checkout"))]);
    let lines: Vec<String> = told.iter().map(line).collect();
    let [left_out, sooner, later] = &told[..] else { panic!("{lines:?}") };
    assert!(lines[0].starts_with("Without rollback checkout"), "{lines:?}");
    assert!(left_out.mean > 50.0 && left_out.interval.0 > 0.0 && left_out.lucks == FEW, "{left_out:?}");
    assert!(lines[1].contains(" instead of "), "{lines:?}");
    assert!(sooner.mean < -50.0 && sooner.interval.1 < 0.0, "{sooner:?}");
    assert!(later.mean > 10.0 && later.mean < left_out.mean && later.at.after_s == 600, "{later:?}");
    assert_eq!((sooner.at.after_s, &sooner.seen[..]), (60, &["changes".to_string()][..]));
}

#[test]
fn shares_are_of_all_that_failed_or_was_slow_in_the_play() {
    let script = || vec![(60, Looks("changes")), (600, Orders("rollback checkout"))];
    let play = debrief(&scenario(), "ana", script(), LENGTH);
    let mine = play.burn.team.bad() as f64;
    for told in told(script()) {
        assert!((mine * (1.0 + told.here / 100.0) - told.bad as f64).abs() < 0.5, "{told:?} of {mine}");
    }
    let sooner = &told(script())[1];
    let really = debrief(&scenario(), "ana", vec![(60, Orders("rollback checkout"))], LENGTH);
    assert_eq!(sooner.bad, really.burn.team.bad(), "as counted on the page of whoever did it");
}

#[test]
fn an_order_given_sooner_is_asked_without_what_came_in_between_of_the_same_part() {
    let script = vec![
        (60, Looks("changes")),
        (200, Orders("rollback checkout")),
        (500, Orders("deploy checkout v143")),
        (800, Orders("deploy checkout v142")),
    ];
    let told = told(script);
    let lines: Vec<String> = told.iter().map(line).collect();
    let sooner = lines
        .iter()
        .position(|line| line.starts_with("deploy checkout v142 at") && line.contains("instead of"));
    let sooner = sooner.unwrap_or_else(|| panic!("it is asked: {lines:?}"));
    assert!(lines[sooner].ends_with("and without rollback checkout, deploy checkout v143"), "{lines:?}");
    assert!(told[sooner].mean < -50.0, "nothing undoes it: {told:?}");
}

#[test]
fn a_plan_is_told_without_what_nobody_would_miss() {
    let scenario = scenario();
    let log = log(&scenario, vec![(30, Looks("changes")), (600, Orders("rollback checkout"))], LENGTH);
    let inquiry = Inquiry::of(&scenario, &log).expect("the log is of this drill");
    let at = crate::stage::set(&scenario, 7).expect("it can be staged").opened;
    let given = |seconds: u64, line: &str| crate::counterfactual::Given {
        at: at + seconds * SECOND,
        order: line.parse().expect("an order"),
    };
    let plan = Plan::new(vec![
        given(60, "rollback checkout"),
        given(90, "restart catalog"),
        given(300, "scale catalog 3"),
    ]);
    let lean = inquiry.lean(&plan, in_turn);
    let lines: Vec<String> = lean.orders().iter().map(|given| given.order.to_string()).collect();
    assert_eq!(lines, ["rollback checkout"]);
}

#[test]
fn a_what_if_that_is_better_than_the_play_is_the_best_plan_known() {
    let scenario = scenario();
    let log = log(&scenario, vec![(30, Looks("changes")), (600, Orders("rollback checkout"))], LENGTH);
    let better = asked(&scenario, &log).1.expect("sooner is better");
    let proved = Debrief::of(&scenario, &log, "ana", &[better], in_turn).expect("the log is of this drill");
    let best = proved.best.expect("there is a better plan");
    assert_eq!((best.orders[0].0.after_s, &best.orders[0].1[..]), (30, "rollback checkout"));
}

#[test]
fn nobody_is_told_to_have_been_late_before_anything_showed_the_cause() {
    let told = told(vec![(600, Orders("rollback checkout"))]);
    let lines: Vec<String> = told.iter().map(line).collect();
    assert!(lines.len() == 2 && lines[0].starts_with("Without"), "{lines:?}");
    assert!(told.iter().all(|told| told.mean > 0.0 && told.seen.is_empty()), "{told:?}");
}

#[test]
fn who_had_seen_it_and_did_nothing_of_use_is_shown_the_order_that_was_known_and_needless_ones_are_not_blamed()
{
    let told = told(vec![(60, Looks("changes")), (300, Orders("restart catalog"))]);
    let lines: Vec<String> = told.iter().map(line).collect();
    assert!(lines.len() == 2 && lines[0].starts_with("rollback checkout at"), "{lines:?}");
    assert!(lines[1].starts_with("rollback checkout instead of restart catalog at"), "{lines:?}");
    assert!(told[0].mean < told[1].mean && told[1].mean < -50.0, "{told:?}");
}

#[test]
fn a_play_that_was_asked_says_so_in_both_languages_and_one_where_nothing_mattered_too() {
    let scenario = scenario();
    let mut debrief = debrief(&scenario, "ana", vec![(60, Looks("changes"))], LENGTH);
    assert!(!debrief.markdown(Lang::En).contains("What if"), "nobody has asked yet");
    debrief.what_ifs = Some(Vec::new());
    assert!(debrief.best.is_some(), "better is known, and so it is not said that there was none");
    assert!(!debrief.markdown(Lang::En).contains("No other course was found"));
    assert!(debrief.markdown(Lang::En).contains("Better was possible"));
    debrief.evidence.iter_mut().for_each(|evidence| evidence.seen = None);
    assert!(debrief.markdown(Lang::En).contains("no other course is held against you"));
    debrief.best = None;
    assert!(debrief.markdown(Lang::En).contains("No other course was found"));
    debrief.what_ifs = Some(told(vec![(60, Looks("changes")), (600, Orders("rollback checkout"))]));
    let (ja, en) = (debrief.markdown(Lang::Ja), debrief.markdown(Lang::En));
    assert!(en.contains("3 lucks") && en.contains("Without rollback checkout at"), "{en}");
    assert!(ja.contains("もし別の手を打っていたら") && ja.contains("、3回）"), "{ja}");
    assert!(!ja.contains('⟦') && !en.contains('⟦'));
}
