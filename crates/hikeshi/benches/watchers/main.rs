//! From an order to the last of those who watch its room: the real program on SQLite, a thousand rooms with twenty browsers' worth of
//! event streams each, and two thousand orders a second, all on this machine together with what drives it. Prints the
//! quantiles of that time, what never arrived, the server's memory and processor time. Watchers live in processes of their own,
//! since one process may not hold as many connections as the server does. As `stored`: how long it takes to start with many rooms
//! stored, and to open one whose log is long.
//!
//!     cargo bench -p hikeshi --bench watchers [-- ROOMS WATCHERS ORDERS_A_SECOND SECONDS]     `--brief`: to see that it runs
//!     cargo bench -p hikeshi --bench watchers -- stored [ROOMS]
#![expect(clippy::disallowed_methods, reason = "a benchmark is what a clock is for")]

mod http;
mod served;
mod stored;
mod watching;

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use tokio::time::{Instant, sleep, sleep_until};

use http::{Stream, post};
use served::Served;
use watching::{Crowd, Seen};

/// Rooms, watchers of each, orders a second, seconds.
const WHOLE: [usize; 4] = [1_000, 20, 2_000, 20];
const BRIEF: [usize; 4] = [20, 5, 100, 3];
/// Connections that orders are sent over [count]: so many that none waits for an answer when its next order is due.
const SENDERS: usize = 100;
/// Files that the server needs beside its connections, generously [count].
const SPARE: usize = 200;
/// What we want of the 99th percentile [ms].
const WANTED: f64 = 50.0;

fn main() {
    let words: Vec<String> = std::env::args().skip(1).filter(|word| word != "--bench").collect();
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build();
    let runtime = runtime.expect("a runtime");
    let numbers: Vec<usize> = words.iter().filter_map(|word| word.parse().ok()).collect();
    match words.first().map(String::as_str) {
        Some("watch") => runtime.block_on(watching::watch()),
        Some("stored") => runtime.block_on(stored::run(numbers.first().copied().unwrap_or(10_000))),
        _ => {
            let brief = words.iter().any(|word| word == "--brief");
            let [rooms, watchers, rate, seconds] =
                numbers.try_into().unwrap_or(if brief { BRIEF } else { WHOLE });
            runtime.block_on(run(rooms, watchers, rate, seconds));
        }
    }
}

/// Nanoseconds since 1970: one clock for all processes of this machine.
fn now() -> u64 {
    SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_nanos() as u64)
}

/// Rooms, who watches, and when each entry was ordered.
struct Field {
    port: u16,
    cookies: Vec<String>,
    rooms: Vec<String>,
    ordered: Mutex<BTreeMap<Seen, u64>>,
}

async fn run(rooms: usize, watchers: usize, rate: usize, seconds: usize) {
    let file = served::scratch("watchers");
    let (served, took) = Served::start(&file).await;
    println!("started and let somebody in after {:.0} ms; {} MB", took.as_secs_f64() * 1e3, served.memory());
    let mut field =
        Field { port: served.port, cookies: Vec::new(), rooms: Vec::new(), ordered: Mutex::default() };
    // Each of a room's watchers is somebody else.
    for n in 0..watchers.max(1) {
        field.cookies.push(http::enter(served.port, &format!("w{n}")).await.expect("everybody is let in"));
    }
    for n in 0..rooms {
        let form = format!("title=room{n}&severity=2");
        let opened = post(served.port, "/rooms", &field.cookies[0], &form).await.expect("a room");
        field.rooms.push(opened.location().expect("the room's address").to_string());
    }
    // The last rooms have fewer watchers where the server may not hold as many files.
    let most = served.files().saturating_sub(SENDERS + SPARE);
    let all = (0..watchers).flat_map(|who| (0..rooms).map(move |room| (room, who)));
    let seats: Vec<(usize, usize)> = all.take(most).collect();
    if seats.len() < rooms * watchers {
        println!(
            "{} watchers, not {}: the server may hold {} files",
            seats.len(),
            rooms * watchers,
            served.files()
        );
    }
    let crowd = Crowd::begin(&field, &seats);
    println!("{rooms} rooms, {} watchers; {} MB", seats.len(), served.memory());
    let (field, before) = (Arc::new(field), (served.processor(), crowd.processor()));
    let senders: Vec<_> =
        (0..SENDERS).map(|sender| tokio::spawn(send(field.clone(), sender, rate, seconds))).collect();
    let mut sent = 0;
    for sender in senders {
        sent += sender.await.expect("no sender panics");
    }
    sleep(Duration::from_secs(3)).await;
    let share = |used: f64| used * 1e3 / seconds as f64;
    let used = (share(served.processor() - before.0), share(crowd.processor() - before.1));
    println!(
        "{} MB; for each second the server used {:.0} ms of a processor, and what drives it {:.0}",
        served.memory(),
        used.0,
        used.1
    );
    let arrived = crowd.end();
    report(&field, &seats, &arrived, sent as f64 / seconds as f64);
    drop(served);
    served::forget(&file);
}

/// Sends its share of the orders at their times, and says how many were taken.
async fn send(field: Arc<Field>, sender: usize, rate: usize, seconds: usize) -> usize {
    let mut stream = Stream::to(field.port).await.expect("the server is there");
    let every = Duration::from_secs_f64(SENDERS as f64 / rate as f64);
    let begin = Instant::now() + every.mul_f64(sender as f64 / SENDERS as f64);
    let mut taken = 0;
    for n in 0..rate * seconds / SENDERS {
        sleep_until(begin + every * n as u32).await;
        let room = (sender + n * SENDERS) % field.rooms.len();
        let (path, form) =
            (format!("{}/orders", field.rooms[room]), format!("id=s{sender}n{n}&say=it+burns+here+{n}"));
        let ordered = now();
        let cookie = &field.cookies[sender % field.cookies.len()];
        let answer = stream.post(&path, cookie, &form).await.expect("an answer");
        let Some(seq) =
            answer.body.split("\"seq\":").nth(1).and_then(|seq| seq.trim_end_matches('}').parse().ok())
        else {
            continue;
        };
        taken += 1;
        field.ordered.lock().expect("nobody panics with it").insert((room, seq), ordered);
    }
    taken
}

fn report(field: &Field, seats: &[(usize, usize)], arrived: &BTreeMap<Seen, (u64, usize)>, rate: f64) {
    let mut watchers = vec![0; field.rooms.len()];
    seats.iter().for_each(|(room, _)| watchers[*room] += 1);
    let (mut spans, mut missed): (Vec<f64>, usize) = (Vec::new(), 0);
    for (seen, ordered) in field.ordered.lock().expect("nobody panics with it").iter() {
        let (last, times) = arrived.get(seen).copied().unwrap_or((u64::MAX, 0));
        match times == watchers[seen.0] {
            true => spans.push(last.saturating_sub(*ordered) as f64 / 1e6),
            false => missed += watchers[seen.0].abs_diff(times),
        }
    }
    println!(
        "{rate:.0} orders/s; order to last watcher: {} (p99 wanted {WANTED:.0} ms); {} entries seen by all, {missed} rows missed",
        quantiles(&mut spans),
        spans.len()
    );
}

/// Median, tails and the worst of some spans [ms].
fn quantiles(spans: &mut [f64]) -> String {
    spans.sort_unstable_by(f64::total_cmp);
    let at = |share: f64| {
        let place = (spans.len() as f64 * share) as usize;
        spans.get(place.min(spans.len().saturating_sub(1))).copied().unwrap_or(f64::NAN)
    };
    format!("median {:.1} ms, p90 {:.1}, p99 {:.1}, most {:.1}", at(0.5), at(0.9), at(0.99), at(1.0))
}
