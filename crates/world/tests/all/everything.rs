//! Every fault and every order, once, in the words of the reference shop: what "the whole feature set"
//! means to the tests that need all of it. A variant that is missing here does not compile.

use world::fault::{CallChange, Fault};
use world::intervention::Intervention as I;
use world::time::{MILLI, Nanos, SECOND};

/// Each fault once; those that last, last `lasts` [ns].
pub fn faults(lasts: Nanos) -> Vec<Fault> {
    let name = |c: &str| c.to_string();
    vec![
        Fault::Release { service: name("checkout"), version: name("v2") },
        Fault::Flag { flag: name("new_quote"), share: 1.0 },
        Fault::Config { from: name("cart"), to: name("orders-db"), change: CallChange::Pool(1) },
        Fault::Plan { database: name("orders-db"), endpoint: name("read"), factor: 50.0 },
        Fault::LongTransaction { database: name("orders-db"), rows: 200, lasts },
        Fault::Flush { cache: name("catalog-cache") },
        Fault::Slow { component: name("search"), factor: 5.0, lasts },
        Fault::Failing { component: name("payments"), share: 0.5, lasts },
        Fault::Stall { component: name("inventory"), share: 1.0, lasts },
        Fault::RateLimit { component: name("card-network"), rate: 1.0, lasts },
        Fault::Surge { traffic: name("web"), factor: 4.0, lasts },
        Fault::AbusiveClient { client: name("203.0.113.9"), journey: name("find"), rate: 50.0, lasts },
        Fault::Link { from: name("checkout"), to: name("payments"), latency: 300 * MILLI, loss: 0.0, lasts },
        Fault::Dns { component: name("payments") },
        Fault::CertificateExpires { component: name("card-network") },
        Fault::DiskGrowth { component: name("orders-db"), growth: 1_000.0 },
        Fault::Poison { broker: name("mail-queue") },
        Fault::Crash { component: name("gateway"), replica: 1 },
        Fault::ZoneDown { zone: name("b"), lasts },
        Fault::CpuLimit { component: name("search"), cores: 0.05 },
        Fault::MemoryLimit { component: name("checkout"), limit: 399.0 },
        Fault::Blind { component: name("checkout"), lasts },
        Fault::FalseReading { component: name("search"), factor: 10.0, lasts },
        Fault::Record { what: name("deploy docs-site v9"), who: name("deploy-bot") },
        Fault::NodeDown { node: name("node-2") },
        Fault::NodePressure { node: name("node-1"), factor: 4.0, lasts },
        Fault::Remove { component: name("gateway"), replicas: 2 },
        Fault::Withdraw { service: name("checkout"), version: name("v2") },
        Fault::Quota { replicas: 20 },
        Fault::BadConfig { component: name("search"), endpoint: Some(name("find")) },
        Fault::BadReplica { component: name("catalog"), replica: 0, share: 0.5 },
        Fault::DataLoss { database: name("orders-db"), replica: Some(0), lasts },
        Fault::OldData { database: name("orders-db"), share: 0.5, lasts },
        Fault::Route { from: name("gateway"), to: name("cart"), denied: true },
        Fault::Rotate { from: name("inventory"), to: name("orders-db"), forgotten: false },
    ]
}

/// Faults of parts that the shop does not have.
fn elsewhere() -> Vec<Fault> {
    vec![Fault::HotKey { component: "shards".into(), share: 0.5, lasts: SECOND }]
}

/// Each order once, in its line form.
pub const ORDERS: [&str; 29] = [
    "rollback checkout",
    "deploy checkout v1",
    "restart checkout",
    "restart gateway/1",
    "scale search 4",
    "drain gateway/0",
    "flag new_quote 0",
    "revert-config cart",
    "kill-query orders-db read",
    "kill-transaction orders-db",
    "fix-plan orders-db read",
    "set cart->orders-db pool 40",
    "set checkout->payments timeout 500ms",
    "set gateway->search retries 0",
    "set checkout->payments fallback on",
    "shed 20",
    "purge catalog-cache",
    "warm catalog-cache",
    "failover orders-db",
    "free-disk orders-db",
    "grow-disk orders-db",
    "renew-certificate card-network",
    "fix-dns payments",
    "park-message mail-queue",
    "pause-job rebalance",
    "resume-job rebalance",
    "block-client 203.0.113.9",
    "cpu-limit search 20",
    "memory-limit checkout 900",
];

/// One list of patterns makes the exhaustive match and the list of all kinds: neither can forget what the other has.
macro_rules! kinds {
    ($name:ident, $all:ident, $of:ty: $($pattern:pat => $kind:literal,)+) => {
        fn $name(of: &$of) -> &'static str {
            match of {
                $($pattern => $kind,)+
            }
        }

        const $all: &[&str] = &[$($kind),+];
    };
}

kinds! { fault_kind, FAULTS, Fault:
    Fault::Release { .. } => "Release",
    Fault::Flag { .. } => "Flag",
    Fault::Config { .. } => "Config",
    Fault::Plan { .. } => "Plan",
    Fault::LongTransaction { .. } => "LongTransaction",
    Fault::Flush { .. } => "Flush",
    Fault::Slow { .. } => "Slow",
    Fault::Failing { .. } => "Failing",
    Fault::Stall { .. } => "Stall",
    Fault::RateLimit { .. } => "RateLimit",
    Fault::Surge { .. } => "Surge",
    Fault::AbusiveClient { .. } => "AbusiveClient",
    Fault::Link { .. } => "Link",
    Fault::Dns { .. } => "Dns",
    Fault::CertificateExpires { .. } => "CertificateExpires",
    Fault::DiskGrowth { .. } => "DiskGrowth",
    Fault::Poison { .. } => "Poison",
    Fault::Crash { .. } => "Crash",
    Fault::ZoneDown { .. } => "ZoneDown",
    Fault::CpuLimit { .. } => "CpuLimit",
    Fault::MemoryLimit { .. } => "MemoryLimit",
    Fault::Blind { .. } => "Blind",
    Fault::FalseReading { .. } => "FalseReading",
    Fault::Record { .. } => "Record",
    Fault::NodeDown { .. } => "NodeDown",
    Fault::NodePressure { .. } => "NodePressure",
    Fault::Remove { .. } => "Remove",
    Fault::Withdraw { .. } => "Withdraw",
    Fault::Quota { .. } => "Quota",
    Fault::BadConfig { .. } => "BadConfig",
    Fault::BadReplica { .. } => "BadReplica",
    Fault::DataLoss { .. } => "DataLoss",
    Fault::OldData { .. } => "OldData",
    Fault::Route { .. } => "Route",
    Fault::Rotate { .. } => "Rotate",
    Fault::HotKey { .. } => "HotKey",
}

kinds! { order_form, FORMS, I:
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

#[test]
fn every_fault_and_every_order_is_listed() {
    let kinds: Vec<&str> = faults(SECOND).iter().chain(&elsewhere()).map(fault_kind).collect();
    assert_eq!(kinds, FAULTS);
    let order = |line: &str| line.parse::<I>().unwrap_or_else(|e| panic!("{line}: {e}"));
    let mut found: Vec<&str> = ORDERS.iter().map(|line| order_form(&order(line))).collect();
    let mut forms = FORMS.to_vec();
    found.sort_unstable();
    forms.sort_unstable();
    assert_eq!(found, forms);
    for line in ORDERS {
        assert_eq!(order(line).to_string(), line);
    }
}
