//! One line of queues, lived by one engine: `engines hikeshi|nexosim STATIONS CUSTOMERS`. Prints the wall time [s], the
//! customers served, the events that took and the mean time in the line in units of service time, whose true value is known. The script beside
//! it puts the engines in turns.

mod line;
mod nexo;

use std::time::Instant;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [engine, stations, customers] = arguments.as_slice() else { usage() };
    let (Ok(stations), Ok(customers)) = (stations.parse::<u32>(), customers.parse::<u64>()) else { usage() };
    let begin = Instant::now();
    let lived = match engine.as_str() {
        "hikeshi" => line::live(stations, customers),
        "nexosim" => nexo::live(stations, customers),
        _ => usage(),
    };
    println!("{} {} {} {}", begin.elapsed().as_secs_f64(), lived.customers, lived.events, lived.mean);
}

fn usage() -> ! {
    eprintln!("usage: engines hikeshi|nexosim STATIONS CUSTOMERS");
    std::process::exit(2)
}

/// What a line showed.
pub struct Lived {
    /// Customers who came out [count].
    pub customers: u64,
    /// Events that the engine took from its queue [count].
    pub events: u64,
    /// The customers' mean time in the line, in units of service time [1].
    pub mean: f64,
}

/// Mean service time of a station [s].
pub const SERVICE: f64 = 0.01;
/// Share of the time that a station is busy [1].
pub const LOAD: f64 = 0.8;
