//! How long it takes to open a room whose log is long, and what an order costs in it: a week of an incident of 100,000
//! entries, nine in ten of them talk, read from JSON and folded; the same with no talk beside it, to see what grows with
//! what. Prints times and ratios of one run. With `--brief`, a shorter week once: to see that it runs. Knows
//! nothing of disks: what a database adds is the program's.
//!
//! A plain `main` and no benchmark framework: one run takes a second, and the ratios are wanted of one moment.
#![expect(clippy::disallowed_methods, reason = "a benchmark is what a clock is for")]

mod week;

use std::hint::black_box;
use std::time::{Duration, Instant};

use room::view::{Copilot, board, roster};
use room::{Entry, Event, Room, fold, restored, snapshot};

/// Pieces of work in the week and in the brief one [count].
const WORK: (usize, usize) = (10_000, 400);
/// Words before each piece of work [count]: nine entries in ten are talk.
const TALK: usize = 9;
/// Runs of each [count]; medians are printed.
const ROUNDS: usize = 9;
/// What is quick is run for so long.
const WHILE: Duration = Duration::from_millis(200);
/// What we want: to open the room from its snapshot at most [ms].
const TARGET: f64 = 100.0;

fn main() {
    let brief = std::env::args().any(|argument| argument == "--brief");
    let (works, rounds) = if brief { (WORK.1, 1) } else { (WORK.0, ROUNDS) };
    let (log, stock) = (week::log(works, TALK), week::log(works, 0));
    let lines: Vec<String> =
        log.iter().map(|entry| serde_json::to_string(entry).expect("it is written")).collect();
    let bytes: usize = lines.iter().map(String::len).sum();
    let (room, copilot) = (folded(&log), Copilot::of(&log));
    let (kept, whispered) = (snapshot(&room), copilot.snapshot());
    let now = log[log.len() - 1].at;

    let opened = timed(rounds, || folded(&parsed(&lines)));
    println!("{} entries, {:.1} MB of JSON; without the talk {}", log.len(), mega(bytes), stock.len());
    let say = |what: &str, taken: f64| {
        println!("{what:<28} {taken:9.3} ms; opening takes {:8.1} times as long", opened / taken)
    };
    say("opened from JSON", opened);
    say("  of it parsed", timed(rounds, || parsed(&lines)));
    say("  of it folded", timed(rounds, || folded(&log)));
    say("copilot folded", timed(rounds, || Copilot::of(&log)));
    say("snapshot written", timed(rounds, || snapshot(&room)));
    let read = timed(rounds, || (restored(&kept), Copilot::restored(&whispered)));
    say("snapshots read", read);
    say("board", timed(rounds, || board(&room, now)));
    say("roster", timed(rounds, || roster(&room, now)));
    say("nudges", timed(rounds, || copilot.nudges(&room, now)));
    say("room copied", timed(rounds, || drop(room.clone())));
    say("room copied, a word folded", timed(rounds, || drop(said(&room, &log))));
    println!("opened from snapshots in     {read:9.3} ms (target {TARGET:.0})");

    // The same findings, tasks and lines without a word between them: what grows with talk shows here.
    let quiet = folded(&stock);
    let small = snapshot(&quiet);
    let copied = |room: &Room, log: &[Entry]| timed(rounds, || drop(said(room, log)));
    let (one, other) = (copied(&room, &log), copied(&quiet, &stock));
    println!(
        "snapshot           {:9.2} MB with talk, {:.2} MB without: {:.2} times",
        mega(kept.len()),
        mega(small.len()),
        kept.len() as f64 / small.len() as f64
    );
    println!("copied and folded  {one:9.3} ms with talk, {other:.3} ms without: {:.2} times", one / other);
}

fn parsed(lines: &[String]) -> Vec<Entry> {
    lines.iter().map(|line| serde_json::from_str(line).expect("what was written can be read")).collect()
}

fn folded(entries: &[Entry]) -> Room {
    let mut room = Room::default();
    entries.iter().for_each(|entry| fold(&mut room, entry));
    room
}

/// What a word does to a room in use: a copy takes it in, to see what it leaves; the room itself stays. It is said in the
/// thread of the newest line.
fn said(room: &Room, log: &[Entry]) -> Room {
    let mut copy = room.clone();
    let opens = |entry: &&Entry| matches!(entry.event, Event::LineOpened { .. });
    let line = log.iter().rev().find(opens).expect("a week has lines");
    let event = Event::Said { text: "still looking".into() };
    fold(&mut copy, &Entry { seq: room.seq().next(), line: Some(line.seq), event, ..line.clone() });
    copy
}

/// The median time of one run [ms]; what is quick is run for a while, so that one wait for others does not count.
fn timed<T>(rounds: usize, run: impl Fn() -> T) -> f64 {
    let (begin, mut taken) = (Instant::now(), Vec::new());
    while taken.len() < rounds || (rounds > 1 && begin.elapsed() < WHILE && taken.len() < 1_000) {
        let begin = Instant::now();
        let made = black_box(run());
        taken.push(begin.elapsed().as_secs_f64() * 1e3);
        drop(made);
    }
    taken.sort_unstable_by(f64::total_cmp);
    taken[taken.len() / 2]
}

fn mega(bytes: usize) -> f64 {
    bytes as f64 / 1e6
}
