//! Nothing that a player sees before the end tells the cause.

use drill::scenario::spoilers;
use drill::voice::facts;

use crate::shelf;

#[test]
fn nothing_seen_before_the_end_holds_a_word_of_the_cause() {
    for scenario in shelf::scenarios().iter().chain(&shelf::templates()) {
        assert_eq!(spoilers(scenario), [], "{}", scenario.id);
    }
}

#[test]
fn a_word_of_the_cause_in_a_title_a_scene_or_a_ticket_is_found() {
    let mut scenario = shelf::templates().remove(0);
    scenario.cause.words = vec!["Release".into(), "リリース".into()];
    scenario.title.en = "Unreleased".into();
    assert_eq!(spoilers(&scenario), [], "in the middle of another word it is none");
    scenario.title.en = "A release at night".into();
    scenario.scene.ja = "今夜はﾘﾘｰｽがあった".into();
    scenario.tickets[0].texts[0].en = "Since the RELEASE nothing works".into();
    let fields: Vec<&str> = spoilers(&scenario).iter().map(|s| s.field).collect();
    assert_eq!(fields, ["title", "scene", "tickets"]);
}

#[test]
fn no_word_of_a_cause_is_made_of_words_that_a_model_may_use_as_it_likes() {
    for scenario in shelf::scenarios().iter().chain(&shelf::templates()) {
        for word in &scenario.cause.words {
            assert_ne!(facts(word), Vec::<String>::new(), "{}: {word}", scenario.id);
        }
    }
}
