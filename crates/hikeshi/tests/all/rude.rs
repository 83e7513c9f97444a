//! What people and programs send that they should not: a clear answer, nothing done, nothing lost.

use std::io::{Read, Write};
use std::net::TcpStream;

use crate::http::{Answer, escaped, get, post};
use crate::postgres::free_port;
use crate::storm::{Server, start_in};

/// A server with one person in one room; its database goes when it does.
pub struct House {
    pub server: Server,
    /// Its database.
    pub file: String,
    /// Ana's session.
    pub cookie: String,
    /// The room's path.
    pub room: String,
}

/// A server of its own for a test of this name.
pub fn house(name: &str) -> House {
    house_in(name, &[env!("CARGO_BIN_EXE_hikeshi")])
}

/// The same, started by these words.
fn house_in(name: &str, words: &[&str]) -> House {
    let file = std::env::temp_dir().join(format!("hikeshi-rude-{name}-{}.db", std::process::id()));
    furnished(file.display().to_string(), words)
}

/// The same over this database.
pub fn house_at(url: &str) -> House {
    furnished(url.to_string(), &[env!("CARGO_BIN_EXE_hikeshi")])
}

fn furnished(file: String, words: &[&str]) -> House {
    let server = start_in(words, &file, free_port());
    let cookie =
        post(server.port, "/enter", "", "name=ana").and_then(|answer| answer.session()).expect("a session");
    let opened = post(server.port, "/rooms", &cookie, "title=disk+fills+up").expect("a room");
    let room = opened.location().expect("its address").to_string();
    House { server, file, cookie, room }
}

impl House {
    fn order(&self, form: &str) -> Answer {
        post(self.server.port, &format!("{}/orders", self.room), &self.cookie, form).expect("an answer")
    }

    /// A page, as somebody.
    pub fn page(&self, path: &str, cookie: &str) -> Answer {
        get(self.server.port, path, cookie).expect("an answer")
    }
}

impl Drop for House {
    fn drop(&mut self) {
        let _ = self.server.child.kill();
        let _ = self.server.child.wait();
        for end in ["", "-wal", "-shm"] {
            let _ = std::fs::remove_file(format!("{}{end}", self.file));
        }
    }
}

#[test]
fn what_is_wrong_with_an_order_is_said_with_the_next_step_and_leaves_nothing() {
    let house = house("orders");
    let before = house.page(&house.room, &house.cookie).body.matches("class=\"row").count();
    let wrong = [
        ("order=fly+to+the+moon", 422, "like this"),
        ("order=task+open", 422, "missing"),
        ("order=task+done+%2399+done", 409, "see the board"),
        ("order=sev+9", 422, "sev"),
        ("say=", 409, "Write a few words"),
        ("nonsense", 409, "Write a few words"),
    ];
    for (form, status, words) in wrong {
        let answer = house.order(form);
        assert_eq!(answer.status, status, "{form}: {}", answer.body);
        assert!(answer.body.to_lowercase().contains(&words.to_lowercase()), "{form}: {}", answer.body);
    }
    let long = format!("say={}", "x".repeat(20_000));
    assert_eq!(house.order(&long).status, 409, "longer than a text may be");
    let huge = format!("say={}", "x".repeat(200_000));
    assert_eq!(house.order(&huge).status, 413, "longer than a request may be");
    let after = house.page(&house.room, &house.cookie).body.matches("class=\"row").count();
    assert_eq!(before, after, "none of it left an entry");
}

#[test]
fn a_form_that_opens_a_room_opens_one_however_often_it_is_sent() {
    let house = house("twice");
    let sent = |path: &str, form: &str| {
        let answer = post(house.server.port, path, &house.cookie, form).expect("an answer");
        answer.location().expect("a room's address").to_string()
    };
    for (path, form) in [
        ("/rooms", "id=p1&title=search+is+slow&severity=2"),
        ("/drills", "id=p1&scenario=first-fire&times=0"),
        ("/rehearsals", "id=p2&title=failover&text=1.+stop+writes"),
    ] {
        assert_eq!(sent(path, form), sent(path, form), "{path}");
    }
    assert_ne!(sent("/rooms", "id=p3&title=search+is+slow"), sent("/rooms", "id=p4&title=search+is+slow"));
}

#[test]
fn whoever_is_not_let_in_sees_the_door_and_gives_no_order() {
    let house = house("door");
    let forged =
        ["", "hikeshi_session=", "hikeshi_session=0000", &format!("hikeshi_session={}", "a".repeat(64))]
            .map(String::from);
    for cookie in forged {
        let answer = house.page(&house.room, &cookie);
        assert_eq!(
            (answer.status, answer.location().map(|to| to.starts_with("/enter"))),
            (303, Some(true)),
            "{cookie}"
        );
        let order = post(house.server.port, &format!("{}/orders", house.room), &cookie, "say=hello")
            .expect("an answer");
        assert_eq!(order.status, 401, "{cookie}: {}", order.body);
    }
    let name = format!("name={}", escaped("<script>alert(1)</script>"));
    assert_eq!(post(house.server.port, "/enter", "", &name).expect("an answer").status, 422);
    assert_eq!(post(house.server.port, "/enter", "", "name=clock").expect("an answer").status, 422);
    let invite = format!("/join/{}", "0".repeat(64));
    assert_eq!(post(house.server.port, &invite, "", "name=eve").expect("an answer").status, 422);
}

#[test]
fn paths_that_lead_nowhere_or_outside_are_not_found() {
    let house = house("paths");
    for path in [
        "/assets/../src/main.rs",
        "/assets/%2e%2e%2fmain.rs",
        "/rooms/../../etc/passwd",
        "/rooms/%00",
        "/nothing",
    ] {
        let answer = house.page(path, &house.cookie);
        assert_eq!(answer.status, 404, "{path}: {}", answer.body);
    }
    let absent = house.page("/rooms/aaaa-aaaa-aaaa", &house.cookie);
    assert!(absent.status == 404 && absent.body.contains("no such room"), "{}", absent.body);
}

#[test]
fn many_idle_connections_and_torn_requests_keep_nobody_out() {
    let house = house("idle");
    let mut idle = Vec::new();
    for n in 0..500 {
        let Ok(mut stream) = TcpStream::connect(("127.0.0.1", house.server.port)) else { break };
        if n % 2 == 0 {
            let _ = stream.write_all(b"POST /rooms HTTP/1.1\r\ncontent-length: 100000\r\n\r\nti");
        }
        idle.push(stream);
    }
    assert!(idle.len() > 400, "{}", idle.len());
    assert_eq!(house.order("say=still+here").status, 200);
}

/// As many connections as this process may hold, less what the test itself needs, at most so many.
#[cfg(unix)]
fn connections(most: u64) -> usize {
    use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
    let maximum = getrlimit(Resource::Nofile).maximum;
    setrlimit(Resource::Nofile, Rlimit { current: maximum, maximum }).expect("up to the hard limit");
    maximum.unwrap_or(most).saturating_sub(200).min(most) as usize
}

#[cfg(unix)]
#[test]
fn ten_thousand_idle_connections_keep_nobody_out_and_lose_nothing() {
    let house = house("crowd");
    let most = connections(10_000);
    let idle: Vec<TcpStream> =
        (0..most).map_while(|_| TcpStream::connect(("127.0.0.1", house.server.port)).ok()).collect();
    println!("{} idle connections", idle.len());
    assert_eq!(idle.len(), most);
    assert_eq!(house.order("say=in+the+crowd").status, 200);
    drop(idle);
    assert!(house.page(&house.room, &house.cookie).body.contains("in the crowd"));
}

#[cfg(unix)]
#[test]
fn whoever_finds_no_seat_is_told_so_and_what_others_say_is_kept() {
    let house =
        house_in("seats", &["sh", "-c", "ulimit -n 150; exec \"$0\" \"$@\"", env!("CARGO_BIN_EXE_hikeshi")]);
    let connect = || TcpStream::connect(("127.0.0.1", house.server.port)).expect("the door never stops");
    let mut inside = connect();
    let mut idle: Vec<TcpStream> = (0..400).map(|_| connect()).collect();
    let mut turned_away = 0;
    for stream in idle.iter_mut().skip(300) {
        stream.set_read_timeout(Some(std::time::Duration::from_secs(20))).expect("a timeout");
        let mut told = String::new();
        stream.read_to_string(&mut told).expect("an answer");
        turned_away += usize::from(told.starts_with("HTTP/1.1 503") && told.contains("come again"));
    }
    assert_eq!(turned_away, 100, "each is told");
    let (form, room) = ("say=from+inside", &house.room);
    let head = format!("POST {room}/orders HTTP/1.1\r\nhost: x\r\ncookie: {}\r\n", house.cookie);
    let kind = "accept: application/json\r\ncontent-type: application/x-www-form-urlencoded\r\n";
    let length = format!("connection: close\r\ncontent-length: {}\r\n\r\n{form}", form.len());
    inside.write_all(format!("{head}{kind}{length}").as_bytes()).expect("it is still held");
    let mut told = String::new();
    inside.read_to_string(&mut told).expect("an answer");
    assert!(told.starts_with("HTTP/1.1 200"), "{told}");
    drop(idle);
    let shown =
        (0..200).find_map(|_| get(house.server.port, room, &house.cookie).filter(|page| page.status == 200));
    assert!(shown.is_some_and(|page| page.body.contains("from inside")), "seats are free again");
}
