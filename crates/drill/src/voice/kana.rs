//! What a run of hiragana says: words that change nothing, words that turn a meaning (a past, a negation, a reason), or
//! something that is in no list and so counts as a fact, whatever it spells.

use super::plain::KANA;

/// Letters behind a kanji that may inflect it [count].
const INFLECTION: usize = 3;

/// The meanings in a run, in order; `None` where it is not made of known words. Behind a kanji it may begin with an inflection.
pub(super) fn read(run: &str, after_kanji: bool) -> Option<Vec<&'static str>> {
    let free = if after_kanji { INFLECTION } else { 0 };
    let mut starts = run.char_indices().map(|(at, _)| at).chain([run.len()]);
    (0..=free).find_map(|_| words(&run[starts.next()?..]))
}

/// The longest words first; a run is a line or less, so trying all is cheap enough once each place is tried once.
fn words(run: &str) -> Option<Vec<&'static str>> {
    // From the end: what each place says if everything behind it can be read.
    let places: Vec<usize> = run.char_indices().map(|(at, _)| at).chain([run.len()]).collect();
    let mut read: Vec<Option<Vec<&'static str>>> = vec![None; places.len()];
    read[places.len() - 1] = Some(Vec::new());
    for from in (0..places.len() - 1).rev() {
        read[from] = (from + 1..places.len()).rev().find_map(|to| {
            let label = KANA.get(&run[places[from]..places[to]])?;
            let rest = read[to].as_ref()?;
            Some(label.iter().copied().chain(rest.iter().copied()).collect())
        });
    }
    read.swap_remove(0)
}
