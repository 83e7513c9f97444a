//! Lays a debrief out in one language. Knows the order in which a debrief is read: what happened to
//! users, each skill, what to keep and to try, then the details, and the timeline late; and draws nothing.

use super::facts::{Debrief, OrderFact, Recovery, Shown, Stamp, Verdict, WhatIfTold};
use super::figure;
use super::page::{Cell, Figure, Graded, Line, OrderCard, Page, Part, Section, Step, Tone};
use super::remembered;
use super::said::{Said, Value};
use crate::words::{Lang, say};

/// A growth from here on is told as a factor [%].
const MANIFOLD: f64 = 200.0;

/// Writes debriefs in one language.
struct Writer<'a> {
    debrief: &'a Debrief,
    lang: Lang,
}

/// Lays a debrief out.
pub(super) fn of(debrief: &Debrief, lang: Lang) -> Page {
    let w = Writer { debrief, lang };
    let mut sections = vec![w.carried(), w.burn(), w.skills()];
    // Who left at once has the night still before them: nothing of it is told.
    if !debrief.left_at_once {
        sections.extend([w.next_time(), w.orders(), w.what_ifs(), w.beliefs(), w.talk(), w.cause()]);
        sections.extend(debrief.remembered.as_ref().map(|told| remembered::section(told, lang)));
        sections.extend([w.countermeasures(), w.timeline()]);
    }
    sections.push(w.next_drill());
    sections.retain(|section| !section.parts.is_empty());
    let meta = [
        (say(lang, "debrief-meta-player", &[]), debrief.player.clone()),
        (say(lang, "debrief-meta-length", &[]), Value::Span(debrief.length_s).written(lang)),
        (say(lang, "debrief-meta-scenario", &[]), debrief.scenario.clone()),
        (say(lang, "debrief-meta-seed", &[]), debrief.seed.to_string()),
    ];
    Page {
        title: debrief.title.get(lang).into(),
        kicker: say(lang, "debrief-kicker", &[]),
        lead: debrief.outcome.text(lang),
        meta: meta.into_iter().filter(|(_, value)| !value.is_empty()).collect(),
        sections,
        colophon: say(lang, "debrief-colophon", &[]),
    }
}

impl Writer<'_> {
    fn word(&self, key: &str) -> String {
        say(self.lang, key, &[])
    }

    fn texts(&self, all: &[Said]) -> Vec<String> {
        all.iter().map(|said| said.text(self.lang)).collect()
    }

    fn written(&self, value: Value) -> String {
        value.written(self.lang)
    }

    /// `+12分`; before the opening it is said so.
    fn elapsed(&self, at: &Stamp) -> String {
        let span = self.written(Value::Span(at.after_s.unsigned_abs()));
        format!("{}{span}", if at.after_s < 0 { "−" } else { "+" })
    }

    /// What to carry on, chosen among the sentences below.
    fn carried(&self) -> Section {
        let texts = self.debrief.carried.clone();
        let parts = if texts.is_empty() { Vec::new() } else { vec![Part::List { texts, class: "try" }] };
        Section { id: "carried", title: self.word("debrief-section-carried"), parts }
    }

    fn burn(&self) -> Section {
        let mut parts = vec![Part::Figures(self.figures())];
        let burning = figure::burning(self.debrief, self.lang);
        if burning.team.iter().chain(&burning.nobody).any(|n| *n > 0) {
            parts.push(Part::Burn(Box::new(burning)));
        }
        parts.push(Part::Course(self.course()));
        let judged = Said::new("debrief-burn-judged").with("span", Value::Span(self.debrief.burn.judged_s));
        parts.push(Part::Note(judged.text(self.lang)));
        if let Some(at) = &self.debrief.course.relapse {
            let said = Said::new("debrief-burn-relapse").with("at", Value::At(at.clone()));
            parts.push(Part::Note(said.text(self.lang)));
        }
        parts.extend(self.best().filter(|_| !self.debrief.left_at_once).map(Part::Note));
        let unseen = self.debrief.unseen_s;
        if unseen >= 60 && !self.debrief.nothing_wrong {
            let said = Said::new("debrief-burn-unseen").with("span", Value::Span(unseen));
            parts.push(Part::Note(said.text(self.lang)));
        }
        if let Recovery::Since(at) = &self.debrief.course.recovery_of_nobody {
            let said = Said::new("debrief-burn-heals").with("span", Value::Span(at.after_s.max(0) as u64));
            parts.push(Part::Note(said.text(self.lang)));
        }
        Section { id: "burn", title: self.word("debrief-section-burn"), parts }
    }

    /// What the best plan known would have come to.
    fn best(&self) -> Option<String> {
        let debrief = self.debrief;
        let Some(best) = &debrief.best else {
            let own = !debrief.nothing_wrong && debrief.burn.spared > 0;
            let key = match debrief.what_ifs {
                None => "debrief-best-yours-yet",
                Some(_) => "debrief-best-yours",
            };
            return own.then(|| self.word(key));
        };
        let said = match &best.text {
            Some(way) => Said::new("debrief-best-way").with("way", Value::Text(way.clone())),
            None => Said::new("debrief-best-found"),
        };
        let said = said.with("bad", Value::Count(best.counts.bad()));
        Some(format!("{} {}", said.text(self.lang), self.plan(&best.orders)))
    }

    /// Orders with their times since the page; one that is given again and again is named once.
    fn plan(&self, orders: &[(Stamp, String)]) -> String {
        let mut named: Vec<&str> = Vec::new();
        for (_, order) in orders {
            if !named.contains(&order.as_str()) {
                named.push(order);
            }
        }
        let one = |order: &&str| {
            let times: Vec<&Stamp> = orders.iter().filter(|(_, o)| o == order).map(|(at, _)| at).collect();
            let (first, last) = (times[0], times[times.len() - 1]);
            let said = match times.len() {
                1 => Said::new("debrief-best-order"),
                2 => Said::new("debrief-best-order-twice").with("last", Value::Words(self.elapsed(last))),
                n => Said::new("debrief-best-order-often")
                    .with("last", Value::Words(self.elapsed(last)))
                    .with("times", Value::Count(n as u64)),
            };
            let said = said.with("order", Value::Words((*order).into()));
            said.with("at", Value::Words(self.elapsed(first))).text(self.lang)
        };
        let all: Vec<String> = named.iter().map(one).collect();
        let all = all.join(&self.word("narrate-comma"));
        Said::new("debrief-best-orders").with("orders", Value::Words(all)).text(self.lang)
    }

    fn figures(&self) -> Vec<Figure> {
        let burn = &self.debrief.burn;
        let split = |counts: &super::Counts| {
            Said::new("debrief-figure-split")
                .with("failed", Value::Count(counts.failed))
                .with("slow", Value::Count(counts.slow))
                .text(self.lang)
        };
        let (key, tone) = match burn.spared {
            n if n > 0 => ("debrief-figure-spared", Tone::Good),
            0 => ("debrief-figure-same", Tone::Plain),
            _ => ("debrief-figure-added", Tone::Burned),
        };
        let percent = burn.spared_percent.filter(|_| burn.spared != 0).map_or(String::new(), |share| {
            let key = if share < 0.0 { "debrief-figure-more" } else { "debrief-figure-less" };
            Said::new(key).with("share", Value::Percent(share.abs())).text(self.lang)
        });
        let burned = if burn.team.bad() > 0 { Tone::Burned } else { Tone::Plain };
        vec![
            Figure {
                name: self.word("debrief-figure-team"),
                value: self.written(Value::Count(burn.team.bad())),
                note: split(&burn.team),
                tone: burned,
            },
            Figure {
                name: self.word("debrief-figure-nobody"),
                value: self.written(Value::Count(burn.nobody.bad())),
                note: split(&burn.nobody),
                tone: Tone::Plain,
            },
            Figure {
                name: self.word(key),
                value: self.written(Value::Count(burn.spared.unsigned_abs())),
                note: percent,
                tone,
            },
        ]
    }

    fn course(&self) -> Vec<Step> {
        let course = &self.debrief.course;
        let well = course.recovery.since().cloned();
        let lately = match &course.recovery {
            Recovery::Lately(_) => "debrief-course-lately",
            Recovery::Later(_) => "debrief-course-later",
            _ => "",
        };
        let step = |key: &str, at: &Option<Stamp>, note: &str| Step {
            name: self.word(key),
            when: at.as_ref().map(|at| (self.elapsed(at), at.clock.clone())),
            note: if note.is_empty() { String::new() } else { self.word(note) },
        };
        let understood = match (&course.understood, course.grounded) {
            (Some(_), _) if course.understood_late => "debrief-course-understood-late",
            (Some(_), true) => "debrief-course-grounded",
            (Some(_), false) => "debrief-course-guessed",
            (None, _) => "",
        };
        let mut steps = vec![step("debrief-course-noticed", &course.noticed, "")];
        if self.debrief.nothing_wrong {
            steps.push(step("debrief-course-judged", &course.understood, understood));
            return steps;
        }
        steps.push(step("debrief-course-declared", &course.declared, ""));
        steps.push(step("debrief-course-understood", &course.understood, understood));
        steps.push(step("debrief-course-well", &well, lately));
        steps.push(step("debrief-course-verified", &course.verified, ""));
        steps
    }

    fn skills(&self) -> Section {
        if self.debrief.nothing_done {
            let parts = vec![Part::Text(self.word("debrief-nothing-done"))];
            return Section { id: "skills", title: self.word("debrief-section-skills"), parts };
        }
        let row = |grade: &super::Grade| Graded {
            name: say(self.lang, &format!("debrief-skill-{}", grade.dimension.name()), &[]),
            about: say(self.lang, &format!("debrief-about-{}", grade.dimension.name()), &[]),
            score: grade.score,
            because: self.texts(&grade.because).join(if self.lang == Lang::Ja { "" } else { " " }),
        };
        let rows: Vec<Graded> = self.debrief.grades.iter().map(row).collect();
        let mut parts = vec![Part::Grades(rows), Part::Note(self.word("debrief-skills-note"))];
        if self.debrief.what_ifs.is_none() {
            parts.push(Part::Note(self.word("debrief-skills-provisional")));
        }
        Section { id: "skills", title: self.word("debrief-section-skills"), parts }
    }

    fn next_time(&self) -> Section {
        let mut parts = Vec::new();
        if !self.debrief.well.is_empty() {
            parts.push(Part::Subtitle(self.word("debrief-subtitle-well")));
            parts.push(Part::List { texts: self.texts(&self.debrief.well), class: "well" });
        }
        if !self.debrief.try_next.is_empty() {
            parts.push(Part::Subtitle(self.word("debrief-subtitle-try")));
            parts.push(Part::List { texts: self.texts(&self.debrief.try_next), class: "try" });
        }
        Section { id: "next-time", title: self.word("debrief-section-next-time"), parts }
    }

    fn orders(&self) -> Section {
        let cards: Vec<OrderCard> = self.debrief.orders.iter().map(|fact| self.card(fact)).collect();
        let mut parts = Vec::new();
        if !cards.is_empty() {
            parts.push(Part::Orders(cards));
            parts.push(Part::Note(self.word("debrief-orders-note")));
        }
        Section { id: "orders", title: self.word("debrief-section-orders"), parts }
    }

    fn card(&self, fact: &OrderFact) -> OrderCard {
        let readings = self.readings(fact);
        let mut notes = Vec::new();
        if !fact.failure.is_empty() {
            let said = Said::new("debrief-order-failure").with("why", Value::Words(fact.failure.clone()));
            notes.push(said.text(self.lang));
        }
        notes.extend(self.without(fact));
        if let (Verdict::Helped, Some(alone)) = (fact.verdict, fact.alone_bad) {
            let alone = Value::Count(alone.max(0) as u64);
            notes.push(Said::new("debrief-order-overlap").with("alone", alone).text(self.lang));
        }
        if let Some(key) = match fact.shown {
            Shown::Minutes => Some("debrief-order-shown-minutes"),
            Shown::Night => Some("debrief-order-shown-night"),
            Shown::Around | Shown::Nothing => None,
        } {
            notes.push(self.word(key));
        }
        let when = match &fact.done {
            Some(done) => Said::new("debrief-order-when")
                .with("given", Value::At(fact.given.clone()))
                .with("done", Value::At(done.clone()))
                .text(self.lang),
            None => fact.given.clock.clone(),
        };
        OrderCard {
            order: fact.order.clone(),
            when,
            verdict: say(
                self.lang,
                &format!("debrief-verdict-{}", fact.verdict.name().replace('_', "-")),
                &[],
            ),
            tone: match fact.verdict {
                verdict if verdict.good() => Tone::Good,
                Verdict::Hurt => Tone::Burned,
                _ => Tone::Dim,
            },
            chart: figure::around(fact, self.lang),
            readings,
            notes,
        }
    }

    /// What the same night would have been without it, where that makes a difference.
    fn without(&self, fact: &OrderFact) -> Option<String> {
        // Fewer of them may weigh more: then the weight is said.
        let weighs = (fact.spared > 0.0) != (fact.spared_bad > 0);
        let key = match fact.verdict {
            Verdict::Helped if weighs => "debrief-order-without-heavier",
            Verdict::Helped => "debrief-order-without-more",
            Verdict::Hurt if weighs => "debrief-order-without-lighter",
            Verdict::Hurt => "debrief-order-without-less",
            Verdict::Either => "debrief-order-without-either",
            Verdict::PutBack | Verdict::NoEffect => "debrief-order-without-same",
            Verdict::Failed | Verdict::Refused => return None,
        };
        let mut said = Said::new(key).with("count", Value::Count(fact.spared_bad.unsigned_abs()));
        if let Some(alone) = fact.alone_bad {
            said = said.with("alone", Value::Count(alone.max(0) as u64));
        }
        if weighs {
            said = said.with("weight", Value::Count(fact.spared.abs().round() as u64));
        }
        Some(said.text(self.lang))
    }

    fn readings(&self, fact: &OrderFact) -> Vec<(String, String, String)> {
        let (before, after) = match (fact.shown, &fact.pair) {
            (Shown::Around, _) => (&fact.before, &fact.after),
            (_, Some((with, without))) => (without, with),
            _ => return Vec::new(),
        };
        let percent = Value::Percent as fn(f64) -> Value;
        let bad = Said::new("debrief-reading-bad").with("journey", Value::Words(fact.journey.clone()));
        let all = [
            (bad.text(self.lang), before.bad_percent, after.bad_percent, percent),
            (self.word("debrief-reading-errors"), before.error_percent, after.error_percent, percent),
            (self.word("debrief-reading-goodput"), before.goodput, after.goodput, Value::Rate),
            (self.word("debrief-reading-p95"), before.p95_ms, after.p95_ms, Value::Millis),
        ];
        let both =
            |unit: fn(f64) -> Value, was, is| Some((self.written(unit(was?)), self.written(unit(is?))));
        let all = all.into_iter().filter_map(|(name, was, is, unit)| {
            let (was, is) = both(unit, was, is)?;
            Some((name, was, is))
        });
        all.collect()
    }

    /// What would have happened otherwise; nothing until the play has been asked.
    fn what_ifs(&self) -> Section {
        let mut parts = Vec::new();
        match self.debrief.what_ifs.as_deref() {
            None => {}
            Some([]) => parts.push(Part::Text(self.word(self.no_what_if()))),
            Some(all) => {
                let columns = [
                    "debrief-column-what-if",
                    "debrief-column-lost",
                    "debrief-column-lucks",
                    "debrief-column-seen-then",
                ];
                let rows = all.iter().map(|told| self.what_if(told)).collect();
                parts.push(Part::Table { columns: columns.map(|key| self.word(key)).into(), rows });
                parts.push(Part::Note(self.word("what-if-note")));
            }
        }
        Section { id: "what-if", title: self.word("debrief-section-what-if"), parts }
    }

    /// Why there is none: nothing that shows the cause had been looked at, so that nothing is held against the play; or
    /// better is known, and could not be known then; or nothing better is.
    fn no_what_if(&self) -> &'static str {
        let seen = self.debrief.evidence.iter().any(|evidence| evidence.seen.is_some());
        match &self.debrief.best {
            Some(_) if !seen => "what-if-unseen",
            Some(_) => "what-if-none-then",
            None => "what-if-none",
        }
    }

    fn what_if(&self, told: &WhatIfTold) -> Vec<Cell> {
        let tone = if told.here > 0.0 { Tone::Burned } else { Tone::Good };
        let (low, high) = told.interval;
        let here = Said::new("what-if-lost")
            .with("bad", Value::Count(told.bad))
            .with("share", Value::Words(self.signed(told.here)));
        let lucks = Said::new("what-if-lucks")
            .with("mean", Value::Words(self.signed(told.mean)))
            .with("low", Value::Words(self.signed(low)))
            .with("high", Value::Words(self.signed(high)))
            .with("lucks", Value::Count(told.lucks as u64));
        let seen = match told.seen.is_empty() {
            true => self.word("what-if-nothing-seen"),
            false => told.seen.join(", "),
        };
        vec![
            Cell::text(told.what.text(self.lang)),
            Cell::text(here.text(self.lang)).tone(tone),
            Cell::text(lucks.text(self.lang)),
            Cell::text(seen).tone(Tone::Code),
        ]
    }

    /// A change, as `+12%` or `−83%`; what is several times as much is said as that.
    fn signed(&self, percent: f64) -> String {
        if percent >= MANIFOLD {
            let times = format!("{:.0}", 1.0 + percent / 100.0);
            return say(self.lang, "what-if-times", &[("n", &times)]);
        }
        let sign = if percent < 0.0 { "−" } else { "+" };
        format!("{sign}{:.0}%", percent.abs())
    }

    fn beliefs(&self) -> Section {
        let mut parts = Vec::new();
        let columns =
            ["debrief-column-time", "debrief-column-hypothesis", "debrief-column-seen", "debrief-column-was"];
        if !self.debrief.beliefs.is_empty() {
            let rows = self.debrief.beliefs.iter().map(|belief| {
                let looks = Value::Count(belief.looks_before as u64);
                let key = match (belief.right, belief.refuted.is_some()) {
                    (true, _) => "debrief-belief-right",
                    (false, true) => "debrief-belief-refuted",
                    (false, false) => "debrief-belief-other",
                };
                let tone = if belief.right { Tone::Good } else { Tone::Plain };
                vec![
                    Cell::text(belief.stated.clock.clone()).tone(Tone::Clock),
                    Cell::text(belief.text.clone()),
                    Cell::text(Said::new("debrief-belief-looks").with("count", looks).text(self.lang)),
                    Cell::text(self.word(key)).tone(tone),
                ]
            });
            let rows = rows.collect();
            parts.push(Part::Table { columns: columns.map(|key| self.word(key)).into(), rows });
        }
        if !self.debrief.evidence.is_empty() {
            parts.push(Part::Subtitle(self.word("debrief-subtitle-evidence")));
            let rows = self.debrief.evidence.iter().map(|evidence| {
                let seen = match &evidence.seen {
                    Some(at) => Cell::text(at.clock.clone()),
                    None => Cell::text(self.word("debrief-evidence-unseen")).tone(Tone::Dim),
                };
                vec![Cell::text(evidence.look.clone()).tone(Tone::Code), seen]
            });
            let rows = rows.collect();
            let columns = ["debrief-column-look", "debrief-column-first-seen"];
            parts.push(Part::Table { columns: columns.map(|key| self.word(key)).into(), rows });
        }
        Section { id: "beliefs", title: self.word("debrief-section-beliefs"), parts }
    }

    fn talk(&self) -> Section {
        let talk = &self.debrief.talk;
        let mut parts = Vec::new();
        if !talk.updates.is_empty() {
            let columns = ["debrief-column-time", "debrief-column-update", "debrief-column-promise"];
            let rows = talk.updates.iter().map(|update| {
                let key = match update.kept {
                    Some(true) => "debrief-promise-kept",
                    Some(false) => "debrief-promise-broken",
                    None => "debrief-promise-open",
                };
                let promise = update.promised_s.map_or(String::new(), |span| {
                    Said::new(key).with("span", Value::Span(span)).text(self.lang)
                });
                vec![
                    Cell::text(update.at.clock.clone()).tone(Tone::Clock),
                    Cell::text(update.text.clone()),
                    Cell::text(promise),
                ]
            });
            let rows = rows.collect();
            parts.push(Part::Table { columns: columns.map(|key| self.word(key)).into(), rows });
            let silence = Said::new("debrief-talk-silence")
                .with("span", Value::Span(talk.longest_silence_s))
                .with("at", Value::At(talk.silent_from.clone()));
            parts.push(Part::Note(silence.text(self.lang)));
        }
        Section { id: "talk", title: self.word("debrief-section-talk"), parts }
    }

    fn cause(&self) -> Section {
        let written = |road: &super::Road| match road.taken {
            true => {
                Said::new("debrief-road-taken").with("road", Value::Text(road.text.clone())).text(self.lang)
            }
            false => road.text.get(self.lang).to_string(),
        };
        let both = |all: &[super::Road]| -> Vec<String> { all.iter().map(written).collect() };
        let mut parts = Vec::new();
        if !self.debrief.cause.get(self.lang).is_empty() {
            parts.push(Part::Text(self.debrief.cause.get(self.lang).into()));
        }
        for (key, texts) in [
            ("debrief-subtitle-ways", both(&self.debrief.ways_out)),
            ("debrief-subtitle-traps", both(&self.debrief.traps)),
        ] {
            if !texts.is_empty() {
                parts.push(Part::Subtitle(self.word(key)));
                parts.push(Part::List { texts, class: "plain" });
            }
        }
        Section { id: "cause", title: self.word("debrief-section-cause"), parts }
    }

    fn countermeasures(&self) -> Section {
        let mut parts = Vec::new();
        let all = &self.debrief.countermeasures;
        let named = all.iter().filter_map(|c| Some((c, c.named_as.as_ref()?)));
        let mut named: Vec<String> = named
            .map(|(c, words)| {
                if words.trim() == c.text.get(self.lang).trim() {
                    return words.clone();
                }
                Said::new("debrief-countermeasure-named")
                    .with("known", Value::Text(c.text.clone()))
                    .with("words", Value::Words(words.clone()))
                    .text(self.lang)
            })
            .collect();
        named.extend(self.debrief.own_countermeasures.iter().map(|words| {
            Said::new("debrief-countermeasure-own").with("words", Value::Words(words.clone())).text(self.lang)
        }));
        let others = all.iter().filter(|c| c.named_as.is_none());
        let others: Vec<String> = others.map(|c| c.text.get(self.lang).to_string()).collect();
        for (key, texts) in [("debrief-subtitle-named", named), ("debrief-subtitle-others", others)] {
            if !texts.is_empty() {
                parts.push(Part::Subtitle(self.word(key)));
                parts.push(Part::List { texts, class: "plain" });
            }
        }
        Section { id: "countermeasures", title: self.word("debrief-section-countermeasures"), parts }
    }

    fn timeline(&self) -> Section {
        let line = |entry: &super::Entry| Line {
            clock: entry.at.clock.clone(),
            kind: entry.kind,
            text: entry.text.text(self.lang),
        };
        let lines: Vec<Line> = self.debrief.timeline.iter().map(line).collect();
        let parts = if lines.is_empty() { Vec::new() } else { vec![Part::Timeline(lines)] };
        Section { id: "timeline", title: self.word("debrief-section-timeline"), parts }
    }

    fn next_drill(&self) -> Section {
        let parts = vec![Part::Text(self.debrief.advice.text.text(self.lang))];
        Section { id: "next-drill", title: self.word("debrief-section-next-drill"), parts }
    }
}
