//! What is said to somebody is for them, and nothing else comes of it: `corpus/told-*.tsv`.

use super::*;
use crate::intent::{Act, Look, Whom};

/// The short form in which a corpus says who was told what.
fn brief(found: &Understood) -> String {
    match found {
        Understood::Clear(Intent::Room(Act::Update { text, to })) => {
            let to = match to {
                Whom::Everyone => "everyone",
                Whom::Customers => "customers",
                Whom::Support => "support",
                Whom::Management => "management",
                Whom::Person(id) => id,
            };
            format!("{to}: {text}")
        }
        Understood::Clear(Intent::Look(Look::Ask { .. })) => "ask".into(),
        Understood::NotAnOrder(_) => "not".into(),
        _ => "other".into(),
    }
}

fn holds(corpus: &str) {
    let mut misses = Vec::new();
    for line in corpus.lines().filter(|l| !l.starts_with('#') && !l.trim().is_empty()) {
        let (text, meant) = line.split_once('\t').expect("two fields");
        let found = brief(&said(text, None));
        if !meant.split(" | ").any(|m| m.trim() == found.trim()) {
            misses.push(format!("{text}\n    meant {meant}\n    found {found} {:?}", said(text, None)));
        }
    }
    assert!(misses.is_empty(), "{} missed:\n{}", misses.len(), misses.join("\n"));
}

#[test]
fn japanese_to_somebody_is_told_to_them_and_nothing_in_it_is_carried_out() {
    holds(include_str!("../../../corpus/told-ja.tsv"));
}

#[test]
fn what_is_asked_is_no_hypothesis_and_what_is_supposed_is() {
    let hypothesis =
        |text: &str| matches!(said(text, None), Understood::Clear(Intent::Room(Act::Hypothesis { .. })));
    for asked in
        ["怪しいログある？", "この障害ってcheckoutのせいかな？", "checkoutのせい？", "checkoutが原因ですか？"]
    {
        assert!(!hypothesis(asked), "{asked}: {:?}", said(asked, None));
    }
    let logs = said("怪しいログある？", None);
    assert!(matches!(logs, Understood::Clear(Intent::Look(Look::Logs { .. }))), "{logs:?}");
    for supposed in ["checkoutのせいかも", "checkoutのリリースが怪しい", "checkoutが原因なんじゃない？"]
    {
        assert!(hypothesis(supposed), "{supposed}: {:?}", said(supposed, None));
    }
}

#[test]
fn what_is_labelled_an_update_is_one_whatever_it_holds() {
    for text in [
        "update: seats can be chosen again since 19:56, the statistics had given a bad plan, fixed",
        "update: checkout is back, we restarted it",
    ] {
        let found = said(text, None);
        assert!(matches!(found, Understood::Clear(Intent::Room(Act::Update { .. }))), "{text}: {found:?}");
    }
}

#[test]
fn english_to_somebody_is_told_to_them_and_nothing_in_it_is_carried_out() {
    holds(include_str!("../../../corpus/told-en.tsv"));
}
