//! Debriefs of a small drill made here: a shop whose checkout gets a bad release. The same world is
//! played by a good crew, by a careless one and by nobody.

mod crews;
mod told;

use std::sync::LazyLock;

use world::World;
use world::fault::Fault;
use world::signal::Metric;
use world::time::{HOUR, MILLI, MINUTE, Nanos, SECOND};
use world::topology::*;

use super::*;
use crate::scenario::{Bound, Cause, Countermeasure, Part, Person, Scheduled, Skill, Text, Way};

const HEALTHY: Nanos = 10 * MINUTE;
const OPENED: Nanos = 12 * MINUTE;
const ENDED: Nanos = 42 * MINUTE;

fn text(ja: &str, en: &str) -> Text {
    Text { ja: ja.into(), en: en.into() }
}

fn service(name: &str, steps: Vec<Step>) -> Component {
    let endpoint = Endpoint { name: "call".into(), write: false, steps };
    Component { name: name.into(), endpoints: vec![endpoint], ..Component::default() }
}

fn shop() -> Topology {
    let work = |ms: u64| Step::Work(Duration::Exponential(ms * MILLI));
    let mut checkout = service("checkout", vec![work(20), Step::Call("orders-db.call".into())]);
    checkout.replicas = 3;
    checkout.versions = vec![
        Version::healthy("v142"),
        Version {
            errors: 0.35,
            error_log: "NullPointerException: shipping quote".into(),
            ..Version::healthy("v143")
        },
    ];
    let catalog = service("catalog", vec![work(10)]);
    let mut db = service("orders-db", vec![work(4)]);
    db.kind = Kind::Database(Database { max_connections: 100, apply_rate: 500.0, failover: 30 * SECOND });
    let journey = |name: &str, entry: &str| Journey {
        name: name.into(),
        entry: entry.into(),
        slow_after: 800 * MILLI,
        value: 1.0,
    };
    Topology {
        name: "shop".into(),
        components: vec![checkout, catalog, db],
        edges: vec![Edge { from: "checkout".into(), to: "orders-db".into(), pool: 20, ..Edge::default() }],
        journeys: vec![journey("buy", "checkout.call"), journey("browse", "catalog.call")],
        traffic: vec![Traffic {
            name: "web".into(),
            source: Source::Open { rate: 12.0, daily: 0.0 },
            mix: vec![("buy".into(), 1.0), ("browse".into(), 2.0)],
        }],
        alerts: vec![AlertRule {
            name: "CheckoutErrorRate".into(),
            subject: "checkout".into(),
            metric: Metric::ErrorShare,
            threshold: 5.0,
            below: false,
            hold: MINUTE,
            pages: true,
        }],
        hour: 1.8,
        ..Topology::default()
    }
}

fn scenario() -> Scenario {
    let bound = |metric, limit| Bound { subject: "buy".into(), metric, limit, above: false };
    Scenario {
        id: "a-test".into(),
        title: text("深夜2時のレジ", "The till at two in the morning"),
        pitch: Text::default(),
        minutes: 10,
        difficulty: 1,
        trains: vec![Skill::Diagnosis, Skill::Mitigation],
        topology: shop(),
        aliases: vec![("checkout".into(), vec!["決済".into(), "レジ".into()])],
        hour: (2.0, 2.0),
        load: (1.0, 1.0),
        healthy: HEALTHY,
        opens_by: 5 * MINUTE,
        horizon: HOUR,
        faults: vec![Scheduled {
            at: (0, 0),
            fault: Fault::Release { service: "checkout".into(), version: "v143".into() },
        }],
        scene: Text::default(),
        people: vec![Person {
            id: "dev".into(),
            names: vec![text("佐藤", "Sato")],
            role: text("決済チーム", "checkout team"),
            part: Part::Colleague,
            knows: Vec::new(),
            busy: 0,
        }],
        pages: Vec::new(),
        injects: Vec::new(),
        stable: vec![bound(Metric::ErrorShare, 2.0), bound(Metric::SlowShare, 5.0)],
        cause: Cause {
            story: text(
                "checkout v143 で送料計算の例外処理が抜け、注文の約3分の1が失敗していました。",
                "checkout v143 shipped without handling an empty shipping quote; a third of orders failed.",
            ),
            parts: vec!["checkout".into()],
            words: vec!["リリース".into(), "v143".into(), "release".into(), "deploy".into()],
            evidence: vec!["changes".into(), "logs checkout".into()],
            nothing: false,
        },
        ways_out: vec![Way {
            text: text("v142 へ切り戻す", "Roll back to v142"),
            orders: vec![(MINUTE, Intervention::Rollback { service: "checkout".into() })],
        }],
        traps: vec![Way {
            text: text(
                "checkout を再起動する。同じ版が立ち上がるだけ",
                "Restart checkout: the same build comes back",
            ),
            orders: vec![(MINUTE, Intervention::Restart { component: "checkout".into(), replica: None })],
        }],
        hints: Vec::new(),
        countermeasures: vec![
            Countermeasure {
                text: text("カナリアリリースで段階的に出す", "Release to a canary first"),
                words: vec!["カナリア".into(), "canary".into()],
            },
            Countermeasure {
                text: text("エラー率で自動的に切り戻す", "Roll back automatically on error rate"),
                words: vec!["自動".into(), "automatic".into()],
            },
        ],
        tickets: Vec::new(),
        ending: (Text::default(), Text::default()),
    }
}

/// One thing that a crew does.
enum Does {
    Looks(&'static str),
    Orders(&'static str),
    Acts(Done),
}

use Does::{Acts, Looks, Orders};

/// A play kept with its worlds.
struct Kept {
    scenario: Scenario,
    player: &'static str,
    team: World,
    nobody: World,
    moments: Vec<Moment>,
    ended: Nanos,
}

impl Kept {
    fn play(scenario: &Scenario, player: &'static str, script: Vec<(u64, Does)>, ended: Nanos) -> Kept {
        let mut team = World::new(&scenario.topology, 7).expect("the test's shop is sound");
        for scheduled in &scenario.faults {
            team.schedule(HEALTHY.saturating_add_signed(scheduled.at.0), scheduled.fault.clone())
                .expect("the fault's names exist");
        }
        team.advance(HEALTHY);
        team.mark_normal();
        team.advance(OPENED);
        let mut nobody = team.clone();
        nobody.advance(ended);
        let mut moments = Vec::new();
        for (seconds, does) in script {
            let at = OPENED + seconds * SECOND;
            team.advance(at);
            let act = match does {
                Looks(line) => Done::Looked(line.into()),
                Acts(act) => act,
                Orders(line) => {
                    let order: Intervention = line.parse().expect("the script's orders are orders");
                    match team.intervene(&order) {
                        Ok(begun) => Done::Ordered { order, change: begun.change },
                        Err(_) => Done::Refused(order),
                    }
                }
            };
            moments.push(Moment { at, act });
        }
        team.advance(ended);
        Kept { scenario: scenario.clone(), player, team, nobody, moments, ended }
    }

    fn debrief(&self) -> Debrief {
        Debrief::of(&Played {
            scenario: &self.scenario,
            seed: 7,
            player: self.player,
            clock: Clock::new(1.8, 0, OPENED),
            opened: OPENED,
            first_fault: HEALTHY,
            ended: self.ended,
            team: &self.team,
            nobody: &self.nobody,
            moments: &self.moments,
        })
    }
}

fn declared(severity: u8) -> Does {
    Acts(Done::Declared(Some(severity)))
}

fn update(text: &str) -> Does {
    Acts(Done::Updated(text.into()))
}

fn believes(text: &str) -> Does {
    Acts(Done::Hypothesis { text: text.into(), about: None })
}

fn good_script() -> Vec<(u64, Does)> {
    vec![
        (30, Looks("impact")),
        (90, declared(2)),
        (150, update("注文の約3割が失敗しています。次の連絡は10分後")),
        (200, Looks("logs checkout")),
        (260, Looks("changes")),
        (300, believes("決済の v143 のリリースが原因だと思う")),
        (320, Orders("rollback checkout")),
        (420, Looks("overview")),
        (640, Looks("metric checkout")),
        (700, update("切り戻しで復旧しました。エラー率は0.1%です")),
        (720, Acts(Done::ClaimedResolved { truly: true })),
        (800, Acts(Done::Countermeasure("カナリアで1%ずつ出す".into()))),
        (810, Acts(Done::Countermeasure("送料計算の空応答を結合テストに足す".into()))),
    ]
}

fn careless_script() -> Vec<(u64, Does)> {
    vec![
        (240, Looks("logs catalog")),
        (300, Orders("restart checkout")),
        (420, believes("DB が遅いせいでは")),
        (480, Orders("scale checkout 1")),
        (560, Orders("shed 60")),
        (600, Acts(Done::ClaimedResolved { truly: false })),
        (1_100, Acts(Done::Declared(None))),
        (1_500, update("調査中です")),
    ]
}

static GOOD: LazyLock<Debrief> =
    LazyLock::new(|| Kept::play(&scenario(), "ana", good_script(), OPENED + 15 * MINUTE).debrief());
static CARELESS: LazyLock<Debrief> =
    LazyLock::new(|| Kept::play(&scenario(), "bob", careless_script(), ENDED).debrief());
static NOBODY: LazyLock<Debrief> = LazyLock::new(|| Kept::play(&scenario(), "", Vec::new(), ENDED).debrief());

/// Nothing is wrong, and the crew sees it.
fn calm_script() -> Vec<(u64, Does)> {
    vec![(30, Looks("overview")), (60, Looks("logs checkout")), (120, Acts(Done::FalseAlarm))]
}

fn calm_scenario() -> Scenario {
    let mut calm = scenario();
    calm.faults.clear();
    calm.cause.nothing = true;
    calm.cause.story = text("監視の閾値が低すぎただけでした。", "The alert's threshold was simply too low.");
    calm.traps.clear();
    calm.ways_out = vec![Way {
        text: text("何もせずに閉じる", "Close it and touch nothing"),
        orders: Vec::new(),
    }];
    calm
}

static CALM: LazyLock<Debrief> =
    LazyLock::new(|| Kept::play(&calm_scenario(), "ana", calm_script(), OPENED + 10 * MINUTE).debrief());
