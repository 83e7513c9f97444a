//! Reads a corpus and counts: understood as meant, executed as something else. Knows the short form in
//! which a corpus says what is meant.

use super::*;
use crate::intent::{Act, Impossible, Wanted};
use world::fault::CallChange;
use world::intervention::Intervention as I;
use world::time::write_span;

/// Every form of every order once, with names of the shop; [`form`] knows them all, and a test compares.
pub(super) const LINES: [&str; 29] = [
    "rollback checkout",
    "deploy checkout v142",
    "restart checkout",
    "restart checkout/2",
    "scale checkout 6",
    "drain checkout/0",
    "flag new_shipping_quote 0",
    "revert-config checkout",
    "kill-query orders-db list_orders",
    "kill-transaction orders-db",
    "fix-plan orders-db list_orders",
    "set checkout->payments pool 20",
    "set checkout->payments timeout 500ms",
    "set checkout->payments retries 0",
    "set checkout->payments fallback on",
    "shed 50",
    "purge catalog-cache",
    "warm catalog-cache",
    "failover orders-db",
    "free-disk orders-db",
    "grow-disk orders-db",
    "renew-certificate payments",
    "fix-dns payments",
    "park-message mail-queue",
    "pause-job nightly-rebalance",
    "resume-job nightly-rebalance",
    "block-client 203.0.113.9",
    "cpu-limit checkout 20",
    "memory-limit checkout 1024",
];

/// One list of patterns makes the exhaustive match and the list of all forms: neither can forget what the other has.
macro_rules! forms {
    ($($order:pat => $name:literal,)+) => {
        /// Which form of which order this is; a new order does not compile until it has one.
        pub(super) fn form(order: &I) -> &'static str {
            match order {
                $($order => $name,)+
            }
        }

        /// All forms.
        pub(super) const FORMS: &[&str] = &[$($name),+];
    };
}

forms! {
    I::Rollback { .. } => "rollback",
    I::Deploy { .. } => "deploy",
    I::Restart { replica: None, .. } => "restart all",
    I::Restart { replica: Some(_), .. } => "restart one",
    I::Scale { .. } => "scale",
    I::Drain { .. } => "drain",
    I::Flag { .. } => "flag",
    I::RevertConfig { .. } => "revert-config",
    I::KillQuery { .. } => "kill-query",
    I::KillTransaction { .. } => "kill-transaction",
    I::FixPlan { .. } => "fix-plan",
    I::SetCall { change: CallChange::Pool(_), .. } => "set pool",
    I::SetCall { change: CallChange::Timeout(_), .. } => "set timeout",
    I::SetCall { change: CallChange::Retries(_), .. } => "set retries",
    I::SetCall { change: CallChange::Fallback(_), .. } => "set fallback",
    I::Shed { .. } => "shed",
    I::Purge { .. } => "purge",
    I::Warm { .. } => "warm",
    I::Failover { .. } => "failover",
    I::FreeDisk { .. } => "free-disk",
    I::GrowDisk { .. } => "grow-disk",
    I::RenewCertificate { .. } => "renew-certificate",
    I::FixDns { .. } => "fix-dns",
    I::ParkMessage { .. } => "park-message",
    I::PauseJob { .. } => "pause-job",
    I::ResumeJob { .. } => "resume-job",
    I::BlockClient { .. } => "block-client",
    I::CpuLimit { .. } => "cpu-limit",
    I::MemoryLimit { .. } => "memory-limit",
}

/// Share of utterances that must be understood as meant [1].
const ENOUGH: f64 = 0.95;

/// What is wrong with one line, if anything.
struct Miss {
    held: bool,
    executed: bool,
    text: String,
}

/// Prints the figures and fails below them.
pub(super) fn holds(language: &str, corpus: &str) {
    measured(language, corpus, ENOUGH);
}

/// The same, with another figure to fall below [share].
pub(super) fn measured(language: &str, corpus: &str, enough: f64) {
    let lexicon = shop();
    let mut counts = [0usize; 2];
    let mut misses = Vec::new();
    let mut asked = 0;
    for line in corpus.lines().filter(|l| !l.starts_with('#') && !l.trim().is_empty()) {
        let mut fields = line.split('\t');
        let (Some(text), Some(meant)) = (fields.next(), fields.next()) else {
            panic!("{line}: two fields at least")
        };
        let held = fields.next() == Some("held");
        counts[usize::from(held)] += 1;
        let found = understand(text, &lexicon, None);
        let orders = meant.starts_with("do ");
        asked += usize::from(orders && matches!(&found, Understood::Choose(one) if one.len() == 1));
        if meant.split(" | ").any(|m| fits(m.trim(), &found)) {
            continue;
        }
        let executed = executes(&found);
        misses.push(Miss {
            held,
            executed,
            text: format!("{text}\n    meant {meant}\n    found {}", brief(&found)),
        });
    }
    let missed = |held: bool| misses.iter().filter(|m| m.held == held).count();
    let share = |held: bool| 1.0 - missed(held) as f64 / counts[usize::from(held)].max(1) as f64;
    let executed = misses.iter().filter(|m| m.executed).count();
    println!(
        "{language}: {} tuned {:.1} %, {} held {:.1} %, asked first {asked}, executed as something else {executed}",
        counts[0],
        100.0 * share(false),
        counts[1],
        100.0 * share(true),
    );
    // Held lines are counted and not shown: whoever tunes the rules should not see them.
    for miss in misses.iter().filter(|m| !m.held || m.executed) {
        println!("{}{}", if miss.executed { "EXECUTED " } else { "" }, miss.text);
    }
    assert_eq!(executed, 0, "something was executed that was not meant");
    assert!(
        share(false) >= enough && (counts[1] == 0 || share(true) >= enough),
        "{language}: understood too little"
    );
}

/// Counts how often something that is no order is answered as such; executing one fails.
pub(super) fn never(language: &str, corpus: &str) {
    let lexicon = shop();
    let (mut all, mut known, mut executed) = (0, 0, Vec::new());
    for line in corpus.lines().filter(|l| !l.starts_with('#') && !l.trim().is_empty()) {
        let (text, meant) = line.split_once('\t').unwrap_or((line, "not"));
        let found = understand(text, &lexicon, None);
        all += 1;
        if meant.split(" | ").any(|m| fits(m.trim(), &found)) {
            known += 1;
        } else {
            println!("never: {text}\n    found {}", brief(&found));
        }
        if executes(&found) {
            executed.push(text);
        }
    }
    println!("{language}, never: {known} of {all} answered as no order");
    assert_eq!(executed, Vec::<&str>::new());
}

/// Something would be done in the world, or said in the room, without a question back.
fn executes(found: &Understood) -> bool {
    let acts = |intent: &Intent| match intent {
        Intent::Do(_) => true,
        Intent::Room(act) => !matches!(act, Act::Note { .. } | Act::Hypothesis { .. } | Act::Refute { .. }),
        Intent::Look(_) | Intent::Table(_) => false,
    };
    match found {
        Understood::Clear(intent) => acts(intent),
        Understood::Several { steps, ordered: true } => match steps.as_slice() {
            [Intent::Room(Act::Hypothesis { .. }), order] => acts(order),
            steps => steps.first().is_some_and(acts),
        },
        _ => false,
    }
}

fn fits(meant: &str, found: &Understood) -> bool {
    if meant.starts_with("then:") {
        return brief(found) == meant;
    }
    if let Understood::Several { steps, ordered: true } = found {
        // The first is done and the others are asked about: what is done has to be meant.
        let asks = ["choose", "ask"].contains(&meant)
            || meant.starts_with("choose:") && fits(meant, &Understood::Choose(steps.clone()));
        // Who gives the reason with the order has both taken up, the order without a question.
        let reason = matches!(steps.as_slice(), [Intent::Room(Act::Hypothesis { .. }), Intent::Do(_)]);
        if reason && fits(meant, &Understood::Clear(steps[1].clone())) {
            return true;
        }
        return asks || steps.first().is_some_and(|first| fits(meant, &Understood::Clear(first.clone())));
    }
    if let Understood::Also { first, .. } = found
        && fits(meant, first)
    {
        return true;
    }
    // Asked about and nothing else: a yes away.
    if let Understood::Choose(one) = found
        && let [only] = one.as_slice()
        && fits(meant, &Understood::Clear(only.clone()))
    {
        return true;
    }
    let short = brief(found);
    if let Some(all) = meant.strip_prefix("choose:") {
        return short.starts_with("choose:") && all.split(" / ").all(|one| short.contains(one.trim()));
    }
    match meant {
        "not" => short.starts_with("not "),
        "choose" => short.starts_with("choose:"),
        "ask" => {
            short.starts_with("choose:")
                || short.starts_with("missing")
                || short == "unknown"
                || matches!(found, Understood::Impossible(_))
        }
        _ => match meant.strip_suffix('*') {
            Some(start) => short.starts_with(start.trim_end()),
            None => short == meant,
        },
    }
}

/// The short form of what was understood.
pub(super) fn brief(found: &Understood) -> String {
    match found {
        Understood::Clear(intent) => brief_intent(intent),
        Understood::Choose(all) => {
            format!("choose: {}", all.iter().map(brief_intent).collect::<Vec<_>>().join(" / "))
        }
        Understood::Several { steps, ordered } => {
            let all = steps.iter().map(brief_intent).collect::<Vec<_>>().join(" / ");
            format!("{}: {all}", if *ordered { "then" } else { "choose" })
        }
        Understood::Also { first, then } => {
            let all = then.iter().map(brief_intent).collect::<Vec<_>>().join(" / ");
            format!("{}, also {all}", brief(first))
        }
        Understood::Missing { wanted: Wanted::Target, .. } => "missing target".into(),
        Understood::Missing { wanted: Wanted::Value, .. } => "missing value".into(),
        Understood::Impossible(what) => brief_impossible(what),
        Understood::NotAnOrder(why) => format!("not {why:?}").to_lowercase(),
        Understood::Unknown => "unknown".into(),
    }
}

fn brief_impossible(what: &Impossible) -> String {
    match what {
        Impossible::Unknown { kind, said, .. } => format!("no {kind:?} {said}").to_lowercase(),
        Impossible::NoneHere { kind } => format!("none {kind:?}").to_lowercase(),
        Impossible::Number { said, of, .. } => format!("no {of:?} {said}").to_lowercase(),
        Impossible::Whole { said, instead } => format!("not {said} alone: {}", brief_intent(instead)),
        Impossible::NoOrder { of, .. } => format!("no order {of:?}").to_lowercase(),
        Impossible::Until => "until".into(),
    }
}

fn brief_intent(intent: &Intent) -> String {
    match intent {
        Intent::Do(order) => format!("do {order}"),
        Intent::Look(look) => brief_look(look),
        Intent::Room(act) => brief_act(act),
        Intent::Table(table) => match table {
            Table::Wait { span } => format!("table wait {}", span.map_or("-".into(), write_span)),
            Table::Choice(n) => format!("table choice {n}"),
            other => format!("table {other:?}").to_lowercase(),
        },
    }
}

fn brief_look(look: &Look) -> String {
    let name = |n: &Option<String>| n.clone().unwrap_or_else(|| "-".into());
    let after = |n: &Option<String>| n.as_ref().map(|n| format!(" {n}")).unwrap_or_default();
    match look {
        Look::Metric { subject, metric } => {
            format!("look metric {} {}", name(subject), metric.map_or("-", |m| m.name()))
        }
        Look::Logs { component: None, errors_only: false, contains: None } => "look logs".into(),
        Look::Logs { component, errors_only, contains } => {
            let errors = if *errors_only { " errors" } else { "" };
            let contains = contains.as_ref().map(|c| format!(" ~{c}")).unwrap_or_default();
            format!("look logs {}{errors}{contains}", name(component))
        }
        Look::Traces { component, bad_only: true } => format!("look traces {} bad", name(component)),
        Look::Traces { component, .. } => format!("look traces{}", after(component)),
        Look::Changes { window } => {
            format!("look changes{}", window.map(|w| format!(" {}", write_span(w))).unwrap_or_default())
        }
        Look::Topology { component } => format!("look topology{}", after(component)),
        Look::Replicas { component } => format!("look replicas{}", after(component)),
        Look::Activity { database } => format!("look activity{}", after(database)),
        Look::Runbook { subject } => format!("look runbook{}", after(subject)),
        Look::Ask { person, about } => format!("look ask{}{}", after(person), after(about)),
        other => format!("look {other:?}").to_lowercase(),
    }
}

fn brief_act(act: &Act) -> String {
    let name = |n: &Option<String>| n.clone().unwrap_or_else(|| "-".into());
    match act {
        Act::Declare { severity } => {
            format!("room declare {}", severity.map_or("-".into(), |s| s.to_string()))
        }
        Act::Severity { severity } => format!("room severity {severity}"),
        Act::Update { .. } => "room update".into(),
        Act::Hypothesis { about, .. } => format!("room hypothesis {}", name(about)),
        Act::Refute { about, .. } => format!("room refute {}", name(about)),
        Act::Note { .. } => "room note".into(),
        Act::Resolved => "room resolved".into(),
        Act::FalseAlarm => "room false-alarm".into(),
        Act::Countermeasure { .. } => "room countermeasure".into(),
    }
}
