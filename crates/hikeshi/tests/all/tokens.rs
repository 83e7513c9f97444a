//! Who may come in and with what: tokens from the command line and from one's own page, invitations, parts, and going.

use crate::http::{Answer, call, post};
use crate::postgres::Postgres;
use crate::program::{Home, Ran, until};
use crate::rude::{House, house, house_at};

/// The command line of whoever has the database.
pub fn admin(house: &House, args: &[&str]) -> Ran {
    let home = Home::new(&format!("tokens-{}", house.server.port));
    home.run(&[args, &["--lang", "en", "--database-url", house.file.as_str()]].concat(), "")
}

/// A new token for somebody.
pub fn token(house: &House, name: &str, may: &str) -> String {
    let made = admin(house, &["token", "--for", name, "--may", may]);
    let found = made.out.split_whitespace().find(|word| word.starts_with("hikeshi_"));
    found.unwrap_or_else(|| panic!("a token is shown: {made:?}")).to_string()
}

fn orders(house: &House, token: &str, line: &str) -> Answer {
    call(house.server.port, "POST", &format!("/api/v1{}/orders", house.room), token, "text/plain", line)
}

fn me(house: &House, token: &str) -> u16 {
    me_at(house.server.port, token)
}

/// What a server answers to whoever calls with this.
pub fn me_at(port: u16, token: &str) -> u16 {
    call(port, "GET", "/api/v1/me", token, "", "").status
}

#[test]
fn a_token_acts_as_its_person_and_never_to_more_than_it_is_for() {
    let house = house("tokens");
    let [read, talk, act] = ["read", "talk", "act"].map(|may| token(&house, "ana", may));
    let path = format!("/api/v1{}", house.room);
    assert_eq!(call(house.server.port, "GET", &path, &read, "", "").status, 200);
    for (token, line, status) in [
        (&read, "say \"hello\"", 403),
        (&talk, "say \"hello\"", 200),
        (&talk, "take ic", 403),
        (&act, "take ic", 200),
    ] {
        let answer = orders(&house, token, line);
        assert_eq!(answer.status, status, "{line}: {}", answer.body);
        assert!(status == 200 || answer.body.contains("\"api-may-not\""), "{}", answer.body);
    }
    let board = call(house.server.port, "GET", &path, &read, "", "").body;
    assert!(board.contains("\"commander\":\"ana\""), "it acts as its person: {board}");
    let people = call(house.server.port, "GET", "/api/v1/people", &act, "", "");
    assert_eq!(people.status, 403, "{}", people.body);

    let listed = admin(&house, &["token", "list"]).out;
    assert_eq!(listed.lines().count(), 3, "{listed}");
    assert!(!listed.contains("hikeshi_"), "a token is shown once: {listed}");
    let row = listed.lines().find(|line| line.contains("  act  ")).expect("its row");
    let id = row.split(' ').next().expect("an id");
    assert_eq!(admin(&house, &["token", "end", id]).code, Some(0));
    until("the server hears of it", || me(&house, &act) == 401);
    assert_eq!((me(&house, &talk), me(&house, &act[..40])), (200, 401));

    for wrong in [
        vec!["token", "--for", "ana", "--may", "everything"],
        vec!["token", "--for", "nobody", "--may", "read"],
        vec!["token", "end", "000000000000"],
        vec!["token"],
    ] {
        let ran = admin(&house, &wrong);
        assert_eq!(ran.code, Some(2), "{wrong:?}: {ran:?}");
        assert!(ran.out.is_empty() && !ran.err.is_empty(), "{ran:?}");
    }
}

#[test]
fn a_person_makes_and_ends_tokens_and_sessions_on_their_own_page() {
    let house = house("me");
    let port = house.server.port;
    let page = post(port, "/me/tokens", &house.cookie, "label=deploy+bot&may=act").expect("a page");
    let made = page.body.split("id=\"made\">").nth(1).and_then(|rest| rest.split('<').next());
    let made = made.unwrap_or_else(|| panic!("it is shown: {}", page.body)).to_string();
    assert_eq!(me(&house, &made), 200);
    let page = house.page("/me", &house.cookie).body;
    assert!(page.contains("deploy bot") && !page.contains(&made), "{page}");
    let end = page.split("action=\"/me/tokens/").nth(1).and_then(|rest| rest.split('"').next());
    let end = format!("/me/tokens/{}", end.expect("a way to end it"));
    let eve = post(port, "/enter", "", "name=eve").and_then(|answer| answer.session()).expect("a session");
    assert_eq!(post(port, &end, &eve, "").expect("an answer").status, 303);
    assert_eq!(me(&house, &made), 200, "somebody else's token is not eve's to end");
    assert_eq!(post(port, &end, &house.cookie, "").expect("an answer").status, 303);
    assert_eq!(me(&house, &made), 401, "it ends at once");

    let other = post(port, "/enter", "", "name=ana").and_then(|answer| answer.session()).expect("a session");
    let page = house.page("/me", &house.cookie).body;
    let ends = page.split("action=\"/me/sessions/").nth(1).and_then(|rest| rest.split('"').next());
    let ends = format!("/me/sessions/{}", ends.expect("the other session can be ended"));
    assert_eq!(post(port, &ends, &house.cookie, "").expect("an answer").status, 303);
    assert_eq!(house.page("/me", &other).status, 303, "the other browser stands at the door");
    assert_eq!(house.page("/me", &house.cookie).status, 200);
}

#[test]
fn an_administrator_invites_changes_a_part_and_lets_somebody_go_and_the_log_keeps_the_id() {
    lets_in_and_go(&house("people"));
}

#[test]
fn people_are_let_in_and_go_alike_on_postgresql() {
    let postgres = Postgres::start();
    lets_in_and_go(&house_at(&postgres.url()));
}

fn lets_in_and_go(house: &House) {
    let port = house.server.port;
    let page = post(port, "/people/invitations", &house.cookie, "part=member&people=1").expect("a page").body;
    let link = page.split("id=\"link\" href=\"").nth(1).and_then(|rest| rest.split('"').next());
    let link = link.unwrap_or_else(|| panic!("the link is shown: {page}"));
    let bo = post(port, link, "", "name=bo").and_then(|answer| answer.session()).expect("bo comes in");
    assert_eq!(post(port, link, "", "name=cy").expect("an answer").status, 422, "it was for one");
    let bot = token(house, "bo", "act");
    assert_eq!(admin(house, &["token", "--for", "bo", "--may", "admin"]).code, Some(2));
    assert_eq!(orders(house, &bot, "declare sev2 \"disk fills up\"").status, 200);
    for line in ["runbook \"clean up\" \"stop writes\" \"free space\"", "task open \"call the vendor\" @bo"] {
        assert_eq!(orders(house, &bot, line).status, 200, "{line}");
    }

    let (own, offers) = (house.page(&house.room, &bo).body, "value=\"work?\"");
    assert!(own.contains(offers) && own.contains("/take ic") && own.contains("data-order"), "{own}");
    assert_eq!(house.page("/people", &bo).status, 403);
    assert_eq!(post(port, "/people", &bo, "person=ana&part=gone").expect("an answer").status, 403);
    assert_eq!(post(port, "/people", &house.cookie, "person=bo&part=guest").expect("an answer").status, 303);
    let seen = house.page(&house.room, &bo).body;
    let orders_of = |page: &str, way: &str| page.matches(&format!("/{way}\" data-order")).count();
    assert!(
        orders_of(&own, "orders") > 0 && orders_of(&own, "forms") > 0,
        "a member is offered orders: {own}"
    );
    assert_eq!((orders_of(&seen, "orders"), orders_of(&seen, "forms")), (0, 0), "a guest is not: {seen}");
    assert!(!seen.contains("/take ic"), "{seen}");
    assert!(!house.page("/", &bo).body.contains("action=\"/rooms\""), "nor to open a room");
    let refused = orders(house, &bot, "take ic");
    assert_eq!(refused.status, 403, "their token shrank with them: {}", refused.body);

    assert_eq!(post(port, "/people", &house.cookie, "person=bo&part=gone").expect("an answer").status, 303);
    assert_eq!(house.page(&house.room, &bo).status, 303, "their session ended");
    assert_eq!(me(house, &bot), 401, "and their token");
    assert_eq!(
        post(port, "/enter", "", "name=bo").expect("an answer").status,
        422,
        "nobody comes in as them"
    );
    let log = admin(house, &["export", house.room.trim_start_matches("/rooms/")]).out;
    assert!(log.contains("\"actor\":\"bo\""), "{log}");
    let last = post(port, "/people", &house.cookie, "person=ana&part=gone").expect("an answer");
    assert_eq!(last.status, 422, "somebody has to stay: {}", last.body);
}
