//! From tokens to an order, and back. People write the parts in any order and quote only when they must:
//! parts are taken from the front and from the back, and what is left between is the text. Knows no verb by name.

use super::Misread;
use super::slot::{Filled, Part, Side};
use super::table::{ROWS, Row, SHORT, Slot};
use super::word::{Token, begins, tokens};
use crate::Command;

/// Letters by which a word may miss a verb that is meant [count].
const NEAR: usize = 2;

/// The order that a line means, its thread taken off.
pub fn command(line: &str) -> Result<Command, Misread> {
    let line = line.trim();
    if line.is_empty() {
        return Err(Misread::Empty);
    }
    if let Some((long, rest)) = short(line) {
        return command(&format!("{long} {rest}"));
    }
    let (row, rest) = verb(line).ok_or_else(|| unknown(line))?;
    let tokens = tokens(rest)?;
    let reading = Reading { row, line: rest, tokens: &tokens };
    let filled = reading.filled()?;
    let understood = written(row, &filled);
    let missing = Misread::Missing { understood, part: Part::Text, example: row.example };
    (row.build)(filled).ok_or(missing)
}

/// An order as its line: the verb, and each part that says something.
pub fn written(row: &Row, filled: &Filled) -> String {
    let parts = row.slots.iter().filter_map(|slot| slot.part.written(filled));
    std::iter::once(row.verb.to_string()).chain(parts).collect::<Vec<_>>().join(" ")
}

/// A beginning that is short for a longer one, unless a verb of the table is longer still.
fn short(line: &str) -> Option<(&'static str, &str)> {
    let found = SHORT.iter().filter_map(|(short, long)| Some((begins(line, short)?, *long)));
    let (end, long) = found.max_by_key(|(end, _)| *end)?;
    Some((long, &line[end..]))
}

/// The row whose verb is the longest that the line begins with, and what follows it.
fn verb(line: &str) -> Option<(&'static Row, &str)> {
    let names = ROWS.iter().flat_map(|row| {
        std::iter::once(&row.verb).chain(row.also).filter_map(move |name| Some((begins(line, name)?, row)))
    });
    let (end, row) = names.max_by_key(|(end, _)| *end)?;
    Some((row, &line[end..]))
}

/// What was probably meant: the verb that differs in the fewest letters.
fn unknown(line: &str) -> Misread {
    let word: String = line.split_whitespace().next().unwrap_or(line).chars().take(40).collect();
    let plain = super::word::plain(&word);
    let near = ROWS.iter().map(|row| {
        let first = row.verb.split(' ').next().unwrap_or(row.verb);
        (distance(&plain, first), row)
    });
    let most = NEAR.min(plain.chars().count() / 2);
    let near = near.min_by_key(|(far, _)| *far).filter(|(far, _)| *far <= most);
    let example = near.map_or("say \"I look at the database\"", |(_, row)| row.example);
    Misread::Unknown { word, example }
}

/// Letters to add, leave out or change to come from one word to the other [count].
fn distance(from: &str, to: &str) -> usize {
    let to: Vec<char> = to.chars().collect();
    let mut row: Vec<usize> = (0..=to.len()).collect();
    for (i, a) in from.chars().enumerate() {
        let mut corner = i;
        row[0] = i + 1;
        for (j, b) in to.iter().enumerate() {
            let changed = corner + usize::from(a != *b);
            corner = row[j + 1];
            row[j + 1] = changed.min(row[j] + 1).min(corner + 1);
        }
    }
    row[to.len()]
}

/// Steps as people paste them: each on a line of its own or behind a `;`, perhaps numbered. The first is the title.
fn listed(text: &str, steps: &mut Vec<String>) -> String {
    let mut lines = text.split(['\n', ';', '；']).map(item).filter(|line| !line.is_empty()).map(String::from);
    let title = lines.next().unwrap_or_default();
    steps.extend(lines);
    title.trim_end_matches([':', '：']).to_string()
}

/// One item of a list, without its number or mark and without quotes around all of it.
fn item(line: &str) -> &str {
    let line = line.trim();
    let behind = line.trim_start_matches(|c: char| c.is_ascii_digit());
    let numbered = behind.len() < line.len() && behind.starts_with(['.', ')', '．', '）', '、']);
    let marked = line.strip_prefix(['-', '*', '・', '•']);
    let bare = if numbered { behind.strip_prefix(['.', ')', '．', '）', '、']) } else { marked };
    let bare = bare.unwrap_or(line).trim();
    bare.strip_prefix('"').and_then(|bare| bare.strip_suffix('"')).unwrap_or(bare)
}

struct Reading<'a> {
    row: &'static Row,
    line: &'a str,
    tokens: &'a [Token],
}

/// What is filled, and which slots are not.
#[derive(Clone)]
struct State {
    filled: Filled,
    open: Vec<Slot>,
}

impl Reading<'_> {
    fn filled(&self) -> Result<Filled, Misread> {
        let mut state = State { filled: Filled::default(), open: self.row.slots.to_vec() };
        let from = self.front(&mut state, 0, self.tokens.len());
        self.missed(&state, from)?;
        if self.tokens.get(from).is_some_and(|token| token.quoted.is_some())
            && let Some(whole) = self.quoted(&state, from)
        {
            return self.complete(whole, self.tokens.len(), self.tokens.len());
        }
        // What goes outside is not guessed: more after the quotes may have been an audience.
        let outside = self.row.slots.iter().any(|slot| slot.part == Part::Audience);
        if outside && self.tokens.get(from).is_some_and(|token| token.quoted.is_some()) {
            let place = state.open.iter().position(|slot| slot.part.is_text());
            place.map(|place| state.open.remove(place));
            state.filled.text = self.tokens[from].quoted.clone();
            let from = self.front(&mut state, from + 1, self.tokens.len());
            return self.complete(state, from, self.tokens.len());
        }
        let mut to = self.tokens.len();
        if state.open.iter().any(|slot| slot.part.is_text()) && from < to {
            self.meant(&state, from)?;
            to = self.back(&mut state, from, to);
            to = self.keyword(&mut state, from, to);
            self.text(&mut state, from, to);
            return self.complete(state, to, to);
        }
        self.complete(state, from, to)
    }

    /// Takes parts from the front as long as there are any; where it came to.
    fn front(&self, state: &mut State, mut at: usize, to: usize) -> usize {
        while at < to {
            let texted = state.open.iter().any(|slot| slot.part.is_text());
            // Before the text a number may be part of it, and a keyword surely is.
            let early = |part: Part| !(texted && part.repeats());
            let taken = self.take(state, at, Side::Front, early);
            let Some(taken) = taken else {
                return if texted { at } else { self.rest(state, at) };
            };
            at += taken;
        }
        at
    }

    /// After the text, a keyword takes the rest of the line.
    fn rest(&self, state: &mut State, at: usize) -> usize {
        let said = |slot: &Slot| slot.part.keywords().contains(&self.tokens[at].word.as_str());
        let Some(place) = state.open.iter().position(said) else { return at };
        let Some(next) = self.tokens.get(at + 1) else { return at };
        let last = self.tokens.len() == at + 2;
        state.filled.other = Some(match &next.quoted {
            Some(quoted) if last => quoted.clone(),
            _ => self.line[next.start..].trim_end().to_string(),
        });
        state.open.remove(place);
        self.tokens.len()
    }

    /// The first open slot that the token at this place fills.
    fn take(&self, state: &mut State, at: usize, side: Side, may: impl Fn(Part) -> bool) -> Option<usize> {
        let State { filled, open } = state;
        let mut found = None;
        for (place, slot) in open.iter().enumerate().filter(|(_, slot)| may(slot.part)) {
            // A number alone names an entry only where there must be one.
            let side = if slot.part == Part::Entry && !slot.must { Side::Back } else { side };
            if let Some(taken) = slot.part.take(self.line, self.tokens, at, side, filled) {
                found = Some((place, taken));
                break;
            }
        }
        let (place, taken) = found?;
        if !open[place].part.repeats() {
            open.remove(place);
        }
        Some(taken)
    }

    /// The text stands in quotes, and everything after it is a part.
    fn quoted(&self, state: &State, at: usize) -> Option<State> {
        let mut state = state.clone();
        let place = state.open.iter().position(|slot| slot.part.is_text())?;
        state.open.remove(place);
        state.filled.text = self.tokens[at].quoted.clone();
        let end = self.front(&mut state, at + 1, self.tokens.len());
        (end == self.tokens.len()).then_some(state)
    }

    /// Takes parts from the back, but never the whole text; where the text ends.
    fn back(&self, state: &mut State, from: usize, mut to: usize) -> usize {
        let mut cited = Vec::new();
        while to > from + 1 {
            let two = to > from + 2 && state.open.iter().any(|slot| slot.part.is_two());
            if two && self.take(state, to - 2, Side::Back, Part::is_two).is_some() {
                to -= 2;
                continue;
            }
            let word = self.tokens[to - 1].word.as_str();
            let single = |part: Part| part != Part::Steps && (!part.is_two() || part.is_glued(word));
            let before = state.filled.entries.len();
            if self.take(state, to - 1, Side::Back, single).is_none() {
                break;
            }
            cited.extend(state.filled.entries.drain(before..));
            to -= 1;
        }
        cited.reverse();
        state.filled.entries.extend(cited);
        to
    }

    /// A keyword in the text parts it in two; the last one counts.
    fn keyword(&self, state: &mut State, from: usize, to: usize) -> usize {
        for place in 0..state.open.len() {
            let words = state.open[place].part.keywords();
            let said = |at: &usize| words.contains(&self.tokens[*at].word.as_str());
            let Some(at) = (from + 1..to.saturating_sub(1)).rev().find(said) else { continue };
            let (first, last) = (&self.tokens[at + 1], &self.tokens[to - 1]);
            let whole = &self.line[first.start..last.end];
            let alone = first.start == last.start;
            state.filled.other = Some(first.quoted.clone().filter(|_| alone).unwrap_or(whole.to_string()));
            state.open.remove(place);
            return at;
        }
        to
    }

    fn text(&self, state: &mut State, from: usize, to: usize) {
        let place = state.open.iter().position(|slot| slot.part.is_text());
        let (Some(place), Some(first), true) = (place, self.tokens.get(from), from < to) else { return };
        let alone = first.quoted.clone().filter(|_| to == from + 1);
        let whole = &self.line[first.start..self.tokens[to - 1].end];
        let whole = alone.unwrap_or_else(|| whole.to_string());
        state.open.remove(place);
        let steps = state.open.iter().any(|slot| slot.part == Part::Steps);
        state.filled.text = Some(if steps { listed(&whole, &mut state.filled.steps) } else { whole });
    }

    /// What was meant to be a part and cannot be it, before it becomes text and nobody sees that it says nothing: a time of day
    /// where minutes are promised, a word for people who are no audience.
    fn missed(&self, state: &State, from: usize) -> Result<(), Misread> {
        let (open, to) = (|| state.open.iter().map(|slot| slot.part), self.tokens.len());
        let quoted = |at: usize| self.tokens.get(at).is_some_and(|token| token.quoted.is_some());
        for part in open().filter(|part| part.is_two()) {
            for at in from..to {
                let Some(taken) = part.misses(self.tokens, at) else { continue };
                let last = at + taken - 1;
                if at == from || last + 1 == to || quoted(last + 1) || (at > 0 && quoted(at - 1)) {
                    return Err(self.unreadable(&state.filled, part, last));
                }
            }
        }
        let named =
            open().any(|part| part == Part::Audience) && from < to && !quoted(from) && quoted(from + 1);
        if named { Err(self.unreadable(&state.filled, Part::Audience, from)) } else { Ok(()) }
    }

    /// A word that was meant to be a part and is none, before it becomes text.
    fn meant(&self, state: &State, at: usize) -> Result<(), Misread> {
        let token = &self.tokens[at];
        let part = state.open.iter().map(|slot| slot.part).find(|part| part.meant(&token.word));
        let Some(part) = part.filter(|part| *part != Part::Entries && token.quoted.is_none()) else {
            return Ok(());
        };
        Err(self.unreadable(&state.filled, part, at))
    }

    fn unreadable(&self, filled: &Filled, part: Part, at: usize) -> Misread {
        let token = &self.tokens[at];
        Misread::Unreadable {
            understood: written(self.row, filled),
            part,
            word: self.line[token.start..token.end].chars().take(40).collect(),
            example: self.row.example,
        }
    }

    /// Everything that must be there is, and nothing is left over.
    fn complete(&self, state: State, from: usize, to: usize) -> Result<Filled, Misread> {
        let State { filled, open } = state;
        let example = self.row.example;
        for at in 0..self.tokens.len() {
            let token = &self.tokens[at];
            let meant = |slot: &&Slot| slot.must && slot.part.meant(&token.word);
            if let Some(slot) = open.iter().find(meant).filter(|_| token.quoted.is_none()) {
                return Err(self.unreadable(&filled, slot.part, at));
            }
        }
        if let Some(slot) = open.iter().find(|slot| slot.must) {
            let understood = written(self.row, &filled);
            return Err(Misread::Missing { understood, part: slot.part, example });
        }
        if from < to {
            let rest = self.line[self.tokens[from].start..].trim_end().chars().take(80).collect();
            return Err(Misread::Leftover { understood: written(self.row, &filled), rest, example });
        }
        Ok(filled)
    }
}
