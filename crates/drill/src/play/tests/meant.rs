//! What is not there is said to be not there, a version is named before it comes back, and words to people are not lost.

use super::*;

#[test]
fn what_no_order_works_upon_is_never_answered_with_a_nod() {
    for said in ["webのオートスケールを止めて", "webの台数の自動調整を無効にして", "帯域を増やして"]
    {
        let text = last(&[said]);
        assert!(text.contains("この環境にはない") && !text.contains("了解"), "{said}: {text}");
        assert!(!keys(&[said]).contains(&"entry-intervention-ordered"), "{said}");
    }
}

#[test]
fn back_to_the_version_before_is_a_rollback_and_the_version_is_named() {
    let text = last(&["checkoutをv141に戻して"]);
    assert!(text.contains("rollback checkout") && text.contains("v141 へ切り戻し開始"), "{text}");
    // What is typed as it stands is done as it stands.
    let text = last(&["deploy checkout v141"]);
    assert!(text.contains("deploy checkout v141"), "{text}");
}

#[test]
fn what_was_taken_back_comes_back_only_after_a_yes() {
    let before = ["deploy checkout v141", "1m", "checkoutをロールバックして"];
    let text = last(&before);
    assert!(text.contains("v142") && text.contains("実行する？"), "{text}");
    let ordered = |lines: &[&str]| keys(lines).iter().filter(|k| **k == "entry-intervention-ordered").count();
    assert_eq!(ordered(&before), 1);
    assert_eq!(ordered(&["deploy checkout v141", "1m", "checkoutをロールバックして", "はい"]), 2);
}

fn updates(lines: &[&str]) -> Vec<String> {
    let of = |entry: &room::Entry| match &entry.event {
        room::Event::UpdatePublished { text, .. } => Some(text.clone()),
        _ => None,
    };
    play(lines).0.entries().iter().filter_map(of).collect()
}

#[test]
fn what_begins_as_an_update_is_sent_and_what_is_held_back_is_not_lost() {
    // Somebody waits for word, and this is not the first thing said since.
    let told = updates(&["7分待つ", "alerts", "update: 10:05から購入が失敗しています、原因を調査中です"]);
    assert_eq!(told, ["10:05から購入が失敗しています、原因を調査中です"]);
    let held = "調査中、復旧はまだ先かも";
    assert!(updates(&["7分待つ", held]).is_empty());
    let text = last(&["7分待つ", held, "overview"]);
    assert!(text.contains(held) && text.contains("まだ送っていない"), "{text}");
}

#[test]
fn an_order_under_way_is_not_said_to_be_undone() {
    let options =
        Options { seed: 1, lang: Lang::Ja, player: "あなた".into(), pace: Pace::Clock, focus: None };
    let mut play = Play::open(&scenario(), options).expect("the scenario is sound");
    play.take(&Turn::Said("deploy checkout v141".into()));
    let said = play.take(&Turn::Said("まだ再起動しないで".into()));
    let text = shown(&play, &said);
    assert!(text.contains("deploy checkout v141") && text.contains("途中では止められない"), "{text}");
}

#[test]
fn closing_once_more_is_no_countermeasure_and_a_word_is_not_looked_up() {
    let closed = [
        "rollback checkout",
        "4m",
        "復旧した",
        "誤報として解除します",
        "誤報を減らすため閾値を見直す",
        "/end",
    ];
    let (play, _) = play(&closed);
    assert_eq!(play.debrief(in_turn).own_countermeasures, ["誤報を減らすため閾値を見直す"]);
    assert!(last(&["カナリアって何？"]).contains("言葉の説明"));
}
