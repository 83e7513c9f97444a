//! The live panels: what a responder keeps in the corner of the eye. Plain data; a face draws it.

use room::Event;
use world::probe::Probe;
use world::signal::{Metric, Signals};
use world::time::{MINUTE, Nanos};

use super::arc::Step;
use super::{Act, Play};
use crate::block::{Chart, Panels, Tone};
use crate::clock;
use crate::narrate::{self, figures};
use crate::words::{Lang, say};

/// What the small charts look back over [ns].
const LOOK_BACK: Nanos = 20 * MINUTE;

/// The panels of a play as it stands.
pub(super) fn of(play: &Play, lang: Lang) -> Panels {
    let now = play.world.now();
    let arc = arc(play, lang);
    let reached = arc.iter().rev().find(|(_, reached)| *reached).map(|(name, _)| name.clone());
    let alerts = match play.world.probe(&Probe::Alerts { since: 0, until: Nanos::MAX }) {
        Signals::Alerts(alerts) => alerts,
        _ => Vec::new(),
    };
    let firing = alerts.iter().filter(|a| a.until.is_none());
    let left =
        |u: &super::UnderWay| play.time_left(u).map_or_else(String::new, |span| clock::span(lang, span));
    Panels {
        clock: play.clock.minute(now),
        elapsed: play.clock.elapsed(now, lang),
        phase: reached.unwrap_or_default(),
        arc,
        charts: charts(play, lang, now),
        impact: impact(play, lang, now),
        alerts: firing.map(|a| format!("{} {}", a.rule, a.subject)).collect(),
        under_way: play.under_way.iter().map(|u| (u.order.to_string(), left(u))).collect(),
        pressure: pressure(play, lang, now),
    }
}

/// The arc: noticed, declared, impact, cause, mitigation, verified, what should change.
fn arc(play: &Play, lang: Lang) -> Vec<(String, bool)> {
    let taken = |step: Step| step.taken(&play.flow);
    let called_false = play.flow.has(|event| matches!(event, Event::SaidFalseAlarm { .. }));
    let verified = play.watched() || called_false && play.act > Act::Response;
    let steps = [
        ("phase-noticed", taken(Step::Noticed)),
        ("phase-declared", taken(Step::Declared)),
        ("phase-impact", taken(Step::Impact)),
        ("phase-cause", taken(Step::Cause)),
        ("phase-mitigation", play.relieved),
        ("phase-verified", verified),
        ("phase-review", taken(Step::Review) || !play.drafts.is_empty()),
    ];
    steps.into_iter().map(|(key, reached)| (say(lang, key, &[]), reached)).collect()
}

/// The journey that hurts most, in three metrics.
fn charts(play: &Play, lang: Lang, now: Nanos) -> Vec<Chart> {
    let since = now.saturating_sub(LOOK_BACK);
    let Signals::Impact(impact) = play.world.probe(&Probe::Impact { since: play.first_fault, until: now })
    else {
        return Vec::new();
    };
    let worst =
        impact.iter().skip(1).max_by(|a, b| a.cost.total_cmp(&b.cost).then(a.requests.cmp(&b.requests)));
    let Some(worst) = worst else { return Vec::new() };
    let series = [Metric::Goodput, Metric::ErrorShare, Metric::P95].into_iter().filter_map(|metric| {
        let probe = Probe::Series { subject: worst.journey.clone(), metric, since, until: now };
        match play.world.probe(&probe) {
            Signals::Series(series) => series.into_iter().next(),
            _ => None,
        }
    });
    series.map(|s| narrate::chart(lang, &s)).collect()
}

fn impact(play: &Play, lang: Lang, now: Nanos) -> Vec<(String, String, Tone)> {
    let Signals::Impact(impact) = play.world.probe(&Probe::Impact { since: play.first_fault, until: now })
    else {
        return Vec::new();
    };
    let Some(sum) = impact.first() else { return Vec::new() };
    let row = |key: &str, n: u64, tone: Tone| {
        (say(lang, key, &[]), figures::count(n), if n > 0 { tone } else { Tone::Plain })
    };
    vec![row("panel-failed", sum.failed, Tone::Hot), row("panel-slow", sum.slow, Tone::Warm)]
}

fn pressure(play: &Play, lang: Lang, now: Nanos) -> Vec<(String, String, Tone)> {
    let Signals::Complaints(complaints) = play.world.probe(&Probe::Complaints { since: 0, until: now })
    else {
        return Vec::new();
    };
    let told = |entry: &room::Entry| matches!(entry.event, Event::UpdatePublished { .. });
    let last =
        play.entries().iter().rev().find(|entry| told(entry)).map_or(0, |e| play.wall().simulated(e.at));
    let waiting = now.saturating_sub(play.cast.waiting_since().max(last));
    let tone = if waiting > 10 * MINUTE { Tone::Warm } else { Tone::Plain };
    vec![
        (say(lang, "panel-tickets", &[]), figures::count(complaints.len() as u64), Tone::Plain),
        (say(lang, "panel-last-word", &[]), clock::span(lang, waiting / MINUTE * MINUTE), tone),
    ]
}
