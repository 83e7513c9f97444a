//! Crews play by what they can see: the expert by what is written, the others without it, each night the same again.

use drill::crews::{Crew, Night, play};
use drill::scenario::Scenario;
use world::time::MINUTE;

use crate::night::opening;
use crate::shelf;

/// A short night of a drill that a habit can end.
fn short() -> Scenario {
    Scenario { horizon: 16 * MINUTE, ..shelf::scenario("first-fire") }
}

fn night(crew: Crew, scenario: &Scenario) -> Night {
    play(crew, scenario, &opening(scenario, 3), 3)
}

fn orders(night: &Night) -> Vec<String> {
    night.plan.orders().iter().map(|given| given.order.to_string()).collect()
}

#[test]
fn who_knows_the_way_out_spares_most_a_habit_less_and_nobody_nothing() {
    let scenario = short();
    let [expert, rules, nobody] = [Crew::Expert, Crew::Rules, Crew::Nobody].map(|c| night(c, &scenario));
    assert_eq!(orders(&expert), ["rollback checkout"]);
    assert!(expert.well.is_some() && nobody.well.is_none() && nobody.plan.orders().is_empty());
    assert_eq!(
        orders(&rules).first().map(String::as_str),
        Some("rollback checkout"),
        "what changed is put back"
    );
    assert!(rules.well.is_some() && rules.lost < nobody.lost, "{rules:?}");
}

#[test]
fn a_crew_that_knows_nothing_plays_the_same_night_without_the_answer_in_the_scenario() {
    let scenario = short();
    let mut blank = scenario.clone();
    blank.ways_out.clear();
    blank.traps.clear();
    blank.hints.clear();
    blank.cause.parts.clear();
    blank.cause.words.clear();
    blank.cause.evidence.clear();
    for crew in [Crew::Rules, Crew::Random] {
        assert_eq!(night(crew, &blank), night(crew, &scenario), "{}", crew.name());
    }
    assert!(night(Crew::Expert, &blank).plan.orders().is_empty(), "nothing is written for it");
}

#[test]
fn chance_throws_other_dice_for_another_seed_and_never_orders_at_once() {
    let scenario = short();
    let stage = opening(&scenario, 3);
    let [one, other] = [1, 2].map(|seed| play(Crew::Random, &scenario, &stage, seed));
    assert_ne!(orders(&one), orders(&other));
    let first = |night: &Night| night.plan.orders().first().map(|given| given.at - stage.opened);
    assert!([one, other].iter().filter_map(first).all(|after| after >= 2 * MINUTE));
}
