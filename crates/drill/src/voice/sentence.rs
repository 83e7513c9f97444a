//! Where sentences end, in both languages. A full stop within a number, a host or a version ends nothing.

/// The sentences of a text with their marks and the white space behind them, so that together they are the text.
pub fn sentences(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut from = 0;
    while from < text.len() {
        let end = end_of_first(&text[from..]).map_or(text.len(), |end| from + end);
        found.push(&text[from..end]);
        from = end;
    }
    found
}

/// Where the first sentence ends [bytes], white space included; `None` where the text may go on with it.
pub(super) fn end_of_first(text: &str) -> Option<usize> {
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let next = chars.peek().map(|(_, next)| *next);
        let ends = match c {
            '。' | '！' | '？' | '\n' => true,
            // At the very end it may be `34.` of `34.2`.
            '.' | '!' | '?' | '…' => next.is_some_and(char::is_whitespace),
            _ => false,
        };
        if !ends {
            continue;
        }
        let rest = &text[at + c.len_utf8()..];
        let behind = rest.trim_start_matches(|c: char| c.is_whitespace() || "」』）)\"”".contains(c));
        // More of the same marks may follow: 「！？」.
        if behind.is_empty() || !behind.starts_with(['。', '！', '？', '!', '?']) {
            return Some(text.len() - behind.len());
        }
    }
    None
}
