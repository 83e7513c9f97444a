//! What a responder can do to the world. Each order is validated, takes its time, may fail and may
//! make things worse. Orders are written and read as one line (`rollback checkout`), the form in
//! which logs, scripts and command lines carry them. Knows nothing of prose: `drill::understand`
//! turns what people type into one of these.

use std::fmt;

use crate::fault::CallChange;
use crate::time::{parse_span, write_span};

/// An order to the world.
#[expect(missing_docs, reason = "each variant's line names its fields")]
#[derive(Clone, Debug, PartialEq)]
pub enum Intervention {
    /// Put the version back that ran before the last release: `rollback checkout`.
    Rollback { service: String },
    /// Roll a named version out: `deploy checkout v142`.
    Deploy { service: String, version: String },
    /// Restart all replicas one after the other, or one: `restart checkout`, `restart checkout/2`.
    Restart { component: String, replica: Option<u32> },
    /// Change the number of replicas: `scale checkout 6`.
    Scale { component: String, replicas: u32 },
    /// Send no more calls to a replica: `drain checkout/2`.
    Drain { component: String, replica: u32 },
    /// Set a feature flag for a share of users in percent: `flag new_cart 0`.
    Flag { flag: String, percent: u32 },
    /// Undo the last configuration push to a component, to its own values, to how it calls or is called and to its exporter:
    /// `revert-config checkout`.
    RevertConfig { component: String },
    /// Kill running queries of one class: `kill-query orders-db list_orders`.
    KillQuery { database: String, endpoint: String },
    /// Kill the oldest open transaction: `kill-transaction orders-db`.
    KillTransaction { database: String },
    /// Refresh statistics or force the old plan of a query: `fix-plan orders-db list_orders`.
    FixPlan { database: String, endpoint: String },
    /// Change how `from` calls `to`: `set checkout->payments timeout 500ms`.
    SetCall { from: String, to: String, change: CallChange },
    /// Refuse a share of users' requests at the door, in percent: `shed 50`; 0 lets all in.
    Shed { percent: u32 },
    /// Empty a cache: `purge catalog-cache`.
    Purge { cache: String },
    /// Fill a cache with its most wanted keys, at the database's cost: `warm catalog-cache`.
    Warm { cache: String },
    /// Make a follower the primary: `failover orders-db`.
    Failover { database: String },
    /// Delete what can be deleted from a disk: `free-disk orders-db`.
    FreeDisk { component: String },
    /// Make the disk larger by half, which takes longer: `grow-disk orders-db`.
    GrowDisk { component: String },
    /// Renew a TLS certificate: `renew-certificate payments`.
    RenewCertificate { component: String },
    /// Restore a DNS record: `fix-dns payments`.
    FixDns { component: String },
    /// Take the message at the head of a blocked partition aside: `park-message mail-queue`.
    ParkMessage { broker: String },
    /// Stop a cron job from running: `pause-job nightly-rebalance`.
    PauseJob { job: String },
    /// Let it run again: `resume-job nightly-rebalance`.
    ResumeJob { job: String },
    /// Refuse one client: `block-client 203.0.113.9`.
    BlockClient { client: String },
    /// Raise or lower the processor limit of a component in tenths of a core: `cpu-limit checkout 20`.
    CpuLimit { component: String, tenths: u32 },
    /// Set the memory limit of a component [MB]: `memory-limit checkout 1024`.
    MemoryLimit { component: String, megabytes: u32 },
}

/// Why a line is not an order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LineError {
    /// The first word is no order.
    UnknownVerb(String),
    /// The order's form, because the words after it do not fit.
    Usage(&'static str),
}

impl fmt::Display for LineError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            LineError::UnknownVerb(verb) => {
                write!(f, "no order is called \"{verb}\"; the orders are: {}", verbs().join(", "))
            }
            LineError::Usage(usage) => write!(f, "the order reads: {usage}"),
        }
    }
}

impl std::error::Error for LineError {}

/// Every order's line form, in the order of [`Intervention`].
pub const USAGES: [&str; 25] = [
    "rollback SERVICE",
    "deploy SERVICE VERSION",
    "restart COMPONENT[/REPLICA]",
    "scale COMPONENT REPLICAS",
    "drain COMPONENT/REPLICA",
    "flag FLAG PERCENT",
    "revert-config COMPONENT",
    "kill-query DATABASE ENDPOINT",
    "kill-transaction DATABASE",
    "fix-plan DATABASE ENDPOINT",
    "set FROM->TO pool|timeout|retries|fallback VALUE",
    "shed PERCENT",
    "purge CACHE",
    "warm CACHE",
    "failover DATABASE",
    "free-disk COMPONENT",
    "grow-disk COMPONENT",
    "renew-certificate COMPONENT",
    "fix-dns COMPONENT",
    "park-message BROKER",
    "pause-job JOB",
    "resume-job JOB",
    "block-client CLIENT",
    "cpu-limit COMPONENT TENTHS_OF_A_CORE",
    "memory-limit COMPONENT MEGABYTES",
];

fn verbs() -> Vec<&'static str> {
    USAGES.iter().filter_map(|u| u.split(' ').next()).collect()
}

fn usage(verb: &str) -> Option<&'static str> {
    USAGES.into_iter().find(|u| u.split(' ').next() == Some(verb))
}

impl std::str::FromStr for Intervention {
    type Err = LineError;

    fn from_str(line: &str) -> Result<Self, LineError> {
        let words: Vec<&str> = line.split_whitespace().collect();
        let Some((verb, rest)) = words.split_first() else {
            return Err(LineError::UnknownVerb(String::new()));
        };
        let usage = usage(verb).ok_or_else(|| LineError::UnknownVerb((*verb).into()))?;
        read(verb, rest).ok_or(LineError::Usage(usage))
    }
}

fn read(verb: &str, rest: &[&str]) -> Option<Intervention> {
    use Intervention as I;
    let one = || match rest {
        [word] => Some((*word).to_string()),
        _ => None,
    };
    let two = || match rest {
        [a, b] => Some(((*a).to_string(), (*b).to_string())),
        _ => None,
    };
    let number = |text: &str| text.trim_end_matches('%').parse::<u32>().ok();
    let percent = |text: &str| number(text).filter(|p| *p <= 100);
    Some(match verb {
        "rollback" => I::Rollback { service: one()? },
        "deploy" => two().map(|(service, version)| I::Deploy { service, version })?,
        "restart" => {
            let (component, replica) = replica(&one()?)?;
            I::Restart { component, replica }
        }
        "drain" => {
            let (component, replica) = replica(&one()?)?;
            I::Drain { component, replica: replica? }
        }
        "scale" => two().and_then(|(component, n)| Some(I::Scale { component, replicas: number(&n)? }))?,
        "flag" => two().and_then(|(flag, n)| Some(I::Flag { flag, percent: percent(&n)? }))?,
        "revert-config" => I::RevertConfig { component: one()? },
        "kill-query" => two().map(|(database, endpoint)| I::KillQuery { database, endpoint })?,
        "kill-transaction" => I::KillTransaction { database: one()? },
        "fix-plan" => two().map(|(database, endpoint)| I::FixPlan { database, endpoint })?,
        "set" => set_call(rest)?,
        "shed" => I::Shed { percent: percent(&one()?)? },
        "purge" => I::Purge { cache: one()? },
        "warm" => I::Warm { cache: one()? },
        "failover" => I::Failover { database: one()? },
        "free-disk" => I::FreeDisk { component: one()? },
        "grow-disk" => I::GrowDisk { component: one()? },
        "renew-certificate" => I::RenewCertificate { component: one()? },
        "fix-dns" => I::FixDns { component: one()? },
        "park-message" => I::ParkMessage { broker: one()? },
        "pause-job" => I::PauseJob { job: one()? },
        "resume-job" => I::ResumeJob { job: one()? },
        "block-client" => I::BlockClient { client: one()? },
        "cpu-limit" => {
            two().and_then(|(component, n)| Some(I::CpuLimit { component, tenths: number(&n)? }))?
        }
        "memory-limit" => {
            two().and_then(|(component, n)| Some(I::MemoryLimit { component, megabytes: number(&n)? }))?
        }
        _ => return None,
    })
}

fn replica(word: &str) -> Option<(String, Option<u32>)> {
    match word.split_once('/') {
        None => Some((word.into(), None)),
        Some((component, n)) => Some((component.into(), Some(n.parse().ok()?))),
    }
}

fn set_call(rest: &[&str]) -> Option<Intervention> {
    let [pair, what, value] = rest else { return None };
    let (from, to) = pair.split_once("->")?;
    let change = match *what {
        "pool" => CallChange::Pool(value.parse().ok()?),
        "timeout" => CallChange::Timeout(parse_span(value)?),
        "retries" => CallChange::Retries(value.parse().ok()?),
        "fallback" => CallChange::Fallback(match *value {
            "on" => true,
            "off" => false,
            _ => return None,
        }),
        _ => return None,
    };
    Some(Intervention::SetCall { from: from.into(), to: to.into(), change })
}

impl fmt::Display for CallChange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            CallChange::Pool(n) => write!(f, "pool {n}"),
            CallChange::Timeout(span) => write!(f, "timeout {}", write_span(*span)),
            CallChange::Retries(n) => write!(f, "retries {n}"),
            CallChange::Fallback(on) => write!(f, "fallback {}", if *on { "on" } else { "off" }),
        }
    }
}

impl fmt::Display for Intervention {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        use Intervention as I;
        match self {
            I::Rollback { service } => write!(f, "rollback {service}"),
            I::Deploy { service, version } => write!(f, "deploy {service} {version}"),
            I::Restart { component, replica: None } => write!(f, "restart {component}"),
            I::Restart { component, replica: Some(n) } => write!(f, "restart {component}/{n}"),
            I::Scale { component, replicas } => write!(f, "scale {component} {replicas}"),
            I::Drain { component, replica } => write!(f, "drain {component}/{replica}"),
            I::Flag { flag, percent } => write!(f, "flag {flag} {percent}"),
            I::RevertConfig { component } => write!(f, "revert-config {component}"),
            I::KillQuery { database, endpoint } => write!(f, "kill-query {database} {endpoint}"),
            I::KillTransaction { database } => write!(f, "kill-transaction {database}"),
            I::FixPlan { database, endpoint } => write!(f, "fix-plan {database} {endpoint}"),
            I::SetCall { from, to, change } => write!(f, "set {from}->{to} {change}"),
            I::Shed { percent } => write!(f, "shed {percent}"),
            I::Purge { cache } => write!(f, "purge {cache}"),
            I::Warm { cache } => write!(f, "warm {cache}"),
            I::Failover { database } => write!(f, "failover {database}"),
            I::FreeDisk { component } => write!(f, "free-disk {component}"),
            I::GrowDisk { component } => write!(f, "grow-disk {component}"),
            I::RenewCertificate { component } => write!(f, "renew-certificate {component}"),
            I::FixDns { component } => write!(f, "fix-dns {component}"),
            I::ParkMessage { broker } => write!(f, "park-message {broker}"),
            I::PauseJob { job } => write!(f, "pause-job {job}"),
            I::ResumeJob { job } => write!(f, "resume-job {job}"),
            I::BlockClient { client } => write!(f, "block-client {client}"),
            I::CpuLimit { component, tenths } => write!(f, "cpu-limit {component} {tenths}"),
            I::MemoryLimit { component, megabytes } => write!(f, "memory-limit {component} {megabytes}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_form_reads_back_as_written() {
        let lines = [
            "rollback checkout",
            "deploy checkout v142",
            "restart checkout",
            "restart checkout/2",
            "scale checkout 6",
            "drain checkout/0",
            "flag new_cart 0",
            "revert-config checkout",
            "kill-query orders-db list",
            "kill-transaction orders-db",
            "fix-plan orders-db list",
            "set a->b pool 20",
            "set a->b timeout 500ms",
            "set a->b retries 0",
            "set a->b fallback on",
            "shed 50",
            "purge c",
            "warm c",
            "failover d",
            "free-disk d",
            "grow-disk d",
            "renew-certificate p",
            "fix-dns p",
            "park-message q",
            "pause-job j",
            "resume-job j",
            "block-client 203.0.113.9",
            "cpu-limit a 20",
            "memory-limit a 1024",
        ];
        for line in lines {
            let order: Intervention = line.parse().unwrap_or_else(|e| panic!("{line}: {e}"));
            assert_eq!(order.to_string(), line);
        }
    }

    #[test]
    fn a_wrong_line_says_the_right_form() {
        assert_eq!(
            "scale checkout".parse::<Intervention>(),
            Err(LineError::Usage("scale COMPONENT REPLICAS"))
        );
        assert_eq!("shed 120".parse::<Intervention>(), Err(LineError::Usage("shed PERCENT")));
        assert!(matches!("".parse::<Intervention>(), Err(LineError::UnknownVerb(_))));
        assert!(matches!("pray".parse::<Intervention>(), Err(LineError::UnknownVerb(_))));
    }
}
