//! Grades, one per dimension, by fixed rules from the facts; the rules are written down for readers in
//! `docs/debrief-json.md`. No total, no ranking, no time to repair: how long a trouble lasts says little
//! about how well people worked, and what users were spared says more.

use super::facts::{Debrief, Dimension, Grade, OrderFact, Recovery, Team, Update, Verdict};
use super::said::{Said, Value};
use super::{Done, Played, Stamp};

/// Declared within this: full marks; after the second: none [s].
const DECLARE: (u64, u64) = (5 * 60, 20 * 60);
/// First thing done within this: full marks; after the second: none [s].
const NOTICE: (u64, u64) = (2 * 60, 10 * 60);
/// First order that helped.
const ACT: (u64, u64) = (10 * 60, 40 * 60);
/// First update.
pub(super) const FIRST_UPDATE: (u64, u64) = (10 * 60, 20 * 60);
/// Longest silence.
pub(super) const SILENCE: (u64, u64) = (20 * 60, 40 * 60);
/// A cause named before evidence for it was seen counts for this part …
const UNFOUNDED: f64 = 0.6;
/// … and one named when it was well already, for this [share].
const LATE: f64 = 0.8;
/// Updates that were not so, named one by one at most [count].
const UNTRUE_NAMED: usize = 2;
/// Who says that it is over and leaves it to others to see that it holds has verified it for this part [share].
const WATCHED: f64 = 0.5;
/// A hint takes this from diagnosis [points].
pub(crate) const HINT: f64 = 10.0;

/// All dimensions.
pub(super) fn of(played: &Played, debrief: &Debrief) -> Vec<Grade> {
    let all = Dimension::ALL.into_iter();
    if debrief.nothing_done {
        let because = || vec![Said::new("debrief-nothing-done")];
        return all.map(|dimension| Grade { dimension, score: None, because: because() }).collect();
    }
    all.map(|dimension| {
        let (score, because) = match dimension {
            Dimension::Customers => customers(debrief),
            Dimension::Detection => detection(debrief),
            Dimension::Impact => impact(played, debrief),
            Dimension::Diagnosis => diagnosis(debrief),
            Dimension::Mitigation => mitigation(debrief),
            Dimension::Communication => communication(debrief),
            Dimension::Command => command(&debrief.team),
            Dimension::Restraint => restraint(debrief),
        };
        let lowest = if dimension == Dimension::Customers { -100.0 } else { 0.0 };
        Grade { dimension, score: score.map(|s| s.clamp(lowest, 100.0).round() as i32), because }
    })
    .collect()
}

/// Full marks up to the first limit, none from the second on, in proportion between [0..1].
fn in_time(seconds: u64, (full, none): (u64, u64)) -> f64 {
    let late = seconds.saturating_sub(full) as f64 / none.saturating_sub(full).max(1) as f64;
    (1.0 - late).clamp(0.0, 1.0)
}

fn after(stamp: &Stamp) -> u64 {
    stamp.after_s.max(0) as u64
}

fn yes(is: bool) -> f64 {
    f64::from(u8::from(is))
}

/// 100 × (nobody − team) / (nobody − best), in cost, from the opening on: what burned before could be spared by nobody.
/// The best is the best plan known, or the play itself where none is better. Where nothing burns by itself, what the
/// player added against a hundredth of all requests.
fn customers(debrief: &Debrief) -> (Option<f64>, Vec<Said>) {
    let (team, nobody) = (&debrief.burn.team, &debrief.burn.nobody);
    let floor = nobody.requests as f64 / 100.0;
    let because = vec![
        Said::new("debrief-customers-burned")
            .with("team", Value::Count(team.bad()))
            .with("nobody", Value::Count(nobody.bad())),
    ];
    let score = if debrief.nothing_wrong {
        let added = (team.cost - nobody.cost) / floor.max(1.0);
        Some(if added <= 0.05 { 100.0 } else { -added * 100.0 })
    } else if debrief.burn.at_stake > 0.0 {
        let best = debrief.best.as_ref().map_or(team.cost, |best| best.counts.cost);
        let spared = nobody.cost - team.cost;
        // Who made it worse is measured by all that was at stake if nothing known is better either.
        let most = if best < nobody.cost { nobody.cost - best } else { debrief.burn.at_stake };
        Some(spared / most * 100.0)
    } else {
        None
    };
    (score, because)
}

fn detection(debrief: &Debrief) -> (Option<f64>, Vec<Said>) {
    let course = &debrief.course;
    let mut because = Vec::new();
    because.push(match &course.noticed {
        Some(at) => Said::new("debrief-detection-noticed").with("span", Value::Span(after(at))),
        None => Said::new("debrief-detection-never"),
    });
    let noticed = course.noticed.as_ref().map_or(0.0, |at| in_time(after(at), NOTICE));
    if debrief.nothing_wrong {
        return (Some(noticed * 100.0), because);
    }
    because.push(match &course.declared {
        Some(at) => Said::new("debrief-detection-declared").with("span", Value::Span(after(at))),
        None => Said::new("debrief-detection-undeclared"),
    });
    let declared = course.declared.as_ref().map_or(0.0, |at| in_time(after(at), DECLARE));
    (Some(noticed * 40.0 + declared * 60.0), because)
}

/// Looked at how big it is before acting, said how severe, said a number.
fn impact(played: &Played, debrief: &Debrief) -> (Option<f64>, Vec<Said>) {
    let first_order = played.first(|act| matches!(act, Done::Ordered { .. })).unwrap_or(u64::MAX);
    let kinds = ["impact", "overview", "tickets"];
    let sized = |line: &str| kinds.contains(&line.split_whitespace().next().unwrap_or_default());
    let looked = played.looks().any(|(at, line)| at <= first_order && sized(line));
    let key = match (looked, debrief.orders.is_empty()) {
        (true, true) => "debrief-impact-sized",
        (true, false) => "debrief-impact-looked",
        (false, true) => "debrief-impact-unsized",
        (false, false) => "debrief-impact-unlooked",
    };
    let mut because = vec![Said::new(key)];
    // Where nothing is wrong, nobody is owed a number; who writes anyway should give one.
    if debrief.nothing_wrong && debrief.talk.updates.is_empty() {
        return (Some(yes(looked) * 100.0), because);
    }
    let stated = &debrief.talk.impact_stated;
    because.push(match stated {
        Some(at) => Said::new("debrief-impact-stated").with("at", Value::At(at.clone())),
        None => Said::new("debrief-impact-unstated"),
    });
    if debrief.nothing_wrong {
        return (Some(yes(looked) * 60.0 + yes(stated.is_some()) * 40.0), because);
    }
    because.push(match &debrief.talk.severity {
        Some((_, level)) => Said::new("debrief-impact-severity").with("level", Value::Count((*level).into())),
        None => Said::new("debrief-impact-no-severity"),
    });
    let severity = debrief.talk.severity.is_some();
    (Some(yes(looked) * 40.0 + yes(severity) * 30.0 + yes(stated.is_some()) * 30.0), because)
}

/// Nothing without the cause named; then how many of the hypotheses left standing are right, and less
/// without evidence seen before.
fn diagnosis(debrief: &Debrief) -> (Option<f64>, Vec<Said>) {
    let course = &debrief.course;
    let seen = debrief.evidence.iter().filter(|e| e.seen.is_some()).count();
    let all = debrief.evidence.len();
    let mut because = Vec::new();
    let score = match &course.understood {
        Some(at) => {
            let key = match (debrief.nothing_wrong, course.grounded) {
                (true, true) => "debrief-diagnosis-nothing-grounded",
                (true, false) => "debrief-diagnosis-nothing-guessed",
                (false, _) if course.understood_late => "debrief-diagnosis-late",
                (false, true) => "debrief-diagnosis-grounded",
                (false, false) => "debrief-diagnosis-guessed",
            };
            because.push(Said::new(key).with("span", Value::Span(after(at))));
            let right = debrief.beliefs.iter().filter(|b| b.right).count();
            let standing = debrief.beliefs.iter().filter(|b| !b.right && b.refuted.is_none()).count();
            let precision = if right == 0 { 1.0 } else { right as f64 / (right + standing) as f64 };
            let unfounded = if course.grounded { 1.0 } else { UNFOUNDED };
            100.0 * precision * if course.understood_late { LATE.min(unfounded) } else { unfounded }
        }
        None => {
            because.push(Said::new("debrief-diagnosis-unnamed"));
            if all == 0 { 0.0 } else { 40.0 * seen as f64 / all as f64 }
        }
    };
    if all > 0 {
        because.push(
            Said::new("debrief-diagnosis-evidence")
                .with("seen", Value::Count(seen as u64))
                .with("all", Value::Count(all as u64)),
        );
    }
    let standing = debrief.beliefs.iter().filter(|b| !b.right && b.refuted.is_none()).count();
    if course.understood.is_some() && standing > 0 && debrief.beliefs.iter().any(|b| b.right) {
        because.push(Said::new("debrief-diagnosis-standing").with("count", Value::Count(standing as u64)));
    }
    let hints = debrief.hints.len();
    if hints > 0 {
        because.push(Said::new("debrief-diagnosis-hints").with("hints", Value::Count(hints as u64)));
    }
    (Some((score - HINT * hints as f64).max(0.0)), because)
}

fn those(debrief: &Debrief, verdict: Verdict) -> impl Iterator<Item = &OrderFact> {
    debrief.orders.iter().filter(move |order| order.verdict == verdict)
}

/// What users were spared, how soon the first order helped, whether anybody looked again.
fn mitigation(debrief: &Debrief) -> (Option<f64>, Vec<Said>) {
    if debrief.nothing_wrong || never_burned(debrief) {
        return (None, vec![Said::new("debrief-mitigation-nothing")]);
    }
    let mut because = Vec::new();
    let good = debrief.orders.iter().filter(|order| order.verdict.good());
    let first = good.filter_map(|order| Some((order, order.done.as_ref()?))).min_by_key(|(_, at)| at.after_s);
    because.push(match first {
        Some((order, at)) => Said::new("debrief-mitigation-first")
            .with("order", Value::Words(order.order.clone()))
            .with("span", Value::Span(after(at))),
        None => Said::new("debrief-mitigation-none"),
    });
    let spared = debrief.grades_of_customers().unwrap_or(0.0).clamp(0.0, 100.0) / 100.0;
    let soon = first.map_or(0.0, |(_, at)| in_time(after(at), ACT));
    let (key, verified) = match (&debrief.course.verified, debrief.course.only_watched) {
        (None, _) => ("debrief-mitigation-unverified", 0.0),
        (Some(_), true) => ("debrief-mitigation-watched", WATCHED),
        (Some(_), false) => ("debrief-mitigation-verified", 1.0),
    };
    let hurt = those(debrief, Verdict::Hurt).count();
    let score = match &debrief.course.recovery {
        Recovery::Since(at) => {
            because.push(Said::new("debrief-mitigation-well").with("span", Value::Span(after(at))));
            because.push(Said::new(key));
            spared * 60.0 + soon * 20.0 + verified * 20.0
        }
        Recovery::Lately(at) => {
            because.push(Said::new("debrief-mitigation-lately").with("span", Value::Span(after(at))));
            spared * 60.0 + soon * 20.0
        }
        Recovery::Later(at) => {
            because.push(Said::new("debrief-mitigation-later").with("span", Value::Span(after(at))));
            spared * 60.0 + soon * 20.0
        }
        Recovery::NeverUnwell => spared * 60.0 + soon * 20.0,
        Recovery::StillBurning => {
            because.push(match &debrief.course.relapse {
                Some(at) => Said::new("debrief-mitigation-relapse").with("at", Value::At(at.clone())),
                None => Said::new("debrief-mitigation-burning"),
            });
            spared * 40.0
        }
    };
    (Some((score - 10.0 * hurt as f64).max(0.0)), because)
}

/// Users had nothing to suffer, and would not have had if nobody had acted.
fn never_burned(debrief: &Debrief) -> bool {
    let course = &debrief.course;
    let well = course.recovery == Recovery::NeverUnwell && course.recovery_of_nobody == Recovery::NeverUnwell;
    well && debrief.orders.is_empty()
}

impl Debrief {
    /// What users were spared, by cost [%]; graded before the list of grades stands.
    fn grades_of_customers(&self) -> Option<f64> {
        customers(self).0
    }
}

/// The first update in ten minutes, no silence beyond twenty, a number, a severity, and the end.
fn communication(debrief: &Debrief) -> (Option<f64>, Vec<Said>) {
    let talk = &debrief.talk;
    let mut because = Vec::new();
    let first = talk.updates.iter().find(|update| update.holds());
    // Nobody was owed a word yet.
    if talk.updates.is_empty() && (debrief.length_s < FIRST_UPDATE.0 || debrief.nothing_wrong) {
        let soon = debrief.length_s < FIRST_UPDATE.0;
        let key = if soon { "debrief-communication-not-due" } else { "debrief-communication-not-owed" };
        return (None, vec![Said::new(key)]);
    }
    let untrue = talk.updates.iter().filter(|update| !update.holds());
    let (known, wrong) = (talk.updates.len() - untrue.clone().count(), untrue.clone().count());
    because.push(match first {
        Some(update) => Said::new("debrief-communication-first")
            .with("span", Value::Span(after(&update.at)))
            .with("updates", Value::Count(known as u64)),
        None if wrong > 0 => Said::new("debrief-communication-none-true"),
        None => Said::new("debrief-communication-none"),
    });
    because.extend(untrue.take(UNTRUE_NAMED).map(said_wrongly));
    because
        .push(Said::new("debrief-communication-silence").with("span", Value::Span(talk.longest_silence_s)));
    let broken = talk.updates.iter().filter(|u| u.kept == Some(false)).count();
    if broken > 0 {
        because.push(Said::new("debrief-communication-promise").with("count", Value::Count(broken as u64)));
    }
    let soon = first.map_or(0.0, |update| in_time(after(&update.at), FIRST_UPDATE));
    // Silence counts against somebody who spoke; who never spoke has no cadence.
    let cadence = if first.is_some() { in_time(talk.longest_silence_s, SILENCE) } else { 0.0 };
    let well = matches!(debrief.course.recovery, Recovery::Since(_)) || talk.told_the_end;
    let mut score = soon * 30.0 + cadence * 30.0 + yes(talk.impact_stated.is_some()) * 15.0;
    // Where nothing is wrong there is no severity to tell.
    score += yes(talk.severity.is_some() || debrief.nothing_wrong) * 10.0;
    if talk.impact_stated.is_none() {
        because.push(Said::new("debrief-impact-unstated"));
    }
    if talk.severity.is_none() && !debrief.nothing_wrong {
        because.push(Said::new("debrief-impact-no-severity"));
    }
    if well {
        let key = match (talk.told_the_end, talk.declared_the_end) {
            (true, _) => "debrief-communication-end",
            (false, true) => "debrief-communication-end-inside",
            (false, false) => "debrief-communication-no-end",
        };
        because.push(Said::new(key));
        score += yes(talk.told_the_end) * 15.0;
    } else {
        score *= 100.0 / 85.0;
    }
    (Some((score - 10.0 * (broken + wrong) as f64).max(0.0)), because)
}

/// What an update said that was not so.
fn said_wrongly(update: &Update) -> Said {
    let (at, what) = (Value::At(update.at.clone()), update.not_done.unwrap_or_default());
    let said = Said::new(match (update.early, what) {
        (true, _) => "debrief-communication-early",
        (false, "rollback") => "debrief-communication-no-rollback",
        (false, "restart") => "debrief-communication-no-restart",
        (false, "scale") => "debrief-communication-no-scale",
        (false, "failover") => "debrief-communication-no-failover",
        (false, _) => "debrief-communication-no-switch",
    });
    said.with("at", at)
}

/// Somebody leads soon, what is asked comes back, whoever leads keeps their hands free, nobody stands idle. What there was
/// no occasion for is left out, and one person alone is not judged.
pub(super) fn command(team: &Team) -> (Option<f64>, Vec<Said>) {
    if team.responders < 2 {
        return (None, vec![Said::new("debrief-command-alone")]);
    }
    let part = |of: u64, all: u64| of as f64 / all.max(1) as f64;
    let mut because = vec![match &team.led_from {
        Some(at) => Said::new("debrief-command-led").with("span", Value::Span(after(at))),
        None => Said::new("debrief-command-unled"),
    }];
    let soon = team.led_from.as_ref().map_or(0.0, |at| in_time(after(at), DECLARE));
    let mut parts = vec![(30.0, soon), (20.0, 1.0 - part(team.idle, team.responders))];
    if team.asked > 0 {
        because.push(
            Said::new("debrief-command-asked")
                .with("asked", Value::Count(team.asked))
                .with("answered", Value::Count(team.answered)),
        );
        parts.push((30.0, part(team.answered, team.asked)));
    }
    if team.orders > 0 && team.led_from.is_some() {
        let key = if team.by_commander == 0 { "debrief-command-hands-free" } else { "debrief-command-hands" };
        because.push(Said::new(key).with("count", Value::Count(team.by_commander)));
        parts.push((20.0, 1.0 - part(team.by_commander, team.orders)));
    }
    if team.idle > 0 {
        because.push(Said::new("debrief-command-idle").with("count", Value::Count(team.idle)));
    }
    let (score, most) =
        parts.iter().fold((0.0, 0.0), |(sum, most), (weight, share)| (sum + weight * share, most + weight));
    (Some(score / most * 100.0), because)
}

/// Orders that users felt as harm, orders without effect, claims before their time.
fn restraint(debrief: &Debrief) -> (Option<f64>, Vec<Said>) {
    let count = |verdict| those(debrief, verdict).count();
    let (hurt, idle) = (count(Verdict::Hurt), count(Verdict::NoEffect));
    let vain = count(Verdict::Failed) + count(Verdict::Refused);
    let touched = debrief.orders.iter().filter(|o| o.verdict != Verdict::Refused).count();
    let called = |o: &&OrderFact| o.called_for || matches!(o.verdict, Verdict::Refused | Verdict::PutBack);
    let needless = debrief.orders.iter().filter(|o| !called(o)).count();
    let early = debrief.course.early_claims;
    let mut because = Vec::new();
    let mut tell = |key, n: usize| {
        if n > 0 {
            because.push(Said::new(key).with("count", Value::Count(n as u64)));
        }
    };
    let cost = if debrief.nothing_wrong {
        tell("debrief-restraint-needless", needless);
        tell("debrief-restraint-hurt", hurt);
        needless as f64 * 40.0 + hurt as f64 * 20.0
    } else {
        tell("debrief-restraint-hurt", hurt);
        tell("debrief-restraint-idle", idle);
        tell("debrief-restraint-vain", vain);
        tell("debrief-restraint-early", early as usize);
        hurt as f64 * 30.0 + idle as f64 * 12.0 + vain as f64 * 5.0 + f64::from(early) * 10.0
    };
    if because.is_empty() {
        // Who gave no order while it burned held nothing back: there is nothing to grade.
        if touched == 0 && !debrief.nothing_wrong {
            return (None, vec![Said::new("debrief-restraint-no-orders")]);
        }
        because.push(Said::new("debrief-restraint-clean"));
    }
    (Some((100.0 - cost).max(0.0)), because)
}
