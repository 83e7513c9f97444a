//! The engine against formulas that have been known for a century: if these hold, waiting is real.
//! Service takes 10 ms on average everywhere; times below are in units of it.

use world::World;
use world::time::{MILLI, MINUTE, Nanos, SECOND, seconds};
use world::topology::{Component, Duration, Endpoint, Step, Topology};

use crate::stations::{SERVICE, assert_true, measure, single};

/// A line of any length [count].
pub const UNBOUNDED: u32 = u32::MAX;
const WARM: Nanos = 2 * MINUTE;

/// Mean times at a station in units of service time, over 30 replications.
fn sojourns(topology: &Topology, run: Nanos) -> Vec<f64> {
    (0..30).map(|seed| measure(topology, seed, "s0.serve", WARM, run).sojourn / seconds(SERVICE)).collect()
}

/// Probability that a customer waits in M/M/c (Erlang C), and its mean time in the system, service 1.
fn erlang_c(servers: u32, load: f64) -> (f64, f64) {
    let blocked = erlang_b(servers, load);
    let waits = blocked / (1.0 - load * (1.0 - blocked));
    (waits, 1.0 + waits / (f64::from(servers) * (1.0 - load)))
}

/// Probability that a customer is turned away in M/M/c/c.
fn erlang_b(servers: u32, load: f64) -> f64 {
    let offered = f64::from(servers) * load;
    (1..=servers).fold(1.0, |b, n| offered * b / (f64::from(n) + offered * b))
}

/// Arrivals that load this many servers so far [1/s].
pub fn rate(servers: u32, load: f64) -> f64 {
    f64::from(servers) * load / seconds(SERVICE)
}

#[test]
fn the_formulas_themselves_meet_their_tables() {
    for (servers, load, waits, time) in
        [(1, 0.8, 0.8, 5.0), (4, 0.9, 0.7878, 2.9694), (16, 0.9, 0.5913, 1.3696)]
    {
        let (p, w) = erlang_c(servers, load);
        assert!((p - waits).abs() < 1e-4 && (w - time).abs() < 1e-4, "{servers} {load}: {p} {w}");
    }
    assert!((erlang_b(8, 0.9) - 0.1903).abs() < 1e-4);
}

#[test]
fn one_server_waits_as_m_m_1_says() {
    for (load, run) in [(0.5, 5 * MINUTE), (0.8, 20 * MINUTE), (0.9, 90 * MINUTE)] {
        let topology = single(rate(1, load), 1, UNBOUNDED, Duration::Exponential(SERVICE));
        assert_true(&format!("M/M/1 at {load}"), &sojourns(&topology, run), erlang_c(1, load).1);
    }
}

#[test]
fn several_servers_wait_as_erlang_c_says() {
    for (servers, load, run) in [(2, 0.8, 15 * MINUTE), (4, 0.9, 25 * MINUTE), (16, 0.9, 6 * MINUTE)] {
        let topology = single(rate(servers, load), servers, UNBOUNDED, Duration::Exponential(SERVICE));
        assert_true(
            &format!("M/M/{servers} at {load}"),
            &sojourns(&topology, run),
            erlang_c(servers, load).1,
        );
    }
}

#[test]
fn any_service_time_waits_as_pollaczek_and_khinchine_say() {
    let cases = [
        ("M/D/1", Duration::Fixed(SERVICE), 0.0, 0.9, 45 * MINUTE),
        ("M/D/1", Duration::Fixed(SERVICE), 0.0, 0.8, 15 * MINUTE),
        ("M/G/1, SCV 0.25", Duration::LogNormal(SERVICE, 0.5), 0.25, 0.8, 15 * MINUTE),
        ("M/G/1, SCV 4", Duration::LogNormal(SERVICE, 2.0), 4.0, 0.7, 60 * MINUTE),
    ];
    for (name, service, scv, load, run) in cases {
        let topology = single(rate(1, load), 1, UNBOUNDED, service);
        let truth = 1.0 + load / (1.0 - load) * (1.0 + scv) / 2.0;
        assert_true(&format!("{name} at {load}"), &sojourns(&topology, run), truth);
    }
}

#[test]
fn a_full_house_turns_away_as_erlang_b_says() {
    for (servers, load) in [(4, 0.8), (8, 0.9), (16, 0.9)] {
        let topology = single(rate(servers, load), servers, 0, Duration::Exponential(SERVICE));
        let turned_away: Vec<f64> = (0..30)
            .map(|seed| {
                let mut world = World::new(&topology, seed).expect("sound");
                world.advance(5 * MINUTE + MILLI);
                let impact = world::probe::Probe::Impact { since: 0, until: 5 * MINUTE };
                let world::signal::Signals::Impact(impact) = world.probe(&impact) else { unreachable!() };
                impact[0].failed as f64 / impact[0].requests as f64
            })
            .collect();
        assert_true(&format!("M/M/{servers}/{servers} at {load}"), &turned_away, erlang_b(servers, load));
    }
}

/// Twenty stations, one after the other: a customer is walked from each to the next by a component with
/// a worker for everybody, so that nobody holds a station while they wait for the next. Jackson's network.
pub fn tandem(load: f64) -> Topology {
    let mut topology = single(rate(1, load), 1, UNBOUNDED, Duration::Exponential(SERVICE));
    topology.components.clear();
    for n in 0..20 {
        let name = |n: u32| format!("s{n}");
        let serve = Endpoint {
            name: "serve".into(),
            write: false,
            steps: vec![Step::Work(Duration::Exponential(SERVICE))],
        };
        topology.components.push(Component {
            name: name(n),
            replicas: 1,
            workers: 1,
            cores: 1.0,
            queue: UNBOUNDED,
            endpoints: vec![serve],
            ..Component::default()
        });
        let mut policy = topology.edges[0].clone();
        (policy.from, policy.to) = ("walk".into(), name(n));
        topology.edges.push(policy);
    }
    let walk = (0..20).map(|n| Step::Call(format!("s{n}.serve"))).collect();
    topology.components.push(Component {
        name: "walk".into(),
        replicas: 1,
        workers: UNBOUNDED,
        endpoints: vec![Endpoint { name: "through".into(), write: false, steps: walk }],
        ..Component::default()
    });
    topology.edges[0].to = "walk".into();
    topology.journeys[0].entry = "walk.through".into();
    topology
}

#[test]
fn twenty_stations_in_a_row_take_as_long_as_jackson_says() {
    let topology = tandem(0.8);
    let times: Vec<f64> = (0..30)
        .map(|seed| measure(&topology, seed, "walk.through", WARM, 8 * MINUTE).sojourn / seconds(SERVICE))
        .collect();
    assert_true("tandem of 20 at 0.8", &times, 20.0 / (1.0 - 0.8));
}

#[test]
fn arrivals_come_at_the_rate_that_was_asked_for() {
    let topology = single(rate(1, 0.5), 1, UNBOUNDED, Duration::Exponential(SERVICE));
    let rates: Vec<f64> =
        (0..30).map(|seed| measure(&topology, seed, "s0.serve", SECOND, 10 * MINUTE).rate).collect();
    assert_true("arrivals", &rates, 50.0);
}
