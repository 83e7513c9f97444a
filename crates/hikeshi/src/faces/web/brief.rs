//! The room's brief at a hand-over, in parts that can be read one by one: for who gives, before it is sent, and for who takes,
//! before they accept. The words of who gives stand beside it.

use askama::Template;
use drill::words::room::Reader;
use room::view::Brief;
use room::{Mark, Seq, Topic};

use super::page::Words;

/// Findings in a brief [count]: the newest; the others are in the flow.
const FOUND: usize = 8;

#[derive(Template)]
#[template(path = "brief.html")]
struct Page<'a> {
    w: &'a Words,
    room: &'a str,
    parts: Vec<Part>,
}

/// One part: what it is about, and rows with the entries that they come from.
struct Part {
    title: String,
    rows: Vec<(String, Option<u64>)>,
}

/// The brief as it would be written now. A part in which nothing stands is left out.
pub fn render(w: &Words, room: &str, brief: &Brief) -> String {
    let mut parts = Vec::new();
    parts.push(Part { title: w.t("web-now"), rows: vec![(stands(w, brief), None)] });
    let mut part = |key: &str, rows: Vec<(String, Seq)>| {
        let rows: Vec<_> = rows.into_iter().map(|(text, seq)| (text, Some(seq.0))).collect();
        parts.extend((!rows.is_empty()).then(|| Part { title: w.t(key), rows }));
    };
    let found = brief.findings.iter().take(FOUND);
    part("brief-found", found.map(|row| (row.text.clone(), row.seq)).collect());
    let believed = brief.hypotheses.iter().map(|row| {
        let state = row.verdict.map_or("web-belief-open", |verdict| verdict.key());
        (format!("{} ({})", row.text, w.t(state)), row.seq)
    });
    part("web-beliefs", believed.collect());
    let open = brief.lines.iter().filter(|row| row.outcome.is_none());
    part("web-lines", open.map(|row| (format!("{} — {}", row.title, w.name(&row.owner)), row.seq)).collect());
    let tasks = brief.tasks.iter().map(|row| {
        let due =
            row.due.map_or_else(String::new, |due| format!(" · {}", w.with("web-due", "at", &w.time(due))));
        (format!("{} — {}{due}", row.text, w.name(&row.owner)), row.seq)
    });
    part("web-tasks", tasks.collect());
    part("web-decisions", brief.decisions.iter().map(|row| (row.text.clone(), row.seq)).collect());
    let books = brief.runbooks.iter().map(|row| {
        let (next, all) = (row.next.unwrap_or_default().to_string(), row.steps.len().to_string());
        let next = w.all("brief-step", &[("next", &next), ("all", &all)]);
        (format!("{} — {next}", row.title), row.seq)
    });
    part("book-title", books.collect());
    part("web-under-way", brief.under_way.iter().map(|row| (row.what.clone(), row.since.seq)).collect());
    part("web-outside", outside(w, brief));
    let page = Page { w, room, parts };
    page.render().unwrap_or_else(|error| error.to_string())
}

/// How bad it is and how far it has come; and that nobody has said who is hurt, as long as nobody has.
fn stands(w: &Words, brief: &Brief) -> String {
    let severity = brief.severity.map_or_else(|| "SEV?".into(), |severity| format!("SEV{severity}"));
    let unsaid = !brief.findings.iter().any(|row| row.topic == Topic::Impact);
    let unsaid = if unsaid { format!(" · {}", w.t("brief-no-impact")) } else { String::new() };
    format!("{severity} · {}{unsaid}", w.t(brief.phase.key()))
}

fn outside(w: &Words, brief: &Brief) -> Vec<(String, Seq)> {
    let said = |key: &str, mark: Mark| (w.with(key, "at", &w.time(mark.at)), mark.seq);
    let last = brief.last_update.map(|mark| said("web-last-update", mark));
    let promised = brief.promises.iter().map(|row| {
        let text = w.with("web-promised", "at", &w.time(row.at));
        (format!("{} {text}", w.t(row.audience.key())), row.update)
    });
    last.into_iter().chain(promised).chain(brief.asked.map(|mark| said("web-waiting", mark))).collect()
}
