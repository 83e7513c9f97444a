//! What people really type → [`Understood`], by rules, in Japanese, English and both at once. A pure
//! function of the text, the scenario's names and what the game master just asked. Knows words; knows
//! nothing of the world's state or of what an intent will do.
//!
//! The way of an utterance: normalise → answers to a question just asked → line forms → operators'
//! commands → tokens (names masked, phrases, numbers) → acts with their mood → orders, room acts and looks
//! by the rule tables → slots. An order has to look like an order: whatever else holds a verb of change
//! is a question back, or no order.

mod answer;
mod concept;
mod lexicon;
mod line;
mod looks;
mod mood;
mod normal;
mod orders;
mod phrases;
mod rules;
mod scan;
mod shell;
mod speech;
mod table;
#[cfg(test)]
mod tests;

pub use lexicon::{Lexicon, Sort, Thing};

use crate::intent::{Intent, Look, NotAnOrder, Table, Understood};
use concept::Concept;
use mood::Mood;
use phrases::Form;
use scan::{Scan, What};

/// What the game master asked with his last words.
#[derive(Clone, Debug, PartialEq)]
pub enum Asked {
    /// "Really?": yes or no.
    Confirm(Intent),
    /// Numbered choices, from 1.
    Choices(Vec<Intent>),
    /// A wish lacked something: the player's words, and what would do.
    Missing {
        /// What the player had said.
        said: String,
        /// Numbered from 1.
        options: Vec<Intent>,
    },
    /// "How do things stand?": free words are a status update.
    Status,
    /// "What should change?": free words are a countermeasure.
    Countermeasures,
}

/// What an utterance means.
pub fn understand(text: &str, lexicon: &Lexicon, asked: Option<&Asked>) -> Understood {
    let plain = normal::normalise(text);
    if plain.is_empty() {
        return Understood::Unknown;
    }
    match asked.and_then(|asked| answer::read(text, &plain, lexicon, asked)) {
        Some(answer) => answer,
        None => fresh(text, &plain, lexicon),
    }
}

/// Understands without regard to what was asked.
fn fresh(text: &str, plain: &str, lexicon: &Lexicon) -> Understood {
    if let Some(table) = table::read(plain) {
        return Understood::Clear(Intent::Table(table));
    }
    if let Some(order) = line::read(plain, lexicon) {
        return Understood::Clear(order);
    }
    if let Some(command) = shell::read(text.trim(), lexicon) {
        return command;
    }
    let scan = Scan::of(text, lexicon);
    if let Some(said) = speech::labelled(text, &scan) {
        return Understood::Clear(said);
    }
    // `/logs checkout` is `logs checkout`.
    if let Some(rest) = plain.strip_prefix('/')
        && rest.starts_with(|c: char| c.is_alphabetic())
    {
        return fresh(rest, rest, lexicon);
    }
    sentence(text, &scan, lexicon)
}

/// Orders, then speech, then looks: what changes the world is judged first, by its mood.
fn sentence(text: &str, scan: &Scan, lexicon: &Lexicon) -> Understood {
    let deeds = mood::deeds(scan);
    let acts = deeds.iter().any(|d| d.mood != Mood::Noun);
    if acts && (scan.says(Concept::Retract) || scan.says(Concept::Joke)) {
        return Understood::NotAnOrder(NotAnOrder::Chatter);
    }
    if let Some(declared) = speech::declared(scan) {
        return and_orders(declared, orders_of(scan, lexicon, &deeds));
    }
    let informs = scan.says(Concept::Inform) || scan.says(Concept::Prevent);
    let orders = orders_of(scan, lexicon, &deeds);
    if informs && let Some(said) = speech::read(text, scan) {
        // "tell everyone we are rolling back" names the deed and orders nothing.
        return said;
    }
    if let Some(orders) = orders {
        return orders;
    }
    if let Some(wait) = wait(scan, &deeds) {
        return wait;
    }
    let refused = deeds.iter().find_map(|d| speech::refused(d.mood));
    if refused == Some(NotAnOrder::Question) {
        let past = deeds.iter().any(|d| matches!(scan.tokens[d.at].what, What::Said(_, Form::Past)));
        if let Some(look) = looks::happened(scan, past) {
            return Understood::Clear(Intent::Look(named_look(look, scan, lexicon)));
        }
    }
    let shows = looks::asked(scan) || scan.says(Concept::Runbook) || scan.says(Concept::Changes);
    if let Some(refused) = refused
        && !(shows && looks::read(scan).is_some() && refused == NotAnOrder::Report)
        && !(scan.says(Concept::Runbook) && refused == NotAnOrder::Question)
    {
        let believes = scan.says(Concept::Suspect) && refused == NotAnOrder::Report;
        return match speech::read(text, scan).filter(|_| believes) {
            Some(said) => said,
            None => Understood::NotAnOrder(refused),
        };
    }
    if let Some(said) = speech::read(text, scan) {
        return said;
    }
    look(scan, lexicon)
}

/// Declaring and ordering in one breath: which first?
fn and_orders(said: Understood, orders: Option<Understood>) -> Understood {
    match (said, orders) {
        (Understood::Clear(said), Some(Understood::Clear(order))) => Understood::Choose(vec![said, order]),
        (said, _) => said,
    }
}

fn orders_of(scan: &Scan, lexicon: &Lexicon, deeds: &[mood::Deed]) -> Option<Understood> {
    let against = |d: &mood::Deed| matches!(d.mood, Mood::Question | Mood::Negation | Mood::Condition);
    let doubt = deeds.iter().any(against) || scan.has("冗談") || scan.says(Concept::Hearsay);
    let clear = orders::fill(scan, lexicon, deeds, &[Mood::Order]);
    if let Some(meant) = orders::decide(clear, doubt) {
        return match meant {
            // "restart, or rather: should I restart?" is no order.
            Understood::Missing { .. } if doubt => None,
            meant => Some(meant),
        };
    }
    if doubt {
        return None;
    }
    let unsure = orders::fill(scan, lexicon, deeds, &[Mood::Unsure]);
    // Neither the wish nor its target is sure: not worth a question.
    orders::decide(unsure, true).filter(|u| matches!(u, Understood::Choose(_)))
}

/// 「5 分待つ」 "wait and see".
fn wait(scan: &Scan, deeds: &[mood::Deed]) -> Option<Understood> {
    let waits = scan.says(Concept::Wait);
    let others = deeds.iter().any(|d| d.mood != Mood::Noun);
    if !waits || others || scan.has("?") {
        return None;
    }
    Some(Understood::Clear(Intent::Table(Table::Wait { span: scan::span_of(&scan.tokens) })))
}

fn look(scan: &Scan, lexicon: &Lexicon) -> Understood {
    if let Some(several) = looks::several(scan) {
        return Understood::Choose(several.into_iter().map(Intent::Look).collect());
    }
    let denied = [
        "見なくて",
        "見ないで",
        "don't show",
        "don't look",
        "確認しなくて",
        "見せないで",
        "don't check",
        "no need to",
        "不要",
    ];
    let deeds = mood::deeds(scan);
    let ordered = deeds.iter().any(|d| matches!(d.mood, Mood::Order | Mood::Unsure));
    if ordered && !looks::asked(scan) {
        // Something is to be done that no rule knows: showing a chart instead would be no answer.
        return Understood::Unknown;
    }
    if !deeds.is_empty() && !looks::explicit(scan) {
        // Something was said about a deed, and nothing else: no reason to show anything.
        let asks = scan.text.ends_with('?');
        return if asks { Understood::NotAnOrder(NotAnOrder::Question) } else { Understood::Unknown };
    }
    let forbids =
        ["no restart", "no rollback", "no more ", "no deploy", "don't ", "do not ", "please don't", "never "]
            .iter()
            .any(|d| scan.text.starts_with(d));
    match looks::read(scan) {
        _ if forbids => Understood::NotAnOrder(NotAnOrder::Negation),
        Some(_) if denied.iter().any(|d| scan.has(d)) => Understood::NotAnOrder(NotAnOrder::Negation),
        Some(look) if !only_chatter(scan) => Understood::Clear(Intent::Look(named_look(look, scan, lexicon))),
        _ if scan.says(Concept::Joke) || scan.says(Concept::Retract) => {
            Understood::NotAnOrder(NotAnOrder::Chatter)
        }
        _ if scan.text.ends_with('?') && !mood::deeds(scan).is_empty() => {
            Understood::NotAnOrder(NotAnOrder::Question)
        }
        _ => Understood::Unknown,
    }
}

/// A sigh that happens to name a thing.
fn only_chatter(scan: &Scan) -> bool {
    scan.says(Concept::Joke) && !scan.says(Concept::Show) && !scan.text.ends_with('?')
}

/// "the db", 「キャッシュ」: the only one of its kind, where nothing was named.
fn named_look(look: Look, scan: &Scan, lexicon: &Lexicon) -> Look {
    let only = |sort: Sort| {
        let mut all = lexicon.all(move |s| s == sort);
        match (all.next(), all.next()) {
            (Some(one), None) => Some(one.name.clone()),
            _ => None,
        }
    };
    let said = || {
        let kinds = [
            (Concept::Database, Sort::Database),
            (Concept::Cache, Sort::Cache),
            (Concept::Queue, Sort::Broker),
        ];
        kinds.iter().find(|(c, _)| scan.says(*c)).and_then(|(_, sort)| only(*sort))
    };
    use world::signal::Metric as M;
    match look {
        Look::Activity { database: None } => Look::Activity { database: only(Sort::Database) },
        Look::Metric { subject: None, metric } => {
            let kind = metric.and_then(|m| match m {
                M::HitShare => only(Sort::Cache),
                M::Connections | M::Lag | M::LockWaits => only(Sort::Database),
                M::Backlog | M::OldestMessage => only(Sort::Broker),
                _ => None,
            });
            Look::Metric { subject: said().or(kind), metric }
        }
        Look::Logs { component: None, errors_only, contains } => {
            Look::Logs { component: said(), errors_only, contains }
        }
        Look::Replicas { component: None } => Look::Replicas { component: said() },
        Look::Topology { component: None } => Look::Topology { component: said() },
        look => look,
    }
}
