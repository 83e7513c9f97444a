//! A team's drill on two servers over one database, on SQLite and on a real PostgreSQL.

mod spoken;

use std::path::PathBuf;

use room::{Actor, Command, Ending, Order, OrderId, Role, Seq, Standing};

use super::*;
use crate::desk::people::{Caller, May, Part, Person};
use crate::desk::rooms::tests::postgres;
use crate::desk::rooms::{Desk, OwnId, copy, verify};
use crate::store::log::{Address, Log};

fn actor(who: &str) -> Actor {
    Actor::new(who).unwrap()
}

fn order(id: &str, who: &str, command: Command) -> Order {
    Order { id: OrderId::new(id).unwrap(), actor: actor(who), line: None, command }
}

fn says(text: &str) -> Command {
    Command::Say { text: text.into() }
}

/// Later than all that there is.
const NEWEST: Seq = Seq(u64::MAX);

fn caller(who: &str, part: Part, may: May) -> Caller {
    Caller { person: Person { actor: actor(who), name: who.into(), part }, may }
}

fn ana() -> Caller {
    caller("ana", Part::Member, May::Act)
}

fn own(caller: &Caller, id: &str) -> OwnId {
    OwnId::of(caller, Some(id)).unwrap()
}

fn begun() -> Begun {
    Begun { scenario: "first-fire".into(), seed: 7, lang: Lang::En, times: 1 }
}

async fn give(desk: &Desk, room: &RoomId, order: Order) -> Result<Receipt, Refused> {
    desk.submit(room, order, Standing::Responder).await
}

async fn minutes(table: &Table, n: u64) {
    for _ in 0..n * 60 / STEP {
        table.turn(Kept::Passed(STEP * 1_000_000_000), None).await.unwrap();
    }
}

async fn both(log: &Log) -> (Desk, Desk) {
    (Desk::open(log.clone()).await.unwrap(), Desk::open(log.clone()).await.unwrap())
}

/// What two servers have of one drill is the same, and is what its log says.
async fn alike(log: &Log, room: &RoomId, one: &Table, other: &Table) {
    one.refresh(NEWEST).await.unwrap();
    other.refresh(NEWEST).await.unwrap();
    assert_eq!(one.shown(0), other.shown(0));
    let entries = log.since(room.as_str(), Seq(0), 100_000).await.unwrap();
    for table in [one, other] {
        assert_eq!(table.0.played.lock().await.play.entries(), entries);
    }
}

async fn story(address: &Address) {
    let log = Log::open(address).await.unwrap();
    let (here, there) = both(&log).await;
    let room = RoomId::drawn([7; 12]);
    let one = here.begin(&room, &ana(), begun()).await.unwrap();
    give(&here, &room, order("a1", "ana", Command::Join {})).await.unwrap();
    give(&there, &room, order("b1", "bo", Command::Join {})).await.unwrap();
    let other = there.table(&room).await.unwrap().expect("a drill is played there");
    give(&there, &room, order("b2", "bo", Command::TakeRole { role: Role::IncidentCommander }))
        .await
        .unwrap();
    let refused =
        give(&here, &room, order("a2", "ana", Command::TakeRole { role: Role::IncidentCommander })).await;
    assert!(matches!(refused, Err(Refused::Room(Refusal::RoleHeld { .. }))), "{refused:?}");
    minutes(&one, 1).await;
    let before = other.shown(0).len();
    let first = give(&there, &room, order("b3", "bo", says("changes"))).await.unwrap();
    assert!(other.shown(0).len() > before, "the game master answers");
    assert_eq!(give(&there, &room, order("b3", "bo", says("changes"))).await.unwrap(), first, "once");
    alike(&log, &room, &one, &other).await;

    // Both write at once, while the clock runs.
    let talk = |desk: Desk, who: &'static str| {
        let room = room.clone();
        tokio::spawn(async move {
            for n in 0..12 {
                give(&desk, &room, order(&format!("{who}-{n}"), who, says(&format!("{who} says {n}"))))
                    .await
                    .unwrap();
            }
        })
    };
    let (ana, bo) = (talk(here.clone(), "ana"), talk(there.clone(), "bo"));
    minutes(&one, 1).await;
    ana.await.unwrap();
    bo.await.unwrap();
    alike(&log, &room, &one, &other).await;
    let entries = log.since(room.as_str(), Seq(0), 100_000).await.unwrap();
    let said = entries
        .iter()
        .filter(|entry| matches!(&entry.event, room::Event::Said { text } if text.contains(" says ")))
        .count();
    assert_eq!(said, 24, "nothing lost, nothing doubled");

    // A server that was not there plays it on.
    give(&here, &room, order("a9", "ana", says("rollback checkout"))).await.unwrap();
    let late = Desk::open(log.clone()).await.unwrap();
    let third = late.table(&room).await.unwrap().unwrap();
    alike(&log, &room, &one, &third).await;
    minutes(&third, 5).await;
    give(&late, &room, order("b9", "bo", Command::CloseRoom { ending: Ending::Over })).await.unwrap();
    one.refresh(NEWEST).await.unwrap();
    let (debrief, again) = (one.debrief().await.unwrap().unwrap(), third.debrief().await.unwrap().unwrap());
    let (debrief, again) = (debrief.debrief, again.debrief);
    assert_eq!(debrief.markdown(Lang::Ja), again.markdown(Lang::Ja));
    assert!(debrief.markdown(Lang::En).contains("rollback checkout"));
    assert!(verify::verify(&log, false).await.unwrap().sound());
    copied(&log, &room).await;
}

/// A copy of the server plays on; a room of which only the log was read in can be read.
async fn copied(log: &Log, room: &RoomId) {
    let (path, address) = file("copy");
    let mut lines = Vec::new();
    copy::backup(log, |line| lines.push(line.to_string())).await.unwrap();
    let restored = Log::open(&address).await.unwrap();
    copy::restore(&restored, lines.into_iter(), 0).await.unwrap();
    let desk = Desk::open(restored.clone()).await.unwrap();
    let table = desk.table(room).await.unwrap().unwrap();
    assert!(table.standing().over);
    give(&desk, room, order("a10", "ana", says("good night"))).await.unwrap();

    let mut log_alone = String::new();
    copy::export(log, room.as_str(), |line| log_alone.push_str(&format!("{line}\n"))).await.unwrap();
    let read = RoomId::drawn([8; 12]);
    copy::import(&restored, &read, &log_alone).await.unwrap();
    assert!(desk.table(&read).await.unwrap().is_none());
    assert!(matches!(give(&desk, &read, order("a11", "ana", says("?"))).await, Err(Refused::NoTable)));
    assert!(!desk.entries(&read, Seq(0), 10).await.unwrap().is_empty());
    std::fs::remove_file(path).unwrap();
}

fn file(what: &str) -> (PathBuf, Address) {
    let path = std::env::temp_dir().join(format!("hikeshi-table-{what}-{}.db", std::process::id()));
    let _ = std::fs::remove_file(&path);
    (path.clone(), Address::File(path))
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_servers_play_one_drill_and_a_third_plays_it_on_on_sqlite() {
    let (path, address) = file("story");
    story(&address).await;
    std::fs::remove_file(path).unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_servers_play_one_drill_and_a_third_plays_it_on_on_postgresql() {
    let postgres = postgres::Postgres::start();
    story(&postgres.url().parse().unwrap()).await;
}

#[tokio::test]
async fn a_scenario_that_is_none_opens_nothing() {
    let (path, address) = file("none");
    let log = Log::open(&address).await.unwrap();
    let desk = Desk::open(log.clone()).await.unwrap();
    let room = RoomId::drawn([9; 12]);
    let none = desk.begin(&room, &ana(), Begun { scenario: "no-such-night".into(), ..begun() }).await;
    assert!(matches!(none, Err(Refused::NoTable)));
    assert!(log.rooms_after("").await.unwrap().is_empty());
    std::fs::remove_file(path).unwrap();
}

/// The clock runs where somebody sits, as fast as it is set.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_clock_of_a_drill_runs_while_somebody_sits_at_its_table() {
    let (path, address) = file("clock");
    let desk = Desk::open(Log::open(&address).await.unwrap()).await.unwrap();
    let table = desk.begin(&RoomId::drawn([5; 12]), &ana(), Begun { times: 10, ..begun() }).await.unwrap();
    let now = table.standing().now;
    let mut turns = table.watch();
    turns.borrow_and_update();
    let seat = table.sit();
    for _ in 0..2 {
        turns.changed().await.unwrap();
    }
    drop(seat);
    assert_eq!((table.standing().now - now).get_seconds() % STEP as i64, 0);
    assert!(table.standing().now > now && table.standing().times == 10);
    std::fs::remove_file(path).unwrap();
}

/// Who may do what at a table does not depend on the way in, and what is sent again is not done again.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_done_at_a_table_is_done_once_and_by_whoever_may() {
    let (path, address) = file("door");
    let desk = Desk::open(Log::open(&address).await.unwrap()).await.unwrap();
    let room = RoomId::drawn([4; 12]);
    let (ana, bo) = (ana(), caller("bo", Part::Member, May::Act));
    let table = desk.begin(&room, &ana, Begun { times: 0, ..begun() }).await.unwrap();
    let does = |who: &Caller, id: &str, deed| {
        let (desk, room, who, id) = (desk.clone(), room.clone(), who.clone(), own(who, id));
        async move { desk.does(&room, &who, id, deed).await }
    };
    let says = |who: &Caller, id: &str, text: &str| {
        let (desk, room, who, id) = (desk.clone(), room.clone(), who.clone(), own(who, id));
        let command = Command::Say { text: text.into() };
        async move { desk.give(&room, &who, id, None, command).await }
    };
    // A program that may only talk does nothing by talking; a guest talks.
    let bot = caller("ana", Part::Member, May::Talk);
    assert!(matches!(says(&bot, "1", "rollback checkout").await, Err(Refused::MayNot(May::Talk))));
    assert!(matches!(does(&bot, "2", Deed::Pace(10)).await, Err(Refused::MayNot(May::Talk))));
    let guest = caller("gus", Part::Guest, May::Talk);
    says(&guest, "1", "good evening").await.unwrap();
    let no = does(&guest, "2", Deed::Chair(true)).await;
    assert!(matches!(no, Err(Refused::MayNot(May::Talk))), "{no:?}");
    // What two people call alike is two things.
    says(&ana, "1", "I look at the database").await.unwrap();
    says(&bo, "1", "and I at the queue").await.unwrap();
    says(&bo, "1", "and I at the queue").await.unwrap();
    let log = |desk: Desk, room: RoomId| async move { desk.entries(&room, Seq(0), 1_000).await.unwrap() };
    let said = |entries: &[Entry]| {
        entries
            .iter()
            .filter(|one| matches!(&one.event, room::Event::Said { text } if text.contains("at the")))
            .count()
    };
    assert_eq!(said(&log(desk.clone(), room.clone()).await), 2);
    // From the chair: once, by its id, and whoever sits there is in the room no more.
    does(&bo, "2", Deed::Chair(true)).await.unwrap();
    assert!(!desk.look(&room, |used| used.room.is_here(&Actor::new("bo").unwrap())).await.unwrap());
    let now = table.standing().now;
    for _ in 0..2 {
        does(&bo, "3", Deed::Lose(5 * 60 * 1_000_000_000)).await.unwrap();
    }
    assert_eq!((table.standing().now - now).get_seconds(), 5 * 60);
    // What changes nothing is no turn.
    let turns = *table.watch().borrow();
    does(&bo, "4", Deed::Hints(true)).await.unwrap();
    does(&ana, "4", Deed::Lose(60_000_000_000)).await.unwrap();
    does(&ana, "5", Deed::Pace(0)).await.unwrap();
    assert_eq!(*table.watch().borrow(), turns);
    std::fs::remove_file(path).unwrap();
}

/// Two servers at which somebody sits run one clock, also while people talk.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_clock_of_a_drill_on_two_servers_runs_as_fast_as_on_one() {
    let (path, address) = file("clocks");
    let log = Log::open(&address).await.unwrap();
    let (here, there) = both(&log).await;
    let room = RoomId::drawn([3; 12]);
    let one = here.begin(&room, &ana(), Begun { times: 10, ..begun() }).await.unwrap();
    let other = there.table(&room).await.unwrap().unwrap();
    let begin = Instant::now();
    let seats = (one.sit(), other.sit());
    for n in 0..12 {
        tokio::time::sleep(Duration::from_millis(400)).await;
        give(&here, &room, order(&format!("a{n}"), "ana", says("hm"))).await.unwrap();
        other.refresh(NEWEST).await.unwrap();
    }
    drop(seats);
    let steps = one.standing().steps.max(other.standing().steps);
    let most = begin.elapsed().as_millis() as u64 * 10 / (STEP * 1_000);
    assert!((1..=most + 1).contains(&steps), "{steps} steps where at most {most} fit");
    std::fs::remove_file(path).unwrap();
}

/// Whoever opens a drill while others play in it finds a table.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_table_is_found_while_others_write() {
    let (path, address) = file("busy");
    let log = Log::open(&address).await.unwrap();
    let (here, _) = both(&log).await;
    let room = RoomId::drawn([2; 12]);
    let one = here.begin(&room, &ana(), Begun { times: 0, ..begun() }).await.unwrap();
    let (desk, busy) = (here.clone(), room.clone());
    let talk = tokio::spawn(async move {
        for n in 0.. {
            give(&desk, &busy, order(&format!("t{n}"), "ana", says("still looking"))).await.unwrap();
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    });
    for _ in 0..2 {
        let late = Desk::open(log.clone()).await.unwrap();
        assert!(late.table(&room).await.unwrap().is_some());
    }
    talk.abort();
    assert!(one.standing().seq > Seq(3));
    std::fs::remove_file(path).unwrap();
}
