//! Log lines by kind, with exact counts and a few examples. Copies lines as they were written; explains none.

use world::probe::Probe;
use world::signal::{LogGroup, Signals};
use world::time::{Nanos, SECOND};

use super::ask::RECENT;
use super::teller::Teller;
use super::{Told, View};
use crate::block::{Body, LogEntry};

/// Examples of the most frequent kind, and of each other kind [count].
const EXAMPLES: (usize, usize) = (3, 1);
/// A first line this close behind the window's begin may have had others before it [ns].
const BEGINNING: Nanos = 30 * SECOND;
/// Characters of a message quoted in the leading sentence [count].
const QUOTE: usize = 60;
/// Lines of one look, worst kinds first; it says how many kinds are left, and a component's own logs show them [count].
const LINES: usize = 30;

pub(super) fn tell(view: View, seen: &[(Probe, Signals)]) -> Told {
    let mut teller = Teller::new(view);
    let mut groups: Vec<&LogGroup> = seen
        .iter()
        .filter_map(|(_, signals)| match signals {
            Signals::Logs(groups) => Some(groups),
            _ => None,
        })
        .flatten()
        .collect();
    groups.sort_by(|a, b| severity(a.level).cmp(&severity(b.level)).then(b.count.cmp(&a.count)));
    let window = teller.span("window", RECENT);
    if groups.is_empty() {
        let text = teller.say("narrate-logs-none", &[("window", &window)]);
        teller.narrate(text);
        return teller.told();
    }
    lead(&mut teller, &groups, &window, since(seen));
    let (lines, shown) = lines(&mut teller, &groups);
    let title = match component(seen) {
        Some(component) => {
            let subject = teller.word("subject", component);
            teller.say("narrate-title-logs-of", &[("subject", &subject), ("window", &window)])
        }
        None => teller.say("narrate-title-logs", &[("window", &window)]),
    };
    teller.push(Body::Log { title, lines });
    if shown < groups.len() {
        let n = teller.count("groups.cut", (groups.len() - shown) as u64);
        let text = teller.say("narrate-logs-more-kinds", &[("n", &n)]);
        teller.narrate(text);
    }
    teller.told()
}

fn component(seen: &[(Probe, Signals)]) -> Option<&str> {
    seen.iter().find_map(|(probe, _)| match probe {
        Probe::Logs { component, .. } => component.as_deref(),
        _ => None,
    })
}

/// Where the window begins [ns].
fn since(seen: &[(Probe, Signals)]) -> Nanos {
    let of = |probe: &Probe| match probe {
        Probe::Logs { since, .. } => Some(*since),
        _ => None,
    };
    seen.iter().find_map(|(probe, _)| of(probe)).unwrap_or(0)
}

/// What is worse is read first, however often something harmless is written.
fn severity(level: &str) -> u8 {
    match level {
        "ERROR" => 0,
        "WARN" => 1,
        _ => 2,
    }
}

fn lead(teller: &mut Teller, groups: &[&LogGroup], window: &str, since: Nanos) {
    let counted = |level: &str| groups.iter().filter(|g| g.level == level).map(|g| g.count).sum::<u64>();
    let (errors, warnings) = (counted("ERROR"), counted("WARN"));
    let errors_written = teller.count("logs.errors", errors);
    let warnings_written = teller.count("logs.warnings", warnings);
    if errors + warnings == 0 {
        let text = teller.say("narrate-logs-calm", &[("window", window)]);
        return teller.narrate(text);
    }
    let most = groups[0];
    let message = teller.word("logs.most", &quote(&most.message));
    let component = teller.word("subject", &most.component);
    let n = teller.count("logs.most.count", most.count);
    let args = [
        ("errors", errors_written.as_str()),
        ("warnings", &warnings_written),
        ("component", &component),
        ("message", &message),
        ("n", &n),
    ];
    // What was there when the window begins did not begin then.
    let text = if most.first > since.saturating_add(BEGINNING) {
        let first = teller.second("logs.most.first", most.first);
        let [a, b, c, d, e] = args;
        teller.say("narrate-logs-from", &[a, b, c, d, e, ("first", &first)])
    } else {
        teller.say("narrate-logs", &args)
    };
    teller.narrate(text);
}

fn quote(message: &str) -> String {
    match message.char_indices().nth(QUOTE) {
        Some((end, _)) => format!("{}…", &message[..end]),
        None => message.into(),
    }
}

/// The lines of as many kinds as fit [`LINES`], and how many kinds those are.
fn lines(teller: &mut Teller, groups: &[&LogGroup]) -> (Vec<LogEntry>, usize) {
    let mut lines = Vec::new();
    let mut shown = 0;
    for (i, group) in groups.iter().enumerate() {
        let examples = if i == 0 { EXAMPLES.0 } else { EXAMPLES.1 };
        let examples = &group.examples[..group.examples.len().min(examples)];
        if lines.len() + examples.len().max(1) > LINES {
            break;
        }
        shown += 1;
        for line in examples {
            lines.push(LogEntry {
                clock: teller.second("log.at", line.at),
                host: teller.word("log.host", &format!("{}-{}", group.component, line.replica)),
                level: group.level.into(),
                text: teller.word("log.line", &line.text),
                more: 0,
            });
        }
        if examples.is_empty() {
            lines.push(LogEntry {
                clock: teller.second("log.at", group.last),
                host: teller.word("log.host", &group.component),
                level: group.level.into(),
                text: teller.word("log.line", &group.message),
                more: 0,
            });
        }
        if let Some(last) = lines.last_mut() {
            last.more = group.count.saturating_sub(examples.len().max(1) as u64);
            let _ = teller.count("log.more", last.more);
        }
    }
    (lines, shown)
}
