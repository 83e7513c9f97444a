//! A probe's window is what its documentation says: exact for what is kept with its own time, whole rows of ten
//! seconds for the rest. Windows drawn at random over lives in which everything happens.

use crate::family::{Case, LIFE};
use crate::lab::Lab;
use world::probe::Probe;
use world::rng::child;
use world::signal::*;
use world::time::{Nanos, SECOND};

/// Between two rows [ns].
const ROW: Nanos = 10 * SECOND;
/// Lines kept whole of one kind and ten seconds [count].
const KEPT: u64 = 3;

type Window = (Nanos, Nanos);

/// Windows anywhere, of any length; every fifth empty, every third on whole rows.
fn windows(seed: u64) -> impl Iterator<Item = Window> {
    (0..40).map(move |n| {
        let draw = |m: u64| child(child(seed, n), m) % (LIFE * SECOND);
        let (from, to) = (draw(1).min(draw(2)), draw(1).max(draw(2)));
        match n % 15 {
            0 | 5 | 10 => (from, from),
            3 | 6 | 9 | 12 => (from / ROW * ROW, to / ROW * ROW),
            _ => (from, to),
        }
    })
}

fn logs(lab: &Lab, (since, until): Window) -> Vec<LogGroup> {
    let probe = Probe::Logs { component: None, errors_only: false, contains: None, since, until };
    let Signals::Logs(groups) = lab.world.probe(&probe) else { panic!("no logs") };
    groups
}

fn traces(lab: &Lab, (since, until): Window) -> Vec<Trace> {
    let probe = Probe::Traces { component: None, journey: None, bad_only: false, since, until };
    let Signals::Traces(traces) = lab.world.probe(&probe) else { panic!("no traces") };
    traces
}

fn changes(lab: &Lab, (since, until): Window) -> Vec<Change> {
    let Signals::Changes(changes) = lab.world.probe(&Probe::Changes { since, until }) else {
        panic!("no changes")
    };
    changes
}

fn alerts(lab: &Lab, (since, until): Window) -> Vec<Alert> {
    let Signals::Alerts(alerts) = lab.world.probe(&Probe::Alerts { since, until }) else {
        panic!("no alerts")
    };
    alerts
}

fn complaints(lab: &Lab, (since, until): Window) -> Vec<Complaint> {
    let Signals::Complaints(tickets) = lab.world.probe(&Probe::Complaints { since, until }) else {
        panic!("no tickets")
    };
    tickets
}

#[test]
fn what_is_kept_with_its_time_is_found_by_windows_to_the_nanosecond() {
    const ALL: Window = (0, Nanos::MAX);
    for seed in 0..20 {
        let lab = Case::lived(seed);
        let (all_traces, all_changes) = (traces(&lab, ALL), changes(&lab, ALL));
        let (all_alerts, all_tickets) = (alerts(&lab, ALL), complaints(&lab, ALL));
        // Windows whose edges are where things happen, too.
        let ends = all_alerts.iter().filter_map(|a| Some((a.until?, a.until? + 1)));
        let begins = all_changes.iter().flat_map(|c| [(c.at, c.at + 1), (0, c.at), (c.at, c.at)]);
        for window in windows(seed).chain(ends).chain(begins) {
            let inside = |at: Nanos| (window.0..window.1).contains(&at);
            let of = |what: &str| format!("seed {seed}, {what} of {window:?}");
            let expected: Vec<Trace> = all_traces.iter().filter(|t| inside(t.at)).cloned().collect();
            assert_eq!(traces(&lab, window), expected, "{}", of("traces"));
            let expected: Vec<Change> = all_changes.iter().filter(|c| inside(c.at)).cloned().collect();
            assert_eq!(changes(&lab, window), expected, "{}", of("changes"));
            let expected: Vec<Complaint> = all_tickets.iter().filter(|c| inside(c.at)).cloned().collect();
            assert_eq!(complaints(&lab, window), expected, "{}", of("complaints"));
            // An alert fires from its beginning until, but not at, its end.
            let fires = |a: &&Alert| {
                let (from, to) = (a.since.max(window.0), a.until.unwrap_or(Nanos::MAX).min(window.1));
                from < to
            };
            let expected: Vec<Alert> = all_alerts.iter().filter(fires).cloned().collect();
            assert_eq!(alerts(&lab, window), expected, "{}", of("alerts"));
        }
    }
}

/// Lines of each kind [count].
fn counted(groups: &[LogGroup]) -> Vec<(String, String, u64)> {
    let mut counts: Vec<_> =
        groups.iter().map(|g| (g.component.clone(), g.message.clone(), g.count)).collect();
    counts.sort_unstable();
    counts
}

#[test]
fn log_lines_are_counted_by_rows_and_shown_by_the_window() {
    let mut partial = 0;
    for seed in 0..20 {
        let lab = Case::lived(seed);
        for window in windows(seed) {
            let groups = logs(&lab, window);
            let (inner, outer) = (
                (window.0.next_multiple_of(ROW), window.1 / ROW * ROW),
                (window.0 / ROW * ROW, window.1.next_multiple_of(ROW)),
            );
            let (least, most) = (counted(&logs(&lab, inner)), counted(&logs(&lab, outer)));
            for group in &groups {
                let of = |counts: &[(String, String, u64)]| {
                    let found = counts.iter().find(|(c, m, _)| (c, m) == (&group.component, &group.message));
                    found.map_or(0, |(.., n)| *n)
                };
                let (least, most) = (of(&least), of(&most));
                assert!(
                    (least..=most).contains(&group.count),
                    "seed {seed} {window:?}: {least} {most} {group:?}"
                );
                let inside = |at: Nanos| (window.0..window.1).contains(&at);
                assert!(group.examples.iter().all(|l| inside(l.at)), "seed {seed} {window:?}: {group:?}");
                assert!(group.examples.len() as u64 <= group.count, "seed {seed} {window:?}: {group:?}");
                let reach = (outer.0..=outer.1).contains(&group.first) && group.last <= outer.1;
                assert!(reach && group.first <= group.last, "seed {seed} {window:?}: {group:?}");
                // A count that a few lines make up is those lines.
                if group.count <= KEPT {
                    assert_eq!(group.examples.len() as u64, group.count, "seed {seed} {window:?}: {group:?}");
                }
                partial += u64::from(least < group.count && group.count < most);
            }
            assert!(window.0 < window.1 || groups.is_empty(), "seed {seed}: an empty window finds nothing");
        }
    }
    assert!(partial > 20, "counts between the rows were met {partial} times");
}

#[test]
fn counts_of_rows_side_by_side_add_up() {
    for seed in 0..20 {
        let lab = Case::lived(seed);
        let mut summed = std::collections::BTreeMap::<(String, String), u64>::new();
        for row in 0..=LIFE * SECOND / ROW {
            for (component, message, n) in counted(&logs(&lab, (row * ROW, (row + 1) * ROW))) {
                *summed.entry((component, message)).or_default() += n;
            }
        }
        let summed: Vec<_> = summed.into_iter().map(|((c, m), n)| (c, m, n)).collect();
        let mut whole = std::collections::BTreeMap::<(String, String), u64>::new();
        for (component, message, n) in counted(&logs(&lab, (0, Nanos::MAX))) {
            *whole.entry((component, message)).or_default() += n;
        }
        let whole: Vec<_> = whole.into_iter().map(|((c, m), n)| (c, m, n)).collect();
        assert_eq!(summed, whole, "seed {seed}");
    }
}

#[test]
fn series_and_impact_stand_on_the_marks_of_the_scrape_clock() {
    let lab = Case::lived(3);
    for (since, until) in windows(3) {
        let probe = Probe::Series { subject: "browse".into(), metric: Metric::Rate, since, until };
        let Signals::Series(found) = lab.world.probe(&probe) else { panic!("no series") };
        let series = &found[0];
        assert_eq!(series.first, since / ROW * ROW + ROW, "the end of the ten seconds in which it begins");
        assert_eq!(series.points.len() as u64, until / ROW - (since / ROW).min(until / ROW));
        let impact = |since, until| lab.world.probe(&Probe::Impact { since, until });
        assert_eq!(impact(since, until), impact(since / ROW * ROW, until / ROW * ROW));
    }
}
