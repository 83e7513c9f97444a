//! Which of the scenario's ways to act the player went. Compares orders by what they are about and where
//! they left it; knows nothing of whether they helped.

use std::collections::BTreeMap;

use world::time::parse_span;

use super::facts::Road;
use super::{Done, Played};
use crate::scenario::Way;

/// Numbers are alike up to this [factor]: seven replicas or six is the same idea.
const ALIKE: f64 = 2.0;

/// Values given to each thing that orders are about, in order: `scale cart` → 6.
type Left = BTreeMap<String, Vec<Option<f64>>>;

/// Honest ways, and whether the player went them: things were left so in the end.
pub(super) fn out(played: &Played, ways: &[Way]) -> Vec<Road> {
    of(played, ways, went)
}

/// Traps, and whether the player went into them, be it that they came out again.
pub(super) fn traps(played: &Played, ways: &[Way]) -> Vec<Road> {
    of(played, ways, fell)
}

fn of(played: &Played, ways: &[Way], went: fn(&Left, &Left) -> bool) -> Vec<Road> {
    let given = left(played.moments.iter().filter_map(|moment| match &moment.act {
        Done::Ordered { order, .. } => Some(order.to_string()),
        _ => None,
    }));
    let closed = played.first(|act| *act == Done::FalseAlarm).is_some();
    let left_alone = played.scenario.cause.nothing && closed && given.is_empty();
    let road = |way: &Way| {
        let wanted = left(way.orders.iter().map(|(_, order)| order.to_string()));
        let taken = if wanted.is_empty() { left_alone } else { went(&given, &wanted) };
        Road { text: played.text(&way.text), taken }
    };
    ways.iter().map(road).collect()
}

fn left(lines: impl Iterator<Item = String>) -> Left {
    let mut left = Left::new();
    for line in lines {
        let (numbers, words): (Vec<&str>, Vec<&str>) =
            line.split_whitespace().partition(|word| number(word).is_some());
        let value = numbers.last().and_then(|word| number(word));
        left.entry(words.join(" ")).or_default().push(value);
    }
    left
}

/// `30`, `30%` or `250ms`, each in its own unit.
fn number(word: &str) -> Option<f64> {
    let plain = word.strip_suffix('%').unwrap_or(word).parse().ok();
    plain.or_else(|| parse_span(word).map(|span| span as f64))
}

/// Everything that the way is about was left as the way leaves it; and what the way undoes in the end was
/// done before.
fn went(given: &Left, wanted: &Left) -> bool {
    let nothing = |value: &Option<f64>| *value == Some(0.0);
    wanted.iter().all(|(about, way)| {
        let Some(values) = given.get(about) else { return false };
        let ends_alike = matches!((values.last(), way.last()), (Some(a), Some(b)) if alike(*a, *b));
        ends_alike && (way.iter().all(nothing) || !values.iter().all(nothing))
    })
}

/// Everything that the trap is about was so at some time.
fn fell(given: &Left, trap: &Left) -> bool {
    trap.iter().all(|(about, wanted)| {
        let Some(values) = given.get(about) else { return false };
        wanted.iter().all(|wanted| values.iter().any(|value| alike(*value, *wanted)))
    })
}

fn alike(one: Option<f64>, other: Option<f64>) -> bool {
    match (one, other) {
        (Some(one), Some(other)) if one == 0.0 || other == 0.0 => one == other,
        (Some(one), Some(other)) => one.max(other) <= one.min(other) * ALIKE,
        (one, other) => one == other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn went_there(given: &[&str], way: &[&str]) -> bool {
        let left = |lines: &[&str]| left(lines.iter().map(|line| (*line).to_string()));
        went(&left(given), &left(way))
    }

    #[test]
    fn a_way_was_gone_where_orders_left_the_same_things_alike() {
        assert!(went_there(&["restart cart", "rollback cart"], &["rollback cart"]));
        assert!(went_there(&["scale cart 7"], &["scale cart 6"]));
        assert!(went_there(&["shed 70", "shed 0"], &["shed 90", "shed 30", "shed 0"]));
        assert!(went_there(&["set a->b timeout 8s"], &["set a->b timeout 10s"]));
    }

    #[test]
    fn a_trap_was_fallen_into_though_it_was_put_back() {
        let left = |lines: &[&str]| left(lines.iter().map(|line| (*line).to_string()));
        let given = left(&["set a->b pool 30", "set a->b pool 10"]);
        assert!(fell(&given, &left(&["set a->b pool 30"])) && !went(&given, &left(&["set a->b pool 30"])));
        assert!(!fell(&given, &left(&["set a->b pool 90"])));
    }

    #[test]
    fn another_number_another_setting_or_half_of_it_is_another_way() {
        assert!(!went_there(&["scale cart 1"], &["scale cart 6"]));
        assert!(!went_there(&["flag slots 0"], &["flag slots 100"]));
        assert!(!went_there(&["set a->b pool 40"], &["set a->b timeout 10s"]));
        assert!(!went_there(&["set a->b timeout 250ms"], &["set a->b timeout 10s"]));
        assert!(!went_there(&["restart cart"], &["restart cart", "deploy cart v88"]));
        assert!(!went_there(&["deploy cart v89"], &["deploy cart v88"]));
        assert!(!went_there(&["shed 60", "shed 30", "shed 0"], &["shed 30"]), "it was not left so");
        assert!(!went_there(&["shed 0"], &["shed 90", "shed 0"]), "nothing was shed to lift");
    }
}
