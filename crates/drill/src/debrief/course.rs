//! The course of the response: noticed, declared, understood, well, verified; and how it ended, in a
//! sentence. Knows what was done and when the service was well; does not judge.

use world::time::{MINUTE, Nanos};

use super::facts::{Belief, Burn, Course, OrderFact, Recovery, Stamp};
use super::said::{Said, Value};
use super::{Done, Played};
use crate::steady::{self, Left, Steady};

pub(super) fn of(played: &Played, beliefs: &[Belief], orders: &[OrderFact]) -> Course {
    let (recovery, relapse) = recovery(played, orders);
    let declared = played.first(|act| matches!(act, Done::Declared { .. }));
    let noticed = played.moments.first().map(|moment| moment.at);
    let false_alarm = played.first(|act| matches!(act, Done::FalseAlarm));
    let right = beliefs.iter().find(|belief| belief.right);
    let (understood, grounded) = if played.scenario.cause.nothing {
        let grounded = false_alarm.is_some_and(|at| super::belief::evidence_before(played, at) > 0);
        (false_alarm.map(|at| played.stamp(at)), grounded)
    } else {
        (right.map(|b| b.stated.clone()), right.is_some_and(|b| b.evidence_before > 0))
    };
    let early = played.moments.iter().filter(|m| m.act == Done::ClaimedResolved && !played.well_at(m.at));
    let late = |at: &Stamp| recovery.since().is_some_and(|well| at.after_s >= well.after_s);
    let understood_late = !played.scenario.cause.nothing && understood.as_ref().is_some_and(late);
    Course {
        understood_late,
        noticed: noticed.map(|at| played.stamp(at)),
        declared: declared.map(|at| played.stamp(at)),
        understood,
        grounded,
        recovery: recovery.clone(),
        recovery_of_nobody: of_nobody(played),
        relapse,
        verified: verified(played, &recovery).map(|at| played.stamp(at)),
        only_watched: looked_again(played, &recovery).is_none(),
        early_claims: early.count() as u32,
        false_alarm: false_alarm.map(|at| played.stamp(at)),
    }
}

/// How it came to be well, judged by the whole night, and from when on it was not any more.
fn recovery(played: &Played, orders: &[OrderFact]) -> (Recovery, Option<Stamp>) {
    let ordered = played.first(|act| matches!(act, Done::Ordered { .. })).is_some();
    let since = |at| cured(played, orders, at);
    let ended = played.stamp(played.ended);
    let bounds = &played.scenario.stable;
    match steady::left(played.team(), bounds, played.opened, played.ended, played.judged) {
        Left::NeverUnwell => (Recovery::NeverUnwell, None),
        // Left in a lull, and cured afterwards.
        Left::Since(at) | Left::Lately(at) if since(at).after_s > ended.after_s => {
            (Recovery::Later(since(at)), None)
        }
        Left::Since(at) => (Recovery::Since(since(at)), None),
        Left::Lately(at) => (Recovery::Lately(since(at)), None),
        // What nobody did anything about is nobody's repair.
        Left::Later(at) if ordered => (Recovery::Later(since(at)), None),
        Left::Later(_) | Left::Burning => (Recovery::StillBurning, None),
        Left::Relapsed(at) => (Recovery::StillBurning, Some(played.stamp(at))),
    }
}

/// A lull is no recovery: while the night in which nobody acted goes on to burn, it is not well before the first
/// order that helped is in effect, unless somebody has watched that it holds.
fn cured(played: &Played, orders: &[OrderFact], well: Nanos) -> Stamp {
    let since = played.stamp(well);
    let night = steady::of(played.nobody(), &played.scenario.stable, well, played.judged);
    if night == Steady::Always {
        return since;
    }
    let watched =
        played.first(|act| matches!(act, Done::Verified | Done::Watched)).map(|at| played.stamp(at));
    let helped = orders.iter().filter(|order| order.verdict.good()).filter_map(|order| order.done.clone());
    let cured = helped.min().map_or(since.clone(), |at| at.max(since.clone()));
    watched.map_or(cured.clone(), |at| at.min(cured)).max(since)
}

fn of_nobody(played: &Played) -> Recovery {
    match steady::of(played.nobody(), &played.scenario.stable, played.opened, played.judged) {
        Steady::Always => Recovery::NeverUnwell,
        Steady::Since(at) => Recovery::Since(played.stamp(at)),
        Steady::Lately(at) => Recovery::Lately(played.stamp(at)),
        Steady::No => Recovery::StillBurning,
    }
}

/// Looked at the signals once it was well, or said that it is, and it was seen to stay so.
fn verified(played: &Played, recovery: &Recovery) -> Option<Nanos> {
    let watched = played.first(|act| matches!(act, Done::Watched));
    [looked_again(played, recovery), watched].into_iter().flatten().min()
}

/// Somebody of those who responded looked at the signals once it was well, or says that they have.
fn looked_again(played: &Played, recovery: &Recovery) -> Option<Nanos> {
    let said = played.first(|act| matches!(act, Done::Verified));
    let Recovery::Since(well) = recovery else { return said };
    let after = |at: Nanos| played.stamp(at).after_s >= well.after_s;
    let looked = played.looks().find(|(at, line)| after(*at) && shows_signals(line)).map(|(at, _)| at);
    [looked, said].into_iter().flatten().min()
}

/// A look at how things are now; a wiki page or the timeline tells nothing of that.
fn shows_signals(line: &str) -> bool {
    let first = line.split_whitespace().next().unwrap_or_default();
    !matches!(first, "runbook" | "ask" | "timeline" | "topology" | "changes")
}

/// Sooner than this, and without a look or an order, nobody was there [ns].
const AT_ONCE: Nanos = MINUTE;

/// Left before anything was looked at or ordered.
pub(super) fn left_at_once(played: &Played) -> bool {
    let did = |act: &Done| matches!(act, Done::Looked(_) | Done::Ordered { .. } | Done::Refused(_));
    played.length() < AT_ONCE && played.first(did).is_none()
}

/// How it ended, in a sentence.
pub(super) fn outcome(played: &Played, course: &Course, burn: &Burn) -> Said {
    if played.scenario.cause.nothing {
        let given = played.moments.iter().filter_map(|m| match &m.act {
            Done::Ordered { order, .. } => Some(order),
            _ => None,
        });
        let (called_for, needless): (Vec<_>, Vec<_>) =
            given.partition(|order| super::effect::called_for(played, &order.to_string()));
        return match (&course.false_alarm, needless.len()) {
            (Some(at), 0) if !called_for.is_empty() => Said::new("debrief-outcome-false-alarm-called-for")
                .with("at", Value::At(at.clone()))
                .with("orders", Value::Count(called_for.len() as u64)),
            (Some(at), 0) => Said::new("debrief-outcome-false-alarm").with("at", Value::At(at.clone())),
            (Some(at), n) => Said::new("debrief-outcome-false-alarm-late")
                .with("at", Value::At(at.clone()))
                .with("orders", Value::Count(n as u64)),
            (None, 0) if !called_for.is_empty() => Said::new("debrief-outcome-called-for-open")
                .with("orders", Value::Count(called_for.len() as u64)),
            (None, 0) => Said::new("debrief-outcome-nothing-open"),
            (None, n) => Said::new("debrief-outcome-nothing-touched").with("orders", Value::Count(n as u64)),
        };
    }
    let mut at = None;
    let key = match (&course.recovery, &course.verified) {
        (Recovery::Since(_), Some(_)) if course.only_watched => "debrief-outcome-watched",
        (Recovery::Since(_), Some(_)) => "debrief-outcome-well",
        (Recovery::Since(_), None) => "debrief-outcome-unverified",
        (Recovery::Lately(_), _) => "debrief-outcome-lately",
        (Recovery::NeverUnwell, _) => "debrief-outcome-never-unwell",
        (Recovery::Later(well), _) => {
            at = Some(well);
            "debrief-outcome-later"
        }
        (Recovery::StillBurning, _) if course.relapse.is_some() => {
            at = course.relapse.as_ref();
            "debrief-outcome-relapse"
        }
        (Recovery::StillBurning, _) => "debrief-outcome-burning",
    };
    let mut said = Said::new(key);
    if let Some(at) = at {
        said = said.with("at", Value::At(at.clone()));
    }
    said.with("bad", Value::Count(burn.team.bad())).with("nobody", Value::Count(burn.nobody.bad()))
}
