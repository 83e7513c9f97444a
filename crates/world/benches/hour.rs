//! How fast the engine is: one hour of a shop of ten services with all its telemetry, beside the simplest
//! loop that could call itself a simulation. Prints events a second, their ratio, the memory that the hour
//! took and what a clone costs. With `--brief`, one minute once: to see that it runs. Knows nothing of what
//! happens in the shop.
//!
//! A plain `main` and no benchmark framework: one run takes seconds, not microseconds, so there is nothing
//! to warm up or to resample; the figures wanted beside the speed (peak memory, a clone after the hour, the
//! ratio to a loop run at the same moment) are none that a framework gives; and the two are run in turns,
//! so that a busy machine slows both.
#![expect(clippy::disallowed_methods, reason = "a benchmark is what a clock is for")]

mod reference;

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::time::Instant;

use world::World;
use world::rng::{child, mix, unit};
use world::time::{HOUR, MILLI, MINUTE, Nanos};

/// Runs of each [count]; medians are printed.
const ROUNDS: usize = 5;
/// Clones timed [count].
const CLONES: usize = 9;
/// Events of the simple loop [count].
const LOOP_EVENTS: u64 = 5_000_000;
/// What we want: events a second, peak memory [MB], a clone [ms].
const TARGETS: (f64, f64, f64) = (10e6, 200.0, 5.0);

fn main() {
    let shop = reference::shop(reference::RATE);
    let brief = std::env::args().any(|argument| argument == "--brief");
    let (rounds, length) = if brief { (1, MINUTE) } else { (ROUNDS, HOUR) };
    let (mut speeds, mut loops) = (Vec::new(), Vec::new());
    let mut after = None;
    let mut peak = None;
    for _ in 0..rounds {
        let begin = Stopwatch::start();
        let served = simple_loop(LOOP_EVENTS);
        loops.push(served as f64 / begin.seconds());

        let mut world = World::new(&shop, 1).expect("the shop has no flaws");
        let begin = Stopwatch::start();
        world.advance(length);
        speeds.push(world.events() as f64 / begin.seconds());
        peak = peak.or_else(peak_memory);
        after = Some(world);
    }
    let world = after.expect("there is at least one round");
    let mut copies = Vec::new(); // kept, so that no clone gets the warm memory of the one before
    let clones = (0..CLONES).map(|_| {
        let begin = Instant::now();
        copies.push(world.clone());
        begin.elapsed().as_secs_f64() * 1e3
    });
    let clone = median(clones.collect());
    let (speed, plain) = (median(speeds), median(loops));

    println!("simulated: {} events, {} requests", world.events(), world.requests());
    println!("digest:       {:016x}", world.digest());
    println!("events:       {:6.2} M/s on one core (target {:.0})", speed / 1e6, TARGETS.0 / 1e6);
    println!("M/M/1 loop:   {:6.2} M/s, {:.2} times the engine's", plain / 1e6, plain / speed);
    match peak {
        Some(peak) => println!("peak memory:  {peak:6.1} MB (target {:.0})", TARGETS.1),
        None => println!("peak memory:  not told by this system"),
    }
    println!("clone:        {clone:6.2} ms (target {:.0})", TARGETS.2);
}

/// One queue, one server, a heap, and nothing recorded but a count: arrivals every 10 ms, work of 8 ms.
fn simple_loop(events: u64) -> u64 {
    const ARRIVAL: u8 = 0;
    let exponential = |mean: Nanos, n: u64| (-(mean as f64) * libm::log(unit(child(7, n)))) as Nanos;
    let mut heap = BinaryHeap::from([Reverse((0, 0, ARRIVAL))]);
    let (mut waiting, mut handled, mut check) = (0u64, 0, 0);
    while handled < events {
        let Some(Reverse((now, seq, kind))) = heap.pop() else { break };
        handled += 1;
        check = mix(check ^ now);
        if kind == ARRIVAL {
            heap.push(Reverse((now + exponential(10 * MILLI, handled), seq + 1, ARRIVAL)));
            waiting += 1;
        } else {
            waiting -= 1;
        }
        let begins = if kind == ARRIVAL { waiting == 1 } else { waiting > 0 };
        if begins {
            heap.push(Reverse((now + exponential(8 * MILLI, !handled), handled, 1)));
        }
    }
    std::hint::black_box(check);
    handled
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_unstable_by(f64::total_cmp);
    values[values.len() / 2]
}

/// Time of this process on a processor, where the system tells it: others on the machine do not count.
struct Stopwatch {
    wall: Instant,
    on_cpu: Option<f64>,
}

impl Stopwatch {
    fn start() -> Stopwatch {
        Stopwatch { wall: Instant::now(), on_cpu: on_cpu() }
    }

    fn seconds(&self) -> f64 {
        match (self.on_cpu, on_cpu()) {
            (Some(begin), Some(end)) => end - begin,
            _ => self.wall.elapsed().as_secs_f64(),
        }
    }
}

/// Time on a processor so far [s]; Linux only.
fn on_cpu() -> Option<f64> {
    let stat = std::fs::read_to_string("/proc/self/schedstat").ok()?;
    Some(stat.split_whitespace().next()?.parse::<f64>().ok()? / 1e9)
}

/// Most memory held so far [MB]; Linux only.
fn peak_memory() -> Option<f64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    Some(line.split_whitespace().nth(1)?.parse::<f64>().ok()? / 1024.0)
}
