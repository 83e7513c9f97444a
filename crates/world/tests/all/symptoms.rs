//! One trace for each fault, in the reference shop at 60 requests a second: the fault comes at two minutes,
//! and what a responder would see before and after it. Sign and rough size; never an exact value. What ends
//! a fault is in `remedies`.

use crate::everything::faults;
use crate::lab::{Lab, near};
use crate::shop::shop;
use world::fault::Fault;
use world::probe::Probe;
use world::signal::Metric as M;
use world::time::SECOND;

/// When the fault comes [s], and how long it lasts if it ends by itself [s].
const COMES: u64 = 120;
const LASTS: u64 = 60;

/// The shop, five minutes old, hit by the fault of this number in the list of all.
fn hit(kind: usize) -> Lab {
    struck(faults(LASTS * SECOND).swap_remove(kind))
}

fn struck(fault: Fault) -> Lab {
    let mut lab = Lab::new(&shop(60.0));
    lab.fault(COMES, fault).until(300);
    lab
}

impl Lab {
    /// Mean of a metric in the minute before the fault; the scrape at its very moment may show it already.
    fn before(&self, subject: &str, metric: M) -> f64 {
        self.mean(subject, metric, COMES - 60, COMES - 10)
    }

    /// Mean of a metric while it acts, its first and last ten seconds left out.
    fn during(&self, subject: &str, metric: M) -> f64 {
        self.mean(subject, metric, COMES + 10, COMES + LASTS - 10)
    }

    /// Mean of a metric in the last minute, long after a passing fault.
    fn after(&self, subject: &str, metric: M) -> f64 {
        self.mean(subject, metric, 240, 300)
    }

    /// How many times as high it is while the fault acts.
    fn times(&self, subject: &str, metric: M) -> f64 {
        self.during(subject, metric) / self.before(subject, metric)
    }

    fn recorded(&self, what: &str) -> bool {
        self.changes().iter().any(|c| c.what == what && c.at == COMES * SECOND)
    }

    /// Nothing but the cron job is in the change log.
    fn unrecorded(&self) -> bool {
        self.changes().iter().all(|c| c.who == "cron")
    }
}

#[test]
fn a_release_rolls_out_replica_by_replica_and_brings_its_bug() {
    let lab = hit(0);
    assert!(lab.recorded("release checkout v1 -> v2"));
    assert_eq!(lab.change("release checkout v1 -> v2").state, "done");
    assert!(lab.replicas("checkout").iter().all(|r| r.version == "v2" && r.last_reason == "deploy"));
    let fewest = lab.points("checkout", M::Ready, COMES, 220).into_iter().flatten().fold(9.0, f64::min);
    assert_eq!(fewest, 2.0, "one of three at a time");
    assert_eq!(lab.failed("buy", 60, COMES), 0.0);
    let failed = lab.failed("buy", 220, 300);
    assert!((0.002..0.06).contains(&failed), "the bug fails 2 %: {failed}");
    assert!(lab.lines("nil pointer in quote") > 0);
}

#[test]
fn a_flag_sends_more_users_down_its_path() {
    let lab = hit(1);
    assert!(lab.recorded("flag new_quote 30 % -> 100 %"));
    assert!(near(lab.times("shipping", M::Rate), 1.0 / 0.3, 0.35), "{}", lab.times("shipping", M::Rate));
    assert_eq!(lab.setting(&Probe::Flags, "new_quote"), "on");
}

#[test]
fn a_smaller_pool_makes_callers_wait_while_the_callee_idles() {
    let lab = hit(2);
    assert!(lab.recorded("config cart->orders-db pool 1"));
    assert_eq!(lab.edge("cart", "orders-db").pool, Some((lab.edge("cart", "orders-db").pool.unwrap().0, 2)));
    let starved = struck(Fault::Config {
        from: "catalog".into(),
        to: "catalog-cache".into(),
        change: world::fault::CallChange::Pool(1),
    });
    assert!(starved.times("catalog", M::P99) >= 1.0);
    assert!(near(starved.times("catalog-cache", M::P50), 1.0, 0.3));
}

#[test]
fn a_changed_plan_slows_one_query_and_leaves_no_record() {
    let lab = hit(3);
    assert!(lab.times("orders-db", M::P95) > 10.0, "{}", lab.times("orders-db", M::P95));
    assert!(lab.times("orders-db", M::Cpu) > 5.0);
    assert!(lab.unrecorded());
}

#[test]
fn a_long_transaction_makes_writers_wait_for_its_rows_until_it_ends() {
    let lab = hit(4);
    assert_eq!(lab.before("orders-db", M::LockWaits), 0.0);
    assert!(lab.during("orders-db", M::LockWaits) > 5.0);
    assert!(lab.failed("buy", COMES + 10, COMES + 60) > 0.9, "every order takes one of the rows");
    assert!(lab.failed("browse", COMES + 10, COMES + 60) < 0.01, "readers do not wait");
    assert_eq!(lab.after("orders-db", M::LockWaits), 0.0);
    assert!(lab.failed("buy", 240, 300) < 0.01 && lab.unrecorded());
}

#[test]
fn a_flushed_cache_sends_its_hits_to_the_database_until_it_is_warm() {
    let lab = hit(5);
    let (before, dip) =
        (lab.before("catalog-cache", M::HitShare), lab.mean("catalog-cache", M::HitShare, 120, 130));
    assert!(before > 50.0 && dip < 0.8 * before, "{before} {dip}");
    let reads = lab.mean("orders-db", M::Rate, 120, 130) / lab.before("orders-db", M::Rate);
    assert!(reads > 1.2, "{reads}");
    assert!(lab.after("catalog-cache", M::HitShare) > dip);
}

#[test]
fn a_slow_component_takes_that_many_times_as_long() {
    let lab = hit(6);
    assert!(lab.times("search", M::P50) > 4.0, "{}", lab.times("search", M::P50));
    assert!(near(lab.after("search", M::P50), lab.before("search", M::P50), 0.2));
    assert!(lab.unrecorded());
}

#[test]
fn a_failing_component_fails_that_share_of_its_calls() {
    let mut lab = Lab::new(&shop(60.0));
    lab.fault(COMES, Fault::Failing { component: "search".into(), share: 0.5, lasts: LASTS * SECOND });
    lab.until(300);
    assert!(near(lab.during("search", M::ErrorShare), 50.0, 0.1));
    // Its caller tries once more.
    assert!(near(lab.failed("find", COMES + 10, COMES + 60), 0.25, 0.2));
    assert_eq!(lab.failed("find", 240, 300), 0.0);
    assert!(lab.lines("internal error, answering 500") > 0);
}

#[test]
fn a_stalled_component_answers_nothing_and_its_queue_grows() {
    let lab = hit(8);
    assert!(lab.peak("inventory", M::Busy, COMES, 180) > 5.0 * lab.before("inventory", M::Busy).max(0.1));
    assert!(lab.failed("buy", COMES + 10, COMES + 50) > 0.8);
    assert!(lab.failed("buy", 250, 300) < 0.05);
}

#[test]
fn a_third_party_that_allows_less_answers_429() {
    let lab = hit(9);
    let refused = lab.during("card-network", M::ErrorShare);
    assert!(refused > 50.0, "{refused}");
    assert!(lab.lines("answered 429") > 10);
    assert_eq!(lab.after("card-network", M::ErrorShare), 0.0);
}

#[test]
fn a_surge_multiplies_one_groups_requests() {
    let lab = hit(10);
    assert!(near(lab.times("browse", M::Rate), 4.0, 0.1), "{}", lab.times("browse", M::Rate));
    assert!(near(lab.after("browse", M::Rate), lab.before("browse", M::Rate), 0.1));
}

#[test]
fn an_abusive_client_loads_the_service_and_is_not_counted_as_users() {
    let lab = hit(11);
    let more = lab.during("gateway", M::Rate) - lab.before("gateway", M::Rate);
    assert!(near(more, 50.0, 0.15), "{more}");
    let counted =
        lab.impact("find", COMES, 180).requests as f64 / lab.impact("find", 60, COMES).requests as f64;
    assert!(near(counted, 1.0, 0.15), "its requests are nobody's: {counted}");
}

#[test]
fn a_slow_link_adds_its_latency_both_ways() {
    let lab = hit(12);
    let added = lab.during("checkout", M::P50) - lab.before("checkout", M::P50);
    assert!(near(added, 600.0, 0.15), "{added}");
    assert!(near(lab.during("payments", M::P50), lab.before("payments", M::P50), 0.2), "the callee is well");
    let way = lab.during("payments", M::RoundTrip) - lab.before("payments", M::RoundTrip);
    assert!(near(way, 600.0, 0.15), "its callers see it: {way}");
}

#[test]
fn a_partition_lets_nothing_through() {
    let lab = struck(Fault::Link {
        from: "checkout".into(),
        to: "inventory".into(),
        latency: 0,
        loss: 1.0,
        lasts: LASTS * SECOND,
    });
    assert_eq!(lab.during("inventory", M::Rate), 0.0);
    assert!(lab.failed("buy", COMES + 10, COMES + 60) > 0.9 && lab.failed("buy", 240, 300) < 0.02);
}

#[test]
fn a_lost_name_hurts_when_its_last_answer_is_forgotten() {
    let lab = hit(13);
    assert_eq!(lab.setting(&Probe::Names, "payments"), "no answer");
    let first = lab.points("buy", M::ErrorShare, COMES, 300).iter().position(|p| p.unwrap_or(0.0) > 10.0);
    let first = first.expect("it hurts") as u64 * 10;
    assert!(first <= 30, "within the TTL of 30 s, not {first} s");
    assert!(lab.failed("buy", 170, 300) > 0.95);
    assert!(lab.lines("lookup payments: no such host") > 0);
}

#[test]
fn an_expired_certificate_breaks_connections_within_a_minute() {
    let lab = hit(14);
    assert_eq!(lab.setting(&Probe::Certificates, "card-network"), "expired");
    let failed = [(120, 130), (140, 160), (190, 300)].map(|(from, to)| lab.failed("buy", from, to));
    assert!(failed[0] < failed[1] && failed[1] < failed[2] && failed[2] > 0.95, "{failed:?}");
    assert!(lab.lines("certificate has expired") > 0);
}

#[test]
fn a_full_disk_refuses_writes() {
    let lab = hit(15);
    assert!(lab.before("orders-db", M::Disk) < 65.0);
    assert!(lab.after("orders-db", M::Disk) > 99.0);
    assert!(lab.failed("buy", 200, 300) > 0.9 && lab.failed("view", 200, 300) < 0.01);
    assert!(lab.lines("no space left on device") > 0);
}

#[test]
fn a_poison_message_blocks_one_partition_and_the_others_go_on() {
    let lab = hit(16);
    let (before, after) = (lab.before("mailer", M::Rate), lab.after("mailer", M::Rate));
    assert!(lab.points("mail-queue", M::OldestMessage, 290, 300)[0].unwrap() > 150.0);
    assert!(after > 0.6 * before && after < 1.6 * before, "{before} {after}");
    let tries = lab.lines("could not be handled");
    assert!((100..185).contains(&tries), "once a second for three minutes, not {tries} times");
    assert!(lab.after("mail-queue", M::Backlog) > 50.0);
}

#[test]
fn a_crashed_replica_is_started_again() {
    let lab = hit(17);
    assert_eq!(lab.mean("gateway", M::Ready, 120, 130), 2.0);
    assert_eq!(lab.after("gateway", M::Ready), 3.0);
    let one = lab.replicas("gateway").swap_remove(1);
    assert_eq!((one.restarts, one.last_reason), (1, "crash"));
}

#[test]
fn a_lost_zone_takes_a_third_of_everything_and_comes_back() {
    let lab = hit(18);
    assert_eq!(lab.during("gateway", M::Ready), 2.0);
    assert_eq!(lab.during("orders-db", M::Ready), 2.0);
    assert_eq!(lab.after("gateway", M::Ready), 3.0);
    let hit: Vec<String> =
        lab.replicas("checkout").into_iter().filter(|r| r.restarts > 0).map(|r| r.zone).collect();
    assert_eq!(hit, ["b"]);
    assert_eq!(lab.during("card-network", M::ErrorShare), 0.0, "a third party stands elsewhere");
}

#[test]
fn a_lower_processor_limit_throttles() {
    let lab = hit(19);
    assert!(lab.recorded("cpu-limit search 0.05"));
    assert!(lab.times("search", M::P99) > 5.0, "{}", lab.times("search", M::P99));
}

#[test]
fn a_memory_limit_below_need_kills_again_and_again() {
    let lab = hit(20);
    assert!(lab.recorded("memory-limit checkout 399"));
    assert!(lab.after("checkout", M::Restarts) >= 6.0, "{}", lab.after("checkout", M::Restarts));
    assert!(lab.lines("OOMKilled") >= 6);
    assert!(lab.replicas("checkout").iter().any(|r| r.last_reason == "oom"));
    assert!(lab.failed("buy", 200, 300) > 0.5);
}

#[test]
fn a_blind_exporter_leaves_a_gap_and_users_are_well() {
    let lab = hit(21);
    let gap = lab.points("checkout", M::P99, COMES, COMES + LASTS - 10);
    assert!(gap.iter().all(Option::is_none) && lab.after("checkout", M::P99) > 0.0);
    assert!(lab.failed("", COMES, 300) < 0.01);
}

#[test]
fn a_false_reading_lies_about_latency_and_users_are_well() {
    let lab = hit(22);
    let shown = lab.times("search", M::P50);
    assert!(near(shown, 10.0, 0.2), "{shown}");
    assert!(near(lab.times("search", M::Rate), 1.0, 0.2), "only latencies lie");
    assert!(lab.failed("", COMES, 300) < 0.01 && lab.impact("", COMES, 300).slow < 20);
}

#[test]
fn a_record_is_only_a_record() {
    let (lab, calm) = (hit(23), {
        let mut lab = Lab::new(&shop(60.0));
        lab.until(300);
        lab
    });
    assert!(lab.recorded("deploy docs-site v9"));
    let journeys = |lab: &Lab| format!("{:?}", lab.world.probe(&Probe::Journeys));
    assert_eq!(journeys(&lab), journeys(&calm));
}
