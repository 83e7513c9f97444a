//! Small parts of a system and the short forms in which they are written: memory, disks, versions, call
//! policies, bounds. Each knows its own form; none knows where it is used.

use world::signal::Metric;
use world::time::{HOUR, MILLI, Nanos, SECOND, parse_span};
use world::topology::{Autoscale, Breaker, Disk, Edge, Fallback, Liveness, Memory, Threads, Version};

use super::Bound;
use super::mistake::Named;
use super::reader::{Fields, Reader, number as plain_number, rate, share};
use super::yaml::{Node, Spot};

/// Sets a count if it is written.
pub(super) fn count(
    reader: &mut Reader<'_>,
    fields: &mut Fields<'_>,
    key: &'static str,
    least: u32,
    most: u32,
    to: &mut u32,
) {
    if let Some(value) = fields.get(key).and_then(|node| reader.count(node, least, most)) {
        *to = value;
    }
}

/// Sets a number if it is written.
pub(super) fn number(
    reader: &mut Reader<'_>,
    fields: &mut Fields<'_>,
    key: &'static str,
    least: f64,
    most: f64,
    to: &mut f64,
) {
    if let Some(value) = fields.get(key).and_then(|node| reader.number(node, least, most)) {
        *to = value;
    }
}

/// Sets a span if it is written.
pub(super) fn span(
    reader: &mut Reader<'_>,
    fields: &mut Fields<'_>,
    key: &'static str,
    least: Nanos,
    most: Nanos,
    to: &mut Nanos,
) {
    if let Some(value) = fields.get(key).and_then(|node| reader.span(node, least, most)) {
        *to = value;
    }
}

/// `yes` or `no`.
pub(super) fn yes(reader: &mut Reader<'_>, node: &Node) -> Option<bool> {
    reader.choice(node, Named::Word, &[("yes", true), ("no", false), ("true", true), ("false", false)])
}

pub(super) fn memory(reader: &mut Reader<'_>, node: &Node) -> Option<Memory> {
    let mut f = reader.fields(node);
    let mut memory = Memory { base: 300.0, limit: 1024.0, per_call: 0.5, pressure_from: 0.85 };
    number(reader, &mut f, "base", 1.0, 1e6, &mut memory.base);
    number(reader, &mut f, "limit", 1.0, 1e6, &mut memory.limit);
    number(reader, &mut f, "per_call", 0.0, 1e4, &mut memory.per_call);
    if let Some(share) = f.get("pressure_from").and_then(|n| reader.share(n)) {
        memory.pressure_from = share;
    }
    reader.done(f);
    Some(memory)
}

pub(super) fn disk(reader: &mut Reader<'_>, node: &Node) -> Option<Disk> {
    let mut f = reader.fields(node);
    let mut disk = Disk { size: 100_000.0, used: 40_000.0, growth: 0.0, reclaimable: 0.5 };
    number(reader, &mut f, "size", 1.0, 1e9, &mut disk.size);
    number(reader, &mut f, "used", 0.0, 1e9, &mut disk.used);
    number(reader, &mut f, "growth", 0.0, 1e6, &mut disk.growth);
    if let Some(share) = f.get("reclaimable").and_then(|n| reader.share(n)) {
        disk.reclaimable = share;
    }
    reader.done(f);
    Some(disk)
}

pub(super) fn liveness(reader: &mut Reader<'_>, node: &Node) -> Option<Liveness> {
    let mut f = reader.fields(node);
    let mut probe = Liveness { every: 10 * SECOND, timeout: SECOND, failures: 3 };
    span(reader, &mut f, "every", SECOND, HOUR, &mut probe.every);
    span(reader, &mut f, "timeout", MILLI, HOUR, &mut probe.timeout);
    count(reader, &mut f, "failures", 1, 100, &mut probe.failures);
    reader.done(f);
    Some(probe)
}

pub(super) fn autoscale(reader: &mut Reader<'_>, node: &Node) -> Option<Autoscale> {
    let mut f = reader.fields(node);
    let mut scale = Autoscale { min: 2, max: 8, target_cpu: 0.6, every: 60 * SECOND };
    count(reader, &mut f, "min", 1, 128, &mut scale.min);
    count(reader, &mut f, "max", 1, 128, &mut scale.max);
    if let Some(share) = f.get("target_cpu").and_then(|n| reader.share(n)) {
        scale.target_cpu = share;
    }
    span(reader, &mut f, "every", SECOND, HOUR, &mut scale.every);
    reader.done(f);
    Some(scale)
}

/// The form of threads kept.
pub(super) const THREADS: &str = "1 per replica of 4000";

/// Threads that each replica keeps to every other, and their limit: `1 per replica of 4000`.
pub(super) fn threads(text: &str) -> Option<Threads> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let ["per", "replica", "of"] = words.get(1..4)? else { return None };
    let count = |word: &str| word.parse().ok().filter(|n| *n > 0);
    let [per_replica, .., limit] = words.as_slice() else { return None };
    (words.len() == 5).then_some(Threads { per_replica: count(per_replica)?, limit: count(limit)? })
}

/// A build; what it refuses of others is checked when all names are known.
pub(super) fn version(
    reader: &mut Reader<'_>,
    name: &str,
    node: &Node,
    endpoints: &[String],
    builds: &mut Vec<(Spot, String, String)>,
) -> Version {
    let mut f = reader.fields(node);
    let mut version = Version::healthy(name);
    number(reader, &mut f, "slowness", 0.01, 1000.0, &mut version.slowness);
    if let Some(share) = f.get("errors").and_then(|n| reader.share(n)) {
        version.errors = share;
    }
    let faulty = f.get("faulty");
    version.faulty = reader.words(faulty);
    for endpoint in &version.faulty {
        reader.known(faulty.map_or(f.at, |n| n.at), Named::Endpoint, endpoint, endpoints);
    }
    number(reader, &mut f, "leak", 0.0, 1000.0, &mut version.leak);
    let refuses = reader.items(f.get("refuses"));
    for item in refuses {
        let pair = |text: &str| text.split_once(' ').map(|(c, v)| (c.to_string(), v.trim().to_string()));
        if let Some((component, refused)) = reader.parsed(item, "web v142", pair) {
            builds.push((item.at, component.clone(), refused.clone()));
            version.refuses.push((component, refused));
        }
    }
    if let Some(log) = f.get("log").and_then(|n| reader.scalar(n)) {
        version.error_log = log.into();
    }
    reader.done(f);
    version
}

/// The parts of a call policy.
pub(super) const POLICY: &str = "pool 20, timeout 2s, retries 2, backoff 100ms, jitter 50%, budget 10%, \
     breaker 50% of 20 for 10s, fallback [off], latency 2ms, latency_jitter 1ms, loss 0.1%, capacity 500/s";

/// Applies one part of a call policy: `pool 20`.
pub(super) fn policy(edge: &mut Edge, part: &str) -> Option<()> {
    let words: Vec<&str> = part.split_whitespace().collect();
    let span = |text: &str| parse_span(text).filter(|s| *s <= HOUR);
    let part_of_one = |text: &str| share(text).filter(|s| (0.0..=1.0).contains(s));
    match words.as_slice() {
        ["pool", n] => edge.pool = n.parse().ok().filter(|n| *n > 0)?,
        ["timeout", t] => edge.timeout = span(t).filter(|t| *t > 0)?,
        ["retries", n] => edge.retries = n.parse().ok().filter(|n| *n <= 20)?,
        ["backoff", t] => edge.backoff = span(t)?,
        ["jitter", s] => edge.jitter = part_of_one(s)?,
        ["budget", s] => edge.retry_budget = part_of_one(s)?,
        ["fallback"] => edge.fallback = Fallback::On,
        ["fallback", "off"] => edge.fallback = Fallback::Off,
        ["latency", t] => edge.latency = span(t)?,
        ["latency_jitter", t] => edge.latency_jitter = span(t)?,
        ["loss", s] => edge.loss = part_of_one(s)?,
        ["capacity", r] => edge.capacity = rate(r).filter(|r| *r > 0.0)?,
        ["breaker", s, "of", n, "for", t] => {
            let breaker = Breaker {
                open_at: part_of_one(s)?,
                min_calls: n.parse().ok().filter(|n| *n > 0)?,
                open_for: span(t).filter(|t| *t > 0)?,
            };
            edge.breaker = Some(breaker);
        }
        _ => return None,
    }
    Some(())
}

/// The form of a bound.
pub(super) const BOUND: &str = "buy error_share < 2% | buy rate > 20";

/// A bound: `buy error_share < 2%`, `search p95 > 800ms`. The unit is the metric's own, or left out.
pub(super) fn bound(text: &str) -> Option<Bound> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let [subject, metric, sign, limit] = words.as_slice() else { return None };
    let metric = Metric::ALL.into_iter().find(|m| m.name() == *metric)?;
    let above = match *sign {
        ">" => true,
        "<" => false,
        _ => return None,
    };
    let limit = plain_number(limit.strip_suffix(metric.unit()).unwrap_or(limit))?;
    Some(Bound { subject: (*subject).into(), metric, limit, above })
}

/// The form of an alert rule.
pub(super) const ALERT: &str = "buy error_share > 5% for 1m page (or: notify)";

/// An alert rule: a bound, how long it must hold, and whether it wakes somebody.
pub(super) fn alert(text: &str) -> Option<(Bound, Nanos, bool)> {
    let (condition, rest) = text.split_once(" for ")?;
    let words: Vec<&str> = rest.split_whitespace().collect();
    let [hold, reach] = words.as_slice() else { return None };
    let pages = match *reach {
        "page" => true,
        "notify" => false,
        _ => return None,
    };
    Some((bound(condition)?, parse_span(hold).filter(|h| *h <= HOUR)?, pages))
}
