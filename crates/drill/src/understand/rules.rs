//! The rule table of orders, read from `rules/orders.txt`: which concepts make which order. Knows how a
//! rule is weighed; knows nothing of slots.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use super::concept::Concept;
use super::mood::is_deed;

/// One way to give an order.
#[derive(Debug)]
struct Rule {
    order: String,
    needs: Vec<Concept>,
}

/// All rules, and the lines that could not be read (for the test).
#[derive(Debug, Default)]
struct Rules {
    rules: Vec<Rule>,
    mistakes: Vec<String>,
}

static ORDERS: LazyLock<Rules> = LazyLock::new(|| {
    let mut all = Rules::default();
    let file = include_str!("rules/orders.txt");
    for line in file.lines().filter(|l| !l.trim().is_empty() && !l.starts_with('#')) {
        let Some((order, ways)) = line.split_once(':') else {
            all.mistakes.push(line.into());
            continue;
        };
        for way in ways.split('|') {
            match way.split_whitespace().map(Concept::named).collect::<Option<Vec<Concept>>>() {
                Some(needs) => all.rules.push(Rule { order: order.trim().into(), needs }),
                None => all.mistakes.push(way.into()),
            }
        }
    }
    all
});

/// What a concept explains: a verb or an object more than the sort of a name.
fn weight(concept: Concept) -> u32 {
    match concept {
        Concept::A(_) | Concept::AReplica | Concept::Count | Concept::Version => 1,
        Concept::Set => 1,
        c if is_deed(c) => 2,
        _ => 2,
    }
}

/// The orders that this verb makes with these concepts, those that explain most.
pub(super) fn orders(verb: Concept, said: &BTreeSet<Concept>) -> Vec<&'static str> {
    let mut best = 0;
    let mut found: Vec<&'static str> = Vec::new();
    for rule in ORDERS.rules.iter().filter(|r| r.needs.contains(&verb)) {
        if !rule.needs.iter().all(|c| said.contains(c)) {
            continue;
        }
        let score: u32 = rule.needs.iter().map(|c| weight(*c)).sum();
        if score > best {
            best = score;
            found.clear();
        }
        if score == best && !found.contains(&rule.order.as_str()) {
            found.push(&rule.order);
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_rule_is_made_of_known_concepts() {
        assert_eq!(ORDERS.mistakes, Vec::<String>::new());
    }

    #[test]
    fn the_rule_that_explains_most_wins() {
        use Concept::{Back, Config};
        let service = Concept::A(crate::understand::Sort::Service);
        assert_eq!(orders(Back, &BTreeSet::from([Back, service])), ["rollback"]);
        assert_eq!(orders(Back, &BTreeSet::from([Back, Config, service])), ["revert-config"]);
    }
}
