//! From an order to the last of those who watch its room: the real program on SQLite, a thousand rooms with twenty browsers' worth of
//! event streams each, and two thousand orders a second, all on this machine together with what drives it. Prints the
//! quantiles of that time, the server's memory before anybody came and with everybody, and how long it takes to start.
//!
//!     cargo bench -p hikeshi --bench watchers [-- ROOMS WATCHERS ORDERS_A_SECOND SECONDS]     `--brief`: to see that it runs

use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::TcpStream;
use tokio::time::{Instant, sleep, sleep_until};

/// Rooms, watchers of each, orders a second, seconds.
const WHOLE: [usize; 4] = [1_000, 20, 2_000, 20];
const BRIEF: [usize; 4] = [20, 5, 100, 3];
/// Connections that orders are sent over [count].
const SENDERS: usize = 50;
/// Entries of a room that are measured at most [count].
const ENTRIES: usize = 4_096;
/// What we want of the 99th percentile [ms].
const WANTED: f64 = 50.0;

/// When an entry was ordered, and when the last watcher had it [ns since the start].
struct Times {
    ordered: Vec<AtomicU64>,
    arrived: Vec<AtomicU64>,
}

struct Field {
    port: u16,
    begin: Instant,
    cookie: String,
    rooms: Vec<String>,
    times: Vec<Times>,
}

fn main() {
    let words: Vec<String> = std::env::args().collect();
    let numbers: Vec<usize> = words.iter().filter_map(|word| word.parse().ok()).collect();
    let brief = words.iter().any(|word| word == "--brief");
    let [rooms, watchers, rate, seconds] = numbers.try_into().unwrap_or(if brief { BRIEF } else { WHOLE });
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build();
    runtime.expect("a runtime").block_on(run(rooms, watchers, rate, seconds));
}

async fn run(rooms: usize, watchers: usize, rate: usize, seconds: usize) {
    let file = std::env::temp_dir().join(format!("hikeshi-watchers-{}.db", std::process::id()));
    let port = std::net::TcpListener::bind("127.0.0.1:0")
        .and_then(|bound| bound.local_addr())
        .expect("a port")
        .port();
    let begin = Instant::now();
    let mut server = serve(&file, port);
    let cookie = loop {
        if let Some(cookie) = enter(port).await {
            break cookie;
        }
        sleep(Duration::from_millis(5)).await;
    };
    println!(
        "started and let somebody in after {:.0} ms; {} MB",
        begin.elapsed().as_secs_f64() * 1e3,
        memory(&server)
    );
    let mut field = Field { port, begin, cookie, rooms: Vec::new(), times: Vec::new() };
    for n in 0..rooms {
        field.rooms.push(field.open(n).await);
        let times = || (0..ENTRIES).map(|_| AtomicU64::new(0)).collect();
        field.times.push(Times { ordered: times(), arrived: times() });
    }
    let field = Arc::new(field);
    let mut tasks = Vec::new();
    for room in (0..rooms).flat_map(|room| std::iter::repeat_n(room, watchers)) {
        tasks.push(tokio::spawn(watch(field.clone(), room)));
    }
    sleep(Duration::from_secs(if rooms > 100 { 10 } else { 1 })).await;
    println!("{rooms} rooms, {} watchers; {} MB", rooms * watchers, memory(&server));
    let senders: Vec<_> =
        (0..SENDERS).map(|sender| tokio::spawn(send(field.clone(), sender, rate, seconds))).collect();
    let mut sent = 0;
    for sender in senders {
        sent += sender.await.expect("no sender panics");
    }
    sleep(Duration::from_secs(3)).await;
    report(&field, sent, seconds);
    let _ = server.kill();
    let _ = server.wait();
    for end in ["", "-wal", "-shm"] {
        let _ = std::fs::remove_file(format!("{}{end}", file.display()));
    }
    tasks.iter().for_each(tokio::task::JoinHandle::abort);
}

/// The program, allowed as many connections as the system gives.
fn serve(file: &std::path::Path, port: u16) -> Child {
    let line = format!(
        "ulimit -n $(ulimit -Hn); exec {} serve --lang en --database-url {} --listen 127.0.0.1:{port}",
        env!("CARGO_BIN_EXE_hikeshi"),
        file.display()
    );
    Command::new("sh").args(["-c", &line]).stdout(Stdio::null()).spawn().expect("the server starts")
}

/// Resident memory of the server [MB].
fn memory(server: &Child) -> u64 {
    let status = std::fs::read_to_string(format!("/proc/{}/status", server.id())).unwrap_or_default();
    let line = status.lines().find(|line| line.starts_with("VmRSS:")).unwrap_or_default();
    line.split_whitespace().nth(1).and_then(|kb| kb.parse::<u64>().ok()).unwrap_or(0) / 1_024
}

async fn enter(port: u16) -> Option<String> {
    let mut stream = TcpStream::connect(("127.0.0.1", port)).await.ok()?;
    let form = "name=ana";
    let head = "POST /enter HTTP/1.1\r\nhost: x\r\nconnection: close\r\ncontent-type: application/x-www-form-urlencoded";
    stream
        .write_all(format!("{head}\r\ncontent-length: {}\r\n\r\n{form}", form.len()).as_bytes())
        .await
        .ok()?;
    let mut text = String::new();
    stream.read_to_string(&mut text).await.ok()?;
    Some(format!("hikeshi_session={}", text.split("hikeshi_session=").nth(1)?.split(';').next()?))
}

impl Field {
    fn post(&self, path: &str, form: &str, end: &str) -> String {
        format!(
            "POST {path} HTTP/1.1\r\nhost: x\r\ncookie: {}\r\naccept: application/json\r\nconnection: {end}\r\n\
             content-type: application/x-www-form-urlencoded\r\ncontent-length: {}\r\n\r\n{form}",
            self.cookie,
            form.len()
        )
    }

    async fn open(&self, n: usize) -> String {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).await.expect("the server is there");
        let request = self.post("/rooms", &format!("title=room{n}&severity=2"), "close");
        stream.write_all(request.as_bytes()).await.expect("it listens");
        let mut text = String::new();
        stream.read_to_string(&mut text).await.expect("it answers");
        let to = text.lines().find_map(|line| line.strip_prefix("location: ")).expect("the room's address");
        to.trim().to_string()
    }

    fn now(&self) -> u64 {
        self.begin.elapsed().as_nanos() as u64
    }
}

/// Reads one room's events and notes when each entry came.
async fn watch(field: Arc<Field>, room: usize) -> Option<()> {
    let mut stream = TcpStream::connect(("127.0.0.1", field.port)).await.ok()?;
    let path = format!("{}/events?since=3", field.rooms[room]);
    stream
        .write_all(format!("GET {path} HTTP/1.1\r\nhost: x\r\ncookie: {}\r\n\r\n", field.cookie).as_bytes())
        .await
        .ok()?;
    let mut lines = BufReader::with_capacity(2_048, stream);
    let mut line = Vec::new();
    loop {
        line.clear();
        if lines.read_until(b'\n', &mut line).await.ok()? == 0 {
            return None;
        }
        let Some(id) = line.strip_prefix(b"id: ") else { continue };
        let id = std::str::from_utf8(id).ok().and_then(|id| id.trim().parse::<usize>().ok());
        if let Some(slot) = id.and_then(|id| field.times[room].arrived.get(id)) {
            slot.fetch_max(field.now(), Ordering::Relaxed);
        }
    }
}

/// Sends its share of the orders at its times, and says how many were taken.
async fn send(field: Arc<Field>, sender: usize, rate: usize, seconds: usize) -> usize {
    let stream = TcpStream::connect(("127.0.0.1", field.port)).await.expect("the server is there");
    let mut stream = BufReader::new(stream);
    let every = Duration::from_secs_f64(SENDERS as f64 / rate as f64);
    let begin = Instant::now() + every.mul_f64(sender as f64 / SENDERS as f64);
    let mut taken = 0;
    for n in 0..rate * seconds / SENDERS {
        sleep_until(begin + every * n as u32).await;
        let room = (sender + n * SENDERS) % field.rooms.len();
        let request = field.post(
            &format!("{}/orders", field.rooms[room]),
            &format!("id=s{sender}n{n}&say=it+burns+here+{n}"),
            "keep-alive",
        );
        let ordered = field.now();
        stream.get_mut().write_all(request.as_bytes()).await.expect("the server listens");
        let Some(seq) = answered(&mut stream).await else { continue };
        taken += 1;
        if let Some(slot) = field.times[room].ordered.get(seq) {
            slot.store(ordered, Ordering::Relaxed);
        }
    }
    taken
}

/// The number in an answer `{"seq":12}`.
async fn answered(stream: &mut BufReader<TcpStream>) -> Option<usize> {
    let (mut length, mut line) = (0, String::new());
    loop {
        line.clear();
        stream.read_line(&mut line).await.expect("an answer");
        if line.trim().is_empty() {
            break;
        }
        if let Some(given) = line.to_lowercase().strip_prefix("content-length:") {
            length = given.trim().parse().expect("a length");
        }
    }
    let mut body = vec![0; length];
    stream.read_exact(&mut body).await.expect("its body");
    let body = String::from_utf8_lossy(&body).into_owned();
    body.split("\"seq\":").nth(1)?.trim_end_matches('}').parse().ok()
}

fn report(field: &Field, sent: usize, seconds: usize) {
    let mut spans: Vec<f64> = Vec::new();
    for times in &field.times {
        for (ordered, arrived) in times.ordered.iter().zip(&times.arrived) {
            let (ordered, arrived) = (ordered.load(Ordering::Relaxed), arrived.load(Ordering::Relaxed));
            if ordered > 0 && arrived > 0 {
                spans.push(arrived.saturating_sub(ordered) as f64 / 1e6);
            }
        }
    }
    spans.sort_unstable_by(f64::total_cmp);
    let at = |share: f64| {
        spans
            .get(((spans.len() as f64 * share) as usize).min(spans.len().saturating_sub(1)))
            .copied()
            .unwrap_or(0.0)
    };
    println!(
        "{:.0} orders/s for {seconds} s; order to last watcher: median {:.1} ms, p90 {:.1}, p99 {:.1} (wanted {WANTED:.0}), most {:.1}; {} entries seen",
        sent as f64 / seconds as f64,
        at(0.5),
        at(0.9),
        at(0.99),
        at(1.0),
        spans.len()
    );
}
