//! What holds for any night: arbitrary orders by arbitrary people at arbitrary hours.

use jiff::Timestamp;
use proptest::prelude::*;
use room::view::{Milestones, Timeline, board, brief};
use room::{
    Actor, Audience, Command, Ending, Entry, Flow, Order, OrderId, Origin, Role, Room, Seq, Severity,
    Standing, Topic, Verdict, fold, record, wake,
};

use crate::script::{NIGHT, actor};

pub fn now(seconds: i64) -> Timestamp {
    let begin: Timestamp = NIGHT.parse().unwrap();
    begin.checked_add(jiff::SignedDuration::from_secs(seconds)).unwrap()
}

/// What arbitrary orders are made of.
#[derive(Clone, Debug)]
struct Parts {
    who: Actor,
    text: String,
    /// The newest entries exist, the largest number does not.
    seq: Seq,
    evidence: Vec<Seq>,
    role: Role,
    minutes: Option<u32>,
    coin: bool,
}

fn parts() -> impl Strategy<Value = Parts> {
    let who = prop::sample::select(vec!["ana", "bob", "cat", "zoe"]).prop_map(actor);
    let text = prop::sample::select(vec!["", "checkout", "影響は決済のみ", "\u{1b}[2J", "why?"])
        .prop_map(String::from);
    let seq = prop_oneof![8 => (0..24u64).prop_map(Seq), 1 => Just(Seq(u64::MAX))];
    let roles = [Role::IncidentCommander, Role::Deputy, Role::Scribe, Role::Liaison, Role::Expert];
    let minutes = prop::option::of(prop_oneof![1..30u32, Just(0), Just(u32::MAX)]);
    let evidence = prop::collection::vec(seq.clone(), 0..3);
    let all = (who, text, seq, evidence, prop::sample::select(roles.to_vec()), minutes, any::<bool>());
    all.prop_map(|(who, text, seq, evidence, role, minutes, coin)| Parts {
        who,
        text,
        seq,
        evidence,
        role,
        minutes,
        coin,
    })
}

pub fn command() -> impl Strategy<Value = Command> {
    (0..44u8, parts())
        .prop_map(|(kind, parts)| if kind < 22 { begun(kind, parts) } else { ended(kind, parts) })
}

fn begun(kind: u8, parts: Parts) -> Command {
    let Parts { who, text, seq, role, coin, .. } = parts;
    let severity = Severity::new(1 + (seq.0 % 4) as u8).unwrap();
    match kind {
        0 => Command::OpenRoom { title: text, origin: Origin::Live {} },
        1 => Command::Join {},
        2 => Command::Leave {},
        3 => Command::NoteAlert { rule: "latency_high".into(), subject: text, pages: coin },
        4 => Command::ClearAlert { rule: "latency_high".into(), subject: text },
        5 => Command::Look { what: "logs checkout".into(), saw: text },
        6 => Command::Declare { severity, title: Some(text) },
        7 => Command::ChangeSeverity { severity, why: None },
        8 => Command::TakeRole { role },
        9 => Command::AssignRole { role, to: who },
        10 => Command::ReleaseRole { role },
        11 | 12 => Command::OfferRole { role, to: who, brief: "as on the board".into() },
        13 => Command::AcceptRole { offer: seq },
        14 => Command::DeclineRole { offer: seq, why: text },
        15 => Command::Say { text },
        16 => Command::Note { text },
        17 => Command::Hear { from: who, text, asks: coin },
        18 => Command::TakeHint { step: seq.0 as u32 },
        19 => Command::OpenLine { title: text, owner: coin.then_some(who) },
        20 => Command::AssignLine { line: seq, owner: who },
        _ => Command::CloseLine { line: seq, outcome: text },
    }
}

fn ended(kind: u8, parts: Parts) -> Command {
    let Parts { who, text, seq, evidence, minutes, coin, .. } = parts;
    let verdict = if coin { Verdict::Confirmed } else { Verdict::Refuted };
    let topic = if coin { Topic::Cause } else { Topic::Impact };
    let audience = if coin { Audience::Everyone } else { Audience::Support };
    match kind {
        22 => Command::ProposeHypothesis { text, about: None },
        23 => Command::SettleHypothesis { hypothesis: seq, verdict, evidence },
        24 => Command::RecordFinding { text, topic, evidence },
        25 => Command::ProposeDecision { text },
        26 => Command::ObjectToDecision { decision: seq, why: text },
        27 => Command::RecordDecision { text, proposal: coin.then_some(seq) },
        28 => Command::AddTask { text, owner: who, within: minutes },
        29 => Command::AcknowledgeTask { task: seq },
        30 => Command::DeclineTask { task: seq, why: text },
        31 => Command::AssignTask { task: seq, owner: who },
        32 => Command::CompleteTask { task: seq, outcome: text },
        33 => Command::OrderIntervention { what: text },
        34 => Command::SettleIntervention { intervention: seq, outcome: text, ok: coin },
        35 => Command::PublishUpdate { audience, text, next_within: minutes },
        36 => Command::SayStabilised { text: Some(text) },
        37 => Command::SayVerified { evidence },
        38 if coin => Command::SayResolved {},
        38 => Command::SayFalseAlarm { why: text },
        39 => Command::SayRelapsed { why: text },
        40 => Command::ProposeCountermeasure { text },
        41 if coin => Command::CloseRoom { ending: Ending::Over },
        41 => Command::FileDebrief {},
        42 => Command::ReopenRoom { why: text },
        _ => Command::Wake {},
    }
}

/// Orders with the standing of their sender and the second at which they come.
fn orders() -> impl Strategy<Value = Vec<(Order, Standing, i64)>> {
    let who = prop::sample::select(vec!["ana", "bob", "cat"]).prop_map(actor);
    let standing = prop_oneof![
        8 => Just(Standing::Responder), 1 => Just(Standing::Herald), 1 => Just(Standing::Guest)
    ];
    let line = prop_oneof![6 => Just(None), 1 => (0..24u64).prop_map(|seq| Some(Seq(seq)))];
    let one = (who, standing, line, 0..7_200i64, command());
    prop::collection::vec(one, 0..60).prop_map(|all| {
        let numbered = all.into_iter().enumerate();
        let order = |(number, (who, standing, line, second, command))| {
            let id = OrderId::new(format!("o{number}")).unwrap();
            (Order { id, actor: who, line, command }, standing, second)
        };
        numbered.map(order).collect()
    })
}

fn night(orders: &[(Order, Standing, i64)]) -> Flow {
    let mut flow = Flow::new();
    let id = OrderId::new("open").unwrap();
    let command = Command::OpenRoom { title: "checkout fails".into(), origin: Origin::Live {} };
    let open = Order { id, actor: actor("pager"), line: None, command };
    flow.submit(&open, Standing::Herald, now(0)).unwrap();
    for (order, standing, second) in orders {
        let _ = flow.submit(order, *standing, now(*second));
    }
    flow
}

fn json(entries: &[Entry]) -> Vec<String> {
    entries.iter().map(|entry| serde_json::to_string(entry).unwrap()).collect()
}

proptest! {
    #[test]
    fn any_order_in_any_room_is_decided_or_refused(orders in orders()) {
        let flow = night(&orders);
        for (number, entry) in flow.entries().iter().enumerate() {
            prop_assert_eq!(entry.seq, Seq(number as u64 + 1));
        }
    }

    #[test]
    fn a_refusal_says_what_is_so_and_what_to_do(orders in orders()) {
        let flow = night(&orders);
        for (order, standing, second) in &orders {
            let fresh = Order { id: OrderId::new("fresh").unwrap(), ..order.clone() };
            if let Err(refusal) = record(flow.room(), &fresh, *standing, now(*second)) {
                prop_assert!(!refusal.sentence().is_empty() && !refusal.next_step().is_empty());
                prop_assert!(room::Refusal::KEYS.contains(&refusal.key()));
                let _ = refusal.args();
            }
        }
    }

    #[test]
    fn a_room_replays_from_its_log_written_as_json(orders in orders()) {
        let flow = night(&orders);
        let read: Vec<Entry> =
            json(flow.entries()).iter().map(|line| serde_json::from_str(line).unwrap()).collect();
        prop_assert_eq!(&Flow::replay(read).unwrap(), &flow);
    }

    #[test]
    fn views_folded_step_by_step_equal_views_from_zero(orders in orders(), cut in 0..80usize) {
        let flow = night(&orders);
        let (before, after) = flow.entries().split_at(cut.min(flow.entries().len()));
        let (mut timeline, mut milestones) = (Timeline::of(before), Milestones::of(before));
        let mut room = Room::default();
        before.iter().for_each(|entry| fold(&mut room, entry));
        // A watcher that reconnects may see entries twice.
        for entry in before.iter().chain(after) {
            timeline.fold(entry);
            milestones.fold(entry);
            fold(&mut room, entry);
        }
        prop_assert_eq!(timeline, Timeline::of(flow.entries()));
        prop_assert_eq!(milestones, Milestones::of(flow.entries()));
        prop_assert_eq!(board(&room, now(9_000)), board(flow.room(), now(9_000)));
        prop_assert_eq!(brief(&room, now(9_000)), brief(flow.room(), now(9_000)));
    }

    #[test]
    fn orders_sent_again_leave_nothing(orders in orders()) {
        let mut flow = night(&orders);
        let recorded: Vec<OrderId> = flow.entries().iter().map(|entry| entry.order.clone()).collect();
        let length = flow.entries().len();
        for (order, standing, second) in orders.iter().filter(|(order, ..)| recorded.contains(&order.id)) {
            prop_assert_eq!(flow.submit(order, *standing, now(*second)).unwrap().len(), 0);
        }
        prop_assert_eq!(flow.entries().len(), length);
    }

    #[test]
    fn the_clock_is_never_asked_for_twice(orders in orders()) {
        let mut flow = night(&orders);
        for number in 0..200 {
            let Some(due) = wake(flow.room()) else { return Ok(()) };
            let id = OrderId::new(format!("tick{number}")).unwrap();
            let tick = Order { id, actor: actor("clock"), line: None, command: Command::Wake {} };
            prop_assert!(!flow.submit(&tick, Standing::Herald, due).unwrap().is_empty());
            prop_assert!(wake(flow.room()).is_none_or(|next| next > due));
        }
        prop_assert!(false, "the clock rings for ever");
    }

    #[test]
    fn nobody_shares_command_and_only_people_here_hold_roles(orders in orders()) {
        let flow = night(&orders);
        let board = board(flow.room(), now(9_000));
        for role in [Role::IncidentCommander, Role::Deputy, Role::Scribe] {
            prop_assert!(board.seats.iter().filter(|seat| seat.role == role).count() <= 1);
        }
        prop_assert!(board.seats.iter().all(|seat| flow.room().is_here(&seat.person)));
    }

    #[test]
    fn of_two_who_write_at_once_one_decides_again(orders in orders()) {
        let mut flow = night(&orders);
        let say = |who: &str| Order {
            id: OrderId::new(format!("say-{who}")).unwrap(),
            actor: actor(who),
            line: None,
            command: Command::Say { text: "I take it".into() },
        };
        let now = now(9_000);
        let ana = record(flow.room(), &say("ana"), Standing::Responder, now).unwrap();
        let bob = record(flow.room(), &say("bob"), Standing::Responder, now).unwrap();
        flow.append(ana).unwrap();
        let before = flow.clone();
        prop_assert!(flow.append(bob).is_err());
        prop_assert_eq!(&flow, &before, "all or none");
        prop_assert!(flow.submit(&say("bob"), Standing::Responder, now).is_ok());
    }
}
