//! A room kept as a cache: read again at any entry it is the room that its log makes, and of another form it is not read.
//! Beside it what a room forgets: orders that were given long ago.

use proptest::prelude::*;
use room::view::{Copilot, board, brief, roster};
use room::{
    Command, Entry, Flow, Order, OrderId, Origin, Room, Standing, fold, record, restored, snapshot, wake,
};

use crate::golden::golden;
use crate::laws::{night, now, orders};
use crate::script::actor;

/// The form of a room's snapshot and of a copilot's, and digests of what all events that are on record make of them.
const RECORDED: [(&str, u64); 2] =
    [("room 3", 1_522_144_309_668_851_067), ("copilot 1", 18_258_960_529_280_565_959)];

fn folded(entries: &[Entry]) -> Room {
    let mut room = Room::default();
    entries.iter().for_each(|entry| fold(&mut room, entry));
    room
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn a_room_restored_at_any_entry_folds_on_as_if_from_zero(orders in orders(), cut in 0..120usize) {
        let (flow, given) = night(&orders);
        let (before, after) = flow.entries().split_at(cut.min(flow.entries().len()));
        let kept = folded(before);
        let mut room = restored(&snapshot(&kept)).unwrap();
        let mut copilot = Copilot::restored(&Copilot::of(before).snapshot()).unwrap();
        prop_assert_eq!(&room, &kept);
        prop_assert_eq!(room.seq(), copilot.seq());
        for entry in after {
            fold(&mut room, entry);
            copilot.fold(entry);
        }
        prop_assert_eq!(&room, flow.room());
        prop_assert_eq!(&copilot, &Copilot::of(flow.entries()));
        let at = now(9_000);
        prop_assert_eq!(board(&room, at), board(flow.room(), at));
        prop_assert_eq!(brief(&room, at), brief(flow.room(), at));
        prop_assert_eq!(roster(&room, at), roster(flow.room(), at));
        prop_assert_eq!(wake(&room), wake(flow.room()));
        for (order, standing, second) in &given {
            prop_assert_eq!(record(&room, order, *standing, now(*second)), record(flow.room(), order, *standing, now(*second)));
        }
    }

    #[test]
    fn a_copy_that_goes_its_own_way_leaves_the_room_as_it_was(orders in orders(), cut in 0..120usize) {
        let (flow, _) = night(&orders);
        let (before, after) = flow.entries().split_at(cut.min(flow.entries().len()));
        let room = folded(before);
        let mut copy = room.clone();
        after.iter().for_each(|entry| fold(&mut copy, entry));
        prop_assert_eq!(&room, &folded(before));
        prop_assert_eq!(&copy, flow.room());
    }

    #[test]
    fn a_broken_snapshot_is_not_read(orders in orders(), cut in 0..100usize) {
        let (flow, _) = night(&orders);
        for text in [snapshot(flow.room()), Copilot::of(flow.entries()).snapshot()] {
            let end = (0..=text.len() * cut / 100).rev().find(|end| text.is_char_boundary(*end)).unwrap();
            prop_assert!(restored(&text[..end]).is_none() && Copilot::restored(&text[..end]).is_none());
        }
    }
}

#[test]
fn a_snapshot_of_another_form_is_not_read() {
    let (room, copilot) = (snapshot(&Room::default()), Copilot::default().snapshot());
    assert!(restored(&room).is_some() && Copilot::restored(&copilot).is_some());
    for other in
        [room.replace("room 3", "room 0"), room.replace("\"seq\"", "\"number\""), copilot.clone(), "".into()]
    {
        assert!(restored(&other).is_none(), "{other}");
    }
    assert!(Copilot::restored(&room).is_none());
    assert!(Copilot::restored(&copilot.replace("copilot 1", "copilot 12")).is_none());
}

#[test]
fn whoever_folds_or_writes_otherwise_counts_the_form_up() {
    let digest = |texts: &[String]| {
        let bytes = texts.iter().flat_map(|text| text.bytes());
        bytes.fold(0xcbf2_9ce4_8422_2325, |hash: u64, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
        })
    };
    let (mut rooms, mut copilots) = (Vec::new(), Vec::new());
    for (_, lines) in golden() {
        let entries: Vec<Entry> = lines.iter().map(|line| serde_json::from_str(line).unwrap()).collect();
        // After each entry, since what one opens another closes.
        for length in 1..=entries.len() {
            rooms.push(snapshot(&folded(&entries[..length])));
            copilots.push(Copilot::of(&entries[..length]).snapshot());
        }
    }
    let form = |texts: &[String]| texts[0].lines().next().unwrap().to_string();
    let found = [(form(&rooms), digest(&rooms)), (form(&copilots), digest(&copilots))];
    let recorded = RECORDED.map(|(form, digest)| (form.to_string(), digest));
    assert_eq!(
        found, recorded,
        "snapshots changed: count FORM up beside them, then record what is found here"
    );
}

/// A room in which somebody has said so much, each word with an order of its own.
fn after_words(words: usize) -> Flow {
    let mut flow = Flow::new();
    let command = Command::OpenRoom { title: "checkout fails".into(), origin: Origin::Live {} };
    flow.submit(&order("open", command), Standing::Responder, now(0)).unwrap();
    for word in 0..words {
        let said = flow.submit(&say(word), Standing::Responder, now(word as i64)).unwrap();
        assert!(!said.is_empty());
    }
    flow
}

fn order(id: &str, command: Command) -> Order {
    Order { id: OrderId::new(id).unwrap(), actor: actor("ana"), line: None, command }
}

fn say(word: usize) -> Order {
    order(&format!("w{word:05}"), Command::Say { text: "still looking".into() })
}

#[test]
fn an_order_sent_again_within_ten_thousand_leaves_nothing_and_an_older_one_is_new() {
    let words = 10_600;
    let flow = after_words(words);
    let again =
        |word: usize| record(flow.room(), &say(word), Standing::Responder, now(20_000)).unwrap().len();
    assert!((words - 10_000..words).step_by(97).all(|word| again(word) == 0));
    assert_eq!((again(words - 10_000), again(0)), (0, 1));
}

#[test]
fn a_room_does_not_grow_with_what_people_merely_say() {
    let (some, many) = (snapshot(after_words(11_000).room()), snapshot(after_words(33_000).room()));
    let grown = many.len() as f64 / some.len() as f64;
    assert!(grown < 1.05, "three times as many words, {grown:.2} times as large");
}
