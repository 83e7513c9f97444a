//! Time goes by: the world lives on, and whoever has something to say says it. Each step ends just after
//! the monitoring has looked, so that what is told has been seen.

use room::Command;
use world::probe::Probe;
use world::signal::{Alert, Signals};
use world::time::{Nanos, SECOND};

use super::{Act, By, Play, UnderWay};
use crate::block::Body;
use crate::intent::Whom;
use crate::narrate;
use crate::scenario::When;
use crate::stage::{AFTER_SCRAPE, STEP};
use crate::steady;

impl Play {
    /// Lets simulated time pass.
    pub(super) fn pass(&mut self, span: Nanos) {
        let target = self.world.now().saturating_add(span);
        while self.act == Act::Response && self.world.now() < target {
            let next =
                (self.world.now() - AFTER_SCRAPE.min(self.world.now())) / STEP * STEP + STEP + AFTER_SCRAPE;
            self.world.advance(next.min(target));
            if self.world.now() == next {
                self.look_around();
            }
        }
    }

    /// What a turn costs, where turns move the clock.
    pub(super) fn cost(&mut self, span: Nanos) {
        if self.options.pace == super::Pace::Turns {
            self.pass(span);
        }
    }

    /// After each look of the monitoring: who has something to say?
    fn look_around(&mut self) {
        self.tell_alerts();
        self.settle_orders();
        self.feel_relief();
        self.speak_later();
        self.inject();
        self.feel_calm();
        self.remind();
        self.people();
        self.nudge();
        if self.world.now() >= self.opened + self.scenario.horizon {
            self.say("master-time-is-up", &[]);
            self.begin_review();
        }
    }

    /// Alerts that began or ended since the last look.
    pub(super) fn tell_alerts(&mut self) {
        let Signals::Alerts(alerts) = self.world.probe(&Probe::Alerts { since: 0, until: Nanos::MAX }) else {
            return;
        };
        for (index, alert) in alerts.iter().enumerate() {
            let ended = alert.until.is_some();
            match self.alerts_told.get(index) {
                None => {
                    self.alerts_told.push(ended);
                    // What came and went before the scene opened is in the alert list, not on the pager.
                    if !ended || alert.since + STEP >= self.opened {
                        self.page(alert, true);
                    }
                }
                Some(false) if ended => {
                    self.alerts_told[index] = true;
                    self.page(alert, false);
                }
                Some(_) => {}
            }
        }
    }

    fn page(&mut self, alert: &Alert, firing: bool) {
        let (rule, subject) = (alert.rule.clone(), alert.subject.clone());
        let command = if firing {
            Command::NoteAlert { rule, subject, pages: alert.pages }
        } else {
            Command::ClearAlert { rule, subject }
        };
        self.give(By::Pager, command);
        if !alert.pages && !firing {
            return;
        }
        for block in narrate::pager(self.view(), alert).blocks {
            self.out.push(block);
        }
    }

    /// Orders that are done, or failed.
    fn settle_orders(&mut self) {
        let Signals::Changes(changes) = self.world.probe(&Probe::Changes { since: 0, until: Nanos::MAX })
        else {
            return;
        };
        let (lang, now) = (self.options.lang, self.world.now());
        for order in std::mem::take(&mut self.under_way) {
            let state = changes.get(order.change).map_or("done", |c| c.state.as_str());
            if state == "started" || state.starts_with("waiting") {
                self.under_way.push(order);
                continue;
            }
            let failed = state.strip_prefix("failed");
            self.settle(order.entry, state, failed.is_none());
            let text = match failed {
                Some(why) => narrate::order::failed(lang, &order.order, why.trim_start_matches([':', ' '])),
                None => narrate::order::done(lang, &order.order, Some(now - order.since)),
            };
            self.show(Body::Narration(text));
            if failed.is_none() {
                self.inject_after(&order.order.to_string(), true);
            }
        }
    }

    /// What burned when it was first acted upon burns at most half as much: something has helped.
    fn feel_relief(&mut self) {
        let Some(heat) = self.acted_upon else { return };
        let done = |e: &room::Event| matches!(e, room::Event::InterventionSettled { ok: true, .. });
        if !self.relieved && self.flow.entries().iter().any(|entry| done(&entry.event)) {
            self.relieved = self.heat() <= (heat / 2.0).max(1.0);
        }
    }

    /// How badly it burns: how far the worst of the scenario's bounds is missed [factor, 1 is just held].
    pub(super) fn heat(&self) -> f64 {
        let now = self.world.now();
        let missed = |bound: &crate::scenario::Bound| {
            let level = steady::level(&self.world, bound, now)?;
            let (bad, good) = if bound.above { (bound.limit, level) } else { (level, bound.limit) };
            Some(if bad <= 0.0 { 0.0 } else { bad / good })
        };
        self.scenario.stable.iter().filter_map(missed).fold(0.0, f64::max)
    }

    /// Word that was promised and has not come falls due, once, and somebody says so.
    fn remind(&mut self) {
        if !self.flow.is_due(self.world.now()) {
            return;
        }
        let known = self.flow.entries().len();
        self.give(By::Master, Command::Wake {});
        let due = |entry: &room::Entry| match entry.event {
            room::Event::UpdateFellDue { audience, .. } => Some(audience),
            _ => None,
        };
        for audience in self.flow.entries()[known..].iter().filter_map(due).collect::<Vec<_>>() {
            let to = match audience {
                room::Audience::Everyone => Whom::Everyone,
                room::Audience::Customers => Whom::Customers,
                room::Audience::Support => Whom::Support,
                room::Audience::Management => Whom::Management,
            };
            match self.cast.waits_for_word(&to, self.world.now()) {
                Some(speech) => self.speak(speech),
                None => self.say("master-promise-due", &[]),
            }
        }
    }

    fn speak_later(&mut self) {
        let now = self.world.now();
        let (due, later) = std::mem::take(&mut self.later).into_iter().partition(|s| s.at <= now);
        self.later = later;
        for speech in due {
            // What was to help while it burned is not said to somebody who sees that it is over.
            let late = speech.while_it_burns && self.relief_told;
            let speech = if late { self.cast.too_late(speech) } else { Some(speech) };
            if let Some(speech) = speech {
                self.speak(speech);
            }
        }
    }

    /// It burns no more, or much less than when it was acted upon: what is said in the heat is out of place.
    fn eased(&self) -> bool {
        if self.scenario.cause.nothing {
            return false;
        }
        let halved = |heat: f64| self.heat() <= (heat / 2.0).max(1.0);
        self.calm() || self.relieved && self.acted_upon.is_some_and(halved)
    }

    /// Twists whose time has come, or whose signals are there.
    fn inject(&mut self) {
        let now = self.world.now();
        for index in 0..self.scenario.injects.len() {
            if self.injected[index] {
                continue;
            }
            if self.flow.speaks_of(&self.scenario.injects[index].about) {
                self.injected[index] = true;
                continue;
            }
            let due = match &self.scenario.injects[index].when {
                // Pressure eases once the fire is out: what was to be said in the heat is not said any more.
                When::After(span) => now >= self.opened + span && !self.eased(),
                When::Signals(bounds) => steady::holds(&self.world, bounds, now),
                When::Ordered(_) | When::Done(_) => false,
            };
            if due {
                self.inject_one(index);
            }
        }
    }

    /// Twists that follow an order, when it is given or when it is done.
    pub(super) fn inject_after(&mut self, line: &str, done: bool) {
        for index in 0..self.scenario.injects.len() {
            let fits = match &self.scenario.injects[index].when {
                When::Ordered(prefix) => !done && line.starts_with(prefix.as_str()),
                When::Done(prefix) => done && line.starts_with(prefix.as_str()),
                When::After(_) | When::Signals(_) => false,
            };
            if fits && !self.injected[index] {
                self.inject_one(index);
            }
        }
    }

    pub(super) fn inject_one(&mut self, index: usize) {
        self.injected[index] = true;
        let inject = self.scenario.injects[index].clone();
        if let Some(speech) = self.cast.says(&inject.who, &inject.says, self.world.now()) {
            self.speak(speech);
        }
    }

    /// All of the scenario's bounds hold.
    pub(super) fn calm(&self) -> bool {
        steady::holds(&self.world, &self.scenario.stable, self.world.now())
    }

    /// They have held for so long that people believe it.
    pub(super) fn firm(&self) -> bool {
        steady::firm(&self.world, &self.scenario.stable, self.opened, self.world.now())
    }

    fn feel_calm(&mut self) {
        if !self.calm() {
            self.relief_told = false;
            if std::mem::take(&mut self.claimed) {
                self.say("master-burns-again", &[]);
            }
            return;
        }
        if !self.firm() {
            return;
        }
        if !self.scenario.cause.nothing && !self.relief_told {
            self.relief_told = true;
            self.say("master-calmer", &[]);
            if let Some(speech) = self.cast.support_relieved(self.world.now()) {
                self.speak(speech);
            }
        }
        if std::mem::take(&mut self.claimed) {
            self.verified();
        }
    }

    fn people(&mut self) {
        let now = self.world.now();
        if let Some(speech) = self.cast.manager(now, self.relief_told) {
            self.speak(speech);
        }
        if self.relief_told || self.eased() {
            return; // what still comes in is about what was
        }
        let Signals::Complaints(all) = self.world.probe(&Probe::Complaints { since: 0, until: now }) else {
            return;
        };
        let sample = all.last().map(|c| self.ticket_words(c));
        if let Some(speech) = self.cast.support(now, all.len(), sample.filter(|w| !w.is_empty())) {
            self.speak(speech);
        }
    }

    /// Time left of an order, written, where it is known.
    pub(super) fn time_left(&self, order: &UnderWay) -> Option<Nanos> {
        let end = order.since + order.takes;
        (end > self.world.now() + SECOND).then(|| end - self.world.now())
    }
}
