//! One story, told on SQLite and on a real PostgreSQL: what the desk promises holds on both.

use std::path::PathBuf;
use std::sync::Arc;

use room::{Actor, Command, Entry, Event, Order, OrderId, Origin, Refusal, Role, Room, Seq, Standing, fold};

use super::copy;
use super::verify::verify;
use super::{Desk, Refused, RoomId, Watch};
use crate::store::log::{Address, Log, Summary, Write};

#[path = "../../../tests/all/postgres.rs"]
pub mod postgres;

fn room_id(n: u8) -> RoomId {
    RoomId::drawn([n; 12])
}

fn order(id: &str, who: &str, command: Command) -> Order {
    let (id, actor) = (OrderId::new(id).unwrap(), Actor::new(who).unwrap());
    Order { id, actor, line: None, command }
}

fn open(title: &str) -> Command {
    Command::OpenRoom { title: title.into(), origin: Origin::Live {} }
}

fn spoken(text: &str) -> Command {
    Command::Say { text: text.into() }
}

const R: Standing = Standing::Responder;

async fn give(desk: &Desk, room: &RoomId, order: Order) -> Result<Seq, Refused> {
    desk.submit(room, order, R).await.map(|receipt| receipt.seq)
}

async fn next(watch: &mut Watch) -> Arc<Entry> {
    watch.next().await.unwrap().expect("the desk is open")
}

/// The whole log of a room, folded from zero.
async fn from_zero(log: &Log, room: &RoomId) -> (Vec<Entry>, Room) {
    let entries = log.since(room.as_str(), Seq(0), 100_000).await.unwrap();
    let mut folded = Room::default();
    entries.iter().for_each(|entry| fold(&mut folded, entry));
    (entries, folded)
}

/// Opened, spoken in, refused, watched, and read again by a desk that was not there.
async fn story(address: &Address) {
    let log = Log::open(address).await.unwrap();
    let desk = Desk::open(log.clone()).await.unwrap();
    let room = room_id(1);
    let missing = give(&desk, &room, order("o0", "ana", spoken("hello"))).await;
    assert!(matches!(missing, Err(Refused::NoRoom(_))), "{missing:?}");
    assert!(desk.watch(&room, Seq(0)).await.is_err());

    give(&desk, &room, order("o1", "ana", open("checkout fails"))).await.unwrap();
    let mut watch = desk.watch(&room, Seq(0)).await.unwrap();
    let take = |who: &str, id: &str| order(id, who, Command::TakeRole { role: Role::IncidentCommander });
    give(&desk, &room, take("ana", "o2")).await.unwrap();
    let refused = give(&desk, &room, take("bo", "o3")).await;
    assert!(matches!(refused, Err(Refused::Room(Refusal::RoleHeld { .. }))), "{refused:?}");
    let first = give(&desk, &room, order("o4", "bo", spoken("I look at the database"))).await.unwrap();
    let again = give(&desk, &room, order("o4", "bo", spoken("I look at the database"))).await.unwrap();
    assert_eq!(first, again, "an order given twice is recorded once");

    let (entries, folded) = from_zero(&log, &room).await;
    for entry in &entries {
        assert_eq!(*next(&mut watch).await, *entry);
    }
    assert_eq!(desk.look(&room, |used| Room::clone(&used.room)).await.unwrap(), folded);

    let other = Desk::open(log.clone()).await.unwrap();
    assert_eq!(other.look(&room, |used| Room::clone(&used.room)).await.unwrap(), folded);
    let mut late = other.watch(&room, Seq(2)).await.unwrap();
    assert_eq!(next(&mut late).await.seq, Seq(3));
    let listed = other.rooms(i64::MAX).await.unwrap();
    assert_eq!((listed.len(), &listed[0].line.title[..]), (1, "checkout fails"));
    assert_eq!(listed[0].line.commander, Some(Actor::new("ana").unwrap()));

    // Whoever has not read so far writes no older row over it.
    let newer = log.row(room.as_str()).await.unwrap().unwrap();
    let older = Summary { seq: Seq(1), text: "{}".into(), ..newer.clone() };
    log.append(&[Write { entries: Vec::new(), turn: Some((0, "{}".into())), summary: older }]).await.unwrap();
    assert_eq!(log.row(room.as_str()).await.unwrap(), Some(newer));
}

fn file() -> (PathBuf, Address) {
    let path = std::env::temp_dir().join(format!("hikeshi-desk-{}.db", std::process::id()));
    let _ = std::fs::remove_file(&path);
    (path.clone(), Address::File(path))
}

#[tokio::test]
async fn a_room_is_opened_spoken_in_watched_and_read_again_on_sqlite() {
    let (path, address) = file();
    story(&address).await;
    std::fs::remove_file(path).unwrap();
}

#[tokio::test]
async fn a_room_is_opened_spoken_in_watched_and_read_again_on_postgresql() {
    let postgres = postgres::Postgres::start();
    story(&postgres.url().parse().unwrap()).await;
}

/// Two servers over one database write to one room at once: nothing is lost, nothing doubled, both see the same.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_servers_that_write_to_one_room_at_once_lose_and_double_nothing() {
    let postgres = postgres::Postgres::start();
    let address: Address = postgres.url().parse().unwrap();
    let room = room_id(2);
    let mut desks = Vec::new();
    for _ in 0..2 {
        desks.push(Desk::open(Log::open(&address).await.unwrap()).await.unwrap());
    }
    give(&desks[0], &room, order("open", "ana", open("search is slow"))).await.unwrap();
    let mut watch = desks[1].watch(&room, Seq(0)).await.unwrap();
    let mut writers = Vec::new();
    for (n, desk) in desks.iter().cloned().enumerate() {
        let room = room.clone();
        writers.push(tokio::spawn(async move {
            for k in 0..100 {
                let id = format!("w{n}-{k}");
                give(&desk, &room, order(&id, &format!("writer{n}"), spoken(&id))).await.unwrap();
            }
        }));
    }
    for writer in writers {
        writer.await.unwrap();
    }
    let (entries, folded) = from_zero(&Log::open(&address).await.unwrap(), &room).await;
    let mut said: Vec<String> = entries
        .iter()
        .filter_map(|entry| match &entry.event {
            Event::Said { text } => Some(text.clone()),
            _ => None,
        })
        .collect();
    for entry in &entries {
        assert_eq!(*next(&mut watch).await, *entry, "a watcher at one server sees what the other wrote");
    }
    said.sort();
    said.dedup();
    assert_eq!(said.len(), 200, "each order once");
    for desk in &desks {
        // What the other server wrote last may still be on its way here: an order of ours finds it.
        give(desk, &room, order("last", "ana", spoken("all here?"))).await.unwrap();
    }
    let seq = folded.seq().next();
    for desk in &desks {
        let last = desk.look(&room, |used| used.room.seq()).await.unwrap();
        assert!(last >= seq, "{last} {seq}");
    }
}

/// Two servers that take orders for the same rooms, one from the first to the last and one the other way.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_servers_that_write_to_the_same_rooms_the_other_way_round_refuse_nobody() {
    const ROOMS: u8 = 30;
    let postgres = postgres::Postgres::start();
    let address: Address = postgres.url().parse().unwrap();
    let mut desks = Vec::new();
    for _ in 0..2 {
        desks.push(Desk::open(Log::open(&address).await.unwrap()).await.unwrap());
    }
    for n in 0..ROOMS {
        give(&desks[0], &room_id(n), order("open", "ana", open("search is slow"))).await.unwrap();
    }
    for turn in 0..8 {
        let mut given = Vec::new();
        for k in 0..ROOMS {
            for (n, room) in [(0, k), (1, ROOMS - 1 - k)] {
                let (desk, id) = (desks[n].clone(), format!("w{n}-{turn}"));
                let order = order(&id, &format!("writer{n}"), spoken(&id));
                given.push(tokio::spawn(async move { give(&desk, &room_id(room), order).await }));
            }
        }
        for order in given {
            order.await.unwrap().unwrap();
        }
    }
    let log = Log::open(&address).await.unwrap();
    assert!(verify(&log, false).await.unwrap().sound());

    // Where two do wait for one another, one goes first and the other is behind.
    let row = log.row(room_id(0).as_str()).await.unwrap().unwrap();
    let many = |n: u8| {
        let entries: Vec<Entry> =
            talk(3_000, |n| n).lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        let summary = Summary { room: room_id(n).to_string(), seq: Seq(3_000), ..row.clone() };
        Write { entries, turn: None, summary }
    };
    let (one, other) = (many(ROOMS), many(ROOMS + 1));
    let append = |writes: [Write; 2]| {
        let address = address.clone();
        tokio::spawn(async move { Log::open(&address).await.unwrap().append(&writes).await })
    };
    let both = [append([one.clone(), other.clone()]), append([other, one])];
    let mut written = 0;
    for one in both {
        match one.await.unwrap() {
            Ok(()) => written += 1,
            Err(refused) => assert!(matches!(refused, crate::store::log::Refused::Behind), "{refused:?}"),
        }
    }
    assert_eq!(written, 1);
}

#[tokio::test]
async fn a_copy_of_a_server_moves_from_sqlite_to_postgresql_and_every_room_verifies() {
    let (path, address) = file();
    let log = Log::open(&address).await.unwrap();
    let desk = Desk::open(log.clone()).await.unwrap();
    let people = crate::desk::people::People::open(log.clone()).await.unwrap();
    people.enter("Ana").await.unwrap();
    for n in 0..3 {
        give(&desk, &room_id(n), order("open", "ana", open("disk fills up"))).await.unwrap();
        give(&desk, &room_id(n), order("said", "ana", spoken("looking"))).await.unwrap();
    }
    let mut lines = Vec::new();
    let copied = copy::backup(&log, |line| lines.push(line.to_string())).await.unwrap();
    assert_eq!((copied.people, copied.keys, copied.entries), (1, 1, 9));
    let postgres = postgres::Postgres::start();
    let other = Log::open(&postgres.url().parse().unwrap()).await.unwrap();
    let restored = copy::restore(&other, lines.clone().into_iter(), 0).await.unwrap();
    assert_eq!((copied, restored.rooms), (restored, 3));
    for log in [&log, &other] {
        let found = verify(log, false).await.unwrap();
        assert!(found.sound() && found.stale == 0 && found.rooms == 3, "{found:?}");
    }
    assert_eq!(from_zero(&log, &room_id(1)).await, from_zero(&other, &room_id(1)).await);
    let again = copy::restore(&other, lines.into_iter(), 0).await;
    assert!(matches!(again, Err(copy::Unread::NotEmpty)), "{again:?}");
    std::fs::remove_file(path).unwrap();
}

#[tokio::test]
async fn a_log_with_a_missing_entry_and_a_row_that_lies_are_found_and_only_the_row_is_mended() {
    let (path, address) = file();
    let log = Log::open(&address).await.unwrap();
    let desk = Desk::open(log.clone()).await.unwrap();
    for n in 1..=2 {
        give(&desk, &room_id(n), order("open", "ana", open("disk fills up"))).await.unwrap();
        give(&desk, &room_id(n), order("said", "ana", spoken("looking"))).await.unwrap();
    }
    let broken = sqlx::AnyPool::connect(&format!("sqlite://{}", path.display())).await.unwrap();
    for (sql, room) in [
        ("DELETE FROM entries WHERE seq = 2 AND room = $1", room_id(1)),
        ("UPDATE rooms SET summary = '{}' WHERE room = $1", room_id(2)),
    ] {
        sqlx::query(sql).bind(room.as_str()).execute(&broken).await.unwrap();
    }
    let found = verify(&log, true).await.unwrap();
    assert_eq!((found.missing, found.troubled, found.stale), (1, vec![room_id(1).to_string()], 1));
    let found = verify(&log, false).await.unwrap();
    assert_eq!((found.missing, found.stale), (1, 0));
    std::fs::remove_file(path).unwrap();
}

#[tokio::test]
async fn a_rooms_log_is_exported_and_read_in_again_and_a_wrong_line_is_named() {
    let (path, address) = file();
    let log = Log::open(&address).await.unwrap();
    let desk = Desk::open(log.clone()).await.unwrap();
    give(&desk, &room_id(1), order("open", "ana", open("disk fills up"))).await.unwrap();
    give(&desk, &room_id(1), order("said", "ana", spoken("looking"))).await.unwrap();
    let mut text = String::new();
    assert!(copy::export(&log, room_id(1).as_str(), |line| text += &format!("{line}\n")).await.unwrap());
    copy::import(&log, &room_id(2), &text).await.unwrap();
    assert_eq!(from_zero(&log, &room_id(1)).await, from_zero(&log, &room_id(2)).await);
    let torn = text.lines().skip(1).collect::<Vec<_>>().join("\n");
    let wrong = copy::import(&log, &room_id(3), &torn).await;
    assert!(matches!(wrong, Err(copy::Unread::Line(1, _))), "{wrong:?}");
    assert!(desk.watch(&room_id(3), Seq(0)).await.is_err(), "nothing of it was read in");
    std::fs::remove_file(path).unwrap();
}

/// A log of so many entries, nearly all of them words; `order` gives each entry's order.
fn talk(entries: u64, order: impl Fn(u64) -> u64) -> String {
    let line = |n: u64| {
        let event = match n {
            1 => r#"{"room_opened":{"title":"long","origin":{"live":{}}}}"#,
            2 => r#"{"joined":{"standing":"responder"}}"#,
            _ => r#"{"said":{"text":"still here"}}"#,
        };
        let (at, o) = ("2026-01-01T00:00:00Z", order(n));
        format!(r#"{{"seq":{n},"at":"{at}","actor":"ana","order":"o{o}","event":{event}}}"#) + "\n"
    };
    (1..=entries).map(line).collect()
}

#[tokio::test]
async fn an_order_that_came_again_is_doubled_only_where_the_room_still_remembered_it() {
    let (path, address) = file();
    let log = Log::open(&address).await.unwrap();
    // The newest order comes again after 10,500 others in the first room, and after 9,000 in the second.
    for (n, entries) in [(1, 10_503), (2, 9_003)] {
        let text = talk(entries, |n| if n == entries { 3 } else { n });
        copy::import(&log, &room_id(n), &text).await.unwrap();
    }
    let found = verify(&log, false).await.unwrap();
    assert_eq!((found.doubled, found.troubled), (1, vec![room_id(2).to_string()]));
    std::fs::remove_file(path).unwrap();
}

#[tokio::test]
async fn a_list_says_when_a_room_was_closed_though_people_talk_on_in_it() {
    let (path, address) = file();
    let log = Log::open(&address).await.unwrap();
    let line = |n: u64, event: &str| {
        let at = format!("2026-01-01T00:0{n}:00Z");
        format!(r#"{{"seq":{n},"at":"{at}","actor":"ana","order":"o{n}","event":{event}}}"#) + "\n"
    };
    let text = line(1, r#"{"room_opened":{"title":"disk fills up","origin":{"live":{}}}}"#)
        + &line(2, r#"{"room_closed":{"ending":"over"}}"#)
        + &line(3, r#"{"said":{"text":"thanks, all"}}"#);
    copy::import(&log, &room_id(1), &text).await.unwrap();
    let desk = Desk::open(log.clone()).await.unwrap();
    give(&desk, &room_id(1), order("later", "ana", spoken("good night"))).await.unwrap();
    let listed = async || desk.rooms(i64::MAX).await.unwrap()[0].closed;
    assert_eq!(listed().await, Some("2026-01-01T00:02:00Z".parse().unwrap()));
    assert_eq!(verify(&log, false).await.unwrap().stale, 0);
    let again = Command::ReopenRoom { why: "it is back".into() };
    give(&desk, &room_id(1), order("again", "ana", again)).await.unwrap();
    assert_eq!(listed().await, None);
    std::fs::remove_file(path).unwrap();
}

#[tokio::test]
async fn a_long_room_is_opened_from_its_snapshot_and_deleting_every_snapshot_changes_nothing() {
    let (path, address) = file();
    let log = Log::open(&address).await.unwrap();
    let text = talk(4_500, |n| n);
    copy::import(&log, &room_id(1), &text).await.unwrap();
    let desk = Desk::open(log.clone()).await.unwrap();
    give(&desk, &room_id(1), order("new", "ana", spoken("after so long"))).await.unwrap();
    let seq = Seq(4_501);
    // It is kept behind the answers.
    let kept = loop {
        match log.snapshot(room_id(1).as_str()).await.unwrap() {
            Some(kept) => break kept,
            None => tokio::task::yield_now().await,
        }
    };
    assert_eq!(kept.seq, Seq(4_500), "kept as soon as it was read");
    let folded = from_zero(&log, &room_id(1)).await.1;
    let broken = sqlx::AnyPool::connect(&format!("sqlite://{}", path.display())).await.unwrap();
    for sql in ["SELECT 1", "UPDATE snapshots SET folded = 'room 0'", "DELETE FROM snapshots"] {
        sqlx::query(sql).execute(&broken).await.unwrap();
        let desk = Desk::open(log.clone()).await.unwrap();
        assert_eq!(desk.look(&room_id(1), |used| Room::clone(&used.room)).await.unwrap(), folded, "{sql}");
        give(&desk, &room_id(1), order("new", "ana", spoken("after so long"))).await.unwrap();
    }
    assert_eq!(from_zero(&log, &room_id(1)).await.1.seq(), seq, "an order given twice is recorded once");
    std::fs::remove_file(path).unwrap();
}
