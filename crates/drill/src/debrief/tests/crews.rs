//! What the facts of a debrief say of different crews. Numbers are the world's; the differences are
//! what counts.

use super::*;

fn score(debrief: &Debrief, dimension: Dimension) -> Option<i32> {
    debrief.grades.iter().find(|grade| grade.dimension == dimension).and_then(|grade| grade.score)
}

fn keys(said: &[Said]) -> Vec<&'static str> {
    said.iter().map(|said| said.key).collect()
}

#[test]
fn a_good_crew_spares_users_most_of_it() {
    let debrief = &*GOOD;
    assert!(debrief.burn.spared_percent.is_some_and(|p| p > 50.0), "{:?}", debrief.burn.spared_percent);
    assert!(matches!(&debrief.course.recovery, Recovery::Since(at) if at.after_s < 600));
    assert!(debrief.course.grounded && debrief.course.verified.is_some());
    assert_eq!(debrief.orders[0].verdict, Verdict::Helped);
    assert_eq!(debrief.countermeasures[0].named_as.as_deref(), Some("カナリアで1%ずつ出す"));
    assert_eq!(debrief.own_countermeasures, ["送料計算の空応答を結合テストに足す"]);
    for grade in debrief.grades.iter().filter(|grade| grade.dimension != Dimension::Command) {
        assert!(grade.score.is_some_and(|score| score > 50), "{grade:?}");
    }
}

#[test]
fn a_careless_crew_is_told_what_its_orders_did() {
    let debrief = &*CARELESS;
    assert_eq!(debrief.course.recovery, Recovery::StillBurning);
    let verdicts: Vec<Verdict> = debrief.orders.iter().map(|order| order.verdict).collect();
    assert_eq!(verdicts, [Verdict::NoEffect, Verdict::NoEffect, Verdict::Hurt]);
    assert!(debrief.burn.spared < 0);
    assert!(score(debrief, Dimension::Customers).is_some_and(|s| s < 0));
    assert_eq!(keys(&debrief.try_next)[..2], ["debrief-try-hurt", "debrief-try-burning"]);
    assert!(!keys(&debrief.well).contains(&"debrief-well-helped"));
}

#[test]
fn crews_differ_where_they_should() {
    // One alone leads nobody, well or carelessly.
    for dimension in Dimension::ALL.into_iter().filter(|dimension| *dimension != Dimension::Command) {
        let (good, careless) = (score(&GOOD, dimension), score(&CARELESS, dimension));
        assert!(good > careless, "{dimension:?}: {good:?} and {careless:?}");
    }
}

#[test]
fn where_nobody_acts_nothing_is_spared_and_no_praise_is_invented() {
    let debrief = &*NOBODY;
    assert_eq!((debrief.burn.spared, debrief.burn.team), (0, debrief.burn.nobody));
    assert!(debrief.well.is_empty());
    assert_eq!(debrief.advice.next_difficulty, 1);
    let looks = super::debrief(&scenario(), "", vec![(60, Looks("overview"))], LENGTH);
    assert_eq!(score(&looks, Dimension::Customers), Some(0));
    assert_eq!(keys(&looks.try_next)[0], "debrief-try-no-order");
}

#[test]
fn a_play_in_which_nothing_was_done_is_not_judged_and_one_left_at_once_is_still_to_be_played() {
    let sat = &*NOBODY;
    assert!(sat.nothing_done && !sat.left_at_once);
    assert!(sat.grades.iter().all(|grade| grade.score.is_none()), "no noughts: {:?}", sat.grades);
    assert!(sat.try_next.is_empty() && sat.well.is_empty());
    let page = sat.markdown(Lang::En);
    assert!(page.contains("there is nothing to judge") && page.contains("v143"), "{page}");
    let left = super::debrief(&scenario(), "", Vec::new(), 0);
    assert!(left.left_at_once && left.advice.weakest.is_none());
    for lang in Lang::ALL {
        let page = left.markdown(lang);
        assert!(
            !page.contains("v143") && !page.contains("v142"),
            "what is still to be found is told: {page}"
        );
    }
    let looked = super::debrief(&scenario(), "", vec![(5, Looks("overview"))], 10 * SECOND);
    assert!(!looked.left_at_once && !looked.nothing_done);
}

#[test]
fn where_nothing_is_wrong_leaving_it_alone_is_the_skill() {
    let still = &*CALM;
    assert_eq!(score(still, Dimension::Restraint), Some(100));
    assert_eq!(score(still, Dimension::Mitigation), None);
    assert_eq!(keys(&still.well)[0], "debrief-well-left-alone");
    assert!(still.try_next.is_empty());

    let closes = (300, calls_it_false());
    let busy = vec![(30, Orders("restart checkout")), (60, Orders("shed 50")), closes];
    let busy = debrief(&calm_scenario(), "bob", busy, 10 * MINUTE);
    assert!(score(&busy, Dimension::Restraint).is_some_and(|s| s < 50));
    assert!(score(&busy, Dimension::Customers).is_some_and(|s| s < 0));
    assert_eq!(keys(&busy.try_next)[0], "debrief-try-hurt");
}

#[test]
fn where_nothing_is_wrong_an_order_that_is_called_for_is_no_needless_touch() {
    let mut scenario = calm_scenario();
    let way = Way {
        text: scenario.cause.story.clone(),
        orders: vec![(0, "scale checkout 4".parse().expect("an order"))],
    };
    scenario.ways_out.push(way);
    let looks = || vec![(30, Looks("overview")), (60, Looks("logs checkout"))];
    let play = |more: Vec<(u64, Does)>| {
        let script = looks().into_iter().chain(more).collect();
        debrief(&scenario, "ana", script, 10 * MINUTE)
    };
    let called_for = play(vec![(90, Orders("scale checkout 4")), (300, calls_it_false())]);
    assert!(called_for.orders[0].called_for);
    assert_eq!(score(&called_for, Dimension::Restraint), Some(100));
    assert_eq!(called_for.outcome.key, "debrief-outcome-false-alarm-called-for");
    assert_eq!(keys(&called_for.well)[0], "debrief-well-called-for");
    assert!(!keys(&called_for.try_next).contains(&"debrief-try-needless"));
    let open = play(vec![(90, Orders("scale checkout 4"))]);
    assert_eq!(open.outcome.key, "debrief-outcome-called-for-open");
    let both = play(vec![
        (90, Orders("scale checkout 4")),
        (120, Orders("restart catalog")),
        (300, calls_it_false()),
    ]);
    assert_eq!(score(&both, Dimension::Restraint), Some(60));
    assert!(keys(&both.try_next).contains(&"debrief-try-needless"));
}

#[test]
fn a_play_that_ends_at_once_is_told_without_invention() {
    let debrief = debrief(&scenario(), "ana", Vec::new(), 0);
    assert_eq!(debrief.length_s, 0);
    assert_eq!(score(&debrief, Dimension::Communication), None);
    assert_eq!(score(&debrief, Dimension::Restraint), None);
    assert!(!debrief.markdown(Lang::Ja).is_empty());
}

#[test]
fn the_same_play_gives_the_same_debrief() {
    let again = debrief(&scenario(), "ana", good_script(), 15 * MINUTE);
    assert_eq!(again.json(), GOOD.json());
}

#[test]
fn what_burned_before_the_page_is_counted_from_the_first_user_hit() {
    assert!(GOOD.unseen_s.abs_diff(80) <= 20, "{}", GOOD.unseen_s);
    // The fault comes a minute later, and so does the page: users were hit for as long.
    let mut later = scenario();
    later.faults[0].at = (MINUTE as i64, MINUTE as i64);
    let debrief = debrief(&later, "ana", Vec::new(), LENGTH);
    assert!(debrief.unseen_s.abs_diff(80) <= 20, "{}", debrief.unseen_s);
    assert_eq!(CALM.unseen_s, 0);
}

#[test]
fn a_small_journey_that_burns_is_not_drowned_by_a_large_one() {
    let mut crowded = scenario();
    crowded.topology.traffic[0].source = Source::Open { rate: 60.0, daily: 0.0 };
    crowded.topology.traffic[0].mix = vec![("buy".into(), 1.0), ("browse".into(), 60.0)];
    let script = vec![(60, Orders("rollback checkout"))];
    let debrief = debrief(&crowded, "ana", script, LENGTH);
    let order = &debrief.orders[0];
    assert_eq!((order.verdict, order.journey.as_str()), (Verdict::Helped, "buy"), "{order:?}");
}

fn rolled_back_and(more: Vec<(u64, Does)>, length: Nanos) -> Debrief {
    let mut script = vec![(30, Looks("logs checkout")), (240, Orders("rollback checkout"))];
    script.extend(more);
    debrief(&scenario(), "ana", script, length)
}

#[test]
fn who_heals_at_once_and_leaves_is_worth_as_much_as_who_stays() {
    let leaves = rolled_back_and(Vec::new(), 9 * MINUTE);
    let stays = rolled_back_and(Vec::new(), 40 * MINUTE);
    assert_eq!(leaves.burn.team, stays.burn.team);
    assert_eq!(score(&leaves, Dimension::Customers), score(&stays, Dimension::Customers));
    assert!(score(&leaves, Dimension::Customers) > Some(80), "{:?}", leaves.grades[0]);
}

#[test]
fn harm_is_the_order_that_did_it_and_not_the_one_before() {
    let shed = vec![(420, Orders("shed 50")), (720, Orders("shed 0"))];
    let debrief = rolled_back_and(shed, 20 * MINUTE);
    let verdicts: Vec<Verdict> = debrief.orders.iter().map(|order| order.verdict).collect();
    assert_eq!(verdicts, [Verdict::Helped, Verdict::Hurt, Verdict::Helped]);
    assert!(debrief.orders[1].spared < -100.0, "{}", debrief.orders[1].spared);
}

#[test]
fn the_same_order_once_more_changes_nothing_and_says_so() {
    let again = vec![(600, Orders("restart catalog")), (900, Orders("restart catalog"))];
    let debrief = rolled_back_and(again, 20 * MINUTE);
    assert_eq!(debrief.orders[0].verdict, Verdict::Helped);
    assert!(
        debrief.orders[1..].iter().all(|order| order.verdict == Verdict::NoEffect),
        "{:?}",
        debrief.orders
    );
}

#[test]
fn what_was_only_put_off_comes_back_and_the_debrief_says_when() {
    let mut scenario = scenario();
    let again = Fault::Release { service: "checkout".into(), version: "v143".into() };
    scenario.faults.push(Scheduled { at: (25 * MINUTE as i64, 25 * MINUTE as i64), fault: again });
    let script = vec![(240, Orders("rollback checkout"))];
    let debrief = debrief(&scenario, "ana", script, 12 * MINUTE);
    assert_eq!(debrief.course.recovery, Recovery::StillBurning, "it did not last to the end of the night");
    assert_eq!(debrief.outcome.key, "debrief-outcome-relapse");
    assert!(
        debrief.course.relapse.as_ref().is_some_and(|at| at.after_s > 20 * 60),
        "{:?}",
        debrief.course.relapse
    );
    assert_eq!(GOOD.course.relapse, None);
}

#[test]
fn whoever_acts_first_and_looks_later_has_begun_with_the_act() {
    let script = vec![(10, Orders("restart checkout")), (1_200, Looks("overview"))];
    let debrief = debrief(&scenario(), "bob", script, LENGTH);
    assert_eq!(debrief.course.noticed.as_ref().map(|at| at.after_s), Some(10));
    assert_eq!(score(&debrief, Dimension::Impact), Some(0), "it was not sized before the order");
}
