//! The clock on the wall, and how fast a drill's own clock runs beside it. The only place that reads real time
//! or waits; simulated time is made from it here and nowhere else.
#![allow(clippy::disallowed_methods, reason = "this is the place that reads the clock")]

use std::time::{Duration, Instant};

use jiff::Timestamp;
use jiff::tz::TimeZone;
use world::time::Nanos;

/// How the drill's clock moves.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Pace {
    /// Only when the player acts.
    #[default]
    Turn,
    /// By itself, a second in a second.
    Real,
    /// By itself, ten seconds in a second.
    X10,
}

impl Pace {
    /// As written on the command line and in kept plays.
    pub fn name(self) -> &'static str {
        match self {
            Pace::Turn => "turn",
            Pace::Real => "real",
            Pace::X10 => "x10",
        }
    }

    /// From its name.
    pub fn from_name(name: &str) -> Option<Pace> {
        [Pace::Turn, Pace::Real, Pace::X10].into_iter().find(|pace| pace.name() == name)
    }

    fn factor(self) -> u64 {
        match self {
            Pace::Turn => 0,
            Pace::Real => 1,
            Pace::X10 => 10,
        }
    }
}

/// Between two steps of a clock that runs by itself [ns, real]: often enough to look alive, seldom enough
/// that a kept play stays small (3,600 lines an hour).
const STEP: Duration = Duration::from_secs(1);

/// Hands out simulated time as real time passes.
#[derive(Debug)]
pub struct Ticker {
    pace: Pace,
    last: Instant,
}

impl Ticker {
    /// Starts now.
    pub fn start(pace: Pace) -> Ticker {
        Ticker { pace, last: Instant::now() }
    }

    /// Simulated time that has passed since the last tick [ns], in whole steps; `None` while there is none.
    pub fn tick(&mut self) -> Option<Nanos> {
        let steps = self.last.elapsed().as_secs() / STEP.as_secs();
        if self.pace == Pace::Turn || steps == 0 {
            return None;
        }
        self.last += STEP * u32::try_from(steps).unwrap_or(u32::MAX);
        // A laptop that slept for a night does not burn for a night.
        Some(steps.min(60) * self.pace.factor() * world::time::SECOND)
    }

    /// Time spent on something else does not count.
    pub fn restart(&mut self) {
        self.last = Instant::now();
    }
}

/// Now, on the wall.
pub fn now() -> Timestamp {
    Timestamp::now()
}

/// The day, in the machine's time zone.
pub fn today() -> jiff::civil::Date {
    Timestamp::now().to_zoned(TimeZone::system()).date()
}

/// Waits.
pub fn pause(span: Duration) {
    std::thread::sleep(span);
}

/// A seed for a play that names none.
pub fn seed() -> u64 {
    // Short enough to be read aloud and typed again.
    (Timestamp::now().as_nanosecond().unsigned_abs() % 99_991) as u64 + 1
}

/// As people read it, in the machine's time zone: `2026-11-21 06:15`.
pub fn written(at: Timestamp) -> String {
    at.to_zoned(TimeZone::system()).strftime("%Y-%m-%d %H:%M").to_string()
}

/// A day [ms since 1970] as people here write it.
pub fn day(at: i64) -> String {
    let at = Timestamp::from_millisecond(at).unwrap_or(Timestamp::MAX);
    at.to_zoned(TimeZone::system()).strftime("%Y-%m-%d").to_string()
}

/// A stopwatch for the engine's speed.
#[derive(Debug)]
pub struct Stopwatch(Instant);

impl Stopwatch {
    /// Starts now.
    pub fn start() -> Stopwatch {
        Stopwatch(Instant::now())
    }

    /// Since then [s, real].
    pub fn seconds(&self) -> f64 {
        self.0.elapsed().as_secs_f64()
    }
}
