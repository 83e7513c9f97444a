//! Whether a word of waiting lets time pass, or only draws breath: "hang on, check the logs first", 「待って、違う」,
//! 「復旧しました。様子を見ます」. Knows where the word stands; knows nothing of how long anybody waits.

use super::concept::Concept as C;
use super::scan::{Scan, Unit, What};

/// Words that stop a sentence as well as a clock.
const BREATH: [&str; 12] = [
    "wait",
    "hang on",
    "hold on",
    "hold up",
    "待って",
    "待った",
    "まって",
    "待て",
    "待ってください",
    "待ち",
    "hold for",
    "待",
];
/// What is waited for, or how long.
const FOR: [&str; 22] = [
    " until ",
    " till ",
    " til ",
    "wait for",
    "hold for",
    "wait a ",
    "wait another",
    "hang on for",
    "wait and",
    "and wait",
    "then wait",
    "wait to see",
    "wait some",
    "まで待",
    "を待",
    "てから待",
    "のを待",
    "しばらく",
    "少し待",
    "ちょい待",
    "だけ待",
    "そのまま待",
];

/// This word of waiting lets no time pass.
pub(super) fn draws_breath(scan: &Scan, at: usize) -> bool {
    let token = &scan.tokens[at];
    if !matches!(token.what, What::Said(C::Wait, _)) {
        return false;
    }
    let span = |t: &super::scan::Token| matches!(t.what, What::Number(_, Unit::Span | Unit::Plain));
    let (from, to) = clause(&scan.text, token.start, token.end);
    if scan.tokens.iter().any(|t| t.start >= from && t.end <= to && span(t)) {
        return false;
    }
    let said = &scan.text[token.start..];
    let breath = BREATH.iter().any(|w| said.starts_with(w));
    let lasts = FOR.iter().any(|w| scan.text.contains(w));
    let others = scan.tokens.iter().enumerate().any(|(other, t)| {
        other != at
            && (t.start < from || t.start >= to)
            && !matches!(t.what, What::Used | What::Said(C::Filler | C::Polite, _))
    });
    if breath && !lasts {
        return others;
    }
    // 「復旧しました。引き続き様子を見ます」: who says how things are has not asked for time to pass.
    let stated = scan
        .tokens
        .iter()
        .any(|t| t.end <= from && matches!(t.what, What::Said(C::Repaired | C::Observed | C::Inform, _)));
    stated && !lasts
}

/// The clause around these bytes.
fn clause(text: &str, start: usize, end: usize) -> (usize, usize) {
    let marks = [',', '.', '!', '?', ';', ':', '、', '。', '\n', '…', '#', '('];
    let from =
        text[..start].rfind(marks).map_or(0, |at| at + text[at..].chars().next().map_or(1, char::len_utf8));
    let to = text[end..].find(marks).map_or(text.len(), |at| end + at);
    (from, to)
}
