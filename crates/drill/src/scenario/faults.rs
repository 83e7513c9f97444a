//! A fault as one line, the way orders are written: `release checkout v143`, `plan orders-db list x40`,
//! `slow payments x6 for 5m`. Knows the forms; does not know which names exist.

use world::fault::{CallChange, Fault};
use world::time::{NEVER, Nanos, parse_span};

use super::reader::{factor, number, rate, share};

/// Every fault's form, in the order of [`Fault`].
pub(super) const FORMS: [&str; 37] = [
    "release SERVICE VERSION",
    "flag FLAG SHARE%",
    "config FROM->TO pool|timeout|retries|fallback VALUE",
    "plan DATABASE ENDPOINT xFACTOR",
    "long-transaction DATABASE ROWS for SPAN",
    "flush CACHE",
    "slow COMPONENT xFACTOR for SPAN",
    "failing COMPONENT SHARE% for SPAN",
    "stall COMPONENT SHARE% for SPAN",
    "rate-limit COMPONENT RATE/s for SPAN",
    "surge TRAFFIC xFACTOR for SPAN",
    "abusive-client CLIENT JOURNEY RATE/s for SPAN",
    "link FROM->TO LATENCY LOSS% for SPAN",
    "dns COMPONENT",
    "certificate COMPONENT",
    "disk-growth COMPONENT MEGABYTES/s",
    "poison BROKER",
    "crash COMPONENT or crash COMPONENT/REPLICA",
    "zone-down ZONE for SPAN",
    "node-down NODE",
    "node-pressure NODE xFACTOR for SPAN",
    "cpu-limit COMPONENT CORES",
    "memory-limit COMPONENT MEGABYTES",
    "blind COMPONENT for SPAN",
    "false-reading COMPONENT xFACTOR for SPAN",
    "remove COMPONENT REPLICAS",
    "withdraw SERVICE VERSION",
    "quota REPLICAS",
    "bad-config COMPONENT or bad-config COMPONENT.ENDPOINT",
    "bad-replica COMPONENT/REPLICA SHARE%",
    "data-loss DATABASE/REPLICA or data-loss DATABASE for SPAN",
    "old-data DATABASE SHARE% for SPAN",
    "hot-key COMPONENT SHARE% for SPAN",
    "route FROM->TO nowhere|denied",
    "rotate FROM->TO before|after",
    "record WHO: WHAT",
    "release SERVICE VERSION, flag FLAG SHARE%, slow COMPONENT xFACTOR for SPAN, record WHO: WHAT, …",
];

/// Reads one line; on a mistake, the form that was meant.
pub(super) fn read(line: &str) -> Result<Fault, &'static str> {
    let (verb, rest) = line.trim().split_once(char::is_whitespace).unwrap_or((line.trim(), ""));
    let known = FORMS[..FORMS.len() - 1].iter().find(|form| form.split(' ').next() == Some(verb));
    let form = known.copied().unwrap_or(FORMS[FORMS.len() - 1]);
    if verb == "record" {
        let (who, what) = rest.split_once(": ").ok_or(form)?;
        return Ok(Fault::Record { who: who.trim().into(), what: what.trim().into() });
    }
    let (rest, lasts) = match rest.split_once(" for ") {
        Some((rest, span)) => (rest, Some(parse_span(span).filter(|s| *s > 0).ok_or(form)?)),
        None => (rest, None),
    };
    let words: Vec<&str> = rest.split_whitespace().collect();
    let found = match lasts {
        Some(lasts) => passing(verb, &words, lasts),
        None => lasting(verb, &words),
    };
    found.ok_or(form)
}

/// Faults that last for a while.
fn passing(verb: &str, words: &[&str], lasts: Nanos) -> Option<Fault> {
    use Fault as F;
    let part = |text: &str| share(text).filter(|s| (0.0..=1.0).contains(s));
    Some(match (verb, words) {
        ("long-transaction", [database, rows]) => {
            F::LongTransaction { database: (*database).into(), rows: rows.parse().ok()?, lasts }
        }
        ("slow", [component, x]) => F::Slow { component: (*component).into(), factor: factor(x)?, lasts },
        ("failing", [component, s]) => F::Failing { component: (*component).into(), share: part(s)?, lasts },
        ("stall", [component, s]) => F::Stall { component: (*component).into(), share: part(s)?, lasts },
        ("rate-limit", [component, r]) => {
            F::RateLimit { component: (*component).into(), rate: rate(r)?, lasts }
        }
        ("surge", [traffic, x]) => F::Surge { traffic: (*traffic).into(), factor: factor(x)?, lasts },
        ("abusive-client", [client, journey, r]) => {
            F::AbusiveClient { client: (*client).into(), journey: (*journey).into(), rate: rate(r)?, lasts }
        }
        ("link", [pair, latency, loss]) => {
            let (from, to) = pair.split_once("->")?;
            F::Link {
                from: from.into(),
                to: to.into(),
                latency: parse_span(latency)?,
                loss: part(loss)?,
                lasts,
            }
        }
        ("zone-down", [zone]) => F::ZoneDown { zone: (*zone).into(), lasts },
        ("node-pressure", [node, x]) => F::NodePressure { node: (*node).into(), factor: factor(x)?, lasts },
        ("data-loss", [database]) => F::DataLoss { database: (*database).into(), replica: None, lasts },
        ("old-data", [database, s]) => F::OldData { database: (*database).into(), share: part(s)?, lasts },
        ("hot-key", [component, s]) => F::HotKey { component: (*component).into(), share: part(s)?, lasts },
        ("blind", [component]) => F::Blind { component: (*component).into(), lasts },
        ("false-reading", [component, x]) => {
            F::FalseReading { component: (*component).into(), factor: factor(x)?, lasts }
        }
        _ => return None,
    })
}

/// Faults that stay until somebody mends them.
fn lasting(verb: &str, words: &[&str]) -> Option<Fault> {
    use Fault as F;
    Some(match (verb, words) {
        ("release", [service, version]) => {
            F::Release { service: (*service).into(), version: (*version).into() }
        }
        ("flag", [flag, s]) => {
            F::Flag { flag: (*flag).into(), share: share(s).filter(|s| (0.0..=1.0).contains(s))? }
        }
        ("config", [pair, what, value]) => {
            let (from, to) = pair.split_once("->")?;
            F::Config { from: from.into(), to: to.into(), change: change(what, value)? }
        }
        ("plan", [database, endpoint, x]) => {
            F::Plan { database: (*database).into(), endpoint: (*endpoint).into(), factor: factor(x)? }
        }
        ("node-down", [node]) => F::NodeDown { node: (*node).into() },
        ("flush", [cache]) => F::Flush { cache: (*cache).into() },
        ("dns", [component]) => F::Dns { component: (*component).into() },
        ("certificate", [component]) => F::CertificateExpires { component: (*component).into() },
        ("disk-growth", [component, r]) => F::DiskGrowth { component: (*component).into(), growth: rate(r)? },
        ("poison", [broker]) => F::Poison { broker: (*broker).into() },
        ("crash", [word]) => match word.split_once('/') {
            Some((component, n)) => F::Crash { component: component.into(), replica: n.parse().ok()? },
            None => F::Crash { component: (*word).into(), replica: u32::MAX },
        },
        ("cpu-limit", [component, cores]) => {
            F::CpuLimit { component: (*component).into(), cores: number(cores).filter(|c| *c > 0.0)? }
        }
        ("memory-limit", [component, limit]) => {
            F::MemoryLimit { component: (*component).into(), limit: number(limit).filter(|l| *l > 0.0)? }
        }
        ("remove", [component, n]) => {
            F::Remove { component: (*component).into(), replicas: n.parse().ok().filter(|n| *n > 0)? }
        }
        ("withdraw", [service, version]) => {
            F::Withdraw { service: (*service).into(), version: (*version).into() }
        }
        ("quota", [n]) => F::Quota { replicas: n.parse().ok().filter(|n| *n > 0)? },
        _ => return of_a_part(verb, words),
    })
}

/// Those of them that sit in one replica, one call or one edge.
fn of_a_part(verb: &str, words: &[&str]) -> Option<Fault> {
    use Fault as F;
    Some(match (verb, words) {
        ("bad-config", [word]) => {
            let (component, endpoint) =
                word.split_once('.').map_or((*word, None), |(c, e)| (c, Some(e.to_string())));
            F::BadConfig { component: component.into(), endpoint }
        }
        ("bad-replica", [word, s]) => {
            let (component, n) = word.split_once('/')?;
            let share = share(s).filter(|s| (0.0..=1.0).contains(s))?;
            F::BadReplica { component: component.into(), replica: n.parse().ok()?, share }
        }
        ("data-loss", [word]) => {
            let (database, n) = word.split_once('/')?;
            F::DataLoss { database: database.into(), replica: Some(n.parse().ok()?), lasts: NEVER }
        }
        ("route", [pair, how]) => {
            let (from, to) = pair.split_once("->")?;
            let denied = one_of(how, "nowhere", "denied")?;
            F::Route { from: from.into(), to: to.into(), denied }
        }
        ("rotate", [pair, who]) => {
            let (from, to) = pair.split_once("->")?;
            let forgotten = one_of(who, "before", "after")?;
            F::Rotate { from: from.into(), to: to.into(), forgotten }
        }
        _ => return None,
    })
}

/// False for the one word, true for the other.
fn one_of(word: &str, one: &str, other: &str) -> Option<bool> {
    if word == one { Some(false) } else { (word == other).then_some(true) }
}

fn change(what: &str, value: &str) -> Option<CallChange> {
    Some(match what {
        "pool" => CallChange::Pool(value.parse().ok().filter(|n| *n > 0)?),
        "timeout" => CallChange::Timeout(parse_span(value).filter(|s| *s > 0)?),
        "retries" => CallChange::Retries(value.parse().ok()?),
        "fallback" => CallChange::Fallback(match value {
            "on" => true,
            "off" => false,
            _ => return None,
        }),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_form_of_a_fault_reads() {
        let lines = [
            "release checkout v2",
            "flag new 30%",
            "config a->b pool 3",
            "plan db list x40",
            "long-transaction db 20 for 5m",
            "flush c",
            "slow a x2 for 1m",
            "failing a 20% for 1m",
            "stall a 50% for 30s",
            "rate-limit p 20/s for 5m",
            "surge web x3 for 10m",
            "abusive-client 203.0.113.9 search 80/s for 5m",
            "link a->b 50ms 2% for 5m",
            "dns p",
            "certificate p",
            "disk-growth db 2/s",
            "poison q",
            "crash a/1",
            "zone-down a for 5m",
            "node-down n1",
            "node-pressure n1 x3 for 5m",
            "cpu-limit a 0.5",
            "memory-limit a 512",
            "blind a for 5m",
            "false-reading a x9 for 1m",
            "remove a 2",
            "withdraw a v1",
            "quota 40",
            "bad-config a.do",
            "bad-replica a/1 50%",
            "data-loss db/0",
            "old-data db 60% for 5m",
            "hot-key a 80% for 5m",
            "route a->b denied",
            "rotate a->b after",
            "record ops: moved a dashboard",
        ];
        for (line, form) in lines.iter().zip(FORMS) {
            read(line).unwrap_or_else(|form| panic!("{line}: {form}"));
            assert_eq!(line.split(' ').next(), form.split(' ').next());
        }
        assert!(matches!(read("bad-config a"), Ok(Fault::BadConfig { endpoint: None, .. })));
        assert!(matches!(read("data-loss db for 5m"), Ok(Fault::DataLoss { replica: None, .. })));
        assert!(matches!(read("crash a"), Ok(Fault::Crash { replica: u32::MAX, .. })));
    }

    #[test]
    fn a_wrong_fault_is_told_its_form() {
        assert_eq!(read("slow db 2"), Err("slow COMPONENT xFACTOR for SPAN"));
        assert_eq!(read("flag x 130%"), Err("flag FLAG SHARE%"));
        assert!(read("earthquake").is_err_and(|form| form.contains("release SERVICE VERSION")));
    }
}
