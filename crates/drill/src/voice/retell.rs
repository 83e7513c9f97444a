//! A text told again while a model writes it: word by word, as far as what was written so far still says what the template says, and
//! taken back to the template's own sentence where it does not. Whatever is shown, even for a moment, is facts of the text in their
//! order, and sentences that are ours.

use super::facts::facts;
use super::plain::colours;
use super::sentence::{end_of_first, sentences};
use crate::words::Lang;

/// Sentences of atmosphere around one of the template's [count].
const COLOUR: usize = 1;
/// A sentence in other words is at most so much longer than the template's [factor].
const LONGER: usize = 2;

/// What is to be seen of a text that is being told.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Told {
    /// Stays as it is.
    pub settled: String,
    /// Of the sentence being written: it may still be taken back.
    pub open: String,
    /// What the template still has to say, for whoever may not miss it meanwhile.
    pub rest: String,
    /// Sentences in other words than the template's [count]: 0 where it has said it all.
    pub own: usize,
}

impl Told {
    /// All of it.
    pub fn text(&self) -> String {
        format!("{}{}", self.settled, self.open)
    }

    /// All of it, and what is still to come in the template's own words: a sentence that tells something changes once it is whole.
    pub fn whole(&self) -> String {
        let text = &self.settled;
        let apart = |c: char| c.is_whitespace() || "。！？」）".contains(c);
        let parted = self.rest.is_empty() || text.is_empty() || text.ends_with(apart);
        format!("{text}{}{}", if parted { "" } else { " " }, self.rest)
    }
}

/// A text being told again.
#[derive(Clone, Debug)]
pub struct Retelling {
    /// The template's sentences with their facts.
    source: Vec<(String, Vec<String>)>,
    /// How many of them are told.
    done: usize,
    /// What may be chosen to stand around them.
    colours: &'static [&'static str],
    /// Of those, since the last of them [count].
    colour: usize,
    told: Told,
    /// Written, and not yet a sentence.
    rest: String,
}

impl Retelling {
    /// Of a text that the templates have written; `vivid`: with sentences of atmosphere.
    pub fn of(text: &str, lang: Lang, vivid: bool) -> Retelling {
        let source = sentences(text.trim()).into_iter().map(|one| (one.into(), facts(one))).collect();
        let colours = if vivid { colours(lang) } else { &[] };
        Retelling { source, colours, done: 0, colour: 0, told: Told::default(), rest: String::new() }
    }

    /// More of what the model writes; what is to be seen then.
    pub fn push(&mut self, chunk: &str) -> &Told {
        self.rest.push_str(chunk);
        while let Some(end) = end_of_first(&self.rest) {
            let sentence: String = self.rest.drain(..end).collect();
            self.take(&sentence);
        }
        self.told.open = self.open();
        self.told.rest = self.source[self.done..].iter().map(|(text, _)| text.as_str()).collect();
        &self.told
    }

    /// The model has written all it will; what it left out is told by the template.
    pub fn finish(mut self) -> Told {
        let last = std::mem::take(&mut self.rest);
        self.take(&last);
        self.told.open.clear();
        self.told.rest.clear();
        while self.done < self.source.len() {
            self.tell(None);
        }
        self.told.settled.truncate(self.told.settled.trim_end().len());
        self.told
    }

    /// The model broke off: half a sentence is none.
    pub fn broken_off(mut self) -> Told {
        self.rest.clear();
        self.finish()
    }

    /// A whole sentence: it tells the next of the template's, or nothing at all, or it is left out.
    fn take(&mut self, sentence: &str) {
        let said = facts(sentence);
        if sentence.trim().is_empty() || !fit_to_read(sentence) {
            return;
        }
        if self.colours.contains(&sentence.trim()) {
            if self.colour < COLOUR {
                self.colour += 1;
                self.told.own += 1;
                self.add(sentence, None);
            }
            return;
        }
        if said.is_empty() {
            return;
        }
        // Some of the template's sentences tell nothing, and may be left out before one that does.
        let Some(next) = (self.done..self.source.len()).find(|n| !self.source[*n].1.is_empty()) else {
            return;
        };
        let longest = self.source[next].0.len() * LONGER + 20;
        if self.source[next].1 == said && sentence.len() <= longest {
            let own = sentence.trim() != self.source[next].0.trim();
            self.told.own += usize::from(own);
            self.done = next;
            self.tell(own.then_some(sentence));
        } else {
            // Whatever it was, the template's sentence is due here; a second try at the same one comes too late.
            while self.done <= next {
                self.tell(None);
            }
        }
    }

    /// The template's next sentence, in these words or its own; what parts it from the one behind it stays.
    fn tell(&mut self, words: Option<&str>) {
        let source = self.source[self.done].0.clone();
        self.done += 1;
        self.colour = 0;
        let gap = &source[source.trim_end().len()..];
        self.add(words.unwrap_or(&source), Some(gap));
    }

    /// Sentences stand apart as their language has it.
    fn add(&mut self, sentence: &str, gap: Option<&str>) {
        let between = self.between();
        let settled = &mut self.told.settled;
        settled.push_str(between);
        settled.push_str(sentence.trim());
        settled.push_str(gap.unwrap_or_default());
    }

    /// What parts the next sentence from what is settled.
    fn between(&self) -> &'static str {
        let apart = |c: char| c.is_whitespace() || "。！？」）".contains(c);
        if self.told.settled.is_empty() || self.told.settled.ends_with(apart) { "" } else { " " }
    }

    /// Of the sentence being written, whole words that a true telling could begin with.
    fn open(&self) -> String {
        let Some(end) =
            self.rest.char_indices().rev().find_map(|(at, c)| ends_a_word(c).then_some(at + c.len_utf8()))
        else {
            return String::new();
        };
        let words = &self.rest[..end];
        let colour =
            self.colour < COLOUR && self.colours.iter().any(|colour| colour.starts_with(words.trim()));
        let said = facts(words);
        let next = self.source[self.done..].iter().map(|(_, facts)| facts).find(|facts| !facts.is_empty());
        let begins = colour || next.is_some_and(|facts| !said.is_empty() && facts.starts_with(&said));
        if begins && fit_to_read(words) {
            format!("{}{}", self.between(), words.trim_start())
        } else {
            String::new()
        }
    }
}

/// What parts words in either language.
fn ends_a_word(c: char) -> bool {
    c.is_whitespace() || matches!(c, '、' | '，' | ';' | '；' | '」' | '）' | ')')
}

/// No character that a terminal would obey or that hides another, no markup.
fn fit_to_read(text: &str) -> bool {
    !text.chars().any(|c| {
        (c.is_control() && c != '\n')
            || matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' | '<' | '>')
    })
}
