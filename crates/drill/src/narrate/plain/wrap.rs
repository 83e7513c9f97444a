//! Breaking lines in Japanese and English: between words, or between any two wide characters, but never so that a
//! line begins with a closing mark or ends with an opening one (kinsoku). Knows widths; not what is said.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// Must not begin a line.
const CLOSING: &str = "、。，．・：；？！」』）】〉》〕］｝〜…‥ーぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ々ゝゞ%％°,.!?:;)]}";
/// Must not end a line.
const OPENING: &str = "「『（【〈《〔［｛([{";

/// Breaks `text` into lines of at most `width` columns; lines after the first of a paragraph begin with `indent`.
/// Line breaks in the text are kept.
pub fn wrap(text: &str, width: usize, indent: &str) -> Vec<String> {
    let mut lines = Vec::new();
    for paragraph in text.trim_end_matches('\n').split('\n') {
        wrap_paragraph(paragraph, width.max(indent.width() + 4), indent, &mut lines);
    }
    lines
}

fn wrap_paragraph(paragraph: &str, width: usize, indent: &str, lines: &mut Vec<String>) {
    let mut line = String::new();
    let mut fresh = true;
    for piece in pieces(paragraph) {
        let room = width.saturating_sub(line.width());
        if piece.trim_end().width() > room && !fresh {
            lines.push(std::mem::take(&mut line).trim_end().to_string());
            line.push_str(indent);
            fresh = true;
        }
        let piece = if fresh && !lines.is_empty() && line == indent && !indent.is_empty() {
            piece.trim_start()
        } else {
            piece
        };
        for c in piece.chars() {
            // A word wider than the line is cut; a space that does not fit is dropped.
            if line.width() + c.width().unwrap_or(0) > width {
                if c == ' ' {
                    continue;
                }
                lines.push(std::mem::take(&mut line).trim_end().to_string());
                line.push_str(indent);
            }
            line.push(c);
            fresh = false;
        }
    }
    lines.push(line.trim_end().to_string());
}

/// Width of the longest piece that may not be torn [columns].
pub(super) fn longest(text: &str) -> usize {
    pieces(text).into_iter().map(|piece| piece.trim_end().width()).max().unwrap_or(0)
}

/// What may not be torn: a narrow word with the spaces behind it, or a wide character, each with the closing marks
/// behind it and the opening marks before it.
fn pieces(text: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut start = 0;
    let chars: Vec<(usize, char)> = text.char_indices().collect();
    for pair in chars.windows(2) {
        let ((_, before), (at, after)) = (pair[0], pair[1]);
        if may_break(before, after) {
            pieces.push(&text[start..at]);
            start = at;
        }
    }
    pieces.push(&text[start..]);
    pieces
}

fn may_break(before: char, after: char) -> bool {
    if after == ' ' || CLOSING.contains(after) || OPENING.contains(before) {
        return false;
    }
    // A loan word is a word; it may be torn only where it is wider than the line.
    let torn = katakana(before) && katakana(after);
    before == ' ' || (wide(before) || wide(after)) && !torn
}

fn katakana(c: char) -> bool {
    ('ァ'..='ヺ').contains(&c) || c == 'ー'
}

fn wide(c: char) -> bool {
    c.width() == Some(2)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_line_begins_with_a_closing_mark_or_ends_with_an_opening_one() {
        let text =
            "「決済できない」という声が、昨夜から（とくにアプリで）増えています。コーヒーはありますか？";
        for width in 8..50 {
            let lines = wrap(text, width, "");
            for line in &lines {
                assert!(line.width() <= width, "{width}: {line}");
                let first = line.chars().next().expect("no line is empty");
                assert!(!CLOSING.contains(first), "{width}: {line}");
                assert!(!OPENING.contains(line.chars().last().unwrap_or(' ')), "{width}: {line}");
            }
            assert_eq!(lines.concat(), text, "nothing is lost");
        }
    }

    #[test]
    fn english_breaks_between_words_and_hangs_its_indent() {
        assert_eq!(wrap("one two three four", 9, "  "), ["one two", "  three", "  four"]);
    }

    #[test]
    fn a_loan_word_is_not_torn() {
        assert_eq!(wrap("注文データベース", 14, ""), ["注文", "データベース"]);
    }

    #[test]
    fn a_word_wider_than_the_line_is_cut_and_not_lost() {
        assert_eq!(wrap("abcdefghij", 4, "").concat(), "abcdefghij");
        assert!(wrap(&"あ".repeat(30), 9, "").iter().all(|line| line.width() <= 8));
    }

    #[test]
    fn empty_lines_and_indents_of_the_text_stay() {
        assert_eq!(wrap("a\n\n  b\n", 10, ""), ["a", "", "  b"]);
        assert_eq!(wrap("", 10, ""), [""]);
    }
}
