//! From a system that breaks a law to a smaller one that breaks it too: orders, faults, users, journeys, components,
//! policies and steps are left out one by one for as long as something is still wrong. Knows no law.

use std::panic::{AssertUnwindSafe, catch_unwind};

use crate::family::Case;
use world::topology::{Edge, Step, Topology};

/// Lives that making one system smaller may cost [count]: about a minute.
const MOST_LIVES: usize = 600;

/// What is wrong with a life; nothing if it cannot be lived.
pub type Laws<'a> = &'a dyn Fn(&Case) -> Vec<String>;

/// What is wrong with a case; a panic is a complaint as well.
pub fn complaints(case: &Case, laws: Laws<'_>) -> Vec<String> {
    catch_unwind(AssertUnwindSafe(|| laws(case))).unwrap_or_else(|panic| {
        let said = panic.downcast_ref::<String>().map(String::as_str);
        vec![format!("panics: {}", said.or(panic.downcast_ref().copied()).unwrap_or("?"))]
    })
}

/// The report of a case that breaks a law: its seed, what is wrong, and the smallest system found that breaks one too.
pub fn report(case: &Case, laws: Laws<'_>) -> Option<String> {
    let wrong = complaints(case, laws);
    if wrong.is_empty() {
        return None;
    }
    let small = smaller(case, laws);
    let left = complaints(&small, laws);
    Some(format!(
        "seed {}: {}\nA smaller system, of the same seed, in which something is wrong: {}\n{small}",
        case.seed,
        wrong.join("\n    "),
        left.join("\n    "),
    ))
}

/// The smallest case found in which something is still wrong.
pub fn smaller(case: &Case, laws: Laws<'_>) -> Case {
    let (mut best, mut lives) = (case.clone(), 0);
    loop {
        let before = lives;
        let mut shrunk = false;
        let mut at = 0;
        while let Some(candidate) = without(&best, at) {
            lives += 1;
            if lives > MOST_LIVES {
                return best;
            }
            match complaints(&candidate, laws).is_empty() {
                true => at += 1,
                false => (best, shrunk) = (candidate, true), // the next part has taken this place
            }
        }
        if !shrunk || lives == before {
            return best;
        }
    }
}

/// The case without its `n`-th part, counted over all kinds of parts; `None` after the last.
fn without(case: &Case, n: usize) -> Option<Case> {
    let mut small = case.clone();
    let t = &mut small.topology;
    let steps: usize = t.components.iter().flat_map(|c| &c.endpoints).map(|e| e.steps.len()).sum();
    let sizes = [
        case.orders.len(),
        case.faults.len(),
        t.components.len(),
        t.traffic.len(),
        t.journeys.len(),
        t.edges.len(),
        t.alerts.len(),
        t.jobs.len(),
        steps,
    ];
    let mut n = n;
    let kind = sizes.iter().position(|size| {
        let here = n < *size;
        n -= if here { 0 } else { *size };
        here
    })?;
    match kind {
        0 => drop(small.orders.remove(n)),
        1 => drop(small.faults.remove(n)),
        2 => without_component(&mut small, n),
        3 => drop(t.traffic.remove(n)),
        4 => {
            let journey = t.journeys.remove(n).name;
            t.traffic.iter_mut().for_each(|group| group.mix.retain(|(name, _)| *name != journey));
            t.traffic.retain(|group| !group.mix.is_empty());
        }
        5 => {
            let Edge { from, to, .. } = t.edges.remove(n);
            let plain = Edge { from, to, ..Edge::default() };
            if case.topology.edges[n] != plain {
                t.edges.insert(n, plain); // the next time it is left out, which means the same
            }
        }
        6 => drop(t.alerts.remove(n)),
        7 => drop(t.jobs.remove(n)),
        _ => without_step(t, n),
    }
    Some(small)
}

fn without_step(topology: &mut Topology, mut n: usize) {
    for endpoint in topology.components.iter_mut().flat_map(|c| &mut c.endpoints) {
        if n < endpoint.steps.len() {
            endpoint.steps.remove(n);
            return;
        }
        n -= endpoint.steps.len();
    }
}

/// Without a component and all that cannot be without it.
fn without_component(case: &mut Case, n: usize) {
    let t = &mut case.topology;
    let gone = t.components.remove(n).name;
    let of_it = |call: &str| call.split('.').next() == Some(gone.as_str());
    for endpoint in t.components.iter_mut().flat_map(|c| &mut c.endpoints) {
        endpoint.steps = endpoint.steps.drain(..).flat_map(|step| spared(step, &of_it)).collect();
    }
    t.edges.retain(|e| e.from != gone && e.to != gone);
    let lost: Vec<String> = (t.journeys.extract_if(.., |j| of_it(&j.entry))).map(|j| j.name).collect();
    t.traffic.iter_mut().for_each(|group| group.mix.retain(|(name, _)| !lost.contains(name)));
    t.traffic.retain(|group| !group.mix.is_empty());
    t.alerts.retain(|a| a.subject != gone && !lost.contains(&a.subject));
    let named = |text: &str| text.contains(&format!("\"{gone}\""));
    t.jobs.retain(|job| !named(&format!("{:?}", job.effect)));
    case.faults.retain(|(_, fault)| !named(&format!("{fault:?}")));
}

/// A step without the calls that go to a component; a lookup is what it does on a miss.
fn spared(step: Step, of_it: &dyn Fn(&str) -> bool) -> Vec<Step> {
    let all =
        |steps: Vec<Step>| -> Vec<Step> { steps.into_iter().flat_map(|step| spared(step, of_it)).collect() };
    match step {
        Step::Call(call) | Step::Publish(call) if of_it(&call) => Vec::new(),
        Step::Lookup { call, miss } if of_it(&call) => all(miss),
        Step::Lookup { call, miss } => vec![Step::Lookup { call, miss: all(miss) }],
        Step::IfFlag { flag, then, otherwise } => {
            vec![Step::IfFlag { flag, then: all(then), otherwise: all(otherwise) }]
        }
        other => vec![other],
    }
}
