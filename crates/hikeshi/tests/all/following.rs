//! Those who follow a room in browsers: each hears all of it from where they had come to, and of what is private only their own.

use crate::http::{Event, escaped, events, post};
use crate::rude::{House, house};

/// Bo, who has come in as well.
fn bo(house: &House) -> String {
    post(house.server.port, "/enter", "", "name=bo").and_then(|answer| answer.session()).expect("a session")
}

fn order(house: &House, cookie: &str, line: &str) {
    let form = format!("order={}", escaped(line));
    let answer =
        post(house.server.port, &format!("{}/orders", house.room), cookie, &form).expect("an answer");
    assert_eq!(answer.status, 200, "{}", answer.body);
}

/// What somebody hears from then on, to the first event that says this.
fn heard(house: &House, cookie: &str, since: u64, until: &str) -> Vec<Event> {
    let mut heard = Vec::new();
    for event in events(house.server.port, &format!("{}/events", house.room), cookie, since) {
        let last = event.data.contains(until);
        heard.push(event);
        if last {
            return heard;
        }
    }
    panic!("nobody said {until}: {heard:?}");
}

fn numbers(heard: &[Event]) -> Vec<u64> {
    heard.iter().filter_map(|event| event.id).collect()
}

#[test]
fn each_hears_all_of_it_from_where_they_were_and_of_what_is_private_only_their_own() {
    let (house, bo) = (&house("following"), &bo);
    let bo = &bo(house);
    order(house, bo, "join");
    order(house, &house.cookie, "take ic");
    order(house, bo, "task open \"look at the disk\" @bo 10m");
    order(house, bo, "say it is full");
    let (hers, his) = std::thread::scope(|both| {
        let hers = both.spawn(|| heard(house, &house.cookie, 0, "data-key=\"handover\""));
        let his = both.spawn(|| heard(house, bo, 0, "data-key=\"mine"));
        (hers.join().expect("she hears it"), his.join().expect("he hears it"))
    });
    let private = |heard: &[Event], of: &str| heard.iter().any(|event| event.data.contains(of));
    assert!(private(&hers, "data-key=\"handover\"") && !private(&hers, "data-key=\"mine"), "{hers:?}");
    assert!(private(&his, "data-key=\"mine") && !private(&his, "data-key=\"handover\""), "{his:?}");

    let all = numbers(&heard(house, bo, 0, "it is full"));
    assert_eq!(all, (1..=all.len() as u64).collect::<Vec<_>>());
    let again = heard(house, bo, 3, "it is full");
    assert_eq!(numbers(&again), all[3..], "who comes again goes on after the last one");
}

#[test]
fn whoever_is_let_go_hears_no_more() {
    let house = house("let-go");
    let bo = bo(&house);
    let path = format!("{}/events", house.room);
    let mut his = events(house.server.port, &path, &bo, 0);
    assert_eq!(his.next().and_then(|event| event.id), Some(1));
    let gone = post(house.server.port, "/people", &house.cookie, "person=bo&part=gone").expect("an answer");
    assert!(gone.status < 400, "{}", gone.body);
    assert!(his.any(|event| event.name == "board"));
    assert!(his.all(|event| event.name != "alive"), "it is ended, and no sign of life comes before that");
}
