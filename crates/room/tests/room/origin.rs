//! A drill and a real incident are the same room: no rule can tell them apart.

use std::path::{Path, PathBuf};

use proptest::prelude::*;
use room::{Event, Flow, Order, OrderId, Origin, Standing};

use crate::laws::{command, now};
use crate::script::actor;

fn play(origin: Origin, commands: &[(room::Command, u8, i64)]) -> Vec<String> {
    let mut flow = Flow::new();
    let open = room::Command::OpenRoom { title: "checkout fails".into(), origin };
    let all = std::iter::once((open, 0, 0)).chain(commands.iter().cloned());
    let mut came = Vec::new();
    for (number, (command, who, seconds)) in all.enumerate() {
        let who = actor(["ana", "bob", "cat"][who as usize % 3]);
        let id = OrderId::new(format!("o{number}")).unwrap();
        let order = Order { id, actor: who, line: None, command };
        came.push(match flow.submit(&order, Standing::Responder, now(seconds)) {
            Ok(entries) => format!("{:?}", entries.iter().map(told).collect::<Vec<_>>()),
            Err(refusal) => refusal.to_string(),
        });
    }
    came
}

/// What an entry says, but for the origin that was handed in with the order.
fn told(entry: &room::Entry) -> String {
    match &entry.event {
        Event::RoomOpened { title, .. } => title.clone(),
        other => format!("{other:?}"),
    }
}

proptest! {
    #[test]
    fn the_same_orders_leave_the_same_in_a_drill_and_in_a_real_incident(
        commands in prop::collection::vec((command(), any::<u8>(), 0..7_200i64), 0..40)
    ) {
        let drill = Origin::Drill { scenario: "first-fire".into(), seed: 7, engine: "1".into() };
        let live = play(Origin::Live {}, &commands);
        prop_assert_eq!(&live, &play(drill, &commands));
        prop_assert_eq!(&live, &play(Origin::Rehearsal {}, &commands));
    }
}

fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for file in std::fs::read_dir(folder).unwrap().map(|file| file.unwrap().path()) {
        if file.is_dir() {
            sources(&file, found);
        } else {
            found.push(file);
        }
    }
}

#[test]
fn no_rule_reads_where_the_trouble_comes_from() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut rules = vec![src.join("permit.rs"), src.join("order.rs"), src.join("wake.rs")];
    sources(&src.join("decide"), &mut rules);
    assert!(rules.len() > 8, "the rules were not found");
    for rule in rules {
        let text = std::fs::read_to_string(&rule).unwrap();
        for read in [".origin", "Origin::", "is_drill", "Drill", "Live", "Rehearsal"] {
            assert!(!text.contains(read), "{} names `{read}`: no rule may tell a drill", rule.display());
        }
    }
}
