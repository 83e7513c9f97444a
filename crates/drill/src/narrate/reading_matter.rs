//! What is read rather than measured: a page of the wiki, and the room's timeline. Shows them as they were
//! written, true or out of date.

use world::time::Nanos;

use super::teller::{Keep, Teller, dim, plain};
use super::{Told, View};
use crate::block::Body;

/// One moment of the room, already in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moment {
    /// When [ns since the world began].
    pub at: Nanos,
    /// Who, e.g. a name or `pager`.
    pub who: String,
    /// What, in one line.
    pub what: String,
}

/// A page of the wiki or runbook; `None` says that there is none on the subject and which `others` there are.
pub fn page(view: View, found: Option<(&str, &str)>, others: &[&str]) -> Told {
    let mut teller = Teller::new(view);
    match found {
        Some((title, text)) => {
            let title = teller.word("page.title", title);
            let text = teller.word("page.text", text);
            teller.push(Body::Page { title, text });
        }
        None if others.is_empty() => teller.note("narrate-pages-none"),
        None => {
            let titles = teller.word("page.titles", &others.join(" / "));
            let text = teller.say("narrate-page-missing", &[("titles", &titles)]);
            teller.narrate(text);
        }
    }
    teller.told()
}

/// What has happened in the room so far, newest last.
pub fn timeline(view: View, moments: &[Moment]) -> Told {
    let mut teller = Teller::new(view);
    let Some(last) = moments.last() else {
        teller.note("narrate-timeline-none");
        return teller.told();
    };
    let n = teller.count("timeline", moments.len() as u64);
    let elapsed = teller.span("elapsed", view.now.saturating_sub(view.clock.opened()));
    let ago = teller.ago("timeline.last", last.at);
    let text = teller.say("narrate-timeline", &[("n", &n), ("elapsed", &elapsed), ("ago", &ago)]);
    teller.narrate(text);
    let mut rows = Vec::new();
    for moment in moments {
        rows.push(vec![
            plain(teller.minute("moment.at", moment.at)),
            dim(teller.word("moment.who", &moment.who)),
            plain(teller.word("moment.what", &moment.what)),
        ]);
    }
    let columns = teller.columns(&["narrate-col-time", "narrate-col-who", "narrate-col-what"]);
    let title = teller.say("narrate-title-timeline", &[]);
    teller.table(title, columns, rows, Keep::Last);
    teller.told()
}
