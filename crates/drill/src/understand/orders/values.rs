//! Numbers and versions that were said for an order: as they were typed, whole or refused, never cut. Knows
//! what a number looks like; not what it is for.

use super::{Filled, Segment};
use crate::intent::{Figure, Impossible};
use crate::understand::lexicon::{Lexicon, Sort};
use crate::understand::scan::{Scan, Unit, What};

/// A number that was said, and how.
#[derive(Clone, Copy, Debug)]
pub(super) struct Said<'a> {
    /// Its value, in the unit it was looked for in.
    pub(super) value: f64,
    /// As it was typed, normalised.
    pub(super) text: &'a str,
}

/// The last number in one of these units: 「3 台から 6 台に」 "from 3 to 6".
pub(super) fn number<'a>(near: &Segment<'a>, units: &[Unit]) -> Option<Said<'a>> {
    near.tokens.iter().rev().find_map(|t| match t.what {
        What::Number(value, unit) if units.contains(&unit) => {
            // `1e3` and `10k` begin with a number and are none.
            let tail = &near.scan.text[t.end..];
            let length = tail.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(tail.len());
            let value = if length == 0 { value } else { f64::NAN };
            Some(Said { value, text: &near.scan.text[t.start..t.end + length] })
        }
        _ => None,
    })
}

/// The whole number that was said, or the refusal of what is none from `least` to `most`.
pub(super) fn whole(said: Said, of: Figure, least: u32, most: u32) -> Result<u32, Filled> {
    let fits = said.value.fract() == 0.0 && said.value >= f64::from(least) && said.value <= f64::from(most);
    match fits {
        true => Ok(said.value as u32),
        false => {
            Err(Filled::Impossible(Impossible::Number { said: said.text.trim().into(), of, least, most }))
        }
    }
}

/// A version that was said and is none here: `v141`, "build 77", 「バージョン 2.3.9」.
pub(in crate::understand) fn strange_version<'a>(scan: &'a Scan, lexicon: &Lexicon) -> Option<&'a str> {
    let text = scan.text.as_str();
    let known = |word: &str| lexicon.spelled(word).iter().any(|t| t.sort == Sort::Version);
    let covered = |at: usize, end: usize| {
        scan.tokens.iter().any(|t| t.start <= at && t.end >= end && matches!(&t.what, What::Name { .. }))
    };
    let mut at = 0;
    while at < text.len() {
        let own =
            !text[..at].ends_with(|c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.' | '/'));
        let length = text[at..]
            .find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_')))
            .unwrap_or(text.len() - at);
        if length == 0 || !own {
            at += text[at..].chars().next().map_or(1, char::len_utf8);
            continue;
        }
        let word = text[at..at + length].trim_end_matches(['.', '-', '_']);
        let end = at + word.len();
        let numbered = text[..at].trim_end().ends_with("version")
            || text[..at].trim_end().ends_with("バージョン")
            || text[..at].trim_end().ends_with("build")
            || text[..at].trim_end().ends_with("ビルド");
        if !word.is_empty() && looks_like_a_version(word, numbered) && !covered(at, end) && !known(word) {
            return Some(word);
        }
        at += length;
    }
    None
}

fn looks_like_a_version(word: &str, numbered: bool) -> bool {
    let digit = |c: char| c.is_ascii_digit();
    let dotted = word.split('.').count() >= 3
        && word.split('.').count() != 4
        && word.split('.').all(|p| !p.is_empty() && p.chars().all(digit));
    word.strip_prefix('v').is_some_and(|rest| rest.starts_with(digit))
        || dotted
        || numbered && word.chars().any(digit)
}
