//! What is sent and what is only said aloud; claims held against what can be seen; people who notice that it is over.

use super::*;

fn in_english(lines: &[&str]) -> (Play, String) {
    let (play, seen) = play_in(Lang::En, lines);
    let shown = seen.iter().flat_map(|b| crate::narrate::plain::lines(b, Lang::En, &play.clock, 300));
    let text = shown.collect::<Vec<_>>().join("\n");
    (play, text)
}

fn sent(play: &Play) -> Vec<String> {
    let of = |entry: &room::Entry| match &entry.event {
        room::Event::UpdatePublished { text, .. } => Some(text.clone()),
        _ => None,
    };
    play.entries().iter().filter_map(of).collect()
}

/// Somebody asks how things stand during the wait, and the next line is the first word after it.
fn after_a_question(lines: &[&str]) -> (Play, Vec<Block>) {
    play(&[&["7分待つ"], lines].concat())
}

#[test]
fn a_musing_is_not_sent_to_those_who_asked_how_things_stand() {
    for musing in ["念のためcheckoutを4台にしようかな", "ちょっと待って", "y", "うーん、どうしようかな"]
    {
        let (play, seen) = after_a_question(&[musing]);
        assert!(sent(&play).is_empty(), "{musing}: {}", shown(&play, &seen));
    }
}

#[test]
fn a_plain_word_right_after_the_question_is_its_answer() {
    let (play, _) = after_a_question(&["まだ調査中です"]);
    assert_eq!(sent(&play), ["まだ調査中です"]);
}

#[test]
fn in_doubt_it_is_asked_whether_to_send_it() {
    let (play, seen) = after_a_question(&["調査中、復旧はまだ先かも"]);
    assert!(sent(&play).is_empty() && shown(&play, &seen).contains("送る？"), "{}", shown(&play, &seen));
    let (play, _) = after_a_question(&["調査中、復旧はまだ先かも", "はい"]);
    assert_eq!(sent(&play), ["調査中、復旧はまだ先かも"]);
    // Not the first word since the question: it is asked as well.
    let (play, _) = after_a_question(&["alerts", "まだ調査中です。購入できない状態です"]);
    assert!(sent(&play).is_empty());
}

#[test]
fn a_word_to_somebody_is_no_status() {
    let (play, text) = in_english(&["橋本さん、ちょっと待って"]);
    assert!(sent(&play).is_empty(), "{text}");
    assert!(play.entries().iter().any(|e| e.event.key() == "entry-said"), "{text}");
    let stands_by = (1..=3).map(|n| crate::words::say(Lang::En, &format!("cast-stands-by-{n}"), &[]));
    assert!(stands_by.into_iter().any(|line| text.contains(&line)), "{text}");
}

#[test]
fn a_yes_answers_only_a_question_that_takes_it_and_only_at_once() {
    let ask =
        |says: &str| Inject { when: When::After(MINUTE), who: "dev".into(), says: both(says), about: vec![] };
    for (says, lines, reaches) in [
        ("決済代行に電話しましょうか？", vec!["2分待つ", "はい"], true),
        ("決済代行に電話しましょうか？", vec!["2分待つ", "alerts", "はい"], false),
        ("何と返せばいいですか？", vec!["2分待つ", "はい"], false),
        ("決済代行に電話しましょうか？", vec!["2分待つ", "まだ切り戻してないです"], false),
    ] {
        let scenario = Scenario { injects: vec![ask(says)], ..scenario() };
        let options = Options { seed: 1, lang: Lang::Ja, player: "".into(), pace: Pace::Turns, focus: None };
        let mut play = Play::open(&scenario, options).expect("the scenario is sound");
        for line in &lines {
            play.take(&Turn::Said((*line).into()));
        }
        let said = play.entries().iter().any(|e| e.event.key() == "entry-said");
        assert_eq!(said, reaches, "{says} {lines:?}");
    }
}

#[test]
fn who_can_see_that_it_burns_does_not_thank_for_an_all_clear() {
    let (_, text) = in_english(&["update: fixed, it's over"]);
    assert!(text.contains("buy errors"), "{text}");
    for thanks in ["manager-thanks", "manager-thanks-well", "support-thanks-well"] {
        for n in 1..=3 {
            let line = crate::words::say(Lang::En, &format!("cast-{thanks}-{n}"), &[]);
            assert!(!text.contains(&line), "{line}: {text}");
        }
    }
    let (_, text) = in_english(&["rollback checkout", "4m", "update: fixed, it's over"]);
    assert!(
        (1..=3).any(|n| {
            let line = crate::words::say(Lang::En, &format!("cast-manager-thanks-well-{n}"), &[]);
            text.contains(&line)
        }),
        "{text}"
    );
}

#[test]
fn a_deed_that_is_on_no_record_is_not_thanked_for() {
    let doubted = |lines: &[&str]| {
        let (_, text) = in_english(lines);
        (1..=3).any(|n| text.contains(&crate::words::say(Lang::En, &format!("cast-not-done-{n}"), &[])))
    };
    assert!(doubted(&["update: rolled back to v141"]));
    assert!(!doubted(&["rollback checkout", "update: rolled back to v141"]));
    assert!(!doubted(&["update: we have not rolled back yet"]));
    assert!(!doubted(&["update: we will have it rolled back once payments answers"]));
}

#[test]
fn who_was_asked_while_it_burned_sees_that_it_is_over() {
    let mut scenario = scenario();
    scenario.people[2].busy = 6 * MINUTE;
    let options = Options { seed: 1, lang: Lang::Ja, player: "".into(), pace: Pace::Turns, focus: None };
    let mut play = Play::open(&scenario, options).expect("the scenario is sound");
    let mut seen = Vec::new();
    for line in ["佐藤さんに聞く", "rollback checkout", "8分待つ"] {
        seen.extend(play.take(&Turn::Said(line.into())));
    }
    let text = shown(&play, &seen);
    assert!(!text.contains("さっき checkout を出した"), "{text}");
    let late =
        (1..=3).any(|n| text.contains(&crate::words::say(Lang::Ja, &format!("cast-too-late-{n}"), &[])));
    assert!(late, "{text}");
}

#[test]
fn what_the_player_has_settled_is_not_proposed_to_them() {
    let proposes = |lines: &[&str]| {
        let says = Inject {
            when: When::After(3 * MINUTE),
            who: "dev".into(),
            says: both("v142、戻しましょうか。"),
            about: vec!["v142".into()],
        };
        let scenario = Scenario { injects: vec![says], ..scenario() };
        let options = Options { seed: 1, lang: Lang::Ja, player: "".into(), pace: Pace::Turns, focus: None };
        let mut play = Play::open(&scenario, options).expect("the scenario is sound");
        let seen: Vec<Block> = lines.iter().flat_map(|l| play.take(&Turn::Said((*l).into()))).collect();
        shown(&play, &seen).contains("戻しましょうか")
    };
    assert!(proposes(&["5分待つ"]));
    assert!(!proposes(&["佐藤さん、v142は戻さなくていいです", "5分待つ"]));
    assert!(!proposes(&["rollback checkout", "7分待つ"]));
}

#[test]
fn who_is_woken_says_so_before_they_answer() {
    let mut scenario = scenario();
    scenario.people[2].at_first = Some(both("……起きました。"));
    let options = Options { seed: 1, lang: Lang::Ja, player: "".into(), pace: Pace::Turns, focus: None };
    let mut play = Play::open(&scenario, options).expect("the scenario is sound");
    let seen = play.take(&Turn::Said("佐藤さんに聞く".into()));
    assert!(shown(&play, &seen).contains("起きました"), "{}", shown(&play, &seen));
}

#[test]
fn no_stage_is_reached_by_giving_up() {
    let verified = crate::words::say(Lang::Ja, "phase-verified", &[]);
    let reached = |lines: &[&str]| {
        let (play, _) = play(lines);
        play.panels().arc.iter().any(|(step, reached)| *step == verified && *reached)
    };
    assert!(!reached(&["影響範囲", "/end"]));
    assert!(reached(&["rollback checkout", "4m", "復旧した"]));
}

#[test]
fn a_goodbye_is_no_countermeasure() {
    let over = ["rollback checkout", "4m", "復旧した"];
    let (play, seen) = play(&[&over[..], &["解散！お疲れさまでした"]].concat());
    assert!(play.drafts.is_empty() && shown(&play, &seen).contains("振り返りに進む？"));
    let (ended, _) = super::play(&[&over[..], &["解散！お疲れさまでした", "はい"]].concat());
    assert!(ended.over());
    let (goes_on, _) =
        super::play(&[&over[..], &["解散！お疲れさまでした", "いいえ", "カナリアを必須にする"]].concat());
    assert_eq!(goes_on.drafts, ["カナリアを必須にする"]);
}

#[test]
fn what_is_to_change_can_be_named_before_it_is_said_to_be_over() {
    let kept = |lines: &[&str]| play(lines).0.debrief(in_turn).own_countermeasures;
    let eased = ["rollback checkout", "3m"];
    assert_eq!(kept(&[&eased[..], &["countermeasure: canary first", "/end"]].concat()), ["canary first"]);
    let line = "auto analyze after imports";
    assert_eq!(kept(&[&eased[..], &[line, "はい", "/end"]].concat()), [line]);
    assert!(kept(&[&eased[..], &[line, "いいえ", "/end"]].concat()).is_empty());
}

#[test]
fn what_was_only_supposed_or_does_not_exist_is_no_check() {
    let looked = |line: &str| keys(&[line]).contains(&"entry-looked");
    assert!(!looked("webの流量を半分に絞ったらどうなるかな"));
    assert!(!looked("metric web lag"));
    assert!(looked("metric web cpu"));
}
