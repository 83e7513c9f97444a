//! The written clock of a drill: simulated time as people in it read it from the wall (`02:13`), what has
//! passed since the scene opened (`+12分`), and spans in words. Knows the hour at which the scene
//! opens; does not make time pass.

use jiff::Timestamp;
use world::time::{HOUR, MILLI, MINUTE, NEVER, Nanos, SECOND};

use crate::words::{Lang, say};

/// A day of the drill's clock [ns]; the clock shows no dates, a drill lasts an hour or two.
const DAY: Nanos = 24 * HOUR;

/// From simulated time to the time on the wall.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Clock {
    /// Time of day when the world began [ns since midnight], less than a day.
    began: Nanos,
    /// When the scene opened [ns since the world began].
    opened: Nanos,
}

impl Clock {
    /// A clock that shows `hour` [h of the day] at the simulated instant `shown_at` [ns]; the scene opens at
    /// `opened` [ns]. An hour outside 0..24 wraps; one that is no number counts as midnight.
    pub fn new(hour: f64, shown_at: Nanos, opened: Nanos) -> Clock {
        let hour = if hour.is_finite() { hour.rem_euclid(24.0) } else { 0.0 };
        let shown = (hour * 3_600.0) as Nanos * SECOND;
        Clock { began: (shown + DAY - shown_at % DAY) % DAY, opened }
    }

    /// When the scene opened [ns since the world began].
    pub fn opened(&self) -> Nanos {
        self.opened
    }

    /// `02:13`.
    pub fn minute(&self, at: Nanos) -> String {
        let (hours, minutes, _) = self.of_day(at);
        format!("{hours:02}:{minutes:02}")
    }

    /// `02:13:07`.
    pub fn second(&self, at: Nanos) -> String {
        let (hours, minutes, seconds) = self.of_day(at);
        format!("{hours:02}:{minutes:02}:{seconds:02}")
    }

    /// Since the scene opened, whole minutes: `+12分`, `+12 min`. Before it, `+0`.
    pub fn elapsed(&self, now: Nanos, lang: Lang) -> String {
        let minutes = now.saturating_sub(self.opened) / MINUTE;
        match (minutes / 60, minutes % 60) {
            (0, m) => say(lang, "clock-elapsed-minutes", &[("n", &m.to_string())]),
            (h, m) => say(lang, "clock-elapsed-hours", &[("h", &h.to_string()), ("m", &m.to_string())]),
        }
    }

    /// From an instant to the next time that the clock shows this hour and minute [ns].
    pub fn until(&self, now: Nanos, hour: u64, minute: u64) -> Nanos {
        let shown = (self.began + now % DAY) % DAY;
        (hour * HOUR + minute * MINUTE + DAY - shown) % DAY
    }

    fn of_day(&self, at: Nanos) -> (u64, u64, u64) {
        let seconds = (self.began + at % DAY) % DAY / SECOND;
        (seconds / 3_600, seconds / 60 % 60, seconds % 60)
    }
}

/// The same clock for the times of a room's log.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wall {
    clock: Clock,
    /// The log's time when the world began [ns since 1970].
    began: i128,
}

impl Wall {
    /// The log says `shown` at the simulated instant `at` [ns].
    pub fn new(clock: Clock, at: Nanos, shown: Timestamp) -> Wall {
        Wall { clock, began: shown.as_nanosecond() - i128::from(at) }
    }

    /// The drill's clock.
    pub fn clock(&self) -> Clock {
        self.clock
    }

    /// From the world's time to the log's.
    pub fn instant(&self, at: Nanos) -> Timestamp {
        Timestamp::from_nanosecond(self.began + i128::from(at)).unwrap_or(Timestamp::MAX)
    }

    /// From the log's time to the world's [ns].
    pub fn simulated(&self, at: Timestamp) -> Nanos {
        Nanos::try_from(at.as_nanosecond() - self.began).unwrap_or(0)
    }

    /// `02:13`.
    pub fn minute(&self, at: Timestamp) -> String {
        self.clock.minute(self.simulated(at))
    }
}

/// A span in words, two units at most: `3分`, `1分30秒`, `2 h 5 min`, `250 ms`. "Never" is a dash.
pub fn span(lang: Lang, span: Nanos) -> String {
    let one = |key: &str, n: u64| say(lang, key, &[("n", &n.to_string())]);
    if span == NEVER {
        return "—".into();
    }
    // Rounded to what is shown, so that 59.9 s reads as a minute and not as 59 s.
    if span < SECOND && span > 0 {
        return one("clock-span-millis", (span / MILLI).max(1));
    }
    let seconds = (span + SECOND / 2) / SECOND;
    let (h, m, s) = (seconds / 3_600, seconds / 60 % 60, seconds % 60);
    match (h, m, s) {
        (0, 0, s) => one("clock-span-seconds", s),
        (0, m, 0) => one("clock-span-minutes", m),
        // Beyond ten minutes nobody reads seconds.
        (0, m, _) if m >= 10 => one("clock-span-minutes", m),
        (0, m, s) => say(lang, "clock-span-minutes-seconds", &[("m", &m.to_string()), ("s", &s.to_string())]),
        (h, 0, _) => one("clock-span-hours", h),
        (h, m, _) => say(lang, "clock-span-hours-minutes", &[("h", &h.to_string()), ("m", &m.to_string())]),
    }
}

/// How long ago `at` was, whole minutes: `8分前`, `8 min ago`; within the first minute `たった今`.
pub fn ago(lang: Lang, at: Nanos, now: Nanos) -> String {
    let minutes = now.saturating_sub(at) / MINUTE;
    match minutes {
        0 => say(lang, "clock-now", &[]),
        n => say(lang, "clock-ago", &[("span", &span(lang, n * MINUTE))]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_clock_shows_the_hour_of_the_scene() {
        let clock = Clock::new(2.0, 10 * MINUTE, 13 * MINUTE);
        assert_eq!(clock.minute(10 * MINUTE), "02:00");
        assert_eq!(clock.minute(23 * MINUTE), "02:13");
        assert_eq!(clock.second(23 * MINUTE + 7 * SECOND), "02:13:07");
        assert_eq!(clock.minute(0), "01:50");
    }

    #[test]
    fn the_clock_tells_how_long_it_is_until_a_time() {
        let clock = Clock::new(23.5, 0, 0);
        assert_eq!(clock.until(20 * MINUTE, 0, 5), 15 * MINUTE);
        assert_eq!(clock.until(20 * MINUTE, 23, 50), 0);
        assert_eq!(clock.until(20 * MINUTE, 23, 49), DAY - MINUTE);
    }

    #[test]
    fn the_clock_passes_midnight_in_both_directions() {
        let clock = Clock::new(0.0, 30 * MINUTE, 0);
        assert_eq!(clock.minute(0), "23:30");
        assert_eq!(Clock::new(23.5, 0, 0).minute(HOUR), "00:30");
    }

    #[test]
    fn an_hour_that_is_none_is_midnight_and_never_breaks() {
        assert_eq!(Clock::new(f64::NAN, 0, 0).minute(0), "00:00");
        assert_eq!(Clock::new(26.0, 0, 0).minute(0), "02:00");
        let _ = Clock::new(-1e300, NEVER, NEVER).second(NEVER);
    }

    #[test]
    fn what_has_passed_is_counted_from_the_opening() {
        let clock = Clock::new(2.0, 0, 5 * MINUTE);
        assert_eq!(clock.elapsed(17 * MINUTE + 59 * SECOND, Lang::Ja), "+12分");
        assert_eq!(clock.elapsed(17 * MINUTE, Lang::En), "+12 min");
        assert_eq!(clock.elapsed(70 * MINUTE, Lang::Ja), "+1時間5分");
        assert_eq!(clock.elapsed(0, Lang::En), "+0 min");
    }

    #[test]
    fn a_span_is_written_in_two_units_at_most() {
        let written = |lang: Lang, ns: Nanos| span(lang, ns);
        for (ns, ja, en) in [
            (0, "0秒", "0 s"),
            (250 * MILLI, "250ミリ秒", "250 ms"),
            (3 * MINUTE, "3分", "3 min"),
            (90 * SECOND, "1分30秒", "1 min 30 s"),
            (59_900 * MILLI, "1分", "1 min"),
            (754 * SECOND, "12分", "12 min"),
            (2 * HOUR + 5 * MINUTE, "2時間5分", "2 h 5 min"),
            (3 * HOUR, "3時間", "3 h"),
        ] {
            assert_eq!((written(Lang::Ja, ns), written(Lang::En, ns)), (ja.into(), en.into()));
        }
    }

    #[test]
    fn what_was_is_so_many_minutes_ago() {
        assert_eq!(ago(Lang::Ja, MINUTE, 9 * MINUTE), "8分前");
        assert_eq!(ago(Lang::En, MINUTE, MINUTE + 5 * SECOND), "just now");
        assert_eq!(ago(Lang::En, 9 * MINUTE, MINUTE), "just now");
    }
}
