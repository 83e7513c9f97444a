//! Those who watch, in processes of their own: each follows its share of the rooms' events as browsers do, and says at the
//! end when every entry came.

use std::collections::BTreeMap;
use std::io::{BufRead, Read, Write};
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::TcpStream;
use tokio::sync::mpsc;

use super::served::processor;
use super::{Field, now};

/// An entry: its room, its number.
pub type Seen = (usize, u64);

/// Connections of one process [count]: half of what a process commonly may hold.
const EACH: usize = 10_000;
/// Connections that are made at once [count]: the system keeps a short queue of those that wait to be let in.
const ABREAST: usize = 200;

/// Everybody who watches.
pub struct Crowd(Vec<Child>);

impl Crowd {
    /// Has everybody follow their room, and waits until all do.
    pub fn begin(field: &Field, seats: &[(usize, usize)]) -> Crowd {
        let mut children = Vec::new();
        for some in seats.chunks(EACH) {
            let own = std::env::current_exe().expect("a program has a path");
            let mut command = Command::new(own);
            let child = command.arg("watch").stdin(Stdio::piped()).stdout(Stdio::piped()).spawn();
            let mut child = child.expect("it starts again");
            let row = |(room, who): &(usize, usize)| {
                format!("{room} {} {}\n", field.rooms[*room], field.cookies[*who])
            };
            let told = format!("{} {}\n", field.port, some.len()) + &some.iter().map(row).collect::<String>();
            child.stdin.as_mut().expect("a pipe").write_all(told.as_bytes()).expect("it reads");
            children.push(child);
        }
        for child in &mut children {
            let mut ready = [0; 6];
            child.stdout.as_mut().expect("a pipe").read_exact(&mut ready).expect("everybody is let in");
        }
        Crowd(children)
    }

    /// Processor time that they, and who gives the orders, have used so far [s].
    pub fn processor(&self) -> f64 {
        let all = self.0.iter().map(Child::id).chain([std::process::id()]);
        all.map(processor).sum()
    }

    /// Ends it: when each entry came to the last who watch its room, and to how many.
    pub fn end(mut self) -> BTreeMap<Seen, (u64, usize)> {
        let mut arrived = BTreeMap::<Seen, (u64, usize)>::new();
        for child in &mut self.0 {
            drop(child.stdin.take());
            let mut said = String::new();
            child.stdout.as_mut().expect("a pipe").read_to_string(&mut said).expect("it is text");
            let _ = child.wait();
            for line in said.lines() {
                let numbers: Vec<u64> = line.split(' ').filter_map(|n| n.parse().ok()).collect();
                let [room, seq, at, times] = numbers[..] else {
                    println!("{line}");
                    continue;
                };
                let kept = arrived.entry((room as usize, seq)).or_default();
                *kept = (kept.0.max(at), kept.1 + times as usize);
            }
        }
        arrived
    }
}

/// What such a process does: reads whom it plays, follows, and says what came once nobody speaks to it any more.
pub async fn watch() {
    let mut told = std::io::stdin().lock().lines().map_while(Result::ok);
    let first = told.next().expect("a port and a number");
    let numbers: Vec<usize> = first.split(' ').filter_map(|n| n.parse().ok()).collect();
    let (to, mut from) = mpsc::unbounded_channel::<(Seen, u64)>();
    let (bytes, doors) = (Arc::new(AtomicUsize::new(0)), Arc::new(tokio::sync::Semaphore::new(ABREAST)));
    let mut coming = Vec::new();
    for _ in 0..numbers[1] {
        let line = told.next().expect("a watcher");
        let words: Vec<String> = line.split(' ').map(str::to_string).collect();
        let (to, bytes, port, doors) = (to.clone(), bytes.clone(), numbers[0] as u16, doors.clone());
        let (room, path, cookie) = (words[0].parse().expect("a number"), words[1].clone(), words[2].clone());
        coming.push(tokio::spawn(async move {
            let door = doors.acquire().await.expect("it stays open");
            let lines = begun(port, &path, &cookie).await.expect("the server lets everybody in");
            drop(door);
            tokio::spawn(follow(lines, room, to, bytes));
        }));
    }
    for one in coming {
        one.await.expect("nobody is turned away");
    }
    println!("ready");
    let noting = tokio::spawn(async move {
        let mut arrived = BTreeMap::<Seen, (u64, usize)>::new();
        while let Some((seen, at)) = from.recv().await {
            let kept = arrived.entry(seen).or_default();
            *kept = (kept.0.max(at), kept.1 + 1);
            if at == 0 {
                break;
            }
        }
        arrived
    });
    while told.next().is_some() {}
    let _ = to.send(((0, 0), 0));
    let arrived = noting.await.expect("it counts");
    println!(
        "of {} events {} MB",
        arrived.values().map(|(_, times)| times).sum::<usize>(),
        bytes.load(Ordering::Relaxed) / 1_000_000
    );
    for ((room, seq), (at, times)) in arrived.iter().filter(|(_, (at, _))| *at > 0) {
        println!("{room} {seq} {at} {times}");
    }
}

/// Asks for a room's events, and waits until they begin.
async fn begun(port: u16, path: &str, cookie: &str) -> Option<BufReader<TcpStream>> {
    let mut stream = TcpStream::connect(("127.0.0.1", port)).await.ok()?;
    let request =
        format!("GET {path}/events?since=3 HTTP/1.1\r\nhost: 127.0.0.1\r\ncookie: {cookie}\r\n\r\n");
    stream.write_all(request.as_bytes()).await.ok()?;
    let mut lines = BufReader::with_capacity(4_096, stream);
    let mut line = String::new();
    lines.read_line(&mut line).await.ok()?;
    line.starts_with("HTTP/1.1 200").then_some(lines)
}

/// Notes when each entry came.
async fn follow(
    mut lines: BufReader<TcpStream>,
    room: usize,
    to: mpsc::UnboundedSender<(Seen, u64)>,
    bytes: Arc<AtomicUsize>,
) -> Option<()> {
    let mut line = Vec::new();
    loop {
        line.clear();
        let read = lines.read_until(b'\n', &mut line).await.ok()?;
        bytes.fetch_add(read, Ordering::Relaxed);
        if read == 0 {
            return None;
        }
        let Some(id) = line.strip_prefix(b"id: ") else { continue };
        if let Some(id) = std::str::from_utf8(id).ok().and_then(|id| id.trim().parse().ok()) {
            to.send(((room, id), now())).ok()?;
        }
    }
}
