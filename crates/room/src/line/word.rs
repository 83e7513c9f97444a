//! The words of a line: what is quoted, what stands by itself, and where. Full-width signs count as the
//! narrow ones: a Japanese keyboard is rarely in the right mode at night. Knows no verb.

use super::Misread;
use crate::Seq;

/// One word of a line, or one quoted text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    /// Narrow and in small letters, for comparing.
    pub word: String,
    /// What stands between the quotes, if it is quoted.
    pub quoted: Option<String>,
    /// Byte at which it begins.
    pub start: usize,
    /// Byte behind it.
    pub end: usize,
}

/// Quotes that open, and what closes each: those of a keyboard, of a telephone, of Japanese.
const QUOTES: [(char, char); 5] = [('"', '"'), ('「', '」'), ('『', '』'), ('“', '”'), ('＂', '＂')];

/// What may follow a name or a number without being part of it.
pub const STOPS: [char; 6] = [',', '、', '。', '.', ':', '!'];

/// A full-width sign, letter, digit or space as the narrow one.
pub fn narrow(c: char) -> char {
    match c {
        '\u{3000}' => ' ',
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        _ => c,
    }
}

/// As it is compared.
pub fn plain(text: &str) -> String {
    text.chars().map(|c| narrow(c).to_ascii_lowercase()).collect()
}

/// All tokens of a text.
pub fn tokens(text: &str) -> Result<Vec<Token>, Misread> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(first) = text[at..].chars().next() {
        if first.is_whitespace() {
            at += first.len_utf8();
            continue;
        }
        let (quoted, end) = match QUOTES.iter().find(|(open, _)| *open == first) {
            Some((open, close)) => {
                let (inner, length) = quoted(&text[at..], *open, *close)?;
                (Some(inner), at + length)
            }
            None => (None, at + word(&text[at..])),
        };
        found.push(Token { word: plain(&text[at..end]), quoted, start: at, end });
        at = end;
    }
    Ok(found)
}

/// Length of the word that the text begins with [bytes]: Japanese needs no space before a quote and none after
/// a stop.
fn word(text: &str) -> usize {
    let end = text.find(|c: char| c.is_whitespace() || matches!(c, '「' | '『')).unwrap_or(text.len());
    text[..end].find(['。', '、']).map_or(end, |stop| stop + '。'.len_utf8())
}

/// What a quoted text says, and its length with both quotes [bytes]. Between `"` a backslash keeps a quote or a
/// backslash, and `\n` is a line break; the others nest.
fn quoted(text: &str, open: char, close: char) -> Result<(String, usize), Misread> {
    let mut inner = String::new();
    let mut depth = 1;
    let mut chars = text.char_indices().skip(1).peekable();
    while let Some((at, c)) = chars.next() {
        let next = chars.peek().map(|(_, next)| *next);
        match (c, next) {
            ('\\', Some(kept @ ('"' | '\\' | 'n'))) if open == '"' => {
                inner.push(if kept == 'n' { '\n' } else { kept });
                chars.next();
                continue;
            }
            _ if c == close => depth -= 1,
            _ if c == open => depth += 1,
            _ => {}
        }
        if depth == 0 {
            return Ok((inner, at + c.len_utf8()));
        }
        inner.push(c);
    }
    Err(Misread::Unclosed { word: text.chars().take(40).collect() })
}

/// A text between quotes, so that reading it gives it back.
pub fn quote(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n"))
}

/// `#12`, full-width too, and in a row with commas.
pub fn entry(word: &str) -> Option<Seq> {
    number(word.trim_end_matches(STOPS).strip_prefix('#')?).map(Seq)
}

/// Digits alone, and not more than a number holds.
pub fn number(word: &str) -> Option<u64> {
    let digits = !word.is_empty() && word.bytes().all(|b| b.is_ascii_digit());
    if digits { word.parse().ok() } else { None }
}

/// The thread that a line is said in, and the rest: `on #7 look db`, `#7 look db`.
pub fn thread(text: &str) -> Result<(Option<Seq>, &str), Misread> {
    let start = text.trim_start();
    let mut words = start.split_whitespace();
    let first = words.next().map(plain).unwrap_or_default();
    let named = if first == "on" { words.next().map(plain).unwrap_or_default() } else { first };
    let Some(seq) = entry(named.trim_end_matches(':')) else { return Ok((None, text)) };
    let behind = start.find(['#', '＃']).unwrap_or(0);
    let rest = &start[behind..];
    let rest = &rest[rest.find(char::is_whitespace).unwrap_or(rest.len())..];
    Ok((Some(seq), rest))
}

/// How many bytes of the text are this verb, if the text begins with it and the verb ends there.
pub fn begins(text: &str, verb: &str) -> Option<usize> {
    let mut rest = text.char_indices().peekable();
    let mut end = 0;
    for wanted in verb.chars() {
        let (at, c) = rest.next()?;
        if wanted == ' ' {
            if !c.is_whitespace() {
                return None;
            }
            while rest.next_if(|(_, c)| c.is_whitespace()).is_some() {}
        } else if narrow(c).to_ascii_lowercase() != wanted {
            return None;
        }
        end = at + c.len_utf8();
    }
    let Some((at, next)) = rest.next() else { return Some(end) };
    let opens = QUOTES.iter().any(|(open, _)| *open == next);
    match narrow(next) {
        ':' => Some(at + next.len_utf8()),
        '!' | '?' | '.' | ',' | '。' | '、' => {
            let last = rest.next().is_none_or(|(_, c)| c.is_whitespace());
            last.then_some(at + next.len_utf8())
        }
        '@' | '#' => Some(end),
        _ if next.is_whitespace() || opens => Some(end),
        _ => None,
    }
}
