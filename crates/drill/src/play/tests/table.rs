//! Talk at the table: who is told what, what an order that changes nothing is answered, who says what twice.

use super::*;

fn en(lines: &[&str]) -> String {
    let (play, seen) = play_in(Lang::En, lines);
    let lines = seen.iter().flat_map(|b| crate::narrate::plain::lines(b, Lang::En, &play.clock, 200));
    lines.collect::<Vec<_>>().join("\n")
}

fn updates(play: &Play) -> Vec<(room::Audience, String, bool)> {
    let of = |entry: &room::Entry| match &entry.event {
        room::Event::UpdatePublished { audience, text, next_at } => {
            Some((*audience, text.clone(), next_at.is_some()))
        }
        _ => None,
    };
    play.entries().iter().filter_map(of).collect()
}

#[test]
fn an_order_that_changes_nothing_is_answered_already_and_costs_nothing() {
    for order in ["scale checkout 3", "revert-config checkout", "shed 0", "fix-dns checkout"] {
        let (play, seen) = play(&[order]);
        assert!(shown(&play, &seen).contains("もう"), "{order}: {}", shown(&play, &seen));
        assert_eq!(play.now(), play.opened, "{order}");
        let ordered = play.entries().iter().any(|e| e.event.key() == "entry-intervention-ordered");
        assert!(!ordered, "{order}");
    }
    // What does change something is not answered so.
    assert!(!last(&["scale checkout 4"]).contains("もう"));
    assert!(last(&["rollback checkout", "rollback checkout"]).contains("もうその状態"));
    assert!(last(&["shed 30", "はい", "shed 30"]).contains("もうその状態"));
}

#[test]
fn what_is_under_way_is_not_begun_again() {
    let options =
        Options { seed: 1, lang: Lang::Ja, player: "あなた".into(), pace: Pace::Clock, focus: None };
    let mut play = Play::open(&scenario(), options).expect("the scenario is sound");
    play.take(&Turn::Said("rollback checkout".into()));
    for again in ["rollback checkout", "restart checkout"] {
        let blocks = play.take(&Turn::Said(again.into()));
        assert!(shown(&play, &blocks).contains("rollback checkout がもう実行中"), "{again}");
    }
    let orders = play.entries().iter().filter(|e| e.event.key() == "entry-intervention-ordered").count();
    assert_eq!(orders, 1);
}

#[test]
fn a_list_begins_with_what_was_last_looked_at() {
    for (look, first) in [("logs checkout", "rollback checkout"), ("logs web", "rollback web")] {
        let (_, seen) = play(&["logs web", look, "じゃあ前のに戻そう"]);
        let choices = seen.iter().find_map(|b| match &b.body {
            Body::Choices { options, .. } => options.first().cloned(),
            _ => None,
        });
        assert_eq!(choices.as_deref(), Some(first), "{look}");
    }
}

#[test]
fn where_there_is_nothing_to_choose_from_no_list_is_shown() {
    for wish in ["フラグを切って", "フラグをオフに"] {
        let (play, seen) = play(&[wish]);
        let text = shown(&play, &seen);
        assert!(text.contains("はない") || text.contains("There is no"), "{wish}: {text}");
        assert!(!seen.iter().any(|b| matches!(b.body, Body::Choices { .. })), "{wish}");
    }
}

#[test]
fn a_wait_beyond_the_longest_says_how_long_the_longest_is() {
    let (play, seen) = play(&["45分待つ"]);
    assert!(shown(&play, &seen).contains("一度に待てるのは30分まで"), "{}", shown(&play, &seen));
    assert_eq!(play.now() - play.opened, 30 * MINUTE);
    assert!(!last(&["10分待つ"]).contains("まで"));
}

#[test]
fn a_question_about_what_can_be_seen_is_answered_with_it() {
    for (question, look) in [
        ("checkoutのエラー率は上がってる？", "metric checkout"),
        ("なんでcheckoutは遅いの？", "metric checkout"),
        ("どのバージョンが動いてる？", "> "),
    ] {
        let text = last(&[question]);
        assert!(text.contains(look), "{question}: {text}");
        assert!(!text.contains("決めるのはあなた"), "{question}: {text}");
    }
    assert!(last(&["checkoutを切り戻すべき？"]).contains("決めるのはあなた"));
    assert!(en(&["what's the cause?"]).contains("won't hear the cause"));
    assert!(en(&["what time is it?"]).contains("It is 02:"));
}

#[test]
fn nobody_says_the_same_thing_for_ever() {
    let told: Vec<String> = (0..6).map(|n| format!("状況共有: 調査中です。その{n}")).collect();
    let asked = ["佐藤さんに聞く", "3m"].repeat(8);
    for lines in [told.iter().map(String::as_str).collect::<Vec<_>>(), asked] {
        let (_, seen) = play(&lines);
        let mut spoken: Vec<&str> = Vec::new();
        for block in &seen {
            if let Body::Speech { text, .. } = &block.body {
                assert!(!spoken.contains(&text.as_str()), "twice: {text}");
                spoken.push(text);
            }
        }
        assert!(spoken.len() >= 3, "{spoken:?}");
    }
}

#[test]
fn after_recovery_people_speak_of_recovery() {
    let (_, seen) = play(&["rollback checkout", "4m", "状況共有: 復旧しました"]);
    let said = seen.iter().rev().find_map(|b| match &b.body {
        Body::Speech { text, .. } => Some(text.clone()),
        _ => None,
    });
    let well: Vec<String> =
        (1..=3).map(|n| crate::words::say(Lang::Ja, &format!("cast-manager-thanks-well-{n}"), &[])).collect();
    assert!(said.as_ref().is_some_and(|text| well.contains(text)), "{said:?}");
}

#[test]
fn nobody_asks_whether_it_is_an_incident_while_it_is_watched_whether_it_is_over() {
    let nudge = crate::words::say(Lang::Ja, "master-nudge-declare", &[]);
    let (play, seen) = play(&["2m", "rollback checkout", "復旧した", "復旧した", "復旧した", "6m"]);
    let text = shown(&play, &seen);
    assert!(text.contains("様子を見る") && !text.contains(&nudge), "{text}");
    let (played, seen) = super::play(&["6m"]);
    assert!(shown(&played, &seen).contains(&nudge));
}

#[test]
fn a_result_is_spoken_of_when_it_is_there() {
    let says = |when| Inject { when, who: "dev".into(), says: both("戻りましたね"), about: vec![] };
    for (when, under_way) in
        [(When::Ordered("rollback".into()), true), (When::Done("rollback checkout".into()), false)]
    {
        let scenario = Scenario { injects: vec![says(when)], ..scenario() };
        let options = Options { seed: 1, lang: Lang::Ja, player: "".into(), pace: Pace::Clock, focus: None };
        let mut play = Play::open(&scenario, options).expect("the scenario is sound");
        let at_once = play.take(&Turn::Said("rollback checkout".into()));
        assert_eq!(shown(&play, &at_once).contains("戻りましたね"), under_way);
        let later = play.take(&Turn::Passed(5 * MINUTE));
        assert_eq!(shown(&play, &later).contains("戻りましたね"), !under_way);
    }
}

#[test]
fn word_reaches_whom_it_is_for_and_a_promise_is_the_rooms() {
    let (play, _) = play(&["橋本さんに「調査中です。10分後に続報します」と伝えて"]);
    let expected = (room::Audience::Support, "調査中です。10分後に続報します".to_string(), true);
    assert_eq!(updates(&play), [expected]);
    // Who was promised word is not asked for it twice in one breath.
    let (_, seen) = play_in(Lang::En, &["update: looking. Next update in 10 minutes", "12m"]);
    let asks = seen.iter().filter(|b| matches!(&b.body, Body::Speech { who, .. } if who == "大野")).count();
    assert_eq!(asks, 2, "thanks, and a reminder");
    for (lines, due) in [
        (vec!["update: we are looking into it. Next update in 10 minutes", "12m"], true),
        (vec!["update: still looking, next update in 10 minutes", "8m", "update: rolling back", "5m"], false),
        (vec!["update: we are looking into it", "20m"], false),
    ] {
        let (play, _) = play_in(Lang::En, &lines);
        let fell_due = play.entries().iter().filter(|e| e.event.key() == "entry-update-fell-due").count();
        assert_eq!(fell_due, usize::from(due), "{lines:?}");
        let reminded = (1..=3).any(|n| {
            let text = crate::words::say(Lang::En, &format!("cast-promise-due-{n}"), &[]);
            en(&lines).contains(&text)
        });
        assert_eq!(reminded, due, "{lines:?}");
    }
}

#[test]
fn a_colleague_who_is_told_is_no_update_to_those_who_wait() {
    let (play, _) = play(&["佐藤さん、復旧しました"]);
    assert!(updates(&play).is_empty());
    assert!(play.entries().iter().any(|e| e.event.key() == "entry-said"));
    assert!(!play.debrief(in_turn).talk.told_the_end);
}

#[test]
fn the_stage_of_mitigation_lights_when_what_burns_has_fallen() {
    let lit = |lines: &[&str]| {
        let (play, _) = play(lines);
        let name = crate::words::say(Lang::Ja, "phase-mitigation", &[]);
        play.panels().arc.iter().any(|(step, reached)| *step == name && *reached)
    };
    assert!(!lit(&["restart checkout", "はい", "5m"]));
    assert!(!lit(&["scale checkout 6", "5m"]));
    assert!(!lit(&["rollback checkout"]) || lit(&["rollback checkout", "3m"]));
    assert!(lit(&["rollback checkout", "3m"]));
}

#[test]
fn help_names_somebody_who_is_here_and_the_price_that_is_paid() {
    for (lang, who) in [(Lang::Ja, "佐藤さんに聞く"), (Lang::En, "ask 佐藤")] {
        let (play, seen) = play_in(lang, &["help"]);
        let lines = seen.iter().flat_map(|b| crate::narrate::plain::lines(b, lang, &play.clock, 400));
        let text = lines.collect::<Vec<_>>().join("\n");
        assert!(text.contains(who), "{text}");
        let (minutes, points) = leading::price_of_a_hint();
        assert!(text.contains(&minutes) && text.contains(&points), "{text}");
    }
    let (hinted, _) = play(&["ヒント"]);
    let minutes = (hinted.now() - hinted.opened) / MINUTE;
    assert_eq!(leading::price_of_a_hint().0, minutes.to_string());
}

#[test]
fn an_open_question_takes_an_answer_and_nothing_else() {
    let text = last(&["restart checkout", "全体を見せて"]);
    assert!(text.contains("restart checkout は実行していない") && text.contains("overview"), "{text}");
    assert!(!keys(&["restart checkout", "全体を見せて", "はい"]).contains(&"entry-intervention-ordered"));
}

#[test]
fn several_wishes_are_taken_up_one_after_the_other() {
    let done = keys(&["checkoutのログを見てから、checkoutを切り戻して", "はい"]);
    assert!(done.contains(&"entry-looked") && done.contains(&"entry-intervention-ordered"), "{done:?}");
    let text = last(&["checkoutのログを見てから、checkoutを切り戻して", "影響範囲"]);
    assert!(text.contains("rollback checkout は実行していない"), "{text}");
}

#[test]
fn what_was_named_in_the_review_can_be_taken_back() {
    let over = ["rollback checkout", "4m", "復旧した"];
    let own = |lines: &[&str]| play(&[&over, lines].concat()).0.debrief(in_turn).own_countermeasures;
    assert_eq!(
        own(&["カナリアを必須にする", "気合いを入れる", "取り消し", "以上"]),
        ["カナリアを必須にする"]
    );
    assert_eq!(own(&["カナリアを必須にする", "アラートのしきい値を見直す", "以上"]).len(), 2);
    assert_eq!(own(&["no releases during the coupon evening", "以上"]).len(), 1);
    assert!(own(&["update: checkout is rolled back. The cause was v142", "changes", "以上"]).is_empty());
    assert!(own(&["checkoutのログ見せて", "ありがとう", "どう思う？", "以上"]).is_empty());
}
