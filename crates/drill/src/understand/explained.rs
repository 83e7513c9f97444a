//! Whether an order explains what was said: every name and number stands in it, and no word is left over that the
//! book does not have. What is not explained may have meant something else, and is asked about before it is done.
//! Knows no grammar.

use super::normal::normalise;
use super::scan::{Scan, Token, Unit, What};
use crate::intent::{Intent, Understood};
use world::intervention::Intervention;
use world::time::parse_span;

/// Words that carry no wish.
const FILL: &str = "a an the of to for in on at by with from as is are be it its that this these those then now right just please \
    pls plz can could you we i us me my our your let's lets let go ahead and so ok okay alright hey hi folks team guys everyone \
    everybody all again back immediately quickly asap quick sec one thing first next also well gonna going want need needs \
    should do does did will would like get got have has into onto up down out off over under some any more there here \
    thanks thank cheers sir man mate yeah yes sure actually really maybe think time new old current latest previous \
    prod production service services app svc pod pods instance instances server servers replica replicas node instead but only don t dont not except besides rather than other";
/// Endings and words that guess at what is, and order nothing.
const GUESSES: [&str; 14] = [
    "せいじゃ",
    "せいか",
    "せいで",
    "のせい",
    "っぽい",
    "じゃね",
    "かもしれ",
    "だろうか",
    "でしょうか",
    "plan for",
    "plans for",
    "blame",
    "because of",
    "fault of",
];

/// What was meant, asked about if the words say more than the order.
pub(super) fn or_asked(found: Understood, scan: &Scan) -> Understood {
    match found {
        Understood::Clear(intent @ Intent::Do(_)) if !explains(&intent, scan) => {
            Understood::Choose(vec![intent])
        }
        found => found,
    }
}

fn explains(intent: &Intent, scan: &Scan) -> bool {
    let Intent::Do(order) = intent else { return true };
    let written = normalise(&order.to_string());
    let words: Vec<&str> = written.split([' ', '/', '%']).flat_map(|word| word.split("->")).collect();
    !GUESSES.iter().any(|guess| scan.has(guess))
        && scan.tokens.iter().all(|token| one_back(order, token) || stands(token, scan, &words))
}

/// "One version back", 「1つ前に」: what a roll-back does anyway.
fn one_back(order: &Intervention, token: &Token) -> bool {
    matches!(
        (order, &token.what),
        (Intervention::Rollback { .. }, What::Number(1.0, Unit::Plain | Unit::Count))
    )
}

fn stands(token: &Token, scan: &Scan, words: &[&str]) -> bool {
    match &token.what {
        What::Number(value, unit) => {
            let mut numbers = words.iter().filter_map(|word| number(word));
            let held = |number: f64| (number - value).abs() < 1e-6 * value.abs().max(1.0);
            // Parts of a core, gigabytes, "by half" and "the second one" are written as something else.
            let counted = matches!(unit, Unit::Plain | Unit::Percent | Unit::Count | Unit::Span);
            !counted || numbers.any(held)
        }
        What::Word => {
            let word = &scan.text[token.start..token.end];
            FILL.split_whitespace().any(|fill| fill == word) || words.contains(&word)
        }
        _ => true,
    }
}

fn number(word: &str) -> Option<f64> {
    word.parse().ok().or_else(|| parse_span(word).map(|span| span as f64))
}
