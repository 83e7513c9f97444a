//! From an utterance cut into tokens to what it means: orders first, by their mood, then what is said in
//! the room, then looks. Somebody who thinks aloud says many things and orders one: each verb is judged in
//! its own clause, and an imperative outweighs what stands around it.

use super::concept::Concept;
use super::lexicon::{Lexicon, Sort};
use super::mood::{self, Deed, Mood};
use super::orders::explicit;
use super::phrases::Form;
use super::scan::{self, Scan, Token, Unit, What};
use super::{asks, looks, orders, rules, speech};
use crate::intent::{Figure, Impossible, Intent, Look, NotAnOrder, Table, Understood};
use world::refused::NameKind;
use world::time::{MINUTE, Nanos, SECOND};

/// What a sentence means; `text` are the player's own words.
pub(super) fn read(text: &str, scan: &Scan, lexicon: &Lexicon) -> Understood {
    let deeds = mood::deeds(scan);
    let found = meaning(text, scan, lexicon, &deeds);
    if let Understood::Clear(Intent::Look(look)) = &found
        && let Some(no) = of_nothing(look, scan, lexicon)
    {
        return Understood::Impossible(no);
    }
    if found != Understood::Unknown {
        return found;
    }
    // Something that is done was named, and nothing was to be done or seen.
    match deeds.iter().find_map(|d| speech::refused(d.mood)) {
        Some(no) => Understood::NotAnOrder(no),
        // "cancel the rollback": what is to be stopped is no part of the system, but a deed.
        None if stops_a_deed(&deeds) => Understood::NotAnOrder(NotAnOrder::Negation),
        None if !deeds.is_empty() && deeds.iter().all(|d| d.mood == Mood::Noun) => {
            Understood::NotAnOrder(NotAnOrder::Chatter)
        }
        None => Understood::Unknown,
    }
}

fn stops_a_deed(deeds: &[Deed]) -> bool {
    let stops = |d: &Deed| {
        matches!(d.concept, Concept::Kill | Concept::Stop | Concept::Lift | Concept::Back)
            && d.mood != Mood::Noun
    };
    deeds.iter().any(stops) && deeds.iter().any(|d| d.mood == Mood::Noun)
}

fn meaning(text: &str, scan: &Scan, lexicon: &Lexicon, deeds: &[Deed]) -> Understood {
    let acts = deeds.iter().any(|d| d.mood != Mood::Noun);
    if acts && scan.says(Concept::Joke) {
        return Understood::NotAnOrder(NotAnOrder::Chatter);
    }
    if acts && scan.says(Concept::Retract) {
        return Understood::NotAnOrder(NotAnOrder::Negation);
    }
    if let Some(no) = asks::of_somebody(scan) {
        return Understood::NotAnOrder(no);
    }
    if let Some(ask) = asks::whether_of_somebody(scan) {
        return Understood::Clear(Intent::Look(ask));
    }
    if scan.says(Concept::Help) {
        let plain = deeds.is_empty() && scan.names(Sort::is_component).is_empty();
        return match plain {
            true => Understood::Clear(Intent::Table(Table::Help)),
            false => Understood::NotAnOrder(NotAnOrder::Question),
        };
    }
    let orders = orders_of(scan, lexicon, deeds);
    if let Some(declared) = speech::declared(scan) {
        return and_orders(declared, orders);
    }
    let informs = scan.says(Concept::Inform) && !speech::asks_somebody(scan) || scan.says(Concept::Prevent);
    if informs && let Some(said) = speech::read(text, scan) {
        // "tell everyone we are rolling back" names the deed and orders nothing.
        return said;
    }
    let asked_to_show = requested(scan, lexicon, deeds);
    if let Some(orders) = orders {
        return with_the_rest(orders, scan, deeds, asked_to_show);
    }
    if let Some(wait) = wait(scan, deeds) {
        return wait;
    }
    // "don't roll back yet, let me look at payments first": the look is to be done, and nothing else.
    let denied = !deeds.is_empty() && deeds.iter().all(|d| matches!(d.mood, Mood::Negation | Mood::Noun));
    let one = |look: &Look| denied && matches!(look, Look::Metric { subject: Some(_), .. });
    if let Some((_, look)) = asked_to_show.into_iter().find(|(_, look)| tells(scan, look) || one(look)) {
        return Understood::Clear(Intent::Look(look));
    }
    if let Some(found) = refused(text, scan, lexicon, deeds) {
        return found;
    }
    if let Some(said) = speech::read(text, scan) {
        return said;
    }
    look(scan, lexicon, deeds)
}

/// Verbs that ask, deny, suppose or report: no order, but perhaps a question that the records answer.
fn refused(text: &str, scan: &Scan, lexicon: &Lexicon, deeds: &[Deed]) -> Option<Understood> {
    let said = orders::said(scan);
    // A word that no order is made of here ("who is holding the locks") refuses nothing.
    let able = |d: &&Deed| {
        if d.mood == Mood::Condition {
            return true;
        }
        let mut all = said.clone();
        all.insert(d.concept);
        !rules::orders(d.concept, &all).is_empty()
    };
    if deeds.iter().any(|d| d.mood == Mood::Question) {
        let past = deeds.iter().any(|d| d.state);
        if let Some(look) = looks::happened(scan, past) {
            return Some(Understood::Clear(Intent::Look(named(look, scan, lexicon))));
        }
    }
    let refused = deeds.iter().filter(able).find_map(|d| speech::refused(d.mood))?;
    if refused == NotAnOrder::Question {
        let switches = |d: &Deed| matches!(d.concept, Concept::TurnOn | Concept::TurnOff) && d.state;
        if deeds.iter().all(switches) && !scan.names(|s| s == Sort::Flag).is_empty() {
            return Some(Understood::Clear(Intent::Look(Look::Flags)));
        }
        // "Is it dropping requests?" asks what is, "should we drop requests?" what to do.
        if deeds.iter().filter(able).all(|d| d.state || d.mood == Mood::Noun) && looks::telling(scan) {
            return looks::read(scan).map(|look| Understood::Clear(Intent::Look(named(look, scan, lexicon))));
        }
    }
    let asked = looks::asked(scan) || scan.says(Concept::Runbook) || scan.says(Concept::Changes);
    let report = refused == NotAnOrder::Report && (looks::asked(scan) || !scan.says(Concept::Hearsay));
    if asked && looks::read(scan).is_some() && report
        || scan.says(Concept::Runbook) && refused == NotAnOrder::Question
    {
        return None;
    }
    let past =
        ["last week", "last time", "yesterday", "last month", "前回", "昨日", "先週", "先月", "以前", "去年"];
    let advice = ["方がいい", "ほうがいい", "方が良い", "べき", "やろうか", "should"];
    let stated = !scan.names(|_| true).is_empty() && !advice.iter().any(|w| scan.has(w));
    let told = refused == NotAnOrder::Report
        || stated
            && deeds.iter().all(|d| {
                d.state
                    || d.mood == Mood::Noun
                    || scan.tokens[d.at].what == What::Said(d.concept, Form::Action)
            });
    let believes = scan.says(Concept::Suspect) && told && !past.iter().any(|w| scan.has(w));
    Some(match speech::read(text, scan).filter(|_| believes) {
        Some(said) => said,
        None => Understood::NotAnOrder(refused),
    })
}

/// Declaring and ordering in one breath: one after the other.
fn and_orders(said: Understood, orders: Option<Understood>) -> Understood {
    match (said, orders) {
        (Understood::Clear(said), Some(Understood::Clear(order))) => {
            Understood::Several { steps: vec![said, order], ordered: true }
        }
        (said, _) => said,
    }
}

fn orders_of(scan: &Scan, lexicon: &Lexicon, deeds: &[Deed]) -> Option<Understood> {
    // "restart it, but don't touch the cache" is clear; "restart it, no, don't restart it" is not.
    let at = |d: &Deed| deeds.iter().position(|o| o.at == d.at).unwrap_or(0);
    let same = |d: &Deed| {
        let alike = |o: &&Deed| o.mood == Mood::Order && o.concept == d.concept;
        deeds.iter().filter(alike).any(|o| !orders::apart(scan, deeds, at(d), at(o)))
    };
    let only = !deeds.iter().any(|o| o.mood == Mood::Order);
    let against = |d: &Deed| match d.mood {
        Mood::Question | Mood::Condition => true,
        Mood::Negation => only || same(d),
        _ => false,
    };
    let doubt = deeds.iter().any(against) || scan.has("冗談") || scan.says(Concept::Hearsay);
    let clear = orders::fill(scan, lexicon, deeds, &[Mood::Order]);
    if let Some(meant) = orders::decide(clear, doubt || scan.alternatives()) {
        return match meant {
            // "restart, or rather: should I restart?" is no order.
            Understood::Missing { .. } | Understood::Impossible(_) if doubt => None,
            Understood::Several { steps, .. } => {
                Some(Understood::Several { ordered: scan.in_order(), steps })
            }
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

/// Looks that the utterance commands, each with where it is said: "check the logs, then …".
fn requested(scan: &Scan, lexicon: &Lexicon, deeds: &[Deed]) -> Vec<(usize, Look)> {
    let mut all = Vec::new();
    for (at, token) in scan.tokens.iter().enumerate() {
        let What::Said(Concept::Show, form) = token.what else { continue };
        let announced = scan.text[token.start..].starts_with("let me ");
        let commanded = form.acts() && mood::of(scan, at, form) == Mood::Order;
        if !(announced || commanded) || carries(scan, at, deeds) {
            continue;
        }
        // In English what is to be seen stands behind the verb, in Japanese before it.
        let others = |t: &&Deed| t.mood != Mood::Noun;
        let (from, to) = if announced || form.english() {
            (at, deeds.iter().filter(others).map(|d| d.at).find(|d| *d > at).unwrap_or(scan.tokens.len()))
        } else {
            (deeds.iter().filter(others).map(|d| d.at + 1).rfind(|d| *d <= at).unwrap_or(0), at + 1)
        };
        let part = Scan { text: scan.text.clone(), tokens: scan.tokens[from..to].to_vec() };
        if let Some(look) = looks::read(&part) {
            all.push((token.start, named(of_the_rest(look, scan), &part, lexicon)));
        }
    }
    all.dedup_by(|a, b| a.1 == b.1);
    all
}

/// "get the cert renewed": the verb only carries another, within its own clause.
fn carries(scan: &Scan, at: usize, deeds: &[Deed]) -> bool {
    let Some(next) = deeds.iter().find(|d| d.at > at && d.english) else { return false };
    let between = &scan.text[scan.tokens[at].end..scan.tokens[next.at].start];
    next.state
        && !between.contains([',', '.', ':'])
        && ![" and ", " then "].iter().any(|w| between.contains(w))
}

/// "save the logs, then restart checkout": the only part that was named is meant twice.
fn of_the_rest(look: Look, scan: &Scan) -> Look {
    let names = scan.names(Sort::is_component);
    let [only] = names.as_slice() else { return look };
    let name = || Some(only.name.clone());
    match look {
        Look::Logs { component: None, errors_only, contains } => {
            Look::Logs { component: name(), errors_only, contains }
        }
        Look::Traces { component: None, bad_only } => Look::Traces { component: name(), bad_only },
        Look::Metric { subject: None, metric } => Look::Metric { subject: name(), metric },
        look => look,
    }
}

/// The look names what is to be seen, and not only a part of the system.
fn tells(scan: &Scan, look: &Look) -> bool {
    looks::telling(scan) && !matches!(look, Look::Metric { metric: None, .. })
}

/// An order, and what is to be seen or waited for before or after it.
fn with_the_rest(orders: Understood, scan: &Scan, deeds: &[Deed], looks: Vec<(usize, Look)>) -> Understood {
    let Understood::Clear(order) = &orders else { return orders };
    let at = deeds.iter().find(|d| d.mood == Mood::Order).map_or(0, |d| scan.tokens[d.at].start);
    let mut steps: Vec<(usize, Intent)> =
        looks.into_iter().map(|(from, look)| (from, Intent::Look(look))).collect();
    steps.extend(
        waits(scan).map(|from| (from, Intent::Table(Table::Wait { span: scan::span_of(&scan.tokens) }))),
    );
    if steps.is_empty() {
        return orders;
    }
    steps.push((at, order.clone()));
    steps.sort_by_key(|(from, _)| *from);
    Understood::Several { steps: steps.into_iter().map(|(_, step)| step).collect(), ordered: true }
}

/// Where the utterance says to let time pass.
fn waits(scan: &Scan) -> Option<usize> {
    scan.tokens.iter().enumerate().find_map(|(at, t)| match t.what {
        What::Said(Concept::Wait, form) if !form.acts() || mood::of(scan, at, form) == Mood::Order => {
            Some(t.start)
        }
        _ => None,
    })
}

/// 「5 分待つ」 "wait and see".
fn wait(scan: &Scan, deeds: &[Deed]) -> Option<Understood> {
    let waits = scan.says(Concept::Wait);
    let others = deeds.iter().any(|d| d.mood != Mood::Noun);
    let seen =
        scan.tokens.iter().any(|t| matches!(t.what, What::Said(Concept::Metric(_) | Concept::Locks, _)));
    if !waits || others || seen || scan.has("?") {
        return None;
    }
    let exact = scan.tokens.iter().any(|t| matches!(t.what, What::Number(_, Unit::Span)));
    Some(match span(scan) {
        _ if until(scan) && !exact => Understood::Impossible(Impossible::Until),
        Ok(span) => Understood::Clear(Intent::Table(Table::Wait { span })),
        Err(no) => Understood::Impossible(no),
    })
}

/// How long to wait: a number alone is seconds behind `sleep`, minutes elsewhere.
fn span(scan: &Scan) -> Result<Option<Nanos>, Impossible> {
    let said = scan.tokens.iter().find_map(|t| match t.what {
        What::Number(value, Unit::Span) => Some((t, value)),
        What::Number(value, Unit::Plain) if scan.text.starts_with("sleep") => {
            Some((t, value * SECOND as f64))
        }
        What::Number(value, Unit::Plain) => Some((t, value * MINUTE as f64)),
        _ => None,
    });
    match said {
        Some((token, value)) if value <= 0.0 => Err(Impossible::Number {
            said: scan.text[token.start..token.end].trim().into(),
            of: Figure::Span,
            least: 1,
            most: u32::MAX,
        }),
        said => Ok(said.map(|(_, value)| value as Nanos)),
    }
}

/// What is waited for is an event or a time of day.
fn until(scan: &Scan) -> bool {
    let small = ["wait for a ", "wait for it", "wait for now", "wait for the moment"];
    [" until ", " till ", " til ", " for the ", "まで待", "のを待"].iter().any(|w| scan.has(w))
        && !small.iter().any(|w| scan.has(w))
}

fn look(scan: &Scan, lexicon: &Lexicon, deeds: &[Deed]) -> Understood {
    if scan.excepts() && !looks::telling(scan) {
        // Everything but one part: the picture shows all of them.
        return match deeds.is_empty() {
            true => Understood::Clear(Intent::Look(Look::Overview)),
            false => Understood::Unknown,
        };
    }
    if let Some(several) = looks::several(scan) {
        return Understood::Choose(several.into_iter().map(Intent::Look).collect());
    }
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
    match looks::read(scan) {
        _ if forbidden(scan) => Understood::NotAnOrder(NotAnOrder::Negation),
        Some(look) if !only_chatter(scan) => Understood::Clear(Intent::Look(named(look, scan, lexicon))),
        Some(Look::Overview) if scan.says(Concept::Overview) => {
            Understood::Clear(Intent::Look(Look::Overview))
        }
        _ if scan.says(Concept::Joke) || scan.says(Concept::Retract) => {
            Understood::NotAnOrder(NotAnOrder::Chatter)
        }
        _ => Understood::Unknown,
    }
}

/// What was to be seen is named and is not there: all logs would be no answer.
fn of_nothing(look: &Look, scan: &Scan, lexicon: &Lexicon) -> Option<Impossible> {
    let of_a_part = matches!(
        look,
        Look::Logs { .. }
            | Look::Traces { .. }
            | Look::Metric { .. }
            | Look::Replicas { .. }
            | Look::Topology { .. }
    );
    let said = explicit::stranger_to_see(scan).filter(|_| of_a_part)?;
    Some(explicit::unknown(NameKind::Component, said, lexicon))
}

/// Nothing is to be shown: "don't look at the logs", 「ログは見なくていい」, "nobody restarts anything".
fn forbidden(scan: &Scan) -> bool {
    let text = scan.text.trim_start_matches("please ");
    let ends = [
        "ないように",
        "ないようにして",
        "ないようにね",
        "ないで",
        "ないでください",
        "ないでね",
        "るなよ",
        "るな",
        "ないでほしい",
        "ないでいて",
        "ちゃだめ",
    ];
    if ends.iter().any(|e| text.trim_end_matches(['。', '!', 'よ', 'ね', '~']).ends_with(e)) {
        return true;
    }
    let starts = [
        "no restart",
        "no rollback",
        "no more ",
        "no deploy",
        "don't ",
        "do not ",
        "please don't",
        "never ",
        "nobody ",
        "no one ",
        "noone ",
    ];
    let nobody = [" nobody ", " no one ", " noone "].iter().any(|w| scan.has(w))
        && !scan.has("?")
        && !looks::asked(scan);
    if nobody {
        return true;
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
    starts.iter().any(|d| text.starts_with(d)) || denied.iter().any(|d| scan.has(d))
}

/// A sigh that happens to name a thing.
fn only_chatter(scan: &Scan) -> bool {
    scan.says(Concept::Joke)
        && !scan.says(Concept::Show)
        && !scan.says(Concept::Overview)
        && !scan.text.ends_with('?')
}

/// "the db", 「キャッシュ」: the only one of its kind, where nothing was named.
pub(super) fn named(look: Look, scan: &Scan, lexicon: &Lexicon) -> Look {
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
        Look::Ask { person, about: Some(word) } if word == "database" => {
            Look::Ask { person, about: only(Sort::Database).or(Some(word)) }
        }
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

impl Scan {
    /// "either … or", 「AかB」: one of them, not all.
    fn alternatives(&self) -> bool {
        let names: Vec<&Token> = self.tokens.iter().filter(|t| matches!(t.what, What::Name { .. })).collect();
        let between = names.windows(2).any(|pair| {
            let gap = self.text[pair[0].end..pair[1].start.max(pair[0].end)].trim();
            matches!(gap, "or" | "か" | "または" | "もしくは" | "あるいは" | "か、" | ", or" | "or rather")
        });
        between
            || self.text.starts_with("either ")
            || self.has(" either ")
            || self.has("どっちか")
            || self.has("どちらか")
    }

    /// One after the other, as it was said: "then", 「…してから」.
    fn in_order(&self) -> bool {
        [
            " then ",
            ", then",
            "after that",
            "afterwards",
            "followed by",
            "first ",
            "てから",
            "た後",
            "たあと",
            "その後",
            "そのあと",
            "次に",
            "それから",
            "終わったら",
            "済んだら",
        ]
        .iter()
        .any(|w| self.has(w))
    }
}
