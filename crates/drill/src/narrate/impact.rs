//! How many users are hit, in what way, since when: exact counts by journey. Knows what users got, not why.

use world::probe::Probe;
use world::signal::{Impact, Metric, Series, Signals};
use world::time::Nanos;

use super::overview::vitals;
use super::teller::{Keep, Teller, dim, plain, toned};
use super::unlike::{compared, of_vital};
use super::{Told, View};
use crate::block::{Cell, Tone};

/// A journey is still hit if one of so many last points is unlike normal: one good scrape ends nothing [count].
const STILL: usize = 3;
/// What is emptied by a restart and fills up again is one trouble, if it is back within so many points [count].
const FILLS: usize = 18;

pub(super) fn tell(view: View, seen: &[(Probe, Signals)]) -> Told {
    let mut teller = Teller::new(view);
    let mut impacts: Vec<&Impact> = Vec::new();
    let mut series: Vec<&Series> = Vec::new();
    let mut since = view.now;
    for (probe, signals) in seen {
        match signals {
            Signals::Impact(found) => impacts.extend(found),
            Signals::Series(found) => series.extend(found),
            _ => {}
        }
        if let Probe::Impact { since: asked, .. } = probe {
            since = *asked;
        }
    }
    lead(&mut teller, &impacts, &series);
    // Journeys hit hardest first; the sum stays on top.
    impacts.sort_by(|a, b| {
        b.journey.is_empty().cmp(&a.journey.is_empty()).then(share_hit(b).total_cmp(&share_hit(a)))
    });
    let columns = teller.columns(&[
        "narrate-col-journey",
        ">narrate-col-requests",
        ">narrate-col-failed",
        ">narrate-col-slow",
        ">narrate-col-share",
        "narrate-col-also",
        "narrate-col-since",
    ]);
    let rows = impacts.iter().map(|impact| row(&mut teller, impact, &series)).collect();
    let from = teller.minute("window.since", since);
    let until = teller.minute("window.until", view.now);
    let title = teller.say("narrate-title-impact", &[("from", &from), ("until", &until)]);
    teller.table(title, columns, rows, Keep::First);
    now(&mut teller, seen);
    teller.told()
}

fn lead(teller: &mut Teller, impacts: &[&Impact], series: &[&Series]) {
    let Some(sum) = impacts.iter().find(|impact| impact.journey.is_empty()) else {
        return teller.note("narrate-nothing-known");
    };
    if sum.failed + sum.slow + sum.degraded + sum.stale == 0 {
        return teller.note("narrate-no-impact");
    }
    let (requests, failed) = (teller.count("requests", sum.requests), teller.count("failed", sum.failed));
    let slow = teller.count("slow", sum.slow);
    let share = teller.measure("hit.share", share_hit(sum), "%");
    let args = [("requests", requests.as_str()), ("failed", &failed), ("slow", &slow), ("share", &share)];
    let first = series.iter().filter_map(|one| bad_run(one)).min_by_key(|run| run.since);
    let text = match first {
        Some(run) => {
            let time = run.written(teller, "since");
            let [a, b, c, d] = args;
            teller.say("narrate-impact-since", &[a, b, c, d, ("time", &time)])
        }
        None => teller.say("narrate-impact", &args),
    };
    teller.narrate(text);
}

/// How the journeys stand in the last minute: the counts above never fall.
fn now(teller: &mut Teller, seen: &[(Probe, Signals)]) {
    let journeys = vitals(seen);
    if let Some(worst) = journeys.first().filter(|vital| of_vital(vital) > 0.0) {
        let comma = teller.say("narrate-comma", &[]);
        let readings: Vec<String> = super::unlike::worst_of(worst)
            .iter()
            .take(2)
            .map(|reading| teller.reading_in_words(&worst.subject, reading))
            .collect();
        let subject = teller.word("subject", &worst.subject);
        let text =
            teller.say("narrate-last-minute", &[("subject", &subject), ("readings", &readings.join(&comma))]);
        teller.narrate(text);
    } else if !journeys.is_empty() {
        teller.note("narrate-last-minute-normal");
    }
}

/// Requests that failed or were slow, among all [%].
fn share_hit(impact: &Impact) -> f64 {
    match impact.requests {
        0 => 0.0,
        all => (impact.failed + impact.slow) as f64 * 100.0 / all as f64,
    }
}

fn row(teller: &mut Teller, impact: &Impact, series: &[&Series]) -> Vec<Cell> {
    let name = match impact.journey.as_str() {
        "" => teller.say("narrate-all", &[]),
        name => teller.word("subject", name),
    };
    let share = share_hit(impact);
    let tone = compared(world::signal::Metric::ErrorShare, share, 0.0).tone;
    let counted = |teller: &mut Teller, id: &str, n: u64| {
        let text = teller.count(&format!("{}.{id}", impact.journey), n);
        if n == 0 { dim(text) } else { plain(text) }
    };
    let requests = counted(teller, "requests", impact.requests);
    let failed = counted(teller, "failed", impact.failed);
    let slow = counted(teller, "slow", impact.slow);
    let share = toned(teller.measure(&format!("{}.share", impact.journey), share, "%"), tone);
    let since = match impact.journey.as_str() {
        "" => dim(String::new()),
        name => since_cell(teller, name, series),
    };
    let also = also_cell(teller, impact);
    vec![plain(name), requests, failed, slow, share, also, since]
}

/// What was answered, but not wholly: without a part, or with old data.
fn also_cell(teller: &mut Teller, impact: &Impact) -> Cell {
    let mut parts = Vec::new();
    for (key, n) in [("narrate-degraded", impact.degraded), ("narrate-stale", impact.stale)] {
        if n > 0 {
            let n = teller.count(key, n);
            parts.push(teller.say(key, &[("n", &n)]));
        }
    }
    dim(parts.join(&teller.say("narrate-comma", &[])))
}

fn since_cell(teller: &mut Teller, journey: &str, series: &[&Series]) -> Cell {
    let runs: Vec<Run> = series.iter().filter(|s| s.subject == journey).filter_map(|s| bad_run(s)).collect();
    let Some(first) = runs.iter().min_by_key(|run| run.since) else { return dim(String::new()) };
    let since = first.since;
    let from = first.written(teller, &format!("{journey}.since"));
    if runs.iter().any(|run| run.until.is_none()) {
        let ago = teller.ago(&format!("{journey}.for"), since);
        return toned(teller.say("narrate-since", &[("from", &from), ("ago", &ago)]), Tone::Plain);
    }
    let until = runs.iter().filter_map(|run| run.until).max().unwrap_or(since);
    let until = teller.minute(&format!("{journey}.until"), until);
    dim(teller.say("narrate-from-until", &[("from", &from), ("until", &until)]))
}

/// A stretch of a series that is unlike normal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Run {
    /// Start of its first interval [ns].
    pub since: Nanos,
    /// End of its last; `None` while it lasts [ns].
    pub until: Option<Nanos>,
    /// The series begins with it: it began then or before.
    pub cut: bool,
}

impl Run {
    /// When it began, in words: `02:04`, or 「02:04 以前」 where the series begins with it.
    pub fn written(&self, teller: &mut Teller, id: &str) -> String {
        let time = teller.minute(id, self.since);
        if self.cut { teller.say("narrate-before", &[("time", &time)]) } else { time }
    }
}

/// The last stretch that is unlike normal; shorter breaks than [`STILL`] points do not end it.
pub(super) fn bad_run(series: &Series) -> Option<Run> {
    let normal = series.normal?;
    let bad: Vec<usize> = series
        .points
        .iter()
        .enumerate()
        .filter(|(_, point)| point.is_some_and(|p| compared(series.metric, p, normal).score > 0.0))
        .map(|(i, _)| i)
        .collect();
    let last = *bad.last()?;
    let mut start = last;
    let apart = if series.metric == Metric::Memory { FILLS } else { STILL };
    for i in bad.iter().rev() {
        if start - i > apart {
            break;
        }
        start = *i;
    }
    let end_of = |i: usize| series.first + series.step * i as Nanos;
    let cut = series.points[..start].iter().all(Option::is_none);
    let lasts = series.points.len() - last <= STILL;
    Some(Run { since: end_of(start).saturating_sub(series.step), until: (!lasts).then(|| end_of(last)), cut })
}

#[cfg(test)]
mod tests {
    use super::*;
    use world::time::SECOND;

    fn series(points: &[f64]) -> Series {
        Series {
            subject: "buy".into(),
            metric: Metric::ErrorShare,
            first: 10 * SECOND,
            step: 10 * SECOND,
            points: points.iter().map(|p| Some(*p)).collect(),
            normal: Some(0.1),
        }
    }

    #[test]
    fn memory_that_a_restart_has_emptied_in_between_is_one_trouble() {
        let points: Vec<f64> = [vec![20.0; 3], vec![90.0; 6], vec![20.0; 8], vec![90.0; 6]].concat();
        let run = |metric| {
            bad_run(&Series { metric, normal: Some(20.0), ..series(&points) }).expect("there is trouble")
        };
        assert_eq!(run(Metric::Memory).since, 30 * SECOND);
        assert!(run(Metric::Cpu).since > 120 * SECOND, "what comes back after minutes is another");
    }

    #[test]
    fn trouble_that_lasts_has_a_beginning_and_no_end() {
        let run = bad_run(&series(&[0.1, 0.1, 9.0, 9.0, 0.2, 9.0])).expect("there is trouble");
        assert_eq!(run, Run { since: 20 * SECOND, until: None, cut: false });
    }

    #[test]
    fn trouble_that_is_over_has_both() {
        let run = bad_run(&series(&[0.1, 9.0, 9.0, 0.1, 0.1, 0.1, 0.1])).expect("there was trouble");
        assert_eq!(run, Run { since: 10 * SECOND, until: Some(30 * SECOND), cut: false });
    }

    #[test]
    fn trouble_at_the_edge_of_the_window_may_be_older() {
        assert!(bad_run(&series(&[9.0, 9.0])).expect("there is trouble").cut);
    }

    #[test]
    fn a_calm_or_empty_series_has_no_trouble() {
        assert_eq!(bad_run(&series(&[0.1; 6])), None);
        assert_eq!(bad_run(&series(&[])), None);
    }
}
