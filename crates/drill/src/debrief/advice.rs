//! What went well, what to try next time, and which drill comes next. Chosen by rules from the facts,
//! most telling first; where the facts carry nothing, nothing is said. Questions ask what made something
//! hard, never what somebody missed.

use world::time::Nanos;

use super::facts::{Advice, Debrief, Dimension, OrderFact, Reading, Recovery, Shown, Verdict};
use super::grade::{FIRST_UPDATE, SILENCE};
use super::said::{Said, Value};
use super::{Done, Played, Stamp};
use crate::fnv::{BASIS, fnv1a};
use crate::scenario::{Scenario, Skill};

/// Things said of each kind at most [count].
const MOST: usize = 3;
/// A grade from here on is good [points].
const GOOD: i32 = 75;
/// Who left sooner is not asked why nothing was ordered [s].
const WORTH_ASKING: u64 = 60;
/// With a mean below this, the next drill is easier [points].
const HARD: i32 = 40;
/// Days until a scenario is worth playing again, by how often it was played [d].
const SPACING: [f64; 4] = [1.0, 3.0, 7.0, 21.0];

fn orders(debrief: &Debrief, verdict: Verdict) -> impl Iterator<Item = &OrderFact> {
    debrief.orders.iter().filter(move |order| order.verdict == verdict)
}

fn named(key: &'static str, order: &OrderFact) -> Said {
    Said::new(key).with("order", Value::Words(order.order.clone()))
}

/// What an order did, by the figures that bear its verdict out; `keys` for before and after, for with and without it in
/// the same time, and for neither.
fn with_percents(keys: [&'static str; 3], order: &OrderFact) -> Said {
    let said = |key| named(key, order).with("journey", Value::Words(order.journey.clone()));
    let percent = |reading: &Reading| Value::Percent(reading.bad_percent.unwrap_or_default());
    match (order.shown, &order.pair) {
        (Shown::Around, _) => {
            said(keys[0]).with("before", percent(&order.before)).with("after", percent(&order.after))
        }
        (_, Some((with, without))) => {
            said(keys[1]).with("with", percent(with)).with("without", percent(without))
        }
        _ => said(keys[2]),
    }
}

const HELPED: [&str; 3] = ["debrief-well-helped", "debrief-well-helped-with", "debrief-well-helped-plain"];
const HURT: [&str; 3] = ["debrief-try-hurt", "debrief-try-hurt-with", "debrief-try-hurt-plain"];

fn first_order(played: &Played) -> Option<Nanos> {
    played.first(|act| matches!(act, Done::Ordered { .. }))
}

/// Up to three things that went well.
pub(super) fn well(played: &Played, debrief: &Debrief) -> Vec<Said> {
    let (course, talk) = (&debrief.course, &debrief.talk);
    let mut found = Vec::new();
    if debrief.nothing_wrong && course.false_alarm.is_some() && course.grounded {
        match debrief.orders.first() {
            None => found.push(Said::new("debrief-well-left-alone")),
            Some(only) if debrief.orders.iter().all(|o| o.called_for) => {
                found.push(named("debrief-well-called-for", only));
            }
            Some(_) => {}
        }
    }
    if course.grounded && !course.understood_late && !debrief.nothing_wrong {
        let at = course.understood.as_ref().map_or(0, |at| at.after_s.max(0) as u64);
        found.push(Said::new("debrief-well-grounded").with("span", Value::Span(at)));
    }
    if let Some(order) = debrief.orders.iter().find(|order| order.verdict.good()) {
        found.push(with_percents(HELPED, order));
    }
    let acted = first_order(played).map(|at| played.stamp(at));
    let before =
        |at: &&Stamp| at.after_s <= 5 * 60 && acted.as_ref().is_some_and(|acted| at.after_s <= acted.after_s);
    if let Some(declared) = course.declared.as_ref().filter(before) {
        let span = Value::Span(declared.after_s.max(0) as u64);
        found.push(Said::new("debrief-well-declared").with("span", span));
    }
    if talk.updates.len() > 1
        && talk.updates.iter().all(|update| update.holds())
        && talk.longest_silence_s <= SILENCE.0
    {
        found.push(
            Said::new("debrief-well-cadence")
                .with("updates", Value::Count(talk.updates.len() as u64))
                .with("span", Value::Span(talk.longest_silence_s)),
        );
    }
    if let (Recovery::Since(_), Some(at), false) = (&course.recovery, &course.verified, course.only_watched) {
        found.push(Said::new("debrief-well-verified").with("at", Value::At(at.clone())));
    }
    if debrief.beliefs.iter().any(|b| !b.right && b.refuted.is_some()) {
        found.push(Said::new("debrief-well-refuted"));
    }
    if let Some(at) = &talk.impact_stated {
        found.push(Said::new("debrief-well-number").with("at", Value::At(at.clone())));
    }
    let known = debrief.countermeasures.iter().filter(|c| c.named_as.is_some()).count();
    if known > 0 {
        found.push(Said::new("debrief-well-countermeasures").with("count", Value::Count(known as u64)));
    }
    // Who was quick to do harm is not praised for being quick.
    let harmless = orders(debrief, Verdict::Hurt).next().is_none();
    let prompt = course.noticed.as_ref().filter(|at| found.is_empty() && harmless && at.after_s <= 2 * 60);
    if let Some(at) = prompt {
        found.push(Said::new("debrief-well-noticed").with("span", Value::Span(at.after_s.max(0) as u64)));
    }
    found.truncate(MOST);
    found
}

/// Up to three questions for next time.
pub(super) fn try_next(played: &Played, debrief: &Debrief) -> Vec<Said> {
    let mut found = Vec::new();
    if debrief.nothing_wrong {
        questions_of_a_false_alarm(debrief, &mut found);
    } else {
        questions_about_repair(debrief, &mut found);
        questions_about_people(played, debrief, &mut found);
    }
    found.truncate(MOST);
    found
}

fn questions_of_a_false_alarm(debrief: &Debrief, found: &mut Vec<Said>) {
    if let Some(order) = orders(debrief, Verdict::Hurt).next() {
        found.push(with_percents(HURT, order));
    }
    if let Some(order) = debrief
        .orders
        .iter()
        .find(|o| !matches!(o.verdict, Verdict::Refused | Verdict::PutBack) && !o.called_for)
    {
        found.push(named("debrief-try-needless", order));
    }
    if debrief.course.false_alarm.is_none() {
        found.push(Said::new("debrief-try-close"));
    } else if !debrief.course.grounded {
        found.push(Said::new("debrief-try-close-evidence"));
    }
}

fn questions_about_repair(debrief: &Debrief, found: &mut Vec<Said>) {
    let course = &debrief.course;
    if let Some(order) = orders(debrief, Verdict::Hurt).next() {
        found.push(with_percents(HURT, order));
    }
    if course.recovery == Recovery::StillBurning {
        found.extend(why_it_burns(debrief));
    }
    if let Recovery::Lately(_) = course.recovery {
        found.push(Said::new("debrief-try-lately"));
    }
    if let Recovery::Later(_) = course.recovery {
        found.push(Said::new("debrief-try-later"));
    }
    match &course.understood {
        None => {
            let unseen = debrief.evidence.iter().find(|e| e.seen.is_none());
            found.push(match unseen {
                Some(e) => Said::new("debrief-try-unnamed-look").with("look", Value::Words(e.look.clone())),
                None => Said::new("debrief-try-unnamed"),
            });
        }
        Some(_) if !course.grounded => found.push(Said::new("debrief-try-guessed")),
        Some(_) => {}
    }
    if course.early_claims > 0 {
        found
            .push(Said::new("debrief-try-early").with("count", Value::Count(u64::from(course.early_claims))));
    }
    match (&course.recovery, &course.verified) {
        (Recovery::Since(_), None) => found.push(Said::new("debrief-try-verify")),
        (Recovery::Since(_), Some(_)) if course.only_watched => {
            found.push(Said::new("debrief-try-look-again"));
        }
        _ => {}
    }
    if orders(debrief, Verdict::NoEffect).count() > 1 {
        let idle = orders(debrief, Verdict::NoEffect).count();
        found.push(Said::new("debrief-try-idle").with("count", Value::Count(idle as u64)));
    }
}

/// It was not well at the end, for want of what? Nothing is asked of who left at once.
fn why_it_burns(debrief: &Debrief) -> Option<Said> {
    let refused = orders(debrief, Verdict::Refused).count();
    if debrief.orders.len() > refused {
        return Some(match &debrief.course.relapse {
            Some(at) => Said::new("debrief-try-relapse").with("at", Value::At(at.clone())),
            None => Said::new("debrief-try-burning"),
        });
    }
    if refused > 0 {
        return Some(Said::new("debrief-try-refused").with("count", Value::Count(refused as u64)));
    }
    let span = Value::Span(debrief.length_s);
    (debrief.length_s >= WORTH_ASKING).then(|| Said::new("debrief-try-no-order").with("span", span))
}

fn questions_about_people(played: &Played, debrief: &Debrief, found: &mut Vec<Said>) {
    let talk = &debrief.talk;
    match &debrief.course.declared {
        None => found.push(Said::new("debrief-try-declare")),
        Some(at) if at.after_s > 5 * 60 => {
            found.push(
                Said::new("debrief-try-declare-late").with("span", Value::Span(at.after_s.max(0) as u64)),
            );
        }
        Some(_) => {}
    }
    if talk.updates.is_empty() {
        if debrief.length_s >= FIRST_UPDATE.0 {
            found.push(Said::new("debrief-try-update").with("span", Value::Span(debrief.length_s)));
        }
    } else if talk.longest_silence_s > SILENCE.0 {
        found.push(
            Said::new("debrief-try-silence")
                .with("span", Value::Span(talk.longest_silence_s))
                .with("at", Value::At(talk.silent_from.clone())),
        );
    } else if talk.impact_stated.is_none() {
        found.push(Said::new("debrief-try-number"));
    }
    let good = debrief.orders.iter().filter(|order| order.verdict.good());
    let helped = good.filter_map(|o| Some((o, o.done.as_ref()?))).next();
    if let Some((order, at)) = helped.filter(|(_, at)| at.after_s > 15 * 60) {
        found.push(named("debrief-try-sooner", order).with("span", Value::Span(at.after_s.max(0) as u64)));
    }
    if debrief.hints.len() > 1 {
        found.push(Said::new("debrief-try-hints").with("count", Value::Count(debrief.hints.len() as u64)));
    }
    let named_any = played.moments.iter().any(|m| matches!(m.act, Done::Countermeasure(_)));
    if !named_any && !played.scenario.countermeasures.is_empty() {
        found.push(Said::new("debrief-try-countermeasures"));
    }
}

/// Which skill to train, and how hard the next drill should be.
pub(super) fn next(scenario: &Scenario, debrief: &Debrief) -> Advice {
    let skills = debrief.grades.iter().filter_map(|g| Some((g.dimension.skill()?, g.score?, g.dimension)));
    let weakest = skills.clone().min_by_key(|(_, score, _)| *score).filter(|(_, score, _)| *score < GOOD);
    let (sum, n) = skills.fold((0, 0), |(sum, n), (_, score, _)| (sum + score, n + 1));
    let mean = if n == 0 { 0 } else { sum / n };
    let level = scenario.difficulty.clamp(1, 5);
    let (next_difficulty, key) = match mean {
        _ if debrief.nothing_done => (level, "debrief-next-same"),
        mean if mean >= GOOD => ((level + 1).min(5), "debrief-next-harder"),
        mean if mean < HARD => (level.saturating_sub(1).max(1), "debrief-next-easier"),
        _ => (level, "debrief-next-same"),
    };
    let text = match weakest {
        Some((_, _, dimension)) => Said::new("debrief-next-skill").with("skill", skill_named(dimension)),
        None => Said::new(key),
    }
    .with("difficulty", Value::Count(next_difficulty.into()));
    Advice { weakest: weakest.map(|(skill, _, _)| skill), next_difficulty, text }
}

impl Advice {
    /// Names a drill that there is, instead of how hard one should be.
    pub fn name(&mut self, drill: &Offered) {
        let trained = self.weakest.filter(|skill| drill.trains.contains(skill));
        let skill = trained.and_then(|skill| Dimension::ALL.into_iter().find(|d| d.skill() == Some(skill)));
        let said = match skill {
            Some(dimension) => Said::new("debrief-next-drill-skill").with("skill", skill_named(dimension)),
            None => Said::new("debrief-next-drill"),
        };
        self.text = said
            .with("id", Value::Words(drill.id.clone()))
            .with("difficulty", Value::Count(drill.difficulty.into()));
    }
}

/// A skill as people call it.
fn skill_named(dimension: Dimension) -> Value {
    let name = |lang| crate::words::say(lang, &format!("debrief-skill-{}", dimension.name()), &[]);
    Value::Text(super::Both { ja: name(crate::words::Lang::Ja), en: name(crate::words::Lang::En) })
}

/// An earlier play, for choosing the next one.
#[derive(Clone, Debug, PartialEq)]
pub struct PlayedBefore {
    /// Scenario's id.
    pub scenario: String,
    /// How long ago it was played [d].
    pub days_ago: f64,
    /// Its advice: the weakest skill.
    pub weakest: Option<Skill>,
    /// Its advice: 1 to 5.
    pub next_difficulty: u8,
}

/// A scenario to choose from.
#[derive(Clone, Debug)]
pub struct Offered {
    /// Its id.
    pub id: String,
    /// Skills that it trains.
    pub trains: Vec<Skill>,
    /// Measured, 1 to 5.
    pub difficulty: u8,
    /// How long it takes [min].
    pub minutes: u32,
}

/// The next drill: never the one just played if there is another; what is new or due again before what is not; what
/// trains the weakest skill; the advised difficulty; for who has never played the shortest; and the seed among equals.
/// `history` is oldest first. `None` if there are no scenarios.
pub fn pick_next<'a>(scenarios: &'a [Offered], history: &[PlayedBefore], seed: u64) -> Option<&'a str> {
    let last = history.last();
    let wanted = last.map_or(1, |play| play.next_difficulty);
    let weakest = last.and_then(|play| play.weakest);
    let rank = |Offered { id, trains, difficulty, minutes }: &&Offered| {
        let plays = history.iter().filter(|play| &play.scenario == id);
        let times = plays.clone().count();
        let days = plays.map(|play| play.days_ago).fold(f64::INFINITY, f64::min);
        let due = times == 0 || days >= SPACING[(times - 1).min(SPACING.len() - 1)];
        let just_played = last.is_some_and(|play| &play.scenario == id);
        let trains_it = weakest.is_none_or(|skill| trains.contains(&skill));
        let long = if history.is_empty() { *minutes } else { 0 };
        (just_played, !due, !trains_it, difficulty.abs_diff(wanted), times, long, luck(seed, id))
    };
    scenarios.iter().min_by_key(rank).map(|offered| offered.id.as_str())
}

/// A number that the seed and a name choose: FNV-1a, stirred once more.
fn luck(seed: u64, id: &str) -> u64 {
    let mixed = fnv1a(seed ^ BASIS, id.bytes());
    (mixed ^ (mixed >> 29)).wrapping_mul(0xbf58_476d_1ce4_e5b9) >> 7
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shelf() -> Vec<Offered> {
        let one = |id: &str, skill, difficulty, minutes| Offered {
            id: id.into(),
            trains: vec![skill],
            difficulty,
            minutes,
        };
        vec![
            one("a", Skill::Diagnosis, 1, 10),
            one("b", Skill::Communication, 1, 10),
            one("c", Skill::Communication, 4, 10),
            one("d", Skill::Restraint, 2, 5),
            one("long", Skill::Restraint, 1, 20),
        ]
    }

    fn play(scenario: &str, days_ago: f64, weakest: Skill) -> PlayedBefore {
        PlayedBefore { scenario: scenario.into(), days_ago, weakest: Some(weakest), next_difficulty: 1 }
    }

    #[test]
    fn the_first_drill_is_a_short_one_of_the_easiest_and_the_seed_chooses_among_equals() {
        let shelf = shelf();
        let mut first: Vec<&str> = (0..40).filter_map(|seed| pick_next(&shelf, &[], seed)).collect();
        first.sort_unstable();
        first.dedup();
        assert_eq!(first, ["a", "b"]);
        assert_eq!(pick_next(&[], &[], 1), None);
    }

    #[test]
    fn the_next_drill_trains_the_weakest_skill_and_is_not_the_last_one() {
        let history = [play("b", 0.1, Skill::Communication)];
        assert_eq!(pick_next(&shelf(), &history, 7), Some("c"));
    }

    #[test]
    fn a_drill_comes_back_when_its_days_are_over() {
        let all = ["a", "b", "c", "d", "long"];
        let mut history: Vec<PlayedBefore> = all.iter().map(|id| play(id, 0.2, Skill::Diagnosis)).collect();
        assert_eq!(pick_next(&shelf(), &history, 7), Some("a"));
        history[0].days_ago = 0.2;
        history[1].days_ago = 2.0;
        assert_eq!(pick_next(&shelf(), &history, 7), Some("b"));
        assert_eq!(pick_next(&shelf()[..1], &history[..1], 7), Some("a"));
    }
}
