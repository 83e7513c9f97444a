//! The parts of a system that only some worlds have: how they are written, and what is said where they are wrong.

use super::*;

/// What is said about the first scenario with a line in its system.
fn told_of_system(line: &str, word: &str) -> String {
    of(told(&[("change:\n", &format!("change:\n  {line}\n"))]), word)
}

/// What is said about the first scenario with a line in its service `checkout`.
fn told_of_service(line: &str, word: &str) -> String {
    of(told(&[("    checkout:\n", &format!("    checkout:\n      {line}\n"))]), word)
}

/// What is said about the first scenario with another fault.
fn told_of_fault(fault: &str, word: &str) -> String {
    of(told(&[("do: release checkout v143", &format!("do: {fault}"))]), word)
}

/// The sentence without its place, which must be that of the word.
fn of((text, said): (String, String), word: &str) -> String {
    let place = format!("first-fire.yaml:{}: ", place_of(&text, word, 0));
    said.strip_prefix(&place).unwrap_or_else(|| panic!("{said}, not at {place}")).to_string()
}

#[test]
fn the_parts_of_the_platform_are_told_where_they_stand() {
    let said = told_of_system("platform: registy", "registy");
    assert!(said.starts_with("no component is called \"registy\""), "{said}");
    assert!(told_of_system("quota: many", "many").contains("\"many\""));
    assert!(told_of_system("node_room: -7", "-7").contains("1000000"));
    assert!(told_of_service("load_rate: fast", "fast").contains("\"fast\""));
    assert!(told_of_service("sharded: perhaps", "perhaps").contains("\"perhaps\""));
}

#[test]
fn the_limits_of_a_component_are_told_where_they_stand() {
    assert!(told_of_service("max_connections: -7", "-7").contains("1000000"));
    let said = told_of_service("threads: 2 a replica", "2 a replica");
    assert!(said.contains("1 per replica of 4000"), "{said}");
    assert!(told_of_service("numbers: few", "few").contains("\"few\""));
    let refuses = |what: &str| {
        of(told(&[("          errors: 38%\n", &format!("          refuses: [{what}]\n"))]), what)
    };
    assert!(refuses("web v0").starts_with("no version is called \"v0\""));
    assert!(refuses("wep v0").starts_with("no component is called \"wep\""));
    assert!(refuses("wep v0").contains("perhaps: web "), "{}", refuses("wep v0"));
    assert!(refuses("web").contains("web v142"));
}

#[test]
fn sessions_name_the_journey_that_begins_them() {
    let group = "traffic:\n    club: { users: 50, think: 5s, greeting: hello, mix: { browse: 1 } }\n";
    let said = of(told(&[("change:\n", &format!("change:\n  {group}"))]), "hello");
    assert!(said.starts_with("no journey is called \"hello\""), "{said}");
}

#[test]
fn the_names_in_a_fault_of_a_part_are_checked() {
    let unknown = [
        ("remove chekout 2", "no component is called \"chekout\""),
        ("withdraw checkout v9", "no version is called \"v9\""),
        ("bad-config checkout.buy", "no endpoint is called \"buy\""),
        ("bad-replica checkout/99 50%", "no replica is called \"99\""),
        ("data-loss orders-dbb for 5m", "no database is called \"orders-dbb\""),
        ("route checkout->paymnts denied", "no component is called \"paymnts\""),
    ];
    for (fault, expected) in unknown {
        let said = told_of_fault(fault, fault);
        assert!(said.starts_with(expected), "{fault}: {said}");
    }
    let said = told_of_fault("hot-key checkout 50% for 5m", "hot-key");
    assert!(said.contains("checkout"), "only a sharded component has hot keys: {said}");
    let said = told_of_fault("rotate checkout->payments maybe", "rotate checkout");
    assert!(said.contains("rotate FROM->TO before|after"), "{said}");
}

#[test]
fn what_only_some_worlds_have_reads_as_written() {
    use ::world::topology::{Source, Threads};
    let system = "change:\n  platform: web\n  quota: 90\n  node_room: 8\n  traffic:\n    club: { users: 50, think: 5s, \
                  greeting: browse, within: 9s, mix: { browse: 1 } }\n";
    let service = "    checkout:\n      threads: 1 per replica of 4000\n      max_connections: 70\n      load_rate: 20\n      \
                   numbers: 900\n      sharded: yes\n";
    let refuses = "          errors: 38%\n          refuses: [checkout v143]\n";
    let text =
        altered(&[("change:\n", system), ("    checkout:\n", service), ("          errors: 38%\n", refuses)]);
    let read = read(&text, "first-fire.yaml", &world);
    let topology = read.unwrap_or_else(|Mistakes(all)| panic!("{all:#?}")).topology;
    assert_eq!(
        (topology.platform.as_deref(), topology.quota, topology.node_room),
        (Some("web"), Some(90), Some(8))
    );
    let checkout = topology.components.iter().find(|c| c.name == "checkout").expect("it is there");
    assert_eq!(checkout.threads, Some(Threads { per_replica: 1, limit: 4000 }));
    assert_eq!((checkout.max_connections, checkout.numbers, checkout.sharded), (70, 900, true));
    assert!((checkout.load_rate - 20.0).abs() < f64::EPSILON);
    let refused = checkout.versions.iter().flat_map(|v| &v.refuses).collect::<Vec<_>>();
    assert_eq!(refused, [&("checkout".to_string(), "v143".to_string())]);
    let club = topology.traffic.iter().find(|t| t.name == "club").map(|t| &t.source);
    let greets =
        |source: &Source| matches!(source, Source::Connected { greeting, .. } if greeting == "browse");
    assert!(club.is_some_and(greets));
}
