//! Changes of how one component calls another: which call, which setting, which value. Knows which calls
//! exist, so that "the timeout to payments" needs no caller when there is only one.

use super::{Filled, Segment};
use crate::intent::Wanted;
use crate::understand::concept::Concept;
use crate::understand::lexicon::Sort;
use crate::understand::scan::{Unit, What, names_in};
use world::fault::CallChange;
use world::intervention::Intervention as I;
use world::signal::Metric;
use world::time::{MILLI, Nanos, SECOND};

/// Fills `set A->B …`.
pub(super) fn fill(near: &Segment, wide: &Segment) -> Filled {
    let changes = changes(near);
    let calls = calls(near, wide);
    let all = |calls: &[(String, String)]| -> Vec<I> {
        calls
            .iter()
            .flat_map(|(from, to)| {
                changes.1.iter().map(|c| I::SetCall { from: from.clone(), to: to.clone(), change: c.clone() })
            })
            .collect()
    };
    match (changes.0, calls.as_slice()) {
        (true, [_]) => Filled::Known(all(&calls)),
        (false, [_]) => Filled::Missing(Wanted::Value, all(&calls)),
        (_, []) => Filled::Missing(Wanted::Target, all(&near.lexicon.calls)),
        _ => Filled::Missing(Wanted::Target, all(&calls)),
    }
}

/// The calls that the named components make: caller and callee, the callee alone, or the caller alone.
fn calls(near: &Segment, wide: &Segment) -> Vec<(String, String)> {
    let mut names = names_in(&near.tokens, Sort::is_component);
    if names.is_empty() {
        names = names_in(&wide.tokens, Sort::is_component);
    }
    let known = &near.lexicon.calls;
    let names: Vec<&str> = names.iter().map(|t| t.name.as_str()).collect();
    let pick = |keep: &dyn Fn(&(String, String)) -> bool| -> Vec<(String, String)> {
        known.iter().filter(|c| keep(c)).cloned().collect()
    };
    match names.as_slice() {
        [] => Vec::new(),
        [one] => {
            let into = pick(&|c| c.1 == *one);
            let from = pick(&|c| c.0 == *one);
            let inward = near.tokens.iter().any(|t| {
                let (before, after) =
                    (near.scan.text[..t.start].trim_end(), near.scan.text[t.end..].trim_start());
                let names =
                    matches!(&t.what, What::Name { things, .. } if things.iter().any(|t| t.name == *one));
                names
                    && (["へ", "呼び", "宛", "に対", "を呼"].iter().any(|p| after.starts_with(p))
                        || [" to", "towards", "calling", "calls to", " toward", "against"]
                            .iter()
                            .any(|p| before.ends_with(p)))
            });
            let outward = near.scan.text.contains(&format!("from {one}")) || near.scan.text.contains("から");
            match (into.len(), from.len()) {
                (_, 0) => into,
                (0, _) => from,
                _ if inward => into,
                _ if outward => from,
                _ => into.into_iter().chain(from).collect(),
            }
        }
        [a, b, ..] => {
            let there = pick(&|c| c.0 == *a && c.1 == *b);
            if there.is_empty() { pick(&|c| c.0 == *b && c.1 == *a) } else { there }
        }
    }
}

/// Whether the value is known, and the changes: the one meant, or some to offer.
fn changes(near: &Segment) -> (bool, Vec<CallChange>) {
    let said = |c: Concept| near.said.contains(&c);
    let number = |units: &[Unit]| {
        near.tokens.iter().rev().find_map(|t| match t.what {
            What::Number(value, unit) if units.contains(&unit) => Some(value),
            _ => None,
        })
    };
    let off = matches!(
        near.verb,
        Concept::TurnOff | Concept::Stop | Concept::Kill | Concept::Delete | Concept::Drain | Concept::Purge
    );
    if said(Concept::Timeout) {
        return match number(&[Unit::Span]) {
            Some(span) => (true, vec![CallChange::Timeout(span as Nanos)]),
            None => (false, [500 * MILLI, SECOND, 3 * SECOND].map(CallChange::Timeout).to_vec()),
        };
    }
    let count = number(&[Unit::Plain, Unit::Count]).map(|n| n as u32);
    if said(Concept::Retry) || said(Concept::Metric(Metric::Retries)) {
        return match count {
            Some(count) => (true, vec![CallChange::Retries(count)]),
            None if off => (true, vec![CallChange::Retries(0)]),
            None => (false, [0, 1, 3].map(CallChange::Retries).to_vec()),
        };
    }
    if said(Concept::Fallback) {
        return (true, vec![CallChange::Fallback(!off)]);
    }
    match count {
        Some(count) => (true, vec![CallChange::Pool(count)]),
        None => (false, [20, 50, 100].map(CallChange::Pool).to_vec()),
    }
}
