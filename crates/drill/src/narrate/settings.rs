//! Flags, jobs, certificates and names as an operator's list. Knows their state; not who was right to set it.

use world::probe::Probe;
use world::signal::{Setting, Signals};
use world::time::{HOUR, NEVER, Nanos};

use super::teller::{Keep, Teller, dim, plain, toned};
use super::{Told, View};
use crate::block::{Cell, Tone};
use crate::words::has;

/// Certificates that last longer are counted in days [ns].
const DAY: Nanos = 24 * HOUR;
/// States that never are as they should be.
const BURNING: [&str; 2] = ["expired", "no answer"];

pub(super) fn tell(view: View, seen: &[(Probe, Signals)]) -> Told {
    let mut teller = Teller::new(view);
    let lists: Vec<(&Probe, &Vec<Setting>)> = seen
        .iter()
        .filter_map(|(probe, signals)| match signals {
            Signals::Settings(settings) => Some((probe, settings)),
            _ => None,
        })
        .collect();
    lead(&mut teller, &lists);
    for (probe, settings) in lists {
        let mut settings: Vec<&Setting> = settings.iter().collect();
        // What burns first, then what expires next or changed last.
        let expires = matches!(probe, Probe::Certificates);
        settings.sort_by_key(|s| match expires {
            true => (!burns(s), s.at.unwrap_or(NEVER)),
            false => (!burns(s), NEVER - s.at.unwrap_or(0)),
        });
        let rows = settings.iter().map(|setting| row(&mut teller, setting, expires)).collect();
        let (title, when) = match probe {
            Probe::Flags => ("narrate-title-flags", "narrate-col-changed"),
            Probe::Jobs => ("narrate-title-jobs", "narrate-col-ran"),
            Probe::Certificates => ("narrate-title-certificates", "narrate-col-expires"),
            _ => ("narrate-title-names", "narrate-col-changed"),
        };
        let columns = teller.columns(&["narrate-col-name", "narrate-col-state", when]);
        let title = teller.say(title, &[]);
        teller.table(title, columns, rows, Keep::First);
    }
    teller.told()
}

fn burns(setting: &Setting) -> bool {
    BURNING.contains(&setting.state.as_str())
}

fn lead(teller: &mut Teller, lists: &[(&Probe, &Vec<Setting>)]) {
    let all: Vec<&Setting> = lists.iter().flat_map(|(_, settings)| settings.iter()).collect();
    if let Some(burning) = all.iter().find(|setting| burns(setting)) {
        let name = teller.word("setting.name", &burning.name);
        let state = state(teller, &burning.state);
        let text = teller.say("narrate-unlike", &[("subject", &name), ("readings", &state)]);
        return teller.narrate(text);
    }
    let expiring = lists.iter().any(|(probe, _)| matches!(probe, Probe::Certificates | Probe::Names));
    let now = teller.view.now;
    let past = |setting: &&&Setting| setting.at.is_some_and(|at| at > 0 && at <= now);
    let newest = all.iter().filter(past).max_by_key(|setting| setting.at);
    match (all.is_empty(), expiring, newest) {
        (true, ..) => teller.note("narrate-settings-none"),
        (_, true, _) => teller.note("narrate-names-normal"),
        (_, _, Some(newest)) => {
            let name = teller.word("setting.name", &newest.name);
            let state = state(teller, &newest.state);
            let ago = teller.ago("setting.ago", newest.at.unwrap_or(0));
            let jobs = lists.iter().all(|(probe, _)| matches!(probe, Probe::Jobs));
            let key = if jobs { "narrate-jobs-newest" } else { "narrate-settings-newest" };
            let text = teller.say(key, &[("name", &name), ("state", &state), ("ago", &ago)]);
            teller.narrate(text);
        }
        _ => teller.note("narrate-settings-unchanged"),
    }
}

/// The state in the viewer's language where we have a word for it, else as the system says it.
fn state(teller: &mut Teller, state: &str) -> String {
    let key = format!("narrate-setting-{}", state.replace(' ', "-"));
    match has(teller.view.lang, &key) {
        true => teller.say(&key, &[]),
        false => teller.word("setting.state", state),
    }
}

fn row(teller: &mut Teller, setting: &Setting, expires: bool) -> Vec<Cell> {
    let tone = if burns(setting) { Tone::Hot } else { Tone::Plain };
    let state = state(teller, &setting.state);
    let when = match setting.at {
        None | Some(NEVER) => dim(super::figures::MISSING.into()),
        Some(at) if expires && at > teller.view.now => {
            let left = at - teller.view.now;
            match left / DAY {
                0 => {
                    let left = teller.span("setting.left", left);
                    toned(teller.say("narrate-in", &[("span", &left)]), Tone::Warm)
                }
                days => {
                    let n = teller.count("setting.days", days);
                    dim(teller.say("narrate-in-days", &[("n", &n)]))
                }
            }
        }
        Some(0) => dim(super::figures::MISSING.into()),
        Some(at) => {
            let time = teller.minute("setting.at", at);
            let ago = teller.ago("setting.ago", at);
            plain(teller.say("narrate-at-ago", &[("time", &time), ("ago", &ago)]))
        }
    };
    vec![plain(teller.word("setting.name", &setting.name)), toned(state, tone), when]
}
