//! Customers' tickets: how many, about what, and a few in their own words. The words come from the scenario; this
//! file only counts and quotes.

use std::collections::BTreeMap;

use world::signal::Complaint;

use super::teller::{Keep, Teller, plain};
use super::{Told, View};
use crate::block::{Body, LogEntry};

/// Tickets quoted, newest last: enough to hear them, not a wall [count].
const QUOTED: usize = 5;

/// A ticket: what is known of it, and what the customer wrote.
#[derive(Clone, Debug, PartialEq)]
pub struct Ticket {
    /// When, which journey, about what, who.
    pub complaint: Complaint,
    /// The customer's words, already in the viewer's language; empty if there are none.
    pub words: String,
}

/// Tells the tickets, oldest first as given.
pub fn tickets(view: View, tickets: &[Ticket]) -> Told {
    let mut teller = Teller::new(view);
    let (Some(first), Some(last)) = (tickets.first(), tickets.last()) else {
        teller.note("narrate-tickets-none");
        return teller.told();
    };
    let mut kinds: BTreeMap<(&str, &str), (u64, u64)> = BTreeMap::new();
    for ticket in tickets {
        let kind = kinds.entry((&ticket.complaint.journey, ticket.complaint.about)).or_default();
        kind.0 += 1;
        kind.1 = kind.1.max(ticket.complaint.at);
    }
    let mut kinds: Vec<_> = kinds.into_iter().collect();
    kinds.sort_by_key(|(_, (n, _))| std::cmp::Reverse(*n));
    let ((journey, about), (most, _)) = kinds[0];
    let n = teller.count("tickets", tickets.len() as u64);
    let journey = teller.word("subject", journey);
    let about = self::about(&teller, about);
    let most = teller.count("tickets.most", most);
    let since = teller.minute("tickets.first", first.complaint.at);
    let newest = teller.ago("tickets.newest", last.complaint.at);
    let text = teller.say(
        "narrate-tickets",
        &[
            ("n", &n),
            ("since", &since),
            ("journey", &journey),
            ("about", &about),
            ("most", &most),
            ("newest", &newest),
        ],
    );
    teller.narrate(text);
    let mut rows = Vec::new();
    for ((journey, about), (n, newest)) in kinds {
        rows.push(vec![
            plain(teller.word("subject", journey)),
            plain(self::about(&teller, about)),
            plain(teller.count("tickets.of", n)),
            plain(teller.ago("tickets.newest", newest)),
        ]);
    }
    let columns = teller.columns(&[
        "narrate-col-journey",
        "narrate-col-about",
        ">narrate-col-count",
        ">narrate-col-newest",
    ]);
    let title = teller.say("narrate-title-tickets", &[]);
    teller.table(title, columns, rows, Keep::First);
    quotes(&mut teller, tickets);
    teller.told()
}

fn about(teller: &Teller, about: &str) -> String {
    match about {
        "failed" => teller.say("narrate-about-failed", &[]),
        "slow" => teller.say("narrate-about-slow", &[]),
        "stale" => teller.say("narrate-about-stale", &[]),
        other => other.into(),
    }
}

fn quotes(teller: &mut Teller, tickets: &[Ticket]) {
    let spoken: Vec<&Ticket> = tickets.iter().filter(|ticket| !ticket.words.is_empty()).collect();
    let mut lines = Vec::new();
    for ticket in &spoken[spoken.len().saturating_sub(QUOTED)..] {
        let user = teller.word("ticket.user", &format!("user-{}", ticket.complaint.user));
        lines.push(LogEntry {
            clock: teller.second("ticket.at", ticket.complaint.at),
            host: user,
            level: about(teller, ticket.complaint.about),
            text: teller.word("ticket.words", &ticket.words),
            more: 0,
        });
    }
    if !lines.is_empty() {
        let title = teller.say("narrate-title-quotes", &[]);
        teller.push(Body::Log { title, lines });
    }
}
