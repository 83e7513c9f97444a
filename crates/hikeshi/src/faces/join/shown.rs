//! What is shown: rows of the flow above the line being typed, one after the other and never over one another, so that a screen
//! reader, a pipe and a slow connection read the same. Knows terminals; not what happened.

use std::io::{Write, stdout};

use crossterm::cursor::MoveToColumn;
use crossterm::event::{DisableBracketedPaste, EnableBracketedPaste};
use crossterm::terminal::{Clear, ClearType, disable_raw_mode, enable_raw_mode, size};
use crossterm::{execute, queue};
use drill::words::room::example;
use drill::words::{Lang, say};
use jiff::tz::TimeZone;
use room::line;

use super::client::{Entry, Standing, Told};
use crate::faces::editor::Editor;
use crate::failure::Failure;

const PROMPT: &str = "> ";

/// Where rows go.
#[derive(Debug)]
pub struct Shown {
    edited: bool,
}

impl Shown {
    /// A pipe, or a terminal that is taken until this is dropped.
    pub fn new(edited: bool) -> Result<Shown, Failure> {
        if edited {
            enable_raw_mode().map_err(|error| Failure::Terminal { error })?;
            let _ = execute!(stdout(), EnableBracketedPaste);
        }
        Ok(Shown { edited })
    }

    /// Text of one or several lines, above the line being typed.
    pub fn rows(&mut self, text: &str, editor: &Editor) -> Result<(), Failure> {
        // What others wrote must not move our cursor.
        let plain: String = text.chars().filter(|c| *c == '\n' || !c.is_control()).collect();
        let mut out = stdout();
        let written = if self.edited {
            let rows = plain.replace('\n', "\r\n");
            queue!(out, MoveToColumn(0), Clear(ClearType::CurrentLine))
                .and_then(|()| write!(out, "{rows}\r\n"))
                .and_then(|()| out.flush())
        } else {
            writeln!(out, "{plain}").and_then(|()| out.flush())
        };
        written.map_err(Failure::of_output)?;
        self.line(editor)
    }

    /// The line being typed.
    pub fn line(&mut self, editor: &Editor) -> Result<(), Failure> {
        if !self.edited {
            return Ok(());
        }
        let cells = size().map_or(80, |(width, _)| usize::from(width)).saturating_sub(PROMPT.len());
        let (seen, cursor) = editor.view(cells.max(1));
        let at = u16::try_from(PROMPT.len() + cursor).unwrap_or(u16::MAX);
        let mut out = stdout();
        queue!(out, MoveToColumn(0), Clear(ClearType::CurrentLine))
            .and_then(|()| write!(out, "{PROMPT}{seen}"))
            .and_then(|()| queue!(out, MoveToColumn(at)))
            .and_then(|()| out.flush())
            .map_err(Failure::of_output)
    }
}

impl Drop for Shown {
    fn drop(&mut self) {
        if self.edited {
            // The terminal may be gone: then nobody is left to mind.
            let _ = execute!(stdout(), MoveToColumn(0), Clear(ClearType::CurrentLine), DisableBracketedPaste);
            let _ = disable_raw_mode();
        }
    }
}

/// An entry as a row; empty where people need not read it.
pub fn row(entry: &Entry) -> String {
    if entry.text.is_empty() {
        return String::new();
    }
    let here = || entry.at.to_zoned(TimeZone::system()).strftime("%H:%M").to_string();
    let time = entry.clock.clone().unwrap_or_else(here);
    format!("{time} #{} {}: {}", entry.seq, entry.name, entry.text)
}

/// What a game master shows: a line in the flow, several below it.
pub fn told(lang: Lang, told: &Told) -> String {
    let who = say(lang, "web-game-master", &[]);
    let to = told.to.as_ref().map_or_else(String::new, |to| format!(" → @{to}"));
    let gap = if told.text.contains('\n') { "\n" } else { " " };
    format!("{} {who}{to}:{gap}{}", told.clock, told.text)
}

/// The board in lines.
pub fn board(lang: Lang, standing: &Standing) -> String {
    let board = &standing.board;
    let name = |id: &String| {
        let known = standing.roster.iter().find(|person| person.person == *id);
        known.map_or_else(|| id.clone(), |person| person.name.clone())
    };
    let severity = board.severity.map_or_else(|| "SEV?".into(), |level| format!("SEV{level}"));
    let mut lines = vec![format!("{severity} {} ({})", board.title, say(lang, board.phase.key(), &[]))];
    let nobody = || say(lang, "web-nobody-commands", &[]);
    let role = say(lang, "role-incident-commander", &[]);
    lines.push(format!("{role}: {}", board.commander.as_ref().map_or_else(nobody, name)));
    for line in board.lines.iter().filter(|line| line.outcome.is_none()) {
        let finding = line.finding.clone().unwrap_or_else(|| say(lang, "web-no-finding", &[]));
        lines.push(format!("#{} {} @{} — {finding}", line.seq, line.title, line.owner));
    }
    for one in &board.proposals {
        lines.push(format!("#{} {} @{} ({})", one.seq, one.text, one.by, say(lang, "web-decisions", &[])));
    }
    for task in &board.tasks {
        let key = if task.acknowledged { "web-acknowledged" } else { "web-not-acknowledged" };
        lines.push(format!("#{} {} @{} ({})", task.seq, task.text, task.owner, say(lang, key, &[])));
    }
    let people = standing.roster.iter().map(|person| {
        let roles: Vec<String> = person.roles.iter().map(|role| say(lang, role.key(), &[])).collect();
        let asks = if person.asks { vec![say(lang, "web-asks", &[])] } else { Vec::new() };
        let more: Vec<String> = roles.into_iter().chain(asks).collect();
        if more.is_empty() { person.name.clone() } else { format!("{} ({})", person.name, more.join(", ")) }
    });
    let here = say(lang, "web-people", &[]);
    lines.push(format!("{here}: {}", people.collect::<Vec<_>>().join(" · ")));
    lines.join("\n")
}

/// What can be typed.
pub fn help(lang: Lang) -> String {
    let verbs = line::help().into_iter();
    let mut lines: Vec<String> =
        verbs.map(|help| format!("/{} — {}", example(lang, &help), say(lang, help.key, &[]))).collect();
    lines.push(say(lang, "join-help", &[]));
    lines.join("\n")
}
