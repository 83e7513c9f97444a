//! "What if?" asked of a real night whose answers are plain: what helped, what did nothing, what came too late.

use drill::counterfactual::{Answer, Given, Lost, Plan, Question, Review, WhatIf};
use world::intervention::Intervention;
use world::time::{MINUTE, Nanos};

use crate::night::opening;
use crate::shelf;

fn order(line: &str) -> Intervention {
    line.parse().expect("a well-formed order")
}

/// Some lucks are enough for what is so plain.
fn answers(mut review: Review, lucks: usize) -> Vec<Answer> {
    let pieces = review.pieces();
    let forks = pieces.len() / drill::counterfactual::LUCKS;
    for piece in pieces.into_iter().take(forks * lucks) {
        let lost = review.run(piece);
        review.settle(piece, lost);
    }
    review.answers()
}

#[test]
fn leaving_out_what_helped_costs_moving_it_forward_spares_and_a_needless_order_matters_not() {
    let scenario = shelf::scenario("first-fire");
    let stage = opening(&scenario, 1);
    let at = |minutes: Nanos| stage.opened + minutes * MINUTE;
    let team = Plan::new(vec![
        Given { at: at(5), order: order("restart search") },
        Given { at: at(10), order: order("rollback checkout") },
    ]);
    let ask = |what_if, from, plan| Question { what_if, from, plan };
    let questions = vec![
        ask(WhatIf::LeftOut(0), at(5), team.without(0)),
        ask(WhatIf::LeftOut(1), at(10), team.without(1)),
        ask(WhatIf::Moved(1, at(4)), at(4), team.moved(1, at(4), &[])),
        ask(WhatIf::Nobody, at(0), Plan::default()),
    ];
    let review = Review::new(&stage.world, team, (stage.opened, at(20)), questions);
    let answers = answers(review, 5);
    let mean = |n: usize| answers[n].over_lucks.expect("five lucks").mean;
    assert!(!answers[0].matters(), "{:?}", answers[0]);
    assert!(answers[1].matters() && mean(1) > 30.0, "{:?}", answers[1]);
    assert!(answers[2].matters() && mean(2) < -20.0, "{:?}", answers[2]);
    assert!(mean(3) > mean(1) - 5.0, "{:?} {:?}", answers[3], answers[1]);
}

#[test]
fn an_answer_under_the_plays_own_luck_is_what_the_same_orders_would_have_given() {
    let scenario = shelf::scenario("first-fire");
    let stage = opening(&scenario, 7);
    let team = Plan::new(vec![Given { at: stage.opened + 6 * MINUTE, order: order("rollback checkout") }]);
    let until = stage.opened + 12 * MINUTE;
    let questions = vec![Question { what_if: WhatIf::Nobody, from: stage.opened, plan: Plan::default() }];
    let span = (stage.first_fault, until);
    let found = answers(Review::new(&stage.world, team.clone(), span, questions), 1);
    let lost = |plan: &Plan| Lost::of(&drill::counterfactual::live(stage.world.clone(), plan, until), span);
    let (with, without) = (lost(&team), lost(&Plan::default()));
    assert_eq!(found[0].lost, without, "what burned before the opening is in it");
    assert!(Lost::of(&stage.world, span).bad > 0, "and there was some");
    let share = (without.bad as f64 - with.bad as f64) / with.bad as f64;
    assert!((found[0].here - share * 100.0).abs() < 1e-9);
    assert!((found[0].dearer - (without.cost - with.cost)).abs() < 1e-9);
    assert_eq!(found[0].over_lucks, None, "one luck is no interval");
}
