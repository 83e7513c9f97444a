//! A room joined from a terminal and from a pipe: what others do is seen, what is typed arrives once, also across a server that
//! dies in the middle.

use std::io::{Read, Write};

use serde_json::json;

use crate::http::call;
use crate::program::{Home, lines, read_until, wait};
use crate::rude::{House, house};
use crate::storm::start;
use crate::terminal::Window;
use crate::tokens::{admin, token};

fn address(house: &House) -> String {
    format!("http://127.0.0.1:{}{}", house.server.port, house.room)
}

/// Somebody else says something.
fn says(house: &House, token: &str, text: &str) {
    let path = format!("/api/v1{}/orders", house.room);
    let answer =
        call(house.server.port, "POST", &path, token, "application/json", &json!({"say": text}).to_string());
    assert_eq!(answer.status, 200, "{}", answer.body);
}

fn log(house: &House) -> String {
    admin(house, &["export", house.room.trim_start_matches("/rooms/")]).out
}

#[test]
fn a_pipe_joins_sees_what_was_before_speaks_gives_orders_and_ends_when_all_is_answered() {
    let house = house("join-pipe");
    let (home, token) = (Home::new("join-pipe"), token(&house, "ana", "act"));
    says(&house, &token, "the disk was full at noon");
    let args = ["join", &address(&house), "--lang", "en", "--token", &token];
    let ran = home.run(&args, "/declare sev2 \"disk fills up\"\nI look at the database\n/take ic\n");
    assert_eq!(ran.code, Some(0), "{ran:?}");
    for words in ["ana: the disk was full at noon", "ana: I look at the database", "incident command"] {
        assert!(ran.out.contains(words), "{words}: {}", ran.out);
    }
    assert!(log(&house).contains("\"role_taken\""));

    let ran = home.run(&args, "/fly to the moon\n/board\n");
    assert_eq!(ran.code, Some(1), "a line was refused: {ran:?}");
    assert!(ran.out.contains("Not done") && ran.out.contains("SEV2 disk fills up"), "{ran:?}");
    let read = crate::tokens::token(&house, "ana", "read");
    let ran = home.run(&["join", &address(&house), "--lang", "en", "--token", &read], "hello\n");
    assert!(ran.code == Some(1) && ran.out.contains("the disk was full"), "it may read and no more: {ran:?}");
}

#[test]
fn on_this_machine_a_name_is_enough_and_the_only_open_room_is_the_one() {
    let house = house("join-name");
    let home = Home::new("join-name");
    let server = format!("127.0.0.1:{}", house.server.port);
    let ran = home.run(&["join", &server], "/宣言 SEV3、ディスクがいっぱい\n様子を見ます\n/help\n");
    assert_eq!(ran.code, Some(0), "{ran:?}");
    assert!(ran.out.contains("葵: 様子を見ます") && ran.out.contains("/quit"), "{}", ran.out);
    assert!(log(&house).contains("\"actor\":\"葵\""));

    let token = token(&house, "ana", "act");
    let other = json!({"title": "payments fail"}).to_string();
    assert_eq!(
        call(house.server.port, "POST", "/api/v1/rooms", &token, "application/json", &other).status,
        201
    );
    let ran = home.run(&["join", &server, "--lang", "en"], "hello\n");
    assert_eq!(ran.code, Some(2), "{ran:?}");
    assert!(ran.err.contains("payments fail") && ran.err.contains(&address(&house)), "{}", ran.err);
}

#[test]
fn a_line_that_is_written_while_the_server_is_away_arrives_once_when_it_is_back() {
    let mut house = house("join-away");
    let home = Home::new("join-away");
    let mut child = home.command(&["join", &address(&house), "--lang", "en"]).spawn().expect("it starts");
    let (mut to, mut from) = (child.stdin.take().expect("its input is ours"), lines(&mut child));
    to.write_all(b"before\n").expect("it reads");
    read_until(&mut from, ": before");
    house.server.child.kill().expect("the server is killed");
    house.server.child.wait().expect("it ends");
    read_until(&mut from, "connection is lost");
    to.write_all(b"in between\n").expect("it reads");
    read_until(&mut from, "not sent yet");
    drop(to);
    house.server = start(&house.file, house.server.port);
    let mut rest = read_until(&mut from, ": in between");
    from.read_to_string(&mut rest).expect("output is text");
    assert!(wait(&mut child).success(), "{rest}");
    assert_eq!(rest.matches(": in between").count(), 1, "{rest}");
    assert!(!rest.contains(": before"), "what was seen is not shown again: {rest}");
    assert_eq!(log(&house).matches("in between").count(), 1);
}

#[test]
fn in_a_terminal_tab_completes_an_order_and_the_line_being_typed_stays_while_others_speak() {
    let house = house("join-keys");
    let (home, token) = (Home::new("join-keys"), token(&house, "ana", "act"));
    let Some(window) = Window::open(&home, "join", &format!("join {}", address(&house))) else { return };
    window.shows("/board");
    window.keys(&["/declare SEV2", "Space", "ディスクがいっぱい", "Enter"]);
    window.shows("SEV2");
    window.keys(&["/task o", "Tab"]);
    window.shows("ok  open");
    window.keys(&["p", "Tab"]);
    window.shows("> /task open");
    says(&house, &token, "the pool is full");
    window.shows("ana: the pool is full");
    window.shows("> /task open");
    window.keys(&[" \"fail over\" @an", "Tab", "Enter"]);
    window.shows("fail over");
    window.keys(&["C-c"]);
    window.shows("ended 0");
    assert!(log(&house).contains("\"owner\":\"ana\""));
}

#[test]
fn an_address_that_leads_nowhere_is_said_with_the_next_step() {
    let house = house("join-wrong");
    let home = Home::new("join-wrong");
    let room = format!("http://127.0.0.1:{}/rooms/aaaa-aaaa-aaaa", house.server.port);
    for (url, code, words) in [
        ("ftp://rooms.example/", 2, "no address"),
        ("https://rooms.example/", 2, "token"),
        ("http://127.0.0.1:9/", 1, "cannot be reached"),
        (&room, 1, "no such room"),
    ] {
        let ran = home.run(&["join", url, "--lang", "en"], "hello\n");
        assert_eq!(ran.code, Some(code), "{url}: {ran:?}");
        assert!(ran.err.contains(words) && ran.err.contains("Next:"), "{url}: {}", ran.err);
    }
}

#[test]
fn a_drill_is_begun_by_a_program_and_played_from_a_pipe() {
    let house = house("join-drill");
    let (home, token, port) = (Home::new("join-drill"), token(&house, "ana", "act"), house.server.port);
    let begin =
        json!({"id": "night-1", "scenario": "first-fire", "seed": 7, "times": 10, "lang": "en"}).to_string();
    let begun = || call(port, "POST", "/api/v1/drills", &token, "application/json", &begin);
    let (first, again) = (begun(), begun());
    assert_eq!((first.status, &first.body), (201, &again.body), "sent again, it is the same drill");
    let begun: serde_json::Value = serde_json::from_str(&first.body).expect("it is JSON");
    let room = begun["room"].as_str().expect("its name").to_string();
    let url = format!("http://127.0.0.1:{port}/rooms/{room}");
    let debrief =
        |lang: &str| call(port, "GET", &format!("/api/v1/rooms/{room}/debrief?{lang}"), &token, "", "");
    assert_eq!(debrief("").status, 409, "it is not over");

    let mut child =
        home.command(&["join", &url, "--lang", "ja", "--token", &token]).spawn().expect("it starts");
    let (mut to, mut from) = (child.stdin.take().expect("its input is ours"), lines(&mut child));
    read_until(&mut from, "ゲームマスター");
    to.write_all("最近の変更を見せて\n".as_bytes()).expect("it reads");
    read_until(&mut from, "checkout");
    to.write_all("checkout をロールバックして\n/close\n".as_bytes()).expect("it reads");
    drop(to);
    let mut rest = String::new();
    from.read_to_string(&mut rest).expect("output is text");
    assert!(wait(&mut child).success(), "{rest}");
    let answer = debrief("");
    assert!(answer.status == 200 && answer.body.contains("rollback checkout"), "{}", answer.body);
    let none = json!({"scenario": "no-such-night"}).to_string();
    assert_eq!(call(port, "POST", "/api/v1/drills", &token, "application/json", &none).status, 404);
}
