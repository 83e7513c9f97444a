//! Hypotheses against the evidence that had been seen when they were stated. Recognises the cause by
//! the scenario's parts and words; does not understand language beyond that.

use room::Seq;
use unicode_normalization::UnicodeNormalization;
use world::time::Nanos;

use super::facts::{Belief, Evidence};
use super::{Done, Played};
use crate::scenario::Scenario;

/// Every hypothesis, in order, with what had been looked at before.
pub(super) fn of(played: &Played) -> Vec<Belief> {
    let taken_back = |hypothesis: Seq| {
        played.first(|act| matches!(act, Done::Refuted { hypothesis: of, .. } if *of == hypothesis))
    };
    let mut beliefs: Vec<Belief> = Vec::new();
    for moment in played.moments {
        let (text, about, refuted) = match &moment.act {
            Done::Hypothesis { entry, text, about } => (text, about.as_deref(), taken_back(*entry)),
            // What people are told may say it as well.
            Done::Updated { text, .. } if states_the_cause(text) => (text, None, None),
            _ => continue,
        };
        let right = names_the_cause(played.scenario, text, about);
        let update = matches!(moment.act, Done::Updated { .. });
        if update && (!right || beliefs.iter().any(|belief| belief.right)) {
            continue;
        }
        let subjects = subjects(played.scenario, text, about);
        let evidence = &played.scenario.cause.evidence;
        let seen = |line: &str| {
            touches(line, &subjects) || right && evidence.iter().any(|evidence| shows(line, evidence))
        };
        beliefs.push(Belief {
            stated: played.stamp(moment.at),
            text: text.clone(),
            right,
            looks_before: played.looks().filter(|(when, line)| *when <= moment.at && seen(line)).count(),
            evidence_before: evidence_before(played, moment.at),
            refuted: refuted.map(|at| played.stamp(at)),
        });
    }
    beliefs
}

/// An update that says what it is because of, and not that this is not known.
fn states_the_cause(text: &str) -> bool {
    const BECAUSE: [&str; 12] = [
        "原因",
        "せい",
        "起因",
        "により",
        "によって",
        "cause",
        "because",
        "due to",
        "culprit",
        "suspect",
        "thanks to",
        "since we",
    ];
    const UNKNOWN: [&str; 8] =
        ["不明", "調査", "調べ", "確認中", "特定中", "unknown", "investigat", "looking"];
    let text = plain(text);
    clauses(&text).any(|clause| {
        BECAUSE.iter().any(|word| holds(clause, word)) && !UNKNOWN.iter().any(|word| clause.contains(word))
    })
}

/// Each look that shows the cause, and when it was taken first.
pub(super) fn evidence(played: &Played) -> Vec<Evidence> {
    let first = |line: &str| played.looks().find(|(_, look)| shows(look, line)).map(|(at, _)| at);
    let all = played.scenario.cause.evidence.iter();
    all.map(|line| Evidence { look: line.clone(), seen: first(line).map(|at| played.stamp(at)) }).collect()
}

/// Looks that show the cause and had been taken by then [count].
pub(super) fn evidence_before(played: &Played, at: Nanos) -> usize {
    let seen = |line: &&String| played.looks().any(|(when, look)| when <= at && shows(look, line));
    played.scenario.cause.evidence.iter().filter(seen).count()
}

/// Does this look show what that line of evidence shows? The same kind of look, and either narrower
/// (`logs checkout errors` for `logs checkout`) or wider (`metric checkout` for `metric checkout cpu`).
pub(super) fn shows(look: &str, evidence: &str) -> bool {
    let (look, evidence) = (plain(look), plain(evidence));
    let look: Vec<&str> = look.split_whitespace().collect();
    let evidence: Vec<&str> = evidence.split_whitespace().collect();
    let (Some(kind), Some(wanted)) = (look.first(), evidence.first()) else { return false };
    let narrower = evidence.iter().all(|word| look.contains(word));
    let wider = look.iter().all(|word| evidence.contains(word)) && (look.len() > 1 || *kind != "metric");
    kind == wanted && (narrower || wider)
}

/// A hypothesis about one of the cause's parts that holds one of its words.
fn names_the_cause(scenario: &Scenario, text: &str, about: Option<&str>) -> bool {
    let cause = &scenario.cause;
    let text: String = clauses(&plain(text)).filter(|clause| !denies(clause)).collect();
    let subjects = subjects(scenario, &text, about);
    let part = cause.parts.is_empty() || cause.parts.iter().any(|part| subjects.contains(&plain(part)));
    // Where nothing is wrong, the cause is in no part: who says that the numbers are wrong need not name one.
    let part = part || cause.nothing && subjects.is_empty();
    let word = cause.words.is_empty() || cause.words.iter().any(|word| holds(&text, &plain(word)));
    part && word && !(cause.parts.is_empty() && cause.words.is_empty())
}

/// The parts of a sentence that can say different things: "not payments, it is the release".
fn clauses(text: &str) -> impl Iterator<Item = &str> {
    text.split_inclusive(['、', '。', ',', ';', '!', '?', '\n'])
        .flat_map(|part| part.split_inclusive(" but "))
}

/// Says that something is not so. 「ではないか」 asks whether it is.
fn denies(clause: &str) -> bool {
    const NOT: [&str; 16] = [
        "ではない",
        "じゃない",
        "ではなさそう",
        "じゃなさそう",
        "ではありません",
        "でない",
        "関係ない",
        "関係なさ",
        "無関係",
        "isn't",
        "is not",
        "it's not",
        "wasn't",
        "was not",
        "unrelated",
        "nothing to do with",
    ];
    const ASKS: [&str; 4] = ["か", "でしょうか", "だろうか", "?"];
    NOT.iter().any(|not| {
        clause.match_indices(not).any(|(at, _)| {
            let behind = &clause[at + not.len()..];
            behind.starts_with("かも") || !ASKS.iter().any(|asks| behind.starts_with(asks))
        })
    })
}

/// What a sentence is about: what understanding found, and every name or alias that stands in it.
fn subjects(scenario: &Scenario, text: &str, about: Option<&str>) -> Vec<String> {
    let text = plain(text);
    let mut found: Vec<String> = about.map(plain).into_iter().collect();
    let parts = scenario.topology.components.iter().map(|c| c.name.as_str());
    let parts = parts.chain(scenario.cause.parts.iter().map(String::as_str));
    found.extend(parts.map(plain).filter(|name| holds(&text, name)));
    for (name, words) in &scenario.aliases {
        if words.iter().any(|word| holds(&text, &plain(word))) {
            found.push(plain(name));
        }
    }
    found
}

/// Is a look about one of these?
fn touches(look: &str, subjects: &[String]) -> bool {
    let look = plain(look);
    look.split_whitespace().skip(1).any(|word| subjects.iter().any(|subject| subject == word))
}

/// Full-width forms and case do not matter.
pub(super) fn plain(text: &str) -> String {
    text.nfkc().collect::<String>().to_lowercase()
}

/// Does a text hold these words? Latin words have to begin where they stand: `ram` is not in `program`.
pub(super) fn holds(text: &str, words: &str) -> bool {
    if words.is_empty() {
        return false;
    }
    let latin = words.starts_with(|c: char| c.is_ascii_alphanumeric());
    text.match_indices(words).any(|(at, _)| {
        let before = text[..at].chars().next_back();
        !latin || before.is_none_or(|c| !c.is_ascii_alphanumeric())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_look_shows_evidence_if_it_is_narrower_or_wider_of_the_same_kind() {
        assert!(shows("logs checkout errors", "logs checkout"));
        assert!(shows("metric orders-db", "metric orders-db cpu"));
        assert!(shows("changes", "changes checkout"));
        assert!(!shows("metric", "metric orders-db cpu"));
        assert!(!shows("logs cart", "logs checkout"));
        assert!(!shows("", "logs checkout"));
    }

    #[test]
    fn what_is_denied_is_not_stated() {
        let stated = |text: &str| clauses(&plain(text)).filter(|clause| !denies(clause)).collect::<String>();
        for denied in [
            "checkout のリリースではないと思う",
            "リリースは関係ない",
            "it's not the release",
            "the release isn't it",
        ] {
            assert_eq!(stated(denied), "", "{denied}");
        }
        for kept in
            ["リリースではないか", "リリースじゃない?", "リリースではないでしょうか", "it is the release"]
        {
            assert_eq!(stated(kept), kept, "{kept}");
        }
        assert_eq!(stated("it's not payments, it is the release"), " it is the release");
        assert_eq!(stated("決済ではない、v143 が原因"), "v143 が原因");
    }

    #[test]
    fn words_are_found_whatever_their_width_and_case() {
        assert!(holds(&plain("ＣＨＥＣＫＯＵＴのリリースが原因"), &plain("リリース")));
        assert!(holds(&plain("The RELEASE broke it"), "release"));
        assert!(!holds("a program", "ram"));
        assert!(!holds("anything", ""));
    }
}
