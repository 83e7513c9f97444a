//! Who is believed for how long, and what two servers over one database do to one another's people.

use std::path::PathBuf;

use room::Actor;

use super::{BELIEVED, Caller, Kept, NotChanged, Part, People, Person};
use crate::desk::rooms::tests::postgres::Postgres;
use crate::store::log::{Address, Log};

fn person(id: &str) -> Person {
    Person { actor: Actor::new(id).unwrap(), name: id.into(), part: Part::Admin }
}

#[test]
fn what_nobody_comes_back_from_reading_is_not_believed_for_ever() {
    let caller = Caller { may: Part::Admin.may(), person: person("ana") };
    let mut kept = Kept { caller, read: 100_000, asked: 100_000 };
    let mut at = |later: i64| kept.believed(100_000 + later).is_some();
    assert!(at(0) && at(BELIEVED - 1));
    assert!(!at(BELIEVED), "the first who asks then reads");
    assert!(at(BELIEVED + 1) && at(2 * BELIEVED - 1), "and others believe meanwhile");
    // Whoever read has gone; whoever asks now reads, each of them, until one has come back.
    assert!(!at(2 * BELIEVED) && !at(2 * BELIEVED + 1) && !at(100 * BELIEVED));
    assert!(!at(-1), "a clock that was set back makes nothing fresh");
}

fn file(name: &str) -> (PathBuf, Address) {
    let path = std::env::temp_dir().join(format!("hikeshi-people-{name}-{}.db", std::process::id()));
    let _ = std::fs::remove_file(&path);
    (path.clone(), Address::File(path))
}

/// The people of two servers over one database.
async fn two(address: &Address) -> [People; 2] {
    let one = People::open(Log::open(address).await.unwrap()).await.unwrap();
    [one, People::open(Log::open(address).await.unwrap()).await.unwrap()]
}

/// Two administrators who let each other go at the same time, again and again.
async fn let_each_other_go(address: &Address) {
    let [one, other] = two(address).await;
    let (ana, bo) = (one.enter("Ana").await.unwrap().0.actor, other.enter("Bo").await.unwrap().0.actor);
    for _ in 0..20 {
        let first = tokio::spawn({
            let (people, bo) = (one.clone(), bo.clone());
            async move { people.make(&bo, None).await }
        });
        let second = tokio::spawn({
            let (people, ana) = (other.clone(), ana.clone());
            async move { people.make(&ana, None).await }
        });
        let gone = [first.await.unwrap(), second.await.unwrap()];
        let all = one.all().await.unwrap();
        let left: Vec<_> = all.iter().filter(|one| one.part == Some(Part::Admin)).collect();
        assert_eq!(left.len(), 1, "{gone:?}");
        assert!(gone.iter().any(|gone| matches!(gone, Err(NotChanged::LastAdmin))), "{gone:?}");
        for who in [&ana, &bo] {
            one.make(who, Some(Part::Admin)).await.unwrap();
        }
    }
    let nobody = one.make(&Actor::new("nobody").unwrap(), None).await;
    assert!(matches!(nobody, Err(NotChanged::Nobody(_))), "{nobody:?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn of_two_who_let_each_other_go_at_once_one_stays_on_sqlite() {
    let (path, address) = file("last");
    let_each_other_go(&address).await;
    std::fs::remove_file(path).unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn of_two_who_let_each_other_go_at_once_one_stays_on_postgresql() {
    let postgres = Postgres::start();
    let_each_other_go(&postgres.url().parse().unwrap()).await;
}

#[tokio::test]
async fn whoever_came_in_at_another_server_is_called_by_name_here_and_stays_so_when_they_have_gone() {
    let (path, address) = file("names");
    let [one, other] = two(&address).await;
    one.enter("Ana").await.unwrap();
    let bo = other.enter("Bo Li").await.unwrap().0.actor;
    assert_eq!(one.name(&bo), "bo-li", "not known yet, and looked for");
    while one.name(&bo) != "Bo Li" {
        tokio::task::yield_now().await;
    }
    one.make(&bo, None).await.unwrap();
    assert_eq!(one.name(&bo), "Bo Li");
    std::fs::remove_file(path).unwrap();
}
