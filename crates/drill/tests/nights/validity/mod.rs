//! What is said of the drills' difficulty is measured, of the drills as they stand.

use drill::measured::Sheet;
use drill::scenario::Class;

use crate::shelf;

mod page;

/// What brings figures up to date.
const MEND: &str = "cargo bench -p drill --bench validity -- --stale";

fn sheet() -> Sheet {
    let text = std::fs::read_to_string(shelf::sheet()).expect("the sheet is there");
    Sheet::read(&text).unwrap_or_else(|wrong| panic!("scenarios/measured.json: {wrong}"))
}

#[test]
fn every_scenario_has_figures_of_its_text_as_it_stands() {
    let sheet = sheet();
    let all = shelf::digested();
    let missing = all.iter().filter(|(scenario, digest)| sheet.of(&scenario.id, digest).is_none());
    let missing: Vec<&str> = missing.map(|(scenario, _)| scenario.id.as_str()).collect();
    assert!(missing.is_empty(), "no figures, or figures of another text: {missing:?}; run {MEND}");
    let gone = sheet.0.keys().filter(|id| all.iter().all(|(scenario, _)| scenario.id != **id));
    assert_eq!(gone.count(), 0, "figures of scenarios that are gone; run {MEND}");
}

#[test]
fn the_page_of_validity_says_what_was_measured() {
    let text = std::fs::read_to_string(shelf::page()).expect("the page is there");
    assert!(page::laid_in(&text, &sheet()) == text, "docs/validity.md is old; run {MEND}");
}

#[test]
fn every_scenario_says_what_kind_of_thing_it_is() {
    for scenario in shelf::scenarios() {
        let class =
            scenario.cause.class.unwrap_or_else(|| panic!("{}: its cause names no class", scenario.id));
        let quiet = matches!(class, Class::None | Class::Observability);
        assert!(
            quiet || !scenario.cause.nothing,
            "{}: nothing is wrong, and yet it is {class:?}",
            scenario.id
        );
    }
}
