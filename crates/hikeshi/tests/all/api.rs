//! The API as programs use it: rooms, orders, entries as they come, refusals with their codes; and its document, which real
//! answers are held against.

use std::collections::BTreeSet;
use std::io::{BufRead, BufReader, Write};
use std::net::TcpStream;

use serde_json::{Value, json};

use crate::http::{Answer, call, call_with};
use crate::program::Home;
use crate::rude::{House, house};
use crate::tokens::{admin, token};

const JSON: &str = "application/json";

fn read(answer: &Answer) -> Value {
    serde_json::from_str(&answer.body).unwrap_or_else(|why| panic!("{why}: {answer:?}"))
}

fn document() -> Value {
    let ran = Home::new("openapi").run(&["openapi"], "");
    serde_json::from_str(&ran.out).expect("the document is JSON")
}

/// Entries of a stream until there are so many.
fn stream(house: &House, token: &str, since: u64, many: usize) -> Vec<Value> {
    let port = house.server.port;
    let mut to = TcpStream::connect(("127.0.0.1", port)).expect("the server listens");
    let path = format!("/api/v1{}/events", house.room);
    let head = format!(
        "GET {path} HTTP/1.1\r\nhost: x\r\nauthorization: Bearer {token}\r\nlast-event-id: {since}\r\n\r\n"
    );
    to.write_all(head.as_bytes()).expect("the request goes out");
    let lines = BufReader::new(to).lines().map_while(Result::ok);
    let data = lines.filter_map(|line| Some(line.strip_prefix("data: ")?.to_string()));
    data.take(many).map(|data| serde_json::from_str(&data).expect("an entry is JSON")).collect()
}

#[test]
fn a_program_opens_a_room_gives_orders_once_reads_the_board_and_follows_the_flow() {
    let house = house("api");
    let (port, token) = (house.server.port, token(&house, "ana", "act"));
    let open = json!({"id": "night-1", "title": "payments fail", "severity": 2}).to_string();
    let first = read(&call(port, "POST", "/api/v1/rooms", &token, JSON, &open));
    let again = read(&call(port, "POST", "/api/v1/rooms", &token, JSON, &open));
    assert_eq!(first, again, "sent again, it is the same room");
    let room = format!("/api/v1/rooms/{}", first["room"].as_str().expect("its name"));

    let order = json!({"id": "take-1", "order": "take ic"}).to_string();
    let taken = read(&call(port, "POST", &format!("{room}/orders"), &token, JSON, &order));
    let twice = read(&call(port, "POST", &format!("{room}/orders"), &token, JSON, &order));
    assert_eq!((&taken, taken["seq"].as_u64()), (&twice, Some(4)));
    for _ in 0..2 {
        let line = [("authorization", format!("Bearer {token}")), ("idempotency-key", "line-1".into())];
        let mut line: Vec<(&str, &str)> = line.iter().map(|(name, value)| (*name, value.as_str())).collect();
        line.push(("content-type", "text/plain"));
        let answer = call_with(port, "POST", &format!("{room}/orders"), &line, "line open \"slow queries\"");
        assert_eq!((answer.status, read(&answer)["seq"].as_u64()), (200, Some(5)), "{}", answer.body);
    }
    let said = json!({"say": "/ is talk here, and so is this", "thread": 5}).to_string();
    assert_eq!(call(port, "POST", &format!("{room}/orders"), &token, JSON, &said).status, 200);

    let one = read(&call(port, "GET", &room, &token, "", ""));
    assert_eq!(one["board"]["commander"], "ana");
    assert_eq!(one["board"]["severity"], 2);
    assert_eq!(one["board"]["lines"][0]["title"], "slow queries");
    assert_eq!(one["roster"][0]["roles"][0], "incident_commander");
    let some = read(&call(port, "GET", &format!("{room}/entries?since=3&most=2"), &token, "", ""));
    let kinds: Vec<&str> =
        some["entries"].as_array().expect("a list").iter().filter_map(|e| e["kind"].as_str()).collect();
    assert_eq!((kinds, some["more"].as_bool()), (vec!["role_taken", "line_opened"], Some(true)));
    let rest = read(&call(port, "GET", &format!("{room}/entries?since=5"), &token, "", ""));
    assert_eq!((rest["entries"][0]["line"].as_u64(), rest["more"].as_bool()), (Some(5), Some(false)));
    let rooms = read(&call(port, "GET", "/api/v1/rooms", &token, "", ""));
    assert_eq!(rooms["rooms"].as_array().map(Vec::len), Some(2), "{rooms}");
}

#[test]
fn entries_come_as_they_are_appended_from_where_the_program_had_come_to() {
    let house = house("stream");
    let token = token(&house, "ana", "act");
    let orders = format!("/api/v1{}/orders", house.room);
    for n in 1..=3 {
        let said = json!({"id": format!("say-{n}"), "say": format!("said {n}")}).to_string();
        assert_eq!(call(house.server.port, "POST", &orders, &token, JSON, &said).status, 200);
    }
    let all = stream(&house, &token, 0, 5);
    let numbers: Vec<u64> = all.iter().filter_map(|entry| entry["seq"].as_u64()).collect();
    assert_eq!(numbers, [1, 2, 3, 4, 5]);
    let last = stream(&house, &token, 4, 1).remove(0);
    assert_eq!((last["seq"].as_u64(), last["order"].as_str()), (Some(5), Some("ana/say-3")));
    assert!(last["text"].as_str().is_some_and(|text| text.contains("said 3")), "{last}");
    assert_eq!(last["event"]["text"], "said 3");
}

#[test]
fn what_is_wrong_with_a_call_is_said_with_a_status_a_code_and_the_next_step() {
    let house = house("wrong");
    let (port, token) = (house.server.port, token(&house, "ana", "act"));
    let orders = format!("/api/v1{}/orders", house.room);
    let long = json!({"say": "x".repeat(100_000)}).to_string();
    let wrong: Vec<(&str, &str, &str, &str, u16, &str)> = vec![
        ("POST", &orders, "text/plain", "fly to the moon", 422, "misread-unknown"),
        ("POST", &orders, "text/plain", "task open", 422, "misread-missing"),
        ("POST", &orders, "text/plain", "task done #99 done", 409, "room-refused-no-such"),
        ("POST", &orders, JSON, "{\"say\": \"\"}", 409, "room-refused-empty-text"),
        ("POST", &orders, JSON, "{\"say\": \"a\", \"order\": \"take ic\"}", 422, "api-neither"),
        ("POST", &orders, JSON, "{}", 422, "api-neither"),
        ("POST", &orders, JSON, "{\"id\": \"a b\", \"say\": \"a\"}", 422, "api-id"),
        ("POST", &orders, JSON, "{\"says\": \"a\"}", 400, "api-body"),
        ("POST", &orders, JSON, "{\"say\":", 400, "api-body"),
        ("POST", &orders, "application/xml", "<say/>", 415, "api-kind"),
        ("POST", &orders, JSON, &long, 413, "api-too-large"),
        ("GET", "/api/v1/rooms/aaaa-aaaa-aaaa", "", "", 404, "api-no-room"),
        ("GET", "/api/v1/rooms/%00", "", "", 404, "api-no-room"),
        ("GET", "/api/v1/rooms?before=soon", "", "", 400, "api-query"),
        ("POST", "/api/v1/rooms", JSON, "{\"title\": \"a\", \"severity\": 9}", 422, "api-severity"),
        ("GET", "/api/v1/nothing", "", "", 404, "api-no-way"),
        ("DELETE", "/api/v1/rooms", "", "", 405, "api-no-method"),
        ("POST", "/api/v1/invitations", JSON, "{\"part\": \"member\", \"people\": 1}", 403, "api-may-not"),
        ("POST", "/api/v1/enter", JSON, "{\"name\": \"<b>\"}", 422, "api-name"),
    ];
    for (method, path, kind, body, status, code) in wrong {
        let answer = call(port, method, path, &token, kind, body);
        let told = read(&answer);
        assert_eq!((answer.status, told["code"].as_str()), (status, Some(code)), "{method} {path}: {told}");
        for part in ["error", "next"] {
            let text = told[part].as_str().unwrap_or_default();
            assert!(!text.is_empty() && !text.contains(['⟦', '$']), "{method} {path}: {told}");
        }
    }
    let bearer = format!("Bearer {token}");
    let japanese = [("authorization", bearer.as_str()), ("accept-language", "ja"), ("content-type", JSON)];
    let told = read(&call_with(port, "POST", &orders, &japanese, "{}"));
    assert!(told["error"].as_str().is_some_and(|text| text.contains("どちらか一つ")), "{told}");
    let cookie = [("cookie", house.cookie.as_str())];
    let answer = call_with(port, "GET", "/api/v1/me", &cookie, "");
    assert_eq!(
        (answer.status, read(&answer)["code"].as_str()),
        (401, Some("api-not-in")),
        "no cookie counts"
    );
}

#[test]
fn nobody_comes_in_by_name_under_another_machines_name_or_through_a_proxy() {
    let house = house("elsewhere");
    let port = house.server.port;
    let form = ("content-type", "application/x-www-form-urlencoded");
    let ours = format!("localhost:{port}");
    for (headers, lets_in) in [
        (vec![("host", ours.as_str())], true),
        (vec![("host", "elsewhere.example")], false),
        (vec![("host", "hikeshi.example"), ("x-forwarded-for", "192.0.2.7")], false),
        (vec![("x-forwarded-for", "192.0.2.7")], false),
    ] {
        let json = [&headers[..], &[("content-type", JSON)]].concat();
        let answer = call_with(port, "POST", "/api/v1/enter", &json, "{\"name\": \"eve\"}");
        assert_eq!(answer.status, if lets_in { 200 } else { 403 }, "{headers:?}: {answer:?}");
        let page = call_with(port, "POST", "/enter", &[&headers[..], &[form]].concat(), "name=eve");
        assert_eq!(page.session().is_some(), lets_in, "{headers:?}: {page:?}");
        let door = call_with(port, "GET", "/enter", &headers, "");
        assert_eq!(door.body.contains("action=\"/enter\""), lets_in, "{headers:?}: {door:?}");
    }
    // With an invitation people come in from anywhere.
    let invited = admin(&house, &["invite"]).out;
    let invite = invited.split_whitespace().find(|word| word.starts_with("/join/")).expect("its path");
    let page = call_with(port, "POST", invite, &[("host", "hikeshi.example"), form], "name=bo");
    assert!(page.session().is_some(), "{page:?}");
}

/// A schema of the document that lets nothing pass that the document does not name.
fn strict(schema: &mut Value) {
    match schema {
        Value::Object(fields) => {
            if fields.contains_key("properties") && !fields.contains_key("additionalProperties") {
                fields.insert("additionalProperties".into(), Value::Bool(false));
            }
            fields.values_mut().for_each(strict);
        }
        Value::Array(all) => all.iter_mut().for_each(strict),
        _ => {}
    }
}

/// Complaints about an answer, held against what the document says of this way.
fn complaints(document: &Value, (method, path): (&str, &str), status: u16, found: &Value) -> Vec<String> {
    let responses = &document["paths"][path][method]["responses"];
    let exact = &responses[status.to_string()];
    let response = if exact.is_null() { &responses[format!("{}XX", status / 100)] } else { exact };
    let content = response["content"].as_object().and_then(|content| content.values().next());
    let Some(schema) = content.map(|content| content["schema"].clone()) else {
        return vec![format!("{method} {path} {status} is not in the document")];
    };
    let mut whole = json!({"components": document["components"], "allOf": [schema]});
    strict(&mut whole);
    let schema = jsonschema::draft202012::new(&whole).expect("the document holds schemas");
    schema
        .iter_errors(found)
        .map(|error| format!("{method} {path}: {error} at {}", error.instance_path()))
        .collect()
}

#[test]
fn every_way_of_the_api_is_in_its_document_and_real_answers_fit_it() {
    let house = house("document");
    let (port, document) = (house.server.port, document());
    let served = call(port, "GET", "/api/openapi.json", "", "", "");
    assert_eq!(read(&served), document, "what is served is what is printed");
    assert!(document["openapi"].as_str().is_some_and(|version| version.starts_with("3.1")));

    let admin = token(&house, "ana", "admin");
    for line in [
        "declare sev2 \"disk fills up\"",
        "take ic",
        "line open \"slow queries\"",
        "find \"errors began with the deploy\"",
        "suspect \"the pool is full\"",
        "propose \"roll back\"",
        "task open \"fail over db\" @ana 10m",
        "runbook \"db failover\" \"stop writes\" \"promote db-2\"",
        "alert latency_high checkout pages",
        "do rollback checkout",
        "update users \"payments fail\" next 20m",
        "improve \"deploy by day\" @ana by 2026-12-01",
    ] {
        let path = format!("/api/v1{}/orders", house.room);
        let answer = call(port, "POST", &path, &admin, "text/plain", line);
        assert_eq!(answer.status, 200, "{line}: {}", answer.body);
    }
    let name = house.room.trim_start_matches("/rooms/");
    let begin = json!({"id": "night-1", "scenario": "first-fire"}).to_string();
    let drill = read(&call(port, "POST", "/api/v1/drills", &admin, JSON, &begin));
    let drill = drill["room"].as_str().expect("its name");
    let open = json!({"id": "night-1", "title": "payments fail"}).to_string();
    let opened = read(&call(port, "POST", "/api/v1/rooms", &admin, JSON, &open));
    let opened = opened["room"].as_str().expect("its name");
    assert_ne!(opened, drill, "a room and a drill of one id are two");
    let end = format!("/api/v1/rooms/{drill}/orders");
    assert_eq!(call(port, "POST", &end, &admin, "text/plain", "close").status, 200);
    let bodies = [
        ("/api/v1/drills", &begin[..]),
        ("/api/v1/rooms/{room}/pace", "{\"times\": 2}"),
        ("/api/v1/enter", "{\"name\": \"ana\"}"),
        ("/api/v1/invitations", "{\"part\": \"guest\", \"people\": 3}"),
        ("/api/v1/rooms", "{\"title\": \"payments fail\"}"),
        ("/api/v1/rooms/{room}/orders", "{\"say\": \"hello\"}"),
    ];
    let mut seen = BTreeSet::new();
    for (path, ways) in document["paths"].as_object().expect("paths") {
        for method in ways.as_object().expect("methods").keys() {
            let of_a_drill = path.ends_with("/pace") || path.ends_with("/debrief");
            let room = if of_a_drill { drill } else { name };
            let (way, url) = ((method.as_str(), path.as_str()), path.replace("{room}", room));
            seen.insert(path.as_str());
            let body =
                bodies.iter().find(|(of, _)| of == path && method == "post").map_or("", |(_, body)| body);
            let kind = if body.is_empty() { "" } else { JSON };
            let found = match path.ends_with("/events") {
                true => (200, stream(&house, &admin, 0, 1).remove(0)),
                false => {
                    let answer = call(port, &method.to_uppercase(), &url, &admin, kind, body);
                    (answer.status, read(&answer))
                }
            };
            assert!(found.0 < 300, "{way:?}: {found:?}");
            assert_eq!(complaints(&document, way, found.0, &found.1), Vec::<String>::new(), "{}", found.1);
            let nobody = call(port, &method.to_uppercase(), &url, "", "", "");
            assert_ne!(nobody.status, 404, "{way:?} leads somewhere");
            assert_eq!(complaints(&document, way, nobody.status, &read(&nobody)), Vec::<String>::new());
        }
    }
    assert_eq!(seen.len(), 12, "{seen:?}");
}

#[test]
fn a_way_that_leaves_its_document_is_found() {
    let document = document();
    let (way, path) = (("get", "/api/v1/rooms"), "/api/v1/rooms");
    assert!(
        !complaints(&document, way, 200, &json!({"rooms": [], "before": null, "extra": 1})).is_empty(),
        "{path}"
    );
    assert!(!complaints(&document, way, 200, &json!({"rooms": [{"room": 7}]})).is_empty());
    assert!(!complaints(&document, ("get", "/api/v1/nothing"), 200, &json!({})).is_empty());
    // Whatever is routed is routed by the lines that make the document, but for the document itself and what leads nowhere.
    let ways = include_str!("../../src/faces/api/mod.rs");
    let routed: Vec<&str> =
        ways.split(".route(\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    assert_eq!(routed, ["/api/openapi.json", "/api/{*rest}"]);
}
