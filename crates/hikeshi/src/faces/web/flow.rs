//! The flow as HTML: one row an entry, talk apart from what the room records.

use askama::Template;
use drill::words::room::{Reader, told};
use room::view::{Row, Timeline};
use room::{Entry, Event, Standing};

use super::page::Words;

/// One row of the flow.
#[derive(Template)]
#[template(path = "row.html")]
pub struct Shown {
    pub seq: u64,
    pub time: String,
    pub at: i64,
    pub who: String,
    pub text: String,
    /// `talk`, `act`, `find`, `alert`, `done`: how it looks.
    pub kind: &'static str,
    pub line: Option<u64>,
}

/// The row of an entry; `None` for what people need not read: that somebody came in to watch.
pub fn shown(w: &Words, entry: &Entry) -> Option<Shown> {
    if matches!(entry.event, Event::Joined { standing: Standing::Herald, .. }) {
        return None;
    }
    let row = row_of(entry)?;
    let text = told(w, &row.key, &row.args);
    Some(Shown {
        seq: row.seq.0,
        time: w.time(row.at),
        at: row.at.as_millisecond(),
        who: w.name(&row.actor),
        text,
        kind: kind(&entry.event),
        line: row.line.map(|line| line.0),
    })
}

/// As HTML.
pub fn html(w: &Words, entry: &Entry) -> Option<String> {
    shown(w, entry)?.render().ok()
}

fn row_of(entry: &Entry) -> Option<Row> {
    Timeline::of(std::slice::from_ref(entry)).rows.pop()
}

fn kind(event: &Event) -> &'static str {
    use Event as E;
    match event {
        E::Said { .. } | E::Noted { .. } | E::Heard { .. } => "talk",
        E::AlertNoted { .. } | E::TaskFellDue { .. } | E::UpdateFellDue { .. } | E::SaidRelapsed { .. } => {
            "alert"
        }
        E::FindingRecorded { .. } | E::HypothesisSettled { .. } | E::DecisionRecorded { .. } => "find",
        E::SaidStabilised { .. } | E::SaidVerified { .. } | E::SaidResolved {} | E::AlertCleared { .. } => {
            "done"
        }
        E::Joined { .. } | E::Left {} | E::Looked { .. } => "quiet",
        _ => "act",
    }
}
