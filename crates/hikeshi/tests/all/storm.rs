//! Three servers over one PostgreSQL, people at each, and servers killed at random: what was acknowledged is there once, whoever
//! watches sees the log, and the program's own check finds every room sound. Longer storms, as many orders a second and
//! kills: `HIKESHI_STORM="300 200 20" cargo nextest run storm`.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Mutex, MutexGuard};
use std::time::{Duration, Instant};

use crate::http::{escaped, follow, post};
use crate::postgres::{Postgres, free_port};

/// Servers over one database [count].
const SERVERS: usize = 3;
/// Rooms that everybody writes to [count].
const ROOMS: usize = 4;
/// People who write [count].
const WRITERS: usize = 48;
/// How long a storm lasts by itself [s], its orders a second, and its kills [count].
const STORM: [u64; 3] = [10, 60, 4];

/// A running server, which somebody has to end.
pub struct Server {
    pub port: u16,
    pub child: Child,
}

/// The real program, serving this database.
pub fn start(url: &str, port: u16) -> Server {
    start_in(&[env!("CARGO_BIN_EXE_hikeshi")], url, port)
}

/// The same by these words, which end in the program.
pub fn start_in(words: &[&str], url: &str, port: u16) -> Server {
    let mut child = Command::new(words[0])
        .args(&words[1..])
        .args(["serve", "--lang", "en", "--database-url", url, "--listen", &format!("127.0.0.1:{port}")])
        .stdout(Stdio::piped())
        .stderr(Stdio::inherit())
        .spawn()
        .expect("the server starts");
    let mut said = String::new();
    let out = child.stdout.as_mut().expect("its output is ours");
    BufReader::new(out).read_line(&mut said).expect("it says where it listens");
    assert!(said.contains("http://"), "{said}");
    Server { port, child }
}

fn asked() -> [u64; 3] {
    #[allow(clippy::disallowed_methods, reason = "how long a storm lasts is said by whoever asks for one")]
    let said = std::env::var("HIKESHI_STORM").unwrap_or_default();
    let numbers: Vec<u64> = said.split_whitespace().filter_map(|n| n.parse().ok()).collect();
    numbers.try_into().unwrap_or(STORM)
}

#[allow(clippy::disallowed_methods, reason = "a storm happens in real time")]
fn wait(span: Duration) {
    std::thread::sleep(span);
}

#[allow(clippy::disallowed_methods, reason = "a storm happens in real time")]
fn now() -> Instant {
    Instant::now()
}

fn held<T>(what: &Mutex<T>) -> MutexGuard<'_, T> {
    what.lock().expect("nobody panics with it")
}

/// What everybody in a storm shares.
struct Storm {
    ports: Vec<u16>,
    rooms: Vec<String>,
    cookie: String,
    over: AtomicBool,
    sent: AtomicU64,
    acknowledged: Mutex<BTreeSet<String>>,
    /// From each order to its acknowledgement, whoever gave it.
    waited: Mutex<Vec<Duration>>,
    /// What a server said no to: nobody's order is wrong, and the database is there.
    refused: Mutex<Vec<String>>,
    /// What a watcher at each server has seen of the first room.
    seen: Vec<Mutex<Vec<u64>>>,
}

impl Storm {
    fn is_over(&self) -> bool {
        self.over.load(Ordering::Relaxed)
    }

    /// Says one thing after the other, each with the same id to whichever server answers, until one has.
    fn write(&self, writer: usize, every: Duration) {
        let begin = now() + every.mul_f64(writer as f64 / WRITERS as f64);
        let mut n = 0;
        while !self.is_over() {
            // Each at its time: whoever waited long for one answer says the next ones sooner.
            wait((begin + every * n as u32).saturating_duration_since(now()));
            n += 1;
            let asked = now();
            let (id, room) = (format!("w{writer}-{n}"), &self.rooms[(writer + n) % ROOMS]);
            let form = format!("id={id}&say={}", escaped(&format!("said {id}")));
            self.sent.fetch_add(1, Ordering::Relaxed);
            for turn in 0.. {
                let port = self.ports[(writer + turn) % SERVERS];
                let answer = post(port, &format!("{room}/orders"), &self.cookie, &form);
                if let Some(no) = answer.as_ref().filter(|answer| answer.status != 200) {
                    held(&self.refused).push(no.body.clone());
                }
                if answer.is_some_and(|answer| answer.status == 200) {
                    held(&self.acknowledged).insert(format!("{room} said {id}"));
                    held(&self.waited).push(asked.elapsed());
                    break;
                }
                wait(Duration::from_millis(20));
            }
        }
    }

    /// Follows the first room at one server, and comes again where it was cut off.
    fn watch(&self, server: usize) {
        while !self.is_over() {
            let since = held(&self.seen[server]).last().copied().unwrap_or(0);
            let each = |id| {
                held(&self.seen[server]).push(id);
                !self.is_over()
            };
            follow(self.ports[server], &format!("{}/events", self.rooms[0]), &self.cookie, since, each);
            wait(Duration::from_millis(50));
        }
    }

    /// What is in the logs, each text with how often.
    fn recorded(&self, url: &str) -> BTreeMap<String, u64> {
        let mut recorded = BTreeMap::<String, u64>::new();
        for room in &self.rooms {
            let name = room.rsplit('/').next().expect("a path ends in a name");
            for line in told(url, &["export", name]).lines() {
                let entry: serde_json::Value = serde_json::from_str(line).expect("an entry is JSON");
                if let Some(text) = entry["event"]["said"]["text"].as_str() {
                    *recorded.entry(format!("{room} {text}")).or_default() += 1;
                }
            }
        }
        recorded
    }
}

/// Servers die one after the other as by a power cut, and come back a moment later.
fn rage(servers: &mut [Server], url: &str, seconds: u64, kills: u64) {
    let between = Duration::from_millis(seconds * 1_000 / (kills + 1));
    for kill in 0..kills {
        wait(between);
        let server = &mut servers[(kill as usize * 7 + 1) % SERVERS];
        server.child.kill().expect("it was running");
        let _ = server.child.wait();
        *server = start(url, server.port);
    }
    wait(between);
}

fn prepared(ports: Vec<u16>) -> Storm {
    let cookie = post(ports[0], "/enter", "", "name=ana").and_then(|answer| answer.session());
    let cookie = cookie.expect("a session");
    let room = |n| {
        let opened = post(ports[0], "/rooms", &cookie, &format!("title=storm{n}")).expect("a room");
        opened.location().expect("its address").to_string()
    };
    let rooms = (0..ROOMS).map(room).collect();
    let seen = ports.iter().map(|_| Mutex::default()).collect();
    let (over, sent, acknowledged) = (AtomicBool::new(false), AtomicU64::new(0), Mutex::default());
    let (refused, waited) = (Mutex::default(), Mutex::default());
    Storm { ports, rooms, cookie, over, sent, acknowledged, waited, refused, seen }
}

#[test]
fn three_servers_killed_at_random_lose_and_double_nothing_that_was_acknowledged() {
    let [seconds, rate, kills] = asked();
    let postgres = Postgres::start();
    let url = postgres.url();
    let ports: Vec<u16> = (0..SERVERS).map(|_| free_port()).collect();
    let mut servers: Vec<_> = ports.iter().map(|port| start(&url, *port)).collect();
    let storm = prepared(ports);
    std::thread::scope(|scope| {
        let storm = &storm;
        let every = Duration::from_millis(1_000 * WRITERS as u64 / rate);
        (0..WRITERS).for_each(|writer| drop(scope.spawn(move || storm.write(writer, every))));
        (0..SERVERS).for_each(|server| drop(scope.spawn(move || storm.watch(server))));
        rage(&mut servers, &url, seconds, kills);
        storm.over.store(true, Ordering::Relaxed);
        // A last word, so that those who wait for an entry see that it is over.
        wait(Duration::from_millis(500));
        post(storm.ports[0], &format!("{}/orders", storm.rooms[0]), &storm.cookie, "id=last&say=over");
    });

    let said = told(&url, &["verify"]);
    assert!(said.contains(": 0 missing, 0 doubled, 0 out of order") && said.contains("\n0 rows"), "{said}");
    let recorded = storm.recorded(&url);
    let acknowledged = storm.acknowledged.into_inner().unwrap();
    let lost: Vec<&String> = acknowledged.iter().filter(|text| !recorded.contains_key(*text)).collect();
    let doubled: Vec<&String> = recorded.iter().filter(|(_, n)| **n > 1).map(|(text, _)| text).collect();
    assert!(lost.is_empty() && doubled.is_empty(), "lost {lost:?}, doubled {doubled:?}");
    let refused = storm.refused.into_inner().unwrap();
    assert!(refused.is_empty(), "{} refused, first {:?}", refused.len(), refused.first());
    for seen in storm.seen {
        let seen = seen.into_inner().unwrap();
        let gapless = seen.iter().zip(seen[0]..).all(|(id, n)| *id == n);
        assert!(gapless, "a watcher misses nothing and sees nothing twice");
    }
    let sent = storm.sent.into_inner();
    let mut waited = storm.waited.into_inner().unwrap();
    waited.sort_unstable();
    let at = |share: usize| waited[(waited.len() - 1) * share / 100].as_millis();
    println!(
        "{sent} orders in {seconds} s, {kills} kills: {} acknowledged after {} ms (median), {} (p99), 0 lost, 0 doubled",
        acknowledged.len(),
        at(50),
        at(99)
    );
    assert!(acknowledged.len() as u64 == sent && sent > seconds, "{sent}");
    for mut server in servers {
        let _ = server.child.kill();
        let _ = server.child.wait();
    }
}

fn told(url: &str, words: &[&str]) -> String {
    let mut program = Command::new(env!("CARGO_BIN_EXE_hikeshi"));
    let done = program.args(words).args(["--lang", "en", "--database-url", url]).output().expect("it starts");
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    String::from_utf8_lossy(&done.stdout).into_owned()
}
