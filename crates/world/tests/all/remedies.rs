//! One trace for each order, in the reference shop at 60 requests a second: what it changes, what it ends,
//! and what it costs. The faults themselves are in `symptoms`.

use crate::everything::faults;
use crate::lab::{Lab, near};
use crate::shop::shop;
use world::fault::Fault;
use world::probe::Probe;
use world::refused::Refused;
use world::signal::{Metric as M, Signals};
use world::time::{MILLI, MINUTE, SECOND};

/// The shop in which the fault of this number came at 60 s, at `now` [s].
fn ill(kind: usize, now: u64) -> Lab {
    let mut lab = Lab::new(&shop(60.0));
    lab.fault(60, faults(20 * MINUTE).swap_remove(kind)).until(now);
    lab
}

fn well(now: u64) -> Lab {
    let mut lab = Lab::new(&shop(60.0));
    lab.until(now);
    lab
}

#[test]
fn a_rollback_ends_what_the_release_brought() {
    let mut lab = ill(0, 200);
    lab.order("rollback checkout");
    lab.until(400);
    assert_eq!(lab.change("rollback checkout").state, "done");
    assert!(lab.replicas("checkout").iter().all(|r| r.version == "v1"));
    assert!(lab.failed("buy", 150, 200) > 0.0);
    assert_eq!(lab.failed("buy", 310, 400), 0.0);
}

#[test]
fn a_deployment_replaces_every_replica_and_remembers_what_was_there() {
    let mut lab = well(60);
    lab.order("deploy checkout v2");
    lab.until(240);
    assert!(lab.replicas("checkout").iter().all(|r| r.version == "v2"));
    lab.order("rollback checkout");
}

#[test]
fn a_restart_replaces_all_replicas_one_after_the_other_or_only_one() {
    let mut lab = well(60);
    lab.order("restart checkout");
    lab.order("restart gateway/1");
    lab.until(200);
    assert!(lab.replicas("checkout").iter().all(|r| r.last_reason == "order" && r.restarts == 0));
    let fewest = lab.points("checkout", M::Ready, 60, 200).into_iter().flatten().fold(9.0, f64::min);
    assert_eq!(fewest, 2.0);
    let reasons: Vec<&str> = lab.replicas("gateway").iter().map(|r| r.last_reason).collect();
    assert_eq!(reasons, ["", "order", ""]);
    assert!(lab.failed("", 60, 200) < 0.002, "what was in hand was finished first");
}

#[test]
fn scaling_adds_replicas_after_their_boot_and_takes_them_away_after_their_grace() {
    let mut lab = well(60);
    lab.order("scale shipping 5");
    assert_eq!(lab.until(70).ready("shipping"), 2);
    assert_eq!(lab.until(90).ready("shipping"), 5);
    lab.order("scale shipping 1");
    lab.until(120);
    assert_eq!(lab.replicas("shipping").len(), 1);
    assert_eq!(lab.failed("buy", 60, 120), 0.0);
}

#[test]
fn scaling_out_keeps_the_replicas_that_were_about_to_leave() {
    let mut lab = well(60);
    lab.order("scale shipping 1");
    lab.until(62).order("scale shipping 2");
    lab.until(120);
    assert_eq!((lab.replicas("shipping").len(), lab.ready("shipping")), (2, 2));
}

#[test]
fn a_drained_replica_gets_nothing_new_and_nobody_notices() {
    let mut lab = well(60);
    lab.order("drain gateway/0");
    lab.until(120);
    let zero = lab.replicas("gateway").swap_remove(0);
    assert_eq!((zero.state, zero.busy), ("draining", 0));
    assert_eq!(lab.failed("", 60, 120), 0.0);
    let change = lab.order("drain gateway/0");
    lab.until(130);
    assert_eq!(lab.changes()[change].state, "failed: it takes no calls now");
}

#[test]
fn a_flag_set_to_zero_closes_its_path() {
    let mut lab = well(60);
    lab.order("flag new_quote 0");
    lab.until(150);
    assert!(lab.mean("shipping", M::Rate, 0, 60) > 0.5);
    assert_eq!(lab.mean("shipping", M::Rate, 90, 150), 0.0);
}

#[test]
fn reverting_a_push_puts_the_settings_back() {
    let mut lab = ill(2, 90);
    assert_eq!(lab.edge("cart", "orders-db").pool.map(|p| p.1), Some(2));
    lab.order("revert-config cart");
    lab.until(150);
    assert_eq!(lab.edge("cart", "orders-db").pool.map(|p| p.1), Some(40));
}

#[test]
fn killing_queries_ends_those_that_run_and_only_those() {
    let mut lab = Lab::new(&shop(60.0));
    lab.fault(60, Fault::Plan { database: "orders-db".into(), endpoint: "read".into(), factor: 2_000.0 });
    lab.until(90).order("kill-query orders-db read");
    lab.until(92);
    let Signals::Activity(running, _) = lab.world.probe(&Probe::Activity { database: "orders-db".into() })
    else {
        panic!("no activity")
    };
    let reads = running.iter().find(|q| q.query == "read").expect("it is a query").active;
    lab.until(94);
    let killed = lab.lines("query canceled by administrator");
    assert!(reads > 20 && killed <= u64::from(reads) + 40, "{reads} ran, {killed} heard");
}

#[test]
fn killing_the_transaction_frees_its_rows() {
    let mut lab = ill(4, 90);
    lab.order("kill-transaction orders-db");
    lab.until(150);
    assert!(lab.mean("orders-db", M::LockWaits, 70, 90) > 5.0);
    assert_eq!(lab.mean("orders-db", M::LockWaits, 110, 150), 0.0);
    assert_eq!(lab.failed("buy", 110, 150), 0.0);
    let none = lab.world.intervene(&"kill-transaction orders-db".parse().unwrap());
    assert!(none.is_err(), "there is none left");
}

#[test]
fn the_old_plan_makes_the_query_fast_again() {
    let mut lab = ill(3, 90);
    lab.order("fix-plan orders-db read");
    lab.until(260);
    assert!(lab.mean("orders-db", M::P95, 200, 260) < 0.1 * lab.mean("orders-db", M::P95, 70, 170));
}

#[test]
fn settings_of_a_call_are_what_was_ordered() {
    let mut lab = ill(2, 70);
    for line in [
        "set cart->orders-db pool 40",
        "set checkout->payments timeout 500ms",
        "set gateway->search retries 0",
        "set checkout->payments fallback on",
    ] {
        lab.order(line);
    }
    lab.until(130);
    let payments = lab.edge("checkout", "payments");
    assert_eq!((payments.timeout, payments.fallback), (500 * MILLI, Some(true)));
    assert_eq!(lab.edge("gateway", "search").max_retries, 0);
    assert_eq!(lab.edge("cart", "orders-db").pool.map(|p| p.1), Some(80));
}

#[test]
fn a_fallback_turns_failures_into_answers_without_a_part() {
    let mut lab = Lab::new(&shop(60.0));
    lab.fault(60, Fault::Failing { component: "payments".into(), share: 1.0, lasts: MINUTE * 10 });
    lab.until(90).order("set checkout->payments fallback on");
    lab.until(240);
    assert!(lab.failed("buy", 70, 90) > 0.95 && lab.failed("buy", 140, 240) < 0.02);
    let after = lab.impact("buy", 140, 240);
    assert!(after.degraded as f64 > 0.95 * after.requests as f64);
}

#[test]
fn a_fallback_that_nobody_wrote_cannot_be_switched_on() {
    let mut lab = well(60);
    let order = "set gateway->checkout fallback on".parse().unwrap();
    let (from, to) = ("gateway".into(), "checkout".into());
    assert_eq!(lab.world.intervene(&order), Err(Refused::NoFallback { from, to }));
    assert_eq!(lab.edge("gateway", "checkout").fallback, None);
}

#[test]
fn shedding_turns_that_share_away_at_the_door() {
    let mut lab = well(60);
    lab.order("shed 50");
    lab.until(180).order("shed 0");
    lab.until(260);
    assert!(near(lab.failed("browse", 70, 180), 0.5, 0.1), "{}", lab.failed("browse", 70, 180));
    assert_eq!(lab.failed("browse", 200, 260), 0.0);
    let let_in = lab.mean("gateway", M::Rate, 70, 180) / lab.mean("gateway", M::Rate, 20, 60);
    assert!(near(let_in, 0.5, 0.15), "{let_in}");
}

#[test]
fn a_purge_costs_hits_and_warming_brings_them_back() {
    let warmed = |warm: bool| {
        let mut lab = well(120);
        lab.order("purge catalog-cache");
        if warm {
            lab.until(130).order("warm catalog-cache");
        }
        lab.until(220);
        let hits = |from, to| lab.mean("catalog-cache", M::HitShare, from, to);
        assert!(hits(120, 140) < 0.8 * hits(60, 120));
        (hits(200, 220), lab.mean("orders-db", M::P50, 140, 180))
    };
    let ((cold, usual), (warm, felt)) = (warmed(false), warmed(true));
    assert!(warm > cold + 10.0, "{cold} {warm}");
    assert!(felt > usual, "the database feels it: {usual} {felt}");
}

#[test]
fn a_fail_over_gives_writes_a_new_primary() {
    let mut lab = Lab::new(&shop(60.0));
    lab.fault(60, Fault::ZoneDown { zone: "a".into(), lasts: 20 * MINUTE });
    lab.until(120).order("failover orders-db");
    lab.until(300);
    assert!(lab.failed("buy", 80, 120) > 0.95, "no primary, no orders");
    assert!(lab.failed("buy", 200, 300) < 0.02);
    let roles: Vec<&str> = lab.replicas("orders-db").iter().map(|r| r.role).collect();
    assert!(roles[0] == "follower" && roles.contains(&"primary"), "{roles:?}");
    assert!(lab.lines("promoted to primary") == 1 && lab.lines("no primary") > 0);
}

#[test]
fn a_planned_fail_over_refuses_writes_while_it_lasts() {
    let mut lab = well(60);
    lab.order("failover orders-db");
    lab.until(150);
    assert!(lab.failed("buy", 70, 90) > 0.9 && lab.failed("buy", 100, 150) < 0.02);
    assert!(lab.failed("view", 60, 150) < 0.02, "reads go on");
}

#[test]
fn a_disk_is_freed_of_what_may_go_and_grown_by_half() {
    let mut lab = ill(15, 75);
    let full = lab.mean("orders-db", M::Disk, 60, 80);
    lab.order("free-disk orders-db");
    lab.until(200);
    assert_eq!(lab.change("free-disk orders-db").state, "done");
    assert!(full > 60.0);
    let mut lab = well(60);
    let before = lab.mean("orders-db", M::Disk, 50, 60);
    lab.order("grow-disk orders-db");
    lab.until(440);
    assert!(near(lab.mean("orders-db", M::Disk, 430, 440), before / 1.5, 0.02));
}

#[test]
fn a_renewed_certificate_is_trusted_again() {
    let mut lab = ill(14, 150);
    lab.order("renew-certificate card-network");
    lab.until(400);
    assert_eq!(lab.setting(&Probe::Certificates, "card-network"), "valid");
    assert!(lab.failed("buy", 130, 150) > 0.95 && lab.failed("buy", 350, 400) < 0.02);
}

#[test]
fn a_mended_name_is_found_when_the_wrong_answer_is_forgotten() {
    let mut lab = ill(13, 120);
    lab.order("fix-dns payments");
    lab.world.advance(151 * SECOND);
    assert_eq!(lab.setting(&Probe::Names, "payments"), "answers");
    lab.until(220);
    assert!(lab.failed("buy", 110, 150) > 0.95 && lab.failed("buy", 170, 220) < 0.02);
}

#[test]
fn a_parked_message_lets_its_partition_go_on() {
    let mut lab = ill(16, 180);
    lab.order("park-message mail-queue");
    lab.until(260);
    assert!(lab.mean("mail-queue", M::Backlog, 170, 180) > 20.0);
    assert!(lab.mean("mail-queue", M::Backlog, 240, 260) < 5.0);
    let again = lab.order("park-message mail-queue");
    lab.until(300);
    assert_eq!(lab.changes()[again].state, "failed: no message blocks a partition");
}

#[test]
fn a_paused_job_does_not_run_until_it_is_resumed() {
    let mut lab = well(60);
    lab.order("pause-job rebalance");
    lab.until(300).order("resume-job rebalance");
    lab.until(500);
    let runs: Vec<u64> = lab.changes().iter().filter(|c| c.who == "cron").map(|c| c.at / SECOND).collect();
    assert_eq!(runs, [390]);
    let slow = |lab: &Lab, from, to| lab.mean("inventory", M::P50, from, to);
    assert!(slow(&lab, 390, 420) > 1.15 * slow(&lab, 300, 380));
}

#[test]
fn a_blocked_client_is_gone_from_the_door() {
    let mut lab = ill(11, 100);
    lab.order("block-client 203.0.113.9");
    lab.until(200);
    let (before, during, after) = (
        lab.mean("gateway", M::Rate, 20, 60),
        lab.mean("gateway", M::Rate, 70, 100),
        lab.mean("gateway", M::Rate, 130, 200),
    );
    assert!(during > before + 35.0 && near(after, before, 0.15), "{before} {during} {after}");
}

#[test]
fn limits_raised_end_throttling_and_dying() {
    let mut lab = ill(19, 100);
    lab.order("cpu-limit search 20");
    lab.until(260);
    assert!(lab.mean("search", M::P99, 200, 260) < 0.3 * lab.mean("search", M::P99, 70, 130));
    let mut lab = ill(20, 150);
    lab.order("memory-limit checkout 900");
    lab.until(400);
    let restarts = lab.points("checkout", M::Restarts, 300, 400);
    assert_eq!(restarts.first(), restarts.last(), "nobody dies any more");
    assert!(lab.failed("buy", 100, 150) > 0.3 && lab.failed("buy", 320, 400) < 0.02);
}

#[test]
fn an_exporters_configuration_put_back_ends_its_lies_for_good() {
    let lie = || Fault::FalseReading { component: "search".into(), factor: 10.0, lasts: MINUTE };
    let mut lab = well(60);
    let order: world::intervention::Intervention = "revert-config search".parse().expect("an order");
    let nothing = Refused::NothingToRevert { component: "search".into() };
    assert_eq!(lab.world.intervene(&order), Err(nothing.clone()), "nothing was pushed yet");
    lab.fault(100, lie()).fault(300, lie()).until(110);
    lab.order("revert-config search");
    lab.until(360);
    let p50 = |from, to| lab.mean("search", M::P50, from, to);
    let (well, lying) = (p50(20, 90), p50(100, 150));
    assert!(near(lying, 10.0 * well, 0.3), "{well} {lying}");
    assert!(near(p50(160, 300), well, 0.2) && near(p50(310, 360), well, 0.2), "the second lie is not told");
    assert_eq!(lab.change("revert-config search").state, "done");
    assert_eq!(lab.world.intervene(&order), Err(nothing), "it is put back already");
}
