//! The system of a scenario: components, calls, users, alerts, as its author writes them. Turns nodes into
//! a [`Topology`]; whether the names in it exist is asked afterwards, when all of them are known.

use world::time::{HOUR, MICRO, MILLI, MINUTE, NEVER, Nanos, SECOND, parse_span};
use world::topology::*;

use super::faults;
use super::mistake::{Named, Wrong};
use super::reader::{Fields, Reader, number, range, rate, share};
use super::shape;
use super::yaml::{Node, Spot};

/// Longest span that anything in a system may have [ns].
const MOST_SPAN: Nanos = 24 * HOUR;
/// Most of anything that is counted [count].
const MOST: u32 = 1_000_000;

/// A system, what people call its parts, and the places of what must be checked when all names are known.
#[derive(Default)]
pub(super) struct System {
    pub(super) topology: Topology,
    pub(super) aliases: Vec<(String, Vec<String>)>,
    /// Calls `component.endpoint` with the place where each is written.
    pub(super) calls: Vec<(Spot, String)>,
    /// Names with the kind that they must be of.
    pub(super) uses: Vec<(Spot, Named, String)>,
    /// Components with one of their versions.
    pub(super) builds: Vec<(Spot, String, String)>,
    /// Faults of jobs.
    pub(super) effects: Vec<(Spot, world::fault::Fault)>,
    /// Call policies, with the place of each.
    pub(super) pairs: Vec<(Spot, String, String)>,
}

/// Reads a whole system.
pub(super) fn read(reader: &mut Reader<'_>, node: &Node) -> System {
    let mut system = System::default();
    let mut fields = reader.fields(node);
    if let Some(name) = reader.need(&mut fields, "name", "shop") {
        system.topology.name = reader.scalar(name).unwrap_or_default().into();
    }
    system.topology.zones = reader.words(fields.get("zones"));
    system.topology.nodes = reader.words(fields.get("nodes"));
    if let Some(node) = fields.get("platform") {
        let platform = reader.scalar(node).unwrap_or_default().to_string();
        system.uses.push((node.at, Named::Component, platform.clone()));
        system.topology.platform = Some(platform);
    }
    system.topology.quota = fields.get("quota").and_then(|node| reader.count(node, 1, MOST));
    system.topology.node_room = fields.get("node_room").and_then(|node| reader.count(node, 1, MOST));
    let components = reader.need(&mut fields, "components", "checkout: { endpoints: … }");
    for (name, at, node) in reader.entries(components) {
        let component = component(reader, &mut system, name, at, node);
        system.topology.components.push(component);
    }
    for (pair, at, node) in reader.entries(fields.get("calls")) {
        if let Some(edge) = edge(reader, &mut system, pair, at, node) {
            system.topology.edges.push(edge);
        }
    }
    let journeys = reader.need(&mut fields, "journeys", "buy: { entry: web.buy, slow_after: 2s }");
    for (name, at, node) in reader.entries(journeys) {
        let journey = journey(reader, &mut system, name, at, node);
        system.topology.journeys.push(journey);
    }
    let groups = reader.need(&mut fields, "traffic", "web: { rate: 60/s, mix: { buy: 1 } }");
    for (name, _, node) in reader.entries(groups) {
        let group = traffic(reader, &mut system, name, node);
        system.topology.traffic.extend(group);
    }
    for (name, _, node) in reader.entries(fields.get("flags")) {
        let share = reader.share(node).unwrap_or(0.0);
        system.topology.flags.push(Flag { name: name.into(), share });
    }
    for (name, _, node) in reader.entries(fields.get("jobs")) {
        let job = job(reader, &mut system, name, node);
        system.topology.jobs.extend(job);
    }
    for (name, _, node) in reader.entries(fields.get("alerts")) {
        let alert = alert(reader, &mut system, name, node);
        system.topology.alerts.extend(alert);
    }
    reader.done(fields);
    system
}

fn also(reader: &mut Reader<'_>, system: &mut System, name: &str, fields: &mut Fields<'_>) {
    let words = reader.words(fields.get("also"));
    if !words.is_empty() {
        system.aliases.push((name.into(), words));
    }
}

fn component(reader: &mut Reader<'_>, system: &mut System, name: &str, at: Spot, node: &Node) -> Component {
    name_of(reader, at, name);
    let mut fields = reader.fields(node);
    also(reader, system, name, &mut fields);
    let kind = kind(reader, system, &mut fields);
    let mut c = Component { name: name.into(), kind, ..Component::default() };
    let f = &mut fields;
    shape::count(reader, f, "replicas", 1, 64, &mut c.replicas);
    c.max_replicas = (c.replicas * 3).max(4);
    shape::count(reader, f, "max_replicas", 1, 128, &mut c.max_replicas);
    shape::count(reader, f, "workers", 1, MOST, &mut c.workers);
    shape::count(reader, f, "queue", 0, MOST, &mut c.queue);
    if !matches!(c.kind, Kind::Database(_)) {
        shape::count(reader, f, "max_connections", 1, MOST, &mut c.max_connections);
    }
    shape::count(reader, f, "numbers", 1, u32::MAX - 1, &mut c.numbers);
    c.threads = f.get("threads").and_then(|n| reader.parsed(n, shape::THREADS, shape::threads));
    shape::number(reader, f, "cores", 0.05, 512.0, &mut c.cores);
    c.cpu_limit = f.get("cpu_limit").and_then(|n| reader.number(n, 0.05, 512.0));
    shape::span(reader, f, "boot", 0, HOUR, &mut c.boot);
    shape::number(reader, f, "load_rate", 0.1, 1e6, &mut c.load_rate);
    shape::span(reader, f, "warmup", 0, HOUR, &mut c.warmup);
    shape::number(reader, f, "cold_factor", 1.0, 1000.0, &mut c.cold_factor);
    shape::span(reader, f, "dns_ttl", 0, HOUR, &mut c.dns_ttl);
    c.certificate_expires = NEVER;
    shape::span(reader, f, "certificate_expires", 0, NEVER, &mut c.certificate_expires);
    c.sharded = f.get("sharded").and_then(|n| shape::yes(reader, n)).unwrap_or(false);
    c.memory = f.get("memory").and_then(|n| shape::memory(reader, n));
    c.disk = f.get("disk").and_then(|n| shape::disk(reader, n));
    c.probe = f.get("probe").and_then(|n| shape::liveness(reader, n));
    c.autoscale = f.get("autoscale").and_then(|n| shape::autoscale(reader, n));
    let versions = reader.entries(f.get("versions"));
    let endpoints = reader.need(f, "endpoints", "place_order: [ { work: about 5ms } ]");
    for (endpoint, at, node) in reader.entries(endpoints) {
        name_of(reader, at, endpoint);
        let (write, node) = written(reader, node);
        let steps = steps(reader, system, Some(node));
        c.endpoints.push(Endpoint { name: endpoint.into(), write, steps });
    }
    let known: Vec<String> = c.endpoints.iter().map(|e| e.name.clone()).collect();
    for (version, _, node) in versions {
        c.versions.push(shape::version(reader, version, node, &known, &mut system.builds));
    }
    reader.done(fields);
    c
}

/// An endpoint is a list of steps, or `{ write: yes, do: steps }`.
fn written<'n>(reader: &mut Reader<'_>, node: &'n Node) -> (bool, &'n Node) {
    if node.get("do").is_none() {
        return (false, node);
    }
    let mut fields = reader.fields(node);
    let write = fields.get("write").and_then(|n| shape::yes(reader, n)).unwrap_or(false);
    let steps = fields.get("do").unwrap_or(node);
    reader.done(fields);
    (write, steps)
}

/// A name that fits into an order's line: no spaces, no dots, no slashes.
fn name_of(reader: &mut Reader<'_>, at: Spot, name: &str) {
    let fits = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
    if name.is_empty() || !name.chars().all(fits) || name == "users" {
        reader.wrong(at, Wrong::Form { text: name.into(), form: "orders-db, place_order" });
    }
}

fn kind(reader: &mut Reader<'_>, system: &mut System, fields: &mut Fields<'_>) -> Kind {
    const KINDS: [(&str, u8); 5] =
        [("service", 0), ("database", 1), ("cache", 2), ("broker", 3), ("external", 4)];
    let word = fields.get("kind").and_then(|n| reader.choice(n, Named::Word, &KINDS)).unwrap_or(0);
    match word {
        1 => {
            let mut db = Database { max_connections: 200, apply_rate: 2000.0, failover: 40 * SECOND };
            shape::count(reader, fields, "max_connections", 1, MOST, &mut db.max_connections);
            shape::number(reader, fields, "apply_rate", 0.1, 1e6, &mut db.apply_rate);
            shape::span(reader, fields, "failover", SECOND, HOUR, &mut db.failover);
            Kind::Database(db)
        }
        2 => {
            let mut cache =
                Cache { capacity: 20_000, ttl: 10 * MINUTE, keys: 10_000, zipf: 0.9, coalesce: false };
            shape::count(reader, fields, "capacity", 1, MOST, &mut cache.capacity);
            shape::span(reader, fields, "ttl", SECOND, MOST_SPAN, &mut cache.ttl);
            shape::count(reader, fields, "keys", 1, MOST, &mut cache.keys);
            shape::number(reader, fields, "zipf", 0.0, 3.0, &mut cache.zipf);
            if let Some(yes) = fields.get("coalesce").and_then(|n| shape::yes(reader, n)) {
                cache.coalesce = yes;
            }
            Kind::Cache(cache)
        }
        3 => {
            let mut broker = Broker {
                partitions: 4,
                consumer: String::new(),
                redelivery: 5 * SECOND,
                late_after: 5 * MINUTE,
            };
            shape::count(reader, fields, "partitions", 1, 64, &mut broker.partitions);
            shape::span(reader, fields, "redelivery", MILLI, HOUR, &mut broker.redelivery);
            shape::span(reader, fields, "late_after", SECOND, MOST_SPAN, &mut broker.late_after);
            if let Some(node) = reader.need(fields, "consumer", "mailer.send") {
                broker.consumer = call(reader, system, node);
            }
            Kind::Broker(broker)
        }
        4 => {
            let limit = fields.get("rate_limit").and_then(|n| reader.parsed(n, "50/s", rate));
            Kind::External(External { rate_limit: limit.unwrap_or(f64::INFINITY) })
        }
        _ => Kind::Service,
    }
}

fn call(reader: &mut Reader<'_>, system: &mut System, node: &Node) -> String {
    let Some(text) = reader.scalar(node) else { return String::new() };
    system.calls.push((node.at, text.into()));
    text.into()
}

fn steps(reader: &mut Reader<'_>, system: &mut System, node: Option<&Node>) -> Vec<Step> {
    let mut all = Vec::new();
    let items = reader.items(node);
    for item in items {
        all.extend(step(reader, system, item));
    }
    all
}

fn step(reader: &mut Reader<'_>, system: &mut System, node: &Node) -> Option<Step> {
    let mut fields = reader.fields(node);
    let f = &mut fields;
    let mut found = None;
    if let Some(n) = f.get("work") {
        found = reader.parsed(n, DURATION, duration).map(Step::Work);
    } else if let Some(n) = f.get("wait") {
        found = reader.parsed(n, DURATION, duration).map(Step::Wait);
    } else if let Some(n) = f.get("call") {
        found = Some(Step::Call(call(reader, system, n)));
    } else if let Some(n) = f.get("lookup") {
        let call = call(reader, system, n);
        found = Some(Step::Lookup { call, miss: steps(reader, system, f.get("miss")) });
    } else if let Some(n) = f.get("publish") {
        found = Some(Step::Publish(call(reader, system, n)));
    } else if let Some(n) = f.get("lock") {
        found = reader.count(n, 1, 60_000).map(|rows| Step::Lock { rows });
    } else if let Some(n) = f.get("number") {
        found = reader.count(n, 1, 1_000).map(Step::Number);
    } else if let Some(n) = f.get("write") {
        found = reader.number(n, 0.0, 1e6).map(Step::Write);
    } else if let Some(n) = f.get("flag") {
        let flag = reader.scalar(n).unwrap_or_default().to_string();
        system.uses.push((n.at, Named::Flag, flag.clone()));
        let then = steps(reader, system, f.get("then"));
        found = Some(Step::IfFlag { flag, then, otherwise: steps(reader, system, f.get("else")) });
    } else if let Some(n) = f.get("fail") {
        let log = f.get("log").and_then(|n| reader.scalar(n)).unwrap_or("request failed").to_string();
        found = reader.share(n).map(|probability| Step::Fail { probability, log });
    } else {
        reader.need(
            f,
            "work",
            "work: about 5ms — or wait, call, lookup, publish, lock, number, write, flag, fail",
        );
    }
    reader.done(fields);
    found
}

const DURATION: &str = "5ms, about 5ms, exponential 5ms, lognormal 8ms cv 0.6, 5ms..9ms";

/// How long something takes: `5ms` always, `about 5ms` as real work does, or named.
fn duration(text: &str) -> Option<Duration> {
    let span = |text: &str| parse_span(text).filter(|s| (MICRO..=HOUR).contains(s));
    let words: Vec<&str> = text.split_whitespace().collect();
    match words.as_slice() {
        [one] if one.contains("..") => range(one, span).map(|(from, to)| Duration::Uniform(from, to)),
        [one] => span(one).map(Duration::Fixed),
        ["about", mean] => span(mean).map(|mean| Duration::LogNormal(mean, 0.5)),
        ["exponential", mean] => span(mean).map(Duration::Exponential),
        ["lognormal", mean, "cv", cv] => {
            let cv = number(cv).filter(|cv| *cv > 0.0 && *cv <= 20.0)?;
            span(mean).map(|mean| Duration::LogNormal(mean, cv))
        }
        _ => None,
    }
}

fn edge(reader: &mut Reader<'_>, system: &mut System, pair: &str, at: Spot, node: &Node) -> Option<Edge> {
    let Some((from, to)) = pair.split_once("->").map(|(a, b)| (a.trim(), b.trim())) else {
        reader.wrong(at, Wrong::Form { text: pair.into(), form: "checkout -> payments" });
        return None;
    };
    system.pairs.push((at, from.into(), to.into()));
    let mut edge = Edge { from: from.into(), to: to.into(), ..Edge::default() };
    let text = reader.scalar(node)?;
    for part in text.split(',').map(str::trim).filter(|p| !p.is_empty()) {
        if shape::policy(&mut edge, part).is_none() {
            reader.wrong(node.at, Wrong::Form { text: part.into(), form: shape::POLICY });
        }
    }
    Some(edge)
}

fn journey(reader: &mut Reader<'_>, system: &mut System, name: &str, at: Spot, node: &Node) -> Journey {
    name_of(reader, at, name);
    if system.topology.components.iter().any(|c| c.name == name) {
        reader.wrong(at, Wrong::NameOfAComponent { name: name.into() });
    }
    let mut fields = reader.fields(node);
    also(reader, system, name, &mut fields);
    let mut journey = Journey { name: name.into(), entry: String::new(), slow_after: 2 * SECOND, value: 1.0 };
    if let Some(node) = reader.need(&mut fields, "entry", "web.buy") {
        journey.entry = call(reader, system, node);
    }
    shape::span(reader, &mut fields, "slow_after", MILLI, HOUR, &mut journey.slow_after);
    shape::number(reader, &mut fields, "value", 0.0, 1000.0, &mut journey.value);
    reader.done(fields);
    journey
}

fn traffic(reader: &mut Reader<'_>, system: &mut System, name: &str, node: &Node) -> Option<Traffic> {
    let mut fields = reader.fields(node);
    let source = if let Some(users) = fields.get("users") {
        let users = reader.count(users, 1, 100_000);
        let mut think = 10 * SECOND;
        shape::span(reader, &mut fields, "think", MILLI, HOUR, &mut think);
        match fields.get("greeting") {
            Some(node) => {
                let greeting = reader.scalar(node).unwrap_or_default().to_string();
                system.uses.push((node.at, Named::Journey, greeting.clone()));
                let mut within = 5 * SECOND;
                shape::span(reader, &mut fields, "within", 0, HOUR, &mut within);
                users.map(|users| Source::Connected { users, think, greeting, within })
            }
            None => users.map(|users| Source::Closed { users, think }),
        }
    } else {
        let node = reader.need(&mut fields, "rate", "60/s");
        let rate = node.and_then(|n| reader.parsed(n, "60/s", rate));
        let daily = fields.get("daily").and_then(|n| reader.share(n)).unwrap_or(0.0);
        rate.map(|rate| Source::Open { rate, daily })
    };
    let mix_node = reader.need(&mut fields, "mix", "{ browse: 70%, buy: 30% }");
    let mut mix = Vec::new();
    for (journey, at, weight) in reader.entries(mix_node) {
        system.uses.push((at, Named::Journey, journey.into()));
        let weight = reader.parsed(weight, "30%", |text| share(text).filter(|s| *s > 0.0 && *s < 1e6));
        mix.push((journey.to_string(), weight.unwrap_or(1.0)));
    }
    reader.done(fields);
    Some(Traffic { name: name.into(), source: source?, mix })
}

fn job(reader: &mut Reader<'_>, system: &mut System, name: &str, node: &Node) -> Option<Job> {
    let mut fields = reader.fields(node);
    let mut job = (0, NEVER);
    shape::span(reader, &mut fields, "first", 0, MOST_SPAN, &mut job.0);
    shape::span(reader, &mut fields, "every", SECOND, MOST_SPAN, &mut job.1);
    let effect = reader.need(&mut fields, "does", "slow orders-db x3 for 60s").and_then(|n| {
        let text = reader.scalar(n)?;
        match faults::read(text) {
            Ok(fault) => {
                system.effects.push((n.at, fault.clone()));
                Some(fault)
            }
            Err(form) => {
                reader.wrong(n.at, Wrong::Form { text: text.into(), form });
                None
            }
        }
    });
    reader.done(fields);
    Some(Job { name: name.into(), first: job.0, every: job.1, effect: effect? })
}

fn alert(reader: &mut Reader<'_>, system: &mut System, name: &str, node: &Node) -> Option<AlertRule> {
    let (bound, hold, pages) = reader.parsed(node, shape::ALERT, shape::alert)?;
    system.uses.push((node.at, Named::Subject, bound.subject.clone()));
    Some(AlertRule {
        name: name.into(),
        subject: bound.subject,
        metric: bound.metric,
        threshold: bound.limit,
        below: !bound.above,
        hold,
        pages,
    })
}
