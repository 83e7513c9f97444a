//! The published retry experiment in our world, over loads of its database that nobody published. Prints Markdown: in how
//! many of ten lucks each of the four settings stays down. With `--brief`, one load and one luck: to see that it runs.

#[path = "../tests/all/cells.rs"]
mod cells;

use cells::{CELLS, answered};

/// Lucks of each [count].
const LUCKS: u64 = 10;
/// How far a request every 75 µs loads the database [share of its capacity].
const LOADS: [f64; 7] = [0.55, 0.58, 0.60, 0.62, 0.64, 0.66, 0.70];

fn main() {
    let brief = std::env::args().any(|argument| argument == "--brief");
    let (lucks, loads) = if brief { (1, &LOADS[3..4]) } else { (LUCKS, &LOADS[..]) };
    let names: Vec<String> = CELLS
        .iter()
        .map(|cell| format!("every {} µs, {} left for {} s", cell.interval, cell.left, cell.lasts))
        .collect();
    println!("| Stays down | {} |", names.join(" | "));
    println!("|---|{}", "---|".repeat(CELLS.len()));
    let published = CELLS.map(|cell| if cell.stays_down { "yes" } else { "no" });
    println!("| as published | {} |", published.join(" | "));
    for &load in loads {
        let down = CELLS.map(|cell| {
            let down = (0..lucks).filter(|luck| answered(cell, load, *luck) < 0.5).count();
            format!("{down} of {lucks}")
        });
        println!("| here, {:.0} % loaded | {} |", load * 100.0, down.join(" | "));
    }
}
