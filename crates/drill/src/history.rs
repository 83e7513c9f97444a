//! An outage that the world remembers, lived again: what happened by itself and what people did, at the times that the
//! public account gives, and then the marks that our world shows. Reads them off the users and the pager alone; does
//! not know what the account says that they should be.
//!
//! ```text
//! share of users failed, or late (half)
//!   peak ┤      ▄███████▄
//!   half ┤- - -█- - - - -█▄▄▄- - - - - -
//! normal ┤▁▁▁▁█▁▁▁▁▁▁▁▁▁▁▁▁▁█▁▁▁▁▁▁▁▁▁▁▁
//!             ↑ start    ↑  ↑ resolved: the last minute out of the normal is over
//!               ↑ page   └ mitigated: the last minute at half of the peak is over
//! ```

use world::World;
use world::intervention::Intervention;
use world::probe::Probe;
use world::refused::Refused;
use world::signal::Signals;
use world::time::{MINUTE, Nanos, SECOND};

use crate::scenario::{History, Marks, Scenario};
use crate::stage::{self, AFTER_SCRAPE, STEP};

/// Beyond the worst minute of the healthy time, this much belongs to the normal as well [share].
const MARGIN: f64 = 0.02;
/// Rows of the monitoring in a minute [count].
const ROWS: usize = (MINUTE / STEP) as usize;
/// The world lives on after the account's last time for this part of the whole [1], to see that it is for good …
const AFTERMATH: f64 = 0.25;
/// … and for this long at least, and at most [s].
const LEAST_AFTERMATH: i64 = 1800;
const MOST_AFTERMATH: i64 = 4 * 3600;
/// A mark is met if it is within this part of the account's [1] …
pub const TOLERANCE: f64 = 0.2;
/// … or within this: accounts tell minutes, not seconds [s].
pub const MINUTE_OF_ACCOUNT: i64 = 60;

/// How our world went through it.
#[derive(Clone, Debug)]
pub struct Replay {
    /// When it was what, from the account's start [s]; `None` if that never came.
    pub marks: Marks<i64>,
    /// Share of requests that failed, or were late (counted half), in the worst minute [0..1].
    pub peak: f64,
    /// The first order that our world would not take, and why.
    pub refused: Option<(Intervention, Refused)>,
    /// Simulated time that was lived [ns].
    pub lived: Nanos,
}

impl Replay {
    /// Does a mark of ours meet the account's, both from the account's start [s]?
    pub fn meets(ours: i64, told: i64) -> bool {
        let off = (ours - told).abs();
        off <= MINUTE_OF_ACCOUNT || off as f64 <= told as f64 * TOLERANCE
    }
}

/// Lives a scenario's history again.
///
/// # Errors
/// Why the world cannot be built, or that the scenario has no history.
pub fn replay(scenario: &Scenario, seed: u64) -> Result<Replay, String> {
    let history = scenario.history.as_ref().ok_or("no history")?;
    let (mut world, _) = stage::fresh(scenario, seed)?;
    let first = history.world.iter().map(|(at, _)| *at).min().unwrap_or(0).min(0);
    let healthy = scenario.healthy / STEP * STEP;
    let zero = healthy + seconds(-first).div_ceil(STEP) * STEP + AFTER_SCRAPE;
    let at = |after: i64| zero.saturating_add_signed(after * SECOND as i64);
    for (after, fault) in &history.world {
        world.schedule(at(*after), fault.clone()).map_err(|why| format!("{why:?}"))?;
    }
    let mut orders = history.orders.clone();
    orders.sort_by_key(|(after, _)| *after);
    let mut refused = None;
    for (after, order) in orders {
        world.advance(at(after));
        if let Err(why) = world.intervene(&order) {
            refused = refused.or(Some((order, why)));
        }
    }
    world.advance(at(end(history)));
    let rows = rows(&world);
    let (marks, peak) = judge(&rows, (healthy / STEP) as usize, (zero / STEP) as usize);
    let detected = first_page(&world, healthy).map(|page| (page as i64 - zero as i64) / SECOND as i64);
    Ok(Replay { marks: Marks { detected, ..marks }, peak, refused, lived: world.now() })
}

/// When the world has shown what it had to show [s from the start].
fn end(history: &History) -> i64 {
    let marks = history.marks.all().into_iter().filter_map(|(_, told)| told.map(|told| told.after));
    let orders = history.orders.iter().map(|(after, _)| *after);
    let last = marks.chain(orders).chain(history.world.iter().map(|(after, _)| *after)).max().unwrap_or(0);
    last + ((last as f64 * AFTERMATH) as i64).clamp(LEAST_AFTERMATH, MOST_AFTERMATH)
}

/// Requests that ended and those that hurt (half of the late ones) in each row of the monitoring [count].
fn rows(world: &World) -> Vec<(f64, f64)> {
    let row = |n: Nanos| {
        let impact = world.probe(&Probe::Impact { since: n * STEP, until: (n + 1) * STEP });
        let Signals::Impact(impact) = impact else { return (0.0, 0.0) };
        let Some(all) = impact.first() else { return (0.0, 0.0) };
        (all.requests as f64, all.failed as f64 + all.slow as f64 / 2.0)
    };
    (0..world.now() / STEP).map(row).collect()
}

/// The marks that users show, from row `zero` [s], and the worst minute [share].
fn judge(rows: &[(f64, f64)], healthy: usize, zero: usize) -> (Marks<i64>, f64) {
    let share = |from: usize| {
        let minute = &rows[from.min(rows.len())..(from + ROWS).min(rows.len())];
        let (all, bad) = minute.iter().fold((0.0, 0.0), |(all, bad), row| (all + row.0, bad + row.1));
        // Nobody served for a whole minute is nobody served well: those who wait are counted when they give up.
        if all > 0.0 { bad / all } else { 0.0 }
    };
    let before = (0..healthy.saturating_sub(ROWS - 1)).map(share).fold(0.0, f64::max);
    let normal = before + MARGIN;
    let minutes: Vec<f64> = (0..rows.len()).map(share).collect();
    let out = |n: &usize| minutes[*n] > normal;
    let own = |n: &usize| rows[*n].0 > 0.0 && rows[*n].1 / rows[*n].0 > normal;
    let peak = minutes[healthy.min(minutes.len())..].iter().copied().fold(0.0, f64::max);
    let seconds = |row: usize| (row as i64 - zero as i64) * (STEP / SECOND) as i64;
    // The last row that is itself bad within the last bad minute: a minute's edge is not the trouble's.
    let over = |bound: f64| {
        let last = (healthy..minutes.len()).rev().find(|n| minutes[*n] > bound)?;
        let late = (last..(last + ROWS).min(rows.len())).rev();
        let row = late.into_iter().find(|n| rows[*n].0 > 0.0 && rows[*n].1 / rows[*n].0 > bound);
        let row = row.unwrap_or(last);
        (row + ROWS < rows.len()).then(|| seconds(row + 1))
    };
    let start = (healthy..minutes.len()).find(|n| out(n) && own(n)).map(seconds);
    let hurt = start.is_some();
    let marks = Marks {
        start,
        detected: None,
        mitigated: over((peak / 2.0).max(normal)).filter(|_| hurt),
        resolved: over(normal).filter(|_| hurt),
    };
    (marks, peak)
}

/// When the first alert that wakes somebody fired [ns].
fn first_page(world: &World, since: Nanos) -> Option<Nanos> {
    let Signals::Alerts(alerts) = world.probe(&Probe::Alerts { since, until: Nanos::MAX }) else {
        return None;
    };
    alerts.iter().filter(|alert| alert.pages && alert.since >= since).map(|alert| alert.since).min()
}

fn seconds(span: i64) -> Nanos {
    u64::try_from(span).unwrap_or(0) * SECOND
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A row of a hundred requests for each share in percent.
    fn lived(shares: &[(usize, f64)]) -> Vec<(f64, f64)> {
        shares.iter().flat_map(|(rows, share)| std::iter::repeat_n((100.0, *share), *rows)).collect()
    }

    #[test]
    fn the_marks_are_where_users_begin_to_be_hurt_are_half_spared_and_are_well() {
        let rows = lived(&[(60, 0.0), (30, 80.0), (30, 10.0), (60, 0.0)]);
        let (marks, peak) = judge(&rows, 60, 60);
        assert_eq!((marks.start, marks.mitigated, marks.resolved), (Some(0), Some(300), Some(600)));
        assert!((peak - 0.8).abs() < 1e-9);
    }

    #[test]
    fn what_comes_back_was_not_over_and_what_burns_at_the_end_has_no_end() {
        let again = lived(&[(60, 0.0), (30, 80.0), (30, 0.0), (12, 80.0), (60, 0.0)]);
        assert_eq!(judge(&again, 60, 60).0.mitigated, Some(720));
        let burning = lived(&[(60, 0.0), (30, 80.0)]);
        let marks = judge(&burning, 60, 60).0;
        assert_eq!((marks.start, marks.mitigated, marks.resolved), (Some(0), None, None));
    }

    #[test]
    fn what_was_usual_before_is_no_trouble() {
        let rows = lived(&[(60, 3.0), (60, 4.0)]);
        let marks = judge(&rows, 60, 60).0;
        assert_eq!((marks.start, marks.resolved), (None, None));
    }

    #[test]
    fn a_mark_is_met_within_a_fifth_or_the_minute_that_accounts_tell() {
        assert!(Replay::meets(60, 0) && !Replay::meets(61, 0));
        assert!(Replay::meets(1200, 1000) && !Replay::meets(1201, 1000));
    }
}
