//! Nothing that a player sees before the end tells the cause.

use drill::scenario::spoilers;
use drill::voice::colours;
use drill::words::Lang;

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
    scenario.tickets[0].texts[0].en = "Since the RE\u{200b}LEASE nothing works".into();
    let fields: Vec<&str> = spoilers(&scenario).iter().map(|s| s.field).collect();
    assert_eq!(fields, ["title", "scene", "tickets"]);
}

#[test]
fn no_sentence_that_a_model_may_choose_holds_a_word_of_a_cause() {
    let colours = || Lang::ALL.into_iter().flat_map(colours);
    for scenario in shelf::scenarios().iter().chain(&shelf::templates()) {
        for word in scenario.cause.words.iter().filter(|word| word.chars().count() > 1) {
            let told = colours().find(|colour| begins_a_word(colour, word));
            assert_eq!(told, None, "{}: {word}", scenario.id);
        }
    }
}

/// A Latin word has to begin where it stands: `oom` is not in `room`.
fn begins_a_word(text: &str, word: &str) -> bool {
    let (text, word) = (text.to_lowercase(), word.to_lowercase());
    let within = |at: usize| text[..at].ends_with(|c: char| c.is_ascii_alphanumeric());
    text.match_indices(&word).any(|(at, _)| !(word.is_ascii() && within(at)))
}
