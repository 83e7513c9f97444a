//! Worlds drawn by seed in which one thing is broken and the best order is known, because it takes exactly that thing
//! back: a truth that a search has to find without being told. Knows no search.

use drill::counterfactual::{Plan, Search, Trial, live};
use world::World;
use world::fault::{CallChange, Fault};
use world::intervention::Intervention;
use world::rng::{child, unit};
use world::time::{MILLI, MINUTE, NEVER, Nanos, SECOND};
use world::topology::*;

/// The thing breaks [ns].
const BREAKS: Nanos = 3 * MINUTE;
/// The scene opens, and orders can be given [ns].
const OPENS: Nanos = 5 * MINUTE;
/// The end of the night [ns].
const UNTIL: Nanos = 20 * MINUTE;
/// Nobody orders anything sooner after the opening [ns].
const LOOKS: Nanos = 2 * MINUTE;
/// What a search may save less than the planted order, and still have found it [share].
const NEAR: f64 = 0.02;
/// The order has to save at least this part, or the world is no question [share].
const BITES: f64 = 0.4;

/// A world with its truth.
pub struct Planted {
    /// As the scene opens.
    pub opened: World,
    /// What broke.
    pub fault: Fault,
    /// What takes it back.
    pub order: Intervention,
    /// What users lose from the opening on if nobody acts [requests by value].
    pub nobody: f64,
    /// What they lose if the order is given as soon as anybody can [requests by value].
    pub best: f64,
}

impl Planted {
    /// A search to its end that is told nothing.
    pub fn search(&self) -> Search {
        let mut search = Search::new(&self.opened, UNTIL, Vec::new());
        loop {
            let round = search.round();
            if round.is_empty() {
                return search;
            }
            let outcomes: Vec<_> = round.iter().map(Trial::run).collect();
            search.settle(&outcomes);
        }
    }

    /// What its best plan saves of what the planted order saves [share].
    pub fn saves(&self, search: &Search) -> f64 {
        (self.nobody - search.best().lost) / (self.nobody - self.best)
    }

    /// Has it found a plan that is as good as the planted order, but for [`NEAR`]?
    pub fn found(&self, search: &Search) -> bool {
        self.saves(search) >= 1.0 - NEAR
    }
}

/// Draws of one seed, one after the other.
struct Dice(u64, u64);

impl Dice {
    fn below(&mut self, n: u64) -> u64 {
        self.1 += 1;
        child(self.0, self.1) % n
    }

    /// Between two numbers.
    fn within(&mut self, low: f64, high: f64) -> f64 {
        self.1 += 1;
        low + (high - low) * unit(child(self.0, self.1))
    }
}

/// The first `count` worlds of the family whose fault bites, with about this many requests a second [1/s].
pub fn worlds(count: usize, busy: f64) -> impl Iterator<Item = Planted> {
    (0..).filter_map(move |seed| planted(seed, busy)).take(count)
}

/// The world of a seed; `None` if what broke hurts nobody, or taking it back saves little.
fn planted(seed: u64, busy: f64) -> Option<Planted> {
    let mut dice = Dice(seed, 0);
    let topology = system(&mut dice, busy);
    let (fault, order) = plant(&topology, &mut dice);
    let mut world = World::new(&topology, seed).expect("a drawn system is sound");
    world.schedule(BREAKS, fault.clone()).expect("what is planted is there");
    world.advance(OPENS);
    let lost = |plan: &Plan| live(world.clone(), plan, UNTIL).cost() - world.cost();
    let nobody = lost(&Plan::default());
    let best = lost(&Plan::default().with(OPENS + LOOKS, order.clone()));
    let bites = nobody > 100.0 && best < nobody * (1.0 - BITES);
    bites.then_some(Planted { opened: world, fault, order, nobody, best })
}

/// Users, a front, two to four services, and what each of them stands on.
fn system(dice: &mut Dice, busy: f64) -> Topology {
    let services = 2 + dice.below(3) as usize;
    let mut components = vec![front(services)];
    let mut edges = vec![edge("users", "front", dice)];
    for n in 0..services {
        let (service, base) = (format!("service-{n}"), format!("base-{n}"));
        components.push(service_on(&service, &base, dice));
        components.push(base_of(&base, dice));
        edges.extend([edge("front", &service, dice), edge(&service, &base, dice)]);
    }
    let journey = |n: usize| Journey {
        name: format!("journey-{n}"),
        entry: format!("front.go-{n}"),
        slow_after: SECOND,
        value: 1.0,
    };
    let rate = busy * dice.within(0.5, 1.5);
    Topology {
        name: "planted".into(),
        components,
        edges,
        journeys: (0..services).map(journey).collect(),
        traffic: vec![Traffic {
            name: "web".into(),
            source: Source::Open { rate, daily: 0.0 },
            mix: (0..services).map(|n| (format!("journey-{n}"), 1.0 + n as f64)).collect(),
        }],
        flags: vec![Flag { name: "new-path".into(), share: 0.0 }],
        jobs: vec![Job {
            name: "batch".into(),
            first: BREAKS,
            every: 5 * MINUTE,
            effect: Fault::Slow { component: "base-0".into(), factor: 1.1, lasts: MINUTE },
        }],
        ..Topology::default()
    }
}

fn front(services: usize) -> Component {
    let go = |n: usize| Endpoint {
        name: format!("go-{n}"),
        write: false,
        steps: vec![work(1.0), Step::Call(format!("service-{n}.serve"))],
    };
    Component {
        name: "front".into(),
        workers: 128,
        endpoints: (0..services).map(go).collect(),
        ..Component::default()
    }
}

fn service_on(name: &str, base: &str, dice: &mut Dice) -> Component {
    let new_path = Step::IfFlag {
        flag: "new-path".into(),
        then: vec![Step::Call(format!("{base}.ask"))],
        otherwise: vec![],
    };
    let bad = Version {
        slowness: [1.0, 30.0][dice.below(2) as usize],
        errors: dice.within(0.3, 0.9),
        ..Version::healthy("v2")
    };
    let work = work(dice.within(2.0, 6.0));
    let steps = vec![work, Step::Call(format!("{base}.ask")), new_path];
    Component {
        name: name.into(),
        replicas: 2 + dice.below(3) as u32,
        workers: 16,
        queue: 2000,
        boot: (5 + dice.below(20)) * SECOND,
        versions: vec![Version::healthy("v1"), bad],
        endpoints: vec![Endpoint { name: "serve".into(), write: false, steps }],
        ..Component::default()
    }
}

/// A database that its service asks twice where the flag is on.
fn base_of(name: &str, dice: &mut Dice) -> Component {
    let ask = Endpoint { name: "ask".into(), write: true, steps: vec![work(dice.within(4.0, 12.0))] };
    Component {
        name: name.into(),
        kind: Kind::Database(Database { max_connections: 200, apply_rate: 1e4, failover: 40 * SECOND }),
        workers: 16,
        // A small one, which a flood that is quickly lived fills.
        cores: 1.0,
        endpoints: vec![ask],
        dns_ttl: 10 * SECOND,
        certificate_expires: NEVER,
        ..Component::default()
    }
}

fn edge(from: &str, to: &str, dice: &mut Dice) -> Edge {
    let timeout = (1 + dice.below(3)) * SECOND;
    Edge { from: from.into(), to: to.into(), timeout, retries: dice.below(2) as u32, ..Edge::default() }
}

fn work(ms: f64) -> Step {
    Step::Work(Duration::Exponential((ms * MILLI as f64) as Nanos))
}

/// What breaks, and what takes exactly that back.
fn plant(topology: &Topology, dice: &mut Dice) -> (Fault, Intervention) {
    use Intervention as I;
    let n = dice.below(topology.journeys.len() as u64);
    let (service, base) = (format!("service-{n}"), format!("base-{n}"));
    match dice.below(7) {
        0 => (Fault::Release { service: service.clone(), version: "v2".into() }, I::Rollback { service }),
        1 => {
            let change = CallChange::Timeout(dice.within(1.0, 4.0) as Nanos * MILLI);
            let push = Fault::Config { from: service.clone(), to: base, change };
            (push, I::RevertConfig { component: service })
        }
        2 => {
            let plan = Fault::Plan {
                database: base.clone(),
                endpoint: "ask".into(),
                factor: dice.within(60.0, 200.0),
            };
            (plan, I::FixPlan { database: base, endpoint: "ask".into() })
        }
        3 => (Fault::Dns { component: base.clone() }, I::FixDns { component: base }),
        4 => {
            let expires = Fault::CertificateExpires { component: base.clone() };
            (expires, I::RenewCertificate { component: base })
        }
        5 => {
            let limit = Fault::CpuLimit { component: service.clone(), cores: 0.05 };
            (limit, I::RevertConfig { component: service })
        }
        _ => {
            let flood = Fault::AbusiveClient {
                client: "crawler".into(),
                journey: format!("journey-{n}"),
                rate: dice.within(90.0, 180.0),
                lasts: UNTIL,
            };
            (flood, I::BlockClient { client: "crawler".into() })
        }
    }
}

#[test]
fn a_planted_truth_is_found_without_being_told() {
    for world in worlds(3, 3.0) {
        let search = world.search();
        assert!(world.found(&search), "{} for {:?}: {:?}", world.order, world.fault, search.best());
    }
}
