//! What the reader of scenarios promises: every mistake at once, each with its place, and never a panic.

use std::path::{Path, PathBuf};

use proptest::prelude::*;

use super::*;
use crate::words::Lang;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../scenarios")
}

fn text(name: &str) -> String {
    std::fs::read_to_string(folder().join(name)).expect("a scenario file reads")
}

fn world(name: &str) -> Result<String, Vec<String>> {
    let text = std::fs::read_to_string(folder().join("worlds").join(format!("{name}.yaml")));
    text.map_err(|_| vec!["shop".into(), "ferry".into()])
}

fn names() -> Vec<String> {
    let mut names: Vec<String> = std::fs::read_dir(folder())
        .expect("the folder lists")
        .flatten()
        .filter_map(|entry| entry.file_name().into_string().ok())
        .filter(|name| name.ends_with(".yaml"))
        .collect();
    names.sort();
    names
}

/// The first scenario with some of its text replaced.
fn altered(changes: &[(&str, &str)]) -> String {
    let mut text = text("first-fire.yaml");
    for (from, to) in changes {
        assert!(text.contains(from), "the file no longer says {from:?}");
        text = text.replacen(from, to, 1);
    }
    text
}

/// Mistakes without their file: `line: sentence`.
fn complaints(text: &str) -> Vec<String> {
    match read(text, "first-fire.yaml", &world) {
        Ok(_) => Vec::new(),
        Err(Mistakes(all)) => {
            all.iter().map(|m| format!("{}:{}", m.at.line, m.wrong.sentence(Lang::En))).collect()
        }
    }
}

/// The only complaint about a changed file.
fn complaint(changes: &[(&str, &str)]) -> String {
    let all = complaints(&altered(changes));
    assert_eq!(all.len(), 1, "{all:#?}");
    all[0].split_once(':').expect("line and sentence").1.to_string()
}

#[test]
fn every_scenario_reads_without_a_mistake() {
    for name in names() {
        if let Err(mistakes) = read(&text(&name), &name, &world) {
            panic!("{}", mistakes.sentences(Lang::Ja));
        }
    }
}

#[test]
fn every_world_of_a_scenario_compiles() {
    for name in names() {
        let scenario = read(&text(&name), &name, &world).expect("read above");
        if let Err(flaws) = ::world::World::new(&scenario.topology, 1) {
            panic!("{name}: {flaws:?}");
        }
    }
}

#[test]
fn mistakes_of_all_kinds_are_told_at_once() {
    let text = altered(&[
        ("minutes: 10", "minuets: 10"),
        ("do: release checkout v143", "do: release checkuot v143"),
        ("healthy: 12m", "healthy: twelve"),
        ("opens_by: 8m", "opens_by: 9d"),
        ("  - buy p95 < 3000ms", "  - buy p95 under 3000ms"),
        ("orders: [ 4m rollback checkout ]", "orders: [ 4m rollback ]"),
        ("en: First Night on Call", "en: ''"),
    ]);
    let all = complaints(&text).join("\n");
    for wanted in [
        "\"minutes\" is missing",
        "no key is called \"minuets\"; perhaps: minutes",
        "no service is called \"checkuot\"; perhaps: checkout (there are: cart, catalog, checkout",
        "\"twelve\" cannot be read; write it like this: 90s, 5m, 1h30m",
        "\"9d\" is out of range (10s to 6h)",
        "\"buy p95 under 3000ms\" cannot be read",
        "\"rollback\" cannot be read; write it like this: rollback SERVICE",
        "the text is empty",
    ] {
        assert!(all.contains(wanted), "{wanted}\n--- in:\n{all}");
    }
}

#[test]
fn a_mistake_is_told_where_it_stands() {
    let text = altered(&[("hour: 21.2..23.4", "hour: 21.2..99")]);
    let line = text.lines().position(|l| l.starts_with("hour:")).expect("there") + 1;
    let Err(Mistakes(all)) = read(&text, "scenarios/first-fire.yaml", &world) else { panic!("no mistake") };
    let expected = format!("scenarios/first-fire.yaml:{line}:7: \"99\" is out of range (0 to 24)");
    assert_eq!(all[0].sentence(Lang::En), expected);
    assert!(all[0].sentence(Lang::Ja).contains("範囲の外"));
}

mod fields;
mod remembered;

/// Where the first of these words stands in a text, as `line:column`, and how many letters into them.
fn place_of(text: &str, words: &str, into: usize) -> String {
    let (n, line) = text.lines().enumerate().find(|(_, l)| l.contains(words)).expect("the words are there");
    let before = line.split(words).next().unwrap_or_default();
    format!("{}:{}", n + 1, before.chars().count() + into + 1)
}

/// The only mistake of a changed file, with its place.
fn told(changes: &[(&str, &str)]) -> (String, String) {
    let text = altered(changes);
    let Err(Mistakes(all)) = read(&text, "first-fire.yaml", &world) else { panic!("no mistake") };
    assert_eq!(all.len(), 1, "{all:#?}");
    (text, all[0].sentence(Lang::En))
}

#[test]
fn a_world_that_does_not_exist_is_told_with_those_that_do() {
    let (text, said) = told(&[("world: shop", "world: mall")]);
    let place = place_of(&text, "mall", 0);
    assert_eq!(said, format!("first-fire.yaml:{place}: no world is called \"mall\"; there are: shop, ferry"));
}

#[test]
fn a_journey_with_the_name_of_a_component_is_told_where_it_stands() {
    let change = "change:\n  journeys:\n    cart: { entry: web.buy, slow_after: 2s }\n  components:";
    let (text, said) = told(&[("change:\n  components:", change)]);
    let place = place_of(&text, "cart: { entry", 0);
    assert!(
        said.starts_with(&format!("first-fire.yaml:{place}: the journey \"cart\" has the name of")),
        "{said}"
    );
    assert!(said.contains("call one of them something else"), "{said}");
}

#[test]
fn a_fault_before_the_world_begins_is_told_where_it_stands() {
    let (text, said) = told(&[("{ at: -9m..-7m, do: \"record", "{ at: -13m..-7m, do: \"record")]);
    let place = place_of(&text, "-13m..-7m", 0);
    let expected = "\"-13m\" is before the world begins: healthy is 12m, so -12m is the earliest";
    assert!(said.starts_with(&format!("first-fire.yaml:{place}: {expected}")), "{said}");
    // At the very beginning is early enough, and of a healthy time that cannot be read nothing can be said.
    assert!(complaints(&altered(&[("{ at: -9m..-7m", "{ at: -12m..-7m")])).is_empty());
    let both =
        complaints(&altered(&[("{ at: -9m..-7m", "{ at: -13m..-7m"), ("healthy: 12m", "healthy: soon")]));
    assert!(both.len() == 1 && both[0].contains("\"soon\""), "{both:?}");
}

#[test]
fn a_fault_that_the_world_cannot_have_is_told_in_words_where_it_stands() {
    let (text, said) = told(&[("do: release checkout v143", "do: link shipping->mailer 50ms 0% for 5m")]);
    let place = place_of(&text, "link shipping", 0);
    assert!(
        said.starts_with(&format!("first-fire.yaml:{place}: There is no call \"shipping->mailer\"")),
        "{said}"
    );
}

#[test]
fn names_are_checked_against_the_system() {
    let unknown = |changes: &[(&str, &str)], wanted: &str| {
        let said = complaint(changes);
        assert!(said.contains(wanted), "{said}");
    };
    unknown(&[("do: release checkout v143", "do: release checkout v144")], "no version is called \"v144\"");
    unknown(
        &[("  - browse error_share < 2%", "  - brows error_share < 2%")],
        "\"brows\"; perhaps: browse (there are: add_to_cart",
    );
    unknown(&[("4m rollback checkout", "4m rollback orders-db")], "no service is called \"orders-db\"");
    unknown(
        &[("4m rollback checkout", "4m undo checkout")],
        "no word is called \"undo\"; there are: rollback",
    );
    unknown(&[("metric checkout error_share", "metric checkout errors")], "no metric is called \"errors\"");
    unknown(&[("parts: [checkout]", "parts: [chekout]")], "\"chekout\"");
    unknown(&[("world: shop", "world: mall")], "no world is called \"mall\"");
    unknown(&[("after 2m\n    who: vendor", "after 2m\n    who: vender")], "no person is called \"vender\"");
    unknown(
        &[("（{player}）", "（{palyer}）")],
        "no placeholder is called \"{palyer}\"; perhaps: {player} (there are: {player}",
    );
    unknown(&[("（{player}）", "（player}）")], "no placeholder is called \"}\"; there are: {player}");
    unknown(&[("（{player}）", "（{player）")], "no placeholder is called \"{\"; there are: {player}");
    unknown(&[("faulty: [place_order]", "faulty: [placeorder]")], "no endpoint is called \"placeorder\"");
}

#[test]
fn what_is_read_before_there_is_a_play_holds_no_placeholder() {
    for (bare, filled) in [
        ("en: First Night on Call", "en: 'First Night, {player}'"),
        ("en: Your first night", "en: At {hour}. Your first night"),
        ("en: Mori", "en: '{name:senior}'"),
    ] {
        let said = complaint(&[(bare, filled)]);
        assert!(said.contains("nothing fills {"), "{said}");
    }
}

#[test]
fn what_only_the_engine_refuses_is_told_too() {
    let said =
        complaint(&[("    checkout:\n", "    cart: { replicas: 9, max_replicas: 5 }\n    checkout:\n")]);
    assert!(said.contains("cart: replicas (1 to max_replicas"), "{said}");
}

#[test]
fn a_text_needs_both_languages() {
    let said = complaint(&[(
        "title: { ja: はじめての当番, en: First Night on Call }",
        "title: { ja: はじめての当番 }",
    )]);
    assert_eq!(said, "the \"en\" text is missing; write both ja and en");
}

#[test]
fn a_title_that_tells_the_cause_is_a_mistake() {
    let said = complaint(&[("ja: はじめての当番, en", "ja: リリースの夜, en")]);
    assert_eq!(
        said,
        "\"リリースの夜\" gives the cause away with \"リリース\"; say it otherwise where players see it before the end"
    );
}

#[test]
fn a_mistake_in_the_world_names_the_worlds_file() {
    let broken =
        |name: &str| world(name).map(|text| text.replace("call: payments.charge", "call: payment.charge"));
    let Err(Mistakes(all)) = read(&text("first-fire.yaml"), "first-fire.yaml", &broken) else {
        panic!("no mistake")
    };
    assert!(all.iter().all(|m| m.file == "shop.yaml"), "{all:?}");
    assert!(all[0].wrong.sentence(Lang::En).contains("no component is called \"payment\""));
}

#[test]
fn calls_that_go_in_a_circle_are_found() {
    let change =
        "change:\n  components:\n    shipping: { endpoints: { quote: [ { call: checkout.place_order } ] } }";
    let all =
        complaints(&altered(&[("change:\n  components:", &format!("{change}\n    cart: {{}}"))])).join("\n");
    assert!(all.contains("the calls go in a circle: ") && all.contains("checkout.place_order"), "{all}");
}

#[test]
fn what_is_not_plain_yaml_is_told_with_its_place() {
    let cases = [
        ("", "1:the file is empty"),
        ("# nothing but a remark\n", "1:the file is empty"),
        ("title: [\n", "this is not YAML"),
        ("title: \"no end", "this is not YAML"),
        ("a: 1\n\tb: 2\n", "this is not YAML"),
        ("title: &x a\npitch: *x\n", "1:anchors (&)"),
        ("title: !!int 3\n", "anchors (&), aliases (*) and tags (!)"),
        ("title: a\ntitle: b\n", "2:\"title\" is written twice"),
        ("[a, b]: 1\n", "1:a key must be text"),
        ("- a\n- b\n", "1:`key: value` lines are wanted here"),
        ("a: 1\n---\nb: 2\n", "one scenario a file"),
        ("load: 1e999..1e999\n", "\"1e999..1e999\" cannot be read"),
        ("minutes: 99999999999999999999\n", "is out of range (1 to 240)"),
    ];
    for (text, wanted) in cases {
        let all = complaints(text).join("\n");
        assert!(all.contains(wanted), "{text:?}: {wanted}\n--- in:\n{all}");
    }
}

#[test]
fn deep_nesting_ends_in_a_sentence_and_not_in_the_stack() {
    for text in ["[".repeat(100_000), "a: ".repeat(3000), "- ".repeat(100_000)] {
        assert!(!complaints(&text).is_empty());
    }
    assert!(
        complaints(&format!("a: {}1{}", "[".repeat(60), "]".repeat(60)))[0].contains("at most 40 levels")
    );
}

#[test]
fn a_change_joins_maps_and_removes_with_a_tilde() {
    let read_with = |change: &str| {
        let text = altered(&[("change:\n  components:", &format!("change:\n{change}\n  components:"))]);
        read(&text, "first-fire.yaml", &world).unwrap_or_else(|m| panic!("{m}"))
    };
    let plain = read_with("  zones: [a]");
    assert_eq!(plain.topology.zones, ["a"]);
    let checkout = plain.topology.components.iter().find(|c| c.name == "checkout").expect("there");
    let versions: Vec<&str> = checkout.versions.iter().map(|v| v.name.as_str()).collect();
    assert_eq!(versions, ["v142", "v143"], "the base's version first, the scenario's after it");
    let without = read_with("  alerts: { MailDelay: ~ }");
    assert!(!without.topology.alerts.iter().any(|a| a.name == "MailDelay"));
}

/// One careless edit of a file.
#[derive(Clone, Debug)]
enum Slip {
    Cut(usize),
    Remove(usize, usize),
    Insert(usize, String),
    Swap(usize, usize),
}

fn slip() -> impl Strategy<Value = Slip> {
    let piece = prop_oneof![
        Just("{".to_string()),
        Just("]".into()),
        Just(": ".into()),
        Just("\n- ".into()),
        Just("\"".into()),
        Just("\t".into()),
        Just("~".into()),
        Just("99999999999999999999".into()),
        Just("&a *a !b".into()),
        "\\PC{0,8}",
    ];
    let at = || 0usize..20_000;
    prop_oneof![
        at().prop_map(Slip::Cut),
        (at(), 1usize..400).prop_map(|(a, n)| Slip::Remove(a, n)),
        (at(), piece).prop_map(|(a, text)| Slip::Insert(a, text)),
        (0usize..200, 0usize..200).prop_map(|(a, b)| Slip::Swap(a, b)),
    ]
}

fn slipped(text: &str, slip: &Slip) -> String {
    let chars: Vec<char> = text.chars().collect();
    let within = |at: usize| at % (chars.len() + 1);
    let some = |range: std::ops::Range<usize>| chars[range].iter().collect::<String>();
    match slip {
        Slip::Cut(at) => some(0..within(*at)),
        Slip::Remove(at, count) => {
            let (from, to) = (within(*at), (within(*at) + count).min(chars.len()));
            some(0..from) + &some(to..chars.len())
        }
        Slip::Insert(at, piece) => some(0..within(*at)) + piece + &some(within(*at)..chars.len()),
        Slip::Swap(a, b) => {
            let mut lines: Vec<&str> = text.lines().collect();
            if !lines.is_empty() {
                let (a, b) = (a % lines.len(), b % lines.len());
                lines.swap(a, b);
            }
            lines.join("\n")
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_slip_of_the_hand_panics_and_every_mistake_has_a_place(slips in prop::collection::vec(slip(), 1..4)) {
        let text = slips.iter().fold(text("first-fire.yaml"), |text, slip| slipped(&text, slip));
        if let Err(Mistakes(all)) = read(&text, "first-fire.yaml", &world) {
            prop_assert!(!all.is_empty());
            for mistake in all {
                prop_assert!(mistake.at.line >= 1 && mistake.at.column >= 1);
                prop_assert!(!mistake.sentence(Lang::Ja).contains('⟦'));
            }
        }
    }
}
