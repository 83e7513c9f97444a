//! What holds for any night: arbitrary orders by arbitrary people at arbitrary hours.

use std::collections::BTreeSet;

use jiff::Timestamp;
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;
use room::view::{
    Copilot, Milestones, Opening, PostMortem, Timeline, board, brief, care, postmortem, roster, runbook,
};
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
    (0..KINDS, parts()).prop_map(|(kind, parts)| of(kind, parts))
}

/// Kinds of orders [count].
const KINDS: u8 = 50;

fn of(kind: u8, parts: Parts) -> Command {
    match kind {
        0..22 => begun(kind, parts),
        22..44 => ended(kind, parts),
        _ => later(kind, parts),
    }
}

/// The same with texts that a line has to keep apart from itself.
pub fn rich_command() -> impl Strategy<Value = Command> {
    let text = prop_oneof![
        "[a-z \"\\\\#@「」“”　\n:10msev]{0,12}",
        "\\PC{0,8}",
        Just("about db".to_string()),
        Just("next 20m".to_string()),
        Just("because \"x\"".to_string()),
    ];
    let other = prop::option::of(text.clone());
    (0..KINDS, parts(), text, other).prop_map(|(kind, mut parts, text, other)| {
        parts.text = text;
        match of(kind, parts) {
            Command::ProposeHypothesis { text, .. } => Command::ProposeHypothesis { text, about: other },
            Command::ChangeSeverity { severity, .. } => Command::ChangeSeverity { severity, why: other },
            Command::Look { what, saw } => Command::Look { what: saw, saw: other.unwrap_or(what) },
            Command::Declare { severity, .. } => Command::Declare { severity, title: other },
            Command::SayStabilised { .. } => Command::SayStabilised { text: other },
            Command::ChangeStep { runbook, step, text, .. } => {
                Command::ChangeStep { runbook, step, text, why: other.unwrap_or_default() }
            }
            Command::StartRunbook { title, mut steps } => {
                steps.extend(other);
                Command::StartRunbook { title, steps }
            }
            Command::NoteAlert { subject, pages, .. } => {
                Command::NoteAlert { rule: subject, subject: other.unwrap_or_default(), pages }
            }
            same => same,
        }
    })
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
        6 => Command::Declare { severity: coin.then_some(severity), title: Some(text) },
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
        40 => Command::ProposeCountermeasure { text, owner: None, due: None },
        41 if seq.0 < 4 => Command::CloseRoom { ending: if coin { Ending::Over } else { Ending::BrokenOff } },
        41 => Command::FileDebrief {},
        42 => Command::ReopenRoom { why: text },
        _ => Command::Wake {},
    }
}

fn later(kind: u8, parts: Parts) -> Command {
    let Parts { who, text, seq, evidence, minutes, coin, .. } = parts;
    let step = evidence.first().map_or(1, |seq| (seq.0 % 5) as u32);
    match kind {
        44 => Command::AskForWork {},
        45 => Command::StartRunbook { title: "db failover".into(), steps: vec![text; evidence.len() * 2] },
        46 => Command::TickStep { runbook: seq, step },
        47 => Command::SkipStep { runbook: seq, step, why: text },
        48 => Command::ChangeStep { runbook: seq, step, why: text.clone(), text },
        _ => {
            let due = minutes.and_then(|days| jiff::civil::Date::new(2026, 12, (days % 40) as i8).ok());
            Command::ProposeCountermeasure { text, owner: coin.then_some(who), due }
        }
    }
}

/// Orders with the standing of their sender and the second at which they come.
pub fn orders() -> impl Strategy<Value = Vec<(Order, Standing, i64)>> {
    let who = prop::sample::select(vec!["ana", "bob", "cat"]).prop_map(actor);
    let standing = prop_oneof![
        8 => Just(Standing::Responder), 1 => Just(Standing::Herald), 1 => Just(Standing::Guest)
    ];
    let line = prop_oneof![6 => Just(None), 1 => (0..24u64).prop_map(|seq| Some(Seq(seq)))];
    let one = (who, standing, line, 0..600i64, command());
    prop::collection::vec(one, 0..120).prop_map(|all| {
        let mut hour = 0;
        let numbered = all.into_iter().enumerate();
        let order = |(number, (who, standing, line, second, command))| {
            let id = OrderId::new(format!("o{number}")).unwrap();
            // Time passes, with a clock that runs a little ahead or behind.
            hour += second / 10;
            (Order { id, actor: who, line, command }, standing, hour + second % 7)
        };
        numbered.map(order).collect()
    })
}

/// An order picks at random; here its picks become what the room offers to pick from, so that most orders
/// make sense. A pick beyond all numbers stays as it is.
fn aimed(flow: &Flow, order: &Order) -> Order {
    let board = board(flow.room(), now(0));
    let mut order = order.clone();
    let pick = |seq: &mut Seq, from: Vec<Seq>| {
        if *seq != Seq(u64::MAX) && !from.is_empty() {
            *seq = from[seq.0 as usize % from.len()];
        }
    };
    let seen = flow.entries().iter().filter(|entry| entry.event.is_evidence()).map(|entry| entry.seq);
    let seen: Vec<Seq> = seen.collect();
    let lines = board.lines.iter().map(|row| row.seq).collect();
    let tasks = board.tasks.iter().map(|row| row.seq).collect();
    match &mut order.command {
        Command::AcceptRole { offer } | Command::DeclineRole { offer, .. } => {
            pick(offer, board.offers.iter().map(|row| row.seq).collect());
            let made = board.offers.iter().find(|row| row.seq == *offer);
            order.actor = made.map_or(order.actor, |row| row.to.clone());
        }
        Command::OfferRole { role, .. } if !board.seats.is_empty() => {
            let seat = &board.seats[order.line.unwrap_or_default().0 as usize % board.seats.len()];
            (*role, order.actor) = (seat.role, seat.person.clone());
        }
        Command::AcknowledgeTask { task } | Command::DeclineTask { task, .. } => {
            pick(task, tasks);
            let asked = board.tasks.iter().find(|row| row.seq == *task);
            order.actor = asked.map_or(order.actor, |row| row.owner.clone());
        }
        Command::AssignTask { task, .. } | Command::CompleteTask { task, .. } => pick(task, tasks),
        Command::AssignLine { line, .. } | Command::CloseLine { line, .. } => pick(line, lines),
        Command::SettleHypothesis { hypothesis, evidence, .. } => {
            pick(hypothesis, board.hypotheses.iter().map(|row| row.seq).collect());
            evidence.iter_mut().for_each(|seq| pick(seq, seen.clone()));
        }
        Command::RecordFinding { evidence, .. } | Command::SayVerified { evidence } => {
            evidence.iter_mut().for_each(|seq| pick(seq, seen.clone()));
        }
        Command::ObjectToDecision { decision, .. }
        | Command::RecordDecision { proposal: Some(decision), .. } => {
            pick(decision, board.decisions.iter().map(|row| row.seq).collect());
        }
        Command::TickStep { runbook, .. }
        | Command::SkipStep { runbook, .. }
        | Command::ChangeStep { runbook, .. } => {
            pick(runbook, board.runbooks.iter().map(|row| row.seq).collect());
        }
        Command::SettleIntervention { intervention, .. } => {
            pick(intervention, board.under_way.iter().map(|row| row.since.seq).collect());
        }
        _ => {}
    }
    if let Some(line) = &mut order.line {
        pick(line, board.lines.iter().map(|row| row.seq).collect());
    }
    order
}

/// A night, and the orders as they were given.
pub fn night(orders: &[(Order, Standing, i64)]) -> (Flow, Vec<(Order, Standing, i64)>) {
    let mut flow = Flow::new();
    let id = OrderId::new("open").unwrap();
    let command = Command::OpenRoom { title: "checkout fails".into(), origin: Origin::Live {} };
    let open = Order { id, actor: actor("pager"), line: None, command };
    flow.submit(&open, Standing::Herald, now(0)).unwrap();
    let mut given = Vec::new();
    for (order, standing, second) in orders {
        let order = aimed(&flow, order);
        let _ = flow.submit(&order, *standing, now(*second));
        given.push((order, *standing, *second));
    }
    (flow, given)
}

fn json(entries: &[Entry]) -> Vec<String> {
    entries.iter().map(|entry| serde_json::to_string(entry).unwrap()).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn any_order_in_any_room_is_decided_or_refused(orders in orders()) {
        let (flow, _) = night(&orders);
        for (number, entry) in flow.entries().iter().enumerate() {
            prop_assert_eq!(entry.seq, Seq(number as u64 + 1));
        }
    }

    #[test]
    fn a_refusal_says_what_is_so_and_what_to_do(orders in orders()) {
        let (flow, given) = night(&orders);
        for (order, standing, second) in &given {
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
        let (flow, _) = night(&orders);
        let read: Vec<Entry> =
            json(flow.entries()).iter().map(|line| serde_json::from_str(line).unwrap()).collect();
        prop_assert_eq!(&Flow::replay(read).unwrap(), &flow);
    }

    #[test]
    fn views_folded_step_by_step_equal_views_from_zero(orders in orders(), cut in 0..80usize) {
        let (flow, _) = night(&orders);
        let (before, after) = flow.entries().split_at(cut.min(flow.entries().len()));
        let (mut timeline, mut milestones) = (Timeline::of(before), Milestones::of(before));
        let mut copilot = Copilot::of(before);
        let mut room = Room::default();
        before.iter().for_each(|entry| fold(&mut room, entry));
        // A watcher that reconnects may see entries twice.
        for entry in before.iter().chain(after) {
            timeline.fold(entry);
            milestones.fold(entry);
            copilot.fold(entry);
            fold(&mut room, entry);
        }
        prop_assert_eq!(&copilot, &Copilot::of(flow.entries()));
        for minutes in [0, 10, 100, 200] {
            let at = now(9_000 + 60 * minutes);
            prop_assert_eq!(copilot.nudges(&room, at), Copilot::of(flow.entries()).nudges(flow.room(), at));
            prop_assert_eq!(care(&room, &actor("ana"), 3, at), care(flow.room(), &actor("ana"), 3, at));
        }
        prop_assert_eq!(timeline, Timeline::of(flow.entries()));
        prop_assert_eq!(milestones, Milestones::of(flow.entries()));
        prop_assert_eq!(board(&room, now(9_000)), board(flow.room(), now(9_000)));
        prop_assert_eq!(brief(&room, now(9_000)), brief(flow.room(), now(9_000)));
        prop_assert_eq!(roster(&room, now(9_000)), roster(flow.room(), now(9_000)));
    }

    #[test]
    fn orders_sent_again_leave_nothing(orders in orders()) {
        let (mut flow, given) = night(&orders);
        let recorded: Vec<OrderId> = flow.entries().iter().map(|entry| entry.order.clone()).collect();
        let length = flow.entries().len();
        for (order, standing, second) in given.iter().filter(|(order, ..)| recorded.contains(&order.id)) {
            prop_assert_eq!(flow.submit(order, *standing, now(*second)).unwrap().len(), 0);
        }
        prop_assert_eq!(flow.entries().len(), length);
    }

    #[test]
    fn the_clock_is_never_asked_for_twice(orders in orders()) {
        let (mut flow, _) = night(&orders);
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
        let (flow, _) = night(&orders);
        let board = board(flow.room(), now(9_000));
        for role in [Role::IncidentCommander, Role::Deputy, Role::Scribe] {
            prop_assert!(board.seats.iter().filter(|seat| seat.role == role).count() <= 1);
        }
        prop_assert!(board.seats.iter().all(|seat| flow.room().is_here(&seat.person)));
    }

    #[test]
    fn every_nudge_and_offer_rests_on_entries_of_the_log(orders in orders(), minutes in 0..300i64) {
        let (flow, _) = night(&orders);
        let at = now(9_000 + 60 * minutes);
        for nudge in Copilot::of(flow.entries()).nudges(flow.room(), at) {
            prop_assert!(!nudge.rests_on.is_empty() && nudge.key == nudge.kind.key());
            prop_assert!(nudge.rests_on.iter().all(|seq| *seq > Seq(0) && *seq <= flow.room().seq()));
        }
        for who in ["ana", "bob", "cat", "nobody"] {
            let offers = care(flow.room(), &actor(who), 23, at);
            prop_assert!(offers.iter().all(|care| care.rests_on > Seq(0) && care.rests_on <= flow.room().seq()));
        }
    }

    #[test]
    fn a_post_mortem_names_nobody_but_the_owners_of_what_should_change(orders in orders()) {
        let (flow, _) = night(&orders);
        let told = postmortem(flow.entries());
        let read: PostMortem = serde_json::from_str(&serde_json::to_string(&told).unwrap()).unwrap();
        prop_assert_eq!(&read, &told);
        let nameless = PostMortem { countermeasures: Vec::new(), ..told };
        let text = serde_json::to_string(&nameless).unwrap();
        for who in ["ana", "bob", "cat", "zoe"] {
            prop_assert!(!text.contains(&format!("\"{who}\"")), "{} stands in {}", who, text);
        }
    }

    #[test]
    fn the_next_step_of_a_runbook_is_its_first_open_one(orders in orders()) {
        let (flow, _) = night(&orders);
        for row in board(flow.room(), now(9_000)).runbooks {
            prop_assert_eq!(runbook(flow.room(), row.seq), Some(row.clone()));
            let open = |step: &&room::view::StepRow| step.ticked.is_none() && !step.skipped;
            prop_assert_eq!(row.next, row.steps.iter().find(open).map(|step| step.step));
            prop_assert!(row.deviations.iter().all(|deviation| !deviation.why.is_empty()));
        }
    }

    #[test]
    fn nobody_is_proposed_twice_or_for_what_is_taken(orders in orders()) {
        let (flow, _) = night(&orders);
        let (board, roster) = (board(flow.room(), now(9_000)), roster(flow.room(), now(9_000)));
        let mut named = BTreeSet::new();
        for suggestion in &roster.suggestions {
            prop_assert!(named.insert(&suggestion.person), "each takes one thing");
            prop_assert!(flow.room().is_here(&suggestion.person) && suggestion.with != Some(suggestion.person.clone()));
            if let Opening::Seat { role } = suggestion.opening {
                prop_assert!(board.seats.iter().all(|seat| seat.role != role));
            }
        }
    }

    #[test]
    fn of_two_who_write_at_once_one_decides_again(orders in orders()) {
        let (mut flow, _) = night(&orders);
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

/// Laws say little about what never happens: in three hundred nights everything does.
#[test]
fn arbitrary_nights_know_every_event() {
    let mut runner = TestRunner::deterministic();
    let mut missing: BTreeSet<&str> = room::Event::KEYS.iter().copied().collect();
    for _ in 0..300 {
        let orders = orders().new_tree(&mut runner).unwrap().current();
        for entry in night(&orders).0.entries() {
            missing.remove(entry.event.key());
        }
    }
    assert!(missing.is_empty(), "these never happened: {missing:?}");
}
