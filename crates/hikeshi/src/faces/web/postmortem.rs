//! The draft of a post-mortem: what the flow holds, each sentence with the entries that it came from, on a page and as Markdown.
//! Roles and what was done, never who erred; a part that the flow says nothing of says how to add it. Of a drill that is over
//! the page leads to the debrief, which tells its course better; the file has all of it, for whoever has no server at hand.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use drill::words::room::{Reader, told};
use room::view::{Claim, Facts, PostMortem, postmortem};
use room::{ENTRIES, Mark, Seq};

use super::Web;
use super::mine;
use super::page::{self, Frame, Words};
use super::runbook::deviation_told;
use super::sheet::{About, Sheets};
use super::who::Viewer;
use crate::clock;
use crate::desk::rooms::{Glance, Refused, RoomId, Use};

#[derive(Template)]
#[template(path = "postmortem.html")]
struct Page {
    f: Frame,
    room: String,
    title: String,
    facts: String,
    parts: Vec<Part>,
    /// What can be added here: a finding, an action item.
    adds: Vec<String>,
    /// A drill that is over: its debrief tells the course, and nothing can be added.
    over: bool,
}

/// What a debrief tells better.
const COURSE: [&str; 2] = ["pm-facts", "pm-past"];

/// One part; what to add, and how, where the flow says nothing.
struct Part {
    key: &'static str,
    title: String,
    rows: Vec<Row>,
    empty: String,
}

/// One sentence and the entries that it came from.
struct Row {
    text: String,
    from: Vec<u64>,
}

struct Draft {
    title: String,
    facts: String,
    parts: Vec<Part>,
}

/// The page.
pub async fn show(State(web): State<Web>, viewer: Viewer, Path(room): Path<String>) -> Response {
    match read(&web, &viewer, &room).await {
        Ok(Read { f, draft, hands, over }) => {
            let Draft { title, facts, mut parts } = draft;
            if over {
                parts.retain(|part| !COURSE.contains(&part.key));
                // Nothing can be added to it: how to do so would be no help.
                parts.iter_mut().for_each(|part| part.empty = f.w.t("pm-none"));
            }
            let sheets = Sheets { w: &f.w, room: &room, hands: &hands };
            let to = [("to", format!("/rooms/{room}/postmortem"))];
            let add = |what| sheets.about(what, &About { along: &to, ..About::default() });
            let adds = if f.acts && !over { ["find", "improve"].map(add).to_vec() } else { Vec::new() };
            page::shown(&Page { f, room, title, facts, parts, adds, over })
        }
        Err(no) => *no,
    }
}

/// The same as a file.
pub async fn file(State(web): State<Web>, viewer: Viewer, Path(room): Path<String>) -> Response {
    match read(&web, &viewer, &room).await {
        Ok(Read { draft, .. }) => {
            let name = format!("attachment; filename=\"postmortem-{room}.md\"");
            let kind = "text/markdown; charset=utf-8".to_string();
            ([(header::CONTENT_TYPE, kind), (header::CONTENT_DISPOSITION, name)], markdown(&draft))
                .into_response()
        }
        Err(no) => *no,
    }
}

type Hands = Vec<(String, String)>;

struct Read {
    f: Frame,
    draft: Draft,
    hands: Hands,
    over: bool,
}

async fn read(web: &Web, viewer: &Viewer, room: &str) -> Result<Read, Box<Response>> {
    let missing = || {
        let f = Frame::of(web, viewer);
        let (what, next) = (f.w.t("web-no-room"), f.w.t("web-no-room-next"));
        Box::new(page::notice(StatusCode::NOT_FOUND, f, what, next, "/"))
    };
    let refused = |why: Refused| match why {
        Refused::Ours(why) => Box::new(page::ours(viewer.lang, &why)),
        _ => missing(),
    };
    let id = room.parse::<RoomId>().map_err(|_| missing())?;
    let table = match web.desk.table(&id).await {
        Ok(table) => table,
        Err(why) => return Err(refused(why)),
    };
    let standing = table.as_ref().map(|table| table.standing());
    let now = standing.as_ref().map_or_else(clock::now, |standing| standing.now);
    let glance = web.desk.look(&id, move |used: &Use| used.glance(now)).await.map_err(refused)?;
    let entries = web.desk.entries(&id, Seq(0), ENTRIES as usize).await;
    let entries = entries.map_err(|broken| Box::new(page::ours(viewer.lang, &broken.to_string())))?;
    let f = Frame::of(web, viewer);
    let f = Frame { w: f.w.at(table), ..f };
    let Glance { board, .. } = glance.as_ref();
    let left = mine::left(board);
    let left: Vec<Row> = left.iter().map(|left| one(left.said(&f.w), left.seq())).collect();
    let hands = board.people.iter().map(|row| (row.person.to_string(), f.w.name(&row.person))).collect();
    let over = standing.is_some_and(|standing| standing.over);
    Ok(Read { draft: draft(&f.w, &postmortem(&entries), left), hands, over, f })
}

fn draft(w: &Words, of: &PostMortem, left: Vec<Row>) -> Draft {
    let part = |key: &'static str, rows: Vec<Row>| {
        let empty = if rows.is_empty() { w.t(&format!("{key}-empty")) } else { String::new() };
        Part { key, title: w.t(key), rows, empty }
    };
    let day = of.facts.opened.map_or_else(String::new, |mark| w.day(mark.at));
    let severity = of.severity.map_or_else(|| "SEV?".into(), |severity| format!("SEV{severity}"));
    let decided = of.decisions.iter().map(|row| {
        let from = std::iter::once(row.mark.seq).chain(row.proposal).map(|seq| seq.0).collect();
        let objections = match row.objections {
            0 => String::new(),
            some => format!(" ({} {some})", w.t("web-objections")),
        };
        Row { text: format!("{}{objections}", row.text), from }
    });
    let otherwise = of.deviations.iter().map(|row| one(deviation_told(w, row), row.mark.seq));
    let outside = of.told.iter().map(|row| {
        let (at, to) = (w.time(row.mark.at), w.t(row.audience.key()));
        one(format!("{at} {to}: {}", row.text), row.mark.seq)
    });
    let past = of.timeline.iter().map(|row| {
        let text = format!("{} {} — {}", w.time(row.at), w.t(&row.subject), told(w, &row.key, &row.args));
        one(text, row.seq)
    });
    let next = of.countermeasures.iter().map(|row| {
        let owner = row.owner.as_ref().map_or_else(|| w.t("pm-nobody"), |who| w.name(who));
        let due = row.due.map_or_else(|| w.t("pm-no-day"), |due| due.to_string());
        one(format!("{} — {owner}, {due}", row.text), row.seq)
    });
    let parts = vec![
        part("pm-facts", facts(w, &of.facts)),
        part("pm-impact", claims(&of.impact)),
        part("pm-cause", claims(&of.causes)),
        part("pm-refuted", claims(&of.refuted)),
        part("pm-decided", decided.collect()),
        part("pm-otherwise", otherwise.collect()),
        part("pm-told", outside.collect()),
        part("pm-left", left),
        part("pm-next", next.collect()),
        part("pm-past", past.collect()),
    ];
    Draft { title: of.title.clone(), facts: format!("{severity} · {day}"), parts }
}

fn one(text: String, seq: Seq) -> Row {
    Row { text, from: vec![seq.0] }
}

fn claims(all: &[Claim]) -> Vec<Row> {
    let row = |claim: &Claim| {
        let about = claim.about.as_ref().map_or_else(String::new, |about| format!(" ({about})"));
        let from = std::iter::once(claim.mark.seq).chain(claim.evidence.iter().copied());
        Row { text: format!("{}{about}", claim.text), from: from.map(|seq| seq.0).collect() }
    };
    all.iter().map(row).collect()
}

/// When what was reached, and how long after the room was opened.
fn facts(w: &Words, of: &Facts) -> Vec<Row> {
    let named = [
        ("pm-alerted", of.first_alert),
        ("pm-opened", of.opened),
        ("pm-declared", of.declared),
        ("pm-commanded", of.commanded),
        ("pm-impact-known", of.impact_known),
        ("pm-cause-known", of.cause_known),
        ("pm-mitigated", of.mitigated),
        ("pm-verified", of.verified),
        ("pm-resolved", of.resolved),
        ("pm-false-alarm", of.false_alarm),
    ];
    let relapses = of.relapses.iter().map(|mark| ("pm-relapsed", *mark));
    let reached = named.into_iter().filter_map(|(key, mark)| Some((key, mark?)));
    let mut all: Vec<(&str, Mark)> = reached.chain(relapses).collect();
    all.sort_by_key(|(_, mark)| *mark);
    let row = |(key, mark): (&str, Mark)| {
        let minutes = of.opened.map_or(0, |opened| mark.at.duration_since(opened.at).as_mins());
        let (at, minutes) = (w.time(mark.at), minutes.to_string());
        one(w.all("pm-reached", &[("at", &at), ("what", &w.t(key)), ("minutes", &minutes)]), mark.seq)
    };
    all.into_iter().map(row).collect()
}

fn markdown(draft: &Draft) -> String {
    let mut text = format!("# {}\n\n{}\n", plain(&draft.title), draft.facts);
    for part in &draft.parts {
        text += &format!("\n## {}\n\n", part.title);
        if part.rows.is_empty() {
            text += &format!("_{}_\n", part.empty);
        }
        for row in &part.rows {
            let from = row.from.iter().map(|seq| format!("#{seq}")).collect::<Vec<_>>().join(" ");
            text += &format!("- {} ({from})\n", plain(&row.text));
        }
    }
    text
}

/// What people wrote, as text and never as marks of Markdown; on one line.
fn plain(text: &str) -> String {
    let kept = |c: char| match c {
        '\n' => " ".to_string(),
        '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '|' | '!' | '~' => format!("\\{c}"),
        c => c.to_string(),
    };
    text.chars().map(kept).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_people_wrote_is_text_in_the_file_and_each_sentence_names_its_entries() {
        let rows = vec![Row { text: "a <b>*bold*</b>\nclaim".into(), from: vec![3, 8] }];
        let parts = vec![
            Part { key: "pm-cause", title: "Cause".into(), rows, empty: String::new() },
            Part {
                key: "pm-impact",
                title: "Impact".into(),
                rows: Vec::new(),
                empty: "Say who was hurt.".into(),
            },
        ];
        let draft = Draft { title: "x # y".into(), facts: "SEV2".into(), parts };
        let wanted = "# x \\# y\n\nSEV2\n\n## Cause\n\n- a \\<b\\>\\*bold\\*\\</b\\> claim (#3 #8)\n\n\
                      ## Impact\n\n_Say who was hurt._\n";
        assert_eq!(markdown(&draft), wanted);
    }
}
