//! A small shop, a bad release, and what a player sees of it.

use proptest::prelude::*;

use super::*;
use crate::counterfactual::in_turn;
use crate::scenario::*;
use world::fault::Fault;
use world::signal::Metric;
use world::time::{MILLI, MINUTE, SECOND};
use world::topology::*;

mod meant;
mod table;
mod team;
mod told;

fn both(text: &str) -> Text {
    Text { ja: text.into(), en: text.into() }
}

fn service(name: &str, steps: Vec<Step>) -> Component {
    Component {
        name: name.into(),
        replicas: 3,
        endpoints: vec![Endpoint { name: "do".into(), write: false, steps }],
        ..Component::default()
    }
}

fn topology() -> Topology {
    let work = |ms: u64| Step::Work(Duration::LogNormal(ms * MILLI, 0.5));
    let mut checkout = service("checkout", vec![work(20), Step::Call("orders-db.insert".into())]);
    let bug = "NullPointerException in ShippingQuote";
    checkout.versions = vec![
        Version::healthy("v141"),
        Version { errors: 0.5, error_log: bug.into(), ..Version::healthy("v142") },
    ];
    let database = Database { max_connections: 100, apply_rate: 1000.0, failover: 30 * SECOND };
    let db = Component {
        name: "orders-db".into(),
        kind: Kind::Database(database),
        workers: 100,
        cores: 8.0,
        endpoints: vec![Endpoint { name: "insert".into(), write: true, steps: vec![work(4)] }],
        ..Component::default()
    };
    let rule = AlertRule {
        name: "BuyErrorRate".into(),
        subject: "buy".into(),
        metric: Metric::ErrorShare,
        threshold: 5.0,
        below: false,
        hold: MINUTE,
        pages: true,
    };
    let source = Source::Open { rate: 60.0, daily: 0.2 };
    Topology {
        name: "shop".into(),
        components: vec![service("web", vec![work(5), Step::Call("checkout.do".into())]), checkout, db],
        journeys: vec![Journey {
            name: "buy".into(),
            entry: "web.do".into(),
            slow_after: 2 * SECOND,
            value: 1.0,
        }],
        traffic: vec![Traffic { name: "web".into(), source, mix: vec![("buy".into(), 1.0)] }],
        alerts: vec![rule],
        ..Topology::default()
    }
}

fn person(id: &str, name: &str, part: Part, busy: Nanos) -> Person {
    let knows = match part {
        Part::Colleague => vec![Knowledge { about: vec![], says: both("さっき checkout を出した") }],
        _ => vec![],
    };
    Person { id: id.into(), names: vec![both(name)], role: both(id), part, knows, busy, at_first: None }
}

fn cause() -> Cause {
    Cause {
        story: both("s"),
        parts: vec!["checkout".into()],
        words: vec!["release".into(), "リリース".into()],
        evidence: vec!["changes".into()],
        nothing: false,
        class: None,
    }
}

fn scenario() -> Scenario {
    let release = Fault::Release { service: "checkout".into(), version: "v142".into() };
    let well = Bound { subject: "buy".into(), metric: Metric::ErrorShare, limit: 1.0, above: false };
    let ticket =
        TicketText { journey: "buy".into(), about: "failed".into(), texts: vec![both("買えません")] };
    Scenario {
        id: "test".into(),
        title: both("A night"),
        pitch: both("p"),
        minutes: 10,
        difficulty: 1,
        trains: vec![Skill::Mitigation],
        topology: topology(),
        aliases: vec![],
        hour: (2.0, 2.0),
        load: (1.0, 1.0),
        healthy: 10 * MINUTE,
        opens_by: 10 * MINUTE,
        horizon: 60 * MINUTE,
        faults: vec![Scheduled { at: (0, 0), fault: release }],
        records: vec![],
        scene: both("{company}、{hour}。{player} が当番。"),
        people: vec![
            person("boss", "大野", Part::Manager, 0),
            person("cs", "橋本", Part::Support, 0),
            person("dev", "佐藤", Part::Colleague, 2 * MINUTE),
        ],
        pages: vec![],
        injects: vec![],
        stable: vec![well],
        cause: cause(),
        ways_out: vec![],
        traps: vec![],
        hints: vec![both("変更を見る")],
        countermeasures: vec![],
        tickets: vec![ticket],
        history: None,
        seats: vec![],
        ending: (both("よい夜"), both("長い夜")),
    }
}

fn play(lines: &[&str]) -> (Play, Vec<Block>) {
    play_in(Lang::Ja, lines)
}

fn play_in(lang: Lang, lines: &[&str]) -> (Play, Vec<Block>) {
    let options = Options { seed: 1, lang, player: "あなた".into(), pace: Pace::Turns, focus: None };
    let mut play = Play::open(&scenario(), options).expect("the scenario is sound");
    let mut seen = play.opening();
    for line in lines {
        let turn = world::time::parse_span(line).map_or_else(|| Turn::Said((*line).into()), Turn::Passed);
        seen.extend(play.take(&turn));
    }
    (play, seen)
}

fn shown(play: &Play, blocks: &[Block]) -> String {
    let lines = blocks.iter().flat_map(|b| crate::narrate::plain::lines(b, Lang::Ja, &play.clock, 100));
    lines.collect::<Vec<_>>().join("\n")
}

#[test]
fn a_rollback_ends_the_night_and_every_step_is_written_in_the_flow() {
    let (play, seen) = play(&["rollback checkout", "3m", "/end"]);
    let text = shown(&play, &seen);
    assert!(text.contains("BuyErrorRate"), "{text}");
    assert!(text.contains("切り戻し完了"), "{text}");
    assert!(play.over() && play.panels().alerts.is_empty());
    let keys: Vec<&str> = play.entries().iter().map(|e| e.event.key()).collect();
    for key in
        ["entry-alert-noted", "entry-intervention-ordered", "entry-intervention-settled", "entry-room-closed"]
    {
        assert!(keys.contains(&key), "{key} is not in {keys:?}");
    }
}

#[test]
fn the_same_turns_give_the_same_play() {
    let lines = ["overview", "hint", "rollback checkout", "flag nothing 0", "2m", "/end"];
    let (one, two) = (play(&lines), play(&lines));
    assert_eq!(one.1, two.1);
    assert_eq!(one.0.entries(), two.0.entries());
    assert_eq!(one.0.world.digest(), two.0.world.digest());
}

#[test]
fn every_order_of_the_cast_is_accepted_by_the_room() {
    let (play, _) = play(&["12m", "/end"]);
    assert!(play.entries().iter().any(|e| e.event.key() == "entry-heard"), "the manager asked");
}

fn last(lines: &[&str]) -> String {
    let (mut before, _) = play(&lines[..lines.len() - 1]);
    let blocks = before.take(&Turn::Said(lines[lines.len() - 1].into()));
    shown(&before, &blocks)
}

#[test]
fn what_destroys_asks_first_and_a_no_leaves_it_undone() {
    assert!(last(&["restart checkout"]).contains("実行する？"));
    assert!(last(&["restart checkout", "いいえ"]).contains("見送り"));
    assert!(last(&["restart checkout", "はい"]).contains("再起動"));
    let (play, _) = play(&["restart checkout", "いいえ", "/end"]);
    assert!(!play.entries().iter().any(|e| e.event.key() == "entry-intervention-ordered"));
}

#[test]
fn a_hint_has_its_price_and_the_ladder_its_end() {
    let (play, _) = play(&["ヒント"]);
    assert_eq!(play.now() - play.opened, MINUTE);
    assert!(last(&["ヒント"]).contains("変更を見る"));
    assert!(last(&["ヒント", "ヒント"]).contains("もうない"));
}

#[test]
fn a_refused_order_says_why_and_changes_nothing() {
    let (before, _) = play(&["10s"]);
    let (after, seen) = play(&["rollback web"]);
    assert_eq!(
        before.world.probe(&world::probe::Probe::Flags),
        after.world.probe(&world::probe::Probe::Flags)
    );
    assert!(after.under_way.is_empty());
    assert!(shown(&after, &seen).contains("web"));
}

#[test]
fn it_is_not_over_because_somebody_says_so() {
    let text = last(&["復旧した"]);
    assert!(text.contains("まだだ") && text.contains("エラー率"), "{text}");
}

#[test]
fn after_the_fire_whatever_is_said_is_a_countermeasure() {
    let (play, _) = play(&["rollback checkout", "4m", "復旧した", "カナリアを必須にする", "/end"]);
    assert!(play.over());
    assert_eq!(play.debrief(in_turn).own_countermeasures, ["カナリアを必須にする"]);
}

#[test]
fn nonsense_and_the_void_are_answered_and_cost_nothing() {
    for text in
        ["", "   ", "\u{0}\u{7}", "ｗｗｗ", "🔥🔥🔥", "'; drop table users; --", &"長い".repeat(5_000)]
    {
        let (play, _) = play(&[text]);
        assert_eq!(play.now(), play.opened, "{text:.20}");
        assert!(!play.over());
    }
}

fn keys(lines: &[&str]) -> Vec<&'static str> {
    play(lines).0.entries().iter().map(|entry| entry.event.key()).collect()
}

#[test]
fn a_look_is_no_answer_to_an_open_question_and_disarms_it() {
    for look in ["checkout のログ見て", "show me the checkout logs"] {
        let done = keys(&["ロールバックして", look]);
        assert!(done.contains(&"entry-looked"), "{look}: {done:?}");
        assert!(!done.contains(&"entry-intervention-ordered"), "{look}: {done:?}");
    }
}

#[test]
fn a_confirmation_that_was_not_given_is_asked_for_again() {
    for unsure in ["absolutely not", "yes but not now", "うーん"] {
        let text = last(&["restart checkout", unsure, "restart checkout"]);
        assert!(text.contains("実行する？"), "{unsure}: {text}");
    }
}

#[test]
fn musing_and_denial_declare_nothing_and_close_nothing() {
    for said in
        ["I don't think this is an incident", "this is not a sev1", "SEV3くらいかな", "SEV1じゃないよね"]
    {
        assert!(!keys(&[said]).contains(&"entry-declared"), "{said}");
    }
    for said in ["復旧作業中です", "復旧させたい", "直ったかな", "I wish it was resolved"] {
        assert!(!keys(&[said]).contains(&"entry-said-stabilised"), "{said}");
    }
    assert!(keys(&["SEV3くらいかな", "はい"]).contains(&"entry-declared"));
}

#[test]
fn what_is_said_to_somebody_reaches_them_and_is_not_carried_out() {
    for said in [
        "大野さん、購入の4割が失敗しています。これからcheckoutを切り戻します",
        "お客様には「復旧まで少々お待ちください」とお伝えください",
        "とりあえず報告：購入できない状態です",
    ] {
        let done = keys(&[said]);
        assert!(done.contains(&"entry-update-published"), "{said}: {done:?}");
        assert!(!done.contains(&"entry-intervention-ordered"), "{said}: {done:?}");
    }
}

#[test]
fn the_drill_ends_when_it_is_told_to_and_not_by_habit() {
    for habit in ["exit", "quit", "終わり？"] {
        let (play, _) = play(&[habit]);
        assert!(!play.over(), "{habit}");
    }
    let (ended, _) = play(&["exit", "はい"]);
    assert!(ended.over());
    let (waits, _) = play(&["rollback checkout", "4m", "復旧した", "待って"]);
    assert!(!waits.over());
}

#[test]
fn a_question_about_hints_costs_none() {
    for asked in ["ヒントって減点ある？", "could I get a hint without losing points?"] {
        assert!(!keys(&[asked]).contains(&"entry-hint-taken"), "{asked}");
    }
}

#[test]
fn an_alarm_that_hurt_many_was_not_false() {
    let text = last(&["15m", "rollback checkout", "4m", "誤報だった"]);
    assert!(text.contains("誤報ではない"), "{text}");
}

/// What the game master makes of a night, and what the debrief does.
fn judged(lines: &[&str]) -> (String, crate::debrief::Recovery) {
    let (play, seen) = play(lines);
    (shown(&play, &seen), play.debrief(in_turn).course.recovery)
}

#[test]
fn the_game_master_and_the_debrief_judge_a_recovery_alike() {
    use crate::debrief::Recovery;
    let mut told = [0; 3];
    // Off the beat of the monitoring, from before it is well until long after.
    for wait in [0, 3, 14, 27, 61, 94, 121, 137, 200] {
        let wait = format!("{wait}s");
        let (text, recovery) = judged(&["rollback checkout", &wait, "/end"]);
        assert_eq!(text.contains("よい夜"), recovery != Recovery::StillBurning, "{wait}: {recovery:?}");
        told[match recovery {
            Recovery::StillBurning | Recovery::Later(_) => 0,
            Recovery::Lately(_) => 1,
            Recovery::Since(_) | Recovery::NeverUnwell => 2,
        }] += 1;
        let (text, recovery) = judged(&["rollback checkout", &wait, "復旧した", "以上"]);
        let confirmed = text.contains("影響は止まっている");
        assert_eq!(confirmed, matches!(recovery, Recovery::Since(_)), "{wait}: {recovery:?}: {text}");
        assert_ne!(confirmed, text.contains("まだだ"), "{wait}: {text}");
    }
    assert!(told.iter().all(|times| *times > 0), "every judgement was passed: {told:?}");
}

/// Whatever a player may do, in any order.
const LINES: [&str; 22] = [
    "overview",
    "logs checkout",
    "changes",
    "佐藤さんに聞く",
    "SEV2で宣言",
    "インシデントを宣言します",
    "SEV1に上げる",
    "状況共有: 購入の約4割が失敗しています。10分後に続報します",
    "原因は checkout のリリースだと思う",
    "checkout のリリースは原因ではない",
    "メモ: 02:00 から失敗",
    "rollback checkout",
    "rollback web",
    "scale checkout 6",
    "shed 50",
    "はい",
    "ヒント",
    "復旧した",
    "誤報だった",
    "カナリアを必須にする",
    "7s",
    "95s",
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    #[test]
    fn a_debrief_is_read_from_the_flow_alone(
        lines in prop::collection::vec(prop::sample::select(LINES.to_vec()), 0..10),
        ends in any::<bool>(),
    ) {
        let lines = [lines, if ends { vec!["/end"] } else { Vec::new() }].concat();
        let (played, _) = play(&lines);
        let kept: Vec<String> =
            played.entries().iter().map(|e| serde_json::to_string(e).expect("an entry is JSON")).collect();
        let read: Vec<room::Entry> =
            kept.iter().map(|line| serde_json::from_str(line).expect("an entry reads")).collect();
        let debrief = Debrief::of(&scenario(), &read, "あなた", &[], in_turn).expect("the flow is of this drill");
        prop_assert_eq!(debrief.json(), played.debrief(in_turn).json());
        // What the flow says happened to the world is what happened to it.
        if ends {
            let world = Debrief::world_of(&scenario(), &read);
            prop_assert_eq!(world.digest(), played.world.digest());
        }
        // A play that was resumed has the same flow.
        let (resumed, _) = play(&lines);
        prop_assert_eq!(resumed.entries(), played.entries());
    }
}

#[test]
fn a_flow_of_something_else_has_no_debrief() {
    let (play, _) = play(&["/end"]);
    let other = Scenario { id: "another".into(), ..scenario() };
    let refused = Debrief::of(&other, play.entries(), "", &[], in_turn).unwrap_err();
    assert_eq!(refused, crate::debrief::NotPlayed::OtherScenario("test".into()));
    assert_eq!(
        Debrief::of(&scenario(), &[], "", &[], in_turn).unwrap_err(),
        crate::debrief::NotPlayed::NoDrill
    );
}

/// What is answered to the last line, and whether the player has left anything in the room by it.
fn answered(lang: Lang, lines: &[&str]) -> (String, bool) {
    let (last, before) = lines.split_last().expect("something is said");
    let (mut play, _) = play_in(lang, before);
    let deeds = |play: &Play| play.entries().iter().filter(|e| e.actor.as_str() == "player").count();
    let known = deeds(&play);
    let blocks = play.take(&Turn::Said((*last).into()));
    let lines = blocks.iter().flat_map(|b| crate::narrate::plain::lines(b, lang, &play.clock, 200));
    (lines.collect::<Vec<_>>().join("\n"), deeds(&play) > known)
}

#[test]
fn what_the_room_refuses_is_said_with_the_next_step() {
    for (lang, lines, what, next) in [
        (
            Lang::Ja,
            vec!["SEV2で宣言", "インシデントを宣言します"],
            "もう宣言されている（あなた、SEV2）",
            "「SEV2」のように",
        ),
        (
            Lang::En,
            vec!["declare SEV2", "declare an incident"],
            "has declared it already, SEV2",
            "To say how bad",
        ),
        (
            Lang::Ja,
            vec!["宣言します", "インシデントを宣言します"],
            "もう宣言されている（あなた）",
            "「SEV2」のように",
        ),
        (Lang::Ja, vec!["SEV1に上げる"], "まだ誰もインシデントを宣言していない", "先に宣言する"),
        (Lang::En, vec!["raise it to SEV1"], "Nobody has declared", "Declare it first"),
        (Lang::Ja, vec!["SEV2で宣言", "SEV2です"], "もう SEV2", "何もしなくていい"),
        (Lang::En, vec!["declare SEV2", "SEV2"], "It is SEV2 already", "Nothing needs to be done"),
        (Lang::Ja, vec!["メモ: \u{200b}\u{2060}"], "本文が空", "ひとことでも書く"),
        (Lang::En, vec!["update: \u{200b}"], "The text is empty", "Write a few words"),
    ] {
        let (text, left) = answered(lang, &lines);
        assert!(text.contains(what) && text.contains(next), "{lines:?}: {text}");
        assert!(!left, "{lines:?} left something in the log");
    }
}

#[test]
fn what_the_room_accepts_is_in_the_log() {
    for lines in [
        vec!["宣言します"],
        vec!["宣言します", "SEV2"],
        vec!["SEV2で宣言", "SEV1に上げる"],
        // Who repairs before anybody has declared has repaired nonetheless.
        vec!["復旧した"],
        vec!["メモ: 02:00 から失敗"],
        vec!["原因は checkout のリリースだと思う"],
        vec!["rollback web"],
    ] {
        let (text, left) = answered(Lang::Ja, &lines);
        assert!(left, "{lines:?}: {text}");
    }
}

#[test]
fn nobody_is_congratulated_when_time_runs_out_on_a_fire() {
    let (play, seen) = play(&["61m"]);
    let text = shown(&play, &seen);
    assert!(text.contains("時間切れ") && text.contains("何を変える？"), "{text}");
    assert!(!text.contains("お疲れさま"), "{text}");
}
