//! What a model costs beside its own time: the real program plays one night by a script, with a provider on this machine that answers
//! at once, and without a model; the difference for each text that was told is the port, the redactor, the checks and the journal. Then
//! how long the first word takes from leaving the model to leaving the program.
//!
//!     cargo bench -p hikeshi --bench voice     `--brief`: to see that it runs
#![expect(clippy::disallowed_methods, reason = "a benchmark is what a clock is for")]

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::process::{Command, Stdio};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use serde_json::{Value, json};

/// The night that is played.
const TURNS: &str = "overview\ncheckout logs\nimpact\nchanges\nalerts\ntopology\ntickets\nreplicas\nflags\njobs\n\
                     overview\nalerts\nimpact\nchanges\nrollback checkout\noverview\nthat's all\nyes\n";
/// The model's first words, and what it waits before the rest [ms].
const FIRST: &str = "The lamp glows. ";
const WAITS: Duration = Duration::from_millis(300);

/// When first words left the model, and how many texts were told.
#[derive(Default)]
struct Seen {
    left: Vec<Instant>,
    told: usize,
}

fn main() {
    let brief = std::env::args().any(|word| word == "--brief");
    let rounds = if brief { 1 } else { 7 };
    let (mut costs, mut told) = (Vec::new(), 0);
    for _ in 0..rounds {
        let (seen, url) = provider(false);
        let with = played(Some(&url), "turn").0;
        let without = played(None, "turn").0;
        told = seen.lock().map_or(0, |seen| seen.told);
        costs.push((with.as_secs_f64() - without.as_secs_f64()) * 1e3 / told.max(1) as f64);
    }
    costs.sort_by(f64::total_cmp);
    println!(
        "{told} texts a play; each costs {:.2} ms (median of {rounds}; least {:.2}, most {:.2}; wanted 2)",
        costs[costs.len() / 2],
        costs[0],
        costs[costs.len() - 1]
    );
    let (seen, url) = provider(true);
    let shown = played(Some(&url), "turn").1;
    let left = seen.lock().map(|seen| seen.left.clone()).unwrap_or_default();
    let mut late: Vec<f64> =
        left.iter().zip(&shown).map(|(left, shown)| (*shown - *left).as_secs_f64() * 1e3).collect();
    late.sort_by(f64::total_cmp);
    let at = |share: f64| late.get(((late.len() as f64 - 1.0) * share) as usize).copied().unwrap_or(f64::NAN);
    println!(
        "{} first words from the model to standard output: median {:.2} ms, most {:.2} (wanted 50)",
        late.len(),
        at(0.5),
        at(1.0)
    );
}

/// Plays the night, and says how long it took and when each first word was seen.
fn played(url: Option<&str>, clock: &str) -> (Duration, Vec<Instant>) {
    let home = std::env::temp_dir().join(format!("hikeshi-voice-{}", std::process::id()));
    let _ = std::fs::remove_dir_all(&home);
    let _ = std::fs::create_dir_all(&home);
    let mut command = Command::new(env!("CARGO_BIN_EXE_hikeshi"));
    command.args(["--lang", "en", "drill", "first-fire", "--seed", "7", "--plain", "--clock", clock]);
    command.env_clear().env("HIKESHI_DATA", &home).stdin(Stdio::piped()).stdout(Stdio::piped());
    if let Some(url) = url {
        command.env("HIKESHI_AI_MODEL", "m").env("HIKESHI_AI_URL", url).env("HIKESHI_AI_VOICE", "vivid");
        command.env("HIKESHI_AI_DEADLINE", "20000");
    }
    let begun = Instant::now();
    let mut child = command.spawn().expect("the program starts");
    if let Some(mut stdin) = child.stdin.take() {
        let _ = stdin.write_all(TURNS.as_bytes());
    }
    let mut shown = Vec::new();
    let mut out = child.stdout.take().expect("its output");
    let (mut text, mut bytes) = (String::new(), [0; 4_096]);
    while let Ok(n @ 1..) = out.read(&mut bytes) {
        text.push_str(&String::from_utf8_lossy(&bytes[..n]));
        while shown.len() < text.matches(FIRST.trim()).count() {
            shown.push(Instant::now());
        }
    }
    let _ = child.wait();
    let took = begun.elapsed();
    let _ = std::fs::remove_dir_all(&home);
    (took, shown)
}

/// A provider that says everything after a sentence of its own; `slow`: with a pause behind that.
fn provider(slow: bool) -> (Arc<Mutex<Seen>>, String) {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let url = format!("http://{}/v1/", listener.local_addr().expect("an address"));
    let seen = Arc::new(Mutex::new(Seen::default()));
    let kept = seen.clone();
    std::thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let kept = kept.clone();
            std::thread::spawn(move || serve(stream, &kept, slow));
        }
    });
    (seen, url)
}

fn serve(stream: TcpStream, seen: &Mutex<Seen>, slow: bool) -> Option<()> {
    stream.set_nodelay(true).ok()?;
    let mut to = stream.try_clone().ok()?;
    let mut from = BufReader::new(stream);
    loop {
        let mut length = 0;
        loop {
            let mut line = String::new();
            if from.read_line(&mut line).ok()? == 0 {
                return None;
            }
            if let Some(bytes) = line.to_lowercase().strip_prefix("content-length:") {
                length = bytes.trim().parse().ok()?;
            }
            if line.trim().is_empty() {
                break;
            }
        }
        let mut body = vec![0; length];
        from.read_exact(&mut body).ok()?;
        let asked: Value = serde_json::from_slice(&body).ok()?;
        let user = asked["messages"][1]["content"].as_str().unwrap_or_default();
        let event = |text: &str| {
            let event = json!({ "choices": [{ "index": 0, "delta": { "content": text } }] });
            let event = format!("data: {event}\n\n");
            format!("{:x}\r\n{event}\r\n", event.len())
        };
        let head = "HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ntransfer-encoding: chunked\r\n\r\n";
        // The next word shows that the sentence before it has ended.
        write!(to, "{head}{}", event(&format!("{FIRST}In "))).ok()?;
        {
            let mut seen = seen.lock().ok()?;
            seen.told += 1;
            seen.left.push(Instant::now());
        }
        if slow {
            std::thread::sleep(WAITS);
        }
        write!(to, "{}e\r\ndata: [DONE]\n\n\r\n0\r\n\r\n", event(&format!("the room. {user}"))).ok()?;
    }
}
