//! Every fault and every order, once, in the words of the reference shop: what "the whole feature set"
//! means to the tests that need all of it. A variant that is missing here does not compile.

use world::fault::{CallChange, Fault};
use world::intervention::Intervention;
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
    ]
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

/// Number of a fault's kind; a new kind does not compile until it is in [`faults`].
fn fault_kind(fault: &Fault) -> usize {
    match fault {
        Fault::Release { .. } => 0,
        Fault::Flag { .. } => 1,
        Fault::Config { .. } => 2,
        Fault::Plan { .. } => 3,
        Fault::LongTransaction { .. } => 4,
        Fault::Flush { .. } => 5,
        Fault::Slow { .. } => 6,
        Fault::Failing { .. } => 7,
        Fault::Stall { .. } => 8,
        Fault::RateLimit { .. } => 9,
        Fault::Surge { .. } => 10,
        Fault::AbusiveClient { .. } => 11,
        Fault::Link { .. } => 12,
        Fault::Dns { .. } => 13,
        Fault::CertificateExpires { .. } => 14,
        Fault::DiskGrowth { .. } => 15,
        Fault::Poison { .. } => 16,
        Fault::Crash { .. } => 17,
        Fault::ZoneDown { .. } => 18,
        Fault::CpuLimit { .. } => 19,
        Fault::MemoryLimit { .. } => 20,
        Fault::Blind { .. } => 21,
        Fault::FalseReading { .. } => 22,
        Fault::Record { .. } => 23,
        Fault::NodeDown { .. } => 24,
        Fault::NodePressure { .. } => 25,
    }
}

#[test]
fn every_fault_and_every_order_is_listed() {
    let kinds: Vec<usize> = faults(SECOND).iter().map(fault_kind).collect();
    assert_eq!(kinds, (0..26).collect::<Vec<_>>());
    let verbs: std::collections::BTreeSet<&str> = ORDERS.iter().filter_map(|l| l.split(' ').next()).collect();
    for usage in world::intervention::USAGES {
        let verb = usage.split(' ').next().unwrap_or_default();
        assert!(verbs.contains(verb), "no order begins with {verb}");
    }
    for line in ORDERS {
        let order: Intervention = line.parse().unwrap_or_else(|e| panic!("{line}: {e}"));
        assert_eq!(order.to_string(), line);
    }
}
