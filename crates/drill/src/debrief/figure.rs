//! What the charts show: numbers, marks and names, not yet drawn.

use super::facts::{Debrief, OrderFact, Verdict};
use super::page::Tone;
use super::said::Value;
use crate::words::{Lang, say};

/// Failed and slow requests per minute, with the player and without.
pub(super) struct Burning {
    pub(super) title: String,
    /// First minute, since the opening [min].
    pub(super) first: i64,
    pub(super) team: Vec<u64>,
    pub(super) nobody: Vec<u64>,
    /// With the best plan known, if it is better; its sum [count] and its name.
    pub(super) best: Option<(Vec<u64>, u64, String)>,
    /// Sums of the whole play [count].
    pub(super) sums: (u64, u64),
    pub(super) team_name: String,
    pub(super) nobody_name: String,
    /// What unfolds the numbers.
    pub(super) numbers: String,
    /// What the axis of time is called.
    pub(super) axis: String,
    /// Milestones: since the opening [min], name.
    pub(super) marks: Vec<(f64, String)>,
    /// Orders: number in the list of orders, since the opening [min], line, how it looks.
    pub(super) orders: Vec<(usize, f64, String, Tone)>,
}

impl Burning {
    /// The highest point of all series [count].
    pub(super) fn most(&self) -> u64 {
        let best = self.best.iter().flat_map(|(series, ..)| series);
        self.team.iter().chain(&self.nobody).chain(best).copied().max().unwrap_or(0)
    }
}

pub(super) fn burning(debrief: &Debrief, lang: Lang) -> Burning {
    let course = &debrief.course;
    let well = course.recovery.since();
    let marks = [
        ("debrief-course-declared", course.declared.as_ref()),
        ("debrief-course-understood", course.understood.as_ref()),
        ("debrief-course-well", well),
        ("debrief-course-verified", course.verified.as_ref()),
    ];
    let minutes = |seconds: i64| seconds as f64 / 60.0;
    let left = debrief.length_s < debrief.burn.judged_s;
    let left = left.then(|| (minutes(debrief.length_s as i64), say(lang, "debrief-chart-left", &[])));
    let told = |(_, order): &(usize, &OrderFact)| order.verdict != Verdict::Refused;
    let tone = |verdict| match verdict {
        verdict if verdict.good() => Tone::Good,
        Verdict::Hurt => Tone::Burned,
        _ => Tone::Dim,
    };
    let orders = (1..).zip(&debrief.orders).filter(told);
    Burning {
        title: say(lang, "debrief-chart-title", &[]),
        first: debrief.burn.first_minute,
        team: debrief.burn.team_per_minute.clone(),
        nobody: debrief.burn.nobody_per_minute.clone(),
        best: debrief
            .best
            .as_ref()
            .map(|best| (best.per_minute.clone(), best.counts.bad(), say(lang, "debrief-chart-best", &[]))),
        sums: (debrief.burn.team.bad(), debrief.burn.nobody.bad()),
        team_name: say(lang, "debrief-chart-team", &[]),
        nobody_name: say(lang, "debrief-chart-nobody", &[]),
        numbers: say(lang, "debrief-chart-numbers", &[]),
        axis: say(lang, "debrief-chart-axis", &[]),
        marks: marks
            .into_iter()
            .filter_map(|(key, at)| Some((minutes(at?.after_s), say(lang, key, &[]))))
            .chain(left)
            .collect(),
        orders: orders
            .map(|(n, o)| (n, minutes(o.given.after_s), o.order.clone(), tone(o.verdict)))
            .collect(),
    }
}

/// The share of failed and slow requests around one order.
pub(super) struct Around {
    pub(super) name: String,
    /// Each half minute [%].
    pub(super) points: Vec<Option<f64>>,
    /// Where the order was given, and where it was done, in points.
    pub(super) given: f64,
    pub(super) done: Option<f64>,
    /// The highest point, written.
    pub(super) most: String,
}

/// `None` when there is too little to draw.
pub(super) fn around(fact: &OrderFact, lang: Lang) -> Option<Around> {
    let place = |after_s: i64| (after_s - fact.around_from_s) as f64 / 30.0;
    let name = say(lang, "debrief-order-chart", &[]);
    let most = fact.around.iter().flatten().copied().fold(0.0, f64::max);
    (fact.around.iter().flatten().count() > 3 && fact.done.is_some()).then(|| Around {
        name: format!("{name}: {}", fact.order),
        points: fact.around.clone(),
        given: place(fact.given.after_s),
        done: fact.done.as_ref().map(|at| place(at.after_s)),
        most: Value::Percent(most).written(lang),
    })
}
