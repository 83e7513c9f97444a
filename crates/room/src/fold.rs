//! Entry by entry to the room as it stands. Total: it cannot fail and cannot refuse, whatever the log
//! says; what must not be was refused by `decide` before it was recorded. Knows no rule.

use std::collections::BTreeSet;

use jiff::Timestamp;
use jiff::civil::Date;

use crate::state::{
    Countermeasure, Decision, Declaration, Deviation, Finding, Hypothesis, Intervention, Line, Offer, Over,
    Presence, Promise, Room, Runbook, Step, StepState, Task, TaskState,
};
use crate::{Actor, Audience, Ending, Entry, Event, Mark, Role, Seq, Severity, Standing, Topic, Verdict};

/// Takes one entry in. One that was taken in before changes nothing.
pub fn fold(room: &mut Room, entry: &Entry) {
    if entry.seq <= room.seq {
        return;
    }
    room.seq = entry.seq;
    room.last_at = Some(entry.at);
    room.orders.insert(&entry.order);
    if entry.event.is_evidence() {
        room.evidence.insert(entry.seq);
    }
    if entry.event.states_impact() {
        room.impact = room.impact.or(Some(Mark::from(entry)));
    }
    let mut acts = false;
    if let Some(presence) = room.people.get_mut(&entry.actor) {
        presence.last_at = entry.at;
        acts = presence.standing == Standing::Responder;
    }
    if let Some(line) = entry.line.and_then(|line| room.lines.get_mut(&line)) {
        line.last_at = entry.at;
        if acts && !line.writers.contains(&entry.actor) {
            line.writers.insert(entry.actor.clone());
        }
    }
    take_in(room, entry);
}

fn take_in(room: &mut Room, entry: &Entry) {
    use Event as E;
    let (mark, actor) = (Mark::from(entry), &entry.actor);
    match &entry.event {
        E::RoomOpened { title, origin } => {
            (room.opened, room.title, room.origin) = (true, title.clone(), Some(origin.clone()));
        }
        E::Joined { standing, held } => room.join(entry, *standing, held),
        E::Left {} => room.leave(actor),
        E::WorkAsked {} => room.asks(actor, Some(mark)),
        E::AlertNoted { rule, subject, .. } => {
            room.alerts.insert((rule.clone(), subject.clone()), mark);
        }
        E::AlertCleared { rule, subject } => {
            room.alerts.remove(&(rule.clone(), subject.clone()));
        }
        E::Looked { .. } | E::Said { .. } | E::Noted { .. } => {}
        E::Declared { severity, title } => {
            room.title = title.clone();
            room.declared = Some(Declaration { by: actor.clone(), mark, severity: *severity });
        }
        E::SeverityChanged { to, .. } => room.change_severity(*to),
        E::RoleTaken { role, from } => room.change_hands(*role, from.as_ref(), actor),
        E::RoleAssigned { role, to, from } => room.change_hands(*role, from.as_ref(), to),
        E::RoleReleased { role } => room.lay_down(*role, actor),
        E::RoleOffered { role, to, brief } => room.offer(entry, *role, to, brief),
        E::RoleAccepted { role, from, .. } => room.change_hands(*role, Some(from), actor),
        E::RoleDeclined { offer, .. } => {
            room.offers.remove(offer);
        }
        E::Heard { asks, .. } => room.asked = room.asked.or(asks.then_some(mark)),
        E::HintTaken { step } => room.hints = room.hints.max(*step),
        E::LineOpened { title, owner } => room.open_line(mark, title, owner),
        E::LineAssigned { line, owner } => room.give_line(*line, owner),
        E::LineClosed { line, outcome } => room.line(*line, |line| line.outcome = Some(outcome.clone())),
        E::HypothesisProposed { text, about } => room.propose(entry, text, about.as_ref()),
        E::HypothesisSettled { hypothesis, verdict, .. } => room.judge(*hypothesis, *verdict),
        E::FindingRecorded { text, topic, evidence } => room.find(entry, text, *topic, evidence),
        E::DecisionProposed { text } => room.put(entry, text),
        E::DecisionObjected { decision, .. } => room.decision(*decision, |decision| decision.objections += 1),
        E::DecisionRecorded { text, proposal } => room.decide(entry, text, *proposal),
        E::TaskAdded { text, owner, due } => room.add_task(entry, text, owner, *due),
        E::TaskAcknowledged { task } => room.task(*task, |task| task.state = TaskState::Acknowledged),
        E::TaskDeclined { task, .. } => room.task(*task, |task| task.state = TaskState::Declined),
        E::TaskAssigned { task, owner } => room.give_task(*task, actor, owner),
        E::TaskCompleted { task, .. } => room.task(*task, |task| task.state = TaskState::Done),
        E::TaskFellDue { task, .. } => room.task(*task, |task| task.fell_due = true),
        E::RunbookStarted { title, steps } => room.read(entry, title, steps),
        E::StepTicked { runbook, step } => room.tick(entry, *runbook, *step),
        E::StepSkipped { runbook, step, why } => room.deviate(entry, *runbook, *step, None, why),
        E::StepChanged { runbook, step, text, why } => {
            room.deviate(entry, *runbook, *step, Some(text), why);
        }
        E::InterventionOrdered { what } => room.intervene(entry, what),
        E::InterventionSettled { intervention, .. } => room.done(*intervention),
        E::UpdatePublished { audience, next_at, .. } => room.told(*audience, mark, *next_at),
        E::UpdateFellDue { update, .. } => room.missed(*update),
        E::SaidStabilised { .. } => room.stable(mark),
        E::SaidVerified { .. } => room.verified(mark),
        E::SaidResolved {} => room.resolved(mark),
        E::SaidFalseAlarm { .. } => room.over = Some(Over::FalseAlarm),
        E::SaidRelapsed { .. } => (room.stabilised, room.verified, room.over) = (None, None, None),
        E::CountermeasureProposed { text, owner, due } => room.improve(entry, text, owner.as_ref(), *due),
        E::RoomClosed { ending } => room.close(*ending, entry.at),
        E::DebriefFiled {} => room.reviewed = true,
        E::RoomReopened { .. } => room.reopen(),
    }
}

impl Room {
    fn close(&mut self, ending: Ending, at: Timestamp) {
        (self.closed, self.closed_at) = (Some(ending), Some(at));
    }

    fn reopen(&mut self) {
        (self.closed, self.closed_at, self.reviewed, self.over) = (None, None, false, None);
    }

    fn join(&mut self, entry: &Entry, standing: Standing, held: &BTreeSet<Role>) {
        let known = self.people.remove(&entry.actor);
        let since = known.as_ref().filter(|known| known.here).map_or(Mark::from(entry), |known| known.since);
        let held = known.map(|known| known.held).unwrap_or_default().union(held).copied().collect();
        let presence = Presence { standing, here: true, since, last_at: entry.at, held, asked: None };
        self.people.insert(entry.actor.clone(), presence);
    }

    fn asks(&mut self, person: &Actor, since: Option<Mark>) {
        if let Some(presence) = self.people.get_mut(person) {
            presence.asked = since;
        }
    }

    fn leave(&mut self, actor: &Actor) {
        if let Some(presence) = self.people.get_mut(actor) {
            (presence.here, presence.asked) = (false, None);
        }
        for holders in self.roles.values_mut() {
            holders.remove(actor);
        }
        self.offers.retain(|_, offer| offer.from != *actor && offer.to != *actor);
    }

    fn change_severity(&mut self, to: Severity) {
        if let Some(declared) = &mut self.declared {
            declared.severity = Some(to);
        }
    }

    fn offer(&mut self, entry: &Entry, role: Role, to: &Actor, brief: &str) {
        let from = entry.actor.clone();
        self.offers.retain(|_, offer| (offer.role, &offer.from) != (role, &from));
        self.offers.insert(entry.seq, Offer { role, from, to: to.clone(), brief: brief.to_string() });
    }

    fn lay_down(&mut self, role: Role, actor: &Actor) {
        if let Some(holders) = self.roles.get_mut(&role) {
            holders.remove(actor);
        }
        self.offers.retain(|_, offer| (offer.role, &offer.from) != (role, actor));
    }

    fn change_hands(&mut self, role: Role, from: Option<&Actor>, to: &Actor) {
        if let Some(from) = from {
            self.lay_down(role, from);
        }
        if role.single() {
            self.roles.remove(&role);
            self.offers.retain(|_, offer| offer.role != role);
        }
        self.roles.entry(role).or_default().insert(to.clone());
        if let Some(presence) = self.people.get_mut(to) {
            presence.held.insert(role);
            presence.asked = None;
        }
    }

    fn open_line(&mut self, mark: Mark, title: &str, owner: &Actor) {
        self.asks(owner, None);
        let line = Line {
            title: title.to_string(),
            owner: owner.clone(),
            opened_at: mark.at,
            last_at: mark.at,
            writers: BTreeSet::new(),
            finding: None,
            outcome: None,
        };
        self.lines.insert(mark.seq, line);
    }

    fn give_line(&mut self, line: Seq, owner: &Actor) {
        self.asks(owner, None);
        self.line(line, |line| line.owner = owner.clone());
    }

    fn line(&mut self, line: Seq, change: impl FnOnce(&mut Line)) {
        if let Some(line) = self.lines.get_mut(&line) {
            change(line);
        }
    }

    fn propose(&mut self, entry: &Entry, text: &str, about: Option<&String>) {
        let hypothesis = Hypothesis {
            text: text.to_string(),
            about: about.cloned(),
            by: entry.actor.clone(),
            line: entry.line,
            verdict: None,
        };
        self.hypotheses.insert(entry.seq, hypothesis);
    }

    fn judge(&mut self, hypothesis: Seq, verdict: Verdict) {
        if let Some(found) = self.hypotheses.get_mut(&hypothesis) {
            found.verdict = Some(verdict);
        }
        match verdict {
            Verdict::Confirmed => self.causes.insert(hypothesis),
            Verdict::Refuted => self.causes.remove(&hypothesis),
        };
    }

    fn find(&mut self, entry: &Entry, text: &str, topic: Topic, evidence: &[Seq]) {
        let by = entry.actor.clone();
        let finding = Finding { text: text.to_string(), topic, by, evidence: evidence.to_vec() };
        self.findings.insert(entry.seq, finding);
        if topic == Topic::Cause {
            self.causes.insert(entry.seq);
        }
        if let Some(line) = entry.line {
            self.line(line, |line| line.finding = Some(entry.seq));
        }
    }

    fn put(&mut self, entry: &Entry, text: &str) {
        let by = entry.actor.clone();
        let decision = Decision { text: text.to_string(), by, at: entry.at, objections: 0, recorded: false };
        self.decisions.insert(entry.seq, decision);
    }

    /// What is decided may read otherwise than what was proposed, or never have been proposed.
    fn decide(&mut self, entry: &Entry, text: &str, proposal: Option<Seq>) {
        if proposal.is_none() {
            self.put(entry, text);
        }
        self.decision(proposal.unwrap_or(entry.seq), |put| {
            put.recorded = true;
            put.text = text.to_string();
        });
    }

    fn decision(&mut self, decision: Seq, change: impl FnOnce(&mut Decision)) {
        if let Some(decision) = self.decisions.get_mut(&decision) {
            change(decision);
        }
    }

    fn add_task(&mut self, entry: &Entry, text: &str, owner: &Actor, due: Option<Timestamp>) {
        let state = TaskState::asked_by(&entry.actor, owner);
        let (text, owner, at) = (text.to_string(), owner.clone(), entry.at);
        self.asks(&owner, None);
        self.tasks.insert(entry.seq, Task { text, owner, at, due, state, fell_due: false });
    }

    fn give_task(&mut self, task: Seq, from: &Actor, owner: &Actor) {
        self.asks(owner, None);
        self.task(task, |task| {
            (task.owner, task.state) = (owner.clone(), TaskState::asked_by(from, owner));
        });
    }

    fn task(&mut self, task: Seq, change: impl FnOnce(&mut Task)) {
        if let Some(task) = self.tasks.get_mut(&task) {
            change(task);
        }
    }

    fn read(&mut self, entry: &Entry, title: &str, steps: &[String]) {
        let step = |text: &String| Step { text: text.clone(), written: text.clone(), state: StepState::Open };
        let (title, by, at) = (title.to_string(), entry.actor.clone(), entry.at);
        let steps = steps.iter().map(step).collect();
        self.runbooks.insert(entry.seq, Runbook { title, by, at, steps, deviations: Vec::new() });
    }

    fn step(&mut self, runbook: Seq, step: u32, change: impl FnOnce(&mut Step)) {
        let found = self.runbooks.get_mut(&runbook);
        if let Some(step) = found.and_then(|runbook| runbook.step_mut(step)) {
            change(step);
        }
    }

    fn tick(&mut self, entry: &Entry, runbook: Seq, step: u32) {
        let (by, mark) = (entry.actor.clone(), Mark::from(entry));
        self.step(runbook, step, |step| step.state = StepState::Ticked { by, mark });
    }

    fn deviate(&mut self, entry: &Entry, runbook: Seq, step: u32, instead: Option<&String>, why: &str) {
        self.step(runbook, step, |step| match instead {
            Some(text) => (step.text, step.state) = (text.clone(), StepState::Open),
            None => step.state = StepState::Skipped,
        });
        let (mark, by, why) = (Mark::from(entry), entry.actor.clone(), why.to_string());
        if let Some(runbook) = self.runbooks.get_mut(&runbook) {
            runbook.deviations.push(Deviation { mark, by, step, instead: instead.cloned(), why });
        }
    }

    fn intervene(&mut self, entry: &Entry, what: &str) {
        let (by, at) = (entry.actor.clone(), entry.at);
        let intervention = Intervention { what: what.to_string(), by, at, settled: false };
        self.interventions.insert(entry.seq, intervention);
    }

    fn done(&mut self, intervention: Seq) {
        if let Some(intervention) = self.interventions.get_mut(&intervention) {
            intervention.settled = true;
        }
    }

    /// Word to everyone keeps every promise; word to some keeps the promise to them.
    fn told(&mut self, audience: Audience, mark: Mark, next_at: Option<Timestamp>) {
        self.promises.retain(|promised, _| audience != Audience::Everyone && *promised != audience);
        if let Some(at) = next_at {
            self.promises.insert(audience, Promise { update: mark.seq, at, fell_due: false });
        }
        self.last_update = Some(mark);
        self.asked = None;
    }

    fn missed(&mut self, update: Seq) {
        for promise in self.promises.values_mut().filter(|promise| promise.update == update) {
            promise.fell_due = true;
        }
    }

    fn stable(&mut self, mark: Mark) {
        self.stabilised = self.stabilised.or(Some(mark));
    }

    fn improve(&mut self, entry: &Entry, text: &str, owner: Option<&Actor>, due: Option<Date>) {
        let (text, owner) = (text.to_string(), owner.cloned());
        self.countermeasures.insert(entry.seq, Countermeasure { text, owner, due });
    }

    fn verified(&mut self, mark: Mark) {
        self.stable(mark);
        self.verified = Some(mark);
    }

    fn resolved(&mut self, mark: Mark) {
        self.stable(mark);
        self.over = Some(Over::Resolved);
    }
}

impl TaskState {
    /// Who adds a task for themselves has said yes to it.
    fn asked_by(asker: &Actor, owner: &Actor) -> TaskState {
        if asker == owner { TaskState::Acknowledged } else { TaskState::Asked }
    }
}
