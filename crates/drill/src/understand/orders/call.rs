//! Changes of how one component calls another: which call, which setting, which value. Knows which calls
//! exist, so that "the timeout to payments" needs no caller when there is only one.

use super::{Filled, Segment, explicit, values};
use crate::intent::{Figure, Impossible, Wanted};
use crate::understand::concept::Concept;
use crate::understand::lexicon::Sort;
use crate::understand::scan::{Token, Unit, What, names_in};
use world::fault::CallChange;
use world::intervention::Intervention as I;
use world::signal::Metric;
use world::time::{MILLI, Nanos, SECOND};

/// Fills `set A->B …`.
pub(super) fn fill(near: &Segment, wide: &Segment) -> Filled {
    let changes = match changes(near) {
        Ok(changes) => changes,
        Err(no) => return no,
    };
    if let Some(no) = no_such_call(near, wide) {
        return no;
    }
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
        (true, [(from, to)]) if turned(near, from, to) => Filled::Offer(all(&calls)),
        (true, [_]) => Filled::Known(all(&calls)),
        (false, [_]) => Filled::Missing(Wanted::Value, all(&calls)),
        (_, []) => Filled::Missing(Wanted::Target, all(&near.lexicon.calls)),
        _ => Filled::Missing(Wanted::Target, all(&calls)),
    }
}

/// Two parts were named, and neither calls the other.
fn no_such_call(near: &Segment, wide: &Segment) -> Option<Filled> {
    let mut names = names_in(&near.tokens, Sort::is_component);
    if names.is_empty() {
        names = names_in(&wide.tokens, Sort::is_component);
    }
    let [a, b] = names.as_slice() else { return None };
    let known = &near.lexicon.calls;
    let joins = |c: &(String, String)| c.0 == b.name && c.1 == a.name;
    if known.iter().any(joins) {
        return None;
    }
    explicit::no_call(&a.name, &b.name, near.lexicon).map(Filled::Impossible)
}

/// The call was said the other way round: "from payments to checkout" where checkout calls payments.
fn turned(near: &Segment, from: &str, to: &str) -> bool {
    let text = &near.scan.text;
    let at = |name: &str| {
        near.tokens
            .iter()
            .find(|t| matches!(&t.what, What::Name { things, .. } if things.iter().any(|t| t.name == name)))
    };
    let (Some(from), Some(to)) = (at(from), at(to)) else { return false };
    let gap = |a: &Token, b: &Token| text.get(a.end..b.start).unwrap_or("").trim().to_string();
    to.end <= from.start
        && (matches!(gap(to, from).as_str(), "->" | "から")
            || text[..to.start].trim_end().ends_with("from") && gap(to, from) == "to")
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
fn changes(near: &Segment) -> Result<(bool, Vec<CallChange>), Filled> {
    let said = |c: Concept| near.said.contains(&c);
    let off = matches!(
        near.verb,
        Concept::TurnOff | Concept::Stop | Concept::Kill | Concept::Delete | Concept::Drain | Concept::Purge
    );
    if said(Concept::Timeout) {
        return match values::number(near, &[Unit::Span]) {
            Some(span) if span.value > 0.0 => Ok((true, vec![CallChange::Timeout(span.value as Nanos)])),
            Some(span) => Err(Filled::Impossible(Impossible::Number {
                said: span.text.into(),
                of: Figure::Span,
                least: 1,
                most: u32::MAX,
            })),
            None => Ok((false, [500 * MILLI, SECOND, 3 * SECOND].map(CallChange::Timeout).to_vec())),
        };
    }
    let count = values::number(near, &[Unit::Plain, Unit::Count]);
    let count = |least| count.map(|said| values::whole(said, Figure::Count, least, u32::MAX)).transpose();
    if said(Concept::Retry) || said(Concept::Metric(Metric::Retries)) {
        return Ok(match count(0)? {
            Some(count) => (true, vec![CallChange::Retries(count)]),
            None if off => (true, vec![CallChange::Retries(0)]),
            None => (false, [0, 1, 3].map(CallChange::Retries).to_vec()),
        });
    }
    if said(Concept::Fallback) {
        return Ok((true, vec![CallChange::Fallback(!off)]));
    }
    Ok(match count(1)? {
        Some(count) => (true, vec![CallChange::Pool(count)]),
        None => (false, [20, 50, 100].map(CallChange::Pool).to_vec()),
    })
}
