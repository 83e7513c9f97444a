//! Everything at a glance: components and journeys beside normal, the most unlike first. Ranks by distance
//! from normal, not by who is to blame.

use world::probe::Probe;
use world::signal::{Metric, Reading, Signals, Vital};

use super::teller::{Keep, Teller, dim, plain, toned};
use super::unlike::{of_vital, unlike, worst_of};
use super::{Told, View};
use crate::block::Cell;

/// Readings in the leading sentence: more is a table [count].
const LEADING: usize = 2;

/// Subjects named when monitoring saw nothing of them [count].
const MISSING_NAMED: usize = 5;

const COMPONENT: [Metric; 5] = [Metric::Rate, Metric::ErrorShare, Metric::P95, Metric::Cpu, Metric::Ready];
const JOURNEY: [Metric; 5] =
    [Metric::Rate, Metric::Goodput, Metric::ErrorShare, Metric::SlowShare, Metric::P95];

pub(super) fn tell(view: View, seen: &[(Probe, Signals)]) -> Told {
    let mut teller = Teller::new(view);
    let vitals = vitals(seen);
    lead(&mut teller, &vitals);
    let (journeys, components): (Vec<&Vital>, Vec<&Vital>) = vitals.into_iter().partition(|v| is_journey(v));
    let keys = ["narrate-col-component", ">metric-rate", ">metric-error-share", ">metric-p95", ">metric-cpu"];
    let keys = [&keys[..], &[">metric-ready", "narrate-col-also"]].concat();
    table(&mut teller, "narrate-title-components", &keys, &components, &COMPONENT);
    let keys = ["narrate-col-journey", ">metric-rate", ">metric-goodput", ">metric-error-share"];
    let keys = [&keys[..], &[">metric-slow-share", ">metric-p95", "narrate-col-also"]].concat();
    table(&mut teller, "narrate-title-journeys", &keys, &journeys, &JOURNEY);
    note_missing(&mut teller, components.iter().chain(&journeys).copied());
    teller.told()
}

/// All vitals of the answers, the most unlike normal first.
pub(super) fn vitals(seen: &[(Probe, Signals)]) -> Vec<&Vital> {
    let mut found: Vec<&Vital> = seen
        .iter()
        .filter_map(|(_, signals)| match signals {
            Signals::Vitals(vitals) => Some(vitals),
            _ => None,
        })
        .flatten()
        .collect();
    found.sort_by(|a, b| of_vital(b).total_cmp(&of_vital(a)));
    found
}

/// Only journeys know what their users got.
fn is_journey(vital: &Vital) -> bool {
    vital.readings.iter().any(|r| matches!(r.metric, Metric::Goodput | Metric::SlowShare))
}

/// The leading sentence: what is most unlike normal, and how many others are.
pub(super) fn lead(teller: &mut Teller, vitals: &[&Vital]) {
    let unlike: Vec<&&Vital> = vitals.iter().filter(|vital| of_vital(vital) > 0.0).collect();
    let Some(worst) = unlike.first() else {
        let blind: Vec<&str> = vitals.iter().filter(|v| is_blind(v)).map(|v| v.subject.as_str()).collect();
        let text = match (vitals.is_empty(), blind.is_empty()) {
            (true, _) => teller.say("narrate-nothing-known", &[]),
            (_, true) => teller.say("narrate-all-normal", &[]),
            _ => {
                let comma = teller.say("narrate-comma", &[]);
                let names = teller.word("blind", &blind.join(&comma));
                teller.say("narrate-blind", &[("names", &names)])
            }
        };
        return teller.narrate(text);
    };
    let comma = teller.say("narrate-comma", &[]);
    let readings: Vec<String> = worst_of(worst)
        .iter()
        .take(LEADING)
        .map(|reading| teller.reading_in_words(&worst.subject, reading))
        .collect();
    let subject = teller.word("subject", &worst.subject);
    let args = [("subject", subject.as_str()), ("readings", &readings.join(&comma))];
    let text = match unlike.len() - 1 {
        0 => teller.say("narrate-unlike", &args),
        others => {
            let n = teller.count("others", others as u64);
            teller.say("narrate-unlike-others", &[args[0], args[1], ("n", &n)])
        }
    };
    teller.narrate(text);
}

fn table(teller: &mut Teller, title: &str, keys: &[&str], vitals: &[&Vital], metrics: &[Metric]) {
    let columns = teller.columns(keys);
    let rows = vitals.iter().map(|vital| row(teller, vital, metrics)).collect();
    let title = teller.say(title, &[]);
    teller.table(title, columns, rows, Keep::First);
}

fn row(teller: &mut Teller, vital: &Vital, metrics: &[Metric]) -> Vec<Cell> {
    let mut cells = vec![plain(teller.word("subject", &vital.subject))];
    for metric in metrics {
        cells.push(match vital.readings.iter().find(|r| r.metric == *metric) {
            Some(reading) => teller.reading(&vital.subject, reading),
            None => dim(String::new()),
        });
    }
    // What differs most among the readings that have no column.
    let also = worst_of(vital).into_iter().find(|reading| !metrics.contains(&reading.metric));
    cells.push(match also {
        Some(reading) => also_cell(teller, &vital.subject, &reading),
        None => dim(String::new()),
    });
    cells
}

fn also_cell(teller: &mut Teller, subject: &str, reading: &Reading) -> Cell {
    let value = teller.reading(subject, reading).text;
    toned(format!("{} {value}", teller.metric(reading.metric)), unlike(reading).tone)
}

/// Nothing of it was seen although something usually is.
fn is_blind(vital: &Vital) -> bool {
    vital.readings.iter().any(|r| r.now.is_none() && r.normal.is_some())
}

/// A dash is neither good nor bad; somebody has to say so.
pub(super) fn note_missing<'a>(teller: &mut Teller, vitals: impl Iterator<Item = &'a Vital>) {
    let mut names: Vec<&str> =
        vitals.filter(|v| v.readings.iter().any(|r| r.now.is_none())).map(|v| v.subject.as_str()).collect();
    if names.is_empty() {
        return;
    }
    names.truncate(MISSING_NAMED);
    let comma = teller.say("narrate-comma", &[]);
    let names = teller.word("missing", &names.join(&comma));
    let text = teller.say("narrate-missing", &[("names", &names)]);
    teller.narrate(text);
}
