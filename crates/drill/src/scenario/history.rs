//! The outage of the world that a drill was made of: whose it was, where its account stands, and the account's own
//! times. Reads that part of a scenario file; what came of it in the world is `drill::history`. A mark that the
//! account does not give stays empty.

use world::fault::Fault;
use world::intervention::Intervention;

use super::mistake::{Named, Wrong};
use super::names::Names;
use super::reader::Reader;
use super::yaml::Node;
use super::{Text, story};

/// The forms of a time of the account.
const CLOCK: &str = "13:42, 13:42:30 or +1d 06:23";
/// Last time that an account may give: a week after its first day [s].
const LATEST: i64 = 7 * 86_400;

/// An outage that the world remembers. Only the debrief may show any of it.
#[derive(Clone, Debug, PartialEq)]
pub struct History {
    /// Whose it was, e.g. `Fastly`; no word of it may be read before the debrief.
    pub who: String,
    /// Its first day where the account's clock stands, e.g. `2021-06-08`.
    pub date: String,
    /// The account's clock, e.g. `UTC`.
    pub zone: String,
    /// Public accounts, each an https link; the first is the one that the times are from.
    pub accounts: Vec<String>,
    /// What happened, in a few words of our own.
    pub what: Text,
    /// When it was what.
    pub marks: Marks<Told>,
    /// What happened by itself, with its time from the start [s]; negative is before it.
    pub world: Vec<(i64, Fault)>,
    /// What people did, with its time from the start [s].
    pub orders: Vec<(i64, Intervention)>,
    /// Where our world differs from the account, if it does.
    pub differs: Option<Text>,
    /// Marks that our world does not meet, by name; `differs` says why.
    pub missed: Vec<String>,
}

/// A time that an account gives.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// As it is written there: `13:45`, `+1d 06:23`.
    pub clock: String,
    /// From the start [s].
    pub after: i64,
}

/// The four marks of an outage; `None` where there is none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Marks<T> {
    /// Users began to be hurt.
    pub start: Option<T>,
    /// Somebody was told of it.
    pub detected: Option<T>,
    /// The worst was over.
    pub mitigated: Option<T>,
    /// All was well.
    pub resolved: Option<T>,
}

impl<T> Marks<T> {
    /// Names of the marks, in the order of time.
    pub const NAMES: [&'static str; 4] = ["start", "detected", "mitigated", "resolved"];

    /// The marks with their names, in that order.
    pub fn all(&self) -> [(&'static str, Option<&T>); 4] {
        let [start, detected, mitigated, resolved] = Self::NAMES;
        [
            (start, self.start.as_ref()),
            (detected, self.detected.as_ref()),
            (mitigated, self.mitigated.as_ref()),
            (resolved, self.resolved.as_ref()),
        ]
    }
}

/// Reads the section.
pub(super) fn read(reader: &mut Reader<'_>, names: &Names<'_>, node: &Node) -> Option<History> {
    let mut f = reader.fields(node);
    let who = reader.need(&mut f, "who", "Fastly").and_then(|n| reader.scalar(n));
    let date = reader.need(&mut f, "date", "2021-06-08").and_then(|n| reader.parsed(n, "2021-06-08", date));
    let zone = reader.need(&mut f, "zone", "UTC").and_then(|n| reader.scalar(n));
    let mut accounts = Vec::new();
    for node in reader.some(&mut f, "accounts", 1, "[ https://example.com/account ]") {
        accounts.extend(reader.parsed(node, "https://example.com/account", link));
    }
    // No placeholder: it stands outside of the play.
    let what = reader.need(&mut f, "what", story::TEXT).map(|n| reader.bare_text(n));
    let marks_at = reader.need(&mut f, "marks", "{ start: 09:47, resolved: 12:35 }");
    let (begins, marks) = marks_at.and_then(|n| marks(reader, n))?;
    let mut world = Vec::new();
    for node in reader.some(&mut f, "world", 1, "[ 09:47 release edge v2 ]") {
        if let Some((at, line)) = at(reader, node) {
            world.extend(story::fault_in(reader, names, node, &line).map(|fault| (at - begins, fault)));
        }
    }
    let mut orders = Vec::new();
    for node in reader.items(f.get("orders")) {
        if let Some((at, line)) = at(reader, node) {
            orders.extend(story::order_in(reader, names, node, &line).map(|order| (at - begins, order)));
        }
    }
    let differs = f.get("differs").map(|n| reader.bare_text(n));
    let missed = f.get("missed");
    let missed_names = reader.words(missed);
    for name in &missed_names {
        let known = Marks::<Told>::NAMES.map(str::to_string);
        reader.known(missed.map_or(f.at, |n| n.at), Named::Word, name, &known);
    }
    if let Some(missed) = missed.filter(|_| differs.is_none()) {
        reader.wrong(missed.at, Wrong::MissingKey { key: "differs", form: story::TEXT });
    }
    reader.done(f);
    Some(History {
        who: who?.into(),
        date: date?,
        zone: zone?.into(),
        accounts,
        what: what?,
        marks,
        world,
        orders,
        differs,
        missed: missed_names,
    })
}

/// The clock of the start [s of its first day], and all marks from it.
fn marks(reader: &mut Reader<'_>, node: &Node) -> Option<(i64, Marks<Told>)> {
    let mut f = reader.fields(node);
    let begins = reader.need(&mut f, "start", CLOCK).and_then(|n| reader.parsed(n, CLOCK, clock))?;
    let mut latest = begins;
    let mut mark = |reader: &mut Reader<'_>, key: &'static str| {
        let node = f.get(key)?;
        let at = reader.parsed(node, CLOCK, clock)?;
        let text = reader.scalar(node)?.to_string();
        if at < latest {
            let (least, most) = (written(latest), written(LATEST));
            reader.wrong(node.at, Wrong::Range { text, least, most });
            return None;
        }
        latest = at;
        Some(Told { clock: text, after: at - begins })
    };
    let [start, detected, mitigated, resolved] = Marks::<Told>::NAMES;
    let marks = Marks {
        start: mark(reader, start),
        detected: mark(reader, detected),
        mitigated: mark(reader, mitigated),
        resolved: mark(reader, resolved),
    };
    reader.done(f);
    Some((begins, marks))
}

/// `14:07 flag rules 0`: the account's time [s of its first day], and what.
fn at(reader: &mut Reader<'_>, node: &Node) -> Option<(i64, String)> {
    let text = reader.scalar(node)?;
    let words = if text.starts_with('+') { 2 } else { 1 };
    let end = text.match_indices(' ').nth(words - 1).map(|(end, _)| end);
    let found = end.and_then(|end| Some((clock(&text[..end])?, text[end..].trim().to_string())));
    if found.is_none() {
        let form = "14:07 rollback edge, or +1d 06:23 rollback edge";
        reader.wrong(node.at, Wrong::Form { text: text.into(), form });
    }
    found
}

/// `13:42`, `13:42:30`, `+1d 06:23` [s of the first day].
fn clock(text: &str) -> Option<i64> {
    let (days, clock) = match text.strip_prefix('+') {
        Some(rest) => {
            let (days, clock) = rest.split_once("d ")?;
            (days.parse::<i64>().ok().filter(|days| (1..7).contains(days))?, clock.trim())
        }
        None => (0, text),
    };
    let two = |text: &str| text.len() == 2 && text.bytes().all(|b| b.is_ascii_digit());
    let parts: Vec<i64> =
        clock.split(':').map(|part| part.parse().ok().filter(|_| two(part))).collect::<Option<_>>()?;
    let (hours, minutes, seconds) = match parts.as_slice() {
        [hours, minutes] => (*hours, *minutes, 0),
        [hours, minutes, seconds] => (*hours, *minutes, *seconds),
        _ => return None,
    };
    (hours < 24 && minutes < 60 && seconds < 60)
        .then_some(days * 86_400 + hours * 3600 + minutes * 60 + seconds)
}

/// The same backwards.
fn written(at: i64) -> String {
    let (days, rest) = (at / 86_400, at % 86_400);
    let clock = format!("{:02}:{:02}", rest / 3600, rest / 60 % 60);
    if days == 0 { clock } else { format!("+{days}d {clock}") }
}

fn date(text: &str) -> Option<String> {
    text.parse::<jiff::civil::Date>().ok().filter(|date| date.to_string() == text).map(|_| text.into())
}

/// A link that is safe to print anywhere.
fn link(text: &str) -> Option<String> {
    let fits = |c: char| c.is_ascii_alphanumeric() || "-._~:/?#=&%".contains(c);
    let rest = text.strip_prefix("https://")?;
    (rest.contains('.') && text.chars().all(fits)).then(|| text.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_of_an_account_reads_on_any_of_its_days() {
        assert_eq!(clock("00:00"), Some(0));
        assert_eq!(clock("13:42"), Some(49_320));
        assert_eq!(clock("13:42:30"), Some(49_350));
        assert_eq!(clock("+1d 06:23"), Some(86_400 + 22_980));
        for wrong in ["", "24:00", "13:60", "1:00", "13", "+0d 01:00", "+9d 01:00", "+1d", "13:42:30:1"] {
            assert_eq!(clock(wrong), None, "{wrong}");
        }
        assert_eq!((written(49_320), written(86_400 + 22_980)), ("13:42".into(), "+1d 06:23".into()));
    }

    #[test]
    fn a_link_holds_nothing_that_a_page_could_mistake() {
        assert!(link("https://example.com/a-b/2019?x=1").is_some());
        for wrong in
            ["http://example.com", "https://x", "https://example.com/\"><script>", "javascript:alert(1)"]
        {
            assert_eq!(link(wrong), None, "{wrong}");
        }
    }
}
