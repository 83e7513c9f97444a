//! `world run`: a scenario's world without players, for measuring the engine and for comparing two machines.
//! Knows the orders' line form; the world knows the rest.

use drill::intent::{Intent, Understood};
use drill::narrate;
use drill::scenario::Scenario;
use drill::understand::{Lexicon, understand};
use drill::words::{Lang, say};
use serde_json::{Value, json};
use world::World;
use world::intervention::{Intervention, LineError};
use world::time::{Nanos, parse_span, write_span};

use crate::clock::Stopwatch;
use crate::faces::cli::out::Out;
use crate::failure::Failure;

/// An order and when it is given [ns after the world began].
pub type Timed = (Nanos, Intervention);

/// Reads `--at SPAN ORDER` pairs, and puts them in order of time. None of them may be later than the world `lasts`.
pub fn orders(
    words: &[String],
    lasts: Nanos,
    scenario: &Scenario,
    lang: Lang,
) -> Result<Vec<Timed>, Failure> {
    let lexicon = Lexicon::of(scenario);
    let mut found = Vec::new();
    for pair in words.chunks_exact(2) {
        let (text, line) = (&pair[0], &pair[1]);
        let wrong = |why: String| Failure::Order { line: format!("{text} {line}"), why };
        let at = parse_span(text).ok_or_else(|| wrong(say(lang, "world-no-time", &[("text", text)])))?;
        if at > lasts {
            let after = [("at", text.as_str()), ("lasts", &write_span(lasts))];
            return Err(wrong(say(lang, "world-after-the-end", &after)));
        }
        found.push((at, order(line, &lexicon).map_err(|error| wrong(narrate::misread(lang, &error)))?));
    }
    found.sort_by_key(|(at, _)| *at);
    Ok(found)
}

/// An order in its line form, or in words that mean one order and no other.
fn order(line: &str, lexicon: &Lexicon) -> Result<Intervention, LineError> {
    line.parse().or_else(|error| match understand(line, lexicon, None) {
        Understood::Clear(Intent::Do(order)) => Ok(order),
        _ => Err(error),
    })
}

/// Runs a world and says what it did, with the world as it then stands; what it refused is said in this language, beside its code for machines.
pub fn run(
    scenario: &Scenario,
    seed: u64,
    lasts: Nanos,
    orders: &[Timed],
    lang: Lang,
) -> Result<(Value, World), Failure> {
    let flawed = |flaws: Vec<world::flaw::Flaw>| Failure::Flawed {
        flaws: flaws.iter().map(ToString::to_string).collect(),
    };
    let refused = |no| Failure::Flawed { flaws: vec![narrate::refused(lang, &no)] };
    let watch = Stopwatch::start();
    let mut world = World::new(&scenario.topology, seed).map_err(flawed)?;
    for scheduled in &scenario.faults {
        let at = scenario.healthy.saturating_add_signed(scheduled.at.0);
        world.schedule(at, scheduled.fault.clone()).map_err(refused)?;
    }
    let mut given = Vec::new();
    for (at, order) in orders {
        world.advance(*at);
        let answer = match world.intervene(order) {
            Ok(begun) => json!({ "takes_seconds": world::time::seconds(begun.takes) }),
            Err(no) => json!({ "refused": { "code": no.code(), "said": narrate::refused(lang, &no) } }),
        };
        given.push(json!({ "at": write_span(*at), "order": order.to_string(), "answer": answer }));
    }
    world.advance(lasts);
    let (events, wall) = (world.events(), watch.seconds());
    let report = json!({
        "requests": world.requests(),
        "events": events,
        "wall_seconds": wall,
        "events_per_second": if wall > 0.0 { events as f64 / wall } else { 0.0 },
        "peak_memory_bytes": peak_memory(),
        "hash": format!("{:016x}", world.digest()),
        "scenario": scenario.id,
        "seed": seed,
        "simulated_seconds": world::time::seconds(lasts),
        "orders": given,
    });
    Ok((report, world))
}

/// Prints the report: JSON as it is, or a line for each value and each order.
pub fn show(report: &Value, as_json: bool, lang: Lang, out: &mut Out) -> Result<(), Failure> {
    let Value::Object(entries) = report else { return Ok(()) };
    if as_json {
        return out.line(&format!("{report:#}"));
    }
    for (name, value) in entries {
        match value {
            Value::Array(orders) => orders.iter().try_for_each(|order| out.line(&line(order, lang)))?,
            // People read it: a tenth of a second, whole events.
            value => match value.as_f64().filter(|_| value.is_f64()) {
                Some(much) if much >= 100.0 => out.line(&format!("{name:<18} {much:.0}"))?,
                Some(little) => out.line(&format!("{name:<18} {little:.2}"))?,
                None => out.line(&format!("{name:<18} {value}"))?,
            },
        }
    }
    Ok(())
}

/// An order and what the world said to it, in a line.
fn line(given: &Value, lang: Lang) -> String {
    let text = |value: &Value| value.as_str().unwrap_or_default().to_string();
    let (at, order, answer) = (text(&given["at"]), text(&given["order"]), &given["answer"]);
    if let Some(seconds) = answer["takes_seconds"].as_f64() {
        let takes = drill::clock::span(lang, (seconds * world::time::SECOND as f64) as Nanos);
        return say(lang, "world-order-begun", &[("at", &at), ("order", &order), ("takes", &takes)]);
    }
    let said = text(&answer["refused"]["said"]);
    say(lang, "world-order-refused", &[("at", &at), ("order", &order), ("said", &said)])
}

/// Most memory that the process has held [bytes], where the system tells.
fn peak_memory() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    let kilobytes: u64 = line.trim().strip_suffix("kB")?.trim().parse().ok()?;
    Some(kilobytes * 1_024)
}
