//! Debriefs of a small drill made here: a shop whose checkout gets a bad release. The same world is
//! played by a good crew, by a careless one and by nobody.

mod asked;
mod crews;
mod together;
mod told;
mod verdicts;

use std::sync::LazyLock;

use room::Command;
use world::fault::Fault;
use world::intervention::Intervention;
use world::signal::Metric;
use world::time::{HOUR, MILLI, MINUTE, Nanos, SECOND};
use world::topology::*;

use super::*;
use crate::counterfactual::in_turn;
use crate::scenario::{Bound, Cause, Countermeasure, Part, Person, Scheduled, Skill, Text, Way};

const HEALTHY: Nanos = 10 * MINUTE;
const LENGTH: Nanos = 30 * MINUTE;

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

fn sato() -> Person {
    Person {
        id: "dev".into(),
        names: vec![text("佐藤", "Sato")],
        role: text("決済チーム", "checkout team"),
        part: Part::Colleague,
        knows: Vec::new(),
        busy: 0,
        at_first: None,
    }
}

fn scenario() -> Scenario {
    let fault = Fault::Release { service: "checkout".into(), version: "v143".into() };
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
        faults: vec![Scheduled { at: (0, 0), fault }],
        records: vec![],
        scene: Text::default(),
        people: vec![sato()],
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
            class: None,
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
        history: None,
        seats: vec![],
        ending: (Text::default(), Text::default()),
    }
}

/// One thing that a crew does.
enum Does {
    Looks(&'static str),
    Orders(&'static str),
    Tells(Command),
    /// Takes the last hypothesis back.
    DropsIt,
}

use Does::{DropsIt, Looks, Orders, Tells};

/// When the scene opens, in the log.
const NIGHT: &str = "2026-01-01T02:00:00Z";

/// The log of a play: what is done so many seconds after the opening, and its end [ns after the opening].
fn log(scenario: &Scenario, script: Vec<(u64, Does)>, length: Nanos) -> Vec<room::Entry> {
    let mut flow = room::Flow::new();
    let mut give = |after: Nanos, command: Command| {
        let begun: jiff::Timestamp = NIGHT.parse().expect("a time");
        let now = begun + jiff::SignedDuration::from_nanos(after as i64);
        let id = room::OrderId::new(format!("o{}", flow.entries().len())).expect("an id");
        let actor = room::Actor::new("player").expect("an id");
        let order = room::Order { id, actor, line: None, command };
        flow.submit(&order, room::Standing::Responder, now).expect("the room takes it");
        flow.room().seq()
    };
    let origin = room::Origin::Drill { scenario: scenario.id.clone(), seed: 7, engine: crate::ENGINE.into() };
    give(0, Command::OpenRoom { title: "it burns".into(), origin });
    let mut believed = room::Seq(0);
    for (seconds, does) in script {
        let command = match does {
            Looks(line) => Command::Look { what: line.into(), saw: String::new() },
            Orders(line) => Command::OrderIntervention { what: line.into() },
            DropsIt => Command::SettleHypothesis {
                hypothesis: believed,
                verdict: room::Verdict::Refuted,
                evidence: Vec::new(),
            },
            Tells(command) => command,
        };
        let hypothesis = matches!(command, Command::ProposeHypothesis { .. });
        let entry = give(seconds * SECOND, command);
        believed = if hypothesis { entry } else { believed };
    }
    give(length, Command::CloseRoom { ending: room::Ending::BrokenOff });
    flow.entries().to_vec()
}

fn debrief(scenario: &Scenario, player: &str, script: Vec<(u64, Does)>, length: Nanos) -> Debrief {
    Debrief::of(scenario, &log(scenario, script, length), player, &[], in_turn)
        .expect("the log is of this drill")
}

fn declared(severity: u8) -> Does {
    Tells(Command::Declare { severity: room::Severity::new(severity), title: None })
}

fn update(text: &str) -> Does {
    let audience = room::Audience::Everyone;
    Tells(Command::PublishUpdate { audience, text: text.into(), next_within: None })
}

fn believes(text: &str) -> Does {
    Tells(Command::ProposeHypothesis { text: text.into(), about: None })
}

fn would_change(text: &str) -> Does {
    Tells(Command::ProposeCountermeasure { text: text.into(), owner: None, due: None })
}

fn says_it_is_repaired() -> Does {
    Tells(Command::SayStabilised { text: None })
}

fn calls_it_false() -> Does {
    Tells(Command::SayFalseAlarm { why: "nothing is wrong".into() })
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
        (720, says_it_is_repaired()),
        (720, Tells(Command::SayVerified { evidence: Vec::new() })),
        (800, would_change("カナリアで1%ずつ出す")),
        (810, would_change("送料計算の空応答を結合テストに足す")),
    ]
}

fn careless_script() -> Vec<(u64, Does)> {
    vec![
        (240, Looks("logs catalog")),
        (300, Orders("restart checkout")),
        (420, believes("DB が遅いせいでは")),
        (480, Orders("scale checkout 1")),
        (560, Orders("shed 60")),
        (600, says_it_is_repaired()),
        (1_100, declared(0)),
        (1_500, update("調査中です")),
    ]
}

static GOOD: LazyLock<Debrief> = LazyLock::new(|| debrief(&scenario(), "ana", good_script(), 15 * MINUTE));
static CARELESS: LazyLock<Debrief> = LazyLock::new(|| debrief(&scenario(), "bob", careless_script(), LENGTH));
static NOBODY: LazyLock<Debrief> = LazyLock::new(|| debrief(&scenario(), "", Vec::new(), LENGTH));

/// Nothing is wrong, and the crew sees it.
fn calm_script() -> Vec<(u64, Does)> {
    vec![(30, Looks("overview")), (60, Looks("logs checkout")), (120, calls_it_false())]
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
    LazyLock::new(|| debrief(&calm_scenario(), "ana", calm_script(), 10 * MINUTE));
