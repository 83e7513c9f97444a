//! Rust source, read just well enough to judge it: text and comments blanked out, functions and their
//! length, the parts that are only compiled for tests, the paths that it names. No full parser.

use crate::tree::File;

/// A source file with everything that is not code blanked out, line for line.
pub struct Code {
    /// Code alone: comments, strings and characters are spaces.
    pub chars: Vec<char>,
    /// For each line from 0: compiled only for tests.
    pub test_only: Vec<bool>,
}

/// One function with a body.
pub struct Function {
    /// Its name.
    pub name: String,
    /// Line of its `fn`, from 1.
    pub line: usize,
    /// Lines from its `fn` to its closing brace [count].
    pub lines: usize,
}

impl Code {
    /// Reads a file.
    pub fn of(file: &File) -> Code {
        let chars = blank(&file.text.chars().collect::<Vec<char>>());
        let lines = chars.iter().filter(|c| **c == '\n').count() + 1;
        let mut code = Code { chars, test_only: vec![for_tests(&file.path); lines] };
        for start in code.find("#[cfg(test)]") {
            let end = code.end_of_item(start + "#[cfg(test)]".len());
            for line in code.line(start)..=code.line(end) {
                code.test_only[line - 1] = true;
            }
        }
        code
    }

    /// Line number, from 1, of a place.
    pub fn line(&self, at: usize) -> usize {
        1 + self.chars[..at.min(self.chars.len())].iter().filter(|c| **c == '\n').count()
    }

    /// Whether a place is compiled for tests only.
    pub fn in_test(&self, at: usize) -> bool {
        self.test_only[self.line(at) - 1]
    }

    /// Every place where these words stand; a word's neighbours are no part of a name.
    pub fn find(&self, words: &str) -> Vec<usize> {
        let wanted: Vec<char> = words.chars().collect();
        let part = |c: Option<&char>| c.is_some_and(|c| c.is_alphanumeric() || *c == '_');
        let fits = |at: usize| {
            let whole_left = !part(wanted.first()) || at == 0 || !part(self.chars.get(at - 1));
            let whole_right = !part(wanted.last()) || !part(self.chars.get(at + wanted.len()));
            whole_left && whole_right
        };
        (0..(self.chars.len() + 1).saturating_sub(wanted.len()))
            .filter(|at| self.chars[*at..].starts_with(&wanted) && fits(*at))
            .collect()
    }

    /// Every function that has a body.
    pub fn functions(&self) -> Vec<Function> {
        let body_of = |at: &usize| {
            let name =
                if self.chars.get(at + 2) == Some(&' ') { self.name_at(at + 3) } else { String::new() };
            let end = self.end_of_item(*at);
            (!name.is_empty() && self.chars.get(end) == Some(&'}')).then(|| Function {
                name,
                line: self.line(*at),
                lines: self.line(end) - self.line(*at) + 1,
            })
        };
        self.find("fn").iter().filter_map(body_of).collect()
    }

    /// Names of the functions that are tests.
    pub fn tests(&self) -> Vec<(String, usize)> {
        let named = |at: usize| {
            let after = self.chars[at..].windows(3).position(|w| w == ['f', 'n', ' '])?;
            Some((self.name_at(at + after + 3), self.line(at + after)))
        };
        self.find("#[test]").into_iter().filter_map(named).collect()
    }

    /// Every path that begins with this first name, as its parts after it; `use` groups are opened.
    pub fn paths(&self, first: &str) -> Vec<(usize, Vec<String>)> {
        let mut found = Vec::new();
        for at in self.find(&format!("{first}::")) {
            if at > 1 && self.chars[at - 1] == ':' {
                continue;
            }
            let mut cursor = at + first.len() + 2;
            let mut paths = Vec::new();
            self.path_from(&mut cursor, &[], &mut paths);
            found.extend(paths.into_iter().map(|path| (at, path)));
        }
        found
    }

    fn path_from(&self, cursor: &mut usize, before: &[String], found: &mut Vec<Vec<String>>) {
        let mut path = before.to_vec();
        loop {
            self.skip_space(cursor);
            if self.chars.get(*cursor) == Some(&'{') {
                *cursor += 1;
                return self.group_from(cursor, &path, found);
            }
            let name = self.name_at(*cursor);
            *cursor += name.chars().count();
            if !name.is_empty() {
                path.push(name);
            }
            if !self.chars[*cursor..].starts_with(&[':', ':']) {
                found.push(path);
                return self.skip_alias(cursor);
            }
            *cursor += 2;
        }
    }

    fn group_from(&self, cursor: &mut usize, before: &[String], found: &mut Vec<Vec<String>>) {
        loop {
            self.skip_space(cursor);
            match self.chars.get(*cursor) {
                None => return,
                Some('}') => {
                    *cursor += 1;
                    return;
                }
                Some(c) if c.is_alphanumeric() || *c == '_' => self.path_from(cursor, before, found),
                Some(_) => *cursor += 1,
            }
        }
    }

    fn skip_alias(&self, cursor: &mut usize) {
        let mut ahead = *cursor;
        self.skip_space(&mut ahead);
        if self.name_at(ahead) == "as" {
            ahead += 2;
            self.skip_space(&mut ahead);
            *cursor = ahead + self.name_at(ahead).chars().count();
        }
    }

    fn skip_space(&self, cursor: &mut usize) {
        while self.chars.get(*cursor).is_some_and(|c| c.is_whitespace()) {
            *cursor += 1;
        }
    }

    fn name_at(&self, at: usize) -> String {
        let tail = self.chars.get(at..).unwrap_or(&[]);
        tail.iter().take_while(|c| c.is_alphanumeric() || **c == '_').collect()
    }

    /// The closing brace, or the semicolon, of the item that begins here.
    fn end_of_item(&self, start: usize) -> usize {
        let mut braces = 0_i32;
        let mut others = 0_i32;
        for at in start..self.chars.len() {
            match self.chars[at] {
                '(' | '[' => others += 1,
                ')' | ']' => others -= 1,
                '{' => braces += 1,
                '}' => braces -= 1,
                ';' if braces == 0 && others == 0 => return at,
                _ => continue,
            }
            if self.chars[at] == '}' && braces <= 0 && others == 0 {
                return at;
            }
        }
        self.chars.len().saturating_sub(1)
    }
}

fn for_tests(path: &str) -> bool {
    let folder = path.split('/').any(|part| ["tests", "benches"].contains(&part));
    folder || path.ends_with("/tests.rs") || path.ends_with("_tests.rs")
}

fn blank(text: &[char]) -> Vec<char> {
    let mut code = text.to_vec();
    let mut at = 0;
    while at < text.len() {
        let end = at + not_code(&text[at..], at.checked_sub(1).map(|before| text[before]));
        for c in &mut code[at..end] {
            if *c != '\n' {
                *c = ' ';
            }
        }
        at = end.max(at + 1);
    }
    code
}

/// Length of the comment, string or character that begins here; 0 if code does.
fn not_code(tail: &[char], before: Option<char>) -> usize {
    let in_name = before.is_some_and(|c| c.is_alphanumeric() || c == '_');
    match tail {
        ['/', '/', ..] => tail.iter().position(|c| *c == '\n').unwrap_or(tail.len()),
        ['/', '*', ..] => block_comment(tail),
        ['b' | 'c', 'r', '"' | '#', ..] if !in_name => raw_string(tail, 2),
        ['r', '"' | '#', ..] if !in_name => raw_string(tail, 1),
        ['"', ..] => quoted(tail, '"'),
        ['\'', '\\', ..] => quoted(tail, '\''),
        ['\'', _, '\'', ..] => 3,
        _ => 0,
    }
}

fn block_comment(tail: &[char]) -> usize {
    let mut depth = 0;
    let mut at = 0;
    while at + 1 < tail.len() {
        match (tail[at], tail[at + 1]) {
            ('/', '*') => depth += 1,
            ('*', '/') => depth -= 1,
            _ => {
                at += 1;
                continue;
            }
        }
        at += 2;
        if depth == 0 {
            return at;
        }
    }
    tail.len()
}

fn raw_string(tail: &[char], prefix: usize) -> usize {
    let hashes = tail[prefix..].iter().take_while(|c| **c == '#').count();
    let open = prefix + hashes;
    if tail.get(open) != Some(&'"') {
        return 0;
    }
    let mut close = vec!['"'];
    close.extend(std::iter::repeat_n('#', hashes));
    let length = tail[open + 1..].windows(close.len()).position(|w| w == close.as_slice());
    length.map_or(tail.len(), |length| open + 1 + length + close.len())
}

fn quoted(tail: &[char], quote: char) -> usize {
    let mut at = 1;
    while at < tail.len() && tail[at] != quote {
        at += if tail[at] == '\\' { 2 } else { 1 };
    }
    (at + 1).min(tail.len())
}

#[test]
fn code_is_told_from_text_and_functions_are_measured_by_their_braces() {
    let text = "fn a() {\n let s = \"} // \\\"\"; // }\n let r = r#\"}\"#; let c = '}';\n}\n\
                #[cfg(test)]\nmod tests {\n fn b<'a>(x: [u8; 2]) where u8: Copy { x.unwrap(); }\n}\nfn c();\n";
    let code = Code::of(&File { path: "crates/x/src/a.rs".into(), text: text.into() });
    let seen: Vec<_> = code.functions().into_iter().map(|f| (f.name, f.line, f.lines)).collect();
    assert_eq!(seen, [("a".into(), 1, 4), ("b".into(), 7, 1)]);
    assert!(code.find(".unwrap()").into_iter().all(|at| code.in_test(at)));
    assert_eq!(code.test_only, [false, false, false, false, true, true, true, true, false, false]);
}

#[test]
fn a_use_group_is_opened_into_its_paths() {
    let text = "use crate::{a::{b, c as d}, e};\nfn f() { crate::g::h(); }\n";
    let code = Code::of(&File { path: "crates/x/src/a.rs".into(), text: text.into() });
    let seen: Vec<String> = code.paths("crate").into_iter().map(|(_, path)| path.join("::")).collect();
    assert_eq!(seen, ["a::b", "a::c", "e", "g::h"]);
}
