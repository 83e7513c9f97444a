//! The change log, newest last. Every change is shown alike: which of them matters is for the player to find.

use world::probe::Probe;
use world::signal::{Change, Signals};

use super::teller::{Keep, Teller, dim, plain, toned};
use super::{Told, View};
use crate::block::{Cell, Tone};

pub(super) fn tell(view: View, seen: &[(Probe, Signals)]) -> Told {
    let mut teller = Teller::new(view);
    let mut changes: Vec<&Change> = Vec::new();
    let mut window = 0;
    for (probe, signals) in seen {
        if let Signals::Changes(found) = signals {
            changes.extend(found);
        }
        if let Probe::Changes { since, until } = probe {
            window = until.saturating_sub(*since);
        }
    }
    changes.sort_by_key(|change| change.at);
    let window = teller.span("window", window);
    let Some(newest) = changes.last().copied() else {
        let text = teller.say("narrate-changes-none", &[("window", &window)]);
        teller.narrate(text);
        return teller.told();
    };
    let n = teller.count("changes", changes.len() as u64);
    let what = teller.word("change.what", &newest.what);
    let ago = teller.ago("change.ago", newest.at);
    let text =
        teller.say("narrate-changes", &[("window", &window), ("n", &n), ("what", &what), ("ago", &ago)]);
    teller.narrate(text);
    let rows = changes.iter().map(|change| row(&mut teller, change)).collect();
    let columns = teller.columns(&[
        "narrate-col-time",
        ">narrate-col-ago",
        "narrate-col-who",
        "narrate-col-what",
        "narrate-col-state",
    ]);
    let title = teller.say("narrate-title-changes", &[("window", &window)]);
    teller.table(title, columns, rows, Keep::Last);
    teller.told()
}

fn row(teller: &mut Teller, change: &Change) -> Vec<Cell> {
    let state = match change.state.as_str() {
        "done" => dim(teller.say("narrate-state-done", &[])),
        "started" => plain(teller.say("narrate-state-started", &[])),
        other if other.starts_with("waiting:") => {
            let why = other.trim_start_matches("waiting:").trim();
            let platform = teller.word("change.why", why.strip_suffix(" does not answer").unwrap_or(why));
            toned(teller.say("narrate-state-waiting", &[("platform", &platform)]), Tone::Warm)
        }
        other => match other.strip_prefix("failed:") {
            Some(why) => {
                let why = super::order::reason(teller.view.lang, why);
                let why = teller.word("change.why", &why);
                toned(teller.say("narrate-state-failed", &[("why", &why)]), Tone::Warm)
            }
            None => plain(teller.word("change.state", other)),
        },
    };
    vec![
        plain(teller.minute("change.at", change.at)),
        dim(teller.ago("change.ago", change.at)),
        plain(teller.word("change.who", &change.who)),
        plain(teller.word("change.what", &change.what)),
        state,
    ]
}
