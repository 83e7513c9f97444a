//! What is typed: lines of a pipe, or keys of a terminal with the line that they make. Knows keys and completion; not what a
//! line means.

use std::io::{BufRead, Read};

use crossterm::event::{Event, KeyCode, KeyEvent, KeyEventKind, KeyModifiers};
use room::line;
use tokio::sync::mpsc::{Receiver, channel};

use crate::faces::editor::Editor;

/// Bytes of one line that are kept [bytes]; a file given by mistake does no harm.
const LONGEST: u64 = 16 * 1024;
/// Lines or keys that wait until they are taken up [count].
const WAITING: usize = 64;

/// Words that this face itself answers.
pub const OWN: [&str; 3] = ["board", "help", "quit"];

/// What came in.
#[derive(Debug)]
pub enum Input {
    /// A line of a pipe.
    Line(String),
    /// A key, a paste, a new size.
    Event(Event),
    /// Nothing more will come.
    End,
}

/// What keys have come to.
#[derive(Debug, PartialEq, Eq)]
pub enum Done {
    /// The line has changed, or the cursor.
    Edited,
    /// This was said.
    Said(String),
    /// These still fit.
    Fits(Vec<String>),
    /// Whoever types wants to go.
    Leave,
}

/// Reads beside everything else. The thread ends with the program: nothing wakes it.
pub fn read(edited: bool) -> Receiver<Input> {
    let (to, from) = channel(WAITING);
    std::thread::spawn(move || {
        if edited {
            while let Ok(event) = crossterm::event::read() {
                if to.blocking_send(Input::Event(event)).is_err() {
                    return;
                }
            }
        } else {
            let mut input = std::io::stdin().lock();
            while let Some(line) = line_of(&mut input) {
                if to.blocking_send(Input::Line(line)).is_err() {
                    return;
                }
            }
        }
        let _ = to.blocking_send(Input::End);
    });
    from
}

/// The next line, or the beginning of one that is too long: its rest is read and not kept.
fn line_of(input: &mut impl BufRead) -> Option<String> {
    let mut bytes = Vec::new();
    let read = input.take(LONGEST).read_until(b'\n', &mut bytes).ok()?;
    if read == 0 {
        return None;
    }
    if bytes.last() != Some(&b'\n') {
        // Where this fails, the next line says so.
        let _ = input.skip_until(b'\n');
    }
    let text: String = String::from_utf8_lossy(&bytes).chars().filter(|c| !c.is_control()).collect();
    Some(text.trim().to_string())
}

/// What a key makes of the line.
pub fn pressed(editor: &mut Editor, event: Event, people: &[String]) -> Done {
    match event {
        Event::Paste(text) => editor.insert(&text),
        Event::Key(key) if key.kind != KeyEventKind::Release => return key_pressed(editor, key, people),
        _ => {}
    }
    Done::Edited
}

fn key_pressed(editor: &mut Editor, key: KeyEvent, people: &[String]) -> Done {
    let control = key.modifiers.contains(KeyModifiers::CONTROL);
    match key.code {
        KeyCode::Enter => match editor.take() {
            Some(line) => return Done::Said(line),
            None => editor.clear(),
        },
        KeyCode::Char('c' | 'C') if control => return Done::Leave,
        KeyCode::Char('d' | 'D') if control && editor.is_empty() => return Done::Leave,
        KeyCode::Char('a') if control => editor.home(),
        KeyCode::Char('e') if control => editor.end(),
        KeyCode::Char('k') if control => editor.kill_to_end(),
        KeyCode::Char('u') if control => editor.kill_to_start(),
        KeyCode::Char('w') if control => editor.kill_word(),
        KeyCode::Char(_) if control => {}
        KeyCode::Char(c) => editor.insert(c.encode_utf8(&mut [0; 4])),
        KeyCode::Tab => {
            let names = fitting(&editor.view(usize::MAX).0, people);
            let fits = editor.complete(&names);
            return if fits.is_empty() { Done::Edited } else { Done::Fits(fits) };
        }
        KeyCode::Backspace => editor.backspace(),
        KeyCode::Delete => editor.delete(),
        KeyCode::Left => editor.left(),
        KeyCode::Right => editor.right(),
        KeyCode::Home => editor.home(),
        KeyCode::End => editor.end(),
        KeyCode::Up => editor.older(),
        KeyCode::Down => editor.newer(),
        KeyCode::Esc => editor.clear(),
        _ => {}
    }
    Done::Edited
}

/// What the word at the end of this line could be: a verb behind `/`, its second word, or somebody behind `@`.
fn fitting(typed: &str, people: &[String]) -> Vec<String> {
    let last = typed.rsplit(' ').next().unwrap_or_default();
    if last.starts_with('@') {
        return people.to_vec();
    }
    let Some(order) = typed.strip_prefix('/') else { return Vec::new() };
    let verbs = line::help().into_iter().map(|help| help.verb).chain(OWN);
    let mut names: Vec<String> = match order.split_once(' ') {
        None => verbs.map(|verb| format!("/{}", verb.split(' ').next().unwrap_or(verb))).collect(),
        Some((first, rest)) if !rest.contains(' ') => {
            let second = verbs.filter_map(|verb| verb.split_once(' ').filter(|(word, _)| *word == first));
            second.map(|(_, word)| word.to_string()).collect()
        }
        Some(_) => Vec::new(),
    };
    names.sort();
    names.dedup();
    names
}

#[cfg(test)]
mod tests {
    use super::*;

    fn after_tab(typed: &str) -> (String, Done) {
        let mut editor = Editor::default();
        editor.insert(typed);
        let tab = Event::Key(KeyEvent::new(KeyCode::Tab, KeyModifiers::NONE));
        let done = pressed(&mut editor, tab, &["ana".into(), "bo".into()]);
        (editor.view(80).0, done)
    }

    #[test]
    fn of_a_line_without_end_only_the_beginning_is_kept() {
        let long = std::io::repeat(b'x').take(10_000_000);
        let mut input =
            std::io::BufReader::new("first\n".as_bytes().chain(long).chain("\nlast\tone".as_bytes()));
        assert_eq!(line_of(&mut input).as_deref(), Some("first"));
        assert_eq!(line_of(&mut input).map(|line| line.len()), Some(LONGEST as usize));
        assert_eq!(line_of(&mut input).as_deref(), Some("lastone"));
        assert_eq!(line_of(&mut input), None);
    }

    #[test]
    fn a_verb_its_second_word_and_a_person_are_completed_and_talk_is_left_alone() {
        assert_eq!(
            after_tab("/dec"),
            ("/dec".into(), Done::Fits(vec!["/decide".into(), "/declare".into(), "/decline".into()]))
        );
        assert_eq!(after_tab("/decla"), ("/declare".into(), Done::Edited));
        assert_eq!(after_tab("/task o").1, Done::Fits(vec!["ok".into(), "open".into()]));
        assert_eq!(after_tab("/task op").0, "/task open");
        assert_eq!(after_tab("/task open \"fail over\" @an").0, "/task open \"fail over\" @ana");
        assert_eq!(after_tab("/bo").0, "/board");
        assert_eq!(after_tab("decla").0, "decla");
    }

    #[test]
    fn whoever_presses_the_keys_for_it_leaves_and_an_empty_line_says_nothing() {
        let key = |code, modifiers| Event::Key(KeyEvent::new(code, modifiers));
        let mut editor = Editor::default();
        let mut press = |code, modifiers| pressed(&mut editor, key(code, modifiers), &[]);
        assert_eq!(press(KeyCode::Enter, KeyModifiers::NONE), Done::Edited);
        assert_eq!(press(KeyCode::Char('a'), KeyModifiers::NONE), Done::Edited);
        assert_eq!(press(KeyCode::Char('d'), KeyModifiers::CONTROL), Done::Edited);
        assert_eq!(press(KeyCode::Enter, KeyModifiers::NONE), Done::Said("a".into()));
        assert_eq!(press(KeyCode::Char('d'), KeyModifiers::CONTROL), Done::Leave);
        assert_eq!(press(KeyCode::Char('c'), KeyModifiers::CONTROL), Done::Leave);
    }
}
