//! The course of the response: noticed, declared, understood, well, verified; and how it ended, in a
//! sentence. Knows what was done and when the service was well; does not judge.

use world::time::Nanos;

use super::facts::{Belief, Burn, Course, Recovery};
use super::said::{Said, Value};
use super::{Done, Played};
use crate::steady::{self, Steady};

pub(super) fn of(played: &Played, beliefs: &[Belief]) -> Course {
    let recovery = well(played, played.team(), played.ended);
    let declared = played.first(|act| matches!(act, Done::Declared(_)));
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
    Course {
        noticed: noticed.map(|at| played.stamp(at)),
        declared: declared.map(|at| played.stamp(at)),
        understood,
        grounded,
        recovery: told(played, recovery),
        recovery_of_nobody: told(played, well(played, played.nobody(), played.judged)),
        relapse: relapse(played, recovery).map(|at| played.stamp(at)),
        verified: verified(played, recovery).map(|at| played.stamp(at)),
        early_claims: early.count() as u32,
        false_alarm: false_alarm.map(|at| played.stamp(at)),
    }
}

fn well(played: &Played, world: &world::World, until: Nanos) -> Steady {
    steady::of(world, &played.scenario.stable, played.opened, until)
}

/// What was well at the end of the play and was not left so: from when on.
fn relapse(played: &Played, recovery: Steady) -> Option<Nanos> {
    let was_well = recovery != Steady::No && played.judged > played.ended;
    was_well.then(|| steady::lost(played.team(), &played.scenario.stable, played.ended, played.judged))?
}

fn told(played: &Played, steady: Steady) -> Recovery {
    match steady {
        Steady::Always => Recovery::NeverUnwell,
        Steady::Since(at) => Recovery::Since(played.stamp(at)),
        Steady::Lately(at) => Recovery::Lately(played.stamp(at)),
        Steady::No => Recovery::StillBurning,
    }
}

/// Looked at the signals once it was well, or said that it is and watched that it stays so.
fn verified(played: &Played, recovery: Steady) -> Option<Nanos> {
    let watched = played.first(|act| matches!(act, Done::Verified));
    let Steady::Since(well) = recovery else { return watched };
    let looked = played.looks().find(|(at, line)| *at >= well && shows_signals(line)).map(|(at, _)| at);
    [looked, watched].into_iter().flatten().min()
}

/// A look at how things are now; a wiki page or the timeline tells nothing of that.
fn shows_signals(line: &str) -> bool {
    let first = line.split_whitespace().next().unwrap_or_default();
    !matches!(first, "runbook" | "ask" | "timeline" | "topology" | "changes")
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
    let key = match (&course.recovery, &course.verified) {
        (Recovery::Since(_), Some(_)) => "debrief-outcome-well",
        (Recovery::Since(_), None) => "debrief-outcome-unverified",
        (Recovery::Lately(_), _) => "debrief-outcome-lately",
        (Recovery::NeverUnwell, _) => "debrief-outcome-never-unwell",
        (Recovery::StillBurning, _) => "debrief-outcome-burning",
    };
    Said::new(key).with("bad", Value::Count(burn.team.bad())).with("nobody", Value::Count(burn.nobody.bad()))
}
