//! What is stored does not make the server slow: how long it takes to start over many rooms and how much memory that is, and how
//! long it takes to open one room with a week's log, all over HTTP.

#[path = "../../../room/benches/week/mod.rs"]
mod week;

use std::fmt::Write;
use std::process::Stdio;
use std::time::Instant;

use super::http::Stream;
use super::quantiles;
use super::served::{Served, forget, program, scratch};

/// Pieces of work in the long room, and words before each: 101,226 entries.
const LONG: (usize, usize) = (10_000, 9);
/// The same in each of the many rooms: some dozens of entries.
const SHORT: (usize, usize) = (5, 4);
/// Starts of the server [count].
const STARTS: usize = 11;
/// What we want: to be there, and to show a long room, at most [ms].
const WANTED: (f64, f64) = (200.0, 100.0);

/// Fills a database with so many rooms and a long one, and measures.
pub async fn run(rooms: usize) {
    let (file, copy) = (scratch("stored"), scratch("copy"));
    let long = name(rooms);
    let mut text = String::new();
    let short = week::log(SHORT.0, SHORT.1);
    for n in 0..rooms {
        put(&mut text, &name(n), &short);
    }
    let week = week::log(LONG.0, LONG.1);
    put(&mut text, &long, &week);
    std::fs::write(&copy, text).expect("a copy is written");
    let restored = program(&file).args(["restore", "--cut-short"]).arg(&copy).stdout(Stdio::null()).status();
    assert!(restored.is_ok_and(|status| status.success()), "the copy is read in");
    println!("{rooms} rooms of {} entries, and one of {}", short.len(), week.len());

    let (mut starts, mut first, mut cold, mut warm) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    let mut memory = 0;
    for start in 0..=STARTS {
        let (served, took) = Served::start(&file).await;
        memory = served.memory();
        let path = format!("/rooms/{long}");
        let mut stream = Stream::to(served.port).await.expect("the server is there");
        let opened = shown(&mut stream, &path, &served.cookie).await;
        let again = shown(&mut stream, &path, &served.cookie).await;
        // The first time after a copy was read in is a case of its own.
        match start {
            0 => first.push(opened),
            _ => {
                starts.push(took.as_secs_f64() * 1e3);
                cold.push(opened);
                warm.push(again);
            }
        }
    }
    println!("started and let somebody in: {} (wanted {:.0}); {memory} MB", quantiles(&mut starts), WANTED.0);
    println!("the long room's page, the first time ever: {}", quantiles(&mut first));
    println!("  the first time after a start: {} (wanted {:.0})", quantiles(&mut cold), WANTED.1);
    println!("  the second time: {}", quantiles(&mut warm));
    forget(&file);
    forget(&copy);
}

/// How long a page takes [ms].
async fn shown(stream: &mut Stream, path: &str, cookie: &str) -> f64 {
    let begin = Instant::now();
    let answer = stream.get(path, cookie).await.expect("an answer");
    assert!(answer.status() == "200" && answer.body.contains("class=\"row"), "{}", answer.head);
    begin.elapsed().as_secs_f64() * 1e3
}

/// A room's name.
fn name(n: usize) -> String {
    let letter = |place: u32| char::from(b"abcdefghjk"[n / 10_usize.pow(place) % 10]);
    let end: String = (0..8).rev().map(letter).collect();
    format!("aaaa-{}-{}", &end[..4], &end[4..])
}

fn put(text: &mut String, room: &str, log: &[room::Entry]) {
    for entry in log {
        let entry = serde_json::to_string(entry).expect("an entry is plain data");
        let _ = writeln!(text, r#"{{"entry":{{"room":"{room}","entry":{entry}}}}}"#);
    }
}
