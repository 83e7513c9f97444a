//! What a debrief may not say: that it burned on where it came back, that nobody was told where somebody was, that
//! an order did nothing where another did the same.

use super::*;

fn score(debrief: &Debrief, dimension: Dimension) -> Option<i32> {
    debrief.grades.iter().find(|grade| grade.dimension == dimension).and_then(|grade| grade.score)
}

fn because(debrief: &Debrief, dimension: Dimension) -> Vec<&'static str> {
    let grade = debrief.grades.iter().find(|grade| grade.dimension == dimension).expect("each is graded");
    grade.because.iter().map(|said| said.key).collect()
}

fn play(script: Vec<(u64, Does)>, length: u64) -> Debrief {
    debrief(&scenario(), "ana", script, length * SECOND)
}

#[test]
fn what_was_ordered_before_the_end_and_works_after_it_is_the_players_repair() {
    let at_once = play(vec![(60, Orders("rollback checkout"))], 62);
    assert!(
        matches!(&at_once.course.recovery, Recovery::Later(at) if at.after_s > 62),
        "{:?}",
        at_once.course
    );
    assert_eq!(at_once.outcome.key, "debrief-outcome-later");
    assert_eq!((&at_once.course.verified, &at_once.course.relapse), (&None, &None));
    assert!(score(&at_once, Dimension::Mitigation).is_some_and(|score| score > 70));
    let idle = play(vec![(60, Orders("restart catalog"))], 62);
    assert_eq!(idle.course.recovery, Recovery::StillBurning);
}

#[test]
fn that_it_is_over_is_told_by_what_was_said_and_not_by_when() {
    let told = |last: Does| {
        let script = vec![(60, Orders("rollback checkout")), (100, update("調査中")), (700, last)];
        play(script, 900).talk.told_the_end
    };
    assert!(told(update("切り戻して復旧しました")));
    assert!(!told(says_it_is_repaired()), "who declares it in the room has told nobody outside");
    assert!(!told(update("rolled checkout back to v142")), "that it helped is not said");
    assert!(!told(update("購入の約4割が失敗中。v142 に切り戻し中です")));
    assert!(!told(update("引き続き調査しています")));
    assert!(!told(update("hang on")));
    let early = vec![(60, says_it_is_repaired()), (300, Orders("rollback checkout"))];
    assert!(!play(early, 900).talk.told_the_end, "it was not over");
}

#[test]
fn an_all_clear_before_its_time_is_not_praised_however_soon_it_is_well() {
    let since = |debrief: &Debrief| debrief.course.recovery.since().expect("it comes back").after_s;
    let well = since(&play(vec![(60, Orders("rollback checkout"))], 900));
    let debrief =
        play(vec![(60, Orders("rollback checkout")), (well as u64 - 20, update("fixed, all good"))], 900);
    assert!(debrief.talk.updates[0].early && !debrief.talk.told_the_end, "{:?}", debrief.talk);
    let keys = because(&debrief, Dimension::Communication);
    assert!(
        keys.contains(&"debrief-communication-early") && !keys.contains(&"debrief-communication-end"),
        "{keys:?}"
    );
}

#[test]
fn who_only_said_that_it_is_over_is_not_told_that_they_looked_again() {
    let watched = |who: &str| {
        let mut entries = log(
            &scenario(),
            vec![(60, Orders("rollback checkout")), (600, says_it_is_repaired())],
            15 * MINUTE,
        );
        let mut verified = entries[entries.len() - 2].clone();
        verified.actor = room::Actor::new(who).expect("an id");
        verified.event = room::Event::SaidVerified { evidence: Vec::new() };
        entries.insert(entries.len() - 1, verified);
        Debrief::of(&scenario(), &entries, "ana", &[], in_turn).expect("the log is of this drill")
    };
    let (master, own) = (watched("game-master"), watched("ana"));
    assert!(because(&master, Dimension::Mitigation).contains(&"debrief-mitigation-watched"));
    assert!(master.well.iter().all(|said| said.key != "debrief-well-verified"));
    assert!(because(&own, Dimension::Mitigation).contains(&"debrief-mitigation-verified"));
    assert!(score(&master, Dimension::Mitigation) < score(&own, Dimension::Mitigation));
}

#[test]
fn where_nothing_ever_burned_no_repair_is_missed() {
    let mut quiet = scenario();
    quiet.faults.clear();
    let debrief = debrief(&quiet, "ana", vec![(30, Looks("changes"))], 10 * MINUTE);
    assert_eq!(score(&debrief, Dimension::Mitigation), None, "{:?}", debrief.course);
}

#[test]
fn an_update_that_the_world_or_the_log_contradicts_is_named_and_counts_for_nothing() {
    let talk = |words: &'static str| {
        let script = vec![(60, declared(2)), (120, update(words)), (300, Orders("rollback checkout"))];
        play(script, 1_200)
    };
    let early = talk("fixed, its over, 100% of orders fine");
    assert!(early.talk.updates[0].early && early.talk.impact_stated.is_none());
    assert!(because(&early, Dimension::Communication).contains(&"debrief-communication-early"));
    let vain = talk("rolled back to v142, watching");
    assert_eq!(vain.talk.updates[0].not_done, Some("rollback"));
    assert!(because(&vain, Dimension::Communication).contains(&"debrief-communication-no-rollback"));
    let honest = talk("about 30% of orders fail, rolling back");
    assert!(honest.talk.updates[0].holds());
    for wrong in [early, vain] {
        assert!(score(&wrong, Dimension::Communication) < score(&honest, Dimension::Communication));
        assert!(wrong.well.iter().all(|said| said.key != "debrief-well-number"));
    }
}

#[test]
fn a_word_without_content_is_no_update() {
    let debrief = play(vec![(60, update("y")), (120, update("hang on"))], 1_200);
    assert!(debrief.talk.updates.is_empty());
    assert_eq!(debrief.talk.longest_silence_s, 1_200);
}

#[test]
fn of_two_orders_that_do_the_same_either_would_have_done() {
    let twice = vec![(60, Orders("deploy checkout v142")), (70, Orders("rollback checkout"))];
    let both = play(twice, 900);
    let verdicts: Vec<Verdict> = both.orders.iter().map(|order| order.verdict).collect();
    // The second takes the place of the first, which would have done the same.
    assert_eq!(verdicts, [Verdict::Failed, Verdict::Either]);
    assert!(both.orders[1].spared < 100.0 && both.orders[1].alone > Some(1_000.0), "{:?}", both.orders[1]);
    assert_eq!(score(&both, Dimension::Restraint), Some(95), "only the one that failed costs");
    assert!(because(&both, Dimension::Mitigation).contains(&"debrief-mitigation-first"));
}

#[test]
fn putting_a_setting_back_once_it_is_well_is_no_idle_change() {
    let script = vec![
        (60, Orders("rollback checkout")),
        (600, Orders("scale catalog 3")),
        (700, Orders("scale catalog 2")),
    ];
    let debrief = play(script, 1_200);
    let verdicts: Vec<Verdict> = debrief.orders.iter().map(|order| order.verdict).collect();
    assert_eq!(verdicts, [Verdict::Helped, Verdict::NoEffect, Verdict::PutBack]);
    assert_eq!(score(&debrief, Dimension::Restraint), Some(88));
}

#[test]
fn what_is_understood_when_it_is_well_is_understood_late_and_an_update_may_say_it() {
    let believes = |at: u64| {
        play(
            vec![
                (30, Looks("changes")),
                (60, Orders("rollback checkout")),
                (at, believes("v143 の checkout")),
            ],
            900,
        )
    };
    let (early, late) = (believes(50), believes(700));
    assert!(!early.course.understood_late && late.course.understood_late);
    assert_eq!(score(&early, Dimension::Diagnosis), Some(100));
    assert_eq!(score(&late, Dimension::Diagnosis), Some(80));
    assert!(early.beliefs[0].evidence_before > 0 && early.beliefs[0].looks_before > 0, "one fold feeds both");
    let said =
        play(vec![(30, Looks("changes")), (90, update("v143のcheckoutリリース直後なので原因かも"))], 900);
    assert!(said.beliefs[0].right && said.course.grounded);
    let unknown = play(vec![(90, update("checkout v143 のリリース後に発生、原因は調査中"))], 900);
    assert!(unknown.beliefs.is_empty());
}

#[test]
fn nobody_is_asked_about_an_order_that_was_refused_or_had_no_time() {
    let asked = |debrief: &Debrief| debrief.try_next.iter().map(|said| said.key).collect::<Vec<_>>();
    assert!(!asked(&play(Vec::new(), 0)).contains(&"debrief-try-no-order"));
    let refused = play(vec![(40, Orders("restart nothing")), (60, Orders("rollback nowhere"))], 540);
    assert_eq!(asked(&refused)[0], "debrief-try-refused");
}

#[test]
fn a_promise_that_the_room_missed_was_not_kept() {
    let words = |text: &str| {
        Does::Tells(Command::PublishUpdate {
            audience: room::Audience::Everyone,
            text: text.into(),
            next_within: Some(5),
        })
    };
    let kept = |nags: bool| {
        let mut script = vec![(60, words("調査中。5分以内に次報"))];
        script.extend(nags.then_some((370, Tells(Command::Wake {}))));
        script.push((380, update("切り戻します。次回2:20")));
        let updates = play(script, 900).talk.updates;
        assert!(updates[1].promised_s.is_some(), "a time of day is a promise");
        updates[0].kept
    };
    assert_eq!((kept(false), kept(true)), (Some(true), Some(false)));
}

#[test]
fn what_was_said_with_a_declaration_may_size_the_impact() {
    let declares = |title: Option<&str>| {
        let title = title.map(Into::into);
        play(vec![(60, Tells(Command::Declare { severity: None, title }))], 900).talk.impact_stated
    };
    assert!(declares(Some("search + browse down ~75%/18%")).is_some());
    assert!(declares(None).is_none() && declares(Some("checkout v143")).is_none());
}

#[test]
fn figures_that_say_the_opposite_of_a_verdict_are_not_shown_for_it() {
    let verdicts = |debrief: &Debrief| debrief.orders.iter().map(|order| order.verdict).collect::<Vec<_>>();
    let share = |reading: &Reading| reading.bad_percent.expect("there were users");
    // The rollback ends what burned, and the restart has no part in it.
    let both = play(vec![(300, Orders("restart catalog")), (301, Orders("rollback checkout"))], 1_500);
    assert_eq!(verdicts(&both), [Verdict::NoEffect, Verdict::Helped]);
    let idle = &both.orders[0];
    assert!((share(&idle.before) - share(&idle.after)).abs() > 5.0, "the rollback moved them: {idle:?}");
    let (with, without) = idle.pair.as_ref().expect("the night without it tells");
    assert!(idle.shown == Shown::Minutes && (share(with) - share(without)).abs() < 3.0, "{idle:?}");
    // Too little patience with the database at the same time only hurts.
    let script =
        vec![(301, Orders("rollback checkout")), (302, Orders("set checkout->orders-db timeout 10ms"))];
    let debrief = play(script, 1_500);
    assert_eq!(verdicts(&debrief), [Verdict::Helped, Verdict::Hurt]);
    let hurt = &debrief.orders[1];
    assert!(share(&hurt.after) < share(&hurt.before), "it came down all the same: {hurt:?}");
    let (with, without) = hurt.pair.as_ref().expect("the night without it tells");
    assert!(share(with) > share(without) + 3.0, "{hurt:?}");
    assert!(hurt.spared_bad < -100, "in requests, as everything else on the page: {hurt:?}");
    for lang in Lang::ALL {
        let page = debrief.markdown(lang);
        assert!(!page.contains("rose from") && !page.contains("に増えました。そのとき"), "{page}");
    }
    let page = debrief.markdown(Lang::En);
    assert!(
        page.contains("With set checkout->orders-db timeout 10ms, ") && page.contains("in the same minutes"),
        "{page}"
    );
}

#[test]
fn a_pin_has_the_number_of_its_order_though_one_before_it_was_not_possible() {
    let script = vec![(40, Orders("restart nothing")), (60, Orders("rollback checkout"))];
    let page = play(script, 900).html(Lang::En);
    let pin = page.split("<title>rollback checkout</title>").nth(1).expect("it has a pin");
    assert!(pin.split("</g>").next().is_some_and(|pin| pin.ends_with(">2</text>")), "{pin:.200}");
    assert!(page.contains("<span class=\"nth\">2</span><code>rollback checkout</code>"));
}

#[test]
fn points_that_are_lost_have_their_reason_and_harm_at_once_is_not_praised() {
    let script = vec![
        (30, Looks("changes")),
        (50, believes("DB が遅いせいでは")),
        (60, believes("v143 の checkout")),
        (700, update("切り戻しで復旧しました")),
    ];
    let two = play(script, 900);
    assert_eq!(score(&two, Dimension::Diagnosis), Some(50));
    assert!(because(&two, Dimension::Diagnosis).contains(&"debrief-diagnosis-standing"));
    let talk = because(&two, Dimension::Communication);
    assert!(
        talk.contains(&"debrief-impact-unstated") && talk.contains(&"debrief-impact-no-severity"),
        "{talk:?}"
    );
    let harm = play(vec![(10, Orders("shed 60"))], 900);
    assert!(harm.well.is_empty(), "{:?}", harm.well);
    let short = play(vec![(10, Looks("changes"))], 300);
    assert_eq!(because(&short, Dimension::Communication), ["debrief-communication-not-due"]);
}

#[test]
fn where_nothing_is_wrong_that_nobody_is_hurt_is_the_number() {
    let script = vec![
        (30, Looks("overview")),
        (60, Looks("logs checkout")),
        (100, update("監視の誤りのようです。お客様への影響はありません")),
        (120, calls_it_false()),
    ];
    let calm = debrief(&calm_scenario(), "ana", script, 10 * MINUTE);
    assert_eq!(score(&calm, Dimension::Impact), Some(100));
    assert_eq!(score(&calm, Dimension::Communication), Some(100));
    assert!(!crate::debrief::words::states_none("購入に影響があります"));
}
