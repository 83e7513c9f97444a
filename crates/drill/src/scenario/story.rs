//! The story around a system: when what goes wrong, who is there, what they know and say, what helps and
//! what only seems to. Turns nodes into the parts of a [`Scenario`](super::Scenario).

use world::intervention::Intervention;
use world::time::{HOUR, Nanos, parse_span};

use super::mistake::{Named, Wrong};
use super::names::Names;
use super::reader::{Fields, Reader, range};
use super::yaml::{Node, Spot, Tree};
use super::*;
use super::{checks, faults, shape};

/// The form of a text.
pub(super) const TEXT: &str = "{ ja: …, en: … }";

/// What happens when; `healthy` is how long the world has lived when its times begin to count, if that is known.
pub(super) fn faults(
    reader: &mut Reader<'_>,
    names: &Names<'_>,
    fields: &mut Fields<'_>,
    healthy: Option<Nanos>,
) -> Vec<Scheduled> {
    let mut all = Vec::new();
    let form = "[ { at: 0s..60s, do: release checkout v143 } ]";
    let nodes = reader.some(fields, "faults", 1, form);
    for node in nodes {
        let mut f = reader.fields(node);
        let at = reader.need(&mut f, "at", "0s..60s, or -20m for before the trouble");
        let at = at.and_then(|n| {
            let at = reader.parsed(n, "30s, 0s..60s, -25m..-20m", |text| range(text, signed))?;
            if let Some(healthy) = healthy.filter(|healthy| at.0.unsigned_abs() > *healthy && at.0 < 0) {
                reader.wrong(n.at, Wrong::BeforeTheWorld { at: at.0.unsigned_abs(), healthy });
            }
            Some(at)
        });
        let fault = reader.need(&mut f, "do", "release checkout v143").and_then(|n| fault(reader, names, n));
        reader.done(f);
        if let (Some(at), Some(fault)) = (at, fault) {
            all.push(Scheduled { at, fault });
        }
    }
    // A false alarm is a fault as well (`false-reading`); with mere records nobody is ever paged.
    let quiet = all.iter().all(|scheduled| matches!(scheduled.fault, Fault::Record { .. }));
    if let Some(first) = nodes.first().filter(|_| quiet && all.len() == nodes.len()) {
        reader.wrong(first.at, Wrong::NothingGoesWrong);
    }
    all
}

/// Where each fault of a scenario without mistakes stands.
pub(super) fn places_of_faults(scenario: &Node) -> Vec<Spot> {
    let Some(faults) = scenario.get("faults") else { return Vec::new() };
    match &faults.tree {
        Tree::List(items) => items.iter().map(|item| place(item, "do")).collect(),
        _ => vec![place(faults, "do")],
    }
}

/// A span before (`-20m`) or after the end of the healthy time [ns].
fn signed(text: &str) -> Option<i64> {
    let (sign, span) = match text.strip_prefix('-') {
        Some(rest) => (-1, rest),
        None => (1, text),
    };
    let span = parse_span(span).filter(|s| *s <= 24 * HOUR)?;
    i64::try_from(span).ok().map(|span| sign * span)
}

fn fault(reader: &mut Reader<'_>, names: &Names<'_>, node: &Node) -> Option<Fault> {
    let text = reader.scalar(node)?;
    fault_in(reader, names, node, text)
}

/// A fault that stands in this part of a node's text.
pub(super) fn fault_in(reader: &mut Reader<'_>, names: &Names<'_>, node: &Node, text: &str) -> Option<Fault> {
    match faults::read(text) {
        Ok(fault) => {
            checks::stranger(reader, node.at, names.of_fault(&fault));
            Some(fault)
        }
        Err(form) => {
            reader.wrong(node.at, Wrong::Form { text: text.into(), form });
            None
        }
    }
}

pub(super) fn people(reader: &mut Reader<'_>, node: Option<&Node>) -> Vec<Person> {
    const PARTS: [(&str, Part); 4] = [
        ("manager", Part::Manager),
        ("support", Part::Support),
        ("colleague", Part::Colleague),
        ("outsider", Part::Outsider),
    ];
    let mut people = Vec::new();
    for (id, _, node) in reader.entries(node) {
        let mut f = reader.fields(node);
        let part =
            reader.need(&mut f, "part", "colleague").and_then(|n| reader.choice(n, Named::Word, &PARTS));
        let role = reader.need_text(&mut f, "role");
        let names = reader.some(&mut f, "names", 1, "[ { ja: 佐藤, en: Sato } ]");
        let names = names.iter().map(|n| reader.bare_text(n)).collect();
        let mut busy = 0;
        shape::span(reader, &mut f, "answers_in", 0, HOUR, &mut busy);
        let at_first = f.get("at_first").map(|n| reader.text(n));
        let mut knows = Vec::new();
        for node in reader.items(f.get("knows")) {
            let mut k = reader.fields(node);
            let about = reader.words(k.get("about"));
            let says = reader.need_text(&mut k, "says");
            reader.done(k);
            knows.push(Knowledge { about, says });
        }
        reader.done(f);
        people.push(Person {
            id: id.into(),
            names,
            role,
            part: part.unwrap_or(Part::Colleague),
            knows,
            busy,
            at_first,
        });
    }
    people
}

pub(super) fn pages(reader: &mut Reader<'_>, node: Option<&Node>) -> Vec<WikiPage> {
    let mut pages = Vec::new();
    for node in reader.items(node) {
        let mut f = reader.fields(node);
        let about = reader.words(f.get("about"));
        let title = reader.need_text(&mut f, "title");
        let body = reader.need_text(&mut f, "body");
        reader.done(f);
        pages.push(WikiPage { about, title, body });
    }
    pages
}

pub(super) fn injects(
    reader: &mut Reader<'_>,
    names: &Names<'_>,
    people: &[String],
    node: Option<&Node>,
) -> Vec<Inject> {
    let mut injects = Vec::new();
    for node in reader.items(node) {
        let mut f = reader.fields(node);
        let when = reader.need(&mut f, "when", WHEN).and_then(|n| when(reader, names, n));
        let who = reader.need(&mut f, "who", "support").and_then(|n| {
            let who = reader.scalar(n)?.to_string();
            reader.known(n.at, Named::Person, &who, people);
            Some(who)
        });
        let says = reader.need_text(&mut f, "says");
        let about = reader.words(f.get("about"));
        reader.done(f);
        if let (Some(when), Some(who)) = (when, who) {
            injects.push(Inject { when, who, says, about });
        }
    }
    injects
}

const WHEN: &str =
    "after 4m | buy error_share > 20% and after 4m | ordered restart checkout | done restart checkout";

fn when(reader: &mut Reader<'_>, names: &Names<'_>, node: &Node) -> Option<When> {
    let text = reader.scalar(node)?.to_string();
    if let Some(span) = text.strip_prefix("after ") {
        return reader.parsed(node, WHEN, |_| parse_span(span).filter(|s| *s <= 24 * HOUR)).map(When::After);
    }
    let ordered = text.strip_prefix("ordered ").map(|order| (order, false));
    if let Some((order, done)) = ordered.or_else(|| text.strip_prefix("done ").map(|order| (order, true))) {
        let verb = order.split_whitespace().next().unwrap_or("");
        let known: Vec<String> = world::intervention::USAGES
            .iter()
            .filter_map(|usage| usage.split(' ').next())
            .map(str::to_string)
            .collect();
        if !reader.known(node.at, Named::Word, verb, &known) {
            return None;
        }
        if let Ok(order) = order.parse::<Intervention>() {
            checks::stranger(reader, node.at, names.of_order(&order));
        }
        let order = order.trim().to_string();
        return Some(if done { When::Done(order) } else { When::Ordered(order) });
    }
    let bounds: Vec<Bound> = reader
        .parsed(node, WHEN, |text| text.split(" and ").map(|part| shape::bound(part.trim())).collect())?;
    for bound in &bounds {
        checks::stranger(reader, node.at, names.stranger(Named::Subject, &bound.subject));
    }
    Some(When::Signals(bounds))
}

pub(super) fn stable(reader: &mut Reader<'_>, names: &Names<'_>, fields: &mut Fields<'_>) -> Vec<Bound> {
    let mut bounds = Vec::new();
    for node in reader.some(fields, "stable", 1, "[ buy error_share < 2% ]") {
        if let Some(bound) = reader.parsed(node, shape::BOUND, shape::bound) {
            checks::stranger(reader, node.at, names.stranger(Named::Subject, &bound.subject));
            bounds.push(bound);
        }
    }
    bounds
}

pub(super) fn cause(reader: &mut Reader<'_>, names: &Names<'_>, fields: &mut Fields<'_>) -> Cause {
    let mut cause = Cause {
        story: Text::default(),
        parts: Vec::new(),
        words: Vec::new(),
        evidence: Vec::new(),
        nothing: false,
        class: None,
    };
    let form = "{ story: …, parts: [checkout], words: [release], evidence: [logs checkout] }";
    let Some(node) = reader.need(fields, "cause", form) else { return cause };
    let mut f = reader.fields(node);
    cause.nothing = f.get("nothing").and_then(|n| shape::yes(reader, n)).unwrap_or(false);
    let classes = Class::ALL.map(|class| (class.name(), class));
    cause.class = f.get("class").and_then(|n| reader.choice(n, Named::Word, &classes));
    cause.story = reader.need_text(&mut f, "story");
    let parts = f.get("parts");
    cause.parts = reader.words(parts);
    for part in &cause.parts {
        reader.known(parts.map_or(f.at, |n| n.at), Named::Subject, part, &names.everything());
    }
    let words = reader.need(&mut f, "words", "[deploy, リリース]");
    cause.words = reader.words(words);
    for node in reader.some(&mut f, "evidence", 1, "[logs checkout, changes]") {
        if let Some(line) = reader.scalar(node) {
            cause.evidence.push(line.into());
            checks::stranger(reader, node.at, checks::look(names, line));
        }
    }
    reader.done(f);
    cause
}

pub(super) fn ways(reader: &mut Reader<'_>, names: &Names<'_>, nodes: &[Node]) -> Vec<Way> {
    let mut ways = Vec::new();
    for node in nodes {
        let mut f = reader.fields(node);
        let text = reader.need_text(&mut f, "text");
        let mut orders = Vec::new();
        for node in reader.items(f.get("orders")) {
            orders.extend(order(reader, names, node));
        }
        reader.done(f);
        ways.push(Way { text, orders });
    }
    ways
}

/// `3m rollback checkout`: how long after the opening, and what.
fn order(reader: &mut Reader<'_>, names: &Names<'_>, node: &Node) -> Option<(Nanos, Intervention)> {
    let text = reader.scalar(node)?;
    let form = "3m rollback checkout";
    let (at, line) = match text.split_once(' ') {
        Some((at, line)) => (parse_span(at).filter(|at| *at <= 24 * HOUR), line),
        None => (None, ""),
    };
    let Some(at) = at else {
        reader.wrong(node.at, Wrong::Form { text: text.into(), form });
        return None;
    };
    order_in(reader, names, node, line).map(|order| (at, order))
}

/// An order that stands in this part of a node's text.
pub(super) fn order_in(
    reader: &mut Reader<'_>,
    names: &Names<'_>,
    node: &Node,
    line: &str,
) -> Option<Intervention> {
    match line.parse::<Intervention>() {
        Ok(order) => {
            checks::stranger(reader, node.at, names.of_order(&order));
            Some(order)
        }
        Err(world::intervention::LineError::Usage(usage)) => {
            reader.wrong(node.at, Wrong::Form { text: line.into(), form: usage });
            None
        }
        Err(world::intervention::LineError::UnknownVerb(verb)) => {
            let known = world::intervention::USAGES.iter().filter_map(|u| u.split(' ').next());
            let known = known.map(str::to_string).collect();
            reader.wrong(node.at, Wrong::Unknown { kind: Named::Word, name: verb, known });
            None
        }
    }
}

pub(super) fn countermeasures(reader: &mut Reader<'_>, fields: &mut Fields<'_>) -> Vec<Countermeasure> {
    let mut all = Vec::new();
    for node in reader.some(fields, "countermeasures", 1, "[ { text: …, words: [canary] } ]") {
        let mut f = reader.fields(node);
        let text = reader.need_text(&mut f, "text");
        let words = reader.need(&mut f, "words", "[canary, カナリア]");
        let words = reader.words(words);
        reader.done(f);
        all.push(Countermeasure { text, words });
    }
    all
}

pub(super) fn tickets(reader: &mut Reader<'_>, names: &Names<'_>, node: Option<&Node>) -> Vec<TicketText> {
    const ABOUT: [(&str, &str); 3] = [("failed", "failed"), ("slow", "slow"), ("stale", "stale")];
    let mut all = Vec::new();
    for node in reader.items(node) {
        let mut f = reader.fields(node);
        let journey = reader.need(&mut f, "journey", "buy").and_then(|n| {
            let name = reader.scalar(n)?.to_string();
            checks::stranger(reader, n.at, names.stranger(Named::Journey, &name));
            Some(name)
        });
        let about =
            reader.need(&mut f, "about", "failed").and_then(|n| reader.choice(n, Named::Word, &ABOUT));
        let texts = reader.some(&mut f, "texts", 1, TEXT).iter().map(|n| reader.text(n)).collect();
        reader.done(f);
        if let (Some(journey), Some(about)) = (journey, about) {
            all.push(TicketText { journey, about: about.into(), texts });
        }
    }
    all
}

pub(super) fn ending(reader: &mut Reader<'_>, fields: &mut Fields<'_>) -> (Text, Text) {
    let Some(node) = reader.need(fields, "ending", "{ well: { ja, en }, badly: { ja, en } }") else {
        return (Text::default(), Text::default());
    };
    let mut f = reader.fields(node);
    let both = (reader.need_text(&mut f, "well"), reader.need_text(&mut f, "badly"));
    reader.done(f);
    both
}

pub(super) fn skills(reader: &mut Reader<'_>, fields: &mut Fields<'_>) -> Vec<Skill> {
    const SKILLS: [(&str, Skill); 6] = [
        ("detection", Skill::Detection),
        ("impact", Skill::Impact),
        ("diagnosis", Skill::Diagnosis),
        ("mitigation", Skill::Mitigation),
        ("communication", Skill::Communication),
        ("restraint", Skill::Restraint),
    ];
    let nodes = reader.some(fields, "trains", 1, "[diagnosis, mitigation]");
    nodes.iter().filter_map(|n| reader.choice(n, Named::Word, &SKILLS)).collect()
}

/// Texts of a list, at least so many.
pub(super) fn texts(
    reader: &mut Reader<'_>,
    fields: &mut Fields<'_>,
    key: &'static str,
    least: usize,
) -> Vec<Text> {
    reader.some(fields, key, least, TEXT).iter().map(|n| reader.text(n)).collect()
}

/// The place of an entry, or of the whole.
pub(super) fn place(node: &Node, key: &str) -> Spot {
    node.get(key).map_or(node.at, |n| n.at)
}
