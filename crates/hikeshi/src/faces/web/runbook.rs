//! Runbooks on the page: one as it is pasted, and those of a room as they are being read, the next step foremost. Works the
//! same in an incident and in a read-through alone.

use std::collections::BTreeMap;

use askama::Template;
use drill::words::room::Reader;
use room::view::{DeviationRow, Runbook, StepRow};

use super::page::Words;

/// Marks in front of a step that say nothing: list signs, boxes to tick.
const SIGNS: [&str; 14] = ["-", "*", "+", "・", "•", "●", "□", "☐", "☑", "[ ]", "[x]", "[X]", "［　］", "[]"];
/// Words that a number may follow: `Step 3:`, 「手順3」.
const COUNTED: [&str; 4] = ["step", "Step", "STEP", "手順"];

/// A runbook as it was pasted: its title and its steps. Without a title of its own, a first line that is no step by its marks is
/// it. What is indented under a step, or fenced, belongs to that step.
pub fn pasted(title: &str, text: &str) -> (String, Vec<String>) {
    let mut title = title.trim().to_string();
    let mut steps: Vec<String> = Vec::new();
    let mut fenced = false;
    for line in text.lines() {
        if line.trim_start().starts_with("```") {
            fenced = !fenced;
            continue;
        }
        let (bare, marked) = bare(line);
        let indented = line.starts_with(['\t', '\u{3000}']) || line.starts_with("  ");
        match steps.last_mut() {
            Some(last) if !line.trim().is_empty() && (fenced || (indented && !marked)) => {
                last.push('\n');
                last.push_str(line.trim());
            }
            _ if bare.is_empty() => {}
            None if title.is_empty() && !marked => title = bare.to_string(),
            _ => steps.push(bare.to_string()),
        }
    }
    (title, steps)
}

/// A line without the marks in front of it, and whether they are those of a step; a heading's are not.
fn bare(line: &str) -> (&str, bool) {
    let headed = line.trim().trim_start_matches('#').trim_start();
    let mut rest = headed;
    while let Some(shorter) = unmarked(rest) {
        rest = shorter.trim_start();
    }
    (rest, rest != headed)
}

fn unmarked(text: &str) -> Option<&str> {
    let signed = SIGNS.iter().find_map(|sign| text.strip_prefix(sign));
    // A sign stands by itself: `-v` is an option, `*.log` a pattern.
    let stands =
        |rest: &&str| rest.is_empty() || rest.starts_with(char::is_whitespace) || rest.starts_with('[');
    let sign = signed.filter(|rest| stands(rest) || text.starts_with(['・', '•', '●', '□', '☐', '☑']));
    sign.or_else(|| unnumbered(text))
}

/// Without `3.`, `(3)`, `3)`, `３．`, `③`, `Step 3:`; a number that belongs to the step (`3 replicas`) stays.
fn unnumbered(text: &str) -> Option<&str> {
    let circled = |c: char| ('\u{2460}'..='\u{2473}').contains(&c);
    if text.starts_with(circled) {
        return text.strip_prefix(circled);
    }
    let counted = COUNTED.iter().find_map(|word| text.strip_prefix(word)).map(str::trim_start);
    let digits = counted.unwrap_or(text);
    let digits = digits.strip_prefix(['(', '（']).unwrap_or(digits);
    let number = |c: char| c.is_ascii_digit() || ('\u{ff10}'..='\u{ff19}').contains(&c);
    let rest = digits.trim_start_matches(number);
    if rest.len() == digits.len() {
        return None;
    }
    let ended = rest.strip_prefix(['.', ')', ':', '．', '）', '、', '：']);
    // `1.5 GB` is a quantity.
    ended.filter(|behind| counted.is_some() || !behind.starts_with(number)).or(counted.map(|_| rest))
}

#[derive(Template)]
#[template(path = "book.html")]
struct Page<'a> {
    w: &'a Words,
    room: &'a str,
    books: Vec<Book>,
    /// Nothing can be done here any more, or not by this reader.
    closed: bool,
    /// The room is a read-through and nothing else.
    alone: bool,
}

struct Book {
    seq: u64,
    title: String,
    by: String,
    /// Steps that are behind the readers.
    behind: Vec<Step>,
    /// The next step and all after it.
    ahead: Vec<Step>,
    progress: String,
    next: Option<u32>,
    deviations: Vec<Deviation>,
}

struct Step {
    step: u32,
    text: String,
    /// As the runbook has it, if that is another.
    written: String,
    /// Who did it, when.
    by: String,
    /// The entry that says so.
    entry: u64,
    /// Why it is left out or done otherwise.
    why: String,
    ticked: bool,
    skipped: bool,
}

struct Deviation {
    entry: u64,
    text: String,
}

/// The runbooks of a room, those that go on first.
pub fn render(w: &Words, room: &str, runbooks: &[Runbook], closed: bool, alone: bool) -> String {
    let mut books: Vec<Book> = runbooks.iter().map(|found| book(w, found)).collect();
    books.sort_by_key(|book| (book.next.is_none(), std::cmp::Reverse(book.seq)));
    let page = Page { w, room, books, closed, alone };
    page.render().unwrap_or_else(|error| error.to_string())
}

fn book(w: &Words, found: &Runbook) -> Book {
    let newest: BTreeMap<u32, &DeviationRow> = found.deviations.iter().map(|row| (row.step, row)).collect();
    let mut steps: Vec<Step> =
        found.steps.iter().map(|row| step(w, row, newest.get(&row.step).copied())).collect();
    let done = steps.iter().filter(|step| step.ticked || step.skipped).count();
    let first = found.next.map_or(steps.len(), |next| next as usize - 1);
    let ahead = steps.split_off(first.min(steps.len()));
    let (done, all) = (done.to_string(), found.steps.len().to_string());
    Book {
        seq: found.seq.0,
        title: found.title.clone(),
        by: w.name(&found.by),
        behind: steps,
        ahead,
        progress: w.all("book-progress", &[("done", &done), ("all", &all)]),
        next: found.next,
        deviations: found.deviations.iter().map(|row| deviation(w, row)).collect(),
    }
}

fn step(w: &Words, row: &StepRow, newest: Option<&DeviationRow>) -> Step {
    let by = row.ticked.as_ref().map(|(who, mark)| format!("{} {}", w.name(who), w.time(mark.at)));
    let entry = row.ticked.as_ref().map(|(_, mark)| mark.seq).or(newest.map(|row| row.mark.seq));
    Step {
        step: row.step,
        text: row.text.clone(),
        written: row.written.clone().unwrap_or_default(),
        by: by.unwrap_or_default(),
        entry: entry.map_or(0, |seq| seq.0),
        why: newest.map(|row| row.why.clone()).unwrap_or_default(),
        ticked: row.ticked.is_some(),
        skipped: row.skipped,
    }
}

/// What was left out or done otherwise, as one sentence.
pub fn deviation_told(w: &Words, row: &DeviationRow) -> String {
    let step = row.step.to_string();
    let mut args = vec![("step", step.as_str()), ("written", &row.written), ("why", &row.why)];
    let Some(instead) = &row.instead else { return w.all("book-left-out", &args) };
    args.push(("instead", instead));
    w.all("book-otherwise", &args)
}

fn deviation(w: &Words, row: &DeviationRow) -> Deviation {
    Deviation { entry: row.mark.seq.0, text: deviation_told(w, row) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_boxes_in_front_of_a_step_are_no_part_of_it() {
        let text = "1. stop writes\n2) promote db-2\n- [ ] let writes in\n* [x] tell support\n\n(5) look\n\
                    Step 6: close\n７．電話する\n⑧ 記録する\n・確認する\n手順10 終わる\n";
        let (title, steps) = pasted("failover", text);
        assert_eq!(title, "failover");
        let wanted = [
            "stop writes",
            "promote db-2",
            "let writes in",
            "tell support",
            "look",
            "close",
            "電話する",
            "記録する",
            "確認する",
            "終わる",
        ];
        assert_eq!(steps, wanted);
    }

    #[test]
    fn what_only_looks_like_a_mark_stays() {
        for kept in
            ["3 replicas are enough", "1.5 GB is free", "-v shows more", "*.log is deleted", "10% of users"]
        {
            assert_eq!(pasted("t", kept).1, [kept], "{kept}");
        }
    }

    #[test]
    fn without_a_title_a_first_line_that_is_no_step_is_it() {
        let (title, steps) = pasted(" ", "# Failover\n\n1. stop writes\n2. promote");
        assert_eq!((title.as_str(), steps.len()), ("Failover", 2));
        assert_eq!(
            pasted("", "1. stop writes"),
            (String::new(), vec!["stop writes".to_string()]),
            "a step is no title"
        );
    }

    #[test]
    fn what_is_indented_or_fenced_belongs_to_its_step() {
        let text =
            "1. stop writes\n   on both sides\n```\nctl stop -v\n# now\n```\n2. promote\n  - tell support";
        let steps = pasted("t", text).1;
        assert_eq!(steps, ["stop writes\non both sides\nctl stop -v\n# now", "promote", "tell support"]);
    }
}
