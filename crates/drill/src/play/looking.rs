//! Looks: each costs its time, then shows what is to be seen at its end. Tickets, pages and people are the
//! scenario's words; everything else is the world's.

use room::Command;
use world::signal::{Complaint, Signals};
use world::time::{Nanos, SECOND};

use super::Play;
use crate::intent::{Look, Whom};
use crate::narrate::{self, Ticket, Told};
use crate::scenario::WikiPage;

/// What a look costs [ns of simulated time]: about what it takes a person who knows where to click.
fn price(look: &Look) -> Nanos {
    let seconds = match look {
        Look::Alerts | Look::Timeline => 10,
        Look::Overview | Look::Replicas { .. } | Look::Flags | Look::Jobs | Look::Certificates => 20,
        Look::Metric { .. }
        | Look::Changes { .. }
        | Look::Topology { .. }
        | Look::Tickets
        | Look::Ask { .. } => 30,
        Look::Impact | Look::Activity { .. } => 40,
        Look::Logs { .. } | Look::Runbook { .. } => 60,
        Look::Traces { .. } => 90,
    };
    seconds * SECOND
}

impl Play {
    pub(super) fn look(&mut self, look: &Look) {
        let line = look.to_string();
        self.show(crate::block::Body::Echo(line.clone()));
        if self.act == super::Act::Response {
            self.cost(price(look));
        }
        let told = match look {
            Look::Tickets => self.tickets(),
            Look::Runbook { subject } => self.runbook(subject.as_deref()),
            Look::Ask { person, about } => {
                self.ask(person.as_deref(), about.as_deref());
                return;
            }
            Look::Timeline => narrate::timeline(self.view(), &self.flow.moments(&self.hand())),
            _ => self.see(look),
        };
        let saw = told.blocks.iter().find_map(|b| match &b.body {
            crate::block::Body::Narration(text) => Some(text.clone()),
            _ => None,
        });
        let mut blocks = told.blocks;
        if !told.absent {
            self.looked(line, saw.clone().unwrap_or_default());
            // A team reads it in the log: it is not told twice.
            let again = |block: &crate::block::Block| matches!(&block.body, crate::block::Body::Narration(text) if Some(text) == saw.as_ref());
            if self.flow.of_a_team()
                && let Some(at) = blocks.iter().position(again)
            {
                blocks.remove(at);
            }
        }
        self.out.extend(blocks);
    }

    fn looked(&mut self, what: String, saw: String) {
        self.tell_room(Command::Look { what, saw });
    }

    fn see(&self, look: &Look) -> Told {
        let now = self.world.now();
        let probes = narrate::probes(look, self.world.topology(), now);
        let seen: Vec<_> =
            probes.into_iter().map(|p| (p.clone(), self.in_words(self.world.probe(&p)))).collect();
        narrate::answer(self.view(), look, &seen)
    }

    /// What the scenario has written into the change log, in the player's language.
    fn in_words(&self, signals: Signals) -> Signals {
        let Signals::Changes(mut changes) = signals else { return signals };
        for change in &mut changes {
            change.what = self.scenario.record(&change.what).get(self.options.lang).into();
        }
        Signals::Changes(changes)
    }

    fn tickets(&self) -> Told {
        let now = self.world.now();
        let probe = world::probe::Probe::Complaints { since: 0, until: now };
        let Signals::Complaints(complaints) = self.world.probe(&probe) else { return Told::default() };
        let tickets: Vec<Ticket> = complaints
            .into_iter()
            .map(|complaint| Ticket { words: self.ticket_words(&complaint), complaint })
            .collect();
        narrate::tickets(self.view(), &tickets)
    }

    /// One customer's words; the same ticket always has the same.
    pub(super) fn ticket_words(&self, complaint: &Complaint) -> String {
        let fits =
            |t: &&crate::scenario::TicketText| t.journey == complaint.journey && t.about == complaint.about;
        let Some(found) = self.scenario.tickets.iter().find(fits) else { return String::new() };
        let index = self.luck.pick("ticket", complaint.user ^ complaint.at, found.texts.len());
        found.texts.get(index).map(|t| self.cast.fill(t)).unwrap_or_default()
    }

    fn runbook(&self, subject: Option<&str>) -> Told {
        let pages = &self.scenario.pages;
        let fits = |page: &&WikiPage| match subject {
            None => false,
            Some(subject) => {
                let subject = subject.to_lowercase();
                page.about
                    .iter()
                    .any(|a| subject.contains(&a.to_lowercase()) || a.to_lowercase().contains(&subject))
                    || page.title.get(self.options.lang).to_lowercase().contains(&subject)
            }
        };
        let found = pages.iter().find(fits).or(if pages.len() == 1 { pages.first() } else { None });
        let found = found.map(|p| (self.cast.fill(&p.title), self.cast.fill(&p.body)));
        let titles: Vec<String> = pages.iter().map(|p| self.cast.fill(&p.title)).collect();
        let titles: Vec<&str> = titles.iter().map(String::as_str).collect();
        narrate::page(self.view(), found.as_ref().map(|(t, b)| (t.as_str(), b.as_str())), &titles)
    }

    fn ask(&mut self, person: Option<&str>, about: Option<&str>) {
        let now = self.world.now();
        let whom = person.map(|name| Whom::Person(name.into()));
        let known = whom.as_ref().and_then(|whom| self.cast.id_of(whom));
        if let Some(speech) = self.later.iter().find(|speech| Some(&speech.id) == known.as_ref()) {
            let who = speech.who.clone();
            return self.say("master-no-answer-yet", &[("who", &who)]);
        }
        let Some((id, speeches)) = self.cast.ask(person, about, now) else {
            return self.nobody_of_that_name();
        };
        self.looked(Look::Ask { person: Some(id.clone()), about: None }.to_string(), String::new());
        if speeches.is_empty() {
            let who = self.cast.called_tonight(&Whom::Person(id)).unwrap_or_default();
            self.say("master-nothing-to-add", &[("who", &who)]);
        }
        for speech in speeches {
            // Who is asked when it is over is asked about what was.
            let while_it_burns = speech.while_it_burns && !self.relief_told;
            let speech = super::cast::Speech { while_it_burns, ..speech };
            if speech.at <= now { self.speak(speech) } else { self.later.push(speech) }
        }
    }
}
