//! Alerts that fire or fired, as a list and as the pager says them. Knows the rule and its numbers; not whether
//! it is right to fire.

use world::probe::Probe;
use world::signal::{Alert, Signals};

use super::ask::INCIDENT;
use super::teller::{Keep, Teller, dim, plain, toned};
use super::{Told, View};
use crate::block::{Body, Cell, Tone};

/// Rules named in the leading sentence [count].
const LEADING: usize = 3;

pub(super) fn tell(view: View, seen: &[(Probe, Signals)]) -> Told {
    let mut teller = Teller::new(view);
    let mut alerts: Vec<&Alert> = seen
        .iter()
        .filter_map(|(_, signals)| match signals {
            Signals::Alerts(alerts) => Some(alerts),
            _ => None,
        })
        .flatten()
        .collect();
    let window = teller.span("window", INCIDENT);
    if alerts.is_empty() {
        let text = teller.say("narrate-alerts-none", &[("window", &window)]);
        teller.narrate(text);
        return teller.told();
    }
    // What fires first, pages before the others, then the newest.
    alerts.sort_by_key(|a| (a.until.is_some(), !a.pages, std::cmp::Reverse(a.since)));
    let firing: Vec<&str> = alerts.iter().filter(|a| a.until.is_none()).map(|a| a.rule.as_str()).collect();
    let text = match firing.len() {
        0 => {
            let n = teller.count("alerts.ended", alerts.len() as u64);
            teller.say("narrate-alerts-ended", &[("n", &n), ("window", &window)])
        }
        all => {
            let comma = teller.say("narrate-comma", &[]);
            let named = teller.word("alerts.firing", &firing[..all.min(LEADING)].join(&comma));
            let n = teller.count("alerts.firing.count", all as u64);
            let key = if all > LEADING { "narrate-alerts-firing-more" } else { "narrate-alerts-firing" };
            teller.say(key, &[("n", &n), ("rules", &named)])
        }
    };
    teller.narrate(text);
    let rows = alerts.iter().map(|alert| row(&mut teller, alert)).collect();
    let columns = teller.columns(&[
        "narrate-col-alert",
        "narrate-col-subject",
        "narrate-col-metric",
        ">narrate-col-at-fire",
        ">narrate-col-threshold",
        "narrate-col-since",
        "narrate-col-state",
    ]);
    let title = teller.say("narrate-title-alerts", &[("window", &window)]);
    teller.table(title, columns, rows, Keep::First);
    teller.told()
}

fn row(teller: &mut Teller, alert: &Alert) -> Vec<Cell> {
    let unit = alert.metric.unit();
    let id = format!("{}.{}", alert.subject, alert.metric.name());
    let state = match (alert.until, alert.pages) {
        (Some(until), _) => {
            let until = teller.minute("alert.until", until);
            dim(teller.say("narrate-alert-ended", &[("until", &until)]))
        }
        (None, true) => toned(teller.say("narrate-alert-paging", &[]), Tone::Hot),
        (None, false) => toned(teller.say("narrate-alert-warning", &[]), Tone::Warm),
    };
    vec![
        plain(teller.word("alert.rule", &alert.rule)),
        plain(teller.word("subject", &alert.subject)),
        plain(teller.metric(alert.metric)),
        plain(teller.measure(&format!("{id}.at_fire"), alert.value, unit)),
        dim(teller.measure(&format!("{id}.threshold"), alert.threshold, unit)),
        plain(teller.minute("alert.since", alert.since)),
        state,
    ]
}

/// What the pager says when an alert begins to fire or ends, one block.
pub fn pager(view: View, alert: &Alert) -> Told {
    let mut teller = Teller::new(view);
    let rule = teller.word("alert.rule", &alert.rule);
    let subject = teller.word("subject", &alert.subject);
    let metric = teller.metric(alert.metric);
    let unit = alert.metric.unit();
    let value = teller.measure("alert.value", alert.value, unit);
    let threshold = teller.measure("alert.threshold", alert.threshold, unit);
    let args = [
        ("rule", rule.as_str()),
        ("subject", &subject),
        ("metric", &metric),
        ("value", &value),
        ("threshold", &threshold),
    ];
    let (firing, text) = match alert.until {
        None => (true, teller.say("narrate-pager-firing", &args)),
        Some(until) => {
            let lasted = teller.span("alert.lasted", until.saturating_sub(alert.since));
            let args = [("rule", rule.as_str()), ("subject", &subject), ("lasted", &lasted)];
            (false, teller.say("narrate-pager-ended", &args))
        }
    };
    teller.push(Body::Pager { firing, text });
    teller.told()
}
