//! The line being typed: characters as people see them (graphemes), a cursor between them, a history, completion.
//! Knows nothing of screens or keys; a cell is counted as the terminal counts it.

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// Graphemes that a line holds [count]; what is longer is no sentence.
const LONGEST: usize = 1_000;
/// Sentences that are remembered for ↑ [count].
const REMEMBERED: usize = 200;

/// A line editor.
#[derive(Clone, Debug, Default)]
pub struct Editor {
    text: Vec<String>,
    cursor: usize,
    said: Vec<String>,
    /// Which remembered sentence is shown; `said.len()` is the line being typed.
    shown: usize,
    /// The line being typed, while a remembered one is shown.
    draft: Vec<String>,
}

impl Editor {
    /// Puts text in at the cursor; line breaks become spaces, what a terminal would obey is dropped.
    pub fn insert(&mut self, text: &str) {
        let clean: String = text
            .replace("\r\n", " ")
            .chars()
            .map(|c| if matches!(c, '\n' | '\r' | '\t') { ' ' } else { c })
            .filter(|c| !c.is_control())
            .collect();
        // Joined with what stands before, so that a mark sent after its letter (が as か + ゛) becomes one with it.
        let before: String = self.text[..self.cursor].concat() + &clean;
        let mut joined: Vec<String> = before.graphemes(true).map(String::from).collect();
        let after = self.text.split_off(self.cursor);
        joined.truncate(LONGEST.saturating_sub(after.len()));
        self.cursor = joined.len();
        self.text = joined;
        self.text.extend(after);
    }

    /// Removes the character before the cursor.
    pub fn backspace(&mut self) {
        if self.cursor > 0 {
            self.cursor -= 1;
            self.text.remove(self.cursor);
        }
    }

    /// Removes the character under the cursor.
    pub fn delete(&mut self) {
        if self.cursor < self.text.len() {
            self.text.remove(self.cursor);
        }
    }

    /// One character to the left.
    pub fn left(&mut self) {
        self.cursor = self.cursor.saturating_sub(1);
    }

    /// One character to the right.
    pub fn right(&mut self) {
        self.cursor = (self.cursor + 1).min(self.text.len());
    }

    /// To the beginning.
    pub fn home(&mut self) {
        self.cursor = 0;
    }

    /// To the end.
    pub fn end(&mut self) {
        self.cursor = self.text.len();
    }

    /// Removes everything behind the cursor.
    pub fn kill_to_end(&mut self) {
        self.text.truncate(self.cursor);
    }

    /// Removes everything before the cursor.
    pub fn kill_to_start(&mut self) {
        self.text.drain(..self.cursor);
        self.cursor = 0;
    }

    /// Removes the word before the cursor: what is between spaces, or a run of one kind of writing.
    pub fn kill_word(&mut self) {
        let mut from = self.cursor;
        while from > 0 && self.text[from - 1] == " " {
            from -= 1;
        }
        let kind = |g: &String| script(g);
        if from > 0 {
            let last = kind(&self.text[from - 1]);
            while from > 0 && self.text[from - 1] != " " && kind(&self.text[from - 1]) == last {
                from -= 1;
            }
        }
        self.text.drain(from..self.cursor);
        self.cursor = from;
    }

    /// An older sentence.
    pub fn older(&mut self) {
        if self.shown == 0 {
            return;
        }
        if self.shown == self.said.len() {
            self.draft = std::mem::take(&mut self.text);
        }
        self.shown -= 1;
        self.show(self.said[self.shown].clone());
    }

    /// A newer sentence, at last the one being typed.
    pub fn newer(&mut self) {
        if self.shown >= self.said.len() {
            return;
        }
        self.shown += 1;
        let text = self.said.get(self.shown).cloned();
        let draft = std::mem::take(&mut self.draft).concat();
        self.show(text.unwrap_or(draft));
    }

    fn show(&mut self, text: String) {
        self.text = text.graphemes(true).map(String::from).collect();
        self.cursor = self.text.len();
    }

    /// Takes the sentence and remembers it; `None` if nothing was said.
    pub fn take(&mut self) -> Option<String> {
        let text = self.text.concat().trim().to_string();
        if text.is_empty() {
            return None;
        }
        self.clear();
        self.remember(&text);
        Some(text)
    }

    /// Remembers a sentence for ↑.
    pub fn remember(&mut self, text: &str) {
        if self.said.last().is_none_or(|last| last != text) {
            self.said.push(text.into());
        }
        let over = self.said.len().saturating_sub(REMEMBERED);
        self.said.drain(..over);
        self.shown = self.said.len();
    }

    /// Forgets what is being typed.
    pub fn clear(&mut self) {
        self.text.clear();
        self.draft.clear();
        self.cursor = 0;
        self.shown = self.said.len();
    }

    /// Whether nothing is typed.
    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// Completes the name before the cursor among `names`, as far as it is certain. Returns the names
    /// that still fit if there are several.
    pub fn complete(&mut self, names: &[String]) -> Vec<String> {
        let part = |g: &String| g.chars().all(|c| c.is_ascii_alphanumeric() || "-_./".contains(c));
        let from = self.cursor - self.text[..self.cursor].iter().rev().take_while(|g| part(g)).count();
        let typed = self.text[from..self.cursor].concat().to_lowercase();
        let fit: Vec<&String> = names.iter().filter(|name| name.to_lowercase().starts_with(&typed)).collect();
        let Some(first) = fit.first().filter(|_| !typed.is_empty()) else { return Vec::new() };
        let certain = first
            .char_indices()
            .map(|(at, c)| &first[..at + c.len_utf8()])
            .take_while(|start| fit.iter().all(|name| name.starts_with(*start)))
            .last()
            .unwrap_or(&typed)
            .to_string();
        self.text.drain(from..self.cursor);
        self.cursor = from;
        self.insert(if fit.len() == 1 { first } else { certain.as_str() });
        if fit.len() == 1 { Vec::new() } else { fit.into_iter().cloned().collect() }
    }

    /// What of the line is seen in a field of so many cells, and in which cell of it the cursor stands. A long
    /// line moves along with its cursor.
    pub fn view(&self, cells: usize) -> (String, usize) {
        let width = |part: &[String]| part.iter().map(|g| g.width()).sum::<usize>();
        let mut from = 0;
        // One cell is left for the cursor behind the last character.
        while width(&self.text[from..self.cursor]) + 1 > cells && from < self.cursor {
            from += 1;
        }
        let mut seen = String::new();
        for g in &self.text[from..] {
            if seen.width() + g.width() > cells {
                break;
            }
            seen.push_str(g);
        }
        (seen, width(&self.text[from..self.cursor]))
    }
}

/// Kinds of writing that count as words of their own.
fn script(grapheme: &str) -> u8 {
    match grapheme.chars().next().unwrap_or(' ') {
        'ぁ'..='ゖ' => 1,
        'ァ'..='ヺ' | 'ー' => 2,
        '一'..='鿿' | '々' => 3,
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(text: &str) -> Editor {
        let mut editor = Editor::default();
        editor.insert(text);
        editor
    }

    #[test]
    fn the_cursor_stands_behind_wide_characters() {
        let mut editor = typed("影響は?");
        assert_eq!(editor.view(20), ("影響は?".into(), 7));
        editor.left();
        editor.left();
        assert_eq!(editor.view(20).1, 4);
        editor.backspace();
        editor.insert("範囲");
        assert_eq!(editor.view(20), ("影範囲は?".into(), 6));
    }

    #[test]
    fn a_long_line_moves_along_with_its_cursor() {
        let mut editor = typed(&"あ".repeat(30));
        let (seen, cursor) = editor.view(11);
        assert_eq!((seen.as_str(), cursor), ("あああああ", 10));
        editor.home();
        assert_eq!(editor.view(11), ("あああああ".into(), 0));
    }

    #[test]
    fn a_mark_that_comes_after_its_letter_becomes_one_with_it() {
        let mut editor = typed("か");
        editor.insert("\u{3099}");
        editor.backspace();
        assert!(editor.is_empty());
        editor.insert("👩‍🚒");
        editor.left();
        assert_eq!(editor.view(20).1, 0);
    }

    #[test]
    fn words_are_killed_by_their_kind_of_writing() {
        let mut editor = typed("checkoutのログ 確認");
        editor.kill_word();
        assert_eq!(editor.view(40).0, "checkoutのログ ");
        editor.kill_word();
        assert_eq!(editor.view(40).0, "checkoutの");
        editor.kill_to_start();
        assert!(editor.is_empty());
    }

    #[test]
    fn what_was_said_comes_back_and_the_draft_is_kept() {
        let mut editor = typed("影響は");
        assert_eq!(editor.take().as_deref(), Some("影響は"));
        editor.insert("  ");
        assert_eq!(editor.take(), None);
        editor.clear();
        editor.insert("書きかけ");
        editor.older();
        assert_eq!(editor.view(40).0, "影響は");
        editor.older();
        editor.newer();
        assert_eq!(editor.view(40).0, "書きかけ");
    }

    #[test]
    fn a_name_is_completed_as_far_as_it_is_certain() {
        let names = ["checkout", "checkout-db", "catalog"].map(String::from);
        let mut editor = typed("ログ che");
        assert_eq!(editor.complete(&names).len(), 2);
        assert_eq!(editor.view(40).0, "ログ checkout");
        let mut editor = typed("ca");
        assert!(editor.complete(&names).is_empty());
        assert_eq!(editor.view(40).0, "catalog");
        assert!(typed("").complete(&names).is_empty());
    }

    #[test]
    fn a_paste_of_several_lines_is_one_sentence() {
        let editor = typed("ログ\r\n見て\x1b[31m\n");
        assert_eq!(editor.view(40).0, "ログ 見て[31m ");
        assert!(typed(&"x".repeat(5_000)).view(9_000).0.len() == LONGEST);
    }
}
